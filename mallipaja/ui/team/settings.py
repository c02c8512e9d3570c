"""How a team is drafted: demand, size, seats of one post."""

from __future__ import annotations

import streamlit as st

from mallipaja.actions.access import Context
from mallipaja.actions.posts import change_settings
from mallipaja.actions.teams import TeamView, draft_team
from mallipaja.i18n import N_, Words
from mallipaja.team.demand import SHARES
from mallipaja.ui.errors import told

DEMANDS = {
    "low": N_("less than the model says"),
    "base": N_("as the model says"),
    "high": N_("more than the model says"),
}


def draw(_: Words, asked: Context, view: TeamView, pilot_id: str) -> None:
    """The choices, and one button that saves them and drafts again."""
    now = view.base.settings
    with (
        st.expander(_("How much is the team needed, and how large may it be?")),
        st.form("team.settings", border=False),
    ):
        demand = st.radio(
            _("Need for the team's hours"), list(SHARES), index=list(SHARES).index(now.demand),
            format_func=lambda one: f"{_(DEMANDS[one])} ({_.number(100 * SHARES[one], 0)} %)",
            key=f"team.demand.{_.language}",
        )  # fmt: skip
        most = st.number_input(
            _("Most posts in the team (0: no limit)"), 0, 60, value=now.team_cap or 0, step=1
        )
        seats = st.number_input(_("Most seats of one post"), 1, 5, value=now.seats_per_post, step=1)
        if st.form_submit_button(_("Save and draft again")):
            with st.spinner(_("Drafting the team…")), told() as done:
                change_settings(
                    asked,
                    pilot_id=pilot_id,
                    demand=demand,
                    team_cap=int(most) or None,
                    seats_per_post=int(seats),
                )
                draft_team(asked, pilot_id=pilot_id)
            if done.ok:
                st.rerun()
