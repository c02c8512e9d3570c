"""The agenda and the steps of a workshop as numbered lists: what has been prepared, before the forms that change it."""

from __future__ import annotations

import streamlit as st

from mallipaja.actions import voting, workshop_steps
from mallipaja.actions.access import Context
from mallipaja.actions.workshops import WorkshopView
from mallipaja.i18n import N_, Words
from mallipaja.store.workshops import WorkshopStep
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.live import clock_words, wording

NO_OPTIONS = N_(
    "This vote has nothing to vote on yet. Write the options below, one on each line, and save the lines."
)
BLOCK_STATES = {"running": N_("going on"), "done": N_("ended"), "coming": N_("to come")}


def blocks(_: Words, view: WorkshopView) -> None:
    """The parts of the agenda in their order, with times and lengths."""
    rows = []
    for timed in view.clock:
        length = _.plural("{count} min", "{count} min", timed.block.minutes)
        state = _(BLOCK_STATES[timed.state]) if timed.state in BLOCK_STATES else ""
        rows.append(_row([clock_words.time_of(_, timed), length, state], timed.block.title))
    _list(rows, _("The agenda is empty. Add its first part below."))


def steps(_: Words, asked: Context, view: WorkshopView) -> None:
    """The steps in their order, with minutes and state; a vote on nothing is said at once."""
    rows = []
    empty = []
    for step in view.steps:
        length = _.plural("{count} min", "{count} min", step.minutes) if step.minutes else ""
        told = [_(wording.STEP_KINDS[step.kind]), length, _(wording.STATES[step.state])]
        if nothing_to_vote_on(asked, step):
            told.append(f"⚠ {_('no options')}")
            empty.append(step.title)
        rows.append(_row(told, step.title))
    _list(rows, _("There are no steps yet. Add the first one below."))
    for title in empty:
        said = _(
            "The vote “{title}” has no options: nobody can vote. Choose the step below and write them.",
            title=as_typed(title),
        )
        st.warning(said)


def nothing_to_vote_on(asked: Context, step: WorkshopStep) -> bool:
    """Whether the step is a vote on options of its own, and has none."""
    if step.kind not in voting.VOTES or step.board_id:
        return False
    return not workshop_steps.list_options(asked, workshop_step_id=step.id)


def _row(told: list[str], title: str) -> str:
    return f"**{as_typed(title)}** · {' · '.join(one for one in told if one and one != '–')}"


def _list(rows: list[str], nothing: str) -> None:
    if rows:
        st.markdown("\n".join(f"{n}. {row}" for n, row in enumerate(rows, 1)))
    else:
        st.caption(nothing)
