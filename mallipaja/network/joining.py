"""From answers of units to ties of actors.

An actor may have several units and a unit several respondents. The joining rule, shown with the results:

- a tie exists if **any** answering unit of the actor names the other actor;
- frequency and level are the **highest** given; referral is the union (one refers, another receives: both);
- agreement is the firmest given, a named contact exists if anyone knows one;
- an actor has answered if at least one of its units has, and "not ticked" means no tie.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from mallipaja.network.network import Network, Node, Tie
from mallipaja.survey.answers import FeedRecord
from mallipaja.survey.feeds import AGREEMENT, COLLABORATION, FREQUENCY
from mallipaja.survey.given import NOT_ANSWERED, Facts, Given, Known, best, known
from mallipaja.survey.units import ActorInfo, UnitInfo, pilot_units, served_pilots


def ties(
    records: Sequence[FeedRecord], units: Iterable[UnitInfo], actors: Iterable[ActorInfo], pilot: str
) -> Network:
    """The network of one pilot.

    Parameters
    ----------
    records : feed records of the rounds read together, oldest first.
    units : every unit; those that serve the pilot are asked for their actor.
    actors : every actor of the project; those of the pilot become nodes.
    pilot : pilot id.

    Returns
    -------
    The network. A tie of an actor to itself (two units of one actor) is left out.
    """
    nodes_by_id = {actor.id: actor for actor in actors if pilot in actor.pilots}
    facts = Facts(records)
    members: dict[str, list[UnitInfo]] = {actor: [] for actor in nodes_by_id}
    for unit in pilot_units(served_pilots(units, records), pilot):
        if unit.actor in members:
            members[unit.actor].append(unit)
    named = {
        unit.id: facts.codes("network.ties", unit.id, pilot) for listed in members.values() for unit in listed
    }
    said = {target for ticked in named.values() for target in known(ticked) or ()}
    return Network(
        pilot=pilot,
        nodes=tuple(
            _node(actor, [named[unit.id] for unit in members[actor.id]])
            for _, actor in sorted(nodes_by_id.items())
        ),
        ties=tuple(
            tie
            for source in sorted(members)
            for target in sorted(_named_by(members[source], named) & nodes_by_id.keys())
            if target != source and (tie := _tie(facts, members[source], named, source, target, pilot=pilot))
        ),
        outside=tuple(sorted(said - set(nodes_by_id) - {"other"})),
        others=_others(records, set(named), pilot),
    )


def _named_by(members: Iterable[UnitInfo], named: Mapping[str, Given[tuple[str, ...]]]) -> set[str]:
    return {target for unit in members for target in known(named[unit.id]) or ()}


def _node(actor: ActorInfo, named: Sequence[Given[tuple[str, ...]]]) -> Node:
    answered = sum(1 for ticked in named if isinstance(ticked, Known))
    return Node(
        id=actor.id,
        name=actor.name,
        sector=actor.sector,
        organisation=actor.organisation,
        organisation_name=actor.organisation_name,
        responded=answered > 0,
        units=len(named),
        units_responded=answered,
    )


def _tie(
    facts: Facts,
    members: Sequence[UnitInfo],
    named: dict[str, Given[tuple[str, ...]]],
    source: str,
    target: str,
    *,
    pilot: str,
) -> Tie | None:
    naming = [unit.id for unit in members if target in (known(named[unit.id]) or ())]
    if not naming:
        return None

    def codes(feed: str) -> list[Given[str]]:
        return [facts.code(f"network.{feed}", unit, pilot, target) for unit in naming]

    return Tie(
        source=source,
        target=target,
        frequency=best(_levels(codes("frequency"), FREQUENCY), max),
        level=best(_levels(codes("level"), COLLABORATION), max),
        referral=best(codes("referral"), _referral),
        named_contact=best((facts.yes("network.named_contact", unit, pilot, target) for unit in naming), any),
        agreement=best(codes("agreement"), _firmest),
        named_by=len(naming),
    )


def _levels(given: Iterable[Given[str]], order: tuple[str, ...]) -> list[Given[int]]:
    """Ordered codes as 1, 2, 3 …; a code the order does not know is as good as not answered."""
    return [_level(one, order) for one in given]


def _level(given: Given[str], order: tuple[str, ...]) -> Given[int]:
    if not isinstance(given, Known):
        return given
    return Known(order.index(given.value) + 1) if given.value in order else NOT_ANSWERED


def _referral(values: Sequence[str]) -> str:
    refers = any(value in {"we_refer", "both"} for value in values)
    receives = any(value in {"we_receive", "both"} for value in values)
    if refers and receives:
        return "both"
    if refers:
        return "we_refer"
    return "we_receive" if receives else "neither"


def _firmest(values: Sequence[str]) -> str:
    known_order = [value for value in values if value in AGREEMENT]
    return max(known_order, key=AGREEMENT.index) if known_order else values[-1]


def _others(records: Iterable[FeedRecord], units: set[str], pilot: str) -> tuple[str, ...]:
    found = {
        record.other.strip()
        for record in records
        if record.feed == "network.ties"
        and record.unit in units
        and record.pilot in {"", pilot}
        and record.other
        and record.other.strip()
    }
    return tuple(sorted(found))
