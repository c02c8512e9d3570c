"""What a link opens, and the devices people answer on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import and_, bindparam, delete, func, not_, select

from mallipaja.store.engine import Work
from mallipaja.store.people import insert_or
from mallipaja.store.read import all_as, as_value
from mallipaja.store.record import live, new_id
from mallipaja.store.schema import device_grant, invitation, project, recipient, round_


@dataclass(frozen=True, slots=True)
class InvitationState:
    """What decides whether an invitation opens the form."""

    id: str
    project_id: str
    round_id: str
    kind: str
    expires_at: datetime | None
    revoked_at: datetime | None
    state: str
    opens_on: date | None
    closes_on: date | None
    is_anonymous: bool


@dataclass(frozen=True, slots=True)
class Grant:
    """What a device may answer on. ``sealed`` is the token of an anonymous invitation's link."""

    invitation_id: str
    sealed: str | None


# built once: putting such a statement together takes longer than running it
_GRANTED = (
    select(device_grant.c.invitation_id, device_grant.c.sealed)
    .join_from(device_grant, invitation)
    .where(
        device_grant.c.secret_hash == bindparam("secret_hash"), device_grant.c.expires_at > bindparam("at")
    )
    .where(live(invitation), invitation.c.revoked_at.is_(None))
    .where(invitation.c.expires_at.is_(None) | (invitation.c.expires_at > bindparam("at")))
    .order_by(device_grant.c.created_at, device_grant.c.id)
)


def invitations_by_token(work: Work, token_hash: str) -> list[InvitationState]:
    """The invitations a link opens, whatever their state, those of the newest round first.

    A link of an invitation's own opens that one, a person's link opens all of theirs.
    """
    person = work.connection.execute(
        select(recipient.c.id).where(recipient.c.token_hash == token_hash, live(recipient))
    ).scalar()
    own = and_(invitation.c.recipient_id.is_(None), invitation.c.token_hash == token_hash)
    opens = own if person is None else invitation.c.recipient_id == person
    rows = work.connection.execute(
        select(
            invitation.c.id,
            invitation.c.round_id,
            invitation.c.kind,
            invitation.c.expires_at,
            func.coalesce(invitation.c.revoked_at, recipient.c.revoked_at).label("revoked_at"),
            and_(round_.c.anonymity == "anonymous", not_(invitation.c.on_behalf)).label("is_anonymous"),
            round_.c.project_id,
            round_.c.state,
            round_.c.opens_on,
            round_.c.closes_on,
        )
        .join_from(invitation, round_)
        .join(project, project.c.id == round_.c.project_id)
        .outerjoin(recipient, recipient.c.id == invitation.c.recipient_id)
        .where(opens, live(invitation), live(round_), live(project))
        .order_by(round_.c.opened_at.desc(), invitation.c.id)
    ).all()
    return [as_value(InvitationState, row) for row in rows]


def granted(work: Work, secret_hash: str) -> list[Grant]:
    """What the device may answer on, oldest first: granted, not expired, not revoked."""
    return all_as(work, Grant, _GRANTED, {"secret_hash": secret_hash, "at": work.at})


def grant(
    work: Work,
    secret_hash: str,
    invitation_id: str,
    *,
    since: datetime,
    until: datetime,
    sealed: str | None = None,
) -> None:
    """Let the device answer on the invitation until then."""
    put = insert_or(work)(device_grant).values(
        id=new_id(),
        secret_hash=secret_hash,
        invitation_id=invitation_id,
        created_at=since,
        expires_at=until,
        sealed=sealed,
    )
    pair = [device_grant.c.secret_hash, device_grant.c.invitation_id]
    fresh = {"expires_at": put.excluded.expires_at, "sealed": put.excluded.sealed}
    work.connection.execute(put.on_conflict_do_update(index_elements=pair, set_=fresh))


def forget_device(work: Work, secret_hash: str) -> None:
    """The device may answer on nothing any more."""
    work.connection.execute(delete(device_grant).where(device_grant.c.secret_hash == secret_hash))


def forget_invitation(work: Work, invitation_id: str) -> None:
    """No device may answer on the invitation any more, until it opens the link again."""
    work.connection.execute(delete(device_grant).where(device_grant.c.invitation_id == invitation_id))


def place_taken(work: Work, secret_hash: str, shared_link_id: str) -> str | None:
    """The invitation this device was given from a shared link before; ``None`` when it has none."""
    query = (
        select(invitation.c.id)
        .join_from(device_grant, invitation)
        .where(device_grant.c.secret_hash == secret_hash, device_grant.c.expires_at > work.at)
        .where(
            invitation.c.shared_link_id == shared_link_id, live(invitation), invitation.c.revoked_at.is_(None)
        )
    )
    return work.connection.execute(query).scalar()
