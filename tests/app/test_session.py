"""Who uses a page, on which project and pilot, signed in here or at the organisation's service."""

from __future__ import annotations

from urllib.parse import quote

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from mallipaja.actions.sign_in import actor_for_claims
from mallipaja.i18n import LANGUAGES, Words
from mallipaja.store import record, schema
from mallipaja.ui import visitor
from mallipaja.ui.installation import Installation
from mallipaja.ui.visitor import PROJECT_COOKIE, SESSION_COOKIE, Visitor
from tests.app.conftest import COOKIES, App, cookies_of, go_to, open_app
from tests.app.reading import texts_of
from tests.small_project import SmallProject, fill

CLAIMS = "claims of the test"


def titles(page: AppTest) -> list[str]:
    return [one.value for one in page.title]


def test_without_a_browser_nobody_is_signed_in(place: Installation) -> None:
    visitor.source = visitor.of_browser
    page = go_to(open_app({}).run(), "process")
    assert titles(page) == [Words("fi")("Sign in to use this page")]


def test_an_ended_session_stops_at_the_next_click(
    app: App, place: Installation, small_project: SmallProject
) -> None:
    page = app("facilitator", "process")
    assert titles(page) != [Words("fi")("Sign in to use this page")]
    with place.store.writing("cli:test", place.clock()) as work:
        work.connection.execute(schema.login_session.update().values(ended_at=place.clock()))
    assert titles(page.run()) == [Words("fi")("Sign in to use this page")]


@pytest.fixture
def organisation(place: Installation) -> None:
    """The organisation's sign-in service has let somebody through; who, is in the session."""
    visitor.source = lambda: Visitor(st.session_state.get(COOKIES, {}), "", st.session_state.get(CLAIMS, {}))


def test_the_organisations_sign_in(
    organisation: None, place: Installation, small_project: SmallProject
) -> None:
    with place.store.writing("cli:test", place.clock()) as work:
        values = {"login": "aino@kunta.fi"}
        record.change(
            work,
            schema.account,
            small_project.accounts["facilitator"],
            values,
            revision=None,
            project_id=None,
        )
    claims = {"is_logged_in": True, "iss": "https://id.example", "sub": "1", "email": "aino@kunta.fi"}
    page = open_app({})
    page.session_state[CLAIMS] = claims
    page.run()
    go_to(page, "surveys")
    assert titles(page) == [Words("fi")("Whose answer is missing?")]
    assert (
        actor_for_claims(place.store, claims, place.clock()).account_id
        == small_project.accounts["facilitator"]
    )


def test_the_organisations_sign_in_without_an_account(organisation: None) -> None:
    page = open_app({})
    page.session_state[CLAIMS] = {"is_logged_in": True, "iss": "x", "sub": "2", "email": "muu@kunta.fi"}
    go_to(page.run(), "surveys")
    assert titles(page) == [Words("fi")("You have no account here")]
    assert [one.value for one in page.code] == ["muu@kunta.fi"]


def test_the_pilot_follows_the_address_and_the_switch(app: App) -> None:
    page = app("facilitator", "current-state", pilot="laukaa")
    switch = next(one for one in page.selectbox if one.label == Words("fi")("Pilot"))
    names = dict(zip(switch.options, ("keuruu", "laukaa"), strict=True))
    assert (switch.value and len(names)) == 2
    assert page.query_params["pilot"] == "laukaa"
    switch.select_index(0).run()
    assert page.query_params["pilot"] == "keuruu"
    go_to(page, "team")
    again = next(one for one in page.selectbox if one.label == Words("fi")("Pilot"))
    assert again.options.index("Keuruu") == 0
    assert not page.exception


def test_a_pilot_of_another_is_not_opened_by_its_address(app: App) -> None:
    page = app("pilot_contact", "current-state", pilot="laukaa")
    assert not page.exception
    assert not any("Laukaa" in text for text in texts_of(page))


def test_a_project_of_another_is_not_opened_by_its_address(
    app: App, place: Installation, small_project: SmallProject
) -> None:
    other = fill(place.store, "Toinen hanke")
    page = app("facilitator", "project", project=other.project_id[:8])
    assert not page.exception
    assert "Toinen hanke" not in texts_of(page)
    assert "Pieni hanke" in texts_of(page)


