"""``mallipaja draft``: a team from a case file. Needs no database."""

from __future__ import annotations

import json
import time
from pathlib import Path

import click


@click.command("draft")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--alternatives", default=0, metavar="K", type=click.IntRange(0, 20), help="K other teams as well."
)
@click.option("--repair", "mend", is_flag=True, help="The three cheapest ways to close the gaps as well.")
@click.option(
    "--seconds",
    type=click.FloatRange(0.01, 3600),
    default=None,
    help="Time cap of each search; 3 when left out.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON with every decimal.")
@click.option(
    "--language",
    type=click.Choice(["en", "fi", "sv"]),
    default="en",
    help="Language of the text and messages.",
)
def command(
    file: Path, alternatives: int, mend: bool, seconds: float | None, as_json: bool, language: str
) -> None:
    """Draft a team from a CASE file (YAML): who sits in which seat, and what is missing.

    \b
    sectors_required: [health, kela]      # each needs a seated post
    roles:                                # heads 1, hours 0, mandatory false when left out
      - {id: nurse, sector: health, heads: 1, hours: 12, mandatory: true, qualifies: [nurse]}
    competences:                          # seated posts at this level or above
      - {id: rehabilitation, holders: 1, level: 2}
    posts:
      - {id: clinic, sector: health, professions: [nurse], hours: 8,
         competences: {rehabilitation: 2}, chair: true, current: true, coordinator: false}
    team_cap: 8                           # most posts; no limit when left out
    seats_per_post: 1
    pins: [[clinic, nurse]]               # must sit there
    vetoes: [[clinic, kela]]              # must not
    ties: [[clinic, office]]              # known to work together
    neighbours: []                        # posts a repair may share, with travel and remote
    prices: {hire: 960}                   # of repairs, see docs/formats.md

    A post may sit in a role when it has one of its qualifying professions and is not vetoed. Its hours (a month) are
    split over its seats; a seat of 0 h counts as seated. Goals, in this order, less is better save of continuity:

    \b
    missing_mandatory   required sectors without a seated post + unfilled heads of mandatory roles
    missing_hours       unfilled hours of roles, of mandatory ones twice
    missing_competence  lacking holders
    missing_chair       1 when nobody seated has chair: true
    missing_optional    unfilled heads of the other roles
    continuity          10 when somebody seated may coordinate, 2 for each current member seated (3 when
                        they may coordinate), -1 for each who has no tie in the team, when ties are given
    people, secondary_seats, travel_hours

    status is optimal (proved), time_limit (the best found in time; gap is the share by which a goal could still be
    better) or greedy (no solver: chosen seat by seat). Exits 1 when the file has problems; with --json they are
    printed as {"problems": [...]}.
    """
    from mallipaja.catalogue.reader import MOST_BYTES
    from mallipaja.commands.draft_output import as_plain, as_text
    from mallipaja.commands.given_file import content_of, refuse
    from mallipaja.errors import ProblemsError
    from mallipaja.i18n import Words
    from mallipaja.team.alternatives import alternatives as others
    from mallipaja.team.case_file import case_of_file
    from mallipaja.team.decisions import breaking
    from mallipaja.team.draft import draft
    from mallipaja.team.repair import repairs
    from mallipaja.team.solve import SECONDS

    begun, cap = time.perf_counter(), seconds or SECONDS
    try:
        given = case_of_file(content_of(file, MOST_BYTES), str(file))
    except ProblemsError as error:
        refuse(error.problems, as_json, language)
    found = draft(given.case, cap)
    took = time.perf_counter() - begun
    more = others(given.case, found, alternatives, seconds=cap) if alternatives else ()
    mended = repairs(given.case, found, given.prices, given.neighbours, seconds=cap) if mend else ()
    costly = breaking(given.case, cap) if found.gaps else ()
    words = Words(language)
    notices = [one.in_language(words) for one in given.notices]
    if as_json:
        plain = as_plain(found, more, mended, costly, took)
        plain["notices"] = [one.as_dict() for one in notices]
        click.echo(json.dumps(plain, ensure_ascii=False, indent=2, allow_nan=False))
        return
    click.echo(as_text(found, more, mended, costly, words))
    for one in notices:
        click.echo(one, err=True)
