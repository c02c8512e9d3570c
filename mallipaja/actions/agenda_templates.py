"""Beginning a workshop from the agenda of a kind of meeting."""

from __future__ import annotations

from mallipaja.actions.access import Job, Right, action
from mallipaja.actions.tidy import one_of
from mallipaja.actions.workshops import change
from mallipaja.errors import ActionError
from mallipaja.i18n import N_, Words
from mallipaja.store import record, schema
from mallipaja.store import workshops as store
from mallipaja.workshop.agenda_templates import BY_CODE, StepTemplate
from mallipaja.workshop.cards import CARD_KINDS

NOT_EMPTY = N_("The agenda is not empty any more. Change its parts and steps instead.")


@action(Right.RUN_PROJECT, "workshop_id")
def use_agenda_template(job: Job, *, workshop_id: str, template: str, language: str) -> None:
    """Write the parts and steps of a template into an empty workshop, in the words of a language.

    Raises
    ------
    ActionError : ``AGENDA_NOT_EMPTY``, somebody has begun already.
    """
    one_of(template, tuple(BY_CODE))
    if store.blocks(job, workshop_id) or store.steps(job, workshop_id):
        raise ActionError("AGENDA_NOT_EMPTY", NOT_EMPTY)
    _ = Words(language)
    board: str | None = None
    count = 0
    for position, one in enumerate(BY_CODE[template].blocks):
        values = {
            "workshop_id": workshop_id, "kind": one.kind, "title": _(one.title), "minutes": one.minutes,
            "note": _(one.note) if one.note else "", "position": position,
        }  # fmt: skip
        block_id = record.add(job, schema.agenda_block, values, project_id=job.project_id)
        for step in one.steps:
            added = _add_step(job, _, workshop_id, block_id, step, count, board if step.on_board else None)
            board = added if step.kind == "board" else board
            count += 1
    change(job, workshop_id, template=template)


def _add_step(
    job: Job, _: Words, workshop_id: str, block_id: str, step: StepTemplate, position: int, board: str | None
) -> str:
    values = {
        "workshop_id": workshop_id, "block_id": block_id, "kind": step.kind, "title": _(step.title), "state": "hidden",
        "prompt": _(step.prompt) if step.prompt else "", "position": position, "minutes": step.minutes,
        "card_kinds": list(CARD_KINDS), "board_id": board, **step.values,
    }  # fmt: skip
    step_id = record.add(job, schema.workshop_step, values, project_id=job.project_id)
    for place, text in enumerate(step.options):
        option = {"step_id": step_id, "text": _(text), "position": place}
        record.add(job, schema.workshop_option, option, project_id=job.project_id)
    return step_id
