"""How far each required party of a team is: has it agreed, with a mandate, been asked, or is nobody of it there?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

PartyState = Literal["agreed", "to_be_confirmed", "asked", "not_asked", "declined", "no_seat"]
"""Agreed by somebody with a mandate; agreed, but a supervisor has still to confirm it; its people have been asked or
named, but the organisation has agreed on nothing; nobody has been asked; it has said no; nobody of it sits in the team."""
_BEST: tuple[PartyState, ...] = ("agreed", "to_be_confirmed", "asked", "not_asked", "declined")
_BINDING = frozenset({"present", "confirmed"})
_NAMED = frozenset({"named", "deputy_named"})


@dataclass(frozen=True, slots=True)
class SeatOfParty:
    """A filled seat: the sector and organisation of who sits there, and the state of the seat.

    ``requested``: there is a day on which it was asked for; somebody may be named to a seat nobody has asked for.
    """

    sector: str
    organisation: str
    state: str
    requested: bool = True


@dataclass(frozen=True, slots=True)
class RequiredParty:
    """A required party, named by its sector, with the organisations of it that sit in the team."""

    sector: str
    state: PartyState
    organisations: tuple[str, ...]

    @property
    def is_agreed(self) -> bool:
        """Whether somebody with a mandate has agreed for it."""
        return self.state == "agreed"


def required_parties(
    sectors: Sequence[str], seats: Iterable[SeatOfParty], mandates: Mapping[str, str]
) -> tuple[RequiredParty, ...]:
    """Each required party in the order of ``sectors``, as far as its furthest organisation is.

    Parameters
    ----------
    sectors : the parties a team has to have on the day.
    mandates : the mandate of those who agreed, by organisation (`actions.agreement_parties.MANDATES`).
    """
    listed = tuple(seats)
    found = []
    for sector in sectors:
        mine = [one for one in listed if one.sector == sector]
        states = {_state(one, mandates) for one in mine}
        best: PartyState = next((one for one in _BEST if one in states), "no_seat")
        names = tuple(dict.fromkeys(one.organisation for one in mine if one.organisation))
        found.append(RequiredParty(sector, best, names))
    return tuple(found)


def _state(seat: SeatOfParty, mandates: Mapping[str, str]) -> PartyState:
    mandate = mandates.get(seat.organisation)
    if mandate is not None:
        return "agreed" if mandate in _BINDING else "to_be_confirmed"
    if seat.state == "requested" or (seat.state in _NAMED and seat.requested):
        return "asked"
    return "declined" if seat.state == "declined" else "not_asked"
