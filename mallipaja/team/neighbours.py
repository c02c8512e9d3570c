"""Places that draft their teams together: each with its own case, what it lends, and its team alone and with sharing."""

from __future__ import annotations

from dataclasses import dataclass

from mallipaja.team.case import Case
from mallipaja.team.draft import Draft, Status
from mallipaja.team.goals import Goals

WEIGHTS = (1000.0, 10.0, 40.0)
"""Of a missing party or mandatory seat, of a missing hour (mandatory ones twice), of a missing holder."""


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality, site or area with its own team. ``case``'s posts are its own."""

    id: str
    case: Case


@dataclass(frozen=True, slots=True)
class Loan:
    """A post of ``lender`` in a seat of ``borrower``; ``travel`` hours a month, ``None`` when not known."""

    post: str
    lender: str
    borrower: str
    role: str
    hours_per_month: float
    remote: bool
    travel: float | None


@dataclass(frozen=True, slots=True)
class PlaceDrafts:
    """A place's team alone and with sharing. ``case`` holds its own posts and those it borrows, at the hours they
    have there."""

    id: str
    alone: Draft
    together: Draft
    case: Case


@dataclass(frozen=True, slots=True)
class RegionDraft:
    """All the teams. ``alone`` and ``together`` are the weighed sums of what is missing, less is better."""

    places: tuple[PlaceDrafts, ...]
    loans: tuple[Loan, ...]
    alone: float
    together: float
    status: Status
    gap: float


def blended(goals: Goals) -> float:
    """The weighed sum of what a team is missing."""
    missing = (goals.missing_mandatory, goals.missing_hours, goals.missing_competence)
    return sum(weight * value for weight, value in zip(WEIGHTS, missing, strict=True))
