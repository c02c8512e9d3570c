"""Votes keep their secrets: before the close nothing tells what was voted, and nothing ever tells who.

The test is of non-interference: people change what they vote, and everything anybody else can look at (pages,
exports, history, logs) stays the same to the letter.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from mallipaja.actions import live, voting, workshop_steps, workshops
from mallipaja.actions.access import Context, cli_actor
from mallipaja.actions.boards import write_cards
from mallipaja.actions.bundle import export_bundle
from mallipaja.actions.history import read_history
from mallipaja.actions.links import forget_device
from mallipaja.actions.taking_part import enter
from mallipaja.errors import Refused
from mallipaja.store import schema
from mallipaja.store.boards import cards
from mallipaja.store.engine import Store
from tests.bundle_making import unzip
from tests.small_project import START, SmallProject
from tests.workshops import Arranged, Guest, arrange, says

ContextFor = Callable[[str], Context]
SECRETS = ("voter_key", "ballot", "secret_hash")


@pytest.fixture
def room(store: Store, small_project: SmallProject, context_for: ContextFor) -> tuple[Arranged, list[Guest]]:
    """An open workshop with six people, three cards everybody sees, and both votes open."""
    made = arrange(context_for("facilitator"), small_project.project_id, others="all")
    people = [made.guest(small_project.health) for _ in range(3)]
    people += [made.guest(small_project.employment) for _ in range(3)]
    write_cards(made.context, workshop_step_id=made.board, text="Yksi\nKaksi\nKolme", kind="idea")
    workshop_steps.set_step_state(made.context, workshop_step_id=made.board, state="revealed")
    for step in (made.dots, made.stand):
        voting.open_vote(made.context, workshop_step_id=step)
    return made, people


def subjects(made: Arranged, step: str) -> list[str]:
    return [one.id for one in voting.view_vote(made.context, workshop_step_id=step).subjects]


def everything_others_see(
    store: Store, made: Arranged, facilitator: Context, bystander: Guest
) -> dict[str, Any]:
    """All that the facilitator, the wall, another participant, an export and the history show."""
    here = {"workshop_id": made.workshop_id}
    bundle = unzip(export_bundle(facilitator, project_id=made.project_id))
    with store.reading("cli:test", START) as work:
        told = list(work.connection.execute(select(schema.history).order_by(schema.history.c.seq)))
        tallies = work.connection.execute(select(schema.vote_tally)).all()
    seen: dict[str, Any] = {
        "bundle": {
            name: data
            for name, data in bundle.items()
            if name not in {"manifest.json", "tables/workshop.csv"}
        },
        "history": [repr(row) for row in told],
        "history page": read_history(facilitator, project_id=made.project_id, most=200),
        "counts": tallies,
        "people": workshops.view_workshop(facilitator, **here).participants,
        "wall": live.wall(facilitator, **here).at,
        "bystander": live.take_part(bystander.context, **bystander.here).at,
    }
    for step in (made.dots, made.stand):
        seen[step] = voting.view_vote(facilitator, workshop_step_id=step)
        seen[f"lead {step}"] = live.lead_step(facilitator, workshop_step_id=step)
    return seen


def cast(people: list[Guest], step: str, choices: list[tuple[str, str, int]]) -> None:
    for one, (subject, choice, count) in zip(people, choices, strict=True):
        voting.vote(one.context, **one.here, step=step, subject=subject, choice=choice, count=count)


def test_nothing_tells_a_vote_before_the_close(
    store: Store,
    room: tuple[Arranged, list[Guest]],
    context_for: ContextFor,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    made, people = room
    voters, bystander = people[:5], people[5]
    facilitator = context_for("facilitator")
    workshops.go_to_step(made.context, workshop_id=made.workshop_id, step=made.stand)
    one, other = subjects(made, made.stand)
    first, second, third = subjects(made, made.dots)
    rounds: list[dict[str, Any]] = []
    logged = []
    for stances, dots in (
        (("agree", "agree", "disagree", "pass", "agree"), (first, first, second, second, third)),
        (("disagree", "pass", "agree", "agree", "disagree"), (third, second, first, first, first)),
    ):
        for subject in (one, other):
            cast(voters, made.stand, [(subject, stance, 1) for stance in stances])
        for subject in (first, second, third):
            cast(voters, made.dots, [(subject, "dots", 0)] * 5)
        cast(voters, made.dots, [(subject, "dots", 1) for subject in dots])
        logged.append(len(caplog.records))
        rounds.append(everything_others_see(store, made, facilitator, bystander))
    before, after = rounds
    # reading notes who took data out; those lines are the same but for their number
    for seen in rounds:
        seen["bundle"] = {name: data for name, data in seen["bundle"].items() if "export" not in name}
    assert before == after
    assert before[made.stand].voted == 5
    assert before[made.stand].results is None
    text = repr(before)
    assert not any(secret in text for secret in SECRETS)
    for person in voters:
        assert person.device not in caplog.text


def test_nothing_tells_a_voter_after_the_close(store: Store, room: tuple[Arranged, list[Guest]]) -> None:
    made, people = room
    one, other = subjects(made, made.stand)
    cast(people, made.stand, [(one, stance, 1) for stance in ("agree",) * 4 + ("disagree", "pass")])
    keys = _keys(store)
    assert len(keys) == 6
    voting.close_vote(made.context, workshop_step_id=made.stand)
    view = voting.view_vote(made.context, workshop_step_id=made.stand)
    assert view.results is not None
    assert [(r.agree, r.disagree, r.passed, r.by_sector) for r in view.results] == [
        (4, 1, 1, None),
        (0, 0, 0, None),
    ]
    assert (view.voted, view.entitled, view.counted) == (6, 6, True)
    assert _keys(store) == set()
    whole = _whole_database(store)
    assert not any(key in whole for key in keys)
    assert not any(person.device in whole for person in people)
    assert other in [r.subject for r in view.results]


def test_too_few_voters_are_counted_but_not_told(room: tuple[Arranged, list[Guest]]) -> None:
    made, people = room
    one = subjects(made, made.stand)[0]
    cast(people[:2], made.stand, [(one, "agree", 1)] * 2)
    voting.close_vote(made.context, workshop_step_id=made.stand)
    view = voting.view_vote(made.context, workshop_step_id=made.stand)
    assert (view.voted, view.counted) == (2, False)
    assert view.results is not None
    assert view.results[0].stances == 0


def test_reload_second_tab_and_retry_vote_once(room: tuple[Arranged, list[Guest]]) -> None:
    made, people = room
    me = people[0]
    first, second, third = subjects(made, made.dots)
    again = enter(me.context, code=made.workshop().join_code or "", device=me.device)
    assert again is not None
    assert (again.participant_id, again.secret) == (me.participant_id, me.device)
    for _time in range(3):
        voting.vote(me.context, **me.here, step=made.dots, subject=first, choice="dots", count=2)
    voting.vote(me.context, **me.here, step=made.dots, subject=second, choice="dots", count=1)
    for subject, count in ((third, 1), (first, 3), (second, 2)):
        with says("DOTS"):
            voting.vote(me.context, **me.here, step=made.dots, subject=subject, choice="dots", count=count)
    own = live.take_part(me.context, **me.here, step=made.dots)
    assert own.workshop.current_step_id is None
    workshops.go_to_step(made.context, workshop_id=made.workshop_id, step=made.dots)
    at = live.take_part(me.context, **me.here).at
    assert at is not None
    assert at.own == {first: ("dots", 2), second: ("dots", 1)}
    assert voting.view_vote(made.context, workshop_step_id=made.dots).voted == 1


def test_a_vote_needs_the_device_of_its_voter(room: tuple[Arranged, list[Guest]]) -> None:
    made, people = room
    me, other = people[:2]
    one = subjects(made, made.stand)[0]
    vote = {"step": made.stand, "subject": one, "choice": "agree"}
    for device in (other.device, "made up", ""):
        with pytest.raises(Refused):
            voting.vote(me.context, participant_id=me.participant_id, device=device, **vote)
    voting.close_vote(made.context, workshop_step_id=made.stand)
    with says("VOTE_CLOSED"):
        voting.vote(me.context, **me.here, **vote)


def test_a_device_that_was_left_votes_once(
    room: tuple[Arranged, list[Guest]], small_project: SmallProject
) -> None:
    made, people = room
    first, other = subjects(made, made.dots)[:2]
    me, silent = people[0], people[1]
    give = {"step": made.dots, "choice": "dots", "count": 1}
    voting.vote(me.context, **me.here, subject=first, **give)
    left = voting.marks_of_votes(me.context, device=me.device)
    assert voting.marks_of_votes(silent.context, device=silent.device) == ()
    assert me.device not in left
    assert len(left) == 1
    forget_device(me.context, device=me.device)
    again = made.guest(
        small_project.health, device=me.device
    )  # the cookie is gone: whatever it says is not known
    assert again.participant_id != me.participant_id
    assert again.device != me.device
    with says("VOTED_HERE"):
        voting.vote(again.context, **again.here, subject=other, left=left, **give)
    assert voting.view_vote(made.context, workshop_step_id=made.dots).voted == 1
    one = subjects(made, made.stand)[0]  # where the device has not voted it votes
    voting.vote(again.context, **again.here, step=made.stand, subject=one, choice="agree", left=left)
    both = voting.marks_of_votes(again.context, device=again.device, left=left)
    assert set(left) < set(both)
    assert len(both) == 2
    for step in (made.dots, made.stand):
        voting.close_vote(made.context, workshop_step_id=step)
    assert voting.marks_of_votes(again.context, device=again.device, left=both) == ()
    voting.open_vote(made.context, workshop_step_id=made.dots)
    voting.vote(again.context, **again.here, subject=other, left=both, **give)


def test_a_card_written_after_the_close_is_in_no_result(room: tuple[Arranged, list[Guest]]) -> None:
    made, people = room
    first, *others = subjects(made, made.dots)
    cast(people[:3], made.dots, [(first, "dots", 1)] * 3)
    voting.close_vote(made.context, workshop_step_id=made.dots)
    later = replace(made.context, clock=lambda: made.context.clock() + timedelta(minutes=1))
    write_cards(later, workshop_step_id=made.board, text="Myöhemmin", kind="idea")
    for view in (
        voting.view_vote(made.context, workshop_step_id=made.dots),
        *voting.list_rounds_of_votes(made.context, workshop_step_id=made.dots),
    ):
        assert [one.id for one in view.subjects] == [first, *others]
        assert view.results is not None
        assert [one.dots for one in view.results] == [3, 0, 0]
    voting.open_vote(made.context, workshop_step_id=made.dots)
    assert len(voting.view_vote(made.context, workshop_step_id=made.dots).subjects) == 4


def test_voting_again_is_a_new_round_and_the_old_result_stays(room: tuple[Arranged, list[Guest]]) -> None:
    made, people = room
    one = subjects(made, made.stand)[0]
    cast(people, made.stand, [(one, "agree", 1)] * 6)
    voting.close_vote(made.context, workshop_step_id=made.stand)
    voting.close_vote(made.context, workshop_step_id=made.stand)
    voting.open_vote(made.context, workshop_step_id=made.stand)
    assert voting.view_vote(made.context, workshop_step_id=made.stand).results is None
    cast(people, made.stand, [(one, "disagree", 1)] * 6)
    voting.close_vote(made.context, workshop_step_id=made.stand)
    closed = voting.list_rounds_of_votes(made.context, workshop_step_id=made.stand)
    told = [next(r for r in view.results or () if r.subject == one) for view in closed]
    assert [(r.agree, r.disagree) for r in told] == [(6, 0), (0, 6)]


def test_hands_and_stickers_are_added_to_devices(room: tuple[Arranged, list[Guest]]) -> None:
    made, people = room
    one, _other = subjects(made, made.stand)
    cast(people, made.stand, [(one, "agree", 1)] * 6)
    count = {"workshop_step_id": made.stand, "subject": one, "choice": "agree"}
    for source, number in (("hands", 9), ("hands", 4), ("stickers", 1)):
        voting.count_by_hand(made.context, **count, source=source, count=number)
    with says("COUNT"):
        voting.count_by_hand(made.context, **count, source="hands", count=-1)
    open_view = live.take_part(people[0].context, **people[0].here)
    assert open_view.at is None or open_view.at.vote is None or not open_view.at.vote.by_hand
    voting.close_vote(made.context, workshop_step_id=made.stand)
    view = voting.view_vote(made.context, workshop_step_id=made.stand)
    assert view.results is not None
    assert view.results[0].agree == 11


def test_cards_are_voted_on_when_they_have_been_shown(
    small_project: SmallProject, context_for: ContextFor
) -> None:
    made = arrange(context_for("facilitator"), small_project.project_id)
    with says("NOTHING_TO_VOTE_ON"):
        voting.open_vote(made.context, workshop_step_id=made.dots)
    write_cards(made.context, workshop_step_id=made.board, text="Yksi", kind="idea")
    with says("CARDS_SILENT"):
        voting.open_vote(made.context, workshop_step_id=made.dots)
    with says("VOTE_HERE"):
        workshop_steps.set_step_state(made.context, workshop_step_id=made.stand, state="revealed")


def test_the_result_keeps_what_a_card_read(store: Store, room: tuple[Arranged, list[Guest]]) -> None:
    """A card hidden after the vote stays in its result, as it read; votes for cards of other boards are refused."""
    made, people = room
    first = subjects(made, made.dots)[0]
    cast(people, made.dots, [(first, "dots", 2)] * 6)
    voting.close_vote(made.context, workshop_step_id=made.dots)
    with store.reading("cli:test", START) as work:
        text = next(one.text for one in cards(work, made.board) if one.id == first)
    view = voting.view_vote(made.context, workshop_step_id=made.dots)
    assert next(one.text for one in view.subjects if one.id == first) == text
    assert view.results is not None
    assert {r.subject: (r.dots, r.voters) for r in view.results}[first] == (12, 6)
    outsider = replace(made.context, actor=cli_actor("x"))
    with pytest.raises(Refused):
        voting.vote(outsider, **people[0].here, step=made.dots, subject=first, choice="dots")


def _keys(store: Store) -> set[str]:
    with store.reading("cli:test", START) as work:
        return set(work.connection.execute(select(schema.ballot.c.voter_key)).scalars())


def _whole_database(store: Store) -> str:
    with store.reading("cli:test", START) as work:
        rows = (
            repr(tuple(row))
            for table in schema.metadata.sorted_tables
            for row in work.connection.execute(select(table))
        )
        assert work.connection.scalar(select(func.count()).select_from(schema.participant)) == 6
        return "\n".join(rows)
