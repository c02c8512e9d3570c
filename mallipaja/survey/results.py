"""What was answered: one result for each question of a form, and which of them may be shown to whom.

Facts are given in the unit's name and shown. Opinions are shown of groups that `suppression` lets through, when the
round has been closed: while it is open, one changed answer would be the difference between today's picture and
yesterday's. How units see their partners is shown in the network, so not a second time here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from mallipaja.catalogue.survey_template import Block, ChoiceItem, Page, Question, SurveyTemplate
from mallipaja.catalogue.text import Text
from mallipaja.survey.across import Column, Joined
from mallipaja.survey.answers import Answer, AnswerValue
from mallipaja.survey.distributions import Distribution, Tally, distribute
from mallipaja.survey.form import LIST, OWN_ROWS, is_per_pilot, same_question
from mallipaja.survey.suppression import SMALLEST_GROUP, Shown, shown

Hidden = Literal["", "open", "few", "apart", "both", "network"]
"""Why nothing is shown: "" it is; the round is open; too few answered; another group could be worked out; a
municipality and an organisation were chosen together; it is shown in the network."""
PARTNER_FEEDS = ("network.trust_", "network.value_", "network.information_exchange")
"""Opinions of partners: the network shows them as means, and nothing else does, so that the two cannot be compared."""
Lists = Mapping[str, tuple[ChoiceItem, ...]]
Parts = Mapping[tuple[str, str], float]
"""How many gave an answer, by (municipality, organisation)."""


@dataclass(frozen=True, slots=True)
class Gate:
    """Of one opinion: how many answered in which group, and which groups may be shown.

    ``told`` are the groups of which it may also be told how many could not say; that too is somebody's answer.
    """

    parts: Parts
    shown: Shown
    told: Shown

    @staticmethod
    def of(parts: Parts, least: int = SMALLEST_GROUP, unable: Parts | None = None) -> Gate:
        """The gate of an opinion that so many answered.

        Parameters
        ----------
        unable : how many could not say; without it that is told of everybody together only.
        """
        if unable is None:
            return Gate(parts, shown(parts, least), Shown(everybody=True))
        every = {cell: parts.get(cell, 0.0) + unable.get(cell, 0.0) for cell in {*parts, *unable}}
        return Gate(parts, shown(parts, least), shown(every, least))

    def size(self, pilot: str, organisation: str) -> float:
        """How many answered in a group; "" is everybody."""
        return sum(
            weight
            for (place, employer), weight in self.parts.items()
            if (not pilot or place == pilot) and (not organisation or employer == organisation)
        )


CLOSED_GATE = Gate({}, Shown(everybody=False), Shown(everybody=False))


@dataclass(frozen=True, slots=True)
class Asked:
    """A question where it stands: its page, its block (``None`` outside blocks), the template it is read in."""

    template: SurveyTemplate
    page: Page
    question: Question
    block: Block | None

    @property
    def is_opinion(self) -> bool:
        return self.question.disclosure == "opinion"

    @property
    def by_row(self) -> bool:
        """Whether each row has a result of its own. Opinions of a roster are told of all its rows together."""
        if self.block is None or self.block.for_each == OWN_ROWS:
            return False
        return not (self.is_opinion and (self.block.is_roster or is_per_pilot(self.block)))

    @property
    def is_given_several_times(self) -> bool:
        """Whether one respondent may give several of the answers that are told together."""
        return is_per_pilot(self.block or self.question) or (self.block is not None and not self.by_row)

    @property
    def same(self) -> str:
        """The question that may overrule the answers by one given for all pilots; "" when none can."""
        asked = self.block or self.question
        return same_question(self.page) if is_per_pilot(asked) else ""

    @property
    def parent(self) -> str:
        """The question whose ticked choices its rows are; "" when it has none."""
        return self.block.for_each if self.block and self.block.is_roster else ""

    @property
    def parent_same(self) -> str:
        """The question that may overrule the choices ticked for each pilot by those ticked for all; "" when none can."""
        if not self.parent or not self.template.question(self.parent).per_pilot:
            return ""
        pages = (page for page in self.template.pages if page.id == self.template.page_of()[self.parent])
        return same_question(next(pages))


def asked_in(template: SurveyTemplate) -> tuple[Asked, ...]:
    """Every question of a template where it stands, in order."""
    found: list[Asked] = []
    for page in template.pages:
        for item in page.items:
            if isinstance(item, Block):
                found += [Asked(template, page, question, item) for question in item.questions]
            elif isinstance(item, Question):
                found.append(Asked(template, page, item, None))
    return tuple(found)


def told_as_opinions(template: SurveyTemplate) -> SurveyTemplate:
    """The template of an anonymous round: nothing is given in anybody's name, so all of it is told as opinions are."""

    def told(question: Question) -> Question:
        return question.model_copy(update={"disclosure": "opinion"})

    pages = []
    for page in template.pages:
        items: list[object] = []
        for item in page.items:
            if isinstance(item, Block):
                items.append(item.model_copy(update={"questions": tuple(map(told, item.questions))}))
            else:
                items.append(told(item) if isinstance(item, Question) else item)
        pages.append(page.model_copy(update={"items": tuple(items)}))
    return template.model_copy(update={"pages": tuple(pages)})


def standing(column: Column) -> Asked:
    """Where a column's question stands in the newest of its versions."""
    return next(one for one in asked_in(column.template) if one.question.id == column.question.id)


