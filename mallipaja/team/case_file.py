"""A case file as a case, and what is wrong with it in the file's own keys and lines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mallipaja.catalogue.reader import Lines
from mallipaja.catalogue.shape import options
from mallipaja.catalogue.team_case import CaseFile, PostRow, read_case
from mallipaja.errors import Finding, Problem, ProblemsError, Spot
from mallipaja.survey.given import Known
from mallipaja.team.case import Case, Competence, notices_found, problems_found
from mallipaja.team.means import PRICE_NAMES, Prices
from mallipaja.team.posts import Post
from mallipaja.team.roles import Role
from mallipaja.team.rules import (
    IMPOSSIBLE,
    NEIGHBOUR_KNOWN,
    NO_CASE,
    NO_SUCH_PRICE,
    NOT_A_PAIR,
    ODD_PRICE,
    UNKNOWN,
)

_KEYS = {"hours_per_month": "hours", "travel_hours_per_month": "travel"}


@dataclass(frozen=True, slots=True)
class CaseRead:
    """What a case file says. ``notices`` are odd but can be drafted."""

    case: Case
    neighbours: tuple[Post, ...]
    prices: Prices
    notices: tuple[Problem, ...]


def case_of_file(content: bytes, name: str) -> CaseRead:
    """The case of a file.

    Raises
    ------
    ProblemsError
        Everything that is wrong: the text, the shape, amounts that cannot be, posts listed twice, decisions that
        contradict each other; each with its line.
    """
    file, lines = read_case(content, name, NO_CASE)
    found = [*_pairs(file), *_prices(file)]
    if found:
        raise ProblemsError(one.at(name, lines.of(one.spot)) for one in found)
    case = _case(file)
    neighbours = tuple(_post(row) for row in file.neighbours)
    found = [_in_file(one, file) for one in problems_found(case)]
    found += _lent(file)
    if found:
        raise ProblemsError(one.at(name, lines.of(one.spot)) for one in found)
    told = _told((_in_file(one, file) for one in notices_found(case)), name, lines)
    return CaseRead(case, neighbours, Prices().changed(file.prices), told)


def _told(found: Iterable[Finding], name: str, lines: Lines) -> tuple[Problem, ...]:
    return tuple(one.at(name, lines.of(one.spot)) for one in found)


def _case(file: CaseFile) -> Case:
    return Case(
        roles=tuple(
            Role(row.id, row.sector, row.heads, row.hours, row.mandatory, tuple(dict.fromkeys(row.qualifies)))
            for row in file.roles
        ),
        posts=tuple(_post(row) for row in file.posts),
        sectors_required=file.sectors_required,
        pins=tuple((one[0], one[1]) for one in file.pins),
        vetoes=tuple((one[0], one[1]) for one in file.vetoes),
        team_cap=file.team_cap,
        seats_per_post=file.seats_per_post,
        competences=tuple(Competence(row.id, row.holders, row.level) for row in file.competences),
        ties=tuple((one[0], one[1]) for one in file.ties),
    )


def _post(row: PostRow) -> Post:
    """A post whose professions are known, if only that it has none."""
    first, *more = row.professions or ("",)
    return Post(
        id=row.id, unit=row.id, unit_name=row.id, organisation="", organisation_name="", sector=row.sector,
        profession=Known(first), hours_per_month=Known(row.hours), remote=Known(row.remote),
        convenes=Known(row.chair), member_already=Known(row.current), coordinates=Known(row.coordinator),
        more_professions=tuple(more), competences=tuple(row.competences.items()), travel_hours_per_month=row.travel,
    )  # fmt: skip


def _pairs(file: CaseFile) -> Iterable[Finding]:
    for key in ("pins", "vetoes", "ties"):
        for place, names in enumerate(getattr(file, key)):
            if len(names) != 2:
                yield NOT_A_PAIR.found(key, place, count=len(names))
    known = {row.id for row in file.posts}
    for place, names in enumerate(file.ties):
        if len(names) == 2 and not set(names) <= known:
            yield UNKNOWN.found("ties", place)


def _prices(file: CaseFile) -> Iterable[Finding]:
    for name, price in file.prices.items():
        if name not in PRICE_NAMES:
            yield NO_SUCH_PRICE.found("prices", name, **options(name, PRICE_NAMES))
        elif not 0 <= price < float("inf"):
            yield ODD_PRICE.found("prices", name, price=f"{price:g}")


def _lent(file: CaseFile) -> list[Finding]:
    known = {row.id for row in file.posts}
    found = []
    for place, row in enumerate(file.neighbours):
        if row.id in known:
            found.append(NEIGHBOUR_KNOWN.found("neighbours", place, "id", id=row.id))
        known.add(row.id)
        if row.hours < 0 or row.travel < 0:
            amount = f"{min(row.hours, row.travel):g}"
            found.append(IMPOSSIBLE.found("neighbours", place, amount=amount, least=0))
    return found


def _in_file(found: Finding, file: CaseFile) -> Finding:
    return Finding(found.rule, _spot(found.spot, file), found.values)


def _spot(spot: Spot, file: CaseFile) -> Spot:
    """The same place by position in the file instead of by name."""
    names = {
        "posts": [row.id for row in file.posts],
        "roles": [row.id for row in file.roles],
        "competences": [row.id for row in file.competences],
    }
    top, *rest = spot
    if top in names and rest:
        places = [place for place, name in enumerate(names[str(top)]) if name == rest[0]]
        keys = (_KEYS.get(str(key), key) for key in rest[1:])
        return (top, places[-1] if places else 0, *keys)
    if top in {"pins", "vetoes"} and rest:
        listed = file.pins if top == "pins" else file.vetoes
        wanted = tuple(str(one) for one in rest)
        places = [place for place, pair in enumerate(listed) if pair[: len(wanted)] == wanted]
        return (top, places[-1]) if places else (top,)
    return spot
