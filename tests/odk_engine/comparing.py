"""The same forms and answers here and in ODK's engine, and where the two differ."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from mallipaja.survey.answers import Answer, AnswerValue
from mallipaja.survey.form import Form, Place
from tests.odk_engine import Node, run, xform
from tests.odk_engine.forms import ROWS, Made, answer, made

STEPS = 4


@dataclass(frozen=True)
class Said:
    """What we say of one node."""

    value: str
    relevant: bool
    violation: str | None


@dataclass(frozen=True)
class Outcome:
    """How many sets of answers (``cases``) and nodes were compared, what they were like, and every difference."""

    cases: int
    nodes: int
    not_relevant: int
    violations: int
    differences: list[str]


def compared(forms: int, seed: int) -> Outcome:
    """Make forms, answer them here and in ODK's engine, and compare every node after every step.

    Parameters
    ----------
    forms : how many forms are made; each is answered in `STEPS` steps.
    """
    rng = Random(seed)
    cases = [(one, *_answered(one, rng)) for one in (made(rng) for _ in range(forms))]
    theirs = run((xform(one.survey, one.choices), steps) for one, steps, _ in cases)
    found = [
        f"form {number}, step {step}, {name} {row}: ODK {outcome[path]}, we {ours[step][name, row]}, {_row(one, name)}"
        for number, ((one, steps, ours), outcomes) in enumerate(zip(cases, theirs, strict=True))
        for step, outcome in enumerate(outcomes)
        for (name, row), path in one.paths.items()
        if Node(**vars(ours[step][name, row])) != outcome[path]
    ]
    every = [said for _, _, ours in cases for step in ours for said in step.values()]
    return Outcome(
        sum(len(steps) for _, steps, _ in cases),
        len(every),
        sum(not said.relevant for said in every),
        sum(said.violation is not None for said in every),
        found,
    )


def _row(one: Made, name: str) -> str:
    return str(next(row for row in one.survey if row.get("name") == name))


def _answered(one: Made, rng: Random) -> tuple[list[dict[str, str]], list[dict[tuple[str, str], Said]]]:
    """Steps of answers by path, and what we say after each."""
    answers: dict[Place, Answer] = {}
    steps, said = [], []
    for _ in range(STEPS):
        step: dict[str, str] = {}
        for name, kind in one.questions.items():
            for row in ROWS if name == "k" else ("",):
                if rng.random() < 0.7:
                    offered = [item.code for item in _form(one, answers).choices(one.template.question(name))]
                    text = answer(kind, rng, offered)
                    step[one.paths[name, row]] = text
                    answers[name, "", row] = Answer("r", name, "", row, _value(kind, text))
        steps.append(step)
        said.append(_said(one, _form(one, answers)))
    return steps, said


def _form(one: Made, answers: dict[Place, Answer]) -> Form:
    return Form(one.template, ("here",), {}, dict(answers), moment="2026-11-22T00:00:00")


def _value(kind: str, text: str) -> AnswerValue:
    if not text:
        return None
    if kind in ("integer", "decimal"):
        return float(text)
    return tuple(text.split()) if kind == "multiple" else text


def _said(one: Made, form: Form) -> dict[tuple[str, str], Said]:
    state = form.state
    assert state is not None
    found = {}
    for name, row in one.paths:
        value, relevant = state.value((name, "", row)), state.is_asked(name, "", row)
        question = one.template.question(name) if name in one.questions else None
        breaks = relevant and not state.accepts(name, "", row, value)
        lacks = relevant and question is not None and question.required and value == ""
        found[name, row] = Said(value, relevant, "constraint" if breaks else "required" if lacks else None)
    return found
