"""Who has come to the meetings: sums over meetings, by organisation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Head:
    """People of one organisation at one meeting; supervisors and experience experts are among ``people``."""

    people: int
    supervisors: int = 0
    experts: int = 0

    @property
    def is_possible(self) -> bool:
        """Nothing negative, and neither part is larger than the whole."""
        parts = (self.supervisors, self.experts)
        return min(self.people, *parts) >= 0 and max(parts) <= self.people


@dataclass(frozen=True, slots=True)
class AttendanceSum:
    """An organisation over the meetings: at how many it was there, and at how many with a supervisor.

    ``visits`` counts people: a person at two meetings is two visits. ``of`` is the number of meetings with
    attendance recorded.
    """

    organisation: str
    meetings: int
    with_supervisor: int
    of: int
    visits: int
    expert_visits: int


def attendance_sums(
    organisations: Iterable[str], meetings: Iterable[Mapping[str, Head]]
) -> tuple[AttendanceSum, ...]:
    """Attendance by organisation, in the given order; an organisation that never came has zeros.

    Parameters
    ----------
    meetings : for each meeting the heads by organisation. A meeting without anybody recorded tells nothing
        and is left out of ``of``.
    """
    told = [heads for heads in meetings if any(head.people > 0 for head in heads.values())]
    return tuple(_sum_of(one, told) for one in organisations)


def _sum_of(organisation: str, told: list[Mapping[str, Head]]) -> AttendanceSum:
    there = [
        heads[organisation] for heads in told if organisation in heads and heads[organisation].people > 0
    ]
    return AttendanceSum(
        organisation,
        len(there),
        sum(head.supervisors > 0 for head in there),
        len(told),
        sum(head.people for head in there),
        sum(head.experts for head in there),
    )
