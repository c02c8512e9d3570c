"""Answers of the practice survey against the cards and challenges of the pilot's workshop, from end to end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from mallipaja.actions.access import Actor, Context
from mallipaja.actions.answering import save_answer, start_form, welcome
from mallipaja.actions.boards import hide_card, write_cards
from mallipaja.actions.codebook import themed_cards
from mallipaja.actions.decisions import raise_challenge, tie_challenge
from mallipaja.actions.evidence_sources import (
    add_card_source,
    add_challenge_source,
    list_evidence_sources,
    remove_evidence_source,
)
from mallipaja.actions.invitations import invite_pilot
from mallipaja.actions.minutes import view_minutes, workshop_evidence
from mallipaja.actions.picture import practice_picture
from mallipaja.actions.taking_part import write_card
from mallipaja.actions.thread import follow
from mallipaja.actions.workshop_steps import add_step
from mallipaja.actions.workshops import go_to_step
from mallipaja.i18n import Words
from mallipaja.report.disagreement_words import sentence
from mallipaja.store.engine import Store
from mallipaja.store.record import new_id
from mallipaja.workshop.evidence import Evidence
from mallipaja.workshop.minutes import Disagreed
from tests import survey_round
from tests.small_project import SmallProject
from tests.workshops import Arranged, arrange

ContextFor = Callable[[str], Context]


@pytest.fixture
def store(sqlite_store: Store) -> Store:
    return sqlite_store


@pytest.fixture
def said(small_project: SmallProject, context_for: ContextFor) -> Arranged:
    """Kuntoutus plans regularly, employment takes no part in it, and consent is asked on a form."""
    here = small_project
    started = survey_round.start(context_for, here, ("network_basic", "practices_joint"))
    unit, shared = here.employment_unit, here.health_unit
    started.answer(unit, "network_basic", {("T24_activity", "", "plan"): "no"})
    started.answer(shared, "network_basic", {("T24_activity", "", "plan"): "regularly"})
    joint = invite_pilot(started.facilitator, round_id=started.round_id, pilot_id=here.keuruu)
    asked = replace(
        started.facilitator,
        actor=Actor(f"invitation:{joint.invitation_id}", invitations=(joint.invitation_id,)),
    )
    form = welcome(asked, invitation_id=joint.invitation_id).forms[0]
    opened = start_form(asked, invitation_id=joint.invitation_id, document_id=form.document_id)
    save_answer(asked, response_id=opened.response_id, question="T6", value="form")
    return arrange(started.facilitator, here.project_id, here.keuruu, layout="matrix")


def test_the_survey_and_the_workshop_disagree(said: Arranged, small_project: SmallProject) -> None:
    here, asked = small_project, said.context
    put = {"workshop_step_id": said.board, "phase": "plan"}
    write_cards(
        asked,
        **put,
        text="Työllisyyspalvelut laatii suunnitelman",
        kind="practice",
        actor=here.employment_actor,
    )
    write_cards(asked, **put, text="Suunnitelmaa ei laadita", kind="challenge", actor=here.health_actor)
    write_cards(asked, **put, text="Kuntoutus laatii", kind="practice", actor=here.health_actor)
    raised = raise_challenge(asked, workshop_id=said.workshop_id, text="Suostumus jää pyytämättä")
    tie_challenge(asked, challenge_id=raised, kind="element", target="rules.consent")
    body = view_minutes(asked, workshop_id=said.workshop_id).body
    expected = (
        Disagreed("Työllisyyspalvelut laatii suunnitelman", "no", "plan", "Työllisyysalue"),
        Disagreed("Suunnitelmaa ei laadita", "regularly", "plan", "Hyvinvointialue"),
        Disagreed("Suostumus jää pyytämättä", "in_use", element="rules.consent"),
    )
    assert body.disagreements == expected
    assert workshop_evidence(asked, workshop_id=said.workshop_id).disagreements == expected
    assert {card.text: card.disputed for theme in body.themes for card in theme.cards} == {
        "Työllisyyspalvelut laatii suunnitelman": True, "Suunnitelmaa ei laadita": True, "Kuntoutus laatii": False,
    }  # fmt: skip
    assert [(one.text, one.disputed) for one in body.challenges] == [("Suostumus jää pyytämättä", True)]
    seen = practice_picture(asked, pilot_id=here.keuruu).disputed
    assert [(one.text, one.found.survey) for one in seen] == [(one.text, one.survey) for one in expected]
    assert practice_picture(asked, pilot_id=here.laukaa).disputed == ()
    _ = Words("fi")
    names = {"phases.plan": "Suunnitelma", "rules.consent": "Suostumus"}
    assert sentence(_, expected[0], names) == (
        "Kysely ja työpaja ovat eri mieltä vaiheesta ”Suunnitelma”: Työllisyysalue on vastannut, ettei osallistu, mutta "
        "työpajassa kirjattiin: Työllisyyspalvelut laatii suunnitelman"
    )
    hidden = themed_cards(asked, workshop_id=said.workshop_id).cards[0]
    hide_card(asked, workshop_step_id=said.board, card=hidden.id, hidden=True, move=new_id())
    assert practice_picture(asked, pilot_id=here.keuruu).disputed == seen[1:]


def test_silent_cards_and_common_meetings_are_not_compared(
    said: Arranged, small_project: SmallProject
) -> None:
    here = small_project
    guest = said.guest(here.health)
    go_to_step(said.context, workshop_id=said.workshop_id, step=said.board)
    write_card(
        guest.context, **guest.here, step=said.board, card_id=new_id(), text="Hiljainen", kind="practice", phase="plan",
        actor=here.employment_actor,
    )  # fmt: skip
    assert practice_picture(said.context, pilot_id=here.keuruu).disputed == ()
    common = arrange(said.context, here.project_id, None, layout="matrix")
    write_cards(
        said.context, workshop_step_id=common.board, text="Kaikkien", kind="practice", phase="plan",
        actor=here.employment_actor,
    )  # fmt: skip
    assert view_minutes(said.context, workshop_id=common.workshop_id).body.disagreements == ()


def test_documents_and_statistics_lift_and_dispute(said: Arranged, small_project: SmallProject) -> None:
    asked, project = said.context, said.project_id
    step = add_step(asked, workshop_id=said.workshop_id, kind="board", title="Haasteet")
    write_cards(
        asked,
        workshop_step_id=step,
        text="Jono on pitkä",
        kind="challenge",
        organisation=small_project.health,
    )
    card = themed_cards(asked, workshop_id=said.workshop_id).cards[0]
    raised = raise_challenge(asked, workshop_id=said.workshop_id, text="Jono", cards=(card.id,))

    def known(kind: str, knot: str) -> Evidence | None:
        return follow(asked, project_id=project, kind=kind, knot=knot).evidence

    assert known("card", card.id) == known("challenge", raised) == Evidence(1, 1, False)
    add_card_source(asked, card_id=card.id, kind="statistic", title="Jonotilasto", place="s. 4")
    assert known("card", card.id) == known("challenge", raised) == Evidence(3, 1, False)
    other = add_challenge_source(asked, challenge_id=raised, kind="document", title="Raportti", agrees=False)
    assert (known("card", card.id), known("challenge", raised)) == (
        Evidence(3, 1, False),
        Evidence(3, 1, True),
    )
    remove_evidence_source(asked, evidence_source_id=other)
    assert known("challenge", raised) == Evidence(3, 1, False)
    assert [one.title for one in list_evidence_sources(asked, project_id=project)] == ["Jonotilasto"]
