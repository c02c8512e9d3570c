"""Names of those who sit, copied from a table: one line a seat, with the unit where a role has several seats."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from mallipaja.errors import ActionError, Finding, Problem, ProblemsError, Rule
from mallipaja.i18n import LANGUAGES, N_, Words

PASTED = "list"
MOST = 120
"""Characters in one cell, as in the form."""
LEAST = 3
"""Columns of a line without a heading row: up to the person."""
COLUMNS: dict[str, str] = {
    "seat": N_("Seat"),
    "unit": N_("Unit"),
    "person": N_("Person"),
    "deputy": N_("Deputy"),
    "contact": N_("How the seat is reached"),
}
"""What a column gives, and its heading; in this order when there is no heading row."""
ROLE = N_("Role")
"""What papers call the seat's column."""

NOTHING = N_("The list names nobody. Paste one seat per line, with its person.")
WIDTH = Rule(
    "NAMES_001",
    N_("The line has {count} columns."),
    N_("Without a heading row a line has 3–5 columns: seat, unit, person, deputy, how the seat is reached."),
    N_("Complete the line."),
)
UNKNOWN = Rule(
    "NAMES_002", N_("“{value}” is not known here."), N_("Known: {known}."), N_("Correct the line.")
)
WHICH = Rule(
    "NAMES_003",
    N_("There are several seats called “{seat}”."),
    N_("Their units: {known}."),
    N_("Write the unit as it is there."),
)
NO_PERSON = Rule(
    "NAMES_004",
    N_("“{seat}” has a deputy but no person."),
    fix=N_("Write the person too, or leave the line out."),
)
TWICE = Rule("NAMES_005", N_("The seat “{seat}” is there twice."), fix=N_("Leave one of the lines out."))
VACANT = Rule(
    "NAMES_006",
    N_("Nobody has offered a post for the seat “{seat}” yet."),
    fix=N_("Add the post in the view Posts and draft again; then a person can be named."),
)
LONG = Rule(
    "NAMES_007",
    N_("A cell has {length} characters."),
    N_("A cell has at most {most} characters."),
    N_("Shorten it."),
)


@dataclass(frozen=True, slots=True)
class SeatName:
    """A seat as it may be called: its role in any language, and its unit; "" when it is vacant.

    ``shown`` is what pages call the unit where that is more, as of a post that another municipality lends.
    """

    id: str
    role: Collection[str]
    unit: str
    shown: str = ""

    def is_of(self, unit: str) -> bool:
        return unit.casefold() in {self.unit.casefold(), self.shown.casefold()}


@dataclass(frozen=True, slots=True)
class PastedName:
    """What a line says of a seat; "" of what it does not say."""

    seat: str
    person: str
    deputy: str
    contact: str


def read_names(text: str, seats: Sequence[SeatName]) -> tuple[PastedName, ...]:
    """The names of a pasted table; columns by tab or semicolon. A line without names is left out.

    Raises
    ------
    ProblemsError : with every problem of every line.
    ActionError : no line names anybody.
    """
    problems: list[Problem] = []
    found: dict[str, PastedName] = {}
    fields: tuple[str, ...] | None = None
    least = LEAST
    for number, line in enumerate(text.splitlines(), start=1):
        cells = [" ".join(cell.split()) for cell in line.replace("\t", ";").split(";")]
        if not any(cells):
            continue
        if fields is None:
            fields = _headed(cells)
            if fields is not None:
                least = fields.index("person") + 1 if "person" in fields else 1
                continue
            fields = tuple(COLUMNS)
        if least <= len(cells) <= len(fields):
            one, wrong = _line(dict(zip(fields, cells, strict=False)), seats, found)
        else:
            one, wrong = None, WIDTH.found("seat", count=len(cells))
        if wrong is not None:
            problems.append(wrong.at(PASTED, number))
        elif one is not None:
            found[one.seat] = one
    if problems:
        raise ProblemsError(problems)
    if not found:
        raise ActionError("NAMES_NONE", NOTHING)
    return tuple(found.values())


def _headed(cells: Sequence[str]) -> tuple[str, ...] | None:
    """The fields of a heading row, "" for a column that is not read; ``None`` when this is no heading row."""
    known = {
        Words(language)(text).casefold(): field for field, text in COLUMNS.items() for language in LANGUAGES
    }
    known |= {Words(language)(ROLE).casefold(): "seat" for language in LANGUAGES}
    if known.get(cells[0].casefold()) != "seat":
        return None
    return tuple(known.get(cell.casefold(), "") for cell in cells)


def _line(
    cells: dict[str, str], seats: Sequence[SeatName], named: Collection[str]
) -> tuple[PastedName | None, Finding | None]:
    """What a line says, or what is wrong with it; neither when it names nobody. ``named``: seats of the lines before."""
    long = max(map(len, cells.values()))
    if long > MOST:
        return None, LONG.found("seat", length=long, most=MOST)
    called, unit = cells.get("seat", ""), cells.get("unit", "")
    person, deputy = cells.get("person", ""), cells.get("deputy", "")
    if not (person or deputy or cells.get("contact", "")):
        return None, None
    same = [one for one in seats if called.casefold() in {name.casefold() for name in one.role}]
    if not same:
        known = ", ".join(dict.fromkeys(next(iter(one.role)) for one in seats))
        return None, UNKNOWN.found("seat", value=called, known=known)
    filled = [one for one in same if one.unit]
    if not filled:
        return None, VACANT.found("seat", seat=called)
    here = [one for one in filled if one.is_of(unit)] if unit else filled
    units = list(dict.fromkeys(one.shown or one.unit for one in here or filled))
    if not here:
        return None, UNKNOWN.found("unit", value=unit, known="; ".join(units))
    if len(units) > 1:
        return None, WHICH.found("unit", seat=called, known="; ".join(units))
    free = [one for one in here if one.id not in named]  # several seats of one unit are named in their order
    if not free:
        return None, TWICE.found("seat", seat=called)
    if not person:
        return None, NO_PERSON.found("person", seat=called)
    return PastedName(free[0].id, person, deputy, cells.get("contact", "")), None
