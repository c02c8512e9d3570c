"""Erasing for good: afterwards the words are nowhere in the database, and everything else is as it was."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from mallipaja.actions import (
    answering,
    comparison,
    computed,
    erasure,
    evidence,
    going_over,
    invitations,
    on_behalf,
    picture,
    recipients,
    shared_view,
    surveys,
    versions,
)
from mallipaja.actions.access import Context, Job
from mallipaja.errors import ActionError
from mallipaja.store import record, schema
from mallipaja.store.engine import Store
from mallipaja.survey.opening import deletion_day
from mallipaja.ui.live import picture_words
from tests.small_project import START, Clock, SmallProject
from tests.store.test_anonymity import Person, answered, on_device
from tests.store.test_versions import FORM, new_version, publish
from tests.survey_round import SurveyRound, start

ContextFor = Callable[[str], Context]
WORDS = "ainutlaatuinen vastaus"
GIVEN = {("K3", "", ""): ("nurse",), ("K19", "", ""): "partly", ("K1", "", ""): WORDS}


@pytest.fixture
def round_(context_for: ContextFor, small_project: SmallProject) -> SurveyRound:
    return start(context_for, small_project, ("capacity_basic",))


def everything(store: Store) -> dict[str, list[str]]:
    """Every row of every table, as text."""
    with store.reading("test", START) as work:
        return {
            table.name: [str(tuple(row)) for row in work.connection.execute(select(table))]
            for table in schema.metadata.sorted_tables
        }


def anywhere(store: Store, *words: str) -> set[str]:
    """The tables in which one of the words is."""
    return {
        name for name, rows in everything(store).items() if any(word in row for row in rows for word in words)
    }


def card_of(store: Store, small_project: SmallProject, response_id: str) -> str:
    """A card on a workshop's board made of an answer, split in two, one of which speaks for a participant's; the id of
    the participant's.
    """
    with store.writing("test", START) as work:

        def add(table: object, **values: object) -> str:
            return record.add(work, table, values, project_id=small_project.project_id)  # type: ignore[arg-type]

        meeting = add(
            schema.meeting, project_id=small_project.project_id, pilot_id=small_project.keuruu, title="Kokous",
            held_on=date(2026, 11, 1), mode="remote",
        )  # fmt: skip
        columns = {name: column for name, column in schema.workshop.c.items() if not column.nullable}
        workshop = add(schema.workshop, **needed(columns), meeting_id=meeting)
        step = add(schema.workshop_step, **needed(schema.workshop_step.c), workshop_id=workshop)
        made = {**needed(schema.card.c), "step_id": step, "text": WORDS, "source": "survey"}
        whole = add(schema.card, **made, source_ref=f"{response_id}/K1//", hidden=True)
        part = add(schema.card, **made, split_from=whole)
        add(schema.card, **made, split_from=whole)
        place = {"project_id": small_project.project_id, "workshop_id": workshop, "raised_at": START}
        raised = add(schema.challenge, **place, text=f"Haaste: {WORDS}")
        add(schema.challenge_card, challenge_id=raised, card_id=whole)
        kept = {"themes": [{"cards": [{"text": WORDS}]}]}
        final = {"state": "final", "made_at": START, "addition": "", "body": kept}
        add(schema.minutes, workshop_id=workshop, **final)
        return add(schema.card, **{**made, "text": "Oma", "source": "participant"}, merged_into=part)


def needed(columns: object) -> dict[str, object]:
    """Something in every column that has to have something."""
    found: dict[str, object] = {}
    for name, column in columns.items():  # type: ignore[attr-defined]
        if column.nullable or column.server_default is not None or column.foreign_keys or name == "id":
            continue
        kind = column.type.python_type if hasattr(column.type, "python_type") else str
        found[name] = {int: 1, bool: False}.get(kind, START if "Moment" in str(type(column.type)) else "x")
    return found


def test_one_respondent_is_erased_and_the_others_are_not(
    store: Store, round_: SurveyRound, small_project: SmallProject
) -> None:
    mine = round_.answer(small_project.health_unit, "capacity_basic", GIVEN)
    theirs = round_.answer(small_project.employment_unit, "capacity_basic", {("K19", "", ""): "no"})
    own = card_of(store, small_project, mine)
    invitation_id = round_.invitations[small_project.health_unit]
    told = erasure.preview_respondent(round_.facilitator, invitation_id=invitation_id)
    assert (told.responses, told.copies, told.invitations) == (1, 3, 1)
    assert anywhere(store, WORDS) >= {"answer", "history", "card"}
    gone = erasure.erase_respondent(round_.facilitator, invitation_id=invitation_id)
    assert (gone.responses, gone.answers, gone.copies) == (told.responses, told.answers, told.copies)
    assert anywhere(store, WORDS) == set()
    with store.reading("test", START) as work:
        assert [(one.id, one.merged_into) for one in work.connection.execute(select(schema.card))] == [
            (own, None)
        ]
    left = everything(store)
    lines = [row for row in left["history"] if mine in row or invitation_id in row]
    assert len(lines) == 2
    assert all("'remove'" in row for row in lines)
    assert [row for row in left["response"] if mine in row] == []
    assert [row for row in left["answer"] if theirs in row]


def test_memory_keeps_nothing_of_what_was_erased(
    store: Store, round_: SurveyRound, small_project: SmallProject
) -> None:
    """Nor anything made of it, before anybody asks for it again."""
    asked, here = round_.facilitator, small_project.project_id
    own = (str(asked.store.engine.url), here)
    mine = round_.answer(small_project.health_unit, "capacity_basic", GIVEN)
    card_of(store, small_project, mine)
    picture_words._kept["a picture",] = {}
    with store.reading("test", START) as work:
        workshop = work.connection.execute(select(schema.workshop.c.id)).scalar_one()
        shared_view.shared(Job(work.connection, "test", START, asked.actor, asked.catalogue, None), workshop)

    def kept() -> list[bool]:
        """Whether answers, values and comparisons of the project are in memory."""
        places = (evidence._kept, computed._kept, comparison._kept)
        drawn = any(one.project_id == here for one in shared_view._kept.values()), bool(picture_words._kept)
        return [*(any(place[:2] == own for place in one) for one in places), *drawn]

    comparison.compare_models(asked, project_id=here, model_ids=())
    picture.capacity_picture(asked, pilot_id=small_project.keuruu)
    assert kept() == [True] * 5
    erasure.erase_respondent(asked, invitation_id=round_.invitations[small_project.health_unit])
    assert kept() == [False] * 5


def test_a_person_asked_for_nothing_else_goes_too(
    store: Store, context_for: ContextFor, small_project: SmallProject
) -> None:
    facilitator = context_for("facilitator")
    made = [
        surveys.open_round(
            facilitator, project_id=small_project.project_id, title="x", templates=("capacity_basic",),
            pilot_ids=(small_project.keuruu,),
        )
        for _ in range(2)
    ]  # fmt: skip
    line = "Työllisyysalue;;Otto Oletus;otto@esimerkki.fi"
    for round_id in made:
        recipients.invite_list(facilitator, round_id=round_id, text=line)
    seen = [
        one.invitation_id
        for view in surveys.list_rounds(facilitator, project_id=small_project.project_id)
        for one in view.invited
        if one.person
    ]
    assert len(seen) == 2
    erasure.erase_respondent(facilitator, invitation_id=seen[0])
    assert "recipient" in anywhere(store, "otto@esimerkki.fi")
    erasure.erase_respondent(facilitator, invitation_id=seen[1])
    assert anywhere(store, "otto@esimerkki.fi", "Otto Oletus") == set()


def test_whoever_answers_erases_their_own(
    store: Store, round_: SurveyRound, small_project: SmallProject
) -> None:
    unit = small_project.health_unit
    mine = round_.answer(unit, "capacity_basic", GIVEN)
    erasure.erase_own(round_.respondent(unit), response_id=mine)
    assert anywhere(store, WORDS) == set()
    assert round_.answer(unit, "capacity_basic", {}) != mine  # it can be answered anew


def test_erasing_ones_own_takes_what_was_answered_to_an_earlier_version(
    store: Store, round_: SurveyRound, small_project: SmallProject
) -> None:
    unit = small_project.health_unit
    before = round_.answer(unit, FORM, GIVEN)
    publish(round_, new_version(round_), {"K19": {"partly": "limited"}})
    asked = round_.respondent(unit)
    fresh = going_over.go_over(asked, response_id=before, how="afresh")
    gone = erasure.erase_own(asked, response_id=fresh.response_id)
    assert gone.responses == 2
    assert anywhere(store, WORDS) == set()


def anonymous(facilitator: Context, small_project: SmallProject) -> tuple[str, Person]:
    """An anonymous round, and somebody who has its link."""
    round_id = surveys.open_round(
        facilitator, project_id=small_project.project_id, title="x", templates=("practices_own",),
        pilot_ids=(small_project.keuruu,), anonymity="anonymous",
    )  # fmt: skip
    (link,) = recipients.invite_list(facilitator, round_id=round_id, text="Työllisyysalue;;Otto")
    return round_id, on_device(facilitator, link.token)


def test_erasing_an_anonymous_answer_takes_that_to_an_earlier_version_too(
    store: Store, context_for: ContextFor, small_project: SmallProject
) -> None:
    facilitator = context_for("facilitator")
    round_id, person = anonymous(facilitator, small_project)
    before = answered(person, send=False)
    old = facilitator.catalogue.templates["practices_own"]
    newer = old.model_copy(update={"purpose": old.title})
    told = versions.preview_version(facilitator, round_id=round_id, template=newer)
    versions.publish_version(
        facilitator, round_id=round_id, document_id=told.version.document_id, template=newer, recode={}
    )
    fresh = going_over.go_over(person.context, response_id=before, how="carry")
    assert erasure.erase_own(person.context, response_id=fresh.response_id).responses == 2
    assert anywhere(store, "Tätä ei kukaan muu tiedä.") == set()


def test_an_anonymous_answer_is_erased_by_its_owner_alone(
    store: Store, context_for: ContextFor, small_project: SmallProject
) -> None:
    facilitator = context_for("facilitator")
    _round_id, person = anonymous(facilitator, small_project)
    mine = answered(person)
    with pytest.raises(ActionError) as error:
        erasure.erase_respondent(facilitator, invitation_id=person.invitation)
    assert error.value.code == "ERASE_ANONYMOUS"
    erasure.erase_own(person.context, response_id=mine)
    assert anywhere(store, "Tätä ei kukaan muu tiedä.") == set()
    with store.reading("test", START) as work:
        line = work.connection.execute(select(schema.history).where(schema.history.c.entity_id == mine)).one()
    assert (line.change, line.who, line.at.minute) == ("remove", "anonymous", 0)
    assert person.begin() != mine  # it may be sent again


def test_a_round_is_erased_when_its_time_has_come(
    store: Store, round_: SurveyRound, context_for: ContextFor, small_project: SmallProject, clock: Clock
) -> None:
    admin, project_id = context_for("admin"), small_project.project_id
    round_.answer(small_project.health_unit, "capacity_basic", GIVEN, send=True)
    with pytest.raises(ActionError) as error:
        erasure.erase_round(round_.facilitator, round_id=round_.round_id)
    assert error.value.code == "ROUND_OPEN"
    surveys.close_round(round_.facilitator, round_id=round_.round_id)

    def day() -> date | None:
        found = erasure.preview_round(round_.facilitator, round_id=round_.round_id)
        assert found is not None
        return found.day

    assert day() == date(2027, 11, 22)  # twelve months after it closed
    view = next(
        one
        for one in surveys.list_rounds(round_.facilitator, project_id=project_id)
        if one.round.id == round_.round_id
    )
    chosen = {"delete_on": date(2027, 1, 10)}
    surveys.change_round(
        round_.facilitator, round_id=round_.round_id, values=chosen, revision=view.round.revision
    )
    assert day() == date(2027, 1, 10)
    assert erasure.all_due(admin) == []
    surveys.remove_round(
        round_.facilitator, round_id=round_.round_id
    )  # what lies in the bin does not stay there
    clock.advance(days=60)
    (due,) = erasure.all_due(admin)
    assert (due.going.responses, due.project) == (1, "Pieni hanke")
    assert [one.round_id for one in erasure.erase_due(admin)] == [round_.round_id]
    assert anywhere(store, WORDS) == set()
    assert erasure.all_due(admin) == []
    with pytest.raises(ActionError) as error:
        surveys.reopen_round(round_.facilitator, round_id=round_.round_id)
    assert error.value.code == "ROUND_ERASED"


def test_participants_and_dissent_of_a_joint_answer_go_with_it(
    store: Store, context_for: ContextFor, small_project: SmallProject
) -> None:
    facilitator = context_for("facilitator")
    round_id = surveys.open_round(
        facilitator, project_id=small_project.project_id, title="x", templates=("practices_joint",),
        pilot_ids=(small_project.keuruu,),
    )  # fmt: skip
    entry = on_behalf.open_joint(facilitator, round_id=round_id, pilot_id=small_project.keuruu)
    form = answering.start_form(facilitator, invitation_id=entry.invitation_id, document_id=entry.document_id)
    response = {"response_id": form.response_id}
    on_behalf.set_participants(facilitator, **response, actors=(), names=("Erikoinen Nimi",))
    on_behalf.add_dissent(facilitator, **response, text=WORDS)
    assert anywhere(store, "Erikoinen Nimi", WORDS) == {"response_participant", "dissent", "history"}
    surveys.close_round(facilitator, round_id=round_id)
    erasure.erase_round(facilitator, round_id=round_id)
    assert anywhere(store, "Erikoinen Nimi", WORDS) == set()


def test_a_units_invitation_erased_can_be_made_again(
    round_: SurveyRound, small_project: SmallProject
) -> None:
    unit = (small_project.health_unit,)
    erasure.erase_respondent(round_.facilitator, invitation_id=round_.invitations[unit[0]])
    (link,) = invitations.invite_units(round_.facilitator, round_id=round_.round_id, unit_ids=unit)
    assert link.token


@pytest.mark.parametrize(
    ("chosen", "closed", "months", "expected"),
    [
        (None, date(2026, 11, 22), 12, date(2027, 11, 22)),
        (None, date(2026, 8, 31), 6, date(2027, 2, 28)),
        (None, date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 12, 1), date(2026, 11, 22), 12, date(2026, 12, 1)),
        (date(2026, 12, 1), None, 12, date(2026, 12, 1)),
        (None, None, 12, None),
    ],
)
def test_the_day_answers_are_to_be_deleted(
    chosen: date | None, closed: date | None, months: int, expected: date | None
) -> None:
    assert deletion_day(chosen, closed, months) == expected
    if expected is not None and closed is not None and chosen is None:
        assert expected >= closed + timedelta(days=28 * months)
