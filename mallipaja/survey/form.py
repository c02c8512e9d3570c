"""A template as one respondent sees it: blocks unfolded, per-pilot questions repeated, progress counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby

from mallipaja.catalogue.survey_template import (
    Block,
    Calculation,
    ChoiceItem,
    Item,
    Note,
    Page,
    Question,
    Section,
    SurveyTemplate,
)
from mallipaja.catalogue.text import Text
from mallipaja.survey.answers import SAME, Answer
from mallipaja.survey.logic import logic_of
from mallipaja.survey.state import State, answer_text

OWN_ROWS = "own_rows"
LIST = "list:"
ACTORS = "project:actors"
PILOTS = "project:pilots"
UNSAID = Text(fi="Muu (ei kerrottu mikä)", sv="Annan (inte angett vilken)", en="Other (not said which)")
"""What "other, which?" is called when nobody has said which."""
Place = tuple[str, str, str]
"""Where an answer is kept: question, pilot, row."""


def same_question(page: Page) -> str:
    """The id under which "same answer for all pilots" is kept for a page."""
    return SAME + page.id


def leaves_other_unsaid(question: Question, answer: Answer | None) -> bool:
    """Whether "other" was chosen without saying which."""
    if answer is None or answer.other or question.other is None:
        return False
    chosen = answer.value if isinstance(answer.value, tuple) else (answer.value,)
    return question.other in chosen


def is_answered(answer: Answer | None) -> bool:
    """Whether there is a value or a reason for not giving one."""
    return answer is not None and (answer.value is not None or answer.reason is not None)


@dataclass(frozen=True, slots=True)
class Field:
    """One input: a question, for one pilot ("" = all) and one row of a block ("" = outside blocks)."""

    question: Question
    pilot: str
    row: str
    block: Block | None = None

    @property
    def key(self) -> Place:
        """Where its answer is stored: question, pilot, row."""
        return (self.question.id, self.pilot, self.row)


Part = Field | Note | Section
"""What a card has: an input, a note or a heading."""


def name_of(part: Part) -> str:
    """The id of the question, note or heading."""
    return part.question.id if isinstance(part, Field) else part.id


@dataclass(frozen=True, slots=True)
class Card:
    """What is drawn together: items in a row for one pilot, or one row of a block.

    ``label`` is the name of the row: a choice, or what the respondent wrote to "other, which"; ``None``
    outside blocks and for the respondent's own rows, which have numbers only. ``every`` are its items when everything
    in it is asked, ``items`` those asked now.
    """

    pilot: str
    items: tuple[Part, ...]
    every: tuple[Part, ...]
    block: Block | None = None
    row: str = ""
    label: Text | None = None

    @property
    def fields(self) -> tuple[Field, ...]:
        """The inputs of the card."""
        return tuple(item for item in self.items if isinstance(item, Field))

    @property
    def names(self) -> tuple[str, ...]:
        """The ids of what is asked and said now."""
        return tuple(name_of(item) for item in self.items)

    @property
    def most(self) -> int:
        """How many inputs it has when everything in it is asked."""
        return sum(isinstance(item, Field) for item in self.every)


@dataclass(frozen=True, slots=True)
class Form:
    """A template for one response.

    Attributes
    ----------
    pilots : the keys of the pilots it covers.
    lists : the external choice lists by name.
    answers : what has been given, by (question, pilot, row).
    rosters : by pilot key, the codes of the project's actors in that pilot; a pilot not there has all.
    wanted_rows : by (block id, pilot), how many of their own rows the respondent wants to see.
    moment : when it is looked at, ``2026-01-31T10:00:00``; for ``today()``.
    language : of the labels that expressions name.
    """

    template: SurveyTemplate
    pilots: tuple[str, ...]
    lists: Mapping[str, tuple[ChoiceItem, ...]]
    answers: Mapping[Place, Answer]
    rosters: Mapping[str, frozenset[str]] = field(default_factory=dict)
    wanted_rows: Mapping[tuple[str, str], int] = field(default_factory=dict)
    moment: str = ""
    language: str = "fi"
    _states: list[State] = field(default_factory=list, init=False, compare=False, repr=False)

    @property
    def state(self) -> State | None:
        """What its conditions say; ``None`` when the template has none."""
        if not self._states:
            logic = logic_of(self.template)
            if logic is None:
                return None
            self._states.append(State(self, logic))
            self._states[0].work_out()
        return self._states[0]

    def is_asked(self, item_id: str, pilot: str = "", row: str = "") -> bool:
        """Whether an item is relevant."""
        state = self.state
        return state is None or state.is_asked(item_id, pilot, row)

    def choices(self, question: Question, pilot: str = "", row: str = "") -> tuple[ChoiceItem, ...]:
        """The choices offered: external ones included, of the actors those of the pilot, as the filter lets."""
        every = self._choices(question, pilot)
        if question.choice_filter is None or (state := self.state) is None:
            return every
        offered = state.offers(question.id, pilot, row)
        return tuple(filter(offered, every)) if offered else every

    def asks_per_pilot(self, question_id: str) -> bool:
        """Whether the template has the question and asks it for each pilot."""
        state = self.state
        return (
            state is not None
            and (found := state.logic.elements.get(question_id)) is not None
            and found.per_pilot
        )

    def accepts(self, field: Field, answer: Answer | None) -> bool:
        """Whether an answer keeps the constraint of its question; blank and "cannot say" always do."""
        if field.question.constraint is None or answer is None or answer.value is None:
            return True
        return (state := self.state) is None or state.accepts(*field.key, answer_text(answer, field.question))

    def _choices(self, question: Question, pilot: str) -> tuple[ChoiceItem, ...]:
        every = self.template.choices_of(question, self.lists)
        if question.choices != ACTORS or pilot not in self.rosters:
            return every
        here = self.rosters[pilot]
        actors = {item.code for item in self.lists[ACTORS]}
        return tuple(item for item in every if item.code not in actors or item.code in here)

    def asks_same(self, page: Page) -> bool:
        """Whether the page offers "same answer for all": it has per-pilot items and there are several
        pilots.
        """
        return len(self.pilots) > 1 and any(is_per_pilot(item) for item in page.items)

    def is_same(self, page: Page) -> bool:
        """Whether the respondent answers the page once for all pilots."""
        given = self.answers.get((same_question(page), "", ""))
        return given is not None and given.value == "yes"

    def pilots_on(self, page: Page) -> tuple[str, ...]:
        """For which pilots the page's per-pilot items are asked; "" stands for all of them."""
        return ("",) if self.is_same(page) else self.pilots or ("",)

    def cards(self, page: Page) -> tuple[Card, ...]:
        """The page's cards. Asked about several pilots: shared items first, then the others for each in turn."""
        pilots = self.pilots_on(page)
        if len(pilots) == 1:
            return tuple(self._cards_of(page.items, pilots[0]))
        shared, own = _parted(page)
        found = list(self._cards_of(shared, ""))
        for pilot in pilots if own else ():
            found += self._cards_of(own, pilot)
        return tuple(found)

    def _cards_of(self, items: Iterable[Item], pilot: str) -> Iterator[Card]:
        """Cards of items in their order, without what is not asked."""
        for card in self._every_card(items, pilot):
            kept = self.as_asked(card)
            if kept.items:
                yield kept

    def as_asked(self, card: Card) -> Card:
        """A card with those of its items that are asked now."""
        state = self.state
        return card if state is None else replace(card, items=_asked_of(state, card))

    def _every_card(self, items: Iterable[Item], pilot: str) -> Iterator[Card]:
        """Cards of items in their order; those that are not asked for each pilot are about none."""
        for is_block, run in groupby(items, lambda item: isinstance(item, Block)):
            if is_block:
                for block in run:
                    if isinstance(block, Block):
                        yield from self._rows_as_cards(block, pilot if is_per_pilot(block) else "")
                continue
            parts = tuple(
                Field(item, pilot if item.per_pilot else "", "") if isinstance(item, Question) else item
                for item in run
                if not isinstance(item, Block | Calculation)
            )
            about = {part.pilot for part in parts if isinstance(part, Field)}
            if parts:
                yield Card(pilot if pilot in about else "", parts, parts)

    def _rows_as_cards(self, block: Block, pilot: str) -> Iterator[Card]:
        for row, label in self.rows(block, pilot):
            fields = tuple(Field(question, pilot, row, block) for question in block.questions)
            yield Card(pilot, fields, fields, block, row, label)

    def fields(self, page: Page) -> tuple[Field, ...]:
        """The page's inputs in order."""
        return tuple(field for card in self.cards(page) for field in card.fields)

    def rows(self, block: Block, pilot: str) -> list[tuple[str, Text | None]]:
        """The rows of a block for one pilot: code and label; own rows are numbered and have no label."""
        if block.for_each == OWN_ROWS:
            return [(row, None) for row in self.row_codes(block, pilot)]
        if block.for_each.startswith(LIST):
            items = self.template.choice_lists[block.for_each.removeprefix(LIST)]
            return [(item.code, item.label) for item in items]
        parent = self.template.question(block.for_each)
        labels = {item.code: item.label for item in self.choices(parent)}
        return [
            (code, Text(fi=other) if other else UNSAID if code == parent.other else labels[code])
            for code, other in self._ticked(parent, pilot).items()
            if code in labels
        ]

    def row_codes(self, block: Block, pilot: str) -> tuple[str, ...]:
        """The codes of the rows of a block for one pilot, whether or not a roster's choices are known here."""
        if block.for_each == OWN_ROWS:
            return tuple(str(number) for number in range(1, self.own_rows(block, pilot) + 1))
        if not block.is_roster:
            return tuple(item.code for item in self.template.choice_lists[block.for_each.removeprefix(LIST)])
        return tuple(self._ticked(self.template.question(block.for_each), pilot))

    def possible_rows(self, block: Block) -> tuple[str, ...]:
        """The rows an answer may be given for. A choice that has been unticked elsewhere meanwhile is one."""
        if block.for_each == OWN_ROWS:
            return tuple(str(number) for number in range(1, (block.max_rows or 1) + 1))
        if block.is_roster:
            return tuple(item.code for item in self.choices(self.template.question(block.for_each)))
        return tuple(item.code for item in self.template.choice_lists[block.for_each.removeprefix(LIST)])

    def own_rows(self, block: Block, pilot: str) -> int:
        """How many of the respondent's own rows are shown: those used, those asked for, at least one."""
        asked = {question.id for question in block.questions}
        used = [
            int(row)
            for (question, its_pilot, row), answer in self.answers.items()
            if question in asked and its_pilot in {pilot, ""} and row.isdigit() and is_answered(answer)
        ]
        wanted = self.wanted_rows.get((block.id, pilot), 1)
        return max(1, min(wanted, block.max_rows or 1), *used)

    def _ticked(self, parent: Question, pilot: str) -> dict[str, str | None]:
        """The choices ticked in a question, with the text of "other, which" where there is one.

        Answered for all pilots at once, a roster holds what was ticked for any of them.
        """
        ticked: dict[str, str | None] = {}
        for one in (pilot,) if pilot else ("", *self.pilots):
            given = self.heard(Field(parent, one, ""))
            if given is not None and isinstance(given.value, tuple):
                for code in given.value:
                    text = given.other if code == parent.other else None
                    ticked[code] = ticked.get(code) or text
        return ticked

    def given(self, field: Field) -> Answer | None:
        """The answer of a field; a per-pilot field without its own answer shows the one given for all."""
        common = self.answers.get((field.question.id, "", field.row))
        if field.pilot and not self._answered_once(field.question):
            return self.answers.get(field.key) or common
        return common

    def heard(self, field: Field) -> Answer | None:
        """The answer of a field as far as the question is asked."""
        return self.given(field) if self.is_asked(*field.key) else None

    def broken(self, page: Page) -> tuple[Field, ...]:
        """The fields of the page whose answers break their constraint, which others' answers may have changed."""
        return tuple(one for one in self.fields(page) if not self.accepts(one, self.given(one)))

    def _answered_once(self, question: Question) -> bool:
        same = [page.id for page in self.template.pages if self.is_same(page)]
        return bool(same) and self.template.page_of()[question.id] in same

    def missing(self, page: Page) -> tuple[Field, ...]:
        """The required fields of the page that have no answer and no reason."""
        return tuple(one for one in self.unanswered(page) if one.question.required)

    def unanswered(self, page: Page) -> tuple[Field, ...]:
        """The fields of the page that have no answer and no reason."""
        return tuple(one for one in self.fields(page) if not is_answered(self.given(one)))

    def progress(self) -> tuple[int, int]:
        """How many of the form's fields have an answer or a reason, and how many there are."""
        everything = [one for page in self.template.pages for one in self.fields(page)]
        return sum(is_answered(self.given(one)) for one in everything), len(everything)


