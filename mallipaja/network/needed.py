"""Ties the model's phases need and the network may not have.

A phase that several sectors must take part in needs a tie between each two of them: some actor of the one works with
some actor of the other.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from mallipaja.network.network import Network
from mallipaja.network.symmetry import Pair, pairs

TieState = Literal["missing", "no_actor", "not_known", "reported", "confirmed"]
"""Worst first.

- ``missing``: no actor of the one names one of the other or is named by one, and all of both have answered;
- ``no_actor``: a sector has no actor on the pilot's list, which may be unfinished;
- ``not_known``: no tie is named, and somebody has not answered;
- ``reported``: somebody names a tie, but none is named by both sides;
- ``confirmed``: at least one tie is named by both sides.
"""
_WORST_FIRST: tuple[TieState, ...] = ("missing", "no_actor", "not_known", "reported", "confirmed")


@dataclass(frozen=True, slots=True)
class Need:
    """A phase and the sectors that must take part in it."""

    phase: str
    sectors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SectorTie:
    """How two ``sectors`` of a pilot are tied.

    ``pairs`` are the actors that are, the first of the first sector, and ``waiting_for`` those of both sectors that
    have not answered.
    """

    sectors: tuple[str, str]
    state: TieState
    pairs: tuple[tuple[str, str], ...]
    waiting_for: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NeededTie:
    """A tie that ``phases`` need, in the order of the phases."""

    tie: SectorTie
    phases: tuple[str, ...]


def needed_ties(network: Network, needs: Iterable[Need]) -> tuple[NeededTie, ...]:
    """Every tie between sectors that some phase needs: the worst first, then those more phases need, then by
    name."""
    phases: dict[tuple[str, str], list[str]] = {}
    for need in needs:
        for one, other in combinations(sorted(set(need.sectors)), 2):
            phases.setdefault((one, other), []).append(need.phase)
    listed = pairs(network)
    found = [NeededTie(_tie(network, listed, *key), tuple(needing)) for key, needing in phases.items()]
    return tuple(sorted(found, key=_urgency))


def sector_tie(network: Network, one: str, other: str) -> SectorTie:
    """How two different sectors of the pilot are tied."""
    return _tie(network, pairs(network), one, other)


def _tie(network: Network, listed: Iterable[Pair], one: str, other: str) -> SectorTie:
    sector = {node.id: node.sector for node in network.nodes}
    tied = [pair for pair in listed if {sector[pair.first], sector[pair.second]} == {one, other}]
    waiting = tuple(n.id for n in network.nodes if n.sector in {one, other} and not n.responded)
    ends = tuple((p.first, p.second) if sector[p.first] == one else (p.second, p.first) for p in tied)
    state: TieState
    if any(pair.state == "confirmed" for pair in tied):
        state = "confirmed"
    elif tied:
        state = "reported"
    elif not {one, other} <= set(sector.values()):
        state = "no_actor"
    else:
        state = "not_known" if waiting else "missing"
    return SectorTie((one, other), state, ends, waiting)


def _urgency(needed: NeededTie) -> tuple[int, int, tuple[str, str]]:
    return _WORST_FIRST.index(needed.tie.state), -len(needed.phases), needed.tie.sectors
