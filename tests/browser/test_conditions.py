"""A form with conditions on a phone: questions appear, hide and come back, limits are told, a ranking needs no mouse."""

from __future__ import annotations

from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from mallipaja.actions.access import Context, cli_actor
from mallipaja.actions.invitations import Link, invite_units
from mallipaja.actions.surveys import open_round
from mallipaja.catalogue.load import Catalogue
from mallipaja.catalogue.reader import read_yaml
from mallipaja.catalogue.shape import shape
from mallipaja.catalogue.survey_template import SurveyTemplate
from mallipaja.survey.check import check_template
from tests.browser.answering import stored
from tests.browser.conftest import Server, press, put, settle, shot
from tests.small_project import fill

pytestmark = pytest.mark.browser

FORM = """
format: mallipaja/survey_template/1
id: conditions
version: "1"
title: {fi: Ehtokysely, sv: Villkorsenkät, en: Conditions}
purpose: {fi: Kysytään ehdoin., sv: Frågor med villkor., en: Asked by conditions.}
answered_by: unit
minutes: 2
choice_lists:
  ways:
    - {code: phone, label: {fi: Puhelin, sv: Telefon, en: Phone}}
    - {code: visit, label: {fi: Käynti, sv: Besök, en: Visit}}
    - {code: letter, label: {fi: Kirje, sv: Brev, en: Letter}}
pages:
  - id: start
    title: {fi: Asiakkaat, sv: Klienter, en: Clients}
    items:
      - id: CLIENTS
        type: number
        text: {fi: Montako asiakasta?, sv: Hur många klienter?, en: How many clients?}
        disclosure: organisation_fact
        integer: true
        unit: {fi: asiakasta, sv: klienter, en: clients}
        min: 0
      - {id: TWICE, type: calculate, calculation: "${CLIENTS} * 2"}
      - id: HOW
        type: text
        text: {fi: "Miten tavoitatte ${CLIENTS}?", sv: "Hur når ni ${CLIENTS}?", en: "How do you reach ${CLIENTS}?"}
        hint: {fi: "Tapaamisia on noin ${TWICE}.", sv: "Det är ungefär ${TWICE} möten.", en: "About ${TWICE} meetings."}
        disclosure: organisation_fact
        required: true
        relevant: ${CLIENTS} > 3
      - id: NEW
        type: number
        text: {fi: Montako on uusia?, sv: Hur många är nya?, en: How many are new?}
        disclosure: organisation_fact
        integer: true
        unit: {fi: uutta, sv: nya, en: new ones}
        constraint: . <= ${CLIENTS}
        constraint_message: {fi: "Asiakkaita on vain ${CLIENTS}.", sv: "Det finns bara ${CLIENTS}.", en: "Only ${CLIENTS}."}
      - id: WAYS
        type: ranking
        text: {fi: Mikä tapa toimii parhaiten?, sv: Vilket sätt fungerar bäst?, en: Which way works best?}
        disclosure: opinion
        choices: ways
        max_choices: 2
  - id: visits
    title: {fi: Käynnit, sv: Besök, en: Visits}
    relevant: selected-at(${WAYS}, 0) = 'visit'
    items:
      - id: WHERE
        type: text
        text: {fi: Missä käytte?, sv: Var besöker ni?, en: Where do you visit?}
        disclosure: organisation_fact
  - id: end
    title: {fi: Lopuksi, sv: Till sist, en: At last}
    items:
      - id: WORD
        type: text
        text: {fi: Sana vapaa, sv: Ordet är fritt, en: Anything else}
        disclosure: organisation_fact
"""
SAID = {
    "fi": {"start": "Aloita", "next": "Seuraava", "place": "Sija 1", "visit": "Käynti", "last": "Lopuksi", "page": "Käynnit",
           "how": "Miten tavoitatte 5 asiakasta?", "hint": "Tapaamisia on noin 10.",
           "only": "Asiakkaita on vain 5 asiakasta.", "clients": "asiakasta", "new": "uutta"},
    "sv": {"start": "Börja", "next": "Nästa", "place": "Plats 1", "visit": "Besök", "last": "Till sist", "page": "Besök",
           "how": "Hur når ni 5 klienter?", "hint": "Det är ungefär 10 möten.", "only": "Det finns bara 5 klienter.",
           "clients": "klienter", "new": "nya"},
}  # fmt: skip


def invited(server: Server, catalogue: Catalogue) -> Link:
    """A unit with a link to the form above."""
    raw = read_yaml(FORM, "conditions.yaml")
    template, findings = shape(raw.data or {})
    assert isinstance(template, SurveyTemplate)
    assert (raw.problems, findings, check_template(template)) == ((), (), ())
    known = replace(catalogue, templates={**catalogue.templates, template.id: template})
    store = server.store()
    project = fill(store)
    context = Context(store, cli_actor("test"), known)
    round_id = open_round(
        context, project_id=project.project_id, title="Kartoitus", templates=(template.id,),
        pilot_ids=(project.keuruu,),
    )  # fmt: skip
    (link,) = invite_units(context, round_id=round_id, unit_ids=(project.employment_unit,))
    store.close()
    return link


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_a_question_appears_hides_and_comes_back(
    server: Server, phone: Page, catalogue: Catalogue, language: str
) -> None:
    link, said = invited(server, catalogue), SAID[language]
    phone.goto(f"{server.address}/i/{link.token}")
    settle(phone)
    phone.goto(f"{phone.url}&lang={language}")
    settle(phone)
    press(phone.get_by_role("button", name=said["start"]))
    how = phone.get_by_label(said["how"])
    clients, new = (phone.get_by_placeholder(said[one], exact=True) for one in ("clients", "new"))
    expect(how).to_have_count(0)
    put(clients, "5")
    expect(how).to_be_visible()
    expect(phone.get_by_text(said["hint"])).to_be_visible()
    put(how, "Soittamalla")
    shot(phone, f"conditions-shown-phone-{language}")
    put(clients, "2")
    expect(how).to_have_count(0)
    assert stored(server, link, catalogue)[("HOW", "", "")] == "Soittamalla"
    put(clients, "5")
    expect(how).to_have_value("Soittamalla")

    put(new, "9")
    expect(phone.get_by_role("alert").get_by_text(said["only"])).to_be_visible()
    assert ("NEW", "", "") not in stored(server, link, catalogue)
    put(new, "4")
    expect(phone.get_by_role("alert")).to_have_count(0)

    phone.get_by_label(said["place"]).focus()
    for key in ("Enter", "ArrowDown", "ArrowDown", "Enter"):
        phone.keyboard.press(key)
    settle(phone)
    assert stored(server, link, catalogue)[("WAYS", "", "")] == ("visit",)
    shot(phone, f"conditions-ranked-phone-{language}")
    press(phone.get_by_role("button", name=said["next"]))
    expect(phone.get_by_role("heading", level=1)).to_have_text(said["page"])
