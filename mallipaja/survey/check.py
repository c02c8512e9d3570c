"""Meaning checks of a survey template: what its shape cannot say. Every problem is found at once."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from decimal import Decimal

from mallipaja.catalogue.check import repeated
from mallipaja.catalogue.shape import listed, nearest, options
from mallipaja.catalogue.survey_template import (
    EXTERNAL_LISTS,
    Block,
    Item,
    Question,
    SurveyTemplate,
)
from mallipaja.catalogue.text import LANGUAGES
from mallipaja.catalogue.walk import untranslated
from mallipaja.errors import Finding, Spot
from mallipaja.survey import rules
from mallipaja.survey.answers import SAME
from mallipaja.survey.circles import dependencies
from mallipaja.survey.conditions import Conditions
from mallipaja.survey.feeds import FEEDS, accepts
from mallipaja.survey.reachable import Reachable

OWN_ROWS = "own_rows"
_LIST = "list:"
_ANY_TYPE = ("single", "multiple", "ranking", "number", "text", "date")
APPLIES: dict[str, tuple[str, ...]] = {
    "choices": ("single", "multiple", "ranking", "scale"),
    "choice_filter": ("single", "multiple", "ranking", "scale"),
    "extra_choices": ("single", "multiple"),
    "other": ("single", "multiple"),
    "max_choices": ("multiple", "ranking"),
    "integer": ("number",),
    "unit": ("number",),
    "min": ("number",),
    "max": ("number",),
    "step": ("number",),
    "long": ("text",),
    "max_length": ("text",),
    "prefilled": _ANY_TYPE,
}
"""Which types of question each key does something in. An earlier opinion is not put before the respondent."""


def check_template(template: SurveyTemplate, languages: Collection[str] = LANGUAGES) -> tuple[Finding, ...]:
    """What is wrong with the meaning of a template.

    Parameters
    ----------
    template : a template whose shape is right.
    languages : the languages every text must have.

    Returns
    -------
    Every finding with its place; () for a template that can be used.
    """
    return tuple(_Check(template, languages).findings())


class _Check:
    """One template and what has to be looked up in it."""

    def __init__(self, template: SurveyTemplate, languages: Collection[str]) -> None:
        self.template = template
        self.languages = languages
        self.questions = [(question, spot) for question, spot in _questions(template)]
        self.top_level = {q.id: spot for q, spot in self.questions if spot[-2] == "items"}

    def findings(self) -> Iterator[Finding]:
        yield from self.form()
        yield from self.ids()
        yield from self.lists()
        for question, spot in self.questions:
            yield from self.question(question, spot)
        for block, spot in _blocks(self.template):
            yield from self.block(block, spot)
        yield from self.feeds_once()
        yield from self.conditions()
        for spot, language in untranslated(self.template):
            if language in self.languages:
                yield rules.UNTRANSLATED.found(*spot, language=language)

    def form(self) -> Iterator[Finding]:
        template = self.template
        if template.minutes <= 0:
            yield rules.NO_MINUTES.found("minutes", minutes=template.minutes)
        if template.for_sectors and template.answered_by != "unit":
            yield rules.SECTORS_OUTSIDE_UNIT.found("for_sectors", answered_by=template.answered_by)
        if not template.pages:
            yield rules.NOTHING_IN_IT.found("pages")
        for position, page in enumerate(template.pages):
            if not page.items:
                yield rules.NOTHING_IN_IT.found("pages", position, "items")

    def ids(self) -> Iterator[Finding]:
        pages = [(page.id, ("pages", position)) for position, page in enumerate(self.template.pages)]
        for named in (pages, [(item.id, spot) for item, spot in _everything(self.template)]):
            for position in repeated(own for own, _ in named):
                own, spot = named[position]
                yield rules.SAME_ID.found(*spot, "id", id=own)
        for item, spot in _everything(self.template):
            if item.id.startswith(SAME):
                yield rules.RESERVED_ID.found(*spot, "id", id=item.id)

    def lists(self) -> Iterator[Finding]:
        used = {q.choices for q, _ in self.questions} | {q.extra_choices for q, _ in self.questions}
        used |= {block.for_each.removeprefix(_LIST) for block, _ in _blocks(self.template)}
        for name, items in self.template.choice_lists.items():
            spot = ("choice_lists", name)
            if not items:
                yield rules.NOTHING_IN_IT.found(*spot)
            if name not in used:
                yield rules.UNUSED_LIST.found(*spot, list=name)
            for position in repeated(item.code for item in items):
                yield rules.SAME_CHOICE.found(*spot, position, "code", code=items[position].code)

    def question(self, question: Question, spot: Spot) -> Iterator[Finding]:
        for key, types in APPLIES.items():
            if question.type not in types and getattr(question, key) not in (None, False):
                yield rules.DOES_NOT_APPLY.found(
                    *spot, key, key=key, type=question.type, allowed=listed(types)
                )
        if question.per_pilot and self.template.answered_by != "unit":
            yield rules.PER_PILOT_OUTSIDE_UNIT.found(
                *spot, "per_pilot", answered_by=self.template.answered_by
            )
        if question.max_length is not None and question.max_length < 1:
            yield rules.MAX_LENGTH.found(*spot, "max_length", most=question.max_length)
        if question.type in APPLIES["choices"]:
            yield from self.choices(question, spot)
        if question.type == "scale":
            yield from self.scale(question, spot)
        if question.type == "number":
            yield from _check_range(question, spot)
        if question.feeds is not None:
            yield from self.feed(question, spot)

    def choices(self, question: Question, spot: Spot) -> Iterator[Finding]:
        if question.choices is None:
            yield rules.NEEDS_CHOICES.found(*spot, type=question.type)
            return
        named = {"choices": question.choices, "extra_choices": question.extra_choices}
        for key, name in named.items():
            known = [*self.template.choice_lists, *(EXTERNAL_LISTS if key == "choices" else ())]
            if name is not None and name not in known:
                yield self.unknown_list((*spot, key), name, known)
                return
        lists = self.template.choice_lists
        main = [item.code for item in lists.get(question.choices, ())]
        extra = [item.code for item in lists.get(question.extra_choices or "", ())]
        for code in dict.fromkeys(code for code in extra if code in main):
            yield rules.SAME_CHOICE.found(*spot, "extra_choices", code=code)
        codes = main + extra
        if question.other is not None and question.other not in codes:
            yield rules.UNKNOWN_OTHER.found(
                *spot,
                "other",
                code=question.other,
                **options(question.other, codes),
            )
        if question.max_choices is not None:
            open_ended = question.choices in EXTERNAL_LISTS
            if question.max_choices < 1 or (not open_ended and question.max_choices > len(codes)):
                yield rules.MAX_CHOICES.found(
                    *spot, "max_choices", most=question.max_choices, count="–" if open_ended else len(codes)
                )

    def scale(self, question: Question, spot: Spot) -> Iterator[Finding]:
        if question.disclosure != "opinion":
            yield rules.SCALE_NOT_OPINION.found(*spot, "disclosure")
        last: int | None = None
        for position, item in enumerate(self.template.choice_lists.get(question.choices or "", ())):
            point = int(item.code) if item.code.isascii() and item.code.isdigit() else None
            if point is None or (last is not None and point <= last):
                yield rules.SCALE_CODE.found(
                    "choice_lists", question.choices or "", position, "code", code=item.code
                )
            last = point if point is not None else last

    def feed(self, question: Question, spot: Spot) -> Iterator[Finding]:
        name = question.feeds or ""
        if name not in FEEDS:
            yield rules.UNKNOWN_FEED.found(*spot, "feeds", feed=name, near=nearest(name, FEEDS))
            return
        feed = FEEDS[name]
        if question.type not in feed.types:
            yield rules.WRONG_FEED_TYPE.found(
                *spot, "feeds", type=question.type, feed=name, allowed=listed(feed.types)
            )
        elif not accepts(name, question.type, question.integer):
            yield rules.NOT_INTEGER_FEED.found(*spot, "feeds", feed=name)
        elif feed.codes:
            yield from self.feed_codes(question, feed.codes)

    def feed_codes(self, question: Question, known: tuple[str, ...]) -> Iterator[Finding]:
        for name in (question.choices, question.extra_choices):
            for position, item in enumerate(self.template.choice_lists.get(name or "", ())):
                if item.code not in known and item.code != question.other:
                    yield rules.FEED_CODE.found(
                        *("choice_lists", name or "", position, "code"),
                        code=item.code,
                        feed=question.feeds,
                        **options(item.code, known),
                    )

    def block(self, block: Block, spot: Spot) -> Iterator[Finding]:
        if not block.questions:
            yield rules.NOTHING_IN_IT.found(*spot, "questions")
        if block.per_pilot and self.template.answered_by != "unit":
            yield rules.PER_PILOT_OUTSIDE_UNIT.found(
                *spot, "per_pilot", answered_by=self.template.answered_by
            )
        if block.for_each == OWN_ROWS:
            if block.max_rows is None or block.max_rows < 1:
                yield rules.NEEDS_MAX_ROWS.found(*spot, "max_rows")
            return
        if block.max_rows is not None:
            yield rules.MAX_ROWS_UNUSED.found(*spot, "max_rows")
        name = block.for_each.removeprefix(_LIST)
        if name == block.for_each:
            yield from self.roster(block, spot)
        elif name not in self.template.choice_lists:
            yield self.unknown_list((*spot, "for_each"), name, list(self.template.choice_lists))

    def roster(self, block: Block, spot: Spot) -> Iterator[Finding]:
        place, name = (*spot, "for_each"), block.for_each
        if name not in self.top_level:
            known = [*self.top_level, OWN_ROWS]
            yield rules.UNKNOWN_ROSTER.found(*place, question=name, **options(name, known))
            return
        question = self.template.question(name)
        if question.type != "multiple":
            yield rules.ROSTER_NOT_MULTIPLE.found(*place, question=name, type=question.type)
        elif self.top_level[name][1::2] > spot[1::2]:
            yield rules.ROSTER_LATER.found(*place, question=name)
        elif question.per_pilot and not block.per_pilot:
            yield rules.ROSTER_PER_PILOT.found(*place, question=name)

    def conditions(self) -> Iterator[Finding]:
        """What is wrong with expressions; those that look at each other only when ids are told apart."""
        if len({item.id for item, _ in _everything(self.template)}) < len(list(_everything(self.template))):
            return
        found = Conditions(self.template)
        own = list(found.findings())
        yield from own
        around = list(dependencies(found))
        yield from around
        if not own and not around:
            yield from Reachable(found).findings()

    def feeds_once(self) -> Iterator[Finding]:
        first: dict[str, str] = {}
        for question, spot in self.questions:
            if question.feeds is None:
                continue
            other = first.setdefault(question.feeds, question.id)
            if other != question.id:
                yield rules.SAME_FEED.found(*spot, "feeds", feed=question.feeds, other=other)

    def unknown_list(self, spot: Spot, name: str, known: list[str]) -> Finding:
        return rules.UNKNOWN_LIST.found(*spot, list=name, **options(name, known))


def _check_range(question: Question, spot: Spot) -> Iterator[Finding]:
    least, most, step = question.min, question.max, question.step
    for key in ("min", "max", "step"):
        value = getattr(question, key)
        if question.integer and value is not None and value != int(value):
            yield rules.NOT_INTEGER.found(*spot, key, key=key, value=f"{value:g}")
    if step is not None and step <= 0:
        yield rules.STEP_NOT_POSITIVE.found(*spot, "step", step=f"{step:g}")
    if least is not None and most is not None and least > most:
        yield rules.MIN_OVER_MAX.found(*spot, "min", min=f"{least:g}", max=f"{most:g}")
    elif step is not None and step > 0 and most is not None:
        # Decimal of the written number: 0.05 as a binary float would not divide 1.
        start = Decimal(str(least or 0.0))
        if (Decimal(str(most)) - start) % Decimal(str(step)):
            yield rules.STEP_DOES_NOT_FIT.found(
                *spot, "step", step=f"{step:g}", min=f"{start:g}", max=f"{most:g}"
            )


def _everything(template: SurveyTemplate) -> Iterator[tuple[Item, Spot]]:
    for p, page in enumerate(template.pages):
        for i, item in enumerate(page.items):
            yield item, ("pages", p, "items", i)
            if isinstance(item, Block):
                for q, question in enumerate(item.questions):
                    yield question, ("pages", p, "items", i, "questions", q)
                for c, calculation in enumerate(item.calculations):
                    yield calculation, ("pages", p, "items", i, "calculations", c)


def _questions(template: SurveyTemplate) -> Iterator[tuple[Question, Spot]]:
    return ((item, spot) for item, spot in _everything(template) if isinstance(item, Question))


def _blocks(template: SurveyTemplate) -> Iterator[tuple[Block, Spot]]:
    return ((item, spot) for item, spot in _everything(template) if isinstance(item, Block))
