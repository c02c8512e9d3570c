"""A pilot's current state: capacity, network and practices, computed from the answers each time they change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from mallipaja.actions.access import Job, Right, action
from mallipaja.actions.evidence import Evidence, evidence
from mallipaja.actions.generic_model import newest_generic
from mallipaja.capacity import completeness, offers, sharing, supply, totals
from mallipaja.capacity.completeness import Completeness
from mallipaja.capacity.offers import CoordinatorOffer, TeamOffer
from mallipaja.capacity.sharing import Share
from mallipaja.capacity.supply import SupplyRow
from mallipaja.capacity.totals import Group
from mallipaja.network import findings, joining, layout, measures, structure
from mallipaja.network.findings import Finding
from mallipaja.network.layout import Position
from mallipaja.network.measures import Degree, Density, Reciprocity
from mallipaja.network.network import Network
from mallipaja.network.structure import Without
from mallipaja.practice import matrix, phases, questions, views
from mallipaja.practice.matrix import Matrix
from mallipaja.practice.questions import PilotAnswer
from mallipaja.practice.views import BrokenHandover, Gap, Overlap, UnknownHandover
from mallipaja.survey.given import Conflict, Facts


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
    team_offers: tuple[TeamOffer, ...]
    coordinator_offers: tuple[CoordinatorOffer, ...]
    completeness: Completeness
    conflicts: tuple[Conflict, ...]
    as_of: datetime


@dataclass(frozen=True, slots=True)
class NetworkPicture:
    """Who works with whom in a pilot. ``positions`` are the same for an actor in every pilot of the project."""

    network: Network
    density: Density
    reciprocity: Reciprocity
    degrees: tuple[Degree, ...]
    findings: tuple[Finding, ...]
    without: tuple[Without, ...]
    positions: dict[str, Position]
    as_of: datetime


@dataclass(frozen=True, slots=True)
class PracticePicture:
    """What is done in each phase, by whom, and THL's five questions as the pilot answered them."""

    matrix: Matrix
    gaps: tuple[Gap, ...]
    overlaps: tuple[Overlap, ...]
    broken: tuple[BrokenHandover, ...]
    unknown: tuple[UnknownHandover, ...]
    questions: tuple[PilotAnswer, ...]
    as_of: datetime


@action(Right.SEE_PILOT, "pilot_id", writes=False)
def capacity_picture(job: Job, *, pilot_id: str) -> CapacityPicture:
    """Hours, htv and people of the pilot, and what could be given to the team and to coordination."""
    known = evidence(job, job.project_id)
    return capacity_of(known, known.pilots[pilot_id], job.at)


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
        tuple(o for o in offers.team_offers(known.units, known.records) if o.pilot == key),
        tuple(o for o in offers.coordinator_offers(known.units, known.records) if o.pilot == key),
        completeness.completeness(known.units, known.records, key),
        Facts(known.records).conflicts("capacity."),
        as_of,
    )


@action(Right.SEE_PILOT, "pilot_id", writes=False)
def network_picture(job: Job, *, pilot_id: str) -> NetworkPicture:
    """Who works with whom in the pilot, and where cooperation breaks."""
    known = evidence(job, job.project_id)
    return network_of(known, known.pilots[pilot_id], job.at)


def network_of(known: Evidence, key: str, as_of: datetime) -> NetworkPicture:
    """The network picture of the pilot with this key."""
    network = joining.ties(known.records, known.units, known.actors, key)
    return NetworkPicture(
        network,
        measures.density(network),
        measures.reciprocity(network),
        measures.degrees(network),
        findings.findings(network),
        structure.without(network),
        layout.layout(known.actors),
        as_of,
    )


@action(Right.SEE_PILOT, "pilot_id", writes=False)
def practice_picture(job: Job, *, pilot_id: str) -> PracticePicture:
    """What is done in each phase of the client's path in the pilot, and by whom."""
    known = evidence(job, job.project_id)
    generic = newest_generic(job)
    listed = phases.phases(generic) if generic else ()
    key = known.pilots[pilot_id]
    found = matrix.matrix(known.records, known.units, known.actors, listed, key)
    return PracticePicture(
        found,
        views.gaps(found),
        views.overlaps(found),
        views.broken_handovers(found),
        views.unknown_handovers(found),
        questions.five_questions(known.records, key),
        job.at,
    )
