"""Everything a project's people have answered, as the values the analyses read. Computed once per data
version.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from threading import Lock

from mallipaja.actions.access import Job
from mallipaja.actions.documents import template_of
from mallipaja.catalogue.survey_template import SurveyTemplate
from mallipaja.network.opinions import FEEDS as OPINIONS
from mallipaja.store import answers as answer_store
from mallipaja.store import projects as project_store
from mallipaja.store.round_responses import rounds_over, rounds_with_responses, sent_in
from mallipaja.survey.answers import FeedRecord, ResponseInfo
from mallipaja.survey.records import feed_records
from mallipaja.survey.units import ActorInfo, UnitInfo

KEPT = 16
"""How many projects' evidence is kept in memory."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Units, actors and feed records of one project, by stable keys.

    ``pilots`` maps pilot id to key. Units, actors, organisations and pilots are named by key everywhere in
    the domain. ``over`` are the rounds whose opinions are among the records: those that nobody can answer any more.
    """

    version: int
    pilots: dict[str, str]
    units: tuple[UnitInfo, ...]
    actors: tuple[ActorInfo, ...]
    responses: tuple[ResponseInfo, ...]
    records: tuple[FeedRecord, ...]
    over: frozenset[str] = frozenset()


_kept: OrderedDict[tuple[str, str], Evidence] = OrderedDict()
_lock = Lock()


def evidence(job: Job, project_id: str) -> Evidence:
    """The project's evidence as of this transaction."""
    version = project_store.data_version(job, project_id)
    over = rounds_over(
        job, project_id, job.today
    )  # a round can be over without a change: its last day passes
    place = (str(job.connection.engine.url), project_id)
    with _lock:
        known = _kept.get(place)
        if known is not None and (known.version, known.over) == (version, over):
            _kept.move_to_end(place)
            return known
    fresh = _gather(job, project_id, version, over)
    with _lock:
        _kept[place] = fresh
        _kept.move_to_end(place)
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return fresh


def of_round(job: Job, known: Evidence, round_id: str) -> Evidence:
    """The evidence of one round alone; all of it for "". A round the project does not have has no answers."""
    if not round_id:
        return known
    found = next((one for one in rounds_with_responses(job, job.project_id) if one.id == round_id), None)
    ids = found.responses if found else frozenset()
    return replace(
        known,
        responses=tuple(one for one in known.responses if one.id in ids),
        records=tuple(one for one in known.records if one.response in ids),
    )


def forget(job: Job, project_id: str) -> None:
    """Keep nothing of the project in memory: what was erased is nowhere, not even until it is next asked for."""
    with _lock:
        _kept.pop((str(job.connection.engine.url), project_id), None)


def _gather(job: Job, project_id: str, version: int, over: frozenset[str]) -> Evidence:
    pilots = {one.id: one.key for one in project_store.pilots(job, project_id)}
    units, unit_keys = _units(job, project_id, pilots)
    listed, answers = answer_store.project_answers(job, project_id)
    infos = [
        replace(i, unit=unit_keys.get(i.unit, "")) for i, _ in listed if not i.unit or i.unit in unit_keys
    ]
    templates = {(i.template, i.version): template_of(job, document_id) for i, document_id in listed}
    return Evidence(
        version,
        pilots,
        units,
        _actors(job, project_id, pilots),
        tuple(infos),
        _without_opinions(feed_records(templates, infos, answers), infos, templates, sent_in(job, over)),
        over,
    )


def _without_opinions(
    records: Iterable[FeedRecord],
    infos: Iterable[ResponseInfo],
    templates: Mapping[tuple[str, str], SurveyTemplate],
    told: frozenset[str],
) -> tuple[FeedRecord, ...]:
    """The facts; of opinions only those that become means over raters, and only from the responses in ``told``.

    Whatever else an analysis may show, it cannot show what it never reads.
    """
    opinions = {
        which: {
            question.feeds for question, _block in template.questions() if question.disclosure == "opinion"
        }
        for which, template in templates.items()
    }
    given_to = {one.id: opinions[one.template, one.version] for one in infos}
    return tuple(
        one
        for one in records
        if one.feed not in given_to[one.response] or (one.feed in OPINIONS and one.response in told)
    )


def _units(job: Job, project_id: str, pilots: dict[str, str]) -> tuple[tuple[UnitInfo, ...], dict[str, str]]:
    employers = {one.id: one for one in project_store.organisations(job, project_id)}
    actors = {one.id: one for one in project_store.actors(job, project_id)}
    found, keys = [], {}
    for one in project_store.units(job, project_id):
        employer = employers.get(one.organisation_id)
        if employer is None:  # the organisation is in the bin, and its units with it
            continue
        served = tuple(pilots[p] for p in one.pilots if p in pilots)
        actor = actors.get(one.actor_id)
        # the sector is the actor's, not the employer's: one employer may have social work and health care
        sector = actor.sector if actor else employer.sector
        node = actor.key if actor else ""
        found.append(UnitInfo(one.key, employer.key, employer.name, sector, node, one.name, served))
        keys[one.id] = one.key
    return tuple(found), keys


def _actors(job: Job, project_id: str, pilots: dict[str, str]) -> tuple[ActorInfo, ...]:
    employers = {one.id: one for one in project_store.organisations(job, project_id)}
    on_roster: dict[str, list[str]] = {}
    for pilot_id, key in pilots.items():
        for one in project_store.actors(job, project_id, pilot_id):
            on_roster.setdefault(one.id, []).append(key)
    found = []
    for one in project_store.actors(job, project_id):
        employer = employers.get(one.organisation_id or "")
        found.append(
            ActorInfo(
                one.key,
                one.name,
                one.sector,
                employer.key if employer else "",
                employer.name if employer else "",
                tuple(on_roster.get(one.id, ())),
            )
        )
    return tuple(found)
