"""Who is the client coordinator in which situation: a decision table, and what is wrong with it.

A situation is what the client needs most and where on the path the client is. A rule is for some needs and some phases;
each situation should have exactly one rule: none is a hole, two are an overlap. Two coordinators at once are no
overlap but one rule that names both and for how long.

The needs are our proposal (docs/decisions/0025); that the coordinator is a role and no profession, that a
work-ability coordinator is a profession and that the own worker of the Social Welfare Act (1301/2014, 42 §) stands
beside both is from the sources of the generic model.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import Literal

NEEDS: tuple[str, ...] = ("employment", "health", "social", "rehabilitation", "livelihood", "several")
"""What the client needs most: work or training, treatment, help in daily life, vocational or medical rehabilitation,
income and debts, several of these at once."""


@dataclass(frozen=True, slots=True)
class CoordinatorRule:
    """Situation → client coordinator.

    Attributes
    ----------
    id : of the rule, unique in its table.
    needs, phases : what the rule is for; empty means whatever the need, the whole path.
    coordinator, deputy : roles or professions, never names.
    changes_when : when somebody else becomes the coordinator; "" when nobody has said.
    second, second_period : another coordinator at the same time, and for how long; "" for none.
    handover : how the client is handed over; "" when nobody has said.
    own_worker, work_ability_coordinator : the statutory own worker, and the profession, beside the coordinator.
    """

    id: str
    situation: str
    coordinator: str
    deputy: str = ""
    changes_when: str = ""
    needs: tuple[str, ...] = ()
    phases: tuple[str, ...] = ()
    second: str = ""
    second_period: str = ""
    handover: str = ""
    own_worker: str = ""
    work_ability_coordinator: str = ""

    def covers(self, need: str, phase: str) -> bool:
        """Whether the rule is for this situation."""
        return (not self.needs or need in self.needs) and (not self.phases or phase in self.phases)


@dataclass(frozen=True, slots=True)
class Hole:
    """Phases in which a need has no coordinator, in the path's order."""

    need: str
    phases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two rules for the same situations: which of the two holds?"""

    first: str
    second: str
    needs: tuple[str, ...]
    phases: tuple[str, ...]


Lack = Literal["deputy", "changes_when", "handover", "second_period"]


@dataclass(frozen=True, slots=True)
class Unsaid:
    """Something a rule leaves open."""

    rule: str
    lacks: tuple[Lack, ...]


def holes(rules: Sequence[CoordinatorRule], phases: Sequence[str]) -> tuple[Hole, ...]:
    """Situations without a rule, by need; none at all when there are no rules would say nothing, so all are told."""
    found = []
    for need in NEEDS:
        empty = tuple(phase for phase in phases if not any(rule.covers(need, phase) for rule in rules))
        if empty:
            found.append(Hole(need, empty))
    return tuple(found)


def overlaps(rules: Sequence[CoordinatorRule], phases: Sequence[str]) -> tuple[Overlap, ...]:
    """Each pair of rules that are for the same situation."""
    found = []
    for place, first in enumerate(rules):
        for second in rules[place + 1 :]:
            both = [
                (need, phase)
                for need, phase in product(NEEDS, phases)
                if first.covers(need, phase) and second.covers(need, phase)
            ]
            if both:
                needs = tuple(need for need in NEEDS if any(need == one for one, _ in both))
                where = tuple(phase for phase in phases if any(phase == one for _, one in both))
                found.append(Overlap(first.id, second.id, needs, where))
    return tuple(found)


def unsaid(rules: Sequence[CoordinatorRule]) -> tuple[Unsaid, ...]:
    """What each rule leaves open: the deputy, when it changes, how the client is handed over, how long two share."""
    found = []
    for rule in rules:
        lacks: list[Lack] = [
            name for name in ("deputy", "changes_when", "handover") if not getattr(rule, name)
        ]
        if rule.second and not rule.second_period:
            lacks.append("second_period")
        if lacks:
            found.append(Unsaid(rule.id, tuple(lacks)))
    return tuple(found)


def coverage(
    rules: Sequence[CoordinatorRule], phases: Sequence[str]
) -> dict[tuple[str, str], tuple[str, ...]]:
    """The ids of the rules of every situation (need, phase), in the rules' order."""
    return {
        (need, phase): tuple(rule.id for rule in rules if rule.covers(need, phase))
        for need, phase in product(NEEDS, phases)
    }
