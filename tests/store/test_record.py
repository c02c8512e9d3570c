"""Late saves: what two people changed is merged, and where they disagree neither is lost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import StatementError

from mallipaja.errors import LateSave, NotFound
from mallipaja.store import record, schema
from mallipaja.store.engine import Store
from tests.small_project import START, SmallProject

moments = st.datetimes(
    datetime.fromisoformat("2000-01-01"),
    datetime.fromisoformat("2040-01-01"),
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=3))]),
)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.floats(-9, 9) | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=2), inner, max_size=2),
    max_leaves=5,
)
seats = st.fixed_dictionaries(
    {},
    optional={
        "role": st.sampled_from(["kela", "social", "health"]),
        "post": st.none() | st.sampled_from(["a:nurse", "b:nurse"]),
        "hours_per_month": st.none() | st.integers(0, 3) | st.sampled_from([0.5, 1.0, 2.0]),
        "requested_on": st.none() | st.dates(date(2026, 1, 1), date(2026, 1, 3)),
        "position": st.integers(0, 2),
    },
)
FIRST = {"role": "kela", "post": None, "hours_per_month": 1.0, "requested_on": None, "position": 0}
quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@dataclass
class Seat:
    """A seat of the small project, new for each example."""

    store: Store
    project: SmallProject
    id: str = ""

    def fresh(self) -> None:
        with self.store.writing("cli:test", START) as work:
            values = {"pilot_id": self.project.keuruu, "document_id": self.project.document_id}
            values |= {"number": 1, "state": "draft", "created_at": START, "pins": [], "vetoes": []}
            draft = record.add(work, schema.draft, values, project_id=None)
            seat = FIRST | {"draft_id": draft, "state": "vacant"}
            self.id = record.add(work, schema.seat, seat, project_id=self.project.project_id)

    def save(self, who: str, values: dict[str, Any], revision: int | None) -> int:
        with self.store.writing(who, START) as work:
            here = self.project.project_id
            return record.change(work, schema.seat, self.id, values, revision=revision, project_id=here)

    def now(self) -> dict[str, Any]:
        with self.store.reading("cli:test", START) as work:
            row = record.get(work, schema.seat, self.id)._mapping
        return {field: row[field] for field in FIRST}


@pytest.fixture
def seat(store: Store, small_project: SmallProject) -> Seat:
    return Seat(store, small_project)


@quick
@given(theirs=st.lists(seats, min_size=1, max_size=3), mine=seats)
def test_a_late_save_merges_or_loses_neither(
    seat: Seat, theirs: list[dict[str, Any]], mine: dict[str, Any]
) -> None:
    """Against the plain rule: per field, keep whoever changed it; a clash is two different new values."""
    seat.fresh()
    for number, values in enumerate(theirs):
        seat.save(f"account:{number}", values, None)
    between = seat.now()
    changed = {field: value for field, value in mine.items() if value != FIRST[field]}
    clash = {
        field: (FIRST[field], between[field])
        for field, value in changed.items()
        if between[field] not in (FIRST[field], value)
    }
    if clash:
        with pytest.raises(LateSave) as late:
            seat.save("account:me", mine, 1)
        assert late.value.values["theirs"] == clash
        assert late.value.values["mine"] == changed
        assert str(late.value.values["by"]).startswith("account:")
        assert seat.now() == between
    else:
        seat.save("account:me", mine, 1)
        assert seat.now() == between | changed


def test_a_field_that_went_there_and_back_is_not_lost(seat: Seat) -> None:
    """The other person changed it and took that back: nothing stands against my change."""
    seat.fresh()
    seat.save("account:1", {"role": "social"}, 1)
    seat.save("account:1", {"role": "kela"}, 2)
    assert seat.save("account:2", {"role": "health"}, 1) == 4


def test_the_other_persons_days_are_days(seat: Seat) -> None:
    seat.fresh()
    seat.save("account:1", {"requested_on": date(2026, 1, 2)}, 1)
    with pytest.raises(LateSave) as late:
        seat.save("account:2", {"requested_on": date(2026, 1, 3), "role": "social"}, 1)
    assert late.value.values == {
        "theirs": {"requested_on": (None, date(2026, 1, 2))},
        "mine": {"requested_on": date(2026, 1, 3), "role": "social"},
        "by": "account:1",
    }
    assert seat.now() == FIRST | {"requested_on": date(2026, 1, 2)}


def test_both_saving_the_same_is_no_clash(seat: Seat) -> None:
    seat.fresh()
    assert seat.save("account:1", {"hours_per_month": 2}, 1) == 2
    assert seat.save("account:2", {"hours_per_month": 2.0, "role": "social"}, 1) == 3
    assert seat.now() == FIRST | {"hours_per_month": 2.0, "role": "social"}


def test_a_save_of_what_lies_in_the_bin_is_refused(seat: Seat) -> None:
    seat.fresh()
    with seat.store.writing("cli:test", START) as work:
        record.put_in_bin(work, schema.seat, seat.id, project_id=None)
        with pytest.raises(NotFound):
            record.put_in_bin(work, schema.seat, seat.id, project_id=None)
    with pytest.raises(NotFound):
        seat.save("account:1", {"role": "social"}, 1)
    with seat.store.writing("cli:test", START) as work:
        record.take_from_bin(work, schema.seat, seat.id, project_id=None)
        with pytest.raises(NotFound):
            record.take_from_bin(work, schema.seat, seat.id, project_id=None)
    # going into the bin and back is no change of a field: an old revision still merges
    assert seat.save("account:1", {"role": "social"}, 1) == 4


@quick
@given(value=json_values, other=json_values, moment=moments, zone=st.integers(-11, 12))
def test_what_is_stored_comes_back_and_equals_itself(
    store: Store, small_project: SmallProject, value: Any, other: Any, moment: datetime, zone: int
) -> None:
    here = small_project.project_id
    elsewhere = moment.astimezone(timezone(timedelta(hours=zone)))
    with store.writing("cli:test", START) as work:
        project = record.add(
            work,
            schema.project,
            {"name": "x", "languages": [value], "created_at": moment, "is_example": True},
            project_id=here,
        )
        row = record.get(work, schema.project, project)
        assert row.languages == [value]
        assert row.created_at == moment
        assert row.created_at.tzinfo == UTC
        same = {"languages": [value], "created_at": elsewhere, "is_example": 1}
        assert record.change(work, schema.project, project, same, revision=1, project_id=here) == 1
        after = record.change(
            work, schema.project, project, {"languages": [other]}, revision=1, project_id=here
        )
        assert record.get(work, schema.project, project).languages == [other]
        assert (after == 1) == record.same(schema.project.c.languages, value, other)


def test_inside_json_true_is_not_one(store: Store, small_project: SmallProject) -> None:
    column = schema.answer.c.value
    assert not record.same(column, True, 1)
    assert not record.same(column, [0], [False])
    assert record.same(column, ("a", "b"), ["a", "b"])
    assert record.same(schema.seat.c.hours_per_month, 2, 2.0)
    assert record.same(schema.account.c.is_admin, 1, True)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("created_at", datetime.fromisoformat("2026-01-01T10:00")),
        ("created_at", "2026-01-01"),
        ("archived_at", 5),
    ],
)
def test_a_moment_without_a_zone_is_refused(store: Store, column: str, value: Any) -> None:
    def save() -> None:
        with store.writing("cli:test", START) as work:
            values = {"name": "x", "languages": [], "created_at": START, column: value}
            record.add(work, schema.project, values, project_id=None)

    with pytest.raises(StatementError, match=r"time zone|stored as JSON"):
        save()


def test_a_moment_is_not_taken_for_a_day(store: Store, small_project: SmallProject) -> None:
    def save() -> None:
        with store.writing("cli:test", START) as work:
            values = {"pilot_id": small_project.keuruu, "title": "x", "due_on": START}
            record.add(work, schema.task, values, project_id=None)

    with pytest.raises(StatementError, match="not a moment"):
        save()
