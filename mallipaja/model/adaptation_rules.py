"""What can be wrong with a pilot's adaptations. The texts are public API; codes are stable."""

from __future__ import annotations

from mallipaja.errors import Rule
from mallipaja.i18n import N_

NO_ELEMENT = Rule(
    "ADAPTATION_001",
    N_("'{element}' is not an element."),
    N_("A change concerns an element of the generic model, or one the pilot has added."),
    N_("Choose an element."),
)
NO_FIELD = Rule(
    "ADAPTATION_002",
    N_("'{field}' is not a field of the element."),
    N_("Its fields are: {allowed}."),
    N_("Choose a field."),
)
NO_MEMBERS = Rule(
    "ADAPTATION_003",
    N_("The field '{field}' does not hold members."),
    N_("The fields that do are: {allowed}."),
    N_("Choose one of them, or change the field instead."),
)
ALREADY_THERE = Rule(
    "ADAPTATION_004",
    N_("'{element}' is already an element of the generic model."),
    N_("A new element has a key that is not in use."),
    N_("Change the element instead, or choose another key."),
)
NO_GROUP = Rule(
    "ADAPTATION_005", N_("'{group}' is not a group."), N_("The groups are: {allowed}."), N_("Choose a group.")
)
CORE_WITHOUT_REASON = Rule(
    "ADAPTATION_006",
    N_("A core element is taken out without a reason."),
    N_("A core element may be taken out when the reason is written down."),
    N_("Write why."),
)
CONTRADICTION = Rule(
    "ADAPTATION_007",
    N_("Two changes to the same place cannot both hold."),
    N_("One change to a field is allowed, or several that add and remove different members."),
    N_("End one of the changes."),
)
UNKNOWN_FRAME_FIELD = Rule(
    "ADAPTATION_008",
    N_("'{field}' is not a field of FRAME."),
    N_("Its fields are: {allowed}."),
    N_("Use one of them."),
    N_("Did you mean '{near}'?"),
)
UNKNOWN_FRAME_CODE = Rule(
    "ADAPTATION_009",
    N_("'{code}' is not a code of the FRAME field {field}."),
    N_("Its codes are: {allowed}."),
    N_("Use one of them."),
    N_("Did you mean '{near}'?"),
)
SAME_CHANGE = Rule(
    "ADAPTATION_010",
    N_("The id '{id}' is given to two changes."),
    N_("Every change has an id of its own."),
    N_("Give one of them another id."),
)
ONE_VALUE = Rule(
    "ADAPTATION_011",
    N_("The value has {count} parts."),
    N_("A value is one of text, number, codes and flag."),
    N_("Keep one of them."),
)
WRONG_KIND = Rule(
    "ADAPTATION_012",
    N_("The field '{field}' does not hold such a value."),
    N_("It holds: {allowed}."),
    N_("Write the value as {allowed}."),
)
OVER_BEFORE_START = Rule(
    "ADAPTATION_013",
    N_("The change ends on {end}, before it starts on {start}."),
    fix=N_("Correct valid_from or valid_to."),
)
