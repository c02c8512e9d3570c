"""How long one waits: importing, starting, the first page, and the work of one answer.

``python -m bench.start`` (``make bench``) prints the figures and, on the last line, the same as JSON. Everything is
measured beside an empty Streamlit page in the same run: on a shared machine trust the ratio.
"""

from __future__ import annotations

import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path
from typing import Any

import psutil
import streamlit
from playwright.sync_api import Browser, sync_playwright

from bench.respondent import answering
from bench.serving import ROOT, Running, empty_page, mallipaja
from bench.visiting import Tab
from tools.test_tools import find_browser

STARTS = 3
PROCESSES = 5
RERUNS = 200
WARM_UP = 20
DRAWN = '[data-testid="stApp"][data-test-script-state="notRunning"]'
BROWSER_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
]


def main() -> None:
    figures: dict[str, Any] = {"machine": machine()}
    figures |= imports()
    with tempfile.TemporaryDirectory(prefix="mallipaja-bench-") as folder, browser() as chromium:
        data = Path(folder)
        set_up(data)
        figures |= starts(data, chromium)
        figures |= reruns(data)
    for name, value in figures.items():
        print(f"{name:42} {value}")
    print(json.dumps(figures))


def machine() -> str:
    system = f"{platform.system()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
    return f"{system}, Python {platform.python_version()}, Streamlit {streamlit.__version__}"


def imports() -> dict[str, float]:
    """Seconds in a fresh interpreter: the import alone, and whole commands."""
    timed = "import time; t = time.perf_counter(); import mallipaja; print(time.perf_counter() - t)"
    inside = [float(_run("-c", timed)) for _ in range(PROCESSES)]
    return {
        "import mallipaja, best (s)": round(min(inside), 3),
        "import mallipaja, median (s)": round(statistics.median(inside), 3),
        "mallipaja --help, median (s)": _median(lambda: _run("-m", "mallipaja", "--help")),
        "python -c pass, median (s)": _median(lambda: _run("-c", "pass")),
    }


def _run(*arguments: str) -> str:
    done = subprocess.run([sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout


def _median(work: Callable[[], object]) -> float:
    seconds = []
    for _ in range(PROCESSES):
        began = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - began)
    return round(statistics.median(seconds), 3)


@contextmanager
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=find_browser(), args=BROWSER_FLAGS)
        yield started
        started.close()


def set_up(data: Path) -> None:
    """A machine already set up: database with the example project and an administrator."""
    with mallipaja(data, "--example") as server:
        server.wait_for("/healthz")
    command = [sys.executable, "-m", "mallipaja", "user", "add", "bench", "--admin"]
    environment = {**os.environ, "MALLIPAJA_DATA": str(data)}
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)


def starts(data: Path, chromium: Browser) -> dict[str, float]:
    """Seconds from starting the process to its health and to the first page drawn, turn and turn about."""
    ours, theirs = [], []
    for _ in range(STARTS):
        with mallipaja(data) as server:
            ours.append(_first_page(server, "/healthz", chromium))
        with empty_page(data) as server:
            theirs.append(_first_page(server, "/_stcore/health", chromium))
    health, page, cpu = (statistics.median(column) for column in zip(*ours, strict=True))
    empty_health, empty, empty_cpu = (statistics.median(column) for column in zip(*theirs, strict=True))
    return {
        "first page, times an empty page": round(page / empty, 2),
        "first page (s)": round(page, 2),
        "first page, empty Streamlit page (s)": round(empty, 2),
        "/healthz (s)": round(health, 2),
        "health of an empty Streamlit page (s)": round(empty_health, 2),
        "CPU until the first page (s)": round(cpu, 2),
        "CPU until an empty page (s)": round(empty_cpu, 2),
    }


def _first_page(server: Running, health: str, chromium: Browser) -> tuple[float, float, float]:
    healthy = server.wait_for(health)
    context = chromium.new_context()
    page = context.new_page()
    page.goto(server.address)
    page.wait_for_selector(DRAWN, timeout=60_000)
    page.wait_for_function("() => !document.querySelector('[data-testid=\"stSkeleton\"]')", timeout=60_000)
    drawn, cpu = server.seconds(), _cpu_s(server)
    context.close()
    return healthy, drawn, cpu


def _cpu_s(server: Running) -> float:
    return float(sum(psutil.Process(server.process.pid).cpu_times()[:2]))


def reruns(data: Path) -> dict[str, Any]:
    """Milliseconds of the server's CPU for one answer saved and drawn, beside a rerun of an empty page."""
    with mallipaja(data) as server:
        server.wait_for("/healthz")
        tab = answering(server.address, data)
        radios = cycle(list(tab.radios.values()))
        answer, wall = _cpu_ms(server, lambda: tab.choose(next(radios)))
        count = len(tab.radios)
        tab.close()
    with empty_page(data) as server:
        server.wait_for("/_stcore/health")
        tab = Tab(server.address)
        empty, _ = _cpu_ms(server, tab.rerun)
        tab.close()
    return {
        "CPU of an answer, times an empty page": round(answer / empty, 2),
        "CPU of an answer (ms)": round(answer, 1),
        "CPU of a rerun of an empty page (ms)": round(empty, 1),
        "an answer as its sender waits for it (ms)": round(wall, 1),
        "choices on the page answered": count,
    }


def _cpu_ms(server: Running, work: Callable[[], object]) -> tuple[float, float]:
    """CPU of the server and median of the wait, per call."""
    for _ in range(WARM_UP):
        work()
    before, waits = _cpu_s(server), []
    for _ in range(RERUNS):
        began = time.perf_counter()
        work()
        waits.append(time.perf_counter() - began)
    used = _cpu_s(server) - before
    return 1000 * used / RERUNS, 1000 * statistics.median(waits)


if __name__ == "__main__":
    main()
