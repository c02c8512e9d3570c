"""The minutes of a workshop as values: what was there, what was run, said, voted and decided.

They are computed until they become final; then this is what is kept, so that nothing that changes later changes them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

STATES = ("draft", "remarks", "final")
"""Written, open to remarks, final."""
WRITTEN = ("text", "addition")
"""The fields of the body that hold what people wrote."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Present:
    """People of one organisation. ``experts``: experience experts and client developers.

    ``voice``: of those who named no organisation, in which part they came; "" of an organisation's people.
    """

    organisation: str
    people: int
    supervisors: int
    experts: int
    voice: str = ""


@dataclass(frozen=True, slots=True)
class RunBlock:
    """A block of the agenda: planned ``minutes``; ``started`` and ``ended`` as ISO moments, "" when not recorded.

    ``trace``: of a block without times ``opened`` when a step of it was, ``unknown`` when it has no steps that could
    tell, "" when none of its steps was opened.
    """

    title: str
    kind: str
    minutes: int
    started: str
    ended: str
    trace: str = ""


@dataclass(frozen=True, slots=True)
class SaidCard:
    """A card, verbatim. ``grade`` is that of `workshop.evidence`.

    ``phase`` (a code), ``actor`` and ``group`` (names) say where it lay on its board, "" nowhere; ``merged`` are the
    cards it speaks for.
    """

    kind: str
    text: str
    signature: str
    late: bool
    grade: int
    disputed: bool
    phase: str = ""
    actor: str = ""
    group: str = ""
    merged: tuple[SaidCard, ...] = ()


@dataclass(frozen=True, slots=True)
class ThemeCards:
    """The cards of one theme; ``theme`` "" for those of no theme, by the ``group`` and ``phase`` they were put in."""

    theme: str
    cards: tuple[SaidCard, ...]
    group: str = ""
    phase: str = ""


@dataclass(frozen=True, slots=True)
class VotedOn:
    """A closed result of one subject."""

    text: str
    dots: int
    agree: int
    disagree: int
    passed: int


@dataclass(frozen=True, slots=True)
class ClosedVote:
    """A closed vote. ``kind`` is dots or stand; ``counted``: enough voted for the devices' votes to be told."""

    title: str
    kind: str
    number: int
    entitled: int
    voted: int
    counted: bool
    subjects: tuple[VotedOn, ...]


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision or action with its one owner; ``due`` is an ISO day or ""."""

    kind: str
    text: str
    organisation: str
    person: str
    due: str
    element: str


@dataclass(frozen=True, slots=True)
class Raised:
    """A challenge; ``open`` when nothing answers it yet: it is on the next agenda."""

    text: str
    open: bool
    grade: int
    disputed: bool


@dataclass(frozen=True, slots=True)
class Disagreed:
    """A card or challenge and what the survey says against it: ``survey`` is no, regularly or in_use.

    ``phase`` is a code, ``actor`` a name ("" for every actor of the phase), ``element`` a key; of a challenge only the
    element is told.
    """

    text: str
    survey: str
    phase: str = ""
    actor: str = ""
    element: str = ""


@dataclass(frozen=True, slots=True)
class MinutesBody:
    """All of it. ``held_on`` is an ISO day."""

    project: str
    pilot: str
    title: str
    held_on: str
    mode: str
    present: tuple[Present, ...]
    blocks: tuple[RunBlock, ...]
    themes: tuple[ThemeCards, ...]
    votes: tuple[ClosedVote, ...]
    decisions: tuple[Decided, ...]
    challenges: tuple[Raised, ...]
    addition: str = ""
    disagreements: tuple[Disagreed, ...] = ()


def stored(body: MinutesBody) -> dict[str, Any]:
    """The body as plain lists and mappings."""
    return asdict(body)


def read(kept: Mapping[str, Any]) -> MinutesBody:
    """The body that was kept with `stored`. What a later version has added since is empty."""
    return _value(MinutesBody, kept)


def _value(cls: type[T], kept: Mapping[str, Any]) -> T:
    hints = get_type_hints(cls)
    found = {
        field.name: _field(hints[field.name], kept[field.name])
        for field in fields(cls)  # type: ignore[arg-type]
        if field.name in kept
    }
    return cls(**found)


def _field(hint: Any, kept: Any) -> Any:
    if get_origin(hint) is tuple and isinstance(kept, Sequence):
        return tuple(_value(get_args(hint)[0], one) for one in kept)
    return kept
