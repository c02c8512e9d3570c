"""What people type, made fit to store: names, long texts, choices, keys."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from mallipaja.errors import ActionError
from mallipaja.i18n import N_
from mallipaja.survey.identity_code import without_identity_code

NAME_LENGTH = 120
TEXT_LENGTH = 2000

EMPTY_NAME = N_("The name is empty. Write a name of 1–{most} characters.")
LONG_NAME = N_("The name has {length} characters; {most} are allowed. Shorten it.")
LONG_TEXT = N_("The text has {length} characters; {most} are allowed. Shorten it.")
ODD_NUMBER = N_("{amount} cannot be right here: {least}–{most} is allowed.")
UNKNOWN_CHOICE = N_("“{value}” is not one of the choices: {allowed}.")
ELSEWHERE = N_("This belongs to another project. Choose one of this project's.")


def tidy_name(name: str) -> str:
    """The name without outer and doubled spaces; refuses an empty or overlong one, and a personal identity code."""
    tidy = without_identity_code(re.sub(r"\s+", " ", _plain(name)).strip())
    if not tidy:
        raise ActionError("NAME_EMPTY", EMPTY_NAME, most=NAME_LENGTH)
    if len(tidy) > NAME_LENGTH:
        raise ActionError("NAME_LONG", LONG_NAME, length=len(tidy), most=NAME_LENGTH)
    return tidy


def long_text(text: str) -> str:
    """The text without outer spaces; refuses an overlong one, and a personal identity code."""
    tidy = without_identity_code(_plain(text).strip())
    if len(tidy) > TEXT_LENGTH:
        raise ActionError("TEXT_LONG", LONG_TEXT, length=len(tidy), most=TEXT_LENGTH)
    return tidy


def between(amount: float, least: float, most: float) -> float:
    """The number when it lies between the two, both allowed; else an error that says so."""
    if not least <= amount <= most:  # NaN is never between
        allowed = {"least": f"{least:g}", "most": f"{most:g}"}
        raise ActionError("ODD_NUMBER", ODD_NUMBER, amount=f"{amount:g}", **allowed)
    return amount


def one_of(value: str, allowed: Iterable[str]) -> str:
    """The value when it is allowed; else an error that lists what is."""
    options = tuple(allowed)
    if value not in options:
        raise ActionError("CHOICE_UNKNOWN", UNKNOWN_CHOICE, value=value[:40], allowed=", ".join(options))
    return value


def key_of(name: str, taken: Iterable[str]) -> str:
    """A stable key from a name: ``Äänekoski`` -> ``aanekoski``; numbered when taken."""
    plain = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    base = re.sub(r"[^a-z0-9]+", "_", plain).strip("_") or "item"
    base = base if base[0].isalpha() else f"x_{base}"
    used, key, n = set(taken), base, 2
    while key in used:
        key, n = f"{base}_{n}", n + 1
    return key


def _plain(text: str) -> str:
    """The text without the characters no database takes (PostgreSQL refuses NUL and lone surrogates)."""
    return text.replace("\x00", "").encode("utf-8", "ignore").decode("utf-8")
