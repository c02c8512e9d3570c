"""Who answers and who is asked about: units (workplaces that answer) and actors (nodes of the network).

``served_pilots`` takes the unit's own answer to "which municipalities do you serve" over what was filled in
beforehand; every analysis starts from its result.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from mallipaja.survey.answers import FeedRecord


@dataclass(frozen=True, slots=True)
class OfUnit:
    """Whose something is: the unit, its employer, its sector and its actor, by id and name."""

    unit: str
    unit_name: str
    organisation: str
    organisation_name: str
    sector: str
    actor: str


@dataclass(frozen=True, slots=True)
class UnitInfo:
    """A unit that answers surveys.

    ``organisation`` is the employer's id, ``actor`` the id of the network node it belongs to, ``pilots`` the
    ids of the pilots it serves (empty when nobody has said).
    """

    id: str
    organisation: str
    organisation_name: str
    sector: str
    actor: str
    name: str
    pilots: tuple[str, ...]

    @property
    def own(self) -> dict[str, str]:
        """The fields of an `OfUnit` of this unit, by name."""
        return {
            "unit": self.id,
            "unit_name": self.name,
            "organisation": self.organisation,
            "organisation_name": self.organisation_name,
            "sector": self.sector,
            "actor": self.actor,
        }


@dataclass(frozen=True, slots=True)
class ActorInfo:
    """A node of the network. The employer is an attribute: health and social care may share one."""

    id: str
    name: str
    sector: str
    organisation: str
    organisation_name: str
    pilots: tuple[str, ...]


def served_pilots(units: Iterable[UnitInfo], records: Iterable[FeedRecord]) -> tuple[UnitInfo, ...]:
    """The units with the pilots they say they serve.

    A unit that has not answered keeps the pilots it was set up with; so does one that answered with nothing
    ticked, because a unit that serves no pilot would not have been asked. The last answer counts.
    """
    said = {
        r.unit: r.value for r in records if r.feed == "unit.pilots" and isinstance(r.value, tuple) and r.value
    }
    return tuple(
        replace(unit, pilots=tuple(sorted(set(said[unit.id])))) if unit.id in said else unit for unit in units
    )


def pilot_units(units: Iterable[UnitInfo], pilot: str) -> tuple[UnitInfo, ...]:
    """The units that serve ``pilot``, in the given order."""
    return tuple(unit for unit in units if pilot in unit.pilots)
