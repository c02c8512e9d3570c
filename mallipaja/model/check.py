"""Meaning checks of operating models, and of the tables that name their parts. Every problem is found at
once."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from mallipaja.catalogue.check import repeated
from mallipaja.catalogue.operating_model import (
    DescribedModel,
    Description,
    Element,
    Fact,
    GenericModel,
    RoleSpec,
    Sector,
)
from mallipaja.catalogue.reference import RegionFigures, RequiredParties
from mallipaja.catalogue.shape import listed, nearest, options
from mallipaja.errors import Finding, Spot
from mallipaja.model import rules

GENERIC_ID = "generic"
MANDATORY_QUESTIONS = 5
"""THL's helper questions, which every municipality answers."""
TEAM_SECTORS: tuple[Sector, ...] = ("kela", "employment", "social", "health")
"""The parties of the least team."""
MOST_HOURS = 160
"""Hours a month of one full post, rounded up."""
MOST_FIGURE = 10_000_000


def check_generic(model: GenericModel, professions: Collection[str] = ()) -> tuple[Finding, ...]:
    """What is wrong with the meaning of the generic model.

    Parameters
    ----------
    model : a model whose shape is right.
    professions : the known profession codes; empty when they are not known, and then they are not checked.

    Returns
    -------
    Every finding with its place; () for a model that can be used.
    """
    return tuple(_generic_findings(model, professions))


def check_described(model: DescribedModel, generic: GenericModel) -> tuple[Finding, ...]:
    """What is wrong with the meaning of a described model, read against the generic model's elements."""
    return tuple(_described_findings(model, generic))


def check_parties(table: RequiredParties, generic: GenericModel) -> tuple[Finding, ...]:
    """Required parties whose role is not a seat of the generic model, or a seat of another sector."""
    return tuple(_party_findings(table, generic))


def check_regions(table: RegionFigures, regions: Collection[str]) -> tuple[Finding, ...]:
    """Figures of regions that no regional model describes; ``regions`` are the ids of the regional models."""
    known = sorted(regions)
    return tuple(
        rules.UNKNOWN_REGION.found(
            "figures",
            position,
            "region",
            region=row.region,
            **options(row.region, known),
        )
        for position, row in enumerate(table.figures)
        if row.region not in regions
    )


def _generic_findings(model: GenericModel, professions: Collection[str]) -> Iterator[Finding]:
    if model.id != GENERIC_ID:
        yield rules.NOT_THE_GENERIC.found("id", id=model.id)
    roles = [key for key, element in model.elements.items() if element.role]
    for key, element in model.elements.items():
        spot: Spot = ("elements", key)
        yield from _check_place(key, element, spot)
        yield from _check_choices(element, spot)
        if not element.sources:
            yield rules.NO_CITATION.found(*spot, "sources")
        for position, answer in enumerate(element.answered_by):
            if answer not in model.elements:
                near = nearest(answer, model.elements)
                yield rules.UNKNOWN_ANSWER.found(*spot, "answered_by", position, key=answer, near=near)
        if element.role:
            yield from _check_role(element.role, professions, (*spot, "role"))
        if element.phase and element.phase.owner not in roles:
            owner = element.phase.owner
            yield rules.UNKNOWN_OWNER.found(*spot, "phase", "owner", owner=owner, **options(owner, roles))
    yield from _check_order(model)
    yield from _check_whole(model)


def _check_place(key: str, element: Element, spot: Spot) -> Iterator[Finding]:
    prefix, group = key.partition(".")[0], element.group
    if prefix != group:
        yield rules.WRONG_GROUP.found(*spot, "group", prefix=prefix, group=group)
    if group == "roles" and element.role is None:
        yield rules.NO_ROLE.found(*spot)
    if group != "roles" and element.role is not None:
        yield rules.ROLE_OUTSIDE.found(*spot, "role", group=group)
    if group == "phases" and element.phase is None:
        yield rules.NO_PHASE.found(*spot)
    if group != "phases" and element.phase is not None:
        yield rules.PHASE_OUTSIDE.found(*spot, "phase", group=group)


def _check_choices(element: Element, spot: Spot) -> Iterator[Finding]:
    codes = [choice.code for choice in element.choices]
    for position in repeated(codes):
        yield rules.SAME_CHOICE.found(*spot, "choices", position, "code", code=codes[position])
    for position, code in enumerate(element.default):
        if code not in codes:
            yield rules.UNKNOWN_DEFAULT.found(*spot, "default", position, code=code, **options(code, codes))
    if len(element.default) > 1 and not element.multiple:
        yield rules.SEVERAL_DEFAULTS.found(*spot, "default")
    if element.multiple and not codes:
        yield rules.NO_CHOICES_TO_COMBINE.found(*spot, "multiple")


def _check_role(role: RoleSpec, professions: Collection[str], spot: Spot) -> Iterator[Finding]:
    for field in ("professions", "substitutes"):
        for position, code in enumerate(getattr(role, field)):
            if professions and code not in professions:
                yield rules.UNKNOWN_PROFESSION.found(
                    *spot,
                    field,
                    position,
                    code=code,
                    **options(code, professions),
                )
    for position, code in enumerate(role.substitutes):
        if code in role.professions:
            yield rules.SUBSTITUTE_TWICE.found(*spot, "substitutes", position, code=code)
    if role.requirement == "core" and role.seat and role.minimum_count == 0:
        yield rules.EMPTY_CORE_SEAT.found(*spot, "minimum_count", count=role.minimum_count)
    yield from _in_range((*spot, "minimum_count"), role.minimum_count, 0, 99)
    yield from _in_range((*spot, "hours_per_month"), role.hours_per_month, 0, MOST_HOURS)


