"""What answers become: `feed_records` turns the stored answers of responses into `FeedRecord` values.

Capacity, network and practices read only these records, never question ids, so a template can be rewritten
without touching the analyses.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from mallipaja.catalogue.survey_template import SurveyTemplate
from mallipaja.survey.answers import SAME, Answer, FeedRecord, ResponseInfo
from mallipaja.survey.form import Form, by_key
from mallipaja.survey.logic import logic_of


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
    Records in the order of ``answers``. An answer about a pilot the response does not cover any more, one under a choice
    that is no longer ticked, and one to a question whose condition does not hold, read as not given; one given for all
    pilots that holds for some holds for those.
    """
    infos = {response.id: response for response in responses}
    given = [
        answer
        for answer in answers
        if answer.response in infos and (not answer.pilot or answer.pilot in infos[answer.response].pilots)
    ]
    kept = list(_as_asked(templates, infos, _without_overruled(templates, infos, given)))
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


def _as_asked(
    templates: Mapping[tuple[str, str], SurveyTemplate],
    infos: Mapping[str, ResponseInfo],
    answers: list[Answer],
) -> Iterator[Answer]:
    """The answers whose conditions hold, each for the pilots for which they do."""
    deciding = {one: info for one, info in infos.items() if logic_of(templates[_version(info)]) is not None}
    if not deciding:
        yield from answers
        return
    own: defaultdict[str, list[Answer]] = defaultdict(list)
    for answer in answers:
        own[answer.response].append(answer)
    forms = {
        one: Form(templates[_version(info)], info.pilots, {}, by_key(own[one]), moment=info.moment)
        for one, info in deciding.items()
    }
    for answer in answers:
        form = forms.get(answer.response)
        if form is None:
            yield answer
            continue
        asked = [
            pilot for pilot in _pilots_of(form, answer) if form.is_asked(answer.question, pilot, answer.row)
        ]
        if asked == _pilots_of(form, answer):
            yield answer
        else:
            yield from (replace(answer, pilot=pilot) for pilot in asked)


def _pilots_of(form: Form, answer: Answer) -> list[str]:
    """The pilots whose conditions decide on an answer; "" alone when it is asked once."""
    per_pilot = form.asks_per_pilot(answer.question)
    return list(form.pilots) if per_pilot and not answer.pilot and form.pilots else [answer.pilot]
