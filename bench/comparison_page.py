"""The comparison page of 309 pilots in the running service: opened, opened again, and after a filter is changed.

``python -m bench.comparison_page`` prints the figures beside an empty page in the same run and deepdiff's time for the same
models, and on the last line the same as JSON. A tab speaks the websocket protocol; the wait is what a browser would wait
before it can draw.
"""

from __future__ import annotations

import json
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from deepdiff import DeepDiff

from bench.current_state import _signed_in
from bench.models import as_plain, made
from bench.serving import ROOT, empty_page, mallipaja
from bench.timing import cpu_s, machine, show
from bench.visiting import Tab
from mallipaja.actions.access import Context, cli_actor
from mallipaja.actions.catalogue import checked_catalogue
from mallipaja.actions.projects import create_project
from mallipaja.actions.variants import take_stand
from mallipaja.catalogue.operating_model import GenericModel
from mallipaja.model.resolve import resolve
from mallipaja.model.snapshot import base
from mallipaja.settings import Settings
from mallipaja.store import record, schema
from mallipaja.store import variants as variant_store
from mallipaja.store.engine import Work
from mallipaja.ui.installation import Installation, open_installation

PILOTS = 309
FILTER_S = 0.3
TIMES = 7


def main() -> None:
    generic = checked_catalogue(ROOT).generic
    assert generic is not None
    with tempfile.TemporaryDirectory(prefix="mallipaja-bench-") as folder:
        data = Path(folder)
        place = open_installation(Settings(f"sqlite:///{data / 'mallipaja.sqlite3'}", data, ROOT, ""))
        fill(place, generic)
        cookie = _signed_in(place)
        place.store.close()
        with empty_page(data) as server:
            server.wait_for("/_stcore/health")
            empty = wait_s(Tab(server.address).rerun)
        with mallipaja(data) as server:
            server.wait_for("/healthz")
            began = time.perf_counter()
            tab = Tab(server.address, "comparison", "", cookie)
            first = time.perf_counter() - began
            again = wait_s(tab.rerun)
            changed = wait_s(lambda: turn(tab))
            tab.close()
    figures: dict[str, Any] = {
        "machine": machine(),
        "pilots": PILOTS,
        "elements": len(generic.elements),
        "an empty page, s": empty,
        "the page for the first time, s": first,
        "the page again, from what was computed, s": again,
        "again, times an empty page": again / empty,
        "a filter change, s": changed,
        f"target of {FILTER_S} s met": changed < FILTER_S,
        "deepdiff on the same models, s": deepdiff_s(generic),
    }
    figures["deepdiff, times a filter change"] = figures["deepdiff on the same models, s"] / changed
    show(figures)
    print(json.dumps(figures))


def turn(tab: Tab) -> None:
    """Turn the first switch of the view, "only differences", which draws the view again."""
    switch = next(one for one in tab.session.widgets.values() if "compare.differences" in one.id)
    before = tab.session.values.get(switch.id, ("", False))[1]
    tab.session.values[switch.id] = ("bool_value", not before)
    tab.rerun(switch.fragment)


def wait_s(work: Callable[[], object]) -> float:
    """Median wait in seconds."""
    work()
    waits = []
    for _ in range(TIMES):
        began = time.perf_counter()
        work()
        waits.append(time.perf_counter() - began)
    return statistics.median(waits)


def fill(place: Installation, generic: GenericModel) -> None:
    """A project of pilots with 15 changes each and a stand on most of the rest."""
    asked = Context(place.store, cli_actor("bench"), place.catalogue(), lambda: datetime.now(UTC))
    project_id = create_project(asked, name="Mittaus")
    pilots = []
    with place.store.writing("cli:bench", datetime.now(UTC)) as work:
        for number in range(PILOTS):
            values = {"project_id": project_id, "key": f"p{number}", "name": f"Kunta {number}",
                      "kind": "municipality", "position": number}  # fmt: skip
            pilots.append(record.add(work, schema.pilot, values, project_id=project_id))
    take_stand(asked, pilot_id=pilots[0], element=next(iter(generic.elements)), fit="fits")
    with place.store.writing("cli:bench", datetime.now(UTC)) as work:
        begun = variant_store.variant_of(work, pilots[0])
        assert begun is not None
        for number, pilot_id in enumerate(pilots[1:], start=1):
            _variant(work, generic, number, pilot_id, project_id, begun.document_id)


def _variant(
    work: Work, generic: GenericModel, number: int, pilot_id: str, project_id: str, document_id: str
) -> None:
    variant = made(generic, number)
    first = {"pilot_id": pilot_id, "document_id": document_id, "created_at": work.at}
    variant_id = record.add(work, schema.variant, first, project_id=project_id)
    for one in variant.adaptations:
        values = {
            "variant_id": variant_id, "operation": one.operation, "element": one.element, "field": one.field,
            "value": one.value, "what": one.what, "why": one.why, "decided_by": "Kokous",
            "core_kept": one.core_kept, "state": "agreed",
        }  # fmt: skip
        record.add(work, schema.adaptation, values, project_id=project_id)
    for stand in variant.stances:
        values = {"variant_id": variant_id, "element": stand.element, "fit": stand.fit}
        record.add(work, schema.stance, values, project_id=project_id)


def deepdiff_s(generic: GenericModel) -> float:
    """What deepdiff needs to find what differs in the finished models."""
    plain = as_plain(base(generic))
    finished = [as_plain(resolve(generic, made(generic, number).adaptations)) for number in range(PILOTS)]
    return cpu_s(lambda: [DeepDiff(plain, one, threshold_to_diff_deeper=0) for one in finished], runs=1)


if __name__ == "__main__":
    main()
