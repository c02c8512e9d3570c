"""The page of results, used without a browser."""

from __future__ import annotations

from typing import Any

import pytest

from mallipaja.actions.access import Context, cli_actor
from mallipaja.actions.surveys import close_round
from mallipaja.actions.versions import preview_version, publish_version
from mallipaja.i18n import LANGUAGES, Words
from mallipaja.survey.clean import Cleaned
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.installation import Installation
from tests.app.conftest import App, go_to
from tests.app.reading import texts_of
from tests.app.test_access_pages import broken
from tests.small_project import Clock, SmallProject
from tests.store.test_survey_results import personal_round, respond
from tests.store.test_versions import edited, question, without_partly
from tests.survey_round import start

_ = Words("fi")


@pytest.fixture
def asked(place: Installation) -> Context:
    return Context(place.store, cli_actor("aino"), place.catalogue(), place.clock)


@pytest.fixture
def opinions(asked: Context, small_project: SmallProject) -> str:
    """Six of Keuruu and five of Laukaa have given their opinion; the round is open."""

    def context_for(_role: str) -> Context:
        return asked

    round_id = personal_round(context_for, small_project)
    for pilot_id, count in ((small_project.keuruu, 6), (small_project.laukaa, 5)):
        for number in range(count):
            answers = {"T3a": Cleaned(str(number % 5 + 1)), "T21": Cleaned(f"<b>Sana</b> {number}")}
            respond(asked, round_id, answers, pilot_id)
    return round_id


def test_opinions_appear_when_the_round_is_closed(
    app: App, asked: Context, opinions: str, small_project: SmallProject
) -> None:
    waiting = _(
        "Opinions are shown when the round has been closed: before that, one answer could be told from another."
    )
    page = app("facilitator", "results", form="practices_own")
    assert not broken(page)
    assert [one.value for one in page.info] == [waiting]  # once for all the statements
    close_round(asked, round_id=opinions)
    page.run()
    assert waiting not in texts_of(page)
    assert _("As a table") in {one.label for one in page.expander}
    frame = page.table[0].value
    assert list(frame.loc["Työkyvyn tuen tarve tunnistetaan meillä varhain."]) == [
        "3",
        "2",
        "2",
        "2",
        "2",
        "11",
        "0",
    ]


def test_versions_that_do_not_join_are_drawn_each_by_itself(
    app: App, asked: Context, small_project: SmallProject
) -> None:
    round_ = start(lambda _role: asked, small_project, templates=("capacity_basic",))
    given = {("K3", "", ""): ("nurse",), ("K19", "", ""): "partly"}
    round_.answer(small_project.health_unit, "capacity_basic", given, send=True)
    template = edited(asked.catalogue.templates["capacity_basic"], without_partly)
    told = preview_version(asked, round_id=round_.round_id, template=template)
    publish_version(
        asked, round_id=round_.round_id, document_id=told.version.document_id, template=template,
        recode={"K19": {"partly": None}},
    )  # fmt: skip
    given = {**given, ("K19", "", ""): "limited"}
    round_.answer(small_project.employment_unit, "capacity_basic", given, send=True)
    page = app("facilitator", "results", form="capacity_basic", at="coordinator")
    assert not broken(page)
    assert [one.value for one in page.header].count("Osallistuuko lähiesihenkilö pilotin työpajoihin?") == 2
    assert any(_("later versions have other choices") in one for one in texts_of(page))


def test_choices_with_the_same_words_are_told_apart(
    app: App, asked: Context, small_project: SmallProject
) -> None:
    def alike(document: dict[str, Any]) -> None:
        name = question(document, "K19")["choices"]
        document["choice_lists"][name] = tuple(
            one | {"label": {"fi": "Samoin", "sv": "Lika", "en": "Alike"}}
            for one in document["choice_lists"][name]
        )

    round_ = start(lambda _role: asked, small_project, templates=("capacity_basic",))
    template = edited(asked.catalogue.templates["capacity_basic"], alike)
    told = preview_version(asked, round_id=round_.round_id, template=template)
    publish_version(
        asked, round_id=round_.round_id, document_id=told.version.document_id, template=template, recode={}
    )
    round_.answer(small_project.health_unit, "capacity_basic", {("K19", "", ""): "partly"})
    page = app("facilitator", "results", form="capacity_basic", at="coordinator")
    assert not broken(page)
    counts = {
        label: row.iloc[0] for one in page.table for label, row in one.value.iterrows() if "Samoin" in label
    }
    assert sorted(counts.values()) == ["0", "0", "1"]


def test_what_people_wrote_is_shown_as_they_wrote_it(app: App, asked: Context, opinions: str) -> None:
    close_round(asked, round_id=opinions)
    page = app("facilitator", "results", form="practices_own", at="in_own_words")
    assert not broken(page)
    assert any(f"{as_typed('<b>Sana</b>')} 0 **× 2**" in one for one in texts_of(page))


