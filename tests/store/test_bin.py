"""The bin: whatever was removed can be brought back, by those who run the project."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import Table

from mallipaja.actions import bin as actions
from mallipaja.actions.access import Context
from mallipaja.errors import ActionError, NotFound, Refused
from mallipaja.store import bin as store_bin
from mallipaja.store import record, schema
from mallipaja.store.belonging import belongs, project_tables, way_to_project
from mallipaja.store.engine import Store
from tests.small_project import START, SmallProject, fill

ContextFor = Callable[[str], Context]


def remove(store: Store, table: Table, record_id: str, project_id: str) -> None:
    with store.writing("cli:test", START) as work:
        record.put_in_bin(work, table, record_id, project_id=project_id)


def test_every_record_of_a_project_has_a_bin() -> None:
    with_bin = {table.name for table in schema.metadata.sorted_tables if "deleted_at" in table.c}
    assert with_bin - set(store_bin.tables()) == {
        "account", "card", "card_theme", "feedback", "innokyla_finding", "innokyla_page", "membership", "model_edit",
        "participant", "project", "vote_round",
    }  # fmt: skip


def test_only_these_tables_belong_to_no_project() -> None:
    without = {table.name for table in schema.metadata.sorted_tables} - {
        table.name for table in project_tables()
    }
    assert without == {
        "account",
        "attempt",
        "document",
        "export_log",
        "feedback",
        "history",
        "innokyla_finding",
        "innokyla_page",
        "login_session",
        "model_edit",
        "one_time_link",
    }
    assert str(way_to_project(schema.answer)) == "answer.response_id"
    assert str(way_to_project(schema.seat_person)) == "seat_person.seat_id"


def test_remove_list_and_bring_back(
    store: Store, small_project: SmallProject, context_for: ContextFor
) -> None:
    here = small_project.project_id
    remove(store, schema.pilot, small_project.laukaa, here)
    with store.writing("cli:test", START) as work:
        values = {"pilot_id": small_project.keuruu, "title": "Kutsu", "due_on": date(2026, 12, 1)}
        task = record.add(work, schema.task, values, project_id=here)
        record.put_in_bin(work, schema.task, task, project_id=here)
    context = context_for("facilitator")
    found = actions.list_bin(context, project_id=here)
    assert {(one.entity, one.id, one.title) for one in found} == {
        ("pilot", small_project.laukaa, "Laukaa"),
        ("task", task, "Kutsu"),
    }
    actions.restore(context, project_id=here, entity="pilot", record_id=small_project.laukaa)
    assert [one.entity for one in actions.list_bin(context, project_id=here)] == ["task"]
    with store.reading("cli:test", START) as work:
        assert record.get(work, schema.pilot, small_project.laukaa).revision == 3


def test_a_link_is_called_by_what_it_links(
    store: Store, small_project: SmallProject, context_for: ContextFor
) -> None:
    with store.reading("cli:test", START) as work:
        here = schema.pilot_actor.c.actor_id == small_project.employment_actor
        (link,) = record.values_of(work, schema.pilot_actor.c.id, here)
    remove(store, schema.pilot_actor, link, small_project.project_id)
    (found,) = actions.list_bin(context_for("facilitator"), project_id=small_project.project_id)
    assert (found.entity, found.title) == ("pilot_actor", "Keuruu – Työllisyysalue")


def test_what_was_added_again_is_not_brought_back_beside_it(
    store: Store, small_project: SmallProject, context_for: ContextFor
) -> None:
    here = small_project.project_id
    ends = {"pilot_id": small_project.laukaa, "actor_id": small_project.employment_actor}
    with store.writing("cli:test", START) as work:
        first = record.add(work, schema.pilot_actor, ends, project_id=here)
        record.put_in_bin(work, schema.pilot_actor, first, project_id=here)
        second = record.add(work, schema.pilot_actor, ends, project_id=here)
    context = context_for("facilitator")
    with pytest.raises(ActionError) as refused:
        actions.restore(context, project_id=here, entity="pilot_actor", record_id=first)
    assert refused.value.code == "BIN_TAKEN"
    remove(store, schema.pilot_actor, second, here)
    actions.restore(context, project_id=here, entity="pilot_actor", record_id=first)
    assert [one.id for one in actions.list_bin(context, project_id=here)] == [second]


def test_a_part_comes_back_after_the_whole(
    store: Store, small_project: SmallProject, context_for: ContextFor
) -> None:
    here = small_project.project_id
    remove(store, schema.unit, small_project.health_unit, here)
    remove(store, schema.organisation, small_project.health, here)
    context = context_for("facilitator")
    with pytest.raises(ActionError) as refused:
        actions.restore(context, project_id=here, entity="unit", record_id=small_project.health_unit)
    assert refused.value.code == "PARENT_BINNED"
    actions.restore(context, project_id=here, entity="organisation", record_id=small_project.health)
    actions.restore(context, project_id=here, entity="unit", record_id=small_project.health_unit)
    assert actions.list_bin(context, project_id=here) == []


@pytest.mark.parametrize("entity", ["pilot", "account", "membership", "project", "history", "nothing"])
def test_what_is_not_in_this_bin_is_not_found(
    store: Store, small_project: SmallProject, context_for: ContextFor, entity: str
) -> None:
    """Not what is live, not another project's, not access that an admin took away."""
    other = fill(store, "Toinen hanke")
    remove(store, schema.pilot, other.keuruu, other.project_id)
    remove(store, schema.membership, small_project.memberships["developer"], small_project.project_id)
    context = context_for("facilitator")
    ids = [
        small_project.keuruu,
        other.keuruu,
        small_project.memberships["developer"],
        small_project.project_id,
        small_project.accounts["admin"],
    ]
    for record_id in ids:
        with pytest.raises(NotFound):
            actions.restore(context, project_id=small_project.project_id, entity=entity, record_id=record_id)
    assert actions.list_bin(context, project_id=small_project.project_id) == []
    with pytest.raises(Refused):
        actions.list_bin(context, project_id=other.project_id)


def test_a_row_belongs_to_one_project_only(store: Store, small_project: SmallProject) -> None:
    other = fill(store, "Toinen hanke")
    with store.reading("cli:test", START) as work:
        for table in project_tables():
            key = next(iter(table.primary_key.columns))
            mine = record.values_of(work, key, belongs(table, small_project.project_id))
            theirs = record.values_of(work, key, belongs(table, other.project_id))
            assert set(mine).isdisjoint(theirs), table.name
            assert len(mine) == len(theirs), table.name
