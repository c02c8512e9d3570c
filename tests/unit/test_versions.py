"""What is told of the changes between two versions, one small case each."""

from __future__ import annotations

from typing import Any

import pytest

from mallipaja.catalogue.survey_template import SurveyTemplate
from mallipaja.survey.across import Version, join
from mallipaja.survey.answers import Answer
from mallipaja.survey.carrying import carry
from mallipaja.survey.versions import changes, guesses

YES_NO = [("yes", "kyllä"), ("no", "ei")]
A: dict[str, Any] = {
    "id": "A",
    "type": "single",
    "choices": "list",
    "disclosure": "opinion",
    "text": {"fi": "Onko?"},
}
B: dict[str, Any] = {"id": "B", "type": "number", "disclosure": "opinion", "text": {"fi": "Montako?"}}
C: dict[str, Any] = {"id": "C", "type": "text", "disclosure": "opinion", "text": {"fi": "Miksi?"}}


def form(
    *items: dict[str, Any], version: str = "1", choices: list[tuple[str, str]] = YES_NO
) -> SurveyTemplate:
    return SurveyTemplate.model_validate(
        {
            "format": "mallipaja/survey_template/1", "id": "form", "version": version, "title": {"fi": "x"},
            "purpose": {"fi": "x"}, "answered_by": "unit", "minutes": 1,
            "choice_lists": {"list": [{"code": code, "label": {"fi": label}} for code, label in choices]},
            "pages": [{"id": "page", "title": {"fi": "x"}, "items": items}],
        }
    )  # fmt: skip


def told(old: SurveyTemplate, new: SurveyTemplate) -> list[tuple[str, str]]:
    return [(one.kind, one.question) for one in changes(old, new)]


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        ((A | {"text": {"fi": "Onko teillä?"}}, B, C), [("wording", "A")]),
        ((A, B), [("removed", "C")]),
        ((A, B, C, C | {"id": "D"}), [("added", "D")]),
        ((A, B | {"type": "text"}, C), [("retyped", "B")]),
        ((A, B | {"unit": {"fi": "h"}}, C), [("retyped", "B")]),
        ((A, B | {"per_pilot": True}, C), [("retyped", "B")]),
        ((A, B | {"max": 5}, C), [("limits", "B")]),
        ((A, B | {"required": True}, C), [("asked", "B")]),
        ((A, B, C | {"relevant": "${B} > 1"}), [("asked", "C")]),
        ((A | {"disclosure": "organisation_fact"}, B, C), [("use", "A")]),
        ((C, A, B), [("reordered", "C")]),
        ((A, C, B), [("reordered", "B")]),
        ((A, B, C), []),
    ],
)
def test_a_change_is_named_by_its_kind(
    new: tuple[dict[str, Any], ...], expected: list[tuple[str, str]]
) -> None:
    found = told(form(A, B, C), form(*new))
    assert [one for one in found if one != ("wording", "B")] == expected


def test_changes_of_choices_say_which_codes() -> None:
    old = form(A)
    more, other = [*YES_NO, ("partly", "osittain")], [("true", "Kyllä"), ("no", "ei")]
    assert [(c.kind, c.before, c.after) for c in changes(old, form(A, choices=more))] == [
        ("choices_added", (), ("partly",))
    ]
    assert [(c.kind, c.before, c.after) for c in changes(old, form(A, choices=other))] == [
        ("recoded", ("yes",), ("true",))
    ]
    assert [c.kind for c in changes(old, form(A, choices=YES_NO[::-1]))] == ["reordered"]
    assert [c.kind for c in changes(old, form(A, choices=[("yes", "joo"), ("no", "ei")]))] == ["wording"]
    assert guesses(old, form(A, choices=other)) == {"A": {"yes": "true"}}
    assert guesses(old, form(A, choices=[("no", "ei"), ("maybe", "ehkä")])) == {"A": {"yes": None}}


