"""Answers in the shape ODK and KoboToolbox give theirs: flat CSV named after the groups and questions of the XLSForm.

One file of responses, one for each block that is repeated, one for what is answered for each pilot; a line of the latter
two names its response in ``PARENT_KEY``. Columns are ``page-question`` (``page-section-question``), of a table of choices
``page-block-question-question__row``. Choices are codes, several of them with spaces between; numbers have points, days
are ISO 8601. ``<question>_other`` is the text of "other, which", ``<question>_reason`` why there is no answer. A question
that later versions ask on another scale has a column of its own for each (``K5_v1``). Opinions are columns too, but empty:
who gave which is not told. Of a joint form two more files tell who answered together and what was seen otherwise.
"""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mallipaja.catalogue.survey_template import Block, Page, Section, SurveyTemplate
from mallipaja.exchange.text_cells import to_cell
from mallipaja.exchange.xlsform.names import Names
from mallipaja.survey.across import Column
from mallipaja.survey.form import LIST, is_per_pilot
from mallipaja.survey.results import Asked, standing
from mallipaja.survey.whole import GivenAnswer, GivenForm, GivenResponse, JointAnswer

MAIN, PILOTS = "", "pilots"
"""Names of the files that are not a block's."""
_END = ("unit", "organisation", "pilots", "source", "FormVersion", "meta-instanceID", "KEY")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?(e[+-]?[0-9]+)?")
_PARTED = re.compile(r"([;\t\n][\s\"]*)(?=[=+@]|-(?!\s))")
"""Where a formula would begin in the middle of a text that is parted in the wrong place; not a list with dashes."""
Cells = dict[str, str]


@dataclass(frozen=True, slots=True)
class Variable:
    """A column of a file. ``row`` is the row of a table of choices; ``kind`` is value, other or reason."""

    file: str
    name: str
    column: Column
    row: str = ""
    kind: str = "value"


def file_name(form: GivenForm, file: str) -> str:
    """The name of a file: the form's id, and the block's after it."""
    return f"{form.form.id}-{file}.csv" if file else f"{form.form.id}.csv"


def variables(form: GivenForm) -> tuple[Variable, ...]:
    """Every column that answers have, in the order of the questions."""
    found: list[Variable] = []
    for column in form.columns:
        asked = standing(column)
        file, group = _place(asked)
        base = _name(column)
        rows = _rows(asked)
        for row in rows or ("",):
            name = f"{base}__{row}" if row else base
            path = "-".join((*group, base, name) if row else (*group, base))
            found.append(Variable(file, path, column, row))
            if column.question.other:
                found.append(Variable(file, f"{path}_other", column, row, "other"))
            if column.question.cannot_say:
                found.append(Variable(file, f"{path}_reason", column, row, "reason"))
    return tuple(found)


def files(form: GivenForm) -> dict[str, bytes]:
    """The files of a form by name; one for responses is always there."""
    columns: dict[str, list[Variable]] = defaultdict(list)
    for one in variables(form):
        columns[one.file].append(one)
    columns.setdefault(MAIN, [])
    lines = _lines(form, columns)
    made = {}
    for file, listed in columns.items():
        names = [one.name for one in listed]
        head = (
            ["SubmissionDate", *names, *_END]
            if file == MAIN
            else [*_start(file), *names, "PARENT_KEY", "KEY"]
        )
        rows: list[list[str]] = [head, *([one.get(name, "") for name in head] for one in lines[file])]
        made[file_name(form, file)] = _csv(rows)
    return made


def joint_files(form_id: str, together: Sequence[JointAnswer]) -> dict[str, bytes]:
    """Who gave each joint answer, and what was seen otherwise; no files of a form that is not answered jointly.

    Their names have a hyphen, which no block's has.
    """
    if not together:
        return {}
    who: list[list[str]] = [["pilot", "SubmissionDate", "actors", "people"]]
    views: list[list[str]] = [["pilot", "question", "row", "who", "text"]]
    for one in together:
        sent = one.sent_at.isoformat(timespec="seconds") if one.sent_at else ""
        who.append([one.pilot, sent, "; ".join(one.actors), "; ".join(one.people)])
        views += [[one.pilot, view.question, view.row, view.who, view.text] for view in one.otherwise]
    return {f"{form_id}-joint-answers.csv": _csv(who), f"{form_id}-dissenting-views.csv": _csv(views)}


