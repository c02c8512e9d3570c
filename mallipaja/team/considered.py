"""The other teams there were, as they are kept with an agreed one: plain facts, so that they can be told later."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from mallipaja.team.alternatives import Alternative


@dataclass(frozen=True, slots=True)
class Considered:
    """Another team.

    Attributes
    ----------
    without, added : names of the posts that the agreed team has and this one has not, and the other way round.
    moved : (name of the post, roles it sits in instead).
    hours_given, hours_missing : h a month; travel_hours too.
    gaps : how many gaps it has.
    """

    without: tuple[str, ...]
    added: tuple[str, ...]
    moved: tuple[tuple[str, tuple[str, ...]], ...]
    hours_given: float
    hours_missing: float
    gaps: int
    people: int
    travel_hours: float


def considered(one: Alternative, name: Callable[[str], str]) -> Considered:
    """The facts of an alternative; ``name`` gives the name of a post."""
    draft, found = one.draft, one.difference
    return Considered(
        tuple(name(post) for post in found.without),
        tuple(name(post) for post in found.added),
        tuple((name(post), tuple(after)) for post, _before, after in found.moved),
        round(sum(seat.hours_per_month for seat in draft.filled), 2),
        round(sum(gap.missing for gap in draft.gaps if gap.kind == "hours"), 2),
        len(draft.gaps),
        int(draft.goals.people),
        round(draft.goals.travel_hours, 2),
    )


def as_stored(one: Considered) -> dict[str, Any]:
    """The facts as JSON gives them back."""
    return {
        "without": list(one.without),
        "added": list(one.added),
        "moved": [[post, list(roles)] for post, roles in one.moved],
        "hours_given": one.hours_given,
        "hours_missing": one.hours_missing,
        "gaps": one.gaps,
        "people": one.people,
        "travel_hours": one.travel_hours,
    }


def from_stored(said: Mapping[str, Any]) -> Considered:
    """What `as_stored` wrote."""
    return Considered(
        tuple(str(one) for one in said["without"]),
        tuple(str(one) for one in said["added"]),
        tuple((str(post), tuple(str(role) for role in roles)) for post, roles in said["moved"]),
        float(said["hours_given"]),
        float(said["hours_missing"]),
        int(said["gaps"]),
        int(said["people"]),
        float(said["travel_hours"]),
    )
