"""Confirmed passages of an Innokylä page as a described model, in the developer's own words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mallipaja.catalogue.operating_model import (
    DescribedModel,
    Description,
    Fact,
    GenericModel,
    Modality,
    Relation,
    State,
    Unit,
)
from mallipaja.catalogue.text import Source, Text
from mallipaja.exchange.innokyla_page import InnokylaPage

PAGE = "page"
"""The id of the page among the model's sources."""


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What a person said of one passage: the element it tells, how, and in their own words what it says."""

    element: str
    section: str
    text: str
    state: State = "stated"
    relation: Relation | None = "same"
    modality: Modality = "in_use"
    codes: tuple[str, ...] = ()
    value: float | None = None
    unit: Unit | None = None


def model_of(
    page: InnokylaPage, model_id: str, confirmed: Iterable[Confirmed], generic: GenericModel
) -> DescribedModel:
    """The described model: what the page says of itself, and what has been confirmed of it.

    The facts carry the section and the day the page was last edited; no passage of the page goes along. An element with
    facts that say both that it is there and that it is missing is stated.
    """
    facts: dict[str, list[Confirmed]] = {}
    for one in confirmed:
        facts.setdefault(one.element, []).append(one)
    title = page.title or model_id
    day = page.modified or page.created
    return DescribedModel(
        format="mallipaja/operating_model/1",
        kind="described",
        id=model_id,
        version=f"{day.year}.{day.month}.{day.day}" if day else "1",
        described_against=generic.id,
        described_version=generic.version,
        name=Text(fi=title),
        region=Text(fi=page.region or page.place or title),
        summary=Text(fi=page.short_description or title),
        sources=(
            Source(id=PAGE, title=title, kind="innokyla_page", created=page.created, modified=page.modified),
        ),
        elements={
            key: _description(facts[key], day.isoformat() if day else None)
            for key in generic.elements
            if key in facts
        },
    )


def _description(listed: list[Confirmed], day: str | None) -> Description:
    stated = [one for one in listed if one.state == "stated"]
    used = stated or listed
    relations = [one.relation for one in stated if one.relation is not None]
    facts = tuple(
        Fact(
            text=Text(fi=one.text), value=one.value, unit=one.unit, codes=one.codes, modality=one.modality,
            source=PAGE, section=one.section or None, date=day,
        )
        for one in used
    )  # fmt: skip
    return Description(
        state="stated" if stated else "stated_absent",
        relation=relations[0] if relations else None,
        facts=facts,
    )
