"""What is asked of one respondent: conditions, rows, pilots, texts, filters, defaults and what counts."""

from __future__ import annotations

from typing import Any

import pytest

from mallipaja.catalogue.survey_template import SurveyTemplate
from mallipaja.errors import ActionError
from mallipaja.survey.accepting import check_constraint
from mallipaja.survey.answers import Answer, ResponseInfo
from mallipaja.survey.clean import Cleaned
from mallipaja.survey.defaults import default_of
from mallipaja.survey.form import Field, Form, by_key, name_of
from mallipaja.survey.logic import logic_of
from mallipaja.survey.records import feed_records
from mallipaja.survey.runs import runs
from mallipaja.survey.steps import steps
from tests.unit.test_form import block, form, keys, question, template

SIZE = question("size", "number")


def shown(of: Form, page: int = 0) -> list[str]:
    return [name for name, _, _ in keys(of, page)]


def test_a_chain_of_conditions_hides_and_gives_back() -> None:
    chain = template([
        SIZE, question("b", "number", relevant="${size} > 3"), question("c", relevant="${b} > 1"),
        question("d", relevant="${c} != '' or ${size} = 1"),
    ])  # fmt: skip
    answers: dict[Any, Any] = {("size", "", ""): 5.0, ("b", "", ""): 2.0, ("c", "", ""): "x"}
    assert shown(form(chain, answers)) == ["size", "b", "c", "d"]
    assert shown(form(chain, {**answers, ("size", "", ""): 2.0})) == ["size"]
    assert shown(form(chain, {**answers, ("size", "", ""): 1.0})) == ["size", "d"]
    assert shown(form(chain, answers)) == ["size", "b", "c", "d"]


def test_a_question_is_drawn_with_those_it_decides_on() -> None:
    asked = template([
        question("before"), SIZE, {"id": "n", "type": "note", "text": {"fi": "Huomatkaa"}},
        question("b", "number", relevant="${size} > 3"), question("c", relevant="${b} > 1"), question("after"),
    ])  # fmt: skip
    (card,) = form(asked, {}).cards(asked.pages[0])
    found = [(tuple(map(name_of, run.items)), run.leads) for run in runs(asked, card)]
    assert found == [
        (("before",), set()), (("size", "n", "b", "c"), {"size", "b"}), (("after",), set()),
    ]  # fmt: skip
    assert card.names == ("before", "size", "n", "after")
    plain = template([question("a"), question("b")])
    (card,) = form(plain, {}).cards(plain.pages[0])
    assert [len(run.items) for run in runs(plain, card)] == [1, 1]


def test_a_reason_for_no_answer_is_its_code() -> None:
    asked = template([
        question("a", "number", cannot_say=["may_not_disclose"]), question("why", relevant="${a} = 'may_not_disclose'"),
        question("more", relevant="${a} > 1"),
    ])  # fmt: skip
    told = Form(asked, (), {}, by_key([Answer("r", "a", "", "", None, "may_not_disclose")]))
    assert shown(told) == ["a", "why"]


def test_rows_have_conditions_of_their_own() -> None:
    rows = template([
        block("b", "list:phases", question("n", "number"), question("why", relevant="${n} > 1"), relevant="true()"),
        question("all", relevant="sum(${n}) > 4"), question("third", relevant="indexed-repeat(${n}, ${b}, 3) = 4"),
    ])  # fmt: skip
    found = form(rows, {("n", "", "one"): 1.0, ("n", "", "three"): 4.0, ("n", "", "two"): 0.0})
    assert keys(found) == [
        ("n", "", "one"), ("n", "", "two"), ("n", "", "three"), ("why", "", "three"), ("all", "", ""), ("third", "", ""),
    ]  # fmt: skip


