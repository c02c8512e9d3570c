"""What units think of their partners: information exchange, trust and value. Only ever as means over raters.

Trust and value follow the PARTNER tool: trust is the mean of reliability, shared mission and openness (V5-V7), value
of influence, involvement and resources (V8-V10), each 1-4. Source: Visible Network Labs, *Analyze trust and value*;
Varda et al., Core dimensions of connectivity in public health collaboratives, J Public Health Manag Pract 14 (2008).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from mallipaja.survey.answers import FeedRecord
from mallipaja.survey.given import Facts, known
from mallipaja.survey.suppression import SMALLEST_GROUP
from mallipaja.survey.units import ActorInfo, UnitInfo, pilot_units, served_pilots

MINIMUM_RATERS = SMALLEST_GROUP
"""Opinions of fewer respondents are not shown, not as a mean and not as a distribution: respondents are told so."""
PARTNER_RATERS = 3
"""Fewer raters than these never make a score, whatever respondents were told."""
TRUST = ("trust_reliability", "trust_mission", "trust_openness")
VALUE = ("value_influence", "value_involvement", "value_resources")
FEEDS = frozenset(f"network.{feed}" for feed in ("information_exchange", *TRUST, *VALUE))
"""Of all opinions, the only ones that an analysis reads; the others are shown with the results of their round."""
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


_Rating = tuple[str, float]
"""Whose it is (the same in two pilots when one answer holds for both), and the grade."""


def information_exchange(
    records: Sequence[FeedRecord],
    units: Iterable[UnitInfo],
    pilot: str,
    minimum_raters: int = MINIMUM_RATERS,
) -> InformationExchange:
    """The mean over units of each unit's own mean, so that a unit with many partners does not count for
    more. Not shown either when another pilot's mean less this one would tell what fewer units think."""
    facts = Facts(records)
    served = served_pilots(units, records)
    ratings = {key: _exchange(facts, served, key) for key in _pilots(served, pilot)}
    here = ratings.get(pilot, [])
    is_shown = pilot in _told_apart(ratings, minimum_raters)
    return InformationExchange(_mean([grade for _of, grade in here]) if is_shown else None, len(here))


def _exchange(facts: Facts, units: Iterable[UnitInfo], pilot: str) -> list[_Rating]:
    found: list[_Rating] = []
    for unit in pilot_units(units, pilot):
        rows = facts.rows("network.information_exchange", unit.id, pilot)
        given = [_grade(facts, "information_exchange", unit.id, pilot, row) for row in rows]
        grades = [grade for grade in given if grade is not None]
        if grades:
            found.append((_whose(facts, ("information_exchange",), unit.id, pilot), _mean(grades)))
    return found


def _pilots(units: Sequence[UnitInfo], pilot: str) -> list[str]:
    """The pilot and all that share a unit with it or with one another, in the order of the alphabet."""
    found, waiting = {pilot}, [pilot]
    while waiting:
        here = waiting.pop()
        for unit in pilot_units(units, here):
            fresh = set(unit.pilots) - found
            found |= fresh
            waiting += fresh
    return sorted(found)


def _told_apart(ratings: Mapping[str, Sequence[_Rating]], least: int) -> frozenset[str]:
    """The pilots whose means may be shown, larger ones first.

    Each keeps ``least`` raters that are in no other pilot shown, so that no sum of the means is about fewer; pilots
    with the very same raters have the same mean, and one tells no more than the other.
    """
    whose = {pilot: frozenset(of for of, _grade in given) for pilot, given in ratings.items()}
    kept: dict[frozenset[str], list[str]] = {}
    for pilot in sorted(whose, key=lambda one: (-len(whose[one]), one)):
        raters = whose[pilot]
        if raters in kept:
            kept[raters].append(pilot)
            continue
        tried = [*kept, raters]
        alone = (one - frozenset().union(*(other for other in tried if other != one)) for one in tried)
        if all(len(own) >= least for own in alone):
            kept[raters] = [pilot]
    return frozenset(pilot for pilots in kept.values() for pilot in pilots)


def _whose(facts: Facts, feeds: Sequence[str], unit: str, pilot: str, row: str = "") -> str:
    """The unit, and the pilot when it answered for that one apart: then it is another answer in each pilot."""
    apart = any(
        record.pilot == pilot
        for feed in feeds
        for record in facts.records(f"network.{feed}", unit, pilot)
        if not row or record.row == row
    )
    shared = any(
        not record.pilot
        for feed in feeds
        for record in facts.records(f"network.{feed}", unit, pilot)
        if not row or record.row == row
    )
    return f"{unit}@{pilot}" if apart and not shared else unit


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
        their ratings are averaged first, and an actor's opinion of itself is left out. A score is not shown either
        when scores of other pilots, given by some of the same raters, would tell what fewer of them think.

    Raises
    ------
    ValueError : ``minimum_raters`` is less than `PARTNER_RATERS`.
    """
    if minimum_raters < PARTNER_RATERS:
        raise ValueError(f"at least {PARTNER_RATERS} raters are needed")
    facts = Facts(records)
    listed, served = tuple(actors), served_pilots(units, records)
    here = sorted(actor.id for actor in listed if pilot in actor.pilots)
    pilots = _pilots(served, pilot)
    members = {key: _members(listed, served, key) for key in pilots}
    scores: list[PartnerScore] = []
    for actor in here:
        means: list[float | None] = []
        counts: list[int] = []
        for feeds in (TRUST, VALUE):
            ratings = {key: _of_actor(facts, feeds, members[key], key, actor) for key in pilots}
            given = ratings[pilot]
            is_shown = pilot in _told_apart(ratings, minimum_raters)
            means.append(_mean([grade for _of, grade in given]) if is_shown else None)
            counts.append(len(given))
        scores.append(PartnerScore(actor, means[0], counts[0], means[1], counts[1]))
    return tuple(scores)


def _members(actors: Iterable[ActorInfo], units: Iterable[UnitInfo], pilot: str) -> dict[str, list[str]]:
    """The units of each actor in a pilot."""
    found: dict[str, list[str]] = {actor.id: [] for actor in actors if pilot in actor.pilots}
    for unit in pilot_units(units, pilot):
        if unit.actor in found:
            found[unit.actor].append(unit.id)
    return found


def _of_actor(
    facts: Facts, feeds: Sequence[str], members: Mapping[str, Sequence[str]], pilot: str, actor: str
) -> list[_Rating]:
    """The ratings of an actor by the others; units of one actor are one rater."""
    found: list[_Rating] = []
    for rater, units in members.items():
        if rater == actor:
            continue
        given = [(unit, _rating(facts, feeds, unit, pilot, actor)) for unit in units]
        rated = [(unit, rating) for unit, rating in given if rating is not None]
        if rated:
            of = "+".join(sorted(_whose(facts, feeds, unit, pilot, actor) for unit, _grade in rated))
            found.append((of, _mean([rating for _unit, rating in rated])))
    return found


def _rating(facts: Facts, feeds: Sequence[str], unit: str, pilot: str, actor: str) -> float | None:
    """The mean of the questions a unit answered of ``actor``; ``None`` when it answered too few."""
    given = [_grade(facts, feed, unit, pilot, actor) for feed in feeds]
    grades = [grade for grade in given if grade is not None]
    return _mean(grades) if len(grades) >= LEAST_ANSWERED else None


def _grade(facts: Facts, feed: str, unit: str, pilot: str, row: str) -> float | None:
    value = known(facts.value(f"network.{feed}", unit, pilot, row))
    if isinstance(value, str):
        return float(value) if value.isdecimal() else None
    return float(value) if isinstance(value, int | float) else None


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
