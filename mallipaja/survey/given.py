"""A fact as it was given: known, missing with the reason, or not answered. Never a silent zero.

``Given[T]`` is ``Known[T] | Missing | NotAnswered``. ``Facts`` looks facts up from feed records, and says
where two responses of one unit disagree. ``Total`` sums what is known and counts what is not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeAlias, TypeVar, cast

from mallipaja.catalogue.survey_template import MISSING_REASONS, MissingReason
from mallipaja.i18n import N_
from mallipaja.survey.answers import AnswerValue, FeedRecord

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
U = TypeVar("U")


@dataclass(frozen=True, slots=True)
class Known(Generic[T_co]):
    """The respondent gave this value."""

    value: T_co


@dataclass(frozen=True, slots=True)
class Missing:
    """The respondent answered that the value cannot be given, and why."""

    reason: MissingReason


REASONS: dict[MissingReason, str] = {
    "do_not_know": N_("does not know"),
    "not_collected": N_("the figure is not collected"),
    "not_budgeted_separately": N_("not budgeted separately"),
    "may_not_disclose": N_("may not be disclosed"),
    "not_applicable": N_("does not concern the unit"),
}
"""Why a value is missing, as others read it."""


@dataclass(frozen=True, slots=True)
class NotAnswered:
    """Nobody has answered, or the question was not asked."""


Given: TypeAlias = Known[T] | Missing | NotAnswered
NOT_ANSWERED = NotAnswered()


def known(given: Given[T]) -> T | None:
    """The value when it is known, else ``None``."""
    return given.value if isinstance(given, Known) else None


def mapped(given: Given[T], change: Callable[[T], U]) -> Given[U]:
    """``change`` applied to a known value; an unknown one stays as it is."""
    return Known(change(given.value)) if isinstance(given, Known) else given


def best(givens: Iterable[Given[T]], choose: Callable[[Sequence[T]], T]) -> Given[T]:
    """Several answers to one thing as one.

    Known values are joined by ``choose``; without any, a missing with its reason is kept before "not
    answered".
    """
    listed = list(givens)
    values = [given.value for given in listed if isinstance(given, Known)]
    if values:
        return Known(choose(values))
    return next((given for given in listed if isinstance(given, Missing)), NOT_ANSWERED)


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two responses of one unit that say different things. The last one counts in the analyses."""

    feed: str
    unit: str
    pilot: str
    row: str
    values: tuple[AnswerValue, ...]


