"""How much the team is needed: the hours of the model's roles as they are, or less, or more."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from mallipaja.team.roles import Role

SHARES = {"low": 0.75, "base": 1.0, "high": 1.25}
"""Hours of the roles against those of the model. A planning assumption: nobody has measured the demand beforehand."""


def demanded(roles: Iterable[Role], demand: str) -> tuple[Role, ...]:
    """The roles with their hours at this demand; hours the model does not say stay unsaid."""
    share = SHARES[demand]
    return tuple(
        role
        if role.hours_per_month is None
        else replace(role, hours_per_month=round(role.hours_per_month * share, 2))
        for role in roles
    )
