"""Changes of a pilot beyond the stand: one field of an element, an element of its own, and what is told of a change."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, get_args

from mallipaja.actions.access import Job, Right, Role, action
from mallipaja.actions.regions import pilot_generic
from mallipaja.actions.tidy import between, key_of, long_text, one_of, tidy_name
from mallipaja.actions.variant_rows import started
from mallipaja.actions.variants import (
    ENDS_FIRST,
    NO_ELEMENT,
    Stand,
    add_adaptation,
    check_all,
    check_reason,
    end,
    set_stance,
    words_of,
)
from mallipaja.catalogue.operating_model import Group
from mallipaja.errors import ActionError, Refused
from mallipaja.i18n import N_
from mallipaja.model.adaptation import AdaptationState, Value
from mallipaja.model.frame import OPTIONS, Frame
from mallipaja.model.snapshot import base
from mallipaja.store import record, schema
from mallipaja.store import variants as store

NO_FIELD = N_("The element has no such field.")
SAME_VALUE = N_("The model says so already. Nothing was changed.")
_RANGES = {
    "role.hours_per_month": (0, 160),
    "role.minimum_count": (0, 20),
    "phase.order": (1, 40),
    "phase.max_wait_days": (0, 3650),
}
_TEXTS = ("what", "why", "decided_by")
_TOLD = (*_TEXTS, "value", "core_kept", "meeting_id", "challenges", "valid_from", "valid_to", "state")


@action(Right.EDIT_PILOT, "pilot_id")
def change_field(
    job: Job,
    *,
    pilot_id: str,
    element: str,
    field: str,
    value: Value,
    why: str,
    decided_by: str,
    what: str = "",
    core_kept: bool | None = None,
    meeting_id: str | None = None,
    challenges: tuple[str, ...] = (),
) -> str:
    """Change one field of an element: hours, professions, who answers for a phase, the chosen codes, the own name.

    The earlier change of the same field ends. Unless it is only a name, the element fits when changed.

    Raises
    ------
    ActionError : the element has no such field, the number cannot be, or the model says so already.
    """
    row = started(job, pilot_id)
    states = base(pilot_generic(job, row)).elements
    if element not in states:
        raise ActionError("NO_ELEMENT", NO_ELEMENT)
    if field not in states[element].fields or field in {"", "text"}:
        raise ActionError("NO_FIELD", NO_FIELD)
    said, fresh = states[element].fields[field], _tidied(field, value)
    if fresh == said:
        raise ActionError("SAME_VALUE", SAME_VALUE)
    stand = Stand("fits_changed", None, what, why, decided_by, "", core_kept, meeting_id, challenges)
    check_reason(stand)
    for old in store.adaptations(job, row.id):
        if (old.element, old.field, old.source) == (element, field, "walk_through") and old.state != "ended":
            end(job, old.id)
    if field != "local_name":
        set_stance(job, row.id, element, {"fit": "fits_changed"}, None)
    values = {"operation": "set", "field": field, "base_value": _stored(said), "value": _stored(fresh)}
    return add_adaptation(job, row, element, {**values, **words_of(stand)})


@action(Right.EDIT_PILOT, "pilot_id")
def add_own_element(
    job: Job, *, pilot_id: str, group: str, name: str, text: str, why: str, decided_by: str
) -> str:
    """Add to the pilot's model something the generic model does not have; returns its key."""
    row = started(job, pilot_id)
    title = tidy_name(name)
    taken = {*pilot_generic(job, row).elements, *(one.element for one in store.adaptations(job, row.id))}
    names = {key.split(".", 1)[1] for key in taken if key.startswith(f"{group}.")}
    element = f"{one_of(group, get_args(Group))}.{key_of(title, names)}"
    stand = Stand("fits_changed", None, title, why, decided_by, text)
    check_reason(stand)
    values = {"operation": "add", "field": "", "value": long_text(text) or title, "core_kept": True}
    add_adaptation(job, row, element, {**words_of(stand), **values})
    return element


@action(Right.EDIT_PILOT, "adaptation_id")
def change_adaptation(
    job: Job, *, adaptation_id: str, values: Mapping[str, Any], revision: int | None
) -> int:
    """Correct what is told of a change, move it from proposal to agreed, in trial or ended, or give it its days.

    Returns
    -------
    The new revision.
    """
    row = record.get(job, schema.adaptation, adaptation_id)
    fresh = {key: _told(key, value) for key, value in values.items() if key in _TOLD}
    start: date | None = fresh.get("valid_from", row.valid_from)
    last: date | None = fresh.get("valid_to", row.valid_to)
    if start and last and last < start:
        raise ActionError("ENDS_FIRST", ENDS_FIRST)
    told = [str(fresh.get(name, getattr(row, name))) for name in ("why", "decided_by")]
    check_reason(Stand("fits_changed", why=told[0], decided_by=told[1]))
    done = record.change(
        job, schema.adaptation, adaptation_id, fresh, revision=revision, project_id=job.project_id
    )
    variant = next(one for one in store.variants(job, job.project_id) if one.id == row.variant_id)
    check_all(job, variant)
    return done


@action(Right.COMPARE, "adaptation_id")
def code_change(
    job: Job,
    *,
    adaptation_id: str,
    frame: Mapping[str, str | None],
    core_kept: bool | None,
    revision: int | None,
) -> int:
    """Give a change its FRAME codes, and say whether the core of the element stands; returns the new revision.

    This is for the project's model developers and facilitators, who compare the pilots.
    """
    roles = {one.role for one in job.actor.members if one.project_id == job.project_id}
    if not (job.actor.is_admin or roles & {Role.DEVELOPER, Role.FACILITATOR}):
        raise Refused
    for field, code in frame.items():
        if code is not None:
            one_of(code, OPTIONS[one_of(field, OPTIONS)])
    codes = Frame.read(frame).stored()
    values = {"frame": codes or None, "core_kept": core_kept}
    return record.change(
        job, schema.adaptation, adaptation_id, values, revision=revision, project_id=job.project_id
    )


def _told(key: str, value: Any) -> Any:
    if key in _TEXTS or (key == "value" and isinstance(value, str)):
        return long_text(str(value))
    if key == "state":
        return one_of(str(value), get_args(AdaptationState))
    if key == "challenges":
        return [text for one in value or () if (text := long_text(str(one)))] or None
    return value


def _tidied(field: str, value: Value) -> Value:
    if isinstance(value, str):
        return long_text(value) or None
    if isinstance(value, float | int) and not isinstance(value, bool):
        return float(between(value, *_RANGES.get(field, (0, 1_000_000))))
    return value


def _stored(value: Value) -> Any:
    return list(value) if isinstance(value, tuple) else value
