"""Practices of a pilot: written, changed, ended, taken to the bin; what is refused; what the pictures make of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from mallipaja.actions import bin as bin_actions
from mallipaja.actions.access import Context
from mallipaja.actions.picture import practice_picture
from mallipaja.actions.practices import (
    add_handover,
    add_practice,
    add_source,
    bring_card,
    cards_to_bring,
    change_practice,
    list_practices,
    remove_handover,
    remove_practice,
    remove_source,
)
from mallipaja.errors import ActionError, LateSave, NotFound
from mallipaja.store import record, schema
from mallipaja.survey.given import Known
from tests.small_project import SmallProject

ContextFor = Callable[[str], Context]


@pytest.fixture
def asked(context_for: ContextFor) -> Context:
    return context_for("pilot_contact")


@pytest.fixture
def written(asked: Context, small_project: SmallProject) -> str:
    return add_practice(asked, pilot_id=small_project.keuruu, values=values(small_project))


def values(project: SmallProject, **more: Any) -> dict[str, Any]:
    return {
        "phase": "plan", "actor_id": project.health_actor, "what": "Laatii suunnitelman", "how_often": "weekly",
        "valid_on": date(2026, 1, 1), **more,
    }  # fmt: skip


def test_a_practice_with_its_hand_over_and_source(
    asked: Context, small_project: SmallProject, written: str
) -> None:
    handover = add_handover(
        asked, practice_id=written, receiver_id=small_project.employment_actor, longest_wait_days=30
    )
    source = add_source(asked, practice_id=written, kind="document", title="Ohje", said_on=date(2026, 2, 1))
    (one,) = list_practices(asked, pilot_id=small_project.keuruu)
    assert (one.actor, one.kind, one.what, one.grade) == (
        "health",
        "practice",
        "Laatii suunnitelman",
        "one_source",
    )
    (handed,) = one.handovers
    assert (handed.receiver, handed.longest_wait_days, handed.break_) == ("employment", 30, "no_channel")
    remove_handover(asked, handover_id=handover)
    remove_source(asked, practice_source_id=source)
    (one,) = list_practices(asked, pilot_id=small_project.keuruu)
    assert (one.handovers, one.sources) == ((), ())


def test_it_fills_the_matrix_on_the_days_it_held(
    asked: Context, small_project: SmallProject, written: str
) -> None:
    def activity(day: date) -> object:
        picture = practice_picture(asked, pilot_id=small_project.keuruu, on=day)
        return picture.matrix.cell("plan", "health").activity

    assert activity(date(2026, 6, 1)) == Known("regularly")
    assert activity(date(2025, 12, 31)) != Known("regularly")
    change_practice(asked, practice_id=written, values={"ended_on": date(2026, 5, 1)}, revision=None)
    assert activity(date(2026, 6, 1)) != Known("regularly")
    assert activity(date(2026, 4, 30)) == Known("regularly")


def test_two_who_change_the_same_field_are_told(
    asked: Context, context_for: ContextFor, small_project: SmallProject, written: str
) -> None:
    change_practice(context_for("facilitator"), practice_id=written, values={"how": "Yhdessä"}, revision=1)
    assert change_practice(asked, practice_id=written, values={"client_sees": "yes"}, revision=1) == 3
    with pytest.raises(LateSave):
        change_practice(asked, practice_id=written, values={"how": "Erikseen"}, revision=1)


def test_the_bin_keeps_it(
    asked: Context, context_for: ContextFor, small_project: SmallProject, written: str
) -> None:
    remove_practice(asked, practice_id=written)
    assert list_practices(asked, pilot_id=small_project.keuruu) == ()
    runs = context_for("facilitator")
    bin_actions.restore(runs, project_id=small_project.project_id, entity="practice", record_id=written)
    assert [one.id for one in list_practices(asked, pilot_id=small_project.keuruu)] == [written]


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"what": "  "}, "PRACTICE_EMPTY"),
        ({"phase": "nowhere"}, "CHOICE_UNKNOWN"),
        ({"kind": "wish"}, "CHOICE_UNKNOWN"),
        ({"how_often": "always"}, "CHOICE_UNKNOWN"),
        ({"ended_on": date(2026, 1, 1)}, "PRACTICE_ENDED"),
        ({"actor_id": "x"}, "PRACTICE_ACTOR"),
    ],
)
def test_what_cannot_be_is_refused(
    asked: Context, small_project: SmallProject, wrong: dict[str, Any], code: str
) -> None:
    with pytest.raises(ActionError) as refused:
        add_practice(asked, pilot_id=small_project.keuruu, values=values(small_project, **wrong))
    assert refused.value.code == code
    assert list_practices(asked, pilot_id=small_project.keuruu) == ()


@pytest.mark.parametrize("days", [-1, 4000])
def test_a_wait_is_some_days(asked: Context, written: str, days: int) -> None:
    with pytest.raises(ActionError) as refused:
        add_handover(asked, practice_id=written, longest_wait_days=days)
    assert refused.value.code == "HANDOVER_DAYS"


@pytest.fixture
def board(context_for: ContextFor, small_project: SmallProject) -> Callable[..., str]:
    """``board(**card)``: a card of a workshop of Keuruu whose step has been revealed."""
    runs = context_for("facilitator")
    with runs.store.writing("cli:test", runs.clock()) as work:

        def add(table: Any, **values: Any) -> str:
            return record.add(work, table, values, project_id=small_project.project_id)

        meeting = add(
            schema.meeting, project_id=small_project.project_id, pilot_id=small_project.keuruu, title="Kartoitus",
            held_on=date(2026, 3, 1), mode="on_site",
        )  # fmt: skip
        workshop = add(schema.workshop, meeting_id=meeting, state="open")
        step = add(
            schema.workshop_step, workshop_id=workshop, kind="board", title="Taulu", state="revealed", position=1,
            card_kinds=["practice"], revealed_at=runs.clock(),
        )  # fmt: skip

    def make(**values: Any) -> str:
        card = {
            "step_id": step, "kind": "good_practice", "text": "Soitetaan **heti**", "source": "participant",
            "phase": "plan", "actor_id": small_project.health_actor, "position": 1, "written_at": runs.clock(),
            **values,
        }  # fmt: skip
        with runs.store.writing("cli:test", runs.clock()) as work:
            return record.add(work, schema.card, card, project_id=small_project.project_id)

    return make


def test_a_card_of_the_board_is_written_down_once(
    asked: Context, small_project: SmallProject, board: Callable[..., str]
) -> None:
    card = board()
    (found,) = cards_to_bring(asked, pilot_id=small_project.keuruu)
    assert (found.id, found.workshop) == (card, "Kartoitus")
    bring_card(asked, pilot_id=small_project.keuruu, card_id=card)
    (one,) = list_practices(asked, pilot_id=small_project.keuruu)
    assert (one.kind, one.what, one.source, one.source_label, one.valid_on) == (
        "strength", "Soitetaan **heti**", "card", "Kartoitus", date(2026, 3, 1),
    )  # fmt: skip
    assert cards_to_bring(asked, pilot_id=small_project.keuruu) == []
    with pytest.raises(NotFound):
        bring_card(asked, pilot_id=small_project.keuruu, card_id=card)
    remove_practice(asked, practice_id=one.id)
    assert [one.id for one in cards_to_bring(asked, pilot_id=small_project.keuruu)] == [card]


@pytest.mark.parametrize(
    "card",
    [
        {"kind": "idea"},
        {"phase": ""},
        {"actor_id": None},
        {"hidden": True},
        {"merged_into": "x"},
        {"text": ""},
    ],
)
def test_a_card_without_its_place_is_not_brought(
    asked: Context, small_project: SmallProject, board: Callable[..., str], card: dict[str, Any]
) -> None:
    board(**card)
    assert cards_to_bring(asked, pilot_id=small_project.keuruu) == []


def test_the_cards_of_a_pilot_are_its_own(
    context_for: ContextFor, small_project: SmallProject, board: Callable[..., str]
) -> None:
    card = board()
    runs = context_for("facilitator")
    assert cards_to_bring(runs, pilot_id=small_project.laukaa) == []
    with pytest.raises(NotFound):
        bring_card(runs, pilot_id=small_project.laukaa, card_id=card)
