"""Actions that take seconds of arithmetic: read, solve outside of any transaction, write in a short one.

SQLite has one writer, and on PostgreSQL writers wait for each other too: what is searched for inside a transaction
keeps everybody's answers waiting. An action here reads what it needs, lets go of the database, solves, and writes only
when what it read still holds.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Concatenate, Generic, ParamSpec, TypeVar

from mallipaja.actions.access import Context, Job, Right, entered, register
from mallipaja.errors import ActionError
from mallipaja.i18n import N_

TRIES = 3
"""How many times an action is begun anew when others have changed what it rests on."""
CHANGED_MEANWHILE = N_(
    "Others are changing the same team right now. Nothing of yours was saved. Look at the team and try again."
)

P = ParamSpec("P")
V = TypeVar("V")
R = TypeVar("R")


class ChangedMeanwhileError(Exception):
    """What was read before solving does not hold any more: the action is begun anew. Raised by `Solving.write`."""


@dataclass(frozen=True, slots=True)
class Solving(Generic[V, R]):
    """What an action does after it has read.

    ``solve`` has everything it needs with it and runs without a transaction. ``write`` gets a new writing transaction,
    in which the right has been checked again, and what was solved.
    """

    solve: Callable[[], V]
    write: Callable[[Job, V], R]


def solving_action(
    right: Right, scope: str
) -> Callable[[Callable[Concatenate[Job, P], Solving[V, R]]], Callable[Concatenate[Context, P], R]]:
    """As `access.action`, for a function that reads and returns a `Solving`.

    Raises
    ------
    Refused : as `access.action`.
    ActionError : ``CHANGED_MEANWHILE`` when others changed the same things each time.
    """

    def decorate(
        function: Callable[Concatenate[Job, P], Solving[V, R]],
    ) -> Callable[Concatenate[Context, P], R]:
        @functools.wraps(function)
        def run(context: Context, /, *args: P.args, **kwargs: P.kwargs) -> R:
            for _try in range(TRIES):
                with entered(context, right, scope, kwargs, writes=False) as job:
                    found = function(job, *args, **kwargs)
                solved = found.solve()
                try:
                    with entered(context, right, scope, kwargs, writes=True) as job:
                        return found.write(job, solved)
                except ChangedMeanwhileError:
                    continue
            raise ActionError("CHANGED_MEANWHILE", CHANGED_MEANWHILE)

        register(function, right, scope, run, writes=True)
        return run

    return decorate


def showing_action(
    right: Right, scope: str
) -> Callable[[Callable[Concatenate[Job, P], Callable[[], R]]], Callable[Concatenate[Context, P], R]]:
    """As `solving_action`, for a function that only shows what it solves: it reads and returns what to solve."""

    def decorate(
        function: Callable[Concatenate[Job, P], Callable[[], R]],
    ) -> Callable[Concatenate[Context, P], R]:
        @functools.wraps(function)
        def run(context: Context, /, *args: P.args, **kwargs: P.kwargs) -> R:
            with entered(context, right, scope, kwargs, writes=False) as job:
                solve = function(job, *args, **kwargs)
            return solve()

        register(function, right, scope, run, writes=False)
        return run

    return decorate
