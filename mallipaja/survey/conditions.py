"""Checks of conditions, calculations, filters, defaults and names in texts. Every problem is found at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import isnan

from mallipaja.catalogue.shape import listed, nearest, options
from mallipaja.catalogue.survey_template import (
    EXTERNAL_LISTS,
    Block,
    Calculation,
    Question,
    SurveyTemplate,
)
from mallipaja.catalogue.text import Text
from mallipaja.catalogue.walk import parts
from mallipaja.errors import ActionError, Finding, Rule, Spot
from mallipaja.survey import condition_rules as rules
from mallipaja.survey.clean import clean
from mallipaja.survey.defaults import is_worked_out, value_of
from mallipaja.survey.expression import tree
from mallipaja.survey.expression.faults import ExpressionError, Fault
from mallipaja.survey.expression.functions import EVERY, MANY, POSITION, UNSUPPORTED, arity
from mallipaja.survey.expression.grammar import parse
from mallipaja.survey.expression.names import piped_names
from mallipaja.survey.expression.patterns import is_safe
from mallipaja.survey.expression.values import day_of, text_number
from mallipaja.survey.logic import Element, placed

KEYS = ("relevant", "constraint", "choice_filter", "calculation")
_FAULTS: dict[str, Rule] = {
    "empty": rules.UNREADABLE,
    "too_long": rules.TOO_LONG,
    "too_deep": rules.TOO_LONG,
    "missing_operand": rules.MISSING_OPERAND,
    "not_closed": rules.NOT_CLOSED,
    "curly_quotes": rules.CURLY_QUOTES,
    "double_equals": rules.DOUBLE_EQUALS,
    "sign": rules.WRONG_SIGN,
    "dollar": rules.WRONG_REFERENCE,
    "word_operator": rules.WORD_OPERATOR,
    "path": rules.PATH,
    "last_saved": rules.PATH,
    "unreadable": rules.UNREADABLE,
}
_COLUMNS = ("name", "sector")
_POINT = "."


@dataclass(frozen=True, slots=True)
class Said:
    """One expression: the element it stands in, its key, its place in the document and its tree."""

    element: Element
    key: str
    spot: Spot
    text: str
    node: tree.Node


class Conditions:
    """The expressions of a template that can be read, and everything that is wrong with them one by one.

    ``read`` has the expressions without faults, for the checks that look at several together.
    """

    def __init__(self, template: SurveyTemplate) -> None:
        self.template = template
        self.elements = {one.id: one for one in placed(template)}
        self.order = {name: place for place, name in enumerate(self.elements)}
        self.spots = dict(_spots(template))
        self.read: list[Said] = []

    def findings(self) -> Iterator[Finding]:
        """What is wrong with each expression, default and text by itself."""
        for element in self.elements.values():
            for key in KEYS:
                text = getattr(element.item, key, None)
                if text is not None:
                    yield from self._expression(element, key, text)
            if isinstance(element.item, Question):
                yield from self._question(element, element.item)
        yield from self._texts()

    def _expression(self, element: Element, key: str, text: str) -> Iterator[Finding]:
        spot = (*self.spots[element.id], key)
        try:
            node = parse(text)
        except ExpressionError as error:
            yield _told(error.fault, spot)
            return
        said = Said(element, key, spot, text, node)
        found = [finding for one in tree.every(node) for finding in self._part(said, one)]
        if not found:
            self.read.append(said)
        yield from found

    def _part(self, said: Said, node: tree.Node) -> Iterator[Finding]:
        at = node.at + 1
        match node:
            case tree.Ref(name):
                yield from self._name(name, said.spot)
            case tree.This() if said.key != "constraint":
                yield rules.OUT_OF_PLACE.found(*said.spot, token=_POINT, at=at)
            case tree.Row() if not (said.element.block and _is_position(said.node, node)):
                yield rules.OUT_OF_PLACE.found(*said.spot, token=_POINT * 2, at=at)
            case tree.Column(name):
                yield from self._column(said, name, at)
            case tree.Call():
                yield from self._call(said, node)
            case tree.Pair():
                yield from self._pair(said, node)

    def _name(self, name: str, spot: Spot) -> Iterator[Finding]:
        element = self.elements.get(name)
        if element is None or not isinstance(element.item, Question | Calculation | Block):
            known = [one.id for one in self.elements.values() if isinstance(one.item, Question | Calculation)]
            yield rules.UNKNOWN_NAME.found(*spot, token=name, **_shortened(name, known))

    def _column(self, said: Said, name: str, at: int) -> Iterator[Finding]:
        question = said.element.item
        known: list[str] = []
        if said.key == "choice_filter" and isinstance(question, Question):
            items = self.template.choice_lists.get(question.choices or "", ())
            known = [*_COLUMNS, *dict.fromkeys(key for item in items for key in item.attributes)]
        if name not in known:
            yield rules.UNKNOWN_COLUMN.found(*said.spot, token=name, at=at, **options(name, known))

    def _call(self, said: Said, call: tree.Call) -> Iterator[Finding]:
        at, name, given = call.at + 1, call.name, len(call.arguments)
        if name not in EVERY:
            near = "" if name in UNSUPPORTED else nearest(name.lower().replace("_", "-"), EVERY)
            yield rules.UNKNOWN_FUNCTION.found(
                *said.spot, token=name, at=at, allowed=listed(sorted(EVERY)), near=near
            )
            return
        least, most = arity(name)
        if not least <= given <= most:
            allowed = str(least) if least == most else f"{least}–{most}" if most < MANY else f"{least}–"
            yield rules.ARGUMENTS.found(*said.spot, token=name, at=at, given=given, allowed=allowed)
        elif name == "selected":
            yield from self._choice(said, call.arguments[0], call.arguments[1])
        elif name == "regex":
            pattern = call.arguments[1]
            if isinstance(pattern, tree.Literal) and not is_safe(pattern.text):
                yield rules.BAD_PATTERN.found(*said.spot, token=pattern.text, at=pattern.at + 1)

    def _pair(self, said: Said, node: tree.Pair) -> Iterator[Finding]:
        for one, other in ((node.left, node.right), (node.right, node.left)):
            if not isinstance(one, tree.Ref | tree.This) or not isinstance(other, tree.Literal | tree.Number):
                continue
            question = self._question_of(said, one)
            if question is None:
                continue
            if question.choices is not None and node.operator in ("=", "!="):
                yield from self._choice(said, one, other)
            elif node.operator in ("=", "!=", "<", "<=", ">", ">="):
                yield from self._kind(said, question, other)

    def _question_of(self, said: Said, node: tree.Node) -> Question | None:
        item = said.element.item if isinstance(node, tree.This) else None
        if isinstance(node, tree.Ref) and node.name in self.elements:
            item = self.elements[node.name].item
        return item if isinstance(item, Question) else None

    def _choice(self, said: Said, about: tree.Node, wanted: tree.Node) -> Iterator[Finding]:
        """Codes that no choice of the question has."""
        question = self._question_of(said, about)
        codes = self.codes(question) if question else None
        if question is None or codes is None or not isinstance(wanted, tree.Literal | tree.Number):
            return
        written = wanted.text if isinstance(wanted, tree.Literal) else f"{wanted.value:g}"
        allowed = [*codes, *question.cannot_say]
        for code in written.split() if question.type in ("multiple", "ranking") else [written]:
            if code and code not in allowed:
                near = _near_code(code, question, self.template, allowed)
                yield rules.UNKNOWN_CODE.found(
                    *said.spot,
                    token=code,
                    at=wanted.at + 1,
                    question=question.id,
                    allowed=listed(allowed),
                    near=near,
                )

    def _kind(self, said: Said, question: Question, wanted: tree.Literal | tree.Number) -> Iterator[Finding]:
        """Numbers compared with words, days with what is no day."""
        if isinstance(wanted, tree.Literal) and (not wanted.text or wanted.text in question.cannot_say):
            return
        token = wanted.text if isinstance(wanted, tree.Literal) else f"{wanted.value:g}"
        wrong = {
            "number": isnan(text_number(token)),
            "date": isinstance(wanted, tree.Number) or day_of(token) is None,
        }
        if wrong.get(question.type, False):
            yield rules.WRONG_KIND.found(
                *said.spot, token=token, at=wanted.at + 1, question=question.id, kind=question.type
            )

    def codes(self, question: Question) -> tuple[str, ...] | None:
        """The codes of a question's choices; ``None`` when the list comes from outside the template."""
        if question.choices is None or question.choices in EXTERNAL_LISTS:
            return None
        lists = self.template.choice_lists
        items = (*lists.get(question.choices, ()), *lists.get(question.extra_choices or "", ()))
        return tuple(item.code for item in items)

    def _question(self, element: Element, question: Question) -> Iterator[Finding]:
        spot = self.spots[element.id]
        if question.constraint_message is not None and question.constraint is None:
            yield rules.UNUSED_MESSAGE.found(
                *spot, "constraint_message", key="constraint_message", allowed="constraint"
            )
        if question.required_message is not None and not question.required:
            yield rules.UNUSED_MESSAGE.found(
                *spot, "required_message", key="required_message", allowed="required"
            )
        if question.default is None:
            return
        block = self.elements[element.block].item if element.block else None
        if isinstance(block, Block) and block.is_roster:
            yield rules.DEFAULT_OF_ROWS.found(*spot, "default")
        elif is_worked_out(question.default):
            yield from self._expression(element, "default", question.default)
        else:
            yield from self._default(question, (*spot, "default"))

    def _default(self, question: Question, spot: Spot) -> Iterator[Finding]:
        codes = self.codes(question)
        text = question.default or ""
        try:
            known = codes if codes is not None else tuple(text.split())
            clean(question.model_copy(update={"read_only": False}), value_of(question, text), codes=known)
        except ActionError:
            yield rules.BAD_DEFAULT.found(*spot, token=text)

    def _texts(self) -> Iterator[Finding]:
        for spot, name, own in self.named():
            yield from self._name(name, spot)
            if (
                name in self.order
                and self.order[name] > self.order.get(own, 0)
                and not self._worked_out_before(name, own)
            ):
                yield rules.LATER.found(*spot, token=name)

    def named(self) -> Iterator[tuple[Spot, str, str]]:
        """Each name in a text people see, with its place and the element the text belongs to."""
        by_spot = {spot: name for name, spot in self.spots.items()}
        for spot, part in parts(self.template):
            if isinstance(part, Text):
                own = next((by_spot[spot[:n]] for n in range(len(spot), 0, -1) if spot[:n] in by_spot), "")
                said = {
                    (name, language)
                    for language in ("fi", "sv", "en")
                    for name in piped_names(getattr(part, language) or "")
                }
                for name in sorted({name for name, _ in said}):
                    language = next(language for language in ("fi", "sv", "en") if (name, language) in said)
                    yield (*spot, language), name, own

    def _worked_out_before(self, name: str, own: str) -> bool:
        """Whether what a calculation looks at has all been asked before."""
        return all(self.order[one] <= self.order.get(own, 0) for one in self.asked_by(name))

    def asked_by(self, name: str) -> tuple[str, ...]:
        """The questions behind a name: itself, or those a calculation looks at."""
        found: dict[str, None] = {}
        waiting, met = [name], {name}
        calculations: Mapping[str, tuple[str, ...]] = {
            said.element.id: tree.names(said.node) for said in self.read if said.key == "calculation"
        }
        while waiting:
            one = waiting.pop()
            if isinstance(self.elements[one].item, Calculation):
                fresh = [
                    other
                    for other in calculations.get(one, ())
                    if other not in met and other in self.elements
                ]
                met.update(fresh)
                waiting += fresh
            else:
                found[one] = None
        return tuple(found)


