"""Answers as values, and what they become.

`feed_records` turns the stored answers of responses into `FeedRecord` values. Capacity, network and practices read only
these records, never question ids, so a template can be rewritten without touching the analyses.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mallipaja.catalogue.survey_template import MissingReason, SurveyTemplate

AnswerValue = str | float | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Answer:
    """One stored answer.

    ``pilot`` is "" for an answer that covers all the pilots of the response; ``row`` is "" outside blocks, else the choice
    code or the number of the respondent's own row. ``value`` is a choice code, a tuple of codes, a number, a text or an ISO
    date; ``None`` with a ``reason`` when the respondent cannot say. ``other`` is the text given to "other, which".
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

    ``unit`` is "" for joint and personal responses; ``pilots`` are the pilots the response covers; ``submitted`` responses
    and those still in progress both count, marked apart in completeness.
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
    answers : their answers; an answer to a question its template does not have, or that feeds nothing, is left out.

    Returns
    -------
    Records in the order of ``answers``. An answer under a choice that is no longer ticked reads as not given.
    """
    infos = {response.id: response for response in responses}
    given = [answer for answer in answers if answer.response in infos]
    kept = _without_overruled(templates, infos, given)
    ticked: dict[tuple[str, str, str], tuple[str, ...]] = {}
    for answer in kept:
        if isinstance(answer.value, tuple):
            ticked[(answer.response, answer.question, answer.pilot)] = answer.value
    records: list[FeedRecord] = []
    lookups: dict[tuple[str, str], dict[str, tuple[str | None, str]]] = {}
    for answer in kept:
        info = infos[answer.response]
        template_key = (info.template, info.version)
        if template_key not in lookups:
            template = templates[template_key]
            lookups[template_key] = {
                question.id: (question.feeds, block.for_each if block else "")
                for question, block in template.questions()
            }
        feeds, for_each = lookups[template_key].get(answer.question, (None, ""))
        if feeds is None:
            continue
        if for_each and not for_each.startswith(("list:", "own_rows")):
            chosen = ticked.get((answer.response, for_each, answer.pilot)) or ticked.get(
                (answer.response, for_each, ""), ()
            )
            if answer.row not in chosen:
                continue
        records.append(
            FeedRecord(
                feeds, answer.response, info.unit, info.pilots, answer.pilot, answer.row,
                answer.value, answer.reason, answer.other,
            )
        )
    return tuple(records)


def _without_overruled(
    templates: Mapping[tuple[str, str], SurveyTemplate], infos: Mapping[str, ResponseInfo], answers: list[Answer]
) -> list[Answer]:
    """Without the per-pilot answers of pages the respondent chose to answer once for all pilots."""
    same = {
        (answer.response, answer.question.removeprefix("same_"))
        for answer in answers
        if answer.question.startswith("same_") and answer.value == "yes"
    }
    if not same:
        return answers
    pages: dict[tuple[str, str], dict[str, str]] = {}
    for info in infos.values():
        key = (info.template, info.version)
        if key not in pages:
            pages[key] = templates[key].page_of()
    return [
        answer for answer in answers
        if not answer.pilot
        or (answer.response, pages[_version(infos[answer.response])].get(answer.question, "")) not in same
    ]


def _version(info: ResponseInfo) -> tuple[str, str]:
    return (info.template, info.version)
