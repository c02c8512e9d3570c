"""Accessibility feedback: anybody writes, the administrator answers in fourteen days."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from mallipaja.actions.access import Context
from mallipaja.actions.feedback import (
    MESSAGES_PER_HOUR,
    answer_by,
    list_feedback,
    mark_answered,
    send_feedback,
)
from mallipaja.actions.notice import Notice, notice_for_respondent, notice_of_project
from mallipaja.actions.projects import change_project
from mallipaja.errors import ActionError
from tests.small_project import Clock, SmallProject

Make = Callable[[str], Context]


def test_feedback_waits_until_it_is_answered(context_for: Make, clock: Clock) -> None:
    nobody, admin = context_for("anonymous"), context_for("admin")
    send_feedback(nobody, text=" Kaavio ei aukea näppäimistöllä ", reply_to="aino@kunta.fi", address="1")
    clock.advance(hours=2)
    send_feedback(nobody, text="Toinen", address="1")
    first, second = list_feedback(admin)
    assert (first.text, first.reply_to) == ("Kaavio ei aukea näppäimistöllä", "aino@kunta.fi")
    assert answer_by(first) == date(2026, 12, 6)
    mark_answered(admin, feedback_id=first.id)
    assert [(one.text, one.answered_at is not None) for one in list_feedback(admin)] == [
        (second.text, False),
        (first.text, True),
    ]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"text": "  "}, "FEEDBACK_EMPTY"),
        ({"text": "x" * 2001}, "TEXT_LONG"),
        ({"text": "x", "reply_to": "ei osoite"}, "FEEDBACK_ADDRESS"),
        ({"text": "x", "reply_to": "a@b"}, "FEEDBACK_ADDRESS"),
        ({"text": "x", "reply_to": "@kunta.fi"}, "FEEDBACK_ADDRESS"),
    ],
)
def test_unusable_feedback_is_refused_in_words(context_for: Make, given: dict[str, str], code: str) -> None:
    with pytest.raises(ActionError) as raised:
        send_feedback(context_for("anonymous"), **given)
    assert raised.value.code == code
    assert list_feedback(context_for("admin")) == []


def test_nobody_floods_the_channel(context_for: Make, clock: Clock) -> None:
    nobody = context_for("anonymous")
    for number in range(MESSAGES_PER_HOUR):
        send_feedback(nobody, text=str(number), address="1")
    with pytest.raises(ActionError) as raised:
        send_feedback(nobody, text="liikaa", address="1")
    assert raised.value.code == "FEEDBACK_OFTEN"
    send_feedback(nobody, text="muualta", address="2")
    clock.advance(hours=1)
    send_feedback(nobody, text="myöhemmin", address="1")
    assert len(list_feedback(context_for("admin"))) == MESSAGES_PER_HOUR + 2


def test_the_notice_tells_whose_the_answers_are(context_for: Make, small_project: SmallProject) -> None:
    project = small_project.project_id
    values = {
        "controller": " Keuruun kaupunki ",
        "controller_contact": "kirjaamo@kunta.fi",
        "retention_months": 6,
    }
    change_project(context_for("facilitator"), project_id=project, values=values, revision=1)
    expected = Notice(
        "Pieni hanke", "Keuruun kaupunki", "kirjaamo@kunta.fi", "", 6, run_by=("Test facilitator",)
    )
    invitation = small_project.invitation_id
    told = notice_for_respondent(context_for("respondent"), invitation_id=invitation)
    assert told == replace(expected, of_survey=True)
    assert notice_of_project(context_for("developer"), project_id=project) == expected
