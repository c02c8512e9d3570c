"""Anonymous rounds: nothing in the database leads from an invitation to what was answered on it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest
from sqlalchemy import select

from mallipaja.actions import answering, invitations, links, recipients, surveys
from mallipaja.actions.access import ANONYMOUS, Context
from mallipaja.actions.history import read_history
from mallipaja.actions.round_view import RoundView
from mallipaja.actions.sign_in import actor_for_device, as_respondent
from mallipaja.errors import ActionError, Refused
from mallipaja.store import answers as answer_store
from mallipaja.store import schema
from mallipaja.store.engine import Store
from tests.small_project import START, Clock, SmallProject, fill

ContextFor = Callable[[str], Context]
TEXT = "Tätä ei kukaan muu tiedä."
ANSWERING = ("response", "response_pilot", "answer")
ASKING = ("invitation", "recipient", "shared_link", "device_grant")
EXACT = re.compile(r"T\d\d:(?!00:00)|T(?!00|22|21)\d\d:")
"""A time of day: what is kept is the beginning of a Finnish day, 22.00 or 21.00 of the day before in UTC."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who answers with a link, on one device."""

    token: str
    secret: str
    context: Context

    @property
    def invitation(self) -> str:
        return self.context.actor.invitations[0]

    def opened(self, template: str = "practices_own") -> str:
        forms = answering.welcome(self.context, invitation_id=self.invitation).forms
        return next(one.document_id for one in forms if one.template.id == template)

    def begin(self) -> str:
        return answering.start_form(
            self.context, invitation_id=self.invitation, document_id=self.opened()
        ).response_id


def on_device(context: Context, token: str) -> Person:
    found = links.open_invitation(replace(context, actor=ANONYMOUS), token=token)
    assert found is not None
    actor = as_respondent(actor_for_device(context.store, found.secret, context.clock()), found.invitation_id)
    return Person(token, found.secret, replace(context, actor=actor))


@pytest.fixture
def round_id(context_for: ContextFor, small_project: SmallProject, clock: Clock) -> str:
    clock.advance(minutes=17, seconds=23)
    return surveys.open_round(
        context_for("facilitator"), project_id=small_project.project_id, title="Oma näkemys",
        templates=("practices_own",), pilot_ids=(small_project.keuruu,), anonymity="anonymous",
    )  # fmt: skip


@pytest.fixture
def token(context_for: ContextFor, round_id: str) -> str:
    text = "Työllisyysalue;;Otto Oletus;otto@esimerkki.fi"
    return recipients.invite_list(context_for("facilitator"), round_id=round_id, text=text)[0].token


def rows(store: Store, *names: str) -> dict[str, list[dict[str, object]]]:
    with store.reading("test", START) as work:
        tables = schema.metadata.tables
        return {
            name: [dict(row._mapping) for row in work.connection.execute(select(tables[name]))]
            for name in names
        }


def question_of(person: Person) -> str:
    form = answering.open_form(person.context, invitation_id=person.invitation, document_id=person.opened())
    assert form is not None
    return next(one.id for one, _ in form.form.template.questions() if one.type == "text")


def answered(person: Person, *, send: bool = True) -> str:
    response_id = person.begin()
    answering.save_answer(person.context, response_id=response_id, question=question_of(person), value=TEXT)
    if send:
        answering.submit(person.context, response_id=response_id)
    return response_id


def view(context: Context, project: SmallProject, round_id: str) -> RoundView:
    found = surveys.list_rounds(context, project_id=project.project_id)
    return next(one for one in found if one.round.id == round_id)


def test_nothing_stored_leads_from_the_person_to_the_answers(
    store: Store,
    context_for: ContextFor,
    small_project: SmallProject,
    round_id: str,
    token: str,
    clock: Clock,
) -> None:
    before = rows(store, "history")["history"]
    clock.advance(hours=2, minutes=11)
    response_id = answered(on_device(context_for("facilitator"), token))
    found = rows(store, *ANSWERING, *ASKING, "history")
    (response,) = [one for one in found["response"] if one["round_id"] == round_id]
    assert (response["invitation_id"], response["unit_id"], response["entered_by"]) == (None, None, "")
    # no value of an answer's rows is a value of whom it was asked of, but for the round, the pilot and the day
    common = {round_id, small_project.keuruu, "", "None", "1"}
    mine = {str(value) for name in ANSWERING for one in found[name] for value in one.values()}
    theirs = {str(value) for name in ASKING for one in found[name] for value in one.values()}
    assert not {one for one in mine & theirs if not one.endswith("+00:00")} - common
    # the day only, and nobody's name, in the rows and in the history
    written = [one for one in found["history"] if one not in before]
    assert written
    assert {one["who"] for one in written} == {"anonymous"}
    assert {one["entity"] for one in written} == {"response", "answer"}
    for one in (*written, response, *found["answer"]):
        for value in one.values():
            if hasattr(value, "isoformat"):
                assert not EXACT.search(value.isoformat()), value
    (grant,) = [one for one in found["device_grant"] if one["sealed"]]
    assert not EXACT.search(grant["created_at"].isoformat() + grant["expires_at"].isoformat())  # type: ignore[attr-defined]
    assert token not in str(found)
    assert response_id not in str([found[name] for name in ASKING])
    (invitation,) = [one for one in found["invitation"] if one["round_id"] == round_id]
    assert invitation["sent_forms"] == ["practices_own"]  # that it was sent, and nothing more


