"""A small project put straight into the store, and people who act in it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import Table

from mallipaja.store import record, schema
from mallipaja.store.engine import Store, Work

if TYPE_CHECKING:
    from mallipaja.actions.access import Actor

ROLES = ("admin", "facilitator", "pilot_contact", "developer", "respondent", "anonymous")
START = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
TOKEN = "a-token-that-only-tests-know"
DOCUMENT_BODY = """format: mallipaja/survey_template/1
id: small
version: "1"
title: {fi: Pieni kysely, sv: Liten enkät, en: Small survey}
purpose: {fi: Kokeilu., sv: Försök., en: A trial.}
answered_by: unit
minutes: 1
pages:
  - id: only
    title: {fi: Sivu, sv: Sida, en: Page}
    items:
      - id: note
        type: text
        disclosure: organisation_fact
        text: {fi: Vapaa sana, sv: Fritt ord, en: Free word}
"""


class Clock:
    """A clock that moves only when told to; hand it to a `Context`."""

    def __init__(self, now: datetime = START) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **time: float) -> datetime:
        """Move on by ``timedelta(**time)``."""
        self.now += timedelta(**time)
        return self.now


@dataclass(frozen=True, slots=True)
class SmallProject:
    """Ids of the project ``Pieni hanke``.

    Pilots Keuruu and Laukaa, one actor each of employment and health, two units, an open round (no
    templates in it) with one invitation for the employment unit, and an account per role.
    """

    project_id: str
    keuruu: str
    laukaa: str
    employment: str  # organisation
    health: str  # organisation
    employment_actor: str
    health_actor: str
    employment_unit: str  # works in Keuruu
    health_unit: str  # works in both pilots
    round_id: str
    invitation_id: str  # its token is ``TOKEN``
    document_id: str
    accounts: Mapping[str, str]  # role -> account id
    memberships: Mapping[str, str]  # role -> membership id


def fill(store: Store, name: str = "Pieni hanke") -> SmallProject:
    """Put a small project into the store. A second call makes another one with accounts of its own."""
    with store.writing("cli:test", START) as work:
        return _Filler(work, name).fill()


def actor_for(role: str, project: SmallProject) -> Actor:
    """The person of the role: the pilot contact is Keuruu's, the respondent holds the one invitation."""
    from mallipaja.actions.access import ANONYMOUS, Actor, Member, Role

    if role == "anonymous":
        return ANONYMOUS
    if role == "respondent":
        return Actor(f"invitation:{project.invitation_id}", invitations=(project.invitation_id,))
    account = project.accounts[role]
    members = {
        "facilitator": (Member(project.project_id, Role.FACILITATOR),),
        "pilot_contact": (Member(project.project_id, Role.PILOT_CONTACT, project.keuruu),),
        "developer": (Member(project.project_id, Role.DEVELOPER),),
    }
    return Actor(
        f"account:{account}",
        f"Test {role}",
        account,
        is_admin=role == "admin",
        is_developer=role == "developer",
        members=members.get(role, ()),
    )


@dataclass(slots=True)
class _Filler:
    work: Work
    name: str
    project_id: str = ""

    def add(self, table: Table, **values: Any) -> str:
        return record.add(self.work, table, values, project_id=self.project_id or None)

    def fill(self) -> SmallProject:
        self.project_id = record.new_id()
        self.add(
            schema.project, id=self.project_id, name=self.name, languages=["fi", "sv", "en"], created_at=START
        )
        keuruu = self._pilot("keuruu", "Keuruu", "249", 0)
        laukaa = self._pilot("laukaa", "Laukaa", "410", 1)
        employment, employment_actor = self._party("employment", "Työllisyysalue", "employment", 0)
        health, health_actor = self._party("health", "Hyvinvointialue", "health", 1)
        employment_unit = self._unit(
            "employment_services", "Työllisyyspalvelut", employment, employment_actor, keuruu
        )
        health_unit = self._unit("rehabilitation", "Kuntoutus", health, health_actor, keuruu, laukaa)
        document_id = self._document()
        round_id = self.add(
            schema.round_, project_id=self.project_id, title="Kierros 1", state="open", opened_at=START
        )
        for pilot_id in (keuruu, laukaa):
            values = {"id": record.new_id(), "round_id": round_id, "pilot_id": pilot_id}
            self.work.connection.execute(schema.round_pilot.insert().values(values))
        token = TOKEN if self.name == "Pieni hanke" else f"{TOKEN} {self.name}"
        invitation_id = self.add(
            schema.invitation,
            round_id=round_id,
            unit_id=employment_unit,
            kind="unit",
            created_at=START,
            token_hash=hashlib.sha256(token.encode()).hexdigest(),
        )
        accounts, memberships = self._people(keuruu)
        return SmallProject(
            self.project_id,
            keuruu,
            laukaa,
            employment,
            health,
            employment_actor,
            health_actor,
            employment_unit,
            health_unit,
            round_id,
            invitation_id,
            document_id,
            accounts,
            memberships,
        )

    def _pilot(self, key: str, name: str, code: str, position: int) -> str:
        return self.add(
            schema.pilot,
            project_id=self.project_id,
            key=key,
            name=name,
            kind="municipality",
            municipality_code=code,
            position=position,
        )

    def _party(self, key: str, name: str, sector: str, position: int) -> tuple[str, str]:
        organisation = self.add(
            schema.organisation, project_id=self.project_id, key=key, name=name, sector=sector
        )
        actor = self.add(
            schema.actor,
            project_id=self.project_id,
            organisation_id=organisation,
            key=key,
            name=name,
            sector=sector,
            position=position,
        )
        return organisation, actor

    def _unit(self, key: str, name: str, organisation: str, actor: str, *pilots: str) -> str:
        unit = self.add(
            schema.unit,
            project_id=self.project_id,
            organisation_id=organisation,
            actor_id=actor,
            key=key,
            name=name,
        )
        for pilot_id in pilots:
            self.add(schema.unit_pilot, unit_id=unit, pilot_id=pilot_id)
            self.add(schema.pilot_actor, pilot_id=pilot_id, actor_id=actor)
        return unit

    def _document(self) -> str:
        sha = hashlib.sha256(DOCUMENT_BODY.encode()).hexdigest()
        known = self.work.connection.scalar(schema.document.select().where(schema.document.c.sha256 == sha))
        if known is not None:
            return str(known)
        values = {
            "id": record.new_id(),
            "kind": "survey_template",
            "key": "small",
            "version": "1",
            "sha256": sha,
            "body": DOCUMENT_BODY,
            "created_at": START,
            "created_by": "cli:test",
        }
        self.work.connection.execute(schema.document.insert().values(values))
        return str(values["id"])

    def _people(self, keuruu: str) -> tuple[dict[str, str], dict[str, str]]:
        accounts: dict[str, str] = {}
        memberships: dict[str, str] = {}
        for role in ("admin", "facilitator", "pilot_contact", "developer"):
            login = role if self.name == "Pieni hanke" else f"{role} {self.name}"
            accounts[role] = record.add(
                self.work,
                schema.account,
                {
                    "login": login,
                    "display_name": f"Test {role}",
                    "is_admin": role == "admin",
                    "is_developer": role == "developer",
                },
                project_id=None,
            )
            if role != "admin":
                memberships[role] = self.add(
                    schema.membership,
                    project_id=self.project_id,
                    account_id=accounts[role],
                    role=role,
                    pilot_id=keuruu if role == "pilot_contact" else None,
                )
        return accounts, memberships
