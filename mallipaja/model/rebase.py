"""Moving a variant onto another version of the generic model: what comes along by itself, and what must be decided.

Every change of the pilot is compared in three: what the old version said, what the new one says, and what the pilot
says. A change is

=========  ==========================================================================================
clean      the new version says there what the old one did: the change comes along as it is
absorbed   the new version now says what the pilot says: the change has done its work
conflict   both changed the same place, or the place is gone: somebody decides (`rebase_decisions`)
=========  ==========================================================================================

A change that adds or takes out members touches only those members, whatever else the new version did to the list.
Ended changes are history and stay as they are.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from mallipaja.catalogue.operating_model import GenericModel
from mallipaja.model.adaptation import Adaptation, Stance, Value, Variant
from mallipaja.model.resolve import codes_in, problems, target_field
from mallipaja.model.snapshot import Snapshot, base

Outcome = Literal["clean", "absorbed", "conflict"]
Reason = Literal[
    "", "base_changed", "target_gone", "renamed", "field_gone", "already_there", "became_core", "cannot_hold"
]


@dataclass(frozen=True, slots=True)
class Carried:
    """One change on its way to the new version.

    Attributes
    ----------
    adaptation : the change as it was made.
    outcome, reason : what becomes of it, and why it is a conflict.
    before, after : what the old and the new version say at its place; ``None`` where they have no such place, and of
        a whole element its text.
    renamed_to : the key of the new version that looks like the target, when the target is gone.
    """

    adaptation: Adaptation
    outcome: Outcome
    reason: Reason = ""
    before: Value = None
    after: Value = None
    renamed_to: str | None = None


@dataclass(frozen=True, slots=True)
class Rebase:
    """What happens when a variant moves from one version to another. Nothing has been decided or changed yet.

    Attributes
    ----------
    variant : the variant as it is.
    onto : the new version.
    carried : every change of the variant that has not ended, in the variant's order.
    new_core : core elements of the new version that were not core before and nobody has taken a stand on.
    look_again : elements somebody took a stand on, without changing them, and that the new version says otherwise.
    gone : elements somebody took a stand on and the new version does not have, with the key that looks like each.
    """

    variant: Variant
    onto: str
    carried: tuple[Carried, ...]
    new_core: tuple[str, ...]
    look_again: tuple[str, ...]
    gone: tuple[tuple[str, str | None], ...]

    @property
    def conflicts(self) -> tuple[Carried, ...]:
        """The changes somebody has to decide on before the variant can move."""
        return tuple(one for one in self.carried if one.outcome == "conflict")


def rebase(variant: Variant, old: GenericModel, new: GenericModel) -> Rebase:
    """What happens when ``variant``, made on ``old``, is moved onto ``new``.

    Raises
    ------
    ValueError
        When the variant was not made on ``old``.
    """
    if variant.generic_version != old.version:
        raise ValueError(f"the variant is made on version {variant.generic_version}, not {old.version}")
    versions = _Versions(old, new)
    carried = [versions.carried(one) for one in variant.adaptations if one.state != "ended"]
    held = _that_hold(old, new, carried)
    changed = {one.element for one in variant.adaptations if one.state != "ended"}
    return Rebase(
        variant,
        new.version,
        tuple(held),
        versions.new_core({one.element for one in variant.stances}),
        tuple(one.element for one in variant.stances if one.element not in changed and versions.differs(one)),
        tuple(
            (one.element, versions.renamed(one.element))
            for one in variant.stances
            if one.element not in new.elements
        ),
    )


class _Versions:
    """Two versions of the generic model, place by place."""

    def __init__(self, old: GenericModel, new: GenericModel) -> None:
        self._old, self._new = old, new
        self._before, self._after = base(old), base(new)

    def carried(self, one: Adaptation) -> Carried:
        field = target_field(one)
        place = field or "text"
        before, after = _value(self._before, one.element, place), _value(self._after, one.element, place)
        outcome, reason = self._outcome(one, field, before, after)
        renamed = self.renamed(one.element) if reason == "renamed" else None
        if renamed:
            after = _value(self._after, renamed, place)
        return Carried(one, outcome, reason, before, after, renamed)

    def renamed(self, key: str) -> str | None:
        """The new key an element of the old version seems to have: same group, and the same name or text."""
        element = self._old.elements.get(key)
        if element is None or key in self._new.elements:
            return None
        alike = (
            other_key
            for other_key, other in self._new.elements.items()
            if other_key not in self._old.elements
            and other.group == element.group
            and (other.label.fi == element.label.fi or other.text.fi == element.text.fi)
        )
        return next(alike, None)

    def new_core(self, handled: Collection[str]) -> tuple[str, ...]:
        """Core elements that are new or were not core, and without a stand."""
        return tuple(
            key
            for key, element in self._new.elements.items()
            if element.level == "core"
            and (key not in self._old.elements or self._old.elements[key].level != "core")
            and key not in handled
        )

    def differs(self, stance: Stance) -> bool:
        """Whether both versions have the element and say it otherwise."""
        old, new = self._before.elements.get(stance.element), self._after.elements.get(stance.element)
        return old is not None and new is not None and (old.fields, old.level) != (new.fields, new.level)

    def _outcome(self, one: Adaptation, field: str, before: Value, after: Value) -> tuple[Outcome, Reason]:
        was, now = one.element in self._old.elements, one.element in self._new.elements
        if not was and not now:
            return "clean", ""
        if was and not now:
            if one.operation == "remove":
                return "absorbed", ""
            return "conflict", "renamed" if self.renamed(one.element) else "target_gone"
        if not was:
            return ("absorbed", "") if after == one.value else ("conflict", "already_there")
        if one.operation == "remove":
            return self._removed(one, before, after)
        return self._changed(one, field, before, after)

    def _removed(self, one: Adaptation, before: Value, after: Value) -> tuple[Outcome, Reason]:
        if self._became_core(one.element):
            return "conflict", "became_core"
        return ("clean", "") if before == after else ("conflict", "base_changed")

    def _changed(self, one: Adaptation, field: str, before: Value, after: Value) -> tuple[Outcome, Reason]:
        gone = field not in self._after.elements[one.element].fields
        if gone and field in self._before.elements[one.element].fields:
            return "conflict", "field_gone"
        if before == after:
            return "clean", ""
        if one.operation in {"add_member", "remove_member"}:
            return _members(one, after)
        return ("absorbed", "") if after == one.value else ("conflict", "base_changed")

    def _became_core(self, key: str) -> bool:
        return self._new.elements[key].level == "core" and self._old.elements[key].level != "core"


def _members(one: Adaptation, after: Value) -> tuple[Outcome, Reason]:
    if not isinstance(after, tuple):
        return "conflict", "base_changed"
    done = [(code in after) == (one.operation == "add_member") for code in codes_in(one.value)]
    return ("absorbed", "") if all(done) else ("clean", "")


def _value(snapshot: Snapshot, key: str, field: str) -> Value:
    state = snapshot.elements.get(key)
    return state.fields.get(field) if state else None


def _that_hold(old: GenericModel, new: GenericModel, carried: list[Carried]) -> list[Carried]:
    """Clean changes that held on the old version and cannot be applied to the new one are conflicts after all."""
    clean = [one.adaptation for one in carried if one.outcome == "clean"]
    groups = {one.id: _with_its_element(one, clean) for one in clean}
    failing = {key for key, group in groups.items() if problems(new, group) and not problems(old, group)}
    return [
        Carried(one.adaptation, "conflict", "cannot_hold", one.before, one.after)
        if one.adaptation.id in failing
        else one
        for one in carried
    ]


def _with_its_element(one: Adaptation, clean: list[Adaptation]) -> list[Adaptation]:
    """A change together with the one that adds its element, without which it would have no target."""
    return [
        other
        for other in clean
        if other.id == one.id or (other.operation == "add" and other.element == one.element)
    ]
