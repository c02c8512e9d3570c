"""Results of a round: counted in the database, opinions of small groups hidden, on both databases."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from mallipaja.actions.access import Context
from mallipaja.actions.answering import save_answer as give
from mallipaja.actions.answering import start_form
from mallipaja.actions.documents import use_template
from mallipaja.actions.evidence import evidence
from mallipaja.actions.on_behalf import open_joint
from mallipaja.actions.survey_exports import export_file, export_results
from mallipaja.actions.survey_results import (
    FORMER,
    RoundResults,
    list_answers,
    pilot_answers,
    pilot_results,
    pilot_rounds,
    round_results,
)
from mallipaja.actions.surveys import close_round, open_round
from mallipaja.errors import NotFound
from mallipaja.store import record, schema
from mallipaja.store.answers import save_answer
from mallipaja.store.engine import Work
from mallipaja.survey.clean import Cleaned
from mallipaja.survey.results import RowResult
from mallipaja.survey.suppression import SEVERAL
from tests.small_project import SmallProject
from tests.survey_round import start

ContextFor = Callable[[str], Context]
OPINIONS = "practices_own"


def personal_round(context_for: ContextFor, project: SmallProject, *, title: str = "Mielipiteet") -> str:
    return open_round(
        context_for("facilitator"),
        project_id=project.project_id,
        title=title,
        templates=(OPINIONS,),
        pilot_ids=(project.keuruu, project.laukaa),
    )


def respond(
    asked: Context,
    round_id: str,
    answers: Mapping[str, Cleaned],
    *pilot_ids: str,
    unit_id: str | None = None,
    sent: bool = True,
    document_id: str = "",
) -> str:
    """A response with these answers by question, put straight into the store."""
    at = asked.clock()
    with asked.store.writing("cli:test", at) as work:
        document = document_id or work.connection.scalar(
            schema.round_template.select()
            .with_only_columns(schema.round_template.c.document_id)
            .where(schema.round_template.c.round_id == round_id)
        )
        response_id = record.add(
            work,
            schema.response,
            {
                "round_id": round_id,
                "document_id": document,
                "unit_id": unit_id,
                "source": "link",
                "started_at": at,
                "submitted_at": at if sent else None,
            },
            project_id=None,
        )
        for pilot_id in pilot_ids:
            values = {"id": record.new_id(), "response_id": response_id, "pilot_id": pilot_id}
            work.connection.execute(schema.response_pilot.insert().values(values))
        for question, cleaned in answers.items():
            key, _, row = question.partition("/")
            save_answer(work, response_id, (key, "", row), cleaned, project_id="p")
    return response_id


def of(found: RoundResults, key: str, row: str = "") -> RowResult:
    question = next(one for one in found.questions if one.column.key == key)
    return next(one for one in question.rows if one.row == row)


def opinions(context_for: ContextFor, project: SmallProject, keuruu: int, laukaa: int, both: int = 0) -> str:
    round_id = personal_round(context_for, project)
    asked = context_for("facilitator")
    for number in range(keuruu):
        answers = {"T3a": Cleaned(str(number % 5 + 1)), "T21": Cleaned(f"Keuruun sana {number}")}
        respond(asked, round_id, answers, project.keuruu)
    for number in range(laukaa):
        answers = {"T3a": Cleaned("5"), "T21": Cleaned(f"Laukaan sana {number}")}
        respond(asked, round_id, answers, project.laukaa)
    for _ in range(both):
        respond(asked, round_id, {"T3a": Cleaned("1")}, project.keuruu, project.laukaa)
    return round_id


def test_opinions_wait_until_nobody_can_answer(context_for: ContextFor, small_project: SmallProject) -> None:
    round_id = opinions(context_for, small_project, 6, 5)
    asked = context_for("facilitator")
    row = of(round_results(asked, round_id=round_id), "T3a")
    assert (row.hidden, row.distribution) == ("open", None)
    assert list_answers(asked, round_id=round_id, form=OPINIONS, column="T21").answers == ()
    close_round(asked, round_id=round_id)
    row = of(round_results(asked, round_id=round_id), "T3a")
    assert row.distribution is not None
    assert row.distribution.counts == (("1", 2), ("2", 1), ("3", 1), ("4", 1), ("5", 6))
    keuruu = of(round_results(asked, round_id=round_id, pilot="keuruu"), "T3a")
    assert keuruu.distribution is not None
    assert keuruu.distribution.counts == (("1", 2), ("2", 1), ("3", 1), ("4", 1), ("5", 1))


def test_what_would_be_left_over_is_hidden_too(context_for: ContextFor, small_project: SmallProject) -> None:
    """Six of Keuruu, three of Laukaa: all less Keuruu would be Laukaa."""
    round_id = opinions(context_for, small_project, 6, 3)
    asked = context_for("facilitator")
    close_round(asked, round_id=round_id)
    hidden = {
        pilot: of(round_results(asked, round_id=round_id, pilot=pilot), "T3a").hidden
        for pilot in ("", "keuruu", "laukaa")
    }
    assert hidden == {"": "", "keuruu": "apart", "laukaa": "few"}
    texts = {
        pilot: len(list_answers(asked, round_id=round_id, form=OPINIONS, column="T21", pilot=pilot).answers)
        for pilot in hidden
    }
    assert texts == {"": 9, "keuruu": 0, "laukaa": 0}
    both = round_results(asked, round_id=round_id, pilot="keuruu", organisation="health")
    assert of(both, "T3a").hidden == "both"


def test_how_many_could_not_say_is_nobodys_own_answer_either(
    context_for: ContextFor, small_project: SmallProject
) -> None:
    """Six of Keuruu answered, one of Laukaa could not say: all less Keuruu would be that one."""
    round_id = opinions(context_for, small_project, 6, 0)
    asked = context_for("facilitator")
    respond(asked, round_id, {"T3a": Cleaned(None, "do_not_know")}, small_project.laukaa)
    respond(asked, round_id, {"T3a": Cleaned(None, "do_not_know")}, small_project.keuruu)

    def unable(pilot: str = "") -> int | None:
        row = of(round_results(asked, round_id=round_id, pilot=pilot), "T3a")
        assert row.distribution is not None
        assert row.distribution.answered == 6
        assert row.distribution.unable_told or not row.distribution.reasons
        return row.distribution.cannot_say if row.distribution.unable_told else None

    close_round(asked, round_id=round_id)
    assert (unable(), unable("keuruu")) == (2, None)
    rows = export_file(asked, round_id=round_id, kind="results", language="en").decode().splitlines()
    assert [row.split(";")[8] for row in rows if "T3a" in row and "Keuruu;cannot say" in row] == ["not shown"]
    for _ in range(4):
        respond(asked, round_id, {"T3a": Cleaned(None, "do_not_know")}, small_project.laukaa)
    assert (unable(), unable("keuruu")) == (6, 1)


def test_who_answers_for_several_is_a_group_of_its_own(
    context_for: ContextFor, small_project: SmallProject
) -> None:
    round_id = opinions(context_for, small_project, 5, 5, both=5)
    asked = context_for("facilitator")
    close_round(asked, round_id=round_id)
    counts = {}
    for pilot in ("", "keuruu", "laukaa", SEVERAL):
        row = of(round_results(asked, round_id=round_id, pilot=pilot), "T3a")
        assert row.distribution is not None, pilot
        counts[pilot] = row.distribution.answered
    assert counts == {"": 15, "keuruu": 5, "laukaa": 5, SEVERAL: 5}


def test_opinions_are_listed_without_anybody_and_in_the_order_of_the_alphabet(
    context_for: ContextFor, small_project: SmallProject
) -> None:
    round_id = opinions(context_for, small_project, 5, 5)
    asked = context_for("facilitator")
    respond(asked, round_id, {"T21": Cleaned("aivan ensimmäinen")}, small_project.keuruu,
            unit_id=small_project.health_unit)  # fmt: skip
    respond(asked, round_id, {"T21": Cleaned("ei lähetetty")}, small_project.keuruu, sent=False)
    close_round(asked, round_id=round_id)
    found = list_answers(asked, round_id=round_id, form=OPINIONS, column="T21").answers
    assert [one.value for one in found][:2] == ["aivan ensimmäinen", "Keuruun sana 0"]
    assert len(found) == 11
    assert {(one.unit, one.organisation, one.pilot) for one in found} == {("", "", "")}


def test_the_contact_sees_their_own_pilot_only(context_for: ContextFor, small_project: SmallProject) -> None:
    round_id = opinions(context_for, small_project, 6, 5)
    close_round(context_for("facilitator"), round_id=round_id)
    contact = context_for("pilot_contact")
    here = {"pilot_id": small_project.keuruu}
    assert [one.id for one in pilot_rounds(contact, **here)] == [round_id]  # the other round asks nothing
    row = of(pilot_results(contact, **here, round_id=round_id), "T3a")
    assert row.distribution is not None
    assert row.distribution.answered == 6
    texts = pilot_answers(contact, **here, round_id=round_id, form=OPINIONS, column="T21").answers
    assert {str(one.value)[:7] for one in texts} == {"Keuruun"}
    with pytest.raises(NotFound):
        pilot_results(contact, **here, round_id=record.new_id())


def test_facts_are_counted_as_the_form_asks_them(
    context_for: ContextFor, small_project: SmallProject
) -> None:
    """Rows that are ticked no more and what one answer for all overrules do not count."""
    round_ = start(context_for, small_project, templates=("capacity_basic",))
    professions = {("K3", "", ""): ("social_counsellor", "public_health_nurse")}
    rows = {("K4", "", "social_counsellor"): 2.0, ("K4", "", "public_health_nurse"): 5.0}
    round_.answer(small_project.health_unit, "capacity_basic", {**professions, **rows})
    round_.answer(small_project.health_unit, "capacity_basic", {("K3", "", ""): ("social_counsellor",)})
    round_.answer(
        small_project.employment_unit, "capacity_basic",
        {("K3", "", ""): ("social_counsellor",), ("K4", "", "social_counsellor"): 4.0}, send=False,
    )  # fmt: skip
    asked = round_.facilitator
    found = round_results(asked, round_id=round_.round_id, page="figures")
    heads = of(found, "K4", "social_counsellor").distribution
    assert heads is not None
    assert heads.numbers is not None
    assert (heads.answered, heads.numbers.median) == (2, 3.0)
    question = next(one for one in found.questions if one.column.key == "K4")
    assert [row.row for row in question.rows] == ["social_counsellor"]
    assert (found.sent, found.under_way) == (0, 2)
    narrowed = round_results(asked, round_id=round_.round_id, page="figures", organisation="employment")
    only = of(narrowed, "K4", "social_counsellor").distribution
    assert only is not None
    assert only.answered == 1
    of_laukaa = round_results(asked, round_id=round_.round_id, page="figures", pilot="laukaa")
    assert of_laukaa.under_way == 1
    listed = list_answers(asked, round_id=round_.round_id, form="capacity_basic", column="K4").answers
    assert [(one.unit, one.row, one.value) for one in listed] == [
        ("Kuntoutus", "social_counsellor", 2.0), ("Työllisyyspalvelut", "social_counsellor", 4.0),
    ]  # fmt: skip


def test_what_was_said_of_a_pilot_the_unit_does_not_serve_does_not_count(
    context_for: ContextFor, small_project: SmallProject
) -> None:
    round_ = start(context_for, small_project, templates=("capacity_basic",))
    unit, asked = small_project.health_unit, round_.facilitator
    given = {("K17", pilot, ""): "yes" for pilot in ("keuruu", "laukaa")}

    def said() -> set[str]:
        rows = (
            export_file(asked, round_id=round_.round_id, kind="answers", language="en").decode().splitlines()
        )
        listed = {row.split(";")[10] for row in rows if ";K17;" in row}
        with asked.store.reading("cli:test", asked.clock()) as work:
            known = evidence(_as_job(work, asked), small_project.project_id)
        assert {names[one.pilot] for one in known.records if one.feed == "team.representative"} == listed
        return listed

    names = {"keuruu": "Keuruu", "laukaa": "Laukaa"}
    round_.answer(unit, "capacity_basic", {("K2", "", ""): tuple(names)} | given)
    assert said() == {"Keuruu", "Laukaa"}
    round_.answer(unit, "capacity_basic", {("K2", "", ""): ("keuruu",)})
    assert said() == {"Keuruu"}
    round_.answer(unit, "capacity_basic", {("K2", "", ""): tuple(names)})
    assert said() == {"Keuruu", "Laukaa"}  # kept, and counted again


def test_rows_ticked_no_more_for_all_pilots_do_not_count(
    context_for: ContextFor, small_project: SmallProject
) -> None:
    """What was ticked for one pilot before is kept, and overruled."""
    round_ = start(context_for, small_project, templates=("network_basic",))
    unit, once = (
        small_project.health_unit,
        {(f"same_{page}", "", ""): "yes" for page in ("partners", "cooperation")},
    )
    given = {("V1", "keuruu", ""): ("employment",), ("V2", "keuruu", "employment"): "weekly"}
    round_.answer(unit, "network_basic", given | once)
    asked = round_.facilitator

    def answered() -> list[tuple[str, int]]:
        (form,) = export_results(asked, round_id=round_.round_id).forms
        question = next(one for one in form.groups[0].questions if one.column.key == "V2")
        return [(row.row, row.distribution.answered) for row in question.rows if row.distribution]

    assert answered() == [("employment", 1)]
    round_.answer(unit, "network_basic", {("V1", "", ""): None})
    assert answered() == [("", 0)]


def test_rows_of_a_question_asked_no_more_do_not_count(
    context_for: ContextFor, small_project: SmallProject
) -> None:
    """Who was in a team counts no more when it turns out that there is none."""
    asked = context_for("facilitator")
    round_id = open_round(
        asked, project_id=small_project.project_id, title="Seinällä", templates=("practices_joint",),
        pilot_ids=(small_project.keuruu,),
    )  # fmt: skip
    entry = open_joint(asked, round_id=round_id, pilot_id=small_project.keuruu)
    form = start_form(asked, invitation_id=entry.invitation_id, document_id=entry.document_id)

    def members() -> list[tuple[str, int]]:
        (found,) = export_results(asked, round_id=round_id).forms
        question = next(one for one in found.groups[0].questions if one.column.key == "T7c")
        return [(row.row, row.distribution.answered) for row in question.rows if row.distribution]

    for question, row, value in (("T7b", "", ("employment",)), ("T7c", "employment", "not_member")):
        give(asked, response_id=form.response_id, question=question, row=row, value=value)
    assert members() == [("employment", 1)]
    give(asked, response_id=form.response_id, question="T7", value="no")
    assert members() == [("", 0)]


def test_versions_are_counted_together_where_the_scale_is_the_same(
    context_for: ContextFor, small_project: SmallProject
) -> None:
    asked = context_for("facilitator")
    round_id = personal_round(context_for, small_project)
    old = {"T3a": Cleaned("1"), "T3b": Cleaned("1"), "T17": Cleaned("1")}
    for _ in range(5):
        respond(asked, round_id, old, small_project.keuruu)
    document_id = _newer(asked, round_id)
    for _ in range(5):
        respond(asked, round_id, {"T3a": Cleaned("2"), "T3b": Cleaned("1")}, small_project.keuruu,
                document_id=document_id)  # fmt: skip
    close_round(asked, round_id=round_id)
    found = round_results(asked, round_id=round_id)
    together = of(found, "T3a").distribution
    assert together is not None
    assert together.counts[:2] == (("1", 5), ("2", 5))
    apart = [one.column.key for one in found.questions if one.column.question.id == "T3b"]
    assert apart == ["T3b", "T3b@1"]
    former = round_results(asked, round_id=round_id, page=FORMER)
    assert former.page == FORMER
    assert [one.column.key for one in former.questions] == ["T17"]


def _newer(asked: Context, round_id: str) -> str:
    """A version of the form with T3b on another scale and without T17."""
    template = asked.catalogue.templates[OPINIONS]
    first, *pages = template.pages
    items = [
        one.model_copy(update={"choices": "yes_no"}) if one.id == "T3b" else one
        for one in first.items
        if one.id != "T17"
    ]
    likert = template.choice_lists["likert5"]
    newer = template.model_copy(
        update={
            "version": "2",
            "pages": (first.model_copy(update={"items": tuple(items)}), *pages),
            "choice_lists": {**template.choice_lists, "yes_no": likert[:2]},
        }
    )
    with asked.store.writing("cli:test", asked.clock()) as work:
        document_id = use_template(_as_job(work, asked), newer)
        link = {"round_id": round_id, "document_id": document_id, "position": 0, "since": asked.clock()}
        work.connection.execute(schema.round_template.insert().values({"id": record.new_id(), **link}))
    return document_id


def _as_job(work: Work, asked: Context):
    from mallipaja.actions.access import Job

    return Job(work.connection, work.who, work.at, asked.actor, asked.catalogue, None)


def test_an_anonymous_round_names_nobody(context_for: ContextFor, small_project: SmallProject) -> None:
    """Facts given without a name are told as opinions are."""
    asked = context_for("facilitator")
    round_id = open_round(
        asked, project_id=small_project.project_id, title="Nimetön", templates=("capacity_basic",),
        pilot_ids=(small_project.keuruu,),
    )  # fmt: skip
    with asked.store.writing("cli:test", asked.clock()) as work:
        work.connection.execute(
            schema.round_.update().where(schema.round_.c.id == round_id).values(anonymity="anonymous")
        )
    for _ in range(4):
        respond(
            asked,
            round_id,
            {"K1": Cleaned("Yksikkö")},
            small_project.keuruu,
            unit_id=small_project.health_unit,
        )
    close_round(asked, round_id=round_id)
    assert of(round_results(asked, round_id=round_id), "K1").hidden == "few"
    assert list_answers(asked, round_id=round_id, form="capacity_basic", column="K1").answers == ()


def test_the_setting_only_raises_the_number(
    context_for: ContextFor, small_project: SmallProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    round_id = opinions(context_for, small_project, 4, 0)
    asked = replace(context_for("facilitator"))
    close_round(asked, round_id=round_id)
    monkeypatch.setenv("MALLIPAJA_SMALLEST_GROUP", "2")
    assert of(round_results(asked, round_id=round_id), "T3a").hidden == "few"
    respond(asked, round_id, {"T3a": Cleaned("1")}, small_project.keuruu)
    assert of(round_results(asked, round_id=round_id), "T3a").hidden == ""
    monkeypatch.setenv("MALLIPAJA_SMALLEST_GROUP", "6")
    assert of(round_results(asked, round_id=round_id), "T3a").hidden == "few"
