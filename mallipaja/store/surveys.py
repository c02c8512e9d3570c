"""Rounds, invitations and responses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, insert, select

from mallipaja.store.engine import Work
from mallipaja.store.read import all_as
from mallipaja.store.record import live
from mallipaja.store.schema import (
    invitation,
    pilot,
    response,
    round_,
    round_pilot,
)

_ON_BEHALF = ("paper", "joint")
_RESPONSE = select(response).where(response.c.id == bindparam("response_id"))


@dataclass(frozen=True, slots=True)
class Round:
    id: str
    project_id: str
    title: str
    state: str
    opened_at: datetime
    closes_on: date | None
    closed_at: datetime | None
    revision: int
    anonymity: str = "named"
    audience: Sequence[str] = ()
    opens_on: date | None = None
    delete_on: date | None = None
    erased_at: datetime | None = None

    @property
    def is_anonymous(self) -> bool:
        return self.anonymity == "anonymous"


@dataclass(frozen=True, slots=True)
class Invitation:
    """An invitation to a round's forms. ``kind`` is ``unit``, ``joint`` or ``personal``.

    The token of its link is kept nowhere. ``recipient_id`` names the person whose link opens it, when it is
    somebody's; ``on_behalf`` invitations are answered by those who run the project, from paper. ``sent_forms``
    are the templates sent in an anonymous round, where nothing else tells.
    """

    id: str
    round_id: str
    unit_id: str | None
    pilot_id: str | None
    kind: str
    expires_at: datetime | None
    revoked_at: datetime | None
    recipient_id: str | None = None
    shared_link_id: str | None = None
    mailed_at: datetime | None = None
    reminded_at: datetime | None = None
    on_behalf: bool = False
    sent_forms: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Response:
    id: str
    round_id: str
    document_id: str
    invitation_id: str | None
    unit_id: str | None
    source: str
    started_at: datetime
    submitted_at: datetime | None
    revision: int
    superseded_at: datetime | None = None
    entered_by: str = ""
    filled_on: date | None = None

    @property
    def on_behalf(self) -> bool:
        """Whether those who run the project wrote it down for others, and may open it."""
        return self.source in _ON_BEHALF


def rounds(work: Work, project_id: str) -> list[Round]:
    """The project's rounds, newest first."""
    query = select(round_).where(round_.c.project_id == project_id, live(round_))
    return all_as(work, Round, query.order_by(round_.c.opened_at.desc(), round_.c.title))


def round_of(work: Work, round_id: str) -> Round:
    """One round."""
    return all_as(work, Round, select(round_).where(round_.c.id == round_id))[0]


def round_pilots(work: Work, round_id: str) -> list[str]:
    """The ids of the pilots of a round."""
    query = (
        select(round_pilot.c.pilot_id)
        .join_from(round_pilot, pilot)
        .where(round_pilot.c.round_id == round_id, live(pilot))
        .order_by(pilot.c.position)
    )
    return list(work.connection.execute(query).scalars())


def invitations(work: Work, round_id: str) -> list[Invitation]:
    """The invitations of a round that are not in the bin."""
    query = select(invitation).where(invitation.c.round_id == round_id, live(invitation))
    return all_as(work, Invitation, query.order_by(invitation.c.created_at, invitation.c.id))


def invitation_of(work: Work, invitation_id: str) -> Invitation:
    """One invitation."""
    return all_as(work, Invitation, select(invitation).where(invitation.c.id == invitation_id))[0]


def responses(work: Work, round_id: str) -> list[Response]:
    """The responses of a round that count: without those a respondent went on from to a newer version."""
    query = select(response).where(
        response.c.round_id == round_id, live(response), response.c.superseded_at.is_(None)
    )
    return all_as(work, Response, query.order_by(response.c.started_at, response.c.id))


def response_of(work: Work, response_id: str) -> Response:
    """One response."""
    return all_as(work, Response, _RESPONSE, {"response_id": response_id})[0]


def response_for(work: Work, invitation_id: str, document_id: str) -> Response | None:
    """The response given on an invitation to one template, if it has been started."""
    found = all_as(
        work,
        Response,
        select(response).where(
            response.c.invitation_id == invitation_id, response.c.document_id == document_id
        ),
    )
    return found[0] if found else None


def response_by_key(work: Work, anonymous_key: str) -> Response | None:
    """The anonymous response with this key, if it has been started."""
    found = all_as(work, Response, select(response).where(response.c.anonymous_key == anonymous_key))
    return found[0] if found else None


def statuses(work: Work, round_id: str) -> dict[str, list[Response]]:
    """The responses of a round by invitation id."""
    found: dict[str, list[Response]] = defaultdict(list)
    for one in responses(work, round_id):
        if one.invitation_id:
            found[one.invitation_id].append(one)
    return dict(found)


def add_links(work: Work, table_rows: Iterable[tuple[Any, dict[str, Any]]]) -> None:
    """Insert link rows (round to template, round to pilot, response to pilot) that have no history of their
    own.
    """
    for table, values in table_rows:
        work.connection.execute(insert(table).values(values))
