"""What is otherwise between two versions of the generic model, element by element."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from mallipaja.catalogue.operating_model import Element, GenericModel

Kind = Literal["added", "removed", "changed"]
_PARTS = (
    "group",
    "level",
    "label",
    "text",
    "rationale",
    "mandatory",
    "choices",
    "multiple",
    "default",
    "answered_by",
)


@dataclass(frozen=True, slots=True)
class ElementChange:
    """One element; ``parts`` are the keys of its definition that changed, empty for a whole element."""

    element: str
    kind: Kind
    parts: tuple[str, ...] = ()


def version_changes(old: GenericModel, new: GenericModel) -> tuple[ElementChange, ...]:
    """Every element that is otherwise, in the order of the new version, those taken out last."""
    found = [
        ElementChange(key, "added") if key not in old.elements else _change(key, old.elements[key], element)
        for key, element in new.elements.items()
        if old.elements.get(key) != element
    ]
    found += [ElementChange(key, "removed") for key in old.elements if key not in new.elements]
    return tuple(found)


def _change(key: str, old: Element, new: Element) -> ElementChange:
    names = (*_PARTS, "role", "phase", "sources")
    return ElementChange(
        key, "changed", tuple(name for name in names if getattr(old, name) != getattr(new, name))
    )
