"""What can be wrong with the tables of a network. The texts are public API; codes are stable."""

from __future__ import annotations

from mallipaja.errors import Rule
from mallipaja.i18n import N_

NO_COLUMN = Rule(
    "NETWORK_001",
    N_("The column '{column}' is missing."),
    N_("The first line names the columns: {allowed}."),
    N_("Name the columns on the first line, with commas or semicolons between them."),
    N_("Did you mean '{near}'?"),
)
SAME_COLUMN = Rule(
    "NETWORK_002",
    N_("The column '{column}' is there twice."),
    fix=N_("Remove one of them, or rename it."),
)
EMPTY_CELL = Rule(
    "NETWORK_003",
    N_("The column '{column}' is empty."),
    N_("A value is required on every line."),
    N_("Write the value, or remove the line."),
)
SELF_TIE = Rule(
    "NETWORK_004",
    N_("'{id}' is tied to itself."),
    N_("A tie is between two actors."),
    N_("Remove the line, or correct one of the ends."),
)
SAME_TIE = Rule(
    "NETWORK_005",
    N_("The tie from '{source}' to '{target}' is already on line {first}."),
    N_("Each tie is there once."),
    N_("Remove one of the lines."),
)
UNKNOWN_NODE = Rule(
    "NETWORK_006",
    N_("'{id}' is not among the nodes."),
    N_("Every end of a tie is an id of the nodes file."),
    N_("Add it to the nodes, or correct the id."),
    N_("Did you mean '{near}'?"),
)
SAME_NODE = Rule(
    "NETWORK_007",
    N_("The id '{id}' is already on line {first}."),
    N_("Every node has an id of its own."),
    N_("Remove one of the lines, or give it another id."),
)
NOT_WEIGHT = Rule(
    "NETWORK_008",
    N_("'{value}' is not a weight."),
    N_("A weight is a number greater than zero, from {least} to {most}."),
    N_("Correct the number; a tie of weight zero is no tie and is left out."),
)
WRONG_COUNT = Rule(
    "NETWORK_009",
    N_("The line has {count} values, but there are {columns} columns."),
    fix=N_("Put quotes round a value that holds the separator, or complete the line."),
)
NOT_RESPONDED = Rule(
    "NETWORK_010",
    N_("'{value}' does not say whether the actor has answered."),
    N_("Known: {allowed}."),
    N_("Write yes or no."),
)
SILENT_SOURCE = Rule(
    "NETWORK_011",
    N_("'{id}' has not answered, but names a tie."),
    N_("A tie is named by an actor that answered."),
    N_("Correct the column responded, or remove the tie."),
)
UNREADABLE_LINE = Rule(
    "NETWORK_012",
    N_("The line cannot be read as a table."),
    N_("Tables are CSV: values with commas or semicolons between them."),
    N_("Check the quotes on the line and near it."),
)
TOO_MANY = Rule(
    "NETWORK_013",
    N_("There are {count} nodes."),
    N_("At most {most} are measured at once."),
    N_("Split the network."),
)
