"""The case a pilot's team is drafted from: its model, its posts as answered and corrected, its settings."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations

from mallipaja.actions.access import Job
from mallipaja.actions.documents import generic_of
from mallipaja.actions.evidence import Evidence, evidence
from mallipaja.actions.generic_model import current_generic
from mallipaja.actions.regions import pilot_generic
from mallipaja.actions.variant_rows import as_variant
from mallipaja.capacity.offers import TeamOffer, coordinator_offers, team_offers
from mallipaja.catalogue.operating_model import GenericModel
from mallipaja.model.resolve import resolve
from mallipaja.network import joining
from mallipaja.store import posts as post_store
from mallipaja.store import variants as variant_store
from mallipaja.store.posts import CompetenceRow, PostRow, SettingRow
from mallipaja.survey.given import Facts, Known
from mallipaja.team.case import Case, Competence
from mallipaja.team.corrections import Correction, corrected, with_levels
from mallipaja.team.demand import demanded
from mallipaja.team.means import Action, apply
from mallipaja.team.posts import Post, posts, unheard
from mallipaja.team.roles import Role, required_sectors, team_roles

MEETINGS_PER_MONTH = 2
"""Meetings of a team a month, both ways travelled: the planning assumption of the generic model's hours."""
DEFAULTS = SettingRow("", "", "base", None, 1, {}, {}, 0)
_SIGN = "|"


@dataclass(frozen=True, slots=True)
class TeamCase:
    """A pilot's case with what it rests on. ``answered`` are the posts before anybody corrected them; ``case`` has no
    pins and vetoes. ``serves``: the pilots each unit serves, by unit id; empty when nobody has said."""

    case: Case
    generic: GenericModel
    answered: tuple[Post, ...]
    unheard: tuple[TeamOffer, ...]
    rows: tuple[PostRow, ...]
    settings: SettingRow
    competences: tuple[CompetenceRow, ...]
    serves: Mapping[str, tuple[str, ...]]


def team_case(job: Job, pilot_id: str) -> TeamCase:
    """The pilot's case today; the caller has checked the right."""
    known = evidence(job, job.project_id)
    key = known.pilots[pilot_id]
    offers = team_offers(known.units, known.records)
    answered = _with_money(known, posts(offers, coordinator_offers(known.units, known.records), key))
    rows, skills = tuple(post_store.posts(job, pilot_id)), tuple(post_store.competences(job, job.project_id))
    settings = post_store.settings(job, pilot_id) or DEFAULTS
    own = corrected(answered, (_correction(row, pilot_id, way(job)) for row in rows))
    levels = [(one.id, profession, level) for one in skills for profession, level in one.levels.items()]
    own = with_levels(own, levels)
    generic, roles = _roles(job, pilot_id)
    case = Case(
        roles=demanded(roles, settings.demand),
        posts=own,
        sectors_required=required_sectors(job.catalogue.parties_on(job.today)),
        team_cap=settings.team_cap,
        seats_per_post=settings.seats_per_post,
        competences=tuple(Competence(one.id, one.holders, float(one.level)) for one in skills),
        ties=_ties(known, key, own),
    )
    case = apply(case, accepted(settings))
    serves = {
        unit.id: tuple(one for one, code in known.pilots.items() if code in unit.pilots)
        for unit in known.units
    }
    return TeamCase(case, generic, answered, unheard(offers, key), rows, settings, skills, serves)


def accepted(settings: SettingRow) -> tuple[Action, ...]:
    """What the pilot has decided to do without."""
    found = []
    for name, amount in sorted(settings.accepted.items()):
        means, _sign, about = name.partition(_SIGN)
        found.append(Action(means, about, amount, 0.0))  # type: ignore[arg-type]  # written by `accepted_name`
    return tuple(found)


def accepted_name(action: Action) -> str:
    """What accepting is called in the settings."""
    return action.means + _SIGN + action.about


