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
NO_POSTS = Rule(
    "TEAM_008",
    N_("There are no posts to choose from."),
    N_("Every seat is left vacant."),
    N_("Ask the units who they can name, or write the posts."),
)
NOBODY_FITS = Rule(
    "TEAM_009",
    N_("Nobody fits the seat."),
    N_("Those who may sit here: {allowed}."),
    N_("Look for such a post, or let other professions sit here."),
)
NO_HOURS = Rule(
    "TEAM_010",
    N_("The post gives no hours."),
    N_("It can still be seated, and counts as a member."),
    N_("Correct the hours if they are not 0."),
)
NO_CASE = Rule(
    "TEAM_011",
    N_("The file says nothing of a team."),
    N_("A case has roles and posts."),
    N_("Write them; see docs/formats.md, or mallipaja draft --help."),
)
NOT_A_PAIR = Rule(
    "TEAM_012",
    N_("It has {count} names."),
    N_("A post and a role are named, in this order; of a tie, two posts."),
    N_("Write it as [post, role]."),
)
ODD_PRICE = Rule(
    "TEAM_013",
    N_("The price is {price}."),
    N_("0 or more is allowed."),
    N_("Correct the price."),
)
NO_SUCH_PRICE = Rule(
    "TEAM_014",
    N_("There is no such price."),
    N_("Known prices: {allowed}."),
    N_("Remove it, or correct its name."),
    N_("Did you mean '{near}'?"),
)
NEIGHBOUR_KNOWN = Rule(
    "TEAM_015",
    N_("A post '{id}' is there already."),
    N_("Every post has an id of its own, a neighbour's too."),
    N_("Give it another id."),
)
