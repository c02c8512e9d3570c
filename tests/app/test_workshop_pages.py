"""Preparing a workshop without a browser: a new one from an agenda, a vote with its options, sources of evidence."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from mallipaja.actions.access import Context, cli_actor
from mallipaja.actions.boards import write_cards
from mallipaja.actions.codebook import themed_cards
from mallipaja.actions.workshop_steps import list_options
from mallipaja.actions.workshops import list_workshops, view_workshop
from mallipaja.ui.installation import Installation
from tests.small_project import SmallProject
from tests.workshops import arrange

App = Callable[..., AppTest]


@pytest.fixture
def asked(place: Installation) -> Context:
    return Context(place.store, cli_actor("test"), place.catalogue(), place.clock)


def test_a_new_workshop_begins_from_an_agenda(app: App, asked: Context, small_project: SmallProject) -> None:
    page = app("facilitator", "workshop")
    page.text_input(key=next(one.key for one in page.text_input if one.label == "Työpajan nimi")).input(
        "Kartoitus 1"
    )
    page.selectbox(
        key=next(one.key for one in page.selectbox if one.label == "Valmis asialista pohjaksi")
    ).select("mapping")
    next(one for one in page.button if one.label == "Aloita valmistelu").click().run()
    assert not page.exception
    (made,) = list_workshops(asked, project_id=small_project.project_id).values()
    view = view_workshop(asked, workshop_id=made.id)
    assert (view.meeting.title, made.template, len(view.steps)) == ("Kartoitus 1", "mapping", 7)
    assert page.title[0].value.startswith("Kartoitus 1")  # straight on to preparing it
    assert any("Yhteinen kysely seinällä" in one.value for one in page.markdown)


def test_a_vote_is_added_with_its_options(app: App, asked: Context, small_project: SmallProject) -> None:
    made = arrange(asked, small_project.project_id, small_project.keuruu)
    page = app("facilitator", "lead", workshop=made.workshop_id[:8], part="plan")
    page.selectbox(key="live.plan.kind").select("stand").run()
    next(one for one in page.text_input if one.label.startswith("Otsikko")).input("Ollaanko valmiita?")
    next(one for one in page.text_area if one.label == "Väittämät, yksi kullekin riville").input(
        "Kyllä\nEi vielä"
    )
    next(one for one in page.button if one.label == "Lisää vaihe").click().run()
    assert not page.exception
    step = view_workshop(asked, workshop_id=made.workshop_id).steps[-1]
    assert (step.title, step.kind) == ("Ollaanko valmiita?", "stand")
    assert [one.text for one in list_options(asked, workshop_step_id=step.id)] == ["Kyllä", "Ei vielä"]


def test_a_statistic_beside_a_card_lifts_its_grade(
    app: App, asked: Context, small_project: SmallProject
) -> None:
    made = arrange(asked, small_project.project_id, small_project.keuruu)
    write_cards(asked, workshop_step_id=made.board, text="Jono on pitkä", kind="challenge")
    card = themed_cards(asked, workshop_id=made.workshop_id).cards[0]
    page = app("facilitator", "lead", workshop=made.workshop_id[:8], part="themes")
    assert any("Näyttö 1" in one.value for one in page.caption)
    next(one for one in page.button if one.label == "Lähteet ja lanka").click().run()
    page.text_input(key=f"source.{card.id}.title").input("Jonotilasto 2025")
    page.radio(key=f"source.{card.id}.kind").set_value("statistic")
    next(one for one in page.button if one.label == "Lisää lähde").click().run()
    assert not page.exception
    assert any("Näyttö 3" in one.value for one in page.caption)
    assert any("Tilasto: Jonotilasto 2025" in one.value for one in page.markdown)
