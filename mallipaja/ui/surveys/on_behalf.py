"""The joint form on the wall, and forms filled in on paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from mallipaja.actions.access import Context
from mallipaja.actions.on_behalf import Entry, enter_paper, open_joint
from mallipaja.actions.parties import list_organisations, list_units
from mallipaja.actions.round_view import RoundView
from mallipaja.i18n import Words
from mallipaja.store.projects import Pilot, Project
from mallipaja.ui.answering.entering import enter
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.editing import open_form, said, submit
from mallipaja.ui.errors import told
from mallipaja.ui.told_apart import told_apart

PAPER = "paper"
_GO = "mallipaja.entry.go"


def on_behalf(_: Words, asked: Context, project: Project, view: RoundView, pilots: Sequence[Pilot]) -> None:
    """Begin to write for others; the form opens on the page people answer on."""
    waiting: Entry | None = st.session_state.pop(_GO, None)
    if waiting is not None:
        enter(waiting)
    if not view.is_open:
        st.write(_("The round is not open. Open it again or give it a later closing day to invite."))
        return
    kinds = {one.answered_by for one in view.templates}
    in_round = [one for one in pilots if one.id in view.pilot_ids]
    if "pilot" in kinds:
        _joint(_, asked, view, in_round)
    if kinds & {"unit", "person"}:
        _paper(_, asked, project, view, in_round)


def _joint(_: Words, asked: Context, view: RoundView, pilots: Sequence[Pilot]) -> None:
    st.markdown(f"**{_('Joint answer on the wall')}**")
    st.caption(
        _(
            "Open the form in the projector view and fill it in with the group: one agreed answer for the pilot. Facts "
            "answered before are filled in; who took part and dissenting views are written down beside the form."
        )
    )
    with st.container(horizontal=True):
        for one in pilots:
            if st.button(_("Open the form: {name}", name=as_typed(one.name)), key=f"joint.{one.id}"):
                with told() as done:
                    entry = open_joint(asked, round_id=view.round.id, pilot_id=one.id)
                if done.ok:
                    enter(entry, projector=True)


def _paper(_: Words, asked: Context, project: Project, view: RoundView, pilots: Sequence[Pilot]) -> None:
    st.markdown(f"**{_('A form filled in on paper')}**")
    st.caption(
        _(
            "The answer is marked as entered from paper, with your name. What a unit answers itself is not opened here."
        )
    )
    said(PAPER)
    forms = {one.id: one for one in view.templates if one.answered_by != "pilot"}
    units = [one for one in list_units(asked, project_id=project.id) if set(one.pilots) & set(view.pilot_ids)]
    employers = {one.id: one.name for one in list_organisations(asked, project_id=project.id)}
    names = told_apart(
        {f"unit:{one.id}": one.name for one in units}
        | {f"pilot:{one.id}": _("a person, about {pilot}", pilot=one.name) for one in pilots},
        {f"unit:{one.id}": employers.get(one.organisation_id, "") for one in units},
    )
    values = {"template": next(iter(forms)), "who": next(iter(names), ""), "filled_on": None}
    form = open_form(PAPER, view.round.id, 0, values)

    def write(typed: Mapping[str, Any], revision: int) -> None:
        kind, _sign, key = str(typed["who"]).partition(":")
        person = forms[typed["template"]].answered_by == "person"
        entry = enter_paper(
            asked,
            round_id=view.round.id,
            template=typed["template"],
            unit_id=key if kind == "unit" and not person else None,
            pilot_id=key if kind == "pilot" and person else None,
            filled_on=typed["filled_on"],
        )
        st.session_state[_GO] = entry

    with st.form(PAPER, border=False):
        st.selectbox(
            _("Survey"),
            list(forms),
            format_func=lambda key: forms[key].title.get(_.language),
            filter_mode=None,
            key=form.key("template"),
        )
        st.selectbox(
            _("Whose paper it is"),
            list(names),
            format_func=names.__getitem__,
            filter_mode=None,
            key=form.key("who"),
        )
        st.date_input(
            _("Filled in on (may be left empty)"), None, format="DD.MM.YYYY", key=form.key("filled_on")
        )
        st.form_submit_button(_("Write the answers in"), on_click=submit, args=(form, write))
