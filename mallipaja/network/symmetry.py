"""Each pair of actors once: did both say they work together, one, or one while the other has not answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from mallipaja.network.network import Network
from mallipaja.survey.given import best, known

PairState = Literal["confirmed", "one_sided", "unconfirmed"]
Rule = Literal["any", "confirmed"]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two actors of which at least one named the other; ``first`` < ``second``.

    ``state``: confirmed (both say so), one_sided (the other says no: ``said_by`` is the one who says yes),
    unconfirmed (the other has not answered). ``frequency`` is the higher of what they gave, 1-5, or ``None``
    when nobody did.
    """

    first: str
    second: str
    state: PairState
    said_by: str | None
    frequency: int | None


def pairs(network: Network) -> tuple[Pair, ...]:
    """Every pair with at least one tie, sorted by ids."""
    found = sorted({(min(t.source, t.target), max(t.source, t.target)) for t in network.ties})
    return tuple(_pair(network, first, second) for first, second in found)


def edges(network: Network, rule: Rule) -> tuple[Pair, ...]:
    """The undirected network: ``any`` takes a pair when either says so, ``confirmed`` when both do."""
    return tuple(pair for pair in pairs(network) if rule == "any" or pair.state == "confirmed")


def _pair(network: Network, first: str, second: str) -> Pair:
    there, back = network.state(first, second), network.state(second, first)
    state: PairState = (
        "confirmed" if there and back else "unconfirmed" if None in {there, back} else "one_sided"
    )
    both = [tie for tie in (network.tie(first, second), network.tie(second, first)) if tie]
    return Pair(
        first=first,
        second=second,
        state=state,
        said_by=None if there and back else first if there else second,
        frequency=known(best((tie.frequency for tie in both), max)),
    )
