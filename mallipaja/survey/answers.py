"""Answers as values, and what they become.

`feed_records` turns the stored answers of responses into `FeedRecord` values. Capacity, network and
practices read only these records, never question ids, so a template can be rewritten without touching the
analyses.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mallipaja.catalogue.survey_template import MissingReason, SurveyTemplate

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


def feed_records(
    templates: Mapping[tuple[str, str], SurveyTemplate],
    responses: Iterable[ResponseInfo],
    answers: Iterable[Answer],
) -> tuple[FeedRecord, ...]:
    """What the answers become.

    Parameters
    ----------
    templates : parsed templates by (id, version); a response keeps the version it was given to.
    responses : the responses to read.
    answers : their answers; an answer to a question its template does not have, or that feeds nothing, is
        left out.

    Returns
    -------
    Records in the order of ``answers``. An answer under a choice that is no longer ticked reads as not given;
    one given for all pilots under a choice ticked for some of them holds for those.
    """
    infos = {response.id: response for response in responses}
    given = [answer for answer in answers if answer.response in infos]
    kept = _without_overruled(templates, infos, given)
    ticked: _Ticked = {
        (answer.response, answer.question, answer.pilot): answer.value
        for answer in kept
        if isinstance(answer.value, tuple)
    }
    lookups = {_version(info): _lookup(templates[_version(info)]) for info in infos.values()}
    records: list[FeedRecord] = []
    for answer in kept:
        info = infos[answer.response]
        feeds, parent = lookups[_version(info)].get(answer.question, (None, ""))
        for pilot in _holds_for(answer, parent, info.pilots, ticked) if feeds else ():
            records.append(
                FeedRecord(
                    feeds or "",
                    answer.response,
                    info.unit,
                    info.pilots,
                    pilot,
                    answer.row,
                    answer.value,
                    answer.reason,
                    answer.other,
                )
            )
    return tuple(records)


_Ticked = dict[tuple[str, str, str], tuple[str, ...]]


def _lookup(template: SurveyTemplate) -> dict[str, tuple[str | None, str]]:
    """What each question feeds, and the question whose ticked choices its rows are ("" when none)."""
    return {
        question.id: (question.feeds, block.for_each if block and block.is_roster else "")
        for question, block in template.questions()
    }


def _holds_for(answer: Answer, parent: str, pilots: tuple[str, ...], ticked: _Ticked) -> tuple[str, ...]:
    """The pilots ("" = all) an answer holds for; none when its row is no longer ticked."""
    if not parent:
        return (answer.pilot,)
    own, common = (ticked.get((answer.response, parent, pilot), ()) for pilot in (answer.pilot, ""))
    if answer.row in (own or common):
        return (answer.pilot,)
    if answer.pilot:
        return ()
    return tuple(pilot for pilot in pilots if answer.row in ticked.get((answer.response, parent, pilot), ()))


def _without_overruled(
    templates: Mapping[tuple[str, str], SurveyTemplate],
    infos: Mapping[str, ResponseInfo],
    answers: list[Answer],
) -> list[Answer]:
    """Without the per-pilot answers of pages the respondent chose to answer once for all pilots."""
    same = {
        (answer.response, answer.question.removeprefix(SAME))
        for answer in answers
        if answer.question.startswith(SAME) and answer.value == "yes"
    }
    if not same:
        return answers
    pages = {_version(info): templates[_version(info)].page_of() for info in infos.values()}
    return [
        answer
        for answer in answers
        if not answer.pilot
        or (answer.response, pages[_version(infos[answer.response])].get(answer.question, "")) not in same
    ]


def _version(info: ResponseInfo) -> tuple[str, str]:
    return (info.template, info.version)
