"""Survey template files: ``survey_templates/<id>.yaml``; the file name is the id.

A template is pages of items. An item is a question, a note, the heading of a *section*, a calculation, or a
*block* of questions repeated: for each choice ticked in an earlier question (roster), for each row of a choice
list (matrix), or for each row the respondent adds.

Conditions (``relevant``, ``constraint``, ``choice_filter``) and calculations are expressions of XLSForm, for
example ``${K4} > 0 and selected(${T4}, 'kela')``; `mallipaja.survey.expression` reads them. ``${K4}`` in a text
people see stands for the answer to K4.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Any, Literal, get_args

from pydantic import Discriminator, Field, Tag

from mallipaja.catalogue.text import Flag, Key, Number, Source, Strict, Text, Whole

QuestionId = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_]*$")]
QuestionType = Literal["single", "multiple", "ranking", "number", "text", "date", "scale"]
Expression = Annotated[str, Field(min_length=1)]
"""An expression in the syntax of XLSForm; what it says is checked in `mallipaja.survey.check`."""
Kept = dict[Annotated[str, Field(min_length=1)], str]
"""Columns of an XLSForm that mean nothing here, by heading: kept for the way back to Excel."""
Disclosure = Literal["organisation_fact", "opinion"]
MissingReason = Literal[
    "do_not_know", "not_collected", "not_budgeted_separately", "may_not_disclose", "not_applicable"
]
MISSING_REASONS: tuple[MissingReason, ...] = get_args(MissingReason)
EXTERNAL_LISTS: tuple[str, ...] = ("project:actors", "project:pilots", "reference:professions")
"""Lists a template does not hold itself: the project's own actors and pilots, and the shared professions."""


class ChoiceItem(Strict):
    """One choice. ``sector`` lets actor lists carry the sector; ``code`` never holds a space.

    ``attributes`` are further columns of the list that a ``choice_filter`` may name (``region = ${K1}``); so are
    ``name``, which is the code, and ``sector``.
    """

    code: Annotated[str, Field(pattern=r"^[A-Za-z0-9_.-]+$")]
    label: Text
    sector: Key | None = None
    attributes: dict[Key, str] = Field(default_factory=dict)
    xlsform: Kept = Field(default_factory=dict)


class Question(Strict):
    """One question.

    ``feeds`` names what an answer becomes (see `mallipaja.survey.feeds`); ``per_pilot`` questions are asked
    once for each pilot the unit serves. ``choices`` names a list of the template or one of
    `EXTERNAL_LISTS`; ``extra_choices`` names a list of the template whose choices follow those of
    ``choices`` ("other, which?", "varies from client to client"). ``other`` is the code of the choice that
    asks "which?". ``cannot_say`` lists the allowed reasons for missing. ``prefilled`` questions open with
    what is known already (the unit, the pilots it serves) and are corrected where needed. ``min``, ``max``
    and ``step`` are in the question's own ``unit``. A ``ranking`` puts its choices in order, the first
    ``max_choices`` of them when that is given.

    A question that is not ``relevant`` is not asked, reads as blank and feeds nothing; its answer is kept, and
    is back when it is relevant again. ``constraint`` says of an answer (``.``) whether it is accepted.
    ``default`` is what the question opens with: the words of an answer (codes with spaces between them), or an
    expression. A ``read_only`` question is shown, not answered.
    """

    id: QuestionId
    type: QuestionType
    text: Text
    hint: Text | None = None
    required: Flag = False
    per_pilot: Flag = False
    feeds: str | None = None
    disclosure: Disclosure
    choices: str | None = None
    extra_choices: Key | None = None
    other: str | None = None
    max_choices: Whole | None = None
    cannot_say: tuple[MissingReason, ...] = ()
    integer: Flag = False
    unit: Text | None = None
    min: Number | None = None
    max: Number | None = None
    step: Number | None = None
    long: Flag = False
    max_length: Whole | None = None
    prefilled: Flag = False
    required_message: Text | None = None
    relevant: Expression | None = None
    constraint: Expression | None = None
    constraint_message: Text | None = None
    choice_filter: Expression | None = None
    default: Expression | None = None
    read_only: Flag = False
    xlsform: Kept = Field(default_factory=dict)


class Note(Strict):
    """A text between questions."""

    id: QuestionId
    type: Literal["note"]
    text: Text
    relevant: Expression | None = None
    xlsform: Kept = Field(default_factory=dict)


class Section(Strict):
    """The heading of what follows it on its page, up to the next section.

    ``relevant`` holds for all of that. One without a text ends the section before it.
    """

    id: QuestionId
    type: Literal["section"]
    text: Text | None = None
    relevant: Expression | None = None
    xlsform: Kept = Field(default_factory=dict)


class Calculation(Strict):
    """A value worked out from answers. Nobody is asked; expressions and texts refer to it by its id."""

    id: QuestionId
    type: Literal["calculate"]
    calculation: Expression
    relevant: Expression | None = None
    xlsform: Kept = Field(default_factory=dict)


