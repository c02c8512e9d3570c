"""Posts copied from a table, one line a post: with a heading row by its headings, those of the table on the page, else
``name; sector; profession; hours a month; remote; convenes``."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from typing import Any

from mallipaja.actions.tidy import NAME_LENGTH
from mallipaja.errors import Problem, ProblemsError, Rule
from mallipaja.i18n import LANGUAGES, N_, Words

PASTED = "list"
COLUMNS: dict[str, str] = {
    "name": N_("Post"),
    "sector": N_("Sector"),
    "profession": N_("Profession"),
    "hours_per_month": N_("Hours a month"),
    "remote": N_("Remotely"),
    "convenes": N_("May convene"),
    "organisation": N_("Organisation"),
    "shareable": N_("For several pilots"),
    "coordinator_clients": N_("Clients to coordinate"),
    "member": N_("Member already"),
    "mandate": N_("Mandate"),
    "funded_until": N_("Money until"),
}
"""What a column gives, and its heading; the first `PLAIN` in this order when there is no heading row."""
PLAIN = 6
IGNORED = (N_("Where from"), N_("Municipalities served"))
"""Columns of the page's table that are not typed: they may be pasted back."""
UNSAID = (N_("not asked or said"), N_("no answer"), N_("not stated"))
"""What the page's table says of what nobody has said."""
MANDATES: dict[str, str] = {
    "mine": N_("may commit working time"),
    "to_be_confirmed": N_("to be confirmed by the supervisor"),
}
HEADINGS = {"nimi", "namn", "name", "toimi", "befattning", "post"}
SECTORS = {
    "terveydenhuolto": "health", "hälso- och sjukvård": "health", "health care": "health", "health": "health",
    "sosiaalipalvelut": "social", "socialservice": "social", "social services": "social", "social": "social",
    "työllisyyspalvelut": "employment", "sysselsättningstjänster": "employment",
    "employment services": "employment", "employment": "employment",
    "kela": "kela", "fpa": "kela",
    "järjestöt": "third", "kolmas sektori": "third", "tredje sektorn": "third", "third sector": "third", "third": "third",
    "muu": "other", "muut": "other", "annan": "other", "övriga": "other", "other": "other",
}  # fmt: skip
YES = {"kyllä", "k", "x", "ja", "yes", "y", "1"}
NO = {"ei", "e", "nej", "no", "n", "0"}

NOTHING = Rule("POSTS_001", N_("The list is empty."), fix=N_("Paste one post per line."))
SHORT = Rule(
    "POSTS_002",
    N_("The line has {count} columns."),
    N_(
        "Without a heading row a line has up to 6 columns: name, sector, profession, hours a month, remote, convenes. The "
        "first two are needed. With a heading row it has as many as there are headings."
    ),
    N_("Complete the line."),
)
BAD_NAME = Rule(
    "POSTS_003",
    N_("The name has {length} characters."),
    N_("A name has 1–{most} characters."),
    N_("Correct the name."),
)
UNKNOWN = Rule(
    "POSTS_004", N_("“{value}” is not known here."), N_("Known: {known}."), N_("Correct the line.")
)
ODD_HOURS = Rule(
    "POSTS_005", N_("“{value}” is no such number."), N_("0–300 is allowed."), N_("Correct the number.")
)
ODD_DAY = Rule(
    "POSTS_007",
    N_("“{value}” is no day."),
    N_("A day is written as 31.12.2026."),
    N_("Correct the day."),
)
TWICE = Rule(
    "POSTS_006",
    N_("There is a post called “{name}” already."),
    fix=N_("Remove the line or give another name."),
)


@dataclass(frozen=True, slots=True)
class ListedPost:
    """A post of the list: the values its line gives."""

    values: dict[str, Any]


def read_posts(text: str, *, professions: Mapping[str, str], taken: Set[str]) -> list[ListedPost]:
    """The posts of a pasted table; columns by tab or semicolon, an empty cell is not stated.

    Parameters
    ----------
    professions : code by name in lower case, in every language.
    taken : names of posts there are.

    Raises
    ------
    ProblemsError : with every problem of every line.
    """
    seen = {name.casefold() for name in taken if name}
    problems: list[Problem] = []
    found: list[ListedPost] = []
    fields = tuple(COLUMNS)[:PLAIN]
    for number, line in enumerate(text.splitlines(), start=1):
        cells = [" ".join(cell.split()) for cell in line.replace("\t", ";").split(";")]
        if not any(cells):
            continue
        if not found and cells[0].casefold() in HEADINGS:
            fields = _headed(cells, number, problems)
            continue
        values = _values(fields, cells, number, problems, professions)
        name = str(values.get("name", ""))
        if name.casefold() in seen:
            problems.append(TWICE.found("name", name=name).at(PASTED, number))
        seen.add(name.casefold())
        found.append(ListedPost(values))
    if not found:
        problems.append(NOTHING.found().at(PASTED))
    if problems:
        raise ProblemsError(problems)
    return found


