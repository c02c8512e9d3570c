"""Deciding the conflicts of a rebase, and the variant that comes of it. Nothing moves while a conflict is open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from mallipaja.catalogue.operating_model import GenericModel
from mallipaja.errors import Finding, ProblemsError
from mallipaja.model import rebase_rules as rules
from mallipaja.model.adaptation import Adaptation, Stance, Value, Variant
from mallipaja.model.rebase import Carried, Rebase
from mallipaja.model.resolve import problems, target_field

Choice = Literal["keep", "take", "write"]
CHOICES: tuple[Choice, ...] = ("keep", "take", "write")


@dataclass(frozen=True, slots=True)
class Decision:
    """What is done with one conflict: keep the pilot's own, take the generic model's, or write something new.

    ``value`` is what is written; the other two have none. A line of ``reason`` goes with each.
    """

    adaptation: str
    choice: Choice
    reason: str
    value: Value = None


def rebased(plan: Rebase, new: GenericModel, decisions: Iterable[Decision] = ()) -> Variant:
    """The variant on the new version.

    Clean changes come along as they are; absorbed ones and those for which the generic model's was taken end; kept
    and written ones stand on what the new version says. Stands move with a renamed element; those on elements that
    are gone, or that no longer hold (see `Rebase.gone`), stay behind.

    Raises
    ------
    ProblemsError
        A conflict without a decision, a decision without a reason, without a conflict or without a value, one that
        cannot be carried out, and changes that cannot all hold.
    """
    chosen = {one.adaptation: one for one in decisions}
    found = [*_open(plan, chosen), *_unfit(plan, chosen)]
    if found:
        raise ProblemsError(finding.at("decisions") for finding in found)
    carried = {one.adaptation.id: one for one in plan.carried}
    adaptations = tuple(
        _moved(carried[one.id], chosen.get(one.id)) if one.id in carried else one
        for one in plan.variant.adaptations
    )
    failing = problems(new, [one for one in adaptations if one.is_active])
    if failing:
        raise ProblemsError(failing)
    stances = _stances(plan, new)
    return Variant(plan.variant.id, plan.variant.name, new.version, adaptations, stances)


def _open(plan: Rebase, chosen: Mapping[str, Decision]) -> Iterable[Finding]:
    for one in plan.conflicts:
        decision = chosen.get(one.adaptation.id)
        if decision is None:
            yield rules.OPEN.found(one.adaptation.element, id=one.adaptation.id)
        elif not decision.reason.strip():
            yield rules.NO_REASON.found(one.adaptation.element)
        elif decision.choice == "write" and decision.value is None:
            yield rules.NO_VALUE.found(one.adaptation.element)
        elif decision.choice != "take" and not _can_stay(one):
            yield rules.CANNOT_STAY.found(one.adaptation.element)


def _unfit(plan: Rebase, chosen: Mapping[str, Decision]) -> Iterable[Finding]:
    conflicts = {one.adaptation.id for one in plan.conflicts}
    for key in chosen:
        if key not in conflicts:
            yield rules.NO_CONFLICT.found(id=key)


def _can_stay(one: Carried) -> bool:
    """A text can always stay, as a local element if need be; another field needs its element and field."""
    if one.reason == "target_gone":
        return target_field(one.adaptation) == "text"
    return one.reason not in {"field_gone", "cannot_hold"}


def _moved(one: Carried, decision: Decision | None) -> Adaptation:
    change = one.adaptation
    if one.outcome == "clean":
        return change if one.before == one.after else replace(change, base_value=one.after)
    if one.outcome == "absorbed" or decision is None:
        return replace(change, state="ended")
    why = "\n".join(part for part in (change.why, decision.reason.strip()) if part)
    if decision.choice == "take":
        return replace(change, why=why, state="ended")
    value = decision.value if decision.choice == "write" else change.value
    return replace(_placed(one), value=value, base_value=one.after, why=why)


def _placed(one: Carried) -> Adaptation:
    """The change where the new version has its place."""
    change = one.adaptation
    if one.reason == "renamed" and one.renamed_to:
        return replace(change, element=one.renamed_to)
    if one.reason == "target_gone":
        return replace(change, operation="add", field="")
    if one.reason == "already_there" and change.operation == "add":
        return replace(change, operation="set", field="text")
    return change


def _stances(plan: Rebase, new: GenericModel) -> tuple[Stance, ...]:
    renamed = {key: to for key, to in plan.gone if to}
    taken = {one.element for one in plan.variant.stances}
    moved = (replace(one, element=renamed.get(one.element, one.element)) for one in plan.variant.stances)
    return tuple(
        one
        for before, one in zip(plan.variant.stances, moved, strict=True)
        if one.element in new.elements and (one.element == before.element or one.element not in taken)
    )
