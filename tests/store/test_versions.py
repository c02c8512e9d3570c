"""A survey edited while its round is open: told before, and nothing of anybody's is lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from mallipaja.actions import answering, going_over, versions
from mallipaja.actions.access import Context
from mallipaja.actions.surveys import list_rounds
from mallipaja.catalogue.survey_template import SurveyTemplate
from mallipaja.errors import ActionError
from mallipaja.store import schema, survey_versions
from mallipaja.store.engine import Store
from mallipaja.survey.versions import Recode
from tests.small_project import START, SmallProject
from tests.survey_round import SurveyRound, start

ContextFor = Callable[[str], Context]
FORM = "capacity_basic"
GIVEN = {("K3", "", ""): ("nurse", "social_worker"), ("K19", "", ""): "partly", ("K4", "", "nurse"): 3.0}


@pytest.fixture
def round_(context_for: ContextFor, small_project: SmallProject) -> SurveyRound:
    return start(context_for, small_project, (FORM,))


def edited(template: SurveyTemplate, change: Callable[[dict[str, Any]], None]) -> SurveyTemplate:
    """The template as somebody has edited its file."""
    document = template.model_dump(exclude_none=True)
    change(document)
    return SurveyTemplate.model_validate(document)


def question(document: dict[str, Any], key: str) -> dict[str, Any]:
    items = [item for page in document["pages"] for item in page["items"]]
    asked = [*items, *(one for item in items for one in item.get("questions", ()))]
    return next(one for one in asked if one["id"] == key)


def without_partly(document: dict[str, Any]) -> None:
    """K19 loses "partly", which becomes "limited"; K18_clients goes; a text changes."""
    name = question(document, "K19")["choices"]
    items = [dict(one) for one in document["choice_lists"][name]]
    for one in items:
        if one["code"] == "partly":
            one |= {
                "code": "limited",
                "label": {"fi": "Rajoitetusti", "sv": "Begränsat", "en": "To a limited extent"},
            }
    document["choice_lists"][name] = tuple(items)
    for page in document["pages"]:
        page["items"] = tuple(item for item in page["items"] if item["id"] != "K18_clients")
    question(document, "K19").pop("feeds")  # what it feeds knows no other codes
    question(document, "K3")["text"] = {"fi": "Uusi teksti", "sv": "Ny text", "en": "New text"}


def new_version(round_: SurveyRound) -> SurveyTemplate:
    return edited(round_.facilitator.catalogue.templates[FORM], without_partly)


def publish(round_: SurveyRound, template: SurveyTemplate, recode: Recode | None = None) -> versions.Preview:
    told = versions.preview_version(round_.facilitator, round_id=round_.round_id, template=template)
    versions.publish_version(
        round_.facilitator, round_id=round_.round_id, document_id=told.version.document_id, template=template,
        recode=told.guessed if recode is None else recode,
    )  # fmt: skip
    return told


def stored(store: Store, response_id: str) -> dict[tuple[str, str, str], Any]:
    with store.reading("test", START) as work:
        rows = work.connection.execute(
            select(schema.answer).where(schema.answer.c.response_id == response_id)
        )
        values = {(row.question, row.pilot, row.row): row.value for row in rows}
    return {key: tuple(value) if isinstance(value, list) else value for key, value in values.items()}


def test_the_changes_and_their_effect_are_told_before(
    round_: SurveyRound, small_project: SmallProject
) -> None:
    round_.answer(small_project.health_unit, FORM, GIVEN)
    template = new_version(round_)
    told = versions.preview_version(round_.facilitator, round_id=round_.round_id, template=template)
    kinds = {(one.kind, one.question) for one in told.changes}
    assert {("recoded", "K19"), ("removed", "K18_clients"), ("wording", "K3")} <= kinds
    assert told.guessed["K19"] == {"partly": None}
    assert told.used["K19"] == {"partly": 1}
    k19 = told.effects["K19"]
    assert (k19.sent, k19.under_way, k19.carried, k19.apart) == (0, 1, 0, "choices")
    mapped = versions.preview_version(
        round_.facilitator, round_id=round_.round_id, template=template, recode={"K19": {"partly": "limited"}}
    )
    assert (mapped.effects["K19"].carried, mapped.effects["K19"].apart) == (1, None)


def test_the_choices_people_have_given_need_a_word(round_: SurveyRound, small_project: SmallProject) -> None:
    round_.answer(small_project.health_unit, FORM, GIVEN)
    with pytest.raises(ActionError) as error:
        publish(round_, new_version(round_), recode={})
    assert (error.value.code, error.value.values["codes"]) == ("RECODE_MISSING", "partly")


def test_nobody_publishes_over_anothers_version_or_the_same(round_: SurveyRound) -> None:
    template = new_version(round_)
    told = publish(round_, template)
    with pytest.raises(ActionError) as error:
        versions.publish_version(
            round_.facilitator, round_id=round_.round_id, document_id=told.version.document_id,
            template=round_.facilitator.catalogue.templates[FORM], recode={},
        )  # fmt: skip
    assert error.value.code == "VERSION_LATE"
    with pytest.raises(ActionError) as error:
        publish(round_, template)
    assert error.value.code == "VERSION_SAME"


@pytest.mark.parametrize("how", going_over.HOWS)
def test_a_respondent_midway_chooses_and_loses_nothing(
    store: Store, round_: SurveyRound, small_project: SmallProject, how: str
) -> None:
    unit = small_project.health_unit
    old_id = round_.answer(unit, FORM, GIVEN)
    before = stored(store, old_id)
    publish(round_, new_version(round_), {"K19": {"partly": "limited"}})
    asked, invitation = round_.respondent(unit), round_.invitations[unit]
    (form,) = answering.welcome(asked, invitation_id=invitation).forms
    assert (form.started, form.newer is not None, form.template.version) == (True, True, "2")
    over = going_over.what_goes_over(asked, response_id=old_id)
    assert over.left == ()
    fresh = going_over.go_over(asked, response_id=old_id, how=how)
    assert fresh.form.template.version == "3"
    now = {key: one.value for key, one in fresh.form.answers.items()}
    if how == "carry":
        assert now == {**before, ("K19", "", ""): "limited"}
    else:
        assert not set(GIVEN) & set(now)
    assert stored(store, old_id) == before  # the old response is as it was
    (form,) = answering.welcome(asked, invitation_id=invitation).forms
    assert (form.started, form.newer, form.document_id) == (True, None, fresh.document_id)
    with pytest.raises(ActionError) as error:
        answering.save_answer(asked, response_id=old_id, question="K19", value="no")
    assert error.value.code == "NEWER_VERSION"


def test_a_new_question_opens_with_its_default_for_who_carries_over(
    round_: SurveyRound, small_project: SmallProject
) -> None:
    def with_default(document: dict[str, Any]) -> None:
        new = question(document, "K19") | {"id": "K99", "default": "partly"}
        new.pop("feeds")
        question(document, "K19")["default"] = "no"  # it was asked before, and left blank
        document["pages"][-1]["items"] = (*document["pages"][-1]["items"], new)

    unit = small_project.health_unit
    before = round_.answer(unit, FORM, {("K3", "", ""): ("nurse",)})
    publish(round_, edited(round_.facilitator.catalogue.templates[FORM], with_default))
    fresh = going_over.go_over(round_.respondent(unit), response_id=before, how="carry")
    now = {key[0]: one.value for key, one in fresh.form.answers.items()}
    assert (now.get("K99"), now.get("K19"), now["K3"]) == ("partly", None, ("nurse",))


def test_a_row_carried_over_for_all_pilots_is_taken_away_of_one(
    round_: SurveyRound, small_project: SmallProject
) -> None:
    """Rows that were asked once are asked for each pilot in the next version: the other pilot keeps them."""
    text = {"fi": "x", "sv": "x", "en": "x"}
    task = {"id": "R1", "type": "text", "text": text, "disclosure": "organisation_fact"}
    block = {
        "id": "ROWS",
        "type": "block",
        "text": text,
        "for_each": "own_rows",
        "max_rows": 3,
        "questions": (task,),
    }

    def with_rows(document: dict[str, Any], *, per_pilot: bool) -> None:
        page = {"id": "own", "title": text, "items": (block | {"per_pilot": per_pilot},)}
        document["pages"] = (*(one for one in document["pages"] if one["id"] != "own"), page)

    template, unit = round_.facilitator.catalogue.templates[FORM], small_project.health_unit
    publish(round_, edited(template, lambda document: with_rows(document, per_pilot=False)))
    before = round_.answer(unit, FORM, {("R1", "", "1"): "eka", ("R1", "", "2"): "toka"})
    publish(round_, edited(template, lambda document: with_rows(document, per_pilot=True)))
    asked, where = round_.respondent(unit), {"invitation_id": round_.invitations[unit]}
    fresh = going_over.go_over(asked, response_id=before, how="carry")
    answering.clear_row(asked, response_id=fresh.response_id, block="ROWS", pilot="keuruu", row="1")
    opened = answering.open_form(asked, **where, document_id=fresh.document_id)
    assert opened is not None
    assert {key[1:]: one.value for key, one in opened.form.answers.items() if key[0] == "R1"} == {
        ("keuruu", "1"): "toka", ("laukaa", "1"): "eka", ("laukaa", "2"): "toka",
    }  # fmt: skip


def test_what_was_sent_stays_in_its_version_and_can_still_be_changed(
    round_: SurveyRound, small_project: SmallProject
) -> None:
    unit = small_project.health_unit
    sent = round_.answer(unit, FORM, GIVEN, send=True)
    publish(round_, new_version(round_), {"K19": {"partly": "limited"}})
    asked, invitation = round_.respondent(unit), round_.invitations[unit]
    (form,) = answering.welcome(asked, invitation_id=invitation).forms
    assert (form.template.version, form.newer, form.submitted_at is not None) == ("2", None, True)
    answering.save_answer(asked, response_id=sent, question="K19", value="no")
    with pytest.raises(ActionError) as error:
        going_over.what_goes_over(asked, response_id=sent)
    assert error.value.code == "NO_NEWER"
    view = next(
        one
        for one in list_rounds(round_.facilitator, project_id=small_project.project_id)
        if one.round.id == round_.round_id
    )
    assert {one.unit_id: one.state for one in view.invited} == {
        small_project.health_unit: "submitted",
        small_project.employment_unit: "not_started",
    }


def test_two_versions_later_the_maps_follow_each_other(
    store: Store, round_: SurveyRound, small_project: SmallProject
) -> None:
    unit = small_project.health_unit
    old_id = round_.answer(unit, FORM, GIVEN)
    second = new_version(round_)
    publish(round_, second, {"K19": {"partly": "limited"}})

    def back(document: dict[str, Any]) -> None:
        name = question(document, "K19")["choices"]
        document["choice_lists"][name] = tuple(
            {**one, "code": "in_part"} if one["code"] == "limited" else one
            for one in document["choice_lists"][name]
        )

    publish(round_, edited(second, back), {"K19": {"limited": "in_part"}})
    fresh = going_over.go_over(round_.respondent(unit), response_id=old_id, how="carry")
    assert fresh.form.answers[("K19", "", "")].value == "in_part"
    with store.reading("test", START) as work:
        found = survey_versions.round_versions(work, round_.round_id)[FORM]
        counted = [survey_versions.responses_to(work, round_.round_id, one.document_id) for one in found]
    assert [one.version for one in found] == ["2", "3", "4"]
    assert [len(one) for one in counted] == [0, 0, 1]  # counted once


def test_what_waits_is_what_differs_from_the_file(round_: SurveyRound, context_for: ContextFor) -> None:
    asked = round_.facilitator
    assert versions.waiting_versions(asked, round_id=round_.round_id) == []
    publish(round_, new_version(round_))
    (waiting,) = versions.waiting_versions(asked, round_id=round_.round_id)
    assert (waiting.template, waiting.own) == (asked.catalogue.templates[FORM], False)
