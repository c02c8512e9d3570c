"""A response and the invitation it was begun on: who may go on with it, and whether that is still possible."""

from __future__ import annotations

from dataclasses import dataclass, field, fields

from sqlalchemy import bindparam, select

from mallipaja.store.answering import STANDING, Standing, standing_from
from mallipaja.store.engine import Work
from mallipaja.store.schema import invitation, project, response, round_
from mallipaja.store.surveys import Response

_RESPONSE = [response.c[one.name] for one in fields(Response)]
# one statement, built once: every answer that is stored begins with it
_BEGUN = (
    select(*_RESPONSE, response.c.anonymous_key, round_.c.project_id.label("of_project"), *STANDING)
    .join_from(response, round_, response.c.round_id == round_.c.id)
    .join(project, project.c.id == round_.c.project_id)
    .outerjoin(invitation, invitation.c.id == response.c.invitation_id)
    .where(response.c.id == bindparam("response_id"))
)
_PLAIN = len(_RESPONSE)


@dataclass(frozen=True, slots=True)
class Begun:
    """A response. ``standing`` is ``None`` when it is anonymous: nothing tells which invitation it came from."""

    response: Response
    project_id: str
    standing: Standing | None
    anonymous_key: str | None = field(default=None, repr=False)


def begun(work: Work, response_id: str) -> Begun | None:
    """The response with this id, in the bin or not; ``None`` when there is none."""
    row = work.connection.execute(_BEGUN, {"response_id": response_id}).one_or_none()
    if row is None:
        return None
    own = Response(*row[:_PLAIN])
    key, project_id = row[_PLAIN : _PLAIN + 2]
    standing = standing_from(row[_PLAIN + 2 :]) if own.invitation_id else None
    return Begun(own, project_id, standing, key)
