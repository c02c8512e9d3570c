"""Who is in the room: heads by organisation from those who have joined, and the groups votes may be told by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mallipaja.workshop.attendance import Head
from mallipaja.workshop.cards import VOICES
from mallipaja.workshop.votes import EXPERIENCE

PROFESSIONAL = VOICES[0]


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody who has joined; ``organisation`` is an id, ``None`` for one that is none of the project's."""

    id: str
    organisation: str | None
    voice: str
    is_supervisor: bool

    @property
    def speaks_of_experience(self) -> bool:
        return self.voice != PROFESSIONAL


def heads(joined: Iterable[Participant]) -> dict[str, Head]:
    """Heads of each organisation of the project that has somebody in the room."""
    people, supervisors, experts = Counter[str](), Counter[str](), Counter[str]()
    for one in joined:
        if one.organisation is None:
            continue
        people[one.organisation] += 1
        supervisors[one.organisation] += one.is_supervisor
        experts[one.organisation] += one.speaks_of_experience
    return {one: Head(people[one], supervisors[one], experts[one]) for one in people}


def of_no_organisation(
    joined: Iterable[Participant], names: Mapping[str, str]
) -> dict[tuple[str, str], Head]:
    """Heads of those who are of none of the project's organisations, by (name, voice).

    Parameters
    ----------
    names : participant's id -> the organisation they wrote, "" or missing when none. Those who wrote one are
        counted under it (voice ""), the others by the part they take: experience is a source of its own.
    """
    found: dict[tuple[str, str], Head] = {}
    for one in joined:
        if one.organisation is not None:
            continue
        name = names.get(one.id, "")
        place = (name, "" if name else one.voice)
        old = found.get(place, Head(0))
        found[place] = Head(
            old.people + 1, old.supervisors + one.is_supervisor, old.experts + one.speaks_of_experience
        )
    return found


def at_least(
    recorded: Mapping[str, Head], joined: Mapping[str, Head], before: Mapping[str, Head]
) -> dict[str, Head]:
    """Attendance that counts everybody who has joined and takes away nobody the facilitator counted.

    Parameters
    ----------
    before : the heads of those who had joined until now. A count that was just theirs follows them when somebody says
        anew who they are.
    """
    found = dict(recorded)
    for one in {**before, **joined}:
        old, now, was = (heads.get(one, Head(0)) for heads in (recorded, joined, before))
        supervisors = _following(old.supervisors, now.supervisors, was.supervisors)
        experts = _following(old.experts, now.experts, was.experts)
        people = _following(old.people, now.people, was.people)
        found[one] = Head(max(people, supervisors, experts), supervisors, experts)
    return found


def _following(recorded: int, joined: int, before: int) -> int:
    return joined if recorded == before else max(recorded, joined)


def voting_group(participant: Participant, sectors: Mapping[str, str]) -> str:
    """The group a vote may be told by: experience, the sector of the organisation, or "other"."""
    if participant.speaks_of_experience:
        return EXPERIENCE
    return sectors.get(participant.organisation or "", "other")
