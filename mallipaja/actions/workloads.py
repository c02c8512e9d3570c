"""What a pilot's recorded workloads require: the WHO's WISN, ranges round it, and what would change."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mallipaja.actions.access import Job, Right, action
from mallipaja.actions.computed import computed
from mallipaja.actions.evidence import evidence
from mallipaja.actions.picture import units_of
from mallipaja.capacity import workloads
from mallipaja.capacity.uncertainty import UncertainNeed, around, uncertain_need
from mallipaja.capacity.wisn import Workload
from mallipaja.capacity.workloads import ProfessionNeed, UnitWorkload
from mallipaja.errors import ProblemsError

SEED = 20211001
"""Of the draws: the same answers and ranges give the same percentiles, whoever looks."""
VOLUMES, TIMES = 0.15, 0.2
"""How exactly recorded volumes and agreed unit times are taken to be known: give or take so much. Our assumption."""


@dataclass(frozen=True, slots=True)
class WorkloadPicture:
    """The workloads units have given, and what each profession requires over them. Empty where nobody has recorded
    volumes."""

    units: tuple[UnitWorkload, ...]
    professions: tuple[ProfessionNeed, ...]
    asked: int


@action(Right.SEE_PILOT, "pilot_id", writes=False)
def workload_picture(job: Job, *, pilot_id: str) -> WorkloadPicture:
    """Required staff of the units that serve the pilot, whole units: a workload cannot be divided between pilots."""
    known = evidence(job, job.project_id)

    def make() -> WorkloadPicture:
        units = units_of(known, known.pilots[pilot_id])
        found = workloads.unit_workloads(units, known.records)
        return WorkloadPicture(found, workloads.by_profession(found), len(units))

    return computed(job, known, ("workloads", pilot_id), make)


def need_range(workload: Workload, volumes: float = VOLUMES, times: float = TIMES) -> UncertainNeed | None:
    """Required staff when volumes and unit times are known only so exactly (shares 0-1); ``None`` when the hardest end
    cannot be calculated."""
    try:
        return uncertain_need(workload, around(workload, volumes, times), np.random.default_rng(SEED))
    except ProblemsError:
        return None
