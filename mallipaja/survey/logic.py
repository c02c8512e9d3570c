"""The conditions and calculations of a template, compiled once."""

from __future__ import annotations

from collections.abc import Iterator
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


class Logic:
    """What decides in a template: its elements by id, pages under ``page:`` and their id."""

    def __init__(self, template: SurveyTemplate) -> None:
        self.elements = {one.id: one for one in _elements(template)}
        self.constraints = _compiled(template, "constraint")
        self.filters = _compiled(template, "choice_filter")
        self.piped = {page.id: _piped(page) & set(self.elements) for page in template.pages}
        self._seen: dict[str, frozenset[str]] = {}

    @cached_property
    def deciding(self) -> frozenset[str]:
        """The questions that conditions, calculations and filters look at."""
        return frozenset(one for name in self.elements for one in self.depends_on(name))

    def seen_on(self, page_id: str) -> frozenset[str]:
        """The questions whose answers change what a page shows: what it asks, its choices and its texts."""
        known = self._seen.get(page_id)
        if known is None:
            waiting = [name for name, one in self.elements.items() if one.page == page_id]
            waiting += self.piped.get(page_id, ())
            met: set[str] = set()
            while waiting:
                for other in self.depends_on(waiting.pop()):
                    if other in self.elements and other not in met:
                        met.add(other)
                        waiting.append(other)
            known = self._seen[page_id] = frozenset(met | set(self.piped.get(page_id, ())))
        return known

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
