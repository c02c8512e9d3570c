"""Where the survey and the workshop say opposite things."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from mallipaja.catalogue.text import Text
from mallipaja.practice.matrix import Cell, Matrix
from mallipaja.practice.phases import Phase
from mallipaja.survey.given import NOT_ANSWERED, Given, Known
from mallipaja.survey.units import ActorInfo
from mallipaja.workshop.cards import Card
from mallipaja.workshop.disagreement import Disagreement, SurveySide, denial, of_card, of_challenge, side

SAID = SurveySide(
    {("plan", "k"): "no", ("plan", "h"): "regularly", ("plan", "e"): "sometimes", ("meeting", ""): "no"},
    frozenset({"rules.consent"}),
)


def card(
    kind: str, text: str, phase: str = "plan", actor: str | None = "k", source: str = "participant"
) -> Card:
    return Card(
        "1", "s", kind, text, None, source, "", None, "professional", "", phase, actor, None, 0, False, False, None, None,
        datetime(2026, 11, 22, tzinfo=UTC), False, 1,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("written", "found"),
    [
        (card("practice", "Kela laatii suunnitelman"), Disagreement("no", "plan", "k")),
        (card("good_practice", "Kela on mukana"), Disagreement("no", "plan", "k")),
        (card("practice", "Laaditaan yhdessä", actor="h"), None),
        (card("practice", "Joskus", actor="e"), None),
        (card("practice", "Ei kysytty", actor="x"), None),
        (card("idea", "Kela mukaan"), None),
        (card("challenge", "Kela ei tule"), None),
        (card("practice", "Kuka vain", "meeting", None), Disagreement("no", "meeting")),
        (card("practice", "Kuka vain", actor=None), None),
        (card("practice", "Ei vaihetta", "", "k"), None),
        (card("practice", "Kyselystä", source="survey"), None),
        (
            card("challenge", "Suunnitelmaa Ei tehdä", actor="h"),
            Disagreement("regularly", "plan", "h", word="Ei"),
        ),
        (
            card("challenge", "Planen saknas", actor="h"),
            Disagreement("regularly", "plan", "h", word="saknas"),
        ),
        (card("challenge", "Suunnitelma on liian pitkä", actor="h"), None),
        (card("challenge", "Ei aina", actor="e"), None),
    ],
)
def test_a_card_and_its_cell(written: Card, found: Disagreement | None) -> None:
    assert of_card(written, SAID) == found


def test_a_challenge_that_waits_for_what_is_in_use() -> None:
    elements = ("rules.consent", "rules.joint_plan", "rules.consent")
    assert of_challenge(elements, SAID) == (Disagreement("in_use", element="rules.consent"),)
    assert of_challenge((), SAID) == ()


def test_words_deny_whole_and_in_three_languages() -> None:
    denied = ("Ei ole", "kukaan EI", "puuttuvat", "det finns ingen", "nobody knows", "it is missing")
    assert [denial(one) for one in denied] == ["Ei", "kukaan", "puuttuvat", "ingen", "nobody", "missing"]
    assert [denial(one) for one in ("eilen", "Notkea", "seinä", "", "notes")] == [""] * 5


def test_nobody_takes_part_only_when_every_unit_has_said_so() -> None:
    phases = tuple(Phase(code, f"phases.{code}", Text(fi=code), n, ()) for n, code in enumerate("ab"))
    actors = tuple(ActorInfo(key, key, "health", "o", "O", ("keuruu",)) for key in ("x", "y"))

    def cell(phase: str, actor: str, activity: Given[str], answered: int = 1) -> Cell:
        return Cell(phase, actor, activity, NOT_ANSWERED, NOT_ANSWERED, 1, answered)

    no = Known("no")
    cells = (cell("a", "x", no), cell("a", "y", no), cell("b", "x", no), cell("b", "y", NOT_ANSWERED, 0))
    found = side(Matrix("keuruu", phases, actors, cells), ("e",), {"x": "1", "y": "2"})
    assert found == SurveySide(
        {("a", "1"): "no", ("a", "2"): "no", ("a", ""): "no", ("b", "1"): "no"}, frozenset({"e"})
    )
