"""A mixed-integer programme as plain numbers: columns, rows, and goals to be minimised one after another.

Nothing here knows a solver. `team.columns` writes a team into it, `team.solve` hands it over.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

INFINITE = float("inf")

Terms = list[tuple[int, float]]
"""(column, coefficient) of a linear expression; a column may stand in it several times."""


@dataclass(frozen=True, slots=True)
class Goal:
    """Something to minimise: ``constant`` + the terms. ``whole``: it can only be a whole number in the end."""

    name: str
    terms: Terms
    constant: float = 0.0
    whole: bool = False

    def value(self, values: list[float]) -> float:
        """The goal of a solution."""
        return self.constant + sum(factor * values[column] for column, factor in self.terms)


@dataclass(slots=True)
class Programme:
    """Columns with bounds, some of them whole numbers; rows ``least <= terms <= most``."""

    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)
    rows: list[tuple[Terms, float, float]] = field(default_factory=list)

    def yes_no(self) -> int:
        """A new column that is 0 or 1."""
        return self.number(1.0, whole=True)

    def number(self, most: float = INFINITE, *, whole: bool = False) -> int:
        """A new column from 0 to ``most``."""
        self.lower.append(0.0)
        self.upper.append(most)
        self.whole.append(whole)
        return len(self.lower) - 1

    def at_most(self, terms: Iterable[tuple[int, float]], most: float) -> None:
        """A rule: the terms together are at most ``most``."""
        self.rows.append((list(terms), -INFINITE, most))

    def at_least(self, terms: Iterable[tuple[int, float]], least: float) -> None:
        """A rule: the terms together are at least ``least``."""
        self.rows.append((list(terms), least, INFINITE))

    def exactly(self, terms: Iterable[tuple[int, float]], value: float) -> None:
        """A rule: the terms together are ``value``."""
        self.rows.append((list(terms), value, value))


def ones(columns: Iterable[int], factor: float = 1.0) -> Terms:
    """A sum of columns, each with the same coefficient."""
    return [(column, factor) for column in columns]


def joined(terms: Iterable[tuple[int, float]]) -> Mapping[int, float]:
    """The terms with each column once."""
    found: dict[int, float] = {}
    for column, factor in terms:
        found[column] = found.get(column, 0.0) + factor
    return found
