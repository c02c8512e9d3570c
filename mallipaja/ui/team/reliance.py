"""How far a draft can be relied on: whether what it was made from has changed, and whether a better team may exist."""

from __future__ import annotations

import streamlit as st

from mallipaja.actions.access import Context
from mallipaja.actions.meetings import list_meetings
from mallipaja.actions.teams import TeamView
from mallipaja.actions.variants import VariantView
from mallipaja.i18n import Words
from mallipaja.ui import labels
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.team import words


def draw(_: Words, view: TeamView) -> None:
    """What has changed since the draft was made, posts that are gone, a search cut short; nothing when all holds."""
    if view.stale:
        st.warning(
            _(
                "The answers or the model have changed since this draft was made. Nothing has been changed in it."
            )
        )
    if view.gone:
        names = _.listing(dict.fromkeys(words.post(view, seat.post) for seat in view.gone))
        st.warning(as_typed(_("Removed since, but still in this draft: {names}.", names=names)))
    unproved = proof(_, view)
    if unproved:
        st.info(unproved)


def state(_: Words, view: TeamView) -> str:
    """Draft, discussed or agreed with its day; and that it is no more up to date when it is not."""
    assert view.row is not None
    said = (
        _("Agreed on {day}", day=_.date(view.row.agreed_on))
        if view.row.agreed_on
        else _(labels.DRAFT_STATES[view.row.state])
    )
    return f"{said} · {_('the answers or the model have changed since')}" if view.stale else said


def decided(_: Words, asked: Context, view: TeamView, pilot_id: str, variant: VariantView) -> tuple[str, ...]:
    """Who agreed on the team and in which meeting, a sentence each; nothing before."""
    if view.row is None or view.row.agreed_on is None:
        return ()
    own = [one for one in variant.adaptation_rows if one.source == "team" and one.state != "ended"]
    who = view.row.decided_by or ", ".join(dict.fromkeys(one.decided_by for one in own if one.decided_by))
    found = [f"{_('Decided by')}: {who}"] if who else []
    listed = list_meetings(asked, pilot_id=pilot_id) if view.row.meeting_id else []
    for one in listed:
        if one.meeting.id == view.row.meeting_id:
            day = _.date(one.meeting.held_on)
            found.append(_("Agreed in the meeting {title}, {day}.", title=one.meeting.title, day=day))
    return tuple(found)


def proof(_: Words, view: TeamView) -> str:
    """That a better team may exist, and by how much; "" when the draft is known to be the best."""
    assert view.draft is not None
    if view.draft.status == "time_limit":
        share = _.number(100 * view.draft.gap, 0)
        return _("The search was cut short; a better team may exist (by {share} % at most).", share=share)
    if view.draft.status == "greedy":
        return _(
            "The calculation program is missing here: the team was put together seat by seat, and a better one may "
            "exist."
        )
    return ""
