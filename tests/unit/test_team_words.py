"""Codes in the comparison, as people read them."""

from __future__ import annotations

from mallipaja.i18n import Words
from mallipaja.report.field_words import value_text


def test_codes_are_told_by_name() -> None:
    names = {"nurse": "sairaanhoitaja"}
    assert value_text(Words("fi"), None, "role.professions", ("nurse", "x"), names) == "sairaanhoitaja ja x"
    assert value_text(Words("fi"), None, "role.professions", (), names) == ""
