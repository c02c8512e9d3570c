"""A workshop whose server is killed: every confirmed vote is there, and what was sent meanwhile arrives once."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, expect
from sqlalchemy import select

from mallipaja.actions import voting, workshops
from mallipaja.actions.access import Context, cli_actor
from mallipaja.actions.boards import add_group, write_cards
from mallipaja.actions.projects import list_projects
from mallipaja.settings import Settings
from mallipaja.store import schema
from mallipaja.ui.installation import open_installation
from tests.browser.conftest import DESKTOP, PHONE, ROOT, Server, settle, start_server
from tests.browser.test_workshop import enter, write
from tests.workshops import Arranged, arrange

pytestmark = pytest.mark.browser


@pytest.fixture
def running(tmp_path: Path, example_data: Path) -> Iterator[list[Server]]:
    """The servers started in the test; what still runs at the end is stopped."""
    shutil.copytree(example_data, tmp_path, dirs_exist_ok=True)
    servers = [start_server(tmp_path)]
    yield servers
    if servers[-1].process.poll() is None:
        servers[-1].stop()


@contextmanager
def workshop_on(server: Server, **board: object) -> Iterator[Arranged]:
    """An open workshop in the server's database, which is closed again."""
    place = open_installation(
        Settings(f"sqlite:///{server.data / 'mallipaja.sqlite3'}", server.data, ROOT, "")
    )
    context = Context(place.store, cli_actor("test"), place.catalogue(), place.clock)
    yield arrange(context, list_projects(context)[0].id, others="all", **board)
    place.store.close()


def rows(server: Server, table: schema.Table) -> list[dict[str, object]]:
    store = server.store()
    with store.engine.connect() as connection:
        found = [dict(row._mapping) for row in connection.execute(select(table))]
    store.close()
    return found


def test_votes_survive_a_killed_server_and_what_was_sent_meanwhile_arrives_once(
    running: list[Server], browser: Browser, tmp_path: Path
) -> None:
    server = running[0]
    with workshop_on(server) as made:
        write_cards(made.context, workshop_step_id=made.board, text="Yksi\nKaksi", kind="idea")
        workshops.go_to_step(made.context, workshop_id=made.workshop_id, step=made.dots)
        voting.open_vote(made.context, workshop_step_id=made.dots)
        code = made.workshop().join_code or ""
    page = browser.new_page(
        locale="fi-FI", **PHONE
    )  # its console may complain: the server is gone for a while
    enter(page, server, code)
    give = page.get_by_role("button", name=re.compile("^Anna yksi piste"))
    settle(page)
    give.first.click()
    expect(page.get_by_text("Teillä on 2 pistettä jäljellä")).to_be_visible()
    server.kill()
    give.last.click()
    running.append(start_server(tmp_path, port=urlsplit(server.address).port or 0))
    again = running[-1]
    assert sum(int(str(row["count"])) for row in rows(again, schema.ballot)) >= 1
    expect(page.get_by_text("Teillä on 1 piste jäljellä")).to_be_visible()
    assert sorted(int(str(row["count"])) for row in rows(again, schema.ballot)) == [1, 1]
    page.close()


def test_a_card_written_while_the_server_is_away_arrives_once_and_a_draft_outlives_a_reload(
    running: list[Server], browser: Browser, tmp_path: Path
) -> None:
    server = running[0]
    with workshop_on(server) as made:
        workshops.go_to_step(made.context, workshop_id=made.workshop_id, step=made.board)
        code = made.workshop().join_code or ""
    page = browser.new_page(locale="fi-FI", **PHONE)
    enter(page, server, code)
    write(page, "Ennen katkosta")
    expect(page.locator("li.card")).to_have_count(1)
    server.kill()
    write(page, "Katkoksen aikana")
    page.get_by_label("Korttinne: yksi asia kuhunkin").fill("Vielä kesken")
    running.append(start_server(tmp_path, port=urlsplit(server.address).port or 0))
    expect(page.locator("li.card")).to_have_count(2)
    page.reload()
    settle(page)
    expect(page.get_by_label("Korttinne: yksi asia kuhunkin")).to_have_value("Vielä kesken")
    page.wait_for_timeout(5000)  # longer than it takes to send again
    assert sorted(str(row["text"]) for row in rows(running[-1], schema.card)) == [
        "Ennen katkosta",
        "Katkoksen aikana",
    ]
    page.close()


def test_one_person_in_two_tabs_asleep_dragging_voting_and_leaving(
    running: list[Server], browser: Browser
) -> None:
    server = running[0]
    context = browser.new_context(locale="fi-FI", **DESKTOP)
    one, two = context.new_page(), context.new_page()
    box = "Korttinne: yksi asia kuhunkin"
    with workshop_on(server, grouping="everyone") as made:
        write_cards(made.context, workshop_step_id=made.board, text="Yksi\nKaksi", kind="idea")
        add_group(made.context, workshop_step_id=made.board, name="Ryhmä")
        workshops.go_to_step(made.context, workshop_id=made.workshop_id, step=made.board)
        enter(one, server, made.workshop().join_code or "")
        two.goto(f"{server.address}/take-part")
        settle(two)
        two.get_by_label(box).fill("Toisen välilehden luonnos")

        # a card dragged with the mouse is in its group in both tabs
        settle(one)
        one.locator("li.card", has_text="Yksi").drag_to(one.locator("section.column").nth(1))
        for page in (one, two):
            expect(page.locator("section.column").nth(1).locator("li.card")).to_have_count(1)

        # the phone sleeps: what is written meanwhile arrives once, what was half-typed stays
        context.set_offline(True)
        write(one, "Unessa kirjoitettu")
        one.wait_for_timeout(2500)
        context.set_offline(False)
        for page in (one, two):
            expect(page.locator("li.card")).to_have_count(3)
        expect(two.get_by_label(box)).to_have_value("Toisen välilehden luonnos")

        # one vote for one person, whichever tab it is given in
        workshops.go_to_step(made.context, workshop_id=made.workshop_id, step=made.dots)
        voting.open_vote(made.context, workshop_step_id=made.dots)
        more = re.compile("^Anna yksi piste")
        for page, left in ((one, "Teillä on 2 pistettä jäljellä"), (two, "Teillä on 1 piste jäljellä")):
            settle(page)
            page.get_by_role("button", name=more).first.click()
            for seen in (one, two):
                expect(seen.get_by_text(left)).to_be_visible()
        expect(one.get_by_role("button", name=more).first).to_be_disabled()
        ballots = rows(server, schema.ballot)
        assert [row["count"] for row in ballots] == [2]

        # leaving the device: nothing typed stays in either tab
        workshops.go_to_step(made.context, workshop_id=made.workshop_id, step=made.board)
        one.get_by_label(box).fill("Ei jää tänne")
    stored = "() => Object.keys(sessionStorage).filter((key) => key.startsWith('mallipaja.')).length"
    expect(one.get_by_text("12/2000 merkkiä")).to_be_visible()
    assert (one.evaluate(stored), two.evaluate(stored)) == (1, 1)
    two.goto(f"{server.address}/forget")
    two.get_by_role("button", name="Lopeta tällä laitteella").click()
    expect(two.get_by_role("heading")).to_have_text("Olette lopettaneet työpajan tällä laitteella")
    expect(one.get_by_label(box)).to_have_count(0)
    settle(one)
    assert (one.evaluate(stored), two.evaluate(stored)) == (0, 0)
    context.close()
