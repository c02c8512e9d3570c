"""What units think of their partners: information exchange, trust and value. Only ever as means over raters.

Trust and value follow the PARTNER tool: trust is the mean of reliability, shared mission and openness (V5-V7), value
of influence, involvement and resources (V8-V10), each 1-4. Source: Visible Network Labs, *Analyze trust and value*;
Varda et al., Core dimensions of connectivity in public health collaboratives, J Public Health Manag Pract 14 (2008).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mallipaja.survey.answers import FeedRecord
from mallipaja.survey.given import Facts, known
from mallipaja.survey.units import ActorInfo, UnitInfo, pilot_units, served_pilots

MINIMUM_RATERS = 5
"""Opinions of fewer respondents are not shown, not as a mean and not as a distribution: respondents are told so."""
PARTNER_RATERS = 3
"""Fewer raters than these never make a score, whatever respondents were told."""
TRUST = ("trust_reliability", "trust_mission", "trust_openness")
VALUE = ("value_influence", "value_involvement", "value_resources")
LEAST_ANSWERED = 2
"""A rating needs so many of its three questions; with fewer it is null."""


@dataclass(frozen=True, slots=True)
class InformationExchange:
    """How well information about a client moves (1-5), over all partners of a pilot.

    ``mean`` is ``None`` when fewer than `MINIMUM_RATERS` units gave their opinion; ``raters`` is how many
    did.
    """

    mean: float | None
    raters: int


@dataclass(frozen=True, slots=True)
class PartnerScore:
    """How an actor is seen by the others, 1-4; ``None`` when too few of them rated it.

    ``trust_raters`` and ``value_raters`` are the actors that did. Scores are for talking about cooperation; they are
    not a ranking.
    """

    actor: str
    trust: float | None
    trust_raters: int
    value: float | None
    value_raters: int


def information_exchange(
    records: Sequence[FeedRecord], units: Iterable[UnitInfo], pilot: str
) -> InformationExchange:
    """The mean over units of each unit's own mean, so that a unit with many partners does not count for
    more."""
    facts = Facts(records)
    means: list[float] = []
    for unit in pilot_units(served_pilots(units, records), pilot):
        rows = facts.rows("network.information_exchange", unit.id, pilot)
        given = [_grade(facts, "information_exchange", unit.id, pilot, row) for row in rows]
        grades = [grade for grade in given if grade is not None]
        if grades:
            means.append(_mean(grades))
    return InformationExchange(_mean(means) if len(means) >= MINIMUM_RATERS else None, len(means))


def partner_scores(
    records: Sequence[FeedRecord],
    units: Iterable[UnitInfo],
    actors: Iterable[ActorInfo],
    pilot: str,
    minimum_raters: int = MINIMUM_RATERS,
) -> tuple[PartnerScore, ...]:
    """Trust and value of every actor of the pilot, in the order of their ids.

    Parameters
    ----------
    records, units, actors, pilot : as in `joining.ties`.
    minimum_raters : how many actors must have rated; at least `PARTNER_RATERS`. Units of one actor are one rater:
        their ratings are averaged first, and an actor's opinion of itself is left out.

    Raises
    ------
    ValueError : ``minimum_raters`` is less than `PARTNER_RATERS`.
    """
    if minimum_raters < PARTNER_RATERS:
        raise ValueError(f"at least {PARTNER_RATERS} raters are needed")
    facts = Facts(records)
    here = sorted(actor.id for actor in actors if pilot in actor.pilots)
    members: dict[str, list[str]] = {actor: [] for actor in here}
    for unit in pilot_units(served_pilots(units, records), pilot):
        if unit.actor in members:
            members[unit.actor].append(unit.id)
    scores: list[PartnerScore] = []
    for actor in here:
        by_feeds = []
        for feeds in (TRUST, VALUE):
            ratings = [
                _joined(_rating(facts, feeds, unit, pilot, actor) for unit in raters)
                for rater, raters in members.items()
                if rater != actor
            ]
            by_feeds.append([rating for rating in ratings if rating is not None])
        trust, value = by_feeds
        shown = [_mean(given) if len(given) >= minimum_raters else None for given in by_feeds]
        scores.append(PartnerScore(actor, shown[0], len(trust), shown[1], len(value)))
    return tuple(scores)


def _rating(facts: Facts, feeds: Sequence[str], unit: str, pilot: str, actor: str) -> float | None:
    """The mean of the questions a unit answered of ``actor``; ``None`` when it answered too few."""
    given = [_grade(facts, feed, unit, pilot, actor) for feed in feeds]
    grades = [grade for grade in given if grade is not None]
    return _mean(grades) if len(grades) >= LEAST_ANSWERED else None


def _joined(ratings: Iterable[float | None]) -> float | None:
    given = [rating for rating in ratings if rating is not None]
    return _mean(given) if given else None


def _grade(facts: Facts, feed: str, unit: str, pilot: str, row: str) -> float | None:
    value = known(facts.value(f"network.{feed}", unit, pilot, row))
    if isinstance(value, str):
        return float(value) if value.isdecimal() else None
    return float(value) if isinstance(value, int | float) else None


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
