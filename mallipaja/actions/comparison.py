"""Comparing pilots' variants, regional models and the generic model."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from threading import Lock

from mallipaja.actions.access import Job, Right, action
from mallipaja.actions.agreement_parties import parties_of
from mallipaja.actions.documents import described_here, generic_of
from mallipaja.actions.evidence import evidence
from mallipaja.actions.generic_model import current_generic, newest_generic
from mallipaja.actions.model_files import sources_of
from mallipaja.actions.picture import CapacityPicture, capacity_of, network_of
from mallipaja.actions.projects import visible_pilots
from mallipaja.actions.regions import inherited_by, region_variant
from mallipaja.actions.teams import team_of
from mallipaja.actions.variant_rows import MeetingNote, as_variant, meeting_notes
from mallipaja.capacity.totals import of_more_than_one
from mallipaja.catalogue.load import Catalogue
from mallipaja.catalogue.operating_model import AdoptedModel, DescribedModel, GenericModel
from mallipaja.catalogue.reference import RequiredParty
from mallipaja.errors import Problem
from mallipaja.model.adaptation import Variant
from mallipaja.model.check import GENERIC_ID
from mallipaja.model.comparison import Comparison, compare
from mallipaja.model.composition import PartyCheck, composition
from mallipaja.model.fidelity import Fidelity, core_fidelity
from mallipaja.network.measures import Density
from mallipaja.report.cell_words import Sources
from mallipaja.store import projects as project_store
from mallipaja.store import teams as team_store
from mallipaja.store import variants as store
from mallipaja.store.projects import Pilot
from mallipaja.survey.given import Total

KEPT = 6
"""How many comparisons are kept in memory, the last made: one of 309 pilots is large."""

_kept: OrderedDict[tuple[Hashable, ...], tuple[Catalogue, ComparisonView]] = OrderedDict()
_lock = Lock()

MOST_FIGURES = 40
"""Pilots whose team, hours and network are told beside their models; nobody reads a line each of more."""


@dataclass(frozen=True, slots=True)
class PilotFigures:
    """What a pilot has beside its model: seats of its newest team, hours, and how densely its actors are tied.

    ``seats`` and ``filled`` are ``None`` before the first draft; ``team_hours_per_month`` are those of the filled seats
    whose hours are known (``hours_known`` of them). Hours of one person alone are for those who see the pilot: they are
    ``None`` here, of the team and of clients. ``parties_agreed`` of ``parties_required`` required parties have agreed
    on it through somebody with a mandate.
    """

    seats: int | None
    filled: int | None
    team_hours_per_month: float | None
    hours_known: int
    client_hours_per_week: Total | None
    density: Density
    parties_agreed: int = 0
    parties_required: int = 0


@dataclass(frozen=True, slots=True)
class ComparisonView:
    """The matrix, core fidelity of each model and the required parties against each. Holds no answers and no
    names of people.

    ``figures`` are by model id, of pilots only; ``described`` the described models in it by id; ``meetings`` those
    changes were decided in, by id. ``party_date`` is the day whose rule of required parties was used.
    """

    comparison: Comparison
    fidelity: tuple[Fidelity, ...]
    parties: tuple[RequiredParty, ...]
    composition: tuple[PartyCheck, ...]
    older_generic: tuple[str, ...]
    figures: Mapping[str, PilotFigures]
    described: Mapping[str, DescribedModel]
    sources: Sources
    meetings: Mapping[str, MeetingNote]
    party_date: date


@dataclass(frozen=True, slots=True)
class Library:
    """The models there are, and the problems of the files that cannot be used.

    ``here`` are the ids of the described models that were made in this installation and have no file.
    """

    generic: GenericModel | None
    described: tuple[DescribedModel, ...]
    adopted: tuple[AdoptedModel, ...]
    here: frozenset[str]
    problems: tuple[Problem, ...]


@action(Right.ANYONE, writes=False)
def list_models(job: Job) -> Library:
    """The generic and regional models. They are public descriptions."""
    problems = tuple(p for p in job.catalogue.problems if not p.path.startswith("survey_templates"))
    made = described_here(job)
    return Library(
        newest_generic(job),
        (*job.catalogue.described.values(), *made.values()),
        tuple(job.catalogue.adopted.values()),
        frozenset(made),
        problems,
    )


@action(Right.COMPARE, "project_id", writes=False)
def compare_models(
    job: Job,
    *,
    project_id: str,
    pilot_ids: tuple[str, ...] | None = None,
    model_ids: tuple[str, ...] = (),
    on: date | None = None,
    with_generic: bool = False,
    with_figures: bool = True,
) -> ComparisonView:
    """Variants of the project's pilots (those the actor may see) and regional models against the generic
    model.

    Parameters
    ----------
    pilot_ids : the pilots to compare; ``None`` for all the actor may see. A pilot without a variant has
        every element not stated: nobody has taken a stand.
    model_ids : the regional models to compare, described and adopted.
    on : the day whose required parties are asked for; today when ``None``.
    with_generic : make the generic model the first column.
    with_figures : tell each pilot's team, hours and network beside its model.

    Returns
    -------
    The view; ``older_generic`` names the pilots whose variant builds on an older version of the generic
    model.
    """
    pilots = [p for p in visible_pilots(job, project_id) if pilot_ids is None or p.id in pilot_ids]
    wanted = (tuple(p.id for p in pilots), model_ids, on or job.today, job.today, with_generic, with_figures)

    def make() -> ComparisonView:
        return _view(job, project_id, pilots, model_ids, on or job.today, with_generic, with_figures)

    if any(one not in job.catalogue.described and one not in job.catalogue.adopted for one in model_ids):
        return make()  # a model made here may change without a line in the project's history
    return _unchanged(job, project_id, wanted, make)


def forget(job: Job, project_id: str) -> None:
    """Keep no comparison of the project."""
    own = (str(job.connection.engine.url), project_id)
    with _lock:
        for place in [one for one in _kept if one[:2] == own]:
            del _kept[place]


def _unchanged(
    job: Job, project_id: str, wanted: tuple[Hashable, ...], make: Callable[[], ComparisonView]
) -> ComparisonView:
    """``make()``, or what it gave for the same data, the same definitions and the same day."""
    place = (
        str(job.connection.engine.url), project_id, project_store.data_version(job, project_id),
        id(job.catalogue), current_generic(job).version, *wanted,
    )  # fmt: skip
    with _lock:
        found = _kept.get(place)
    if found is not None:
        return found[1]
    made = make()
    with _lock:
        _kept[place] = job.catalogue, made  # kept with its definitions, so that no others get their number
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return made


def _view(
    job: Job,
    project_id: str,
    pilots: Sequence[Pilot],
    model_ids: Sequence[str],
    day: date,
    with_generic: bool,
    with_figures: bool,
) -> ComparisonView:
    generic = current_generic(job)
    meetings = meeting_notes(job, project_id)
    called = _columns(pilots, model_ids)
    variants, older = _variants(job, project_id, pilots, generic, meetings, called)
    regions = [found for one in model_ids if (found := region_variant(job, one, generic))]
    known = described_models(job) if model_ids else {}
    described = {one: known[one] for one in model_ids if one in known}
    whole = compare(generic, [*variants, *regions], list(described.values()), with_generic=with_generic)
    matrix = _named_by_region(whole, described)
    parties = job.catalogue.parties_on(day)
    return ComparisonView(
        matrix,
        tuple(core_fidelity(matrix, column.id) for column in matrix.columns if column.kind != "generic"),
        parties,
        composition(matrix, parties),
        tuple(older),
        _figures(job, project_id, pilots, called) if with_figures else {},
        described,
        sources_of([generic, *described.values()]),
        meetings,
        day,
    )


def _named_by_region(matrix: Comparison, described: Mapping[str, DescribedModel]) -> Comparison:
    """Described models called by their region, which is short; by their own name where two share a region."""
    regions = [one.region.fi for one in described.values()]
    columns = tuple(
        replace(column, name=described[column.id].region.fi)
        if column.id in described and regions.count(described[column.id].region.fi) == 1
        else column
        for column in matrix.columns
    )
    return replace(matrix, columns=columns)


def described_models(job: Job) -> dict[str, DescribedModel]:
    """Every described model by id: those of files, and those made here that no file has."""
    return {**described_here(job), **job.catalogue.described}


def _variants(
    job: Job,
    project_id: str,
    pilots: Sequence[Pilot],
    generic: GenericModel,
    meetings: Mapping[str, MeetingNote],
    called: Mapping[str, str],
) -> tuple[list[Variant], list[str]]:
    rows = {row.pilot_id: row for row in store.variants(job, project_id)}
    variants, older = [], []
    for pilot in pilots:
        row = rows.get(pilot.id)
        built_on = generic_of(job, row.document_id) if row else generic
        if built_on.version != generic.version:
            older.append(pilot.name)
        variants.append(
            as_variant(
                called[pilot.id], pilot.name, built_on,
                store.stances(job, row.id) if row else [],
                store.adaptations(job, row.id) if row else [],
                inherited_by(job, row), day=job.today, meetings=meetings,
            )
        )  # fmt: skip
    return variants, older


def _columns(pilots: Sequence[Pilot], model_ids: Sequence[str]) -> dict[str, str]:
    """Pilot id -> what its column is called: its key, or its id where a model beside it is called the same."""
    taken = {*model_ids, GENERIC_ID}
    return {one.id: one.id if one.key in taken else one.key for one in pilots}


def _figures(
    job: Job, project_id: str, pilots: Sequence[Pilot], called: Mapping[str, str]
) -> dict[str, PilotFigures]:
    known = evidence(job, project_id) if 0 < len(pilots) <= MOST_FIGURES else None
    return {
        called[pilot.id]: PilotFigures(
            *_team(job, pilot.id),
            _client_hours(capacity_of(known, pilot.key, job.at)),
            network_of(known, pilot.key, job.at).density,
            *_parties(job, pilot.id),
        )
        for pilot in pilots
        if known is not None
    }


def _client_hours(found: CapacityPicture) -> Total | None:
    everybody = of_more_than_one(found.rows)
    return everybody.client_hours_per_week if everybody else None


def _parties(job: Job, pilot_id: str) -> tuple[int, int]:
    """How many of the required parties have agreed on the team in force, else on the newest draft; of how many."""
    drafts = team_store.drafts(job, pilot_id)
    if not drafts:
        return 0, 0
    row = team_store.in_force(drafts) or drafts[0]
    required = parties_of(job, team_of(job, pilot_id, row.id)).required
    return sum(1 for one in required if one.is_agreed), len(required)


def _team(job: Job, pilot_id: str) -> tuple[int | None, int | None, float | None, int]:
    """Seats, filled seats, hours a month of more than one and of how many: of the team in force, else the newest draft."""
    drafts = team_store.drafts(job, pilot_id)
    if not drafts:
        return None, None, None, 0
    seats = team_store.seats(job, (team_store.in_force(drafts) or drafts[0]).id)
    filled = [one for one in seats if one.post is not None]
    hours = [one.hours_per_month for one in filled if one.hours_per_month is not None]
    return len(seats), len(filled), sum(hours) if len(hours) > 1 else None, len(hours)
