"""The eight shipped surveys from the invitation to the thanks, every question answered, in Finnish and Swedish."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from streamlit.testing.v1 import AppTest

from mallipaja.actions.access import ANONYMOUS, Actor, Context, cli_actor
from mallipaja.actions.answering import open_form, welcome
from mallipaja.actions.asking import OpenForm
from mallipaja.actions.invitations import invite_pilot, invite_units
from mallipaja.actions.links import open_invitation
from mallipaja.actions.surveys import open_round
from mallipaja.i18n import Words
from mallipaja.survey.form import Field, Form, is_answered
from mallipaja.survey.steps import steps
from mallipaja.ui.answering import address
from mallipaja.ui.installation import Installation
from mallipaja.ui.visitor import DEVICE_COOKIE
from tests.app.conftest import go_to, open_app
from tests.small_project import SmallProject

UNIT = ("capacity_basic", "capacity_more", "network_basic", "trust_value", "workload")
PARTNER, JOINT, OWN = "partner_short", "practices_joint", "practices_own"
KINDS = {"text_input", "text_area", "radio", "selectbox", "button_group", "checkbox"}


def answer_to(form: Form, field: Field, _: Words) -> Mapping[str, object]:
    """What a respondent puts into each kind of input a field may have."""
    choices = form.choices(field.question, field.pilot, field.row)
    codes = [one.code for one in choices if one.code != field.question.other]
    typed = "1.9.2026" if field.question.type == "date" else "2" if field.question.type == "number" else "Työ"
    return {
        "text_input": typed, "text_area": typed, "radio": codes[:1], "selectbox": codes[:1],
        "button_group": codes[:2], "checkbox": codes[:1],
    }  # fmt: skip


def fill(page: AppTest, opened: OpenForm, at: str, _: Words) -> bool:
    """Put an answer into every empty input of a screen; whether there was one."""
    form, found = opened.form, False
    step = next(one for one in steps(form) if one.id == at)
    for field in (one for card in step.cards for one in card.fields):
        if is_answered(form.given(field)):
            continue
        begins = ".".join((*field.key, _.language, ""))
        mine = [
            (kind, one) for kind in KINDS for one in page.get(kind)
            if one.key and one.key.partition(".")[2].startswith(begins) and not one.key.endswith(".reason")
        ]  # fmt: skip
        assert mine, f"no input for {field.key} on {at}"
        for kind, box in mine:
            value = answer_to(form, field, _)[kind]
            if kind == "checkbox":
                value = any(box.key.endswith(f".{code}") for code in value)
            elif kind in ("radio", "selectbox"):
                (value,) = value
            box.set_value(value)
            found = True
    return found


def press(page: AppTest, label: str) -> None:
    next(one for one in page.button if one.label == label).click().run()
    assert not page.exception


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_every_survey_is_answered_and_sent(
    place: Installation, small_project: SmallProject, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    _ = Words(language)
    monkeypatch.setattr(address, "_BLANK_S", 0)  # no browser has to see the screen go blank
    facilitator = Context(place.store, cli_actor("test"), place.catalogue(), place.clock)
    round_id = open_round(
        facilitator, project_id=small_project.project_id, title="Kaikki", templates=(*UNIT, PARTNER, JOINT, OWN),
        pilot_ids=(small_project.keuruu,),
    )  # fmt: skip
    units = (small_project.health_unit, small_project.employment_unit)
    links = invite_units(facilitator, round_id=round_id, unit_ids=units)
    links += [
        invite_pilot(facilitator, round_id=round_id, pilot_id=small_project.keuruu, kind=kind)
        for kind in ("joint", "personal")
    ]
    anonymous = Context(place.store, ANONYMOUS, place.catalogue(), place.clock)
    sent: list[str] = []
    for link in links:
        device = open_invitation(anonymous, token=link.token)
        assert device is not None
        here = Context(
            place.store, Actor(f"invitation:{link.invitation_id}", invitations=(link.invitation_id,)),
            place.catalogue(), place.clock,
        )  # fmt: skip
        page = go_to(
            open_app({DEVICE_COOKIE: device.secret}, language, r=link.invitation_id[:8]).run(), "answer"
        )
        forms = welcome(here, invitation_id=link.invitation_id).forms
        for number, form in enumerate(forms, 1):
            if number == 1:
                page.button(key="answering.start.1").click().run()
            else:
                press(page, _("Answer the next survey"))
            answer(page, here, link.invitation_id, form.document_id, _)
            sent.append(form.template.id)
            given = open_form(here, invitation_id=link.invitation_id, document_id=form.document_id)
            assert given is not None
            assert given.submitted_at is not None
            every = [one for page_ in given.form.template.pages for one in given.form.fields(page_)]
            assert every
            assert [one.key for one in every if not is_answered(given.form.given(one))] == []
            assert page.title[0].value == _("Thank you for your answers")
    assert sorted(sent) == sorted((*UNIT, PARTNER, JOINT, OWN))


def answer(page: AppTest, here: Context, invitation: str, document: str, _: Words) -> None:
    """Go through a form from its first screen to the thanks, answering whatever is asked on the way."""
    for _turn in range(60):
        at = page.query_params["at"]
        if at == "review":
            break
        opened = open_form(here, invitation_id=invitation, document_id=document)
        assert opened is not None
        fill(page, opened, at, _)
        button = next(one for one in page.button if one.key == "answering.forward")
        button.click().run()
        assert not page.exception
        assert [one.value for one in page.error] == []
    press(page, _("Send the answers"))
