"""The conditions and calculations of a template, compiled once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from weakref import ref

from mallipaja.catalogue.survey_template import (
    Block,
    Calculation,
    Item,
    Page,
    Question,
    Section,
    SurveyTemplate,
)
from mallipaja.catalogue.text import Text
from mallipaja.catalogue.walk import parts
from mallipaja.survey.expression.compile import Compiled, compiled
from mallipaja.survey.expression.grammar import parse
from mallipaja.survey.expression.names import piped_names
from mallipaja.survey.expression.tree import names

PAGE = "page:"
"""Before the id of a page: pages and items are named apart."""


@dataclass(frozen=True, slots=True)
class Element:
    """A page, section, block, question, note or calculation as conditions see it.

    ``containers`` are the page, the section and the block it lies in, as far as they have conditions; ``block``
    is "" outside blocks; ``page`` is the id of its page. One that ``stands_alone`` has one value: it is a question
    outside blocks that is asked once.
    """

    id: str
    item: Page | Item
    page: str
    block: str = ""
    per_pilot: bool = False
    containers: tuple[str, ...] = ()
    relevant: Compiled | None = None
    calculation: Compiled | None = None
    stands_alone: bool = False

    @property
    def always(self) -> bool:
        """Whether no condition decides on it."""
        return self.relevant is None and not self.containers


@dataclass(frozen=True, slots=True)
class Reach:
    """How far an answer to a question reaches.

    ``decided`` are the elements whose conditions it can change, itself among them; ``read`` the questions whose answers
    tell how, itself among them. ``needs_lists``: working that out takes the project's own choice lists too.
    """

    decided: frozenset[str]
    read: frozenset[str]
    needs_lists: bool


class Logic:
    """What decides in a template: its elements by id, pages under ``page:`` and their id."""

    def __init__(self, template: SurveyTemplate) -> None:
        self.elements = {one.id: one for one in _elements(template)}
        self.constraints = _compiled(template, "constraint")
        self.filters = _compiled(template, "choice_filter")
        self.piped = {page.id: _piped(page) & set(self.elements) for page in template.pages}
        self._reaches: dict[str, Reach] = {}

    @cached_property
    def deciding(self) -> frozenset[str]:
        """The questions that conditions, calculations and filters look at."""
        return frozenset(one for name in self.elements for one in self.depends_on(name))

    def reach(self, question: str) -> Reach:
        """How far an answer to a question of the template reaches."""
        known = self._reaches.get(question)
        if known is None:
            decided = _reached([question], self._decides)
            constraint = self._constraint_names(question)
            looked = _reached([*decided, *constraint], self._looks_at)
            read = frozenset(name for name in looked if isinstance(self.elements[name].item, Question))
            needs = any(self._takes_lists(name) for name in looked)
            known = self._reaches[question] = Reach(decided, read, needs)
        return known

    def _constraint_names(self, question: str) -> tuple[str, ...]:
        item = self.elements[question].item
        text = item.constraint if isinstance(item, Question) else None
        return tuple(one for one in names(parse(text)) if one in self.elements) if text else ()

    def _takes_lists(self, name: str) -> bool:
        """Whether what an element says depends on the labels or the filtered choices of a list."""
        item = self.elements[name].item
        texts = [
            getattr(item, key, None) for key in ("relevant", "calculation", "constraint", "choice_filter")
        ]
        return name in self.filters or any(text is not None and "jr:choice-name" in text for text in texts)

    @cached_property
    def _looks_at(self) -> dict[str, tuple[str, ...]]:
        """What each element is worked out from; a block of the respondent's own rows also from what is in them."""
        found = {
            name: [one for one in self.depends_on(name) if one in self.elements] for name in self.elements
        }
        for name, one in self.elements.items():
            block = self.elements[one.block].item if one.block else None
            if isinstance(block, Block) and block.has_own_rows:
                found[one.block].append(name)
        return {name: tuple(others) for name, others in found.items()}

    @cached_property
    def _decides(self) -> dict[str, tuple[str, ...]]:
        """What each element decides on."""
        found: dict[str, list[str]] = {name: [] for name in self.elements}
        for name, others in self._looks_at.items():
            for other in others:
                found[other].append(name)
        return {name: tuple(others) for name, others in found.items()}

    @cached_property
    def order(self) -> tuple[str, ...]:
        """Everything with a condition or calculation, each after what it depends on."""
        found: dict[str, None] = {}
        for start in self.elements:
            waiting = [(start, False)]
            met: set[str] = set()
            while waiting:
                name, ready = waiting.pop()
                if ready:
                    found.setdefault(name)
                elif name not in found and name not in met:
                    met.add(name)
                    waiting.append((name, True))
                    waiting += [(other, False) for other in self.depends_on(name) if other in self.elements]
        return tuple(found)

    def depends_on(self, name: str) -> tuple[str, ...]:
        """What an element's condition and value are worked out from."""
        element = self.elements[name]
        item = element.item
        texts = [item.relevant]
        if isinstance(item, Calculation):
            texts.append(item.calculation)
        if isinstance(item, Question):
            texts.append(item.choice_filter)
        roster = (item.for_each,) if isinstance(item, Block) and item.is_roster else ()
        block = (element.block,) if element.block else ()
        return (
            *element.containers,
            *block,
            *roster,
            *(one for text in texts if text for one in names(parse(text))),
        )


