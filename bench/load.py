"""A hundred people answering at once: the server's CPU per answer and how long each waits until it is saved.

``python -m bench.load [--people 100] [--seconds 30] [--think 5]`` prints figures beside an empty Streamlit page rerun
by as many tabs at the same pace in the same run, with our settings and with Streamlit's own, and beside the least page that
saves an answer (`bench.least_answer`); on the last line the same as JSON. Loopback only; bounded in people and time.
"""

from __future__ import annotations

import asyncio
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
from websockets.typing import Origin, Subprotocol

from bench.crowd import Invited, invite, open_link
from bench.protocol import Session, Widget
from bench.serving import Running, empty_page, mallipaja, stock_page
from bench.visiting import Door

PATIENCE_S = 30.0
MOST_PEOPLE = 400
MOST_SECONDS = 120
RAMP_S = 0.05
QUIET_S = 12.0
"""A server that has just started loads what the next pages need; that is not part of answering."""
DAY = "{}.3.2026"
INPUTS = ("radio", "selectbox", "text_input", "text_area", "button_group")


@dataclass
class Measured:
    """What the tabs of one server saw. ``waits`` are seconds from a click to the end of its run."""

    waits: list[float] = field(default_factory=list)
    troubles: Counter[str] = field(default_factory=Counter)
    unsaved: int = 0
    measuring: bool = False


class Person:
    """One tab of somebody who thinks, answers, and waits until it is saved."""

    def __init__(self, door: Door, measured: Measured, rng: random.Random, think_s: float) -> None:
        self._door, self._measured, self._rng, self._think_s = door, measured, rng, think_s
        self._session = Session(door.page, door.query)
        self._turn: list[str] = []

    async def stay(self, ready: asyncio.Semaphore, over: asyncio.Event) -> None:
        try:
            await self._stay(ready, over)
        except (OSError, RuntimeError, TimeoutError, websockets.WebSocketException) as error:
            self._measured.troubles[f"{type(error).__name__}: {str(error)[:90]}"] += 1
            ready.release()

    async def _stay(self, ready: asyncio.Semaphore, over: asyncio.Event) -> None:
        async with websockets.connect(
            f"ws://{urlsplit(self._door.address).netloc}/_stcore/stream",
            origin=Origin(self._door.address),
            subprotocols=[Subprotocol("streamlit")],
            additional_headers={"Cookie": self._door.cookie} if self._door.cookie else {},
            compression=None,
            max_size=None,
            open_timeout=PATIENCE_S,
            ping_interval=None,
        ) as socket:
            await self._run(socket)
            ready.release()
            while not await _is_set(over, self._rng.expovariate(1 / self._think_s)):
                await self._answer(socket)

    async def _answer(self, socket: websockets.ClientConnection) -> None:
        began = time.perf_counter()
        fragment = self._change()
        await self._run(socket, fragment)
        if self._measured.measuring:
            self._measured.waits.append(time.perf_counter() - began)
            saved = any(
                "mallipaja-saved" in text and any(map(str.isdigit, text)) for text in self._session.texts
            )
            self._measured.unsaved += bool(fragment) and not saved

    def _change(self) -> str:
        """Put another answer in the next input of the page; the fragment to run, "" where there is no input."""
        inputs = {
            one.id: one
            for one in self._session.widgets.values()
            if one.kind in INPUTS and not one.id.endswith(".reason")  # people answer, or say why not
        }
        self._turn = [one for one in self._turn if one in inputs] or list(inputs)
        if not self._turn:
            return ""
        widget = inputs[self._turn.pop(0)]
        _name, before = self._session.values.get(widget.id, ("", None))
        self._session.values[widget.id] = other_value(widget, before, self._rng)
        return widget.fragment

    async def _run(self, socket: websockets.ClientConnection, fragment: str = "") -> None:
        async with asyncio.timeout(PATIENCE_S):
            await socket.send(self._session.message(fragment))
            while not self._session.read(_bytes(await socket.recv())):
                pass


def other_value(widget: Widget, before: Any, rng: random.Random) -> tuple[str, Any]:
    """A value the widget does not have now, as the wire format says it."""
    if widget.kind in {"radio", "selectbox"}:
        options = list(widget.element.options)
        return "string_value", rng.choice([one for one in options if one != before] or options)
    if widget.kind == "button_group":
        names = [one.content or one.content_icon for one in widget.element.options]
        return "string_array_value", [rng.choice([one for one in names if [one] != before] or names)]
    here = before or getattr(widget.element, "default", "")  # the same again would not be an answer
    asks_day = getattr(widget.element, "placeholder", "").count(".") == DAY.count(".")
    fits = (DAY.format(day) for day in range(1, 29)) if asks_day else map(str, range(1, 40))
    return "string_value", rng.choice([one for one in fits if one != here])


