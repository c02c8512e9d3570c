"""Pilots' variants: adaptations of the generic model and stands taken on its elements."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Table, select

from mallipaja.store.engine import Work
from mallipaja.store.read import all_as
from mallipaja.store.record import live
from mallipaja.store.schema import adaptation, pilot, stance, variant


@dataclass(frozen=True, slots=True)
class VariantRow:
    """``document_id`` is the generic version the variant builds on, ``region_document_id`` the region's model between."""

    id: str
    pilot_id: str
    document_id: str
    region_document_id: str | None
    created_at: datetime
    revision: int


@dataclass(frozen=True, slots=True)
class AdaptationRow:
    id: str
    variant_id: str
    operation: str
    element: str
    field: str
    base_value: Any
    value: Any
    what: str
    why: str
    decided_by: str
    core_kept: bool | None
    frame: Mapping[str, Any] | None
    meeting_id: str | None
    challenges: list[str] | None
    valid_from: date | None
    valid_to: date | None
    state: str
    source: str
    revision: int


@dataclass(frozen=True, slots=True)
class StanceRow:
    id: str
    variant_id: str
    element: str
    fit: str
    in_use: str | None
    note: str
    revision: int


def variant_of(work: Work, pilot_id: str) -> VariantRow | None:
    """The pilot's variant, if it has been started."""
    query = select(variant).where(variant.c.pilot_id == pilot_id, live(variant))
    found = all_as(work, VariantRow, query.order_by(variant.c.created_at.desc()).limit(1))
    return found[0] if found else None


def variants(work: Work, project_id: str) -> list[VariantRow]:
    """The variants of the project's pilots, in the pilots' order."""
    query = (
        select(variant)
        .join_from(variant, pilot)
        .where(pilot.c.project_id == project_id, live(pilot), live(variant))
        .order_by(pilot.c.position)
    )
    return all_as(work, VariantRow, query)


def adaptations(work: Work, variant_id: str) -> list[AdaptationRow]:
    """The adaptations of a variant, ended ones included."""
    query = select(adaptation).where(adaptation.c.variant_id == variant_id, live(adaptation))
    return all_as(
        work, AdaptationRow, query.order_by(adaptation.c.element, adaptation.c.field, adaptation.c.id)
    )


def stances(work: Work, variant_id: str) -> list[StanceRow]:
    """The stands taken in a variant."""
    query = select(stance).where(stance.c.variant_id == variant_id, live(stance))
    return all_as(work, StanceRow, query.order_by(stance.c.element))


def reasons(work: Work, project_id: str) -> list[tuple[Table, str, str, Any, int]]:
    """(table, id, field, value, revision) of every reason given in the project's variants, those in the bin too: they may
    repeat a challenge.
    """
    found: list[tuple[Table, str, str, Any, int]] = []
    for table, fields in ((adaptation, ("why", "challenges")), (stance, ("note",))):
        query = select(table).join_from(table, variant).join(pilot).where(pilot.c.project_id == project_id)
        for row in work.connection.execute(query):
            found += [(table, row.id, field, row._mapping[field], row.revision) for field in fields]
    return found


def records_of_element(work: Work, variant_id: str, element: str) -> list[str]:
    """The ids of every stance and adaptation of an element in a variant, those in the bin too."""
    found = []
    for table in (stance, adaptation):
        query = select(table.c.id).where(table.c.variant_id == variant_id, table.c.element == element)
        found += list(work.connection.execute(query).scalars())
    return found
