"""The network as a value: actors, the ties they named, and who has not answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from mallipaja.survey.given import Given


@dataclass(frozen=True, slots=True)
class Node:
    """An actor of the pilot. ``responded``: at least one of its units said whom it works with in this pilot.

    ``units`` are the units of the actor that serve the pilot, ``units_responded`` those that answered.
    """

    id: str
    name: str
    sector: str
    organisation: str
    organisation_name: str
    responded: bool
    units: int
    units_responded: int


@dataclass(frozen=True, slots=True)
class Tie:
    """``source`` says it works with ``target``.

    ``frequency`` 1-5 (1 at most once a year, 2 quarterly, 3 monthly, 4 weekly, 5 daily), ``level`` 1-3
    (information, coordination, joint work), ``referral`` neither, we_refer, we_receive or both, ``agreement``
    no, in_preparation or yes, ``named_contact`` yes/no. ``named_by`` counts the units of ``source`` that
    named it. What people think of a partner is not here: see `opinions`.
    """

    source: str
    target: str
    frequency: Given[int]
    level: Given[int]
    referral: Given[str]
    named_contact: Given[bool]
    agreement: Given[str]
    named_by: int = 1


@dataclass(frozen=True)
class Network:
    """Actors of one pilot and the ties named between them, both sorted by id.

    ``outside`` are ids the units named that are not actors of the pilot; they are in no measure. ``others``
    are the partners written as free text.
    """

    pilot: str
    nodes: tuple[Node, ...]
    ties: tuple[Tie, ...]
    outside: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    _ties: Mapping[tuple[str, str], Tie] = field(init=False, repr=False, compare=False)
    _nodes: Mapping[str, Node] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_ties", {(tie.source, tie.target): tie for tie in self.ties})
        object.__setattr__(self, "_nodes", {node.id: node for node in self.nodes})

    def node(self, actor: str) -> Node:
        """The actor's node; ``KeyError`` when it is not an actor of the pilot."""
        return self._nodes[actor]

    def tie(self, source: str, target: str) -> Tie | None:
        """The tie ``source`` named, or ``None``."""
        return self._ties.get((source, target))

    def state(self, source: str, target: str) -> bool | None:
        """Whether ``source`` named ``target``; ``None`` when ``source`` has not answered."""
        if (source, target) in self._ties:
            return True
        return False if self._nodes[source].responded else None

    @property
    def responded(self) -> tuple[str, ...]:
        """Ids of the actors that answered."""
        return tuple(node.id for node in self.nodes if node.responded)

    @property
    def silent(self) -> tuple[str, ...]:
        """Ids of the actors that did not answer."""
        return tuple(node.id for node in self.nodes if not node.responded)
