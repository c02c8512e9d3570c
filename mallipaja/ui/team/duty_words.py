"""Responsibilities and coordinator rules in words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mallipaja.actions.coordination import Coordination
from mallipaja.actions.responsibilities import PART_WORDS, Responsibilities
from mallipaja.i18n import N_, Words
from mallipaja.team.coordination import CoordinatorRule
from mallipaja.team.responsibilities import PARTS, PREPARATION, Finding, Part

if TYPE_CHECKING:
    from mallipaja.report.team_papers import RuleLine

NEEDS = {
    "employment": N_("work or training"),
    "health": N_("treatment and health"),
    "social": N_("help in daily life"),
    "rehabilitation": N_("rehabilitation"),
    "livelihood": N_("income and debts"),
    "several": N_("several needs at once"),
}
LACKS = {
    "deputy": N_("the deputy"),
    "changes_when": N_("when the coordinator changes"),
    "handover": N_("how the client is handed over"),
    "second_period": N_("how long there are two coordinators"),
}
MANDATES = {
    "present": N_("the supervisor was present"),
    "confirmed": N_("the supervisor has confirmed it later"),
    "to_be_confirmed": N_("the supervisor has still to confirm it"),
}
_VOWELS, _CONSONANTS = "aeiouyåäö", "bcdfghklmnpqrstvwxz"
_SYLLABLE = re.compile(rf"(?<=\w\w\w)(?=[{_CONSONANTS}][{_VOWELS}]\w)")
PART_SIGNS: dict[Part, str] = {"main": "●", "takes_part": "◐", "heard": "○", "informed": "◇"}


def part(_: Words, code: Part | None, *, brief: bool = False) -> str:
    """A part with its sign, or the sign alone; "" for none."""
    if brief:
        return PART_SIGNS[code] if code else ""
    return f"{PART_SIGNS[code]} {_(PART_WORDS[code])}" if code else ""


def role(_: Words, view: Responsibilities, key: str) -> str:
    """A role's name."""
    element = view.generic.elements.get(key)
    return element.label.get(_.language) if element else key


def column(_: Words, view: Responsibilities, key: str) -> str:
    """A role as a heading: its name, and that nobody sits in it."""
    vacant = any(one.role.id == key and one.vacant for one in view.columns)
    name = role(_, view, key)
    return _("{role} (vacant)", role=name) if vacant else name


def hyphenated(text: str) -> str:
    """Soft hyphens in long words, so that the columns of a wide table fit on the wall: before a consonant and a vowel,
    which is the rule of Finnish and the common one of Swedish."""
    return re.sub(r"\w{11,}", lambda word: _SYLLABLE.sub("\u00ad", word.group()), text)


def phase(_: Words, view: Responsibilities, code: str) -> str:
    """A phase's name, or the preparation."""
    if code == PREPARATION:
        return _("Preparation")
    found = next((one for one in view.phases if one.code == code), None)
    return found.label.get(_.language) if found else code


def matrix(
    _: Words, view: Responsibilities, *, brief: bool = False
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """The heads and rows of tasks by role, in the order of the path and the preparation last; vacant roles too."""
    order = [*(one.code for one in view.phases), PREPARATION]
    tasks = sorted(view.tasks, key=lambda one: order.index(one.phase) if one.phase in order else len(order))
    head = (_("Phase"), _("Task"), *(column(_, view, one.role.id) for one in view.shown))
    rows = tuple(
        (
            phase(_, view, task.phase),
            task.task,
            *(part(_, task.parts.get(one.role.id), brief=brief) for one in view.shown),
        )
        for task in tasks
    )
    return head, rows


def legend(_: Words) -> str:
    """What the signs of the parts mean, and that nobody decides for the others."""
    said = _("Each authority decides on its own services: here nobody decides for the others.")
    return " · ".join(part(_, one) for one in PARTS) + ". " + said


def finding(_: Words, view: Responsibilities, one: Finding) -> str:
    """What is wrong, as one sentence."""
    task = next((row.task for row in view.tasks if row.id == one.task), "")
    names = _.listing(role(_, view, key) for key in one.roles)
    match one.breach:
        case "no_main":
            return _("{task}: nobody has the main responsibility.", task=task)
        case "several_mains":
            return _("{task}: {roles} all have the main responsibility. Choose one.", task=task, roles=names)
        case "vacant_main":
            return _(
                "{task}: {roles} has the main responsibility, but the seat is vacant.", task=task, roles=names
            )
        case "no_deputy":
            return _("{roles}: not every seat has a deputy.", roles=names)
        case "overload":
            return _.plural(
                "{roles}: the main responsibility for {count} task, more than half of all.",
                "{roles}: the main responsibility for {count} tasks, more than half of all.",
                one.count,
                roles=names,
            )
        case "no_part":
            return _("{roles}: no part in any task.", roles=names)


def situation(_: Words, view: Coordination, rule: CoordinatorRule) -> str:
    """What a rule is for: needs and phases in words."""
    needs = ", ".join(_(NEEDS[one]) for one in rule.needs) or _(
        "whatever the need"
    )  # some have an "and" of their own
    labels = {one.code: one.label.get(_.language) for one in view.phases}
    phases = ", ".join(labels.get(one, one) for one in rule.phases) or _("the whole path")
    return _("{needs}; {phases}", needs=needs, phases=phases)


def coordinator(_: Words, rule: CoordinatorRule) -> str:
    """Who is the coordinator; both when there are two at once."""
    if not rule.second:
        return rule.coordinator
    if not rule.second_period:
        return _("{first} and {second} together", first=rule.coordinator, second=rule.second)
    return _(
        "{first} and {second} together ({period})",
        first=rule.coordinator,
        second=rule.second,
        period=rule.second_period,
    )


def rule_lines(_: Words, view: Coordination) -> tuple[RuleLine, ...]:
    """The table of rules as the papers print it."""
    from mallipaja.report.team_papers import RuleLine

    return tuple(
        RuleLine(
            f"{one.situation} ({situation(_, view, one)})",
            coordinator(_, one),
            one.deputy,
            ". ".join(part.rstrip(".") for part in (one.changes_when, one.handover) if part),
        )
        for one in view.rules
    )


def complaints(_: Words, view: Coordination) -> list[str]:
    """Holes, overlaps and what is left open, a sentence each."""
    names = {one.id: one.situation for one in view.rules}
    labels = {one.code: one.label.get(_.language) for one in view.phases}
    found = []
    for hole in view.holes:
        everywhere = len(hole.phases) == len(view.phases)
        where = _("the whole path") if everywhere else _.listing(labels[one] for one in hole.phases)
        found.append(_("No coordinator: {need}, {phases}.", need=_(NEEDS[hole.need]), phases=where))
    found += [
        _(
            "Two rules for the same situation: “{first}” and “{second}” ({needs}).",
            first=names[one.first],
            second=names[one.second],
            needs=_.listing(_(NEEDS[need]) for need in one.needs),
        )
        for one in view.overlaps
    ]
    found += [
        _(
            "“{rule}” does not say {lacks}.",
            rule=names[one.rule],
            lacks=_.listing(_(LACKS[lack]) for lack in one.lacks),
        )
        for one in view.unsaid
    ]
    return found