async def _is_set(event: asyncio.Event, within_s: float) -> bool:
    try:
        await asyncio.wait_for(event.wait(), within_s)
    except TimeoutError:
        return False
    return True


def _bytes(data: str | bytes) -> bytes:
    return data if isinstance(data, bytes) else data.encode()


async def crowd(server: Running, doors: list[Door], seconds: float, think_s: float) -> dict[str, Any]:
    """All tabs at once for so long: CPU of the server per rerun, waits and troubles."""
    measured, ready, over = Measured(), asyncio.Semaphore(0), asyncio.Event()
    people = []
    for number, door in enumerate(doors):
        person = Person(door, measured, random.Random(number), think_s)
        people.append(asyncio.create_task(person.stay(ready, over)))
        await asyncio.sleep(RAMP_S)
    for _ in people:
        await ready.acquire()
    await asyncio.sleep(max(QUIET_S, 2 * think_s))
    process = psutil.Process(server.process.pid)
    before = sum(process.cpu_times()[:2])
    measured.measuring = True
    await asyncio.sleep(seconds)
    measured.measuring = False
    used = sum(process.cpu_times()[:2]) - before
    over.set()
    await asyncio.gather(*people)
    waits = sorted(measured.waits)
    return {
        "reruns": len(waits),
        "CPU per rerun (ms)": round(1000 * used / max(1, len(waits)), 2),
        "wait, median (ms)": round(1000 * statistics.median(waits), 1) if waits else None,
        "wait, 95 % (ms)": round(1000 * waits[int(0.95 * len(waits))], 1) if waits else None,
        "share of one core": round(used / seconds, 2),
        "memory (MiB)": round(process.memory_info().rss / 2**20),
        "not said to be saved": measured.unsaved,
        "troubles": dict(measured.troubles),
    }


def doors_of(address: str, invited: list[Invited]) -> list[Door]:
    """A tab per link, on a screen of its forms; there are as many on each as it has questions."""
    found = []
    for number, one in enumerate(invited):
        cookie, handle = open_link(address, one.token)
        screen = one.screens[number * len(one.screens) // len(invited)]
        found.append(Door(address, "answer", f"r={handle}&{screen}", cookie))
    return found


@click.command()
@click.option("--people", type=click.IntRange(1, MOST_PEOPLE), default=100)
@click.option("--seconds", type=click.FloatRange(1, MOST_SECONDS), default=30.0)
@click.option("--think", type=click.FloatRange(0.1, 60), default=5.0)
def main(people: int, seconds: float, think: float) -> None:
    """Print the figures of so many people."""
    with tempfile.TemporaryDirectory(prefix="mallipaja-load-") as folder:
        data = Path(folder)
        with mallipaja(data, "--example") as server:
            server.wait_for("/healthz")
        invited = invite(data, people)
        with mallipaja(data) as server:
            server.wait_for("/healthz")
            answers = asyncio.run(crowd(server, doors_of(server.address, invited), seconds, think))
        with empty_page(data) as server:
            server.wait_for("/_stcore/health")
            empty = asyncio.run(crowd(server, [Door(server.address)] * people, seconds, think))
        with empty_page(data, "least_answer.py") as server:
            server.wait_for("/_stcore/health")
            least = asyncio.run(crowd(server, [Door(server.address)] * people, seconds, think))
        with stock_page(data) as server:
            server.wait_for("/_stcore/health")
            stock = asyncio.run(crowd(server, [Door(server.address)] * people, seconds, think))
    measured = {"answers": answers, "empty": empty, "least": least, "stock": stock}
    of_empty, of_least, of_stock = (
        round(answers["CPU per rerun (ms)"] / one["CPU per rerun (ms)"], 2) for one in (empty, least, stock)
    )
    print(f"{people} people, an answer each {think} s; CPU of an answer, times an empty page: {of_empty}")
    print(f"the same beside the least page that saves an answer: {of_least}")
    print(f"the same beside an empty page with Streamlit's own settings: {of_stock}")
    print(f"{'':24}", *(f"{name:>12}" for name in measured))
    for name in answers:
        print(f"{name:24}", *(f"{one[name]!s:>12}" for one in measured.values()))
    print(json.dumps({"people": people, "ratio": of_empty, **measured}))


if __name__ == "__main__":
    main()
