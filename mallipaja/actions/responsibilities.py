"""Who does what in a pilot: tasks by role."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from mallipaja.actions.access import Job, Right, action
from mallipaja.actions.coordination import path_of
from mallipaja.actions.regions import pilot_generic
from mallipaja.actions.teams import TeamView, team_of
from mallipaja.actions.tidy import one_of, tidy_name
from mallipaja.catalogue.operating_model import GenericModel
from mallipaja.errors import ActionError
from mallipaja.i18n import LANGUAGES, N_, Words
from mallipaja.practice.phases import Phase
from mallipaja.store import duties as store
from mallipaja.store import record, schema
from mallipaja.store import variants as variant_store
from mallipaja.store.duties import TaskRow
from mallipaja.team.responsibilities import (
    MOST_TASKS,
    PARTS,
    PREPARATION,
    TASK_LENGTH,
    TOO_LONG,
    TOO_MANY,
    Finding,
    Part,
    Task,
    findings,
    read_table,
)
from mallipaja.team.roles import Role

PART_WORDS: dict[Part, str] = {
    "main": N_("main responsibility"),
    "takes_part": N_("takes part"),
    "heard": N_("is heard"),
    "informed": N_("is informed"),
}
PREPARATORY: tuple[str, ...] = (
    N_("Agreeing how records and statistics are kept"),
    N_("Agreeing how clients are referred to the team"),
    N_("Agreeing how client information is given, with consent or by law"),
    N_("Dividing the work with the multi-sectoral joint service"),
    N_("Telling staff and clients of the team"),
)
"""Preparation that descriptions of the regional models name and that is easily forgotten (Etelä-Karjala)."""
ALREADY = N_("The pilot has tasks already. Remove those you do not need instead of starting again.")
NOT_A_ROLE = N_("The team has no such role any more. Open the page again.")


@dataclass(frozen=True, slots=True)
class Column:
    """A role as a column. ``vacant``: nobody sits in it; ``deputised``: each of its seats has a deputy.

    ``beside``: it is no seat of the team but answers for a phase of the path, as the client coordinator does, who is
    named client by client.
    """

    role: Role
    vacant: bool
    deputised: bool
    beside: bool = False


@dataclass(frozen=True, slots=True)
class Responsibilities:
    """A pilot's tasks by role, and what is wrong with them. ``columns`` hold every role of the team, vacant too.

    ``shown`` are those that matter now: roles that need somebody, roles somebody sits in, roles with a part; ``others``
    are the rest.
    """

    generic: GenericModel
    phases: tuple[Phase, ...]
    columns: tuple[Column, ...]
    tasks: tuple[Task, ...]
    rows: tuple[TaskRow, ...]
    findings: tuple[Finding, ...]

    @property
    def shown(self) -> tuple[Column, ...]:
        return tuple(one for one in self.columns if self._matters(one))

    @property
    def others(self) -> tuple[Column, ...]:
        return tuple(one for one in self.columns if not self._matters(one))

    def _matters(self, column: Column) -> bool:
        used = any(column.role.id in task.parts for task in self.tasks)
        return column.role.mandatory or column.role.heads > 0 or not column.vacant or used


@action(Right.SEE_PILOT, "pilot_id", writes=False)
def view_responsibilities(job: Job, *, pilot_id: str) -> Responsibilities:
    """The pilot's tasks by role, and what is wrong with them."""
    return responsibilities_of(job, pilot_id)


def responsibilities_of(job: Job, pilot_id: str) -> Responsibilities:
    """The same inside another action; the caller has checked the right."""
    view = team_of(job, pilot_id)
    columns = []
    for role in view.roles:
        seats = [one for one in view.seats if one.role == role.id]
        held = [one for one in seats if one.post is not None]
        deputised = bool(held) and all(one.id in view.people and view.people[one.id].deputy for one in held)
        columns.append(Column(role, not held, deputised))
    columns += [Column(role, False, False, beside=True) for role in _beside(job, pilot_id, view)]
    rows = tuple(store.tasks(job, pilot_id))
    listed = tuple(Task(one.id, one.phase, one.task, _parts(one.parts)) for one in rows)
    used = {role for task in listed for role in task.parts}
    found = findings(
        listed,
        [
            one.role.id
            for one in columns
            if one.role.mandatory or one.role.heads or not one.vacant or one.role.id in used
        ],
        mandatory=[one.role.id for one in columns if one.role.mandatory],
        deputised=[one.role.id for one in columns if one.deputised],
        vacant=[one.role.id for one in columns if one.vacant],
    )
    return Responsibilities(
        view.generic, path_of(job, pilot_id), tuple(columns), listed, rows, found if rows else ()
    )


@action(Right.EDIT_PILOT, "pilot_id")
def start_responsibilities(job: Job, *, pilot_id: str) -> int:
    """Begin with what comes of each phase of the model, with the phase's owner, and the preparation; how many tasks.

    The words are the project's working language's: what is agreed is read in Finnish first.
    """
    return begin(job, pilot_id)


def begin(job: Job, pilot_id: str) -> int:
    """The same inside another action; the caller has checked the right."""
    if store.tasks(job, pilot_id):
        raise ActionError("TASKS_ALREADY", ALREADY)
    generic = pilot_generic(job, variant_store.variant_of(job, pilot_id))
    roles = {role.id for role in _roles(job, pilot_id, team_of(job, pilot_id))}
    _ = Words("fi")
    count = 0
    for phase in path_of(job, pilot_id):
        element = generic.elements[phase.key]
        owner = element.phase.owner if element.phase else None
        parts = {owner: "main"} if owner in roles else {}
        output = element.phase.output.fi if element.phase and element.phase.output else phase.label.fi
        _add(job, pilot_id, phase.code, output[:1].upper() + output[1:], parts, count)
        count += 1
    for text in PREPARATORY:
        _add(job, pilot_id, PREPARATION, _(text), {}, count)
        count += 1
    return count