def _check_order(model: GenericModel) -> Iterator[Finding]:
    phases = [(key, element.phase) for key, element in model.elements.items() if element.phase]
    orders = [phase.order for _, phase in phases]
    wanted = range(1, len(phases) + 1)
    missing = listed(str(number) for number in wanted if number not in orders)
    again = set(repeated(orders))
    for position, (key, phase) in enumerate(phases):
        if position in again or phase.order not in wanted:
            yield rules.PHASE_ORDER.found(
                "elements", key, "phase", "order", order=phase.order, count=len(phases), missing=missing
            )
        yield from _in_range(("elements", key, "phase", "max_wait_days"), phase.max_wait_days, 0, 3650)


def _check_whole(model: GenericModel) -> Iterator[Finding]:
    elements = model.elements.values()
    questions = sum(element.group == "questions" and element.mandatory for element in elements)
    if questions < MANDATORY_QUESTIONS:
        yield rules.TOO_FEW_QUESTIONS.found("elements", count=questions, least=MANDATORY_QUESTIONS)
    roles = [element.role for element in elements if element.role]
    seated = {role.sector for role in roles if role.seat and role.requirement == "core"}
    for sector in TEAM_SECTORS:
        if sector not in seated:
            yield rules.MISSING_PARTY.found("elements", sector=sector, allowed=listed(TEAM_SECTORS))


def _described_findings(model: DescribedModel, generic: GenericModel) -> Iterator[Finding]:
    if model.described_against != generic.id:
        yield rules.UNKNOWN_MODEL.found("described_against", id=model.described_against, allowed=generic.id)
    elif model.described_version != generic.version:
        yield rules.UNKNOWN_VERSION.found(
            "described_version", version=model.described_version, allowed=generic.version
        )
    for key, description in model.elements.items():
        spot: Spot = ("elements", key)
        element = generic.elements.get(key)
        if element is None:
            yield rules.UNKNOWN_ELEMENT.found(*spot, key=key, near=nearest(key, generic.elements))
        yield from _check_state(description, spot)
        for position, fact in enumerate(description.facts):
            yield from _check_fact(fact, element, (*spot, "facts", position))


def _check_state(description: Description, spot: Spot) -> Iterator[Finding]:
    state = description.state
    if state == "not_stated" and description.facts:
        yield rules.FACTS_NOT_STATED.found(*spot, "facts")
    if state != "not_stated" and not description.facts:
        yield rules.NO_FACTS.found(*spot, "state", state=state)
    if state == "stated" and description.relation is None:
        yield rules.NO_RELATION.found(*spot)
    if state != "stated" and description.relation is not None:
        yield rules.ODD_RELATION.found(*spot, "relation", state=state)


def _check_fact(fact: Fact, element: Element | None, spot: Spot) -> Iterator[Finding]:
    if fact.value is not None and fact.unit is None:
        yield rules.NO_UNIT.found(*spot, "value", value=f"{fact.value:g}")
    if fact.unit is not None and fact.value is None:
        yield rules.NO_VALUE.found(*spot, "unit")
    yield from _in_range((*spot, "value"), fact.value, 0, 100 if fact.unit == "percent" else MOST_FIGURE)
    if fact.start and fact.end and _before(fact.end, fact.start):
        yield rules.END_BEFORE_START.found(*spot, "end", start=fact.start, end=fact.end)
    if element is None or not fact.codes:
        return
    known = [choice.code for choice in element.choices]
    if not known:
        yield rules.CODES_WITHOUT_CHOICES.found(*spot, "codes")
        return
    if len(fact.codes) > 1 and not element.multiple:
        yield rules.SEVERAL_CODES.found(*spot, "codes")
    for position, code in enumerate(fact.codes):
        if code not in known:
            yield rules.UNKNOWN_CODE.found(*spot, "codes", position, code=code, **options(code, known))


def _party_findings(table: RequiredParties, generic: GenericModel) -> Iterator[Finding]:
    seats = {key: e.role for key, e in generic.elements.items() if e.role and e.role.seat}
    for position, party in enumerate(table.parties):
        role = seats.get(party.role)
        if role is None:
            yield rules.UNKNOWN_PARTY_ROLE.found(
                "parties", position, "role", key=party.role, **options(party.role, seats)
            )
        elif role.sector != party.sector:
            yield rules.PARTY_SECTOR.found(
                "parties", position, "sector", sector=party.sector, other=role.sector
            )


def _in_range(spot: Spot, value: float | None, least: float, most: float) -> Iterator[Finding]:
    if value is not None and not least <= value <= most:
        yield rules.OUT_OF_RANGE.found(*spot, value=f"{value:g}", least=f"{least:g}", most=most)


def _before(earlier: str, later: str) -> bool:
    """Whether a day, month or year is before another, at the precision both have."""
    shared = min(len(earlier), len(later))
    return earlier[:shared] < later[:shared]
