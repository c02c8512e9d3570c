"""A workshop in the database: joining, writing, grouping, redacting, deciding."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import select

from mallipaja.actions import agenda, boards, codebook, decisions, live, redaction, workshop_steps, workshops
from mallipaja.actions.access import ANONYMOUS, Context
from mallipaja.actions.boards import list_moves, write_cards
from mallipaja.actions.bundle import export_bundle
from mallipaja.actions.grouping import group_together
from mallipaja.actions.links import forget_device
from mallipaja.actions.meetings import list_meetings, project_meetings
from mallipaja.actions.taking_part import enter, join, rewrite_card, take_card_back
from mallipaja.errors import NotFound, Refused
from mallipaja.store import schema
from mallipaja.store.boards import cards
from mallipaja.store.engine import Store
from mallipaja.workshop.attendance import Head
from mallipaja.workshop.cards import Card
from tests.bundle_making import unzip
from tests.small_project import START, SmallProject
from tests.workshops import Arranged, Guest, a_card, arrange, put, reveal, says

ContextFor = Callable[[str], Context]
ODD = "😀 <script>alert(1)</script> =1+1 **ei** عربي \u202e nurin"


@pytest.fixture
def store(sqlite_store: Store) -> Store:
    """The rules are the same on both databases; what differs between them is tried with votes."""
    return sqlite_store


@pytest.fixture
def made(small_project: SmallProject, context_for: ContextFor) -> Arranged:
    return arrange(context_for("facilitator"), small_project.project_id, small_project.keuruu)


@pytest.fixture
def open_board(made: Arranged) -> Arranged:
    workshops.go_to_step(made.context, workshop_id=made.workshop_id, step=made.board)
    return made


def seen_by(made: Arranged, guest: Guest) -> list[str]:
    at = live.take_part(guest.context, **guest.here).at
    assert at is not None
    assert at.board is not None
    return [one.card.text for one in at.board.seen]


def seen_by_facilitator(made: Arranged) -> list[str]:
    board = live.lead_step(made.context, workshop_step_id=made.board).board
    assert board is not None
    return [one.card.text for one in board.seen]


# --- joining ----------------------------------------------------------------------------------------------


def test_joining_is_attendance_and_takes_nobody_away(made: Arranged, small_project: SmallProject) -> None:
    made.guest(small_project.health, is_supervisor=True)
    made.guest(small_project.health, voice="experience_expert")
    made.guest(None, organisation_name="Seurakunta")
    made.guest(None, voice="client_developer")
    (view,) = project_meetings(made.context, project_id=made.project_id)
    assert view.heads == {small_project.health: Head(2, 1, 1)}
    assert len(workshops.view_workshop(made.context, workshop_id=made.workshop_id).participants) == 4


def test_the_same_device_comes_back_as_who_it_was(open_board: Arranged, small_project: SmallProject) -> None:
    made = open_board
    me = made.guest(small_project.health, nickname="Aino")
    put(made, me, "Oma kortti")
    again = made.guest(small_project.health, device=me.device)
    assert (again.participant_id, again.device) == (me.participant_id, me.device)
    assert seen_by(made, again) == ["Oma kortti"]
    assert len(workshops.view_workshop(made.context, workshop_id=made.workshop_id).participants) == 1


def test_codes_are_written_any_way_and_die_when_renewed(made: Arranged) -> None:
    anyone = replace(made.context, actor=ANONYMOUS)
    code = made.workshop().join_code or ""
    assert enter(anyone, code=f" {code[:3].lower()}-{code[3:].lower()} ") is not None
    fresh = workshops.renew_code(made.context, workshop_id=made.workshop_id)
    assert enter(anyone, code=code) is None
    assert enter(anyone, code=fresh) is not None
    workshops.close_joining(made.context, workshop_id=made.workshop_id)
    assert enter(anyone, code=fresh) is None
    assert enter(anyone, code="") is None


def test_after_the_end_nobody_new_comes_and_nothing_is_written(
    open_board: Arranged, small_project: SmallProject
) -> None:
    made = open_board
    me = made.guest(small_project.health)
    code = made.workshop().join_code or ""
    workshops.end_workshop(made.context, workshop_id=made.workshop_id)
    anyone = replace(made.context, actor=ANONYMOUS)
    assert enter(anyone, code=code) is None
    assert enter(anyone, code=code, device=me.device) is not None
    with says("NOT_WRITABLE"):
        put(made, me, "Liian myöhään")


def test_who_has_not_said_where_they_come_from_writes_nothing(open_board: Arranged) -> None:
    made = open_board
    found = enter(replace(made.context, actor=ANONYMOUS), code=made.workshop().join_code or "")
    assert found is not None
    guest = made.guest(None, voice="client_developer")
    actor = replace(guest.context.actor, participants=(found.participant_id,))
    me = Guest(replace(guest.context, actor=actor), found.participant_id, found.secret)
    with says("NOT_JOINED"):
        put(made, me, "Kuka?")
    with says("NO_ORGANISATION"):
        join(me.context, participant_id=me.participant_id)


def test_stopping_on_a_device_forgets_who_it_was_and_keeps_what_it_wrote(
    open_board: Arranged, small_project: SmallProject
) -> None:
    made = open_board
    me = made.guest(small_project.health)
    put(made, me, "Jää taululle")
    forget_device(me.context, device=me.device)
    with pytest.raises(Refused):
        put(made, me, "Ei enää")
    reveal(made)
    assert seen_by_facilitator(made) == ["Jää taululle"]


# --- writing ----------------------------------------------------------------------------------------------


def test_cards_are_silent_until_revealed_and_late_after(
    open_board: Arranged, small_project: SmallProject
) -> None:
    made = open_board
    me, other = made.guest(small_project.health), made.guest(small_project.employment)
    put(made, me, ODD)
    put(made, other, "Toisen")
    assert (seen_by(made, me), seen_by(made, other), seen_by_facilitator(made)) == ([ODD], ["Toisen"], [])
    board = live.lead_step(made.context, workshop_step_id=made.board).board
    assert board is not None
    assert (board.tally.cards, board.tally.writers) == (2, 2)
    assert list_moves(made.context, workshop_step_id=made.board) == []
    reveal(made)
    put(made, other, "Jälkikäteen")
    assert seen_by(made, me) == [ODD, "Toisen", "Jälkikäteen"]
    at = live.take_part(me.context, **me.here).at
    assert at is not None
    assert at.board is not None
    assert [one.card.late for one in at.board.seen] == [False, False, True]


def test_a_card_sent_twice_is_there_once(open_board: Arranged, small_project: SmallProject) -> None:
    me = open_board.guest(small_project.health)
    card_id = a_card()
    revision = open_board.workshop().live_revision
    for _time in range(3):
        put(open_board, me, "Kerran", card_id)
    assert seen_by(open_board, me) == ["Kerran"]
    assert open_board.workshop().live_revision == revision + 1


def test_what_a_card_may_hold(open_board: Arranged, small_project: SmallProject) -> None:
    me = open_board.guest(small_project.health)
    for text, code in (("  \n ", "EMPTY_CARD"), ("x" * 2001, "TEXT_LONG")):
        with says(code):
            put(open_board, me, text)
    put(open_board, me, "x" * 2000)
    with says("BAD_ID"):
        put(open_board, me, "Teksti", "../../etc/passwd")
    with says("CHOICE_UNKNOWN"):
        put(open_board, me, "Teksti", kind="joke")


def test_own_cards_can_be_changed_and_taken_back_before_the_reveal(
    open_board: Arranged, small_project: SmallProject
) -> None:
    made = open_board
    me, other = made.guest(small_project.health), made.guest(small_project.health)
    mine, second = put(made, me, "Ensin"), put(made, me, "Toinen")
    here = {"step": made.board, "card_id": mine}
    with says("NOT_YOURS"):
        rewrite_card(other.context, **other.here, **here, text="Toisen sanat")
    rewrite_card(me.context, **me.here, **here, text="Sitten")
    take_card_back(me.context, **me.here, step=made.board, card_id=second)
    assert seen_by(made, me) == ["Sitten"]
    reveal(made)
    with says("TOO_LATE"):
        take_card_back(me.context, **me.here, **here)


def test_a_participant_of_another_workshop_gets_nothing(
    open_board: Arranged, small_project: SmallProject, context_for: ContextFor
) -> None:
    made = open_board
    elsewhere = arrange(context_for("facilitator"), small_project.project_id)
    stranger = elsewhere.guest(small_project.health)
    with pytest.raises(NotFound):
        put(made, stranger, "Väärä työpaja")
    with pytest.raises(Refused):
        live.take_part(
            stranger.context,
            participant_id=made.guest(None, voice="client_developer").participant_id,
            device="x",
        )


def test_cards_from_paper_carry_their_organisation(made: Arranged, small_project: SmallProject) -> None:
    sheet = {
        "text": "Yksi\n\n  Kaksi  \n",
        "kind": "practice",
        "organisation": small_project.health,
        "batch": "a" * 24,
    }
    assert write_cards(made.context, workshop_step_id=made.board, **sheet) == 2
    write_cards(made.context, workshop_step_id=made.board, **sheet)
    reveal(made)
    assert seen_by_facilitator(made) == ["Yksi", "Kaksi"]


# --- grouping ---------------------------------------------------------------------------------------------


def test_moves_merges_splits_and_hidings_are_done_once_and_undone(
    store: Store, open_board: Arranged, small_project: SmallProject
) -> None:
    made = open_board
    me = made.guest(small_project.health)
    one, two = put(made, me, "Lääkäriaikoja ei saa"), put(made, me, "Aikoja ei saa; tieto ei kulje")
    here = {"workshop_step_id": made.board}
    with says("NOT_SHOWN"):
        boards.move_card(made.context, **here, card=one, move=a_card(), group=None)
    reveal(made)
    group = boards.add_group(made.context, **here, name="Terveydenhuolto")
    assert boards.add_group(made.context, **here, name="terveydenhuolto ") == group
    move, merge, split, hide = a_card(), a_card(), a_card(), a_card()
    for _time in range(2):
        boards.move_card(made.context, **here, card=one, move=move, group=group)
    boards.split_card(made.context, **here, card=two, text="Aikoja ei saa\nTieto ei kulje", move=split)
    part = next(card.id for card in _cards(store, made) if card.text == "Aikoja ei saa")
    assert not any(card.late for card in _cards(store, made))
    boards.merge_cards(made.context, **here, into=one, others=(part,), move=merge)
    boards.hide_card(made.context, **here, card=one, hidden=True, move=hide)
    told = [(done.what, done.undone_at) for done in boards.list_moves(made.context, **here)]
    assert told == [("hide", None), ("merge", None), ("split", None), ("move", None)]
    assert seen_by(made, me) == ["Tieto ei kulje"]
    for done in boards.list_moves(made.context, **here):
        assert "Tieto" not in repr(done)
        for _time in range(2):
            boards.undo(made.context, **here, move=done.id)
    assert seen_by(made, me) == ["Lääkäriaikoja ei saa", "Aikoja ei saa; tieto ei kulje"]
    assert {card.group for card in _cards(store, made)} == {None}
    with says("NOTHING_TO_UNDO"):
        boards.undo(made.context, **here, move=a_card())


def test_undo_does_not_overrun_what_happened_since(open_board: Arranged, small_project: SmallProject) -> None:
    made = open_board
    me = made.guest(small_project.health)
    one = put(made, me, "Kortti")
    reveal(made)
    here = {"workshop_step_id": made.board}
    first, second = (boards.add_group(made.context, **here, name=name) for name in ("A", "B"))
    move = a_card()
    boards.move_card(made.context, **here, card=one, move=move, group=first)
    boards.move_card(made.context, **here, card=one, move=a_card(), group=second)
    with says("CHANGED_SINCE"):
        boards.undo(made.context, **here, move=move)


def test_everybody_groups_only_where_the_step_says_so(
    store: Store, open_board: Arranged, small_project: SmallProject
) -> None:
    made = open_board
    me = made.guest(small_project.health)
    one = put(made, me, "Kortti")
    group = boards.add_group(made.context, workshop_step_id=made.board, name="Ryhmä")
    here = {"step": made.board, "card": one, "group": group}
    with says("FACILITATOR_GROUPS"):
        group_together(me.context, **me.here, **here, move=a_card())
    workshop_steps.change_step(
        made.context, workshop_step_id=made.board, values={"grouping": "everyone"}, revision=None
    )
    with says("NOT_SHOWN"):
        group_together(me.context, **me.here, **here, move=a_card())
    reveal(made)
    group_together(me.context, **me.here, **here, move=a_card())
    assert [card.group for card in _cards(store, made)] == [group]
    boards.remove_group(made.context, group_id=group)
    assert [card.group for card in _cards(store, made)] == [None]


# --- redacting --------------------------------------------------------------------------------------------


def test_redacting_takes_the_text_out_of_everywhere(
    store: Store, open_board: Arranged, small_project: SmallProject, context_for: ContextFor
) -> None:
    made = open_board
    me = made.guest(small_project.health)
    secret = "Matti Meikäläinen, syntynyt 1.1.2001,"
    one = put(made, me, f"{secret} odottaa")
    rewrite_card(me.context, **me.here, step=made.board, card_id=one, text=f"{secret} odottaa yhä")
    reveal(made)
    raised = decisions.raise_challenge(
        made.context, workshop_id=made.workshop_id, text=f"Esimerkki: {secret} odottaa yhä", cards=(one,)
    )
    redaction.redact_card(made.context, card_id=one)
    redaction.redact_card(made.context, card_id=one)
    bundle = b"".join(unzip(export_bundle(context_for("facilitator"), project_id=made.project_id)).values())
    assert secret not in bundle.decode()
    with store.reading("cli:test", START) as work:
        rows = [
            repr(tuple(row))
            for table in schema.metadata.sorted_tables
            for row in work.connection.execute(select(table))
        ]
    assert not any(secret in row for row in rows)
    assert seen_by(made, me) == [redaction.REDACTED]
    (view,) = decisions.list_challenges(made.context, project_id=made.project_id)
    assert (view.challenge.id, view.challenge.text) == (raised, f"Esimerkki: {redaction.REDACTED}")


# --- themes, decisions, challenges ------------------------------------------------------------------------


def test_the_codebook_finds_and_the_facilitator_corrects(
    open_board: Arranged, small_project: SmallProject
) -> None:
    made = open_board
    me = made.guest(small_project.health)
    one, two = put(made, me, "Kuntoutukseen ei pääse"), put(made, me, "Tieto ei kulje")
    theme = codebook.add_theme(made.context, project_id=made.project_id, name="Kuntoutus", stems="kuntout*")
    assert codebook.themed_cards(made.context, workshop_id=made.workshop_id).cards == ()
    reveal(made)
    found = codebook.themed_cards(made.context, workshop_id=made.workshop_id)
    assert found.by_theme == {theme: (one,), "": (two,)}
    codebook.say_theme(made.context, card_id=two, theme=theme, belongs=True)
    codebook.say_theme(made.context, card_id=one, theme=theme, belongs=False)
    found = codebook.themed_cards(made.context, workshop_id=made.workshop_id)
    assert found.by_theme == {theme: (two,), "": (one,)}
    codebook.say_theme(made.context, card_id=one, theme=theme, belongs=None)
    boards.hide_card(made.context, workshop_step_id=made.board, card=two, hidden=True, move=a_card())
    found = codebook.themed_cards(made.context, workshop_id=made.workshop_id)
    assert found.by_theme == {theme: (one,), "": ()}


def test_open_things_come_back_at_the_next_workshop_of_the_pilot(
    made: Arranged, small_project: SmallProject, context_for: ContextFor
) -> None:
    here = {"workshop_id": made.workshop_id}
    raised = [
        decisions.raise_challenge(made.context, **here, text=text) for text in ("Yksi", "Kaksi", "Kolme")
    ]
    with says("NEEDS_OWNER"):
        decisions.decide(made.context, **here, text="Selvitetään", kind="action")
    once = a_card()
    for _time in range(2):
        decided = decisions.decide(
            made.context, **here, text="Selvitetään", kind="action", organisation=small_project.health,
            person="Palveluesihenkilö", answers=(raised[0],), decision=once,
        )  # fmt: skip
    decisions.tie_challenge(made.context, challenge_id=raised[1], kind="regional")
    with says("LINK_INCOMPLETE"):
        decisions.tie_challenge(made.context, challenge_id=raised[2], kind="not_now")
    following = arrange(context_for("facilitator"), small_project.project_id, small_project.keuruu)
    found = decisions.open_at_start(following.context, workshop_id=following.workshop_id)
    assert ([one.id for one in found.decisions], [one.challenge.text for one in found.challenges]) == (
        [decided],
        ["Kolme"],
    )
    elsewhere = arrange(context_for("facilitator"), small_project.project_id, small_project.laukaa)
    found = decisions.open_at_start(elsewhere.context, workshop_id=elsewhere.workshop_id)
    assert (found.decisions, found.challenges) == ((), ())
    decisions.remove_decision(made.context, decision_id=decided)
    found = decisions.open_at_start(following.context, workshop_id=following.workshop_id)
    assert {one.challenge.text for one in found.challenges} == {"Yksi", "Kolme"}
    decisions.tie_challenge(made.context, challenge_id=raised[2], kind="not_now", reason="Ei rahaa")
    found = decisions.open_at_start(following.context, workshop_id=following.workshop_id)
    assert [one.challenge.text for one in found.challenges] == ["Yksi"]


# --- leading ----------------------------------------------------------------------------------------------


def test_running_a_block_ends_the_one_before(made: Arranged) -> None:
    first, second = made.blocks[1:3]
    agenda.run_block(made.context, block_id=first)
    agenda.run_block(made.context, block_id=second)
    agenda.order_blocks(made.context, workshop_id=made.workshop_id, order=(second, "unknown", first))
    view = workshops.view_workshop(made.context, workshop_id=made.workshop_id)
    assert [(one.block.id, one.state) for one in view.clock[:2]] == [(second, "running"), (first, "done")]
    workshops.end_workshop(made.context, workshop_id=made.workshop_id)
    view = workshops.view_workshop(made.context, workshop_id=made.workshop_id)
    assert "running" not in {one.state for one in view.clock}


def test_self_paced_people_choose_among_open_steps_and_are_brought_along(
    open_board: Arranged, small_project: SmallProject
) -> None:
    made = open_board
    me = made.guest(small_project.health)
    workshops.set_pace(made.context, workshop_id=made.workshop_id, pace="self")
    workshop_steps.set_step_state(made.context, workshop_step_id=made.stand, state="open")
    at = live.take_part(me.context, **me.here, step=made.stand).at
    assert at is not None
    assert at.step.id == made.stand
    hidden = live.take_part(me.context, **me.here, step=made.dots).at
    assert hidden is not None
    assert hidden.step.id == made.board
    workshops.set_pace(made.context, workshop_id=made.workshop_id, pace="led")
    led = live.take_part(me.context, **me.here, step=made.stand).at
    assert led is not None
    assert led.step.id == made.board


def test_a_meeting_has_one_workshop(made: Arranged, small_project: SmallProject) -> None:
    with says("WORKSHOP_EXISTS"):
        workshops.start_workshop(made.context, meeting_id=made.meeting_id)
    assert [view.meeting.id for view in list_meetings(made.context, pilot_id=small_project.keuruu)] == [
        made.meeting_id
    ]


def _cards(store: Store, made: Arranged) -> list[Card]:
    with store.reading("cli:test", START) as work:
        return list(cards(work, made.board))
