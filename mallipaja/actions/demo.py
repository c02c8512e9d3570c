"""The example project, made from a seed: five pilots, sixty units, answers. Marked as example data everywhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from random import Random

from mallipaja.actions.access import Job, Right, action
from mallipaja.actions.demo_agreed import agreed
from mallipaja.actions.demo_answers import TEMPLATES, answer
from mallipaja.actions.demo_ground import Ground
from mallipaja.actions.demo_later import TEMPLATE, ask_workloads, count_months
from mallipaja.actions.demo_process import go_through
from mallipaja.actions.demo_team import drafted
from mallipaja.actions.history import EXAMPLE
from mallipaja.actions.variants import Stand, stand_on
from mallipaja.catalogue.example import ExampleAgreement, ExampleProject
from mallipaja.errors import ActionError
from mallipaja.i18n import N_
from mallipaja.store import projects as project_store
from mallipaja.store import record, schema
from mallipaja.store.places import Place

SEED = 20211001
_DRAFTED_BEFORE = timedelta(days=14)
NO_DEFINITION = N_("The example project cannot be made: its definition file is missing or broken.")


@action(Right.ADMINISTER)
def create_example(job: Job, *, seed: int = SEED) -> str:
    """Make the example project anew and put an earlier untouched one in the bin; returns its id."""
    definition = job.catalogue.table(ExampleProject)
    if definition is None or any(key not in job.catalogue.templates for key in (*TEMPLATES, TEMPLATE)):
        raise ActionError("EXAMPLE_BROKEN", NO_DEFINITION)
    for one in project_store.projects(job):
        if one.is_example:
            record.put_in_bin(job, schema.project, one.id, project_id=one.id)
    ground = Ground(replace(job, who=EXAMPLE), definition, Random(seed))  # noqa: S311 - invented data, not a secret
    ground.lay()
    answer(ground)
    go_through(ground)
    for agreement in definition.agreed:
        _agree(ground, agreement)
    ask_workloads(ground)
    count_months(ground)
    return ground.project_id


def _agree(ground: Ground, agreement: ExampleAgreement) -> None:
    """A pilot that is further: stands taken, team drafted and agreed, as people would do it in the app."""
    pilot_id = ground.pilots[agreement.pilot]
    place = replace(ground.job, place=Place(ground.project_id, pilot_id))
    for one in agreement.stands:
        stand = Stand(one.fit, one.in_use, one.what, one.why, agreement.decided_by, core_kept=one.core_kept)
        stand_on(place, pilot_id, one.element, stand)
    agreed_on = ground.ago(agreement.agreed_days_ago)
    meant = datetime.combine(
        agreed_on - _DRAFTED_BEFORE, time(9, 0), UTC
    )  # the papers tell the day of the draft
    names = {one.key: one.name for one in ground.definition.organisations}
    employer = names.get(agreement.recruited_by or "", "")
    draft_id = drafted(replace(place, at=meant), pilot_id, agreement, employer)
    agreed(place, pilot_id, draft_id, agreed_on, agreement.decided_by, agreement.why)
