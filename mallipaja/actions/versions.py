"""New versions of a survey while its round is open: what changes, what it means, taking it into use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mallipaja.actions.access import Job, Right, action
from mallipaja.actions.documents import template_of, use_template
from mallipaja.actions.tidy import long_text
from mallipaja.catalogue.survey_template import SurveyTemplate
from mallipaja.errors import ActionError
from mallipaja.i18n import N_
from mallipaja.store import documents as document_store
from mallipaja.store import survey_versions as store
from mallipaja.store.survey_versions import Responses, RoundVersion
from mallipaja.survey.across import Effect, effects
from mallipaja.survey.check import check_template
from mallipaja.survey.numbering import next_version
from mallipaja.survey.versions import Change, Recode, asked_in, changes, guesses

NOT_ASKED = N_("This round does not ask the survey “{name}”.")
SAME = N_("Nothing has changed: the round asks exactly this already.")
BROKEN = N_("The new version has {count} problems. Correct them first.")
LATE = N_("Somebody has taken another version into use meanwhile. Look at the changes again.")
UNMAPPED = N_("Say what becomes of these choices, which answers have: {codes}.")
OTHER_PEOPLE = N_("The new version is answered by others than the old one. Open a round of its own for it.")


@dataclass(frozen=True, slots=True)
class Preview:
    """A new version beside the one that is asked now.

    Attributes
    ----------
    version : the one that is asked now; publishing names it, so that nobody publishes over another's version.
    guessed : for every code that is gone what it may have become; ``None`` where nothing resembles it.
    used : how many responses have given each of those codes, by question or block.
    effects : what it means for the answers given, by question of the old version.
    sent, under_way : how many responses there are to the old version.
    """

    version: RoundVersion
    old: SurveyTemplate
    new: SurveyTemplate
    changes: tuple[Change, ...]
    guessed: Mapping[str, Mapping[str, str | None]]
    used: Mapping[str, Mapping[str, int]]
    effects: Mapping[str, Effect]
    sent: int
    under_way: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """A survey of a round that is different where it comes from: its file, or the project's own version."""

    template: SurveyTemplate
    own: bool


@action(Right.RUN_PROJECT, "round_id", writes=False)
def list_versions(job: Job, *, round_id: str) -> dict[str, list[RoundVersion]]:
    """Every version of every survey of a round by template id, oldest first."""
    return store.round_versions(job, round_id)


@action(Right.RUN_PROJECT, "round_id", writes=False)
def waiting_versions(job: Job, *, round_id: str) -> list[Waiting]:
    """The surveys of an open round that have been edited since they were taken into use in it."""
    found: list[Waiting] = []
    for key, versions in store.round_versions(job, round_id).items():
        now = template_of(job, versions[-1].document_id)
        own = store.own_version(job, job.project_id, key)
        edited = template_of(job, own) if own else job.catalogue.templates.get(key)
        if edited is not None and not _same(now, edited):
            found.append(Waiting(edited, own is not None))
    return found


@action(Right.RUN_PROJECT, "round_id", writes=False)
def preview_version(
    job: Job, *, round_id: str, template: SurveyTemplate, recode: Recode | None = None
) -> Preview:
    """What a new version of a survey changes, and what it means for the answers given.

    Parameters
    ----------
    recode : what becomes of the codes that are gone; without it the guesses.
    """
    version = _asked_now(job, round_id, template)
    old = template_of(job, version.document_id)
    guessed = guesses(old, template)
    responses = store.responses_to(job, round_id, version.document_id)
    told = effects(old, template, guessed if recode is None else recode, responses)
    sent = sum(submitted for submitted, _ in responses)
    return Preview(
        version,
        old,
        template,
        changes(old, template),
        guessed,
        _used(old, guessed, responses),
        told,
        sent,
        len(responses) - sent,
    )


@action(Right.RUN_PROJECT, "round_id")
def publish_version(
    job: Job, *, round_id: str, document_id: str, template: SurveyTemplate, recode: Recode, note: str = ""
) -> str:
    """Ask with the new version from now on; returns its version number.

    Answers keep the version they were given to. Whoever is midway chooses whether to carry the answers over.

    Parameters
    ----------
    document_id : the version that is replaced, as it was when the changes were looked at.
    """
    version = _asked_now(job, round_id, template)
    if version.document_id != document_id:
        raise ActionError("VERSION_LATE", LATE)
    old = template_of(job, document_id)
    if _same(old, template):
        raise ActionError("VERSION_SAME", SAME)
    if old.answered_by != template.answered_by:
        raise ActionError("VERSION_PEOPLE", OTHER_PEOPLE)
    if problems := check_template(template):
        raise ActionError("VERSION_BROKEN", BROKEN, count=len(problems))
    guessed = guesses(old, template)
    kept = {key: {code: recode.get(key, {}).get(code) for code in codes} for key, codes in guessed.items()}
    _check_map(job, round_id, version, recode, guessed)
    known = document_store.version_list(job, "survey_template", template.id)
    number = next_version(template.version, {one for _, one in known})
    fresh = use_template(job, template.model_copy(update={"version": number}))
    store.replace_version(
        job, version, round_id, fresh, recode=kept, note=long_text(note), project_id=job.project_id
    )
    return number


def _asked_now(job: Job, round_id: str, template: SurveyTemplate) -> RoundVersion:
    found = store.round_versions(job, round_id).get(template.id)
    if not found:
        raise ActionError("NOT_IN_ROUND", NOT_ASKED, name=template.title.fi)
    return found[-1]


def _same(old: SurveyTemplate, new: SurveyTemplate) -> bool:
    return old == new.model_copy(update={"version": old.version})


def _used(
    old: SurveyTemplate, guessed: Mapping[str, Mapping[str, str | None]], responses: Responses
) -> dict[str, dict[str, int]]:
    """How many responses have each code that is gone, as a choice or as a row."""
    blocks = {key: one.block.id for key, one in asked_in(old).items() if one.block and one.rows}
    counts = {key: dict.fromkeys(codes, 0) for key, codes in guessed.items()}
    for _, answers in responses:
        given = set()
        for one in answers:
            values = one.value if isinstance(one.value, tuple) else (one.value,)
            given |= {(one.question, value) for value in values} | {(blocks.get(one.question, ""), one.row)}
        for key, codes in counts.items():
            for code in codes:
                codes[code] += (key, code) in given
    return counts


def _check_map(
    job: Job,
    round_id: str,
    version: RoundVersion,
    recode: Recode,
    guessed: Mapping[str, Mapping[str, str | None]],
) -> None:
    """Every code that answers have and the new version has not needs a word on what becomes of it."""
    responses = store.responses_to(job, round_id, version.document_id)
    used = _used(template_of(job, version.document_id), guessed, responses)
    open_ = [
        code
        for key, codes in used.items()
        for code, n in codes.items()
        if n and code not in recode.get(key, {})
    ]
    if open_:
        raise ActionError("RECODE_MISSING", UNMAPPED, codes=", ".join(open_))
