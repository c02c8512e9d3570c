"""Answering on an invitation, on both databases."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import func, select

from mallipaja.actions.access import Actor, Context
from mallipaja.actions.answering import clear_row, open_form, save_answer, start_form, submit, welcome
from mallipaja.actions.asking import OpenForm
from mallipaja.actions.going_over import go_over
from mallipaja.actions.invitations import invite_pilot, revoke_invitation
from mallipaja.actions.parties import remove_unit
from mallipaja.actions.projects import remove_pilot
from mallipaja.actions.surveys import close_round, reopen_round
from mallipaja.actions.versions import preview_version, publish_version
from mallipaja.errors import ActionError, Refused
from mallipaja.store import record, schema
from mallipaja.store.engine import Store
from mallipaja.survey.answers import AnswerValue
from tests.small_project import Clock, SmallProject
from tests.survey_round import SurveyRound, start

FORMS = ("capacity_basic", "network_basic", "workload", "trust_value")
Place = tuple[str, str, str]


class Respondent:
    """A unit that answers its forms; every call is a request of its own, as from a browser."""

    def __init__(self, context: Context, invitation_id: str) -> None:
        self.context = context
        self.invitation = invitation_id
        forms = welcome(context, invitation_id=invitation_id).forms
        self.documents = {form.template.id: form.document_id for form in forms}
        self.ids: dict[str, str] = {}

    def start(self, form: str = "capacity_basic") -> OpenForm:
        opened = start_form(self.context, invitation_id=self.invitation, document_id=self.documents[form])
        self.ids[form] = opened.response_id
        return opened

    def open(self, form: str = "capacity_basic") -> OpenForm | None:
        return open_form(self.context, invitation_id=self.invitation, document_id=self.documents[form])

    def save(
        self, place: Place, value: AnswerValue = None, form: str = "capacity_basic", **more: Any
    ) -> None:
        question, pilot, row = place
        save_answer(
            self.context,
            response_id=self.ids[form],
            question=question,
            pilot=pilot,
            row=row,
            value=value,
            **more,
        )

    def answers(self, form: str = "capacity_basic") -> dict[Place, AnswerValue]:
        opened = self.open(form)
        assert opened is not None
        return {
            place: one.reason if one.value is None else one.value
            for place, one in opened.form.answers.items()
        }


@pytest.fixture
def round_(context_for: Callable[[str], Context], small_project: SmallProject) -> SurveyRound:
    return start(context_for, small_project, FORMS)


@pytest.fixture
def health(round_: SurveyRound, small_project: SmallProject) -> Respondent:
    """The unit that works in both pilots."""
    unit = small_project.health_unit
    return Respondent(round_.respondent(unit), round_.invitations[unit])


@pytest.fixture
def employment(round_: SurveyRound, small_project: SmallProject) -> Respondent:
    """The unit that works in Keuruu only."""
    unit = small_project.employment_unit
    return Respondent(round_.respondent(unit), round_.invitations[unit])


def history(store: Store, place: Place) -> list[tuple[Any, Any]]:
    """What each change of an answer was from and to."""
    with store.reading("cli:test", datetime.now(UTC)) as work:
        query = (
            select(schema.history).where(schema.history.c.entity == "answer").order_by(schema.history.c.seq)
        )
        rows = [one for one in work.connection.execute(query) if one.entity_id.split("/")[1:] == list(place)]
    return [((one.before or {}).get("value"), (one.after or {}).get("value")) for one in rows]


def count(store: Store, table: Any) -> int:
    with store.reading("cli:test", datetime.now(UTC)) as work:
        return int(work.connection.scalar(select(func.count()).select_from(table)) or 0)


def refusal(act: Callable[[], object]) -> str:
    with pytest.raises(ActionError) as caught:
        act()
    return caught.value.code


# starting and resuming ------------------------------------------------------------------------------------


def test_looking_writes_nothing_and_starting_fills_in_what_is_known(store: Store, health: Respondent) -> None:
    before = count(store, schema.history)
    assert health.open() is None
    assert (count(store, schema.history), count(store, schema.response)) == (before, 0)
    health.start()
    assert health.answers() == {
        ("K1", "", ""): "Hyvinvointialue, Kuntoutus", ("K2", "", ""): ("keuruu", "laukaa"),
    }  # fmt: skip
    assert history(store, ("K2", "", "")) == [(None, ["keuruu", "laukaa"])]


def test_starting_twice_is_starting_once(store: Store, health: Respondent) -> None:
    assert health.start().response_id == health.start().response_id
    assert count(store, schema.response) == 1


def test_everything_is_there_when_the_link_is_opened_again(
    health: Respondent, clock: Clock, round_: SurveyRound
) -> None:
    health.start()
    saved_at = clock.advance(minutes=3)
    health.save(("K3", "", ""), ("nurse", "other"), other="Farmaseutti")
    health.save(("K5", "", "nurse"), 0.5)
    health.save(("K6", "", "nurse"), reason="do_not_know")
    clock.advance(days=1)
    again = Respondent(health.context, health.invitation)
    opened = again.open()
    assert opened is not None
    assert opened.saved_at == saved_at
    assert opened.form.answers[("K3", "", "")].other == "Farmaseutti"
    assert again.answers() == {
        ("K1", "", ""): "Hyvinvointialue, Kuntoutus", ("K2", "", ""): ("keuruu", "laukaa"),
        ("K3", "", ""): ("nurse", "other"), ("K5", "", "nurse"): 0.5, ("K6", "", "nurse"): "do_not_know",
    }  # fmt: skip


def test_what_was_answered_before_is_filled_in_where_the_template_says_so(health: Respondent) -> None:
    health.start("network_basic")
    health.save(("V1", "keuruu", ""), ("employment", "other"), "network_basic", other="Apteekki")
    opened = health.start("trust_value")
    assert health.answers("trust_value") == {("V1", "keuruu", ""): ("employment", "other")}
    assert opened.form.answers[("V1", "keuruu", "")].other == "Apteekki"


def test_a_unit_is_not_asked_about_its_own_actor(health: Respondent) -> None:
    form = health.start("network_basic").form
    asked = form.template.question("V1")
    assert [choice.code for choice in form.choices(asked, "keuruu")] == ["employment", "other"]
    assert [choice.code for choice in form.choices(asked, "laukaa")] == ["other"]


# saving ---------------------------------------------------------------------------------------------------


def test_each_change_has_one_line_of_history_and_a_repeated_answer_none(
    store: Store, health: Respondent
) -> None:
    health.start()
    place = ("K19", "", "")
    for value in ("yes", "yes", "no", None, None):
        health.save(place, value)
    assert history(store, place) == [(None, "yes"), ("yes", "no"), ("no", None)]
    assert place not in health.answers()


def test_what_is_not_allowed_is_not_stored(store: Store, health: Respondent) -> None:
    health.start()
    health.save(("K3", "", ""), ("nurse",))
    before = count(store, schema.history)
    bad: list[tuple[Place, AnswerValue, str]] = [
        (("K4", "", "nurse"), 2.5, "ANSWER_WHOLE"),
        (("K4", "", "nurse"), -1.0, "ANSWER_SMALL"),
        (("K5", "", "nurse"), 201.0, "ANSWER_LARGE"),
        (("K5", "", "nurse"), float("nan"), "ANSWER_NUMBER"),
        (("K19", "", ""), "perhaps", "ANSWER_CHOICE"),
        (("K2", "", ""), ("keuruu", "helsinki"), "ANSWER_CHOICE"),
        (("K1", "", ""), "x" * 201, "ANSWER_LONG"),
        (("K1", "", ""), "asiakas 131052-308T", "IDENTITY_CODE"),
        (("K99", "", ""), "x", "NOT_ASKED"),
        (("K4", "", "astronaut"), 1.0, "NOT_ASKED"),
        (("K4", "keuruu", "nurse"), 1.0, "NOT_ASKED"),
        (("K17", "helsinki", ""), "yes", "NOT_ASKED"),
        (("K19", "", "1"), "yes", "NOT_ASKED"),
        (("same_unit", "", ""), "yes", "NOT_ASKED"),
        (("same_nothing", "", ""), "yes", "NOT_ASKED"),
    ]
    for place, value, code in bad:
        assert refusal(lambda place=place, value=value: health.save(place, value)) == code, place
    assert count(store, schema.history) == before


def test_an_answer_of_a_choice_unticked_elsewhere_meanwhile_is_kept(health: Respondent) -> None:
    health.start()
    health.save(("K3", "", ""), ("nurse",))
    health.save(("K3", "", ""), ("doctor",))
    health.save(("K4", "", "nurse"), 3.0)
    opened = health.open()
    assert opened is not None
    figures = next(page for page in opened.form.template.pages if page.id == "figures")
    assert {field.row for field in opened.form.fields(figures)} == {"doctor"}
    assert health.answers()[("K4", "", "nurse")] == 3.0


def test_the_last_of_two_tabs_counts_and_both_are_in_the_history(store: Store, health: Respondent) -> None:
    health.start()
    other = Respondent(health.context, health.invitation)
    other.start()
    health.save(("K17_hours", "keuruu", ""), 4.0)
    other.save(("K17_hours", "keuruu", ""), 6.0)
    other.save(("K17_hours", "laukaa", ""), 2.0)
    assert health.answers()[("K17_hours", "keuruu", "")] == 6.0
    assert history(store, ("K17_hours", "keuruu", "")) == [(None, 4.0), (4.0, 6.0)]


def test_many_at_once_store_each_answer_once(store: Store, health: Respondent) -> None:
    health.start()
    values = [float(n % 3) for n in range(24)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda value: health.save(("K18_clients", "keuruu", ""), value), values))
    lines = history(store, ("K18_clients", "keuruu", ""))
    assert [before for before, _ in lines[1:]] == [after for _, after in lines[:-1]]
    assert health.answers()[("K18_clients", "keuruu", "")] == lines[-1][1]


# pilots ---------------------------------------------------------------------------------------------------


def test_the_same_answer_for_all_and_back(health: Respondent, clock: Clock) -> None:
    health.start()
    health.save(("K17_hours", "keuruu", ""), 4.0)
    clock.advance(minutes=1)
    health.save(("same_team", "", ""), "yes")
    assert health.answers()[("K17_hours", "", "")] == 4.0
    clock.advance(minutes=1)
    health.save(("K17", "", ""), "conditionally")
    clock.advance(minutes=1)
    health.save(("same_team", "", ""), "no")
    team = {place: value for place, value in health.answers().items() if place[0].startswith("K17")}
    assert team == {
        ("K17_hours", "keuruu", ""): 4.0,
        ("K17", "keuruu", ""): "conditionally", ("K17", "laukaa", ""): "conditionally",
    }  # fmt: skip


def test_one_pilot_that_differs_leaves_the_others_as_they_were(health: Respondent) -> None:
    health.start()
    health.save(("K17_hours", "", ""), 4.0)
    health.save(("K17_hours", "laukaa", ""), 6.0)
    hours = {place: value for place, value in health.answers().items() if place[0] == "K17_hours"}
    assert hours == {("K17_hours", "keuruu", ""): 4.0, ("K17_hours", "laukaa", ""): 6.0}


def test_the_pilots_asked_about_are_those_the_unit_says_it_serves(employment: Respondent) -> None:
    assert employment.start().form.pilots == ("keuruu",)
    employment.save(("K17", "keuruu", ""), "yes")
    employment.save(("K2", "", ""), ("keuruu", "laukaa"))
    opened = employment.open()
    assert opened is not None
    assert (opened.form.pilots, opened.pilot_names) == (
        ("keuruu", "laukaa"), {"keuruu": "Keuruu", "laukaa": "Laukaa"},
    )  # fmt: skip
    employment.save(("K2", "", ""), ("laukaa",))
    employment.save(("K2", "", ""), ())
    opened = employment.open()
    assert opened is not None
    assert opened.form.pilots == ("laukaa",)
    assert employment.answers()[("K17", "keuruu", "")] == "yes"


def test_a_pilot_the_unit_does_not_serve_is_not_asked_about_again(
    context_for: Callable[[str], Context], small_project: SmallProject
) -> None:
    """Neither in the next round, which fills in what was said before, nor in a newer version of the form."""
    unit, served = small_project.health_unit, {("K2", "", ""): ("keuruu",)}
    before = start(context_for, small_project, templates=("capacity_basic",))
    old = before.answer(unit, "capacity_basic", served)
    template = before.facilitator.catalogue.templates["capacity_basic"]
    now = preview_version(before.facilitator, round_id=before.round_id, template=template).version
    newer = template.model_copy(update={"purpose": template.title})
    publish_version(
        before.facilitator, round_id=before.round_id, document_id=now.document_id, template=newer, recode={}
    )
    assert go_over(before.respondent(unit), response_id=old, how="carry").form.pilots == ("keuruu",)
    after = start(context_for, small_project, templates=("capacity_basic",))
    again = Respondent(after.respondent(unit), after.invitations[unit])
    assert again.start().form.pilots == ("keuruu",)


def test_rows_move_up_when_one_is_taken_away(health: Respondent) -> None:
    health.start("workload")
    for row, task in enumerate(("alku", "tiimi", "seuranta"), 1):
        health.save(("K12_task", "", str(row)), task, "workload")
    health.save(("K12_times", "", "1"), 10.0, "workload")
    health.save(("K12_times", "", "3"), 30.0, "workload")
    clear_row(health.context, response_id=health.ids["workload"], block="K12", row="1")
    assert health.answers("workload") == {
        ("K12_task", "", "1"): "tiimi", ("K12_task", "", "2"): "seuranta", ("K12_times", "", "2"): 30.0,
    }  # fmt: skip
    for block, row in (("K15", "sick_leave"), ("K12", "99"), ("no_such", "1")):
        act = lambda block=block, row=row: clear_row(  # noqa: E731
            health.context, response_id=health.ids["workload"], block=block, row=row
        )
        assert refusal(act) == "NOT_ASKED"


# sending and ends -----------------------------------------------------------------------------------------


def test_sending_needs_the_required_answers_and_can_be_followed_by_changes(
    store: Store, health: Respondent, clock: Clock
) -> None:
    response = health.start().response_id
    assert refusal(lambda: submit(health.context, response_id=response)) == "INCOMPLETE"
    health.save(("K3", "", ""), reason="not_applicable")
    sent_at = clock.advance(minutes=5)
    submit(health.context, response_id=response)
    clock.advance(minutes=5)
    submit(health.context, response_id=response)
    health.save(("K19", "", ""), "yes")
    opened = health.open()
    assert opened is not None
    assert opened.submitted_at == sent_at
    assert health.answers()[("K19", "", "")] == "yes"
    with store.reading("cli:test", clock()) as work:
        changes = select(func.count()).where(
            schema.history.c.entity == "response", schema.history.c.change == "change"
        )
        assert work.connection.scalar(changes) == 1


def test_a_closed_round_shows_the_answers_and_takes_no_more(health: Respondent, round_: SurveyRound) -> None:
    response = health.start().response_id
    health.save(("K3", "", ""), ("nurse",))
    close_round(round_.facilitator, round_id=round_.round_id)
    opened = health.open()
    assert opened is not None
    assert not opened.open
    assert not welcome(health.context, invitation_id=health.invitation).open
    for act in (
        lambda: health.save(("K19", "", ""), "yes"),
        lambda: submit(health.context, response_id=response),
        lambda: health.start("network_basic"),
    ):
        assert refusal(act) == "CLOSED"
    assert health.start().response_id == response
    reopen_round(round_.facilitator, round_id=round_.round_id)
    health.save(("K19", "", ""), "yes")
    assert health.answers()[("K19", "", "")] == "yes"


def test_the_closing_day_is_open_until_midnight_in_finland(
    health: Respondent, round_: SurveyRound, clock: Clock
) -> None:
    health.start()
    close_round(round_.facilitator, round_id=round_.round_id)
    reopen_round(round_.facilitator, round_id=round_.round_id, closes_on=date(2026, 11, 30))
    clock.now = datetime(2026, 11, 30, 21, 59, tzinfo=UTC)
    health.save(("K19", "", ""), "yes")
    clock.now = datetime(2026, 11, 30, 22, 0, tzinfo=UTC)
    assert refusal(lambda: health.save(("K19", "", ""), "no")) == "CLOSED"


@pytest.mark.parametrize("way", ["revoked", "expired", "round", "project", "archived"])
def test_a_link_that_has_ended_opens_nothing(
    way: str, store: Store, health: Respondent, round_: SurveyRound, small_project: SmallProject, clock: Clock
) -> None:
    health.start()
    project_id = small_project.project_id
    if way == "revoked":
        revoke_invitation(round_.facilitator, invitation_id=health.invitation)
    else:
        with store.writing("cli:test", clock()) as work:
            if way == "expired":
                values = {"expires_at": clock()}
                record.change(
                    work, schema.invitation, health.invitation, values, revision=None, project_id=project_id
                )
            elif way == "round":
                record.put_in_bin(work, schema.round_, round_.round_id, project_id=project_id)
            elif way == "project":
                record.put_in_bin(work, schema.project, project_id, project_id=project_id)
            else:
                values = {"archived_at": clock()}
                record.change(work, schema.project, project_id, values, revision=None, project_id=project_id)
    clock.advance(seconds=1)
    for act in (
        lambda: health.save(("K19", "", ""), "yes"),
        health.open,
        lambda: health.start("network_basic"),
        lambda: welcome(health.context, invitation_id=health.invitation),
    ):
        assert refusal(act) == "LINK_ENDED"


def test_a_link_of_what_is_in_the_bin_has_ended(
    context_for: Callable[[str], Context], small_project: SmallProject
) -> None:
    round_ = start(context_for, small_project, templates=("capacity_basic", "practices_joint"))
    link = invite_pilot(round_.facilitator, round_id=round_.round_id, pilot_id=small_project.keuruu)
    unit = small_project.health_unit
    remove_unit(round_.facilitator, unit_id=unit)
    remove_pilot(round_.facilitator, pilot_id=small_project.keuruu)
    for invitation in (round_.invitations[unit], link.invitation_id):
        asked = replace(round_.facilitator, actor=Actor("x", invitations=(invitation,)))
        assert refusal(lambda asked=asked, one=invitation: welcome(asked, invitation_id=one)) == "LINK_ENDED"


def test_nobody_reaches_another_persons_response(
    health: Respondent, employment: Respondent, context_for: Callable[[str], Context]
) -> None:
    response = health.start().response_id
    strangers = [employment.context, *(context_for(role) for role in ("admin", "facilitator", "anonymous"))]
    for stranger in strangers:
        for act in (
            lambda it=stranger: save_answer(it, response_id=response, question="K19", value="yes"),
            lambda it=stranger: submit(it, response_id=response),
            lambda it=stranger: open_form(
                it, invitation_id=health.invitation, document_id=health.documents["capacity_basic"]
            ),
            lambda it=stranger: welcome(it, invitation_id=health.invitation),
        ):
            with pytest.raises(Refused):
                act()
    own, unknown = employment.invitation, "0" * 32
    start_other = lambda: start_form(employment.context, invitation_id=own, document_id=unknown)  # noqa: E731
    assert refusal(start_other) == "NOT_ASKED"


def test_the_history_names_the_invitation_and_no_answer_is_in_an_error(
    store: Store, health: Respondent
) -> None:
    health.start()
    health.save(("K19", "", ""), "yes")
    with store.reading("cli:test", datetime.now(UTC)) as work:
        who = select(schema.history.c.who).where(schema.history.c.entity == "answer")
        assert set(work.connection.execute(who).scalars()) == {f"invitation:{health.invitation}"}
    with pytest.raises(ActionError) as caught:
        health.save(("K19", "", ""), "salaisuus")
    assert "salaisuus" not in str(caught.value)


def flags(store: Store, response_id: str) -> dict[Place, bool]:
    """Which stored answers count now."""
    answer = schema.answer
    with store.reading("cli:test", datetime.now(UTC)) as work:
        rows = work.connection.execute(select(answer).where(answer.c.response_id == response_id)).all()
    return {(row.question, row.pilot, row.row): row.asked for row in rows}


def test_an_answer_whose_question_is_not_asked_is_kept_and_counts_nowhere(
    store: Store, health: Respondent
) -> None:
    health.start()
    hours, yes = ("K17_hours", "keuruu", ""), ("K17", "keuruu", "")
    health.save(yes, "yes")
    health.save(hours, 4.0)
    health.save(("K17_hours", "laukaa", ""), 2.0)
    health.save(yes, "no")
    assert health.answers()[hours] == 4.0
    asked = flags(store, health.ids["capacity_basic"])
    assert (asked[hours], asked[yes], asked[("K17_hours", "laukaa", "")]) == (False, True, True)
    health.save(yes, "conditionally")
    assert all(flags(store, health.ids["capacity_basic"]).values())
