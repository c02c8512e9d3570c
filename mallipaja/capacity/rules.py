"""What can be wrong with a workload. The texts are public API; codes are stable."""

from __future__ import annotations

from mallipaja.errors import Rule
from mallipaja.i18n import N_

NEGATIVE = Rule(
    "WISN_001",
    N_("The amount is {amount}."),
    N_("Zero or more is allowed."),
    N_("Write the amount as a positive number."),
)
NO_TIME = Rule(
    "WISN_002",
    N_("{days} working days of {minutes} minutes are left in a year."),
    N_("More than zero is allowed."),
    N_("Check the absences and the length of the day."),
)
TIMELESS = Rule(
    "WISN_003",
    N_("One time takes {minutes} minutes."),
    N_("More than zero is allowed."),
    N_("Write how many minutes one time takes, or leave the activity out."),
)
ALL_SUPPORT = Rule(
    "WISN_004",
    N_("Supporting work takes {percent} % of working time."),
    N_("Less than 100 % is allowed."),
    N_("Check the minutes and the unit (day, week, month or year) of each supporting task."),
)
