"""The results of a whole round as values: every form, every question ever asked, every group that may be shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from mallipaja.catalogue.survey_template import MissingReason, SurveyTemplate
from mallipaja.survey.across import Column
from mallipaja.survey.answers import AnswerValue
from mallipaja.survey.results import Lists, QuestionResult

GroupKind = Literal["all", "pilot", "organisation"]


@dataclass(frozen=True, slots=True)
class GroupResults:
    """The results of one group; ``key`` and ``name`` are "" for everybody."""

    kind: GroupKind
    key: str
    name: str
    questions: tuple[QuestionResult, ...]


@dataclass(frozen=True, slots=True)
class SeenOtherwise:
    """A dissenting view on a question, or on the whole form (""); ``who`` is an actor, "" for somebody of the group."""

    question: str
    row: str
    who: str
    text: str


@dataclass(frozen=True, slots=True)
class JointAnswer:
    """Who gave a pilot's joint answer: actors, people who want to be named; and what was seen otherwise.

    ``pilot`` is the key; ``sent_at`` is ``None`` while it is under way.
    """

    pilot: str
    name: str
    sent_at: datetime | None
    actors: tuple[str, ...]
    people: tuple[str, ...]
    otherwise: tuple[SeenOtherwise, ...]


@dataclass(frozen=True, slots=True)
class FormResults:
    """The results of one form.

    ``form`` is its newest version, ``versions`` all of them, oldest first. ``groups`` begin with everybody, whose
    questions are all that were ever asked; the other groups have the opinions only. ``together`` are the answers of
    a joint form.
    """

    form: SurveyTemplate
    versions: tuple[str, ...]
    sent: int
    under_way: int
    groups: tuple[GroupResults, ...]
    together: tuple[JointAnswer, ...]


@dataclass(frozen=True, slots=True)
class WholeRound:
    """The results of a round. ``least`` is the smallest group whose opinions are shown."""

    id: str
    title: str
    state: str
    least: int
    forms: tuple[FormResults, ...]


@dataclass(frozen=True, slots=True)
class GivenResponse:
    """A response in an export.

    ``id`` is random; ``unit`` and ``organisation`` are names, "" in an anonymous round and for personal and joint
    forms; ``pilots`` are keys. ``source`` is how it was given (link, joint, paper, example).
    """

    id: str
    unit: str
    organisation: str
    pilots: tuple[str, ...]
    version: str
    source: str
    started_at: datetime | None
    submitted_at: datetime | None


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """A fact as it was given: column and value read in the codes of the column, row and pilot "" where none."""

    response: str
    column: str
    pilot: str
    row: str
    value: AnswerValue
    reason: MissingReason | None
    other: str | None


@dataclass(frozen=True, slots=True)
class GivenForm:
    """Everything one form was answered, opinions left out.

    ``columns`` are every question ever asked, opinions among them; ``pilots`` are names by key.
    """

    form: SurveyTemplate
    columns: tuple[Column, ...]
    responses: tuple[GivenResponse, ...]
    answers: tuple[GivenAnswer, ...]
    lists: Lists
    pilots: Mapping[str, str]
