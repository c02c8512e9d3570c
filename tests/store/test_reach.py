"""Saving reads only the answers within an answer's reach: what it then notes is what the whole form says."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from sqlalchemy import select

from mallipaja.actions.access import Context
from mallipaja.actions.answering import open_form, save_answer, start_form, welcome
from mallipaja.actions.asking import OpenForm
from mallipaja.actions.invitations import invite_units
from mallipaja.actions.surveys import open_round
from mallipaja.catalogue.survey_template import SurveyTemplate
from mallipaja.errors import ActionError
from mallipaja.store import schema
from mallipaja.store.engine import Store
from mallipaja.survey.answers import AnswerValue
from mallipaja.survey.check import check_template
from mallipaja.survey.form import PILOTS, Place, same_question
from tests.small_project import START, SmallProject
from tests.survey_round import SurveyRound

TEXT = {"fi": "T", "sv": "T", "en": "T"}
WAYS = ("call", "visit", "write")
STEPS = 80


def item(name: str, kind: str = "number", **more: Any) -> dict[str, Any]:
    return {"id": name, "type": kind, "text": TEXT, "disclosure": "organisation_fact", **more}


TEMPLATE = SurveyTemplate.model_validate({
    "format": "mallipaja/survey_template/1", "id": "reach", "version": "1", "title": TEXT, "purpose": TEXT,
    "answered_by": "unit", "minutes": 1,
    "choice_lists": {"ways": [{"code": code, "label": TEXT} for code in WAYS]},
    "pages": [
        {
            "id": "one", "title": TEXT,
            "items": [
                item("size", integer=True),
                item("served", "multiple", choices=PILOTS, feeds="unit.pilots"),
                item("ticked", "multiple", choices="ways"),
                item("part", constraint=". <= ${size}"),
                {"id": "double", "type": "calculate", "calculation": "${size} * 2"},
                item("after", "text", relevant="${double} > 8"),
                item("deep", "text", relevant="${after} != ''"),
            ],
        },
        {
            "id": "each", "title": TEXT, "relevant": "${size} > 1",
            "items": [
                item("mine", "single", choices="ways", per_pilot=True),
                item("follows", "text", per_pilot=True, relevant="${mine} = 'visit'"),
                item("any", "text", relevant="selected(${mine}, 'call')"),
            ],
        },
        {
            "id": "rows", "title": TEXT,
            "items": [
                {"id": "own", "type": "block", "text": TEXT, "for_each": "own_rows", "max_rows": 3,
                 "questions": [item("name", "text"), item("why", "text", relevant="${name} = 'a'")]},
                {"id": "way", "type": "block", "text": TEXT, "for_each": "ticked",
                 "questions": [item("often"), item("since", "text", relevant="${often} > 2")]},
                item("many", "text", relevant="sum(${often}) > 4"),
                item("few", "text", relevant="count-non-empty(${name}) < 2"),
            ],
        },
    ],
})  # fmt: skip
VALUES: dict[str, tuple[AnswerValue, ...]] = {
    "size": (None, 0, 2, 3, 5, 9),
    "served": (("keuruu",), ("keuruu", "laukaa")),
    "ticked": ((), ("call",), ("visit", "write"), WAYS),
    "part": (None, 1, 4),
    "mine": (None, *WAYS),
    "often": (None, 1, 3, 5),
}
TEXTS: tuple[AnswerValue, ...] = (None, "a", "b")


def respondent(facilitator: Context, project: SmallProject) -> tuple[Context, str, OpenForm]:
    catalogue = replace(
        facilitator.catalogue, templates={**facilitator.catalogue.templates, "reach": TEMPLATE}
    )
    facilitator = replace(facilitator, catalogue=catalogue)
    round_id = open_round(
        facilitator, project_id=project.project_id, title="Ehdot", templates=("reach",),
        pilot_ids=(project.keuruu, project.laukaa),
    )  # fmt: skip
    (link,) = invite_units(facilitator, round_id=round_id, unit_ids=(project.health_unit,))
    round_ = SurveyRound(round_id, facilitator, {project.health_unit: link.invitation_id})
    asked = round_.respondent(project.health_unit)
    (form,) = welcome(asked, invitation_id=link.invitation_id).forms
    opened = start_form(asked, invitation_id=link.invitation_id, document_id=form.document_id)
    return asked, link.invitation_id, opened


def noted(store: Store, response_id: str) -> dict[Place, bool]:
    query = select(schema.answer).where(schema.answer.c.response_id == response_id)
    with store.reading("test", START) as work:
        return {(row.question, row.pilot, row.row): row.asked for row in work.connection.execute(query)}


@pytest.mark.parametrize("seed", range(2))
def test_what_is_noted_is_what_the_whole_form_says(
    store: Store, context_for: Callable[[str], Context], small_project: SmallProject, seed: int
) -> None:
    assert check_template(TEMPLATE) == ()
    asked, invitation, opened = respondent(context_for("facilitator"), small_project)
    chance, saved, hidden = Random(seed), 0, 0
    for _turn in range(STEPS):
        question, pilot, row = chance.choice(places(opened))
        value = chance.choice(VALUES.get(question, TEXTS))
        if question == same_question(TEMPLATE.pages[1]):
            value = chance.choice(("yes", "no", "no"))
        with suppress(ActionError):  # a part larger than the whole; a page that is answered once now
            save_answer(
                asked, response_id=opened.response_id, question=question, pilot=pilot, row=row, value=value
            )
            saved += 1
        whole = open_form(asked, invitation_id=invitation, document_id=opened.document_id)
        assert whole is not None
        about = ("", *whole.form.pilots)  # what is about a pilot the unit does not serve counts nowhere
        says = {place: place[1] in about and whole.form.is_asked(*place) for place in whole.form.answers}
        assert noted(store, opened.response_id) == says, (question, pilot, row, value)
        hidden += not all(says.values())
    assert saved > STEPS / 2
    assert hidden > STEPS / 4


def places(opened: OpenForm) -> list[Place]:
    """Everywhere an answer can be put; what decides comes up more often."""
    pilots = tuple(opened.pilot_names)
    found: list[Place] = [(same_question(TEMPLATE.pages[1]), "", "")]
    found += [
        (one, "", "")
        for one in ("size", "size", "ticked", "served", "part", "after", "deep", "any", "many", "few")
    ]
    found += [(one, pilot, "") for one in ("mine", "mine", "follows") for pilot in (*pilots, "")]
    found += [(one, "", row) for one in ("name", "why") for row in ("1", "2", "3")]
    return found + [(one, "", row) for one in ("often", "often", "since") for row in WAYS]
