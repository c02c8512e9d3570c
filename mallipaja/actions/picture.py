"""A pilot's current state: capacity, network and practices, computed from the answers each time they change."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from mallipaja.actions.access import Job, Right, action
from mallipaja.actions.computed import computed
from mallipaja.actions.disagreement import Disputed, disputed_in
from mallipaja.actions.evidence import Evidence, evidence, of_round
from mallipaja.capacity import completeness, inflow, offers, sharing, supply, totals
from mallipaja.capacity.completeness import Completeness
from mallipaja.capacity.inflow import InflowTotal
from mallipaja.capacity.offers import CoordinatorOffer, TeamOffer
from mallipaja.capacity.sharing import Share
from mallipaja.capacity.supply import SupplyRow
from mallipaja.capacity.totals import Group
from mallipaja.network import findings, joining, layout, measures, relation, structure
from mallipaja.network.findings import Finding
from mallipaja.network.layout import Position
from mallipaja.network.measures import Degree, Density, Reciprocity
from mallipaja.network.needed import Need, NeededTie, needed_ties
from mallipaja.network.network import Network
from mallipaja.network.relation import Relation
from mallipaja.network.structure import Without
from mallipaja.practice import matrix, phases, questions, records, views
from mallipaja.practice.matrix import Matrix
from mallipaja.practice.questions import PilotAnswer
from mallipaja.practice.records import Practice
from mallipaja.practice.views import BrokenHandover, Gap, Overlap, UnknownHandover
from mallipaja.store import practices as practice_store
from mallipaja.survey.given import Conflict, Facts
from mallipaja.survey.units import UnitInfo, pilot_units, served_pilots


@dataclass(frozen=True, slots=True)
class CapacityPicture:
    """What there is in a pilot. ``rows`` hold the pilot's share of units that serve several; ``shares`` say
    how.
    """

    rows: tuple[SupplyRow, ...]
    shares: tuple[Share, ...]
    overall: Group
    organisations: tuple[Group, ...]
    professions: tuple[Group, ...]
    units: tuple[Group, ...]
    inflow: InflowTotal
    team_offers: tuple[TeamOffer, ...]
    coordinator_offers: tuple[CoordinatorOffer, ...]
    completeness: Completeness
    conflicts: tuple[Conflict, ...]
    as_of: datetime


@dataclass(frozen=True, slots=True)
class NetworkPicture:
    """Who works with whom in a pilot. ``positions`` are the same for an actor in every pilot of the project.

    ``network`` has the ties of the kind asked for; of ``unknown`` more it is not known whether they are of it.
    ``needed`` are the ties between sectors that the generic model's phases need.
    """

    network: Network
    unknown: int
    needed: tuple[NeededTie, ...]
    density: Density
    reciprocity: Reciprocity
    degrees: tuple[Degree, ...]
    findings: tuple[Finding, ...]
    without: tuple[Without, ...]
    positions: dict[str, Position]
    as_of: datetime


@dataclass(frozen=True, slots=True)
class PracticePicture:
    """What is done in each phase, by whom, and THL's five questions as the pilot answered them.

    ``records`` are the practices written down that held on ``on``; ``matrix`` is what the units said, with the
    practices where no unit of an actor has answered. ``disputed`` is what the pilot's workshops said against the
    survey.
    """

    matrix: Matrix
    records: tuple[Practice, ...]
    on: date
    gaps: tuple[Gap, ...]
    overlaps: tuple[Overlap, ...]
    broken: tuple[BrokenHandover, ...]
    unknown: tuple[UnknownHandover, ...]
    questions: tuple[PilotAnswer, ...]
    as_of: datetime
    disputed: tuple[Disputed, ...] = ()


@action(Right.SEE_PILOT, "pilot_id", writes=False)
def capacity_picture(job: Job, *, pilot_id: str) -> CapacityPicture:
    """Hours, htv and people of the pilot, and what could be given to the team and to coordination."""
    return capacity_in(job, pilot_id)


def capacity_in(job: Job, pilot_id: str) -> CapacityPicture:
    """`capacity_picture` inside another action; the caller has checked the right."""
    known = evidence(job, job.project_id)
    pilot = known.pilots[pilot_id]
    found = computed(job, known, ("capacity", pilot_id), lambda: capacity_of(known, pilot, job.at))
    return replace(found, as_of=job.at)


def units_of(known: Evidence, key: str) -> tuple[UnitInfo, ...]:
    """The units that serve the pilot with this key."""
    return pilot_units(served_pilots(known.units, known.records), key)


def capacity_of(known: Evidence, key: str, as_of: datetime) -> CapacityPicture:
    """The capacity picture of the pilot with this key."""
    everything = supply.supply(known.units, known.records)
    rows = sharing.pilot_view(everything, key)
    return CapacityPicture(
        rows,
        sharing.shares(everything, key),
        totals.overall(rows),
        totals.by_organisation(rows),
        totals.by_profession(rows),
        totals.by_unit(rows),
        inflow.inflow_total(inflow.inflows(units_of(known, key), known.records)),
        tuple(o for o in offers.team_offers(known.units, known.records) if o.pilot == key),
        tuple(o for o in offers.coordinator_offers(known.units, known.records) if o.pilot == key),
        completeness.completeness(known.units, known.records, key),
        Facts(known.records).conflicts("capacity."),
        as_of,
    )


@action(Right.SEE_PILOT, "pilot_id", writes=False)
def network_picture(
    job: Job, *, pilot_id: str, relation: Relation = "any", round_id: str = ""
) -> NetworkPicture:
    """Who works with whom in the pilot, and where cooperation breaks.

    Parameters
    ----------
    relation : which ties; see `network.relation.narrowed`.
    round_id : the answers of one round alone; "" joins all rounds, and the newest answer of a unit counts.
    """
    return network_in(job, pilot_id, relation, round_id)


def network_in(job: Job, pilot_id: str, relation: Relation = "any", round_id: str = "") -> NetworkPicture:
    """`network_picture` inside another action; the caller has checked the right."""
    known = evidence(job, job.project_id)
    pilot = known.pilots[pilot_id]
    generic = job.catalogue.generic
    listed = phases.phases(generic) if generic else ()

    def make() -> NetworkPicture:
        return network_of(of_round(job, known, round_id), pilot, job.at, relation, listed)

    place = ("network", pilot_id, relation, round_id, repr(listed))
    return replace(computed(job, known, place, make), as_of=job.at)


def network_of(
    known: Evidence,
    key: str,
    as_of: datetime,
    kind: Relation = "any",
    listed: tuple[phases.Phase, ...] = (),
) -> NetworkPicture:
    """The network picture of the pilot with this key; ``listed`` are the phases whose ties are needed."""
    whole = joining.ties(known.records, known.units, known.actors, key)
    kept = relation.narrowed(whole, kind)
    network = kept.network
    return NetworkPicture(
        network,
        kept.unknown,
        needed_ties(network, [Need(phase.code, phase.required_sectors) for phase in listed]),
        measures.density(network),
        measures.reciprocity(network),
        measures.degrees(network),
        findings.findings(network),
        structure.without(network),
        layout.layout(known.actors),
        as_of,
    )


@action(Right.SEE_PILOT, "pilot_id", writes=False)
def practice_picture(
    job: Job, *, pilot_id: str, on: date | None = None, round_id: str = ""
) -> PracticePicture:
    """What is done in each phase of the client's path in the pilot, and by whom.

    Parameters
    ----------
    on : the day the practices and organisations are looked at; today if left out.
    round_id : the answers of one round alone; "" joins all rounds, and the newest answer of a unit counts.
    """
    return practice_in(job, pilot_id, on, round_id)


def practice_in(job: Job, pilot_id: str, on: date | None = None, round_id: str = "") -> PracticePicture:
    """`practice_picture` inside another action; the caller has checked the right."""
    known = evidence(job, job.project_id)
    generic = job.catalogue.generic
    listed = phases.phases(generic) if generic else ()
    key, day = known.pilots[pilot_id], on or job.today
    written = practice_store.practices(job, pilot_id)

    def make() -> PracticePicture:
        held = records.held_on(written, day)
        return _practice_of(of_round(job, known, round_id), key, listed, held, day, job.at)

    place = ("practice", pilot_id, round_id, day, repr(listed))
    return replace(computed(job, known, place, make), as_of=job.at, disputed=disputed_in(job, pilot_id))


def _practice_of(
    known: Evidence,
    key: str,
    listed: tuple[phases.Phase, ...],
    written: tuple[Practice, ...],
    day: date,
    as_of: datetime,
) -> PracticePicture:
    said = matrix.matrix(known.records, known.units, known.actors, listed, key)
    found = records.filled(said, written)
    return PracticePicture(
        found,
        written,
        day,
        views.gaps(found),
        views.overlaps(found),
        views.broken_handovers(found),
        views.unknown_handovers(found),
        questions.five_questions(known.records, key),
        as_of,
    )
