"""Leading a workshop: the agenda with its clock, the current step, and the controls of the room."""

from __future__ import annotations

import time
from collections.abc import Mapping
from functools import partial
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from mallipaja.actions import agenda, boards, live, voting, workshop_steps, workshops
from mallipaja.actions.access import Context
from mallipaja.actions.live import StepView
from mallipaja.actions.survey_cards import bring_survey_cards
from mallipaja.actions.workshops import WorkshopView
from mallipaja.i18n import Words
from mallipaja.store.workshops import WorkshopStep
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.editing import do, said
from mallipaja.ui.live import beat, board_words, clock_words, component, picture_words, wording
from mallipaja.ui.live.component import text_of, texts_of
from mallipaja.ui.live.wall import join_address
from mallipaja.ui.session import HANDLE_LENGTH, context, current_project, with_project

KEY = "live.lead"
SAID = "live.lead"


def current_workshop(asked: Context) -> str | None:
    """The workshop the page's address names by its handle (``?workshop=``), of the current project."""
    project = current_project(asked)
    handle = st.query_params.get("workshop", "")
    if project is None or len(handle) < HANDLE_LENGTH:
        return None
    found = workshops.list_workshops(asked, project_id=project.id).values()
    return next((one.id for one in found if one.id.startswith(handle)), None)


def draw(_: Words, asked: Context, workshop_id: str) -> None:
    """The controls, and under them the live part."""
    view = workshops.view_workshop(asked, workshop_id=workshop_id)
    said(SAID)
    _room(_, asked, view)
    if not view.steps:
        st.info(_("There are no steps yet. Add what people do in the meeting on the tab “Agenda and steps”."))
    else:
        _controls(_, asked, view)
    st.fragment(_live, run_every=1.0)(workshop_id, _, _controlled(view))


def _room(_: Words, asked: Context, view: WorkshopView) -> None:
    one = view.workshop
    here = {"workshop_id": one.id}
    with st.container(horizontal=True, vertical_alignment="center"):
        if one.state == "open":
            st.badge(_("Open to all"), color="green")
            _button(_("End the workshop"), partial(workshops.end_workshop, asked, **here), "end")
        else:
            begin = _("Open the workshop") if one.state == "planned" else _("Open the workshop again")
            st.badge(_("Not open yet") if one.state == "planned" else _("Ended"), color="gray")
            _button(begin, partial(workshops.open_workshop, asked, **here), "open", primary=True)
        if one.join_code and one.state != "ended":
            address = as_typed(join_address())
            st.markdown(_("Join at **{address}**, code **{code}**", address=address, code=one.join_code))
        wall = urlencode(with_project(workshop=one.id[:HANDLE_LENGTH], projector="1"))
        st.link_button(_("Open the wall (new tab)"), f"/wall?{wall}")
        with st.popover(_("Room")):
            _room_settings(_, asked, view)


def _room_settings(_: Words, asked: Context, view: WorkshopView) -> None:
    one = view.workshop
    here = {"workshop_id": one.id}
    paces = tuple(wording.PACES)
    _choice(_("Pace"), paces, one.pace, wording.PACES, _, "live.pace",
            lambda picked: workshops.set_pace(asked, **here, pace=picked))  # fmt: skip
    _choice(_("On the wall"), tuple(wording.WALLS), one.on_wall, wording.WALLS, _, "live.wall",
            lambda picked: workshops.set_wall(asked, **here, shown=picked))  # fmt: skip
    if one.state == "ended":
        return  # nobody new can come in
    _button(_("New joining code"), partial(workshops.renew_code, asked, **here), "code")
    if one.join_code:
        _button(_("Let nobody new in"), partial(workshops.close_joining, asked, **here), "close")


def _choice(
    label: str, options: tuple[str, ...], now: str, names: Mapping[str, str], _: Words, key: str, change: Any
) -> None:
    name = f"{key}.{now}.{_.language}"
    st.radio(
        label, options, index=options.index(now), format_func=lambda one: _(names[one]), key=name,
        on_change=lambda: do(SAID, lambda: change(st.session_state[name])),
    )  # fmt: skip


