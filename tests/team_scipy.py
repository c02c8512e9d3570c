"""The same goals with scipy's ``milp``: a check of the search by another program. Used by tests and `bench.team`."""

from __future__ import annotations

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from mallipaja.team.case import Case
from mallipaja.team.columns import add_hours, add_team, goals_of
from mallipaja.team.draft import in_one_order
from mallipaja.team.goals import Goals, goals, seated
from mallipaja.team.programme import Programme, joined
from mallipaja.team.solve import SLACK


class ScipyError(Exception):
    """scipy found nothing, which happens to it now and then with tight tolerances."""


def scipy_goals(case: Case) -> Goals:
    """The goals of the best team scipy finds, without a time cap."""
    case = in_one_order(case)
    programme = Programme()
    team = add_team(programme, case)
    add_hours(programme, case, team)
    wanted = goals_of(programme, case, team)
    rows = [(joined(terms), least, most) for terms, least, most in programme.rows]
    values = np.zeros(0)
    for goal in wanted:
        values = _minimise(programme, rows, joined(goal.terms))
        reached = goal.value(list(values))
        most = round(reached) + 1e-2 if goal.whole else reached + SLACK * 10
        rows.append((joined(goal.terms), -np.inf, most - goal.constant))
    return goals(case, seated(case, team.sitting(list(values)))) if len(values) else goals(case, ())


def _minimise(programme, rows, terms):
    size = len(programme.lower)
    costs = np.zeros(size)
    costs[list(terms)] = list(terms.values())
    starts = np.cumsum([0, *(len(row) for row, _least, _most in rows)])
    columns = np.array([column for row, _l, _m in rows for column in row], dtype=np.int32)
    factors = np.array([factor for row, _l, _m in rows for factor in row.values()], dtype=float)
    matrix = csr_array((factors, columns, starts), shape=(len(rows), size))
    found = milp(
        costs,
        constraints=LinearConstraint(
            matrix, [least for _r, least, _m in rows], [most for _r, _l, most in rows]
        ),
        integrality=np.array(programme.whole, dtype=int),
        bounds=Bounds(np.array(programme.lower), np.array(programme.upper)),
        options={"mip_rel_gap": 0.0},
    )
    if found.x is None:
        raise ScipyError(found.message)
    return found.x
