"""Choices that would read alike."""

from __future__ import annotations

from mallipaja.ui.told_apart import told_apart


def test_no_two_choices_read_alike() -> None:
    words = {1: "Keuruu", 2: "Keuruu", 3: "Laukaa", 4: "Keuruu (2)", 5: "Keuruu"}
    assert told_apart(words) == {1: "Keuruu", 2: "Keuruu (3)", 3: "Laukaa", 4: "Keuruu (2)", 5: "Keuruu (4)"}
    more = {1: "yhteinen", 2: "oma", 3: "oma", 5: "oma"}
    assert told_apart(words, more) == {
        1: "Keuruu · yhteinen", 2: "Keuruu · oma", 3: "Laukaa", 4: "Keuruu (2)", 5: "Keuruu · oma (2)",
    }  # fmt: skip
