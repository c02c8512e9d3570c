"""The agreed team stays in force while another is drafted: which of the two is shown, and going on with an earlier draft."""

from __future__ import annotations

import streamlit as st

from mallipaja.actions.access import Context
from mallipaja.actions.teams import TeamView, take_up_draft, view_team
from mallipaja.i18n import Words
from mallipaja.store.teams import DraftRow
from mallipaja.ui.errors import saving
from mallipaja.ui.shell import projector

AGREED, NEWEST = "agreed", "newest"


def choose(_: Words, asked: Context, view: TeamView, pilot_id: str) -> TeamView:
    """The team in force, or the draft made beside it when that is asked for; the only one there is without a question."""
    if not view.newer_than_agreed:
        return view
    assert view.row is not None
    assert view.in_force is not None
    names = {
        AGREED: _("The team in force: {name}", name=called(_, view.in_force)),
        NEWEST: _("Being drafted, not agreed on: {name}", name=called(_, view.row)),
    }
    chosen = st.radio(
        _("Which team?"), list(names), format_func=names.__getitem__, horizontal=True, key=f"team.which.{_.language}"
    )  # fmt: skip
    return view if chosen == NEWEST else view_team(asked, pilot_id=pilot_id, draft_id=view.in_force.id)


def beside(_: Words, asked: Context, view: TeamView) -> None:
    """That the draft shown is not the team in force, and the way back to that one; nothing when it is."""
    if not view.newer_than_agreed:
        return
    assert view.in_force is not None
    st.info(
        _(
            "This is a new draft and not agreed on. The team in force is {name}: the papers and the comparison are of it "
            "until another is agreed on.",
            name=called(_, view.in_force),
        )
    )
    if not projector() and st.button(_("Go on with the agreed team"), key="team.back"):
        with saving():
            take_up_draft(asked, draft_id=view.in_force.id)


def take_up(_: Words, asked: Context, view: TeamView, row: DraftRow) -> None:
    """Going on with an earlier draft; nothing at the newest."""
    if view.in_force is not None and row.id == view.in_force.id:
        return  # its way back stands above the draft, and on the newest there is none
    if st.button(_("Take this draft up again: {name}", name=called(_, row)), key=f"take.{row.id}"):
        with saving():
            take_up_draft(asked, draft_id=row.id)


def called(_: Words, row: DraftRow) -> str:
    """A draft by its number, with the day of an agreed one."""
    if row.agreed_on is None:
        return _("draft {number}", number=row.number)
    return _("draft {number}, agreed on {day}", number=row.number, day=_.date(row.agreed_on))
