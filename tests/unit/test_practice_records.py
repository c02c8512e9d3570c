"""Practices written down: which hold on a day, what they fill, what breaks, what is claimed twice or denied."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from mallipaja.catalogue.text import Text
from mallipaja.charts.practice import practice_matrix
from mallipaja.i18n import Words
from mallipaja.practice.matrix import Cell, Matrix
from mallipaja.practice.phases import Phase
from mallipaja.practice.records import (
    Contradiction,
    Doubled,
    HandOver,
    Practice,
    Source,
    contradictions,
    doubled,
    filled,
    held_on,
)
from mallipaja.report.practice_pdf import practice_pdf
from mallipaja.survey.given import NOT_ANSWERED, Given, Known
from mallipaja.survey.units import ActorInfo
from tests.drawing import spec_of

DAY = date(2026, 5, 1)
PHASE = Phase("plan", "phases.plan", Text(fi="Suunnitelma", sv="Plan", en="Plan"), 1, ("health", "kela"))
ACTORS = (
    ActorInfo("clinic", "Terveysasema", "health", "county", "Hyvinvointialue", ("p",)),
    ActorInfo("kela", "Kela", "kela", "kela", "Kela", ("p",)),
)
ONE = Practice(
    "1", "plan", "clinic", "practice", "Laatii suunnitelman", "", "weekly", "", "", DAY, None, "hand", "", 1
)


def matrix(clinic: Given[str], kela: Given[str]) -> Matrix:
    def cell(actor: str, activity: Given[str]) -> Cell:
        answered = int(isinstance(activity, Known))
        return Cell("plan", actor, activity, NOT_ANSWERED, NOT_ANSWERED, 1, answered)

    return Matrix("p", (PHASE,), ACTORS, (cell("clinic", clinic), cell("kela", kela)))


@pytest.mark.parametrize(
    ("day", "ended", "there"),
    [
        (date(2026, 4, 30), None, False),
        (DAY, None, True),
        (date(2026, 6, 1), date(2026, 6, 1), False),
        (date(2026, 5, 31), date(2026, 6, 1), True),
    ],
)
def test_a_practice_holds_from_the_day_it_was_so_until_it_ended(
    day: date, ended: date | None, there: bool
) -> None:
    assert bool(held_on([replace(ONE, ended_on=ended)], day)) is there


@pytest.mark.parametrize(
    ("often", "activity"), [("weekly", "regularly"), ("seldom", "sometimes"), ("", "sometimes")]
)
def test_a_practice_fills_a_cell_nobody_has_answered(often: str, activity: str) -> None:
    found = filled(matrix(NOT_ANSWERED, NOT_ANSWERED), [replace(ONE, how_often=often)])
    assert found.cell("plan", "clinic").activity == Known(activity)
    assert found.cell("plan", "kela").activity == NOT_ANSWERED


def test_what_units_said_stays_and_is_a_contradiction() -> None:
    said = matrix(Known("no"), Known("sometimes"))
    assert filled(said, [ONE]) == said
    assert contradictions(said, [ONE, replace(ONE, kind="challenge")]) == (
        Contradiction("plan", "clinic", "Laatii suunnitelman"),
    )


def test_challenges_and_strengths_are_no_practice() -> None:
    said = matrix(NOT_ANSWERED, NOT_ANSWERED)
    assert filled(said, [replace(ONE, kind="challenge"), replace(ONE, kind="strength")]) == said


def test_the_same_practice_of_two_organisations_is_claimed_twice() -> None:
    other = replace(ONE, id="2", actor="kela", what="  laatii SUUNNITELMAN ")
    employer = {"clinic": "county", "kela": "kela"}
    assert doubled((ONE, other), employer) == (
        Doubled("plan", "Laatii suunnitelman", ("clinic", "kela"), ("county", "kela")),
    )
    assert doubled((ONE, other), {"clinic": "county", "kela": "county"}) == ()
    assert doubled((ONE, replace(other, phase="services")), employer) == ()


@pytest.mark.parametrize(
    ("receiver", "name", "channel", "broken"),
    [
        ("", "", "puhelin", "no_receiver"),
        ("kela", "Kela", "", "no_channel"),
        ("kela", "Kela", "puhelin", ""),
        ("", "Seurakunta", "puhelin", ""),
    ],
)
def test_a_hand_over_breaks_without_a_receiver_or_a_way(
    receiver: str, name: str, channel: str, broken: str
) -> None:
    handover = HandOver("h", receiver, name, channel, "", None)
    assert handover.break_ == broken
    assert replace(ONE, handovers=(handover,)).broken == ((handover,) if broken else ())


def test_evidence_is_graded_by_different_sources() -> None:
    def source(title: str) -> Source:
        return Source(title, "document", title, "", None)

    assert ONE.grade == "told"
    assert replace(ONE, sources=(source("Ohje"), source("ohje"))).grade == "one_source"
    assert replace(ONE, sources=(source("Ohje"), source("Pöytäkirja"))).grade == "several_sources"


def test_the_picture_and_the_paper_show_typed_text_as_it_is() -> None:
    typed = '<b>#panic("x")</b> *a* ${b}'
    _ = Words("fi")
    said = matrix(Known("regularly"), Known("no"))
    chart = practice_matrix(said, _, records=[replace(ONE, what=typed)])
    assert chart is not None
    (rows,) = spec_of(chart)["datasets"].values()
    assert rows[0]["note"].endswith(typed)
    assert rows[0]["symbol"] == "● ▪"
    assert rows[1]["symbol"] == "–!"  # Kela is required and takes no part
    at = datetime(2026, 11, 22, tzinfo=UTC)
    made = practice_pdf("Keuruu", said, [replace(ONE, what=typed)], DAY, [typed], at, _)
    assert made.startswith(b"%PDF-1.")
    assert b"pdfuaid" in made
