"""Meaning checks of file names, sources, municipalities and reference tables.

Templates and models are checked in `mallipaja.survey.check` and `mallipaja.model.check`.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import PurePath

from mallipaja.catalogue import rules
from mallipaja.catalogue.formats import REFERENCE, Value, format_of
from mallipaja.catalogue.glossary import Glossary
from mallipaja.catalogue.municipality import Figure, Municipality
from mallipaja.catalogue.reference import (
    BenefitShare,
    FollowUpMeasures,
    ProcessSteps,
    Professions,
    RegionFigure,
    RegionFigures,
    RequiredParties,
    RiskFlags,
    ShareRule,
)
from mallipaja.catalogue.shape import options
from mallipaja.catalogue.text import Source, Strict
from mallipaja.catalogue.walk import parts
from mallipaja.errors import Finding, Spot

_UNITS = {
    "unemployed": "persons",
    "unemployed_share": "percent",
    "population": "persons",
    "area_population": "persons",
    "labour_force": "persons",
    "municipalities": "municipalities",
    "subregions": "subregions",
}


def check_file(value: Value, name: str) -> tuple[Finding, ...]:
    """What is wrong with a value that came from a file called ``name``, without looking at other files."""
    return (
        *_check_name(value, PurePath(name).name),
        *check_sources(value),
        *_listed_twice(value),
        *_check_table(value),
    )


def check_sources(value: Strict) -> Iterator[Finding]:
    """Sources given twice or without a web address, and citations of sources the document does not have."""
    sources: tuple[Source, ...] = getattr(value, "sources", ())
    known = [source.id for source in sources]
    for position, source in enumerate(sources):
        if source.id in known[:position]:
            yield rules.SAME_SOURCE.found("sources", position, "id", source=source.id)
        if source.address and not source.address.startswith(("https://", "http://")):
            yield rules.ODD_ADDRESS.found("sources", position, "address", address=source.address)
    for spot, cited in _citations(value):
        if cited not in known:
            yield rules.UNKNOWN_SOURCE.found(*spot, source=cited, **options(cited, known))


def repeated(keys: Iterable[Hashable]) -> Iterator[int]:
    """The 0-based positions of the keys that have been met before."""
    met: set[Hashable] = set()
    for position, key in enumerate(keys):
        if key in met:
            yield position
        met.add(key)


def _listed_twice(value: Strict) -> Iterator[Finding]:
    for spot, part in parts(value):
        for field in type(part).model_fields:
            items = getattr(part, field)
            if isinstance(items, tuple) and all(isinstance(item, str) for item in items):
                for position in repeated(items):
                    yield rules.LISTED_TWICE.found(*spot, field, position, value=items[position])


def _citations(value: Strict) -> Iterator[tuple[Spot, str]]:
    for spot, part in parts(value):
        fields = type(part).model_fields
        if "source" in fields:
            yield (*spot, "source"), part.source  # type: ignore[attr-defined]
        if spot and "sources" in fields:
            for position, cited in enumerate(part.sources):  # type: ignore[attr-defined]
                yield (*spot, "sources", position), cited


def _check_name(value: Value, name: str) -> Iterator[Finding]:
    stem = name.removesuffix(".yaml")
    made = format_of(value)
    if isinstance(value, Municipality):
        if not stem.startswith(f"{value.code}_"):
            yield rules.WRONG_CODE.found("code", code=value.code, name=name)
    elif made.folder == REFERENCE:
        if stem != made.stem:
            yield rules.WRONG_NAME.found("format", format=made.name, name=name, wanted=f"{made.stem}.yaml")
    elif (own := getattr(value, "id", stem)) != stem:
        yield rules.WRONG_ID.found("id", id=own, name=name)


def _check_figures(figures: Sequence[Figure | RegionFigure]) -> Iterator[Finding]:
    for position, figure in enumerate(figures):
        spot = ("figures", position)
        if figure.unit != _UNITS[figure.key]:
            yield rules.WRONG_UNIT.found(
                *spot, "unit", key=figure.key, unit=figure.unit, allowed=_UNITS[figure.key]
            )
        shown = f"{figure.value:g}"
        if figure.value < 0:
            yield rules.NEGATIVE.found(*spot, "value", value=shown)
        elif figure.unit == "percent" and figure.value > 100:
            yield rules.PERCENT_RANGE.found(*spot, "value", value=shown)
        elif figure.unit != "percent" and figure.value != int(figure.value):
            yield rules.NOT_A_COUNT.found(*spot, "value", value=shown)
    for position in repeated(_figure_key(figure) for figure in figures):
        again = figures[position]
        yield rules.SAME_FIGURE.found(
            "figures", position, key=again.key, date=again.date or "–", source=again.source
        )


def _figure_key(figure: Figure | RegionFigure) -> Hashable:
    return figure.model_dump_json(exclude={"value", "unit", "precision", "note"})


def _check_table(value: Value) -> Iterator[Finding]:
    if isinstance(value, Professions):
        yield from _same_rows("professions", "code", [row.code for row in value.professions])
    elif isinstance(value, Glossary):
        yield from _same_words(value)
    elif isinstance(value, RiskFlags):
        yield from _same_rows("flags", "key", [row.key for row in value.flags])
    elif isinstance(value, FollowUpMeasures):
        yield from _same_rows("measures", "key", [row.key for row in value.measures])
    elif isinstance(value, Municipality | RegionFigures):
        yield from _check_figures(value.figures)
    elif isinstance(value, ProcessSteps):
        yield from _same_rows("steps", "key", [row.key for row in value.steps])
        for position, step in enumerate(value.steps):
            if step.order != position + 1:
                yield rules.ORDER.found("steps", position, "order", order=step.order, expected=position + 1)
    elif isinstance(value, RequiredParties):
        # The same party may stand twice, once for each time its name or authority changed.
        for position, party in enumerate(value.parties):
            yield from _check_period(("parties", position), party.valid_from, party.valid_to)
    elif isinstance(value, BenefitShare):
        yield from _same_rows("rules", "key", [rule.key for rule in value.rules])
        for position, rule in enumerate(value.rules):
            yield from _check_period(("rules", position), rule.valid_from, rule.valid_to)
            yield from _check_ladder(("rules", position), rule)


def _same_words(glossary: Glossary) -> Iterator[Finding]:
    spots = [
        (word.key, ("groups", g, "words", w))
        for g, group in enumerate(glossary.groups)
        for w, word in enumerate(group.words)
    ]
    for position in repeated(key for key, _ in spots):
        key, spot = spots[position]
        yield rules.SAME_ROW.found(*spot, "key", key=key)


def _same_rows(field: str, key: str, keys: list[str]) -> Iterator[Finding]:
    for position in repeated(keys):
        yield rules.SAME_ROW.found(field, position, key, key=keys[position])


def _check_period(spot: Spot, start: date | None, end: date | None) -> Iterator[Finding]:
    if start and end and end < start:
        yield rules.ENDS_BEFORE_START.found(*spot, "valid_to", start=start, end=end)


def _check_ladder(spot: Spot, rule: ShareRule) -> Iterator[Finding]:
    expected: int | None = rule.steps[0].from_day if rule.steps else None
    for position, step in enumerate(rule.steps):
        if step.from_day != expected:
            shown = expected if expected is not None else "–"
            yield rules.STEP_GAP.found(
                *spot, "steps", position, "from_day", start=step.from_day, expected=shown
            )
        if not 0 <= step.percent <= 100:
            yield rules.PERCENT_RANGE.found(*spot, "steps", position, "percent", value=f"{step.percent:g}")
        expected = step.to_day + 1 if step.to_day is not None else None
