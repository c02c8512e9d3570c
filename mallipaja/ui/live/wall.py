"""The wall: what the room sees, large and read-only, following the facilitator."""

from __future__ import annotations

import time
from typing import Any

import segno
import streamlit as st

from mallipaja.actions import live
from mallipaja.actions.access import Context
from mallipaja.actions.live import Wall
from mallipaja.i18n import Words
from mallipaja.ui.address import public_link
from mallipaja.ui.live import (
    beat,
    board_words,
    challenge_words,
    clock_words,
    component,
    picture_words,
    wording,
)
from mallipaja.ui.live.as_planned import as_planned
from mallipaja.ui.session import context

KEY = "live.wall"


def draw(_: Words, asked: Context, workshop_id: str | None, participant_id: str | None) -> None:
    """The wall of a workshop, for its facilitator or a device that came in with the code."""
    here = _found(asked, workshop_id, participant_id).workshop.workshop.id
    st.fragment(_live, run_every=1.0)(here, workshop_id, participant_id, _)


def _live(here: str, workshop_id: str | None, participant_id: str | None, _: Words) -> None:
    minute = int(time.time() // 60)  # the agenda moves with the clock
    place = (here, beat.beat(here), _.language, minute)

    def tell() -> component.Told:
        asked = context()
        now = clock_words.milliseconds(asked.clock())
        shown = wall(_, asked, _found(asked, workshop_id, participant_id), participant_id)
        return component.whole({"lang": _.language, "now": now, "wall": shown})

    component.draw(KEY, place, tell, lambda op: None)


def _found(asked: Context, workshop_id: str | None, participant_id: str | None) -> Wall:
    if workshop_id is not None:
        return live.wall(asked, workshop_id=workshop_id)
    return live.wall_of_participant(asked, participant_id=participant_id or "")


def wall(_: Words, asked: Context, found: Wall, participant_id: str | None = None) -> dict[str, Any]:
    """What is on the wall now. ``participant_id``: whose device shows it, when nobody is signed in on it."""
    one = found.workshop.workshop
    people = _.plural("{count} person has joined", "{count} people have joined", found.joined)
    if one.state == "ended":
        return {"title": found.workshop.meeting.title, "prompt": _(wording.ENDED), "foot": people}
    code = one.join_code or ""
    told: dict[str, Any] = {
        "title": found.workshop.meeting.title,
        "timer": clock_words.timer(_, one),
        "foot": people,
        "code": _("Join: {address}, code {code}", address=join_address(), code=code) if code else "",
        "more": {
            "page": _("Page {page}/{pages}", page="{page}", pages="{pages}"),
            "next": _("Show the next page"),
        },
    }
    if one.on_wall == "agenda":
        return {**told, "lines": clock_words.lines(_, found.workshop)}
    if one.on_wall == "challenges" and found.open is not None:
        return {**told, "title": _("What is still open?"), "lines": _open(_, found)}
    if found.at is None:
        return {**told, "join": join(_, code), "code": ""} if code else told
    step = found.at.step
    told |= {"title": as_planned(_, step.title), "prompt": as_planned(_, step.prompt)}
    if step.kind == "decide" and found.open is not None:
        told["lines"] = _open(_, found)
    if step.kind == "picture":
        told["picture"] = picture_words.of_step(_, asked, step, participant_id, wall=True)
    if found.at.vote is not None:
        told["vote"] = board_words.vote(_, found.at.vote, step.kind, None, step.id)
    if found.at.board is not None:
        board = found.at.board
        if board.seen:
            told["board"] = board_words.board(_, board, asked.catalogue.generic)
        else:
            told["large"] = {
                "number": _.number(board.tally.cards),
                "text": _.plural(
                    "card from {count} writer", "cards from {count} writers", board.tally.writers
                ),
            }
    return told


def _open(_: Words, found: Wall) -> list[dict[str, str]]:
    assert found.open is not None
    decided = [
        {
            "time": _.date(one.due_on)
            if one.due_on
            else _("decision")
            if one.kind == "decision"
            else _("action"),
            "text": one.text,
            "said": ", ".join(filter(None, (found.owners.get(one.organisation_id or "", ""), one.person))),
        }
        for one in found.open.decisions
    ]
    raised = [{"time": _("challenge"), "text": one.challenge.text} for one in found.open.challenges]
    waiting = [
        {"time": _("card"), "text": one.card.text, "said": challenge_words.waits(_, one)}
        for one in found.waiting
    ]
    return [*decided, *raised, *waiting] or [{"text": _("Nothing is open.")}]


def join(_: Words, code: str) -> dict[str, Any]:
    """How to join: the QR code, the address and the short code."""
    rows = segno.make(public_link(f"w/{code}"), error="m", micro=False).matrix
    path = "".join(
        f"M{x + 4} {y + 4}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark
    )
    return {
        "qr": {"size": len(rows) + 8, "path": path},
        "qrLabel": _("QR code for joining"),
        "how": _("Point the camera of your phone at the code, or open the address"),
        "address": join_address(),
        "orCode": _("and write the code"),
        "code": code,
    }


def join_address() -> str:
    """Where one goes to write the code, as it is said aloud: without ``https://``."""
    return public_link("join").split("://", 1)[-1]
