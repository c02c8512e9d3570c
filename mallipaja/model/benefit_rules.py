"""What can be wrong with a file of people and benefit days. The texts are public API; codes are stable."""

from __future__ import annotations

from mallipaja.errors import Rule
from mallipaja.i18n import N_

NOT_A_BAND = Rule(
    "IMPACT_001",
    N_("'{band}' is not a range of benefit days."),
    N_("A range is written 101-200, 701- or 701; days run from 1."),
    N_("Write the first and the last day."),
)
CROSSES_STEP = Rule(
    "IMPACT_002",
    N_("The days {band} have several shares."),
    N_("Steps of these rules: {allowed}."),
    N_("Divide the people between the steps."),
)
BANDS_OVERLAP = Rule(
    "IMPACT_003",
    N_("The days {band} are in {other} too: the same people would be counted twice."),
    fix=N_("Correct the days, or put the people into one of the two."),
)
NOT_A_RANGE = Rule(
    "IMPACT_004",
    N_("The number cannot be {low}–{high}."),
    N_("Zero or more is allowed, and in a range [low, high] the lower comes first."),
    N_("Correct the number."),
)
OUT_OF_DAYS = Rule(
    "IMPACT_005",
    N_("{value} cannot be."),
    N_("More than {least} and at most {most} is allowed."),
    N_("Correct the number."),
)
NO_RULES = Rule(
    "IMPACT_006",
    N_("The table of the municipality's share cannot be used: it is missing or has problems."),
    fix=N_("Check reference_data/benefit_share.yaml with mallipaja check."),
)
NOT_TWO = Rule(
    "IMPACT_007",
    N_("There are {count} numbers."),
    N_("A number of people is one number, or [low, high]."),
    N_("Write one number or two."),
)
NO_PEOPLE = Rule(
    "IMPACT_008",
    N_("There are no people to calculate on."),
    N_("At least one range of benefit days has its number of people."),
    N_("Write the days and the number, for example 101-200: 40."),
)