class Facts:
    """The records of unit responses, looked up by feed, unit, pilot and row.

    Within one response a record about one pilot goes before the record for all pilots. Of several responses
    of one unit the last in the order of ``records`` that has a value counts, and `conflicts` lists the
    disagreements.
    """

    def __init__(self, records: Iterable[FeedRecord]) -> None:
        self._by_unit: dict[str, list[FeedRecord]] = {}
        self._given: dict[str, dict[_Place, Given[AnswerValue]]] = {}
        for record in records:
            if record.unit:
                self._by_unit.setdefault(record.unit, []).append(record)

    @staticmethod
    def of(said: Said) -> Facts:
        """The facts of records; facts are facts already, so that several analyses can share them."""
        return said if isinstance(said, Facts) else Facts(said)

    def of_feed(self, feed: str) -> tuple[FeedRecord, ...]:
        """Every record of ``feed``, unit by unit in the order first met."""
        return tuple(r for records in self._by_unit.values() for r in records if r.feed == feed)

    def records(self, feed: str, unit: str, pilot: str = "") -> tuple[FeedRecord, ...]:
        """The records of ``feed`` by ``unit`` that hold for ``pilot``.

        ``pilot`` "" takes what was said for all pilots only.
        """
        found = self._by_unit.get(unit, ())
        return tuple(r for r in found if r.feed == feed and r.pilot in {"", pilot})

    def rows(self, feed: str, unit: str, pilot: str = "") -> tuple[str, ...]:
        """The rows something was said of, in the order first met."""
        return tuple(dict.fromkeys(record.row for record in self.records(feed, unit, pilot)))

    def value(self, feed: str, unit: str, pilot: str = "", row: str = "") -> Given[AnswerValue]:
        """What the unit said. Raises nothing: what is not there is ``NotAnswered``."""
        given = self._given.get(unit)
        if given is None:
            given = self._given[unit] = _by_place(self._by_unit.get(unit, ()))
        if pilot:
            special = given.get((feed, row, pilot), NOT_ANSWERED)
            if special is not NOT_ANSWERED:
                return special
        return given.get((feed, row, ""), NOT_ANSWERED)

    def number(self, feed: str, unit: str, pilot: str = "", row: str = "") -> Given[float]:
        """A number the unit gave; an answer of another type is ``NotAnswered``."""
        given = self.value(feed, unit, pilot, row)
        if not isinstance(given, Known):
            return given
        if isinstance(given.value, float):
            return cast("Known[float]", given)
        return Known(float(given.value)) if isinstance(given.value, int) else NOT_ANSWERED

    def code(self, feed: str, unit: str, pilot: str = "", row: str = "") -> Given[str]:
        """A choice code, text or ISO date the unit gave; an answer of another type is ``NotAnswered``."""
        given = self.value(feed, unit, pilot, row)
        if not isinstance(given, Known):
            return given
        return cast("Known[str]", given) if isinstance(given.value, str) else NOT_ANSWERED

    def codes(self, feed: str, unit: str, pilot: str = "", row: str = "") -> Given[tuple[str, ...]]:
        """The choice codes the unit ticked; a single choice is a tuple of one."""
        given = self.value(feed, unit, pilot, row)
        if not isinstance(given, Known):
            return given
        if isinstance(given.value, str):
            return Known((given.value,))
        return Known(given.value) if isinstance(given.value, tuple) else NOT_ANSWERED

    def yes(self, feed: str, unit: str, pilot: str = "", row: str = "") -> Given[bool]:
        """A yes/no answer as a truth value."""
        return mapped(self.code(feed, unit, pilot, row), lambda code: code == "yes")

    def answered(self, unit: str, prefix: str) -> bool:
        """Whether the unit has said anything, a reason for not knowing included, of a feed with this
        prefix."""
        return any(record.feed.startswith(prefix) for record in self._by_unit.get(unit, ()))

    def conflicts(self, prefix: str = "") -> tuple[Conflict, ...]:
        """Where two responses of one unit give different values to the same thing."""
        places: dict[tuple[str, str, str, str], dict[str, AnswerValue]] = {}
        for unit, records in self._by_unit.items():
            for record in records:
                if record.value is not None and record.feed.startswith(prefix):
                    place = (record.feed, unit, record.pilot, record.row)
                    places.setdefault(place, {})[record.response] = record.value
        return tuple(
            Conflict(*place, values)
            for place, by_response in sorted(places.items(), key=lambda item: item[0])
            if len(values := tuple(dict.fromkeys(by_response.values()))) > 1
        )


_Place: TypeAlias = tuple[str, str, str]
"""Feed, row and pilot."""
Said: TypeAlias = Iterable[FeedRecord] | Facts
"""What the units said: feed records of the rounds read together, oldest first, or the facts made of them."""


def _by_place(records: Iterable[FeedRecord]) -> dict[_Place, Given[AnswerValue]]:
    """What one unit gave: of each place the last value, and without any the first reason for none."""
    found: dict[_Place, Given[AnswerValue]] = {}
    for record in records:
        place = (record.feed, record.row, record.pilot)
        if record.value is not None and record.value != "":
            found[place] = Known(record.value)
        elif record.reason:
            found.setdefault(place, Missing(record.reason))
    return found


@dataclass(frozen=True, slots=True)
class Total:
    """A sum over what is known.

    ``value`` is ``None`` when nothing is known (a known zero is 0.0); ``missing`` counts the reasons in their
    fixed order; ``known + missing_count + not_answered`` is how many values there should be.
    """

    value: float | None
    known: int
    missing: tuple[tuple[MissingReason, int], ...]
    not_answered: int

    @property
    def missing_count(self) -> int:
        """How many were answered with a reason for not knowing."""
        return sum(count for _, count in self.missing)

    @property
    def expected(self) -> int:
        """How many values there should be."""
        return self.known + self.missing_count + self.not_answered

    @property
    def completeness(self) -> float | None:
        """Share of the values that are known, 0-1; ``None`` when none are expected."""
        return self.known / self.expected if self.expected else None

    @property
    def is_complete(self) -> bool:
        """Whether every expected value is known."""
        return self.known == self.expected


def total(values: Iterable[Given[float]]) -> Total:
    """The sum of what is known, and counts of what is not."""
    added, known_count, not_answered = 0.0, 0, 0
    reasons: dict[MissingReason, int] = {}
    for given in values:
        if isinstance(given, Known):
            added += given.value
            known_count += 1
        elif isinstance(given, Missing):
            reasons[given.reason] = reasons.get(given.reason, 0) + 1
        else:
            not_answered += 1
    return Total(
        value=added if known_count else None,
        known=known_count,
        missing=tuple((reason, reasons[reason]) for reason in MISSING_REASONS if reason in reasons),
        not_answered=not_answered,
    )
