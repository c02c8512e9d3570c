"""Thirty people in a live workshop: when the others see a new card, that all see it, and the CPU of asking each second.

``python -m bench.workshop [--people 30] [--seconds 12] [--poll 1] [--pause 10]`` prints figures beside an empty page with
the same fragment, asked in the same seconds by as many tabs at the same pace, and on the last line the same as JSON.
"Whole process" is all CPU of the server, with what people write and vote, by the number of polls; `bench.counting`
tells apart what of it is a poll that finds nothing new, a poll that finds news, and a card or a vote itself.
Loopback only; bounded in people and time.
"""

from __future__ import annotations

import asyncio
import contextlib
import http.client
import json
import os
import signal
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click
import psutil

from bench.serving import ROOT, Running, counted_mallipaja, empty_page
from bench.tabs import Room, Tab
from bench.visiting import Door
from mallipaja.actions import voting, workshop_steps, workshops
from mallipaja.actions.access import Actor, Context, cli_actor
from mallipaja.actions.meetings import record_meeting
from mallipaja.actions.parties import list_organisations
from mallipaja.actions.projects import list_projects
from mallipaja.actions.taking_part import enter, join
from mallipaja.settings import Settings
from mallipaja.ui.installation import Installation, open_installation

MOST_PEOPLE, MOST_SECONDS = 80, 30
SETTLING_S = 4
Phase = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Measured:
    """A server with the tabs it has. ``counts`` is the file `bench.counting` writes to, if it runs there."""

    server: Running
    room: Room
    counts: Path | None = None

    def used(self) -> tuple[float, dict[str, Any]]:
        """Seconds of CPU so far; the counts."""
        if self.counts is None:
            return sum(psutil.Process(self.server.process.pid).cpu_times()[:2]), {}
        before = self.counts.stat().st_size if self.counts.exists() else 0
        os.kill(self.server.process.pid, signal.SIGUSR1)
        while not self.counts.exists() or self.counts.stat().st_size == before:
            time.sleep(0.005)
        told = json.loads(self.counts.read_text(encoding="utf-8").splitlines()[-1])
        return told["process"], told


async def measured(
    live: Measured, empty: Measured, doors: list[Door], poll_s: float, pause_s: float, seconds: float,
    arrange: Callable[[], None],
) -> dict[str, Phase]:  # fmt: skip
    """All tabs of both at once: first only asking, then writing, then voting."""
    over, ready = asyncio.Event(), asyncio.Semaphore(0)
    tabs = []
    beside = [Door(empty.server.address)] * len(doors)
    for room, where in ((live.room, doors), (empty.room, beside)):
        for number, door in enumerate(where):
            tabs.append(asyncio.create_task(Tab(number, door, room, poll_s, pause_s).stay(over, ready)))
            await asyncio.sleep(0.03)
    for _tab in tabs:
        await ready.acquire()
    await asyncio.sleep(SETTLING_S)
    told = {"asking only": await _phase(live, empty, seconds)}
    live.room.writing = True
    told["writing"] = await _phase(live, empty, seconds)
    live.room.writing = False
    await asyncio.sleep(3 * poll_s)
    await asyncio.to_thread(arrange)
    told["voting"] = await _phase(live, empty, min(seconds, 8))
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(SETTLING_S + 2 * poll_s):  # a vote that was begun is waited for
            while len(live.room.voters) < len(doors):
                await asyncio.sleep(0.1)
    over.set()
    await asyncio.gather(*tabs)
    return told


async def _phase(live: Measured, empty: Measured, seconds: float) -> Phase:
    rooms = (live.room, empty.room)
    before = [one.used() for one in (live, empty)]
    for room in rooms:
        room.polls, room.waits, room.measuring = 0, [], True
    await asyncio.sleep(seconds)
    for room in rooms:
        room.measuring = False
    after = [one.used() for one in (live, empty)]
    used, least = (end[0] - start[0] for start, end in zip(before, after, strict=True))
    floor = 1000 * least / max(1, empty.room.polls)
    whole = 1000 * used / max(1, live.room.polls)
    return {
        "polls": live.room.polls,
        "whole process, CPU per poll (ms)": round(whole, 2),
        "empty page, CPU per poll (ms)": round(floor, 2),
        "whole process × empty": round(whole / floor, 2),
        **_apart(before[0][1], after[0][1], used, floor),
        "share of one core": round(used / seconds, 2),
        "wait for a poll, 95 % (ms)": round(1000 * _at(live.room.waits, 0.95), 1),
    }


def _apart(before: dict[str, Any], after: dict[str, Any], used: float, floor: float) -> Phase:
    """Polls without what people did, and each kind by itself; sending and receiving are shared evenly by all runs."""
    times = {one: after["times"][one] - before["times"][one] for one in after["times"]}
    seconds = {one: after["seconds"][one] - before["seconds"][one] for one in after["seconds"]}
    runs = max(1, times["quiet"] + times["news"])
    loop = (used - sum(seconds.values())) / runs
    told: Phase = {}
    polls = 1000 * (used - seconds["done"]) / runs
    told["polls alone, CPU per poll (ms)"] = round(polls, 2)
    told["polls alone × empty"] = round(polls / floor, 2)
    for kind, name in (("quiet", "a poll with nothing new"), ("news", "a poll with news")):
        if times[kind]:
            each = 1000 * (seconds[kind] / times[kind] + loop)
            told[f"{name} (ms)"], told[f"{name} × empty"] = round(each, 2), round(each / floor, 2)
            told[f"{name}, times"] = times[kind]
    if times["done"]:
        told["a card or vote itself (ms)"] = round(1000 * seconds["done"] / times["done"], 2)
    return told


def _at(waits: list[float], share: float) -> float:
    return sorted(waits)[int(share * len(waits))] if waits else 0.0


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
        counts = data / "counts.jsonl"
        with (
            counted_mallipaja(data, counts, "--example") as server,
            empty_page(data, "empty_fragment.py") as beside,
        ):
            server.wait_for("/healthz")
            beside.wait_for("/_stcore/health")
            place = open_installation(Settings(f"sqlite:///{data / 'mallipaja.sqlite3'}", data, ROOT, ""))
            context, workshop_id, _board, dots = prepare(place)
            doors = come_in(context, server.address, workshop_id, people)
            code = workshops.view_workshop(context, workshop_id=workshop_id).workshop.join_code
            check_link(server.address, code or "")
            live, empty = Measured(server, Room(), counts), Measured(beside, Room())

            def vote() -> None:
                voting.open_vote(context, workshop_step_id=dots)
                workshops.go_to_step(context, workshop_id=workshop_id, step=dots)
                live.room.voting = dots

            phases = asyncio.run(measured(live, empty, doors, poll, pause, seconds, vote))
            voted = voting.view_vote(context, workshop_step_id=dots).voted
            place.store.close()
    told = {
        "people": people, "poll": poll, "pause": pause, "phases": phases, "cards": told_of_cards(live.room, people),
        "voted": f"{voted} of {people}", "troubles": dict(live.room.troubles + empty.room.troubles),
    }  # fmt: skip
    print(f"{people} people, a poll each {poll} s, a card each {pause} s")
    for name, phase in phases.items():
        print(f"\n{name}")
        for figure, value in phase.items():
            print(f"  {figure:40} {value}")
    for name in ("cards", "voted", "troubles"):
        print(f"\n{name}: {told[name]}")
    print(json.dumps(told))


if __name__ == "__main__":
    main()
