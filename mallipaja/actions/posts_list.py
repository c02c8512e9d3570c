"""Posts copied from a table: one line a post, ``name; sector; profession; hours a month; remote; convenes``."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass
from typing import Any

from mallipaja.actions.tidy import NAME_LENGTH
from mallipaja.errors import Problem, ProblemsError, Rule
from mallipaja.i18n import N_

PASTED = "list"
COLUMNS = 6
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
        "A line has up to 6 columns: name, sector, profession, hours a month, remote, convenes. The first two are needed."
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
    "POSTS_005", N_("“{value}” is no number of hours."), N_("0–300 is allowed."), N_("Correct the hours.")
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
    for number, line in enumerate(text.splitlines(), start=1):
        cells = [" ".join(cell.split()) for cell in line.replace("\t", ";").split(";")]
        if not any(cells) or (not found and cells[0].casefold() in HEADINGS):
            continue
        values = _values(cells, number, problems, professions)
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


def _values(
    cells: list[str], number: int, problems: list[Problem], professions: Mapping[str, str]
) -> dict[str, Any]:
    def add(rule: Rule, column: str, **values: object) -> None:
        problems.append(rule.found(column, **values).at(PASTED, number))

    if not 2 <= len(cells) <= COLUMNS:
        add(SHORT, "name", count=len(cells))
        return {}
    name, sector, profession, hours, remote, convenes = [*cells, "", "", "", ""][:COLUMNS]
    if not 1 <= len(name) <= NAME_LENGTH:
        add(BAD_NAME, "name", length=len(name), most=NAME_LENGTH)
    return {
        "name": name,
        "sector": _known(sector, SECTORS, "sector", add),
        "profession": _known(profession, professions, "profession", add) if profession else None,
        "hours_per_month": _hours(hours, add),
        "remote": _flag(remote, "remote", add),
        "convenes": _flag(convenes, "convenes", add),
    }


def _known(word: str, codes: Mapping[str, str], column: str, add: Callable[..., None]) -> str | None:
    code = codes.get(word.casefold())
    if code is None:
        add(UNKNOWN, column, value=word[:NAME_LENGTH], known=", ".join(dict.fromkeys(codes)))
    return code


def _hours(word: str, add: Callable[..., None]) -> float | None:
    if not word:
        return None
    try:
        hours = float(word.replace(",", ".").removesuffix("h").strip())
    except ValueError:
        hours = -1.0
    if not 0 <= hours <= 300:
        add(ODD_HOURS, "hours_per_month", value=word[:NAME_LENGTH])
    return hours


def _flag(word: str, column: str, add: Callable[..., None]) -> bool | None:
    if not word:
        return None
    if word.casefold() not in YES | NO:
        add(UNKNOWN, column, value=word[:NAME_LENGTH], known=", ".join(sorted(YES | NO)))
    return word.casefold() in YES
