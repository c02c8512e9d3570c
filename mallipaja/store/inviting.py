"""People who are asked, each with one link, and links that many people share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update

from mallipaja.store.engine import Work
from mallipaja.store.read import all_as
from mallipaja.store.record import live
from mallipaja.store.schema import invitation, project, recipient, round_, shared_link


@dataclass(frozen=True, slots=True)
class Recipient:
    """A person who is asked. ``unit_id`` is the unit they were first asked for."""

    id: str
    project_id: str
    unit_id: str | None
    name: str
    email: str
    language: str
    revoked_at: datetime | None


@dataclass(frozen=True, slots=True)
class SharedLink:
    """A link for many people; each takes a place of its ``quota`` and gets a link of their own."""

    id: str
    round_id: str
    pilot_id: str
    label: str
    quota: int
    expires_at: datetime | None
    revoked_at: datetime | None
    revision: int


def recipients(work: Work, project_id: str) -> list[Recipient]:
    """The people asked in a project."""
    query = select(recipient).where(recipient.c.project_id == project_id, live(recipient))
    return all_as(work, Recipient, query.order_by(recipient.c.name, recipient.c.email, recipient.c.id))


def recipient_of(work: Work, recipient_id: str) -> Recipient:
    """One person."""
    return all_as(work, Recipient, select(recipient).where(recipient.c.id == recipient_id))[0]


def invitations_to(work: Work, recipient_id: str) -> list[str]:
    """The ids of a person's invitations in rounds that are not in the bin."""
    query = select(invitation.c.id).join_from(invitation, round_)
    return list(
        work.connection.execute(
            query.where(invitation.c.recipient_id == recipient_id, live(invitation), live(round_))
        ).scalars()
    )


def shared_links(work: Work, round_id: str) -> list[SharedLink]:
    """The shared links of a round."""
    query = select(shared_link).where(shared_link.c.round_id == round_id, live(shared_link))
    return all_as(work, SharedLink, query.order_by(shared_link.c.created_at, shared_link.c.label))


def shared_link_of(work: Work, shared_link_id: str) -> SharedLink:
    """One shared link."""
    return all_as(work, SharedLink, select(shared_link).where(shared_link.c.id == shared_link_id))[0]


def shared_by_token(work: Work, token_hash: str) -> SharedLink | None:
    """The shared link with this token, unless its round or project has been put away."""
    query = (
        select(shared_link)
        .join_from(shared_link, round_)
        .join(project, project.c.id == round_.c.project_id)
        .where(shared_link.c.token_hash == token_hash, live(shared_link))
        .where(live(round_), live(project), project.c.archived_at.is_(None))
    )
    found = all_as(work, SharedLink, query)
    return found[0] if found else None


def places_taken(work: Work, shared_link_ids: Iterable[str]) -> dict[str, int]:
    """How many places of each shared link have been taken."""
    query = (
        select(invitation.c.shared_link_id, func.count())
        .where(invitation.c.shared_link_id.in_(list(shared_link_ids)), live(invitation))
        .group_by(invitation.c.shared_link_id)
    )
    return {str(key): int(count) for key, count in work.connection.execute(query)}


def note_letter(work: Work, invitation_ids: Iterable[str], *, reminder: bool) -> None:
    """Note when letters were sent; no change of a record that anybody could be late to save over."""
    moment = "reminded_at" if reminder else "mailed_at"
    here = invitation.c.id.in_(list(invitation_ids))
    work.connection.execute(update(invitation).where(here).values({moment: work.at}))
