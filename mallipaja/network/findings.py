"""The first things to say about a network, as codes and values. The interface makes the sentences.

Each finding is a `Finding` whose ``code`` says what ``actors``, ``sectors``, ``count`` and ``of`` mean:

- ``nothing_answered``: nobody has answered; ``of`` actors were asked;
- ``sectors_apart``: no tie at all between two ``sectors``, and all actors of both have answered;
- ``sectors_unconfirmed``: between two ``sectors`` there is no tie that both sides report, and all their actors have
  answered;
- ``depends_on``: if ``actors[0]`` leaves, ``count`` others (``actors[1:]``) are cut off;
- ``one_sided``: ``count`` of ``of`` pairs are reported by one side and denied by the other;
- ``without_agreement``: of ``of`` ties where it was said, ``count`` have no written agreement;
- ``without_contact``: of ``of`` ties where it was said, ``count`` have no named contact;
- ``alone``: ``actors`` that answered and were asked about have no tie with anybody;
- ``not_answered``: ``count`` of ``of`` actors have not answered, so part of the picture is unknown;
- ``well_connected``: none of the above: every sector has a tie that both sides report with every other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from mallipaja.network.network import Network
from mallipaja.network.structure import without
from mallipaja.network.symmetry import Pair, pairs
from mallipaja.survey.given import Known

Code = Literal[
    "nothing_answered",
    "sectors_apart",
    "sectors_unconfirmed",
    "depends_on",
    "one_sided",
    "without_agreement",
    "without_contact",
    "alone",
    "not_answered",
    "well_connected",
]


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding; the module's table says what the values mean for each code."""

    code: Code
    actors: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    count: int = 0
    of: int = 0


def findings(network: Network, limit: int = 3) -> tuple[Finding, ...]:
    """The ``limit`` most important findings, the most important first."""
    return all_findings(network)[:limit]


def all_findings(network: Network) -> tuple[Finding, ...]:
    """Every finding in order of importance: what is surely missing, what hangs on one, what is weak, what is
    unknown.

    A network with two sectors or more and nothing to say against it gives ``well_connected``.
    """
    if not network.responded:
        return (Finding("nothing_answered", of=len(network.nodes)),)
    listed = pairs(network)
    found = [*_between_sectors(network, listed), *_depends(network), *_alone(network, listed)]
    found += [*_one_sided(listed), *_weak_ties(network), *_silent(network)]
    return tuple(found) or (Finding("well_connected"),)


def _between_sectors(network: Network, listed: tuple[Pair, ...]) -> Iterator[Finding]:
    """Sector pairs without a tie first, then those without a confirmed one."""
    sector = {node.id: node.sector for node in network.nodes}
    heard = {s: all(n.responded for n in network.nodes if n.sector == s) for s in sector.values()}
    any_tie = {frozenset((sector[pair.first], sector[pair.second])) for pair in listed}
    both = {frozenset((sector[p.first], sector[p.second])) for p in listed if p.state == "confirmed"}
    known_pairs = [pair for pair in combinations(sorted(heard), 2) if heard[pair[0]] and heard[pair[1]]]
    apart = [pair for pair in known_pairs if frozenset(pair) not in any_tie]
    yield from (Finding("sectors_apart", sectors=pair) for pair in apart)
    yield from (
        Finding("sectors_unconfirmed", sectors=pair)
        for pair in known_pairs
        if pair not in apart and frozenset(pair) not in both
    )


def _depends(network: Network) -> Iterator[Finding]:
    for one in without(network):
        yield Finding(
            "depends_on", actors=(one.actor, *one.cut_off), count=len(one.cut_off), of=len(network.nodes)
        )


def _alone(network: Network, listed: tuple[Pair, ...]) -> Iterator[Finding]:
    tied = {actor for pair in listed for actor in (pair.first, pair.second)}
    lonely = tuple(actor for actor in network.responded if actor not in tied)
    if lonely and len(network.nodes) > 1:
        yield Finding("alone", actors=lonely, count=len(lonely), of=len(network.nodes))


def _one_sided(listed: tuple[Pair, ...]) -> Iterator[Finding]:
    settled = [pair for pair in listed if pair.state != "unconfirmed"]
    denied = [pair for pair in settled if pair.state == "one_sided"]
    if denied:
        yield Finding("one_sided", count=len(denied), of=len(settled))


def _weak_ties(network: Network) -> Iterator[Finding]:
    agreements = [tie.agreement.value for tie in network.ties if isinstance(tie.agreement, Known)]
    missing = sum(1 for agreement in agreements if agreement != "yes")
    if missing:
        yield Finding("without_agreement", count=missing, of=len(agreements))
    contacts = [tie.named_contact.value for tie in network.ties if isinstance(tie.named_contact, Known)]
    unnamed = sum(1 for contact in contacts if not contact)
    if unnamed:
        yield Finding("without_contact", count=unnamed, of=len(contacts))


def _silent(network: Network) -> Iterator[Finding]:
    if network.silent:
        yield Finding("not_answered", actors=network.silent, count=len(network.silent), of=len(network.nodes))
