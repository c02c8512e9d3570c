"""Beside an element in the walk-through: what is done today, and what other pilots did."""

from __future__ import annotations

import streamlit as st

from mallipaja.actions.comparison import ComparisonView
from mallipaja.actions.today import TodayView
from mallipaja.catalogue.survey_template import ChoiceItem, SurveyTemplate
from mallipaja.catalogue.text import Text
from mallipaja.i18n import N_, Words
from mallipaja.practice.questions import PilotAnswer
from mallipaja.report.cell_words import value_words
from mallipaja.survey.given import NOT_ANSWERED
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.compare.matrix import cell_text
from mallipaja.ui.picture.practice_words import answer_text

STATES = {
    "in_use": N_("in use as the model says"),
    "partly": N_("partly in use"),
    "not": N_("not in use, or done otherwise"),
    "not_known": N_("not known"),
}
Lists = dict[str, tuple[ChoiceItem, ...]]


def today(_: Words, view: TodayView, key: str, template: SurveyTemplate | None, lists: Lists) -> None:
    """What the surveys say of today's practice."""
    st.markdown(f"**{_('Today here')}**")
    found = view.distances.get(key)
    if found is None or not found.asked:
        st.caption(_("The surveys do not ask this. Tell each other how it is done."))
        return
    state = _(STATES[found.state]) + (f" ({_('planned')})" if found.planned else "")
    st.text(_("Against the generic model: {state}", state=state))
    actors = tuple(ChoiceItem(code=one.id, label=Text(fi=one.name)) for one in view.matrix.actors)
    for part in found.answers:
        if part.value != NOT_ANSWERED or part.other:
            st.caption(as_typed(_asked(_, part.feed, template)))
            st.text(answer_text(_, PilotAnswer("", (part,)), template, {**lists, "project:actors": actors}))
    for line in _doers(_, view, key):
        st.caption(as_typed(line))


def _asked(_: Words, feed: str, template: SurveyTemplate | None) -> str:
    """The question whose answer this is: an answer alone may be about anything."""
    asked = (
        (one.text.get(_.language) for one, _block in template.questions() if one.feeds == feed)
        if template
        else ()
    )
    return next(iter(asked), "")


def _doers(_: Words, view: TodayView, key: str) -> list[str]:
    """Of a phase: who does something in it regularly, and who has not said."""
    phase = next((one for one in view.matrix.phases if one.key == key), None)
    if phase is None:
        return []
    names = {actor.id: actor.name for actor in view.matrix.actors}
    cells = view.matrix.row(phase.code)
    regular = [names[cell.actor] for cell in cells if cell.is_regular]
    silent = [names[cell.actor] for cell in cells if not cell.is_settled and not cell.takes_part]
    lines = (
        [_("Regularly: {names}.", names=_.listing(regular))]
        if regular
        else [_("Nobody says they do this regularly.")]
    )
    if silent:
        lines.append(_("Have not said: {names}.", names=_.listing(silent)))
    return lines


def others(_: Words, view: ComparisonView, key: str, own: str) -> None:
    """What the other pilots have decided of the element; nothing when nobody has."""
    row = view.comparison.row(key) if key in {one.key for one in view.comparison.rows} else None
    if row is None:
        return
    told = [
        (column, cell)
        for column, cell in zip(view.comparison.columns, row.cells, strict=True)
        if column.id != own and cell.status != "not_stated"
    ]
    if not told:
        return
    st.markdown(f"**{_('What other pilots did')}**")
    for column, cell in told:
        st.markdown(f"{as_typed(column.name)}: {cell_text(_, cell)}")
        if cell.status != "same":
            words = value_words(row, cell, column, _)
            why = next((one.why for one in cell.adaptations if one.why), "")
            st.caption(as_typed(" – ".join(part for part in (words or "", why) if part)))
