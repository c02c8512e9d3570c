"""The phases of the client's path, from the generic model."""

from __future__ import annotations

from dataclasses import dataclass

from mallipaja.catalogue.operating_model import GenericModel
from mallipaja.catalogue.text import Text


@dataclass(frozen=True, slots=True)
class Phase:
    """``code`` is the row code of the survey (``recognition``), ``key`` the element
    (``phases.recognition``)."""

    code: str
    key: str
    label: Text
    order: int
    required_sectors: tuple[str, ...]


def phases(generic: GenericModel) -> tuple[Phase, ...]:
    """The model's phases in their order."""
    found = [
        Phase(key.split(".", 1)[1], key, element.label, element.phase.order, element.phase.required_sectors)
        for key, element in generic.elements.items()
        if element.phase is not None
    ]
    return tuple(sorted(found, key=lambda phase: (phase.order, phase.code)))
