"""Results and answers of a round as rows of tables: plain values, headings first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from mallipaja.i18n import N_, Words
from mallipaja.survey.given import REASONS
from mallipaja.survey.results import QuestionResult, RowResult, standing
from mallipaja.survey.suppression import SEVERAL
from mallipaja.survey.whole import GivenAnswer, GivenForm, WholeRound

Cell = str | float | int | None
Rows = list[list[Cell]]

GROUPS = {"all": N_("everybody"), "pilot": N_("municipality or area"), "organisation": N_("organisation")}
HIDDEN = {
    "open": N_("not shown: the round is open"),
    "few": N_("not shown: too few answers"),
    "apart": N_("not shown: a small group could be worked out"),
    "both": N_("not shown"),
    "network": N_("shown in the network"),
}
SOURCES = {
    "link": N_("own link"),
    "joint": N_("joint answer"),
    "paper": N_("from paper"),
    "example": N_("example"),
}


def result_rows(whole: WholeRound, _: Words) -> Rows:
    """Every result that may be shown, one line for each figure, and a line for what may not."""
    head: list[Cell] = [
        _("Survey"), _("Versions"), _("Key"), _("Question"), _("Row"), _("Group"), _("Name of the group"),
        _("Figure"), _("Answer"), _("Code"), _("Value"), _("Share"),
    ]  # fmt: skip
    rows: Rows = [head]
    for form in whole.forms:
        title = form.form.title.get(_.language)
        for group in form.groups:
            name = group.name or (_("several") if group.key == SEVERAL else "")
            for result in group.questions:
                start: list[Cell] = [
                    title,
                    ", ".join(result.column.versions),
                    result.column.key,
                    result.question.text.get(_.language),
                ]
                for row in result.rows:
                    label = row.label.get(_.language) if row.label else row.row
                    for line in _figures(result, row, _):
                        rows.append([*start, label, _(GROUPS[group.kind]), name, *line])
    return rows


def _figures(result: QuestionResult, row: RowResult, _: Words) -> Iterator[list[Cell]]:
    found = row.distribution
    if found is None:
        yield [_(HIDDEN[row.hidden]), "", "", None, None]
        return
    yield [_("answers"), "", "", found.answered, None]
    for reason, count in found.reasons:
        yield [_("cannot say"), _(REASONS[reason]), reason, count, None]
    if not found.unable_told:
        yield [_("cannot say"), _("not shown"), "", None, None]
    names = {one.code: one.label.get(_.language) for one in result.choices}
    for code, count in found.counts:
        yield [_("chosen"), names.get(code, code), code, count, found.share(count)]
    for one in found.ranking:
        yield [_("mean place"), names.get(one.code, one.code), one.code, one.mean_place, None]
        yield [_("put first"), names.get(one.code, one.code), one.code, one.first, found.share(one.first)]
    if (numbers := found.numbers) is not None:
        yield [_("median"), "", "median", numbers.median, None]
        yield [_("lower quartile"), "", "lower_quartile", numbers.lower_quartile, None]
        yield [_("upper quartile"), "", "upper_quartile", numbers.upper_quartile, None]
        yield [_("mean"), "", "mean", numbers.mean, None]
        yield [_("least"), "", "least", numbers.least, None]
        yield [_("most"), "", "most", numbers.most, None]


def answer_rows(forms: Sequence[GivenForm], _: Words) -> Rows:
    """Every fact as it was given, one line for each; the version it was given to beside it."""
    head: list[Cell] = [
        _("Survey"), _("Version"), _("Response"), _("Unit"), _("Organisation"), _("Given"), _("Sent"), _("Key"),
        _("Question"), _("Row"), _("Pilot"), _("Answer"), _("Code"), _("Reason"), _("Other"),
    ]  # fmt: skip
    rows: Rows = [head]
    for form in forms:
        title = form.form.title.get(_.language)
        responses = {one.id: one for one in form.responses}
        columns = {one.key: one for one in form.columns}
        for one in form.answers:
            given, column = responses[one.response], columns[one.column]
            labels = choice_labels(form, one.column, _.language)
            rows.append(
                [
                    title,
                    given.version,
                    one.response[:12],
                    given.unit,
                    given.organisation,
                    _(SOURCES[given.source]) if given.source in SOURCES else given.source,
                    _.date(given.submitted_at) if given.submitted_at else "",
                    one.column,
                    column.question.text.get(_.language),
                    row_labels(form, one.column, _.language).get(one.row, one.row),
                    form.pilots.get(one.pilot, one.pilot)
                    if one.pilot
                    else _.listing(_names(form, given.pilots)),
                    *value_cells(one, labels),
                    _(REASONS[one.reason]) if one.reason else "",
                    one.other or "",
                ]
            )
    return rows


def _names(form: GivenForm, pilots: Sequence[str]) -> list[str]:
    return [form.pilots.get(one, one) for one in pilots]


def value_cells(one: GivenAnswer, labels: Mapping[str, str]) -> list[Cell]:
    """A value in words (a number as a number), and its code."""
    if one.value is None:
        return ["", ""]
    if isinstance(one.value, tuple):
        return ["; ".join(labels.get(code, code) for code in one.value), " ".join(one.value)]
    if isinstance(one.value, str):
        return [labels.get(one.value, one.value), one.value if one.value in labels else ""]
    return [one.value, ""]


def choice_labels(form: GivenForm, key: str, language: str) -> dict[str, str]:
    """Labels of a column's choices by code."""
    column = next(one for one in form.columns if one.key == key)
    choices = column.template.choices_of(column.question, form.lists)
    return {one.code: one.label.get(language) for one in choices}