def _csv(rows: Sequence[Sequence[str]]) -> bytes:
    """Commas, no byte order mark; what a spreadsheet would take for a formula gets an apostrophe before it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows([_cell(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8")


def _cell(text: str) -> str:
    """A cell that is no formula in a spreadsheet, nor becomes one where semicolons part cells, as in a Finnish Excel."""
    return text if _NUMBER.fullmatch(text) else _PARTED.sub(r"\1'", to_cell(text))


def _lines(form: GivenForm, columns: Mapping[str, list[Variable]]) -> dict[str, list[Cells]]:
    places = {(one.column.key, one.row, one.kind): one for listed in columns.values() for one in listed}
    main: dict[str, Cells] = {one.id: _of_response(one) for one in form.responses}
    more: dict[str, dict[tuple[str, str, str], Cells]] = defaultdict(dict)
    for one in form.answers:
        table = places.get((one.column, one.row, "value")) or places[one.column, "", "value"]
        if table.file == MAIN:
            line = main[one.response]
        else:
            key = (one.response, one.pilot, "" if table.file == PILOTS else one.row)
            line = more[table.file].setdefault(key, _of_row(table.file, key))
        for kind, text in _texts(one):
            variable = places.get((one.column, table.row, kind))
            if variable is not None:
                line[variable.name] = text
    return {MAIN: list(main.values())} | {file: list(more[file].values()) for file in columns if file != MAIN}


def _of_response(one: GivenResponse) -> Cells:
    return {
        "SubmissionDate": one.submitted_at.isoformat(timespec="seconds") if one.submitted_at else "",
        "unit": one.unit,
        "organisation": one.organisation,
        "pilots": " ".join(one.pilots),
        "source": one.source,
        "FormVersion": one.version,
        "meta-instanceID": _key(one.id),
        "KEY": _key(one.id),
    }


def _of_row(file: str, key: tuple[str, str, str]) -> Cells:
    response, pilot, row = key
    own = "/".join(part for part in (_key(response), file, pilot, row) if part)
    return {"pilot": pilot, "row": row, "PARENT_KEY": _key(response), "KEY": own}


def _start(file: str) -> tuple[str, ...]:
    return ("pilot",) if file == PILOTS else ("pilot", "row")


def _key(response_id: str) -> str:
    return f"uuid:{response_id}"


def _texts(one: GivenAnswer) -> list[tuple[str, str]]:
    value = one.value
    if isinstance(value, tuple):
        text = " ".join(value)
    elif isinstance(value, int | float):
        text = f"{value:.10g}"
    else:
        text = value or ""
    return [("value", text), ("other", one.other or ""), ("reason", one.reason or "")]


def _name(column: Column) -> str:
    return column.key.replace("@", "_v").replace(".", "_")


def _place(asked: Asked) -> tuple[str, tuple[str, ...]]:
    """The file of a question, and the groups it is in."""
    block, page = asked.block, _page_name(asked.template, asked.page)
    if block is None:
        if asked.question.per_pilot:
            return PILOTS, ()
        section = _section(asked)
        return MAIN, (page, section) if section else (page,)
    return (MAIN, (page, block.id)) if _rows(asked) else (block.id, ())


def _rows(asked: Asked) -> tuple[str, ...]:
    """The rows of a block that is a table of choices; () of others."""
    block = asked.block
    if (
        block is None
        or not block.for_each.startswith(LIST)
        or len(block.questions) > 1
        or is_per_pilot(block)
    ):
        return ()
    if asked.question.type not in ("single", "scale"):
        return ()
    return tuple(one.code for one in asked.template.choice_lists[block.for_each.removeprefix(LIST)])


def _page_name(template: SurveyTemplate, page: Page) -> str:
    names = Names(item.id for one in template.pages for item in one.items)
    return {one.id: names.page(one.id) for one in template.pages}[page.id]


def _section(asked: Asked) -> str:
    """The section a question of a page is in; "" when in none."""
    section = ""
    for item in asked.page.items:
        if isinstance(item, Section):
            section = item.id
        if item.id == asked.question.id or (isinstance(item, Block) and asked.block == item):
            return section
    return ""
