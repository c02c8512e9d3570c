"""The parts of the page where a workshop is prepared and led, one at a time."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from mallipaja.actions.access import Context
from mallipaja.actions.workshops import view_workshop
from mallipaja.i18n import N_, Words
from mallipaja.ui.live import decide, lead, minutes, plan, themes, thread, without_devices

Draw = Callable[[Words, Context, str], None]


def _plan(_: Words, asked: Context, workshop_id: str) -> None:
    plan.draw(_, asked, view_workshop(asked, workshop_id=workshop_id))


SECTIONS: dict[str, tuple[str, Draw]] = {
    "lead": (N_("Lead"), lead.draw),
    "plan": (N_("Agenda and steps"), _plan),
    "decide": (N_("Decisions and challenges"), decide.draw),
    "themes": (N_("Themes"), themes.draw),
    "room": (N_("Room without devices"), without_devices.draw),
    "minutes": (N_("Minutes of the workshop"), minutes.draw),
    "thread": (N_("The thread"), thread.draw),
}
"""Key in the address (``?part=``) -> title and what draws it."""


def draw(_: Words, asked: Context, workshop_id: str) -> None:
    """The switch between the parts, and the one that is chosen."""
    keys = list(SECTIONS)
    now = st.query_params.get("part", keys[0])
    picked = st.segmented_control(
        _("Part"), keys, default=now if now in SECTIONS else keys[0], key=f"live.part.{_.language}",
        format_func=lambda one: _(SECTIONS[one][0]), label_visibility="collapsed",
    )  # fmt: skip
    part = picked or keys[0]
    st.query_params["part"] = part
    SECTIONS[part][1](_, asked, workshop_id)