def _told(fault: Fault, spot: Spot) -> Finding:
    return _FAULTS[fault.kind].found(*spot, token=fault.token, at=fault.at + 1, near=fault.near)


def _is_position(root: tree.Node, row: tree.Node) -> bool:
    calls = (one for one in tree.every(root) if isinstance(one, tree.Call) and one.name == POSITION)
    return any(one.arguments == (row,) for one in calls)


def _near_code(code: str, question: Question, template: SurveyTemplate, allowed: list[str]) -> str:
    """The code somebody meant: one like it, or that of the choice whose label was written."""
    lists = template.choice_lists
    items = (*lists.get(question.choices or "", ()), *lists.get(question.extra_choices or "", ()))
    labels = {
        text.lower(): item.code
        for item in items
        for text in (item.label.fi, item.label.sv, item.label.en)
        if text
    }
    return labels.get(code.lower()) or nearest(code.lower(), allowed)


def _shortened(name: str, known: list[str]) -> dict[str, str]:
    """The known names as a problem shows them; of very many those that begin alike."""
    alike = [one for one in known if re.match(re.escape(name[:1]), one, re.IGNORECASE)]
    shown = known if len(known) <= 30 else alike[:30] or known[:30]
    return {"allowed": listed(shown), "near": nearest(name, known)}


def _spots(template: SurveyTemplate) -> Iterator[tuple[str, Spot]]:
    """The place of every element in the document."""
    for p, page in enumerate(template.pages):
        yield f"page:{page.id}", ("pages", p)
        for i, item in enumerate(page.items):
            spot: Spot = ("pages", p, "items", i)
            yield item.id, spot
            if isinstance(item, Block):
                yield from ((one.id, (*spot, "questions", q)) for q, one in enumerate(item.questions))
                yield from ((one.id, (*spot, "calculations", c)) for c, one in enumerate(item.calculations))
