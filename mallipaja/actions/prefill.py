"""What is known before the respondent starts: the unit, the pilots it serves, what it has answered before."""

from __future__ import annotations

from collections.abc import Collection

from mallipaja.actions.access import Job
from mallipaja.actions.evidence import evidence
from mallipaja.store import answering as answering_store
from mallipaja.store import answers as answer_store
from mallipaja.store import projects as project_store
from mallipaja.store import record, schema
from mallipaja.store.projects import Unit
from mallipaja.store.surveys import Response
from mallipaja.survey.answers import AnswerValue
from mallipaja.survey.clean import OTHER_LENGTH, Cleaned
from mallipaja.survey.defaults import defaults
from mallipaja.survey.form import Field, Form

TEXT_OF_UNIT = "unit.organisation"
PILOTS_OF_UNIT = "unit.pilots"


def prefill(
    job: Job, form: Form, response: Response, unit: Unit | None, *, but: Collection[str] = ()
) -> None:
    """Fill in the form's prefilled questions, each change with its line of history.

    What the unit has answered before to the same question goes before what the project knows.

    Parameters
    ----------
    but : ids of questions that are left as they are.
    """
    _open_with_defaults(job, form, response, but)
    if unit is None:
        return
    fields = [
        one
        for page in form.template.pages
        for one in form.fields(page)
        if one.question.prefilled and one.question.id not in but
    ]
    known = _known(job, unit)
    earlier = _earlier(job, unit, response) if fields else {}
    for field in fields:
        question, _, row = field.key
        before = earlier.get(field.key) or earlier.get((question, "", row))
        cleaned = _fitting(form, field, before or known.get(field.question.feeds or ""))
        if cleaned is not None:
            answer_store.save_answer(job, response.id, field.key, cleaned, project_id=job.project_id)


def _open_with_defaults(job: Job, form: Form, response: Response, but: Collection[str]) -> None:
    """Store what questions open with. One that is not asked yet has its default waiting."""
    for field, cleaned in defaults(form):
        if field.question.id in but:
            continue
        answer_store.save_answer(job, response.id, field.key, cleaned, project_id=job.project_id)


def prefill_joint(job: Job, form: Form, response: Response) -> None:
    """Fill in the facts of a joint form: what the pilot has answered together before, else what its units have said
    when they agree.

    Opinions are never put before the group, nor what only some have said.
    """
    if response.source != "joint" or len(form.pilots) != 1:
        return
    pilot = form.pilots[0]
    before = _together_before(job, response)
    said = _units_agree(job, pilot)
    for page in form.template.pages:
        for field in form.fields(page):
            if field.question.disclosure != "organisation_fact" or field.question.read_only:
                continue
            known = before.get((field.question.id, field.row)) or said.get(
                (field.question.feeds or "", field.row)
            )
            cleaned = _fitting(form, field, known)
            if cleaned is not None:
                answer_store.save_answer(job, response.id, field.key, cleaned, project_id=job.project_id)


def _together_before(job: Job, response: Response) -> dict[tuple[str, str], Cleaned]:
    """The pilot's answers in its other joint responses; of several to one question the newest response's."""
    found: dict[tuple[str, str], Cleaned] = {}
    for response_id in answering_store.latest_joint(job, response.id):
        for one in answer_store.answers_of(job, response_id):
            found.setdefault((one.question, one.row), Cleaned(one.value, one.reason, one.other))
    return found


def _units_agree(job: Job, pilot: str) -> dict[tuple[str, str], Cleaned]:
    """By feed and row, the fact every unit of the pilot that has answered gives."""
    opinions = {
        question.feeds
        for template in job.catalogue.templates.values()
        for question, _ in template.questions()
        if question.disclosure == "opinion"
    }
    given: dict[tuple[str, str], set[Cleaned]] = {}
    for one in evidence(job, job.project_id).records:
        if one.unit and one.pilot in {"", pilot} and pilot in one.pilots and one.feed not in opinions:
            given.setdefault((one.feed, one.row), set()).add(Cleaned(one.value, one.reason, one.other))
    return {place: next(iter(values)) for place, values in given.items() if len(values) == 1}


def _known(job: Job, unit: Unit) -> dict[str, Cleaned]:
    organisation = record.get(job, schema.organisation, unit.organisation_id)
    pilots = {one.id: one.key for one in project_store.pilots(job, job.project_id)}
    served: AnswerValue = tuple(pilots[one] for one in unit.pilots if one in pilots)
    named = unit.name.startswith(organisation.name)
    name = unit.name if named else f"{organisation.name}, {unit.name}"
    return {TEXT_OF_UNIT: Cleaned(name[:OTHER_LENGTH]), PILOTS_OF_UNIT: Cleaned(served)}


def _earlier(job: Job, unit: Unit, response: Response) -> dict[tuple[str, str, str], Cleaned]:
    """The unit's answers in its other responses; of several to one question the newest response's."""
    found: dict[tuple[str, str, str], Cleaned] = {}
    for response_id in answering_store.latest_responses(job, unit.id, but=response.id):
        for one in answer_store.answers_of(job, response_id):
            cleaned = Cleaned(one.value, one.reason, one.other)
            found.setdefault((one.question, one.pilot, one.row), cleaned)
    return found


def _fitting(form: Form, field: Field, cleaned: Cleaned | None) -> Cleaned | None:
    """The answer as far as the question still takes it; ``None`` when nothing of it fits."""
    if cleaned is None or cleaned.value is None:
        return None
    codes = [choice.code for choice in form.choices(field.question, field.pilot)]
    match field.question.type, cleaned.value:
        case "multiple", tuple(given):
            kept = tuple(code for code in codes if code in given)[: field.question.max_choices]
            other = cleaned.other if field.question.other in kept else None
            return Cleaned(kept, other=other) if kept else None
        case "ranking", tuple(ranked):
            return cleaned if set(ranked) <= set(codes) else None
        case "single", str(code):
            return cleaned if code in codes else None
        case "text", str():
            return cleaned
        case "number", int() | float():
            return cleaned
    return None
