"""Finnish personal identity codes in what people write: information about clients does not belong here."""

from __future__ import annotations

import re

from mallipaja.errors import ActionError
from mallipaja.i18n import N_

IDENTITY_CODE = N_(
    "The text has a personal identity code. Nothing here may tell who a client is: take the code out, and everything "
    "else that tells of one person."
)
_CODE = re.compile(
    r"(?<![0-9a-z])(\d{2})(\d{2})(\d{2})[-+a-fu-y](\d{3})([0-9a-y])(?![0-9a-z])", re.IGNORECASE
)
_CHECKS = "0123456789ABCDEFHJKLMNPRSTUVWXY"
_DAYS, _MONTHS = 31, 12


def has_identity_code(text: str) -> bool:
    """Whether the text has what is a personal identity code by its day, month and check character.

    The sign of the century is ``+``, ``-``, ``A``-``F`` or ``U``-``Y``; the check character is the remainder of the nine
    digits divided by 31 (Digital and Population Data Services Agency, the personal identity code).
    """
    return any(
        1 <= int(day) <= _DAYS
        and 1 <= int(month) <= _MONTHS
        and _CHECKS[int(day + month + year + number) % len(_CHECKS)] == check.upper()
        for day, month, year, number, check in _CODE.findall(text)
    )


def without_identity_code(text: str) -> str:
    """The text itself.

    Raises
    ------
    ActionError
        ``IDENTITY_CODE``: it has a personal identity code, which the error does not repeat.
    """
    if has_identity_code(text):
        raise ActionError("IDENTITY_CODE", IDENTITY_CODE)
    return text