def test_the_rows_of_a_matrix_are_told_under_their_block() -> None:
    block = {"id": "M", "type": "block", "text": {"fi": "x"}, "for_each": "list:list", "questions": [B]}
    old, new = form(block), form(block, choices=[("true", "kyllä"), ("no", "ei")])
    assert told(old, new) == [("recoded", "M")]
    recode = guesses(old, new)
    assert recode == {"M": {"yes": "true"}}
    done = carry(old, new, recode, [Answer("r", "B", "", "yes", 3.0), Answer("r", "B", "", "no", 1.0)])
    assert {key[2]: one.value for key, one in done.kept.items()} == {"true": 3.0, "no": 1.0}


@pytest.mark.parametrize(
    ("question", "value", "new", "expected"),
    [
        (A, "yes", A | {"type": "multiple"}, ("yes",)),
        (A | {"type": "multiple"}, ("yes",), A, "yes"),
        (A | {"type": "multiple"}, ("yes", "no"), A, "retyped"),
        (A, "yes", C | {"id": "A"}, "retyped"),
        (B, 7.0, B | {"max": 5}, "limits"),
        (B, 7.5, B | {"integer": True}, "limits"),
        (B, 7.0, B | {"unit": {"fi": "h"}}, "retyped"),
        (C, "pitkä vastaus", C | {"max_length": 5}, "limits"),
        (C, "vastaus", B, "removed"),
    ],
)
def test_what_goes_over_and_what_stays(question: Any, value: Any, new: Any, expected: Any) -> None:
    answer = Answer("r", question["id"], "", "", value)
    done = carry(form(question), form(new), {}, [answer])
    found = next((one.value for one in done.kept.values()), None)
    assert (found if done.kept else done.left[0].why) == expected
    assert bool(done.kept) != bool(done.left)


def test_an_answer_for_the_only_pilot_becomes_the_answer_for_all() -> None:
    apart, once = form(B | {"per_pilot": True}), form(B)
    one, other = Answer("r", "B", "keuruu", "", 1.0), Answer("r", "B", "laukaa", "", 2.0)
    assert list(carry(apart, once, {}, [one]).kept) == [("B", "", "")]
    assert [left.why for left in carry(apart, once, {}, [one, other]).left] == ["pilots", "pilots"]
    assert list(carry(once, apart, {}, [Answer("r", "B", "", "", 1.0)]).kept) == [("B", "", "")]


def test_columns_join_what_has_one_scale_and_say_why_the_rest_stands_apart() -> None:
    first, second = (
        form(A, B),
        form(A, B | {"unit": {"fi": "h"}}, C, version="2", choices=[*YES_NO, ("some", "osin")]),
    )
    third = form(C, A, version="3", choices=[("true", "kyllä"), ("no", "ei"), ("some", "osin")])
    joined = join(
        [Version("1", first, {}), Version("2", second, {}), Version("3", third, {"A": {"yes": "true"}})]
    )
    assert [(c.key, c.versions, c.apart, c.offered_later) for c in joined.columns] == [
        ("C", ("2", "3"), None, ()),
        ("A", ("1", "2", "3"), None, ()),
        ("B", ("2",), None, ()),
        ("B@1", ("1",), "unit", ()),
    ]
    assert joined.read("1", [Answer("r", "A", "", "", "yes"), Answer("r", "B", "", "", 2.0)]) == [
        ("A", Answer("r", "A", "", "", "true")),
        ("B@1", Answer("r", "B", "", "", 2.0)),
    ]
    assert joined.column_of("3", "B") is None
    assert join([Version("1", first, {}), Version("2", second, {})]).columns[0].offered_later == ("some",)


def test_a_scale_with_another_point_is_another_scale() -> None:
    scale = A | {"type": "scale", "choices": "list"}
    old, new = form(scale), form(scale, version="2", choices=[*YES_NO, ("some", "osin")])
    assert [c.apart for c in join([Version("1", old, {}), Version("2", new, {})]).columns] == [None, "scale"]
    fact = form(A | {"disclosure": "organisation_fact"}, version="2")
    assert [c.apart for c in join([Version("1", form(A), {}), Version("2", fact, {})]).columns] == [
        None,
        "disclosure",
    ]
