"""The routes: signing in and out, setting up, invitations, languages, and what protects them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select, update

from mallipaja.actions import people
from mallipaja.actions.access import Context, cli_actor
from mallipaja.actions.links import new_setup_link
from mallipaja.actions.passwords import SHORT_PASSWORD, hash_password
from mallipaja.actions.sign_in import SESSION_LASTS, TRIES_PER_ADDRESS, set_password
from mallipaja.actions.workshops import end_workshop
from mallipaja.i18n import LANGUAGES, Words
from mallipaja.store import schema
from mallipaja.store.engine import Store
from mallipaja.ui import installation
from mallipaja.ui.installation import Installation
from mallipaja.ui.server.login import NOT_SAME
from mallipaja.ui.visitor import DEVICE_COOKIE, LANGUAGE_COOKIE, SESSION_COOKIE
from tests.app.browserless import Browser
from tests.small_project import TOKEN, Clock, SmallProject
from tests.workshops import arrange

GOOD = "kevätpuro ja mänty"


@pytest.fixture
def browser(place: Installation) -> Browser:
    return Browser()


@pytest.fixture(scope="module")
def good_hash() -> str:
    return hash_password(GOOD)


@pytest.fixture
def facilitator(place: Installation, small_project: SmallProject, good_hash: str) -> str:
    """The login name of a facilitator whose password is `GOOD`."""
    with place.store.writing("cli:test", place.clock()) as work:
        set_password(work, small_project.accounts["facilitator"], good_hash)
    return "facilitator"


def admin_of(place: Installation) -> Context:
    return Context(place.store, cli_actor("test"), place.catalogue(), place.clock)


def test_healthz_tells_that_all_is_well(browser: Browser) -> None:
    answer = browser.get("/healthz")
    assert answer.status == 200
    assert '"database":true' in answer.text.replace(" ", "")
    assert answer.headers["cache-control"] == "no-store"


def test_healthz_is_503_when_the_database_is_old_or_away(
    browser: Browser, place: Installation, store: Store
) -> None:
    with store.writing("cli:test", place.clock()) as work:
        work.connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0000'")
    assert browser.get("/healthz").status == 503
    installation.use(
        replace(place, store=Store("postgresql+psycopg://nobody@127.0.0.1:9/none?connect_timeout=1"))
    )
    answer = browser.get("/healthz")
    assert answer.status == 503
    assert "127.0.0.1" not in answer.text


@pytest.mark.parametrize("path", ["/login", "/healthz", "/assets/forms.css", "/setup/x", "/nowhere"])
def test_every_answer_has_the_security_headers(browser: Browser, path: str) -> None:
    headers = browser.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe-eval'" not in policy.replace("wasm-unsafe-eval", "")
    assert "'unsafe-inline'" not in policy.split("script-src")[1].split(";")[0]
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"


@pytest.mark.parametrize("name", ["../settings.py", "..%2Fapp.py", "shell.css", "none.css"])
def test_only_the_public_files_are_given(browser: Browser, name: str) -> None:
    assert browser.get(f"/assets/{name}").status == 404


def test_signing_in_and_out(browser: Browser, facilitator: str, place: Installation) -> None:
    page = browser.get("/login?next=/team")
    assert page.status == 200
    assert '<html lang="fi">' in page.text
    done = browser.send("/login?next=/team", login=facilitator, password=GOOD)
    assert (done.status, done.location) == (303, "/team")
    line = done.set_cookies[SESSION_COOKIE].lower()
    assert "httponly" in line
    assert "samesite=strict" in line
    assert f"max-age={int(SESSION_LASTS.total_seconds())}" in line
    assert browser.get("/login?next=/team").location == "/team", "signed in already"
    out = browser.send("/logout")
    assert (out.status, out.location) == (303, "/")
    assert SESSION_COOKIE not in browser.cookies
    assert browser.get("/login").status == 200


def test_a_copied_session_cookie_is_worth_nothing_after_signing_out(
    browser: Browser, facilitator: str
) -> None:
    browser.send("/login", login=facilitator, password=GOOD)
    thief = Browser({SESSION_COOKIE: browser.cookies[SESSION_COOKIE]})
    assert thief.get("/login").status == 303
    browser.send("/logout")
    assert thief.get("/login").status == 200


def test_after_signing_in_one_starts_from_ones_own_work(browser: Browser, facilitator: str) -> None:
    assert browser.send("/login", login=facilitator, password=GOOD).location == "/process"
    away = Browser().send("/login?next=https://evil.example", login=facilitator, password=GOOD)
    assert away.location == "/process"


def test_the_same_words_whatever_was_wrong(browser: Browser, facilitator: str, place: Installation) -> None:
    people.add_account(admin_of(place), login="uusi", name="Ilman salasanaa")

    def said(login: str, password: str) -> tuple[int, str]:
        answer = browser.send("/login", login=login, password=password)
        return answer.status, answer.text.replace(login, "LOGIN")

    answers = {said(facilitator, "väärä"), said("ei.ole.olemassa", "väärä"), said("uusi", GOOD)}
    for _ in range(TRIES_PER_ADDRESS):
        said(facilitator, "väärä")
    answers.add(said(facilitator, GOOD))
    assert len(answers) == 1
    status, text = answers.pop()
    assert status == 403
    assert 'role="alert"' in text
    assert 'aria-invalid="true"' in text
    assert GOOD not in text


def test_a_typed_name_is_text_not_html(browser: Browser) -> None:
    answer = browser.send("/login", login='"><script>alert(1)</script>', password="x")
    assert "<script>" not in answer.text


@pytest.mark.parametrize(
    "headers",
    [
        {"sec_fetch_site": "cross-site"},
        {"sec_fetch_site": "same-site"},
        {"sec_fetch_site": "", "origin": "https://evil.example"},
    ],
)
def test_a_form_from_elsewhere_is_refused(
    browser: Browser, facilitator: str, headers: dict[str, str]
) -> None:
    fields = {"form_secret": browser.get("/login").form_secret, "login": facilitator, "password": GOOD}
    assert browser.post("/login", fields, **headers).status == 403
    assert SESSION_COOKIE not in browser.cookies


@pytest.mark.parametrize("origin", ["", "null", "http://mallipaja.example"])
def test_an_older_browser_may_send_forms_too(browser: Browser, facilitator: str, origin: str) -> None:
    fields = {"form_secret": browser.get("/login").form_secret, "login": facilitator, "password": GOOD}
    assert browser.post("/login", fields, sec_fetch_site="", origin=origin).status == 303


def test_a_form_needs_the_secret_of_its_own_page(browser: Browser, facilitator: str) -> None:
    fields = {"login": facilitator, "password": GOOD}
    assert browser.post("/login", fields).status == 403
    browser.get("/login")
    assert browser.post("/login", {**fields, "form_secret": "guess"}).status == 403
    assert browser.post("/login", {**fields, "form_secret": ""}).status == 403
    assert (
        Browser().post("/login", {**fields, "form_secret": browser.get("/login").form_secret}).status == 403
    )


def test_a_huge_form_is_refused_before_it_is_read(browser: Browser) -> None:
    assert browser.post("/login", {"password": "x" * 20_000}).status == 413


def test_setting_up(browser: Browser, place: Installation) -> None:
    with place.store.writing("cli:test", place.clock()) as work:
        work.connection.execute(update(schema.account).values(is_admin=False))
    token = new_setup_link(admin_of(place))
    path = f"/setup/{token}"
    kept = {"login": "paula", "name": "Paula Pääkäyttäjä"}
    twice = browser.send(path, **kept, password=GOOD, again=GOOD + "!")
    short = browser.send(path, **kept, password="lyhyt", again="lyhyt")
    assert (twice.status, short.status) == (422, 422)
    assert Words("fi")(NOT_SAME) in twice.text
    assert Words("fi")(SHORT_PASSWORD, length=5, least=12) in short.text
    assert 'value="paula"' in short.text
    done = browser.send(path, **kept, password=GOOD, again=GOOD)
    assert (done.status, done.location) == (303, "/process")
    assert browser.get(path).status == 404
    with place.store.reading("cli:test", place.clock()) as work:
        names = work.connection.execute(
            select(schema.account.c.login).where(schema.account.c.is_admin)
        ).scalars()
        assert names.all() == ["paula"]


def test_choosing_a_password(browser: Browser, place: Installation, small_project: SmallProject) -> None:
    account_id = small_project.accounts["pilot_contact"]
    token = people.new_password_link(admin_of(place), account_id=account_id)
    assert "pilot_contact" in browser.get(f"/password/{token}").text
    done = browser.send(f"/password/{token}", password=GOOD, again=GOOD)
    assert done.status == 303
    assert browser.get(f"/password/{token}").status == 404
    assert Browser().send("/login", login="pilot_contact", password=GOOD).status == 303


@pytest.mark.parametrize("kind", ["i", "setup", "password"])
def test_a_dead_link_says_the_same_whatever_it_was(browser: Browser, kind: str, place: Installation) -> None:
    place.store.writing("cli:test", place.clock())
    pages = {browser.get(f"/{kind}/{token}").text for token in ("x", "a" * 32, TOKEN[:-1])}
    assert len({page.split("<main>")[1] for page in pages}) == 1
    assert Words("fi")("This link does not work") in pages.pop()


def test_an_ended_workshop_answers_as_a_code_nobody_has(
    browser: Browser, place: Installation, small_project: SmallProject
) -> None:
    made = arrange(admin_of(place), small_project.project_id)
    code = made.workshop().join_code
    end_workshop(made.context, workshop_id=made.workshop_id)
    pages = {browser.get(f"/w/{one}").text.split("<main>")[1] for one in (code, "XXXXXX")}
    assert len(pages) == 1
    assert "Työpaja voi olla päättynyt" in pages.pop()


def test_an_invitation_moves_from_the_address_to_a_cookie(
    browser: Browser, small_project: SmallProject
) -> None:
    answer = browser.get(f"/i/{TOKEN}")
    handle = small_project.invitation_id[:8]
    assert (answer.status, answer.location) == (303, f"/answer?r={handle}")
    line = answer.set_cookies[DEVICE_COOKIE].lower()
    assert "httponly" in line
    assert "samesite=lax" in line
    assert "secure" not in line
    assert TOKEN not in answer.text + answer.location + line
    secret = browser.cookies[DEVICE_COOKIE]
    browser.get(f"/i/{TOKEN}")
    assert browser.cookies[DEVICE_COOKIE] == secret


def test_cookies_are_secure_behind_https(place: Installation) -> None:
    settings = replace(place.settings, public_address="https://mallipaja.example")
    installation.use(replace(place, settings=settings))
    browser = Browser()
    lines = [*browser.get(f"/i/{TOKEN}").set_cookies.values(), *browser.get("/login").set_cookies.values()]
    assert len(lines) == 2
    assert all("secure" in line.lower() for line in lines)


def test_a_closed_round_is_told_kindly(browser: Browser, place: Installation) -> None:
    with place.store.writing("cli:test", place.clock()) as work:
        work.connection.execute(update(schema.round_).values(state="closed"))
    answer = browser.get(f"/i/{TOKEN}")
    assert answer.status == 200
    assert Words("fi")("This survey has closed") in answer.text
    assert DEVICE_COOKIE not in browser.cookies


def test_stopping_on_this_device(browser: Browser, place: Installation) -> None:
    browser.get(f"/i/{TOKEN}")
    secret = browser.cookies[DEVICE_COOKIE]
    answer = browser.send("/forget")
    assert answer.status == 200
    assert DEVICE_COOKIE not in browser.cookies
    with place.store.reading("cli:test", place.clock()) as work:
        assert work.connection.execute(select(schema.device_grant)).all() == []
    again = Browser({DEVICE_COOKIE: secret})
    again.get(f"/i/{TOKEN}")
    assert again.cookies[DEVICE_COOKIE] != secret


@pytest.mark.parametrize("language", LANGUAGES)
def test_choosing_a_language(browser: Browser, facilitator: str, language: str, place: Installation) -> None:
    browser.send("/login", login=facilitator, password=GOOD)
    answer = browser.get(f"/lang/{language}?next=/team%3Fpilot%3Dkeuruu")
    assert (answer.status, answer.location) == (303, "/team?pilot=keuruu")
    assert browser.cookies[LANGUAGE_COOKIE] == language
    elsewhere = Browser(extra={"accept-language": "en"})
    elsewhere.send("/login", login=facilitator, password=GOOD)
    assert elsewhere.cookies[LANGUAGE_COOKIE] == language, "the account remembers it"


def test_an_unknown_language_is_not_found(browser: Browser) -> None:
    assert browser.get("/lang/de").status == 404
    assert browser.get("/lang/fi?next=//evil.example").location == "/"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_speak_three_languages(browser: Browser, language: str) -> None:
    answer = browser.get(f"/login?lang={language}")
    assert f'<html lang="{language}">' in answer.text
    assert f"<h1>{Words(language)('Sign in')}</h1>" in answer.text
    assert browser.cookies[LANGUAGE_COOKIE] == language
    assert f'<html lang="{language}">' in browser.get("/login").text


def test_every_input_has_a_label(browser: Browser) -> None:
    text = browser.get("/login").text
    for name in ("login", "password"):
        assert f'<label for="{name}">' in text
        assert f'id="{name}"' in text


def test_misses_are_slowed_down(browser: Browser, clock: Clock, place: Installation) -> None:
    import time

    spent = []
    for _ in range(7):
        began = time.monotonic()
        assert browser.get("/i/guess").status == 404
        spent.append(time.monotonic() - began)
    assert min(spent[:5]) < 0.4  # a busy machine may slow some of them, not all
    assert spent[5] >= 0.5
    assert spent[6] >= 1.0
    spent = []
    for _ in range(3):
        began = time.monotonic()
        assert browser.get(f"/i/{TOKEN}").status == 303
        spent.append(time.monotonic() - began)
    assert min(spent) < 0.4, "a right link is never slowed down"
