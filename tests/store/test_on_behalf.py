"""Joint answers with their participants and dissent, and forms filled in on paper."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import openpyxl
import pytest
from sqlalchemy import select

from mallipaja.actions import answering, going_over, invitations, links, on_behalf, surveys, versions
from mallipaja.actions.access import ANONYMOUS, Actor, Context
from mallipaja.actions.round_view import RoundView
from mallipaja.actions.survey_exports import export_file, export_results
from mallipaja.actions.survey_results import pilot_results, round_results
from mallipaja.errors import ActionError, Refused
from mallipaja.i18n import Words
from mallipaja.store import schema
from mallipaja.store.engine import Store
from mallipaja.survey.answers import AnswerValue
from mallipaja.survey.whole import JointAnswer, SeenOtherwise
from tests.small_project import START, SmallProject

ContextFor = Callable[[str], Context]


def opened(context: Context, project: SmallProject, *templates: str) -> str:
    return surveys.open_round(
        context, project_id=project.project_id, title="Kierros", templates=templates,
        pilot_ids=(project.keuruu, project.laukaa),
    )  # fmt: skip


def view(context: Context, project: SmallProject, round_id: str) -> RoundView:
    found = surveys.list_rounds(context, project_id=project.project_id)
    return next(one for one in found if one.round.id == round_id)


def begun(context: Context, entry: on_behalf.Entry) -> answering.OpenForm:
    return answering.start_form(context, invitation_id=entry.invitation_id, document_id=entry.document_id)


def some_fact(form: answering.OpenForm) -> tuple[str, AnswerValue]:
    """A question of fact with one choice, outside blocks, and an answer to it."""
    asked = (one for one, block in form.form.template.questions() if block is None and one.type == "single")
    one = next(q for q in asked if q.disclosure == "organisation_fact" and not q.relevant)
    return one.id, form.form.choices(one)[0].code


def test_the_joint_form_is_written_by_who_runs_the_project(
    store: Store, context_for: ContextFor, small_project: SmallProject
) -> None:
    facilitator = context_for("facilitator")
    round_id = opened(facilitator, small_project, "practices_joint")
    entry = on_behalf.open_joint(facilitator, round_id=round_id, pilot_id=small_project.keuruu)
    assert on_behalf.open_joint(facilitator, round_id=round_id, pilot_id=small_project.keuruu) == entry
    form = begun(facilitator, entry)
    question, value = some_fact(form)
    answering.save_answer(facilitator, response_id=form.response_id, question=question, value=value)
    with store.reading("test", START) as work:
        (response,) = work.connection.execute(
            select(schema.response).where(schema.response.c.round_id == round_id)
        ).all()
        who = work.connection.execute(
            select(schema.history.c.who).where(schema.history.c.entity == "answer")
        ).scalars()
        assert set(who) == {f"account:{small_project.accounts['facilitator']}"}
    assert (response.source, response.entered_by) == ("joint", "Test facilitator")
    assert [one.state for one in view(facilitator, small_project, round_id).invited] == ["under_way"]


def test_who_took_part_and_what_is_seen_otherwise(
    context_for: ContextFor, small_project: SmallProject
) -> None:
    facilitator = context_for("facilitator")
    round_id = opened(facilitator, small_project, "practices_joint")
    form = begun(
        facilitator, on_behalf.open_joint(facilitator, round_id=round_id, pilot_id=small_project.keuruu)
    )
    response = {"response_id": form.response_id}
    both = (small_project.employment_actor, small_project.health_actor)
    on_behalf.set_participants(facilitator, **response, actors=both, names=("Aino  Aalto", ""))
    on_behalf.set_participants(facilitator, **response, actors=both[:1], names=("Aino Aalto", "Otto"))
    question, _ = some_fact(form)
    said = on_behalf.add_dissent(
        facilitator, **response, text="Emme näe näin.", question=question, actor_id=small_project.health_actor
    )
    on_behalf.add_dissent(facilitator, **response, text="Koko lomakkeesta.")
    found = on_behalf.together(facilitator, **response)
    assert [(one.actor, one.name) for one in found.participants if one.actor] == [("Työllisyysalue", "")]
    assert sorted(one.name for one in found.participants if one.name) == ["Aino Aalto", "Otto"]
    assert {(one.text, one.actor, one.question) for one in found.dissents} == {
        ("Emme näe näin.", "Hyvinvointialue", question),
        ("Koko lomakkeesta.", "", ""),
    }
    on_behalf.remove_dissent(facilitator, dissent_id=said)
    assert [one.text for one in on_behalf.together(facilitator, **response).dissents] == ["Koko lomakkeesta."]
    for values, code in (({"text": "  "}, "EMPTY"), ({"text": "x", "actor_id": "0" * 32}, "NOT_ON_ROSTER")):
        with pytest.raises(ActionError) as error:
            on_behalf.add_dissent(facilitator, **response, **values)
        assert error.value.code == code
    with pytest.raises(ActionError) as error:
        on_behalf.set_participants(facilitator, **response, actors=("0" * 32,))
    assert error.value.code == "NOT_ON_ROSTER"


def test_results_and_files_say_who_answered_together_and_what_was_seen_otherwise(
    context_for: ContextFor, small_project: SmallProject
) -> None:
    facilitator = context_for("facilitator")
    round_id = opened(facilitator, small_project, "practices_joint")
    form = begun(
        facilitator, on_behalf.open_joint(facilitator, round_id=round_id, pilot_id=small_project.keuruu)
    )
    begun(facilitator, on_behalf.open_joint(facilitator, round_id=round_id, pilot_id=small_project.laukaa))
    response = {"response_id": form.response_id}
    actors = (small_project.health_actor,)
    on_behalf.set_participants(facilitator, **response, actors=actors, names=("Aino Aalto",))
    on_behalf.add_dissent(facilitator, **response, text="=1+1", actor_id=small_project.health_actor)
    answering.submit(facilitator, **response)
    keuruu = JointAnswer(
        "keuruu", "Keuruu", START, ("Hyvinvointialue",), ("Aino Aalto",),
        (SeenOtherwise("", "", "Hyvinvointialue", "=1+1"),),
    )  # fmt: skip
    laukaa = JointAnswer("laukaa", "Laukaa", None, (), (), ())
    assert round_results(facilitator, round_id=round_id).together == (keuruu, laukaa)
    contact = context_for("pilot_contact")
    assert pilot_results(contact, pilot_id=small_project.keuruu, round_id=round_id).together == (keuruu,)
    (whole,) = export_results(facilitator, round_id=round_id).forms
    assert whole.together == (keuruu, laukaa)
    book = openpyxl.load_workbook(
        io.BytesIO(export_file(facilitator, round_id=round_id, kind="workbook", language="en"))
    )
    cells = list(book["Joint answers"].iter_rows(min_row=2))
    rows = [[cell.value for cell in row] for row in cells]
    assert rows[0][1:5] == ["Keuruu", Words("en").date(START), "Hyvinvointialue", "Aino Aalto"]
    assert rows[0][6:8] == ["the whole form", "Hyvinvointialue"]
    assert (rows[0][8], cells[0][8].data_type) == ("=1+1", "s")  # a text, not a formula
    assert rows[1][1] == "Laukaa"
    packed = zipfile.ZipFile(io.BytesIO(export_file(facilitator, round_id=round_id, kind="odk")))
    assert packed.read("practices_joint-joint-answers.csv").decode().splitlines()[1:] == [
        f"keuruu,{START.isoformat(timespec='seconds')},Hyvinvointialue,Aino Aalto", "laukaa,,,",
    ]  # fmt: skip
    assert packed.read("practices_joint-dissenting-views.csv").decode().splitlines()[1:] == [
        "keuruu,,,Hyvinvointialue,'=1+1"
    ]


def test_who_takes_part_and_dissent_go_over_to_a_newer_version(
    context_for: ContextFor, small_project: SmallProject
) -> None:
    facilitator = context_for("facilitator")
    round_id = opened(facilitator, small_project, "practices_joint")
    entry = on_behalf.open_joint(facilitator, round_id=round_id, pilot_id=small_project.keuruu)
    before = {"response_id": begun(facilitator, entry).response_id}
    actors = (small_project.health_actor,)
    on_behalf.set_participants(facilitator, **before, actors=actors, names=("Aino Aalto",))
    on_behalf.add_dissent(facilitator, **before, text="Toisin.", question="T1", actor_id=actors[0])
    old = facilitator.catalogue.templates["practices_joint"]
    newer = old.model_copy(update={"purpose": old.title})
    versions.publish_version(
        facilitator, round_id=round_id, document_id=entry.document_id, template=newer, recode={}
    )
    going_over.go_over(facilitator, **before, how="carry")
    (together,) = round_results(facilitator, round_id=round_id).together
    assert (together.actors, together.people) == (("Hyvinvointialue",), ("Aino Aalto",))
    assert together.otherwise == (SeenOtherwise("T1", "", "Hyvinvointialue", "Toisin."),)


def test_a_paper_form_keeps_its_day_in_a_newer_version(
    store: Store, context_for: ContextFor, small_project: SmallProject
) -> None:
    facilitator = context_for("facilitator")
    round_id = opened(facilitator, small_project, "capacity_basic")
    entry = on_behalf.enter_paper(
        facilitator, round_id=round_id, template="capacity_basic", unit_id=small_project.health_unit,
        filled_on=date(2026, 11, 2),
    )  # fmt: skip
    before = begun(facilitator, entry).response_id
    old = facilitator.catalogue.templates["capacity_basic"]
    versions.publish_version(
        facilitator, round_id=round_id, document_id=entry.document_id, recode={},
        template=old.model_copy(update={"purpose": old.title}),
    )  # fmt: skip
    fresh = going_over.go_over(facilitator, response_id=before, how="carry").response_id
    with store.reading("test", START) as work:
        row = work.connection.execute(select(schema.response).where(schema.response.c.id == fresh)).one()
    assert (row.source, row.filled_on) == ("paper", date(2026, 11, 2))


def test_facts_agreed_before_are_filled_in(context_for: ContextFor, small_project: SmallProject) -> None:
    facilitator = context_for("facilitator")
    first = opened(facilitator, small_project, "practices_joint")
    form = begun(
        facilitator, on_behalf.open_joint(facilitator, round_id=first, pilot_id=small_project.keuruu)
    )
    question, value = some_fact(form)
    answering.save_answer(facilitator, response_id=form.response_id, question=question, value=value)
    second = opened(facilitator, small_project, "practices_joint")
    for pilot, expected in ((small_project.keuruu, value), (small_project.laukaa, None)):
        again = begun(facilitator, on_behalf.open_joint(facilitator, round_id=second, pilot_id=pilot))
        found = again.form.answers.get((question, "", ""))
        assert (found.value if found else None) == expected


def test_a_paper_form_is_entered_for_a_unit_and_marked(
    store: Store, context_for: ContextFor, small_project: SmallProject
) -> None:
    facilitator = context_for("facilitator")
    round_id = opened(facilitator, small_project, "capacity_basic", "network_basic")
    unit, paper = (
        small_project.employment_unit,
        {"template": "capacity_basic", "filled_on": date(2026, 11, 20)},
    )
    entry = on_behalf.enter_paper(facilitator, round_id=round_id, unit_id=unit, **paper)
    assert on_behalf.enter_paper(facilitator, round_id=round_id, unit_id=unit, **paper) == entry
    form = begun(facilitator, entry)
    answering.save_answer(facilitator, response_id=form.response_id, question="K19", value="yes")
    with store.reading("test", START) as work:
        (response,) = work.connection.execute(
            select(schema.response).where(schema.response.c.round_id == round_id)
        ).all()
    assert (response.source, response.entered_by, response.filled_on, response.unit_id) == (
        "paper", "Test facilitator", date(2026, 11, 20), unit,
    )  # fmt: skip
    (one,) = view(facilitator, small_project, round_id).invited
    assert (one.on_behalf, one.state) == (True, "under_way")
    with pytest.raises(ActionError) as error:
        on_behalf.enter_paper(
            facilitator,
            round_id=round_id,
            unit_id=unit,
            template="capacity_basic",
            filled_on=date(2026, 11, 23),
        )
    assert error.value.code == "DAY_FUTURE"


def test_a_link_that_was_ended_stays_so_when_others_write(
    context_for: ContextFor, small_project: SmallProject
) -> None:
    facilitator = context_for("facilitator")
    round_id = opened(facilitator, small_project, "practices_joint", "capacity_basic")
    unit, pilot = small_project.health_unit, small_project.keuruu
    made = [invitations.invite_pilot(facilitator, round_id=round_id, pilot_id=pilot)]
    made += invitations.invite_units(facilitator, round_id=round_id, unit_ids=(unit,))
    for link in made:
        invitations.revoke_invitation(facilitator, invitation_id=link.invitation_id)
    on_behalf.open_joint(facilitator, round_id=round_id, pilot_id=pilot)
    on_behalf.enter_paper(facilitator, round_id=round_id, template="capacity_basic", unit_id=unit)
    for link in made:
        assert links.open_invitation(replace(facilitator, actor=ANONYMOUS), token=link.token) is None


def test_what_a_unit_answers_itself_is_not_opened_from_paper(
    context_for: ContextFor, small_project: SmallProject
) -> None:
    facilitator = context_for("facilitator")
    round_id = opened(facilitator, small_project, "capacity_basic", "network_basic")
    unit = small_project.employment_unit
    (link,) = invitations.invite_units(facilitator, round_id=round_id, unit_ids=(unit,))
    theirs = replace(facilitator, actor=Actor("invitation:x", invitations=(link.invitation_id,)))
    forms = {f.template.id: f for f in answering.welcome(theirs, invitation_id=link.invitation_id).forms}
    own = begun(theirs, on_behalf.Entry(link.invitation_id, forms["capacity_basic"].document_id))
    with pytest.raises(ActionError) as error:
        on_behalf.enter_paper(facilitator, round_id=round_id, unit_id=unit, template="capacity_basic")
    assert error.value.code == "THEIRS"
    entry = on_behalf.enter_paper(facilitator, round_id=round_id, unit_id=unit, template="network_basic")
    begun(facilitator, entry)
    seen = answering.welcome(facilitator, invitation_id=link.invitation_id).forms
    assert {form.template.id: form.theirs for form in seen} == {
        "capacity_basic": True,
        "network_basic": False,
    }
    for attempt in (
        lambda: begun(facilitator, on_behalf.Entry(entry.invitation_id, forms["capacity_basic"].document_id)),
        lambda: answering.save_answer(facilitator, response_id=own.response_id, question="K19", value="yes"),
        lambda: answering.open_form(
            facilitator, invitation_id=entry.invitation_id, document_id=forms["capacity_basic"].document_id
        ),
    ):
        with pytest.raises(Refused):
            attempt()


def test_personal_paper_forms_are_as_many_as_there_are_papers(
    context_for: ContextFor, small_project: SmallProject
) -> None:
    facilitator = context_for("facilitator")
    round_id = opened(facilitator, small_project, "practices_own")
    paper = {"round_id": round_id, "template": "practices_own", "pilot_id": small_project.keuruu}
    first, second = (on_behalf.enter_paper(facilitator, **paper) for _ in range(2))
    assert first.invitation_id != second.invitation_id
    with pytest.raises(ActionError) as error:
        on_behalf.enter_paper(facilitator, round_id=round_id, template="capacity_basic", unit_id="0" * 32)
    assert error.value.code == "NOT_ASKED"
    with pytest.raises(ActionError) as error:
        on_behalf.enter_paper(facilitator, round_id=round_id, template="practices_own", unit_id="0" * 32)
    assert error.value.code == "NOT_IN_ROUND"


def test_only_the_projects_own_people_write_for_others(
    context_for: ContextFor, small_project: SmallProject
) -> None:
    facilitator = context_for("facilitator")
    round_id = opened(facilitator, small_project, "practices_joint")
    entry = on_behalf.open_joint(facilitator, round_id=round_id, pilot_id=small_project.keuruu)
    form = begun(facilitator, entry)
    question, value = some_fact(form)
    for role in ("pilot_contact", "developer", "anonymous", "respondent"):
        with pytest.raises(Refused):
            answering.save_answer(
                context_for(role), response_id=form.response_id, question=question, value=value
            )
