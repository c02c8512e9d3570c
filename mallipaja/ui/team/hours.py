"""Hours of a team in words: what nobody has said is said to be so, and a sum without it is "at least"."""

from __future__ import annotations

from mallipaja.actions.teams import TeamView
from mallipaja.i18n import Words
from mallipaja.team.hours import TeamHours, team_hours


def of(view: TeamView) -> TeamHours:
    """The hours of the pilot's current draft."""
    seats = [(one.role, one.post, one.hours_per_month) for one in view.seats if one.post is not None]
    return team_hours(view.roles, seats, view.posts)


def needed(_: Words, found: TeamHours) -> str:
    """What the model needs; of some roles it may not say it."""
    if not found.roles_unsaid:
        return _.number(found.needed, 1)
    return _.plural(
        "at least {hours}; of {count} role the model does not say",
        "at least {hours}; of {count} roles the model does not say",
        found.roles_unsaid,
        hours=_.number(found.needed, 1),
    )


def given(_: Words, found: TeamHours) -> str:
    """What those who sit in the team give."""
    if not found.given.expected:
        return _.number(0.0, 1)
    if found.given.value is None:
        return _("not known: no seat has said its hours")
    if not found.seats_unsaid:
        return _.number(found.given.value, 1)
    return _.plural(
        "at least {hours}; {count} seat has not said its hours",
        "at least {hours}; {count} seats have not said their hours",
        found.seats_unsaid,
        hours=_.number(found.given.value, 1),
    )


def missing(_: Words, found: TeamHours) -> str:
    """What the roles lack; less when somebody who has not said gives hours."""
    if found.seats_unsaid and found.missing:
        return _("at most {hours}", hours=_.number(found.missing, 1))
    return _.number(found.missing, 1)


def sentence(_: Words, view: TeamView) -> str:
    """The team's hours in one line."""
    found = of(view)
    return _(
        "Hours a month: needed {needed}, given {given}, missing {missing}.",
        needed=needed(_, found), given=given(_, found), missing=missing(_, found),
    )  # fmt: skip