def fingerprint(case: Case) -> str:
    """What a draft was made from, as one text: when it differs, the draft is stale."""
    bare = replace(case, pins=(), vetoes=(), ties=())
    return hashlib.sha256(repr(bare).encode()).hexdigest()


def way(job: Job) -> dict[tuple[str, str], float]:
    """(pilot id, pilot id) -> hours a month on the way, both directions in it."""
    found: dict[tuple[str, str], float] = {}
    for one in post_store.travels(job, job.project_id):
        hours = round(one.minutes * 2 * MEETINGS_PER_MONTH / 60, 2)
        found[one.from_pilot_id, one.to_pilot_id] = found[one.to_pilot_id, one.from_pilot_id] = hours
    return found


def _roles(job: Job, pilot_id: str) -> tuple[GenericModel, tuple[Role, ...]]:
    row = variant_store.variant_of(job, pilot_id)
    generic = generic_of(job, row.document_id) if row else current_generic(job)
    changes = variant_store.adaptations(job, row.id) if row else []
    # the team's own earlier adaptations describe the team that sat; a new draft starts from what the pilot needs
    own = [one for one in changes if one.source != "team"]
    variant = as_variant(pilot_id, "", generic, [], own, day=job.today)
    return generic, team_roles(resolve(pilot_generic(job, row), variant.adaptations))


def _with_money(known: Evidence, listed: Iterable[Post]) -> tuple[Post, ...]:
    """The posts with the day their unit says the money of their profession ends (K8)."""
    facts = Facts(known.records)
    found = []
    for post in listed:
        profession = post.profession.value if isinstance(post.profession, Known) else ""
        said = facts.code("capacity.temporary_until", post.unit, row=profession)
        until = _day(said.value) if isinstance(said, Known) else None
        found.append(replace(post, funded_until=Known(until)) if until else post)
    return tuple(found)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _correction(row: PostRow, pilot_id: str, ways: dict[tuple[str, str], float]) -> Correction:
    return Correction(
        key=row.key, name=row.name, organisation=row.organisation, sector=row.sector, profession=row.profession,
        hours_per_month=row.hours_per_month, remote=row.remote, shareable=row.shareable, convenes=row.convenes,
        coordinator_clients=row.coordinator_clients, member=row.member, mandate=row.mandate,
        funded_until=row.funded_until, lent_by=row.lent_by or "", removed=row.removed,
        travel_hours_per_month=ways.get((row.lent_by, pilot_id)) if row.lent_by else None,
        competences=tuple(sorted((row.competences or {}).items())),
    )  # fmt: skip


def _ties(known: Evidence, pilot: str, listed: Iterable[Post]) -> tuple[tuple[str, str], ...]:
    """Posts whose actors somebody says work together; none when nobody has answered about the network."""
    tied = {
        frozenset((tie.source, tie.target))
        for tie in joining.ties(known.records, known.units, known.actors, pilot).ties
    }
    actor = {unit.id: unit.actor for unit in known.units}
    found = []
    for one, other in combinations(sorted(post.id for post in listed), 2):
        pair = frozenset((actor.get(one, ""), actor.get(other, "")))
        if pair in tied or (len(pair) == 1 and "" not in pair):
            found.append((one, other))
    return tuple(found) if tied else ()


def neighbours(job: Job, pilot_id: str) -> tuple[Post, ...]:
    """Posts of the project's other pilots that could be shared, called ``pilot id|post``, at all the hours they have."""
    ways = way(job)
    key_of = evidence(job, job.project_id).pilots
    return tuple(
        replace(
            post,
            id=other + _SIGN + post.id,
            lent_by=other,
            member_already=Known(False),
            travel_hours_per_month=ways.get((pilot_id, other)),
        )
        for other in key_of
        if other != pilot_id
        for post in team_case(job, other).case.posts
        if post.hours >= 1 and post.several_pilots != Known(False) and not post.lent_by
    )
