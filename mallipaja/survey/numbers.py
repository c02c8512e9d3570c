"""Numbers as people type them."""

from __future__ import annotations

import math
import re

_GROUPED = re.compile(r"[+-]?\d{1,3}([ \u00a0\u202f]\d{3})*([.,]\d+)?|[+-]?\d+([.,]\d+)?")
LARGEST = 1e9


def parse_number(text: str) -> float | None:
    """The number in ``text``, or ``None`` when it is not one.

    Accepts a decimal comma or point and spaces between thousands (``1 575,9``). Never returns infinity or NaN;
    anything beyond a thousand million is not a number here.
    """
    tidy = text.strip()
    if not _GROUPED.fullmatch(tidy):
        return None
    value = float(re.sub(r"[ \u00a0\u202f]", "", tidy).replace(",", "."))
    return value if math.isfinite(value) and abs(value) <= LARGEST else None
