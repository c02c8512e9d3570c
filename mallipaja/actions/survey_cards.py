"""Answers of the practice survey as cards, each with the question and the survey it came from."""

from __future__ import annotations

import hashlib

from mallipaja.actions.access import Job, Right, action
from mallipaja.actions.boards import put_card
from mallipaja.actions.documents import template_of
from mallipaja.actions.evidence import evidence
from mallipaja.actions.tidy import TEXT_LENGTH
from mallipaja.catalogue.survey_template import SurveyTemplate
from mallipaja.store import answers as answer_store
from mallipaja.store import boards
from mallipaja.store import workshops as workshop_store

FEEDS = "practice."
FACT = "organisation_fact"


@action(Right.RUN_PROJECT, "workshop_step_id")
def bring_survey_cards(job: Job, *, workshop_step_id: str) -> int:
    """Put what the meeting's pilot has told together in the practice survey on a board; returns how many are new.

    Only texts that are told as facts of the pilot: opinions of few people are protected. A text that has been
    brought is not brought again, also when its card was removed.
    """
    step = workshop_store.step_of(job, workshop_step_id)
    _meeting, project_id, pilot_id = workshop_store.meeting_row(job, step.workshop_id)
    known = boards.survey_references(job, step.id)
    pilots = evidence(job, project_id).pilots
    if pilot_id is not None and pilot_id not in pilots:
        return 0  # the pilot is in the bin
    pilot = pilots[pilot_id] if pilot_id is not None else None
    added = 0
    for reference, label, text in _texts(job, project_id, pilot):
        if reference in known:
            continue
        made = hashlib.sha256(f"{step.id}{reference}".encode()).hexdigest()[:32]
        values = {"kind": "practice", "text": text[:TEXT_LENGTH], "source": "survey", "late": False}
        put_card(job, step, made, {**values, "source_ref": reference, "source_label": label})
        added += 1
    return added


def _texts(job: Job, project_id: str, pilot: str | None) -> list[tuple[str, str, str]]:
    """(reference, question, text) of the joint answers of a pilot; of ``None`` those of all the pilots."""
    found = evidence(job, project_id)
    responses = {one.id: one for one in found.responses if not one.unit}
    listed, _answers = answer_store.project_answers(job, project_id)
    questions = _questions({(i.template, i.version): template_of(job, d) for i, d in listed})
    texts = []
    for record in found.records:
        info = responses.get(record.response)
        about = (record.pilot,) if record.pilot else record.pilots
        if info is None or not isinstance(record.value, str) or (pilot and pilot not in about):
            continue
        label = questions.get((info.template, info.version, record.feed))
        if label is not None and record.value.strip():
            reference = "/".join((record.response, record.feed, record.pilot, record.row))
            texts.append((reference, label, record.value.strip()))
    return texts


def _questions(templates: dict[tuple[str, str], SurveyTemplate]) -> dict[tuple[str, str, str], str]:
    """(template, version, feed) -> the question, of the texts that may be shown word for word."""
    return {
        (*which, question.feeds): question.text.get("fi")
        for which, template in templates.items()
        if template.answered_by == "pilot"
        for question, _block in template.questions()
        if question.type == "text"
        and question.disclosure == FACT
        and question.feeds
        and question.feeds.startswith(FEEDS)
    }
