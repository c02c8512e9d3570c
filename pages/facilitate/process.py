"""The facilitator's home: where every pilot is, what to do next, what to watch."""

import streamlit as st

from mallipaja.actions.access import Right, may
from mallipaja.actions.process import board as ask_board
from mallipaja.i18n import HELSINKI
from mallipaja.store.places import Place
from mallipaja.ui.editing import said
from mallipaja.ui.guard import guard, need_project
from mallipaja.ui.process import already, board, choice, pilots, risks, step, tasks, wording
from mallipaja.ui.session import current_pilot, words
from mallipaja.ui.shell import projector, projector_switch

asked = guard(Right.SEE_PROJECT)
project = need_project(asked)
_ = words()
runs = may(asked.actor, Right.RUN_PROJECT, Place(project.id))
known = wording.definitions(_, asked.catalogue)
rows = ask_board(asked, project_id=project.id)
today = asked.clock().astimezone(HELSINKI).date()

st.title(_("Where are the pilots, and what do I do next?"))
said(pilots.NEW)
if not known.steps:
    st.error(_("The steps of the process cannot be read. The administrator sees why on the page “Models”."))
elif not rows:
    st.write(_("The project has no pilots yet. Add the first one: a municipality, a site or an area."))
    if runs:
        pilots.add_pilot_form(_, asked, project)
else:
    chosen = choice.choice(rows, current_pilot(asked))
    parts = [board.next_actions, board.board]
    for part in reversed(parts) if projector() else parts:  # a room looks at the board first
        part(_, known, rows, chosen)
    with st.container(horizontal=True, vertical_alignment="center"):
        if runs:
            with st.popover(_("Add a pilot"), key="pilot.add"):
                pilots.add_pilot_form(_, asked, project)
        projector_switch(_)
    board.risks(_, known, rows)
    st.header(_("A pilot and a step"))
    choice.pickers(_, known, chosen)
    row = next(one for one in rows if one.pilot.id == chosen.now[0])
    one_step, preparation, watch = st.tabs(
        [_("Step"), _("Preparatory tasks"), _("Risks")], key="process.tabs"
    )
    with one_step:
        already.already(_, asked, known, row)
        step.step_form(_, asked, known, row, chosen.now[1])
    with preparation:
        tasks.tasks(_, asked, row, today)
    with watch:
        risks.pilot_risks(_, asked, known, row)
if runs and project.is_example:
    st.divider()
    with st.expander(_("Start from empty")):
        pilots.start_from_empty_form(_, asked, project)
