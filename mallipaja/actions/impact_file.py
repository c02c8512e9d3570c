"""An impact file calculated by the dated table of the municipality's share: no database and no permission."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from mallipaja.catalogue.formats import REFERENCE
from mallipaja.catalogue.impact import ImpactFile, read_impact
from mallipaja.catalogue.load import load_catalogue
from mallipaja.catalogue.reference import BenefitShare
from mallipaja.catalogue.text import Source
from mallipaja.errors import Finding, ProblemsError
from mallipaja.model.benefit_cost import BenefitCost, Range, Terms, benefit_cost, findings, term_findings
from mallipaja.model.benefit_rules import NO_RULES, NOT_TWO

TABLE = f"{REFERENCE}/benefit_share.yaml"


@dataclass(frozen=True, slots=True)
class ImpactResult:
    """The cost as things are given, and with the other numbers of people where the file has them.

    ``sources`` are those of the table, by id.
    """

    given: ImpactFile
    terms: Terms
    cost: BenefitCost
    what_if: BenefitCost | None
    sources: dict[str, Source]


def impact_of_file(root: Path, content: bytes, name: str) -> ImpactResult:
    """What the file's people cost their municipality in a year.

    Parameters
    ----------
    root : the folder that holds ``reference_data/``.
    content, name : the file's bytes, and what it is called in problems.

    Raises
    ------
    ProblemsError
        Everything that is wrong with the file, or with the table.
    """
    given, lines = read_impact(content, name)
    table = load_catalogue(root).table(BenefitShare)
    if table is None:
        raise ProblemsError([NO_RULES.found().at(TABLE)])
    rule = next(one for one in table.rules if one.key == given.rules)
    terms = Terms(rule, given.days_per_year, given.daily_amount_eur)
    people, others = _ranges(given.people), _ranges(given.what_if or {})
    found = [*_not_two(given), *term_findings(terms), *findings(terms, people)]
    if others and not found:
        found += findings(terms, {**people, **others}, "what_if")
    if found:
        raise ProblemsError(one.at(name, lines.of(one.spot)) for one in found)
    what_if = benefit_cost(terms, {**people, **others}) if others else None
    sources = {source.id: source for source in table.sources}
    return ImpactResult(given, terms, benefit_cost(terms, people), what_if, sources)


def _ranges(people: Mapping[str, tuple[float, ...]]) -> dict[str, Range]:
    return {band: (numbers[0], numbers[-1]) for band, numbers in people.items() if numbers}


def _not_two(given: ImpactFile) -> Iterator[Finding]:
    for key, people in (("people", given.people), ("what_if", given.what_if or {})):
        for band, numbers in people.items():
            if len(numbers) not in {1, 2}:
                yield NOT_TWO.found(key, band, count=len(numbers))
