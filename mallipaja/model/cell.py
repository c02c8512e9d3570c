"""How one model stands to one element of the generic model: a status, how firmly, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from mallipaja.catalogue.operating_model import Description, Fact, Level, Modality
from mallipaja.model.adaptation import Adaptation, InUse, Stance

Status = Literal["same", "adapted_consistent", "adapted_inconsistent", "missing", "added", "not_stated"]
STATUSES: tuple[Status, ...] = (
    "same",
    "adapted_consistent",
    "adapted_inconsistent",
    "missing",
    "added",
    "not_stated",
)
MODALITIES: tuple[Modality, ...] = ("wished", "recommended", "planned", "agreed", "in_use")
"""Weakest first."""
NAME_ONLY = "local_name"
"""The field with the pilot's own name for an element."""
PRACTICE: tuple[Modality, ...] = ("agreed", "in_use")
"""Modalities that count as practice. A plan, a wish and a recommendation do not."""

Reason = Literal[
    "",
    "not_mentioned",
    "not_handled",
    "said_absent",
    "does_not_fit",
    "taken_out",
    "core_not_settled",
    "change_not_described",
    "relation_not_given",
]


@dataclass(frozen=True, slots=True)
class Cell:
    """One element in one model.

    Attributes
    ----------
    status : one of `STATUSES`, always against the generic version of the comparison.
    modality : how firmly, the firmest of what the cell rests on; ``None`` when nothing is stated.
    reason : why the status is what it is, where it needs saying. ``not_handled``: the walk-through has not
        come to it yet; ``core_not_settled``: a core element was changed and nobody has said whether its core
        stands, so it does not count as kept; ``change_not_described``: "fits when changed", but the change is
        not written down.
    facts : what the source of a described model says.
    adaptations : what a pilot changes, proposals included, ended ones left out.
    stance : the stand a pilot took.
    """

    status: Status
    modality: Modality | None = None
    reason: Reason = ""
    facts: tuple[Fact, ...] = ()
    adaptations: tuple[Adaptation, ...] = ()
    stance: Stance | None = None

    @property
    def is_practice(self) -> bool:
        """Whether it is in use or agreed, and not only planned, wished or recommended."""
        return self.modality in PRACTICE

    @property
    def to_settle(self) -> bool:
        """Whether somebody has to say more before the status is sure."""
        return self.reason in {"core_not_settled", "change_not_described", "relation_not_given"}


def described_cell(description: Description | None) -> Cell:
    """An element of a described model. What it does not mention is not stated, whatever the generic model
    says."""
    if description is None or description.state == "not_stated":
        return Cell("not_stated", reason="not_mentioned", facts=description.facts if description else ())
    modality = _fact_modality(description.facts)
    if description.state == "stated_absent":
        return Cell("missing", modality, "said_absent", description.facts)
    if description.relation is None:
        return Cell("not_stated", modality, "relation_not_given", description.facts)
    return Cell(description.relation, modality, facts=description.facts)


def adopted_cell(
    level: Level,
    stance: Stance | None,
    adaptations: Iterable[Adaptation],
    inherited: Iterable[Adaptation] = (),
) -> Cell:
    """An element of the generic model in a pilot's variant.

    ``same`` needs a stance; without a stance and an active adaptation the element is not stated. Proposals
    change a status only where the stance says "fits when changed", and then the modality is planned. What a
    region between the two has changed (``inherited``) holds once the pilot has taken a stand; what the region
    took out is missing without one, since there is nothing left to take a stand on. What a pilot calls an element is
    no change of it.
    """
    own = tuple(one for one in adaptations if one.state != "ended")
    above = tuple(one for one in inherited if one.is_active and one.field != NAME_ONLY)
    listed = above + own
    changing = tuple(one for one in own if one.field != NAME_ONLY)
    active = (above if stance else ()) + tuple(one for one in changing if one.is_active)
    proposed = changing if stance and stance.fit == "fits_changed" else ()
    changes = active or proposed
    modality = _adopted_modality(stance, active, changes)
    if any(one.operation == "remove" for one in (*above, *active)):
        return Cell("missing", modality or "agreed", "taken_out", (), listed, stance)
    if stance is None and not active:
        return Cell("not_stated", reason="not_handled", adaptations=listed)
    if stance and stance.fit == "does_not_fit":
        return Cell("missing", modality, "does_not_fit", (), listed, stance)
    if not changes and stance and stance.fit == "fits":
        return Cell("same", modality, "", (), listed, stance)
    status, reason = _adapted(level, changes)
    return Cell(status, modality, reason, (), listed, stance)


def added_cell(
    adaptations: Iterable[Adaptation],
    inherited: Iterable[Adaptation] = (),
    stance: Stance | None = None,
) -> Cell:
    """An element the generic model does not have, in the variant or the region that adds it.

    What a region adds is a municipality's once it has taken a stand on it.
    """
    own = tuple(one for one in adaptations if one.state != "ended")
    above = tuple(one for one in inherited if one.is_active)
    listed = above + own
    active = tuple(one for one in listed if one.is_active)
    if not listed:
        return Cell("not_stated", reason="not_mentioned")
    if any(one.operation == "remove" for one in active) or (stance and stance.fit == "does_not_fit"):
        return Cell("missing", "agreed", "taken_out", (), listed, stance)
    if not own and stance is None:
        return Cell("not_stated", reason="not_handled", adaptations=listed)
    return Cell("added", _adopted_modality(stance, active, listed), "", (), listed, stance)


def _adapted(level: Level, changes: tuple[Adaptation, ...]) -> tuple[Status, Reason]:
    """Changed core wins; an unsettled core counts as changed until settled; elsewhere unknown reads as core
    kept."""
    if any(one.core_kept is False for one in changes):
        return "adapted_inconsistent", ""
    unknown = not changes or any(one.core_kept is None for one in changes)
    reason: Reason = "change_not_described" if not changes else "core_not_settled"
    if level == "core" and unknown:
        return "adapted_inconsistent", reason
    return "adapted_consistent", reason if not changes else ""


def _adopted_modality(
    stance: Stance | None, active: tuple[Adaptation, ...], changes: tuple[Adaptation, ...]
) -> Modality | None:
    """In use when the pilot says so or is trying it out, agreed after a stand, planned while only
    proposed."""
    in_use: InUse | None = stance.in_use if stance else None
    if in_use == "yes" or any(one.state == "in_trial" for one in active):
        return "in_use"
    if changes and not active:
        return "planned"
    return "agreed" if stance or active else None


def _fact_modality(facts: Iterable[Fact]) -> Modality | None:
    """The firmest of the facts; a possibility nobody has decided on is a plan at most."""
    found = [_rank(fact) for fact in facts]
    return MODALITIES[max(found)] if found else None


def _rank(fact: Fact) -> int:
    rank = MODALITIES.index(fact.modality)
    return min(rank, MODALITIES.index("planned")) if fact.proposal else rank