@action(Right.EDIT_PILOT, "pilot_id")
def add_task(job: Job, *, pilot_id: str, phase: str, task: str) -> str:
    """Add a task to a phase or to the preparation."""
    one_of(phase, (*(one.code for one in path_of(job, pilot_id)), PREPARATION))
    count = len(store.tasks(job, pilot_id))
    if count >= MOST_TASKS:
        raise ActionError("TASKS_MANY", TOO_MANY, count=count + 1, most=MOST_TASKS)
    return _add(job, pilot_id, phase, tidy_name(task), {}, count)


@action(Right.EDIT_PILOT, "pilot_id")
def paste_tasks(job: Job, *, pilot_id: str, text: str) -> tuple[int, int]:
    """Take a table copied from a spreadsheet: tasks by role. Returns how many tasks were added and changed.

    A task that is there already gets the parts of the table; the others stay. New ones go to the preparation.

    Raises
    ------
    ActionError : ``TABLE_*`` with the row and what is allowed; nothing is written then.
    """
    view = team_of(job, pilot_id)
    rows = store.tasks(job, pilot_id)
    pasted = read_table(text, _role_names(view.generic, _roles(job, pilot_id, view)), _part_names())
    by_name = {one.task.casefold(): one for one in rows}
    added = [one for one in pasted if one.task.casefold() not in by_name]
    if len(rows) + len(added) > MOST_TASKS:
        raise ActionError("TASKS_MANY", TOO_MANY, count=len(rows) + len(added), most=MOST_TASKS)
    for one in pasted:
        known = by_name.get(one.task.casefold())
        if known is not None:
            values = {"parts": {**known.parts, **one.parts}}
            record.change(
                job, schema.responsibility, known.id, values, revision=None, project_id=job.project_id
            )
    for place, one in enumerate(added, len(rows)):
        _add(job, pilot_id, PREPARATION, one.task, one.parts, place)
    return len(added), len(pasted) - len(added)


@action(Right.EDIT_PILOT, "responsibility_id")
def set_part(job: Job, *, responsibility_id: str, role: str, part: str | None, revision: int | None) -> int:
    """Say what a role does in a task; ``None``: nothing. Returns the new revision."""
    row = record.get(job, schema.responsibility, responsibility_id)
    if role not in {one.id for one in _roles(job, row.pilot_id, team_of(job, row.pilot_id))}:
        raise ActionError("TASK_ROLE", NOT_A_ROLE)
    parts = {name: known for name, known in row.parts.items() if name != role}
    if part is not None:
        parts[role] = one_of(part, PARTS)
    return record.change(
        job,
        schema.responsibility,
        responsibility_id,
        {"parts": parts},
        revision=revision,
        project_id=job.project_id,
    )


@action(Right.EDIT_PILOT, "responsibility_id")
def rename_task(
    job: Job, *, responsibility_id: str, task: str, phase: str, revision: int | None = None
) -> int:
    """Change a task's words or phase; returns the new revision."""
    row = record.get(job, schema.responsibility, responsibility_id)
    one_of(phase, (*(one.code for one in path_of(job, row.pilot_id)), PREPARATION))
    values = {"task": tidy_name(task), "phase": phase}
    return record.change(
        job, schema.responsibility, responsibility_id, values, revision=revision, project_id=job.project_id
    )


@action(Right.EDIT_PILOT, "responsibility_id")
def remove_task(job: Job, *, responsibility_id: str) -> None:
    """Move a task to the bin."""
    record.put_in_bin(job, schema.responsibility, responsibility_id, project_id=job.project_id)


def _add(job: Job, pilot_id: str, phase: str, task: str, parts: Mapping[str, str], position: int) -> str:
    if len(task) > TASK_LENGTH:
        raise ActionError("TABLE_LONG", TOO_LONG, row=position + 1, count=len(task), most=TASK_LENGTH)
    values = {
        "pilot_id": pilot_id,
        "phase": phase,
        "task": task,
        "parts": dict(parts),
        "position": position,
    }
    return record.add(job, schema.responsibility, values, project_id=job.project_id)


def _parts(stored: Mapping[str, str]) -> dict[str, Part]:
    return {role: part for role, part in stored.items() if part in PARTS}


def _roles(job: Job, pilot_id: str, view: TeamView) -> tuple[Role, ...]:
    """Every role that may have a part: the seats of the team, and who answers for a phase beside it."""
    return (*view.roles, *_beside(job, pilot_id, view))


def _beside(job: Job, pilot_id: str, view: TeamView) -> tuple[Role, ...]:
    """The roles that answer for a phase of the path and are no seat of the team, in the path's order."""
    seats = {role.id for role in view.roles}
    owners = [
        element.phase.owner
        for phase in path_of(job, pilot_id)
        if (element := view.generic.elements.get(phase.key)) is not None and element.phase is not None
    ]
    return tuple(
        Role(one, "", 0, None, mandatory=False, qualifies=())
        for one in dict.fromkeys(owners)
        if one is not None and one not in seats and one in view.generic.elements
    )


def _role_names(generic: GenericModel, roles: Collection[Role]) -> dict[str, list[str]]:
    """A role may be called by its name in any language."""
    labels = {role.id: generic.elements[role.id].label for role in roles}
    return {key: [label.get(language) for language in LANGUAGES] for key, label in labels.items()}


def _part_names() -> dict[Part, list[str]]:
    """A part may be called by its words in any language, or by the first letter of the Finnish ones."""
    said = {part: [Words(language)(text) for language in LANGUAGES] for part, text in PART_WORDS.items()}
    return {part: [*names, names[0][0]] for part, names in said.items()}
