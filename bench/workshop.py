"""Thirty people in a live workshop: when the others see a new card, that all see it, and the CPU of asking each second.

``python -m bench.workshop [--people 30] [--seconds 12] [--poll 1] [--pause 10]`` prints figures beside an empty page with
the same fragment, asked by as many tabs at the same pace in the same run, and on the last line the same as JSON.
Loopback only; bounded in people and time.
"""

from __future__ import annotations

import asyncio
import contextlib
import http.client
import json
import random
import statistics
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click
import psutil
import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.typing import Origin, Subprotocol

from bench.protocol import Session
from bench.serving import ROOT, Running, empty_page, mallipaja
from mallipaja.actions import voting, workshop_steps, workshops
from mallipaja.actions.access import Actor, Context, cli_actor
from mallipaja.actions.meetings import record_meeting
from mallipaja.actions.parties import list_organisations
from mallipaja.actions.projects import list_projects
from mallipaja.actions.taking_part import enter, join
from mallipaja.settings import Settings
from mallipaja.store.record import new_id
from mallipaja.ui.installation import Installation, open_installation

PATIENCE_S = 30.0
MOST_PEOPLE, MOST_SECONDS = 80, 30
EVENTS = "$$STREAMLIT_INTERNAL_KEY_{id}__events"


@dataclass
class Room:
    """What the tabs of one server saw.

    ``sent`` is when each card was sent, ``seen`` seconds until each of the others saw it, ``polls`` runs of fragments.
    """

    measuring: bool = False
    writing: bool = False
    voting: str = ""
    sent: dict[str, float] = field(default_factory=dict)
    seen: dict[str, dict[int, float]] = field(default_factory=dict)
    polls: int = 0
    waits: list[float] = field(default_factory=list)
    troubles: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Door:
    """A page to open."""

    address: str
    page: str = ""
    query: str = ""
    cookie: str = ""


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
                subprotocols=[Subprotocol("streamlit")], compression=None, max_size=None, ping_interval=None,
                additional_headers={"Cookie": door.cookie} if door.cookie else {}, open_timeout=PATIENCE_S,
            ) as socket:  # fmt: skip
                await self._run(socket, self._session.message())
                ready.release()
                await self._poll(socket, over)
        except (OSError, RuntimeError, TimeoutError, websockets.WebSocketException) as error:
            self._room.troubles[f"{type(error).__name__}: {str(error)[:90]}"] += 1
            ready.release()

    async def _poll(self, socket: websockets.ClientConnection, over: asyncio.Event) -> None:
        write_at = time.perf_counter() + self._rng.random() * self._pause_s
        await asyncio.sleep(self._rng.random() * self._poll_s)
        while not over.is_set():
            began = time.perf_counter()
            op = None
            if self._room.writing and began >= write_at:
                write_at = began + self._pause_s
                op = self._card(began)
            elif self._room.voting and not self._voted:
                op = self._vote()
            await self._run(socket, self._message(op))
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
        from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

        message = ForwardMsg.FromString(data)
        if message.WhichOneof("type") == "auto_rerun":
            self._fragment = message.auto_rerun.fragment_id

    def _look(self) -> None:
        now = time.perf_counter()
        for text, began in self._room.sent.items():
            if self._number not in self._room.seen[text] and text in self._shown:
                self._room.seen[text][self._number] = now - began


async def measured(
    server: Running,
    doors: list[Door],
    room: Room,
    seconds: float,
    poll_s: float,
    pause_s: float,
    arrange: Any = None,
) -> dict[str, Any]:
    """All tabs at once: first only asking, then writing, then voting."""
    over, ready = asyncio.Event(), asyncio.Semaphore(0)
    tabs = []
    for number, door in enumerate(doors):
        tabs.append(asyncio.create_task(Tab(number, door, room, poll_s, pause_s).stay(over, ready)))
        await asyncio.sleep(0.03)
    for _tab in tabs:
        await ready.acquire()
    await asyncio.sleep(4)
    process = psutil.Process(server.process.pid)
    told = {"asking only": await _phase(process, room, seconds)}
    if arrange is not None:
        room.writing = True
        told["writing"] = await _phase(process, room, seconds)
        room.writing = False
        await asyncio.sleep(3 * poll_s)
        await asyncio.to_thread(arrange, room)
        told["voting"] = await _phase(process, room, min(seconds, 8))
    over.set()
    await asyncio.gather(*tabs)
    return told


async def _phase(process: psutil.Process, room: Room, seconds: float) -> dict[str, float]:
    before, room.polls, room.waits = sum(process.cpu_times()[:2]), 0, []
    room.measuring = True
    await asyncio.sleep(seconds)
    room.measuring = False
    used = sum(process.cpu_times()[:2]) - before
    return {
        "polls": room.polls,
        "CPU per poll (ms)": round(1000 * used / max(1, room.polls), 2),
        "share of one core": round(used / seconds, 2),
        "wait for a poll, 95 % (ms)": round(1000 * sorted(room.waits)[int(0.95 * len(room.waits))], 1),
    }


