"""A condition said never to be true is true of no answers; and contradictions are found."""

from __future__ import annotations

from random import Random

import pytest

from mallipaja.catalogue.survey_template import Question, SurveyTemplate
from mallipaja.survey.answers import Answer
from mallipaja.survey.expression.grammar import parse
from mallipaja.survey.form import Form, by_key
from mallipaja.survey.reaching import Tried

CODES = ("a", "b", "c")
NUMBER = {"id": "n", "type": "number", "text": {"fi": "n"}, "disclosure": "opinion", "min": "0", "max": "9"}
ONE = {"id": "o", "type": "single", "text": {"fi": "o"}, "disclosure": "opinion", "choices": "l"}
SEVERAL = {"id": "m", "type": "multiple", "text": {"fi": "m"}, "disclosure": "opinion", "choices": "l"}


def condition(rng: Random, depth: int) -> str:
    """A condition on three questions."""
    if depth and rng.random() < 0.7:
        one, other = condition(rng, depth - 1), condition(rng, depth - 1)
        return rng.choice(
            (f"({one} and {other})", f"({one} or {other})", f"not({one})", f"({one} and {other})")
        )
    sign = rng.choice(("=", "!=", "<", "<=", ">", ">="))
    code = rng.choice(CODES)
    return rng.choice((
        f"${{n}} {sign} {rng.choice((0, 2, 3, 4.5, 9, 12))}", f"${{o}} = '{code}'", f"${{o}} != '{code}'",
        f"selected(${{m}}, '{code}')", "${n} = ''", "${n} + 1 > 3", "string-length(${o}) = 1",
    ))  # fmt: skip


def template(relevant: str) -> SurveyTemplate:
    last = {"id": "last", "type": "text", "text": {"fi": "l"}, "disclosure": "opinion", "relevant": relevant}
    choices = [{"code": code, "label": {"fi": code}} for code in CODES]
    return SurveyTemplate.model_validate({
        "format": "mallipaja/survey_template/1", "id": "t", "version": "1", "title": {"fi": "t"}, "purpose": {"fi": "t"},
        "answered_by": "person", "minutes": 1, "choice_lists": {"l": choices},
        "pages": [{"id": "p", "title": {"fi": "p"}, "items": [NUMBER, ONE, SEVERAL, last]}],
    })  # fmt: skip


def never(text: str, form: SurveyTemplate) -> bool:
    questions: dict[str, tuple[Question, tuple[str, ...] | None]] = {
        name: (form.question(name), None if name == "n" else CODES) for name in ("n", "o", "m")
    }
    return Tried([parse(text)], questions, {}).never()


def answers(rng: Random) -> list[Answer]:
    number = rng.choice((None, 0.0, 2.0, 2.5, 3.0, 4.0, 4.5, 5.0, 9.0, round(rng.uniform(0, 9), 2)))
    ticked = tuple(code for code in CODES if rng.random() < 0.5) or None
    given = {"n": number, "o": rng.choice((None, *CODES)), "m": ticked}
    return [Answer("r", name, "", "", value) for name, value in given.items()]


def test_what_is_never_true_is_true_of_no_answers() -> None:
    rng = Random(309)
    found = {True: 0, False: 0}
    for _ in range(150):
        text = condition(rng, 3)
        form = template(text)
        said = never(text, form)
        found[said] += 1
        tried = (Form(form, (), {}, by_key(answers(rng))).is_asked("last") for _ in range(25))
        assert not (said and any(tried)), text
    assert min(found.values()) > 5


@pytest.mark.parametrize(
    "text",
    [
        "${n} > 5 and ${n} < 3", "${n} > 9", "${n} = 3 and not(${n} = 3)", "${o} = 'a' and ${o} = 'b'",
        "${o} != 'a' and ${o} = 'a'", "selected(${m}, 'a') and ${m} = ''", "${n} >= 3 and ${n} < 3", "false()",
        "${n} < 0 or ${n} > 9.5", "not(${o} = 'a' or ${o} != 'a')",
    ],
)  # fmt: skip
def test_contradictions_are_found(text: str) -> None:
    assert never(text, template(text))
