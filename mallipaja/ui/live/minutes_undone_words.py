"""What looks undone before the minutes become final, in words."""

from __future__ import annotations

from mallipaja.actions.minutes_undone import Undone
from mallipaja.i18n import Words


def lines(_: Words, found: Undone) -> list[str]:
    """A sentence for each; empty when nothing looks undone."""
    return [text for text in _sentences(_, found) if text]


def _sentences(_: Words, found: Undone) -> list[str]:
    return [
        _("The workshop has not been ended.") if found.goes_on else "",
        _("Nobody has been recorded as present.") if found.nobody else "",
        _("The times of these parts were not recorded: {titles}.", titles="; ".join(found.untimed))
        if found.untimed
        else "",
        _(
            "These cards have not been shown to everybody and are not in the minutes: {titles}.",
            titles="; ".join(found.silent),
        )
        if found.silent
        else "",
        _("These votes are still open: {titles}.", titles="; ".join(found.open_votes))
        if found.open_votes
        else "",
        _.plural(
            "{count} challenge card has not been taken up",
            "{count} challenge cards have not been taken up",
            found.waiting,
        )
        + "."
        if found.waiting
        else "",
        _("No decisions were written down.") if found.no_decisions else "",
    ]
