"""A template as the fields one respondent sees: blocks unfolded, per-pilot questions repeated, progress counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mallipaja.catalogue.survey_template import Block, ChoiceItem, Note, Page, Question, SurveyTemplate
from mallipaja.catalogue.text import Text
from mallipaja.survey.answers import Answer

SAME = "same_"
"""An answer to ``same_<page id>`` with the value ``yes``: this page's per-pilot questions are answered once for all."""


def same_question(page: Page) -> str:
    """The id under which "same answer for all pilots" is kept for a page."""
    return SAME + page.id


@dataclass(frozen=True, slots=True)
class Field:
    """One input: a question, for one pilot ("" = all) and one row of a block ("" = outside blocks)."""

    question: Question
    pilot: str
    row: str
    row_label: Text | None = None
    block: Block | None = None

    @property
    def key(self) -> tuple[str, str, str]:
        """Where its answer is stored: question, pilot, row."""
        return (self.question.id, self.pilot, self.row)


@dataclass(frozen=True, slots=True)
class Form:
    """A template for one response.

    ``pilots`` are the keys of the pilots it covers; ``lists`` the external choice lists; ``answers`` what has been given,
    by (question, pilot, row).
    """

    template: SurveyTemplate
    pilots: tuple[str, ...]
    lists: Mapping[str, tuple[ChoiceItem, ...]]
    answers: Mapping[tuple[str, str, str], Answer]

    def choices(self, question: Question) -> tuple[ChoiceItem, ...]:
        """The choices of the question, external ones included."""
        return self.template.choices_of(question, self.lists)

    def asks_same(self, page: Page) -> bool:
        """Whether the page offers "same answer for all": it has per-pilot items and there are several pilots."""
        return len(self.pilots) > 1 and any(getattr(item, "per_pilot", False) or _inner(item) for item in page.items)

    def is_same(self, page: Page) -> bool:
        """Whether the respondent answers the page once for all pilots."""
        given = self.answers.get((same_question(page), "", ""))
        return given is not None and given.value == "yes"

    def pilots_on(self, page: Page) -> tuple[str, ...]:
        """For which pilots the page's per-pilot items are drawn; "" stands for all of them."""
        return self.pilots if self.asks_same(page) and not self.is_same(page) else ("",)

    def fields(self, page: Page) -> tuple[Field, ...]:
        """The page's inputs in order: shared items once, per-pilot items for each pilot in turn."""
        found: list[Field] = []
        for item in page.items:
            if not isinstance(item, Note) and not _is_per_pilot(item):
                found += self._of_item(item, "")
        for pilot in self.pilots_on(page):
            for item in page.items:
                if not isinstance(item, Note) and _is_per_pilot(item):
                    found += self._of_item(item, pilot)
        return tuple(found)

    def _of_item(self, item: Question | Block, pilot: str) -> list[Field]:
        if isinstance(item, Question):
            return [Field(item, pilot, "")]
        return [
            Field(question, pilot, row, label, item)
            for row, label in self.rows(item, pilot)
            for question in item.questions
        ]

    def rows(self, block: Block, pilot: str) -> list[tuple[str, Text | None]]:
        """The rows of a block for one pilot: code and label; own rows are numbered and have no label."""
        if block.for_each == "own_rows":
            used = [
                int(a.row) for (question, p, _), a in self.answers.items()
                if p == pilot and a.row.isdigit() and any(q.id == question for q in block.questions)
            ]
            last = min(max(used, default=0) + 1, block.max_rows or 1)
            return [(str(n), None) for n in range(1, last + 1)]
        if block.for_each.startswith("list:"):
            items = self.template.choice_lists[block.for_each.removeprefix("list:")]
            return [(item.code, item.label) for item in items]
        parent = self.template.question(block.for_each)
        given = self.answers.get((parent.id, pilot, "")) or self.answers.get((parent.id, "", ""))
        ticked = given.value if given is not None and isinstance(given.value, tuple) else ()
        labels = {item.code: item.label for item in self.choices(parent)}
        other = given.other if given is not None else None
        return [
            (code, Text(fi=other) if code == parent.other and other else labels.get(code)) for code in ticked
        ]

    def given(self, field: Field) -> Answer | None:
        """The answer of a field; a per-pilot field without its own answer shows the one given for all."""
        own = self.answers.get(field.key)
        return own or self.answers.get((field.question.id, "", field.row))

    def missing(self, page: Page) -> tuple[Field, ...]:
        """The required fields of the page that have no answer and no reason."""
        return tuple(
            field for field in self.fields(page)
            if field.question.required and not _answered(self.given(field))
        )

    def progress(self) -> tuple[int, int]:
        """How many of the form's fields have an answer or a reason, and how many there are."""
        everything = [field for page in self.template.pages for field in self.fields(page)]
        return sum(_answered(self.given(field)) for field in everything), len(everything)


def by_key(answers: Iterable[Answer]) -> dict[tuple[str, str, str], Answer]:
    """Answers of one response by (question, pilot, row)."""
    return {(answer.question, answer.pilot, answer.row): answer for answer in answers}


def _answered(answer: Answer | None) -> bool:
    return answer is not None and (answer.value is not None or answer.reason is not None)


def _inner(item: Question | Note | Block) -> bool:
    return isinstance(item, Block) and any(question.per_pilot for question in item.questions)


def _is_per_pilot(item: Question | Block) -> bool:
    return item.per_pilot or _inner(item)
