"""``mallipaja survey results``: the results of a round, and the files of its answers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from mallipaja.actions.access import Context
    from mallipaja.survey.results import QuestionResult
    from mallipaja.survey.whole import FormResults, WholeRound


@click.command("results")
@click.argument("round_", metavar="ROUND")
@click.option(
    "--json", "as_json", is_flag=True, help="Print JSON: every question, every group that may be shown."
)
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV: one line for each figure.")
@click.option(
    "--answers", type=click.Path(dir_okay=False, path_type=Path), help="Write the facts one by one (CSV)."
)
@click.option(
    "--workbook", type=click.Path(dir_okay=False, path_type=Path), help="Write an Excel workbook of all."
)
@click.option(
    "--codebook", type=click.Path(dir_okay=False, path_type=Path), help="Write a DDI-Codebook 2.5 (XML)."
)
@click.option(
    "--odk", type=click.Path(dir_okay=False, path_type=Path), help="Write a zip of CSV files as ODK's."
)
@click.option("--replace", is_flag=True, help="Overwrite files that are there.")
@click.option(
    "--language",
    type=click.Choice(["fi", "sv", "en"]),
    default="fi",
    show_default=True,
    help="Language of the words.",
)
def command(
    round_: str,
    as_json: bool,
    as_csv: bool,
    answers: Path | None,
    workbook: Path | None,
    codebook: Path | None,
    odk: Path | None,
    replace: bool,
    language: str,
) -> None:
    """The results of ROUND: its title, or its id or the beginning of it.

    Opinions are in groups of at least five, when the round has been closed; nothing smaller can be worked out from
    what is printed here, in any file or on any page. Facts are given in the unit's name. Every export is noted.
    """
    files = {"answers": answers, "workbook": workbook, "codebook": codebook, "odk": odk}
    wanted = {kind: path for kind, path in files.items() if path is not None}
    if not (as_json or as_csv or wanted):
        raise click.UsageError(
            "Say what to write: --json, --csv, --answers, --workbook, --codebook or --odk."
        )
    if as_json and as_csv:
        raise click.UsageError("--json and --csv both print: give one of them.")
    for path in wanted.values():
        if path.exists() and not replace:
            raise click.ClickException(f"{path} exists. Choose another name, or use --replace.")
    from mallipaja.commands.acting import as_administrator

    with as_administrator() as context:
        from mallipaja.actions.survey_exports import export_file, export_results

        round_id = _id_of(context, round_)
        for kind, path in wanted.items():
            data = export_file(context, round_id=round_id, kind=kind, language=language)
            path.touch(mode=0o600)
            path.write_bytes(data)
            click.echo(path, err=as_json or as_csv)
        if as_csv:
            told = export_file(context, round_id=round_id, kind="results", language=language)
            click.echo(told.decode("utf-8-sig"), nl=False)
        if as_json:
            plain = as_plain(export_results(context, round_id=round_id), language)
            click.echo(json.dumps(plain, ensure_ascii=False, indent=2, allow_nan=False))


def _id_of(context: Context, wanted: str) -> str:
    from mallipaja.actions.projects import list_projects
    from mallipaja.actions.survey_results import result_rounds

    every = [
        one for project in list_projects(context) for one in result_rounds(context, project_id=project.id)
    ]
    found = [
        one.id for one in every if one.title == wanted or (len(wanted) >= 8 and one.id.startswith(wanted))
    ]
    if len(found) == 1:
        return found[0]
    if found:
        raise click.ClickException(
            f"{len(found)} rounds are called {wanted!r}. Give the id: {', '.join(found)}"
        )
    known = ", ".join(f"{one.title} ({one.id[:8]})" for one in every) or "none"
    raise click.ClickException(f"There is no round {wanted!r} that asks something. Rounds: {known}")


def as_plain(found: WholeRound, language: str) -> dict[str, object]:
    """The results as plain values, in the shape of ``--json``."""
    return {
        "round": {"id": found.id, "title": found.title, "state": found.state},
        "smallest_group": found.least,
        "forms": [_form(one, language) for one in found.forms],
    }


def _form(form: FormResults, language: str) -> dict[str, object]:
    return {
        "form": form.form.id,
        "title": form.form.title.get(language),
        "versions": list(form.versions),
        "sent": form.sent,
        "under_way": form.under_way,
        "groups": [
            {
                "group": group.kind,
                "key": group.key,
                "name": group.name,
                "questions": [_question(one, language) for one in group.questions],
            }
            for group in form.groups
        ],
        "joint_answers": [
            {
                "pilot": one.pilot,
                "name": one.name,
                "sent": one.sent_at.isoformat() if one.sent_at else None,
                "actors": list(one.actors),
                "people": list(one.people),
                "seen_otherwise": [
                    {"question": view.question, "row": view.row, "who": view.who, "text": view.text}
                    for view in one.otherwise
                ],
            }
            for one in form.together
        ],
    }


def _question(one: QuestionResult, language: str) -> dict[str, object]:
    column = one.column
    return {
        "key": column.key,
        "question": column.question.text.get(language),
        "type": column.question.type,
        "disclosure": column.question.disclosure,
        "versions": list(column.versions),
        "apart": column.apart,
        "choices": {choice.code: choice.label.get(language) for choice in one.choices},
        "rows": [
            {
                "row": row.row,
                "label": row.label.get(language) if row.label else None,
                "hidden": row.hidden or None,
                **_distribution(row.distribution),
            }
            for row in one.rows
        ],
    }


def _distribution(found: object) -> dict[str, object]:
    from mallipaja.survey.distributions import Distribution

    if not isinstance(found, Distribution):
        return {}
    numbers = found.numbers
    return {
        "answered": found.answered,
        "cannot_say": dict(found.reasons) if found.unable_told else None,
        "counts": dict(found.counts),
        "numbers": None
        if numbers is None
        else {
            "median": numbers.median,
            "lower_quartile": numbers.lower_quartile,
            "upper_quartile": numbers.upper_quartile,
            "mean": numbers.mean,
            "least": numbers.least,
            "most": numbers.most,
        },
        "ranking": [
            {"code": one.code, "mean_place": one.mean_place, "first": one.first, "placed": one.placed}
            for one in found.ranking
        ],
    }
