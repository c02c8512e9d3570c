"""The current state without a browser: every view in three languages with all its methods, and writing practices down."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from mallipaja.actions.access import Context, cli_actor
from mallipaja.actions.beside import network_changes
from mallipaja.actions.parties import change_actor
from mallipaja.actions.picture import network_picture
from mallipaja.actions.practices import add_handover, list_practices
from mallipaja.actions.workloads import need_range, workload_picture
from mallipaja.i18n import LANGUAGES, Words
from mallipaja.store import record, schema
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.installation import Installation
from mallipaja.ui.live.wall_pictures import map_legend
from tests.app.conftest import App, go_to, open_app
from tests.app.reading import texts_of
from tests.app.test_access_pages import broken
from tests.app.test_facilitate_pages import named, press, saved
from tests.app.test_pages_speak import cookies, untranslated
from tests.small_project import START, SmallProject
from tests.survey_round import SurveyRound, start

VIEWS = ("capacity", "network", "practices")
_ = Words("fi")
WORKLOAD = {
    ("K12_profession", "", ""): "nurse",
    ("K12_task", "", "1"): "Arvio",
    ("K12_times", "", "1"): 120.0,
    ("K12_minutes", "", "1"): 180.0,
    ("K13_task", "", "1"): "Kokous",
    ("K13_minutes", "", "1"): 90.0,
    ("K13_per", "", "1"): "week",
    **{("K15_days", "", kind): days for kind, days in
       (("public_holidays", 10.0), ("annual_leave", 30.0), ("sick_leave", 9.0), ("other", 5.0))},
}  # fmt: skip
HOURS = {
    ("K3", "", ""): ("nurse",),
    ("K4", "", "nurse"): 2.0,
    ("K5", "", "nurse"): 0.5,
    ("K6", "", "nurse"): 10.0,
    ("K7", "", "nurse"): 1.0,
}


@pytest.fixture
def asked(place: Installation) -> Context:
    return Context(place.store, cli_actor("aino"), place.catalogue(), place.clock)


@pytest.fixture
def later(context_for: Callable[[str], Context]) -> Callable[[str], Context]:
    """The people of the project a day later, so that what they answer is the newest."""
    return lambda role: replace(context_for(role), clock=lambda: START + timedelta(days=1))


@pytest.fixture
def rounds(context_for: Callable[[str], Context], small_project: SmallProject) -> SurveyRound:
    templates = ("capacity_basic", "network_basic", "partner_short", "workload")
    return start(context_for, small_project, templates)


def shown(page: AppTest) -> str:
    return "\n".join(texts_of(page))


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_view_has_its_tables_its_method_n_and_completeness(
    example: Installation, view: str, language: str
) -> None:
    words = Words(language)
    page = go_to(open_app(cookies(example), language, view=view).run(), "current-state")
    assert not broken(page)
    for head in ("Method", "Completeness", "Source"):
        assert f"**{words(head)}**" in shown(page)
    tables = len(page.table)
    assert tables > 0
    if view != "practices":
        switch = next(one for one in page.toggle if one.label == words("More methods"))
        page = switch.set_value(True).run()
        assert not broken(page)
        assert len(page.tabs) >= 3
        assert view == "capacity" or len(page.table) > tables
    assert language == "en" or untranslated(texts_of(page), words) == set()


@pytest.mark.parametrize("view", VIEWS)
def test_a_pilot_without_answers_says_what_to_do(app: App, view: str) -> None:
    page = app("facilitator", "current-state", view=view)
    assert not broken(page)
    assert f"**{_('Method')}**" in shown(page)


def test_the_contact_of_a_pilot_sees_no_other(
    app: App, rounds: SurveyRound, small_project: SmallProject
) -> None:
    rounds.answer(small_project.health_unit, "capacity_basic", HOURS)
    page = app("pilot_contact", "current-state", view="capacity")
    by = next(one for one in page.button_group if one.label == _("Show by"))
    assert list(by.options) == [_("Profession"), _("Organisation"), _("Unit")]
    page = app("pilot_contact", "current-state", view="practices")
    assert _("All pilots side by side") not in [one.label for one in page.expander]
    assert "Laukaa" not in shown(page)
    page = app("facilitator", "current-state", view="practices")
    assert _("All pilots side by side") in [one.label for one in page.expander]


def test_a_new_answer_is_in_the_next_picture(
    app: App, rounds: SurveyRound, small_project: SmallProject
) -> None:
    page = app("facilitator", "current-state", view="capacity", pilot=small_project.keuruu[:8])
    assert "10" not in [one.value for one in page.metric]
    rounds.answer(small_project.health_unit, "capacity_basic", HOURS)
    page.run()
    assert not broken(page)
    assert page.metric[0].value == "5"  # half of the hours of a unit that serves two pilots
    assert _("What is unfilled, and what ends?") in shown(page)


# --- workloads ------------------------------------------------------------------------------------------


def test_recorded_volumes_give_wisn_and_ranges(
    app: App, asked: Context, rounds: SurveyRound, small_project: SmallProject
) -> None:
    rounds.answer(small_project.health_unit, "capacity_basic", HOURS)
    rounds.answer(small_project.health_unit, "workload", WORKLOAD)
    (one,) = workload_picture(asked, pilot_id=small_project.keuruu).units
    assert one.result is not None
    assert one.result.available_hours == pytest.approx(1575.9)
    assert one.result.activities[0].staff == pytest.approx(0.228441, abs=1e-6)
    assert one.result.current_htv == 0.5
    assert one.workload is not None
    found = need_range(one.workload)
    assert found is not None
    assert found == need_range(one.workload)
    assert found.required_htv.p10 < one.result.required_htv < found.required_htv.p90
    page = app("facilitator", "current-state", view="capacity")
    assert as_typed(_("WISN ratio")) in shown(page)
    page = named(page.toggle, "More methods").set_value(True).run()
    assert not broken(page)
    page = named(page.slider, "Volumes, %").set_value(100).run()
    assert not broken(page)
    assert _(
        "Ranges are reckoned round recorded volumes and unit times. No unit has given them."
    ) not in shown(page)


def test_a_number_that_is_missing_is_a_problem_in_words(
    app: App, rounds: SurveyRound, small_project: SmallProject
) -> None:
    some = {key: value for key, value in WORKLOAD.items() if key[0] != "K12_minutes"}
    rounds.answer(small_project.health_unit, "workload", some)
    page = app("facilitator", "current-state", view="capacity")
    assert not broken(page)
    assert any("Vastaanotto" in one.value or "Kuntoutus" in one.value or one.value for one in page.warning)


def test_an_absence_longer_than_the_year_is_no_crash(
    asked: Context, app: App, rounds: SurveyRound, small_project: SmallProject
) -> None:
    much = {**WORKLOAD, ("K15_days", "", "annual_leave"): 200.0, ("K15_days", "", "other"): 200.0}
    rounds.answer(small_project.health_unit, "workload", much)
    (one,) = workload_picture(asked, pilot_id=small_project.keuruu).units
    assert one.result is None
    assert [problem.code for problem in one.problems] == ["WISN_002"]
    assert not broken(app("facilitator", "current-state", view="capacity"))


# --- contradictions and strangers -----------------------------------------------------------------------


def test_contradictory_answers_of_a_unit_are_said(
    app: App, rounds: SurveyRound, small_project: SmallProject, later: Callable[[str], Context]
) -> None:
    rounds.answer(small_project.health_unit, "capacity_basic", HOURS)
    again = start(later, small_project)
    again.answer(small_project.health_unit, "capacity_basic", {**HOURS, ("K4", "", "nurse"): 5.0})
    page = app("facilitator", "current-state", view="capacity")
    assert not broken(page)
    said = _("{unit} has given two different answers to the same question; the latest counts.").split(
        "{unit}"
    )[1]
    assert any(said in one.value for one in page.warning)


def test_hours_far_above_the_person_years_are_asked_about(
    app: App, rounds: SurveyRound, small_project: SmallProject
) -> None:
    much = {("K5", "", "nurse"): 0.2, ("K6", "", "nurse"): 37.0}
    rounds.answer(small_project.health_unit, "capacity_basic", {**HOURS, **much})
    page = app("facilitator", "current-state", view="capacity")
    assert any("(1 htv on enintään 40 h viikossa)" in one.value for one in page.warning)


def test_the_walls_map_has_a_key_for_the_width_of_its_lines(
    asked: Context, small_project: SmallProject
) -> None:
    picture = network_picture(asked, pilot_id=small_project.keuruu)
    assert map_legend(_, picture).endswith(" · mitä paksumpi viiva, sitä useammin")


def test_rounds_are_looked_at_one_by_one(
    asked: Context, app: App, rounds: SurveyRound, small_project: SmallProject,
    later: Callable[[str], Context],
) -> None:  # fmt: skip
    tie = {("V1", "keuruu", ""): ("employment",)}
    rounds.answer(small_project.health_unit, "network_basic", {("V1", "keuruu", ""): ("other",)})
    rounds.answer(small_project.employment_unit, "partner_short", {("V1", "keuruu", ""): ("other",)})
    again = start(later, small_project)
    again.answer(small_project.health_unit, "network_basic", tie)
    again.answer(small_project.employment_unit, "partner_short", {("V1", "keuruu", ""): ("other",)})
    first = network_picture(asked, pilot_id=small_project.keuruu, round_id=rounds.round_id)
    assert first.network.ties == ()
    assert len(network_picture(asked, pilot_id=small_project.keuruu).network.ties) == 1
    assert network_picture(asked, pilot_id=small_project.keuruu, round_id="x").network.responded == ()
    found = network_changes(
        asked, pilot_id=small_project.keuruu, before=rounds.round_id, after=again.round_id
    )
    assert [(one.first, one.second) for one in found.gained] == [("employment", "health")]
    page = app("facilitator", "current-state", view="network")
    page = named(page.selectbox, "Round").set_value(rounds.round_id).run()
    assert not broken(page)


def test_an_actor_off_the_roster_is_in_no_figure(
    asked: Context, app: App, rounds: SurveyRound, small_project: SmallProject
) -> None:
    rounds.answer(small_project.health_unit, "network_basic", {("V1", "keuruu", ""): ("employment",)})
    change_actor(
        asked, actor_id=small_project.employment_actor, values={}, revision=None,
        pilot_ids=(small_project.laukaa,),
    )  # fmt: skip
    found = network_picture(asked, pilot_id=small_project.keuruu).network
    assert found.outside == ("employment",)
    assert found.ties == ()
    page = app("facilitator", "current-state", view="network")
    assert not broken(page)
    assert "ei ole tämän pilotin luettelossa" in shown(page)


# --- practices ------------------------------------------------------------------------------------------


def test_writing_a_practice_down_on_the_page(app: App, asked: Context, small_project: SmallProject) -> None:
    page = app("pilot_contact", "current-state", view="practices")
    named(page.text_input, "What is done?").set_value("**Soittaa** =1+1")
    page = press(page, "Add")
    assert saved(page)
    (one,) = list_practices(asked, pilot_id=small_project.keuruu)
    assert (one.what, one.source, one.kind) == ("**Soittaa** =1+1", "hand", "practice")
    assert r"\*\*Soittaa\*\*" in shown(page)
    cells = [str(cell) for table in page.table for cell in table.value.to_numpy().ravel()]
    assert any(r"\*\*Soittaa\*\*" in cell for cell in cells)  # tables read Markdown
    add_handover(asked, practice_id=one.id, receiver="Seurakunta")
    page.run()
    assert not broken(page)
    assert "↛" in shown(page)
    page = press(page, "Move to the bin")
    assert list_practices(asked, pilot_id=small_project.keuruu) == ()


def test_the_past_has_no_practice_of_today(app: App, asked: Context, small_project: SmallProject) -> None:
    page = app("pilot_contact", "current-state", view="practices")
    named(page.text_input, "What is done?").set_value("Soittaa")
    page = press(page, "Add")
    day = named(page.date_input, "As it was on")
    page = day.set_value(date(2025, 1, 1)).run()
    assert not broken(page)
    assert _("Open a practice") not in [one.label for one in page.selectbox]


# --- many ---------------------------------------------------------------------------------------------------


def test_hundreds_of_actors_are_no_crash(
    app: App, asked: Context, rounds: SurveyRound, small_project: SmallProject
) -> None:
    with asked.store.writing("cli:test", asked.clock()) as work:
        for number in range(400):
            key = record.new_id()
            values = {
                "id": key,
                "key": f"many_{number}",
                "name": f"Toimija {number}",
                "sector": "third",
                "position": 9,
            }
            work.connection.execute(
                schema.actor.insert().values(project_id=small_project.project_id, **values)
            )
            place = {"id": record.new_id(), "pilot_id": small_project.keuruu, "actor_id": key}
            work.connection.execute(schema.pilot_actor.insert().values(place))
    rounds.answer(
        small_project.health_unit, "network_basic", {("V1", "keuruu", ""): ("employment", "many_7")}
    )
    page = app("facilitator", "current-state", view="network")
    assert not broken(page)
    assert any("402" in one.value and "60" in one.value for one in page.info)
    page = named(page.selectbox, "Look at one actor").set_value("health").run()
    assert not broken(page)
    assert not any("kuvaan" in one.value for one in page.info)