def row_labels(form: GivenForm, key: str, language: str) -> dict[str, str]:
    """Labels of the rows of a column's block by code; of the respondent's own rows none."""
    column = next(one for one in form.columns if one.key == key)
    asked = standing(column)
    if asked.block is None or asked.block.for_each == "own_rows":
        return {}
    if asked.block.is_roster:
        parent = column.template.question(asked.block.for_each)
        items = column.template.choices_of(parent, form.lists)
    else:
        items = column.template.choice_lists[asked.block.for_each.removeprefix("list:")]
    return {one.code: one.label.get(language) for one in items}


def joint_rows(whole: WholeRound, _: Words) -> Rows:
    """Who gave each joint answer, and a line for each dissenting view."""
    rows: Rows = [
        [
            _("Survey"), _("Pilot"), _("Sent"), _("Who took part"), _("By name"), _("Key"), _("About"), _("Whose view"),
            _("What is seen otherwise"),
        ]
    ]  # fmt: skip
    for form in whole.forms:
        texts = {one.id: one.text.get(_.language) for one, _block in form.form.questions()}
        for one in form.together:
            sent = _.date(one.sent_at) if one.sent_at else ""
            title = form.form.title.get(_.language)
            start: list[Cell] = [title, one.name, sent, ", ".join(one.actors), ", ".join(one.people)]
            if not one.otherwise:
                rows.append([*start, "", "", "", ""])
            for view in one.otherwise:
                about = texts.get(view.question) or _("the whole form")
                who = view.who or _("somebody of the group")
                rows.append([*start, view.question, about, who, view.text])
    return rows


def question_rows(forms: Sequence[GivenForm], _: Words) -> Rows:
    """Every question ever asked, with its versions, type, choices and who may see the answers."""
    head: list[Cell] = [
        _("Survey"), _("Key"), _("Versions"), _("Question"), _("Type"), _("Unit of measure"), _("Choices"),
        _("Feeds"), _("Who may see"),
    ]  # fmt: skip
    rows: Rows = [head]
    for form in forms:
        for column in form.columns:
            question = column.question
            labels = choice_labels(form, column.key, _.language)
            rows.append(
                [
                    form.form.title.get(_.language),
                    column.key,
                    ", ".join(column.versions),
                    question.text.get(_.language),
                    question.type,
                    question.unit.get(_.language) if question.unit else "",
                    "; ".join(f"{code} = {label}" for code, label in labels.items()),
                    question.feeds or "",
                    _("opinion: only groups")
                    if question.disclosure == "opinion"
                    else _("in the unit's name"),
                ]
            )
    return rows
