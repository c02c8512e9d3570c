"""Regions between the generic model and a municipality: each a list of changes to the model below it.

``regional_model`` is the generic model as a region has it. It is a generic model itself, so a municipality of the
region is walked through, resolved and moved onto a new version exactly as one without a region; only the comparison
knows the difference, because its statuses are always against the generic model.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from mallipaja.catalogue.operating_model import AdoptedModel, Change, ChangeValue, Element, GenericModel
from mallipaja.catalogue.text import Text
from mallipaja.model.adaptation import OPERATIONS, Adaptation, Stance, Value, Variant
from mallipaja.model.frame import OPTIONS, Frame
from mallipaja.model.resolve import contradict, members_after, resolve, target_field
from mallipaja.model.snapshot import ElementState, fields


class CycleError(ValueError):
    """Models that build on each other in a circle; ``circle`` are their ids, the first one again at the end."""

    def __init__(self, circle: Sequence[str]) -> None:
        super().__init__(" → ".join(circle))
        self.circle = tuple(circle)


def chain(models: Mapping[str, AdoptedModel], model_id: str, generic_id: str) -> tuple[AdoptedModel, ...]:
    """A model and those it builds on, the one on the generic model first.

    Raises
    ------
    CycleError
        The models build on each other in a circle.
    KeyError
        One of them is not known.
    """
    met: list[str] = []
    at = model_id
    while at != generic_id:
        if at in met:
            raise CycleError([*met[met.index(at) :], at])
        met.append(at)
        at = models[at].based_on
    return tuple(models[one] for one in reversed(met))


def regional_model(generic: GenericModel, regions: Iterable[AdoptedModel]) -> GenericModel:
    """The generic model with the changes of the regions, the highest region first.

    What a region took out is not in it, and what it added is an element like others. A changed text is in the
    region's language only.

    Raises
    ------
    ProblemsError
        Changes that cannot be applied; see `resolve.problems`.
    """
    model = generic
    for region in regions:
        model = _changed(model, adaptations_of(region))
    return model


def inherited(regions: Sequence[AdoptedModel]) -> tuple[Adaptation, ...]:
    """The changes of the regions in force, as one list for the generic model; of two that differ the lower region's.

    Applied to the generic model they give what the regions one after another give.
    """
    kept: list[Adaptation] = []
    for region in regions:
        own = [one for one in adaptations_of(region) if one.is_active]
        gone = {one.element for one in own if one.operation == "remove"} & {
            one.element for one in kept if one.operation == "add"
        }
        kept = [one for one in kept if one.element not in gone]
        for one in sorted(own, key=lambda one: OPERATIONS.index(one.operation)):
            if one.element not in gone:
                merged = _on_top(one, kept)
                kept = [*(other for other in kept if not _replaces(merged, other)), merged]
    return tuple(kept)


def flattened(regions: Sequence[AdoptedModel]) -> AdoptedModel:
    """The lowest of the regions as changes to the generic model itself, so that it stands without the others.

    Raises
    ------
    ValueError
        There is no region.
    """
    if not regions:
        raise ValueError("there is no region")
    lowest, highest = regions[-1], regions[0]
    changes = tuple(as_change(one, f"c{number}") for number, one in enumerate(inherited(regions), 1))
    update = {"based_on": highest.based_on, "based_version": highest.based_version, "changes": changes}
    return lowest if len(regions) == 1 else lowest.model_copy(update=update)


def as_change(one: Adaptation, change_id: str) -> Change:
    """An adaptation as a change of a file."""
    return Change(
        id=change_id,
        operation=one.operation,
        element=one.element,
        field=one.field,
        value=_as_written(one.value),
        what=one.what,
        why=one.why,
        decided_by=one.decided_by,
        core_kept=one.core_kept,
        frame=one.frame.stored(),
        challenges=one.challenges,
        decided_on=one.decided_on or None,
        valid_from=one.valid_from,
        valid_to=one.valid_to,
        state=one.state,
    )


def _as_written(value: Value) -> ChangeValue | None:
    if value is None:
        return None
    if isinstance(value, bool):
        return ChangeValue(flag=value)
    if isinstance(value, str):
        return ChangeValue(text=value)
    return ChangeValue(codes=value) if isinstance(value, tuple) else ChangeValue(number=value)


def _on_top(one: Adaptation, above: Sequence[Adaptation]) -> Adaptation:
    """A lower region's change, so that it holds by itself where it goes on from what a higher region said."""
    if one.operation not in {"add_member", "remove_member"}:
        return one
    for other in above:
        told = (
            other.value if (other.element, target_field(other)) == (one.element, target_field(one)) else None
        )
        if isinstance(told, tuple) and other.operation in {"set", "substitute"}:
            return replace(one, operation="set", value=members_after(told, one))
    return one