def prepare(place: Installation) -> tuple[Context, str, str, str]:
    """A workshop with an open board and a vote on its cards; (context, its id, board, vote)."""
    context = Context(place.store, cli_actor("bench"), place.catalogue(), place.clock)
    project = next(one for one in list_projects(context) if one.is_example)
    meeting = record_meeting(
        context, project_id=project.id, title="Mittaus", held_on=place.clock().date(), mode="remote"
    )
    here = {"workshop_id": workshops.start_workshop(context, meeting_id=meeting)}
    board = workshop_steps.add_step(context, **here, kind="board", title="Taulu", values={"others": "all"})
    values = {"board_id": board, "dots_each": 3, "dots_per_card": 1}
    dots = workshop_steps.add_step(context, **here, kind="dots", title="Pisteet", values=values)
    workshops.open_workshop(context, **here)
    workshops.go_to_step(context, **here, step=board)
    return context, here["workshop_id"], board, dots


def come_in(context: Context, address: str, workshop_id: str, people: int) -> list[Door]:
    """So many people who have joined, each with a page of their own."""
    view = workshops.view_workshop(context, workshop_id=workshop_id)
    organisations = list_organisations(context, project_id=view_project(context))
    doors = []
    for number in range(people):
        found = enter(context, code=view.workshop.join_code or "")
        assert found is not None
        guest = Context(
            context.store,
            Actor("participant:", participants=(found.participant_id,)),
            context.catalogue,
            context.clock,
        )
        join(
            guest,
            participant_id=found.participant_id,
            organisation_id=organisations[number % len(organisations)].id,
        )
        cookie = f"mallipaja_device={found.secret}"
        doors.append(Door(address, "take-part", f"w={found.participant_id[:8]}", cookie))
    return doors


def view_project(context: Context) -> str:
    """The example project's id."""
    return next(one.id for one in list_projects(context) if one.is_example)


def check_link(address: str, code: str) -> None:
    """The link of the QR code lets a phone in."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=30)
    connection.request("GET", f"/w/{code}")
    answer = connection.getresponse()
    connection.close()
    if answer.status != 303 or "take-part" not in (answer.getheader("Location") or ""):
        raise SystemExit(f"the joining link did not open: {answer.status}")


def told_of_cards(room: Room, people: int) -> dict[str, Any]:
    """When the others saw a card."""
    waits = sorted(
        wait for text, seen in room.seen.items() for who, wait in seen.items() if not _own(text, who)
    )
    expected = len(room.sent) * (people - 1)
    return {
        "cards": len(room.sent),
        "seen by others": len(waits),
        "of": expected,
        "another sees a card, median (s)": round(statistics.median(waits), 3) if waits else None,
        "another sees a card, 95 % (s)": round(waits[int(0.95 * len(waits))], 3) if waits else None,
    }


def _own(text: str, who: int) -> bool:
    return text.split()[1] == str(who)


@click.command()
@click.option("--people", type=click.IntRange(2, MOST_PEOPLE), default=30)
@click.option("--seconds", type=click.FloatRange(2, MOST_SECONDS), default=12.0)
@click.option("--poll", type=click.FloatRange(0.5, 5), default=1.0)
@click.option(
    "--pause", type=click.FloatRange(1, 60), default=10.0, help="Seconds between two cards of one person."
)
def main(people: int, seconds: float, poll: float, pause: float) -> None:
    """Print the figures of so many people."""
    with tempfile.TemporaryDirectory(prefix="mallipaja-workshop-") as folder:
        data = Path(folder)
        with mallipaja(data, "--example") as server:
            server.wait_for("/healthz")
            place = open_installation(Settings(f"sqlite:///{data / 'mallipaja.sqlite3'}", data, ROOT, ""))
            context, workshop_id, _board, dots = prepare(place)
            doors = come_in(context, server.address, workshop_id, people)
            check_link(
                server.address,
                workshops.view_workshop(context, workshop_id=workshop_id).workshop.join_code or "",
            )
            room = Room()

            def vote(room: Room) -> None:
                voting.open_vote(context, workshop_step_id=dots)
                workshops.go_to_step(context, workshop_id=workshop_id, step=dots)
                room.voting = dots

            live = asyncio.run(measured(server, doors, room, seconds, poll, pause, vote))
            voted = voting.view_vote(context, workshop_step_id=dots).voted
            place.store.close()
        with empty_page(data, "empty_fragment.py") as server:
            server.wait_for("/_stcore/health")
            empty_doors = [Door(server.address)] * people
            empty = asyncio.run(measured(server, empty_doors, Room(), seconds, poll, pause))
    least = empty["asking only"]["CPU per poll (ms)"]
    ratios = {name: round(phase["CPU per poll (ms)"] / least, 2) for name, phase in live.items()}
    cards = told_of_cards(room, people)
    print(f"{people} people, a poll each {poll} s, a card each {pause} s")
    for name, phase in {**live, "empty page": empty["asking only"]}.items():
        print(f"{name:14} {phase}" + (f" × empty: {ratios[name]}" if name in ratios else ""))
    print(f"cards          {cards}")
    print(f"voted          {voted} of {people}")
    print(f"troubles       {dict(room.troubles)}")
    told = {
        "people": people,
        "poll": poll,
        "live": live,
        "empty": empty,
        "ratios": ratios,
        "cards": cards,
        "voted": voted,
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main()
