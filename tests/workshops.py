"""Workshops for tests: arranged through the actions, as people would."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

import pytest

from mallipaja.actions import agenda, workshop_steps, workshops
from mallipaja.actions.access import ANONYMOUS, Actor, Context, cli_actor
from mallipaja.actions.meetings import record_meeting
from mallipaja.actions.taking_part import enter, join, write_card
from mallipaja.errors import ActionError
from mallipaja.store.record import new_id
from mallipaja.store.workshops import Workshop, workshop_of


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody on a device of their own."""

    context: Context
    participant_id: str
    device: str

    @property
    def here(self) -> dict[str, str]:
        """The arguments every action of a participant takes."""
        return {"participant_id": self.participant_id, "device": self.device}


@dataclass
class Arranged:
    """A workshop with a board, a vote with dots on its cards, and a vote on two statements."""

    context: Context
    project_id: str
    meeting_id: str
    workshop_id: str
    board: str
    dots: str
    stand: str
    blocks: list[str] = field(default_factory=list)

    def workshop(self) -> Workshop:
        """As it is now."""
        with self.context.store.reading("cli:test", self.context.clock()) as work:
            return workshop_of(work, self.workshop_id)

    def guest(self, organisation: str | None, *, device: str | None = None, **more: object) -> Guest:
        """Somebody comes in with the code and says who they are."""
        found = enter(
            replace(self.context, actor=ANONYMOUS), code=self.workshop().join_code or "", device=device
        )
        assert found is not None
        actor = Actor("participant:", participants=(found.participant_id,))
        guest = Guest(replace(self.context, actor=actor), found.participant_id, found.secret)
        join(guest.context, participant_id=found.participant_id, organisation_id=organisation, **more)
        return guest


def arrange(context: Context, project_id: str, pilot_id: str | None = None, **board: object) -> Arranged:
    """An open workshop of a new meeting."""
    context = replace(context, actor=cli_actor("test"))
    day = context.clock().date()
    meeting_id = record_meeting(
        context, project_id=project_id, title="Kartoitus", held_on=day, mode="on_site", pilot_id=pilot_id
    )
    workshop_id = workshops.start_workshop(context, meeting_id=meeting_id)
    here = {"workshop_id": workshop_id}
    blocks = [
        agenda.add_block(context, **here, title=title, minutes=minutes, kind=kind)
        for title, minutes, kind in (
            ("Ennakkotehtävä", 10, "before"), ("Avaus", 10, "block"), ("Haasteet", 30, "block"), ("Tauko", 15, "pause"),
        )
    ]  # fmt: skip
    add = workshop_steps.add_step
    first = add(context, **here, kind="board", title="Mikä toimii, mikä ei?", values=board)
    values = {"board_id": first, "dots_each": 3, "dots_per_card": 2}
    dots = add(context, **here, kind="dots", title="Mihin tartutaan?", values=values)
    stand = add(context, **here, kind="stand", title="Ollaanko samaa mieltä?")
    workshop_steps.set_options(
        context, workshop_step_id=stand, text="Tiimi kokoontuu viikoittain\nKela on mukana"
    )
    workshops.open_workshop(context, **here)
    return Arranged(context, project_id, meeting_id, workshop_id, first, dots, stand, blocks)


@contextmanager
def says(code: str) -> Iterator[None]:
    """What is done inside is refused with this code."""
    with pytest.raises(ActionError) as caught:
        yield
    assert caught.value.code == code


def a_card() -> str:
    """A fresh id, as a device makes it."""
    return new_id()


def put(made: Arranged, guest: Guest, text: str, card_id: str = "", kind: str = "challenge") -> str:
    """Have a guest put a card on the board; returns its id."""
    card_id = card_id or a_card()
    write_card(guest.context, **guest.here, step=made.board, card_id=card_id, text=text, kind=kind)
    return card_id


def reveal(made: Arranged) -> None:
    """Show the cards of the board to everybody."""
    workshop_steps.set_step_state(made.context, workshop_step_id=made.board, state="revealed")
