"""The results of a round as files. Every file is noted; what may not be shown is in none of them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Literal, get_args

from mallipaja import __version__
from mallipaja.actions.access import Job, Right, action
from mallipaja.actions.survey_results import Listed, Reading, key_of_pilot, round_of_pilot, wanted
from mallipaja.errors import ActionError
from mallipaja.exchange import survey_odk
from mallipaja.exchange.ddi import Study, codebook
from mallipaja.i18n import HELSINKI, N_, Words
from mallipaja.report.rows_file import csv_of, workbook
from mallipaja.report.survey_rows import answer_rows, joint_rows, question_rows, result_rows
from mallipaja.settings import wanted_smallest_group
from mallipaja.store import counted_responses as counted
from mallipaja.store import projects as project_store
from mallipaja.store import record, schema, whole
from mallipaja.store import survey_results as store
from mallipaja.store import surveys as round_store
from mallipaja.survey.across import Column
from mallipaja.survey.results import QuestionResult, result
from mallipaja.survey.suppression import NONE, SEVERAL, smallest_group
from mallipaja.survey.whole import (
    FormResults,
    GivenAnswer,
    GivenForm,
    GroupKind,
    GroupResults,
    WholeRound,
)

Kind = Literal["results", "answers", "workbook", "codebook", "odk"]
KINDS: tuple[Kind, ...] = get_args(Kind)
ENDINGS: Mapping[Kind, str] = {
    "results": "csv", "answers": "csv", "workbook": "xlsx", "codebook": "xml", "odk": "zip",
}  # fmt: skip

NOTHING = N_("The round asks nothing yet: there is nothing to write into a file.")
UNKNOWN_KIND = N_("There is no such file of results.")


@action(Right.RUN_PROJECT, "round_id")
def export_results(job: Job, *, round_id: str) -> WholeRound:
    """The results of a round as values, for programs; the export is noted."""
    found = _whole(job, round_id)
    whole.log_export(
        job, job.project_id, "survey results", sum(one.sent + one.under_way for one in found.forms)
    )
    return found


@action(Right.RUN_PROJECT, "round_id")
def export_file(job: Job, *, round_id: str, kind: str, language: str = "fi") -> bytes:
    """A file of a round; the export is noted.

    Parameters
    ----------
    kind : results (CSV of distributions), answers (CSV of facts one by one), workbook (xlsx of both and the
        questions), codebook (DDI-Codebook XML) or odk (a zip of CSV files in the shape of the XLSForm).
    """
    known = next((one for one in KINDS if one == kind), None)
    if known is None:
        raise ActionError("UNKNOWN_FILE", UNKNOWN_KIND)
    made, rows = _FILES[known](job, round_id, Words(language))
    whole.log_export(job, job.project_id, f"survey {known}", rows)
    return made


@action(Right.RUN_PROJECT, "round_id")
def take_answers(
    job: Job, *, round_id: str, form: str, column: str, pilot: str = "", organisation: str = ""
) -> Listed:
    """Every answer to one question, for a file; the export is noted."""
    return _noted(job, Reading.of(job, round_id, form).listed(column, pilot, organisation, most=None))


@action(Right.SEE_PILOT, "pilot_id")
def take_pilot_answers(job: Job, *, pilot_id: str, round_id: str, form: str, column: str) -> Listed:
    """The same for one pilot."""
    reading = Reading.of(job, round_of_pilot(job, pilot_id, round_id), form)
    return _noted(job, reading.listed(column, key_of_pilot(job, pilot_id), "", most=None))


def _noted(job: Job, found: Listed) -> Listed:
    whole.log_export(job, job.project_id, "survey answers", len(found.answers))
    return found


def _results(job: Job, round_id: str, _: Words) -> tuple[bytes, int]:
    rows = result_rows(_whole(job, round_id), _)
    return csv_of(rows), len(rows) - 1


def _answers(job: Job, round_id: str, _: Words) -> tuple[bytes, int]:
    rows = answer_rows(_given(job, round_id), _)
    return csv_of(rows), len(rows) - 1


def _workbook(job: Job, round_id: str, _: Words) -> tuple[bytes, int]:
    given, found = _given(job, round_id), _whole(job, round_id)
    answers = answer_rows(given, _)
    sheets = {
        _("Results"): result_rows(found, _),
        _("Facts"): answers,
        _("Questions"): question_rows(given, _),
    }
    if any(one.together for one in found.forms):
        sheets[_("Joint answers")] = joint_rows(found, _)
    return workbook(sheets), len(answers) - 1


def _codebook(job: Job, round_id: str, _: Words) -> tuple[bytes, int]:
    found = round_store.round_of(job, round_id)
    project = record.get(job, schema.project, found.project_id)
    closed = found.closed_at.astimezone(HELSINKI).date() if found.closed_at else found.closes_on
    least = smallest_group(wanted_smallest_group())
    study = Study(
        found.id,
        found.title,
        project.name,
        project.controller or "",
        found.opened_at,
        closed,
        job.today,
        f"Mallipaja {__version__}",
        least,
    )
    given = _given(job, round_id)
    results = {one.form.id: one for one in _whole(job, round_id).forms}
    forms = [(one, results[one.form.id]) for one in given]
    return codebook(study, forms), sum(len(one.columns) for one in given)


def _odk(job: Job, round_id: str, _: Words) -> tuple[bytes, int]:
    out, responses = io.BytesIO(), 0
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for one in _readings(job, round_id):
            form = _given_form(one)
            files = survey_odk.files(form) | survey_odk.joint_files(form.form.id, one.together())
            for name, data in files.items():
                packed.writestr(name, data)
            responses += len(form.responses)
    return out.getvalue(), responses


_FILES: Mapping[Kind, Callable[[Job, str, Words], tuple[bytes, int]]] = {
    "results": _results, "answers": _answers, "workbook": _workbook, "codebook": _codebook, "odk": _odk,
}  # fmt: skip


def _readings(job: Job, round_id: str) -> list[Reading]:
    keys = counted.documents_by_key(counted.form_versions(job, round_id))
    if not keys:
        raise ActionError("NOTHING_ASKED", NOTHING)
    return [Reading.of(job, round_id, key) for key in keys]


def _whole(job: Job, round_id: str) -> WholeRound:
    readings = _readings(job, round_id)
    found = readings[0].round
    return WholeRound(
        found.id, found.title, found.state, readings[0].least, tuple(_form_results(one) for one in readings)
    )


def _form_results(reading: Reading) -> FormResults:
    sent, under_way = counted.responses_by_state(reading.job, reading.scope())
    everybody = GroupResults("all", "", "", reading.counted(reading.joined.columns))
    versions = tuple(one.version for one in reading.every[reading.form.id])
    groups = (everybody, *_groups(reading))
    return FormResults(reading.form, versions, sent, under_way, groups, reading.together())


def _groups(reading: Reading) -> list[GroupResults]:
    """Opinions by municipality and by organisation, as far as they may be shown."""
    columns = [one for one in reading.joined.columns if one.question.disclosure == "opinion"]
    if not columns or not reading.opinions_open:
        return []
    tallies, gates = reading.opinions(columns)
    cells = {cell for rows in gates.values() for gate in rows.values() for cell in gate.parts}
    project = reading.round.project_id
    pilots = {one.key: one.name for one in project_store.pilots(reading.job, project)} | {SEVERAL: ""}
    employers = {one.key: one.name for one in project_store.organisations(reading.job, project)}

    def of(column: Column, pilot: str, organisation: str) -> QuestionResult:
        return result(
            column,
            reading.lists,
            tallies.get(column.key, []),
            gates[column.key],
            pilot=pilot,
            organisation=organisation,
            opinions_open=True,
            least=reading.least,
        )

    found = []
    kinds: tuple[tuple[GroupKind, int, Mapping[str, str]], ...] = (
        ("pilot", 0, pilots),
        ("organisation", 1, employers),
    )
    for kind, side, names in kinds:
        for key in sorted({cell[side] for cell in cells} - {NONE}):
            place = (key, "") if kind == "pilot" else ("", key)
            questions = tuple(of(column, *place) for column in columns)
            found.append(GroupResults(kind, key, names.get(key, key), questions))
    return found


def _given(job: Job, round_id: str) -> list[GivenForm]:
    return [_given_form(one) for one in _readings(job, round_id)]


def _given_form(reading: Reading) -> GivenForm:
    """Facts and who gave them. An anonymous round has no facts, and nothing is known of who answered."""
    responses = counted.responses(reading.job, reading.scope())
    if reading.round.is_anonymous:
        responses = [
            replace(one, unit="", organisation="", pilots=(), started_at=None, submitted_at=None)
            for one in responses
        ]
    facts = [one for one in reading.joined.columns if one.question.disclosure != "opinion"]
    keys = {one.key for one in facts}
    answers: list[GivenAnswer] = []
    for one in wanted(facts):
        for document, given in store.given_answers(reading.job, reading.scope(), one):
            answers += [
                GivenAnswer(read.response, key, read.pilot, read.row, read.value, read.reason, read.other)
                for key, read in reading.joined.read(document, [given])
                if key in keys
            ]
    order = {one.id: place for place, one in enumerate(responses)}
    places = {one.key: place for place, one in enumerate(reading.joined.columns)}
    answers.sort(key=lambda one: (order[one.response], places[one.column]))
    names = {one.key: one.name for one in project_store.pilots(reading.job, reading.round.project_id)}
    return GivenForm(
        reading.form, reading.joined.columns, tuple(responses), tuple(answers), reading.lists, names
    )
