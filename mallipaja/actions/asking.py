"""What an invitation asks: its forms, their choice lists, and whether they can be answered now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from mallipaja.actions.access import Job
from mallipaja.actions.documents import template_of
from mallipaja.catalogue.survey_template import ChoiceItem, SurveyTemplate
from mallipaja.catalogue.text import Text
from mallipaja.errors import ActionError
from mallipaja.i18n import N_
from mallipaja.store import answering as store
from mallipaja.store import projects as project_store
from mallipaja.store import record, schema
from mallipaja.store import surveys as survey_store
from mallipaja.store.answering import Standing
from mallipaja.store.projects import Unit
from mallipaja.store.surveys import Response
from mallipaja.survey.audience import forms_for
from mallipaja.survey.form import ACTORS, Form, by_key

CLOSED = N_("The survey is closed. Your answers are kept, but they can no longer be changed.")
LINK_ENDED = N_("This link no longer works. Ask the person who invited you for a new one.")


@dataclass(frozen=True, slots=True)
class OpenForm:
    """One form of an invitation, ready to be drawn.

    ``open`` tells whether it can be answered now; ``pilot_names`` are by pilot key; ``saved_at`` is when an
    answer was last stored, ``None`` before the first.
    """

    response_id: str
    document_id: str
    form: Form
    pilot_names: dict[str, str]
    submitted_at: datetime | None
    saved_at: datetime | None
    open: bool
    closes_on: date | None


def standing_of(job: Job, invitation_id: str) -> Standing:
    """The invitation; raises ``LINK_ENDED`` when it has been revoked, has expired or was removed."""
    found = store.standing(job, invitation_id)
    expired = found.expires_at is not None and found.expires_at < job.at
    if found.removed or expired or found.revoked_at is not None:
        raise ActionError("LINK_ENDED", LINK_ENDED)
    return found


def is_open(job: Job, standing: Standing) -> bool:
    """Whether the round takes answers today; the closing day itself is still open."""
    return standing.state == "open" and (standing.closes_on is None or standing.closes_on >= job.today)


def check_open(job: Job, standing: Standing) -> None:
    """Raise ``CLOSED`` when the round takes no answers."""
    if not is_open(job, standing):
        raise ActionError("CLOSED", CLOSED)


def unit_of(job: Job, standing: Standing) -> Unit | None:
    """The unit that answers; ``None`` for joint and personal forms."""
    if standing.unit_id is None:
        return None
    every = project_store.units(job, standing.project_id)
    return next((unit for unit in every if unit.id == standing.unit_id), None)


def documents_of(job: Job, standing: Standing, unit: Unit | None) -> list[tuple[str, SurveyTemplate]]:
    """The forms the invitation holds, with their document ids, in the order of the round."""
    everything = [
        (one, template_of(job, one)) for one in survey_store.round_documents(job, standing.round_id)
    ]
    sector = record.get(job, schema.organisation, unit.organisation_id).sector if unit else ""
    wanted = forms_for([template for _, template in everything], standing.kind, sector)
    return [(document_id, template) for document_id, template in everything if template.id in wanted]


def external_lists(
    job: Job, project_id: str, pilot_ids: tuple[str, ...], own_actor: str = ""
) -> dict[str, tuple[ChoiceItem, ...]]:
    """The choice lists a template takes from outside: the project's actors and pilots, and the professions.

    Parameters
    ----------
    pilot_ids : the actors are those on the rosters of these pilots.
    own_actor : id of the actor that answers; it is not asked about itself.
    """
    actors = {
        one.id: one for pilot_id in pilot_ids for one in project_store.actors(job, project_id, pilot_id)
    }
    actors.pop(own_actor, None)
    return {
        ACTORS: tuple(
            ChoiceItem(code=one.key, label=Text(fi=one.name), sector=one.sector)
            for one in sorted(actors.values(), key=lambda one: (one.position, one.name))
        ),
        "project:pilots": tuple(
            ChoiceItem(code=one.key, label=Text(fi=one.name)) for one in project_store.pilots(job, project_id)
        ),
        "reference:professions": job.catalogue.profession_choices,
    }


def form_of(job: Job, standing: Standing, response: Response) -> tuple[Form, dict[str, str]]:
    """The form of a response with its answers, and the names of its pilots by key."""
    pilots = {one.key: one for one in project_store.pilots(job, standing.project_id)}
    keys = tuple(key for key in survey_store.response_pilot_keys(job, response.id) if key in pilots)
    unit = record.get(job, schema.unit, response.unit_id, binned=True) if response.unit_id else None
    lists = external_lists(
        job, standing.project_id, tuple(pilots[key].id for key in keys), unit.actor_id if unit else ""
    )
    form = Form(
        template_of(job, response.document_id),
        keys,
        lists,
        by_key(survey_store.answers_of(job, response.id)),
        store.rosters(job, standing.project_id),
    )
    return form, {key: pilots[key].name for key in keys}


def opened(job: Job, standing: Standing, response: Response) -> OpenForm:
    """The form of a response as the respondent sees it."""
    form, names = form_of(job, standing, response)
    return OpenForm(
        response.id,
        response.document_id,
        form,
        names,
        response.submitted_at,
        survey_store.saved_at(job, response.id),
        is_open(job, standing),
        standing.closes_on,
    )
