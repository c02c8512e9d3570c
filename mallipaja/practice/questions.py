"""THL's five questions, as the pilot answered them together (T1, T4, T12, T13, T15 and their parts)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mallipaja.survey.answers import AnswerValue, FeedRecord
from mallipaja.survey.given import NOT_ANSWERED, Given, Known, Missing, NotAnswered

FIVE_QUESTIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("coordinator", ("practice.T1", "practice.T1b")),
    ("guidance", ("practice.T4",)),
    ("reconciling", ("practice.T12",)),
    ("joint_plan", ("practice.T13", "practice.T13b")),
    ("follow_up", ("practice.T15", "practice.T15b")),
)
"""Who is client coordinator, how clients are guided, how services are reconciled, joint plans, follow-up:
each with the
feeds that answer it."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of an answer: choice codes, a text, or what is known of why there is none."""

    feed: str
    value: Given[AnswerValue]
    other: str | None


@dataclass(frozen=True, slots=True)
class PilotAnswer:
    """A pilot's answer to one of the five questions. ``question`` is a code of `FIVE_QUESTIONS`."""

    question: str
    parts: tuple[Part, ...]

    @property
    def is_answered(self) -> bool:
        """Whether any part has a value."""
        return any(isinstance(part.value, Known) for part in self.parts)


def five_questions(records: Iterable[FeedRecord], pilot: str) -> tuple[PilotAnswer, ...]:
    """The five answers of one pilot, always five and in their order.

    Parameters
    ----------
    records : feed records of the rounds read together, oldest first; the last that says something counts.
    pilot : pilot id; a record counts when it is about this pilot, or about all pilots of its response.
    """
    here = [r for r in records if r.feed.startswith("practice.T") and not r.unit and _about(r, pilot)]
    return tuple(
        PilotAnswer(question, tuple(_part(here, feed) for feed in feeds))
        for question, feeds in FIVE_QUESTIONS
    )


def answered_share(answers: Iterable[PilotAnswer]) -> float:
    """Share of the five that have an answer, 0-1."""
    listed = list(answers)
    return sum(1 for answer in listed if answer.is_answered) / len(listed) if listed else 0.0


def _about(record: FeedRecord, pilot: str) -> bool:
    return record.pilot == pilot if record.pilot else pilot in record.pilots


def _part(records: Iterable[FeedRecord], feed: str) -> Part:
    found = Part(feed, NOT_ANSWERED, None)
    for record in records:
        if record.feed != feed:
            continue
        if record.value not in (None, (), ""):
            found = Part(feed, Known(record.value), record.other)
        elif record.reason and isinstance(found.value, NotAnswered):
            found = Part(feed, Missing(record.reason), None)
    return found
