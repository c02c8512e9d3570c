"""Steps, tasks, meetings and risks, on both databases."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from mallipaja.actions import meetings, parties, process
from mallipaja.actions.access import Context
from mallipaja.actions.process import PilotBoard
from mallipaja.errors import ActionError, LateSave
from mallipaja.store.engine import Store
from mallipaja.workshop.attendance import Head
from mallipaja.workshop.process import NextAction, RiskFinding, StepState
from tests.small_project import Clock, SmallProject, fill

ContextFor = Callable[[str], Context]
TODAY = date(2026, 11, 22)


def keys(context: Context) -> list[str]:
    return [step.key for step in context.catalogue.process_steps]


def row_of(context: Context, project: SmallProject, pilot_id: str) -> PilotBoard:
    rows = process.board(context, project_id=project.project_id)
    return next(row for row in rows if row.pilot.id == pilot_id)


def close(context: Context, pilot_id: str, key: str, **values: object) -> None:
    given = {"closed_on": TODAY, "artefact": "Yhteystiedot", "revision": 0, **values}
    process.set_step(context, pilot_id=pilot_id, key=key, state="closed", **given)


# --- steps ----------------------------------------------------------------------------------------------


def test_an_untouched_board(context_for: ContextFor, small_project: SmallProject) -> None:
    facilitator = context_for("facilitator")
    rows = process.board(facilitator, project_id=small_project.project_id)
    assert [row.pilot.name for row in rows] == ["Keuruu", "Laukaa"]
    for row in rows:
        assert row.steps == tuple(StepState(key) for key in keys(facilitator))
        assert row.actions == (NextAction("next_step", step=keys(facilitator)[0]),)
        assert (row.findings, row.risks, row.tasks, row.saved) == ((), (), (), {})


def test_a_step_closes_with_its_artefact(context_for: ContextFor, small_project: SmallProject) -> None:
    facilitator, keuruu = context_for("facilitator"), small_project.keuruu
    first, second = keys(facilitator)[:2]
    close(facilitator, keuruu, first)
    row = row_of(facilitator, small_project, keuruu)
    assert row.step(first) == StepState(first, "closed", TODAY, "Yhteystiedot")
    assert row.next == NextAction("next_step", step=second)
    assert row.saved[first].by == "Test facilitator"
    assert row_of(facilitator, small_project, small_project.laukaa).step(first) == StepState(first)


def test_a_step_closes_without_its_artefact_with_a_reason(
    context_for: ContextFor, small_project: SmallProject
) -> None:
    facilitator, keuruu = context_for("facilitator"), small_project.keuruu
    first = keys(facilitator)[0]
    close(facilitator, keuruu, first, artefact=" ", reason="Sovittiin puhelimessa")
    found = row_of(facilitator, small_project, keuruu).step(first)
    assert found.closed_without_artefact
    assert found.reason == "Sovittiin puhelimessa"


def test_steps_run_side_by_side_and_out_of_order(
    context_for: ContextFor, small_project: SmallProject
) -> None:
    facilitator, keuruu = context_for("facilitator"), small_project.keuruu
    order = keys(facilitator)
    close(facilitator, keuruu, order[4])
    process.set_step(facilitator, pilot_id=keuruu, key=order[7], state="under_way", revision=0)
    process.set_step(facilitator, pilot_id=keuruu, key=order[2], state="under_way", revision=0)
    row = row_of(facilitator, small_project, keuruu)
    assert [state.key for state in row.steps if state.status != "not_started"] == [
        order[2], order[4], order[7],
    ]  # fmt: skip
    assert row.next == NextAction("under_way_step", step=order[2])


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"closed_on": None}, "STEP_DAY"),
        ({"closed_on": date(2026, 11, 23)}, "DAY_LATER"),
        ({"artefact": "", "reason": "  "}, "STEP_ARTEFACT"),
        ({"artefact": "x" * 2001}, "TEXT_LONG"),
        ({"key": "dancing"}, "CHOICE_UNKNOWN"),
    ],
)
def test_how_a_step_does_not_close(
    context_for: ContextFor, small_project: SmallProject, values: dict[str, object], code: str
) -> None:
    facilitator = context_for("facilitator")
    with pytest.raises(ActionError) as error:
        close(facilitator, small_project.keuruu, **{"key": keys(facilitator)[0], **values})
    assert error.value.code == code


def test_the_day_is_the_finnish_one(
    context_for: ContextFor, small_project: SmallProject, clock: Clock
) -> None:
    facilitator = context_for("facilitator")
    clock.now = datetime(2026, 11, 22, 22, 30, tzinfo=UTC)  # 0.30 on the 23rd in Helsinki
    close(facilitator, small_project.keuruu, keys(facilitator)[0], closed_on=date(2026, 11, 23))


def test_opening_a_step_again_takes_its_day_away(
    context_for: ContextFor, small_project: SmallProject
) -> None:
    facilitator, keuruu = context_for("facilitator"), small_project.keuruu
    first = keys(facilitator)[0]
    close(facilitator, keuruu, first)
    process.set_step(
        facilitator, pilot_id=keuruu, key=first, state="under_way", artefact="Yhteystiedot", revision=1
    )
    found = row_of(facilitator, small_project, keuruu).step(first)
    assert found == StepState(first, "under_way", None, "Yhteystiedot")


def test_two_people_touch_an_untouched_step(context_for: ContextFor, small_project: SmallProject) -> None:
    facilitator, contact = context_for("facilitator"), context_for("pilot_contact")
    keuruu, first = small_project.keuruu, keys(facilitator)[0]
    close(contact, keuruu, first, artefact="Yhteystiedot 22.11.")
    with pytest.raises(LateSave) as late:
        close(facilitator, keuruu, first, artefact="Lista")
    assert late.value.theirs == {"artefact": ("", "Yhteystiedot 22.11.")}
    assert late.value.mine["artefact"] == "Lista"
    assert process.name_of(facilitator, who=late.value.by) == "Test pilot_contact"
    # what they did not write, or wrote the same, is no quarrel
    close(facilitator, keuruu, first, artefact="", reason="Sovittiin puhelimessa")
    found = row_of(facilitator, small_project, keuruu).step(first)
    assert (found.artefact, found.reason) == ("Yhteystiedot 22.11.", "Sovittiin puhelimessa")


def test_a_late_save_of_a_step_is_settled_by_choosing(
    context_for: ContextFor, small_project: SmallProject
) -> None:
    facilitator, contact = context_for("facilitator"), context_for("pilot_contact")
    keuruu, first = small_project.keuruu, keys(facilitator)[0]
    close(contact, keuruu, first, artefact="A")
    close(contact, keuruu, first, artefact="B", revision=1)
    with pytest.raises(LateSave) as late:
        close(facilitator, keuruu, first, artefact="C", revision=1)
    assert late.value.theirs == {"artefact": ("A", "B")}
    close(facilitator, keuruu, first, artefact="C", revision=2)
    row = row_of(facilitator, small_project, keuruu)
    assert row.step(first).artefact == "C"
    assert row.saved[first].by == "Test facilitator"


def test_nothing_is_stored_for_a_step_left_as_it_was(
    context_for: ContextFor, small_project: SmallProject
) -> None:
    facilitator, keuruu = context_for("facilitator"), small_project.keuruu
    process.set_step(facilitator, pilot_id=keuruu, key=keys(facilitator)[0], state="not_started", revision=0)
    assert row_of(facilitator, small_project, keuruu).step_records == {}


def test_a_pilot_contact_has_the_own_row_only(context_for: ContextFor, small_project: SmallProject) -> None:
    rows = process.board(context_for("pilot_contact"), project_id=small_project.project_id)
    assert [row.pilot.id for row in rows] == [small_project.keuruu]


# --- tasks ----------------------------------------------------------------------------------------------


def test_an_overdue_task_comes_first_and_goes_when_done(
    context_for: ContextFor, small_project: SmallProject
) -> None:
    facilitator, keuruu = context_for("facilitator"), small_project.keuruu
    task = process.add_task(
        facilitator, pilot_id=keuruu, title="Kirjaaminen", owner="Projekti", due_on=date(2026, 11, 20)
    )
    process.add_task(facilitator, pilot_id=keuruu, title="Viestintä")
    row = row_of(facilitator, small_project, keuruu)
    assert row.next == NextAction("overdue_task", "", "Kirjaaminen", "Projekti", date(2026, 11, 20))
    assert [one.title for one in row.tasks] == ["Kirjaaminen", "Viestintä"]
    process.change_task(facilitator, task_id=task, values={"done_on": TODAY}, revision=1)
    row = row_of(facilitator, small_project, keuruu)
    assert row.next.kind == "next_step"
    assert [one.title for one in row.tasks] == ["Viestintä", "Kirjaaminen"]


def test_a_task_in_the_bin_is_not_waited_for(context_for: ContextFor, small_project: SmallProject) -> None:
    facilitator, keuruu = context_for("facilitator"), small_project.keuruu
    task = process.add_task(facilitator, pilot_id=keuruu, title="Viestintä", due_on=date(2026, 1, 1))
    process.remove_task(facilitator, task_id=task)
    row = row_of(facilitator, small_project, keuruu)
    assert (row.tasks, row.next.kind) == ((), "next_step")


def test_a_task_moves_to_no_other_pilot(context_for: ContextFor, small_project: SmallProject) -> None:
    facilitator, keuruu = context_for("facilitator"), small_project.keuruu
    task = process.add_task(facilitator, pilot_id=keuruu, title="Viestintä")
    values = {"pilot_id": small_project.laukaa, "title": " Tiedotus "}
    process.change_task(facilitator, task_id=task, values=values, revision=1)
    assert [one.title for one in row_of(facilitator, small_project, keuruu).tasks] == ["Tiedotus"]


# --- meetings and risks ---------------------------------------------------------------------------------


def meet(context: Context, project: SmallProject, pilot_id: str | None, **heads: Head) -> str:
    attendance = {getattr(project, name): head for name, head in heads.items()}
    return meetings.record_meeting(
        context,
        project_id=project.project_id,
        title="Kartoitus",
        held_on=TODAY,
        mode="hybrid",
        pilot_id=pilot_id,
        attendance=attendance,
    )


def test_who_was_there_is_kept_by_organisation(context_for: ContextFor, small_project: SmallProject) -> None:
    facilitator = context_for("facilitator")
    meet(facilitator, small_project, small_project.keuruu, employment=Head(2, 1), health=Head(0))
    (found,) = meetings.list_meetings(facilitator, pilot_id=small_project.keuruu)
    assert found.heads == {small_project.employment: Head(2, 1, 0)}  # nobody came from health: no row
    assert (found.meeting.title, found.meeting.mode, found.meeting.held_on) == ("Kartoitus", "hybrid", TODAY)
    assert meetings.list_meetings(facilitator, pilot_id=small_project.laukaa) == []


def test_a_common_meeting_is_every_pilots(context_for: ContextFor, small_project: SmallProject) -> None:
    facilitator = context_for("facilitator")
    meet(facilitator, small_project, None, employment=Head(1))
    for pilot in (small_project.keuruu, small_project.laukaa):
        assert len(meetings.list_meetings(facilitator, pilot_id=pilot)) == 1
    assert len(meetings.project_meetings(facilitator, project_id=small_project.project_id)) == 1


def test_risks_follow_attendance(context_for: ContextFor, small_project: SmallProject) -> None:
    facilitator, keuruu = context_for("facilitator"), small_project.keuruu
    meet(facilitator, small_project, keuruu, employment=Head(2), health=Head(3))
    meet(facilitator, small_project, keuruu, employment=Head(2), health=Head(3))
    meet(facilitator, small_project, keuruu, employment=Head(2, 1), health=Head(3))
    meet(facilitator, small_project, keuruu)  # nobody recorded: tells nothing
    found = row_of(facilitator, small_project, keuruu).findings
    assert found == (
        RiskFinding("supervisors_absent", 2, 3),
        RiskFinding("party_absent", 2, 4, ("kela", "social")),
    )
    assert row_of(facilitator, small_project, small_project.laukaa).findings == ()


def test_an_employer_comes_for_all_its_services(context_for: ContextFor, small_project: SmallProject) -> None:
    """One county employs health and social care: which of them came is not known, so none is absent."""
    facilitator, keuruu = context_for("facilitator"), small_project.keuruu
    parties.add_actor(
        facilitator,
        project_id=small_project.project_id,
        name="Aikuissosiaalityö",
        sector="social",
        organisation_id=small_project.health,
    )
    meet(facilitator, small_project, keuruu, employment=Head(2, 1), health=Head(3))
    assert row_of(facilitator, small_project, keuruu).findings == (
        RiskFinding("party_absent", 1, 4, ("kela",)),
    )


@pytest.mark.parametrize("head", [Head(-1), Head(2, 3), Head(2, 0, 3), Head(2, -1)])
def test_impossible_attendance(context_for: ContextFor, small_project: SmallProject, head: Head) -> None:
    facilitator = context_for("facilitator")
    with pytest.raises(ActionError) as error:
        meet(facilitator, small_project, small_project.keuruu, employment=head)
    assert error.value.code == "ATTENDANCE_COUNT"
    assert meetings.project_meetings(facilitator, project_id=small_project.project_id) == []


def test_a_meeting_has_nobody_from_another_project(
    store: Store, context_for: ContextFor, small_project: SmallProject
) -> None:
    other = fill(store, "Toinen hanke")
    facilitator, project_id = context_for("facilitator"), small_project.project_id
    day = {"title": "x", "held_on": TODAY, "mode": "remote"}
    for wrong in (
        {"pilot_id": other.keuruu},
        {"attendance": {other.health: Head(1)}},
        {"step": "dancing"},
        {"mode": "by pigeon"},
    ):
        with pytest.raises(ActionError) as error:
            meetings.record_meeting(facilitator, project_id=project_id, **{**day, **wrong})
        assert error.value.code == "CHOICE_UNKNOWN"


def test_two_people_change_different_organisations_of_a_meeting(
    context_for: ContextFor, small_project: SmallProject
) -> None:
    facilitator, admin = context_for("facilitator"), context_for("admin")
    meeting = meet(facilitator, small_project, small_project.keuruu, employment=Head(2))
    seen = {small_project.employment: 1}  # health: no record yet
    change = {"meeting_id": meeting, "values": {}, "revision": 1, "seen": seen}
    meetings.change_meeting(admin, attendance={small_project.employment: Head(4, 1)}, **change)
    both = {small_project.employment: Head(2), small_project.health: Head(3)}
    meetings.change_meeting(facilitator, attendance=both, **change)  # employment unchanged by this one
    (found,) = meetings.list_meetings(facilitator, pilot_id=small_project.keuruu)
    assert found.heads == {small_project.employment: Head(4, 1), small_project.health: Head(3)}


def test_two_people_change_the_same_organisation_of_a_meeting(
    context_for: ContextFor, small_project: SmallProject
) -> None:
    facilitator, admin = context_for("facilitator"), context_for("admin")
    meeting, health = meet(facilitator, small_project, small_project.keuruu), small_project.health
    change = {"meeting_id": meeting, "revision": 1, "seen": {}}
    meetings.change_meeting(admin, values={}, attendance={health: Head(4)}, **change)
    with pytest.raises(LateSave) as late:
        meetings.change_meeting(
            facilitator, values={"title": "Toinen nimi"}, attendance={health: Head(3)}, **change
        )
    assert late.value.theirs == {f"{health}.count": (0, 4)}
    (found,) = meetings.list_meetings(facilitator, pilot_id=small_project.keuruu)
    assert (found.meeting.title, found.heads) == ("Kartoitus", {health: Head(4)})  # nothing half-written


def test_a_removed_meeting_tells_nothing(context_for: ContextFor, small_project: SmallProject) -> None:
    facilitator, keuruu = context_for("facilitator"), small_project.keuruu
    meeting = meet(facilitator, small_project, keuruu, employment=Head(2))
    assert row_of(facilitator, small_project, keuruu).findings
    meetings.remove_meeting(facilitator, meeting_id=meeting)
    assert row_of(facilitator, small_project, keuruu).findings == ()


def test_a_risk_is_raised_once_and_settled(context_for: ContextFor, small_project: SmallProject) -> None:
    facilitator, keuruu = context_for("facilitator"), small_project.keuruu
    key = facilitator.catalogue.risk_flags[0].key
    risk = process.raise_risk(facilitator, pilot_id=keuruu, key=key, note="Ei varattu")
    with pytest.raises(ActionError) as error:
        process.raise_risk(facilitator, pilot_id=keuruu, key=key)
    assert error.value.code == "RISK_RAISED"
    process.raise_risk(facilitator, pilot_id=small_project.laukaa, key=key)
    assert [one.note for one in row_of(facilitator, small_project, keuruu).risks] == ["Ei varattu"]
    process.settle_risk(facilitator, risk_id=risk)
    assert row_of(facilitator, small_project, keuruu).risks == ()
    process.raise_risk(facilitator, pilot_id=keuruu, key=key)  # it came back


def test_names_behind_the_history(context_for: ContextFor, small_project: SmallProject) -> None:
    facilitator = context_for("facilitator")
    names = {who: process.name_of(facilitator, who=who) for who in (
        f"account:{small_project.accounts['admin']}", "account:nobody", "cli:aino", "invitation:x", "anonymous",
    )}  # fmt: skip
    assert list(names.values()) == ["Test admin", "", "aino", "", ""]
