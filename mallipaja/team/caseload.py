"""How many clients the client coordinators have now, against how many they may have at one time (K18).

A post is a unit's: K18 asks how many clients all the coordinators of a unit could have together. Nobody asks how many
they have now; it is counted in the pilot and written down with its day. What nobody has said is never a zero: it is
left out of the sums, and the sums say so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from mallipaja.capacity.offers import CoordinatorOffer
from mallipaja.capacity.waiting import WaitStatement, coordinator_load, statement
from mallipaja.survey.given import Given, Known, NotAnswered, Total, total
from mallipaja.team.posts import OFFERED, Post

Standing = Literal["over", "full", "room", "not_known"]
Origin = Literal["agreed", "counted", "answered", "assumed"]
"""Where a figure of the wait comes from: the pilot has agreed on it, its follow-up counts it, its units have answered
it (K10), or it is only what the reckoning begins with."""
MONTHS_EACH = 6.0
"""How long a client keeps a coordinator when nobody has said: a place to begin, not a figure of any norm."""
WAIT_MONTHS = 1.0
"""The wait the pilot asks about: is it over a month?"""


@dataclass(frozen=True, slots=True)
class Count:
    """Clients of a post's coordinators on a day."""

    clients: int
    counted_on: date


@dataclass(frozen=True, slots=True)
class Load:
    """One post's coordinators. ``most`` is how many clients they may have at one time, ``now`` how many they have;
    ``now`` is ``None`` when nobody has counted."""

    post: str
    name: str
    most: Given[float]
    now: Count | None

    @property
    def standing(self) -> Standing:
        """How full the post is; not known when either figure is missing."""
        if self.now is None or not isinstance(self.most, Known):
            return "not_known"
        if self.now.clients > self.most.value:
            return "over"
        return "full" if self.now.clients == self.most.value else "room"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of the wait and where it comes from."""

    value: float
    origin: Origin


@dataclass(frozen=True, slots=True)
class Caseloads:
    """A pilot's coordinators together.

    Attributes
    ----------
    loads : posts whose unit has said that somebody in it could be a coordinator, or that have clients already.
    unheard : names of units that have not said whether anybody could.
    most, now : sums over what is known, with how many are not.
    arrivals : new clients a month; ``None`` when nothing at all is known of them.
    months_each : how long a client has a coordinator.
    """

    loads: tuple[Load, ...]
    unheard: tuple[str, ...]
    arrivals: Figure | None
    months_each: Figure

    @property
    def most(self) -> Total:
        return total(one.most for one in self.loads)

    @property
    def now(self) -> Total:
        return total(Known(float(one.now.clients)) if one.now else NotAnswered() for one in self.loads)

    @property
    def free(self) -> int | None:
        """Places free now over the posts of which both figures are known; ``None`` when there is no such post.

        A post over its number takes nothing from another: its clients are its own.
        """
        both = [
            (one.most.value, one.now.clients) for one in self.loads if one.now and isinstance(one.most, Known)
        ]
        return int(sum(max(0.0, most - now) for most, now in both)) if both else None

    @property
    def wait(self) -> WaitStatement | None:
        """Whether a new client probably waits over `WAIT_MONTHS` (Erlang C); ``None`` without places or arrivals.

        The places are those that are known, so with some not known the wait may be shorter.
        """
        if self.arrivals is None or self.most.value is None:
            return None
        found = coordinator_load(self.most.value, self.arrivals.value, self.months_each.value)
        return statement(found, WAIT_MONTHS)


def loads(
    offers: Iterable[CoordinatorOffer],
    posts: Sequence[Post],
    removed: Iterable[str],
    counts: Mapping[str, Count],
) -> tuple[Load, ...]:
    """The posts whose people may be client coordinators, by name.

    Parameters
    ----------
    offers : K18 of every unit of the pilot.
    posts : the posts of the team as corrected by hand; they go before the answers.
    removed : posts taken out by hand.
    counts : clients now, by post.
    """
    gone = set(removed)
    found = {
        one.unit: Load(one.unit, one.unit_name, _most(one), counts.get(one.unit))
        for one in offers
        if one.unit not in gone and (_offered(one) or one.unit in counts)
    }
    for post in posts:
        said = isinstance(post.coordinator_clients, Known)
        if post.may_coordinate or post.id in counts or (said and post.id in found):
            found[post.id] = Load(post.id, post.unit_name, post.coordinator_clients, counts.get(post.id))
    kept = (one for one in found.values() if one.now is not None or one.most != Known(0.0))
    return tuple(sorted(kept, key=lambda one: (one.name.casefold(), one.post)))


def unheard(offers: Iterable[CoordinatorOffer], known: Iterable[Load]) -> tuple[str, ...]:
    """Units that have not said whether anybody of theirs could be a coordinator, and of which nobody else has."""
    heard = {one.post for one in known}
    return tuple(
        one.unit_name for one in offers if not isinstance(one.possible, Known) and one.unit not in heard
    )


def _offered(offer: CoordinatorOffer) -> bool:
    return isinstance(offer.possible, Known) and offer.possible.value in OFFERED


def _most(offer: CoordinatorOffer) -> Given[float]:
    return Known(0.0) if offer.possible == Known("no") else offer.clients
