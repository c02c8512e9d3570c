"""Conditions where answers are stored, on both databases: what is refused, opened with, sent and counted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from mallipaja.actions.access import Context
from mallipaja.actions.answering import open_form, save_answer, start_form, submit, welcome
from mallipaja.actions.invitations import invite_units
from mallipaja.actions.surveys import open_round
from mallipaja.catalogue.survey_template import SurveyTemplate
from mallipaja.errors import ActionError
from mallipaja.store import schema
from mallipaja.store.answers import project_answers
from mallipaja.store.engine import Store
from mallipaja.survey.answers import AnswerValue
from mallipaja.survey.check import check_template
from mallipaja.survey.records import feed_records
from tests.small_project import START, SmallProject
from tests.survey_round import SurveyRound


def item(name: str, kind: str, **more: Any) -> dict[str, Any]:
    text = {"fi": name, "sv": name, "en": name}
    return {"id": name, "type": kind, "text": text, "disclosure": "organisation_fact", **more}


TEXT = {"fi": "T", "sv": "T", "en": "T"}
TEMPLATE = SurveyTemplate.model_validate({
    "format": "mallipaja/survey_template/1", "id": "asked", "version": "1", "title": TEXT, "purpose": TEXT,
    "answered_by": "unit", "minutes": 1,
    "choice_lists": {"ways": [{"code": code, "label": TEXT} for code in ("call", "visit", "write")]},
    "pages": [
        {
            "id": "one", "title": TEXT,
            "items": [
                item("size", "number", integer=True, default="4"),
                item("part", "number", constraint=". <= ${size}", cannot_say=["do_not_know"]),
                item("known", "date", default="today()", read_only=True),
                item("why", "text", relevant="${size} > 5", required=True),
                item("extra", "text", relevant="${size} > 5", default="valmis", feeds="capacity.extra_needed"),
                item("order", "ranking", choices="ways", max_choices=2),
            ],
        }
    ],
})  # fmt: skip


class Unit:
    """A unit that answers the form above."""

    def __init__(self, round_: SurveyRound, unit_id: str) -> None:
        self.context = round_.respondent(unit_id)
        self.invitation = round_.invitations[unit_id]
        (form,) = welcome(self.context, invitation_id=self.invitation).forms
        self.document = form.document_id
        opened = start_form(self.context, invitation_id=self.invitation, document_id=self.document)
        self.response = opened.response_id

    def save(self, question: str, value: AnswerValue = None, **more: Any) -> None:
        save_answer(self.context, response_id=self.response, question=question, value=value, **more)

    def answers(self) -> dict[str, AnswerValue]:
        opened = open_form(self.context, invitation_id=self.invitation, document_id=self.document)
        assert opened is not None
        return {question: one.value for (question, _pilot, _row), one in opened.form.answers.items()}


@pytest.fixture
def unit(context_for: Callable[[str], Context], small_project: SmallProject) -> Unit:
    facilitator = context_for("facilitator")
    assert check_template(TEMPLATE) == ()
    catalogue = replace(
        facilitator.catalogue, templates={**facilitator.catalogue.templates, "asked": TEMPLATE}
    )
    facilitator = replace(facilitator, catalogue=catalogue)
    round_id = open_round(
        facilitator, project_id=small_project.project_id, title="Ehdot", templates=("asked",),
        pilot_ids=(small_project.keuruu,),
    )  # fmt: skip
    (link,) = invite_units(facilitator, round_id=round_id, unit_ids=(small_project.health_unit,))
    round_ = SurveyRound(round_id, facilitator, {small_project.health_unit: link.invitation_id})
    return Unit(round_, small_project.health_unit)


def counts(store: Store, unit: Unit) -> dict[str, bool]:
    """Which stored answers count now."""
    query = select(schema.answer).where(schema.answer.c.response_id == unit.response)
    with store.reading("test", START) as work:
        return {row.question: row.asked for row in work.connection.execute(query)}


def test_a_form_opens_with_its_defaults_and_hidden_ones_wait(store: Store, unit: Unit) -> None:
    assert unit.answers() == {"size": 4.0, "known": START.date().isoformat(), "extra": "valmis"}
    assert counts(store, unit) == {"size": True, "known": True, "extra": False}
    unit.save("size", 6.0)
    assert counts(store, unit)["extra"] is True


def test_a_constraint_is_kept_also_by_those_who_go_round_the_page(unit: Unit) -> None:
    with pytest.raises(ActionError) as told:
        unit.save("part", 5.0)
    assert told.value.code == "ANSWER_CONSTRAINT"
    unit.save("part", None, reason="do_not_know")
    unit.save("part", 4.0)
    assert unit.answers()["part"] == 4.0


def test_what_is_shown_for_information_cannot_be_changed(unit: Unit) -> None:
    with pytest.raises(ActionError) as told:
        unit.save("known", "2020-01-01")
    assert told.value.code == "READ_ONLY"


def test_a_ranking_keeps_its_order_and_its_limit(unit: Unit) -> None:
    unit.save("order", ("visit", "call"))
    assert unit.answers()["order"] == ("visit", "call")
    for wrong in (("visit", "visit"), ("visit", "swim"), ("visit", "call", "write")):
        with pytest.raises(ActionError):
            unit.save("order", wrong)


def test_sending_asks_for_what_is_asked_and_for_answers_that_fit_together(unit: Unit) -> None:
    unit.save("part", 4.0)
    unit.save("size", 6.0)
    with pytest.raises(ActionError) as told:
        submit(unit.context, response_id=unit.response)
    assert told.value.code == "INCOMPLETE"
    unit.save("size", 3.0)
    with pytest.raises(ActionError) as told:
        submit(unit.context, response_id=unit.response)
    assert (told.value.code, told.value.values["count"]) == ("BROKEN", 1)
    unit.save("part", 3.0)
    submit(unit.context, response_id=unit.response)


def test_records_and_flags_say_the_same(store: Store, unit: Unit, small_project: SmallProject) -> None:
    unit.save("extra", "Lisää väkeä")
    for size in (9.0, 2.0, 7.0, None):
        unit.save("size", size)
        with store.reading("test", START) as work:
            infos, answers = project_answers(work, small_project.project_id)
        records = feed_records({("asked", "1"): TEMPLATE}, [info for info, _document in infos], answers)
        asked = size is not None and size > 5
        assert [one.value for one in records] == (["Lisää väkeä"] if asked else [])
        assert counts(store, unit)["extra"] is asked
