"""A model as it stands: every element by its key, each with its fields as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal, cast

from mallipaja.catalogue.operating_model import Element, GenericModel, Group, Level
from mallipaja.catalogue.text import Text
from mallipaja.model.adaptation import Value

Origin = Literal["generic", "adapted", "added", "removed"]


@dataclass(frozen=True)
class ElementState:
    """An element in a model.

    ``fields`` are ``label``, ``text``, ``default`` (codes of its choices), ``local_name`` and, by kind,
    ``role.…`` and ``phase.…``; texts in Finnish. ``changed_by`` are the ids of the adaptations that made it
    so. A removed element keeps its last fields.
    """

    key: str
    group: Group
    level: Level
    origin: Origin
    fields: Mapping[str, Value]
    changed_by: tuple[str, ...] = ()


@dataclass(frozen=True)
class Snapshot:
    """A model with its adaptations applied. ``elements`` keeps the generic model's order, added ones last by
    key."""

    generic_version: str
    elements: Mapping[str, ElementState]

    def field(self, key: str, name: str) -> Value:
        """The value of a field; ``KeyError`` for an element or field the model does not have."""
        return self.elements[key].fields[name]

    def present(self) -> tuple[ElementState, ...]:
        """The elements that have not been removed."""
        return tuple(state for state in self.elements.values() if state.origin != "removed")


def base(generic: GenericModel) -> Snapshot:
    """The generic model itself as a snapshot."""
    return Snapshot(
        generic.version,
        MappingProxyType(
            {
                key: ElementState(
                    key, element.group, element.level, "generic", MappingProxyType(fields(element))
                )
                for key, element in generic.elements.items()
            }
        ),
    )


def fields(element: Element) -> dict[str, Value]:
    """The addressable fields of an element of the generic model."""
    found: dict[str, Value] = {
        "label": element.label.fi,
        "text": element.text.fi,
        "default": element.default,
        "local_name": None,
    }
    for prefix, part in (("role", element.role), ("phase", element.phase)):
        if part is not None:
            found |= {f"{prefix}.{name}": _plain(getattr(part, name)) for name in type(part).model_fields}
    return found


def _plain(value: Any) -> Value:
    if isinstance(value, Text):
        return value.fi
    if isinstance(value, bool):
        return value
    return float(value) if isinstance(value, int | float) else cast(Value, value)
