"""What a pilot does today beside each element of the generic model: for the walk-through."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mallipaja.actions.access import Job, Right, action
from mallipaja.actions.evidence import evidence
from mallipaja.actions.regions import pilot_generic
from mallipaja.practice import distance, matrix, phases
from mallipaja.practice.distance import Distance
from mallipaja.practice.matrix import Matrix
from mallipaja.store import variants as store


@dataclass(frozen=True, slots=True)
class TodayView:
    """``distances`` are by element key; ``agenda`` the keys in the order they are best talked about."""

    distances: Mapping[str, Distance]
    matrix: Matrix
    agenda: tuple[str, ...]


@action(Right.SEE_PILOT, "pilot_id", writes=False)
def view_today(job: Job, *, pilot_id: str) -> TodayView:
    """Today's practice of the pilot, as its people have answered."""
    return today_of(job, pilot_id)


def today_of(job: Job, pilot_id: str) -> TodayView:
    """`view_today` inside another action; the caller has checked the right."""
    known = evidence(job, job.project_id)
    key = known.pilots[pilot_id]
    generic = pilot_generic(job, store.variant_of(job, pilot_id))
    found = matrix.matrix(known.records, known.units, known.actors, phases.phases(generic), key)
    distances = distance.distances(generic, known.records, found, key)
    agenda = tuple(one.element for one in distance.agenda(distances))
    return TodayView({one.element: one for one in distances}, found, agenda)
