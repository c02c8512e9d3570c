"""What can be wrong with a workload. The texts are public API; codes are stable."""

from __future__ import annotations

from mallipaja.catalogue.survey_template import MissingReason
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
    N_("{days} working days of {hours} hours are left in a year."),
    N_("More than zero is allowed."),
    N_("Check the absences and the length of the day."),
)
TIMELESS = Rule(
    "WISN_003",
    N_("The activity takes no time."),
    N_("More than zero is allowed."),
    N_("Write how long one time takes, or leave the activity out."),
)
ALL_SUPPORT = Rule(
    "WISN_004",
    N_("Supporting work takes {percent} % of working time."),
    N_("Less than 100 % is allowed."),
    N_("Check the time and the unit (day, week, month or year) of each supporting task."),
)
TOO_MUCH = Rule(
    "WISN_005",
    N_("The amount is {amount}."),
    N_("At most {most} is allowed."),
    N_("Check the amount and its unit."),
)

# Ranges, sliders and queues.
NOT_IN_ORDER = Rule(
    "CAPACITY_001",
    N_("The range runs from {low} over {base} to {high}."),
    N_("The lowest comes first and the highest last."),
    N_("Put the three numbers in order."),
)
NOT_POSITIVE = Rule(
    "CAPACITY_002",
    N_("The amount is {amount}."),
    N_("More than zero is allowed."),
    N_("Write the amount as a positive number."),
)
NOT_BELOW_ZERO = Rule(
    "CAPACITY_003",
    N_("The amount is {amount}."),
    N_("Zero or more is allowed."),
    N_("Write the amount as a positive number."),
)

# Workloads that respondents gave: what is missing makes the calculation impossible, never a zero.
NO_PROFESSION = Rule(
    "WISN_010",
    N_("It has not been said which profession the workload is about."),
    fix=N_("Ask the unit to choose the profession."),
)
NO_TASKS = Rule(
    "WISN_011",
    N_("No task of client work has been given."),
    fix=N_("Ask the unit for its tasks, or work with person-years and hours only."),
)
NOT_GIVEN = Rule(
    "WISN_012",
    N_("The answer is missing."),
    fix=N_("Ask the unit for the number; zero is an answer too."),
)
_ESTIMATE = N_("Agree on an estimate with the unit, or work with person-years and hours only.")
CANNOT_SAY: dict[MissingReason, Rule] = {
    "do_not_know": Rule("WISN_013", N_("The unit does not know the number."), fix=_ESTIMATE),
    "not_collected": Rule("WISN_013", N_("The number is not collected."), fix=_ESTIMATE),
    "not_budgeted_separately": Rule("WISN_013", N_("The work is not budgeted separately."), fix=_ESTIMATE),
    "may_not_disclose": Rule("WISN_013", N_("The organisation may not give the number."), fix=_ESTIMATE),
    "not_applicable": Rule("WISN_013", N_("The question does not concern the unit."), fix=_ESTIMATE),
}
"""By the reason the unit gave."""
