"""Practices written down: what, how, how often, hand-overs and sources; filled by hand, from cards and from surveys.

A practice belongs to one actor in one phase. It stands beside what the actor's units said in the survey: where no unit
has answered it fills the cell, and where they said otherwise both are shown as a contradiction.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, get_args

from mallipaja.practice.matrix import Matrix
from mallipaja.survey.given import Known

Kind = Literal["practice", "strength", "challenge"]
Grade = Literal["told", "one_source", "several_sources"]
"""How well it is known: only told by whoever wrote it; one source beside that; two or more."""
KINDS: tuple[Kind, ...] = get_args(Kind)
HOW_OFTEN = ("daily", "weekly", "monthly", "seldom", "when_needed")
CLIENT_SEES = ("yes", "partly", "no")
AGREED = ("agreed_in_writing", "agreed_orally", "case_by_case", "not_agreed")
CONSENT = ("in_writing", "orally", "not_asked", "not_needed")
SOURCE_KINDS = ("meeting", "interview", "document", "statistic")
_REGULAR = frozenset({"daily", "weekly", "monthly"})


@dataclass(frozen=True, slots=True)
class HandOver:
    """Where the client goes next. ``receiver`` is the key of an actor, ``receiver_name`` how it is called; both "" when
    nobody receives. ``channel`` "": no way has been agreed."""

    id: str
    receiver: str
    receiver_name: str
    channel: str
    consent: str
    longest_wait_days: int | None
    revision: int = 1

    @property
    def break_(self) -> Literal["no_receiver", "no_channel", ""]:
        """Why the client may fall between here; "" when the hand-over holds."""
        if not self.receiver and not self.receiver_name:
            return "no_receiver"
        return "" if self.channel else "no_channel"


@dataclass(frozen=True, slots=True)
class Source:
    """What says that a practice is so."""

    id: str
    kind: str
    title: str
    place: str
    said_on: date | None


@dataclass(frozen=True, slots=True)
class Practice:
    """One practice, strength or challenge.

    Attributes
    ----------
    phase, actor : its cell, the actor by key.
    how_often, client_sees, agreed : codes of `HOW_OFTEN`, `CLIENT_SEES`, `AGREED`; "" is not known.
    valid_on, ended_on : a day it was so, and the first day it was so no more.
    source, source_label : hand, card or survey, and where it was said.
    """

    id: str
    phase: str
    actor: str
    kind: Kind
    what: str
    how: str
    how_often: str
    client_sees: str
    agreed: str
    valid_on: date
    ended_on: date | None
    source: str
    source_label: str
    revision: int
    handovers: tuple[HandOver, ...] = ()
    sources: tuple[Source, ...] = ()

    @property
    def grade(self) -> Grade:
        """How well it is known, by its different sources."""
        count = len({(one.kind, one.title.casefold()) for one in self.sources})
        return "told" if count == 0 else "one_source" if count == 1 else "several_sources"

    @property
    def broken(self) -> tuple[HandOver, ...]:
        """The hand-overs that lack a receiver or an agreed channel."""
        return tuple(one for one in self.handovers if one.break_)


@dataclass(frozen=True, slots=True)
class Doubled:
    """Actors of two or more ``organisations`` say the same practice in one phase is theirs."""

    phase: str
    what: str
    actors: tuple[str, ...]
    organisations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A practice is written down where every unit of the actor said it takes no part."""

    phase: str
    actor: str
    what: str


def held_on(practices: Iterable[Practice], day: date) -> tuple[Practice, ...]:
    """What was so on a day: known by then, not ended by then."""
    return tuple(
        one for one in practices if one.valid_on <= day and (one.ended_on is None or day < one.ended_on)
    )


def filled(matrix: Matrix, practices: Iterable[Practice]) -> Matrix:
    """The matrix with practices in the cells of which no unit has said anything: regularly where one is done monthly
    or more often, else sometimes. What units said themselves stays as it is."""
    done: dict[tuple[str, str], str] = {}
    for one in practices:
        if one.kind == "practice":
            place = one.phase, one.actor
            regular = one.how_often in _REGULAR or done.get(place) == "regularly"
            done[place] = "regularly" if regular else "sometimes"
    cells = tuple(
        replace(cell, activity=Known(done[cell.phase, cell.actor]))
        if (cell.phase, cell.actor) in done and not isinstance(cell.activity, Known)
        else cell
        for cell in matrix.cells
    )
    return Matrix(matrix.pilot, matrix.phases, matrix.actors, cells)


def contradictions(matrix: Matrix, practices: Iterable[Practice]) -> tuple[Contradiction, ...]:
    """Practices in cells of actors who said that they do nothing there, in the order given."""
    places = {(cell.phase, cell.actor): cell for cell in matrix.cells}
    return tuple(
        Contradiction(one.phase, one.actor, one.what)
        for one in practices
        if one.kind == "practice"
        and (cell := places.get((one.phase, one.actor))) is not None
        and cell.activity == Known("no")
    )


def doubled(practices: Sequence[Practice], employer: Mapping[str, str]) -> tuple[Doubled, ...]:
    """The same practice claimed by two organisations in one phase. ``employer``: organisation by actor."""
    claims: dict[tuple[str, str], list[Practice]] = {}
    for one in practices:
        if one.kind == "practice":
            claims.setdefault((one.phase, " ".join(one.what.casefold().split())), []).append(one)
    found = []
    for (phase, _what), same in claims.items():
        actors = tuple(dict.fromkeys(one.actor for one in same))
        organisations = tuple(dict.fromkeys(employer.get(actor, actor) for actor in actors))
        if len(organisations) > 1:
            found.append(Doubled(phase, same[0].what, actors, organisations))
    return tuple(found)
