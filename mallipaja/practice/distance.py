"""How far today's practice is from the generic model, element by element: the agenda of the walk-through."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mallipaja.catalogue.operating_model import GenericModel, Level
from mallipaja.practice.elements import NEED_A_TEAM, READINGS
from mallipaja.practice.joint import JointAnswers, Part
from mallipaja.practice.matrix import Matrix
from mallipaja.practice.readings import Described, State, Today
from mallipaja.survey.answers import FeedRecord
from mallipaja.survey.given import Known, known

_ORDER: tuple[State, ...] = ("not", "partly", "not_known", "in_use")
_NO_TEAM = {"no", "planned"}


@dataclass(frozen=True, slots=True)
class Distance:
    """Today's practice and one element of the generic model.

    Attributes
    ----------
    element, level : key of the element, and core or adaptable.
    state : in use as the model says; partly; not (otherwise, or not at all); not known.
    asked : whether any question of the surveys is about it.
    answers : the joint answers behind the state, given or not; those of phases are in the matrix of units instead.
    to_read : whether a text is among them that people have to read, because no state can be told from it.
    planned : no team is there, but one is planned: a wish, never counted as practice.
    """

    element: str
    level: Level
    state: State
    asked: bool
    answers: tuple[Part, ...]
    to_read: bool
    planned: bool


@dataclass(frozen=True, slots=True)
class DistanceCounts:
    """How many elements are in each state, of all of them and of the core."""

    in_use: int
    partly: int
    absent: int
    not_known: int

    @property
    def known(self) -> int:
        """How many are known: the n of any share."""
        return self.in_use + self.partly + self.absent


def distances(
    generic: GenericModel, records: Iterable[FeedRecord], matrix: Matrix, pilot: str
) -> tuple[Distance, ...]:
    """Every core and adaptable element with its state, in the order of the model.

    Parameters
    ----------
    generic : the generic model; its local elements are facts of a region, not practices, and are left out.
    records : feed records of the rounds read together, oldest first.
    matrix : the pilot's phases and actors, as `matrix.matrix` makes it.
    pilot : pilot id.
    """
    sectors = {actor.id: actor.sector for actor in matrix.actors}
    today = Today(JointAnswers(records, pilot), matrix, sectors)
    return tuple(
        _distance(key, element.level, today)
        for key, element in generic.elements.items()
        if element.level != "local"
    )


def agenda(found: Iterable[Distance]) -> tuple[Distance, ...]:
    """What to talk about, in order: the core before the rest, and in each what is not done, what is partly, what is
    not known though it was asked, what was not asked, and last what is in use. Within these the order is kept."""
    return tuple(sorted(found, key=lambda one: (one.level != "core", _ORDER.index(one.state), not one.asked)))


def counts(found: Iterable[Distance], level: Level | None = None) -> DistanceCounts:
    """The elements by state, of one level or of all."""
    states = [one.state for one in found if level in {None, one.level}]
    return DistanceCounts(*(states.count(state) for state in ("in_use", "partly", "not", "not_known")))


def _distance(key: str, level: Level, today: Today) -> Distance:
    readings = READINGS.get(key, ())
    team = next(iter(known(today.answers.codes("practice.T7")) or ()), "")
    teamless = key in NEED_A_TEAM and team in _NO_TEAM
    answers = tuple(
        today.answers.part(feed)
        for feed in dict.fromkeys(feed for reading in readings for feed in reading.feeds)
        if feed.startswith("practice.T") and feed != "practice.T7c"
    )
    texts = {reading.feed for reading in readings if isinstance(reading, Described)}
    states = [reading.state(today) for reading in readings if not isinstance(reading, Described)]
    return Distance(
        element=key,
        level=level,
        state="not" if teamless else _joined(states),
        asked=bool(readings),
        answers=answers,
        to_read=any(part.feed in texts and isinstance(part.value, Known) for part in answers),
        planned=teamless and team == "planned",
    )


def _joined(states: Sequence[State]) -> State:
    """Several readings as one: the first must be known; of those known, all alike or partly."""
    if not states or states[0] == "not_known":
        return "not_known"
    said = {state for state in states if state != "not_known"}
    return said.pop() if len(said) == 1 else "partly"
