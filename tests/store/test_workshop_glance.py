"""A phone's view is put together from what all see alike and what is one's own; both are shared in memory.

The oracle is `live.take_part`, which reads everything in a transaction of its own, for the one person alone.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from mallipaja.actions import boards, live, redaction, voting, workshop_steps, workshops
from mallipaja.actions.access import ANONYMOUS, Context
from mallipaja.actions.boards import write_cards
from mallipaja.actions.glance import glance, stamp, takes_part
from mallipaja.actions.links import forget_device
from mallipaja.actions.parties import add_organisation
from mallipaja.actions.taking_part import TAKES_PART_FOR, enter, write_card
from mallipaja.errors import Refused
from mallipaja.i18n import Words
from mallipaja.store.engine import Store
from mallipaja.ui.live import board_words, phone, wall
from mallipaja.ui.live.component import Told
from tests.odk_engine import a_node
from tests.small_project import SmallProject
from tests.workshops import Arranged, Guest, a_card, arrange

ContextFor = Callable[[str], Context]
MINE_JS = Path(phone.__file__).with_name("assets") / "mine.js"
_ = Words("fi")


@pytest.fixture
def store(sqlite_store: Store) -> Store:
    """What differs between the databases is tried with votes and boards; here both would be the same."""
    return sqlite_store


@pytest.fixture
def made(small_project: SmallProject, context_for: ContextFor) -> Arranged:
    made = arrange(context_for("facilitator"), small_project.project_id, small_project.keuruu)
    workshops.go_to_step(made.context, workshop_id=made.workshop_id, step=made.board)
    return made


def at_a_glance(made: Arranged, guest: Guest, step: str | None = None) -> Any:
    since = stamp(made.context.store, made.workshop_id, made.context.clock())
    asked = replace(guest.context, actor=ANONYMOUS)
    return glance(asked, **guest.here, workshop_id=made.workshop_id, since=since, step=step)


def told(made: Arranged, guest: Guest, step: str | None = None) -> Told:
    return phone.told(_, guest.context, at_a_glance(made, guest, step))


def bytes_of(made: Arranged, guest: Guest) -> str:
    both = told(made, guest)
    return (both.mine + both.all).decode()


def together(pairs: list[Told]) -> list[dict[str, Any]]:
    """What the page makes of them: by the very script it runs."""
    script = (
        f"{MINE_JS.read_text(encoding='utf-8')};"
        "let fed = ''; for await (const part of process.stdin) fed += part;"
        "console.log(JSON.stringify(JSON.parse(fed).map(([all, mine]) => withMine(all, mine))));"
    )
    fed = json.dumps([[json.loads(one.all), json.loads(one.mine)] for one in pairs])
    ran = subprocess.run(
        [a_node(), "--input-type=module", "-e", script], input=fed, capture_output=True, text=True, check=True
    )
    return list(json.loads(ran.stdout))


def write(made: Arranged, guest: Guest, text: str) -> str:
    card = a_card()
    write_card(guest.context, **guest.here, step=made.board, card_id=card, text=text, kind="challenge")
    return card


def as_told(value: object) -> object:
    return json.loads(json.dumps(value))


@contextmanager
def statements(database: Store) -> Iterator[list[str]]:
    """What is asked of the database meanwhile by who only reads."""
    said: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        if not statement.startswith(("PRAGMA", "BEGIN", "COMMIT", "ROLLBACK")):
            said.append(statement)

    reading = database._for_reading  # an engine made of another tells of what was asked through itself
    event.listen(reading, "before_cursor_execute", note)
    try:
        yield said
    finally:
        event.remove(reading, "before_cursor_execute", note)


# --- boards -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("others", ["none", "some", "all"])
def test_a_board_put_together_is_what_each_sees_alone(
    made: Arranged, small_project: SmallProject, others: str
) -> None:
    here = {"workshop_step_id": made.board}
    workshop_steps.change_step(made.context, **here, values={"others": others}, revision=None)
    people = [made.guest(small_project.health) for _ in range(3)]
    bystander = made.guest(small_project.employment)
    ids = [write(made, one, f"Kortti {n} {m}") for n, one in enumerate(people) for m in range(3)]
    group = boards.add_group(made.context, **here, name="Yhdessä")
    pairs, expected = [], []
    for state in ("open", "view_only", "hidden", "revealed"):
        workshop_steps.set_step_state(made.context, **here, state=state)
        if state == "revealed":
            boards.hide_card(made.context, **here, card=ids[0], hidden=True, move=a_card())
            boards.move_card(made.context, **here, card=ids[1], move=a_card(), group=group)
            boards.merge_cards(made.context, **here, into=ids[4], others=(ids[5],), move=a_card())
        for one in (*people, bystander):
            at, found = live.take_part(one.context, **one.here).at, told(made, one)
            if at is None or at.board is None:
                assert state == "hidden"
                assert "board" not in json.loads(found.all)
                continue
            pairs.append(found)
            expected.append(as_told(board_words.board(_, at.board, one.context.catalogue.generic)))
    drawn = [one["board"] for one in together(pairs)]
    assert drawn == expected
    of_others = {"none": 0, "some": 3, "all": 9}[others]
    assert [len(one["cards"]) for one in drawn[:4]] == [max(3, min(9, 3 + of_others))] * 3 + [of_others]
    assert [len(one["cards"]) for one in drawn[-4:]] == [7] * 4


def test_silent_cards_are_in_nobody_elses_bytes_and_hidden_ones_in_nobodys(
    made: Arranged, small_project: SmallProject
) -> None:
    one, other = made.guest(small_project.health), made.guest(small_project.health)
    card = write(made, one, "Vain minun")
    assert "Vain minun" in bytes_of(made, one)
    assert "Vain minun" not in bytes_of(made, other)
    assert "Vain minun" not in told(made, one).all.decode()
    workshop_steps.set_step_state(made.context, workshop_step_id=made.board, state="revealed")
    assert "Vain minun" in told(made, other).all.decode()
    boards.hide_card(made.context, workshop_step_id=made.board, card=card, hidden=True, move=a_card())
    assert not any("Vain minun" in bytes_of(made, guest) for guest in (one, other))
    boards.hide_card(made.context, workshop_step_id=made.board, card=card, hidden=False, move=a_card())
    redaction.redact_card(made.context, card_id=card)
    assert not any("Vain minun" in bytes_of(made, guest) for guest in (one, other))


def test_two_differ_by_their_own_part_alone(made: Arranged, small_project: SmallProject) -> None:
    one, other = made.guest(small_project.health), made.guest(small_project.employment)
    workshop_steps.set_step_state(made.context, workshop_step_id=made.board, state="revealed")
    mine = write(made, one, "Yksi")
    first, second = told(made, one), told(made, other)
    assert first.all is second.all
    assert told(made, other) == second
    assert json.loads(first.mine)["cards"] == {"own": [mine], "mark": "oma"}
    assert "cards" not in json.loads(second.mine)
    assert not any(
        word in (first.all + first.mine).decode() for word in ("author_key", one.participant_id, one.device)
    )


# --- votes ------------------------------------------------------------------------------------------------


def test_a_vote_put_together_is_what_each_sees_alone(made: Arranged, small_project: SmallProject) -> None:
    people = [made.guest(small_project.health) for _ in range(4)]
    write_cards(made.context, workshop_step_id=made.board, text="Yksi\nKaksi\nKolme", kind="idea")
    workshop_steps.set_step_state(made.context, workshop_step_id=made.board, state="revealed")
    pairs, expected = [], []

    def look(step: str, kind: str) -> None:
        workshops.go_to_step(made.context, workshop_id=made.workshop_id, step=step)
        for one in people:
            at = live.take_part(one.context, **one.here).at
            assert at is not None
            assert at.vote is not None
            pairs.append(told(made, one))
            expected.append(as_told(board_words.vote(_, at.vote, kind, at.own, step)))

    for step, kind, choice in ((made.dots, "dots", "dots"), (made.stand, "stand", "agree")):
        look(step, kind)
        voting.open_vote(made.context, workshop_step_id=step)
        ids = [one.id for one in voting.view_vote(made.context, workshop_step_id=step).subjects]
        for one, subject, count in zip(people, [ids[0], ids[1], ids[0]], (2, 1, 1), strict=False):
            given = {"subject": subject, "choice": choice, "count": count if kind == "dots" else 1}
            voting.vote(one.context, **one.here, step=step, **given)
            look(step, kind)
        assert json.loads(told(made, people[3]).mine)["votes"]["given"] == {}
        voting.close_vote(made.context, workshop_step_id=step)
        look(step, kind)
    assert [one["vote"] for one in together(pairs)] == expected


def test_an_open_vote_is_told_to_nobody_else(made: Arranged, small_project: SmallProject) -> None:
    """What the others are sent is the same to the letter whatever is voted, and however much a voter changes it."""
    voter, other = made.guest(small_project.health), made.guest(small_project.health)
    voting.open_vote(made.context, workshop_step_id=made.stand)
    workshops.go_to_step(made.context, workshop_id=made.workshop_id, step=made.stand)
    ids = [one.id for one in voting.view_vote(made.context, workshop_step_id=made.stand).subjects]
    seen = set()
    for subject, choice in ((ids[0], "agree"), (ids[0], "disagree"), (ids[0], "pass")):
        voting.vote(voter.context, **voter.here, step=made.stand, subject=subject, choice=choice)
        assert json.loads(told(made, voter).mine)["votes"]["given"] == {subject: {"mine": choice, "said": ""}}
        seen.add(bytes_of(made, other))
    assert len(seen) == 1


# --- who may, and how much it takes -----------------------------------------------------------------------


def test_only_ones_own_device_sees(
    made: Arranged, small_project: SmallProject, context_for: ContextFor
) -> None:
    one, other = made.guest(small_project.health), made.guest(small_project.health)
    told(made, one)
    strangers = [
        replace(one, device=other.device),
        replace(one, participant_id=other.participant_id),
        replace(one, device=""),
        arrange(context_for("facilitator"), small_project.project_id).guest(small_project.health),
    ]
    for stranger in strangers:
        with pytest.raises(Refused):
            told(made, stranger)
    with pytest.raises(Refused):
        told(replace(made, workshop_id="0" * 32), one)
    since = stamp(made.context.store, made.workshop_id, made.context.clock())
    mine = takes_part(one.context, **one.here, workshop_id=made.workshop_id, since=since)
    assert mine.actor.participants == (one.participant_id,)


def test_a_forgotten_and_an_old_device_see_nothing_more(made: Arranged, small_project: SmallProject) -> None:
    one, other = made.guest(small_project.health), made.guest(small_project.health)
    before = at_a_glance(made, one).now.at
    forget_device(one.context, device=one.device)
    assert not before.covers(stamp(made.context.store, made.workshop_id, made.context.clock()))
    with pytest.raises(Refused):
        told(made, one)
    at = made.context.clock() + TAKES_PART_FOR
    late = replace(other, context=replace(other.context, clock=lambda: at + timedelta(seconds=1)))
    with pytest.raises(Refused):
        told(made, late)


def test_who_has_come_in_and_not_said_who_they_are_waits(made: Arranged, small_project: SmallProject) -> None:
    write(made, made.guest(small_project.health), "Kortti")
    workshop_steps.set_step_state(made.context, workshop_step_id=made.board, state="revealed")
    entered = enter(replace(made.context, actor=ANONYMOUS), code=made.workshop().join_code or "")
    assert entered is not None
    fresh = Guest(made.context, entered.participant_id, entered.secret)
    assert at_a_glance(made, fresh).step is None
    assert "Kortti" not in bytes_of(made, fresh)


def test_one_reading_serves_all_and_a_poll_asks_one_thing(
    made: Arranged, small_project: SmallProject
) -> None:
    people = [made.guest(small_project.health) for _ in range(4)]
    write(made, people[0], "Kortti")
    with statements(made.context.store) as said:
        told(made, people[0])
    assert len(said) <= 10
    with statements(made.context.store) as said:
        for one in people[1:]:
            told(made, one)
    assert len(said) == len(people[1:])
    assert all("live_revision" in one for one in said)


def test_a_vote_lets_the_cards_be_and_a_change_of_them_is_seen(
    made: Arranged, small_project: SmallProject
) -> None:
    people = [made.guest(small_project.health) for _ in range(2)]
    write_cards(made.context, workshop_step_id=made.board, text="Yksi\nKaksi", kind="idea")
    workshop_steps.set_step_state(made.context, workshop_step_id=made.board, state="revealed")
    voting.open_vote(made.context, workshop_step_id=made.dots)
    workshops.go_to_step(made.context, workshop_id=made.workshop_id, step=made.dots)
    view = at_a_glance(made, people[0]).common.vote
    first = view.subjects[0].id
    given = {"subject": first, "choice": "dots", "count": 1}
    voting.vote(people[0].context, **people[0].here, step=made.dots, **given)
    with statements(made.context.store) as said:
        told(made, people[0])
    assert not any("FROM card" in one or "FROM workshop_step" in one for one in said)
    boards.hide_card(made.context, workshop_step_id=made.board, card=first, hidden=True, move=a_card())
    assert [one.text for one in at_a_glance(made, people[1]).common.vote.subjects] == ["Kaksi"]


def test_a_step_of_ones_own_choice_is_read_too(made: Arranged, small_project: SmallProject) -> None:
    one, other = made.guest(small_project.health), made.guest(small_project.health)
    here = {"workshop_id": made.workshop_id}
    workshop_steps.set_step_state(made.context, workshop_step_id=made.stand, state="open")
    workshops.set_pace(made.context, **here, pace="self")
    for guest, step in ((one, made.board), (other, made.stand), (one, made.stand)):
        assert at_a_glance(made, guest, step).step.id == step
        at = live.take_part(guest.context, **guest.here, step=step).at
        assert at is not None
        assert at.step.id == step
    workshops.set_pace(made.context, **here, pace="led")
    assert at_a_glance(made, one, made.stand).step.id == made.board


def test_phones_and_the_wall_say_that_the_workshop_has_ended(
    made: Arranged, small_project: SmallProject
) -> None:
    guest = made.guest(small_project.health)
    workshops.end_workshop(made.context, workshop_id=made.workshop_id)
    ended = "Työpaja on päättynyt. Kiitos osallistumisesta."
    page = json.loads(told(made, guest).all)
    assert (page["head"]["prompt"], page["composer"], page["timer"]) == (ended, None, None)
    shown = wall.wall(_, made.context, live.wall(made.context, workshop_id=made.workshop_id))
    assert shown == {"title": "Kartoitus", "prompt": ended, "foot": "1 on liittynyt"}


def test_who_joins_chooses_among_the_organisations_of_the_meetings_municipality(
    small_project: SmallProject, context_for: ContextFor
) -> None:
    asked = context_for("facilitator")
    add_organisation(asked, project_id=small_project.project_id, name="Yhdistys", sector="third")

    def offered(pilot: str | None, organisation: str) -> list[str]:
        guest = arrange(asked, small_project.project_id, pilot).guest(organisation)
        return [one.name for one in live.take_part(guest.context, **guest.here).organisations]

    every = ["Hyvinvointialue", "Työllisyysalue", "Yhdistys"]
    assert offered(small_project.keuruu, small_project.health) == every
    assert offered(None, small_project.health) == every
    assert offered(small_project.laukaa, small_project.health) == ["Hyvinvointialue", "Yhdistys"]


def test_the_lead_page_speaks_to_whoever_leads(made: Arranged) -> None:
    board = live.lead_step(made.context, workshop_step_id=made.board)
    dots = live.lead_step(made.context, workshop_step_id=made.dots)
    assert board_words.rules(_, board.step, board, leads=True) == [
        "Ennen kuin näytätte kortit kaikille, kukin näkee vain omat korttinsa, ettekä te näe yhtään.",
        "Korteissa ei ole nimeä. Kirjoittajan organisaatio tallentuu yhteenvetoa varten; sitä ei näytetä kortissa.",
    ]
    said = " ".join(board_words.rules(_, dots.step, dots, leads=True))
    assert "Kullakin on 3 pistettä" in said
    assert "ettekä tekään" in said
