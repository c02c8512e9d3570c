"""The open pages and the administrator's pages: what a person does there, and what comes of it."""

from __future__ import annotations

from pathlib import Path

from streamlit.testing.v1 import AppTest

from mallipaja.actions.access import Context, cli_actor
from mallipaja.actions.feedback import list_feedback
from mallipaja.actions.passwords import hash_password, password_matches
from mallipaja.actions.people import list_people
from mallipaja.actions.projects import change_project
from mallipaja.actions.sign_in import set_password
from mallipaja.i18n import Words
from mallipaja.store import people
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.installation import Installation
from tests.app.conftest import App
from tests.app.reading import texts_of
from tests.small_project import SmallProject

_ = Words("fi")
GOOD = "kevätpuro ja mänty"


def admin(place: Installation) -> Context:
    return Context(place.store, cli_actor("test"), place.catalogue(), place.clock)


def write(page: AppTest, label: str, value: str) -> None:
    fields = [one for one in [*page.text_input, *page.text_area] if one.label == label]
    fields[0].input(value)


def press(page: AppTest, label: str) -> AppTest:
    return next(one for one in page.button if one.label == label).click().run()


def test_accessibility_feedback_reaches_the_administrator(app: App, place: Installation) -> None:
    page = app("anonymous", "accessibility")
    write(page, _("What did not work, and on which page?"), "Kartta ei näy")
    write(page, _("Your e-mail address, if you want an answer"), "aino@kunta.fi")
    press(page, _("Send feedback"))
    assert [one.value for one in page.success] == [
        _("Thank you. We answer within 14 days, if you left your address.")
    ]
    assert [one.text for one in list_feedback(admin(place))] == ["Kartta ei näy"]
    system = app("admin", "system")
    assert "Kartta ei näy" in texts_of(system)
    press(system, _("Mark as answered"))
    assert list_feedback(admin(place))[0].answered_at is not None


def test_empty_feedback_is_answered_in_words(app: App) -> None:
    page = press(app("anonymous", "accessibility"), _("Send feedback"))
    assert [one.value for one in page.error] == [_("Write what did not work, and on which page.")]


def test_the_privacy_notice_names_the_controller_to_the_respondent(
    app: App, place: Installation, small_project: SmallProject
) -> None:
    values = {"controller": "Keuruun *kaupunki*", "retention_months": 6}
    change_project(admin(place), project_id=small_project.project_id, values=values, revision=1)
    respondent = " ".join(texts_of(app("respondent", "privacy")))
    assert r"Keuruun \*kaupunki\*" in respondent
    assert "6 kuukauden" in respondent
    assert "Keuruun" not in " ".join(texts_of(app("anonymous", "privacy")))


def test_finding_a_word(app: App) -> None:
    page = app("anonymous", "glossary")

    def shown() -> str:
        return " ".join(one.proto.body for one in page.main if one.type == "html")

    assert "<dt>asiakasvastaava</dt>" in shown()
    page.text_input[0].input("asiakasvastaava").run()
    assert "<dt>asiakasvastaava</dt>" in shown()
    assert "<dt>työkyvyn tuki</dt>" not in shown()
    page.text_input[0].input("<b>xyzzy").run()
    assert len(page.info) == 1
    assert not page.exception


def test_changing_ones_own_password(app: App, place: Installation, small_project: SmallProject) -> None:
    mine = small_project.accounts["facilitator"]
    with place.store.writing("cli:test", place.clock()) as work:
        set_password(work, mine, hash_password(GOOD))
    page = app("facilitator", "account")

    def change(current: str, new: str, again: str) -> AppTest:
        write(page, _("Current password"), current)
        write(page, _("New password"), new)
        write(page, _("The same password again"), again)
        return press(page, _("Change the password"))

    assert len(change(GOOD, "syyssade ja kataja", "jotain muuta").error) == 1
    assert [one.value for one in change("väärä", "syyssade ja kataja", "syyssade ja kataja").error] == [
        _("The current password is not right.")
    ]
    assert len(change(GOOD, "syyssade ja kataja", "syyssade ja kataja").success) == 1
    with place.store.reading("cli:test", place.clock()) as work:
        account = people.account_by_id(work, mine)
    assert account is not None
    assert password_matches("syyssade ja kataja", account.password_hash)
    assert not page.run().title[0].value.startswith(_("Sign in")), "this session goes on"


def test_adding_an_account_shows_its_link_once(app: App, place: Installation) -> None:
    page = app("admin", "people")
    write(page, _("User name"), "aino@kunta.fi")
    write(page, _("Name"), "Aino <b>Aalto</b>")
    press(page, _("Add"))
    assert [("/password/" in one.value) for one in page.code] == [True]
    assert [one.name for one in list_people(admin(place)) if one.login == "aino@kunta.fi"] == [
        "Aino <b>Aalto</b>"
    ]
    press(page, _("I have sent it"))
    assert not page.code


def test_the_last_administrator_cannot_be_deactivated_on_the_page(
    app: App, place: Installation, small_project: SmallProject
) -> None:
    page = app("admin", "people")
    chosen = next(one for one in page.selectbox if one.label == _("Whose account to change"))
    chosen.set_value(small_project.accounts["admin"]).run()
    press(page, _("Deactivate the account"))
    expected = _("This is the last active administrator. Make somebody else an administrator first.")
    assert [one.value for one in page.error] == [expected]
    chosen.set_value(small_project.accounts["developer"]).run()
    press(page, _("Deactivate the account"))
    assert [one.active for one in list_people(admin(place)) if one.login == "developer"] == [False]
    press(page, _("Take the account into use again"))
    assert [one.active for one in list_people(admin(place)) if one.login == "developer"] == [True]


def test_a_backup_from_the_page(app: App, place: Installation, tmp_path: Path) -> None:
    from dataclasses import replace

    from mallipaja.ui import installation

    installation.use(replace(place, settings=replace(place.settings, data_folder=tmp_path)))
    page = press(app("admin", "system"), _("Make a backup now"))
    assert [one.value for one in page.success] == [_("The backup is made.")]
    files = [path.name for path in (tmp_path / "backups").glob("*.zip")]
    assert len(files) == 1
    assert files[0] in texts_of(page)


def test_the_history_tells_a_change_in_words(
    app: App, place: Installation, small_project: SmallProject
) -> None:
    values = {"retention_months": 6}
    change_project(admin(place), project_id=small_project.project_id, values=values, revision=1)
    page = app("facilitator", "changes")
    assert as_typed(f"{_('months the answers are kept')}: 12 → 6") in texts_of(page)
    chosen = next(one for one in page.selectbox if one.label == _("Only changes of"))
    chosen.set_value("pilot").run()
    assert not any("→ 6" in text for text in texts_of(page))
    assert any("Keuruu" in text for text in texts_of(page))
