"""How an answer of the joint practice survey (T1-T26) is read as an element of the generic model.

Each `Reading` turns one answer into a state. An answer it does not know is not known, never guessed; a text is
something to read in the meeting, never a state.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, Protocol

from mallipaja.practice.joint import JointAnswers
from mallipaja.practice.matrix import Matrix
from mallipaja.survey.given import Given, Known, known

State = Literal["in_use", "partly", "not", "not_known"]
"""As the model says, in part, otherwise or not at all, not known."""


@dataclass(frozen=True)
class Today:
    """What a pilot has said: its joint ``answers``, the ``matrix`` of phases, and the ``sectors`` of its actors by
    id."""

    answers: JointAnswers
    matrix: Matrix
    sectors: dict[str, str] = field(default_factory=dict)


class Reading(Protocol):
    """One way to read one answer; ``feeds`` are what it reads."""

    @property
    def feeds(self) -> tuple[str, ...]: ...

    def state(self, today: Today) -> State:
        """What the answer says of the element."""
        ...


@dataclass(frozen=True, slots=True)
class _OneAnswer:
    """Reads one answer."""

    feed: str

    @property
    def feeds(self) -> tuple[str, ...]:
        return (self.feed,)


@dataclass(frozen=True, slots=True)
class Choice(_OneAnswer):
    """A single choice, by its codes."""

    in_use: tuple[str, ...]
    partly: tuple[str, ...]
    absent: tuple[str, ...]

    def state(self, today: Today) -> State:
        code = next(iter(known(today.answers.codes(self.feed)) or ()), "")
        by_code: dict[State, tuple[str, ...]] = {
            "in_use": self.in_use,
            "partly": self.partly,
            "not": self.absent,
        }
        return next((state for state, codes in by_code.items() if code in codes), "not_known")


@dataclass(frozen=True, slots=True)
class Some(_OneAnswer):
    """Several choices: in use when one of ``codes`` is chosen (any, when ``codes`` is ``None``), only partly when one
    of ``absent`` is chosen beside it; partly when one of ``partly`` is; of other codes, ``otherwise``; of ``absent``
    alone, not."""

    codes: tuple[str, ...] | None = None
    partly: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    otherwise: State = "not"

    def state(self, today: Today) -> State:
        chosen = known(today.answers.codes(self.feed))
        if not chosen:
            return "not_known"
        listed = [code for code in chosen if code not in self.absent]
        if any(self.codes is None or code in self.codes for code in listed):
            return "in_use" if len(listed) == len(chosen) else "partly"
        if any(code in self.partly for code in listed):
            return "partly"
        return self.otherwise if listed else "not"


@dataclass(frozen=True, slots=True)
class Every(_OneAnswer):
    """Several choices that all belong to the model: all chosen, some, or none."""

    codes: tuple[str, ...]

    def state(self, today: Today) -> State:
        chosen = known(today.answers.codes(self.feed))
        if not chosen:
            return "not_known"
        count = sum(1 for code in self.codes if code in chosen)
        return "in_use" if count == len(self.codes) else "partly" if count else "not"


@dataclass(frozen=True, slots=True)
class Told(_OneAnswer):
    """The model wants the pilot to tell, and it has (or has not yet)."""

    def state(self, today: Today) -> State:
        return "in_use" if isinstance(today.answers.part(self.feed).value, Known) else "not_known"


@dataclass(frozen=True, slots=True)
class Described(_OneAnswer):
    """A text in the pilot's own words: to be read together, it says no state."""

    def state(self, today: Today) -> State:
        return "not_known"


@dataclass(frozen=True, slots=True)
class Members:
    """The team has regular members (T7c) from every one of ``sectors``: all, some or none. Members who come when
    needed make a part."""

    sectors: tuple[str, ...]

    @property
    def feeds(self) -> tuple[str, ...]:
        return ("practice.T7", "practice.T7b", "practice.T7c")

    def state(self, today: Today) -> State:
        chosen = known(today.answers.codes("practice.T7b"))
        if chosen is None:
            return "not_known"
        found = [self._of_sector(today, chosen, sector) for sector in self.sectors]
        if all(state == "in_use" for state in found):
            return "in_use"
        if "not_known" in found:
            return "not_known"
        return "not" if all(state == "not" for state in found) else "partly"

    def _of_sector(self, today: Today, chosen: tuple[str, ...], sector: str) -> State:
        actors = [actor for actor in chosen if today.sectors.get(actor) == sector]
        said = [_membership(today.answers.codes("practice.T7c", actor)) for actor in actors]
        for state in ("in_use", "partly", "not_known"):
            if state in said:
                return state
        return "not"


@dataclass(frozen=True, slots=True)
class Phase:
    """Every sector the model requires in a phase does something regularly there (T24, by unit): all, some or none."""

    code: str

    @property
    def feeds(self) -> tuple[str, ...]:
        return ("practice.phase_activity",)

    def state(self, today: Today) -> State:
        phase = next((one for one in today.matrix.phases if one.code == self.code), None)
        if phase is None or not phase.required_sectors:
            return "not_known"
        found = [_sector_in_phase(today, self.code, sector) for sector in phase.required_sectors]
        if all(state == "in_use" for state in found):
            return "in_use"
        if "partly" in found or {"in_use", "not"} <= set(found):
            return "partly"
        return "not_known" if "not_known" in found else "not"


def _membership(given: Given[tuple[str, ...]]) -> State:
    states: dict[str, State] = {"regular": "in_use", "when_needed": "partly", "not_member": "not"}
    return states.get(next(iter(known(given) or ()), ""), "not_known")


def _sector_in_phase(today: Today, phase: str, sector: str) -> State:
    actors = [actor.id for actor in today.matrix.actors if actor.sector == sector]
    cells = [today.matrix.cell(phase, actor) for actor in actors]
    if any(cell.is_regular for cell in cells):
        return "in_use"
    if not cells or not all(cell.is_settled for cell in cells):
        return "not_known"
    return "partly" if any(cell.takes_part for cell in cells) else "not"
