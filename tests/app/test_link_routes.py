"""Links people answer with, over HTTP: shared ones, those that hold several surveys, dead ones."""

from __future__ import annotations

import html
import re
from datetime import date
from urllib.parse import quote

import pytest

from mallipaja.actions import invitations, recipients, shared_links, surveys
from mallipaja.actions.access import Context, cli_actor
from mallipaja.i18n import LANGUAGES, Words
from mallipaja.ui.installation import Installation
from mallipaja.ui.visitor import DEVICE_COOKIE
from tests.app.browserless import Browser
from tests.small_project import Clock, SmallProject

_ = Words("fi")


@pytest.fixture
def asked(place: Installation) -> Context:
    return Context(place.store, cli_actor("test"), place.catalogue(), place.clock)


def opened(asked: Context, project: SmallProject, *templates: str, **values: object) -> str:
    return surveys.open_round(
        asked, project_id=project.project_id, title="Kierros", templates=templates, pilot_ids=(project.keuruu,), **values
    )  # fmt: skip


def shared(asked: Context, project: SmallProject, quota: int = 2) -> invitations.Link:
    round_id = opened(asked, project, "practices_own")
    return shared_links.share_link(asked, round_id=round_id, pilot_id=project.keuruu, quota=quota)


def test_looking_at_a_shared_link_takes_no_place(asked: Context, small_project: SmallProject) -> None:
    link, browser = shared(asked, small_project, quota=1), Browser()
    for _turn in range(5):
        answer = browser.get(f"/i/{link.token}")
        assert answer.status == 200
        assert _("Begin") in answer.text
    assert DEVICE_COOKIE not in browser.cookies
    assert Browser().send(f"/i/{link.token}").status == 200  # the place is still there


def test_beginning_gives_a_link_of_ones_own_once(asked: Context, small_project: SmallProject) -> None:
    link, browser = shared(asked, small_project, quota=1), Browser()
    form = {"form_secret": browser.get(f"/i/{link.token}").form_secret}
    answer = browser.post(f"/i/{link.token}", form)
    own = own_link(answer.text)
    assert link.token not in answer.text
    assert "<svg" in answer.text
    onward = re.search(r'href="(/answer\?r=[0-9a-f]{8})"', answer.text)
    assert onward is not None
    again = browser.post(f"/i/{link.token}", form)
    assert (again.status, again.location) == (303, onward[1])  # sent twice: one place
    other = Browser()
    assert _("Every place has been taken") in other.get(f"/i/{link.token}").text
    at_home = other.get("/i/" + own.rsplit("/", 1)[1])
    assert (at_home.status, at_home.location) == (303, onward[1])


def own_link(text: str) -> str:
    found = re.search(r"<textarea[^>]*>(http[^<]+/i/[^<]+)<", text)
    assert found is not None, text
    return html.unescape(found[1])


def test_the_own_link_stays_when_the_language_changes(asked: Context, small_project: SmallProject) -> None:
    link, browser = shared(asked, small_project), Browser()
    answer = browser.send(f"/i/{link.token}")
    own = own_link(answer.text)
    token = own.rsplit("/", 1)[1]
    assert f"body={quote(own, safe='')}" in html.unescape(answer.text)  # the letter to oneself
    assert 'href="?lang=' not in answer.text
    kept = {"form_secret": answer.form_secret, "own": token}
    for language in LANGUAGES:
        again = browser.post(f"/i/{link.token}?lang={language}", kept)
        assert (again.status, own_link(again.text)) == (200, own)
        assert Words(language)("Send the link to your own e-mail") in again.text
        assert f'<html lang="{language}"' in again.text
        assert language in again.set_cookies["mallipaja_language"]
    for made_up in ("a" * 32, link.token):
        refused = browser.post(f"/i/{link.token}?lang=sv", kept | {"own": made_up})
        assert (refused.status, made_up in refused.text) == (303, False)
    stranger = Browser()
    secret = {"form_secret": stranger.get(f"/i/{link.token}").form_secret}
    assert "<textarea" not in stranger.post(f"/i/{link.token}?lang=sv", kept | secret).text


def test_a_form_from_elsewhere_takes_no_place(asked: Context, small_project: SmallProject) -> None:
    link = shared(asked, small_project)
    browser = Browser()
    form = {"form_secret": browser.get(f"/i/{link.token}").form_secret}
    assert browser.post(f"/i/{link.token}", form, sec_fetch_site="cross-site").status == 403
    assert DEVICE_COOKIE not in browser.cookies


def test_a_link_to_several_surveys_shows_them_all(asked: Context, small_project: SmallProject) -> None:
    round_id = opened(asked, small_project, "capacity_basic", "practices_own")
    (link,) = recipients.invite_list(asked, round_id=round_id, text="Työllisyysalue;;Otto")
    assert Browser().get(f"/i/{link.token}").location == "/answer"


def test_a_survey_that_has_not_opened_says_when(
    asked: Context, small_project: SmallProject, clock: Clock
) -> None:
    round_id = opened(asked, small_project, "capacity_basic", opens_on=date(2026, 11, 25))
    (link,) = invitations.invite_units(asked, round_id=round_id, unit_ids=(small_project.employment_unit,))
    browser = Browser()
    answer = browser.get(f"/i/{link.token}")
    assert (answer.status, "25.11.2026" in answer.text) == (200, True)
    assert DEVICE_COOKIE not in browser.cookies
    clock.advance(days=3)
    assert browser.get(f"/i/{link.token}").status == 303


def test_revoked_expired_mistyped_and_guessed_links_get_the_same_plain_answer(
    asked: Context, small_project: SmallProject, clock: Clock
) -> None:
    round_id = opened(asked, small_project, "capacity_basic", "practices_own")
    units = (small_project.employment_unit,)
    (revoked,) = invitations.invite_units(asked, round_id=round_id, unit_ids=units)
    invitations.revoke_invitation(asked, invitation_id=revoked.invitation_id)
    expired = invitations.invite_pilot(
        asked, round_id=round_id, pilot_id=small_project.keuruu, kind="personal"
    )
    recipients.extend_invitation(asked, invitation_id=expired.invitation_id, until=date(2026, 11, 22))
    shared_out = shared_links.share_link(asked, round_id=round_id, pilot_id=small_project.keuruu, quota=1)
    shared_links.revoke_shared(asked, shared_link_id=shared_out.invitation_id)
    (person,) = recipients.invite_list(asked, round_id=round_id, text="Työllisyysalue;;Otto;;Keuruu")
    recipients.revoke_person(asked, recipient_id=person.recipient_id)
    clock.advance(days=1)
    tokens = (revoked.token, expired.token, shared_out.token, person.token, person.token[:-1] + "_", "a" * 32)
    answers = [Browser().get(f"/i/{token}") for token in tokens]
    assert {answer.status for answer in answers} == {404}
    assert len({answer.text.split("<main>")[1] for answer in answers}) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_speak_the_readers_language(
    asked: Context, small_project: SmallProject, language: str
) -> None:
    words, browser = Words(language), Browser()
    link = shared(asked, small_project, quota=1)
    assert words("Begin") in browser.get(f"/i/{link.token}?lang={language}").text
    assert words("Your own link") in browser.send(f"/i/{link.token}?lang={language}").text
    assert words("Every place has been taken") in Browser().get(f"/i/{link.token}?lang={language}").text
