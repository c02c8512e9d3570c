"""The other teams there are or were, a sentence each: for the memo of those who decide."""

from __future__ import annotations

from mallipaja.actions.access import Context
from mallipaja.actions.team_ways import show_alternatives
from mallipaja.actions.teams import TeamView
from mallipaja.i18n import Words
from mallipaja.team.considered import Considered, considered, from_stored
from mallipaja.ui.team import words


def lines(_: Words, asked: Context, view: TeamView, pilot_id: str) -> tuple[str, ...]:
    """Of an agreed team those there were when it was agreed on, of a draft those there are now.

    Of a draft whose posts have changed since nothing is compared: it would compare with a team that is not there.
    """
    assert view.row is not None
    if view.row.considered is not None:
        found = [from_stored(one) for one in view.row.considered]
    elif view.stale:
        return ()
    else:
        listed = show_alternatives(asked, pilot_id=pilot_id)
        found = [considered(one, lambda post: words.post(view, post)) for one in listed]
    return tuple(line(_, view, number, one) for number, one in enumerate(found, 1))


def line(_: Words, view: TeamView, number: int, one: Considered) -> str:
    """What another team has otherwise, and its figures."""
    parts = [_("Alternative {number}", number=number) + ":"]
    if one.without:
        parts.append(_("Without: {names}.", names=_.listing(one.without)))
    if one.added:
        parts.append(_("In: {names}.", names=_.listing(one.added)))
    for post, roles in one.moved:
        names = _.listing(words.role(_, view, role) for role in roles)
        parts.append(_("{unit} sits in another seat: {roles}.", unit=post, roles=names))
    parts.append(
        _.plural(
            "Gives {given} h a month, {missing} h are missing; {count} gap.",
            "Gives {given} h a month, {missing} h are missing; {count} gaps.",
            one.gaps,
            given=_.number(one.hours_given, 1),
            missing=_.number(one.hours_missing, 1),
        )
    )
    return " ".join(parts)
