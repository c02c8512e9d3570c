"""Posts that can sit in a team, from what units offered. A post is a position or a share of one, not a
person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from mallipaja.capacity.offers import CoordinatorOffer, TeamOffer
from mallipaja.survey.given import NOT_ANSWERED, Given, Known
from mallipaja.team.roles import Role

OFFERED = ("yes", "conditionally")
_ANY = "other"
"""The sector of those who belong to none of the others."""


@dataclass(frozen=True, slots=True)
class Post:
    """A post offered to a pilot's team; what has not been said stays unsaid.

    ``id`` is the unit's id: a unit offers one post to a pilot. ``conditional``: the unit said
    "conditionally". ``coordinator_clients``: how many clients at one time somebody in the unit could
    coordinate; known 0 when the unit said it cannot.

    Attributes
    ----------
    more_professions : professions the post has beside ``profession``.
    competences : (competence id, level) of what is known; a competence that is not here is level 0.
    travel_hours_per_month : hours a month spent on the way; ``None`` when nobody has said (counted as 0).
    funded_until : the last day of the money the post is paid with, when it is temporary.
    lent_by : the municipality that lends the post; "" for the pilot's own.
    """

    id: str
    unit: str
    unit_name: str
    organisation: str
    organisation_name: str
    sector: str
    profession: Given[str] = NOT_ANSWERED
    hours_per_month: Given[float] = NOT_ANSWERED
    conditional: bool = False
    remote: Given[bool] = NOT_ANSWERED
    several_pilots: Given[bool] = NOT_ANSWERED
    convenes: Given[bool] = NOT_ANSWERED
    member_already: Given[bool] = NOT_ANSWERED
    mandate: Given[str] = NOT_ANSWERED
    coordinator_clients: Given[float] = NOT_ANSWERED
    coordinates: Given[bool] = NOT_ANSWERED
    more_professions: tuple[str, ...] = ()
    competences: tuple[tuple[str, float], ...] = ()
    travel_hours_per_month: float | None = None
    funded_until: Given[date] = NOT_ANSWERED
    lent_by: str = ""

    @property
    def professions(self) -> tuple[str, ...]:
        """Every profession the post is known to have."""
        first = (self.profession.value,) if isinstance(self.profession, Known) else ()
        return (*first, *self.more_professions)

    @property
    def hours(self) -> float:
        """Hours a month as the draft counts them: 0 when nobody has said."""
        return self.hours_per_month.value if isinstance(self.hours_per_month, Known) else 0.0

    @property
    def is_member(self) -> bool:
        """Whether the unit said the post is already in the team."""
        return self.member_already == Known(True)

    @property
    def may_convene(self) -> bool:
        """Whether the unit said the post may convene the team."""
        return self.convenes == Known(True)

    @property
    def may_coordinate(self) -> bool:
        """Whether somebody of the unit could be a client coordinator."""
        clients = self.coordinator_clients
        return self.coordinates == Known(True) or (isinstance(clients, Known) and clients.value > 0)

    @property
    def travel(self) -> float:
        """Travel hours a month as the draft counts them: 0 when nobody has said, or when taking part remotely."""
        return 0.0 if self.remote == Known(True) else self.travel_hours_per_month or 0.0

    def level(self, competence: str) -> float:
        """Level of a competence; 0 when nothing is known."""
        return dict(self.competences).get(competence, 0.0)


def posts(
    offers: Iterable[TeamOffer], coordinators: Iterable[CoordinatorOffer], pilot: str
) -> tuple[Post, ...]:
    """The posts of the units that said yes or conditionally, sorted by id."""
    asked = [offer for offer in coordinators if offer.pilot == pilot]
    clients = {offer.unit: _clients(offer) for offer in asked}
    possible = {offer.unit: _possible(offer) for offer in asked}
    found = [
        Post(
            id=offer.unit,
            unit=offer.unit,
            unit_name=offer.unit_name,
            organisation=offer.organisation,
            organisation_name=offer.organisation_name,
            sector=offer.sector,
            profession=offer.profession,
            hours_per_month=offer.hours_per_month,
            conditional=offer.representative == Known("conditionally"),
            remote=offer.remote,
            several_pilots=offer.several_pilots,
            convenes=offer.convenes,
            member_already=offer.member_already,
            mandate=offer.mandate,
            coordinator_clients=clients.get(offer.unit, NOT_ANSWERED),
            coordinates=possible.get(offer.unit, NOT_ANSWERED),
        )
        for offer in offers
        if offer.pilot == pilot and _said(offer.representative) in OFFERED
    ]
    return tuple(sorted(found, key=lambda post: post.id))


def unheard(offers: Iterable[TeamOffer], pilot: str) -> tuple[TeamOffer, ...]:
    """The units that have not said whether they can name somebody: not the same as having said no."""
    return tuple(o for o in offers if o.pilot == pilot and not isinstance(o.representative, Known))


def qualifies(post: Post, role: Role) -> bool:
    """Whether the post may sit in the role.

    It must come from one of the role's sectors, where the role says which. Then by profession; by sector when the role
    names no profession, or when nobody has said the post's profession: but "other" says nothing of what somebody can do.
    """
    if role.sectors and post.sector not in role.sectors:
        return False
    if role.any_profession:
        return bool(role.sectors) or post.sector == role.sector
    if not isinstance(post.profession, Known):
        return post.sector == role.sector != _ANY
    return not set(role.qualifies).isdisjoint(post.professions)


def _said(answer: Given[str]) -> str:
    return answer.value if isinstance(answer, Known) else ""


def _clients(offer: CoordinatorOffer) -> Given[float]:
    return Known(0.0) if offer.possible == Known("no") else offer.clients


def _possible(offer: CoordinatorOffer) -> Given[bool]:
    if isinstance(offer.possible, Known):
        return Known(offer.possible.value in OFFERED)
    return offer.possible