def variant_of(model: AdoptedModel, below: Sequence[AdoptedModel], generic: GenericModel) -> Variant:
    """An adopted model as a variant of the generic model; ``below`` are the regions it builds on, the highest first."""
    stances = tuple(Stance(key, one.fit, one.in_use, one.note) for key, one in model.stands.items())
    return Variant(model.id, model.name.fi, generic.version, adaptations_of(model), stances, inherited(below))


def adaptations_of(model: AdoptedModel) -> tuple[Adaptation, ...]:
    """The changes of an adopted model as adaptations, named after the model."""
    return tuple(_adaptation(model.id, one) for one in model.changes)


def value_of(value: ChangeValue | None) -> Value:
    """What a change in a file says."""
    if value is None:
        return None
    parts: tuple[Value, ...] = (value.text, value.number, value.codes, value.flag)
    return next((part for part in parts if part is not None), None)


def _adaptation(model_id: str, one: Change) -> Adaptation:
    return Adaptation(
        f"{model_id}.{one.id}",
        one.operation,
        one.element,
        one.field,
        None,
        value_of(one.value),
        one.what,
        one.why,
        one.decided_by,
        one.core_kept,
        Frame.read({key: code for key, code in one.frame.items() if code in OPTIONS.get(key, ())}),
        None,
        one.state,
        "region",
        one.challenges,
        one.valid_from,
        one.valid_to,
        one.decided_on or "",
    )


def _replaces(one: Adaptation, other: Adaptation) -> bool:
    return one.element == other.element and contradict(one, other)


def _changed(model: GenericModel, changes: Sequence[Adaptation]) -> GenericModel:
    snapshot = resolve(model, changes)
    reasons = {one.element: one.why for one in changes if one.why}
    elements = {
        state.key: _element(model.elements.get(state.key), state, reasons.get(state.key, ""))
        for state in snapshot.present()
    }
    return model.model_copy(update={"elements": elements})


def _element(element: Element | None, state: ElementState, why: str) -> Element:
    if element is None:
        text = Text(fi=str(state.fields["text"]) or state.key)
        return Element(
            group=state.group,
            level="local",
            label=Text(fi=str(state.fields["label"]) or state.key),
            text=text,
            rationale=Text(fi=why) if why else text,
        )
    if state.origin == "generic":
        return element
    said = fields(element)
    changed = {name: value for name, value in state.fields.items() if value != said.get(name)}
    local_name = changed.pop("local_name", None)
    if local_name:
        changed["label"] = local_name
    update: dict[str, Any] = _inside(element, "", changed)
    for part in ("role", "phase"):
        spec = getattr(element, part)
        if spec is not None:
            update[part] = spec.model_copy(update=_inside(spec, f"{part}.", changed))
    return element.model_copy(update=update)


def _inside(holder: Any, prefix: str, changed: Mapping[str, Value]) -> dict[str, Any]:
    """The changed fields that ``holder`` has itself, by their own names."""
    names = {name: name.removeprefix(prefix) for name in changed if name.startswith(prefix)}
    return {own: _typed(getattr(holder, own), changed[name]) for name, own in names.items() if "." not in own}


def _typed(before: Any, value: Value) -> Any:
    """A value as the field holds it: a text in Finnish only, a whole number without decimals."""
    if isinstance(before, Text):
        return Text(fi=str(value))
    if isinstance(before, int) and not isinstance(before, bool) and isinstance(value, float):
        return int(value)
    return value
