"""How long a municipality's current state takes to draw: each view beside an empty page, first and again.

``python -m bench.current_state`` prints the figures and, on the last line, the same as JSON. The data folder holds the
example project, five pilots with their answers. "First" is after an answer has changed, so that nothing is kept;
"again" is what a facilitator feels when moving about.
"""

from __future__ import annotations

import json
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil

from bench.serving import ROOT, Running, empty_page, mallipaja
from bench.visiting import Tab
from mallipaja.actions.sign_in import start_session
from mallipaja.settings import Settings
from mallipaja.store import people, record, schema
from mallipaja.ui.installation import Installation, open_installation
from mallipaja.ui.visitor import SESSION_COOKIE

VIEWS = ("capacity", "network", "practices")
RERUNS, FIRSTS, WARM_UP = 15, 5, 3
MOST_S = 0.5
"""How much longer than an empty page a municipality's page may take."""


def main() -> None:
    figures: dict[str, Any] = {}
    with tempfile.TemporaryDirectory(prefix="mallipaja-bench-") as folder:
        data = Path(folder)
        _set_up(data)
        with empty_page(data) as server:
            server.wait_for("/_stcore/health")
            tab = Tab(server.address)
            empty, empty_cpu = _measured(server, tab.rerun, RERUNS)
            tab.close()
        figures["an empty page (ms)"] = round(empty, 1)
        with mallipaja(data) as server:
            server.wait_for("/healthz")
            figures |= _views(server, data, empty, empty_cpu)
    for name, value in figures.items():
        print(f"{name:58} {value}")
    print(json.dumps(figures))


def _views(server: Running, data: Path, empty: float, empty_cpu: float) -> dict[str, Any]:
    place = open_installation(Settings(f"sqlite:///{data / 'mallipaja.sqlite3'}", data, ROOT, ""))
    cookie = _signed_in(place)
    found: dict[str, Any] = {}
    for view in VIEWS:
        tab = Tab(server.address, "current-state", f"view={view}", cookie)

        def changed(tab: Tab = tab) -> None:
            _change(place)
            tab.rerun()

        first, _ = _measured(server, changed, FIRSTS)
        again, cpu = _measured(server, tab.rerun, RERUNS)
        tab.close()
        found |= {
            f"{view}: again (ms)": round(again, 1),
            f"{view}: again, beyond an empty page (ms)": round(again - empty, 1),
            f"{view}: again, times an empty page": round(again / empty, 1),
            f"{view}: CPU again, times an empty page": round(cpu / empty_cpu, 1),
            f"{view}: after a change, beyond an empty page (ms)": round(first - empty, 1),
            f"{view}: under {1000 * MOST_S:.0f} ms beyond an empty page": bool(
                max(again, first) - empty < 1000 * MOST_S
            ),
        }
    place.store.close()
    return found


def _measured(server: Running, work: Callable[[], object], times: int) -> tuple[float, float]:
    """Median wait and CPU of the server per call, in milliseconds."""
    for _ in range(WARM_UP):
        work()
    before, waits = _cpu_s(server), []
    for _ in range(times):
        began = time.perf_counter()
        work()
        waits.append(time.perf_counter() - began)
    return 1000 * statistics.median(waits), 1000 * (_cpu_s(server) - before) / times


def _cpu_s(server: Running) -> float:
    return float(sum(psutil.Process(server.process.pid).cpu_times()[:2]))


def _set_up(data: Path) -> None:
    """The example project and somebody to look at it."""
    with mallipaja(data, "--example") as server:
        server.wait_for("/healthz")


def _signed_in(place: Installation) -> str:
    with place.store.writing("cli:bench", place.clock()) as work:
        values = {"login": "katsoja", "display_name": "Katsoja", "is_admin": True}
        account = people.account_by_id(work, record.add(work, schema.account, values, project_id=None))
        assert account is not None
        return f"{SESSION_COOKIE}={start_session(work, account).token}"


def _change(place: Installation) -> None:
    """A line of history in every project, so that whatever was computed from its answers is computed anew."""
    with place.store.writing("cli:bench", place.clock()) as work:
        for project_id in record.values_of(work, schema.project.c.id, schema.project.c.deleted_at.is_(None)):
            record.log(work, "project", project_id, "change", project_id=project_id, after={"name": "x"})


if __name__ == "__main__":
    main()
