"""Who sees which page, and what those see who may not: every page tried as every role, without a browser."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from mallipaja.actions.access import ANONYMOUS, Actor
from mallipaja.i18n import LANGUAGES, Words
from mallipaja.ui.pages import HOME, PAGES, WORK
from tests.app.conftest import App
from tests.small_project import ROLES, SmallProject, actor_for

OPEN = {"home", "glossary", "accessibility", "privacy"}
PILOT = {"process", "current-state", "team", "walk-through", "upgrade", "follow-up", "results"}
USES = {
    "anonymous": OPEN,
    "respondent": OPEN | {"answer"},
    "developer": OPEN | {"account", "comparison", "models", "follow-up", "impact"},
    "pilot_contact": OPEN | PILOT | {"account", "comparison", "models"},
    "facilitator": OPEN
    | PILOT
    | {"account", "comparison", "models", "surveys", "workshop", "project", "changes"}
    | {"edit-survey", "try-survey", "lead", "wall"},
    "admin": {row.path for row in PAGES} - {"answer", "take-part"},
}
"""What each role may use. A page that is not named here is refused to everybody but the administrator."""


def refused(page: AppTest) -> bool:
    _ = Words("fi")
    titles = {title.value for title in page.title}
    return bool(titles & {_("You cannot use this page"), _("Sign in to use this page")})


def broken(page: AppTest) -> list[str]:
    wrong = Words("fi")("Something went wrong. What you had saved is safe.")
    return [one.value for one in page.error if wrong in one.value] + [one.value for one in page.exception]


@pytest.mark.parametrize("role", ROLES)
def test_every_page_as_every_role(app: App, role: str) -> None:
    page = app(role)
    usable = set()
    for row in PAGES:
        if row is not HOME:
            page.switch_page(str(row.source)).run()
        assert not broken(page), row.path
        assert len(page.title) == 1, row.path
        if not refused(page):
            usable.add(row.path)
    assert usable == USES[role]


def test_the_menu_shows_only_what_works(small_project: SmallProject) -> None:
    for role in ROLES:
        actor = actor_for(role, small_project)
        shown = {row.path for row in PAGES if row.in_menu_of(actor)}
        assert shown <= USES[role], role


def test_the_facilitators_menu_has_six_items_in_this_order(small_project: SmallProject) -> None:
    actor = actor_for("facilitator", small_project)
    work = [
        Words("fi")(row.title)
        for row in PAGES
        if row.in_menu_of(actor) and row.section == WORK and row is not HOME
    ]
    assert work == ["Prosessi", "Kyselyt", "Nykytila", "Työpaja", "Tiimi ja vastuut", "Vertailu"]


def test_nobody_is_led_anywhere_they_may_not_be(small_project: SmallProject) -> None:
    for row in PAGES:
        if row.in_menu_of(ANONYMOUS):
            assert row.path in OPEN
        if row.in_menu_of(Actor("account:x", account_id="x")):
            assert row.path in OPEN | {"account"}


def test_every_page_file_is_in_the_table() -> None:
    folder = HOME.source.parents[1]
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*.py")}
    assert {row.file for row in PAGES} == files
    assert len({row.path for row in PAGES}) == len(PAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_refusal_speaks_the_readers_language(app: Callable[..., AppTest], language: str) -> None:
    page = app("anonymous", "process", language=language)
    assert [one.value for one in page.title] == [Words(language)("Sign in to use this page")]


def test_the_way_to_sign_in_leads_back(app: App) -> None:
    page = app("anonymous", "surveys")
    html = "".join(one.proto.body for one in page.main if one.type == "html")
    assert 'href="/login?next=' in html
