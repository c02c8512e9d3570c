"""Answers as values, and the records they become (`mallipaja.survey.records`)."""

from __future__ import annotations

from dataclasses import dataclass

from mallipaja.catalogue.survey_template import MissingReason

AnswerValue = str | float | tuple[str, ...] | None
SAME = "same_"
"""An answer to ``same_<page id>`` with the value ``yes``: the page's per-pilot questions are answered once
for all pilots, and their per-pilot answers are overruled.
"""


@dataclass(frozen=True, slots=True)
class Answer:
    """One stored answer.

    ``pilot`` is "" for an answer that covers all the pilots of the response; ``row`` is "" outside blocks,
    else the choice code or the number of the respondent's own row. ``value`` is a choice code, a tuple of
    codes, a number, a text or an ISO date; ``None`` with a ``reason`` when the respondent cannot say.
    ``other`` is the text given to "other, which".
    """

    response: str
    question: str
    pilot: str
    row: str
    value: AnswerValue
    reason: MissingReason | None = None
    other: str | None = None


@dataclass(frozen=True, slots=True)
class ResponseInfo:
    """Whose response it is.

    ``unit`` is "" for joint and personal responses; ``pilots`` are the pilots the response covers;
    ``submitted`` responses and those still in progress both count, marked apart in completeness.
    """

    id: str
    template: str
    version: str
    unit: str
    pilots: tuple[str, ...]
    submitted: bool
    moment: str = ""


@dataclass(frozen=True, slots=True)
class FeedRecord:
    """One answer in terms of what it feeds. ``pilot`` "" means every pilot in ``pilots``."""

    feed: str
    response: str
    unit: str
    pilots: tuple[str, ...]
    pilot: str
    row: str
    value: AnswerValue
    reason: MissingReason | None
    other: str | None = None