def _button(label: str, run: Any, name: str, *, primary: bool = False, disabled: bool = False) -> None:
    st.button(
        label, key=f"live.{name}", on_click=do, args=(SAID, run), type="primary" if primary else "secondary",
        disabled=disabled,
    )  # fmt: skip


def _controls(_: Words, asked: Context, view: WorkshopView) -> None:
    ids = [one.id for one in view.steps]
    by_id = {one.id: one for one in view.steps}
    current = view.current
    states = "".join(
        one.state[0] for one in view.steps
    )  # a choice keeps the name it was drawn with: a new one then
    key = f"live.step.{current.id if current else ''}.{states}.{_.language}"
    picked = st.selectbox(
        _("Step of the workshop"), ids, index=ids.index(current.id) if current else 0, key=key, filter_mode=None,
        format_func=lambda one: _step_name(_, by_id[one], ids.index(one) + 1),
    )  # fmt: skip
    step = by_id[picked]
    with st.container(horizontal=True, vertical_alignment="center"):
        if current is None or current.id != step.id:
            go = partial(workshops.go_to_step, asked, workshop_id=view.workshop.id, step=step.id)
            _button(_("Go to this step"), go, "go", primary=True)
            return
        for label, run, name, primary in _moves(_, asked, step):
            _button(label, run, name, primary=primary)
        bring = partial(workshops.bring_all, asked, workshop_id=view.workshop.id)
        _button(_("Bring everybody here"), bring, "bring")
        _timer(_, asked, view, step)
        if step.kind == "picture":
            picture = urlencode(with_project(projector="1"))
            st.link_button(_("Open the picture for the wall (new tab)"), f"/current-state?{picture}")
        if step.kind == "board":
            _button(_("Bring answers of the survey"),
                    partial(bring_survey_cards, asked, workshop_step_id=step.id), "survey")  # fmt: skip


def _step_name(_: Words, step: WorkshopStep, number: int) -> str:
    return f"{number}. {step.title} ({_(wording.STEP_KINDS[step.kind])}, {_(wording.STATES[step.state])})"


def _moves(_: Words, asked: Context, step: WorkshopStep) -> list[tuple[str, Any, str, bool]]:
    here = {"workshop_step_id": step.id}

    def to(state: str) -> Any:
        return partial(workshop_steps.set_step_state, asked, **here, state=state)

    if step.kind in voting.VOTES:
        found = voting.view_vote(asked, **here)
        if found.is_open:
            return [
                (
                    _("Close the vote and show the result"),
                    partial(voting.close_vote, asked, **here),
                    "close_vote",
                    True,
                )
            ]
        begin = _("Open the vote") if found.number == 0 else _("Vote again")
        return [(begin, partial(voting.open_vote, asked, **here), "open_vote", found.number == 0)]
    moves: list[tuple[str, Any, str, bool]] = []
    if step.kind == "board" and step.state != "revealed":
        moves.append((_("Show the cards to everybody"), to("revealed"), "reveal", True))
    if step.state != "open" and step.revealed_at is None:
        moves.append(
            (_("Open for writing") if step.kind == "board" else _("Open"), to("open"), "open_step", False)
        )
    if step.state != "view_only" and step.kind == "board":
        moves.append((_("Only to look at"), to("view_only"), "look", False))
    if step.state != "hidden":
        moves.append((_("Hide"), to("hidden"), "hide", False))
    return moves


def _timer(_: Words, asked: Context, view: WorkshopView, step: WorkshopStep) -> None:
    here = {"workshop_id": view.workshop.id}
    if view.workshop.timer_ends_at is not None:
        _button(_("Stop the timer"), partial(workshops.set_timer, asked, **here, minutes=None), "timer")
        return
    minutes = step.minutes or 5
    label = _.plural("Timer: {count} min", "Timer: {count} min", minutes)
    _button(label, partial(workshops.set_timer, asked, **here, minutes=minutes), "timer")


# --- the live part ----------------------------------------------------------------------------------------


