"""What two pilots of the example project have told beside the first survey: workloads, and monthly counts of the service."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from mallipaja.actions.access import Job
from mallipaja.actions.documents import use_template
from mallipaja.actions.tokens import new_token, token_hash
from mallipaja.catalogue.example import ExampleProject, ExampleUnit, ExampleWorkload
from mallipaja.store import record, schema
from mallipaja.store import surveys as survey_store
from mallipaja.survey.clean import Cleaned

TEMPLATE = "workload"
_ANSWERED_AFTER = timedelta(days=9, minutes=22)

Place = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Made:
    """What there is of the example: its ids by key, and its units with theirs."""

    project_id: str
    pilots: Mapping[str, str]
    units: Sequence[tuple[str, ExampleUnit]]
    opened_at: datetime


def ask_workloads(job: Job, definition: ExampleProject, made: Made) -> None:
    """A round of its own: only those who record how often they do what are asked, and one has not answered."""
    asked = tuple(dict.fromkeys(one.pilot for one in definition.workloads))
    round_id = _add(
        job, made, schema.round_,
        project_id=made.project_id, title=definition.workload_title, state="open", opened_at=made.opened_at,
    )  # fmt: skip
    document_id = use_template(job, job.catalogue.templates[TEMPLATE])
    _link(job, schema.round_template, round_id=round_id, document_id=document_id, position=0)
    for key in asked:
        _link(job, schema.round_pilot, round_id=round_id, pilot_id=made.pilots[key])
    for one in definition.workloads:
        _answer(job, made, one, round_id, document_id)


def count_months(job: Job, definition: ExampleProject, made: Made) -> None:
    """The months up to the last whole one, as the pilots counted them."""
    for one in definition.follow_up:
        for measure, values in one.counts.items():
            for month, value in zip(_months_before(job.today, len(values)), values, strict=True):
                _add(
                    job, made, schema.follow_up,
                    pilot_id=made.pilots[one.pilot], measure=measure, month=month, value=value,
                )  # fmt: skip


def workload_answers(one: ExampleWorkload) -> dict[Place, Cleaned]:
    """The answers of a workload, by question, pilot and row."""
    return {place: Cleaned(value) for place, value in _values(one)}


def _values(one: ExampleWorkload) -> Iterator[tuple[Place, str | float]]:
    if one.profession:
        yield ("K12_profession", "", ""), one.profession
    for row, work in enumerate(one.tasks, start=1):
        yield from _row("K12", row, task=work.task, times=work.times, minutes=work.minutes)
    for row, support in enumerate(one.support, start=1):
        yield from _row("K13", row, task=support.task, minutes=support.minutes, per=support.per)
    for row, more in enumerate(one.additional, start=1):
        yield from _row("K14", row, task=more.task, persons=more.persons, hours=more.hours)
    for kind, days in one.days_off.items():
        yield ("K15_days", "", kind), days


def _row(block: str, row: int, **values: str | float) -> Iterator[tuple[Place, str | float]]:
    for name, value in values.items():
        yield (f"{block}_{name}", "", str(row)), value


def _answer(job: Job, made: Made, one: ExampleWorkload, round_id: str, document_id: str) -> None:
    unit_id, unit = next((i, u) for i, u in made.units if u.actor == one.actor and one.pilot in u.pilots)
    invitation_id = _add(
        job, made, schema.invitation, round_id=round_id, kind="unit", token_hash=token_hash(new_token()),
        created_at=made.opened_at, unit_id=unit_id,
    )  # fmt: skip
    if not one.tasks:
        return
    sent = made.opened_at + _ANSWERED_AFTER
    response_id = _add(
        job, made, schema.response, round_id=round_id, document_id=document_id, invitation_id=invitation_id,
        unit_id=unit_id, source="example", started_at=sent - timedelta(minutes=14), submitted_at=sent,
    )  # fmt: skip
    for key in unit.pilots:
        _link(job, schema.response_pilot, response_id=response_id, pilot_id=made.pilots[key])
    for place, cleaned in workload_answers(one).items():
        survey_store.save_answer(job, response_id, place, cleaned, project_id=made.project_id)


def _months_before(today: date, count: int) -> list[date]:
    """The first days of the ``count`` whole months before today's, oldest first."""
    months = today.year * 12 + today.month - 1
    return [date(one // 12, one % 12 + 1, 1) for one in range(months - count, months)]


def _add(job: Job, made: Made, table: schema.Table, **values: object) -> str:
    return record.add(job, table, values, project_id=made.project_id)


def _link(job: Job, table: schema.Table, **values: object) -> None:
    survey_store.add_links(job, [(table, {"id": record.new_id(), **values})])
