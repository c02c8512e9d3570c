"""A participant's page as JSON: what all see alike, written once for each change, and the little that is one's own."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from mallipaja.actions.access import PARTICIPANT, Actor, Context
from mallipaja.actions.glance import Glance
from mallipaja.catalogue.operating_model import GenericModel
from mallipaja.i18n import Words
from mallipaja.ui.live import board_words, clock_words, picture_words, wording
from mallipaja.ui.live.as_planned import as_planned
from mallipaja.ui.live.component import Told, as_json
from mallipaja.ui.session import HANDLE_LENGTH
from mallipaja.workshop import cards

Json = dict[str, Any]


def told(_: Words, asked: Context, found: Glance) -> Told:
    """The page: `mine.js` puts the two together."""
    step = found.step.id if found.step else ""
    generic = asked.catalogue.generic
    place = ("phone", step, _.language)
    alike = found.now.part(place, lambda: as_json(common(_, asked, found, generic)))
    return Told(as_json(mine(_, found, generic)), alike, clock_words.milliseconds(asked.clock()))


def common(_: Words, asked: Context, found: Glance, generic: GenericModel | None) -> Json:
    """What everybody sees at this step: nothing of it depends on who asks."""
    here = found.now.workshop
    payload: Json = {
        "lang": _.language,
        "timer": clock_words.timer(_, here),
        "nav": _nav(_, found),
        **_step(_, asked, found, generic),
    }
    if here.state == "ended":
        title = found.step.title if found.step else found.now.title
        payload["head"] = {"title": title, "prompt": _(wording.ENDED), "rules": []}
        payload["composer"] = None
        payload["timer"] = None
    if below := wording.MINUTES_BELOW.get(found.now.minutes):
        payload["head"]["rules"] = [*payload["head"]["rules"], _(below)]
    return payload


def _nav(_: Words, found: Glance) -> Json | None:
    shown = found.now.shown
    if found.now.workshop.pace == "led" or len(shown) < 2:
        return None
    at = found.step.id if found.step else ""
    steps = [{"id": one.id, "title": as_planned(_, one.title), "at": one.id == at} for one in shown]
    return {"label": _("Steps"), "steps": steps}


def _step(_: Words, asked: Context, found: Glance, generic: GenericModel | None) -> Json:
    view = found.common
    if view is None:
        wait = _("You have joined. The next step opens here by itself.")
        return {"head": {"title": found.now.title, "prompt": wait, "rules": []}}
    step = view.step
    told: Json = {
        "head": {
            "title": as_planned(_, step.title),
            "prompt": as_planned(_, step.prompt),
            "rules": board_words.rules(_, step, view),
        }
    }
    if view.board is not None:
        writes = cards.writable(view.board.sight)
        told["composer"] = board_words.composer(_, view.board, generic) if writes else None
        board = board_words.board(_, view.board, generic) if view.board.sight.common else None
        told["board"] = _lean(board, "cards") if board else None
    if view.vote is not None:
        told["vote"] = _lean(board_words.vote(_, view.vote, step.kind, {}, step.id), "items")
    if step.kind == "picture":
        here = replace(asked, actor=Actor(PARTICIPANT, participants=(found.me.id,)))
        told["picture"] = picture_words.of_step(_, here, step, found.me.id)
    return told


def _lean(told: Json, rows: str) -> Json:
    """Leave out of the rows what is as in the first one: `mine.js` puts it back."""
    first, *others = told[rows] or [{}]
    short = [{name: value for name, value in one.items() if value != first[name]} for one in others]
    return {**told, rows: [first, *short] if first else []}


def mine(_: Words, found: Glance, generic: GenericModel | None) -> Json:
    """What is one's own: cards that everybody sees by their ids, else the whole board; votes."""
    view, own = found.common, found.own
    payload: Json = {
        "store": f"mallipaja.{found.me.id[:HANDLE_LENGTH]}",
    }
    if view is None:
        return payload
    if view.board is not None:
        count = len(own.cards)
        saved = _.plural("{count} card of yours is saved.", "{count} cards of yours are saved.", count)
        payload["status"] = {"text": _("One card of yours is saved.") if count == 1 else saved}
        if own.board is not None:
            payload["board"] = _lean(board_words.board(_, own.board, generic), "cards")
        elif own.cards:
            payload["cards"] = {"own": own.cards, "mark": _("own")}
    if view.vote is not None:
        payload["votes"] = board_words.own_votes(_, view.vote, view.step.kind, own.votes)
    return payload