def _controlled(view: WorkshopView) -> tuple[object, ...]:
    """All that the controls above the live part depend on."""
    one = view.workshop
    states = tuple((step.id, step.title, step.state) for step in view.steps)
    return one.state, one.current_step_id, one.join_code, one.pace, one.on_wall, one.timer_ends_at, states


def _live(workshop_id: str, _: Words, drawn: tuple[object, ...]) -> None:
    minute = int(time.time() // 60)  # the agenda moves with the clock
    place = (workshop_id, beat.beat(workshop_id), _.language, minute)

    def do_one(op: Mapping[str, Any]) -> None:
        _do(workshop_id, op)
        beat.forget(workshop_id)

    seen = []

    def tell() -> component.Told:
        asked = context()
        view = workshops.view_workshop(asked, workshop_id=workshop_id)
        seen.append(view)
        return component.whole(payload(_, asked, view))

    component.draw(KEY, place, tell, do_one)
    if any(_controlled(view) != drawn for view in seen):
        st.rerun()  # another facilitator, or another tab, has moved on: the controls follow


def payload(_: Words, asked: Context, view: WorkshopView) -> dict[str, Any]:
    """What the facilitator sees live."""
    joined = _.plural("{count} person has joined", "{count} people have joined", len(view.participants))
    told: dict[str, Any] = {
        "lang": _.language,
        "leads": True,
        "now": clock_words.milliseconds(asked.clock()),
        "timer": clock_words.timer(_, view.workshop),
        "agenda": clock_words.agenda(_, view, leads=True),
        "status": {"text": joined},
    }
    if view.current is None:
        return told
    step = view.current
    at = live.lead_step(asked, workshop_step_id=step.id)
    told["head"] = {
        "title": step.title, "prompt": step.prompt, "level": "h2",
        "rules": [_(wording.STATES[step.state]), *board_words.rules(_, step, at, leads=True)],
    }  # fmt: skip
    return told | _step(_, asked, at, joined)


def _step(_: Words, asked: Context, at: StepView, joined: str) -> dict[str, Any]:
    if at.vote is not None:
        standing = board_words.standing(_, at.vote)
        shown = board_words.vote(_, at.vote, at.step.kind, None, at.step.id) | {"left": ""}
        return {"vote": shown, "status": {"text": f"{joined} · {standing}"}}
    if at.step.kind == "picture":
        return {"picture": picture_words.of_step(_, asked, at.step, None)}
    if at.board is None:
        return {}
    told = _.plural("{count} card", "{count} cards", at.board.tally.cards)
    writers = _.plural("{count} writer", "{count} writers", at.board.tally.writers)
    return {
        "board": board_words.board(_, at.board, asked.catalogue.generic, leads=True),
        "status": {"text": f"{joined} · {told} · {writers}"},
    }


def _do(workshop_id: str, op: Mapping[str, Any]) -> None:
    asked = context()
    on = {"workshop_step_id": text_of(op, "step")}
    move = text_of(op, "id")
    match op.get("what"):
        case "order":
            agenda.order_blocks(asked, workshop_id=workshop_id, order=texts_of(op, "order"))
        case "run_block":
            agenda.run_block(asked, block_id=text_of(op, "block"))
        case "end_block":
            agenda.end_block(asked, block_id=text_of(op, "block"))
        case "group":
            boards.add_group(asked, **on, name=text_of(op, "name"))
        case "move":
            where = component.place_of(op)
            boards.move_card(asked, **on, card=text_of(op, "card"), move=move, **where)
        case "merge":
            into, *others = texts_of(op, "cards") or ("",)
            boards.merge_cards(asked, **on, into=into, others=tuple(others), move=move)
        case "hide" | "show" as what:
            boards.hide_card(asked, **on, card=text_of(op, "card"), hidden=what == "hide", move=move)
        case "undo":
            boards.undo(asked, **on, move=text_of(op, "move"))


def title(_: Words, view: WorkshopView) -> str:
    """The page's title: the meeting and its day."""
    return f"{as_typed(view.meeting.title)} · {_.date(view.meeting.held_on)}"
