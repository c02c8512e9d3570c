"""Edits of the next version of the generic model, and Innokylä pages being read into described models."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from mallipaja.store.engine import Work
from mallipaja.store.read import all_as
from mallipaja.store.record import live
from mallipaja.store.schema import innokyla_finding, innokyla_page, model_edit


@dataclass(frozen=True, slots=True)
class EditRow:
    """``content`` is the element as it is to be; ``None`` takes it out."""

    id: str
    element: str
    content: Mapping[str, Any] | None
    note: str
    revision: int


@dataclass(frozen=True, slots=True)
class PageRow:
    """``key`` is the id of the model that is made of the page."""

    id: str
    key: str
    name: str
    body: str
    created_at: datetime
    revision: int


@dataclass(frozen=True, slots=True)
class FindingRow:
    """What was decided of one proposed passage; ``start`` is its place in the section."""

    id: str
    page_id: str
    element: str
    section: str
    start: int
    state: str
    content: Mapping[str, Any] | None
    revision: int


def edits(work: Work) -> list[EditRow]:
    """The edits of the next version, by element."""
    return all_as(work, EditRow, select(model_edit).where(live(model_edit)).order_by(model_edit.c.element))


def pages(work: Work) -> list[PageRow]:
    """The pages being read, newest first."""
    query = select(innokyla_page).where(live(innokyla_page)).order_by(innokyla_page.c.created_at.desc())
    return all_as(work, PageRow, query)


def page_findings(work: Work, page_id: str) -> list[FindingRow]:
    """What has been decided of a page's passages, in the order of the page."""
    table = innokyla_finding
    query = select(table).where(table.c.page_id == page_id, live(table))
    return all_as(work, FindingRow, query.order_by(table.c.section, table.c.start, table.c.element))
