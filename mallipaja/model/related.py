"""Which elements of the generic model belong to one phase or one role: for looking at one thing at a time."""

from __future__ import annotations

from collections.abc import Mapping

from mallipaja.catalogue.operating_model import Element, PhaseSpec, RoleSpec


def related(elements: Mapping[str, Element], key: str) -> frozenset[str]:
    """The keys that concern a phase or a role, itself among them.

    Of a phase the role that answers for it and the roles of the sectors it needs; of a role the phases it answers for
    and those that need its sector. Besides, every element that is answered by it or answers it.
    """
    element = elements[key]
    found = {key, *element.answered_by}
    found |= {other for other, one in elements.items() if key in one.answered_by}
    if element.phase is not None:
        found |= {
            other for other, one in elements.items() if one.role and _needs(element.phase, other, one.role)
        }
    if element.role is not None:
        found |= {
            other for other, one in elements.items() if one.phase and _needs(one.phase, key, element.role)
        }
    return frozenset(found)


def _needs(phase: PhaseSpec, key: str, role: RoleSpec) -> bool:
    return phase.owner == key or (role.seat and role.sector in phase.required_sectors)
