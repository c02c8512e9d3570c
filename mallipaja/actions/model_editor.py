"""Writing the next version of the generic model: edits element by element, checked, published with a change note.

Nothing anybody uses changes before publishing, and a published version never changes: pilots stay on theirs until they
are moved.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mallipaja.actions.access import Job, Right, action
from mallipaja.actions.documents import MODEL, generic_of, use_model
from mallipaja.actions.generic_model import current_generic, parts_of
from mallipaja.actions.tidy import long_text
from mallipaja.catalogue.check import check_sources
from mallipaja.catalogue.operating_model import Element, GenericModel
from mallipaja.catalogue.shape import typed
from mallipaja.errors import ActionError, Problem
from mallipaja.i18n import N_
from mallipaja.model.check import GENERIC_ID, check_generic
from mallipaja.model.version_changes import ElementChange, version_changes
from mallipaja.store import documents, record, schema
from mallipaja.store import model_edits as store
from mallipaja.store.model_edits import EditRow

NEXT = "generic.yaml"
"""What the version being written is called in problems."""
BAD_KEY = N_("“{key}” cannot be the key of an element. A key is a group, a point and a name: rules.new_rule.")
BAD_ELEMENT = N_("The element cannot be saved: {problem}")
NO_NOTE = N_("Write what is new in this version.")
NO_EDITS = N_("Nothing has been edited yet.")
BAD_VERSION = N_("“{version}” cannot be the next version. Give numbers with points, higher than {current}.")
HAS_PROBLEMS = N_("The version cannot be published yet: {problem}")
_KEY = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*")
_VERSION = re.compile(r"[0-9]{1,4}(\.[0-9]{1,4})*")


@dataclass(frozen=True, slots=True)
class ModelDraft:
    """The version in use, the edits, what they make of it, what differs and what is wrong with it."""

    current: GenericModel
    edits: tuple[EditRow, ...]
    next: GenericModel
    changes: tuple[ElementChange, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """A version of the generic model; ``note`` says what was new in it, ``changes`` from the one before it."""

    version: str
    note: str
    created_at: datetime
    changes: tuple[ElementChange, ...]


@action(Right.WRITE_MODELS, writes=False)
def view_model_draft(job: Job) -> ModelDraft:
    """The next version of the generic model as it is being written."""
    current, edits = current_generic(job), store.edits(job)
    fresh = _edited(current, edits)
    return ModelDraft(current, tuple(edits), fresh, version_changes(current, fresh), _problems(job, fresh))


@action(Right.WRITE_MODELS)
def save_element(
    job: Job, *, element: str, content: Mapping[str, Any] | None, note: str = "", revision: int | None = None
) -> None:
    """Edit, add or (``content`` is ``None``) take out one element of the next version.

    ``content`` is the element as a file of the catalogue has it. An edit that leaves the element as it is in the version
    in use takes the edit back.

    Raises
    ------
    ActionError : the key or the shape of the element is wrong.
    LateSave : somebody else edited the same element meanwhile.
    """
    if not _KEY.fullmatch(element):
        raise ActionError("BAD_KEY", BAD_KEY, key=element[:60])
    current = current_generic(job).elements.get(element)
    made = _element(content) if content is not None else None
    known = next((one for one in store.edits(job) if one.element == element), None)
    if made == current:
        if known is not None:
            record.put_in_bin(job, schema.model_edit, known.id, project_id=None)
        return
    stored = made.model_dump(mode="json", exclude_defaults=True) if made else None
    values = {"content": stored, "note": long_text(note)}
    if known is None:
        record.add(job, schema.model_edit, {"element": element, **values}, project_id=None)
    else:
        record.change(job, schema.model_edit, known.id, values, revision=revision, project_id=None)


@action(Right.WRITE_MODELS)
def drop_edit(job: Job, *, element: str) -> None:
    """Take back the edit of an element."""
    for one in store.edits(job):
        if one.element == element:
            record.put_in_bin(job, schema.model_edit, one.id, project_id=None)


@action(Right.WRITE_MODELS)
def publish_version(job: Job, *, version: str, note: str) -> str:
    """Take the edits into use as a new version; returns it. Pilots stay on theirs until they are moved.

    Raises
    ------
    ActionError : nothing has been edited, there is no change note, the number is not higher than the one in use, or the
        version has problems.
    """
    current, edits = current_generic(job), store.edits(job)
    if not edits:
        raise ActionError("NO_EDITS", NO_EDITS)
    if not note.strip():
        raise ActionError("NO_NOTE", NO_NOTE)
    if not _VERSION.fullmatch(version) or parts_of(version) <= parts_of(current.version):
        raise ActionError("BAD_VERSION", BAD_VERSION, version=version[:20], current=current.version)
    fresh = _edited(current, edits).model_copy(update={"version": version})
    found = _problems(job, fresh)
    if found:
        raise ActionError("MODEL_PROBLEMS", HAS_PROBLEMS, problem=str(found[0]))
    use_model(job, current)
    use_model(job, fresh, long_text(note))
    for one in edits:
        record.put_in_bin(job, schema.model_edit, one.id, project_id=None)
    return version


@action(Right.ANYONE, writes=False)
def list_versions(job: Job) -> tuple[Version, ...]:
    """The versions of the generic model in use here, newest first, with what changed in each."""
    return versions_of(job)


def versions_of(job: Job) -> tuple[Version, ...]:
    """The same inside another action."""
    used = sorted(
        documents.versions(job, MODEL, GENERIC_ID), key=lambda one: (parts_of(one.version), one.created_at)
    )
    models = [generic_of(job, one.id) for one in used]
    before: list[GenericModel | None] = [None, *models[:-1]]
    found = [
        Version(one.version, one.note, one.created_at, version_changes(old, new) if old else ())
        for one, old, new in zip(used, before, models, strict=True)
    ]
    return tuple(reversed(found))


def _element(content: Mapping[str, Any]) -> Element:
    made, found = typed(dict(content), Element)
    if made is None:
        raise ActionError("BAD_ELEMENT", BAD_ELEMENT, problem=str(found[0].at(NEXT)))
    return made


def _edited(current: GenericModel, edits: Iterable[EditRow]) -> GenericModel:
    elements = dict(current.elements)
    for one in edits:
        if one.content is None:
            elements.pop(one.element, None)
        else:
            elements[one.element] = _element(one.content)
    return current.model_copy(update={"elements": elements})


def _problems(job: Job, model: GenericModel) -> tuple[Problem, ...]:
    found = [*check_generic(model, job.catalogue.professions), *check_sources(model)]
    return tuple(sorted(one.at(NEXT) for one in found))
