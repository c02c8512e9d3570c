"""Follow-up of the service itself: monthly counts, entered or pasted, and pilots side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from mallipaja.actions.access import Job, Right, action
from mallipaja.actions.projects import visible_pilots
from mallipaja.actions.tidy import between, one_of
from mallipaja.catalogue.reference import FollowUpMeasure
from mallipaja.errors import Problem, ProblemsError
from mallipaja.model.follow_up import MOST, Count, Summary, findings, read_table, summaries
from mallipaja.store import follow_up as store
from mallipaja.store import record, schema
from mallipaja.store.projects import Pilot

PASTED = "table"
"""What pasted text is called in problems."""


@dataclass(frozen=True, slots=True)
class FollowUpView:
    """The counts of the pilots somebody may see: by pilot key, and summed with the months they rest on."""

    measures: tuple[FollowUpMeasure, ...]
    pilots: tuple[Pilot, ...]
    counts: tuple[Count, ...]
    summaries: tuple[Summary, ...]


@action(Right.COMPARE, "project_id", writes=False)
def view_follow_up(job: Job, *, project_id: str) -> FollowUpView:
    """The monthly counts of the project's pilots: those the actor may see."""
    pilots = tuple(visible_pilots(job, project_id))
    keys = {one.id: one.key for one in pilots}
    counts = tuple(
        Count(keys[row.pilot_id], row.measure, row.month, row.value)
        for row in store.counts(job, project_id)
        if row.pilot_id in keys
    )
    measures = job.catalogue.follow_up_measures
    return FollowUpView(measures, pilots, counts, summaries(counts, list(keys.values()), measures))


@action(Right.EDIT_PILOT, "pilot_id")
def save_counts(job: Job, *, pilot_id: str, values: Mapping[tuple[str, date], float | None]) -> int:
    """Save counts by measure and month; ``None`` takes a count back, and what is not given stays.

    Returns
    -------
    How many counts changed.

    Raises
    ------
    ProblemsError : a month in the future, a measure that is not counted, or a part larger than its whole.
    """
    known = {(row.measure, row.month): row for row in store.counts(job, job.project_id, pilot_id)}
    after = {place: row.value for place, row in known.items()} | dict(values)
    _check(job, {place: value for place, value in after.items() if value is not None})
    return sum(_save(job, pilot_id, place, value, known.get(place)) for place, value in values.items())


@action(Right.EDIT_PILOT, "pilot_id")
def paste_counts(job: Job, *, pilot_id: str, text: str, language: str = "fi") -> int:
    """Save the counts of a table copied from a spreadsheet; returns how many changed.

    Raises
    ------
    ProblemsError : everything that is wrong with the table; nothing was saved.
    """
    values, found = read_table(text, job.catalogue.follow_up_measures, language, job.today)
    if found:
        raise ProblemsError(one.at(PASTED) for one in found)
    known = {(row.measure, row.month): row for row in store.counts(job, job.project_id, pilot_id)}
    _check(job, {place: row.value for place, row in known.items()} | values)
    return sum(_save(job, pilot_id, place, value, known.get(place)) for place, value in values.items())


def read_pasted(
    text: str, measures: tuple[FollowUpMeasure, ...], language: str, today: date
) -> tuple[dict[tuple[str, date], float], tuple[Problem, ...]]:
    """What `paste_counts` would save, and what is wrong: for showing before saving. Reads no database."""
    values, found = read_table(text, measures, language, today)
    return values, tuple(one.at(PASTED) for one in found)


def _check(job: Job, values: Mapping[tuple[str, date], float]) -> None:
    measures = job.catalogue.follow_up_measures
    known = {one.key for one in measures}
    counted = {place: value for place, value in values.items() if place[0] in known}
    found = findings(counted, measures, "fi", job.today)
    if found:
        raise ProblemsError(one.at(PASTED) for one in found)


def _save(
    job: Job, pilot_id: str, place: tuple[str, date], value: float | None, known: store.CountRow | None
) -> bool:
    measure, month = place
    one_of(measure, [one.key for one in job.catalogue.follow_up_measures])
    if value is not None:
        between(value, 0, MOST)
    if known is None:
        if value is None:
            return False
        row = {"pilot_id": pilot_id, "measure": measure, "month": month.replace(day=1), "value": value}
        record.add(job, schema.follow_up, row, project_id=job.project_id)
        return True
    if value is None:
        record.put_in_bin(job, schema.follow_up, known.id, project_id=job.project_id)
        return True
    if known.value == value:
        return False
    record.change(job, schema.follow_up, known.id, {"value": value}, revision=None, project_id=job.project_id)
    return True
