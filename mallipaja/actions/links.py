"""Links with a secret in them: the first administrator's set-up, choosing a password, answering on a device.

Whatever is wrong with a link (used, expired, replaced, revoked, mistyped, made up) the answer is the same,
so that
nobody learns by trying. The secrets are too long to guess; misses are slowed down all the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from mallipaja.actions.access import Context, Job, Right, action
from mallipaja.actions.passwords import check_password, hash_password
from mallipaja.actions.people import LINK_LASTS, PASSWORD, check_login, new_account
from mallipaja.actions.sign_in import SignedIn, set_password, start_session
from mallipaja.actions.tokens import new_token, seal, token_hash
from mallipaja.errors import ActionError, NotFound
from mallipaja.i18n import N_
from mallipaja.store import devices, people, workshops
from mallipaja.store.devices import InvitationState
from mallipaja.store.people import Account
from mallipaja.survey.opening import day_only, takes_answers

SETUP = "setup"
DEVICE_LASTS = timedelta(days=180)
MISSES_COUNTED = timedelta(minutes=15)
FREE_MISSES = 5
LONGEST_WAIT_S = 4.0

DEAD_LINK = N_("This link does not work. It may be mistyped, used already or too old. Ask for a new one.")


@dataclass(frozen=True, slots=True)
class Invited:
    """A link that is right.

    ``secret`` is for the device cookie; "" when no round it leads to is open. ``several``: it leads to more than
    one survey, of which ``invitation_id`` is the newest. ``opens_on`` is when the first of them opens, if none has.
    """

    invitation_id: str
    secret: str
    is_open: bool
    several: bool = False
    opens_on: date | None = None


@action(Right.ADMINISTER)
def new_setup_link(job: Job) -> str | None:
    """A fresh token for setting up the first administrator, ``None`` when there is one. Earlier ones die."""
    if people.admins(job):
        return None
    token = new_token()
    people.put_link(job, token_hash(token), SETUP, None, job.at + LINK_LASTS)
    return token


@action(Right.ANYONE, writes=False)
def setup_link_works(job: Job, *, token: str) -> bool:
    """Whether the set-up link would work now."""
    return people.link(job, token_hash(token), SETUP) is not None and not people.admins(job)


@action(Right.ANYONE, writes=False)
def whose_password_link(job: Job, *, token: str) -> str | None:
    """Login name of the active account a password link is for; ``None`` when the link does not work."""
    found = people.link(job, token_hash(token), PASSWORD)
    account = people.account_by_id(job, found.account_id) if found and found.account_id else None
    return account.login if account and account.active else None


def set_up(context: Context, *, token: str, login: str, name: str, password: str) -> SignedIn:
    """Make the first administrator with a set-up link and sign them in.

    Raises
    ------
    ActionError : ``LINK_DEAD``, or what is wrong with the login name, name or password (the link still
        works then).
    """
    if not setup_link_works(context, token=token):
        raise ActionError("LINK_DEAD", DEAD_LINK)
    tidy = check_login(login)
    check_password(password, tidy)
    stored = hash_password(password)  # outside the transaction: it takes a tenth of a second
    with context.store.writing("setup", context.clock()) as work:
        if people.admins(work) or not people.use_link(work, token_hash(token)):
            raise ActionError("LINK_DEAD", DEAD_LINK)
        account_id = new_account(work, tidy, name, is_admin=True, is_developer=False)
        set_password(work, account_id, stored)
        return start_session(work, _account(people.account_by_id(work, account_id)))


def choose_password(context: Context, *, token: str, password: str) -> SignedIn:
    """Choose a password with a one-time link and sign in; earlier sessions and locks of the account end.

    Raises
    ------
    ActionError : ``LINK_DEAD``, or what is wrong with the password (the link still works then).
    """
    login = whose_password_link(context, token=token)
    if login is None:
        raise ActionError("LINK_DEAD", DEAD_LINK)
    check_password(password, login)
    stored = hash_password(password)
    with context.store.writing("anonymous", context.clock()) as work:
        account = people.account_by_login(work, login)
        if account is None or not account.active or not people.use_link(work, token_hash(token)):
            raise ActionError("LINK_DEAD", DEAD_LINK)
        set_password(work, account.id, stored)
        people.set_attempts(work, account.id, 0, None)
        people.end_sessions(work, account.id)
        return start_session(work, account)


def _account(found: Account | None) -> Account:
    if found is None:
        raise NotFound("account")
    return found


@action(Right.ANYONE)
def open_invitation(job: Job, *, token: str, device: str | None = None) -> Invited | None:
    """Let a device answer on what its link belongs to; ``None`` when the link does not work.

    A person's link opens everything they are asked at the moment.

    Parameters
    ----------
    device : the secret the device has already, kept when it still lets it answer on something.
    """
    found = [one for one in devices.invitations_by_token(job, token_hash(token)) if not _is_dead(one, job.at)]
    if not found:
        return None
    opened = [one for one in found if _is_open(one, job)]
    if not opened:
        days = [
            one.opens_on for one in found if one.opens_on and one.opens_on > job.today and one.state == "open"
        ]
        return Invited(found[0].id, "", is_open=False, opens_on=min(days, default=None))
    secret = device_secret(job, device)
    for one in opened:
        grant(job, one, secret, token)
    return Invited(opened[0].id, secret, is_open=True, several=len(opened) > 1)


def device_secret(job: Job, device: str | None) -> str:
    """The secret the device has, when it lets it answer or take part in something; else a fresh one."""
    if not device:
        return new_token()
    hashed = token_hash(device)
    return device if devices.granted(job, hashed) or workshops.participations(job, hashed) else new_token()


def grant(job: Job, one: InvitationState, secret: str, token: str) -> None:
    """Let the device answer on an invitation. An anonymous one says neither when nor, to us, with which token."""
    since = day_only(job.at) if one.is_anonymous else job.at
    sealed = seal(token, secret) if one.is_anonymous else None
    until = since + DEVICE_LASTS
    devices.grant(job, token_hash(secret), one.id, since=since, until=until, sealed=sealed)


def _is_dead(found: InvitationState, at: datetime) -> bool:
    return found.revoked_at is not None or (found.expires_at is not None and found.expires_at <= at)


def _is_open(found: InvitationState, job: Job) -> bool:
    return takes_answers(found.state, found.opens_on, found.closes_on, job.today)


@action(Right.ANYONE)
def forget_device(job: Job, *, device: str) -> None:
    """End answering and taking part on this device; what was answered and written stays."""
    devices.forget_device(job, token_hash(device))
    workshops.forget_participations(job, token_hash(device))


@action(Right.ANYONE)
def count_miss(job: Job, *, address: str) -> float:
    """Count a link that did not work; returns how many seconds to wait before saying so."""
    misses = people.add_attempt(job, token_hash(f"link|{address}"), job.at - MISSES_COUNTED)
    return 0.0 if misses <= FREE_MISSES else min(LONGEST_WAIT_S, 0.25 * 2 ** min(misses - FREE_MISSES, 10))
