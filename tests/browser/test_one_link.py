"""One link in several hands, wrong links, and a survey that changes midway: against a real server."""

from __future__ import annotations

import time
import urllib.error
import urllib.request
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from mallipaja.actions.access import Actor, Context, cli_actor
from mallipaja.actions.answering import save_answer, start_form, welcome
from mallipaja.actions.invitations import Link, renew_link, revoke_invitation
from mallipaja.actions.recipients import extend_invitation
from mallipaja.actions.versions import preview_version, publish_version
from mallipaja.catalogue.load import Catalogue
from mallipaja.i18n import Words
from mallipaja.store import schema, surveys
from tests.browser.answering import FORM, confirmed, invite, stored
from tests.browser.conftest import Server, press, put, settle, shot
from tests.small_project import START
from tests.store.test_versions import edited, without_partly

pytestmark = pytest.mark.browser
_ = Words("fi")
CLIENTS = ("K18_clients", "keuruu", "")


def respondent(server: Server, link: Link, catalogue: Catalogue) -> Context:
    actor = Actor(f"invitation:{link.invitation_id}", invitations=(link.invitation_id,))
    return Context(server.store(), actor, catalogue)


def begun(asked: Context, link: Link) -> str:
    """Start the form and answer what has to be answered."""
    (form,) = welcome(asked, invitation_id=link.invitation_id).forms
    opened = start_form(asked, invitation_id=link.invitation_id, document_id=form.document_id)
    save_answer(asked, response_id=opened.response_id, question="K3", value=("nurse",))
    return opened.response_id


def open_at(page: Page, server: Server, link: Link, at: str) -> None:
    page.goto(f"{server.address}/i/{link.token}")
    settle(page)
    page.goto(f"{server.address}/answer?r={link.invitation_id[:8]}&form=1&at={at}")
    settle(page)


def type_number(page: Page, text: str) -> None:
    put(page.get_by_placeholder("asiakasta", exact=True), text)
    confirmed(page, 1)


def test_two_people_on_one_link_lose_nothing_and_send_once(
    server: Server, phone: Page, desktop: Page, catalogue: Catalogue
) -> None:
    link = invite(server, catalogue)
    asked = respondent(server, link, catalogue)
    response_id = begun(asked, link)
    save_answer(asked, response_id=response_id, question="K18", pilot="keuruu", value="yes")
    for page in (phone, desktop):
        open_at(page, server, link, "coordinator")
    type_number(phone, "7")
    press(desktop.get_by_text("Osittain", exact=True))
    confirmed(desktop, 1)
    settle(desktop)
    now = stored(server, link, catalogue)
    assert (now[CLIENTS], now[("K19", "", "")]) == (7.0, "partly")  # the older tab took nothing back
    for page in (phone, desktop):
        page.goto(f"{server.address}/answer?r={link.invitation_id[:8]}&form=1&at=review")
        settle(page)
    sent = []
    for page in (phone, desktop):
        press(page.get_by_role("button", name=_("Send the answers")))
        expect(page.get_by_role("heading", name=_("Thank you for your answers"))).to_be_visible()
        with asked.store.reading("test", START) as work:
            sent.append(surveys.response_of(work, response_id).submitted_at)
            assert len(list(work.connection.execute(select(schema.response.c.id)))) == 1
    assert sent[0] is not None
    assert sent[0] == sent[1]  # sent twice, counted once
    asked.store.close()


def ask(address: str) -> tuple[int, str, float]:
    begun_at = time.monotonic()
    try:
        with urllib.request.urlopen(address, timeout=30) as answer:
            return answer.status, answer.read().decode(), time.monotonic() - begun_at
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode(), time.monotonic() - begun_at


def test_wrong_links_get_one_answer_and_are_slowed(server: Server, catalogue: Catalogue) -> None:
    link = invite(server, catalogue)
    asked = Context(server.store(), cli_actor("test"), catalogue)
    revoke_invitation(asked, invitation_id=link.invitation_id)
    found = [ask(f"{server.address}/i/{link.token}")]
    past = renew_link(asked, invitation_id=link.invitation_id)
    three_days_ago = datetime.now(UTC) - timedelta(days=3)
    then = replace(asked, clock=lambda: three_days_ago)
    extend_invitation(then, invitation_id=link.invitation_id, until=three_days_ago.date())
    asked.store.close()
    others = (past.token, past.token[:-1], "a" * 32, "x", "%3Cscript%3E", "1", "2")
    found += [ask(f"{server.address}/i/{token}") for token in others]  # expired, mistyped, guessed
    assert {status for status, _text, _time in found} == {404}
    assert len({text.split("<main>")[1] for _status, text, _time in found}) == 1
    assert found[-1][2] > 0.9  # after five misses, longer each time
    assert min(took for _status, _text, took in found[:4]) < 0.9  # a busy machine slows some of them, not all
    log = (server.data / "errors.txt").read_text()
    assert not any(token in log for token in (link.token, past.token, "a" * 32))


def test_a_survey_that_changes_midway_asks_and_keeps_what_was_answered(
    server: Server, phone: Page, catalogue: Catalogue
) -> None:
    link = invite(server, catalogue)
    asked = respondent(server, link, catalogue)
    begun(asked, link)
    open_at(phone, server, link, "coordinator")
    press(phone.get_by_text("Osittain", exact=True))
    confirmed(phone, 1)
    settle(phone)
    facilitator = Context(asked.store, cli_actor("test"), catalogue)
    with asked.store.reading("test", START) as work:
        round_id = surveys.invitation_of(work, link.invitation_id).round_id
    template = edited(catalogue.templates[FORM], without_partly)
    told = preview_version(facilitator, round_id=round_id, template=template)
    publish_version(
        facilitator, round_id=round_id, document_id=told.version.document_id, template=template,
        recode={"K19": {"partly": "limited"}},
    )  # fmt: skip
    press(phone.get_by_role("button", name=_("Back")))
    title = phone.get_by_role("heading", name=_("The survey has changed since you began"))
    expect(title).to_be_visible()
    shot(phone, "answer-newer-version-phone")
    press(phone.get_by_role("button", name=_("Carry my answers over and go on")))
    expect(title).to_have_count(0)
    settle(phone)
    phone.goto(f"{server.address}/answer?r={link.invitation_id[:8]}&form=1&at=coordinator")
    settle(phone)
    expect(phone.get_by_role("radio", name="Rajoitetusti")).to_be_checked()
    now = stored(server, link, catalogue)
    assert (now[("K19", "", "")], now[("K3", "", "")]) == ("limited", ("nurse",))
    asked.store.close()
