"""Who could sit in a pilot's team: what units answered, corrected and completed by hand; and how a team is drafted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from mallipaja.actions.access import Job, Right, action
from mallipaja.actions.posts_list import read_posts
from mallipaja.actions.team_case import DEFAULTS
from mallipaja.actions.tidy import ELSEWHERE, between, long_text, one_of, tidy_name
from mallipaja.errors import ActionError
from mallipaja.i18n import N_
from mallipaja.store import posts as store
from mallipaja.store import projects as project_store
from mallipaja.store import record, schema
from mallipaja.store.posts import CompetenceRow, PostRow, TravelRow
from mallipaja.survey.feeds import MANDATE
from mallipaja.team.corrections import PostFacts
from mallipaja.team.demand import SHARES
from mallipaja.team.means import PRICE_NAMES

SECTORS = ("health", "social", "employment", "kela", "third", "other")
MOST_HOURS = 300.0
MOST_LEVEL = 3
MOST_CLIENTS = 500

NO_SECTOR = N_("Choose the sector of the post.")
NO_SUCH_PRICE = N_("There is no such price.")
SAME_PILOT = N_("Choose two different pilots.")


@dataclass(frozen=True, slots=True)
class PostValues(PostFacts):
    """What can be said of a post, why, and where it comes from."""

    why: str = ""
    source: str = field(default="hand")


@action(Right.EDIT_PILOT, "pilot_id")
def save_post(job: Job, *, pilot_id: str, key: str, values: PostValues, revision: int | None = None) -> str:
    """Correct a post by its key, or write a new one (``key`` ""); returns the key.

    A draft that uses the post is not changed: it is marked as made from something else.
    """
    return put_post(job, pilot_id, key, values, revision)


def put_post(
    job: Job, pilot_id: str, key: str, values: PostValues, revision: int | None = None, **more: Any
) -> str:
    """Write a post inside another action; the caller has checked the right."""
    said = _checked(job, values)
    known = _row(job, pilot_id, key) if key else None
    if known is not None:
        record.change(
            job, schema.post, known.id, {**said, **more, "removed": False}, revision=revision,
            project_id=job.project_id,
        )  # fmt: skip
        return key
    units = {one.key for one in project_store.units(job, job.project_id)}
    if key not in units:
        if not said["name"]:
            tidy_name("")
        if not said["sector"]:
            raise ActionError("POST_SECTOR", NO_SECTOR)
        key = f"own_{record.new_id()[:12]}"
    place = {"pilot_id": pilot_id, "key": key, "removed": False}
    record.add(job, schema.post, {**place, **said, **more}, project_id=job.project_id)
    return key


@action(Right.EDIT_PILOT, "pilot_id")
def remove_post(job: Job, *, pilot_id: str, key: str, why: str = "") -> None:
    """Take a post out of those who could sit. What the unit answered stays; a draft that uses it is marked."""
    known = _row(job, pilot_id, key)
    values = {"removed": True, "why": long_text(why)}
    if known is None:
        if key not in {one.key for one in project_store.units(job, job.project_id)}:
            raise ActionError("POST_ELSEWHERE", ELSEWHERE)
        blank = {"pilot_id": pilot_id, "key": key, "source": "hand"}
        record.add(job, schema.post, {**blank, **values}, project_id=job.project_id)
    else:
        record.change(job, schema.post, known.id, values, revision=None, project_id=job.project_id)


@action(Right.EDIT_PILOT, "pilot_id")
def forget_corrections(job: Job, *, pilot_id: str, key: str) -> None:
    """Take the post as the unit answered it again; one nobody was asked about goes to the bin."""
    known = _row(job, pilot_id, key)
    if known is not None:
        record.put_in_bin(job, schema.post, known.id, project_id=job.project_id)


@action(Right.EDIT_PILOT, "pilot_id")
def paste_posts(job: Job, *, pilot_id: str, text: str) -> int:
    """Add posts copied from a table (`posts_list`); returns how many. Nothing is added when a line has a problem.

    Raises
    ------
    ProblemsError : with every problem of every line.
    """
    professions = {
        name.casefold(): item.code
        for item in job.catalogue.profession_choices
        for name in (item.code, item.label.fi, item.label.sv or "", item.label.en or "")
        if name
    }
    found = read_posts(
        text, professions=professions, taken={row.name or "" for row in store.posts(job, pilot_id)}
    )
    for one in found:
        put_post(job, pilot_id, "", PostValues(**{**one.values, "source": "table"}))
    return len(found)


@action(Right.EDIT_PILOT, "pilot_id")
def change_settings(
    job: Job, *, pilot_id: str, demand: str, team_cap: int | None = None, seats_per_post: int = 1
) -> None:
    """How much the team is needed, how large it may be, and in how many seats one post may sit."""
    one_of(demand, SHARES)
    if team_cap is not None:
        between(team_cap, 1, 60)
    values = {"demand": demand, "team_cap": team_cap, "seats_per_post": int(between(seats_per_post, 1, 5))}
    put_settings(job, pilot_id, values)


@action(Right.EDIT_PILOT, "pilot_id")
def change_prices(job: Job, *, pilot_id: str, prices: Mapping[str, float]) -> None:
    """What ways to mend the team cost here; the names of `team.means.Prices`."""
    for name, price in prices.items():
        if name not in PRICE_NAMES:
            raise ActionError("PRICE", NO_SUCH_PRICE)
        between(price, 0, 1_000_000)
    put_settings(job, pilot_id, {"prices": {name: float(price) for name, price in prices.items()}})


@action(Right.EDIT_PILOT, "pilot_id")
def take_back_acceptance(job: Job, *, pilot_id: str, name: str) -> None:
    """Stop doing without something that was accepted; ``name`` is as in the settings. The draft is marked."""
    known = store.settings(job, pilot_id)
    if known is not None and name in known.accepted:
        left = {one: amount for one, amount in known.accepted.items() if one != name}
        put_settings(job, pilot_id, {"accepted": left})


def put_settings(job: Job, pilot_id: str, values: Mapping[str, Any]) -> None:
    """Write some of the settings inside another action; the caller has checked the right."""
    known = store.settings(job, pilot_id)
    if known is None:
        blank = {"demand": DEFAULTS.demand, "seats_per_post": 1, "prices": {}, "accepted": {}}
        record.add(
            job, schema.team_setting, {"pilot_id": pilot_id, **blank, **values}, project_id=job.project_id
        )
    else:
        record.change(job, schema.team_setting, known.id, values, revision=None, project_id=job.project_id)


@action(Right.RUN_PROJECT, "project_id", writes=False)
def list_competences(job: Job, *, project_id: str) -> list[CompetenceRow]:
    """What the teams must know, with levels by profession."""
    return store.competences(job, project_id)


@action(Right.RUN_PROJECT, "project_id")
def add_competence(job: Job, *, project_id: str, name: str, holders: int, level: int) -> str:
    """Add something the teams must know. Levels are given by profession, never of a person."""
    values = {
        "project_id": project_id, "name": tidy_name(name), "holders": int(between(holders, 0, 20)),
        "level": int(between(level, 1, MOST_LEVEL)), "levels": {},
        "position": len(store.competences(job, project_id)),
    }  # fmt: skip
    return record.add(job, schema.competence, values, project_id=job.project_id)


@action(Right.RUN_PROJECT, "competence_id")
def set_levels(job: Job, *, competence_id: str, levels: Mapping[str, int]) -> None:
    """The level 0–3 of a competence by profession; 0 leaves the profession out."""
    known = {item.code for item in job.catalogue.profession_choices}
    kept = {}
    for profession, level in levels.items():
        one_of(profession, known)
        if between(level, 0, MOST_LEVEL):
            kept[profession] = int(level)
    record.change(
        job, schema.competence, competence_id, {"levels": kept}, revision=None, project_id=job.project_id
    )


@action(Right.RUN_PROJECT, "competence_id")
def remove_competence(job: Job, *, competence_id: str) -> None:
    """Move a competence to the bin."""
    record.put_in_bin(job, schema.competence, competence_id, project_id=job.project_id)


@action(Right.RUN_PROJECT, "project_id", writes=False)
def list_travel(job: Job, *, project_id: str) -> list[TravelRow]:
    """What is known of travelling between pilots."""
    return store.travels(job, project_id)


@action(Right.RUN_PROJECT, "project_id")
def set_travel(job: Job, *, project_id: str, from_pilot_id: str, to_pilot_id: str, minutes: int) -> None:
    """Minutes one way between two pilots of the project."""
    pilots = {one.id for one in project_store.pilots(job, project_id)}
    if not {from_pilot_id, to_pilot_id} <= pilots:
        raise ActionError("TRAVEL_ELSEWHERE", ELSEWHERE)
    if from_pilot_id == to_pilot_id:
        raise ActionError("TRAVEL_SAME", SAME_PILOT)
    one, other = sorted((from_pilot_id, to_pilot_id))
    values = {"minutes": int(between(minutes, 0, 600))}
    pairs = {(row.from_pilot_id, row.to_pilot_id): row.id for row in store.travels(job, project_id)}
    if (one, other) in pairs:
        record.change(job, schema.travel, pairs[one, other], values, revision=None, project_id=job.project_id)
    else:
        place = {"from_pilot_id": one, "to_pilot_id": other}
        record.add(job, schema.travel, {**place, **values}, project_id=job.project_id)


def _row(job: Job, pilot_id: str, key: str) -> PostRow | None:
    return next((row for row in store.posts(job, pilot_id) if row.key == key), None)


def _checked(job: Job, values: PostValues) -> dict[str, Any]:
    if values.sector is not None:
        one_of(values.sector, SECTORS)
    if values.profession is not None:
        one_of(values.profession, {item.code for item in job.catalogue.profession_choices})
    if values.mandate is not None:
        one_of(values.mandate, MANDATE)
    if values.hours_per_month is not None:
        between(values.hours_per_month, 0, MOST_HOURS)
    if values.coordinator_clients is not None:
        between(values.coordinator_clients, 0, MOST_CLIENTS)
    return {
        "source": values.source, "name": tidy_name(values.name) if values.name else None,
        "organisation": tidy_name(values.organisation) if values.organisation else None, "sector": values.sector,
        "profession": values.profession, "hours_per_month": values.hours_per_month, "remote": values.remote,
        "shareable": values.shareable, "convenes": values.convenes, "coordinator_clients": values.coordinator_clients,
        "member": values.member, "mandate": values.mandate, "funded_until": values.funded_until,
        "why": long_text(values.why),
    }  # fmt: skip
