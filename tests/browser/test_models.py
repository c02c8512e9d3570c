"""The regional models side by side with their sources, and a pilot moved to a new version, in a real browser."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect

from mallipaja.actions.access import Context, cli_actor
from mallipaja.actions.catalogue import checked_catalogue
from mallipaja.actions.model_editor import publish_version, save_element
from mallipaja.actions.projects import list_pilots, list_projects
from mallipaja.actions.variants import take_stand, view_variant
from mallipaja.i18n import Words
from mallipaja.settings import ROOT
from tests.browser.conftest import Server, press, set_up, settle, shot

pytestmark = pytest.mark.browser
_ = Words("fi")
REGIONS = ("Keski-Suomi", "Päijät-Häme", "Etelä-Karjala", "Satakunta", "Pohjois-Karjala")
RULE, CONSENT = "rules.meeting_mode", "rules.consent"
WORDS = {"why": "Pitkät matkat", "decided_by": "Kokous"}


def context(server: Server) -> Context:
    return Context(server.store(), cli_actor("test"), checked_catalogue(ROOT), lambda: datetime.now(UTC))


def test_the_five_regional_models_compare_with_their_sources(example: Server, desktop: Page) -> None:
    set_up(desktop, example)
    desktop.goto(f"{example.address}/comparison")
    settle(desktop)
    asked = context(example)
    box = desktop.get_by_test_id("stMultiSelect").filter(has_text=_("Regional models")).locator("input")
    for model in asked.catalogue.described.values():
        press(box)
        box.fill(model.name.fi)
        expect(desktop.get_by_role("option", name=model.name.fi).first).to_be_visible()
        box.press("Enter")
        settle(desktop)
    box.press("Escape")
    for region in REGIONS:
        expect(desktop.get_by_role("rowheader", name=region).first).to_be_visible()
    press(desktop.get_by_text(_("Only the core"), exact=True))
    chooser = desktop.get_by_test_id("stSelectbox").filter(has_text=_("Open an element")).locator("input")
    assert asked.catalogue.generic is not None
    for key in ("roles.client_coordinator", "rules.target_group", "context.challenges"):
        label = asked.catalogue.generic.elements[key].label.fi
        press(chooser)
        chooser.fill(label)
        press(desktop.get_by_role("option", name=label, exact=True).first)
        told = desktop.get_by_test_id("stMain").inner_text()
        for model in asked.catalogue.described.values():
            description = model.elements.get(key)
            for fact in description.facts if description else ():
                assert fact.text.fi in told
                source = next(one.title for one in model.sources if one.id == fact.source)
                where = " · ".join(part for part in (source, fact.section, fact.date) if part)
                assert where in told, (model.id, key, where)
    shot(desktop, "models-compared")
    asked.store.close()


def test_a_pilot_moves_to_a_new_version(example: Server, desktop: Page) -> None:
    asked = context(example)
    project = list_projects(asked)[0]
    pilot = next(one for one in list_pilots(asked, project_id=project.id) if one.key == "keuruu")
    for key, text in (
        (RULE, "Aina etänä."),
        (CONSENT, "Suostumus kirjallisesti."),
        ("rules.threshold", "Matala."),
    ):
        take_stand(
            asked,
            pilot_id=pilot.id,
            element=key,
            fit="fits_changed",
            what=text,
            text=text,
            core_kept=True,
            **WORDS,
        )
    assert asked.catalogue.generic is not None
    for key, text in ((RULE, "Aina etänä."), (CONSENT, "Suostumus aina suullisesti.")):
        content = asked.catalogue.generic.elements[key].model_dump(mode="json", exclude_defaults=True)
        save_element(asked, element=key, content={**content, "text": {"fi": text}})
    words = {"label": {"fi": "Uusi ydin"}, "text": {"fi": "Näin."}, "rationale": {"fi": "Siksi."}}
    save_element(
        asked,
        element="rules.new_core",
        content={"group": "rules", "level": "core", "sources": ["design"], **words},
    )
    publish_version(asked, version="2", note="Etä kaikille")
    set_up(desktop, example)
    desktop.goto(f"{example.address}/upgrade?pilot=keuruu")
    settle(desktop)
    shot(desktop, "models-move")
    told = desktop.get_by_test_id("stMain").inner_text()
    for text in (
        "Suostumus kirjallisesti.", "Uusi ydin", _("Generic before"), _("Generic now"), _("Ours"),
        _("{pilot}: the change was taken into the generic model.", pilot=pilot.name),
        _("comes along as it is").capitalize(), _("Nothing moves while a conflict is open."),
    ):  # fmt: skip
        assert text in told, text
    move = desktop.get_by_role("button", name=_("Move to version {version}", version="2"))
    expect(move).to_be_disabled()
    press(desktop.get_by_text(_("Keep ours"), exact=True))
    desktop.get_by_label(_("Why? One line is enough.")).fill("Tietosuojan vuoksi")
    desktop.get_by_label(_("Why? One line is enough.")).press("Enter")
    settle(desktop)
    expect(move).to_be_enabled()
    press(move)
    expect(desktop.get_by_text(re.compile(re.escape(_("The pilot's model was moved."))))).to_be_visible()
    view = view_variant(asked, pilot_id=pilot.id)
    assert (view.generic.version, view.snapshot.field(CONSENT, "text")) == ("2", "Suostumus kirjallisesti.")
    asked.store.close()