_kept: dict[int, tuple[ref[SurveyTemplate], Logic | None]] = {}
_MOST_KEPT = 256


def logic_of(template: SurveyTemplate) -> Logic | None:
    """The logic of a template; ``None`` when it has no condition, calculation, filter, default or name in a text.

    Raises
    ------
    ExpressionError, KeyError : the template was not checked.
    """
    known = _kept.get(id(template))
    if known is not None and known[0]() is template:
        return known[1]
    decides = any(True for _ in expressions(template)) or any(map(_piped, template.pages))
    decides = decides or any(question.default is not None for question, _ in template.questions())
    made = Logic(template) if decides else None
    if len(_kept) >= _MOST_KEPT:
        _kept.clear()
    _kept[id(template)] = (ref(template), made)
    return made


def looks_around(template: SurveyTemplate, question: str) -> bool:
    """Whether storing an answer to a question takes other answers: to judge it, or to see what it decides."""
    logic = logic_of(template)
    if logic is None or question not in logic.elements:
        return logic is not None
    judged = question in logic.constraints or question in logic.filters
    return judged or question in logic.deciding or not logic.elements[question].always


def _reached(starts: Iterable[str], ways: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    """Everything that can be come to, the starts among it."""
    met, waiting = set(starts), list(starts)
    while waiting:
        for other in ways[waiting.pop()]:
            if other not in met:
                met.add(other)
                waiting.append(other)
    return frozenset(met)


def _piped(page: Page) -> set[str]:
    """What the texts of a page name, choices aside."""
    said = (text for _, part in parts(page) if isinstance(part, Text) for text in (part.fi, part.sv, part.en))
    return {name for text in said if text and "${" in text for name in piped_names(text)}


def expressions(template: SurveyTemplate) -> Iterator[tuple[str, str, str]]:
    """Every expression: the id of its element, its key, its text. Defaults are none unless they are worked out."""
    for element in placed(template):
        for key in ("relevant", "calculation", "constraint", "choice_filter"):
            text = getattr(element.item, key, None)
            if text is not None:
                yield element.id, key, text


def _compiled(template: SurveyTemplate, key: str) -> dict[str, Compiled]:
    return {name: compiled(text) for name, its_key, text in expressions(template) if its_key == key}


def _elements(template: SurveyTemplate) -> Iterator[Element]:
    """The elements with their functions and only those containers that have a condition."""
    deciding = {name for name, key, _ in expressions(template) if key == "relevant"}
    for one in placed(template):
        relevant, calculation = one.item.relevant, getattr(one.item, "calculation", None)
        yield Element(
            one.id,
            one.item,
            one.page,
            one.block,
            one.per_pilot,
            tuple(name for name in one.containers if name in deciding),
            compiled(relevant) if relevant else None,
            compiled(calculation) if calculation else None,
            isinstance(one.item, Question) and not one.block and not one.per_pilot,
        )


def placed(template: SurveyTemplate) -> Iterator[Element]:
    """Every element with everything it lies in."""
    for page in template.pages:
        own = PAGE + page.id
        yield Element(own, page, page.id)
        inside: tuple[str, ...] = (own,)
        for item in page.items:
            if isinstance(item, Section):
                inside = (own, item.id)
                yield Element(item.id, item, page.id, containers=(own,))
                continue
            per_pilot = isinstance(item, Question | Block) and item.per_pilot
            yield Element(item.id, item, page.id, per_pilot=per_pilot, containers=inside)
            if isinstance(item, Block):
                yield from _rows(item, page.id, inside)


def _rows(block: Block, page: str, inside: tuple[str, ...]) -> Iterator[Element]:
    per_pilot = block.per_pilot or any(question.per_pilot for question in block.questions)
    every: tuple[Question | Calculation, ...] = (*block.questions, *block.calculations)
    for item in every:
        yield Element(item.id, item, page, block.id, per_pilot, (*inside, block.id))
