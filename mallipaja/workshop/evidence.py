"""How well a card or a challenge is known. Computed from who says it, never typed.

0: nobody has said it (it has been put together from nothing that counts). 1: one statement. 2: two or more
organisations say it; experience experts and client developers are a source of their own. 3: a document or statistic
says it too. It is *disputed* when a source says otherwise, or when the survey and the workshop disagree.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

EXPERTS = "experts"
"""Stands for an organisation where experience experts or client developers speak."""


@dataclass(frozen=True, slots=True)
class Statement:
    """Somebody says it. ``organisation`` is an id, `EXPERTS`, or "" when nobody knows whose statement it is."""

    organisation: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A document or statistic; ``agrees`` false: it says otherwise."""

    agrees: bool


@dataclass(frozen=True, slots=True)
class Evidence:
    """``grade`` 0-3; ``organisations`` that say it; ``disputed``."""

    grade: int
    organisations: int
    disputed: bool


def evidence(
    statements: Iterable[Statement], papers: Iterable[Paper] = (), *, survey_disagrees: bool = False
) -> Evidence:
    """The grade of what these say together. A paper lifts it to 3 only together with a statement that agrees."""
    said = list(statements)
    known = {one.organisation for one in said if one.organisation}
    listed = list(papers)
    grade = 2 if len(known) >= 2 else 1 if said else 0
    if said and any(one.agrees for one in listed):
        grade = 3
    return Evidence(grade, len(known), survey_disagrees or any(not one.agrees for one in listed))
