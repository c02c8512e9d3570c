"""Units from a pasted list: one line per unit, ``unit; organisation; actor; pilots``."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass

from mallipaja.actions.tidy import NAME_LENGTH
from mallipaja.errors import Problem, ProblemsError, Rule
from mallipaja.i18n import N_

COLUMNS = 4
HEADINGS = {"yksikkö", "enhet", "unit"}
EVERYWHERE = {"kaikki", "alla", "all"}

PASTED = "list"
NOTHING = Rule("UNITS_001", N_("The list is empty."), fix=N_("Paste one unit per line."))
SHORT = Rule(
    "UNITS_002",
    N_("The line has {count} columns."),
    N_("A line has {needed} columns separated by a semicolon or a tab: unit, organisation, actor, pilots."),
    N_("Complete the line."),
)
BAD_NAME = Rule(
    "UNITS_003",
    N_("The name of the unit has {length} characters."),
    N_("A name has 1–{most} characters."),
    N_("Correct the name."),
)
UNKNOWN = Rule(
    "UNITS_004",
    N_("“{value}” is not in the project."),
    N_("Known: {known}."),
    N_("Correct the line, or add what is missing to the project first."),
)
NO_PILOT = Rule(
    "UNITS_005", N_("The unit serves no pilot."), fix=N_("Write the pilots separated by commas, or “all”.")
)
TWICE = Rule(
    "UNITS_006",
    N_("The organisation already has a unit called “{name}”."),
    fix=N_("Remove the line or give the unit another name."),
)


@dataclass(frozen=True, slots=True)
class ListedUnit:
    """A unit of the list, with the ids of what its line names."""

    name: str
    organisation_id: str
    actor_id: str
    pilot_ids: tuple[str, ...]


def read_units(
    text: str,
    *,
    organisations: Mapping[str, str],
    actors: Mapping[str, str],
    pilots: Mapping[str, str],
    taken: Set[tuple[str, str]],
) -> list[ListedUnit]:
    """The units of a pasted list; columns by semicolon or tab, names as in the project in any case.

    Parameters
    ----------
    organisations, actors, pilots : id by name.
    taken : organisation id and case-folded name of the units there are.

    Raises
    ------
    ProblemsError : with every problem of every line.
    """
    seen, problems, found = set(taken), list[Problem](), list[ListedUnit]()
    for number, line in enumerate(text.splitlines(), start=1):
        cells = [" ".join(cell.split()) for cell in line.replace("\t", ";").split(";")]
        if not any(cells) or (number == 1 and cells[0].casefold() in HEADINGS):
            continue
        reader = _Line(number, problems)
        unit = reader.unit(cells, organisations, actors, pilots)
        if unit is None:
            continue
        mark = (unit.organisation_id, unit.name.casefold())
        if mark in seen:
            reader.add(TWICE, "unit", name=unit.name)
        seen.add(mark)
        found.append(unit)
    if not found and not problems:
        problems.append(NOTHING.found().at(PASTED))
    if problems:
        raise ProblemsError(problems)
    return found


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    problems: list[Problem]

    def add(self, rule: Rule, column: str, **values: object) -> None:
        self.problems.append(rule.found(column, **values).at(PASTED, self.number))

    def unit(
        self,
        cells: list[str],
        organisations: Mapping[str, str],
        actors: Mapping[str, str],
        pilots: Mapping[str, str],
    ) -> ListedUnit | None:
        if len(cells) != COLUMNS:
            self.add(SHORT, "unit", count=len(cells), needed=COLUMNS)
            return None
        name, organisation, actor, served = cells
        if not 1 <= len(name) <= NAME_LENGTH:
            self.add(BAD_NAME, "unit", length=len(name), most=NAME_LENGTH)
        organisation_id = self._known("organisation", organisation, organisations)
        actor_id = self._known("actor", actor, actors)
        pilot_ids = self._pilots(served, pilots)
        if not name or organisation_id is None or actor_id is None or not pilot_ids:
            return None
        return ListedUnit(name, organisation_id, actor_id, pilot_ids)

    def _known(self, column: str, name: str, ids: Mapping[str, str]) -> str | None:
        by_name = {known.casefold(): record_id for known, record_id in ids.items()}
        if name.casefold() not in by_name:
            self.add(UNKNOWN, column, value=name[:NAME_LENGTH], known=", ".join(ids) or "–")
        return by_name.get(name.casefold())

    def _pilots(self, served: str, pilots: Mapping[str, str]) -> tuple[str, ...]:
        if served.casefold() in EVERYWHERE:
            return tuple(pilots.values())
        names = [name.strip() for name in served.split(",") if name.strip()]
        if not names:
            self.add(NO_PILOT, "pilots")
        return tuple(one for name in names if (one := self._known("pilots", name, pilots)) is not None)
