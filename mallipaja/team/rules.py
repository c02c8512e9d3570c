"""What can be wrong with a team to be drafted. The texts are public API; codes are stable."""

from __future__ import annotations

from mallipaja.errors import Rule
from mallipaja.i18n import N_

TWICE = Rule(
    "TEAM_001", N_("It is listed {count} times."), N_("Once is allowed."), N_("Remove the extra ones.")
)
IMPOSSIBLE = Rule(
    "TEAM_002", N_("The amount is {amount}."), N_("{least} or more is allowed."), N_("Correct the amount.")
)
UNKNOWN = Rule(
    "TEAM_003",
    N_("There is no such post or seat."),
    N_("A decision concerns a post and a seat of this team."),
    N_("Remove the decision."),
)
PINNED_AND_VETOED = Rule(
    "TEAM_004",
    N_("The same post is both kept in the seat and kept out of it."),
    N_("One of the two is allowed."),
    N_("Remove one of the decisions."),
)
NOT_QUALIFIED = Rule(
    "TEAM_005",
    N_("The post does not qualify for the seat."),
    N_("Those who may sit here: {allowed}."),
    N_("Choose another seat, or change the professions of the seat."),
)
TOO_MANY_SEATS = Rule(
    "TEAM_006",
    N_("The post is kept in {count} seats."),
    N_("A post may have at most {most}."),
    N_("Remove a decision."),
)
TOO_MANY_POSTS = Rule(
    "TEAM_007",
    N_("{count} posts are kept in the team."),
    N_("The team may have at most {most}."),
    N_("Remove a decision, or let the team be larger."),
)