def _headed(cells: Sequence[str], number: int, problems: list[Problem]) -> tuple[str, ...]:
    """The fields of a heading row; "" for a column that is ignored. A short one whose words are not ours keeps the
    order of a table without headings."""
    known = {
        Words(language)(text).casefold(): field for field, text in COLUMNS.items() for language in LANGUAGES
    }
    known |= {Words(language)(text).casefold(): "" for text in IGNORED for language in LANGUAGES}
    known |= dict.fromkeys(HEADINGS, "name")
    strange = [one for one in cells if one.casefold() not in known]
    if not strange:
        return tuple(known[one.casefold()] for one in cells)
    if len(cells) > PLAIN:
        problems += [
            UNKNOWN.found("name", value=one[:NAME_LENGTH], known=", ".join(known)).at(PASTED, number)
            for one in strange
        ]
    return tuple(COLUMNS)[:PLAIN]


def _values(
    fields: tuple[str, ...],
    cells: list[str],
    number: int,
    problems: list[Problem],
    professions: Mapping[str, str],
) -> dict[str, Any]:
    def add(rule: Rule, column: str, **values: object) -> None:
        problems.append(rule.found(column, **values).at(PASTED, number))

    if not 2 <= len(cells) <= len(fields):
        add(SHORT, "name", count=len(cells))
        return {}
    empty = {Words(language)(text).casefold() for text in UNSAID for language in LANGUAGES}
    said = {
        field: "" if cell.casefold() in empty else cell
        for field, cell in zip(fields, cells, strict=False)
        if field
    }
    name = said.get("name", "")
    if not 1 <= len(name) <= NAME_LENGTH:
        add(BAD_NAME, "name", length=len(name), most=NAME_LENGTH)
    codes = {"profession": professions, "mandate": _mandates()}
    values: dict[str, Any] = {"name": name, "sector": _known(said.get("sector", ""), SECTORS, "sector", add)}
    for field, word in said.items():
        if not word or field in values:
            continue
        if field in codes:
            values[field] = _known(word, codes[field], field, add)
        elif field == "funded_until":
            values[field] = _day(word, add)
        elif field in {"hours_per_month", "coordinator_clients"}:
            values[field] = _number(word, field, add)
        else:
            values[field] = word if field == "organisation" else _flag(word, field, add)
    return values


def _mandates() -> dict[str, str]:
    """What the mandate is called in any language, with yes and no: yes means that it is confirmed."""
    named = {
        Words(language)(text).casefold(): code for code, text in MANDATES.items() for language in LANGUAGES
    }
    return {**named, **dict.fromkeys(YES, "mine"), **dict.fromkeys(NO, "to_be_confirmed")}


def _known(word: str, codes: Mapping[str, str], column: str, add: Callable[..., None]) -> str | None:
    code = codes.get(word.casefold())
    if code is None:
        add(UNKNOWN, column, value=word[:NAME_LENGTH], known=", ".join(dict.fromkeys(codes)))
    return code


def _number(word: str, field: str, add: Callable[..., None]) -> float:
    try:
        number = float(word.replace(",", ".").removesuffix("h").strip())
    except ValueError:
        number = -1.0
    if not 0 <= number <= 300:
        add(ODD_HOURS, field, value=word[:NAME_LENGTH])
    return number


def _day(word: str, add: Callable[..., None]) -> date | None:
    """A day as Finns write it, or as computers do."""
    parts = word.split(".")
    try:
        if len(parts) == 3:
            return date(int(parts[2]), int(parts[1]), int(parts[0]))
        return date.fromisoformat(word)
    except ValueError:
        add(ODD_DAY, "funded_until", value=word[:NAME_LENGTH])
        return None


def _flag(word: str, column: str, add: Callable[..., None]) -> bool:
    if word.casefold() not in YES | NO:
        add(UNKNOWN, column, value=word[:NAME_LENGTH], known=", ".join(sorted(YES | NO)))
    return word.casefold() in YES
