"""Accounts, sign-in sessions, one-time links, attempts and memberships."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, case, delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from mallipaja.store.engine import Work
from mallipaja.store.read import all_as, as_value
from mallipaja.store.record import live
from mallipaja.store.schema import (
    account,
    attempt,
    device_grant,
    login_session,
    membership,
    one_time_link,
    participant_device,
    project,
)


@dataclass(frozen=True, slots=True)
class Account:
    """A person who can sign in. ``password_hash`` is None until they have chosen a password."""

    id: str
    login: str
    display_name: str
    password_hash: str | None
    oidc_subject: str | None
    is_admin: bool
    is_developer: bool
    active: bool
    failed_attempts: int
    locked_until: datetime | None
    language: str | None
    revision: int


@dataclass(frozen=True, slots=True)
class Membership:
    """A role in a project; ``pilot_id`` only for a pilot contact."""

    id: str
    project_id: str
    account_id: str
    role: str
    pilot_id: str | None
    revision: int


@dataclass(frozen=True, slots=True)
class Link:
    """A one-time link that still works."""

    token_hash: str
    purpose: str
    account_id: str | None
    expires_at: datetime


def accounts(work: Work) -> list[Account]:
    """Every account by login."""
    return all_as(work, Account, select(account).where(live(account)).order_by(account.c.login))


def account_by_id(work: Work, account_id: str) -> Account | None:
    return _one(work, select(account).where(account.c.id == account_id, live(account)))


def account_by_login(work: Work, login: str) -> Account | None:
    return _one(work, select(account).where(account.c.login == login, live(account)))


def account_by_subject(work: Work, subject: str) -> Account | None:
    """The account bound to an identity of the sign-in service."""
    return _one(work, select(account).where(account.c.oidc_subject == subject, live(account)))


def _one(work: Work, query: Select[Any]) -> Account | None:
    row = work.connection.execute(query).one_or_none()
    return None if row is None else as_value(Account, row)


def admins(work: Work, *, hold: bool = False) -> list[str]:
    """Ids of the active admins; ``hold`` keeps others from changing them until the transaction ends."""
    query = select(account.c.id).where(account.c.is_admin, account.c.active, live(account))
    query = query.with_for_update() if hold else query
    return [str(row.id) for row in work.connection.execute(query)]


def set_attempts(work: Work, account_id: str, failed: int, locked_until: datetime | None) -> None:
    """Keep count of failed sign-ins. Not a change of the record: it moves no revision and no history."""
    values: Mapping[str, Any] = {"failed_attempts": failed, "locked_until": locked_until}
    work.connection.execute(update(account).where(account.c.id == account_id).values(values))


def set_hash(work: Work, account_id: str, password_hash: str) -> None:
    """Store a password hash. A hash is never in the history."""
    work.connection.execute(
        update(account).where(account.c.id == account_id).values(password_hash=password_hash)
    )


def start_session(work: Work, token_hash: str, account_id: str, expires_at: datetime) -> None:
    values = {
        "token_hash": token_hash,
        "account_id": account_id,
        "created_at": work.at,
        "expires_at": expires_at,
    }
    work.connection.execute(insert(login_session).values(values))


def end_session(work: Work, token_hash: str) -> None:
    _end_sessions(work, login_session.c.token_hash == token_hash)


def end_sessions(work: Work, account_id: str, *, besides: str = "") -> None:
    """End every session of the account, perhaps keeping the one that asks."""
    _end_sessions(work, (login_session.c.account_id == account_id) & (login_session.c.token_hash != besides))


def _end_sessions(work: Work, which: ColumnElement[bool]) -> None:
    work.connection.execute(
        update(login_session).where(which, login_session.c.ended_at.is_(None)).values(ended_at=work.at)
    )


def account_of_session(work: Work, token_hash: str) -> Account | None:
    """The active account whose session this is, when the session is neither ended nor expired."""
    query = (
        select(account)
        .join_from(login_session, account)
        .where(login_session.c.token_hash == token_hash, login_session.c.ended_at.is_(None))
        .where(login_session.c.expires_at > work.at, account.c.active, live(account))
    )
    return _one(work, query)


def put_link(work: Work, token_hash: str, purpose: str, account_id: str | None, expires_at: datetime) -> None:
    """Store a one-time link; earlier links for the same purpose and account stop working."""
    work.connection.execute(
        update(one_time_link)
        .where(one_time_link.c.purpose == purpose, one_time_link.c.used_at.is_(None))
        .where(
            one_time_link.c.account_id.is_(None)
            if account_id is None
            else one_time_link.c.account_id == account_id
        )
        .values(used_at=work.at)
    )
    work.connection.execute(
        insert(one_time_link).values(
            token_hash=token_hash,
            purpose=purpose,
            account_id=account_id,
            created_at=work.at,
            expires_at=expires_at,
        )
    )


def link(work: Work, token_hash: str, purpose: str) -> Link | None:
    """The link when it has neither been used nor expired."""
    row = work.connection.execute(
        select(one_time_link)
        .where(one_time_link.c.token_hash == token_hash, one_time_link.c.purpose == purpose)
        .where(one_time_link.c.used_at.is_(None), one_time_link.c.expires_at > work.at)
    ).one_or_none()
    return None if row is None else as_value(Link, row)


def use_link(work: Work, token_hash: str) -> bool:
    """Use a link up; False when somebody was faster."""
    done = work.connection.execute(
        update(one_time_link)
        .where(one_time_link.c.token_hash == token_hash, one_time_link.c.used_at.is_(None))
        .values(used_at=work.at)
    )
    return done.rowcount == 1


def attempts(work: Work, key_hash: str, since: datetime) -> int:
    """How many attempts the key has in the window that began after ``since``."""
    query = select(attempt.c.count).where(attempt.c.key_hash == key_hash, attempt.c.window_start > since)
    return int(work.connection.execute(query).scalar() or 0)


def add_attempt(work: Work, key_hash: str, since: datetime) -> int:
    """Count one more attempt; a window that began before ``since`` starts again. Returns the count."""
    over = attempt.c.window_start <= since
    put = insert_or(work)(attempt).values(key_hash=key_hash, count=1, window_start=work.at)
    again = put.on_conflict_do_update(
        index_elements=[attempt.c.key_hash],
        set_={
            "count": case((over, 1), else_=attempt.c.count + 1),
            "window_start": case((over, put.excluded.window_start), else_=attempt.c.window_start),
        },
    )
    return int(work.connection.execute(again.returning(attempt.c.count)).scalar_one())


def forget_old(work: Work, before: datetime) -> None:
    """Remove what stopped mattering before then: attempts, sessions, one-time links, devices."""
    for table, moment in (
        (attempt, attempt.c.window_start),
        (login_session, login_session.c.expires_at),
        (one_time_link, one_time_link.c.expires_at),
        (device_grant, device_grant.c.expires_at),
        (participant_device, participant_device.c.expires_at),
    ):
        work.connection.execute(delete(table).where(moment < before))


def forget_attempts(work: Work, key_hash: str) -> None:
    work.connection.execute(delete(attempt).where(attempt.c.key_hash == key_hash))


def memberships(
    work: Work, *, account_id: str | None = None, project_id: str | None = None
) -> list[Membership]:
    """Memberships of an account or of a project; of projects in the bin none."""
    query = select(membership).join_from(membership, project).where(live(membership), live(project))
    if account_id is not None:
        query = query.where(membership.c.account_id == account_id)
    if project_id is not None:
        query = query.where(membership.c.project_id == project_id)
    return all_as(
        work, Membership, query.order_by(membership.c.project_id, membership.c.role, membership.c.id)
    )


def insert_or(work: Work) -> Any:
    """The insert of this database that can also say what to do when the row is there already."""
    return sqlite.insert if work.connection.dialect.name == "sqlite" else postgresql.insert