def test_somebody_with_two_projects_chooses(
    app: App, place: Installation, small_project: SmallProject
) -> None:
    other = fill(place.store, "Toinen hanke")
    page = app("admin", "project")
    switch = next(one for one in page.selectbox if one.label == Words("fi")("Project"))
    assert set(switch.options) == {"Pieni hanke", "Toinen hanke"}
    switch.set_value(other.project_id).run()
    assert page.query_params["project"] == other.project_id[:8]
    assert (
        next(one.value for one in page.text_input if one.label == Words("fi")("Name of the project"))
        == "Toinen hanke"
    )


def test_the_chosen_project_stays_whatever_the_newest_is(
    app: App, place: Installation, small_project: SmallProject
) -> None:
    """By the address, over the menu, which gives none, and in a new tab by the device's cookie."""
    both = {small_project.project_id[:8], fill(place.store, "Toinen hanke").project_id[:8]}
    page = app("admin", "project")
    (older,) = (one for one in both if one != page.query_params["project"])
    page = app("admin", "current-state", project=older)
    assert (page.query_params["project"], page.query_params["pilot"]) == (older, "keuruu")
    page.query_params.clear()
    go_to(page, "surveys")
    assert page.query_params["project"] == older
    links = next(one.value for one in page.get("html") if "mallipaja-links" in one.value)
    assert links.count(quote(f"/surveys?project={older}", safe="/")) == len(LANGUAGES)
    cookies = {**cookies_of(place, small_project, "admin"), PROJECT_COOKIE: older}
    again = go_to(open_app(cookies).run(), "surveys")
    assert again.query_params["project"] == older


@pytest.mark.parametrize(("of_this", "shown"), [(True, "laukaa"), (False, "keuruu")])
def test_the_pilot_shown_last_is_shown_in_a_new_tab_of_the_same_project(
    place: Installation, small_project: SmallProject, of_this: bool, shown: str
) -> None:
    handle = small_project.project_id[:8] if of_this else "ffffffff"
    cookies = {**cookies_of(place, small_project, "admin"), PROJECT_COOKIE: f"{handle}.laukaa"}
    page = go_to(open_app(cookies).run(), "current-state")
    assert (page.query_params["project"], page.query_params["pilot"]) == (small_project.project_id[:8], shown)


def test_a_pilot_the_project_does_not_have_is_said_and_stays_in_the_project(
    app: App, place: Installation, small_project: SmallProject
) -> None:
    fill(place.store, "Toinen hanke")
    page = app("admin", "current-state", project=small_project.project_id[:8], pilot="viitasaari")
    _ = Words("fi")
    said = _(
        "The project {project} has no such pilot as the address names, or it is not yours. Shown is {pilot}.",
        project="Pieni hanke",
        pilot="Keuruu",
    )
    assert [one.value for one in page.warning] == [said]
    page = app("admin", "current-state", project="ffffffff")
    shown = next(one for one in page.selectbox if one.label == _("Project"))
    said = _(
        "The address names a project that is not there or not yours. Shown is {project}.",
        project="Pieni hanke" if shown.value == small_project.project_id else "Toinen hanke",
    )
    assert [one.value for one in page.warning] == [said]


def test_an_unexpected_error_shows_a_number_and_nothing_else(
    app: App, place: Installation, small_project: SmallProject, caplog: pytest.LogCaptureFixture
) -> None:
    cookies = cookies_of(place, small_project, "facilitator")
    with place.store.writing("cli:test", place.clock()) as work:
        work.connection.exec_driver_sql("DROP TABLE step")
    page = open_app(cookies).run()
    go_to(page, "process")
    assert not page.exception
    assert [one.value for one in page.error] == [
        Words("fi")("Something went wrong. What you had saved is safe.")
    ]
    number = next(one.value.split("**")[1] for one in page.markdown if "**" in one.value and "-" in one.value)
    assert number in caplog.text
    assert "OperationalError" in caplog.text
    assert "SELECT" not in caplog.text
    assert SESSION_COOKIE not in caplog.text
