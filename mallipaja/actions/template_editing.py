"""A project's own surveys: writing them, from Excel and back, trying them out, taking them into use.

A project changes a shipped survey by having its own version of it, under the same id. What is written is a draft;
rounds ask what was last taken into use. Taking a new version into a round that is open is another matter: see
`mallipaja.actions.versions`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from mallipaja.actions.access import Job, Right, action
from mallipaja.actions.asking import external_lists
from mallipaja.actions.documents import TEMPLATE, template_of, use_template
from mallipaja.actions.survey_files import ReadForm, read_workbook, template_as_form
from mallipaja.actions.tidy import key_of, one_of, tidy_name
from mallipaja.catalogue.load import parse_document
from mallipaja.catalogue.survey_template import ChoiceItem, Page, Question, SurveyTemplate
from mallipaja.catalogue.text import Text
from mallipaja.catalogue.write import dump_document
from mallipaja.errors import ActionError, Finding, NotFound, ProblemsError
from mallipaja.i18n import HELSINKI, N_
from mallipaja.store import documents, record, schema
from mallipaja.store import own_templates as store
from mallipaja.store import projects as project_store
from mallipaja.store.own_templates import OwnTemplate
from mallipaja.survey.check import check_template
from mallipaja.survey.editing import applied
from mallipaja.survey.edits import Change
from mallipaja.survey.numbering import next_version

ANSWERED_BY = ("unit", "pilot", "person")
FIRST_QUESTION = N_("Write the question here")
BROKEN = N_("The survey has {count} problems. They are told beside the questions: correct them first.")
UNWRITABLE = N_("The text is too long, or has characters that cannot be stored. Write it anew.")
SAME = N_("Nothing has changed since the survey was last taken into use.")


@dataclass(frozen=True, slots=True)
class EditedTemplate:
    """A survey as those who run the project see it.

    Attributes
    ----------
    template : the draft, or the shipped survey while the project has none of its own.
    own : whether the project has a version of its own.
    shipped : whether there is a survey with this id without the project's own.
    edited : whether the draft differs from what was last taken into use.
    version : the version in use of the project's own, ``None`` while it was never in use.
    sha : tells one draft from another.
    """

    template: SurveyTemplate
    own: bool
    shipped: bool
    edited: bool
    version: str | None
    sha: str


@dataclass(frozen=True, slots=True)
class Trial:
    """What trying a survey out needs: its lists and pilots as the project has them. Nothing of it is kept.

    ``pilot_names`` are by key; ``version`` tells one draft from another; ``moment`` is now, for ``today()``;
    ``problems`` counts what keeps it from being answered (a missing translation does not).
    """

    template: SurveyTemplate
    pilot_names: Mapping[str, str]
    lists: Mapping[str, tuple[ChoiceItem, ...]]
    rosters: Mapping[str, frozenset[str]]
    version: str
    moment: str
    problems: int


@action(Right.RUN_PROJECT, "project_id", writes=False)
def list_surveys(job: Job, *, project_id: str) -> list[EditedTemplate]:
    """Every survey of the project: the shipped ones and its own, by id."""
    own = {one.key for one in store.own_templates(job, project_id)}
    return [_view(job, project_id, key) for key in sorted({*job.catalogue.templates, *own})]


@action(Right.RUN_PROJECT, "project_id", writes=False)
def view_survey(job: Job, *, project_id: str, key: str) -> EditedTemplate:
    """One survey; `NotFound` when there is none with this id."""
    return _view(job, project_id, key)


@action(Right.RUN_PROJECT, "project_id", writes=False)
def survey_problems(job: Job, *, project_id: str, key: str) -> tuple[Finding, ...]:
    """What is wrong with the draft, each with its place in it."""
    template, _own = _draft(job, project_id, key)
    return check_template(template)


@action(Right.RUN_PROJECT, "project_id")
def edit_survey(job: Job, *, project_id: str, key: str, change: Change) -> EditedTemplate:
    """Make a change to the draft; the first change of a shipped survey begins the project's own version.

    Raises
    ------
    ActionError : somebody else has changed the same thing since it was opened. What others changed elsewhere stays.
    """
    template, _own = _draft(job, project_id, key)
    try:
        body = dump_document(applied(template, change))
    except ProblemsError as error:
        raise ActionError("TEMPLATE_TEXT", UNWRITABLE) from error
    store.keep_draft(job, project_id, key, body)
    return _view(job, project_id, key)


@action(Right.RUN_PROJECT, "project_id")
def new_survey(job: Job, *, project_id: str, title: str, answered_by: str) -> str:
    """Begin a survey of the project's own; returns its id."""
    name = tidy_name(title)
    one_of(answered_by, ANSWERED_BY)
    own = [one.key for one in store.own_templates(job, project_id)]
    key = key_of(name, [*job.catalogue.templates, *own])
    question = Question(id="Q1", type="text", text=Text(fi=name), disclosure="opinion", long=True)
    template = SurveyTemplate.model_validate(
        {
            "format": "mallipaja/survey_template/1",
            "id": key,
            "version": "1",
            "title": Text(fi=name),
            "purpose": Text(fi=name),
            "answered_by": answered_by,
            "minutes": 1,
            "pages": (Page(id="page_1", title=Text(fi=name), items=(question,)),),
        }
    )
    store.keep_draft(job, project_id, key, dump_document(template))
    return key