def test_a_municipality_of_few_is_hidden_with_another(
    app: App, asked: Context, small_project: SmallProject
) -> None:
    def context_for(_role: str) -> Context:
        return asked

    round_id = personal_round(context_for, small_project)
    for pilot_id, count in ((small_project.keuruu, 6), (small_project.laukaa, 2)):
        for _number in range(count):
            respond(asked, round_id, {"T3a": Cleaned("1")}, pilot_id)
    close_round(asked, round_id=round_id)
    page = app("facilitator", "results", form="practices_own")
    pilot = next(one for one in page.selectbox if one.label == _("Municipality or area"))
    pilot.set_value("keuruu")
    page.run()
    told = _(
        "Not shown: the answers of a group of fewer than {least} could be worked out from this.", least=5
    )
    assert told in texts_of(page)
    assert not page.table


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_contact_reads_it_in_every_language(
    app: App, asked: Context, opinions: str, language: str
) -> None:
    close_round(asked, round_id=opinions)
    page = app("pilot_contact", "results", language=language, form="practices_own")
    assert not broken(page)
    words = Words(language)
    assert words("Municipality or area") not in {one.label for one in page.selectbox}
    assert page.table[0].value.iloc[0, -2] == "6"


def test_two_rounds_side_by_side(
    app: App, asked: Context, opinions: str, small_project: SmallProject
) -> None:
    def context_for(_role: str) -> Context:
        return asked

    later = personal_round(context_for, small_project, title="Uusi kierros")
    for _number in range(5):
        respond(asked, later, {"T3a": Cleaned("5")}, small_project.keuruu)
    for round_id in (opinions, later):
        close_round(asked, round_id=round_id)
    page = app("facilitator", "results", form="practices_own")
    first = next(one for one in page.selectbox if one.label == _("Round"))
    first.set_value(opinions)
    page.run()
    beside = next(one for one in page.selectbox if one.label == _("Compare with the round"))
    beside.set_value(later)
    page.run()
    assert not broken(page)
    frame = page.table[0].value
    assert [one.split("(")[-1] for one in frame.columns] == [
        "Mielipiteet)",
        "Mielipiteet)",
        "Uusi kierros)",
        "Uusi kierros)",
    ]
    assert list(frame.loc["Täysin samaa mieltä"]) == ["2", "18\xa0%", "5", "100\xa0%"]


def test_a_round_in_which_nobody_answered_is_said_and_not_drawn_as_zeros(
    app: App, asked: Context, small_project: SmallProject
) -> None:
    def context_for(_role: str) -> Context:
        return asked

    before = start(context_for, small_project, templates=("capacity_basic",))
    before.answer(small_project.health_unit, "capacity_basic", {("K17", "", ""): "yes"})
    assert isinstance(asked.clock, Clock)
    asked.clock.advance(minutes=1)
    start(context_for, small_project, templates=("capacity_basic",))
    page = app("facilitator", "results", form="capacity_basic", at="team")
    page.selectbox(key="results.beside.fi").set_value(before.round_id).run()
    assert not broken(page)
    told = texts_of(page)
    silent = _("Nobody has answered this in the round “{round}”.", round="").rpartition("”")[2]
    assert any(one.endswith(silent) for one in told)
    assert list(page.table[0].value.loc["Kyllä"]) == ["1", "100\xa0%"]


def test_without_a_round_it_says_what_to_do(app: App) -> None:
    page = go_to(app("facilitator"), "results")
    assert not broken(page)
    assert _(
        "No round has been opened yet. Open one on the page “Surveys”; the answers are shown here."
    ) in texts_of(page)


def test_facts_unit_by_unit_and_files(app: App, asked: Context, small_project: SmallProject) -> None:
    """What a unit gave is read when its question is chosen; the files are there to be taken."""

    def context_for(_role: str) -> Context:
        return asked

    round_ = start(context_for, small_project, templates=("capacity_basic",))
    figures = {("K3", "", ""): ("social_counsellor",), ("K4", "", "social_counsellor"): 2.0}
    round_.answer(small_project.health_unit, "capacity_basic", figures)
    page = app("facilitator", "results", form="capacity_basic", at="figures")
    assert not broken(page)
    question = [one for one in page.selectbox if one.label == _("Question")][-1]
    question.set_value("K4")
    page.run()
    assert not broken(page)
    assert ["Hyvinvointialue", "useita", "sosiaaliohjaaja", "2"] in [
        list(t.value.iloc[0]) for t in page.table
    ]


def test_the_monitoring_opens_on_the_page_of_surveys(
    app: App, asked: Context, small_project: SmallProject
) -> None:
    def context_for(_role: str) -> Context:
        return asked

    round_ = start(context_for, small_project, templates=("capacity_basic",))
    round_.answer(small_project.health_unit, "capacity_basic", {})
    page = app("facilitator", "surveys")
    page.session_state[f"progress.{round_.round_id}.fi"] = True
    page.run()
    assert not broken(page)
    everything = [_("client hours"), _("person-years"), _("representative in the team"), _("representative's hours"),
                  _("client coordinator")]  # fmt: skip
    gap = _("{organisation}: {what} missing", organisation="Työllisyysalue", what=_.listing(everything))
    assert any(as_typed(gap) in text for text in texts_of(page))
