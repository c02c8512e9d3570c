"""Catalogue values back to YAML: a value always gives the same text, and the text gives the value back.

Keys stand in the order of their type and defaults are left out. Words that other YAML readers would take for
numbers, dates or truth values are quoted; numbers are written as digits.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

import yaml

from mallipaja.catalogue.formats import REFERENCE, Value, format_of
from mallipaja.catalogue.municipality import Municipality
from mallipaja.catalogue.reader import read_yaml
from mallipaja.catalogue.shape import shape
from mallipaja.errors import ProblemsError

_BASE = yaml.CSafeDumper if yaml.__with_libyaml__ else yaml.SafeDumper
_WIDTH = 110
_LETTERS = str.maketrans("åäöéü", "aaoeu")


def dump_document(value: Value) -> str:
    """The YAML text of a value.

    Raises
    ------
    ProblemsError
        When the text could not be read back, because it is too long or holds control characters.
    """
    text = in_yaml(_plain(value.model_dump(exclude_defaults=True)))
    name = document_name(value)
    raw = read_yaml(text, name)
    if raw.data is None or raw.problems:
        raise ProblemsError(raw.problems)
    if shape(raw.data)[0] != value:
        raise ValueError(f"{name} would not be read back as it is")
    return text


def in_yaml(plain: Any) -> str:
    """Groups, lists, texts, `Digits` and truth values as YAML, in the order given."""
    return str(
        yaml.dump(
            plain, Dumper=_Dumper, allow_unicode=True, default_flow_style=False, sort_keys=False, width=_WIDTH
        )
    )


def document_name(value: Value) -> str:
    """The name of a value's file: ``capacity_basic.yaml``, ``077_hankasalmi.yaml``, ``professions.yaml``."""
    if isinstance(value, Municipality):
        words = re.findall(r"[a-z0-9]+", value.name.fi.lower().translate(_LETTERS))
        return "_".join([value.code, *(words or ["municipality"])]) + ".yaml"
    made = format_of(value)
    return f"{made.stem if made.folder == REFERENCE else getattr(value, 'id', made.stem)}.yaml"


class Digits(str):
    """A number as it is to be written."""

    __slots__ = ()


class _Dumper(_BASE):  # type: ignore[valid-type,misc]
    """Writes texts, digits, true and false, lists and groups, and never an anchor."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def _write_text(dumper: _Dumper, value: str) -> yaml.ScalarNode:
    style = "|" if "\n" in value else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)  # type: ignore[no-any-return]


def _write_digits(dumper: _Dumper, value: Digits) -> yaml.ScalarNode:
    kind = "float" if "." in value else "int"
    return dumper.represent_scalar(f"tag:yaml.org,2002:{kind}", str(value))  # type: ignore[no-any-return]


_Dumper.add_representer(str, _write_text)
_Dumper.add_representer(Digits, _write_digits)


def _plain(value: Any) -> Any:
    """A dumped value with nothing in it that YAML would write in its own way."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        digits = format(Decimal(repr(value)), "f")
        return Digits(digits.removesuffix(".0"))
    return value
