"""Which rows belong to a project: found by following the references of the schema, table by table."""

from __future__ import annotations

from functools import cache

from sqlalchemy import Column, ColumnElement, ForeignKey, Select, Table, select

from mallipaja.store.schema import metadata, project


def references(table: Table) -> list[ForeignKey]:
    """The references of a table to others, in the order of its columns."""
    return [key for column in table.columns for key in column.foreign_keys]


@cache
def way_to_project(table: Table) -> Column[str] | None:
    """The column to follow from a table towards its project; ``None`` when it belongs to no project.

    Only columns that are never empty lead anywhere, the shortest way first.
    """
    found = {key.parent: _distance(key.column.table) for key in references(table) if not key.parent.nullable}
    near = {column: steps for column, steps in found.items() if steps is not None}
    return min(near, key=lambda column: near[column]) if near else None


def _distance(table: Table) -> int | None:
    if table is project:
        return 0
    column = way_to_project(table)
    if column is None:
        return None
    beyond = _distance(_target(column))
    return None if beyond is None else beyond + 1


def _target(column: Column[str]) -> Table:
    return next(iter(column.foreign_keys)).column.table


@cache
def project_tables() -> tuple[Table, ...]:
    """The project's own table and every table whose rows belong to a project, those referred to first."""
    return tuple(
        table for table in metadata.sorted_tables if table is project or way_to_project(table) is not None
    )


def belongs(table: Table, project_id: str) -> ColumnElement[bool]:
    """The condition that a row belongs to the project."""
    if table is project:
        return project.c.id == project_id
    column = way_to_project(table)
    assert column is not None, f"{table.name} belongs to no project"
    parent = _target(column)
    if parent is project:
        return column == project_id
    return column.in_(select(parent.c.id).where(belongs(parent, project_id)))


def rows_in(table: Table, project_id: str) -> Select[tuple[object, ...]]:
    """Every row of the table in the project, also those in the bin, in the order of the key."""
    return select(table).where(belongs(table, project_id)).order_by(*table.primary_key.columns)
