"""The administrator's view of people: accounts, what they may do everywhere, and memberships of projects."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from mallipaja.actions.access import Job, Right, Role, action
from mallipaja.actions.sign_in import tidy_login
from mallipaja.actions.tidy import ELSEWHERE, one_of, tidy_name
from mallipaja.actions.tokens import new_token, token_hash
from mallipaja.errors import ActionError, NotFound
from mallipaja.i18n import N_
from mallipaja.store import people, record, schema
from mallipaja.store.engine import Work
from mallipaja.store.people import Account, Membership

LOGIN = re.compile(r"[\w.@+-]{2,80}")
PASSWORD = "password"  # noqa: S105 - the purpose of a link, not a password
LINK_LASTS = timedelta(days=3)

BAD_LOGIN = N_("“{login}” does not do as a user name. Use 2–80 letters, digits or the characters . _ - + @")
LOGIN_TAKEN = N_("There is already an account with the user name “{login}”.")
LAST_ADMIN = N_("This is the last active administrator. Make somebody else an administrator first.")
MEMBER_ALREADY = N_("This person already has this role in the project.")
WHICH_PILOT = N_("A pilot contact needs a pilot. Choose which.")


@dataclass(frozen=True, slots=True)
class Person:
    """An account as an administrator sees it."""

    id: str
    login: str
    name: str
    is_admin: bool
    is_developer: bool
    active: bool
    has_password: bool
    signs_in_elsewhere: bool
    is_locked: bool
    revision: int


@dataclass(frozen=True, slots=True)
class NewAccount:
    """``token`` is for the one-time link with which the person chooses a password."""

    account_id: str
    token: str


@action(Right.ADMINISTER, writes=False)
def list_people(job: Job) -> list[Person]:
    """Every account, by user name."""
    return [
        Person(
            one.id,
            one.login,
            one.display_name,
            one.is_admin,
            one.is_developer,
            one.active,
            one.password_hash is not None,
            one.oidc_subject is not None,
            one.locked_until is not None and one.locked_until > job.at,
            one.revision,
        )
        for one in people.accounts(job)
    ]


@action(Right.ADMINISTER)
def add_account(
    job: Job, *, login: str, name: str, is_admin: bool = False, is_developer: bool = False
) -> NewAccount:
    """Add an account without a password and a one-time link for choosing one.

    Raises
    ------
    ActionError : the user name does not do or is taken, or the name is empty or too long.
    """
    account_id = new_account(job, check_login(login), name, is_admin=is_admin, is_developer=is_developer)
    return NewAccount(account_id, _password_link(job, account_id))


def new_account(work: Work, login: str, name: str, *, is_admin: bool, is_developer: bool) -> str:
    """Add the record of an account; the caller has checked the right and the user name."""
    if people.account_by_login(work, login) is not None:
        raise ActionError("LOGIN_TAKEN", LOGIN_TAKEN, login=login)
    values = {
        "login": login,
        "display_name": tidy_name(name or login),
        "is_admin": is_admin,
        "is_developer": is_developer,
        "active": True,
        "failed_attempts": 0,
    }
    return record.add(work, schema.account, values, project_id=None)


def check_login(login: str) -> str:
    """The user name as it is stored; refuses characters that names and e-mail addresses do not have."""
    tidy = tidy_login(login)
    if not LOGIN.fullmatch(tidy):
        raise ActionError("LOGIN_BAD", BAD_LOGIN, login=tidy[:80])
    return tidy


@action(Right.ADMINISTER)
def change_account(
    job: Job,
    *,
    account_id: str,
    revision: int | None,
    name: str | None = None,
    is_admin: bool | None = None,
    is_developer: bool | None = None,
) -> int:
    """Change the name or the rights of an account; returns its new revision.

    Raises
    ------
    ActionError : the last active administrator would stop being one.
    """
    _needed(job, account_id)
    if is_admin is False:
        _keep_an_admin(job, account_id)
    given: dict[str, Any] = {"display_name": name, "is_admin": is_admin, "is_developer": is_developer}
    values = {field: value for field, value in given.items() if value is not None}
    if name is not None:
        values["display_name"] = tidy_name(name)
    return record.change(job, schema.account, account_id, values, revision=revision, project_id=None)


@action(Right.ADMINISTER)
def deactivate(job: Job, *, account_id: str) -> None:
    """Stop an account from signing in; its sessions end at once. What the person did stays.

    Raises
    ------
    ActionError : it is the last active administrator.
    """
    _needed(job, account_id)
    _keep_an_admin(job, account_id)
    record.change(job, schema.account, account_id, {"active": False}, revision=None, project_id=None)
    people.end_sessions(job, account_id)


@action(Right.ADMINISTER)
def reactivate(job: Job, *, account_id: str) -> None:
    """Let an account sign in again, with its old password; a lock ends too."""
    _needed(job, account_id)
    people.set_attempts(job, account_id, 0, None)
    record.change(job, schema.account, account_id, {"active": True}, revision=None, project_id=None)


@action(Right.ADMINISTER)
def new_password_link(job: Job, *, account_id: str) -> str:
    """A fresh token with which the account's owner chooses a password; earlier tokens die, the old password
    does not.

    Raises
    ------
    NotFound : there is no such account.
    """
    _needed(job, account_id)
    return _password_link(job, account_id)


def _password_link(job: Job, account_id: str) -> str:
    token = new_token()
    people.put_link(job, token_hash(token), PASSWORD, account_id, job.at + LINK_LASTS)
    record.log(job, "account", account_id, "change", project_id=None, after={"password_link": "made"})
    return token


def _keep_an_admin(job: Job, account_id: str) -> None:
    if people.admins(job, hold=True) == [account_id]:  # two at once must not remove each other
        raise ActionError("LAST_ADMIN", LAST_ADMIN)


def _needed(job: Job, account_id: str) -> Account:
    account = people.account_by_id(job, account_id)
    if account is None:
        raise NotFound("account")
    return account


@action(Right.ADMINISTER, "project_id", writes=False)
def list_members(job: Job, *, project_id: str) -> list[Membership]:
    """Who has which role in the project."""
    return people.memberships(job, project_id=project_id)


@action(Right.ADMINISTER, "project_id")
def add_member(job: Job, *, project_id: str, account_id: str, role: str, pilot_id: str | None = None) -> str:
    """Give an account a role in the project; returns the membership's id.

    Raises
    ------
    ActionError : an unknown role, a pilot contact without a pilot of this project, or the role is there
        already.
    """
    _needed(job, account_id)
    wanted = Role(one_of(role, [one.value for one in Role]))
    pilot = pilot_id if wanted is Role.PILOT_CONTACT else None
    if wanted is Role.PILOT_CONTACT and not pilot:
        raise ActionError("PILOT_MISSING", WHICH_PILOT)
    if pilot and record.get(job, schema.pilot, pilot).project_id != project_id:
        raise ActionError("ELSEWHERE", ELSEWHERE)
    for one in people.memberships(job, account_id=account_id, project_id=project_id):
        if (one.role, one.pilot_id) == (wanted.value, pilot):
            raise ActionError("MEMBER_ALREADY", MEMBER_ALREADY)
    values = {"project_id": project_id, "account_id": account_id, "role": wanted.value, "pilot_id": pilot}
    return record.add(job, schema.membership, values, project_id=project_id)


@action(Right.ADMINISTER, "project_id")
def remove_member(job: Job, *, project_id: str, membership_id: str) -> None:
    """Move a membership to the bin; its rights end at once."""
    if record.get(job, schema.membership, membership_id).project_id != project_id:
        raise ActionError("ELSEWHERE", ELSEWHERE)
    record.put_in_bin(job, schema.membership, membership_id, project_id=project_id)
