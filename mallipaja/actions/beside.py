"""Current states beside each other: pilots, and rounds of one pilot. What only those who run the project see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from mallipaja.actions.access import Job, Right, action
from mallipaja.actions.computed import computed
from mallipaja.actions.evidence import Evidence, evidence, of_round
from mallipaja.capacity import sharing, supply
from mallipaja.capacity.totals import Group
from mallipaja.network import comparison, joining, opinions
from mallipaja.network.comparison import Changes, LackingTie, PilotFigures, SectorRow
from mallipaja.network.graph import graph_of
from mallipaja.network.network import Network
from mallipaja.network.opinions import InformationExchange, PartnerScore
from mallipaja.network.relation import Relation, narrowed
from mallipaja.network.removal import Removal, without_each_actor, without_each_organisation
from mallipaja.network.summary import Summary, summary
from mallipaja.network.symmetry import Rule
from mallipaja.practice import questions
from mallipaja.practice.questions import PilotAnswer
from mallipaja.settings import wanted_smallest_group
from mallipaja.store.round_responses import rounds_with_responses
from mallipaja.survey.suppression import smallest_group

Leaving = Literal["organisation", "actor"]


@dataclass(frozen=True, slots=True)
class RoundChoice:
    """A round that somebody has answered."""

    id: str
    title: str
    opened_at: datetime


@dataclass(frozen=True, slots=True)
class NetworksBeside:
    """The networks of the pilots; ``lacking`` are ties one pilot lacks and others have, confirmed."""

    figures: tuple[PilotFigures, ...]
    sectors: tuple[SectorRow, ...]
    lacking: tuple[LackingTie, ...]
    names: dict[str, str]


@dataclass(frozen=True, slots=True)
class Opinions:
    """What units think of cooperation, only where enough of them said."""

    information: InformationExchange
    scores: tuple[PartnerScore, ...]


@action(Right.SEE_PILOT, "pilot_id", writes=False)
def answered_rounds(job: Job, *, pilot_id: str, about: str = "") -> tuple[RoundChoice, ...]:
    """The rounds of the project that somebody has answered, oldest first.

    Parameters
    ----------
    about : how what the answers feed begins (``network.``): rounds that asked about something else are left out.
    """
    known = evidence(job, job.project_id)
    telling = {one.response for one in known.records if one.feed.startswith(about)}
    found = rounds_with_responses(job, job.project_id)
    return tuple(
        RoundChoice(one.id, one.title, one.opened_at) for one in found if not about or one.responses & telling
    )


@action(Right.SEE_PILOT, "pilot_id", writes=False)
def network_changes(job: Job, *, pilot_id: str, before: str, after: str) -> Changes:
    """What is different in the pilot's network between two rounds, given by id."""
    known = evidence(job, job.project_id)
    key = known.pilots[pilot_id]

    def make() -> Changes:
        return comparison.changes(
            _network(of_round(job, known, before), key), _network(of_round(job, known, after), key)
        )

    return computed(job, known, ("changes", pilot_id, before, after), make)


@action(Right.SEE_PILOT, "pilot_id", writes=False)
def network_departures(
    job: Job,
    *,
    pilot_id: str,
    who: Leaving = "organisation",
    relation: Relation = "any",
    round_id: str = "",
    rule: Rule = "any",
) -> tuple[Removal, ...]:
    """What becomes of the others when each actor, or each organisation, of the pilot's network leaves.

    Computed once for each state of the answers: with thousands of actors it takes seconds.
    """
    network, place = _narrowed(job, pilot_id, relation, round_id)
    each = without_each_organisation if who == "organisation" else without_each_actor
    return computed(
        job, evidence(job, job.project_id), ("departures", *place, who, rule), lambda: each(network, rule)
    )


@action(Right.SEE_PILOT, "pilot_id", writes=False)
def network_measures(
    job: Job, *, pilot_id: str, relation: Relation = "any", round_id: str = "", rule: Rule = "any"
) -> Summary:
    """Every measure of the pilot's network and its actors, computed once for each state of the answers."""
    network, place = _narrowed(job, pilot_id, relation, round_id)
    return computed(
        job, evidence(job, job.project_id), ("measures", *place, rule),
        lambda: summary(graph_of(network, rule), [node.sector for node in network.nodes], network.silent),
    )  # fmt: skip


@action(Right.SEE_PILOT, "pilot_id", writes=False)
def network_opinions(job: Job, *, pilot_id: str) -> Opinions:
    """How information moves and how actors are trusted and valued, where enough units rated them."""
    known = evidence(job, job.project_id)
    key = known.pilots[pilot_id]
    least = smallest_group(wanted_smallest_group())

    def make() -> Opinions:
        return Opinions(
            opinions.information_exchange(known.records, known.units, key, least),
            opinions.partner_scores(known.records, known.units, known.actors, key, least),
        )

    return computed(job, known, ("opinions", pilot_id, str(least)), make)


@action(Right.RUN_PROJECT, "project_id", writes=False)
def networks_beside(job: Job, *, project_id: str) -> NetworksBeside:
    """The networks of all the pilots of the project."""
    known = evidence(job, project_id)

    def make() -> NetworksBeside:
        networks = [_network(known, key) for key in known.pilots.values()]
        return NetworksBeside(
            tuple(comparison.figures(one) for one in networks),
            comparison.sector_rows(networks),
            comparison.missing_here(networks),
            {actor.id: actor.name for actor in known.actors},
        )

    return computed(job, known, ("networks beside",), make)


@action(Right.RUN_PROJECT, "project_id", writes=False)
def capacity_beside(job: Job, *, project_id: str) -> tuple[Group, ...]:
    """Hours, htv and people of every pilot: its share of the units that serve several."""
    known = evidence(job, project_id)
    return computed(
        job, known, ("capacity beside",),
        lambda: sharing.by_pilot(supply.supply(known.units, known.records), known.pilots.values()),
    )  # fmt: skip


@action(Right.RUN_PROJECT, "project_id", writes=False)
def questions_beside(job: Job, *, project_id: str) -> dict[str, tuple[PilotAnswer, ...]]:
    """THL's five questions as each pilot answered them, by pilot id."""
    known = evidence(job, project_id)
    return computed(
        job, known, ("questions beside",),
        lambda: {pilot: questions.five_questions(known.records, key) for pilot, key in known.pilots.items()},
    )  # fmt: skip


def _narrowed(
    job: Job, pilot_id: str, relation: Relation, round_id: str
) -> tuple[Network, tuple[str, str, str]]:
    """The pilot's network of one kind of tie in one round, and what names it."""
    known = evidence(job, job.project_id)
    key, place = known.pilots[pilot_id], (pilot_id, relation, round_id)

    def make() -> Network:
        return narrowed(_network(of_round(job, known, round_id), key), relation).network

    return computed(job, known, ("ties", *place), make), place


def _network(known: Evidence, key: str) -> Network:
    return joining.ties(known.records, known.units, known.actors, key)
