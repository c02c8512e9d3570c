"""Who does what: a matrix of tasks by roles, and what is wrong with it.

Authorities each decide on their own services, so nobody "decides" here: one role has the main responsibility for a
task, others take part, are heard or are informed (after the RACI chart of project management, without its single
"accountable").
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from mallipaja.errors import ActionError
from mallipaja.i18n import N_

Part = Literal["main", "takes_part", "heard", "informed"]
PARTS: tuple[Part, ...] = get_args(Part)
PREPARATION = "preparation"
"""Tasks before the pilot starts, on no phase of the client's path."""
OVERLOAD = 0.5
"""A role with the main responsibility for more than this share of the tasks is overloaded (our proposal)."""
OVERLOAD_FROM = 4
"""... when there are at least so many tasks: of two tasks one role may well have both."""
MOST_TASKS = 200
TASK_LENGTH = 200

NO_HEAD = N_(
    "The first row has to name the roles: a column for the tasks, then one for each role. Copy the heading row too."
)
UNKNOWN_ROLE = N_("Row 1, column {column}: this is not a role of the team. The roles are {roles}.")
UNKNOWN_PART = N_(
    "Row {row}, column {column}: what is there is none of these: {allowed}. Leave the cell empty when the role has no part."
)
NO_TASK = N_("Row {row}: the task is missing. Write it in the first column.")
TWICE = N_("Row {row}: the task is there already. Give each task one row.")
TOO_MANY = N_("There are {count} tasks. At most {most} fit; paste fewer rows.")
TOO_LONG = N_("Row {row}: the task has {count} characters. At most {most} fit.")


@dataclass(frozen=True, slots=True)
class Task:
    """A row. ``phase`` is a phase of the model or `PREPARATION`; ``parts`` are by role."""

    id: str
    phase: str
    task: str
    parts: Mapping[str, Part]

    @property
    def mains(self) -> tuple[str, ...]:
        """The roles with the main responsibility; there should be one."""
        return tuple(role for role, part in self.parts.items() if part == "main")


Breach = Literal["no_main", "several_mains", "no_deputy", "overload", "no_part", "vacant_main"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong: ``task`` is a task's id or "", ``roles`` the roles it is about, ``count`` of tasks."""

    breach: Breach
    task: str = ""
    roles: tuple[str, ...] = ()
    count: int = 0


def findings(
    tasks: Sequence[Task],
    roles: Sequence[str],
    *,
    mandatory: Collection[str] = (),
    deputised: Collection[str] = (),
    vacant: Collection[str] = (),
) -> tuple[Finding, ...]:
    """Breaches of the rules, tasks first.

    Parameters
    ----------
    roles : the columns.
    mandatory : roles that need a deputy; ``deputised`` : those that have one.
    vacant : roles with nobody in them yet.
    """
    found: list[Finding] = []
    for task in tasks:
        mains = tuple(role for role in roles if task.parts.get(role) == "main")
        if len(mains) != 1:
            found.append(Finding("several_mains" if mains else "no_main", task.id, mains))
        if empty := tuple(role for role in mains if role in vacant):
            found.append(Finding("vacant_main", task.id, empty))
    for role in roles:
        if role in mandatory and role not in deputised:
            found.append(Finding("no_deputy", roles=(role,)))
    return (*found, *_loads(tasks, roles))


def _loads(tasks: Sequence[Task], roles: Sequence[str]) -> list[Finding]:
    found: list[Finding] = []
    mains = Counter(role for task in tasks for role in task.mains)
    for role in roles:
        if len(tasks) >= OVERLOAD_FROM and mains[role] > OVERLOAD * len(tasks):
            found.append(Finding("overload", roles=(role,), count=mains[role]))
        if tasks and not any(task.parts.get(role) for task in tasks):
            found.append(Finding("no_part", roles=(role,)))
    return found


def following(part: Part | None) -> Part | None:
    """The next part when a cell is pressed: none → main → takes part → heard → informed → none."""
    order: tuple[Part | None, ...] = (None, *PARTS)
    return order[(order.index(part) + 1) % len(order)]


@dataclass(frozen=True, slots=True)
class PastedTask:
    """A row of a pasted table."""

    task: str
    parts: Mapping[str, Part]


def read_table(
    text: str, roles: Mapping[str, Collection[str]], parts: Mapping[Part, Collection[str]]
) -> tuple[PastedTask, ...]:
    """The tasks of a table copied from a spreadsheet: tab-separated, the first row names the roles.

    Parameters
    ----------
    roles : what each role may be called.
    parts : what each part may be called.

    Raises
    ------
    ActionError : ``TABLE_*`` with the row, what is there and what is allowed.
    """
    rows = [row.split("\t") for row in text.replace("\r\n", "\n").split("\n") if row.strip()]
    if not rows or len(rows[0]) < 2:
        raise ActionError("TABLE_HEAD", NO_HEAD)
    columns = _columns([cell.strip() for cell in rows[0][1:]], roles)
    if len(rows) - 1 > MOST_TASKS:
        raise ActionError("TABLE_ROWS", TOO_MANY, count=len(rows) - 1, most=MOST_TASKS)
    found: dict[str, PastedTask] = {}
    for number, cells in enumerate(rows[1:], 2):
        task = re.sub(r"\s+", " ", cells[0]).strip()
        if not task:
            raise ActionError("TABLE_TASK", NO_TASK, row=number)
        if len(task) > TASK_LENGTH:
            raise ActionError("TABLE_LONG", TOO_LONG, row=number, count=len(task), most=TASK_LENGTH)
        if task.casefold() in found:
            raise ActionError("TABLE_TWICE", TWICE, row=number)
        read = {role: _part(cells, place, number, parts) for place, role in enumerate(columns, 1)}
        found[task.casefold()] = PastedTask(task, {role: part for role, part in read.items() if part})
    return tuple(found.values())


def _columns(names: Sequence[str], roles: Mapping[str, Collection[str]]) -> tuple[str, ...]:
    by_name = {name.casefold(): role for role, known in roles.items() for name in known}
    unknown = next((place for place, name in enumerate(names, 2) if name.casefold() not in by_name), None)
    if unknown is not None:
        known = ", ".join(next(iter(called)) for called in roles.values())
        raise ActionError("TABLE_ROLES", UNKNOWN_ROLE, column=unknown, roles=known)
    return tuple(by_name[name.casefold()] for name in names)


def _part(cells: Sequence[str], place: int, row: int, parts: Mapping[Part, Collection[str]]) -> Part | None:
    said = cells[place].strip() if place < len(cells) else ""
    if not said or said in {"-", "–"}:
        return None
    for part, names in parts.items():
        if said.casefold() in {name.casefold() for name in names}:
            return part
    allowed = ", ".join(next(iter(names)) for names in parts.values())
    raise ActionError("TABLE_PART", UNKNOWN_PART, row=row, column=place + 1, allowed=allowed)
