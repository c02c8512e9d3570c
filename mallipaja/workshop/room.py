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


def at_least(recorded: Mapping[str, Head], joined: Mapping[str, Head]) -> dict[str, Head]:
    """Attendance that counts everybody who has joined and takes away nobody the facilitator counted."""
    found = dict(recorded)
    for one, head in joined.items():
        old = recorded.get(one, Head(0, 0, 0))
        found[one] = Head(
            max(old.people, head.people),
            max(old.supervisors, head.supervisors),
            max(old.experts, head.experts),
        )
    return found


def voting_group(participant: Participant, sectors: Mapping[str, str]) -> str:
    """The group a vote may be told by: experience, the sector of the organisation, or "other"."""
    if participant.speaks_of_experience:
        return EXPERIENCE
    return sectors.get(participant.organisation or "", "other")
