"""Meaning checks of adopted models: what they build on, and whether their changes hold there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mallipaja.catalogue.check import repeated
from mallipaja.catalogue.operating_model import AdoptedModel, Change, ChangeValue, GenericModel
from mallipaja.catalogue.shape import listed, nearest, options
from mallipaja.errors import Finding, ProblemsError, Spot
from mallipaja.model import adaptation_rules, rules
from mallipaja.model.adaptation import Adaptation, Value
from mallipaja.model.frame import OPTIONS
from mallipaja.model.region import CycleError, adaptations_of, chain, regional_model
from mallipaja.model.resolve import contradictions, own_findings, target_field
from mallipaja.model.snapshot import base

_KINDS: dict[str, tuple[type, ...]] = {
    "text": (str,),
    "number": (float,),
    "codes": (tuple,),
    "flag": (bool,),
}


def check_adopted(
    model: AdoptedModel, models: Mapping[str, AdoptedModel], generic: GenericModel
) -> tuple[Finding, ...]:
    """What is wrong with the meaning of an adopted model.

    Parameters
    ----------
    models : the adopted models by id, this one among them.
    generic : the generic model every chain ends in.
    """
    return tuple(_findings(model, models, generic))


def _findings(
    model: AdoptedModel, models: Mapping[str, AdoptedModel], generic: GenericModel
) -> Iterator[Finding]:
    found = list(_base_findings(model, models, generic))
    yield from found
    yield from _own(model)
    if found:
        return
    below = chain({**models, model.id: model}, model.id, generic.id)[:-1]
    try:
        start = regional_model(generic, below)
    except ProblemsError:  # told at the model that has the problems
        return
    yield from _against(model, start, generic)


def _base_findings(
    model: AdoptedModel, models: Mapping[str, AdoptedModel], generic: GenericModel
) -> Iterator[Finding]:
    on = model.based_on
    known = {**{key: one.version for key, one in models.items()}, generic.id: generic.version}
    if on not in known:
        yield rules.UNKNOWN_BASE.found(
            "based_on", id=on, **options(on, [one for one in known if one != model.id])
        )
        return
    try:
        chain({**models, model.id: model}, model.id, generic.id)
    except CycleError as error:
        if model.id in error.circle:
            yield rules.CYCLE.found("based_on", circle=" → ".join(error.circle))
        return
    except KeyError:  # told at the model that names what is not there
        return
    if model.based_version != known[on]:
        yield rules.UNKNOWN_BASE_VERSION.found(
            "based_version", id=on, version=model.based_version, allowed=known[on]
        )


def _own(model: AdoptedModel) -> Iterator[Finding]:
    """What can be said of the changes without the model below."""
    ids = [one.id for one in model.changes]
    for position in repeated(ids):
        yield adaptation_rules.SAME_CHANGE.found("changes", position, "id", id=ids[position])
    for position, one in enumerate(model.changes):
        spot: Spot = ("changes", position)
        parts = _parts(one.value)
        if one.value is not None and len(parts) != 1:
            yield adaptation_rules.ONE_VALUE.found(*spot, "value", count=len(parts))
        if one.valid_from and one.valid_to and one.valid_to < one.valid_from:
            yield adaptation_rules.OVER_BEFORE_START.found(
                *spot, "valid_to", start=one.valid_from, end=one.valid_to
            )
        yield from _frame(one, spot)


def _frame(one: Change, spot: Spot) -> Iterator[Finding]:
    for field, code in one.frame.items():
        if field not in OPTIONS:
            rule = adaptation_rules.UNKNOWN_FRAME_FIELD
            yield rule.found(*spot, "frame", field, field=field, **options(field, OPTIONS))
        elif code not in OPTIONS[field]:
            rule = adaptation_rules.UNKNOWN_FRAME_CODE
            yield rule.found(*spot, "frame", field, field=field, code=code, **options(code, OPTIONS[field]))


def _against(model: AdoptedModel, start: GenericModel, generic: GenericModel) -> Iterator[Finding]:
    """Changes and stands against the model they are made to."""
    changes = adaptations_of(model)
    added = {one.element for one in changes if one.operation == "add"}
    for position, (one, written) in enumerate(zip(changes, model.changes, strict=True)):
        known = generic if one.operation == "add" and one.element in generic.elements else start
        found = own_findings(known, added, one)
        for finding in found:
            yield Finding(finding.rule, ("changes", position, *_part(finding)), finding.values)
        if not found:
            yield from _kind(one, written, start, ("changes", position))
    places = {one.id: position for position, one in enumerate(changes)}
    for _, other in contradictions([one for one in changes if one.is_active]):
        yield adaptation_rules.CONTRADICTION.found("changes", places[other.id])
    for key in model.stands:
        if key not in start.elements and key not in added:
            yield rules.UNKNOWN_ELEMENT.found("stands", key, key=key, near=nearest(key, start.elements))


def _part(finding: Finding) -> tuple[str, ...]:
    """The key of the change that a finding is about."""
    if finding.rule in {adaptation_rules.NO_FIELD, adaptation_rules.NO_MEMBERS}:
        return ("field",)
    return () if finding.rule is adaptation_rules.CORE_WITHOUT_REASON else ("element",)


def _kind(one: Adaptation, written: Change, start: GenericModel, spot: Spot) -> Iterator[Finding]:
    """A value of another kind than the field holds. A field that is empty takes a text or a number."""
    if one.operation in {"add", "remove", "add_member", "remove_member"} or len(_parts(written.value)) != 1:
        return
    state = base(start).elements.get(one.element)
    field = target_field(one)
    held = state.fields.get(field) if state else None
    allowed = _allowed(held)
    if held is not None and _parts(written.value) != (allowed,):
        yield adaptation_rules.WRONG_KIND.found(*spot, "value", field=field, allowed=listed([allowed]))


def _allowed(held: Value) -> str:
    return next((name for name, kinds in _KINDS.items() if type(held) in kinds), "text")


def _parts(value: ChangeValue | None) -> tuple[str, ...]:
    return () if value is None else tuple(name for name in _KINDS if getattr(value, name) is not None)
