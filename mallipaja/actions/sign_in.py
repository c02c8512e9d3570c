"""Signing in and out, and who a request comes from.

Hashing a password takes a tenth of a second, so it is done outside the transaction; that is why these
functions open
their own transactions instead of being an `action`. They ask for no right: they are how rights are got.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from mallipaja.actions.access import ANONYMOUS, PARTICIPANT, Actor, Context, Job, Member, Right, Role, action
from mallipaja.actions.passwords import check_password, hash_password, is_outdated, password_matches
from mallipaja.actions.tokens import new_token, token_hash, unseal
from mallipaja.errors import ActionError, Refused
from mallipaja.i18n import N_, known_language
from mallipaja.store import devices, people, record, schema, workshops
from mallipaja.store.engine import Store, Work
from mallipaja.store.people import Account

SESSION_LASTS = timedelta(hours=12)
LOCK_LASTS = timedelta(minutes=15)
TRIES_PER_ADDRESS = 5
"""Failures from one network address before it must wait for `LOCK_LASTS`."""
TRIES_PER_ACCOUNT = 20
"""Failures from anywhere before the account is locked: higher, so that a stranger locks nobody out easily."""

WRONG_CURRENT = N_("The current password is not right.")


@dataclass(frozen=True, slots=True)
class SignedIn:
    """``token`` goes to the session cookie; only its hash is kept."""

    token: str
    account_id: str
    language: str | None


def tidy_login(login: str) -> str:
    """The login name as it is stored: small letters, no outer spaces."""
    return unicodedata.normalize("NFKC", login).strip().casefold()


def sign_in(context: Context, *, login: str, password: str, address: str) -> SignedIn | None:
    """Start a session; ``None`` for a wrong name, a wrong password, a locked and a deactivated account alike.

    Parameters
    ----------
    address : network address the attempt comes from; failures are counted by it and the login name.
    """
    at = context.clock()
    name = tidy_login(login)
    key = token_hash(f"sign in|{address}|{name}")
    with context.store.reading("anonymous", at) as work:
        account = people.account_by_login(work, name)
        barred = people.attempts(work, key, at - LOCK_LASTS) >= TRIES_PER_ADDRESS or not _may_try(account, at)
    right = password_matches(password, account.password_hash if account else None)
    fresh_hash = _better_hash(password, account) if right and account else None
    with context.store.writing("anonymous", at) as work:
        if account is None or barred or not right:
            people.add_attempt(work, key, at - LOCK_LASTS)
            if account is not None and not barred:
                _count_failure(work, account, at)
            return None
        people.forget_attempts(work, key)
        people.set_attempts(work, account.id, 0, None)
        if fresh_hash:
            people.set_hash(work, account.id, fresh_hash)
        return start_session(work, account)


def _may_try(account: Account | None, at: datetime) -> bool:
    return account is None or (
        account.active and (account.locked_until is None or account.locked_until <= at)
    )


def _better_hash(password: str, account: Account) -> str | None:
    return hash_password(password) if account.password_hash and is_outdated(account.password_hash) else None


def _count_failure(work: Work, account: Account, at: datetime) -> None:
    failed = account.failed_attempts + 1
    if failed >= TRIES_PER_ACCOUNT:
        people.set_attempts(work, account.id, 0, at + LOCK_LASTS)
    else:
        people.set_attempts(work, account.id, failed, None)


def start_session(work: Work, account: Account) -> SignedIn:
    """Start a session for a person who has shown who they are."""
    token = new_token()
    people.start_session(work, token_hash(token), account.id, work.at + SESSION_LASTS)
    return SignedIn(token, account.id, account.language)


def sign_out(context: Context, *, token: str) -> None:
    """End the session on the server: a copied cookie is worth nothing afterwards."""
    with context.store.writing(context.actor.who, context.clock()) as work:
        people.end_session(work, token_hash(token))


def change_own_password(context: Context, *, current: str, new: str, token: str = "") -> None:
    """Change the password of whoever is signed in; every other session of theirs ends.

    Parameters
    ----------
    token : the session that asks, which goes on.

    Raises
    ------
    Refused : nobody is signed in, or the account signs in only through the organisation's service.
    ActionError : the current password is wrong, or the new one does not do.
    """
    at = context.clock()
    with context.store.reading(context.actor.who, at) as work:
        account = people.account_by_id(work, context.actor.account_id or "")
    if account is None or not account.active or account.password_hash is None:
        raise Refused
    if not password_matches(current, account.password_hash):
        raise ActionError("PASSWORD_WRONG", WRONG_CURRENT)
    check_password(new, account.login)
    stored = hash_password(new)
    with context.store.writing(context.actor.who, at) as work:
        set_password(work, account.id, stored)
        people.end_sessions(work, account.id, besides=token_hash(token) if token else "")


def set_password(work: Work, account_id: str, stored: str) -> None:
    """Store a new password hash; the history says that it changed, not to what."""
    people.set_hash(work, account_id, stored)
    record.log(work, "account", account_id, "change", project_id=None, after={"password": "changed"})


@action(Right.SIGNED_IN)
def choose_language(job: Job, *, language: str) -> None:
    """Remember the language of whoever is signed in."""
    if job.actor.account_id and known_language(language):
        values = {"language": language}
        record.change(job, schema.account, job.actor.account_id, values, revision=None, project_id=None)


def actor_for_session(store: Store, token: str | None, at: datetime) -> Actor:
    """Who a session cookie belongs to; anonymous when it does not belong to a live session and account."""
    if not token:
        return ANONYMOUS
    with store.reading("anonymous", at) as work:
        account = people.account_of_session(work, token_hash(token))
        return ANONYMOUS if account is None else _actor(work, account)


def actor_for_device(store: Store, secret: str | None, at: datetime) -> Actor:
    """Who a device cookie lets answer and take part: the invitations and workshops opened on that device."""
    if not secret:
        return ANONYMOUS
    with store.reading("anonymous", at) as work:
        grants = devices.granted(work, token_hash(secret))
        participants = tuple(workshops.participations(work, token_hash(secret)))
    if not grants:
        return Actor(PARTICIPANT, participants=participants) if participants else ANONYMOUS
    tokens = tuple((one.invitation_id, unseal(one.sealed, secret)) for one in grants if one.sealed)
    mine = tuple(one.invitation_id for one in grants)
    return Actor(f"invitation:{mine[0]}", invitations=mine, participants=participants, tokens=tokens)


def actor_for_claims(store: Store, claims: Mapping[str, object], at: datetime) -> Actor:
    """Who the organisation's sign-in service says this is: an active account bound to that identity, or by
    its e-mail.

    The first sign-in binds the account whose login name is the e-mail address to the identity (issuer and
    subject);
    later ones go by the identity alone. An address the service says is unverified binds nothing.
    """
    issuer, subject = claims.get("iss"), claims.get("sub")
    if claims.get("is_logged_in") is not True or not isinstance(subject, str) or not subject:
        return ANONYMOUS
    identity = f"{issuer}|{subject}"
    with store.reading("anonymous", at) as work:
        account = people.account_by_subject(work, identity)
        if account is not None:
            return _actor(work, account) if account.active else ANONYMOUS
    email = claims.get("email")
    if not isinstance(email, str) or claims.get("email_verified", True) is not True:
        return ANONYMOUS
    with store.writing("anonymous", at) as work:
        account = people.account_by_login(work, tidy_login(email))
        if account is None or not account.active or account.oidc_subject is not None:
            return ANONYMOUS
        bound = {"oidc_subject": identity}
        record.change(work, schema.account, account.id, bound, revision=None, project_id=None)
        return _actor(work, account)


def also_on_device(person: Actor, device: Actor) -> Actor:
    """One actor who is the signed-in person and may answer what the device may."""
    if device == ANONYMOUS:
        return person
    if person == ANONYMOUS:
        return device
    return replace(
        person, invitations=device.invitations, participants=device.participants, tokens=device.tokens
    )


def as_respondent(actor: Actor, invitation_id: str) -> Actor:
    """The actor as the history of an answer has them: the invitation, never the person's own account.

    Who answers on behalf of others (a paper form, a joint form on the wall) is named.
    """
    return replace(actor, who=f"invitation:{invitation_id}") if invitation_id in actor.invitations else actor


def _actor(work: Work, account: Account) -> Actor:
    members = tuple(
        Member(one.project_id, Role(one.role), one.pilot_id)
        for one in people.memberships(work, account_id=account.id)
    )
    return Actor(
        f"account:{account.id}",
        account.display_name,
        account.id,
        account.is_admin,
        account.is_developer,
        members,
        language=account.language,
    )
