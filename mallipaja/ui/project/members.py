"""Who sees the project: memberships, for the administrator."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from mallipaja.actions.access import Context, Role
from mallipaja.actions.people import add_member, list_members, list_people, remove_member
from mallipaja.i18n import N_, Words
from mallipaja.store.projects import Pilot, Project
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.editing import do, said
from mallipaja.ui.told_apart import told_apart

NAME = "member"
ROLES = {
    Role.FACILITATOR.value: N_("Facilitator"),
    Role.PILOT_CONTACT.value: N_("Pilot contact"),
    Role.DEVELOPER.value: N_("Model developer"),
}


def members(_: Words, asked: Context, project: Project, pilots: Sequence[Pilot]) -> None:
    """The people of the project, each with a button to end the membership, and a form to add one."""
    said(NAME)
    people = {one.id: one for one in list_people(asked)}
    names = {one.id: one.name for one in pilots}
    there = list_members(asked, project_id=project.id)
    if not there:
        st.write(_("Nobody but the administrators sees this project yet. Add its facilitator."))
    for one in there:
        person = people.get(one.account_id)
        parts = [person.name if person else "–", _(ROLES[one.role]), names.get(one.pilot_id or "", "")]
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(" · ".join(as_typed(part) for part in parts if part), width="content")
            remove = partial(remove_member, asked, project_id=project.id, membership_id=one.id)
            st.button(
                _("Remove from the project"), key=f"member.remove.{one.id}", on_click=do, args=(NAME, remove)
            )
    active = {key: one for key, one in people.items() if one.active}
    called = told_apart(
        {key: one.name for key, one in active.items()}, {key: one.login for key, one in active.items()}
    )
    with st.form("member.new"):
        left, middle, right = st.columns(3)
        left.selectbox(
            _("Person"),
            list(active),
            format_func=lambda key: called[key],
            filter_mode=None,
            key="member.who",
        )
        middle.selectbox(
            _("Role"),
            list(ROLES),
            format_func=lambda role: _(ROLES[role]),
            filter_mode=None,
            key="member.role",
        )
        right.selectbox(
            _("Pilot (for a pilot contact)"),
            [None, *names],
            format_func=lambda key: names[key] if key else _("None"),
            filter_mode=None,
            key="member.pilot",
        )
        st.form_submit_button(
            _("Add to the project"), type="primary", on_click=do, args=(NAME, lambda: _add(asked, project))
        )


def _add(asked: Context, project: Project) -> None:
    chosen = st.session_state
    add_member(
        asked,
        project_id=project.id,
        account_id=chosen["member.who"] or "",
        role=chosen["member.role"],
        pilot_id=chosen["member.pilot"],
    )