def test_the_token_opens_the_answers_again_on_any_device_and_nothing_else_does(
    store: Store, context_for: ContextFor, round_id: str, token: str
) -> None:
    facilitator = context_for("facilitator")
    first = on_device(facilitator, token)
    response_id = answered(first, send=False)
    second = on_device(facilitator, token)
    assert second.begin() == response_id
    question = question_of(second)
    form = answering.open_form(second.context, invitation_id=second.invitation, document_id=second.opened())
    assert form is not None
    assert form.form.answers[(question, "", "")].value == TEXT
    # somebody with the invitation's id but another token, or with the database and no token
    stranger = replace(first.context.actor, tokens=((first.invitation, "x" * 32),))
    bare = replace(first.context.actor, tokens=())
    for actor in (stranger, bare, context_for("admin").actor, facilitator.actor):
        with pytest.raises((Refused, ActionError)):
            answering.save_answer(
                replace(facilitator, actor=actor), response_id=response_id, question=question, value="x"
            )
    assert rows(store, "answer")["answer"][0]["value"] == TEXT


def test_nobody_answers_twice_by_asking_for_a_new_link(
    context_for: ContextFor, small_project: SmallProject, round_id: str, token: str
) -> None:
    facilitator = context_for("facilitator")
    first = on_device(facilitator, token)
    answered(first)
    (one,) = view(facilitator, small_project, round_id).invited
    assert (one.state, one.person) == ("submitted", "Otto Oletus")
    again = on_device(facilitator, recipients.renew_person(facilitator, recipient_id=one.recipient_id).token)
    with pytest.raises(ActionError) as error:
        again.begin()
    assert error.value.code == "SENT_ALREADY"


def test_what_was_begun_on_a_lost_link_does_not_count(
    store: Store, context_for: ContextFor, small_project: SmallProject, round_id: str, token: str
) -> None:
    facilitator = context_for("facilitator")
    answered(on_device(facilitator, token), send=False)
    (one,) = view(facilitator, small_project, round_id).invited
    assert one.state == "not_started"  # whether it was begun nobody can know
    again = on_device(facilitator, recipients.renew_person(facilitator, recipient_id=one.recipient_id).token)
    sent = answered(again)
    with store.reading("test", START) as work:
        infos, answers = answer_store.project_answers(work, small_project.project_id)
    assert [info.id for info, _ in infos] == [sent]
    assert {answer.response for answer in answers} == {sent}


def test_the_history_page_tells_nobody(
    context_for: ContextFor, small_project: SmallProject, round_id: str, token: str
) -> None:
    facilitator = context_for("facilitator")
    answered(on_device(facilitator, token))
    page = read_history(facilitator, project_id=small_project.project_id, most=200)
    lines = [one for one in page.lines if one.entity in ("answer", "response")]
    assert lines
    assert all(one.fields == () and one.title in ("", lines[0].title, one.title) for one in lines)
    assert {one.who for one in lines} == {"respondent"}


@pytest.mark.parametrize("template", ["capacity_basic", "practices_joint"])
def test_only_what_each_person_answers_alone_can_be_anonymous(
    context_for: ContextFor, small_project: SmallProject, template: str
) -> None:
    with pytest.raises(ActionError) as error:
        surveys.open_round(
            context_for("facilitator"), project_id=small_project.project_id, title="x",
            templates=("practices_own", template), pilot_ids=(small_project.keuruu,), anonymity="anonymous",
        )  # fmt: skip
    assert error.value.code == "ROUND_NAMED"


def test_an_own_link_is_anonymous_too(
    context_for: ContextFor, small_project: SmallProject, round_id: str
) -> None:
    facilitator = context_for("facilitator")
    link = invitations.invite_pilot(
        facilitator, round_id=round_id, pilot_id=small_project.keuruu, kind="personal"
    )
    person = on_device(facilitator, link.token)
    welcome = answering.welcome(person.context, invitation_id=person.invitation)
    assert welcome.is_anonymous
    answered(person)
    assert [one.state for one in view(facilitator, small_project, round_id).invited] == ["submitted"]


def test_projects_stay_apart(store: Store, context_for: ContextFor, round_id: str, token: str) -> None:
    """An anonymous response of one project is nobody's in another."""
    other = fill(store, "Toinen hanke")
    response_id = answered(on_device(context_for("facilitator"), token), send=False)
    stranger = replace(
        context_for("facilitator"), actor=replace(ANONYMOUS, invitations=(other.invitation_id,))
    )
    with pytest.raises(Refused):
        answering.submit(stranger, response_id=response_id)
