"""Values of elements' fields in words."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from mallipaja.catalogue.operating_model import Element
from mallipaja.i18n import N_, Words
from mallipaja.model.adaptation import Value

FIELD_NAMES = {
    "text": N_("What the model says"),
    "label": N_("Name"),
    "local_name": N_("Own name"),
    "default": N_("Choice"),
    "role.sector": N_("Sector"),
    "role.owner": N_("Who provides the role"),
    "role.requirement": N_("How necessary"),
    "role.minimum_count": N_("How many at least"),
    "role.seat": N_("Member of the team"),
    "role.participant": N_("At the table without being a member"),
    "role.hours_per_month": N_("Hours a month"),
    "role.professions": N_("Professions"),
    "role.substitutes": N_("Professions that may stand in"),
    "role.sectors": N_("Sectors whose posts may sit"),
    "phase.order": N_("Place on the path"),
    "phase.owner": N_("Who answers for the phase"),
    "phase.input": N_("What the phase starts from"),
    "phase.output": N_("What it leaves behind"),
    "phase.max_wait_days": N_("Longest wait, days"),
    "phase.required_sectors": N_("Sectors that take part"),
}


def value_text(
    _: Words,
    element: Element | None,
    field: str,
    value: Value,
    names: Mapping[str, str] = MappingProxyType({}),
) -> str:
    """A value as people read it: choices by their labels, truth values as yes and no.

    ``names``: what other codes are called, such as professions.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, tuple):
        choices = {choice.code: choice.label.get(_.language) for choice in element.choices} if element else {}
        known = {**names, **choices}
        return _.listing([known.get(code, code) for code in value])
    if isinstance(value, float | int):
        name = _(FIELD_NAMES[field]) if field in FIELD_NAMES else field
        return _("{name}: {value}", name=name, value=_.number(value))
    return value
