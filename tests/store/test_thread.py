"""The unbroken thread: an answer becomes capacity, a tie, a cell, a post, a seat, a change, a status."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from mallipaja.actions.access import Context
from mallipaja.actions.agreement import agree_on_team, preview_agreement
from mallipaja.actions.comparison import compare_models
from mallipaja.actions.picture import capacity_picture, network_picture, practice_picture
from mallipaja.actions.requests import set_seat
from mallipaja.actions.teams import decide_seat, draft_team, view_team
from mallipaja.actions.variants import take_stand, view_variant
from mallipaja.errors import ActionError
from mallipaja.survey.given import Known, Missing
from tests.agreeing import answer_five, unagreed
from tests.small_project import SmallProject
from tests.survey_round import SurveyRound, start

ContextFor = Callable[[str], Context]
CAPACITY = {
    ("K3", "", ""): ("nurse", "doctor"),
    ("K4", "", "nurse"): 2.0,
    ("K5", "", "nurse"): 0.5,
    ("K6", "", "nurse"): 10.0,
    ("K5", "", "doctor"): 0.1,
    ("K17", "keuruu", ""): "yes",
    ("K17_profession", "keuruu", ""): "nurse",
    ("K17_hours", "keuruu", ""): 8.0,
    ("K17", "laukaa", ""): "no",
}


@pytest.fixture
def rounds(context_for: ContextFor, small_project: SmallProject) -> SurveyRound:
    return start(context_for, small_project)


def test_a_new_answer_changes_every_figure_that_rests_on_it(
    rounds: SurveyRound, small_project: SmallProject
) -> None:
    asked = rounds.facilitator
    before = capacity_picture(asked, pilot_id=small_project.keuruu)
    assert before.overall.htv.value is None
    assert before.completeness.answered == 0
    rounds.answer(small_project.health_unit, "capacity_basic", CAPACITY)
    keuruu = capacity_picture(asked, pilot_id=small_project.keuruu)
    # the unit serves two pilots: half of its htv and hours is counted to each, its people whole
    assert keuruu.overall.htv.value == pytest.approx(0.3)
    assert keuruu.overall.client_hours_per_week.value == pytest.approx(5.0)
    nurses = next(group for group in keuruu.professions if group.key == "nurse")
    assert nurses.headcount.value == 2.0
    assert keuruu.completeness.answered == 1
    rounds.answer(small_project.health_unit, "capacity_basic", {("K5", "", "nurse"): 1.5})
    assert capacity_picture(asked, pilot_id=small_project.keuruu).overall.htv.value == pytest.approx(0.8)


def test_a_reason_is_not_a_zero(rounds: SurveyRound, small_project: SmallProject) -> None:
    from mallipaja.actions.answering import save_answer

    response = rounds.answer(small_project.health_unit, "capacity_basic", {("K3", "", ""): ("nurse",)})
    save_answer(
        rounds.respondent(small_project.health_unit),
        response_id=response,
        question="K6",
        row="nurse",
        reason="may_not_disclose",
    )
    picture = capacity_picture(rounds.facilitator, pilot_id=small_project.keuruu)
    nurse = next(row for row in picture.rows if row.profession == "nurse")
    assert nurse.client_hours_per_week == Missing("may_not_disclose")
    assert picture.overall.client_hours_per_week.value is None
    assert picture.overall.client_hours_per_week.missing == (("may_not_disclose", 1),)


def test_an_answer_becomes_a_tie_and_a_cell(rounds: SurveyRound, small_project: SmallProject) -> None:
    rounds.answer(
        small_project.health_unit,
        "network_basic",
        {
            ("V1", "keuruu", ""): ("employment",),
            ("V2", "keuruu", "employment"): "weekly",
            ("T24_activity", "", "assessment"): "regularly",
        },
    )
    network = network_picture(rounds.facilitator, pilot_id=small_project.keuruu).network
    tie = network.tie("health", "employment")
    assert tie is not None
    assert tie.frequency == Known(4)
    assert network.state("employment", "health") is None  # has not answered: neither yes nor no
    cell = practice_picture(rounds.facilitator, pilot_id=small_project.keuruu).matrix.cell(
        "assessment", "health"
    )
    assert cell.activity == Known("regularly")
    assert network_picture(rounds.facilitator, pilot_id=small_project.laukaa).network.ties == ()


def test_from_offer_to_comparison(rounds: SurveyRound, small_project: SmallProject) -> None:
    asked, keuruu = rounds.facilitator, small_project.keuruu
    rounds.answer(small_project.health_unit, "capacity_basic", CAPACITY)
    draft_id = draft_team(asked, pilot_id=keuruu)
    view = view_team(asked, pilot_id=keuruu)
    seat = next(seat for seat in view.seats if seat.role == "roles.health_care")
    assert (seat.post, seat.hours_per_month, seat.state) == ("rehabilitation", 8.0, "proposed")
    assert {(gap.kind, gap.about) for gap in view.draft.gaps if gap.kind == "sector"} == {
        ("sector", "kela"), ("sector", "employment"), ("sector", "social"),
    }  # fmt: skip
    set_seat(asked, seat_id=seat.id, state="named", name="Testi Henkilö", revision=seat.revision)
    changes = preview_agreement(asked, pilot_id=keuruu)
    assert [(one.role, one.kind, one.base, one.value) for one in changes] == [
        ("roles.health_care", "hours", 12.0, 8.0)
    ]
    answer_five(asked, keuruu)
    agreed = {"draft_id": draft_id, "agreed_on": date(2026, 11, 22), "decided_by": "Työpaja"}
    with pytest.raises(ActionError, match="why"):
        agree_on_team(asked, **agreed, without=unagreed(asked, keuruu))
    agree_on_team(asked, **agreed, why="Tunteja ei ole enempää.", without=unagreed(asked, keuruu))
    compared = compare_models(asked, project_id=small_project.project_id).comparison
    assert compared.cell("roles.health_care", "keuruu").status == "adapted_consistent"
    assert compared.cell("roles.health_care", "laukaa").status == "not_stated"
    assert compared.cell("roles.kela", "keuruu").status == "not_stated"  # vacant is not absent
    snapshot = view_variant(asked, pilot_id=keuruu).snapshot
    assert snapshot.field("roles.health_care", "role.hours_per_month") == 8.0


def test_a_draft_is_marked_stale_and_nothing_in_it_changes(
    rounds: SurveyRound, small_project: SmallProject
) -> None:
    asked, keuruu = rounds.facilitator, small_project.keuruu
    rounds.answer(small_project.health_unit, "capacity_basic", CAPACITY)
    draft_id = draft_team(asked, pilot_id=keuruu)
    assert not view_team(asked, pilot_id=keuruu).stale
    rounds.answer(small_project.health_unit, "capacity_basic", {("K17_hours", "keuruu", ""): 2.0})
    view = view_team(asked, pilot_id=keuruu)
    assert view.stale
    assert next(s for s in view.seats if s.post).hours_per_month == 8.0
    with pytest.raises(ActionError, match="new draft"):
        agree_on_team(asked, draft_id=draft_id, agreed_on=date(2026, 11, 22), decided_by="Työpaja", why="x")


def test_a_veto_holds_and_a_named_person_stays(rounds: SurveyRound, small_project: SmallProject) -> None:
    asked, keuruu = rounds.facilitator, small_project.keuruu
    rounds.answer(small_project.health_unit, "capacity_basic", CAPACITY)
    draft_id = draft_team(asked, pilot_id=keuruu)
    seat = next(s for s in view_team(asked, pilot_id=keuruu).seats if s.post)
    set_seat(asked, seat_id=seat.id, state="named", name="Testi Henkilö", deputy="Toinen Henkilö")
    fresh = draft_team(asked, pilot_id=keuruu)
    view = view_team(asked, pilot_id=keuruu)
    kept = next(s for s in view.seats if s.post)
    assert fresh != draft_id
    assert kept.state == "deputy_named"
    assert (view.people[kept.id].name, view.people[kept.id].deputy) == ("Testi Henkilö", "Toinen Henkilö")
    decide_seat(asked, draft_id=fresh, post="rehabilitation", role="roles.health_care", decision="veto")
    after = view_team(asked, pilot_id=keuruu)
    assert [s for s in after.seats if s.role == "roles.health_care" and s.post] == []
    assert after.draft.vacant


def test_stands_become_statuses(context_for: ContextFor, small_project: SmallProject) -> None:
    asked, keuruu = context_for("facilitator"), small_project.keuruu

    def status() -> str:
        compared = compare_models(asked, project_id=small_project.project_id).comparison
        return compared.cell("rules.consent", "keuruu").status

    assert status() == "not_stated"
    take_stand(asked, pilot_id=keuruu, element="rules.consent", fit="fits", in_use="yes")
    assert status() == "same"
    with pytest.raises(ActionError, match="why"):
        take_stand(asked, pilot_id=keuruu, element="rules.consent", fit="fits_changed", what="Suullisesti")
    words = {"what": "Suostumus pyydetään suullisesti", "why": "Lomaketta ei ole", "decided_by": "Työpaja"}
    take_stand(asked, pilot_id=keuruu, element="rules.consent", fit="fits_changed", core_kept=True, **words)
    assert status() == "adapted_consistent"
    take_stand(asked, pilot_id=keuruu, element="rules.consent", fit="fits_changed", core_kept=False, **words)
    assert status() == "adapted_inconsistent"
    take_stand(
        asked,
        pilot_id=keuruu,
        element="rules.consent",
        fit="does_not_fit",
        why="Ei käytössä",
        decided_by="Työpaja",
    )
    assert status() == "missing"
    take_stand(asked, pilot_id=keuruu, element="rules.consent", fit="fits")
    assert status() == "same"
    with pytest.raises(ActionError, match="no such element"):
        take_stand(asked, pilot_id=keuruu, element="rules.nothing", fit="fits")


def test_names_are_in_no_comparison(rounds: SurveyRound, small_project: SmallProject) -> None:
    asked, keuruu = rounds.facilitator, small_project.keuruu
    rounds.answer(small_project.health_unit, "capacity_basic", CAPACITY)
    draft_team(asked, pilot_id=keuruu)
    seat = next(s for s in view_team(asked, pilot_id=keuruu).seats if s.post)
    set_seat(asked, seat_id=seat.id, state="named", name="Testi Henkilö")
    view = compare_models(asked, project_id=small_project.project_id)
    assert "Testi Henkilö" not in repr(view)
