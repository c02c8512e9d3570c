"""A template as one respondent sees it: fields, rows, screens, one answer for all pilots."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from mallipaja.catalogue.survey_template import ChoiceItem, Note, SurveyTemplate
from mallipaja.catalogue.text import Text
from mallipaja.survey.answers import Answer, AnswerValue, ResponseInfo
from mallipaja.survey.form import Form, Place, by_key, is_answered
from mallipaja.survey.minutes import minutes_for
from mallipaja.survey.records import feed_records
from mallipaja.survey.same import spread, turned_off, turned_on
from mallipaja.survey.steps import MOST_FIELDS, first_unfinished, minutes_left, steps

ACTORS = tuple(ChoiceItem(code=code, label=Text(fi=code.title())) for code in ("kela", "health", "social"))
LISTS = {"project:actors": ACTORS, "project:pilots": (), "reference:professions": ()}
START = datetime(2026, 11, 22, 10, tzinfo=UTC)


def question(name: str, kind: str = "text", **more: Any) -> dict[str, Any]:
    return {"id": name, "type": kind, "text": {"fi": name}, "disclosure": "organisation_fact", **more}


def block(name: str, for_each: str, *questions: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "id": name, "type": "block", "text": {"fi": name}, "for_each": for_each, "questions": list(questions), **more,
    }  # fmt: skip


def template(*pages: list[dict[str, Any]], **more: Any) -> SurveyTemplate:
    return SurveyTemplate.model_validate(
        {
            "format": "mallipaja/survey_template/1", "id": "t", "version": "1", "title": {"fi": "T"},
            "purpose": {"fi": "T"}, "answered_by": "unit", "minutes": 10,
            "choice_lists": {
                "phases": [{"code": code, "label": {"fi": code}} for code in ("one", "two", "three")],
                "other_only": [{"code": "other", "label": {"fi": "Muu"}}],
            },
            "pages": [
                {"id": f"page{n}", "title": {"fi": f"Sivu {n}"}, "items": items} for n, items in enumerate(pages, 1)
            ], **more,
        }
    )  # fmt: skip


PARTNERS = question(
    "V1", "multiple", per_pilot=True, choices="project:actors", extra_choices="other_only", other="other",
    feeds="network.ties",
)  # fmt: skip
NETWORK = template(
    [PARTNERS],
    [block("V1_rows", "V1", question("V2", "number", feeds="network.frequency"), per_pilot=True)],
)
TEAM = template(
    [
        question("K1"),
        question("K17", per_pilot=True),
        question("hours", "number", per_pilot=True),
        question("K19"),
    ]
)
OWN_ROWS = template([block("K12", "own_rows", question("task"), question("times", "number"), max_rows=4)])


def given(values: dict[Place, AnswerValue], **others: str) -> dict[Place, Answer]:
    return by_key(Answer("r", *place, value, other=others.get(place[0])) for place, value in values.items())


def form(of: SurveyTemplate, values: dict[Place, AnswerValue], *pilots: str, **others: str) -> Form:
    return Form(of, pilots or ("keuruu",), LISTS, given(values, **others))


def keys(of: Form, page: int = 0) -> list[Place]:
    return [one.key for one in of.fields(of.template.pages[page])]


# fields ----------------------------------------------------------------------------------------------


def test_a_page_asks_shared_items_once_and_the_others_for_each_pilot() -> None:
    assert keys(form(TEAM, {}, "keuruu", "laukaa")) == [
        ("K1", "", ""), ("K19", "", ""),
        ("K17", "keuruu", ""), ("hours", "keuruu", ""), ("K17", "laukaa", ""), ("hours", "laukaa", ""),
    ]  # fmt: skip


def test_the_only_pilot_is_named_in_its_answers_and_no_switch_is_offered() -> None:
    one = form(TEAM, {})
    assert keys(one) == [("K1", "", ""), ("K17", "keuruu", ""), ("hours", "keuruu", ""), ("K19", "", "")]
    assert len(one.cards(TEAM.pages[0])) == 1
    assert not one.asks_same(TEAM.pages[0])
    assert form(TEAM, {}, "keuruu", "laukaa").asks_same(TEAM.pages[0])
    assert not form(OWN_ROWS, {}, "keuruu", "laukaa").asks_same(OWN_ROWS.pages[0])


def test_the_switch_asks_once_for_all() -> None:
    same = form(TEAM, {("same_page1", "", ""): "yes"}, "keuruu", "laukaa")
    assert keys(same) == [("K1", "", ""), ("K17", "", ""), ("hours", "", ""), ("K19", "", "")]
    off = form(TEAM, {("same_page1", "", ""): "no"}, "keuruu", "laukaa")
    assert len(keys(off)) == 6


def test_notes_go_with_the_item_they_stand_before() -> None:
    note = {"id": "note", "type": "note", "text": {"fi": "Huomaa"}}
    made = template([question("K1"), note, question("K17", per_pilot=True)])
    cards = form(made, {}, "a", "b").cards(made.pages[0])
    notes = [[item.id for item in card.items if isinstance(item, Note)] for card in cards]
    assert notes == [[], ["note"], ["note"]]


def test_a_roster_has_a_row_for_each_choice_of_the_pilot_with_the_text_of_other() -> None:
    one = form(
        NETWORK, {("V1", "keuruu", ""): ("kela", "other"), ("V1", "laukaa", ""): ("health",)}, "keuruu", "laukaa",
        V1="Apteekki",
    )  # fmt: skip
    labels = [
        (card.pilot, card.row, card.label.fi if card.label else None) for card in one.cards(NETWORK.pages[1])
    ]
    assert labels == [
        ("keuruu", "kela", "Kela"),
        ("keuruu", "other", "Apteekki"),
        ("laukaa", "health", "Health"),
    ]


def test_a_roster_follows_the_switch_of_its_parents_page() -> None:
    values: dict[Place, AnswerValue] = {
        ("V1", "keuruu", ""): ("kela",), ("V1", "", ""): ("social",), ("same_page1", "", ""): "yes",
    }  # fmt: skip
    assert keys(form(NETWORK, values, "keuruu", "laukaa"), 1) == [
        ("V2", "keuruu", "social"),
        ("V2", "laukaa", "social"),
    ]


def test_one_answer_for_all_is_about_every_actor_ticked_anywhere() -> None:
    values: dict[Place, AnswerValue] = {
        ("V1", "keuruu", ""): ("kela",), ("V1", "laukaa", ""): ("health", "kela"), ("same_page2", "", ""): "yes",
    }  # fmt: skip
    one = form(NETWORK, values, "keuruu", "laukaa")
    assert keys(one, 1) == [("V2", "", "kela"), ("V2", "", "health")]
    answers = [
        *one.answers.values(),
        Answer("r", "V2", "", "kela", 4.0),
        Answer("r", "V2", "", "health", 2.0),
    ]
    info = ResponseInfo("r", "t", "1", "unit", ("keuruu", "laukaa"), False)
    records = feed_records({("t", "1"): NETWORK}, [info], answers)
    assert {(r.pilot, r.row, r.value) for r in records if r.feed == "network.frequency"} == {
        ("keuruu", "kela", 4.0), ("laukaa", "kela", 4.0), ("laukaa", "health", 2.0),
    }  # fmt: skip


def test_actors_offered_are_those_of_the_pilot() -> None:
    one = Form(NETWORK, ("keuruu",), LISTS, {}, {"keuruu": frozenset({"kela"})})
    asked = NETWORK.question("V1")
    assert [choice.code for choice in one.choices(asked, "keuruu")] == ["kela", "other"]
    assert [choice.code for choice in one.choices(asked)] == ["kela", "health", "social", "other"]


@pytest.mark.parametrize(
    ("used", "wanted", "rows"), [((), 0, 1), ((1,), 0, 1), ((1, 3), 0, 3), ((1,), 2, 2), ((), 9, 4)]
)
def test_own_rows_are_those_used_and_those_wanted_up_to_the_most(
    used: tuple[int, ...], wanted: int, rows: int
) -> None:
    answers = given({("task", "", str(row)): "työ" for row in used})
    one = Form(OWN_ROWS, ("keuruu",), LISTS, answers, wanted_rows={("K12", ""): wanted} if wanted else {})
    assert one.own_rows(OWN_ROWS.blocks()[0], "") == rows
    assert one.possible_rows(OWN_ROWS.blocks()[0]) == ("1", "2", "3", "4")


def test_a_choice_that_is_no_longer_offered_has_no_row() -> None:
    assert keys(form(NETWORK, {("V1", "keuruu", ""): ("gone", "kela")}), 1) == [("V2", "keuruu", "kela")]


def test_missing_counts_required_and_a_reason_is_an_answer() -> None:
    made = template([question("a", required=True), question("b"), question("c", required=True)])
    answers = by_key([Answer("r", "c", "", "", None, "do_not_know")])
    one = Form(made, ("keuruu",), LISTS, answers)
    assert [field.key[0] for field in one.missing(made.pages[0])] == ["a"]
    assert one.progress() == (1, 3)
    assert not is_answered(None)


# screens ---------------------------------------------------------------------------------------------


def test_a_short_page_is_one_screen_and_a_long_one_is_parted_by_pilot() -> None:
    long = template([question(f"q{n}", per_pilot=True) for n in range(8)], [question("last")])
    assert [step.id for step in steps(form(long, {}))] == ["page1", "page2"]
    several = steps(form(long, {}, "a", "b", "c"))
    assert [step.id for step in several] == ["page1.1", "page1.2", "page1.3", "page2"]
    assert [{card.pilot for card in step.cards} for step in several] == [{"a"}, {"b"}, {"c"}, {""}]
    assert [(step.number, step.part, step.parts) for step in several] == [
        (1, 1, 3),
        (1, 2, 3),
        (1, 3, 3),
        (2, 1, 1),
    ]


def test_rows_of_a_long_block_are_shown_a_few_at_a_time() -> None:
    many = template([block("rows", "list:phases", *(question(f"q{n}") for n in range(5)))])
    found = steps(form(many, {}))
    assert [[card.row for card in step.cards] for step in found] == [["one", "two"], ["three"]]
    assert all(step.size <= MOST_FIELDS for step in found)


def test_a_page_without_anything_to_ask_is_not_a_screen_but_keeps_its_number() -> None:
    made = template(
        [question("V1", "multiple", choices="phases")], [block("r", "V1", question("x"))], [question("y")]
    )
    assert [(step.id, step.number) for step in steps(form(made, {}))] == [("page1", 1), ("page3", 3)]
    ticked = form(made, {("V1", "", ""): ("two",)})
    assert [step.id for step in steps(ticked)] == ["page1", "page2", "page3"]


def test_going_on_is_after_the_last_answer_or_on_a_page_that_lacks_one() -> None:
    made = template(
        [question("a", prefilled=True)],
        [question("b", required=True), question("b2")],
        [question("c")],
        [question("d")],
    )

    def at(values: dict[Place, AnswerValue]) -> str:
        one = form(made, values)
        return first_unfinished(one, steps(one)).id

    assert at({}) == "page1"
    assert at({("a", "", ""): "known"}) == "page1"
    assert at({("a", "", ""): "known", ("b2", "", ""): "x"}) == "page2"
    assert at({("b", "", ""): "x"}) == "page2"  # b2 is still open there
    assert at({("b", "", ""): "x", ("b2", "", ""): "y"}) == "page3"
    assert at({("d", "", ""): "x"}) == "page4"


def test_minutes_left_are_shared_by_inputs_and_never_nothing() -> None:
    made = template([question("a"), question("b")], [question("c"), question("d")])
    one = form(made, {})
    assert [minutes_left(one, steps(one), position) for position in (0, 1)] == [10, 5]
    short_first = template([question("a")], [question("b")], [question(f"q{n}") for n in range(8)], minutes=7)
    whole = form(short_first, {})
    assert [minutes_left(whole, steps(whole), position) for position in range(3)] == [7, 6, 4]
    tiny = template([question(f"q{n}") for n in range(9)], [question("last")], minutes=1)
    assert minutes_left(form(tiny, {}), steps(form(tiny, {})), 1) == 1


def test_who_answers_for_several_pilots_is_told_the_minutes_of_them_all() -> None:
    # 20 s to begin and 10 s a question: what is asked of each pilot is a third of it
    made = template(
        [question("a"), question("b")], [question("c", per_pilot=True), question("d", per_pilot=True)]
    )
    assert [minutes_for(made, pilots) for pilots in (0, 1, 2, 4)] == [10, 10, 14, 20]
    one = form(made, {}, "keuruu", "laukaa")
    assert minutes_left(one, steps(one), 0) == 14
    assert [minutes_for(OWN_ROWS, pilots) for pilots in (1, 5)] == [10, 10]


# one answer for all ----------------------------------------------------------------------------------


def test_turning_the_switch_on_copies_the_first_pilot_that_has_answers() -> None:
    one = form(TEAM, {("K17", "laukaa", ""): "L", ("K1", "", ""): "shared"}, "keuruu", "laukaa")
    assert turned_on(one, TEAM.pages[0]) == {("K17", "", ""): Answer("r", "K17", "", "", "L")}
    assert turned_on(form(TEAM, {("K17", "", ""): "X"}, "keuruu", "laukaa"), TEAM.pages[0]) == {}


def test_turning_it_off_takes_back_what_was_only_copied() -> None:
    values: dict[Place, AnswerValue] = {("K17", "keuruu", ""): "K", ("K17", "", ""): "K"}
    one = form(TEAM, values, "keuruu", "laukaa")
    times = dict.fromkeys(values, START)
    assert turned_off(one, TEAM.pages[0], times, START) == {("K17", "", ""): None}


def test_turning_it_off_gives_each_pilot_what_was_answered_meanwhile() -> None:
    values: dict[Place, AnswerValue] = {("K17", "keuruu", ""): "K", ("K17", "", ""): "all"}
    one = form(TEAM, values, "keuruu", "laukaa")
    times = {("K17", "keuruu", ""): START, ("K17", "", ""): START + timedelta(minutes=1)}
    assert turned_off(one, TEAM.pages[0], times, START) == {
        ("K17", "keuruu", ""): Answer("r", "K17", "keuruu", "", "all"),
        ("K17", "laukaa", ""): Answer("r", "K17", "laukaa", "", "all"),
        ("K17", "", ""): None,
    }


def test_an_answer_for_all_is_spread_before_one_pilot_differs() -> None:
    values: dict[Place, AnswerValue] = {
        ("K17", "", ""): "all",
        ("K17", "laukaa", ""): "L",
        ("K1", "", ""): "shared",
    }
    assert spread(form(TEAM, values, "keuruu", "laukaa"), TEAM.pages[0]) == {
        ("K17", "keuruu", ""): Answer("r", "K17", "keuruu", "", "all"),
        ("K17", "", ""): None,
    }


def test_a_pilot_without_its_own_answer_shows_the_one_for_all() -> None:
    one = form(TEAM, {("K17", "", ""): "all", ("K17", "laukaa", ""): "L"}, "keuruu", "laukaa")
    shown = {field.key[1]: one.given(field) for field in one.fields(TEAM.pages[0]) if field.key[0] == "K17"}
    assert {pilot: answer.value if answer else None for pilot, answer in shown.items()} == {
        "keuruu": "all", "laukaa": "L",
    }  # fmt: skip
