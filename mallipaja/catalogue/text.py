"""Shared pieces of every catalogue format: texts in three languages, sources, exact scalars.

Catalogue files are read with every scalar as a string (see `reader`); the types here convert by the declared
field type, so ``020`` stays a code, ``no`` stays a word and ``10:30`` stays a time.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

Language = Literal["fi", "sv", "en"]
LANGUAGES: tuple[Language, ...] = ("fi", "sv", "en")

_WHOLE = re.compile(r"-?[0-9]{1,15}")
_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]+)?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")
_YEAR = re.compile(r"[0-9]{4}")


def _whole(value: Any) -> Any:
    if isinstance(value, str):
        if not _WHOLE.fullmatch(value):
            raise PydanticCustomError("not_whole", "not a whole number; write digits only, for example 204")
        return int(value)
    return value


def _number(value: Any) -> Any:
    if isinstance(value, str):
        if not _NUMBER.fullmatch(value):
            raise PydanticCustomError("not_number", "not a number; write a decimal point, for example 10.5")
        return float(value)
    return value


def _flag(value: Any) -> Any:
    if isinstance(value, str):
        if value not in {"true", "false"}:
            raise PydanticCustomError("not_flag", "not a yes/no value; write true or false")
        return value == "true"
    return value


def _is_day(value: str) -> bool:
    try:
        return bool(_DAY.fullmatch(value) and date.fromisoformat(value))
    except ValueError:
        return False


def _day(value: Any) -> Any:
    if isinstance(value, str):
        if not _is_day(value):
            raise PydanticCustomError("not_day", "not a date; write it as 2021-09-15")
        return date.fromisoformat(value)
    return value


def _when(value: Any) -> Any:
    if isinstance(value, str) and not (_MONTH.fullmatch(value) or _YEAR.fullmatch(value) or _is_day(value)):
        raise PydanticCustomError("not_when", "not a date; write 2021-09-15, 2021-09 or 2021")
    return value


Whole = Annotated[int, BeforeValidator(_whole)]
Number = Annotated[float, BeforeValidator(_number)]
Flag = Annotated[bool, BeforeValidator(_flag)]
Day = Annotated[date, BeforeValidator(_day)]
When = Annotated[str, BeforeValidator(_when)]
"""A day, a month or a year in ISO 8601, kept as text at the precision the source gives."""
Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
ElementKey = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$")]


class Strict(BaseModel):
    """Base of every catalogue value: frozen, and an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Text(Strict):
    """A text people read. Finnish is required; a missing language falls back to Finnish."""

    fi: Annotated[str, Field(min_length=1)]
    sv: Annotated[str, Field(min_length=1)] | None = None
    en: Annotated[str, Field(min_length=1)] | None = None

    def get(self, language: str) -> str:
        """The text in ``language``, or in Finnish when it has not been translated."""
        return getattr(self, language, None) or self.fi


class Source(Strict):
    """Where facts come from. ``id`` is how facts of the same file refer to it."""

    id: Key
    title: Annotated[str, Field(min_length=1)]
    kind: Literal["innokyla_page", "project_document", "web_page", "statute", "statistics", "design"]
    address: str | None = None
    created: Day | None = None
    modified: Day | None = None
    note: Text | None = None
