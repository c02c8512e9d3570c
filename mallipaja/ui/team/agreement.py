"""Agreeing on the team: what it writes in the pilot's variant is shown before it is written."""

from __future__ import annotations

import streamlit as st

from mallipaja.actions.access import Context
from mallipaja.actions.agreement import agree_on_team, preview_agreement
from mallipaja.actions.teams import TeamView, mark_discussed
from mallipaja.i18n import HELSINKI, Words
from mallipaja.team.changes import RoleChange
from mallipaja.ui import labels
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.errors import told
from mallipaja.ui.pages import PAGES_FOLDER
from mallipaja.ui.team import words


def draw(_: Words, asked: Context, view: TeamView, pilot_id: str, professions: dict[str, str]) -> None:
    """State of the draft, the changes it would make, and the form that makes them."""
    assert view.row is not None
    st.markdown(f"**{_('State')}**: {_(labels.DRAFT_STATES[view.row.state])}")
    if view.row.state == "agreed":
        st.success(
            _("Agreed on {day}. The pilot's own model has been updated.", day=_.date(view.row.agreed_on))
        )
        st.page_link(str(PAGES_FOLDER / "facilitate" / "comparison.py"), label=_("See the comparison"))
        return
    if view.row.state == "draft" and st.button(_("Mark as discussed")):
        with told() as done:
            mark_discussed(asked, draft_id=view.row.id)
        if done.ok:
            st.rerun()
    changes = preview_agreement(asked, pilot_id=pilot_id)
    st.markdown(_("Agreeing writes this in the pilot's own model:"))
    for change in changes:
        st.markdown(f"- {as_typed(sentence(_, view, change, professions))}")
    differs = any(change.kind != "as_model" for change in changes)
    with st.form("team.agree", border=True):
        day = st.date_input(
            _("Agreed on"), value=asked.clock().astimezone(HELSINKI).date(), format="DD.MM.YYYY"
        )
        who = st.text_input(_("Who decided"), max_chars=200)
        why = (
            st.text_area(_("Why does the team differ from the generic model?"), max_chars=2000)
            if differs
            else ""
        )
        if st.form_submit_button(_("Agree on this team"), type="primary"):
            with told() as done:
                agree_on_team(asked, draft_id=view.row.id, agreed_on=day, decided_by=who, why=why)
            if done.ok:
                st.rerun()


def sentence(_: Words, view: TeamView, change: RoleChange, professions: dict[str, str]) -> str:
    """A change in words."""
    name = words.role(_, view, change.role)
    if change.kind == "as_model":
        return _("{role}: as in the generic model", role=name)
    if change.kind == "hours":
        return _(
            "{role}: {value} h a month instead of {base} h", role=name, value=_.number(change.value, 1),
            base=_.number(change.base, 1),
        )  # fmt: skip
    names = _.listing(professions.get(one, one) for one in change.professions)
    return _("{role}: also {names}", role=name, names=names)
