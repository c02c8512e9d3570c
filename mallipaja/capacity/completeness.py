"""How much of what the capacity figures need has been said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mallipaja.capacity.offers import TeamOffer, team_offers
from mallipaja.capacity.supply import SupplyRow, supply
from mallipaja.survey.given import Facts, Given, Known, Said, Total, mapped, total
from mallipaja.survey.units import UnitInfo, pilot_units, served_pilots


@dataclass(frozen=True, slots=True)
class Completeness:
    """Counts behind "how complete is this".

    ``units`` should have answered, ``answered`` have said something; ``silent`` are the ids of the rest.
    ``staff`` counts headcount, htv and client hours of every unit and profession; ``team`` counts the answers
    on a team representative and the hours offered. In both only the counts mean something, not the sum.
    """

    units: int
    answered: int
    silent: tuple[str, ...]
    staff: Total
    team: Total

    @property
    def share(self) -> float | None:
        """Share of the needed values that are known, 0-1; ``None`` when no unit is expected to answer."""
        expected = self.staff.expected + self.team.expected
        return (self.staff.known + self.team.known) / expected if expected else None


def completeness(units: Iterable[UnitInfo], said: Said, pilot: str | None = None) -> Completeness:
    """Completeness of the project, or of the units that serve ``pilot``.

    A unit that has not named its professions counts as one profession with nothing known, so the figure can
    fall when it names three of them and gives numbers for none.
    """
    facts = Facts.of(said)
    chosen = served_pilots(units, facts.of_feed("unit.pilots"))
    if pilot is not None:
        chosen = pilot_units(chosen, pilot)
    offers = [o for o in team_offers(chosen, facts) if pilot is None or o.pilot == pilot]
    return completeness_of(chosen, facts, supply(chosen, facts), offers)


def completeness_of(
    units: Sequence[UnitInfo], facts: Facts, rows: Iterable[SupplyRow], offers: Iterable[TeamOffer]
) -> Completeness:
    """Completeness of ``units`` whose ``rows`` and ``offers`` have been read already."""
    silent = tuple(unit.id for unit in units if not facts.answered(unit.id, "capacity."))
    needed: list[Given[float]] = []
    for offer in offers:
        needed.append(mapped(offer.representative, lambda _: 1.0))
        if offer.representative != Known("no"):
            needed.append(offer.hours_per_month)
    return Completeness(
        units=len(units),
        answered=len(units) - len(silent),
        silent=silent,
        staff=total(v for row in rows for v in (row.headcount, row.htv, row.client_hours_per_week)),
        team=total(needed),
    )
