"""Plausible invented answers for the example project, from a seeded generator that is handed in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from mallipaja.catalogue.operating_model import Sector
from mallipaja.catalogue.survey_template import ChoiceItem, Question
from mallipaja.survey.answers import Answer, AnswerValue
from mallipaja.survey.clean import Cleaned
from mallipaja.survey.form import Field, Form
from mallipaja.survey.logic import looks_around

OFFICE_WEEK_HOURS = 36.25
CLIENT_SHARE = (0.35, 0.65)
"""Between which shares of the working time of the example's staff goes to client work."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What an invented unit is like. ``size`` 1-3; ``discloses_hours`` is false for an organisation that may
    not.
    """

    actor: str
    sector: Sector
    professions: tuple[str, ...]
    size: int
    discloses_hours: bool
    phase_activity: Mapping[str, Mapping[Sector, float]]
    texts: Mapping[str, tuple[str, ...]]
    today: date


def fill(form: Form, profile: Profile, rng: Random) -> dict[tuple[str, str, str], Cleaned]:
    """An answer, or a reason for none, to every field of the form that such a unit would answer.

    The form's own answers are not changed. Fields that follow from earlier answers (a block per chosen
    partner) are filled after them.
    """
    answers = dict(form.answers)
    working = Form(form.template, form.pilots, form.lists, answers, moment=profile.today.isoformat())
    found: dict[tuple[str, str, str], Cleaned] = {}
    for page in form.template.pages:
        pending = list(working.fields(page))
        while pending:
            field = pending.pop(0)
            if field.key in answers or field.key in found:
                continue
            cleaned = _answer(working, field, profile, rng, answers)
            if cleaned is None:
                found[field.key] = Cleaned(None)
                continue
            found[field.key] = cleaned
            answers[field.key] = Answer("", *field.key, cleaned.value, cleaned.reason, cleaned.other)
            decides = looks_around(form.template, field.question.id)
            if decides:
                working = replace(working, answers=answers)
            if decides or isinstance(
                cleaned.value, tuple
            ):  # rows and questions may have appeared on this page
                pending = [one for one in working.fields(page) if one.key not in found]
    return {key: cleaned for key, cleaned in found.items() if not cleaned.is_blank}


def _answer(
    form: Form, field: Field, profile: Profile, rng: Random, answers: Mapping[tuple[str, str, str], Answer]
) -> Cleaned | None:
    question, feed = field.question, field.question.feeds or ""
    choices = form.choices(question)
    if feed in profile.texts:
        return Cleaned(rng.choice(profile.texts[feed])) if rng.random() < 0.7 else None
    match question.type:
        case "text" | "ranking":
            return None
        case "date":
            return _since(field, profile, rng, answers)
        case "number":
            return _number(field, profile, rng, answers)
        case "multiple":
            return (
                _several(question, feed, choices, profile, rng)
                if feed != "unit.pilots"
                else Cleaned(form.pilots)
            )
        case "single" | "scale":
            return _one(field, feed, choices, profile, rng, answers)


def _number(
    field: Field, profile: Profile, rng: Random, answers: Mapping[tuple[str, str, str], Answer]
) -> Cleaned | None:
    question, feed = field.question, field.question.feeds or ""
    people = _given(answers, "capacity.headcount", field, profile)
    match feed:
        case "capacity.headcount":
            return Cleaned(float(rng.randint(1, 1 + profile.size)))
        case "capacity.htv":
            if not profile.discloses_hours and "not_budgeted_separately" in question.cannot_say:
                return Cleaned(None, "not_budgeted_separately")
            return Cleaned(max(0.05, round(people * rng.uniform(0.1, 0.5) * 20) / 20))
        case "capacity.client_hours_per_week":
            if not profile.discloses_hours and "may_not_disclose" in question.cannot_say:
                return Cleaned(None, "may_not_disclose")
            htv = _given(answers, "capacity.htv", field, profile, 0.2)
            return Cleaned(max(0.5, round(htv * OFFICE_WEEK_HOURS * rng.uniform(*CLIENT_SHARE) * 2) / 2))
        case "capacity.vacancies":
            return Cleaned(1.0 if rng.random() < 0.12 else 0.0)
        case "team.hours_per_month":
            if _refused(answers, "team.representative", field):
                return None
            if not profile.discloses_hours and rng.random() < 0.5:
                return (
                    Cleaned(None, "may_not_disclose") if "may_not_disclose" in question.cannot_say else None
                )
            return Cleaned(float(rng.choice((2, 4, 4, 6, 8)) + 2 * (profile.size - 1)))
        case "coordinator.clients":
            return (
                None
                if _refused(answers, "coordinator.possible", field)
                else Cleaned(float(rng.randint(3, 12)))
            )
        case _:
            return None


def _one(
    field: Field,
    feed: str,
    choices: tuple[ChoiceItem, ...],
    profile: Profile,
    rng: Random,
    answers: Mapping[tuple[str, str, str], Answer],
) -> Cleaned | None:
    codes = [choice.code for choice in choices if choice.code != field.question.other]
    if (
        feed.startswith("team.")
        and feed != "team.representative"
        and _refused(answers, "team.representative", field)
    ):
        return None
    follows = feed.startswith("coordinator.") and feed != "coordinator.possible"
    if follows and _refused(answers, "coordinator.possible", field):
        return None
    if feed == "team.profession":
        return Cleaned(profile.professions[0])
    if feed == "team.representative":
        return Cleaned(rng.choices(("yes", "conditionally", "no"), (6, 3, 2))[0])
    if feed == "practice.phase_activity":
        share = profile.phase_activity.get(field.row, {}).get(profile.sector, 0.2)
        return Cleaned("regularly" if rng.random() < share else rng.choice(("sometimes", "no")))
    if feed in ("practice.handover_to", "practice.handover_agreed"):
        return _handover(field, feed, codes, profile, rng, answers)
    if feed == "network.frequency":
        return Cleaned(rng.choices(codes, (1, 3, 5, 5, 2)[: len(codes)])[0])
    if field.question.type == "scale" and len(codes) == 5:
        return Cleaned(rng.choices(codes, (1, 3, 4, 5, 2))[0])
    return Cleaned(rng.choice(codes)) if codes else None


def _handover(
    field: Field,
    feed: str,
    codes: list[str],
    profile: Profile,
    rng: Random,
    answers: Mapping[tuple[str, str, str], Answer],
) -> Cleaned | None:
    activity = next(
        (
            a.value
            for (q, p, row), a in answers.items()
            if row == field.row and a.value in ("regularly", "sometimes")
        ),
        None,
    )
    if activity is None:
        return None
    if feed == "practice.handover_to":
        others = [code for code in codes if code not in (profile.actor, "nobody")]
        return Cleaned(rng.choice(others)) if others and rng.random() < 0.85 else None
    return Cleaned(rng.choices(codes, [2, 3, 4, 2][: len(codes)])[0])


def _several(
    question: Question, feed: str, choices: tuple[ChoiceItem, ...], profile: Profile, rng: Random
) -> Cleaned | None:
    codes = [choice.code for choice in choices if choice.code != question.other]
    if feed == "capacity.professions":
        known = [code for code in profile.professions if code in codes]
        taking_part = known[: rng.randint(1, len(known))] if known else []
        return Cleaned(tuple(code for code in codes if code in taking_part)) if known else None
    if feed == "network.ties":
        return Cleaned(_partners(question, choices, profile, rng))
    most = min(question.max_choices or 4, 4, len(codes))
    sample = rng.sample(codes, rng.randint(1, most)) if most else []
    return Cleaned(tuple(code for code in codes if code in sample)) if sample else None


def _partners(
    question: Question, choices: tuple[ChoiceItem, ...], profile: Profile, rng: Random
) -> tuple[str, ...]:
    """Partners near at hand are likelier: own sector, social work and employment services."""
    weight = {"social": 3.0, "employment": 2.5, "health": 1.6, "kela": 1.0, "third": 1.2, "other": 0.8}
    pool = {
        choice.code: weight.get(choice.sector or "", 0.0) * (1.5 if choice.sector == profile.sector else 1.0)
        for choice in choices
        if choice.sector and choice.code != profile.actor
    }
    wanted = min(rng.randint(3, 6), question.max_choices or 8, len(pool))
    chosen: list[str] = []
    while len(chosen) < wanted:
        code = rng.choices(list(pool), list(pool.values()))[0]
        chosen.append(code)
        del pool[code]
    return tuple(choice.code for choice in choices if choice.code in chosen)


def _since(
    field: Field, profile: Profile, rng: Random, answers: Mapping[tuple[str, str, str], Answer]
) -> Cleaned | None:
    if field.question.feeds != "capacity.vacant_since" or not _given(
        answers, "capacity.vacancies", field, profile, 0
    ):
        return None
    return Cleaned((profile.today - timedelta(days=rng.randint(20, 200))).isoformat())


def _given(
    answers: Mapping[tuple[str, str, str], Answer],
    feed: str,
    field: Field,
    profile: Profile,
    otherwise: float = 1.0,
) -> float:
    """The number already given in the same row to the question of the block that feeds ``feed``."""
    siblings = {q.id for q in field.block.questions if q.feeds == feed} if field.block else set()
    for (question, _pilot, row), answer in answers.items():
        if question in siblings and row == field.row and isinstance(answer.value, float):
            return answer.value
    return otherwise


def _refused(answers: Mapping[tuple[str, str, str], Answer], feed: str, field: Field) -> bool:
    """Whether the pilot's answer to the leading question (K17, K18) was no."""
    leading = {"team.representative": "K17", "coordinator.possible": "K18"}[feed]
    answer = answers.get((leading, field.pilot, ""))
    value: AnswerValue = answer.value if answer else None
    return value == "no"
