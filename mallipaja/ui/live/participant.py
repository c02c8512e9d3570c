"""The participant's page: saying who one is, then one live element that follows the workshop."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from mallipaja.actions import live
from mallipaja.actions.access import Context
from mallipaja.actions.boards import NOT_SHOWN
from mallipaja.actions.glance import glance, takes_part
from mallipaja.actions.grouping import group_together
from mallipaja.actions.live import TakingPart
from mallipaja.actions.taking_part import join, rewrite_card, take_card_back, write_card
from mallipaja.actions.voting import vote
from mallipaja.errors import ActionError
from mallipaja.i18n import Words
from mallipaja.store.room import Stamp
from mallipaja.ui import visitor
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.editing import do, said
from mallipaja.ui.live import beat, component, minutes_in_room, phone, wording
from mallipaja.ui.live.component import Tab, Told, count_of, text_of
from mallipaja.ui.pages import PAGES_FOLDER
from mallipaja.ui.session import HANDLE_LENGTH, context, nobodys_context
from mallipaja.ui.visitor import DEVICE_COOKIE, LEFT_COOKIE
from mallipaja.workshop import cards, room

KEY = "live.participant"
MANY = 40
"""With more people in the room each page asks every other second."""


def current_participant(asked: Context) -> str | None:
    """The participant the page's address names by its handle (``?w=``), or the latest this device opened."""
    mine = asked.actor.participants
    handle = st.query_params.get("w", "")
    if handle:
        return next((one for one in mine if one.startswith(handle) and len(handle) >= HANDLE_LENGTH), None)
    return mine[0] if mine else None


def device() -> str:
    """The secret of this device; "" without one."""
    return visitor.source().cookies.get(DEVICE_COOKIE, "")


def draw(_: Words, asked: Context, participant_id: str) -> None:
    """The whole page of a participant."""
    found = live.take_part(asked, participant_id=participant_id, device=device())
    if found.is_example:
        st.badge(_("Example data: everything in this project is invented"), color="orange")
    if found.me.joined_at is None or st.session_state.get("mallipaja.live.changing"):
        _who(_, asked, found)
        return
    many = live.crowd(asked, participant_id=participant_id) > MANY
    run_every = 2.0 if many else 1.0
    component.tab(KEY).kept = None  # a page that is drawn whole hears what time it is
    st.fragment(_live, run_every=run_every)(participant_id, found.workshop.id, device(), _, found.minutes)
    minutes_in_room.draw(_, asked, participant_id, device())
    _self(_, asked, found)


def _live(participant_id: str, workshop_id: str, secret: str, _: Words, minutes: str) -> None:
    since, tab = beat.beat(workshop_id), component.tab(KEY)
    place = (participant_id, since, tab.chosen, _.language)
    here = {"workshop_id": workshop_id, "participant_id": participant_id, "device": secret}

    def tell() -> Told:
        return _told(_, nobodys_context(), here, since, tab)

    def do_one(op: Mapping[str, Any]) -> None:
        if op.get("what") == "go":
            tab.chosen = text_of(op, "step")
            return
        _do(takes_part(nobodys_context(), **here, since=since), participant_id, secret, op)
        beat.forget(workshop_id)

    component.draw(KEY, place, tell, do_one)
    if tab.minutes not in (None, minutes):
        st.rerun()  # the minutes have been sent or have become final: they are under the live part


def _told(_: Words, asked: Context, here: Mapping[str, str], since: Stamp, tab: Tab) -> Told:
    found = glance(asked, **here, since=since, step=tab.chosen)
    before, tab.brought = tab.brought, found.now.workshop.brought
    if before not in (None, tab.brought):
        tab.chosen = None
        found = glance(asked, **here, since=since, step=found.now.workshop.current_step_id)
    tab.minutes = found.now.minutes
    return phone.told(_, asked, found)


