"""What agreeing on a team writes in the pilot's variant: stands and changes, each with the reason it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mallipaja.actions.access import Job
from mallipaja.actions.regions import pilot_generic
from mallipaja.actions.variants import add_adaptation, set_stance
from mallipaja.catalogue.operating_model import GenericModel
from mallipaja.i18n import N_, Words
from mallipaja.model.snapshot import base
from mallipaja.store import decisions as decision_store
from mallipaja.store import practices as practice_store
from mallipaja.store import record, schema
from mallipaja.store import variants as variant_store
from mallipaja.store.variants import VariantRow
from mallipaja.team.changes import HOURS_FIELD, PROFESSIONS_FIELD, RoleChange

HOURS_CHANGED = N_("Hours a month: {value} instead of {base}")
PROFESSIONS_CHANGED = N_("Also these professions sit in the role: {names}")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What agreeing wrote: roles now as in the model, and changes with a reason."""

    as_model: tuple[str, ...]
    changed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChallengeText:
    """A challenge of the pilot that a change may answer. ``id`` is "" for one written down as a practice."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Why one role of the team differs from the model: in words, and the challenge it answers if it answers one."""

    why: str = ""
    challenge: ChallengeText | None = None


def challenges(job: Job, pilot_id: str) -> tuple[ChallengeText, ...]:
    """The challenges of workshops that concern the pilot, and those written down among its practices."""
    raised = [
        ChallengeText(one.id, one.text)
        for one in decision_store.challenges(job, job.project_id)
        if one.pilot_id in {None, pilot_id}
    ]
    written = [
        ChallengeText("", one.what)
        for one in practice_store.practices(job, pilot_id)
        if one.kind == "challenge"
    ]
    return tuple(dict.fromkeys([*raised, *written]))


def _end_earlier(job: Job, variant: VariantRow) -> None:
    for one in variant_store.adaptations(job, variant.id):
        if one.source == "team" and one.state != "ended":
            record.change(
                job, schema.adaptation, one.id, {"state": "ended"}, revision=None, project_id=job.project_id
            )


def write(
    job: Job,
    variant: VariantRow,
    changes: tuple[RoleChange, ...],
    reasons: Mapping[str, Reason],
    decided_by: str,
    meeting_id: str | None,
) -> Outcome:
    """Write the stands and reasoned changes of an agreed team; those of an earlier team end.

    Parameters
    ----------
    reasons : for each role that is not as the model says.
    """
    _end_earlier(job, variant)
    generic = pilot_generic(job, variant)
    for change in changes:
        reason = reasons.get(change.role)
        fit = "fits" if reason is None else "fits_changed"
        set_stance(job, variant.id, change.role, {"fit": fit, "note": reason.why if reason else ""}, None)
        if reason is not None:
            words = {"decided_by": decided_by, "meeting_id": meeting_id, "core_kept": True}
            _adapt(job, variant, generic, change, reason, words)
    return Outcome(
        tuple(one.role for one in changes if one.kind == "as_model"),
        tuple(one.role for one in changes if one.kind != "as_model"),
    )


def _adapt(
    job: Job,
    variant: VariantRow,
    generic: GenericModel,
    change: RoleChange,
    reason: Reason,
    common: Mapping[str, Any],
) -> None:
    """One change of the variant with its reason, tied to the challenge it answers."""
    words = {**common, "why": reason.why, "challenges": [reason.challenge.text] if reason.challenge else None}
    adaptation_id = add_adaptation(
        job, variant, change.role, {**_as_values(job, generic, change), **words}, source="team"
    )
    if reason.challenge is not None and reason.challenge.id:
        link = {"challenge_id": reason.challenge.id, "kind": "adaptation", "adaptation_id": adaptation_id}
        record.add(job, schema.challenge_link, {**link, "linked_at": job.at}, project_id=job.project_id)


def _as_values(job: Job, generic: GenericModel, change: RoleChange) -> dict[str, object]:
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
    names = {one.code: one.label.fi for one in job.catalogue.profession_choices}
    listed = ", ".join(names.get(one, one) for one in change.professions)
    what = _(PROFESSIONS_CHANGED, names=listed)
    return {
        "operation": "add_member", "field": PROFESSIONS_FIELD, "base_value": list(said) if isinstance(said, tuple) else [],
        "value": list(change.professions), "what": what,
    }  # fmt: skip
