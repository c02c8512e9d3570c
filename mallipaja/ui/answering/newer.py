"""A form that has got a newer version while the respondent was midway: carry the answers over or start afresh."""

from __future__ import annotations

import streamlit as st

from mallipaja.actions.going_over import go_over, what_goes_over
from mallipaja.i18n import N_, Words
from mallipaja.survey.carrying import Left, Why
from mallipaja.survey.versions import asked_in
from mallipaja.ui.answering.address import GO_ON, go
from mallipaja.ui.answering.desk import Desk
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.errors import told
from mallipaja.ui.session import respondent_context

WHY: dict[Why, str] = {
    "removed": N_("is asked no more"),
    "retyped": N_("is asked in another way"),
    "choice": N_("the choice is no longer there"),
    "limits": N_("the answer is outside the new limits"),
    "row": N_("the row is no longer there"),
    "pilots": N_("is asked for all municipalities at once"),
}


def draw_newer(desk: Desk, number: int, _: Words) -> None:
    """Ask, and go on with the newer version. The answers given so far stay stored whatever is chosen."""
    context, response = respondent_context(desk.invitation_id), desk.opened.response_id
    over = what_goes_over(context, response_id=response)
    st.title(_("The survey has changed since you began"), anchor=False)
    st.write(
        _.plural(
            "{count} of your answers can be carried over to the new version.",
            "{count} of your answers can be carried over to the new version.",
            len(over.carried),
        )
    )
    if over.left:
        st.write(_("These have to be answered anew:"))
        st.markdown("\n".join(f"- {line}" for line in _lines(desk, over.left, _)))
    st.caption(_("What you have answered so far is kept in any case, also what is not carried over."))
    chosen = ""
    if st.button(
        _("Carry my answers over and go on"), type="primary", width="stretch", key="answering.carry"
    ):
        chosen = "carry"
    if st.button(_("Start afresh"), width="stretch", key="answering.afresh"):
        chosen = "afresh"
    if chosen:
        with told() as done:
            go_over(context, response_id=response, how=chosen)
        if done.ok:
            go(number, GO_ON)


def _lines(desk: Desk, left: tuple[Left, ...], _: Words) -> list[str]:
    asked = asked_in(desk.form.template)
    found: dict[str, None] = {}
    for one in left:
        if one.answer.question in asked:
            text = asked[one.answer.question].question.text.get(_.language)
            found[f"{as_typed(text)} ({_(WHY[one.why])})"] = None
    return list(found)
