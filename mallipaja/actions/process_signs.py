"""What a project already holds of each step of the process, so that nobody has to tell the board twice.

A sign never moves a step: people say how far a step is, and a step closes with its artefact or a reason. What is here lets
the page propose it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from mallipaja.actions.access import Job
from mallipaja.actions.round_view import RoundView, view_round
from mallipaja.store import follow_up, process, surveys, teams, variants
from mallipaja.store.projects import Pilot

SignKind = Literal[
    "invited",
    "round_open",
    "round_closed",
    "answered",
    "drafts",
    "stances",
    "tasks",
    "agreed",
    "named",
    "counts",
]


@dataclass(frozen=True, slots=True)
class Sign:
    """Something the project holds that belongs to a step.

    ``count`` of ``of`` (0 where there is nothing to count against), ``name`` of a round, ``day`` it happened or ends.
    ``whole`` when the step's artefact seems to be there.
    """

    kind: SignKind
    count: int = 0
    of: int = 0
    name: str = ""
    day: date | None = None
    whole: bool = False


Signs = Mapping[str, Sign]
"""By the key of the step; steps of which nothing is known are not there."""


def signs(job: Job, project_id: str, pilots: list[Pilot]) -> dict[str, Signs]:
    """What there is of each step, by pilot."""
    rounds = surveys.rounds(job, project_id)
    asked = {one.id: surveys.round_pilots(job, one.id) for one in rounds}
    seen: dict[str, RoundView] = {}
    found: dict[str, Signs] = {}
    for pilot in pilots:
        newest = next((one for one in rounds if pilot.id in asked[one.id]), None)
        if newest is not None and newest.id not in seen:
            seen[newest.id] = view_round(job, newest)
        of_round = _of_round(seen[newest.id], pilot) if newest is not None else {}
        found[pilot.id] = of_round | _of_pilot(job, project_id, pilot.id)
    return found


def _of_round(view: RoundView, pilot: Pilot) -> dict[str, Sign]:
    """Of the newest round that asks the pilot: who was invited, is it open, who has answered."""
    mine = [one for one in view.invited if pilot.name in one.pilots and one.state != "revoked"]
    answered, of = sum(one.state == "submitted" for one in mine), len(mine)
    kind: SignKind = "round_open" if view.is_open else "round_closed"
    day = view.round.closes_on
    found = {"survey_open": Sign(kind, answered, of, view.round.title, day, whole=of > 0)}
    if of:
        found["invited"] = Sign("invited", of, whole=True)
    if answered:
        found["mapped"] = Sign("answered", answered, of, view.round.title, whole=answered == of)
    return found


def _of_pilot(job: Job, project_id: str, pilot_id: str) -> dict[str, Sign]:
    """Of the model, the tasks, the team and the monthly counts."""
    found: dict[str, Sign] = {}
    drafts = teams.drafts(job, pilot_id)
    if drafts:
        found["model_drafted"] = Sign("drafts", len(drafts), whole=True)
    variant = variants.variant_of(job, pilot_id)
    if variant is not None and (stands := variants.stances(job, variant.id)):
        found["walked_through"] = Sign("stances", len(stands))
    tasks = [one for one in process.tasks(job, project_id) if one.pilot_id == pilot_id]
    if tasks:
        owned = sum(bool(one.owner and one.due_on) for one in tasks)
        found["prepared"] = Sign("tasks", owned, len(tasks), whole=owned == len(tasks))
    agreed = teams.in_force(drafts)
    if agreed is not None:
        found["team_agreed"] = Sign("agreed", day=agreed.agreed_on, whole=True)
        seats = teams.seats(job, agreed.id)
        if named := sum(one.state in ("named", "deputy_named") for one in seats):
            found["responsible_named"] = Sign("named", named, len(seats), whole=named == len(seats))
    months = {one.month for one in follow_up.counts(job, project_id, pilot_id)}
    if months:
        found["pilot_running"] = Sign("counts", len(months), day=min(months), whole=True)
    return found
