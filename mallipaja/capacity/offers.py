"""What units offer to a team (K17) and to client coordination (K18), per unit and pilot. Nothing here is a
promise."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mallipaja.survey.given import Facts, Given, NotAnswered, Said, Total, total
from mallipaja.survey.units import OfUnit, UnitInfo, served_pilots


@dataclass(frozen=True, slots=True)
class TeamOffer(OfUnit):
    """A unit's answer about a representative in one pilot's team.

    ``representative``: yes, conditionally or no. ``hours_per_month`` are hours a month for this pilot's team.
    ``mandate``: mine (the respondent may commit working time) or to_be_confirmed (by a supervisor).
    """

    pilot: str
    representative: Given[str]
    profession: Given[str]
    hours_per_month: Given[float]
    remote: Given[bool]
    several_pilots: Given[bool]
    convenes: Given[bool]
    member_already: Given[bool]
    mandate: Given[str]


@dataclass(frozen=True, slots=True)
class CoordinatorOffer(OfUnit):
    """A unit's answer about a client coordinator in one pilot; ``clients`` at one time."""

    pilot: str
    possible: Given[str]
    clients: Given[float]
    mandate: Given[str]


def team_offers(units: Iterable[UnitInfo], said: Said) -> tuple[TeamOffer, ...]:
    """One offer for each unit and each pilot it serves, answered or not, in the order of ``units``."""
    facts = Facts.of(said)
    return tuple(
        TeamOffer(
            **unit.own,
            pilot=pilot,
            representative=facts.code("team.representative", unit.id, pilot),
            profession=facts.code("team.profession", unit.id, pilot),
            hours_per_month=facts.number("team.hours_per_month", unit.id, pilot),
            remote=facts.yes("team.remote", unit.id, pilot),
            several_pilots=facts.yes("team.several_pilots", unit.id, pilot),
            convenes=facts.yes("team.convenes", unit.id, pilot),
            member_already=facts.yes("team.member_already", unit.id, pilot),
            mandate=facts.code("team.mandate", unit.id, pilot),
        )
        for unit in served_pilots(units, facts.of_feed("unit.pilots"))
        for pilot in unit.pilots
    )


def coordinator_offers(units: Iterable[UnitInfo], said: Said) -> tuple[CoordinatorOffer, ...]:
    """One offer for each unit and each pilot it serves, answered or not, in the order of ``units``."""
    facts = Facts.of(said)
    return tuple(
        CoordinatorOffer(
            **unit.own,
            pilot=pilot,
            possible=facts.code("coordinator.possible", unit.id, pilot),
            clients=facts.number("coordinator.clients", unit.id, pilot),
            mandate=facts.code("coordinator.mandate", unit.id, pilot),
        )
        for unit in served_pilots(units, facts.of_feed("unit.pilots"))
        for pilot in unit.pilots
    )


def offered_hours(offers: Iterable[TeamOffer], pilot: str) -> Total:
    """Hours a month offered to ``pilot``'s team by the units that did not say no."""
    return total(
        offer.hours_per_month for offer in offers if offer.pilot == pilot and _is_open(offer.representative)
    )


def offered_clients(offers: Iterable[CoordinatorOffer], pilot: str) -> Total:
    """Clients the offered coordinators of ``pilot`` could have at one time, over the units that did not say
    no."""
    return total(offer.clients for offer in offers if offer.pilot == pilot and _is_open(offer.possible))


def _is_open(answer: Given[str]) -> bool:
    return isinstance(answer, NotAnswered) or getattr(answer, "value", "") != "no"
