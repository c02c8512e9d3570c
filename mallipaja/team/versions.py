"""What changed between two drafts of a team: who came, who left, whose hours changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Sitting:
    """One post in one role; ``hours`` a month, ``None`` when nobody has said."""

    role: str
    post: str
    hours: float | None


@dataclass(frozen=True, slots=True)
class SeatChange:
    """``hours`` are those after the change, ``before`` those before it; ``None`` for not said or not seated."""

    kind: Literal["came", "left", "hours"]
    role: str
    post: str
    before: float | None
    hours: float | None


def seat_changes(before: Iterable[Sitting], after: Iterable[Sitting]) -> tuple[SeatChange, ...]:
    """The changes from one draft to a later one, by role and post; none when they are the same."""
    old = {(one.role, one.post): one.hours for one in before}
    new = {(one.role, one.post): one.hours for one in after}
    found: list[SeatChange] = []
    for role, post in sorted(old.keys() | new.keys()):
        key = (role, post)
        if key not in old:
            found.append(SeatChange("came", role, post, None, new[key]))
        elif key not in new:
            found.append(SeatChange("left", role, post, old[key], None))
        elif old[key] != new[key]:
            found.append(SeatChange("hours", role, post, old[key], new[key]))
    return tuple(found)
