"""Agreeing on a team, and what that changes in the pilot's variant."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mallipaja.actions.access import Job, Right, action
from mallipaja.actions.regions import pilot_generic
from mallipaja.actions.teams import AGREED_ALREADY, TeamView, team_of
from mallipaja.actions.variant_rows import started
from mallipaja.actions.variants import WHO_DECIDED, WHY_CHANGED, add_adaptation
from mallipaja.catalogue.operating_model import GenericModel
from mallipaja.errors import ActionError
from mallipaja.i18n import N_, Words
from mallipaja.model.snapshot import base
from mallipaja.store import record, schema
from mallipaja.store import teams as store
from mallipaja.store import variants as variant_store
from mallipaja.store.variants import VariantRow
from mallipaja.team.changes import HOURS_FIELD, PROFESSIONS_FIELD, RoleChange, role_changes

STALE = N_(
    "The answers or the model have changed since this draft was made. Make a new draft before agreeing on it."
)
HOURS_CHANGED = N_("Hours a month: {value} instead of {base}")
PROFESSIONS_CHANGED = N_("Also these professions sit in the role: {names}")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What agreeing wrote: roles now as in the model, and changes with a reason."""

    as_model: tuple[str, ...]
    changed: tuple[str, ...]


@action(Right.SEE_PILOT, "pilot_id", writes=False)
def preview_agreement(job: Job, *, pilot_id: str) -> tuple[RoleChange, ...]:
    """What agreeing on the current draft would write in the variant. Nothing is written."""
    return _changes(team_of(job, pilot_id))


@action(Right.EDIT_PILOT, "draft_id")
def agree_on_team(
    job: Job, *, draft_id: str, agreed_on: date, decided_by: str, why: str = "", meeting_id: str | None = None
) -> Outcome:
    """Agree on a draft: its roles become stands and reasoned changes of the pilot's variant.

    ``why`` is needed when the team differs from the model. An earlier agreed team's changes end.
    """
    return agree(job, draft_id, agreed_on, decided_by, why, meeting_id)


def agree(
    job: Job, draft_id: str, agreed_on: date, decided_by: str, why: str = "", meeting_id: str | None = None
) -> Outcome:
    """Agree on a draft inside another action; the caller has checked the right."""
    row = store.draft_of(job, draft_id)
    view = team_of(job, row.pilot_id)
    if view.row is None or view.row.id != draft_id or row.state == "agreed":
        raise ActionError("AGREED", AGREED_ALREADY)
    if view.stale:
        raise ActionError("DRAFT_STALE", STALE)
    if not decided_by.strip():
        raise ActionError("WHO_DECIDED", WHO_DECIDED)
    changes = _changes(view)
    if any(one.kind != "as_model" for one in changes) and not why.strip():
        raise ActionError("WHY_CHANGED", WHY_CHANGED)
    variant = started(job, row.pilot_id)
    _end_earlier(job, variant)
    outcome = _write(job, variant, changes, why.strip(), decided_by.strip(), meeting_id)
    values = {"state": "agreed", "agreed_on": agreed_on, "meeting_id": meeting_id}
    record.change(job, schema.draft, draft_id, values, revision=None, project_id=job.project_id)
    return outcome


def _changes(view: TeamView) -> tuple[RoleChange, ...]:
    return role_changes(view.roles, view.draft.filled, view.posts) if view.draft else ()


def _end_earlier(job: Job, variant: VariantRow) -> None:
    for one in variant_store.adaptations(job, variant.id):
        if one.source == "team" and one.state != "ended":
            record.change(
                job, schema.adaptation, one.id, {"state": "ended"}, revision=None, project_id=job.project_id
            )


def _write(
    job: Job,
    variant: VariantRow,
    changes: tuple[RoleChange, ...],
    why: str,
    decided_by: str,
    meeting_id: str | None,
) -> Outcome:
    generic = pilot_generic(job, variant)
    stands = {one.element: one for one in variant_store.stances(job, variant.id)}
    for change in changes:
        fit = "fits" if change.kind == "as_model" else "fits_changed"
        values = {"fit": fit, "note": why if fit == "fits_changed" else ""}
        known = stands.get(change.role)
        if known is None:
            place = {"variant_id": variant.id, "element": change.role}
            stands[change.role] = record.get(  # type: ignore[assignment]
                job,
                schema.stance,
                record.add(job, schema.stance, {**place, **values}, project_id=job.project_id),
            )
        else:
            record.change(job, schema.stance, known.id, values, revision=None, project_id=job.project_id)
        if change.kind != "as_model":
            words = {"why": why, "decided_by": decided_by, "meeting_id": meeting_id, "core_kept": True}
            add_adaptation(job, variant, change.role, {**_as_values(generic, change), **words}, source="team")
    return Outcome(
        tuple(one.role for one in changes if one.kind == "as_model"),
        tuple(one.role for one in changes if one.kind != "as_model"),
    )


def _as_values(generic: GenericModel, change: RoleChange) -> dict[str, object]:
    """The adaptation in the project's working language: what is written in a model is read in Finnish first."""
    _ = Words("fi")
    if change.kind == "hours":
        what = _(HOURS_CHANGED, value=_.number(change.value, 1), base=_.number(change.base, 1))
        return {
            "operation": "set",
            "field": HOURS_FIELD,
            "base_value": change.base,
            "value": change.value,
            "what": what,
        }
    fields = base(generic).elements[change.role].fields
    said = fields[PROFESSIONS_FIELD]
    what = _(PROFESSIONS_CHANGED, names=", ".join(change.professions))
    return {
        "operation": "add_member", "field": PROFESSIONS_FIELD, "base_value": list(said) if isinstance(said, tuple) else [],
        "value": list(change.professions), "what": what,
    }  # fmt: skip