class Block(Strict):
    """Questions repeated for each row.

    ``for_each``: ``<question id>`` (each choice ticked there), ``list:<name>`` (each item of a list) or
    ``own_rows`` (rows the respondent adds, at most ``max_rows``). ``per_pilot`` repeats the whole block for
    each pilot. ``relevant`` decides on the whole block, that of its questions on each row. ``calculations``
    are worked out for each row.
    """

    id: QuestionId
    type: Literal["block"]
    text: Text
    hint: Text | None = None
    for_each: str
    max_rows: Whole | None = None
    per_pilot: Flag = False
    relevant: Expression | None = None
    xlsform: Kept = Field(default_factory=dict)
    calculations: tuple[Calculation, ...] = ()
    questions: tuple[Question, ...]

    @property
    def is_roster(self) -> bool:
        """Whether its rows are the choices ticked in an earlier question."""
        return not self.has_own_rows and not self.for_each.startswith("list:")

    @property
    def has_own_rows(self) -> bool:
        """Whether the respondent adds the rows."""
        return self.for_each == "own_rows"


ITEM_KINDS: tuple[str, ...] = ("note", "section", "calculate", "block")
"""The types of items that are not questions."""


def _kind(item: Any) -> str:
    """Which of the kinds an item means to be, so that problems speak of that one only.

    Its ``type`` says; where that is misspelt, an item with questions is a block.
    """
    kind = item.get("type") if isinstance(item, dict) else getattr(item, "type", None)
    if kind in ITEM_KINDS:
        return f"<{kind}>"
    known = kind in get_args(QuestionType)
    return "<block>" if not known and isinstance(item, dict) and "questions" in item else "<question>"


Item = Annotated[
    Annotated[Question, Tag("<question>")]
    | Annotated[Note, Tag("<note>")]
    | Annotated[Section, Tag("<section>")]
    | Annotated[Calculation, Tag("<calculate>")]
    | Annotated[Block, Tag("<block>")],
    Discriminator(_kind),
]


class Page(Strict):
    """One screen on a phone; with nothing relevant on it, it is passed over."""

    id: Key
    title: Text
    relevant: Expression | None = None
    xlsform: Kept = Field(default_factory=dict)
    items: tuple[Item, ...]


class SurveyTemplate(Strict):
    """A whole form.

    ``answered_by``: ``unit`` (one response per unit, covering all pilots it serves), ``pilot`` (one joint
    response per pilot) or ``person`` (a personal response for one pilot). ``for_sectors`` limits a unit
    form to units of those sectors; in a round they get it instead of the forms without limits.
    """

    format: Literal["mallipaja/survey_template/1"]
    id: Key
    version: Annotated[str, Field(pattern=r"^[0-9]+(\.[0-9]+)*$")]
    title: Text
    purpose: Text
    answered_by: Literal["unit", "pilot", "person"]
    minutes: Whole
    draft_languages: tuple[Literal["fi", "sv", "en"], ...] = ()
    for_sectors: tuple[Key, ...] = ()
    sources: tuple[Source, ...] = ()
    xlsform: Kept = Field(default_factory=dict)
    choice_lists: dict[Key, tuple[ChoiceItem, ...]] = Field(default_factory=dict)
    pages: tuple[Page, ...]

    def questions(self) -> tuple[tuple[Question, Block | None], ...]:
        """Every question in order, each with the block it belongs to (``None`` outside blocks)."""
        found: list[tuple[Question, Block | None]] = []
        for page in self.pages:
            for item in page.items:
                if isinstance(item, Block):
                    found += [(question, item) for question in item.questions]
                elif isinstance(item, Question):
                    found.append((item, None))
        return tuple(found)

    @cached_property
    def by_id(self) -> dict[str, tuple[Question, Block | None]]:
        """Every question by its id, with the block it belongs to."""
        return {question.id: (question, block) for question, block in self.questions()}

    def page_of(self) -> dict[str, str]:
        """The id of the page each question is on."""
        return {
            question.id: page.id
            for page in self.pages
            for item in page.items
            for question in (item.questions if isinstance(item, Block) else (item,))
        }

    def question(self, question_id: str) -> Question:
        """The question with this id; ``KeyError`` when there is none."""
        for question, _ in self.questions():
            if question.id == question_id:
                return question
        raise KeyError(question_id)

    def blocks(self) -> tuple[Block, ...]:
        """Every block in order."""
        return tuple(item for page in self.pages for item in page.items if isinstance(item, Block))

    def choices_of(
        self, question: Question, external: Mapping[str, tuple[ChoiceItem, ...]]
    ) -> tuple[ChoiceItem, ...]:
        """The choices of a question in the order they are shown, extra ones last.

        Parameters
        ----------
        question : a question of this template; one without choices gives none.
        external : the lists of `EXTERNAL_LISTS` by name; ``KeyError`` when the one named is not given.
        """
        if question.choices is None:
            return ()
        lists: dict[str, tuple[ChoiceItem, ...]] = {**external, **self.choice_lists}
        extra = self.choice_lists[question.extra_choices] if question.extra_choices else ()
        return lists[question.choices] + extra
