"""The mixed-integer programme, solved goal by goal with HiGHS on one thread with a fixed seed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from mallipaja.team.case import Case
from mallipaja.team.goals import Seat
from mallipaja.team.roles import Role

SECONDS = 3.0
"""Time cap of one draft, divided over the goals."""
SLACK = 1e-6
"""How much a goal may worsen when the next one is solved."""


_OPTIONS: dict[str, bool | int | float] = {
    "output_flag": False,
    "threads": 1,
    "random_seed": 1,
    "mip_rel_gap": 0.0,
    "mip_feasibility_tolerance": 1e-9,  # at the default 1e-6 an empty seat could carry a hair of hours
}
_DECIMALS = 5
_FEASIBLE = 2  # HiGHS: kSolutionStatusFeasible


@dataclass(frozen=True, slots=True)
class Solution:
    """Filled seats sorted by role and post. ``optimal`` is proved; ``time_limit`` is the best found in
    time."""

    seats: tuple[Seat, ...]
    status: Literal["optimal", "time_limit"]


class SolverError(Exception):
    """The solver gave no team at all, which a case without problems always has."""


def solve(case: Case, seconds: float = SECONDS) -> Solution:
    """The best team by the goals in their order.

    Parameters
    ----------
    case : a case without problems (`case.problems`).
    seconds : time cap for all goals together.

    Raises
    ------
    SolverError
        When the solver finds nothing within the time.
    """
    if not case.pairs():
        return Solution((), "optimal")
    import highspy

    model: Any = _new_model()
    for option, value in _OPTIONS.items():
        model.setOptionValue(option, value)
    programme = _Programme(model, case)
    status: Literal["optimal", "time_limit"] = "optimal"
    for goal in programme.goals():
        model.setOptionValue("time_limit", seconds / 4 + model.getRunTime())
        model.minimize(goal)
        if model.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            status = "time_limit"
        if model.getInfo().primal_solution_status != _FEASIBLE:
            raise SolverError(f"no team was found: {model.modelStatusToString(model.getModelStatus())}")
        model.addConstr(goal <= model.getInfo().objective_function_value + SLACK)
    return Solution(programme.seats(), status)


def _new_model() -> Any:
    import highspy

    untyped: Any = highspy
    return untyped.Highs()


class _Programme:
    """Variables and rules: who sits (0/1), hours given, what is missing."""

    def __init__(self, model: Any, case: Case) -> None:
        self._model, self._case = model, case
        self._hours_of = {post.id: post.hours for post in case.posts}
        self._roles = {role.id: role for role in case.roles}
        pairs = case.pairs()
        self._sits = {pair: model.addBinary() for pair in pairs}
        self._hours = {pair: model.addVariable(0, self._most(pair)) for pair in pairs}
        self._in_team = {post.id: model.addBinary() for post in case.posts}
        self._rules()

    def _most(self, pair: tuple[str, str]) -> float:
        return min(self._hours_of[pair[0]], self._roles[pair[1]].hours_per_month or 0.0)

    def _rules(self) -> None:
        model, case = self._model, self._case
        for pair, sits in self._sits.items():
            model.addConstr(self._hours[pair] <= self._most(pair) * sits)
            model.addConstr(sits <= self._in_team[pair[0]])
        for post in case.posts:
            mine = [pair for pair in self._sits if pair[0] == post.id]
            model.addConstr(self._sum(self._sits, mine) <= case.seats_per_post)
            model.addConstr(self._sum(self._hours, mine) <= post.hours)
            model.addConstr(self._in_team[post.id] <= self._sum(self._sits, mine))
        for pin in case.pins:
            model.addConstr(self._sits[pin] == 1)
        if case.team_cap is not None:
            model.addConstr(self._sum(self._in_team, list(self._in_team)) <= case.team_cap)

    def goals(self) -> tuple[Any, ...]:
        """The objectives in their order, all to be minimised."""
        members = [post.id for post in self._case.posts if post.is_member]
        everybody = self._sum(self._in_team, list(self._in_team))
        return (
            self._missing_mandatory(),
            self._missing_hours(),
            len(members) - self._sum(self._in_team, members),
            everybody,
        )

    def _missing_mandatory(self) -> Any:
        missing = []
        for role in (role for role in self._case.roles if role.mandatory):
            lacking = self._model.addVariable(0, role.heads)
            seated = self._sum(self._sits, [pair for pair in self._sits if pair[1] == role.id])
            self._model.addConstr(lacking + seated >= role.heads)
            missing.append(lacking)
        for sector in sorted(set(self._case.sectors_required)):
            absent = self._model.addVariable(0, 1)
            here = self._sum(self._in_team, [post.id for post in self._case.posts if post.sector == sector])
            self._model.addConstr(absent + here >= 1)
            missing.append(absent)
        return self._total(missing)

    def _missing_hours(self) -> Any:
        return self._total([weight * missing for weight, missing in map(self._lack, self._case.roles)])

    def _lack(self, role: Role) -> tuple[int, Any]:
        need = role.hours_per_month or 0.0
        given = self._sum(self._hours, [pair for pair in self._hours if pair[1] == role.id])
        lacking = self._model.addVariable(0, need)
        self._model.addConstr(lacking + given == need)
        return (2 if role.mandatory else 1), lacking

    def _sum(self, variables: dict[Any, Any], keys: list[Any]) -> Any:
        return self._total([variables[key] for key in keys])

    def _total(self, terms: list[Any]) -> Any:
        """A sum that is a solver expression also when it is empty."""
        import highspy

        return sum(terms, start=highspy.highs.highs_linear_expression(0.0))

    def seats(self) -> tuple[Seat, ...]:
        """Who sits in the last solution, with hours rounded past the goals' slack."""
        found = [
            Seat(
                role,
                self._roles[role].sector,
                post,
                round(max(0.0, self._model.val(self._hours[post, role])), _DECIMALS),
            )
            for (post, role), sits in self._sits.items()
            if self._model.val(sits) > 0.5
        ]
        return tuple(sorted(found, key=lambda seat: (seat.role, seat.post or "")))