def _do(asked: Context, participant_id: str, secret: str, op: Mapping[str, Any]) -> None:
    here = {"participant_id": participant_id, "device": secret, "step": text_of(op, "step")}
    match op.get("what"):
        case "write":
            write_card(
                asked, **here, card_id=text_of(op, "id"), text=text_of(op, "text"), kind=text_of(op, "kind"),
                phase=text_of(op, "phase"), actor=text_of(op, "actor") or None,
            )  # fmt: skip
        case "rewrite":
            rewrite_card(asked, **here, card_id=text_of(op, "card"), text=text_of(op, "text"))
        case "take_back":
            take_card_back(asked, **here, card_id=text_of(op, "card"))
        case "vote":
            given = {"subject": text_of(op, "subject"), "choice": text_of(op, "choice")}
            left = visitor.marks_in(visitor.source().cookies.get(LEFT_COOKIE, ""))
            vote(asked, **here, **given, count=count_of(op, "count"), left=left)
        case "move":
            where = component.place_of(op)
            group_together(asked, **here, card=text_of(op, "card"), move=text_of(op, "id"), **where)
        case _:
            raise ActionError("NOT_SHOWN", NOT_SHOWN)


# --- who one is -------------------------------------------------------------------------------------------


def _who(_: Words, asked: Context, found: TakingPart) -> None:
    me = found.me
    st.title(_("Who is taking part?"), anchor=False)
    st.write(f"**{as_typed(found.title)}** · {as_typed(found.project)}")
    st.write(
        _(
            "No name and no account are needed. The organisation and the role are noted as the attendance of "
            "the meeting."
        )
    )
    names = {one.id: one.name for one in found.organisations}
    options = [*names, ""]
    with st.form("live.join", border=False):
        st.radio(
            _("Organisation"), options, index=options.index(me.organisation_id or "") if me.joined_at else None,
            format_func=lambda one: names[one] if one else _("Another, or none"), key="join.organisation",
        )  # fmt: skip
        st.text_input(
            _("Which other organisation (if you chose another)"), me.organisation_name, key="join.other",
            max_chars=120,
        )  # fmt: skip
        st.radio(
            _("I take part"), cards.VOICES, index=cards.VOICES.index(me.voice),
            format_func=lambda one: _(wording.VOICES[one]), key="join.voice",
        )  # fmt: skip
        st.checkbox(_("I am a supervisor"), me.is_supervisor, key="join.supervisor")
        st.text_input(_("Nickname (optional)"), me.nickname, key="join.nickname", max_chars=40)
        st.form_submit_button(_("Join"), type="primary", on_click=_join, args=(me.id,))
        said("live.join")  # where it was pressed: the top of the form is out of view on a phone


def _join(participant_id: str) -> None:
    state = st.session_state
    picked = state.get("join.organisation")

    def write() -> None:
        join(
            context(), participant_id=participant_id, organisation_id=picked or None,
            organisation_name=state.get("join.other", ""), voice=state.get("join.voice", room.PROFESSIONAL),
            has_none=picked == "",
            is_supervisor=bool(state.get("join.supervisor")), nickname=state.get("join.nickname", ""),
        )  # fmt: skip
        state["mallipaja.live.changing"] = False

    do("live.join", write)


def _self(_: Words, asked: Context, found: TakingPart) -> None:
    """Who one is, folded under the page, and how to change it."""
    names = {one.id: one.name for one in found.organisations}
    own = names.get(found.me.organisation_id or "", found.me.organisation_name)
    parts = [
        own,
        _(wording.VOICES[found.me.voice]),
        _("supervisor") if found.me.is_supervisor else "",
        found.me.nickname,
    ]
    with st.expander(_("You are in the workshop as"), expanded=False):
        st.write(as_typed(" · ".join(part for part in parts if part)))

        def change() -> None:
            st.session_state["mallipaja.live.changing"] = True

        st.button(_("Edit"), on_click=change, key="live.change")
        st.page_link(str(PAGES_FOLDER / "open/wall.py"), label=_("Show this workshop on the wall from this device"),
                     query_params={"w": found.me.id[:HANDLE_LENGTH], "projector": "1"})  # fmt: skip
