"""One question's results: a picture and its table, or the words why there is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from mallipaja.charts.frame import Picture
from mallipaja.i18n import N_, Words
from mallipaja.survey.across import Apart
from mallipaja.survey.distributions import Distribution
from mallipaja.survey.results import Hidden, QuestionResult, RowResult
from mallipaja.ui import figure
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.results import tables
from mallipaja.ui.shell import projector
from mallipaja.ui.told_apart import told_apart

if TYPE_CHECKING:
    import pandas as pd

HIDDEN: dict[Hidden, str] = {
    "open": N_(
        "Opinions are shown when the round has been closed: before that, one answer could be told from another."
    ),
    "few": N_("Not shown: fewer than {least} have answered."),
    "apart": N_("Not shown: the answers of a group of fewer than {least} could be worked out from this."),
    "both": N_("Opinions are shown by municipality or by organisation, not by both at once."),
    "network": N_(
        "How partners are seen is shown on the network of the current state, when at least {least} have said."
    ),
}
APART: dict[Apart, str] = {
    "kind": N_("later versions ask for another kind of answer"),
    "unit": N_("later versions ask in another unit"),
    "pilots": N_("later versions ask otherwise about several pilots"),
    "rows": N_("later versions ask it of other rows"),
    "disclosure": N_("later versions promise otherwise about who sees the answers"),
    "choices": N_("later versions have other choices"),
    "scale": N_("later versions have another scale"),
}


@dataclass(frozen=True, slots=True)
class Beside:
    """The same question in another round: the round's title and results, ``None`` where it was not asked alike."""

    here: str
    there: str
    result: QuestionResult | None


def battery(_: Words, results: Sequence[QuestionResult], least: int) -> None:
    """Statements on one scale, drawn together; those that are not shown are told apart."""
    from mallipaja.charts.scale_bars import scale_bars

    shown = [(one, one.rows[0].distribution) for one in results]
    drawn = [(text(_, one), found) for one, found in shown if found is not None]
    steps = _names(_, results[0])
    if drawn:
        st.header(_("Statements"), anchor=False)
        least_answers = min(found.answered for _text, found in drawn)
        st.caption(
            _("Opinion")
            + " · "
            + _.plural("at least {count} answer", "at least {count} answers", least_answers)
        )
        told = _("Statements by the answers given; the table below says the same")
        name = results[0].column.key
        figure.picture(scale_bars(drawn, steps, _, projector=projector()), told, name)
        figure.table(_, tables.by_row(_, drawn, steps, _("Statement")), name, folded=True)
    unseen: dict[Hidden, list[QuestionResult]] = {}
    for one, found in shown:
        if found is None:
            unseen.setdefault(one.rows[0].hidden, []).append(one)
    for together in unseen.values():  # why is said once
        st.markdown("\n".join(f"- **{as_typed(text(_, one))}**" for one in together))
        hidden(_, together[0].rows[0], least)


def question(_: Words, result: QuestionResult, least: int, beside: Beside | None = None) -> None:
    """The results of one question with its heading."""
    st.header(as_typed(text(_, result)), anchor=False)
    notes(_, result)
    if result.question.type == "text":
        _written(_, result, least)
        return
    rows = _series(_, result, beside)
    for row in result.rows:
        if row.distribution is None:
            label = _label(_, row)
            if label:
                st.markdown(f"**{as_typed(label)}**")
            hidden(_, row, least)
    if beside is not None and beside.result is None:
        st.caption(_("Not asked in the same way in the round “{round}”.", round=as_typed(beside.there)))
    if not rows:
        return
    if not any(one.answered or one.cannot_say for _name, one in rows):
        st.write(_("Nobody has answered this yet."))
        return
    for title in _silent(rows, beside):
        st.caption(_("Nobody has answered this in the round “{round}”.", round=as_typed(title)))
    if beside is not None:  # none of nobody is not 0 %
        rows = [(name, one) for name, one in rows if one.answered or one.cannot_say]
    told = _("Answers to “{question}” as a picture; the table below says the same", question=text(_, result))
    figure.picture(_chart(_, result, rows), told, result.column.key)
    figure.table(_, _table(_, result, rows), f"{result.column.key}", folded=True)


def hidden(_: Words, row: RowResult, least: int) -> None:
    """Why there is nothing to see."""
    st.info(_(HIDDEN[row.hidden], least=_.number(least)))


