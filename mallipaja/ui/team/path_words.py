"""The client's path in a pilot, phase by phase: what the model says of it, who does what, what has been written down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mallipaja.actions.responsibilities import Responsibilities
from mallipaja.actions.variants import VariantView
from mallipaja.catalogue.text import Text
from mallipaja.i18n import Words
from mallipaja.model.snapshot import ElementState
from mallipaja.practice.records import Practice
from mallipaja.report.handbook import PhaseLines, TaskLine
from mallipaja.team.responsibilities import PREPARATION, Task
from mallipaja.ui.picture.practice_details import handover_text
from mallipaja.ui.team import duty_words, model_words
from mallipaja.ui.team.questions import ended

IN_THE_MEETING = ("phases.meeting", "phases.plan")
"""The phases of the model that are gone through with the client at the table."""


def parts(
    _: Words,
    variant: VariantView,
    duties: Responsibilities,
    written: Sequence[Practice],
    actors: Mapping[str, str],
) -> tuple[tuple[str, tuple[PhaseLines, ...]], ...]:
    """The phases before, in and after the meeting with the client, in the order of the pilot's own model.

    Parameters
    ----------
    written : the pilot's practices that are so today; ``actors`` are names by key.
    """
    listed = sorted((one for one in variant.snapshot.present() if one.group == "phases"), key=_order)
    met = [place for place, one in enumerate(listed) if one.key in IN_THE_MEETING]
    if not met:
        groups = [(_("The phases of the path"), listed)]
    else:
        first, last = met[0], met[-1] + 1
        groups = [
            (_("Before the meeting"), listed[:first]),
            (_("In the meeting"), listed[first:last]),
            (_("After the meeting"), listed[last:]),
        ]
    return tuple(
        (name, tuple(_phase(_, variant, duties, one, written, actors) for one in group))
        for name, group in groups
        if group
    )


def preparation(_: Words, duties: Responsibilities) -> tuple[TaskLine, ...]:
    """The tasks of the preparation."""
    return tuple(_task(_, duties, one) for one in duties.tasks if one.phase == PREPARATION)


def _order(state: ElementState) -> float:
    found = state.fields.get("phase.order")
    return found if isinstance(found, float) else float("inf")


def _phase(
    _: Words,
    variant: VariantView,
    duties: Responsibilities,
    state: ElementState,
    written: Sequence[Practice],
    actors: Mapping[str, str],
) -> PhaseLines:
    code = state.key.split(".", 1)[1]
    return PhaseLines(
        model_words.name(_, variant, state.key),
        model_words.text(_, variant, state.key),
        _("State: {state}.", state=model_words.standing(_, variant, state.key)),
        _frame(_, variant, state),
        tuple(_task(_, duties, one) for one in duties.tasks if one.phase == code),
        tuple(_written(_, one, actors) for one in written if one.phase == code and one.kind != "challenge"),
    )


def _frame(_: Words, variant: VariantView, state: ElementState) -> tuple[str, ...]:
    """What the phase starts from and leaves behind, who answers for it, the longest wait; what the model says of them."""
    element = variant.generic.elements.get(state.key)
    spec = element.phase if element else None
    starts = _in_language(_, state, "phase.input", spec.input if spec else None)
    leaves = _in_language(_, state, "phase.output", spec.output if spec else None)
    owner, days = state.fields.get("phase.owner"), state.fields.get("phase.max_wait_days")
    found = [_("Starts from: {text}", text=ended(starts))] if starts else []
    found += [_("Leaves behind: {text}", text=ended(leaves))] if leaves else []
    if isinstance(owner, str) and owner in variant.snapshot.elements:
        found.append(_("Answers for the phase: {role}.", role=model_words.name(_, variant, owner)))
    if isinstance(days, float) and not days:
        found.append(_("No wait before it."))
    elif isinstance(days, float):
        found.append(_.plural("Longest wait {count} day.", "Longest wait {count} days.", days))
    return tuple(found)


def _in_language(_: Words, state: ElementState, field: str, known: Text | None) -> str:
    own = str(state.fields.get(field) or "")
    return known.get(_.language) if known is not None and own == known.fi else own


def _task(_: Words, duties: Responsibilities, task: Task) -> TaskLine:
    def those(wanted: str) -> str:
        return ", ".join(
            duty_words.column(_, duties, role) for role, part in task.parts.items() if part == wanted
        )

    return TaskLine(task.task, those("main"), those("takes_part"), those("heard"), those("informed"))


def _written(_: Words, one: Practice, actors: Mapping[str, str]) -> str:
    """A practice with where the client goes from it."""
    what = ended(f"{actors.get(one.actor, one.actor)}: {one.what}")
    return " ".join([what, *(f"→ {ended(handover_text(_, handover))}" for handover in one.handovers)])
