"""What an agreed team changes in the pilot's model, role by role."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from mallipaja.survey.given import Known
from mallipaja.team.goals import Seat, missing_heads
from mallipaja.team.posts import Post
from mallipaja.team.roles import Role

HOURS_FIELD = "role.hours_per_month"
PROFESSIONS_FIELD = "role.professions"
_LEAST_HOURS = 0.05
"""A difference in hours a month that is worth a change."""


@dataclass(frozen=True, slots=True)
class RoleChange:
    """How one role of the team stands to the model.

    ``kind``: as_model (filled as the model says), hours (filled with other hours: ``base`` and ``value``),
    profession (somebody sits there whose profession the model does not name: ``professions``).
    """

    role: str
    kind: Literal["as_model", "hours", "profession"]
    base: float | None = None
    value: float | None = None
    professions: tuple[str, ...] = ()


def role_changes(
    roles: Iterable[Role], seats: Sequence[Seat], posts: Iterable[Post]
) -> tuple[RoleChange, ...]:
    """The roles the team has taken a stand on: those it fills.

    A vacant role is left out: nobody has decided anything about it, it is still being asked for. Hours are
    compared only where all the posts of the role have said theirs: not known is not zero.
    """
    listed = tuple(posts)
    professions = {post.id: post.profession.value for post in listed if isinstance(post.profession, Known)}
    unsaid = {post.id for post in listed if not isinstance(post.hours_per_month, Known)}
    found: list[RoleChange] = []
    for role in roles:
        mine = [seat for seat in seats if seat.role == role.id and seat.post is not None]
        if not mine or missing_heads(role, mine):
            continue
        own = _changes(role, mine, professions, unsaid)
        found += own or [RoleChange(role.id, "as_model")]
    return tuple(found)


def _changes(
    role: Role, mine: Sequence[Seat], professions: dict[str, str], unsaid: set[str]
) -> list[RoleChange]:
    found: list[RoleChange] = []
    hours = round(sum(seat.hours_per_month for seat in mine), 2)
    known = not any(seat.post in unsaid for seat in mine)
    if known and role.hours_per_month is not None and abs(hours - role.hours_per_month) > _LEAST_HOURS:
        found.append(RoleChange(role.id, "hours", role.hours_per_month, hours))
    seated = {professions[seat.post] for seat in mine if seat.post in professions}
    strangers = tuple(sorted(seated - set(role.qualifies))) if not role.any_profession else ()
    if strangers:
        found.append(RoleChange(role.id, "profession", professions=strangers))
    return found
