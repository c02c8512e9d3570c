"""Challenge cards nobody has taken up: listed with their dots, told on the wall, and gone from there once taken up."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mallipaja.actions import live, voting, workshop_steps, workshops
from mallipaja.actions.access import Context
from mallipaja.actions.boards import merge_cards, write_cards
from mallipaja.actions.challenge_cards import list_waiting_cards
from mallipaja.actions.codebook import themed_cards
from mallipaja.actions.decisions import raise_challenge
from mallipaja.errors import NotFound
from mallipaja.i18n import Words
from mallipaja.store.engine import Store
from mallipaja.ui.live import board_words, wall
from tests.small_project import SmallProject
from tests.workshops import Arranged, arrange

ContextFor = Callable[[str], Context]


@pytest.fixture
def store(sqlite_store: Store) -> Store:
    return sqlite_store


@pytest.fixture
def made(small_project: SmallProject, context_for: ContextFor) -> Arranged:
    made = arrange(context_for("facilitator"), small_project.project_id, small_project.keuruu)
    on = {"workshop_step_id": made.board}
    write_cards(made.context, **on, text="Lääkäriajat\nTieto ei siirry\nSama asia", kind="challenge")
    write_cards(made.context, **on, text="Työpari soittaa", kind="good_practice")
    workshop_steps.set_step_state(made.context, **on, state="revealed")
    return made


def waiting(made: Arranged) -> list[tuple[str, int | None]]:
    found = list_waiting_cards(made.context, workshop_id=made.workshop_id)
    return [(one.card.text, one.dots) for one in found]


def on_wall(made: Arranged) -> list[tuple[str, str]]:
    shown = wall.wall(Words("fi"), made.context, live.wall(made.context, workshop_id=made.workshop_id))
    return [(one["text"], one.get("said", "")) for one in shown["lines"]]


def test_challenge_cards_wait_until_somebody_takes_them_up(made: Arranged) -> None:
    here = {"workshop_id": made.workshop_id}
    assert waiting(made) == [("Lääkäriajat", None), ("Tieto ei siirry", None), ("Sama asia", None)]
    cards = {one.text: one.id for one in themed_cards(made.context, **here).cards}
    vote = {"workshop_step_id": made.dots}
    voting.open_vote(made.context, **vote)
    for text, dots in (("Tieto ei siirry", 4), ("Lääkäriajat", 1)):
        given = {"subject": cards[text], "choice": "dots", "source": "stickers", "count": dots}
        voting.count_by_hand(made.context, **vote, **given)
    voting.close_vote(made.context, **vote)
    assert waiting(made) == [("Tieto ei siirry", 4), ("Lääkäriajat", 1), ("Sama asia", 0)]
    workshops.set_wall(made.context, **here, shown="challenges")
    assert on_wall(made) == [
        ("Tieto ei siirry", "4 pistettä, ei vielä otettu käsiteltäväksi"),
        ("Lääkäriajat", "1 piste, ei vielä otettu käsiteltäväksi"),
        ("Sama asia", "0 pistettä, ei vielä otettu käsiteltäväksi"),
    ]
    raise_challenge(made.context, **here, text="Tieto", cards=(cards["Sama asia"],))
    merge = {"into": cards["Tieto ei siirry"], "others": (cards["Sama asia"],), "move": "a" * 32}
    merge_cards(made.context, workshop_step_id=made.board, **merge)
    assert waiting(made) == [("Lääkäriajat", 1)]  # the card that speaks for a taken one is taken too
    raise_challenge(made.context, **here, text="Ajat", cards=(cards["Lääkäriajat"],))
    assert waiting(made) == []
    assert sorted(on_wall(made)) == [("Ajat", ""), ("Tieto", "")]


def test_a_vote_on_challenges_takes_challenge_cards_only(made: Arranged, small_project: SmallProject) -> None:
    on = {"workshop_step_id": made.dots}
    kept = {"values": {"card_kinds": ["challenge"]}, "revision": None}
    workshop_steps.change_step(made.context, **on, **kept)
    guest = made.guest(small_project.health)
    voting.open_vote(made.context, **on)
    workshops.go_to_step(made.context, workshop_id=made.workshop_id, step=made.dots)
    view = live.take_part(guest.context, **guest.here).at
    assert view is not None
    assert view.vote is not None
    assert [one.text for one in view.vote.subjects] == ["Lääkäriajat", "Tieto ei siirry", "Sama asia"]
    assert board_words.rules(Words("fi"), view.step, view)[0] == "Äänestettävät kortit: Haaste."
    cards = {one.text: one.id for one in themed_cards(made.context, workshop_id=made.workshop_id).cards}
    given = {"step": made.dots, "choice": "dots"}
    voting.vote(guest.context, **guest.here, **given, subject=cards["Sama asia"])
    with pytest.raises(NotFound):
        voting.vote(guest.context, **guest.here, **given, subject=cards["Työpari soittaa"])
