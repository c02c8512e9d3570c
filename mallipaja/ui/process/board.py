"""The board: what to do next, where each pilot is, what to watch."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from mallipaja.actions.process import PilotBoard
from mallipaja.i18n import Words
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.process.choice import Choice
from mallipaja.ui.process.wording import (
    MARK_NAMES,
    Definitions,
    next_details,
    next_text,
    risk_lines,
    sign_text,
    state_note,
)
from mallipaja.ui.shell import projector
from mallipaja.workshop.process import StepState, most_urgent

SHOWN_ACTIONS = 3
_CHART = "process.chart"


def next_actions(_: Words, known: Definitions, rows: Sequence[PilotBoard], choice: Choice) -> None:
    """The most urgent things to do over all the pilots, each with a button that opens it."""
    names = {row.pilot.id: row.pilot.name for row in rows}
    signs = {row.pilot.id: row.signs for row in rows}
    urgent = most_urgent([(row.pilot.id, row.actions) for row in rows], SHOWN_ACTIONS)
    if not urgent:
        st.success(_("Every step is closed and every task done in every pilot."))
        return
    for place, column in enumerate(st.columns(len(urgent), border=True)):
        pilot_id, action = urgent[place]
        with column:
            with st.container(
                horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
            ):
                st.markdown(f"**{as_typed(names[pilot_id])}**", width="content")
                st.button(
                    _("Open"),
                    key=f"process.next.{place}",
                    on_click=choice.choose,
                    args=(pilot_id, action.step),
                    help=_("Opens {pilot} below", pilot=as_typed(names[pilot_id])),
                )
            told = [next_text(_, known, action), next_details(_, action)]
            if sign := signs[pilot_id].get(action.step):
                told.append(_("Already: {what}", what=as_typed(sign_text(_, sign))))
            st.markdown("  \n".join(line for line in told if line))


def board(_: Words, known: Definitions, rows: Sequence[PilotBoard], choice: Choice) -> None:
    """The board as a picture, and the same as a table."""
    from mallipaja.charts.process_board import MARKS, SYMBOLS, Cell, mark_of, process_board

    cells = [
        Cell(row.pilot.id, row.pilot.name, state.key, mark_of(state), state_note(_, state))
        for row in rows
        for state in row.steps
    ]
    picture, table = st.tabs([_("Picture"), _("As a table")])
    with picture, st.container(key="wide-picture"):
        chart = process_board(
            cells, known.steps, (_("Pilot"), _("Step"), _("State")), choice.now, projector=projector()
        )
        st.altair_chart(
            chart,
            key=f"{_CHART}.{_.language}",
            alt=_("Pilots down, steps of the process across, a mark for how far each step is"),
            on_select=lambda: _from_picture(_, choice),
            selection_mode="cell",
            theme=None,
            width="content",
        )
    with picture:
        st.markdown("  ·  ".join(f"{SYMBOLS[mark]} {_(MARK_NAMES[mark])}" for mark in MARKS))
    with table:
        _table(_, known, rows)


def _from_picture(_: Words, choice: Choice) -> None:
    picked: list[Any] = st.session_state[f"{_CHART}.{_.language}"]["selection"].get("cell", [])
    if picked:
        choice.choose(picked[0]["pilot_id"], picked[0]["step"])


def _table(_: Words, known: Definitions, rows: Sequence[PilotBoard]) -> None:
    import pandas as pd

    from mallipaja.charts.process_board import SYMBOLS, mark_of

    columns = {
        as_typed(row.pilot.name): [
            f"{SYMBOLS[mark_of(state)]} {as_typed(_with_sign(_, row, state))}" for state in row.steps
        ]
        for row in rows
    }
    index = pd.Index(known.steps.values(), name=_("Step"))
    st.table(pd.DataFrame(columns, index=index), alt=_("State of each step by pilot"))


def _with_sign(_: Words, row: PilotBoard, state: StepState) -> str:
    sign = row.signs.get(state.key) if state.status != "closed" else None
    note = state_note(_, state)
    return f"{note} · {_('Already: {what}', what=sign_text(_, sign))}" if sign else note


def risks(_: Words, known: Definitions, rows: Sequence[PilotBoard]) -> None:
    """What to watch in each pilot, in words."""
    by_pilot = [(row.pilot.name, " ".join(risk_lines(_, known, row))) for row in rows]
    lines = [f"- **{as_typed(name)}:** {text}" for name, text in by_pilot if text]
    if lines:
        st.header(_("What to watch"))
        st.markdown("\n".join(lines))
