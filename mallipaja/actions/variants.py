"""A pilot's variant: the generic model, the stands taken on it, and its reasoned changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, get_args

from mallipaja.actions.access import Job, Right, action
from mallipaja.actions.generic_model import current_generic
from mallipaja.actions.regions import inherited_by, pilot_generic, regions_of
from mallipaja.actions.saving import put
from mallipaja.actions.tidy import long_text, one_of
from mallipaja.actions.variant_rows import MeetingNote, as_adaptation, as_variant, meeting_notes, started
from mallipaja.catalogue.operating_model import GenericModel
from mallipaja.errors import ActionError
from mallipaja.i18n import N_
from mallipaja.model.adaptation import AdaptationState, Fit, InUse, Variant
from mallipaja.model.progress import Progress, progress
from mallipaja.model.resolve import problems, resolve
from mallipaja.model.snapshot import Snapshot, base
from mallipaja.store import process as process_store
from mallipaja.store import record, schema
from mallipaja.store import variants as store
from mallipaja.store.variants import AdaptationRow, StanceRow, VariantRow

NO_ELEMENT = N_("The generic model has no such element.")
WHAT_CHANGED = N_("Write what was changed.")
WHY_CHANGED = N_("Write why it was changed.")
WHO_DECIDED = N_("Write who decided.")
CANNOT_HOLD = N_("The changes cannot all hold: {problem}")
ENDS_FIRST = N_("The change would end before it starts. Correct the days.")
MOST_CHALLENGES = 20


@dataclass(frozen=True, slots=True)
class VariantView:
    """A pilot's variant as it stands. ``variant`` has no stances and adaptations when it has not been started.

    ``generic`` is what the pilot goes through: the generic model, with the changes of its ``region`` (its name, "" when
    it belongs to none). ``newer`` is the version of the generic model to move to, ``None`` when it is on the newest.
    """

    generic: GenericModel
    variant: Variant
    snapshot: Snapshot
    progress: Progress
    stance_rows: Mapping[str, StanceRow]
    adaptation_rows: tuple[AdaptationRow, ...]
    region: str
    region_id: str | None
    newer: str | None
    meetings: Mapping[str, MeetingNote]


@action(Right.SEE_PILOT, "pilot_id", writes=False)
def view_variant(job: Job, *, pilot_id: str) -> VariantView:
    """The pilot's variant, started or not."""
    name = record.get(job, schema.pilot, pilot_id).name
    row = store.variant_of(job, pilot_id)
    generic = pilot_generic(job, row)
    stances = store.stances(job, row.id) if row else []
    changes = store.adaptations(job, row.id) if row else []
    mine = {one.id for one in process_store.meetings(job, job.project_id, pilot_id)}
    mine |= {one.meeting_id for one in changes if one.meeting_id}
    meetings = {key: one for key, one in meeting_notes(job, job.project_id).items() if key in mine}
    above = inherited_by(job, row)
    variant = as_variant(pilot_id, name, generic, stances, changes, above, day=job.today, meetings=meetings)
    newest = current_generic(job).version if row else generic.version
    region = regions_of(job, row)
    return VariantView(
        generic,
        variant,
        resolve(generic, variant.adaptations),
        progress(generic, variant),
        {one.element: one for one in stances},
        tuple(changes),
        region[0].name.fi if region else "",
        region[0].id if region else None,
        newest if newest != generic.version else None,
        meetings,
    )


@dataclass(frozen=True, slots=True)
class Stand:
    """What `take_stand` is told."""

    fit: str
    in_use: str | None = None
    what: str = ""
    why: str = ""
    decided_by: str = ""
    text: str = ""
    core_kept: bool | None = None
    meeting_id: str | None = None
    challenges: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    state: str = "agreed"


@action(Right.EDIT_PILOT, "pilot_id")
def take_stand(
    job: Job,
    *,
    pilot_id: str,
    element: str,
    fit: str,
    in_use: str | None = None,
    what: str = "",
    why: str = "",
    decided_by: str = "",
    text: str = "",
    core_kept: bool | None = None,
    meeting_id: str | None = None,
    challenges: tuple[str, ...] = (),
    valid_from: date | None = None,
    valid_to: date | None = None,
    state: str = "agreed",
    revision: int | None = None,
) -> None:
    """Take a stand on one element of the generic model.

    ``fits_changed`` needs what was changed, why and who decided; ``text`` is what the pilot's model says
    instead. ``does_not_fit`` needs why and who decided. ``fits`` ends an earlier change made in the walk-
    through; what the pilot calls a role stays.
    """
    stand = Stand(
        fit,
        in_use,
        what,
        why,
        decided_by,
        text,
        core_kept,
        meeting_id,
        challenges,
        valid_from,
        valid_to,
        state,
    )
    stand_on(job, pilot_id, element, stand, revision)


