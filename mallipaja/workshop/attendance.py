"""Who has come to the meetings: sums over meetings, by organisation."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
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
class Gathering:
    """A meeting: the pilot it was about (``None``: all of them) and the heads by organisation."""

    pilot: str | None
    heads: Mapping[str, Head]

    @property
    def is_told(self) -> bool:
        """Whether anybody's attendance was recorded; without that it tells nothing."""
        return any(head.people > 0 for head in self.heads.values())


@dataclass(frozen=True, slots=True)
class AttendanceSum:
    """An organisation over the meetings that concern it.

    Attributes
    ----------
    meetings, with_supervisor : at how many it was, and at how many of those with a supervisor.
    of : the meetings that concern it and have attendance recorded.
    visits, expert_visits : people and experience experts; a person at two meetings is two visits.
    """

    organisation: str
    meetings: int
    with_supervisor: int
    of: int
    visits: int
    expert_visits: int


def attendance_sums(
    organisations: Mapping[str, Container[str]], meetings: Iterable[Gathering]
) -> tuple[AttendanceSum, ...]:
    """Attendance by organisation, in the given order; an organisation that never came has zeros.

    Parameters
    ----------
    organisations : the pilots each organisation serves. A meeting of another pilot does not concern it,
        unless it came.
    """
    told = [meeting for meeting in meetings if meeting.is_told]
    return tuple(_sum_of(one, serves, told) for one, serves in organisations.items())


def _sum_of(organisation: str, serves: Container[str], told: list[Gathering]) -> AttendanceSum:
    there = [meeting.heads[organisation] for meeting in told if _came(organisation, meeting)]
    concerned = [
        meeting
        for meeting in told
        if meeting.pilot is None or meeting.pilot in serves or _came(organisation, meeting)
    ]
    return AttendanceSum(
        organisation,
        len(there),
        sum(head.supervisors > 0 for head in there),
        len(concerned),
        sum(head.people for head in there),
        sum(head.experts for head in there),
    )


def _came(organisation: str, meeting: Gathering) -> bool:
    return organisation in meeting.heads and meeting.heads[organisation].people > 0
