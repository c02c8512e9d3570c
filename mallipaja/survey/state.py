"""What is asked of one respondent now: conditions and calculations worked out from the answers.

A question that is not relevant reads as blank; its answer stays where it is, and counts again when the condition
holds again. A reason for not giving an answer reads as its code. Of a question asked for each pilot, an expression
of that pilot reads its own answer, and an expression about no pilot reads them all, as it does the rows of a block.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mallipaja.catalogue.survey_template import Block, Calculation, ChoiceItem, Question
from mallipaja.survey.expression.values import Nodes, Value, number_text, to_text, to_truth
from mallipaja.survey.logic import PAGE, Element, Logic

if TYPE_CHECKING:
    from mallipaja.survey.answers import Answer
    from mallipaja.survey.form import Form

Here = tuple[str, str, str]
"""An element for one pilot ("" = all) and one row ("" = outside blocks)."""


def answer_text(answer: Answer | None, question: Question) -> str:
    """An answer as expressions read it: codes with spaces between them, a reason as its code.

    A whole number of a question that takes decimals is written ``3.0``, as ODK does.
    """
    if answer is None:
        return ""
    value = answer.value
    if value is None:
        return answer.reason or ""
    if isinstance(value, tuple):
        return " ".join(value)
    if isinstance(value, str):
        return value
    text = number_text(float(value))
    return text if question.integer or not text.lstrip("-").isdigit() else f"{text}.0"


@dataclass(slots=True)
class _Scope:
    """Where an expression stands: an element, a pilot and a row; ``.`` and the choice when it is about one."""

    state: State
    element: Element
    pilot: str
    row: str
    this: str = ""
    choice: ChoiceItem | None = None

    @property
    def position(self) -> int:
        block = self.element.block
        rows = self.state.rows(block, self.pilot) if block else ()
        return rows.index(self.row) + 1 if self.row in rows else 1

    @property
    def moment(self) -> str:
        return self.state.form.moment

    def nodes(self, name: str) -> Nodes:
        target = self.state.logic.elements.get(name)
        if target is None:
            return ()
        if target.stands_alone:
            return (self.state.value((name, "", "")),)
        if target.block and target.block == self.element.block and self.row:
            return (self.state.value((name, self.pilot, self.row)),)
        return self.state.nodes(target, self.pilot)

    def rows(self, name: str) -> Nodes:
        target = self.state.logic.elements.get(name)
        return self.state.nodes(target, self.pilot) if target else ()

    def column(self, name: str) -> str:
        one = self.choice
        if one is None:
            return ""
        return (
            one.code
            if name == "name"
            else (one.sector or "")
            if name == "sector"
            else one.attributes.get(name, "")
        )

    def label(self, code: str, name: str) -> str:
        return self.state.label(name.strip().removeprefix("${").removesuffix("}").strip(), code, self.pilot)


class State:
    """The form as its conditions see it. Nothing is worked out twice."""

    def __init__(self, form: Form, logic: Logic) -> None:
        self.form = form
        self.logic = logic
        self._asked: dict[Here, bool] = {}
        self._values: dict[Here, str] = {}
        self._rows: dict[tuple[str, str], tuple[str, ...]] = {}
        self._same = {page.id for page in form.template.pages if form.is_same(page)}

    def work_out(self) -> None:
        """Work out everything, each thing after what it depends on, so that no chain is followed deep."""
        pilots = tuple(dict.fromkeys((*self.form.pilots, "")))
        for name in self.logic.order:
            element = self.logic.elements[name]
            if element.always and element.calculation is None:
                continue
            for pilot in pilots if element.per_pilot or element.calculation else ("",):
                for row in self.rows(element.block, pilot) if element.block else ("",):
                    self.value((name, pilot, row))

    def is_asked(self, name: str, pilot: str = "", row: str = "") -> bool:
        """Whether an element is relevant: its own condition and those of all it lies in hold.

        For no pilot in particular, what is asked for each pilot is asked when it is for any of them.
        """
        element = self.logic.elements.get(name)
        if element is None or element.always:
            return True
        here = (name, pilot, row)
        known = self._asked.get(here)
        if known is None:
            self._asked[here] = False  # ends a circle of conditions, which the check refuses
            known = self._asked[here] = self._holds(element, pilot, row)
        return known

    def is_page_asked(self, page_id: str, pilot: str = "") -> bool:
        """Whether the page is relevant."""
        return self.is_asked(PAGE + page_id, pilot)

    def _holds(self, element: Element, pilot: str, row: str) -> bool:
        if not pilot and element.per_pilot and self.form.pilots:
            return any(self.is_asked(element.id, one, row) for one in self.form.pilots)
        for container in element.containers:
            if not self.is_asked(container, pilot):
                return False
        return element.relevant is None or to_truth(element.relevant(_Scope(self, element, pilot, row)))

    def value(self, here: Here) -> str:
        """What an element reads as: blank when it is not relevant."""
        known = self._values.get(here)
        if known is None:
            self._values[here] = ""
            known = self._values[here] = self._worked_out(here)
        return known

    def _worked_out(self, here: Here) -> str:
        name, pilot, row = here
        element = self.logic.elements[name]
        if not self.is_asked(name, pilot, row):
            return ""
        if element.calculation is not None:
            return to_text(element.calculation(_Scope(self, element, pilot, row)))
        return self._given(element, pilot, row) if isinstance(element.item, Question) else ""

    def _given(self, element: Element, pilot: str, row: str) -> str:
        answers: Mapping[Here, Answer] = self.form.answers
        found = answers.get((element.id, "", row))
        if pilot and element.page not in self._same:
            found = answers.get((element.id, pilot, row)) or found
        question = element.item
        assert isinstance(question, Question)
        text = answer_text(found, question)
        if not text or element.id not in self.logic.filters or (found and found.value is None):
            return text
        if not self._has_choices(question):
            return text  # read for the analyses, without the project's lists
        offered = {item.code for item in self.form.choices(question, pilot, row)}
        return " ".join(code for code in text.split() if code in offered)

    def nodes(self, target: Element, pilot: str) -> Nodes:
        """Everything an element stands for outside its block: its rows, and without a pilot those of each."""
        item = target.item
        if target.per_pilot and not pilot and target.page not in self._same:
            pilots = self.form.pilots or ("",)
        else:
            pilots = (pilot if target.per_pilot or isinstance(item, Calculation) else "",)
        if isinstance(item, Block):
            return tuple("" for one in pilots for _ in self.rows(target.id, one))
        if target.block:
            return tuple(
                self.value((target.id, one, row)) for one in pilots for row in self.rows(target.block, one)
            )
        return tuple(self.value((target.id, one, "")) for one in pilots)

    def rows(self, block_id: str, pilot: str) -> tuple[str, ...]:
        """The rows of a block there are now; none while it is not asked."""
        known = self._rows.get((block_id, pilot))
        if known is None:
            block = self.logic.elements[block_id].item
            assert isinstance(block, Block)
            found = self.form.row_codes(block, pilot) if self.is_asked(block_id, pilot) else ()
            known = self._rows[(block_id, pilot)] = found
        return known

    def accepts(self, name: str, pilot: str, row: str, value: str) -> bool:
        """Whether an answer keeps the constraint of its question; a blank one always does."""
        holds = self.logic.constraints.get(name)
        if holds is None or value == "":
            return True
        return to_truth(holds(_Scope(self, self.logic.elements[name], pilot, row, this=value)))

    def offers(self, name: str, pilot: str, row: str) -> Callable[[ChoiceItem], bool] | None:
        """What decides whether a choice of a question is offered; ``None`` when all are."""
        holds = self.logic.filters.get(name)
        if holds is None:
            return None
        element = self.logic.elements[name]
        return lambda choice: to_truth(holds(_Scope(self, element, pilot, row, choice=choice)))

    def result(self, work: Callable[[_Scope], Value], name: str, pilot: str = "", row: str = "") -> str:
        """What an expression that stands in an element gives, as a text."""
        return to_text(work(_Scope(self, self.logic.elements[name], pilot, row)))

    def label(self, name: str, code: str, pilot: str) -> str:
        """The label of a choice of the question ``name``; "" when it has none."""
        element = self.logic.elements.get(name)
        if element is None or not isinstance(element.item, Question):
            return ""
        if not self._has_choices(element.item):
            return ""
        choices = self.form.template.choices_of(element.item, self.form.lists)
        return next((one.label.get(self.form.language) for one in choices if one.code == code), "")

    def _has_choices(self, question: Question) -> bool:
        """Whether the choices of a question are known here."""
        return question.choices in self.form.template.choice_lists or question.choices in self.form.lists
