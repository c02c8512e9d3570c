"""Versions of a template: nothing anybody answered is lost, and what is put together has one scale."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from mallipaja.catalogue.survey_template import MISSING_REASONS, SurveyTemplate
from mallipaja.survey.across import Version, effects, join
from mallipaja.survey.answers import Answer
from mallipaja.survey.carrying import carry
from mallipaja.survey.versions import Recode, asked_in, changes, guesses

CODES = ("a", "b", "c", "d", "e")
NAMES = ("K1", "K2", "K3", "K4", "K5")
KINDS = ("single", "multiple", "scale", "ranking", "number", "text")


def text(words: str) -> dict[str, str]:
    return {"fi": words}


@st.composite
def questions(draw: st.DrawFn, name: str) -> dict[str, Any]:
    kind = draw(st.sampled_from(KINDS))
    one: dict[str, Any] = {"id": name, "type": kind, "text": text(draw(st.sampled_from(("x", "y"))))}
    one["disclosure"] = draw(st.sampled_from(("opinion", "organisation_fact")))
    one["cannot_say"] = draw(st.lists(st.sampled_from(MISSING_REASONS[:2]), unique=True))
    if kind in ("single", "multiple", "scale", "ranking"):
        one["choices"] = draw(st.sampled_from(("small", "large")))
    elif kind == "number":
        one["max"] = draw(st.sampled_from((None, 5)))
        one["unit"] = draw(st.sampled_from((None, text("h"), text("htv"))))
    return {key: value for key, value in one.items() if value is not None}


@st.composite
def templates(draw: st.DrawFn, version: str) -> SurveyTemplate:
    names = draw(st.lists(st.sampled_from(NAMES), unique=True, min_size=1, max_size=5))
    asked = [draw(questions(name)) for name in names]
    inside = draw(st.integers(0, len(asked) - 1))
    rows = draw(st.sampled_from(("list:small", "own_rows")))
    block = {"id": "B", "type": "block", "text": text("b"), "for_each": rows, "questions": asked[:inside]}
    items = ([block | ({"max_rows": 3} if rows == "own_rows" else {})] if inside else []) + asked[inside:]
    lists = {
        name: [{"code": code, "label": text(draw(st.sampled_from("pqrst")))} for code in codes]
        for name in ("small", "large")
        if (codes := draw(st.permutations(CODES))[: 2 if name == "small" else 4])
    }
    return SurveyTemplate.model_validate(
        {
            "format": "mallipaja/survey_template/1", "id": "form", "version": version, "title": text("t"),
            "purpose": text("p"), "answered_by": "unit", "minutes": 1, "choice_lists": lists,
            "pages": [{"id": "one", "title": text("s"), "items": items}],
        }
    )  # fmt: skip


@st.composite
def answers(draw: st.DrawFn, template: SurveyTemplate) -> list[Answer]:
    found = []
    for key, one in asked_in(template).items():
        if draw(st.booleans()):
            continue
        rows = (draw(st.sampled_from(one.rows)),) if one.rows else (("1",) if one.block else ("",))
        if one.question.cannot_say and draw(st.booleans()):
            found.append(Answer("r", key, "", rows[0], None, one.question.cannot_say[0]))
            continue
        match one.question.type:
            case "single" | "scale":
                value: Any = draw(st.sampled_from(one.codes))
            case "ranking":
                value = tuple(draw(st.lists(st.sampled_from(one.codes), unique=True, min_size=1)))
            case "multiple":
                ticked = draw(st.sets(st.sampled_from(one.codes), min_size=1))
                value = tuple(code for code in one.codes if code in ticked)
            case "number":
                value = float(draw(st.integers(0, 5 if one.question.max else 9)))
            case _:
                value = draw(st.sampled_from(("vastaus", "toinen")))
        found.append(Answer("r", key, "", rows[0], value))
    return found


@st.composite
def recodes(draw: st.DrawFn, old: SurveyTemplate, new: SurveyTemplate) -> Recode:
    after = asked_in(new)
    found: dict[str, dict[str, str | None]] = {}
    for key, codes in guesses(old, new).items():
        wanted = after[key].codes if key in after else CODES
        found[key] = {code: draw(st.sampled_from((None, *wanted))) for code in codes}
    return found


@settings(max_examples=50)
@given(st.data())
def test_every_answer_is_carried_or_named_with_the_reason_it_stays(data: st.DataObject) -> None:
    old, new = data.draw(templates("1")), data.draw(templates("2"))
    given_ = data.draw(answers(old))
    recode = data.draw(recodes(old, new))
    done = carry(old, new, recode, given_)
    left = {(one.answer.question, one.answer.row) for one in done.left}
    carried_from = {one.question for one in done.kept.values()}
    assert all(one.question in carried_from or (one.question, one.row) in left for one in given_)
    after = asked_in(new)
    for (question, _pilot, row), one in done.kept.items():
        there = after[question]
        assert not there.rows or row in there.rows
        if one.value is not None and there.codes:
            assert {one.value} if isinstance(one.value, str) else set(one.value) <= set(there.codes)
        assert one.value is not None or one.reason in there.question.cannot_say


@settings(max_examples=40)
@given(st.data())
def test_a_version_that_changes_nothing_carries_everything(data: st.DataObject) -> None:
    old = data.draw(templates("1"))
    new = old.model_copy(update={"version": "2"})
    given_ = data.draw(answers(old))
    assert changes(old, new) == ()
    done = carry(old, new, {}, given_)
    assert done.left == ()
    assert list(done.kept.values()) == given_


@settings(max_examples=50)
@given(st.data())
def test_every_question_ever_asked_has_a_column_and_no_answer_is_dropped(data: st.DataObject) -> None:
    forms = [data.draw(templates(str(n))) for n in (1, 2, 3)]
    steps: list[Recode] = [
        {},
        *(data.draw(recodes(old, new)) for old, new in pairwise(forms)),
    ]
    versions = [Version(f"d{n}", form, steps[n]) for n, form in enumerate(forms)]
    joined = join(versions)
    columns = {one.key: one for one in joined.columns}
    assert len(columns) == len(joined.columns)
    for one in versions:
        given_ = data.draw(answers(one.template))
        read = joined.read(one.document_id, given_)
        assert [answer.question for _, answer in read] == [answer.question for answer in given_]
        for (key, answer), before in zip(read, given_, strict=True):
            column = columns[key]
            asked = asked_in(column.template)[answer.question]
            assert one.template.version in column.versions
            assert (asked.question.type, answer.reason) == (
                asked_in(one.template)[before.question].question.type,
                before.reason,
            )
            if asked.codes and answer.value is not None:
                chosen = {answer.value} if isinstance(answer.value, str) else set(answer.value)
                assert chosen <= set(asked.codes)


@settings(max_examples=40)
@given(st.data())
def test_the_effect_told_beforehand_is_what_happens(data: st.DataObject) -> None:
    old, new = data.draw(templates("1")), data.draw(templates("2"))
    recode = data.draw(recodes(old, new))
    responses = [(data.draw(st.booleans()), data.draw(answers(old))) for _ in range(3)]
    told = effects(old, new, recode, responses)
    joined = join([Version("d1", old, {}), Version("d2", new, recode)])
    for key, one in told.items():
        assert one.sent == sum(sent and any(a.question == key for a in given_) for sent, given_ in responses)
        together = joined.column_of("d1", key) == joined.column_of("d2", key) == key
        assert together == (one.apart is None)
        whole = sum(
            not sent
            and any(a.question == key for a in given_)
            and all(stays.answer.question != key for stays in carry(old, new, recode, given_).left)
            for sent, given_ in responses
        )
        assert one.carried == whole
