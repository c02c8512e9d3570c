"""What can be wrong with deciding the conflicts of a rebase. The texts are public API; codes are stable."""

from __future__ import annotations

from mallipaja.errors import Rule
from mallipaja.i18n import N_

OPEN = Rule(
    "REBASE_001",
    N_("Nothing has been decided of the change {id}, which is in conflict with the new version."),
    N_("A conflict is decided by keep, take or write."),
    N_("Decide it. Nothing moves to the new version before that."),
)
NO_REASON = Rule(
    "REBASE_002",
    N_("The decision has no reason."),
    N_("Every decision has a line of reason."),
    N_("Write why."),
)
NO_CONFLICT = Rule(
    "REBASE_003",
    N_("The change {id} is not in conflict with the new version."),
    fix=N_("Leave the decision out."),
)
NO_VALUE = Rule(
    "REBASE_004",
    N_("Nothing was written to stand instead."),
    N_("A decision to write has a value."),
    N_("Write what the pilot's model says, or decide keep or take."),
)
CANNOT_STAY = Rule(
    "REBASE_005",
    N_("The new version has no place for the change."),
    N_("Of an element that is gone only its text can be kept, as an element of the pilot's own."),
    N_("Decide take, and add an element of the pilot's own where one is needed."),
)
