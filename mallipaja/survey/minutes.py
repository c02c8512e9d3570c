"""How long a form takes to answer, estimated from its questions; and what else one wants to know of a form at a glance."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import ceil

from mallipaja.catalogue.survey_template import Block, Question, SurveyTemplate
from mallipaja.catalogue.text import LANGUAGES
from mallipaja.catalogue.walk import untranslated
from mallipaja.survey.logic import placed
from mallipaja.survey.same import per_pilot_questions

SECONDS = {"single": 6, "scale": 6, "date": 10, "text": 10, "number": 12, "multiple": 15, "ranking": 25}
"""Of one answer by the type of its question: an assumption, not a measurement."""
LONG_TEXT_SECONDS, START_SECONDS = 45, 20
USUAL_ROWS, USUAL_PROFESSIONS = 5, 2
"""Rows of a block that grows with the answers: partners, tasks; professions of one unit."""
JOINTLY = 2
"""A joint answer takes this many times as long: it is talked over."""
_LIST = "list:"


@dataclass(frozen=True, slots=True)
class Overview:
    """A form at a glance.

    ``shortest`` and ``longest`` are estimated minutes: without anything a condition decides on, and with all of it.
    ``untranslated`` counts texts that are missing, by language.
    """

    questions: int
    conditional: int
    shortest: float
    longest: float
    stated: int
    untranslated: dict[str, int]


def overview(template: SurveyTemplate) -> Overview:
    """How many questions a form has, how many of them depend on answers, how long it takes, what is not translated."""
    deciding = {one.id for one in placed(template) if one.item.relevant is not None}
    conditional = {
        one.id
        for one in placed(template)
        if isinstance(one.item, Question) and (one.id in deciding or deciding & set(one.containers))
    }
    every = {question.id for question, _ in template.questions()}
    missing = Counter(language for _, language in untranslated(template))
    return Overview(
        len(every),
        len(conditional),
        estimated_minutes(template, frozenset(every - conditional)),
        estimated_minutes(template, frozenset(every)),
        template.minutes,
        {language: missing[language] for language in LANGUAGES if missing[language]},
    )


def estimated_minutes(template: SurveyTemplate, asked: frozenset[str]) -> float:
    """Minutes it takes to answer these questions of a form about one pilot, the welcome screen included."""
    seconds = float(START_SECONDS)
    for question, block in template.questions():
        if question.id in asked and not question.read_only:
            each = LONG_TEXT_SECONDS if question.long else SECONDS[question.type]
            seconds += each * _rows(template, block) * (JOINTLY if template.answered_by == "pilot" else 1)
    return seconds / 60


def minutes_for(template: SurveyTemplate, pilots: int) -> int:
    """Minutes the form is said to take one who answers for so many pilots: what is asked of each is asked that often."""
    every = frozenset(question.id for question, _ in template.questions())
    of_each = frozenset[str]().union(*map(per_pilot_questions, template.pages))
    whole = estimated_minutes(template, every)
    share = (whole - estimated_minutes(template, every - of_each)) / whole
    return ceil(template.minutes * (1 + share * max(0, pilots - 1)))


def _rows(template: SurveyTemplate, block: Block | None) -> int:
    if block is None:
        return 1
    if block.for_each.startswith(_LIST):
        return len(template.choice_lists.get(block.for_each.removeprefix(_LIST), ()))
    if not block.is_roster:
        return min(block.max_rows or USUAL_ROWS, USUAL_ROWS)
    ticked = next((one for one, _ in template.questions() if one.id == block.for_each), None)
    usual = USUAL_PROFESSIONS if ticked and ticked.choices == "reference:professions" else USUAL_ROWS
    return min(usual, ticked.max_choices) if ticked and ticked.max_choices else usual
