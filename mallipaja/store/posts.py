"""What people say of posts, the team's settings, competences and travel between pilots."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from mallipaja.store.engine import Work
from mallipaja.store.read import all_as
from mallipaja.store.record import live
from mallipaja.store.schema import competence, pilot, post, team_setting, travel


@dataclass(frozen=True, slots=True)
class PostRow:
    """A post as corrected or written by hand; ``None`` is as answered. ``lent_by`` is a pilot's id."""

    id: str
    pilot_id: str
    key: str
    source: str
    name: str | None
    organisation: str | None
    sector: str | None
    profession: str | None
    hours_per_month: float | None
    remote: bool | None
    shareable: bool | None
    convenes: bool | None
    coordinator_clients: float | None
    member: bool | None
    mandate: str | None
    funded_until: date | None
    lent_by: str | None
    competences: Mapping[str, float] | None
    removed: bool
    why: str
    revision: int


@dataclass(frozen=True, slots=True)
class SettingRow:
    """How a pilot's team is drafted."""

    id: str
    pilot_id: str
    demand: str
    team_cap: int | None
    seats_per_post: int
    prices: Mapping[str, float]
    accepted: Mapping[str, float]
    revision: int


@dataclass(frozen=True, slots=True)
class CompetenceRow:
    """Something the teams of a project must know; ``levels`` by profession."""

    id: str
    project_id: str
    name: str
    holders: int
    level: int
    levels: Mapping[str, float]
    position: int
    revision: int


@dataclass(frozen=True, slots=True)
class TravelRow:
    """Minutes one way between two pilots, the same both ways."""

    id: str
    from_pilot_id: str
    to_pilot_id: str
    minutes: int
    revision: int


def posts(work: Work, pilot_id: str) -> list[PostRow]:
    """What people say of the pilot's posts, by key."""
    return all_as(
        work, PostRow, select(post).where(post.c.pilot_id == pilot_id, live(post)).order_by(post.c.key)
    )


def settings(work: Work, pilot_id: str) -> SettingRow | None:
    """The pilot's settings; ``None`` while nobody has changed any."""
    query = select(team_setting).where(team_setting.c.pilot_id == pilot_id, live(team_setting))
    return next(iter(all_as(work, SettingRow, query)), None)


def competences(work: Work, project_id: str) -> list[CompetenceRow]:
    """The project's competences in their order."""
    query = select(competence).where(competence.c.project_id == project_id, live(competence))
    return all_as(work, CompetenceRow, query.order_by(competence.c.position, competence.c.id))


def travels(work: Work, project_id: str) -> list[TravelRow]:
    """What is known of travelling between the project's pilots."""
    query = select(travel).join(pilot, travel.c.from_pilot_id == pilot.c.id)
    return all_as(work, TravelRow, query.where(pilot.c.project_id == project_id, live(travel), live(pilot)))
