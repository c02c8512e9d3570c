"""How many clients the coordinators of a pilot have, how many they may have, and whether the next one waits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from mallipaja.actions.access import Job, Right, action
from mallipaja.actions.evidence import Evidence, evidence
from mallipaja.actions.picture import units_of
from mallipaja.actions.saving import put
from mallipaja.actions.team_case import team_case
from mallipaja.actions.tidy import between, one_of
from mallipaja.capacity.inflow import inflow_total, inflows
from mallipaja.capacity.offers import coordinator_offers
from mallipaja.capacity.waiting import MOST
from mallipaja.errors import ActionError
from mallipaja.i18n import N_
from mallipaja.store import duties as store
from mallipaja.store import follow_up as follow_up_store
from mallipaja.store import record, schema
from mallipaja.store.duties import CaseloadRow, CoordinationSettingRow
from mallipaja.team.caseload import MONTHS_EACH, Caseloads, Count, Figure, loads, unheard

NAMED = "coordinators_named"
"""The follow-up count of clients who got a coordinator in a month."""
MONTHS_COUNTED = 6
"""How many of the newest months of it are read."""
MOST_CLIENTS = 2_000
LONGEST_MONTHS = 60.0

LATER_COUNT = N_("The day of the count is in the future. Give today or an earlier day.")
BAD_MONTHS = N_("A client has a coordinator for more than 0 and at most {most} months; it was {value}.")


@dataclass(frozen=True, slots=True)
class CaseloadView:
    """The pilot's coordinators, with the records behind the counts and the agreed figures."""

    caseloads: Caseloads
    rows: Mapping[str, CaseloadRow]
    setting: CoordinationSettingRow | None


@action(Right.SEE_PILOT, "pilot_id", writes=False)
def view_caseloads(job: Job, *, pilot_id: str) -> CaseloadView:
    """Clients now against places, by post, and what the wait is reckoned from."""
    return caseloads_of(job, pilot_id)


def caseloads_of(job: Job, pilot_id: str) -> CaseloadView:
    """The same inside another action; the caller has checked the right."""
    known = evidence(job, job.project_id)
    key = known.pilots[pilot_id]
    offers = [one for one in coordinator_offers(known.units, known.records) if one.pilot == key]
    case = team_case(job, pilot_id)
    rows = store.caseloads(job, pilot_id)
    setting = store.coordination_setting_of(job, pilot_id)
    counts = {one.post: Count(one.clients, one.counted_on) for one in rows.values()}
    removed = [one.key for one in case.rows if one.removed]
    found = loads(offers, case.case.posts, removed, counts)
    months = setting.months_each if setting else None
    return CaseloadView(
        Caseloads(
            found,
            unheard(offers, found),
            _arrivals(job, pilot_id, known, setting),
            Figure(MONTHS_EACH, "assumed") if months is None else Figure(months, "agreed"),
        ),
        rows,
        setting,
    )


@action(Right.EDIT_PILOT, "pilot_id")
def set_caseload(
    job: Job,
    *,
    pilot_id: str,
    post: str,
    clients: int | None,
    counted_on: date | None = None,
    revision: int | None = None,
) -> None:
    """Write down how many clients the coordinators of a post have; ``None`` takes the count back: not known, not zero.

    Raises
    ------
    ActionError : the post is not the pilot's, the number is not possible, or the day is in the future.
    """
    known = store.caseloads(job, pilot_id).get(post)
    if clients is None:
        if known is not None:
            record.put_in_bin(job, schema.caseload, known.id, project_id=job.project_id)
        return
    between(clients, 0, MOST_CLIENTS)
    day = counted_on or job.today
    if day > job.today:
        raise ActionError("DAY_LATER", LATER_COUNT)
    here = evidence(job, job.project_id)
    units = [one.id for one in units_of(here, here.pilots[pilot_id])]
    one_of(post, [*(one.id for one in team_case(job, pilot_id).case.posts), *units])
    values = {"clients": clients, "counted_on": day}
    place = {"pilot_id": pilot_id, "post": post}
    blank = {"clients": None, "counted_on": None}
    put(job, schema.caseload, known.id if known else None, place, values, blank=blank, revision=revision)


@action(Right.EDIT_PILOT, "pilot_id")
def set_coordination(
    job: Job,
    *,
    pilot_id: str,
    new_clients_per_month: float | None,
    months_each: float | None,
    revision: int | None = None,
) -> None:
    """Agree on what the wait is reckoned from; ``None`` leaves it to what is counted or answered.

    Raises
    ------
    ActionError : a figure is below zero, or larger than any pilot's.
    """
    if new_clients_per_month is not None:
        between(new_clients_per_month, 0, int(MOST / LONGEST_MONTHS))
    if months_each is not None and not 0 < months_each <= LONGEST_MONTHS:
        raise ActionError("MONTHS_EACH", BAD_MONTHS, most=int(LONGEST_MONTHS), value=f"{months_each:g}")
    known = store.coordination_setting_of(job, pilot_id)
    values = {"new_clients_per_month": new_clients_per_month, "months_each": months_each}
    put(
        job,
        schema.coordination_setting,
        known.id if known else None,
        {"pilot_id": pilot_id},
        values,
        blank={"new_clients_per_month": None, "months_each": None},
        revision=revision,
    )


def _arrivals(
    job: Job, pilot_id: str, known: Evidence, setting: CoordinationSettingRow | None
) -> Figure | None:
    """New clients a month: as agreed, else as counted in the follow-up, else as the units answered (K10)."""
    if setting is not None and setting.new_clients_per_month is not None:
        return Figure(setting.new_clients_per_month, "agreed")
    counted = [one for one in follow_up_store.counts(job, job.project_id, pilot_id) if one.measure == NAMED]
    newest = sorted(counted, key=lambda one: one.month)[-MONTHS_COUNTED:]
    if newest:
        return Figure(sum(one.value for one in newest) / len(newest), "counted")
    answered = inflow_total(inflows(units_of(known, known.pilots[pilot_id]), known.records)).per_year
    return Figure(answered.value / 12, "answered") if answered.value is not None else None