def _asked_of(state: State, card: Card) -> tuple[Part, ...]:
    """What of a card is asked; a heading with nothing under it goes too."""
    row = card.row
    kept = [
        one
        for one in card.every
        if (state.is_asked(*one.key) if isinstance(one, Field) else state.is_asked(one.id, card.pilot, row))
    ]
    following = (*kept[1:], None)[: len(kept)]
    return tuple(
        one
        for one, after in zip(kept, following, strict=True)
        if not isinstance(one, Section) or (one.text and after is not None and not isinstance(after, Section))
    )


def by_key(answers: Iterable[Answer]) -> dict[Place, Answer]:
    """Answers of one response by (question, pilot, row)."""
    return {(answer.question, answer.pilot, answer.row): answer for answer in answers}


def is_per_pilot(item: Item) -> bool:
    """Whether the item is asked for each pilot apart."""
    if isinstance(item, Block):
        return item.per_pilot or any(question.per_pilot for question in item.questions)
    return isinstance(item, Question) and item.per_pilot


def _parted(page: Page) -> tuple[list[Item], list[Item]]:
    """The items asked once and those asked for each pilot; notes and headings go with what they stand before."""
    parts: tuple[list[Item], list[Item]] = ([], [])
    waiting: list[Item] = []
    last = 0
    for item in page.items:
        waiting.append(item)
        if isinstance(item, Question | Block):
            last = int(is_per_pilot(item))
            parts[last].extend(waiting)
            waiting = []
    parts[last].extend(waiting)
    return parts
