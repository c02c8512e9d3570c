"""Where things lie: permissions are checked against this, so every scope has to answer rightly."""

from __future__ import annotations

import pytest

from mallipaja.store import places, record, schema
from mallipaja.store.engine import Store
from mallipaja.store.places import Place
from tests.bundle_making import fill_every_table
from tests.small_project import START, SmallProject, fill

TABLES = {scope: scope.removesuffix("_id") for scope in places.SCOPES} | {
    "rule_id": "coordinator_rule",
    "party_id": "agreement_party",
    "handover_id": "practice_handover",
    "block_id": "agenda_block",
    "option_id": "workshop_option",
    "group_id": "card_group",
    "remark_id": "minutes_remark",
}


@pytest.mark.parametrize("scope", places.SCOPES)
def test_every_row_is_found_in_its_own_project(store: Store, small_project: SmallProject, scope: str) -> None:
    other = fill(store, "Toinen hanke")
    fill_every_table(store, small_project, 1)
    fill_every_table(store, other, 2)
    table = schema.metadata.tables[TABLES[scope]]
    with store.reading("cli:test", START) as work:
        pilots = {
            project: set(record.values_of(work, schema.pilot.c.id, schema.pilot.c.project_id == project))
            for project in (small_project.project_id, other.project_id)
        }
        found = [
            places.find(work, scope, one) for one in record.values_of(work, table.c.id, table.c.id != "")
        ]
    assert {place.project_id for place in found} == set(pilots)
    for place in found:
        assert place.pilot_id is None or place.pilot_id in pilots[place.project_id]


def test_the_pilot_and_the_invitation_of_a_thing(store: Store, small_project: SmallProject) -> None:
    here = small_project.project_id
    with store.writing("cli:test", START) as work:
        task = record.add(
            work, schema.task, {"pilot_id": small_project.laukaa, "title": "x"}, project_id=here
        )
        record.put_in_bin(work, schema.task, task, project_id=here)
        assert places.find(work, "task_id", task) == Place(here, small_project.laukaa)
        assert places.find(work, "unit_id", small_project.health_unit) == Place(here)
        found = places.find(work, "invitation_id", small_project.invitation_id)
        assert found == Place(here, None, small_project.invitation_id)
        assert places.find(work, "pilot_id", "nothing") is None
        assert places.find(work, "pilot_id", here) is None
