"""The elements of the generic model by name, for choosing one."""

from __future__ import annotations

from mallipaja.actions.access import Job, Right, action


@action(Right.COMPARE, writes=False)
def element_names(job: Job, *, language: str) -> dict[str, str]:
    """Element key -> its label, in the order of the model; empty when its file is broken."""
    generic = job.catalogue.generic
    return {key: one.label.get(language) for key, one in generic.elements.items()} if generic else {}
