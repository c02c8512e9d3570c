"""A challenge card that nobody has taken up, in words: the same on the wall and where challenges are chosen."""

from __future__ import annotations

from mallipaja.actions.challenge_cards import WaitingCard
from mallipaja.i18n import Words


def waits(_: Words, one: WaitingCard) -> str:
    """That it waits, and with how many dots when it has been voted on."""
    if one.dots is None:
        return _("not taken up yet")
    return _.plural("{count} dot, not taken up yet", "{count} dots, not taken up yet", one.dots)
