"""What is done in a workshop in an order nobody has in mind: taken out after it was split, hidden after a vote, removed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mallipaja.actions import boards, practices, redaction, workshop_steps, workshops
from mallipaja.actions.access import Context
from mallipaja.actions.taking_part import write_card
from mallipaja.practice.phases import phases
from mallipaja.store.boards import cards
from mallipaja.store.engine import Store
from tests.small_project import START, SmallProject
from tests.store.test_erasure import anywhere
from tests.workshops import Arranged, Guest, a_card, arrange

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


def put(made: Arranged, guest: Guest, text: str, kind: str = "challenge") -> str:
    card_id = a_card()
    write_card(guest.context, **guest.here, step=made.board, card_id=card_id, text=text, kind=kind)
    return card_id


def reveal(made: Arranged) -> None:
    workshop_steps.set_step_state(made.context, workshop_step_id=made.board, state="revealed")


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
