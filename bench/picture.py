"""A network's picture as a file: how long others in the server wait meanwhile, drawn here and in the process beside it.

``python -m bench.picture``. Somebody else is a thread that wants its turn every two milliseconds; what it waits beyond that
is what a person's click would. Each figure is of the first picture (the library starts) and the median of five later ones.
"""

from __future__ import annotations

import json
import random
import statistics
import threading
import time
from collections.abc import Callable
from functools import partial

import altair as alt
import psutil

from bench.timing import machine, show
from mallipaja.charts.network import network_map
from mallipaja.i18n import Words
from mallipaja.network.layout import layout
from mallipaja.network.network import Network, Node, Tie
from mallipaja.report import chart_file, chart_program
from mallipaja.report.chart_process import PICTURES
from mallipaja.survey.given import NOT_ANSWERED, Known
from mallipaja.survey.units import ActorInfo

ACTORS, TIES, MADE = 30, 120, 6
TURN_S = 0.002
KINDS: tuple[chart_program.Kind, ...] = ("png", "svg")
SECTORS = ("health", "social", "employment", "kela", "third", "other")


def main() -> None:
    figures: dict[str, object] = {"machine": machine()}
    for kind in KINDS:
        job = chart_program.job(kind, chart_file.spec(drawn()))
        figures |= row(f"{kind}, in the process beside", partial(PICTURES.made, job))
        figures |= row(f"{kind}, in this process", partial(chart_program.make, job))
    assert PICTURES.pid is not None
    figures["memory of the process beside (MiB)"] = psutil.Process(PICTURES.pid).memory_info().rss / 2**20
    show(figures)
    print(json.dumps(figures))


def drawn() -> alt.LayerChart:
    """The map of a network larger than any pilot's so far."""
    chance = random.Random(4)
    infos = [
        ActorInfo(f"a{n}", f"Toimija numero {n:02}", SECTORS[n % 6], "o", "O", ("p",)) for n in range(ACTORS)
    ]
    nodes = tuple(Node(one.id, one.name, one.sector, "o", "O", True, 1, 1) for one in infos)
    pairs = chance.sample([(one.id, other.id) for one in nodes for other in nodes if one != other], TIES)
    unsaid = (NOT_ANSWERED,) * 4
    ties = tuple(
        Tie(one, other, Known(chance.randint(1, 5)), *unsaid, named_by=1) for one, other in sorted(pairs)
    )
    chart = network_map(Network("p", nodes, ties), layout(infos), "any", Words("fi"))
    assert chart is not None
    return chart


def row(name: str, make: Callable[[], bytes]) -> dict[str, object]:
    """Seconds of the picture, and the longest anybody else waited: the first time, and the median of later ones."""
    first, *later = [_once(make) for _number in range(MADE)]
    took, waited = (statistics.median(one) for one in zip(*later, strict=True))
    return {
        f"{name}: first (s)": first[0],
        f"{name}: others wait, first (s)": first[1],
        f"{name}: later (s)": took,
        f"{name}: others wait, later (s)": waited,
    }


def _once(make: Callable[[], bytes]) -> tuple[float, float]:
    waits: list[float] = []
    done = threading.Event()

    def somebody_else() -> None:
        while not done.is_set():
            began = time.perf_counter()
            time.sleep(TURN_S)
            waits.append(time.perf_counter() - began - TURN_S)

    other = threading.Thread(target=somebody_else)
    other.start()
    began = time.perf_counter()
    make()
    took = time.perf_counter() - began
    done.set()
    other.join()
    return took, max(waits)


if __name__ == "__main__":
    main()
