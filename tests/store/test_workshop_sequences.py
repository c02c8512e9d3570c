"""What is done in a workshop in an order nobody has in mind: taken out after it was split, hidden after a vote, removed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from mallipaja.actions import (
    boards,
    challenge_cards,
    codebook,
    decisions,
    minutes,
    minutes_in_room,
    parties,
    practices,
    projects,
    redaction,
    survey_cards,
    thread,
    voting,
    workshop_steps,
    workshops,
)
from mallipaja.actions.access import ANONYMOUS, Context
from mallipaja.actions.bin import restore
from mallipaja.actions.meetings import change_meeting, project_meetings, remove_meeting
from mallipaja.actions.taking_part import enter, join, take_card_back
from mallipaja.actions.variants import take_stand, view_variant
from mallipaja.practice.phases import phases
from mallipaja.store.boards import cards
from mallipaja.store.engine import Store
from mallipaja.workshop.attendance import Head
from tests.small_project import START, SmallProject
from tests.store.test_erasure import anywhere
from tests.workshops import Arranged, a_card, arrange, put, reveal, says

ContextFor = Callable[[str], Context]
NAMED = "Matti Asiakas Keuruulta"


@pytest.fixture
def store(sqlite_store: Store) -> Store:
    return sqlite_store


@pytest.fixture
def made(small_project: SmallProject, context_for: ContextFor) -> Arranged:
    found = arrange(context_for("facilitator"), small_project.project_id, small_project.keuruu)
    workshops.go_to_step(found.context, workshop_id=found.workshop_id, step=found.board)
    return found


@pytest.mark.parametrize("which", ["whole", "part"])
def test_redacting_a_card_reaches_what_it_was_split_from_and_into(
    store: Store, made: Arranged, small_project: SmallProject, which: str
) -> None:
    whole = put(made, made.guest(small_project.health), f"{NAMED} ja jono on pitkä")
    reveal(made)
    lines = f"{NAMED}\njono on pitkä"
    boards.split_card(made.context, workshop_step_id=made.board, card=whole, text=lines, move=a_card())
    with store.reading("test", START) as work:
        parts = {one.text: one.id for one in cards(work, made.board)}
    redaction.redact_card(made.context, card_id=whole if which == "whole" else parts[NAMED])
    assert anywhere(store, NAMED) == set()
    assert bool(anywhere(store, "jono on pitkä")) == (which == "part")


def test_redacting_a_card_reaches_the_practice_made_of_it(
    store: Store, made: Arranged, small_project: SmallProject
) -> None:
    card = put(made, made.guest(small_project.health), NAMED, kind="practice")
    reveal(made)
    assert made.context.catalogue.generic is not None
    phase = phases(made.context.catalogue.generic)[0].code
    place = {"phase": phase, "actor": small_project.health_actor}
    boards.move_card(made.context, workshop_step_id=made.board, card=card, move=a_card(), **place)
    written = practices.bring_card(made.context, pilot_id=small_project.keuruu, card_id=card)
    values = {"what": f"Soitto: {NAMED}"}
    practices.change_practice(made.context, practice_id=written, values=values, revision=None)
    redaction.redact_card(made.context, card_id=card)
    assert anywhere(store, NAMED) == set()
    assert "practice" in anywhere(store, "Soitto: [poistettu]")


def test_what_is_of_a_removed_pilot_is_gone_and_comes_back_with_it(
    made: Arranged, small_project: SmallProject
) -> None:
    asked, here = made.context, {"project_id": made.project_id}
    raised = decisions.raise_challenge(asked, workshop_id=made.workshop_id, text="Jono on pitkä")
    decisions.decide(asked, workshop_id=made.workshop_id, text="Pilotoidaan")
    made.guest(small_project.health)
    common = arrange(asked, small_project.project_id)

    def there() -> list[int]:
        start = decisions.open_at_start(asked, workshop_id=common.workshop_id)
        return [
            len(start.challenges),
            len(start.decisions),
            len(decisions.list_challenges(asked, **here)),
            len(project_meetings(asked, **here)) - 1,
            len(workshops.list_workshops(asked, **here)) - 1,
        ]

    assert there() == [1] * 5
    code = made.workshop().join_code or ""
    projects.remove_pilot(asked, pilot_id=small_project.keuruu)
    assert there() == [0] * 5
    assert enter(replace(asked, actor=ANONYMOUS), code=code) is None
    assert survey_cards.bring_survey_cards(asked, workshop_step_id=made.board) == 0
    assert minutes.workshop_evidence(asked, workshop_id=made.workshop_id).by_card == {}
    assert minutes.view_minutes(asked, workshop_id=common.workshop_id).body.challenges == ()
    restore(asked, **here, entity="pilot", record_id=small_project.keuruu)
    assert there() == [1] * 5
    known = thread.follow(asked, **here, kind="challenge", knot=raised)
    assert known.knot.text == "Jono on pitkä"


def test_who_says_anew_where_they_come_from_is_counted_once(
    made: Arranged, small_project: SmallProject
) -> None:
    def heads() -> dict[str, Head]:
        return dict(project_meetings(made.context, project_id=made.project_id)[0].heads)

    me = made.guest(small_project.health, is_supervisor=True)
    made.guest(small_project.health)
    join(me.context, participant_id=me.participant_id, organisation_id=small_project.employment)
    assert heads() == {small_project.health: Head(1), small_project.employment: Head(1)}
    counted = {small_project.employment: Head(4, 1)}
    change_meeting(made.context, meeting_id=made.meeting_id, values={}, revision=None, attendance=counted)
    join(me.context, participant_id=me.participant_id, organisation_id=small_project.health)
    assert heads() == {small_project.health: Head(2), small_project.employment: Head(4, 1)}


def test_whose_organisation_is_removed_goes_on(made: Arranged) -> None:
    asked = made.context
    parish = parties.add_organisation(asked, project_id=made.project_id, name="Seurakunta", sector="third")
    me = made.guest(parish)
    parties.remove_organisation(asked, organisation_id=parish)
    put(made, me, "Jono on pitkä")
    voting.open_vote(asked, workshop_step_id=made.stand)
    subject = voting.view_vote(asked, workshop_step_id=made.stand).subjects[0].id
    voting.vote(me.context, **me.here, step=made.stand, subject=subject, choice="agree")
    assert voting.view_vote(asked, workshop_step_id=made.stand).voted == 1
    minutes.send_for_remarks(asked, workshop_id=made.workshop_id, by="Vetäjä")
    minutes_in_room.remark_here(me.context, **me.here, text="Puuttuu.")
    view = minutes.view_minutes(asked, workshop_id=made.workshop_id)
    assert [(one.organisation, one.people) for one in view.body.present] == [("Seurakunta", 1)]


def merge(made: Arranged, into: str, other: str) -> None:
    boards.merge_cards(made.context, workshop_step_id=made.board, into=into, others=(other,), move=a_card())


def test_a_card_speaks_for_what_was_merged_before_it_was_merged(
    made: Arranged, small_project: SmallProject
) -> None:
    asked, here = made.context, {"workshop_id": made.workshop_id}
    first = put(made, made.guest(small_project.health), "Jono")
    second, last = (put(made, made.guest(small_project.employment), text) for text in ("Odotus", "Ruuhka"))
    reveal(made)
    merge(made, second, first)
    merge(made, last, second)
    found = minutes.workshop_evidence(asked, **here).by_card
    assert {one: (known.grade, known.organisations) for one, known in found.items()} == {last: (2, 2)}
    assert [one.card.id for one in challenge_cards.list_waiting_cards(asked, **here)] == [last]
    decisions.raise_challenge(asked, **here, text="Jono on pitkä", cards=(first,))
    assert challenge_cards.list_waiting_cards(asked, **here) == ()


def test_a_card_taken_back_leaves_those_it_spoke_for(made: Arranged, small_project: SmallProject) -> None:
    me, other = made.guest(small_project.health), made.guest(small_project.employment)
    reveal(made)
    kept, mine = put(made, other, "Odotus"), put(made, me, "Jono")
    merge(made, mine, kept)
    take_card_back(me.context, **me.here, step=made.board, card_id=mine)
    found = codebook.themed_cards(made.context, workshop_id=made.workshop_id)
    assert [one.text for one in found.cards] == ["Odotus"]


def test_what_is_taken_out_of_a_vote_gives_its_dots_back_and_is_in_no_minutes(
    made: Arranged, small_project: SmallProject
) -> None:
    people = [made.guest(small_project.health) for _ in range(3)]
    first, second = (put(made, people[0], text) for text in ("Jono on pitkä", NAMED))
    reveal(made)
    here, give = {"workshop_step_id": made.dots}, {"step": made.dots, "choice": "dots"}
    voting.open_vote(made.context, **here)
    for one in people:
        voting.vote(one.context, **one.here, **give, subject=second, count=2)
    hide = {"workshop_step_id": made.board, "card": second}
    boards.hide_card(made.context, **hide, hidden=True, move=a_card())
    me = people[0]
    voting.vote(me.context, **me.here, **give, subject=first, count=2)
    with says("DOTS"):
        voting.vote(me.context, **me.here, **give, subject=first, count=3)
    boards.hide_card(made.context, **hide, hidden=False, move=a_card())
    voting.close_vote(made.context, **here)
    told = {one.subject: one.dots for one in voting.view_vote(made.context, **here).results or ()}
    assert told == {first: 2, second: 4}
    boards.hide_card(made.context, **hide, hidden=True, move=a_card())
    (closed,) = minutes.view_minutes(made.context, workshop_id=made.workshop_id).body.votes
    assert [one.text for one in closed.subjects] == ["Jono on pitkä"]


def test_a_challenge_is_open_again_when_the_meeting_of_its_answer_is_removed(
    made: Arranged, small_project: SmallProject
) -> None:
    asked, here = made.context, {"project_id": made.project_id}
    raised = decisions.raise_challenge(asked, workshop_id=made.workshop_id, text="Jono on pitkä")
    later = arrange(asked, made.project_id, small_project.keuruu)
    decisions.decide(asked, workshop_id=later.workshop_id, text="Pilotoidaan", answers=(raised,))
    assert not decisions.list_challenges(asked, **here)[0].is_open
    remove_meeting(asked, meeting_id=later.meeting_id)
    assert decisions.list_challenges(asked, **here)[0].is_open
    restore(asked, **here, entity="meeting", record_id=later.meeting_id)
    assert not decisions.list_challenges(asked, **here)[0].is_open


def test_redacting_a_challenge_reaches_the_reason_of_the_change_it_gave(
    store: Store, made: Arranged, small_project: SmallProject
) -> None:
    card = put(made, made.guest(small_project.health), NAMED)
    reveal(made)
    decisions.raise_challenge(made.context, workshop_id=made.workshop_id, text=NAMED, cards=(card,))
    told = {"what": "Tunnit", "why": f"{NAMED}, siksi", "decided_by": "Ohjausryhmä"}
    stand = {"element": "roles.kela", "fit": "fits_changed", "challenges": (NAMED, "Jono"), **told}
    take_stand(made.context, pilot_id=small_project.keuruu, **stand)
    redaction.redact_card(made.context, card_id=card)
    assert anywhere(store, NAMED) == set()
    (change,) = view_variant(made.context, pilot_id=small_project.keuruu).adaptation_rows
    assert (change.why, change.challenges) == ("[poistettu], siksi", ["[poistettu]", "Jono"])


def test_what_is_merged_or_written_anew_during_a_vote_keeps_what_it_was_given(
    made: Arranged, small_project: SmallProject
) -> None:
    people = [made.guest(small_project.health) for _ in range(3)]
    first, second = (put(made, people[0], text) for text in ("Jono", "Odotus"))
    reveal(made)
    for step, choice in ((made.dots, "dots"), (made.stand, "agree")):
        voting.open_vote(made.context, workshop_step_id=step)
        subject = (
            first
            if step == made.dots
            else voting.view_vote(made.context, workshop_step_id=step).subjects[0].id
        )
        for one in people:
            voting.vote(one.context, **one.here, step=step, subject=subject, choice=choice)
    merge(made, second, first)
    workshop_steps.set_options(made.context, workshop_step_id=made.stand, text="Kela on mukana")
    told = []
    for step in (made.dots, made.stand):
        voting.close_vote(made.context, workshop_step_id=step)
        view = voting.view_vote(made.context, workshop_step_id=step)
        names = {one.id: one.text for one in view.subjects}
        told.append({names[one.subject]: one.dots + one.agree for one in view.results or ()})
    assert told == [{"Odotus": 0, "Jono": 3}, {"Kela on mukana": 0, "Tiimi kokoontuu viikoittain": 3}]


def test_redacting_one_word_leaves_what_others_say_with_it(
    made: Arranged, small_project: SmallProject
) -> None:
    card = put(made, made.guest(small_project.health), "Kela")
    reveal(made)
    decisions.raise_challenge(made.context, workshop_id=made.workshop_id, text="Kela puuttuu", cards=(card,))
    told = {"what": "Tunnit", "why": "Kela antaa tunnit", "decided_by": "Ohjausryhmä"}
    stand = {"element": "roles.kela", "fit": "fits_changed", "challenges": ("Kela", "Kela puuttuu"), **told}
    take_stand(made.context, pilot_id=small_project.keuruu, **stand)
    redaction.redact_card(made.context, card_id=card)
    (change,) = view_variant(made.context, pilot_id=small_project.keuruu).adaptation_rows
    assert (change.why, change.challenges) == ("Kela antaa tunnit", ["[poistettu]", "[poistettu] puuttuu"])
    (raised,) = decisions.list_challenges(made.context, project_id=small_project.project_id)
    assert raised.challenge.text == "[poistettu] puuttuu"  # made of the card
