"""The test frame itself: databases are fresh, the small project is whole."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from mallipaja.store import record, schema
from mallipaja.store.engine import Store
from tests.small_project import START, SmallProject, fill


@pytest.mark.parametrize("turn", [1, 2])
def test_each_test_gets_an_empty_database(store: Store, turn: int) -> None:
    with store.writing("cli:test", START) as work:
        for table in schema.metadata.sorted_tables:
            assert work.connection.scalar(select(func.count()).select_from(table)) == 0, table.name
        values = {"name": f"Hanke {turn}", "languages": ["fi"], "created_at": START}
        record.add(work, schema.project, values, project_id=None)
        assert work.connection.scalar(select(schema.history.c.seq)) == 1


def test_two_small_projects_fit_in_one_database(store: Store, small_project: SmallProject) -> None:
    other = fill(store, "Toinen hanke")
    assert other.project_id != small_project.project_id
    assert other.document_id == small_project.document_id
    assert set(other.accounts.values()).isdisjoint(small_project.accounts.values())
