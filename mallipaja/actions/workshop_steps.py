"""The steps of a workshop: what people do in each, and who sees what of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mallipaja.actions.access import Job, Right, action
from mallipaja.actions.tidy import long_text, one_of, tidy_name
from mallipaja.actions.workshops import change, checked_minutes, put_in_order, set_state, step_in
from mallipaja.errors import ActionError, NotFound
from mallipaja.i18n import N_
from mallipaja.store import record, schema
from mallipaja.store import workshops as store
from mallipaja.store.workshops import Option
from mallipaja.workshop import cards

PICTURES = ("", "capacity", "network", "practice")
MOST_DOTS = 20

BAD_DOTS = N_("Dots are 1–{most} each, and on one at most as many as each has.")
NEEDS_CARDS = N_("Choose at least one kind of cards.")

_STEP = (
    "block_id", "title", "prompt", "minutes", "layout", "card_kinds", "others", "signed", "grouping",
    "board_id", "dots_each", "dots_per_card", "picture",
)  # fmt: skip


@action(Right.RUN_PROJECT, "workshop_id")
def add_step(
    job: Job, *, workshop_id: str, kind: str, title: str, values: Mapping[str, Any] | None = None
) -> str:
    """Add a hidden step to the end. ``values`` are as in `change_step`."""
    one_of(kind, cards.STEP_KINDS)
    given = {"card_kinds": list(cards.CARD_KINDS), **(values or {}), "title": title}
    checked = _checked_step(job, workshop_id, given)
    position = store.next_position(job, "steps", workshop_id)
    fixed = {"workshop_id": workshop_id, "kind": kind, "state": "hidden", "position": position}
    step_id = record.add(job, schema.workshop_step, {**fixed, **checked}, project_id=job.project_id)
    store.touch(job, workshop_id)
    return step_id


@action(Right.RUN_PROJECT, "workshop_step_id")
def change_step(job: Job, *, workshop_step_id: str, values: Mapping[str, Any], revision: int | None) -> None:
    """Change what a step is; not its kind and state."""
    workshop_id = store.step_of(job, workshop_step_id).workshop_id
    fresh = _checked_step(job, workshop_id, values)
    record.change(
        job, schema.workshop_step, workshop_step_id, fresh, revision=revision, project_id=job.project_id
    )
    store.touch(job, workshop_id)


@action(Right.RUN_PROJECT, "workshop_step_id")
def remove_step(job: Job, *, workshop_step_id: str) -> None:
    """Move a step to the bin."""
    step = store.step_of(job, workshop_step_id)
    record.put_in_bin(job, schema.workshop_step, step.id, project_id=job.project_id)
    if store.workshop_of(job, step.workshop_id).current_step_id == step.id:
        change(job, step.workshop_id, current_step_id=None)
    store.touch(job, step.workshop_id)


@action(Right.RUN_PROJECT, "workshop_id")
def order_steps(job: Job, *, workshop_id: str, order: tuple[str, ...]) -> None:
    """Put the steps in this order; those left out come after, as they were."""
    put_in_order(job, schema.workshop_step, [one.id for one in store.steps(job, workshop_id)], order)
    store.touch(job, workshop_id)


@action(Right.RUN_PROJECT, "workshop_step_id")
def set_step_state(job: Job, *, workshop_step_id: str, state: str) -> None:
    """Hide a step, open it, let it only be looked at, or reveal what has been written.

    Raises
    ------
    ActionError : ``VOTE_HERE``, what is voted is shown by closing the vote.
    """
    set_state(job, store.step_of(job, workshop_step_id), one_of(state, cards.STEP_STATES))


@action(Right.RUN_PROJECT, "workshop_step_id", writes=False)
def list_options(job: Job, *, workshop_step_id: str) -> list[Option]:
    """What is voted on in a step when it is not cards."""
    return store.options(job, workshop_step_id)


@action(Right.RUN_PROJECT, "workshop_step_id")
def set_options(job: Job, *, workshop_step_id: str, text: str) -> int:
    """What is voted on, one per line; lines that stay keep their votes. Returns how many there are."""
    wanted = list(dict.fromkeys(long_text(line) for line in text.splitlines() if line.strip()))
    known = {one.text: one for one in store.options(job, workshop_step_id)}
    for text_, one in known.items():
        if text_ not in wanted:
            record.put_in_bin(job, schema.workshop_option, one.id, project_id=job.project_id)
    for position, line in enumerate(wanted):
        values = {"step_id": workshop_step_id, "text": line, "position": position}
        if line in known:
            record.change(
                job, schema.workshop_option, known[line].id, values, revision=None, project_id=job.project_id
            )
        else:
            record.add(job, schema.workshop_option, values, project_id=job.project_id)
    store.touch(job, store.step_of(job, workshop_step_id).workshop_id)
    return len(wanted)


def _checked_step(job: Job, workshop_id: str, values: Mapping[str, Any]) -> dict[str, Any]:
    found = {name: value for name, value in values.items() if name in _STEP}
    if "title" in found:
        found["title"] = tidy_name(found["title"])
    if "prompt" in found:
        found["prompt"] = long_text(found["prompt"])
    for name, allowed in (
        ("layout", cards.LAYOUTS), ("others", cards.OTHERS), ("signed", cards.SIGNED),
        ("grouping", cards.GROUPING), ("picture", PICTURES),
    ):  # fmt: skip
        if name in found:
            one_of(found[name], allowed)
    if "card_kinds" in found:
        found["card_kinds"] = [one_of(kind, cards.CARD_KINDS) for kind in found["card_kinds"]]
        if not found["card_kinds"]:
            raise ActionError("CARD_KINDS", NEEDS_CARDS)
    if found.get("minutes") is not None:
        found["minutes"] = checked_minutes(found["minutes"])
    each, per_card = found.get("dots_each"), found.get("dots_per_card")
    if each is not None and per_card is not None and not 1 <= per_card <= each <= MOST_DOTS:
        raise ActionError("DOTS", BAD_DOTS, most=MOST_DOTS)
    if found.get("board_id"):
        step_in(job, workshop_id, found["board_id"])
    blocks = {one.id for one in store.blocks(job, workshop_id)}
    if found.get("block_id") and found["block_id"] not in blocks:
        raise NotFound("agenda_block")
    return found
