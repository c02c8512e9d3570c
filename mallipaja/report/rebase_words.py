"""What becomes of a change on a new version of the generic model, in words."""

from __future__ import annotations

from mallipaja.i18n import N_
from mallipaja.model.rebase import Outcome, Reason

OUTCOMES: dict[Outcome, str] = {
    "clean": N_("comes along as it is"),
    "absorbed": N_("taken into the generic model"),
    "conflict": N_("has to be decided"),
}
REASONS: dict[Reason, str] = {
    "": "",
    "base_changed": N_("the generic model changed the same place"),
    "target_gone": N_("the generic model no longer has the element"),
    "renamed": N_("the element has another key in the generic model"),
    "field_gone": N_("the generic model no longer has the field"),
    "already_there": N_("the generic model now has an element of its own there"),
    "became_core": N_("the element that was taken out is now core"),
    "cannot_hold": N_("the change does not fit the new version"),
}
