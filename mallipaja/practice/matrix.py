"""Phase × actor: what each actor says it does, and the hand-over from there (T24).

Several units of one actor are joined like this: the actor does what **any** of its units does most (regularly
before sometimes before no), hands over to all the receivers they name, and agrees about it as firmly as the
**least** firm of them, since a client meets one of the units.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from mallipaja.practice.phases import Phase
from mallipaja.survey.answers import FeedRecord
from mallipaja.survey.feeds import ACTIVITY, HANDOVER_AGREED
from mallipaja.survey.given import Facts, Given, Known, best
from mallipaja.survey.units import ActorInfo, UnitInfo, pilot_units, served_pilots


@dataclass(frozen=True, slots=True)
class Cell:
    """What an actor does in a phase.

    Attributes
    ----------
    activity : regularly, sometimes or no.
    handover_to : ids of receiving actors, ``nobody`` (the work goes on here) or ``other``.
    handover_agreed : agreed_in_writing, agreed_orally, case_by_case or not_agreed.
    units, units_answered : units of the actor that serve the pilot, and those that said what they do in this
        phase.
    """

    phase: str
    actor: str
    activity: Given[str]
    handover_to: Given[tuple[str, ...]]
    handover_agreed: Given[str]
    units: int
    units_answered: int

    @property
    def takes_part(self) -> bool:
        """Whether the actor said it does something in this phase, at least sometimes."""
        return isinstance(self.activity, Known) and self.activity.value in {"regularly", "sometimes"}

    @property
    def is_regular(self) -> bool:
        """Whether the actor said it does this regularly."""
        return self.activity == Known("regularly")

    @property
    def is_settled(self) -> bool:
        """Whether every unit of the actor said what it does, so that "does not" is sure."""
        return self.units > 0 and self.units_answered == self.units


@dataclass(frozen=True)
class Matrix:
    """All cells of one pilot: every phase × every actor of the pilot, phases in order, actors as given."""

    pilot: str
    phases: tuple[Phase, ...]
    actors: tuple[ActorInfo, ...]
    cells: tuple[Cell, ...]
    _cells: Mapping[tuple[str, str], Cell] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_cells", {(cell.phase, cell.actor): cell for cell in self.cells})

    def cell(self, phase: str, actor: str) -> Cell:
        """The cell; ``KeyError`` for a phase or actor the matrix does not have."""
        return self._cells[phase, actor]

    def row(self, phase: str) -> tuple[Cell, ...]:
        """The cells of one phase, in the order of the actors."""
        return tuple(self._cells[phase, actor.id] for actor in self.actors)

    @property
    def answered(self) -> int:
        """How many cells have a known activity."""
        return sum(1 for cell in self.cells if isinstance(cell.activity, Known))


def matrix(
    records: Sequence[FeedRecord],
    units: Iterable[UnitInfo],
    actors: Iterable[ActorInfo],
    phases: Sequence[Phase],
    pilot: str,
) -> Matrix:
    """The matrix of one pilot.

    Parameters
    ----------
    records : feed records of the rounds read together, oldest first.
    units, actors : every unit and actor of the project; those of the pilot are used.
    phases : the phases of the generic model, in order.
    pilot : pilot id.
    """
    facts = Facts(records)
    here = tuple(actor for actor in actors if pilot in actor.pilots)
    members: dict[str, list[str]] = {actor.id: [] for actor in here}
    for unit in pilot_units(served_pilots(units, records), pilot):
        if unit.actor in members:
            members[unit.actor].append(unit.id)
    cells = tuple(
        _cell(facts, phase.code, actor.id, members[actor.id], pilot) for phase in phases for actor in here
    )
    return Matrix(pilot, tuple(phases), here, cells)


def _cell(facts: Facts, phase: str, actor: str, units: Sequence[str], pilot: str) -> Cell:
    def codes(feed: str) -> list[Given[str]]:
        return [facts.code(f"practice.{feed}", unit, pilot, phase) for unit in units]

    activity = [_checked(given) for given in codes("phase_activity")]
    return Cell(
        phase=phase,
        actor=actor,
        activity=best(activity, lambda values: max(values, key=ACTIVITY.index)),
        handover_to=best(
            [facts.codes("practice.handover_to", unit, pilot, phase) for unit in units],
            lambda values: tuple(sorted({receiver for value in values for receiver in value})),
        ),
        handover_agreed=best(codes("handover_agreed"), _least_firm),
        units=len(units),
        units_answered=sum(1 for given in activity if isinstance(given, Known)),
    )


def _checked(given: Given[str]) -> Given[str]:
    """An activity the analyses do not know counts as taking part sometimes: something was ticked."""
    return Known("sometimes") if isinstance(given, Known) and given.value not in ACTIVITY else given


def _least_firm(values: Sequence[str]) -> str:
    return min(values, key=lambda value: HANDOVER_AGREED.index(value) if value in HANDOVER_AGREED else 99)