def test_a_roster_of_what_is_not_asked_has_no_rows() -> None:
    hidden = template([
        SIZE, question("V1", "multiple", choices="project:actors", relevant="${size} > 1"),
        block("rows", "V1", question("n")),
    ])  # fmt: skip
    answers: dict[Any, Any] = {("size", "", ""): 1.0, ("V1", "", ""): ("kela",)}
    assert shown(form(hidden, answers)) == ["size"]
    assert shown(form(hidden, {**answers, ("size", "", ""): 2.0})) == ["size", "V1", "n"]


PILOTS = template([
    question("K17", "single", choices="phases", per_pilot=True),
    question("hours", "number", per_pilot=True, relevant="${K17} != 'one'", feeds="team.hours_per_month"),
], [question("common", relevant="${K17} = 'two'")])  # fmt: skip


def test_each_pilot_is_asked_by_its_own_answers() -> None:
    found = form(PILOTS, {("K17", "keuruu", ""): "one", ("K17", "laukaa", ""): "two"}, "keuruu", "laukaa")
    assert ("hours", "keuruu", "") not in keys(found)
    assert ("hours", "laukaa", "") in keys(found)
    assert shown(found, 1) == ["common"]


def test_an_answer_for_all_pilots_counts_for_those_it_is_asked_for() -> None:
    split = template(
        [question("K17", "single", choices="phases", per_pilot=True)],
        [
            question(
                "hours", "number", per_pilot=True, relevant="${K17} != 'one'", feeds="team.hours_per_month"
            )
        ],
    )
    answers = [
        Answer("r", "K17", "keuruu", "", "one"), Answer("r", "K17", "laukaa", "", "two"),
        Answer("r", "same_page2", "", "", "yes"), Answer("r", "hours", "", "", 4.0),
    ]  # fmt: skip
    info = ResponseInfo("r", "t", "1", "unit", ("keuruu", "laukaa"), True)
    records = feed_records({("t", "1"): split}, [info], answers)
    assert [(one.pilot, one.value) for one in records] == [("laukaa", 4.0)]


def test_what_is_not_asked_feeds_nothing() -> None:
    info = ResponseInfo("r", "t", "1", "unit", ("keuruu",), True)
    answers = [Answer("r", "K17", "keuruu", "", "one"), Answer("r", "hours", "keuruu", "", 4.0)]
    assert feed_records({("t", "1"): PILOTS}, [info], answers) == ()
    answers[0] = Answer("r", "K17", "keuruu", "", "two")
    assert [one.value for one in feed_records({("t", "1"): PILOTS}, [info], answers)] == [4.0]


def test_a_page_with_nothing_to_ask_is_passed_over_and_headings_go_with_their_questions() -> None:
    pages = template(
        [
            SIZE,
            {"id": "s", "type": "section", "text": {"fi": "Otsikko"}, "relevant": "${size} > 1"},
            question("b"),
        ],
        [question("c", relevant="${size} > 2")],
    )
    small = form(pages, {("size", "", ""): 1.0})
    assert [step.id for step in steps(small)] == ["page1"]
    assert [
        item.question.id if isinstance(item, Field) else item.id
        for item in small.cards(pages.pages[0])[0].items
    ] == ["size"]
    large = form(pages, {("size", "", ""): 3.0})
    assert [step.id for step in steps(large)] == ["page1", "page2"]
    assert len(large.cards(pages.pages[0])[0].items) == 3


def test_a_required_question_that_is_not_asked_is_not_missing() -> None:
    asked = template([SIZE, question("b", required=True, relevant="${size} > 1")])
    assert form(asked, {}).missing(asked.pages[0]) == ()
    assert [one.question.id for one in form(asked, {("size", "", ""): 2.0}).missing(asked.pages[0])] == ["b"]


