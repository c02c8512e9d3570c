"""A facilitator edits a survey while its round is open and a respondent is midway: question, condition, choices made
one, preview, use, what becomes of the answer given, and the respondent who goes on with it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from mallipaja.actions.access import Actor, Context, cli_actor
from mallipaja.actions.answering import save_answer, start_form, welcome
from mallipaja.actions.invitations import Link, invite_units
from mallipaja.actions.surveys import open_round
from mallipaja.catalogue.load import Catalogue
from mallipaja.i18n import Words
from tests.browser import conftest
from tests.browser.conftest import Server, set_up, settle, shot
from tests.small_project import fill

pytestmark = pytest.mark.browser
_ = Words("fi")
FORM = "capacity_more"
TEXTS = {
    "Suomi": "Mistä jono johtuu?",
    "Svenska": "Vad beror kön på?",
    "English": "What is the queue due to?",
}


LONGEST = "Yli 4 viikkoa"
"""What the two longest waiting times are made into."""


def midway(server: Server, catalogue: Catalogue) -> Link:
    """A round, and a unit that has told how long its clients wait."""
    store = server.store()
    project = fill(store)
    asked = Context(store, cli_actor("test"), catalogue)
    round_id = open_round(
        asked, project_id=project.project_id, title="Jonot", templates=(FORM,), pilot_ids=(project.keuruu,)
    )
    (link,) = invite_units(asked, round_id=round_id, unit_ids=(project.employment_unit,))
    unit = Context(
        store, Actor(f"invitation:{link.invitation_id}", invitations=(link.invitation_id,)), catalogue
    )
    (form,) = welcome(unit, invitation_id=link.invitation_id).forms
    opened = start_form(unit, invitation_id=link.invitation_id, document_id=form.document_id)
    save_answer(unit, response_id=opened.response_id, question="K11", value="weeks_5_8")
    store.close()
    return link


def choose(page: Page, label: str, option: str) -> None:
    conftest.press(page.get_by_label(label, exact=True).last)
    conftest.press(page.get_by_role("option", name=re.compile(option)).first)


def press(page: Page, name: str) -> None:
    conftest.press(page.get_by_role("button", name=name, exact=True).first)


def test_a_survey_is_edited_published_and_gone_on_with(
    server: Server, desktop: Page, phone: Page, catalogue: Catalogue
) -> None:
    set_up(desktop, server)
    link = midway(server, catalogue)
    _add_a_question(desktop, server)
    _preview(desktop)
    _make_two_choices_one(desktop, server)
    press(desktop, _("Take into use"))
    expect(desktop.get_by_role("button", name=_("Take into use"), exact=True)).to_be_disabled()
    _publish(desktop, server)
    phone.goto(f"{server.address}/i/{link.token}")
    settle(phone)
    press(phone, _("Go on"))
    expect(phone.get_by_role("heading", name=_("The survey has changed since you began"))).to_be_visible()
    shot(phone, "editor-6-respondent")
    press(phone, _("Carry my answers over and go on"))
    phone.goto(f"{server.address}/answer?r={link.invitation_id[:8]}&form=1&at=unit")
    settle(phone)
    expect(phone.get_by_role("radio", name=LONGEST)).to_be_checked()


def _add_a_question(page: Page, server: Server) -> None:
    page.goto(f"{server.address}/edit-survey?survey={FORM}&q=K11")
    settle(page)
    shot(page, "editor-1")
    press(page, _("Add after this"))
    press(page, _("Text"))
    expect(page.get_by_role("heading", name=re.compile("^Q1 · "))).to_be_visible()
    settle(page)
    for language, text in TEXTS.items():
        conftest.press(page.get_by_role("tab", name=language))
        label = _(
            "{what} ({language})",
            what=_("Text"),
            language="English" if language == "English" else language.lower(),
        )
        conftest.put(page.get_by_label(label, exact=True), text)
    press(page, _("Save"))
    expect(page.get_by_role("button", name=re.compile(TEXTS["Suomi"][:12]))).to_be_visible()
    settle(page)
    conftest.press(page.get_by_text(_("Put a condition together"), exact=True))
    choose(page, _("Asked only when the answer to"), "K11")
    choose(page, _("Choice"), "yli 8|Yli 8")
    press(page, _("Use as the condition"))
    expect(page.get_by_label(_("Asked only when"), exact=True)).to_have_value("${K11} = 'over_8_weeks'")
    shot(page, "editor-2-condition")


def _preview(page: Page) -> None:
    """The phone beside the form shows the new question in each language, as wide as a phone."""
    frame = page.locator(".st-key-template-phone")
    for language, text in TEXTS.items():
        either = page.get_by_role("radio", name=language).or_(page.get_by_role("button", name=language))
        conftest.press(either.first)
        expect(frame.get_by_label(text)).to_be_visible()
    box = frame.bounding_box()
    assert box is not None
    shot(page, "editor-3-preview")
    assert box["width"] <= 390


def _make_two_choices_one(page: Page, server: Server) -> None:
    page.goto(f"{server.address}/edit-survey?survey={FORM}&q=K11")
    settle(page)
    label = _("A choice on each line: code | Finnish | Swedish | English")
    box = page.get_by_role("textbox", name=label)
    lines = box.input_value().splitlines()
    one = f"over_8_weeks | {LONGEST} | Över 4 veckor | Over 4 weeks"
    conftest.put(box, "\n".join((*lines[:2], one)))
    press(page, _("Save the choices"))
    expect(page.locator(".st-key-template-phone").get_by_text(LONGEST)).to_be_visible()


def _publish(page: Page, server: Server) -> None:
    page.goto(f"{server.address}/surveys")
    settle(page)
    conftest.press(page.get_by_role("tab", name=_("New versions")))
    expect(page.get_by_text(_("What it means for the answers given"))).to_be_visible()
    conftest.press(page.get_by_label(re.compile("5–8 viikkoa.*1 ")))
    conftest.press(page.get_by_role("option", name=LONGEST))
    shot(page, "editor-4-effect")
    press(page, _("Ask the new version from now on"))
    expect(page.get_by_text(_("The new version is asked from now on."))).to_be_visible()
    shot(page, "editor-5-published")
