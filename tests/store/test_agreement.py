"""Before a team is agreed on: five questions, the required parties, a reason for each change."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from mallipaja.actions.access import Context
from mallipaja.actions.agreement import Reason, agree_on_team, view_agreement
from mallipaja.actions.agreement_parties import list_versions, set_party, view_parties
from mallipaja.actions.comparison import compare_models
from mallipaja.actions.coordination import (
    QUESTIONS,
    answer_question,
    leave_question_open,
    view_coordination,
)
from mallipaja.actions.decisions import list_challenges
from mallipaja.actions.posts import PostValues, save_post
from mallipaja.actions.team_ways import agree_on_loans, take_back_loan
from mallipaja.actions.teams import draft_team, mark_discussed, take_up_draft, view_team
from mallipaja.actions.variants import view_variant
from mallipaja.errors import ActionError, NotFound
from mallipaja.store import record, schema
from mallipaja.team.considered import from_stored
from mallipaja.team.neighbours import Loan
from tests.agreeing import answer_five, unagreed
from tests.small_project import Clock, SmallProject
from tests.store.test_thread import CAPACITY
from tests.survey_round import start

ContextFor = Callable[[str], Context]
TODAY = date(2026, 11, 22)
WHY = "Tunteja ei ole enempää."


@pytest.fixture
def asked(context_for: ContextFor, small_project: SmallProject) -> Context:
    """A pilot with one offer and a draft made of it."""
    rounds = start(context_for, small_project)
    rounds.answer(small_project.health_unit, "capacity_basic", CAPACITY)
    found = context_for("facilitator")
    draft_team(found, pilot_id=small_project.keuruu)
    return found


def _agree(asked: Context, pilot_id: str, **more: object) -> None:
    row = view_team(asked, pilot_id=pilot_id).row
    assert row is not None
    told = {"agreed_on": TODAY, "decided_by": "Työpaja", "why": WHY, "without": unagreed(asked, pilot_id)}
    agree_on_team(asked, draft_id=row.id, **{**told, **more})


def _state(asked: Context, pilot_id: str) -> str:
    row = view_team(asked, pilot_id=pilot_id).row
    assert row is not None
    return row.state


def test_all_five_questions_come_before_the_agreement(
    asked: Context, small_project: SmallProject, clock: Clock
) -> None:
    pilot = small_project.keuruu
    for one in QUESTIONS[:3]:
        answer_question(asked, pilot_id=pilot, question=one, answer="Näin.")
    with pytest.raises(ActionError) as refused:
        _agree(asked, pilot)
    assert refused.value.code == "QUESTIONS_OPEN"
    assert refused.value.values["questions"] == ("Is a joint plan made?", "How is the plan followed up?")
    assert view_agreement(asked, pilot_id=pilot).unanswered == ("joint_plan", "follow_up")
    open_ = {"pilot_id": pilot, "question": "joint_plan"}
    for why, day, code in ((" ", TODAY, "WHY_OPEN"), ("Kesken", date(2026, 11, 21), "DECIDE_BY")):
        with pytest.raises(ActionError) as refused:
            leave_question_open(asked, **open_, why=why, decide_by=day)
        assert refused.value.code == code
    leave_question_open(asked, **open_, why="Järjestelmä puuttuu.", decide_by=date(2026, 12, 1))
    answer_question(asked, pilot_id=pilot, question="follow_up", answer="Kolmen kuukauden päästä.")
    view = view_coordination(asked, pilot_id=pilot)
    assert (view.standing("joint_plan"), view.unanswered) == ("open", ())
    clock.advance(days=30)  # the day has passed: it is no answer any more
    assert view_coordination(asked, pilot_id=pilot).standing("joint_plan") == "overdue"
    with pytest.raises(ActionError) as refused:
        _agree(asked, pilot)
    assert refused.value.values["questions"] == ("Is a joint plan made?",)
    assert _state(asked, pilot) == "draft"
    answer_question(asked, pilot_id=pilot, question="joint_plan", answer="Kyllä.")
    _agree(asked, pilot)
    assert _state(asked, pilot) == "agreed"


def test_required_parties_agree_or_their_absence_is_confirmed(
    asked: Context, small_project: SmallProject
) -> None:
    pilot = small_project.keuruu
    answer_five(asked, pilot)
    states = {one.sector: one.state for one in view_parties(asked, pilot_id=pilot).required}
    assert states == {"health": "not_asked", "kela": "no_seat", "employment": "no_seat", "social": "no_seat"}
    with pytest.raises(ActionError) as refused:
        _agree(asked, pilot, without=())
    assert refused.value.code == "PARTIES_LACKING"
    assert len(refused.value.values["parties"]) == 4
    confirmed = unagreed(asked, pilot)
    row = view_team(asked, pilot_id=pilot).row
    assert row is not None
    party = {"draft_id": row.id, "organisation": "Hyvinvointialue", "agreed_by": "Päällikkö"}
    set_party(asked, **party, mandate="to_be_confirmed")
    with pytest.raises(ActionError, match="mandate"):  # what was confirmed is not what is so now
        _agree(asked, pilot, without=confirmed)
    set_party(asked, **party, mandate="present")
    assert {one.sector for one in view_parties(asked, pilot_id=pilot).unagreed} == {
        "kela",
        "employment",
        "social",
    }
    _agree(asked, pilot)
    row = view_team(asked, pilot_id=pilot).row
    assert row is not None
    assert row.decided_by == "Työpaja"
    assert row.lacked == [[sector, "no_seat"] for sector, _state in unagreed(asked, pilot)]


def test_each_change_says_which_gap_or_challenge_it_answers(
    asked: Context, small_project: SmallProject
) -> None:
    pilot, project = small_project.keuruu, small_project.project_id
    answer_five(asked, pilot)
    with asked.store.writing("test", asked.clock()) as work:
        values = {
            "project_id": project,
            "pilot_id": pilot,
            "text": "Lääkäriaikoja ei ole",
            "raised_at": asked.clock(),
        }
        record.add(work, schema.challenge, values, project_id=project)
        other = {**values, "pilot_id": small_project.laukaa, "text": "Laukaan asia"}
        record.add(work, schema.challenge, other, project_id=project)
    view = view_agreement(asked, pilot_id=pilot)
    (challenge,) = view.challenges
    with pytest.raises(ActionError, match="why"):
        _agree(asked, pilot, why="", reasons={})
    stranger = Reason(challenge=type(challenge)("x" * 32, "Muu"))
    with pytest.raises(ActionError, match="removed"):
        _agree(asked, pilot, why="", reasons={"roles.health_care": stranger})
    with pytest.raises(ActionError, match="future"):
        _agree(asked, pilot, agreed_on=date(2026, 11, 23))
    reasons = {"roles.health_care": Reason("Tunteja puuttuu 4 h/kk.", challenge)}
    _agree(asked, pilot, why="", reasons=reasons)
    (change,) = view_variant(asked, pilot_id=pilot).adaptation_rows
    assert (change.why, change.challenges, change.source) == (
        "Tunteja puuttuu 4 h/kk.", ["Lääkäriaikoja ei ole"], "team",
    )  # fmt: skip
    raised = {one.challenge.text: one.is_open for one in list_challenges(asked, project_id=project)}
    assert raised == {"Lääkäriaikoja ei ole": False, "Laukaan asia": True}


def test_the_other_teams_there_were_stay_with_the_agreed_one(
    asked: Context, small_project: SmallProject
) -> None:
    """Two units fit one seat: with the one that was agreed on, the other team is kept."""
    pilot = small_project.keuruu
    values = PostValues(name="Toinen", sector="health", profession="nurse", hours_per_month=8.0)
    save_post(asked, pilot_id=pilot, key="", values=values)
    draft_team(asked, pilot_id=pilot)
    answer_five(asked, pilot)
    _agree(asked, pilot)
    row = view_team(asked, pilot_id=pilot).row
    assert row is not None
    kept = [from_stored(one) for one in row.considered or ()]
    assert kept
    assert all(one.without or one.added or one.moved for one in kept)


def test_an_agreed_team_stays_in_force_while_another_is_drafted(
    asked: Context, small_project: SmallProject
) -> None:
    pilot = small_project.keuruu
    answer_five(asked, pilot)
    _agree(asked, pilot)
    agreed = view_team(asked, pilot_id=pilot)
    assert agreed.row is not None
    draft_team(asked, pilot_id=pilot)
    newer = view_team(asked, pilot_id=pilot)
    assert newer.row is not None
    assert (newer.row.number, newer.row.state, newer.in_force, newer.newer_than_agreed) == (
        2, "draft", agreed.row, True,
    )  # fmt: skip
    assert view_team(asked, pilot_id=pilot, draft_id=agreed.row.id).row == agreed.row
    with asked.store.writing("test", asked.clock()) as work:
        record.put_in_bin(work, schema.seat, newer.seats[0].id, project_id=small_project.project_id)
    compared = compare_models(asked, project_id=small_project.project_id, pilot_ids=(pilot,)).figures.values()
    (figures,) = compared
    assert figures.seats == len(agreed.seats)  # not one less
    # the only filled seat is one person's: its hours are told where the pilot is seen
    assert (figures.filled, figures.hours_known, figures.team_hours_per_month) == (1, 1, None)
    with pytest.raises(NotFound):
        view_team(asked, pilot_id=small_project.laukaa, draft_id=agreed.row.id)
    assert take_up_draft(asked, draft_id=agreed.row.id) == agreed.row.id  # as it was: agreed
    back = view_team(asked, pilot_id=pilot)
    assert (back.row, back.newer_than_agreed, back.earlier) == (agreed.row, False, 0)
    draft_team(asked, pilot_id=pilot)
    draft_team(asked, pilot_id=pilot)  # numbers of drafts in the bin are not given again
    newest, before, _first = list_versions(asked, pilot_id=pilot)
    assert (newest.draft.number, before.draft.number) == (4, 3)
    taken = take_up_draft(asked, draft_id=before.draft.id)
    view = view_team(asked, pilot_id=pilot)
    assert view.row is not None
    assert (view.row.id, view.row.number, view.row.state, view.in_force) == (taken, 5, "draft", agreed.row)
    assert [one.post for one in view.seats] == [one.post for one in agreed.seats]


def test_an_agreed_team_in_force_gives_way_to_the_next_that_is_agreed_on(
    asked: Context, small_project: SmallProject
) -> None:
    pilot = small_project.keuruu
    answer_five(asked, pilot)
    _agree(asked, pilot)
    draft_team(asked, pilot_id=pilot)
    _agree(asked, pilot)
    view = view_team(asked, pilot_id=pilot)
    assert view.row is not None
    assert (view.row.number, view.in_force, view.newer_than_agreed) == (2, view.row, False)


def test_an_agreed_team_is_not_made_discussed_again(asked: Context, small_project: SmallProject) -> None:
    pilot = small_project.keuruu
    answer_five(asked, pilot)
    _agree(asked, pilot)
    agreed = view_team(asked, pilot_id=pilot).row
    assert agreed is not None
    with pytest.raises(ActionError) as refused:
        mark_discussed(asked, draft_id=agreed.id)
    assert refused.value.code == "AGREED"
    assert view_team(asked, pilot_id=pilot).in_force == agreed


def test_hours_go_back_to_the_post_they_came_from(
    context_for: ContextFor, small_project: SmallProject
) -> None:
    asked, keuruu, laukaa = context_for("facilitator"), small_project.keuruu, small_project.laukaa
    facts = {"name": "Vastaanotto", "sector": "health", "profession": "nurse", "hours_per_month": 10.0}
    keys = [
        save_post(asked, pilot_id=laukaa, key="", values=PostValues(**facts, organisation=employer))
        for employer in ("Kunta", "Hyvinvointialue")
    ]
    for key in keys:
        lent = Loan(key, laukaa, keuruu, "roles.health_care", 4.0, remote=True, travel=0.0)
        agree_on_loans(asked, project_id=small_project.project_id, loans=[lent])
        taken = next(one for one in view_team(asked, pilot_id=keuruu).posts if one.lent_by == laukaa)
        take_back_loan(asked, pilot_id=keuruu, key=taken.id)
    hours = {one.id: one.hours for one in view_team(asked, pilot_id=laukaa).posts}
    assert [hours[key] for key in keys] == [10.0, 10.0]
