"""What can be wrong with pasted monthly counts. The texts are public API; codes are stable."""

from __future__ import annotations

from mallipaja.errors import Rule
from mallipaja.i18n import N_

NO_TABLE = Rule(
    "FOLLOWUP_001",
    N_("No table was found in the text."),
    N_("The first row has the months, the first column what is counted, or the other way round."),
    N_("Copy the cells from the spreadsheet with their headings, and paste them."),
)
UNKNOWN_MEASURE = Rule(
    "FOLLOWUP_002",
    N_("“{name}” is not one of the things counted."),
    N_("They are: {allowed}."),
    N_("Write the heading as it is on this page, or leave the row out."),
    N_("Did you mean “{near}”?"),
)
UNKNOWN_MONTH = Rule(
    "FOLLOWUP_003",
    N_("“{text}” is not a month."),
    N_("A month is written 3/2026, 2026-03 or maaliskuu 2026."),
    N_("Correct the heading."),
)
NOT_A_COUNT = Rule(
    "FOLLOWUP_004",
    N_("“{text}” is not a count."),
    N_("Counts of people and events are whole numbers from 0 to {most}; days may have decimals."),
    N_("Correct the number, or leave the cell empty when nobody has counted it."),
)
TWICE = Rule(
    "FOLLOWUP_005",
    N_("{name} of {month} is in the table twice."),
    fix=N_("Leave one of the two out."),
)
LATER_MONTH = Rule(
    "FOLLOWUP_006",
    N_("{month} has not come yet."),
    fix=N_("Leave the month out."),
)
MORE_THAN_WHOLE = Rule(
    "FOLLOWUP_007",
    N_("{name} of {month} is {value}, more than {whole}, of which it is a part ({most})."),
    fix=N_("Correct one of the two."),
)
