"""The example project: real answers through the real store, the same from the same seed, removable with one action."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from mallipaja.actions.access import Actor, Context, cli_actor
from mallipaja.actions.agreement_parties import view_parties
from mallipaja.actions.answering import open_form, save_answer, welcome
from mallipaja.actions.beside import answered_rounds
from mallipaja.actions.comparison import compare_models
from mallipaja.actions.demo import create_example
from mallipaja.actions.follow_up import view_follow_up
from mallipaja.actions.history import EXAMPLE_DATA, read_history
from mallipaja.actions.live import lead_step
from mallipaja.actions.parties import list_units
from mallipaja.actions.picture import capacity_picture, network_picture, practice_picture
from mallipaja.actions.process import board
from mallipaja.actions.projects import list_pilots, list_projects, start_from_empty
from mallipaja.actions.survey_cards import bring_survey_cards
from mallipaja.actions.survey_results import round_results
from mallipaja.actions.surveys import list_rounds
from mallipaja.actions.teams import view_team
from mallipaja.actions.workloads import workload_picture
from mallipaja.actions.workshop_steps import set_step_state
from mallipaja.catalogue.load import Catalogue
from mallipaja.store import schema
from mallipaja.store.engine import Store
from mallipaja.survey.clean import clean
from tests.databases import Databases
from tests.small_project import Clock
from tests.workshops import arrange


@pytest.fixture
def asked(databases: Databases, example_url: str, catalogue: Catalogue) -> Iterator[Context]:
    """An installation whose one project is the example."""
    url = databases.copied(example_url)
    store = Store(url)
    yield Context(store, cli_actor("test"), catalogue, Clock())
    store.close()
    databases.drop(url)


@pytest.fixture
def example(asked: Context) -> tuple[Context, str]:
    return asked, list_projects(asked)[0].id


def _answers(asked: Context) -> Counter[tuple[str, str, str]]:
    with asked.store.reading("test", asked.clock()) as work:
        rows = work.connection.execute(schema.answer.select()).all()
    return Counter((row.question, row.pilot, repr(row.value)) for row in rows)


def test_five_pilots_sixty_units_and_every_picture(example: tuple[Context, str]) -> None:
    asked, project_id = example
    pilots = list_pilots(asked, project_id=project_id)
    assert [one.name for one in pilots] == [
        "Hankasalmi",
        "Keuruu",
        "Laukaa",
        "Viitasaari",
        "Jyväskylä/Sampoharju",
    ]
    assert len(list_units(asked, project_id=project_id)) == 60
    states = Counter(one.state for one in list_rounds(asked, project_id=project_id)[0].invited)
    assert states["submitted"] > states["not_started"] > 0
    for pilot in pilots:
        capacity = capacity_picture(asked, pilot_id=pilot.id)
        assert capacity.overall.htv.value is not None
        assert 0.4 < (capacity.completeness.share or 0) < 1
        network = network_picture(asked, pilot_id=pilot.id)
        assert len(network.network.nodes) == 15
        assert network.density.value is not None
        assert len(network.findings) == 3
        practice = practice_picture(asked, pilot_id=pilot.id)
        assert len(practice.matrix.cells) == 8 * 15
        assert sum(answer.is_answered for answer in practice.questions) >= 4
    agreed = {p.key for p in pilots if (v := view_team(asked, pilot_id=p.id)).row and v.row.state == "agreed"}
    assert agreed == {"viitasaari", "jyvaskyla_sampoharju"}
    for pilot in (one for one in pilots if one.key in agreed):
        row = view_team(asked, pilot_id=pilot.id).row
        assert row is not None
        assert row.agreed_on is not None
        assert row.created_at.date() < row.agreed_on
        parties = view_parties(asked, pilot_id=pilot.id, draft_id=row.id)
        assert all(one.organisations for one in parties.required), (
            "a required party has no organisation to agree"
        )
    compared = compare_models(asked, project_id=project_id).comparison
    assert compared.cell("rules.follow_up", "jyvaskyla_sampoharju").status == "missing"
    assert compared.cell("rules.consent", "viitasaari").status == "same"


def test_two_pilots_have_counted_their_service_and_told_their_workloads(
    example: tuple[Context, str],
) -> None:
    asked, project_id = example
    view = view_follow_up(asked, project_id=project_id)
    months = {(one.pilot, one.month) for one in view.counts}
    assert Counter(pilot for pilot, _month in months) == {"viitasaari": 3, "jyvaskyla_sampoharju": 4}
    this_month = asked.clock().date().replace(day=1)
    assert max(month for _pilot, month in months) == (this_month - timedelta(days=1)).replace(day=1)
    told = {}
    for pilot in list_pilots(asked, project_id=project_id):
        results = [one.result for one in workload_picture(asked, pilot_id=pilot.id).units if one.result]
        told[pilot.key] = len(results)
        for result in results:
            assert result.ratio is not None
            assert 0.7 < result.ratio < 1.3
        asked_of = answered_rounds(asked, pilot_id=pilot.id, about="network.")
        assert [one.title for one in asked_of] == ["Alkukartoitus"]
    assert told == {
        "hankasalmi": 0, "keuruu": 0, "laukaa": 0, "viitasaari": 3, "jyvaskyla_sampoharju": 3,
    }  # fmt: skip


def test_nobody_is_named_for_what_came_with_the_example(example: tuple[Context, str]) -> None:
    asked, project_id = example
    rows = board(asked, project_id=project_id)
    assert {saved.by for row in rows for saved in row.saved.values()} == {EXAMPLE_DATA}
    assert {line.who for line in read_history(asked, project_id=project_id).lines} == {EXAMPLE_DATA}


def test_nothing_of_the_example_is_older_than_a_year_or_yet_to_come(example: tuple[Context, str]) -> None:
    asked, _project_id = example
    today = asked.clock().date()
    with asked.store.reading("test", asked.clock()) as work:
        days = [row.held_on for row in work.connection.execute(schema.meeting.select())]
        days += [row.closed_on for row in work.connection.execute(schema.step.select()) if row.closed_on]
        days += [row.opened_at.date() for row in work.connection.execute(schema.round_.select())]
    assert days
    assert all(today - timedelta(days=366) < day < today for day in days)


def test_the_same_seed_gives_the_same_answers(asked: Context) -> None:
    first_id = list_projects(asked)[0].id
    first = _answers(asked)
    create_example(asked)
    both = _answers(asked)
    assert both == first + first
    assert [one.id for one in list_projects(asked)] != [first_id]  # the earlier one is in the bin


def test_every_example_answer_would_be_accepted_from_a_respondent(example: tuple[Context, str]) -> None:
    asked, _project_id = example
    checked = 0
    with asked.store.reading("test", asked.clock()) as work:
        documents = {
            row.id: row
            for row in work.connection.execute(schema.response.join(schema.document).select()).all()
        }
        rows = work.connection.execute(schema.answer.select()).all()
        for row in rows:
            template = asked.catalogue.templates[documents[row.response_id].key]
            if row.question not in {question.id for question, _ in template.questions()}:
                continue
            question = template.question(row.question)
            if question.choices and question.choices.startswith("project:"):
                continue  # the project's own lists are checked by key in the pictures above
            external = {"reference:professions": asked.catalogue.profession_choices}
            codes = tuple(item.code for item in template.choices_of(question, external))
            value = tuple(row.value) if isinstance(row.value, list) else row.value
            cleaned = clean(question, value, reason=row.reason, other=row.other, codes=codes)
            assert (cleaned.value, cleaned.reason) == (value, row.reason)
            checked += 1
    assert checked > 1000


def test_start_from_empty_puts_the_example_in_the_bin(asked: Context) -> None:
    project_id = list_projects(asked)[0].id
    fresh = start_from_empty(asked, project_id=project_id, name="Oma hanke")
    assert [(one.id, one.name, one.is_example) for one in list_projects(asked)] == [
        (fresh, "Oma hanke", False)
    ]
    assert list_pilots(asked, project_id=fresh) == []


def test_templates_in_use_are_kept_as_documents(example: tuple[Context, str]) -> None:
    asked, _project_id = example
    with asked.store.reading("test", asked.clock()) as work:
        keys = {row.key for row in work.connection.execute(schema.document.select())}
    assert {"capacity_basic", "network_basic", "partner_short", "generic"} <= keys


def test_everyone_is_shown_the_forms_that_are_waited_for(example: tuple[Context, str]) -> None:
    asked, project_id = example
    for one in list_rounds(asked, project_id=project_id)[0].invited:
        respondent = Actor(f"invitation:{one.invitation_id}", invitations=(one.invitation_id,))
        shown = welcome(replace(asked, actor=respondent), invitation_id=one.invitation_id).forms
        assert {form.template.id for form in shown} == set(one.forms), one.name


def test_every_answer_of_the_example_could_have_been_given_by_its_respondent(
    example: tuple[Context, str],
) -> None:
    """One response of each form, every answer given again one by one: all are taken, and none has changed."""
    asked, project_id = example
    tried: set[str] = set()
    for one in list_rounds(asked, project_id=project_id)[0].invited:
        respondent = replace(asked, actor=Actor("test", invitations=(one.invitation_id,)))
        for shown in welcome(respondent, invitation_id=one.invitation_id).forms:
            if not shown.submitted_at or shown.template.id in tried:
                continue
            tried.add(shown.template.id)
            where = {"invitation_id": one.invitation_id, "document_id": shown.document_id}
            form = open_form(respondent, **where)
            assert form is not None
            for (question, pilot, row), given in form.form.answers.items():
                saved = save_answer(
                    respondent, response_id=form.response_id, question=question, pilot=pilot, row=row,
                    value=given.value, reason=given.reason, other=given.other,
                )  # fmt: skip
                assert saved.answer == given
    assert tried == {template.id for template in list_rounds(asked, project_id=project_id)[0].templates}


def test_pilots_answered_together_and_some_saw_it_otherwise(example: tuple[Context, str]) -> None:
    asked, project_id = example
    first = next(one for one in list_rounds(asked, project_id=project_id) if len(one.templates) > 1)
    found = round_results(asked, round_id=first.round.id, form="practices_joint")
    assert all(one.actors for one in found.together)
    assert [len(one.otherwise) for one in found.together if one.otherwise] == [2, 1]
    known = {one.id for one, _block in found.form.questions()}
    assert {view.question for one in found.together for view in one.otherwise} <= known


def test_what_a_pilot_told_in_the_practice_survey_flows_in_as_cards(example: tuple[Context, str]) -> None:
    asked, project_id = example
    made = arrange(asked, project_id, list_pilots(asked, project_id=project_id)[0].id)
    set_step_state(made.context, workshop_step_id=made.board, state="revealed")
    count = bring_survey_cards(made.context, workshop_step_id=made.board)
    assert bring_survey_cards(made.context, workshop_step_id=made.board) == 0  # each once
    board = lead_step(made.context, workshop_step_id=made.board).board
    assert board is not None
    cards = [one.card for one in board.seen]
    assert len(cards) == count > 3
    assert all(one.source == "survey" and one.source_label for one in cards)
    assert not any(one.late for one in cards)  # told before the meeting, whenever it is brought there
