"""Numbers and days as people type them."""

from __future__ import annotations

import math
import re
from datetime import date

_SPACE = "[ \u00a0\u202f]"
_NUMBER = re.compile(rf"[+-]?(?:[0-9]{{1,3}}(?:{_SPACE}[0-9]{{3}})+|[0-9]*)(?:[.,][0-9]+)?")
_POINTED_THOUSANDS = re.compile(r"[+-]?[1-9][0-9]{0,2}(\.[0-9]{3})+")
_DAY = re.compile(rf"([0-9]{{1,2}})[./]{_SPACE}?([0-9]{{1,2}})[./]{_SPACE}?([0-9]{{4}})")
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
LARGEST = 1e9
LONGEST = 40
"""Characters of the longest number looked at; anything longer was pasted by mistake."""
FIRST_YEAR, LAST_YEAR = 1900, 2199


def parse_number(text: str) -> float | None:
    """The number in ``text``, or ``None`` when it is not one.

    Accepts a decimal comma or point and spaces between thousands (``1 575,9``). Never returns infinity or
    NaN; anything beyond a thousand million is not a number here. ``1.500`` is not one either: some mean one
    and a half by it, some fifteen hundred.
    """
    tidy = text.strip().replace("\u2212", "-")
    if len(tidy) > LONGEST or not _NUMBER.fullmatch(tidy) or not re.search("[0-9]", tidy):
        return None
    if _POINTED_THOUSANDS.fullmatch(tidy):
        return None
    value = float(re.sub(_SPACE, "", tidy).replace(",", "."))
    return value + 0.0 if math.isfinite(value) and abs(value) <= LARGEST else None  # + 0.0: no minus zero


def parse_day(text: str) -> date | None:
    """The day in ``text``: ``15.9.2021``, ``15/9/2021`` or ``2021-09-15``; ``None`` for what is no day."""
    tidy = text.strip()
    if found := _DAY.fullmatch(tidy):
        day, month, year = (int(part) for part in found.groups())
    elif found := _ISO.fullmatch(tidy):
        year, month, day = (int(part) for part in found.groups())
    else:
        return None
    try:
        return date(year, month, day) if FIRST_YEAR <= year <= LAST_YEAR else None
    except ValueError:
        return None
