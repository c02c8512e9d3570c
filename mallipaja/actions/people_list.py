"""People from a pasted list or a CSV file: one line per person."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from mallipaja.actions.tidy import NAME_LENGTH
from mallipaja.errors import Problem, ProblemsError, Rule
from mallipaja.i18n import LANGUAGES, N_

COLUMNS = ("organisation", "unit", "name", "email", "pilot", "language")
HEADINGS = {
    "organisation": ("organisaatio", "organisation", "organization"),
    "unit": ("yksikkö", "enhet", "unit"),
    "name": ("nimi", "namn", "name"),
    "email": ("sähköposti", "sähköpostiosoite", "e-post", "epost", "e-mail", "email"),
    "pilot": ("pilotti", "kunta", "pilot", "kommun", "municipality"),
    "language": ("kieli", "språk", "language"),
}
LANGUAGE_WORDS = {"suomi": "fi", "finska": "fi", "finnish": "fi", "ruotsi": "sv", "svenska": "sv"}
LANGUAGE_WORDS |= {"swedish": "sv", "englanti": "en", "engelska": "en", "english": "en"}
LONGEST_EMAIL = 254
MOST_LINES = 2000
PASTED = "list"
_EMAIL = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\"]+")

NOTHING = Rule("PEOPLE_001", N_("The list is empty."), fix=N_("Paste one person per line."))
TOO_LONG = Rule(
    "PEOPLE_002",
    N_("The list has {count} lines."),
    N_("At most {most} at a time."),
    N_("Paste it in parts."),
)
NO_UNIT = Rule(
    "PEOPLE_003",
    N_("The line names no unit, and “{organisation}” has several in this round."),
    N_("Its units: {known}."),
    N_("Write the unit in the second column."),
)
UNKNOWN = Rule(
    "PEOPLE_004",
    N_("“{value}” is not among those this round asks."),
    N_("Known: {known}."),
    N_("Correct the line, or add what is missing to the project first."),
)
BAD_EMAIL = Rule(
    "PEOPLE_005",
    N_("“{value}” is not an e-mail address."),
    N_("For example name@example.fi; the column may also be empty."),
    N_("Correct the line."),
)
NO_PILOT = Rule(
    "PEOPLE_006",
    N_("The unit serves several pilots of this round, and the personal survey is about one."),
    N_("Its pilots: {known}."),
    N_("Write the pilot in the fifth column."),
)
BAD_LANGUAGE = Rule(
    "PEOPLE_007",
    N_("“{value}” is not a language of this service."),
    N_("The languages are fi, sv and en."),
    N_("Correct the line, or leave the column empty."),
)
TWICE = Rule(
    "PEOPLE_008", N_("The same person is on the list twice for the same."), fix=N_("Remove the line.")
)
TAKEN = Rule(
    "PEOPLE_009",
    N_("Somebody else answers for the unit “{unit}” in this round already."),
    N_("A unit answers once."),
    N_("Remove the line, or end the other person's link first."),
)
LONG_NAME = Rule(
    "PEOPLE_010",
    N_("The name has {length} characters."),
    N_("A name has at most {most} characters."),
    N_("Shorten it."),
)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody on the list. ``name`` and ``email`` may be empty, ``pilot_id`` is ``None`` where none is needed."""

    name: str
    email: str
    language: str
    unit_id: str
    pilot_id: str | None

    @property
    def mark(self) -> tuple[str, str]:
        """What makes two lines about the same person the same one."""
        return (self.email.casefold(), "" if self.email else f"{self.name.casefold()}/{self.unit_id}")


@dataclass(frozen=True, slots=True)
class ListedPlace:
    """A unit the round may ask: its names and the pilots of the round it serves, by name."""

    unit_id: str
    unit: str
    organisation: str
    pilots: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Asks:
    """What the round asks: of units, of persons about a pilot."""

    units: bool
    persons: bool


def read_people(
    text: str, *, places: Sequence[ListedPlace], asks: Asks, taken: Mapping[str, str]
) -> list[Person]:
    """The people of a list; columns by semicolon, tab or comma, in the order of `COLUMNS` or as its heading says.

    Parameters
    ----------
    taken : unit id -> mark of the person (`Person.mark`, joined) who answers for it already.

    Raises
    ------
    ProblemsError : with every problem of every line; nobody is invited then.
    """
    lines = _lines(text)
    problems: list[Problem] = []
    if len(lines) > MOST_LINES:
        problems.append(TOO_LONG.found(count=len(lines), most=MOST_LINES).at(PASTED))
        raise ProblemsError(problems)
    found: list[Person] = []
    seen: set[tuple[str, ...]] = set()
    answering = dict(taken)
    for number, cells in lines:
        one = _Line(number, cells, problems).person(places, asks)
        if one is None:
            continue
        mark = "/".join(one.mark)
        if (mark, one.unit_id, one.pilot_id or "") in seen:
            problems.append(TWICE.found().at(PASTED, number))
        elif asks.units and not asks.persons and answering.get(one.unit_id, mark) != mark:
            unit = next(place.unit for place in places if place.unit_id == one.unit_id)
            problems.append(TAKEN.found("unit", unit=unit).at(PASTED, number))
        seen.add((mark, one.unit_id, one.pilot_id or ""))
        answering.setdefault(one.unit_id, mark)
        found.append(one)
    if not found and not problems:
        problems.append(NOTHING.found().at(PASTED))
    if problems:
        raise ProblemsError(problems)
    return found


