"""A list of choices as lines people type or paste: ``code | Finnish | Swedish | English``."""

from __future__ import annotations

import re
from collections.abc import Iterable

from mallipaja.catalogue.survey_template import ChoiceItem
from mallipaja.catalogue.text import Text
from mallipaja.errors import ActionError
from mallipaja.i18n import N_

SIGN = "|"
_CODE = re.compile(r"[A-Za-z0-9_.-]+")
NO_TEXT = N_("Line {line} has no text. Write a line as: code | Finnish | Swedish | English.")
BAD_CODE = N_(
    "“{given}” on line {line} cannot be a code. Use letters a–z, digits, points, hyphens and underscores."
)
SAME_CODE = N_("The code “{given}” is on two lines. Each choice has its own.")
TOO_MANY = N_("Line {line} has more parts than a code and three languages.")


def as_lines(items: Iterable[ChoiceItem]) -> str:
    """The choices, a line each."""
    return "\n".join(
        f" {SIGN} ".join((item.code, item.label.fi, item.label.sv or "", item.label.en or "")).rstrip(
            f" {SIGN}"
        )
        for item in items
    )


def from_lines(text: str, before: Iterable[ChoiceItem] = ()) -> tuple[ChoiceItem, ...]:
    """The choices of lines; parts are divided by ``|`` or by tabs, as cells pasted from Excel are.

    A line of one part is a text that gets the next free number as its code.

    Parameters
    ----------
    before : the choices as they were; what lines do not show (sector, attributes) is kept by the code.

    Raises
    ------
    ActionError : a line that cannot be read, with its number.
    """
    known = {item.code: item for item in before}
    found: dict[str, ChoiceItem] = {}
    rows = [(n, _parts(line)) for n, line in enumerate(text.splitlines(), 1) if line.strip()]
    taken = {parts[0] for _, parts in rows if len(parts) > 1}
    for number, parts in rows:
        if len(parts) > 4:
            raise ActionError("CHOICE_LINE", TOO_MANY, line=number)
        code = parts[0] if len(parts) > 1 else _free({*taken, *found})
        labels = parts[1:] if len(parts) > 1 else parts
        if not labels[0]:
            raise ActionError("CHOICE_LINE", NO_TEXT, line=number)
        if not _CODE.fullmatch(code):
            raise ActionError("CHOICE_LINE", BAD_CODE, line=number, given=code[:40])
        if code in found:
            raise ActionError("CHOICE_LINE", SAME_CODE, given=code)
        fi, sv, en = [*labels, "", ""][:3]
        label = Text(fi=fi, sv=sv or None, en=en or None)
        old = known.get(code)
        found[code] = old.model_copy(update={"label": label}) if old else ChoiceItem(code=code, label=label)
    return tuple(found.values())


def _parts(line: str) -> list[str]:
    return [part.strip() for part in re.split(r"\t|\|", line.strip())]


def _free(taken: set[str]) -> str:
    number = 1
    while str(number) in taken:
        number += 1
    return str(number)
