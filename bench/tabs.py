"""Tabs of a live workshop without browsers: each asks at its pace, writes a card now and then, votes once."""

from __future__ import annotations

import asyncio
import contextlib
import json
import random
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.typing import Origin, Subprotocol

from bench.protocol import Session
from bench.visiting import Door
from mallipaja.store.record import new_id

PATIENCE_S = 30.0
VOTES_WITHIN_S = 6.0
EVENTS = "$$STREAMLIT_INTERNAL_KEY_{id}__events"


@dataclass
class Room:
    """What the tabs of one server saw.

    ``sent`` is when each card was sent, ``seen`` seconds until each of the others saw it, ``polls`` runs of fragments,
    ``voters`` those who have voted and been answered.
    """

    measuring: bool = False
    writing: bool = False
    voting: str = ""
    sent: dict[str, float] = field(default_factory=dict)
    seen: dict[str, dict[int, float]] = field(default_factory=dict)
    polls: int = 0
    voters: set[int] = field(default_factory=set)
    waits: list[float] = field(default_factory=list)
    troubles: Counter[str] = field(default_factory=Counter)


class Tab:
    """One participant's page: asks each ``poll_s``, writes a card now and then, votes when there is a vote."""

    def __init__(self, number: int, door: Door, room: Room, poll_s: float, pause_s: float) -> None:
        self._number, self._door, self._room = number, door, room
        self._poll_s, self._pause_s = poll_s, pause_s
        self._rng = random.Random(number)
        self._session = Session(door.page, door.query)
        self._shown = ""
        self._voted = False

    async def stay(self, over: asyncio.Event, ready: asyncio.Semaphore) -> None:
        door = self._door
        try:
            async with websockets.connect(
                f"ws://{urlsplit(door.address).netloc}/_stcore/stream", origin=Origin(door.address),
                subprotocols=[Subprotocol("streamlit")], compression="deflate", max_size=None, ping_interval=None,
                additional_headers={"Cookie": door.cookie} if door.cookie else {}, open_timeout=PATIENCE_S,
            ) as socket:  # fmt: skip
                await self._run(socket, self._session.message())
                ready.release()
                await self._poll(socket, over)
        except (OSError, RuntimeError, TimeoutError, websockets.WebSocketException) as error:
            self._room.troubles[f"{type(error).__name__}: {str(error)[:90]}"] += 1
            ready.release()

    async def _poll(self, socket: websockets.ClientConnection, over: asyncio.Event) -> None:
        write_at: float | None = None
        vote_at: float | None = None
        await asyncio.sleep(self._rng.random() * self._poll_s)
        while not over.is_set():
            began = time.perf_counter()
            op = None
            if self._room.writing and write_at is None:  # people do not all begin at once
                write_at = began + self._rng.random() * self._pause_s
            if self._room.voting and vote_at is None:
                vote_at = began + self._rng.random() * VOTES_WITHIN_S
            if self._room.writing and write_at is not None and began >= write_at:
                write_at += self._pause_s
                op = self._card(began)
            elif vote_at is not None and began >= vote_at and not self._voted:
                op = self._vote()
            await self._run(socket, self._message(op))
            if op is not None and op["what"] == "vote":
                self._room.voters.add(self._number)
            if self._room.measuring:
                self._room.polls += 1
                self._room.waits.append(time.perf_counter() - began)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(over.wait(), max(0.0, self._poll_s - (time.perf_counter() - began)))

    def _card(self, now: float) -> dict[str, Any]:
        text = f"Kortti {self._number} {now:.6f}"
        self._room.sent[text] = now
        self._room.seen[text] = {}
        return {"what": "write", "text": text, "kind": "idea", "step": self._board()}

    def _board(self) -> str:
        return str(json.loads(self._shown or "{}").get("board", {}).get("step", ""))

    def _vote(self) -> dict[str, Any] | None:
        shown = json.loads(self._shown or "{}").get("vote")
        if not shown or not shown["items"]:
            return None
        self._voted = True
        subject = self._rng.choice(shown["items"])["id"]
        return {"what": "vote", "step": shown["step"], "subject": subject, "choice": "dots", "count": 1}

    def _message(self, op: dict[str, Any] | None) -> bytes:
        live = next((w for w in self._session.widgets.values() if w.kind == "bidi_component"), None)
        fragment = live.fragment if live else next(iter(self._fragments()), "")
        data = self._session.message(fragment)
        if op is None or live is None:
            return data
        message = BackMsg.FromString(data)
        state = message.rerun_script.widget_states.widgets.add()
        state.id = EVENTS.format(id=live.id)
        state.json_trigger_value = json.dumps([{"event": "ops", "value": [{**op, "id": new_id()}]}])
        return message.SerializeToString()

    def _fragments(self) -> list[str]:
        return [self._fragment] if getattr(self, "_fragment", "") else []

    async def _run(self, socket: websockets.ClientConnection, message: bytes) -> None:
        async with asyncio.timeout(PATIENCE_S):
            await socket.send(message)
            while True:
                data = await socket.recv()
                data = data if isinstance(data, bytes) else data.encode()
                self._note_fragment(data)
                if self._session.read(data):
                    break
        live = next((w for w in self._session.widgets.values() if w.kind == "bidi_component"), None)
        told = live.element.bytes.decode().split("\n")[2] if live is not None else ""
        if told != self._shown:
            self._shown = told
            self._look()

    def _note_fragment(self, data: bytes) -> None:
        """An empty page has no widget that tells its fragment: the server's wish to be asked does."""
        message = ForwardMsg.FromString(data)
        if message.WhichOneof("type") == "auto_rerun":
            self._fragment = message.auto_rerun.fragment_id

    def _look(self) -> None:
        now = time.perf_counter()
        for text, began in self._room.sent.items():
            if self._number not in self._room.seen[text] and text in self._shown:
                self._room.seen[text][self._number] = now - began
