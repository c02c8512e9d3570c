"""What a pilot answered together, looked up by feed and row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mallipaja.survey.answers import AnswerValue, FeedRecord
from mallipaja.survey.given import NOT_ANSWERED, Given, Known, Missing, NotAnswered

_PREFIX = "practice.T"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of an answer: choice codes, a text, or what is known of why there is none."""

    feed: str
    value: Given[AnswerValue]
    other: str | None


class JointAnswers:
    """The joint answers of one pilot.

    Records are those of the rounds read together, oldest first: the last that says something counts. A record counts
    when it is about this pilot, or about all pilots of its response.
    """

    def __init__(self, records: Iterable[FeedRecord], pilot: str) -> None:
        self._parts: dict[tuple[str, str], Part] = {}
        for record in records:
            if record.feed.startswith(_PREFIX) and not record.unit and _about(record, pilot):
                self._add(record)

    def part(self, feed: str, row: str = "") -> Part:
        """The answer to ``feed``, of one ``row`` where it has rows."""
        return self._parts.get((feed, row), Part(feed, NOT_ANSWERED, None))

    def codes(self, feed: str, row: str = "") -> Given[tuple[str, ...]]:
        """The codes that were chosen; a single choice is a tuple of one."""
        value = self.part(feed, row).value
        if not isinstance(value, Known):
            return value
        if isinstance(value.value, str):
            return Known((value.value,))
        return Known(value.value) if isinstance(value.value, tuple) else NOT_ANSWERED

    def _add(self, record: FeedRecord) -> None:
        place = (record.feed, record.row)
        if record.value not in (None, (), ""):
            self._parts[place] = Part(record.feed, Known(record.value), record.other)
        elif record.reason and isinstance(self.part(*place).value, NotAnswered):
            self._parts[place] = Part(record.feed, Missing(record.reason), None)


def _about(record: FeedRecord, pilot: str) -> bool:
    return record.pilot == pilot if record.pilot else pilot in record.pilots