def notes(_: Words, result: QuestionResult) -> None:
    """What kind of question it is, how many answered, and which versions of the survey are in the figures."""
    jointly = result.column.template.answered_by == "pilot"
    fact = _("Agreed on jointly, in the pilot's name") if jointly else _("Given in the unit's name")
    told = [_("Opinion") if result.asked.is_opinion else fact]
    found = [row.distribution for row in result.rows if row.distribution is not None]
    if found:
        told.append(_.plural("{count} answer", "{count} answers", sum(one.answered for one in found)))
        if result.asked.block is not None or result.question.per_pilot:
            told.append(_("one form may hold several"))
        silent = sum(one.cannot_say for one in found)
        every = sum(one.answered for one in found) + silent
        if silent:
            told.append(_("cannot say: {share}", share=_.percent(silent / every, 0)))
    if len(result.column.versions) > 1:
        told.append(_("versions {versions} together", versions=_.listing(result.column.versions)))
    if result.column.apart:
        version = _.listing(result.column.versions)
        told.append(_("version {version} only: {why}", version=version, why=_(APART[result.column.apart])))
    st.caption(as_typed(" · ".join(told)))


def text(_: Words, result: QuestionResult) -> str:
    """The question, after its block's."""
    return result.question.text.get(_.language)


def _written(_: Words, result: QuestionResult, least: int) -> None:
    for row in result.rows:
        if row.distribution is None:
            hidden(_, row, least)


def _series(_: Words, result: QuestionResult, beside: Beside | None) -> list[tuple[str, Distribution]]:
    """The rows with their names; compared, each row twice, after the round's title."""
    if beside is None or beside.result is None:
        labels = told_apart({row.row: _label(_, row) for row in result.rows})
        return [(labels[row.row], row.distribution) for row in result.rows if row.distribution is not None]
    there = {row.row: row.distribution for row in beside.result.rows}
    found = []
    for row in result.rows:
        for title, one in ((beside.here, row.distribution), (beside.there, there.get(row.row))):
            if one is not None:
                label = _label(_, row)
                found.append((f"{label}, {title}" if label else title, one))
    return found


def _silent(rows: list[tuple[str, Distribution]], beside: Beside | None) -> list[str]:
    """The rounds compared in which nobody has answered a question without rows."""
    titles = (beside.here, beside.there) if beside is not None else ()
    return [name for name, one in rows if name in titles and not (one.answered or one.cannot_say)]


def _label(_: Words, row: RowResult) -> str:
    return row.label.get(_.language) if row.label is not None else ""


def _names(_: Words, result: QuestionResult) -> dict[str, str]:
    """Labels of the choices, also of codes met that are no longer among them."""
    names = {one.code: one.label.get(_.language) for one in result.choices}
    met = [code for row in result.rows if row.distribution for code, _count in row.distribution.counts]
    return told_apart(names | {code: code for code in met if code not in names})


def _is_scale(result: QuestionResult) -> bool:
    from mallipaja.charts.scale_bars import MOST_STEPS

    return result.question.type == "scale" and 2 <= len(result.choices) <= MOST_STEPS


def _chart(_: Words, result: QuestionResult, rows: list[tuple[str, Distribution]]) -> Picture | None:
    from mallipaja.charts import survey_results as charts
    from mallipaja.charts.scale_bars import scale_bars

    unit = result.question.unit.get(_.language) if result.question.unit else ""
    names, large = _names(_, result), projector()
    match result.question.type:
        case "number":
            only = rows[0][1].numbers if len(rows) == 1 else None
            if only is not None and len(only.bins) > 1:
                return charts.histogram(only.bins, only.median, unit, _, projector=large)
            return charts.number_strips(rows, unit, _, projector=large)
        case "date":
            return charts.month_bars(rows, _, projector=large)
        case "ranking":
            return charts.ranking_bars(rows[0][1], names, _, projector=large)
    if _is_scale(result):
        return scale_bars(rows, names, _, projector=large)
    if len(rows) > 2:
        return charts.row_cells(rows, names, _, projector=large)
    return charts.choice_bars(rows, names, _, projector=large)


def _table(_: Words, result: QuestionResult, rows: list[tuple[str, Distribution]]) -> pd.DataFrame:
    names = _names(_, result)
    head = _("Row") if result.asked.block else _("Round")
    match result.question.type:
        case "number":
            return tables.numbers(_, rows, head)
        case "ranking":
            return tables.ranking(_, rows[0][1], names)
        case "date":
            names = {month: month for _name, one in rows for month, _count in one.counts}
    if len(rows) > 2:
        return tables.by_row(_, rows, names, head)
    return tables.by_choice(_, rows, names)
