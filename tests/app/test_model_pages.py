"""Comparison, walk-through, the move to a new version, follow-up, models and the calculator, without a browser."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from mallipaja.actions.access import Context, cli_actor
from mallipaja.actions.comparison import list_models
from mallipaja.actions.follow_up import save_counts, view_follow_up
from mallipaja.actions.model_editor import publish_version, save_element, view_model_draft
from mallipaja.actions.process import board
from mallipaja.actions.variants import take_stand, view_variant
from mallipaja.i18n import Words
from mallipaja.ui.installation import Installation
from tests.app.conftest import App
from tests.app.reading import texts_of
from tests.app.test_access_pages import broken
from tests.small_project import SmallProject

_ = Words("fi")
RULE, CONSENT = "rules.meeting_mode", "rules.consent"
REASONED = {"why": "Pitkät matkat", "decided_by": "Kokous"}


@pytest.fixture
def asked(place: Installation) -> Context:
    return Context(place.store, cli_actor("aino"), place.catalogue(), place.clock)


def named(widgets: Iterable[Any], label: str) -> Any:
    found = [one for one in widgets if one.label == label]
    assert found, (label, [one.label for one in widgets])
    return found[0]


def press(page: AppTest, text: str) -> AppTest:
    named([one for one in page.button if not one.disabled], _(text)).click().run()
    assert not broken(page)
    return page


def view_of(page: AppTest, key: str, value: str) -> AppTest:
    next(one for one in page.segmented_control if one.key and one.key.startswith(key)).set_value(value).run()
    assert not broken(page)
    return page


def changed(asked: Context, pilot_id: str, element: str, text: str, **more: Any) -> None:
    take_stand(
        asked,
        pilot_id=pilot_id,
        element=element,
        fit="fits_changed",
        what=text,
        text=text,
        **REASONED,
        **more,
    )


def test_the_comparison_tells_what_why_who_and_from_where(
    app: App, asked: Context, small_project: SmallProject
) -> None:
    changed(
        asked,
        small_project.keuruu,
        CONSENT,
        "Suostumus kirjallisesti.",
        challenges=("Tieto ei kulje",),
        core_kept=True,
    )
    page = app("facilitator", "comparison")
    named(page.multiselect, _("Regional models")).set_value(["siun_sote"]).run()
    named(page.selectbox, _("Open an element")).set_value(CONSENT).run()
    assert not broken(page)
    told = "\n".join(texts_of(page))
    for text in (
        _("Why: {reason}", reason="Pitkät matkat"), _("Decided by: {who}", who="Kokous"), "**",
        _("Challenge it answers: {text}", text="Tieto ei kulje"), "~~",
        "Työkyvyn tuen tiimi Siun sotessa · Ratkaisun perusidea", _("Code the change (FRAME)"),
    ):  # fmt: skip
        assert text in told.replace("\\", ""), text
    press(page, "Save the codes")
    assert "FRAME:" in "\n".join(texts_of(page))
    assert named(page.selectbox, _("Phase or role"))
    named(page.selectbox, _("Phase or role")).set_value("roles.kela").run()
    shown = named(page.selectbox, _("Open an element")).options
    assert len(shown) < 11


def test_every_view_of_the_comparison(app: App, asked: Context, small_project: SmallProject) -> None:
    changed(asked, small_project.keuruu, RULE, "Aina etänä.")
    page = app("facilitator", "comparison")
    named(page.multiselect, _("Regional models")).set_value(["siun_sote", "keski_suomi"]).run()
    view_of(page, "compare.view", "two")
    assert _("says nothing of this") in texts_of(page)
    view_of(page, "compare.view", "parties")
    told = "\n".join(texts_of(page))
    assert "työvoimaviranomainen" in told
    named(page.date_input, _("By the rule of the day")).set_value(
        asked.clock().date().replace(year=2024)
    ).run()
    assert "TE-toimisto" in "\n".join(texts_of(page))
    views = next(one for one in page.segmented_control if (one.key or "").startswith("compare.view"))
    assert _("Similarity") not in views.options
    named(page.toggle, _("More methods")).set_value(True).run()
    view_of(page, "compare.view", "similarity")
    assert _("Elements both state") in texts_of(page)
    developer = app("developer", "comparison")
    named(developer.multiselect, _("Regional models")).set_value(["siun_sote", "keski_suomi"]).run()
    view_of(developer, "compare.view", "similarity")
    assert _("Elements both state") in texts_of(developer)


def test_the_walk_through_saves_details_challenges_and_own_elements(
    app: App, asked: Context, small_project: SmallProject
) -> None:
    page = app("facilitator", "walk-through", pilot="keuruu", element=RULE)
    named(page.radio, _("Does it fit?")).set_value("fits_changed").run()
    named(page.text_area, _("What was changed?")).set_value("Aina etänä")
    named(page.text_area, _("Why?")).set_value("Matkat")
    named(page.text_input, _("Who decided?")).set_value("Kokous")
    named(page.text_area, _("Which challenges does it answer? One on a line.")).set_value("Matkat\nKiire")
    named(page.radio, _("How far is it?")).set_value("in_trial")
    press(page, "Save and go on")
    (row,) = view_variant(asked, pilot_id=small_project.keuruu).adaptation_rows
    assert (row.what, row.state, row.challenges) == ("Aina etänä", "in_trial", ["Matkat", "Kiire"])
    changed(asked, small_project.laukaa, RULE, "Puhelimessa.")
    page = app("facilitator", "walk-through", pilot="keuruu", element=RULE)
    told = "\n".join(texts_of(page))
    assert "Puhelimessa. – Pitkät matkat" in told.replace("\\", "")
    assert _("Today here") in told
    named(page.text_input, _("Name")).set_value("Yhteinen ilta")
    named([one for one in page.text_input if one.key == "walk.own.why"], _("Why?")).set_value("Tarve")
    named([one for one in page.text_input if one.key == "walk.own.who"], _("Who decided?")).set_value(
        "Kokous"
    )
    press(page, "Add to our model")
    assert any(
        one.operation == "add" for one in view_variant(asked, pilot_id=small_project.keuruu).adaptation_rows
    )


def new_version(asked: Context) -> None:
    """Version 2: one text changed, one taken from Keuruu, a new core element."""
    assert asked.catalogue.generic is not None
    for key, text in ((RULE, "Aina etänä."), (CONSENT, "Suostumus kysytään aina suullisesti.")):
        content = asked.catalogue.generic.elements[key].model_dump(mode="json", exclude_defaults=True)
        save_element(asked, element=key, content={**content, "text": {"fi": text}})
    new = {"group": "rules", "level": "core", "sources": ["design"]}
    words = {"label": {"fi": "Uusi ydin"}, "text": {"fi": "Näin."}, "rationale": {"fi": "Siksi."}}
    save_element(asked, element="rules.new_core", content={**new, **words})
    publish_version(asked, version="2", note="Etätapaaminen kaikille")


def test_the_move_shows_clean_absorbed_conflict_and_new_core(
    app: App, asked: Context, small_project: SmallProject
) -> None:
    pilot = small_project.keuruu
    changed(asked, pilot, RULE, "Aina etänä.")
    changed(asked, pilot, CONSENT, "Suostumus kirjallisesti.", core_kept=True)
    changed(asked, pilot, "rules.threshold", "Kynnys on matala.")
    new_version(asked)
    walk = app("facilitator", "walk-through", pilot="keuruu")
    assert _("The generic model has a new version, {version}.", version="2") in texts_of(walk)
    page = app("facilitator", "upgrade", pilot="keuruu")
    told = "\n".join(texts_of(page)).replace("\\", "")
    for text in (
        _.plural("{count} open conflict of {all}", "{count} open conflicts of {all}", 1, all="1"),
        _("Generic before"), _("Generic now"), _("Ours"), "Suostumus kirjallisesti.", "Uusi ydin",
        _("{pilot}: the change was taken into the generic model.", pilot="Keuruu"),
        _("comes along as it is").capitalize(),
    ):  # fmt: skip
        assert text in told, text
    titles = [one.label for one in page.expander]
    assert f"{_('Says otherwise')} (2)" in titles
    assert f"{_('New')} (1)" in titles
    assert "~~" in told
    assert "**suullisesti**" in told
    button = named(page.button, _("Move to version {version}", version="2"))
    assert button.disabled
    named(page.radio, _("What is done?")).set_value("write").run()
    named(page.text_area, _("With us from now on")).set_value("Kirjallisesti tai suullisesti.")
    named(page.text_input, _("Why? One line is enough.")).set_value("Sovittiin tiimissä").run()
    press(page, _("Move to version {version}", version="2"))
    assert _("The pilot's model was moved.") in texts_of(page)
    view = view_variant(asked, pilot_id=pilot)
    assert view.generic.version == "2"
    assert view.snapshot.field(CONSENT, "text") == "Kirjallisesti tai suullisesti."
    assert view.snapshot.field("rules.threshold", "text") == "Kynnys on matala."


def test_follow_up_is_entered_pasted_and_closes_the_step(
    app: App, asked: Context, small_project: SmallProject
) -> None:
    page = app("pilot_contact", "follow-up")
    fields = {one.label: one for one in page.number_input}
    fields[_("{measure} ({unit})", measure="Ohjatut asiakkaat", unit=_("people"))].set_value(4)
    press(page, "Save the month")
    view = view_follow_up(asked, project_id=small_project.project_id)
    assert [(one.pilot, one.measure, one.value) for one in view.counts] == [("keuruu", "referred", 4)]
    named(page.text_area, _("Cells")).set_value("\t1/2026\nOhjatut asiakkaat\tkolme").run()
    assert any("[FOLLOWUP_004]" in text for text in texts_of(page))
    named(page.text_area, _("Cells")).set_value("\t1/2026\t2/2026\nOhjatut asiakkaat\t3\t2").run()
    press(page, "Save the table")
    assert len(view_follow_up(asked, project_id=small_project.project_id).counts) == 3
    named(page.text_area, _("Together: what changed?")).set_value("Asiakas ei jäänyt yksin.").run()
    press(page, "Mark as evaluated")
    row = next(one for one in board(asked, project_id=small_project.project_id) if one.pilot.key == "keuruu")
    assert row.step("evaluated").status == "closed"
    assert row.step("evaluated").artefact.endswith("Asiakas ei jäänyt yksin.")


def test_counts_that_cannot_be_are_told_in_words(
    app: App, asked: Context, small_project: SmallProject
) -> None:
    page = app("facilitator", "follow-up", pilot="keuruu")
    fields = {one.label: one for one in page.number_input}
    fields[_("{measure} ({unit})", measure="Monialaiset tapaamiset", unit=_("times"))].set_value(1)
    label = _("{measure} ({unit})", measure="Tapaamiset, joissa asiakas oli mukana", unit=_("times"))
    fields[label].set_value(2)
    press(page, "Save the month")
    assert len(page.error) == 1
    save_counts(asked, pilot_id=small_project.keuruu, values={})


def test_the_models_page_edits_and_publishes(app: App, asked: Context, place: Installation) -> None:
    page = app("admin", "models")
    assert _("in order") in texts_of(page)
    view_of(page, "models.view", "editor")
    named(page.selectbox, _("Element")).set_value(RULE).run()
    text = _("{title} ({language})", title=_("What the model says"), language=_("in Finnish"))
    named(page.text_area, text).set_value("Aina etänä.")
    press(page, "Save the element")
    assert [one.element for one in view_model_draft(asked).edits] == [RULE]
    named(page.text_area, _("What is new in this version?")).set_value("Etä kaikille")
    press(page, "Publish")
    generic = list_models(asked).generic
    assert generic is not None
    assert (generic.version, generic.elements[RULE].text.fi) == ("2", "Aina etänä.")


def test_a_page_is_read_confirmed_and_taken_into_use(app: App, asked: Context) -> None:
    page = app("admin", "models")
    view_of(page, "models.view", "reading")
    text = "Toimintamallin nimi\nKoemaan tiimi\nRatkaisun perusidea **\nTiimiin ohjataan matalalla kynnyksellä.\n"
    named(page.text_area, _("Paste the page here")).set_value(text).run()
    press(page, "Read the page")
    assert any("**Tiimiin ohjataan matalalla kynnyksellä" in one.replace("\\", "") for one in texts_of(page))
    named(page.text_area, _("In your own words: what does the page tell?")).set_value("Pääsee helposti").run()
    press(page, "Confirm")
    press(page, "Take the model into use")
    assert "koemaan_tiimi" in list_models(asked).here
    view_of(page, "models.view", "writing")
    assert _("Where is each sentence from?") in texts_of(page)


def test_those_who_write_no_models_read_them_and_tell_of_them(app: App) -> None:
    page = app("pilot_contact", "models")
    views = next(one for one in page.segmented_control if one.key and one.key.startswith("models.view"))
    assert views.options == [_("Library"), _("Write for Innokylä")]
    view_of(page, "models.view", "writing")


def test_the_calculator_has_no_default_amount(app: App) -> None:
    page = app("admin", "impact")
    told = "\n".join(texts_of(page))
    assert (
        _(
            "Give the daily amount with its source and date, and the benefit days of a year. There is no default."
        )
        in told
    )
    assert "10 % *" in told.replace("\xa0", " ").replace("\\", "")
    named(page.number_input, _("Daily amount, €")).set_value(30.0)
    named(page.number_input, _("Benefit days a year, one person")).set_value(200)
    named(page.text_input, _("Source of the amount")).set_value("Kela")
    named(page.date_input, _("Date of the amount")).set_value(date(2026, 1, 1))
    page.run()
    fields = {one.key: one for one in page.text_input}
    fields["impact.people.from_2025.201-300"].set_value("20–10")
    page.run()
    assert [one.value for one in page.error] == [
        _("Write one number or a range with the smaller first, for example 12 or 10–20.")
    ]
    fields = {one.key: one for one in page.text_input}
    fields["impact.people.from_2025.201-300"].set_value("")
    fields["impact.people.from_2025.101-200"].set_value("10–20")
    fields["impact.people.before_2025.301-1000"].set_value(" 10 ")
    page.run()
    assert not broken(page)
    told = "\n".join(texts_of(page)).replace("\xa0", " ")
    assert "6 000–12 000" in told  # 10-20 people × 200 days × 30 € × 10 %
    assert "30 000" in told  # 10 people × 200 days × 30 € × 50 %
    assert (
        _("Difference: {low}–{high} € a year.", low=_.number(-24000, 0), high=_.number(-18000, 0)).replace(
            "\xa0", " "
        )
        in told
    )


def test_a_respondent_sees_none_of_these(app: App) -> None:
    for path in ("follow-up", "upgrade", "impact", "models", "comparison", "walk-through"):
        page = app("respondent", path)
        assert [one.value for one in page.title] == [_("Sign in to use this page")], path


def test_what_was_typed_for_one_pilot_does_not_stand_at_another(
    app: App, small_project: SmallProject
) -> None:
    page = app("facilitator", "walk-through", pilot="keuruu", element=RULE)
    _keyed(page.radio, "walk.fit").set_value("does_not_fit")
    page.run()
    _keyed(page.text_area, "walk.why").set_value("Keuruun syy")
    page.run()
    _keyed(page.selectbox, "mallipaja.pilot").set_value(small_project.laukaa)
    page.run()
    assert "Laukaa" in page.title[0].value
    assert _keyed(page.radio, "walk.fit").value is None
    _keyed(page.radio, "walk.fit").set_value("does_not_fit")
    page.run()
    assert _keyed(page.text_area, "walk.why").value == ""


def _keyed(widgets: Any, beginning: str) -> Any:
    return next(one for one in widgets if (one.key or "").startswith(beginning))
