"""The surveys a project writes for itself: the draft of each, and the version last taken into use."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from mallipaja.store import record
from mallipaja.store.engine import Work
from mallipaja.store.read import all_as
from mallipaja.store.record import live
from mallipaja.store.schema import own_template


@dataclass(frozen=True, slots=True)
class OwnTemplate:
    """``body`` is the draft as YAML; ``document_id`` what new rounds ask, ``None`` while it was never in use."""

    id: str
    project_id: str
    key: str
    body: str
    document_id: str | None
    revision: int


def own_templates(work: Work, project_id: str) -> list[OwnTemplate]:
    """The project's own surveys by key."""
    query = select(own_template).where(own_template.c.project_id == project_id, live(own_template))
    return all_as(work, OwnTemplate, query.order_by(own_template.c.key))


def own_template_of(work: Work, project_id: str, key: str) -> OwnTemplate | None:
    """The project's own survey with this key."""
    return next((one for one in own_templates(work, project_id) if one.key == key), None)


def keep_draft(work: Work, project_id: str, key: str, body: str) -> None:
    """Write a draft over the one there is, or begin one."""
    known = own_template_of(work, project_id, key)
    if known is None:
        values = {"project_id": project_id, "key": key, "body": body, "document_id": None}
        record.add(work, own_template, values, project_id=project_id)
    else:
        record.change(work, own_template, known.id, {"body": body}, revision=None, project_id=project_id)
