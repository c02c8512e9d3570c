"""FRAME codes that follow from the change itself, as a start for the developer who codes it."""

from __future__ import annotations

from mallipaja.model.adaptation import Adaptation, Operation

_CONTENT: dict[Operation, str] = {
    "set": "tailoring",
    "add": "adding",
    "remove": "removing",
    "substitute": "substituting",
    "reorder": "reordering",
    "add_member": "adding",
    "remove_member": "removing",
}
_CONTEXT = {"roles": "personnel", "people": "personnel", "resources": "personnel"}
_SETTING = ("governance.team_place", "governance.number_of_teams")
_LEVELS = {"roles": "unit", "people": "unit", "resources": "organisation", "governance": "organisation"}


def suggested(change: Adaptation) -> dict[str, str]:
    """Field -> code; only what the change says by itself.

    Staff, hours and places are changes of context; other elements change the content in the way of the operation. A
    change that is tried out was made during implementation, one agreed before it in planning.
    """
    group = change.element.split(".", 1)[0]
    found = {
        "when": "implementation" if change.state in {"in_trial", "ended"} else "planning",
        "level": _LEVELS.get(group, "target_group"),
    }
    if change.element in _SETTING:
        return {**found, "what": "contextual", "context_type": "setting"}
    if group in _CONTEXT and change.field != "text":
        return {**found, "what": "contextual", "context_type": _CONTEXT[group]}
    return {**found, "what": "content", "content_type": _CONTENT[change.operation]}
