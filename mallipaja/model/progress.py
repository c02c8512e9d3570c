"""How far a pilot's walk-through of the generic model is."""

from __future__ import annotations

from dataclasses import dataclass

from mallipaja.catalogue.operating_model import GenericModel
from mallipaja.model.adaptation import Variant


@dataclass(frozen=True, slots=True)
class Progress:
    """Elements with a stance, and the keys still without one, core first, then in the model's order.

    ``mandatory_open`` are those of the remaining that every pilot must answer (THL's five questions).
    """

    handled: int
    elements: int
    remaining: tuple[str, ...]
    core_open: tuple[str, ...]
    mandatory_open: tuple[str, ...]


def progress(generic: GenericModel, variant: Variant) -> Progress:
    """Count stances against the generic model's elements; stances on elements it no longer has are left
    out."""
    taken = {stance.element for stance in variant.stances}
    open_keys = [key for key in generic.elements if key not in taken]
    core = tuple(key for key in open_keys if generic.elements[key].level == "core")
    rest = tuple(key for key in open_keys if generic.elements[key].level != "core")
    return Progress(
        handled=len(generic.elements) - len(open_keys),
        elements=len(generic.elements),
        remaining=core + rest,
        core_open=core,
        mandatory_open=tuple(key for key in open_keys if generic.elements[key].mandatory),
    )
