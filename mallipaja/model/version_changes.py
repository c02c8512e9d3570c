"""What is otherwise between two versions of the generic model, element by element."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

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


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that says otherwise: ``role.hours_per_month``, ``text``. Values are as the definition has them: texts
    in all their languages; ``None`` where the version has no such field."""

    field: str
    before: Any
    after: Any


def field_changes(old: Element, new: Element) -> tuple[FieldChange, ...]:
    """Every field of the element that is otherwise in the new version, in the order of the definition."""
    return tuple(_fields("", old, new))


def _fields(prefix: str, old: Any, new: Any) -> Iterator[FieldChange]:
    for name in type(old or new).model_fields:
        before, after = getattr(old, name, None), getattr(new, name, None)
        if before == after:
            continue
        if name in {"role", "phase"}:
            yield from _fields(f"{name}.", before, after)
        else:
            yield FieldChange(f"{prefix}{name}", before, after)