def test_choices_are_filtered_and_a_hidden_choice_comes_back() -> None:
    lists = {
        "areas": [{"code": code, "label": {"fi": code}} for code in ("north", "south")],
        "towns": [
            {"code": code, "label": {"fi": code}, "attributes": {"area": area}}
            for code, area in (("oulu", "north"), ("kemi", "north"), ("turku", "south"))
        ],
    }  # fmt: skip
    asked = template(
        [
            question("area", "single", choices="areas"),
            question("town", "single", choices="towns", choice_filter="area = ${area} or name = 'kemi'"),
            question("why", relevant="${town} = 'oulu'"),
        ], choice_lists=lists,
    )  # fmt: skip
    north = form(asked, {("area", "", ""): "north", ("town", "", ""): "oulu"})
    assert [item.code for item in north.choices(asked.question("town"))] == ["oulu", "kemi"]
    assert shown(north) == ["area", "town", "why"]
    south = form(asked, {("area", "", ""): "south", ("town", "", ""): "oulu"})
    assert [item.code for item in south.choices(asked.question("town"))] == ["kemi", "turku"]
    assert shown(south) == ["area", "town"]


def test_a_constraint_is_asked_of_answers_only() -> None:
    asked = template([
        SIZE, question("part", "number", constraint=". <= ${size}", cannot_say=["do_not_know"]),
    ])  # fmt: skip
    field = Field(asked.question("part"), "", "")
    small = form(asked, {("size", "", ""): 3.0})
    for cleaned in (Cleaned(2.0), Cleaned(None), Cleaned(None, "do_not_know")):
        check_constraint(small, field, cleaned)
    with pytest.raises(ActionError, match="limits") as told:
        check_constraint(small, field, Cleaned(4.0))
    assert told.value.code == "ANSWER_CONSTRAINT"
    late = form(asked, {("size", "", ""): 3.0, ("part", "", ""): 9.0})
    assert [one.question.id for one in late.broken(asked.pages[0])] == ["part"]


@pytest.mark.parametrize(
    ("item", "value"),
    [
        (question("a", default="puhelin (arkisin)"), "puhelin (arkisin)"),
        (question("a", "number", default="2.5"), 2.5),
        (question("a", "number", default="${size} + 1"), 5.0),
        (question("a", "date", default="today()"), "2026-11-22"),
        (question("a", "multiple", choices="phases", default="one three"), ("one", "three")),
        (question("a", "single", choices="phases", default="nine"), None),
        (question("a", "number", default="many"), None),
    ],
)  # fmt: skip
def test_what_a_question_opens_with(item: dict[str, Any], value: object) -> None:
    asked = template([SIZE, item])
    opened = Form(asked, (), {}, by_key([Answer("r", "size", "", "", 4.0)]), moment="2026-11-22T10:00:00")
    found = default_of(opened, Field(asked.question("a"), "", ""))
    assert (found.value if found else None) == value


def test_calculations_follow_each_other_however_long_the_chain_is() -> None:
    first: list[dict[str, Any]] = [{"id": "c0", "type": "calculate", "calculation": "${size} + 1"}]
    rest = [{"id": f"c{n}", "type": "calculate", "calculation": f"${{c{n - 1}}} + 1"} for n in range(1, 1500)]
    long = template([SIZE, *reversed(rest), *first, question("last", relevant="${c1499} = 1502")])
    assert shown(form(long, {("size", "", ""): 2.0})) == ["size", "last"]


def test_a_circle_of_conditions_ends() -> None:
    circle = template([question("a", relevant="${b} = ''"), question("b", relevant="${a} = ''")])
    assert len(shown(form(circle, {}))) <= 2


def test_a_form_without_conditions_has_no_logic() -> None:
    plain = template([SIZE])
    assert logic_of(plain) is None
    assert form(plain, {}).state is None


def test_what_changes_a_page_is_known_beforehand() -> None:
    pages: SurveyTemplate = template(
        [SIZE, {"id": "c", "type": "calculate", "calculation": "${size} * 2"}],
        [question("b", relevant="${c} > 2"), question("own")],
        [{"id": "n", "type": "note", "text": {"fi": "Koko on ${size}."}}, question("d")],
    )
    logic = logic_of(pages)
    assert logic is not None
    assert logic.reach("size").decided == {"size", "c", "b"}
    assert logic.reach("size").read == {"size", "b"}
    assert "size" in logic.piped["page3"]
    assert "own" not in logic.deciding