@dataclass(frozen=True, slots=True)
class RowResult:
    """The answers to one question (in a block: to one row of it).

    ``label`` is the row's name, ``None`` outside blocks. ``distribution`` is ``None`` exactly when ``hidden`` says why.
    """

    row: str
    label: Text | None
    distribution: Distribution | None
    hidden: Hidden = ""


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """The results of one question on one scale; ``choices`` are those of the question in order."""

    column: Column
    asked: Asked
    choices: tuple[ChoiceItem, ...]
    rows: tuple[RowResult, ...]

    @property
    def question(self) -> Question:
        return self.asked.question


def result(
    column: Column,
    lists: Lists,
    tallies: Iterable[Tally],
    gates: Mapping[str, Gate],
    *,
    pilot: str = "",
    organisation: str = "",
    opinions_open: bool,
    least: int = SMALLEST_GROUP,
) -> QuestionResult:
    """The results of one question for everybody, a pilot or an organisation.

    Parameters
    ----------
    column : the question on one scale (`across.join`).
    tallies : its answers, in the column's codes. Of an opinion: all of them by group; of a fact: those of the chosen group.
    gates : of an opinion, by row: how many answered, and what may be shown.
    opinions_open : whether opinions may be shown yet.
    """
    asked = standing(column)
    choices = asked.template.choices_of(asked.question, lists)
    by_row: dict[str, list[Tally]] = defaultdict(list)
    for one in tallies:
        by_row[one.row if asked.by_row else ""].append(one)
    rows = tuple(
        _row(
            asked,
            choices,
            row,
            label,
            by_row.get(row, []),
            hidden_why(asked, gates.get(row, CLOSED_GATE), pilot, organisation, opinions_open, least),
            pilot,
            organisation,
            unable_told=not asked.is_opinion or gates.get(row, CLOSED_GATE).told.allows(pilot, organisation),
        )
        for row, label in _rows(asked, lists, by_row)
    )
    return QuestionResult(column, asked, choices, rows)


def _row(
    asked: Asked,
    choices: Sequence[ChoiceItem],
    row: str,
    label: Text | None,
    tallies: Sequence[Tally],
    hidden: Hidden,
    pilot: str,
    organisation: str,
    *,
    unable_told: bool,
) -> RowResult:
    if hidden:
        return RowResult(row, label, None, hidden)
    if asked.is_opinion:
        tallies = [
            one
            for one in tallies
            if (not pilot or one.place == pilot) and (not organisation or one.organisation == organisation)
        ]
    if not unable_told:
        tallies = [one for one in tallies if one.reason is None]
    codes = [one.code for one in choices]
    found = distribute(asked.question, codes, tallies)
    return RowResult(row, label, replace(found, unable_told=unable_told))


def hidden_why(
    asked: Asked, gate: Gate, pilot: str, organisation: str, opinions_open: bool, least: int
) -> Hidden:
    """Why a group's answers are not shown; "" when they are. Facts always are."""
    if not asked.is_opinion:
        return ""
    if (asked.question.feeds or "").startswith(PARTNER_FEEDS):
        return "network"
    if not opinions_open:
        return "open"
    if pilot and organisation:
        return "both"
    if gate.shown.allows(pilot, organisation):
        return ""
    return "few" if gate.size(pilot, organisation) < least else "apart"


def _rows(asked: Asked, lists: Lists, met: Mapping[str, object]) -> list[tuple[str, Text | None]]:
    """The rows with results of their own: those of a list all, of a roster those something was said of."""
    block = asked.block
    if block is None or not asked.by_row:
        return [("", None)]
    if block.is_roster:
        parent = asked.template.question(block.for_each)
        items = asked.template.choices_of(parent, lists)
        return [(one.code, one.label) for one in items if one.code in met] or [("", None)]
    items = asked.template.choice_lists[block.for_each.removeprefix(LIST)]
    return [(one.code, one.label) for one in items]


def by_column(joined: Joined, tallies: Iterable[Tally]) -> dict[str, list[Tally]]:
    """Tallies by the column they belong to, each read in the codes and rows of the column."""
    found: dict[str, list[Tally]] = defaultdict(list)
    known: dict[tuple[object, ...], tuple[str, str, AnswerValue] | None] = {}
    for one in tallies:
        place = (one.document, one.question, one.row, one.value, one.reason)
        if place not in known:
            read = joined.read(one.document, [Answer("", one.question, "", one.row, one.value, one.reason)])
            known[place] = next(((key, given.row, given.value) for key, given in read), None)
        if (there := known[place]) is not None:
            key, row, value = there
            found[key].append(replace(one, row=row, value=value))
    return found


def parts_of(
    asked: Asked, tallies: Iterable[Tally], counted: Mapping[tuple[str, str], float] | None = None
) -> dict[str, dict[tuple[str, str], float]]:
    """How many gave an answer with a value, by row and (pilot, organisation).

    Parameters
    ----------
    counted : respondents of all rows together, where one respondent may have given several of the answers; without
        it every answer of a row is somebody else's.
    """
    if counted is not None:
        return {"": dict(counted)}
    return _counted(asked, (one for one in tallies if one.reason is None))


def unable_of(asked: Asked, tallies: Iterable[Tally]) -> dict[str, dict[tuple[str, str], float]]:
    """How many said why they cannot answer, by row and (pilot, organisation)."""
    return _counted(asked, (one for one in tallies if one.reason is not None))


def _counted(asked: Asked, tallies: Iterable[Tally]) -> dict[str, dict[tuple[str, str], float]]:
    found: dict[str, dict[tuple[str, str], float]] = defaultdict(lambda: defaultdict(float))
    for one in tallies:
        found[one.row if asked.by_row else ""][one.place, one.organisation] += one.count
    return {row: dict(parts) for row, parts in found.items()}
