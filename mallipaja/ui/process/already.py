"""What the project already holds of the steps of a pilot that are not closed, each with a way to mark its step."""

from __future__ import annotations

from functools import partial

import streamlit as st

from mallipaja.actions.access import Context, Right, may
from mallipaja.actions.process import PilotBoard, set_step
from mallipaja.actions.process_signs import Sign
from mallipaja.i18n import HELSINKI, Words
from mallipaja.store.places import Place
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.editing import do, said
from mallipaja.ui.process.wording import Definitions, sign_text
from mallipaja.workshop.process import StepState

NAME = "process.already"


def already(_: Words, asked: Context, known: Definitions, row: PilotBoard) -> None:
    """A line for each such step; nothing when there is none."""
    open_ = [state for state in row.steps if state.status != "closed" and state.key in row.signs]
    said(NAME)
    if not open_:
        return
    st.subheader(_("What the project already has: {pilot}", pilot=as_typed(row.pilot.name)))
    st.caption(
        _("The board changes only when somebody marks a step. Mark what is done; others can be left open.")
    )
    edits = may(asked.actor, Right.EDIT_PILOT, Place(row.pilot.project_id, row.pilot.id))
    for state in open_:
        _line(_, asked, known, row, state, row.signs[state.key], edits=edits)


def _line(
    _: Words,
    asked: Context,
    known: Definitions,
    row: PilotBoard,
    state: StepState,
    sign: Sign,
    *,
    edits: bool,
) -> None:
    text = sign_text(_, sign)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{known.steps[state.key]}:** {as_typed(text)}", width="stretch")
        if not edits or (state.status == "under_way" and not sign.whole):
            return
        record = row.step_records.get(state.key)
        mark = partial(
            set_step, asked, pilot_id=row.pilot.id, key=state.key, reason=state.reason,
            revision=record.revision if record else 0,
        )  # fmt: skip
        if sign.whole:
            today = asked.clock().astimezone(HELSINKI).date()
            day = sign.day if sign.kind == "agreed" and sign.day and sign.day <= today else today
            run = partial(mark, state="closed", closed_on=day, artefact=state.artefact or text)
            label = _("Mark as closed")
        else:
            run = partial(mark, state="under_way", artefact=state.artefact)
            label = _("Mark as under way")
        st.button(label, on_click=do, args=(NAME, run), key=f"already.{row.pilot.id}.{state.key}")
