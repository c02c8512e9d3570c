"""THL's five questions, as the pilot answered them together (T1, T4, T12, T13, T15 and their parts)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mallipaja.i18n import N_
from mallipaja.practice.joint import JointAnswers, Part
from mallipaja.survey.answers import FeedRecord
from mallipaja.survey.given import Known

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

QUESTION_WORDS = {
    "coordinator": N_("Who acts as client coordinator?"),
    "guidance": N_("How are clients guided to the services?"),
    "reconciling": N_("How are the services reconciled?"),
    "joint_plan": N_("Is a joint plan made?"),
    "follow_up": N_("How is the plan followed up?"),
}


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
    joint = JointAnswers(records, pilot)
    return tuple(
        PilotAnswer(question, tuple(joint.part(feed) for feed in feeds)) for question, feeds in FIVE_QUESTIONS
    )


def answered_share(answers: Iterable[PilotAnswer]) -> float:
    """Share of the five that have an answer, 0-1."""
    listed = list(answers)
    return sum(1 for answer in listed if answer.is_answered) / len(listed) if listed else 0.0
