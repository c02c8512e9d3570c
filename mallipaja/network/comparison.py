"""Networks beside each other: an earlier round of the same pilot, and other pilots.

Actors are the same when their ids are. What somebody has not answered is never a difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from mallipaja.network.centrality import centralization, degrees_of
from mallipaja.network.graph import graph_of
from mallipaja.network.measures import density, reciprocity
from mallipaja.network.needed import SectorTie, sector_tie
from mallipaja.network.network import Network
from mallipaja.network.symmetry import Pair, pairs
from mallipaja.network.two_sides import agreement

State = Literal["confirmed", "one_sided", "unconfirmed", "none", "not_known"]


@dataclass(frozen=True, slots=True)
class PairChange:
    """One pair in two rounds; ``first`` < ``second``. Frequencies are 1-5 or ``None``."""

    first: str
    second: str
    before: State
    after: State
    frequency_before: int | None
    frequency_after: int | None


@dataclass(frozen=True, slots=True)
class Changes:
    """What is different, each list sorted by ids.

    Attributes
    ----------
    joined, left : actors of one round only; their ties are in none of the other lists.
    answered, silent : actors that answered only now, or no more.
    gained, lost : pairs that had no tie and have one, and the other way round.
    confirmed, no_longer_confirmed : pairs with a tie in both rounds that both sides name in one of them only, though
        both answered in both.
    more_often, less_often : pairs whose frequency is another.
    not_comparable : how many pairs with a tie in one round are not known in the other.
    compared : how many pairs are known in both.
    """

    joined: tuple[str, ...]
    left: tuple[str, ...]
    answered: tuple[str, ...]
    silent: tuple[str, ...]
    gained: tuple[PairChange, ...]
    lost: tuple[PairChange, ...]
    confirmed: tuple[PairChange, ...]
    no_longer_confirmed: tuple[PairChange, ...]
    more_often: tuple[PairChange, ...]
    less_often: tuple[PairChange, ...]
    not_comparable: int
    compared: int


@dataclass(frozen=True, slots=True)
class PilotFigures:
    """A pilot's network in a row of a table; ``None`` is not defined.

    ``confirmed`` is the share of settled pairs both sides name, ``centralization`` Freeman's of the pairs either
    names.
    """

    pilot: str
    actors: int
    answered: int
    ties: int
    density: float | None
    reciprocity: float | None
    confirmed: float | None
    centralization: float | None


@dataclass(frozen=True, slots=True)
class SectorRow:
    """How two sectors are tied in each pilot, in the order of the pilots."""

    sectors: tuple[str, str]
    ties: tuple[SectorTie, ...]


@dataclass(frozen=True, slots=True)
class LackingTie:
    """A pair of actors that surely has no tie in ``pilot`` and has one that both sides name in ``elsewhere``."""

    pilot: str
    first: str
    second: str
    elsewhere: tuple[str, ...]


def changes(before: Network, after: Network) -> Changes:
    """What is different in ``after``; both are networks of one pilot."""
    was, now = {node.id for node in before.nodes}, {node.id for node in after.nodes}
    both = sorted(was & now)
    there, here = _by_ends(before), _by_ends(after)
    listed = [
        _change((before, there.get(pair)), (after, here.get(pair)), pair) for pair in combinations(both, 2)
    ]
    known = [one for one in listed if "not_known" not in {one.before, one.after}]
    tied = [one for one in known if "none" not in {one.before, one.after}]
    settled = [one for one in tied if "unconfirmed" not in {one.before, one.after}]
    return Changes(
        joined=tuple(sorted(now - was)),
        left=tuple(sorted(was - now)),
        answered=tuple(a for a in both if after.node(a).responded and not before.node(a).responded),
        silent=tuple(a for a in both if before.node(a).responded and not after.node(a).responded),
        gained=tuple(one for one in known if one.before == "none" != one.after),
        lost=tuple(one for one in known if one.after == "none" != one.before),
        confirmed=tuple(one for one in settled if one.after == "confirmed" != one.before),
        no_longer_confirmed=tuple(one for one in settled if one.before == "confirmed" != one.after),
        more_often=tuple(one for one in tied if _steps(one) > 0),
        less_often=tuple(one for one in tied if _steps(one) < 0),
        not_comparable=sum(1 for one in listed if _is_half_known(one)),
        compared=len(known),
    )


def figures(network: Network) -> PilotFigures:
    """One pilot's row."""
    return PilotFigures(
        pilot=network.pilot,
        actors=len(network.nodes),
        answered=len(network.responded),
        ties=len(network.ties),
        density=density(network).value,
        reciprocity=reciprocity(network).arc,
        confirmed=agreement(network).confirmed,
        centralization=centralization(degrees_of(graph_of(network, "any")).both, directed=False),
    )


def sector_rows(networks: Sequence[Network]) -> tuple[SectorRow, ...]:
    """Every two sectors that are both in some pilot, and how they are tied in each of ``networks``."""
    found = {
        pair
        for network in networks
        for pair in combinations(sorted({node.sector for node in network.nodes}), 2)
    }
    return tuple(
        SectorRow((one, other), tuple(sector_tie(network, one, other) for network in networks))
        for one, other in sorted(found)
    )


def missing_here(networks: Iterable[Network]) -> tuple[LackingTie, ...]:
    """Ties a pilot surely lacks and others have confirmed between the same actors: in most other pilots first, then
    by pilot and ids."""
    states = {network.pilot: _states(network) for network in networks}
    found = []
    for pilot, own in states.items():
        for pair, state in own.items():
            elsewhere = tuple(p for p, theirs in states.items() if theirs.get(pair) == "confirmed")
            if state == "none" and elsewhere:
                found.append(LackingTie(pilot, *pair, elsewhere))
    return tuple(sorted(found, key=lambda one: (-len(one.elsewhere), one.pilot, one.first, one.second)))


def _states(network: Network) -> dict[tuple[str, str], State]:
    listed = _by_ends(network)
    ids = sorted(node.id for node in network.nodes)
    return {pair: _state(network, listed.get(pair), pair) for pair in combinations(ids, 2)}


def _by_ends(network: Network) -> dict[tuple[str, str], Pair]:
    return {(pair.first, pair.second): pair for pair in pairs(network)}


def _state(network: Network, tied: Pair | None, ends: tuple[str, str]) -> State:
    if tied:
        return tied.state
    return "none" if all(network.node(end).responded for end in ends) else "not_known"


def _change(
    before: tuple[Network, Pair | None], after: tuple[Network, Pair | None], ends: tuple[str, str]
) -> PairChange:
    return PairChange(
        *ends,
        _state(*before, ends),
        _state(*after, ends),
        before[1].frequency if before[1] else None,
        after[1].frequency if after[1] else None,
    )


def _steps(change: PairChange) -> int:
    """How many steps more often; 0 when one of the frequencies is not known."""
    if change.frequency_before is None or change.frequency_after is None:
        return 0
    return change.frequency_after - change.frequency_before


def _is_half_known(change: PairChange) -> bool:
    """Whether one round has a tie and the other does not know."""
    states = {change.before, change.after}
    return "not_known" in states and bool(states - {"not_known", "none"})