@action(Right.RUN_PROJECT, "project_id")
def take_survey_into_use(job: Job, *, project_id: str, key: str) -> str:
    """Let new rounds ask the draft from now on; returns its version number. Open rounds ask what they ask."""
    template, own = _draft(job, project_id, key)
    if own is None:
        raise ActionError("TEMPLATE_SAME", SAME)
    if problems := check_template(template):
        raise ActionError("TEMPLATE_BROKEN", BROKEN, count=len(problems))
    if own.document_id and _same(template_of(job, own.document_id), template):
        raise ActionError("TEMPLATE_SAME", SAME)
    known = documents.versions(job, TEMPLATE, key)
    number = next_version(template.version, {one.version for one in known})
    fresh = template.model_copy(update={"version": number})
    values = {"document_id": use_template(job, fresh), "body": dump_document(fresh)}
    record.change(job, schema.own_template, own.id, values, revision=None, project_id=project_id)
    return number


@action(Right.RUN_PROJECT, "project_id")
def remove_survey(job: Job, *, project_id: str, key: str) -> None:
    """Move the project's own version to the bin; a shipped survey is then as it was shipped."""
    own = store.own_template_of(job, project_id, key)
    if own is None:
        raise NotFound("own_template")
    record.put_in_bin(job, schema.own_template, own.id, project_id=project_id)


@action(Right.RUN_PROJECT, "project_id", writes=False)
def survey_as_form(job: Job, *, project_id: str, key: str) -> bytes:
    """The draft as an Excel form, with the project's actors and pilots in its lists."""
    template, _own = _draft(job, project_id, key)
    lists, _rosters = external_lists(job, project_id, _pilot_keys(job, project_id))
    return template_as_form(template, lists, f"{key}.xlsx")


@action(Right.RUN_PROJECT, "project_id")
def survey_from_form(
    job: Job, *, project_id: str, content: bytes, name: str, key: str = "", fresh: bool = False
) -> ReadForm:
    """Take an Excel form in as the draft of a survey.

    Parameters
    ----------
    name : what the file is called.
    key : the survey it is to replace; "" = the one the form names.
    fresh : it is a survey of its own, under an id no other has.

    Returns
    -------
    What was read; with problems nothing has been changed.
    """
    found = read_workbook(content, name)
    if found.template is not None:
        taken = [*job.catalogue.templates, *(one.key for one in store.own_templates(job, project_id))]
        own = key_of(found.template.id, taken) if fresh else key or found.template.id
        template = found.template.model_copy(update={"id": own})
        store.keep_draft(job, project_id, template.id, dump_document(template))
        return ReadForm(template, found.text, found.losses, ())
    return found


@action(Right.RUN_PROJECT, "project_id", writes=False)
def try_survey(job: Job, *, project_id: str, key: str) -> Trial:
    """What trying a survey out needs. It may have problems, as long as it can be shown."""
    template, _own = _draft(job, project_id, key)
    keys = _pilot_keys(job, project_id)
    lists, rosters = external_lists(job, project_id, keys)
    names = {one.key: one.name for one in project_store.pilots(job, project_id)}
    kept = keys if template.answered_by == "unit" else keys[:1]
    problems = len(check_template(template, languages=()))
    moment = job.at.astimezone(HELSINKI).replace(tzinfo=None).isoformat(timespec="seconds")
    return Trial(
        template, {one: names[one] for one in kept}, lists, rosters, _sha(template), moment, problems
    )


def _pilot_keys(job: Job, project_id: str) -> tuple[str, ...]:
    return tuple(one.key for one in project_store.pilots(job, project_id))


def _draft(job: Job, project_id: str, key: str) -> tuple[SurveyTemplate, OwnTemplate | None]:
    """The draft of a survey and its record; the shipped survey where the project has no version of its own."""
    own = store.own_template_of(job, project_id, key)
    if own is not None:
        return _read(own.body, f"{key}.yaml"), own
    shipped = job.catalogue.templates.get(key)
    if shipped is None:
        raise NotFound("own_template")
    return shipped, None


@lru_cache(maxsize=64)
def _read(body: str, name: str) -> SurveyTemplate:
    found = parse_document(body, name)
    assert isinstance(found, SurveyTemplate)
    return found


def _view(job: Job, project_id: str, key: str) -> EditedTemplate:
    template, own = _draft(job, project_id, key)
    used = template_of(job, own.document_id) if own and own.document_id else None
    return EditedTemplate(
        template,
        own is not None,
        key in job.catalogue.templates,
        own is not None and (used is None or not _same(used, template)),
        used.version if used else None,
        _sha(template),
    )


def _same(one: SurveyTemplate, other: SurveyTemplate) -> bool:
    return one == other.model_copy(update={"version": one.version})


def _sha(template: SurveyTemplate) -> str:
    return hashlib.sha256(template.model_dump_json().encode()).hexdigest()[:16]
