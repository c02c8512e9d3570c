"""Which cell of the board is open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from mallipaja.actions.process import PilotBoard
from mallipaja.i18n import Words
from mallipaja.store.projects import Pilot
from mallipaja.ui.process.wording import Definitions
from mallipaja.ui.session import choose_pilot

_STEP = "mallipaja.process.step"


@dataclass(frozen=True, slots=True)
class Choice:
    """The open pilot and step; `choose` opens another, as a callback or before the widgets are drawn."""

    pilots: dict[str, Pilot]
    now: tuple[str, str]

    def choose(self, pilot_id: str, step: str = "") -> None:
        """Open a pilot, and a step when one is named."""
        choose_pilot(self.pilots[pilot_id])
        if step:
            st.session_state[_STEP] = step


def choice(rows: Sequence[PilotBoard], current: Pilot | None) -> Choice:
    """What is open: the person's current pilot, and the step chosen last or the one to do next."""
    row = next((one for one in rows if current and one.pilot.id == current.id), rows[0])
    keys = [state.key for state in row.steps]
    wanted = st.session_state.get(_STEP) or next((one.step for one in row.actions if one.step), "")
    step = wanted if wanted in keys else next(iter(keys), "")
    st.session_state[_STEP] = step  # saving it may change what comes next; what is open stays open
    return Choice({one.pilot.id: one.pilot for one in rows}, (row.pilot.id, step))


def pickers(_: Words, known: Definitions, chosen: Choice) -> None:
    """Choose the pilot and the step."""
    pilot_id, step = chosen.now
    pilots, steps = list(chosen.pilots), list(known.steps)
    left, right = st.columns(2)
    # the keys hold what is open: another way of choosing gives the widget a new start
    pilot_key, step_key = f"process.pilot.{pilot_id}.{_.language}", f"process.step.{step}.{_.language}"
    left.selectbox(
        _("Pilot"),
        pilots,
        index=pilots.index(pilot_id),
        format_func=lambda one: chosen.pilots[one].name,
        filter_mode=None,
        key=pilot_key,
        on_change=lambda: chosen.choose(st.session_state[pilot_key]),
    )
    right.selectbox(
        _("Step"),
        steps,
        index=steps.index(step),
        format_func=known.steps.__getitem__,
        filter_mode=None,
        key=step_key,
        on_change=lambda: chosen.choose(pilot_id, st.session_state[step_key]),
    )