def _lines(text: str) -> list[tuple[int, dict[str, str]]]:
    """The lines with something on them, each with its number and its cells by column."""
    listed = text.lstrip("\ufeff").splitlines()
    first = next((line for line in listed if line.strip()), "")
    separator = next((one for one in ("\t", ";", ",") if one in first), ";")
    columns: Sequence[str] = COLUMNS
    found: list[tuple[int, dict[str, str]]] = []
    heading = True
    for number, line in enumerate(listed, 1):
        cells = [" ".join(cell.split()) for row in csv.reader([line], delimiter=separator) for cell in row]
        if not any(cells):
            continue
        if heading and (named := _columns(cells)):
            columns = named
        else:
            found.append((number, dict(zip(columns, cells, strict=False))))
        heading = False
    return found


def _columns(cells: Sequence[str]) -> list[str]:
    """The columns a heading names; none when the line is no heading."""
    words = {word: column for column, known in HEADINGS.items() for word in known}
    named = [words.get(cell.casefold().rstrip(":"), "") for cell in cells]
    return named if sum(bool(one) for one in named) > len(named) / 2 else []


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    cells: Mapping[str, str]
    problems: list[Problem]

    def add(self, rule: Rule, column: str, **values: object) -> None:
        self.problems.append(rule.found(column, **values).at(PASTED, self.number))

    def person(self, places: Sequence[ListedPlace], asks: Asks) -> Person | None:
        before = len(self.problems)
        name, email = self.cells.get("name", ""), self.cells.get("email", "")
        if len(name) > NAME_LENGTH:
            self.add(LONG_NAME, "name", length=len(name), most=NAME_LENGTH)
        if email and (not _EMAIL.fullmatch(email) or len(email) > LONGEST_EMAIL or not email.isprintable()):
            self.add(BAD_EMAIL, "email", value=email[:60])
        language = self._language()
        place = self._place(places)
        pilot_id = self._pilot(place) if place and asks.persons else None
        if place is None or len(self.problems) > before:
            return None
        return Person(name, email, language, place.unit_id, pilot_id)

    def _language(self) -> str:
        said = self.cells.get("language", "").casefold()
        code = LANGUAGE_WORDS.get(said, said) or "fi"
        if code not in LANGUAGES:
            self.add(BAD_LANGUAGE, "language", value=said[:20])
        return code

    def _place(self, places: Sequence[ListedPlace]) -> ListedPlace | None:
        organisation, unit = (self.cells.get(name, "").casefold() for name in ("organisation", "unit"))
        there = [one for one in places if not organisation or one.organisation.casefold() == organisation]
        if not there:
            known = dict.fromkeys(one.organisation for one in places)
            self.add(
                UNKNOWN, "organisation", value=self.cells.get("organisation", "")[:60], known=_listed(known)
            )
            return None
        fitting = [one for one in there if not unit or one.unit.casefold() == unit]
        if not fitting:
            self.add(UNKNOWN, "unit", value=self.cells["unit"][:60], known=_listed(one.unit for one in there))
        elif len(fitting) > 1:
            apart = len({one.organisation for one in fitting}) > 1
            several = _listed(f"{one.organisation}: {one.unit}" if apart else one.unit for one in fitting)
            self.add(NO_UNIT, "unit", organisation=self.cells.get("organisation", "") or "–", known=several)
        return fitting[0] if len(fitting) == 1 else None

    def _pilot(self, place: ListedPlace) -> str | None:
        said = self.cells.get("pilot", "").casefold()
        by_name = {name.casefold(): pilot_id for name, pilot_id in place.pilots.items()}
        if said and said not in by_name:
            self.add(UNKNOWN, "pilot", value=self.cells["pilot"][:60], known=_listed(place.pilots))
        elif not said and len(by_name) > 1:
            self.add(NO_PILOT, "pilot", known=_listed(place.pilots))
        return by_name.get(said) or (next(iter(by_name.values())) if len(by_name) == 1 and not said else None)


def _listed(names: Iterator[str] | Mapping[str, object]) -> str:
    """Names in a row; a name may hold commas."""
    listed = list(dict.fromkeys(names))
    return "; ".join(listed[:20]) + (" …" if len(listed) > 20 else "")
