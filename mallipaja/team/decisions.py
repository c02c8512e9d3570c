"""Which decisions stand in the way: the fewest pins and vetoes that together make the team worse."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from mallipaja.team.case import Case
from mallipaja.team.draft import draft
from mallipaja.team.goals import HOUR_TOLERANCE, Goals


@dataclass(frozen=True, slots=True)
class Decision:
    """A post kept in a role (pin) or kept out of it (veto)."""

    kind: Literal["pin", "veto"]
    post: str
    role: str


def breaking(case: Case, seconds: float = 1.0) -> tuple[Decision, ...]:
    """Decisions that cost the team something of its required parties, mandatory seats, hours, competences or
    chair; none of them could be left out of the list, since the rest alone would cost less or nothing.

    Found by a deletion filter (Chinneck and Dravnieks 1991): leave decisions out one after another as long as the
    team stays worse than it would be without any.

    Parameters
    ----------
    case : a case without problems.
    seconds : time cap of each search.
    """
    kept = [Decision("pin", *pair) for pair in sorted(set(case.pins))]
    kept += [Decision("veto", *pair) for pair in sorted(set(case.vetoes))]
    free = draft(_with(case, []), seconds).goals
    if not kept or not _worse(draft(case, seconds).goals, free):
        return ()
    for one in tuple(kept):
        rest = [other for other in kept if other != one]
        if _worse(draft(_with(case, rest), seconds).goals, free):
            kept = rest
    return tuple(kept)


def _with(case: Case, decisions: list[Decision]) -> Case:
    return replace(
        case,
        pins=tuple((one.post, one.role) for one in decisions if one.kind == "pin"),
        vetoes=tuple((one.post, one.role) for one in decisions if one.kind == "veto"),
    )


def _worse(goals: Goals, than: Goals) -> bool:
    """Whether what is missing is more; who sits and how far they travel is left aside."""
    for mine, theirs in zip(goals.vector[:5], than.vector[:5], strict=True):
        if abs(mine - theirs) > HOUR_TOLERANCE:
            return mine > theirs
    return False
