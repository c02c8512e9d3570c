"""Applying adaptations to the generic model.

===============  =======================================================================================
operation        effect
===============  =======================================================================================
set              ``field`` becomes ``value``
substitute       as set (``field`` "" means ``text``): something else stands in the element's place
reorder          ``phase.order`` becomes ``value``
add_member       ``value`` (one or several codes) joins ``field``, a field that holds codes
remove_member    ``value`` leaves ``field``
add              a new element ``element`` with ``value`` as its text and ``what`` as its label
remove           the element is taken out; a core element needs a reason
===============  =======================================================================================

The result does not depend on the order the adaptations are given in: they are applied in one order, and two
that cannot both hold are a problem, never a matter of luck.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import get_args

from mallipaja.catalogue.operating_model import Element, GenericModel, Group
from mallipaja.errors import Finding, Problem, ProblemsError
from mallipaja.model.adaptation import ACTIVE, OPERATIONS, Adaptation, AdaptationState, Value
from mallipaja.model.adaptation_rules import (
    ALREADY_THERE,
    CONTRADICTION,
    CORE_WITHOUT_REASON,
    NO_ELEMENT,
    NO_FIELD,
    NO_GROUP,
    NO_MEMBERS,
)
from mallipaja.model.snapshot import ElementState, Origin, Snapshot, base
from mallipaja.model.snapshot import fields as generic_fields

_GROUPS: tuple[Group, ...] = get_args(Group)
_WHOLE_ELEMENT = ("add", "remove")
_MEMBERS = ("add_member", "remove_member")


def resolve(
    generic: GenericModel, adaptations: Iterable[Adaptation], states: Sequence[AdaptationState] = ACTIVE
) -> Snapshot:
    """The generic model with the adaptations in these ``states`` applied.

    Raises
    ------
    ProblemsError
        See `problems`.
    """
    chosen = sorted((one for one in adaptations if one.state in states), key=_order)
    found = problems(generic, chosen)
    if found:
        raise ProblemsError(found)
    start = base(generic)
    elements = dict(start.elements)
    for one in chosen:
        elements[one.element] = _applied(elements.get(one.element), one)
    return Snapshot(start.generic_version, MappingProxyType(elements))


def problems(generic: GenericModel, adaptations: Iterable[Adaptation]) -> tuple[Problem, ...]:
    """Why these adaptations cannot all be applied (`model.adaptation_rules`); empty when they can."""
    listed = sorted(adaptations, key=_order)
    added = {one.element for one in listed if one.operation == "add"}
    found = [finding for one in listed for finding in own_findings(generic, added, one)]
    found += [CONTRADICTION.found(*spot_of(other)) for _, other in contradictions(listed)]
    return tuple(finding.at("adaptations") for finding in found)


def target_field(adaptation: Adaptation) -> str:
    """The field an adaptation changes; "" for the whole element."""
    if adaptation.operation in _WHOLE_ELEMENT:
        return ""
    if adaptation.operation == "reorder":
        return "phase.order"
    return adaptation.field or "text"


def _order(one: Adaptation) -> tuple[int, str, str, str, str]:
    return OPERATIONS.index(one.operation), one.element, target_field(one), repr(one.value), one.id


def own_findings(generic: GenericModel, added: Collection[str], one: Adaptation) -> list[Finding]:
    """Why one adaptation cannot be applied; ``added`` are the elements others of the same model add."""
    if one.operation == "add":
        return _adding(generic, one)
    element = generic.elements.get(one.element)
    if element is None and one.element not in added:
        return [NO_ELEMENT.found(one.element, element=one.element)]
    if one.operation == "remove":
        unreasoned = element is not None and element.level == "core" and not one.why.strip()
        return [CORE_WITHOUT_REASON.found(one.element)] if unreasoned else []
    return _field_problems(element, one)


def _adding(generic: GenericModel, one: Adaptation) -> list[Finding]:
    if one.element in generic.elements:
        return [ALREADY_THERE.found(one.element, element=one.element)]
    group = one.element.split(".", 1)[0]
    return [] if group in _GROUPS else [NO_GROUP.found(one.element, group=group, allowed=", ".join(_GROUPS))]


def _field_problems(element: Element | None, one: Adaptation) -> list[Finding]:
    known = generic_fields(element) if element is not None else _new_fields(one)
    name = target_field(one)
    if name not in known:
        return [NO_FIELD.found(one.element, name, field=name, allowed=", ".join(known))]
    if one.operation in _MEMBERS and not isinstance(known[name], tuple):
        members = ", ".join(field for field, value in known.items() if isinstance(value, tuple))
        return [NO_MEMBERS.found(one.element, name, field=name, allowed=members)]
    return []


def spot_of(one: Adaptation) -> tuple[str, ...]:
    """Where an adaptation changes the model: the element, and the field unless it is the whole of it."""
    return (one.element, *filter(None, [target_field(one)]))


def contradictions(listed: Sequence[Adaptation]) -> Iterator[tuple[Adaptation, Adaptation]]:
    """Pairs of adaptations that cannot both hold, in the order given."""
    for number, one in enumerate(listed):
        for other in listed[number + 1 :]:
            if one.element == other.element and contradict(one, other):
                yield one, other


def contradict(one: Adaptation, other: Adaptation) -> bool:
    """Whether two adaptations of one element cannot both hold."""
    operations = {one.operation, other.operation}
    if "remove" in operations:
        return operations != {"remove"}
    if operations == {"add"}:
        return one.value != other.value
    if target_field(one) != target_field(other):
        return False
    if operations <= set(_MEMBERS):
        return len(operations) == 2 and bool(set(codes_in(one.value)) & set(codes_in(other.value)))
    return bool(operations & set(_MEMBERS)) or one.value != other.value


def _applied(state: ElementState | None, one: Adaptation) -> ElementState:
    if state is None:
        group = next(group for group in _GROUPS if group == one.element.split(".", 1)[0])
        return ElementState(
            one.element, group, "local", "added", MappingProxyType(_new_fields(one)), (one.id,)
        )
    if one.operation == "add":
        return _changed(state, state.fields, one)
    if one.operation == "remove":
        return ElementState(
            state.key, state.group, state.level, "removed", state.fields, (*state.changed_by, one.id)
        )
    name = target_field(one)
    return _changed(state, {**state.fields, name: _new_value(state.fields[name], one)}, one)


def _changed(state: ElementState, fields: Mapping[str, Value], one: Adaptation) -> ElementState:
    origin: Origin = "added" if state.origin == "added" else "adapted"
    return ElementState(
        state.key,
        state.group,
        state.level,
        origin,
        MappingProxyType(dict(fields)),
        (*state.changed_by, one.id),
    )


def _new_value(before: Value, one: Adaptation) -> Value:
    if one.operation not in _MEMBERS:
        return one.value
    return members_after(before if isinstance(before, tuple) else (), one)


def members_after(members: tuple[str, ...], one: Adaptation) -> tuple[str, ...]:
    """The members of a field once a change has added or removed some."""
    if one.operation == "remove_member":
        return tuple(member for member in members if member not in codes_in(one.value))
    return (*members, *(member for member in codes_in(one.value) if member not in members))


def codes_in(value: Value) -> tuple[str, ...]:
    """The codes a value holds: of a list its members, of a text itself; a number or nothing has none."""
    if isinstance(value, tuple):
        return value
    return (value,) if isinstance(value, str) else ()


def _new_fields(one: Adaptation) -> dict[str, Value]:
    text = one.value if isinstance(one.value, str) else one.what
    return {"label": one.what or text, "text": text, "default": (), "local_name": None}