def stand_on(job: Job, pilot_id: str, element: str, stand: Stand, revision: int | None = None) -> None:
    """Take a stand inside another action; the caller has checked the right."""
    row = started(job, pilot_id)
    generic = pilot_generic(job, row)
    if element not in generic.elements:
        raise ActionError("NO_ELEMENT", NO_ELEMENT)
    one_of(stand.fit, get_args(Fit))
    if stand.in_use is not None:
        one_of(stand.in_use, get_args(InUse))
    _check_words(stand)
    set_stance(
        job,
        row.id,
        element,
        {"fit": stand.fit, "in_use": stand.in_use, "note": long_text(stand.why)},
        revision,
    )
    _end_earlier(job, row, element, stand.fit)
    if stand.fit == "fits":
        return
    removing = stand.fit == "does_not_fit"
    values = {
        "operation": "remove" if removing else "set",
        "field": "" if removing else "text",
        "base_value": base(generic).elements[element].fields["text"],
        "value": None if removing else long_text(stand.text) or long_text(stand.what),
        "state": "agreed" if removing else one_of(stand.state, get_args(AdaptationState)),
        **words_of(stand),
    }
    add_adaptation(job, row, element, values)


def words_of(stand: Stand) -> dict[str, Any]:
    """What is told of a change, fit to store.

    Raises
    ------
    ActionError : it would end before it starts, or a text is too long.
    """
    if stand.valid_from and stand.valid_to and stand.valid_to < stand.valid_from:
        raise ActionError("ENDS_FIRST", ENDS_FIRST)
    challenges = [text for one in stand.challenges[:MOST_CHALLENGES] if (text := long_text(one))]
    return {
        "what": long_text(stand.what),
        "why": long_text(stand.why),
        "decided_by": long_text(stand.decided_by),
        "core_kept": stand.core_kept,
        "meeting_id": stand.meeting_id,
        "challenges": challenges or None,
        "valid_from": stand.valid_from,
        "valid_to": stand.valid_to,
    }


def add_adaptation(
    job: Job, row: VariantRow, element: str, values: Mapping[str, Any], source: str = "walk_through"
) -> str:
    """Add an adaptation, agreed unless ``values`` say otherwise, and check that all of them can hold together."""
    place = {"variant_id": row.id, "element": element, "state": "agreed", "source": source}
    adaptation_id = record.add(job, schema.adaptation, {**place, **values}, project_id=job.project_id)
    check_all(job, row)
    return adaptation_id


def check_all(job: Job, row: VariantRow) -> None:
    """Refuse what was written when the pilot's changes cannot all hold."""
    active = [one for one in map(as_adaptation, store.adaptations(job, row.id)) if one.is_active]
    found = problems(pilot_generic(job, row), active)
    if found:
        raise ActionError("ADAPTATIONS", CANNOT_HOLD, problem=found[0].message)


@action(Right.EDIT_PILOT, "adaptation_id")
def end_adaptation(job: Job, *, adaptation_id: str) -> None:
    """End a change: it stays in the history and no longer counts."""
    end(job, adaptation_id)


def end(job: Job, adaptation_id: str) -> None:
    """End a change inside another action; the caller has checked the right."""
    values = {"state": "ended"}
    record.change(job, schema.adaptation, adaptation_id, values, revision=None, project_id=job.project_id)


def set_stance(
    job: Job, variant_id: str, element: str, values: Mapping[str, Any], revision: int | None
) -> None:
    """Write the stance on an element, over an earlier one; ``revision`` as in `saving.put`."""
    known = next((one.id for one in store.stances(job, variant_id) if one.element == element), None)
    place = {"variant_id": variant_id, "element": element}
    put(
        job,
        schema.stance,
        known,
        place,
        values,
        blank={**dict.fromkeys(values), "note": ""},
        revision=revision,
    )


def _end_earlier(job: Job, row: VariantRow, element: str, fit: str) -> None:
    """End what a new stand replaces: with "fits when changed" only the text, else all but the role's own name."""
    for old in store.adaptations(job, row.id):
        if old.element != element or old.source != "walk_through" or old.state == "ended":
            continue
        replaced = old.field in {"", "text"} or (fit == "fits" and old.field != "local_name")
        if replaced or fit == "does_not_fit":
            end(job, old.id)


def _check_words(stand: Stand) -> None:
    if stand.fit == "fits":
        return
    if stand.fit == "fits_changed" and not stand.what.strip():
        raise ActionError("WHAT_CHANGED", WHAT_CHANGED)
    check_reason(stand)


def check_reason(stand: Stand) -> None:
    """A change says why, and who decided."""
    if not stand.why.strip():
        raise ActionError("WHY_CHANGED", WHY_CHANGED)
    if not stand.decided_by.strip():
        raise ActionError("WHO_DECIDED", WHO_DECIDED)
