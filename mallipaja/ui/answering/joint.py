"""Beside a joint form: who takes part, and what somebody sees otherwise."""

from __future__ import annotations

from functools import partial

import streamlit as st

from mallipaja.actions.on_behalf import Together, add_dissent, remove_dissent, set_participants, together
from mallipaja.i18n import Words
from mallipaja.survey.form import Card
from mallipaja.ui.answering.desk import Desk
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.editing import do, said
from mallipaja.ui.session import respondent_context
from mallipaja.ui.told_apart import told_apart

NAME = "joint"


def is_joint(desk: Desk) -> bool:
    """Whether the form is one that a group answers together."""
    return desk.form.template.answered_by == "pilot"


def draw_joint(desk: Desk, cards: tuple[Card, ...], _: Words) -> None:
    """Who takes part, and dissenting views on the questions of a screen."""
    found = together(respondent_context(desk.invitation_id), response_id=desk.opened.response_id)
    said(NAME)
    left, right = st.columns(2)
    count = len(found.participants)
    label = _.plural("{count} takes part", "{count} take part", count) if count else _("Who takes part?")
    with left.popover(label, width="stretch"):
        _participants(desk, found, _)
    number = len(found.dissents)
    otherwise = (
        _.plural("{count} dissenting view", "{count} dissenting views", number)
        if number
        else _("Dissenting view")
    )
    with right.popover(otherwise, width="stretch"):
        _dissent(desk, found, cards, _)


def _participants(desk: Desk, found: Together, _: Words) -> None:
    there = [one.actor_id for one in found.participants if one.actor_id]
    key = f"joint.{desk.opened.response_id}"
    actors = st.pills(
        _("Who takes part?"),
        list(found.roster),
        selection_mode="multi",
        default=[one for one in there if one in found.roster],
        format_func=found.roster.__getitem__,
        key=f"{key}.actors",
    )
    names = st.text_area(
        _("By name, one on a line (only who wants to be named)"),
        "\n".join(one.name for one in found.participants if one.name),
        height=80,
        key=f"{key}.names",
    )
    write = partial(
        set_participants,
        respondent_context(desk.invitation_id),
        response_id=desk.opened.response_id,
        actors=tuple(actors),
        names=tuple((names or "").splitlines()),
    )
    st.button(_("Save"), on_click=do, args=(NAME, write, _("Saved.")), key=f"{key}.save")


def _dissent(desk: Desk, found: Together, cards: tuple[Card, ...], _: Words) -> None:
    texts = {one.id: one.text.get(_.language) for one, _block in desk.form.template.questions()}
    for one in found.dissents:
        about = texts.get(one.question) or _("the whole form")
        who = one.actor or _("somebody of the group")
        st.markdown(f"**{as_typed(about)}**  \n{as_typed(who)}: {as_typed(one.text)}")
        if desk.opened.open:
            remove = partial(remove_dissent, respondent_context(desk.invitation_id), dissent_id=one.id)
            st.button(_("Remove"), key=f"dissent.{one.id}", type="tertiary", on_click=do, args=(NAME, remove))
    if not desk.opened.open:
        return
    asked = dict.fromkeys(field.question.id for card in cards for field in card.fields)
    matters = told_apart({"": _("the whole form")} | {key: texts[key] for key in asked})
    with st.form(f"dissent.{desk.screen}", border=False, clear_on_submit=True):
        question = st.selectbox(
            _("About"),
            list(matters),
            format_func=matters.__getitem__,
            filter_mode=None,
        )
        actor = st.selectbox(
            _("Whose view"),
            ["", *found.roster],
            format_func=lambda key: found.roster.get(key) or _("somebody of the group"),
            filter_mode=None,
        )
        text = st.text_area(_("What is seen otherwise"), max_chars=2000, height=100)
        if st.form_submit_button(_("Write the view down")):
            context, response = respondent_context(desk.invitation_id), desk.opened.response_id
            do(
                NAME,
                lambda: add_dissent(
                    context, response_id=response, text=text, question=question or "", actor_id=actor or None
                ),
            )
            st.rerun()
