"""Goals of a programme minimised in their order with HiGHS, on one thread with a fixed seed.

The only module that knows the solver. Importing HiGHS and scipy's or OR-Tools' copies of it in one process is
not safe for OR-Tools; scipy's is (it is the check in `bench/team.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from mallipaja.team.programme import INFINITE, Goal, Programme, joined

SECONDS = 3.0
"""Time cap of one draft, over all the goals."""
SLACK = 1e-5
"""How much a goal may worsen while the next ones are minimised."""
_WHOLE_SLACK = 1e-2
"""The same for a goal that is a whole number: it cannot worsen by this."""
_SHARE = 0.6
"""Share of the time left that one goal may use when others are to come."""
_OPTIONS: dict[str, bool | int | float] = {
    "output_flag": False,
    "threads": 1,
    "random_seed": 1,
    "mip_rel_gap": 0.0,
}
_EXACT = 1e-9
"""Tolerance of whole numbers when the usual 1e-6 let an empty seat carry a hair of hours."""
_FEASIBLE = 2  # HiGHS: kSolutionStatusFeasible


class NoSolverError(Exception):
    """The solver is not installed, or could not be started."""


@dataclass(frozen=True, slots=True)
class Solution:
    """Values of the columns. ``reached`` is what each goal came to, ``gap`` the largest share by which a goal
    could still be better than what was found; 0 when every goal is proved."""

    values: list[float]
    reached: tuple[float, ...]
    gap: float


def available() -> bool:
    """Whether the solver is there."""
    try:
        import highspy  # noqa: F401
    except ImportError:
        return False
    return True


def solve(
    programme: Programme,
    goals: Sequence[Goal],
    seconds: float = SECONDS,
    start: Sequence[float] | None = None,
    stop: Callable[[], bool] | None = None,
    *,
    exact: bool = False,
) -> Solution | None:
    """Minimise the goals in their order.

    Parameters
    ----------
    programme, goals : what is to be solved; there is at least one goal.
    seconds : time cap for all the goals together.
    start : values of the columns that are allowed, to begin from; the search never ends with nothing then.
    stop : asked now and then; when it says yes, the best found so far is returned.
    exact : hold whole numbers to 1e-9 instead of 1e-6, which is slower.

    Returns
    -------
    The best found in time, or ``None`` when nothing allowed was found (in time, or at all).

    Raises
    ------
    NoSolverError
        When the solver is missing.
    """
    model = _model(programme)
    if exact:
        model.setOptionValue("mip_feasibility_tolerance", _EXACT)
    values, reached, gap = list(start or ()), [], 0.0
    if stop is not None:
        asked = stop
        model.cbMipInterrupt.subscribe(lambda event: event.interrupt() if asked() else None)
    left = seconds
    for place, goal in enumerate(goals):
        last = place == len(goals) - 1
        began = model.getRunTime()
        found = _minimise(model, goal, left if last else left * _SHARE, values) if left > 0 else None
        left -= model.getRunTime() - began
        if found is None:
            if not values:
                return None
            gap = 1.0
        else:
            values, own_gap = found
            gap = max(gap, own_gap)
        came = goal.value(values)
        reached.append(float(round(came)) if goal.whole else came)
        if not last and left > 0:
            _hold(model, goal, reached[-1])
    return Solution(values, tuple(reached), gap)


def _minimise(
    model: Any, goal: Goal, seconds: float, start: Sequence[float]
) -> tuple[list[float], float] | None:
    import highspy
    import numpy as np

    costs = np.zeros(model.getNumCol())
    for column, factor in joined(goal.terms).items():
        costs[column] = factor
    model.changeColsCost(len(costs), np.arange(len(costs), dtype=np.int32), costs)
    if start:
        begin = highspy.HighsSolution()
        begin.col_value = list(start)
        model.setSolution(begin)
    # a whole number that can be better by less than one is the best already
    model.setOptionValue("mip_abs_gap", 0.99 if goal.whole else 1e-6)
    model.setOptionValue("time_limit", seconds)
    model.run()
    info = model.getInfo()
    if info.primal_solution_status != _FEASIBLE:
        return None
    proved = model.getModelStatus() == highspy.HighsModelStatus.kOptimal
    gap = 0.0 if proved else min(1.0, max(0.0, float(info.mip_gap)))
    return list(model.getSolution().col_value), gap


def _hold(model: Any, goal: Goal, reached: float) -> None:
    import numpy as np

    terms = joined(goal.terms)
    columns = np.fromiter(terms, dtype=np.int32, count=len(terms))
    factors = np.fromiter(terms.values(), dtype=float, count=len(terms))
    most = reached - goal.constant + (_WHOLE_SLACK if goal.whole else SLACK)
    model.addRow(-INFINITE, most, len(terms), columns, factors)


def _model(programme: Programme) -> Any:
    try:
        import highspy
    except ImportError as error:
        raise NoSolverError from error
    import numpy as np

    untyped: Any = highspy
    lp = untyped.HighsLp()
    lp.num_col_, lp.num_row_ = len(programme.lower), len(programme.rows)
    lp.col_cost_ = np.zeros(lp.num_col_)
    lp.col_lower_, lp.col_upper_ = np.array(programme.lower), np.array(programme.upper)
    lp.row_lower_ = np.array([least for _terms, least, _most in programme.rows])
    lp.row_upper_ = np.array([most for _terms, _least, most in programme.rows])
    rows = [joined(terms) for terms, _least, _most in programme.rows]
    lp.a_matrix_.format_ = untyped.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.cumsum([0, *(len(row) for row in rows)])
    lp.a_matrix_.index_ = np.array([column for row in rows for column in row], dtype=np.int32)
    lp.a_matrix_.value_ = np.array([factor for row in rows for factor in row.values()], dtype=float)
    kinds = untyped.HighsVarType
    lp.integrality_ = [kinds.kInteger if whole else kinds.kContinuous for whole in programme.whole]
    model = untyped.Highs()
    for option, value in _OPTIONS.items():
        model.setOptionValue(option, value)
    model.passModel(lp)
    return model
