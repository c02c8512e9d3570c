"""Parts of a network: one kind of tie, or one actor and those round it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from mallipaja.network.network import Network, Tie
from mallipaja.survey.given import Given, known

Relation = Literal["any", "monthly", "joint", "referrals", "agreement", "contact"]


@dataclass(frozen=True, slots=True)
class Narrowed:
    """``network`` holds the ties that surely are of the kind; of ``unknown`` more it was not said."""

    network: Network
    unknown: int


def narrowed(network: Network, relation: Relation) -> Narrowed:
    """The network of one kind of tie.

    ``any``: every tie; ``monthly``: at least monthly contact; ``joint``: joint work with common goals and resources
    (the highest level); ``referrals``: clients move; ``agreement``: agreed in writing; ``contact``: a named contact.
    A tie of which the question was not answered is left out and counted: it is not known to be of the kind.
    """
    if relation == "any":
        return Narrowed(network, 0)
    states = {id(tie): _STATES[relation](tie) for tie in network.ties}
    kept = tuple(tie for tie in network.ties if states[id(tie)])
    return Narrowed(replace(network, ties=kept), sum(state is None for state in states.values()))


def around(network: Network, actor: str) -> Network:
    """The actor, those it names or that name it, and the ties between all of them."""
    near = {
        actor,
        *(
            end
            for tie in network.ties
            if actor in {tie.source, tie.target}
            for end in (tie.source, tie.target)
        ),
    }
    return replace(
        network,
        nodes=tuple(node for node in network.nodes if node.id in near),
        ties=tuple(tie for tie in network.ties if tie.source in near and tie.target in near),
    )


def strongest(network: Network, most: int, keep: str | None = None) -> Network:
    """The ``most`` actors that have ties with the most others, and the ties between them; equals in order of id.

    ``keep`` is among them whatever it has. A network that is no larger is given back as it is.
    """
    if len(network.nodes) <= most:
        return network
    met: dict[str, set[str]] = {node.id: set() for node in network.nodes}
    for tie in network.ties:
        met[tie.source].add(tie.target)
        met[tie.target].add(tie.source)
    ordered = sorted(met, key=lambda actor: (actor != keep, -len(met[actor]), actor))
    kept = set(ordered[:most])
    return replace(
        network,
        nodes=tuple(node for node in network.nodes if node.id in kept),
        ties=tuple(tie for tie in network.ties if tie.source in kept and tie.target in kept),
    )


def _at_least(given: Given[int], step: int) -> bool | None:
    value = known(given)
    return None if value is None else value >= step


def _among(given: Given[str], codes: tuple[str, ...]) -> bool | None:
    value = known(given)
    return None if value is None else value in codes


_STATES: Mapping[Relation, Callable[[Tie], bool | None]] = {
    "monthly": lambda tie: _at_least(tie.frequency, 3),
    "joint": lambda tie: _at_least(tie.level, 3),
    "referrals": lambda tie: _among(tie.referral, ("we_refer", "we_receive", "both")),
    "agreement": lambda tie: _among(tie.agreement, ("yes",)),
    "contact": lambda tie: known(tie.named_contact),
}
