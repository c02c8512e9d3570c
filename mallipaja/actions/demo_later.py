"""What two pilots of the example project have told beside the first survey: workloads, and monthly counts of the service."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from mallipaja.actions.demo_ground import Ground
from mallipaja.actions.documents import use_template
from mallipaja.actions.tokens import new_token, token_hash
from mallipaja.catalogue.example import ExampleWorkload
from mallipaja.store import answers as answer_store
from mallipaja.store import schema
from mallipaja.survey.clean import Cleaned

TEMPLATE = "workload"
_ANSWERED_AFTER = timedelta(days=9, minutes=22)

Place = tuple[str, str, str]


def ask_workloads(ground: Ground) -> None:
    """A round of its own: only those who record how often they do what are asked, and one has not answered."""
    asked = tuple(dict.fromkeys(one.pilot for one in ground.definition.workloads))
    round_id = ground.add(
        schema.round_,
        project_id=ground.project_id, title=ground.definition.workload_title, state="open", opened_at=ground.moment(),
    )  # fmt: skip
    document_id = use_template(ground.job, ground.job.catalogue.templates[TEMPLATE])
    ground.link(schema.round_template, round_id=round_id, document_id=document_id, position=0)
    for key in asked:
        ground.link(schema.round_pilot, round_id=round_id, pilot_id=ground.pilots[key])
    for one in ground.definition.workloads:
        _answer(ground, one, round_id, document_id)


def count_months(ground: Ground) -> None:
    """The months up to the last whole one, as the pilots counted them."""
    for one in ground.definition.follow_up:
        for measure, values in one.counts.items():
            for month, value in zip(_months_before(ground.job.today, len(values)), values, strict=True):
                ground.add(
                    schema.follow_up,
                    pilot_id=ground.pilots[one.pilot], measure=measure, month=month, value=value,
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


def _answer(ground: Ground, one: ExampleWorkload, round_id: str, document_id: str) -> None:
    unit_id, unit = next((i, u) for i, u in ground.units if u.actor == one.actor and one.pilot in u.pilots)
    invitation_id = ground.add(
        schema.invitation, round_id=round_id, kind="unit", token_hash=token_hash(new_token()),
        created_at=ground.moment(), unit_id=unit_id,
    )  # fmt: skip
    if not one.tasks:
        return
    sent = ground.moment() + _ANSWERED_AFTER
    response_id = ground.add(
        schema.response, round_id=round_id, document_id=document_id, invitation_id=invitation_id,
        unit_id=unit_id, source="example", started_at=sent - timedelta(minutes=14), submitted_at=sent,
    )  # fmt: skip
    for key in unit.pilots:
        ground.link(schema.response_pilot, response_id=response_id, pilot_id=ground.pilots[key])
    for place, cleaned in workload_answers(one).items():
        answer_store.save_answer(ground.job, response_id, place, cleaned, project_id=ground.project_id)


def _months_before(today: date, count: int) -> list[date]:
    """The first days of the ``count`` whole months before today's, oldest first."""
    months = today.year * 12 + today.month - 1
    return [date(one // 12, one % 12 + 1, 1) for one in range(months - count, months)]
