"""A case file: a team to draft, for ``mallipaja draft CASE.yaml``.

The file is not part of the definitions: it has no ``format`` line and lies where its writer keeps it. Hours are
hours a month.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from mallipaja.catalogue.given import read_given
from mallipaja.catalogue.reader import Lines
from mallipaja.catalogue.text import Flag, Number, Strict, Whole
from mallipaja.errors import Rule

Name = Annotated[str, Field(min_length=1)]


class RoleRow(Strict):
    """A seat of the team. ``heads`` is the least number of posts seated; ``sector`` is information only."""

    id: Name
    sector: Name = "other"
    heads: Whole = 1
    hours: Number = 0
    mandatory: Flag = False
    qualifies: tuple[Name, ...] = ()


class CompetenceRow(Strict):
    """At least ``holders`` seated posts at ``level`` or above."""

    id: Name
    holders: Whole = 1
    level: Number = 1


class PostRow(Strict):
    """Who could sit. ``travel`` is hours a month on the way; ``remote`` takes none."""

    id: Name
    sector: Name
    professions: tuple[Name, ...]
    hours: Number = 0
    competences: dict[Name, Number] = Field(default_factory=dict)
    chair: Flag = False
    current: Flag = False
    coordinator: Flag = False
    travel: Number = 0
    remote: Flag = False


class CaseFile(Strict):
    """The whole file.

    ``neighbours`` are posts of other municipalities that a repair may share; ``ties`` are pairs of posts known to
    work together; ``prices`` replace the default prices of repairs.
    """

    sectors_required: tuple[Name, ...] = ()
    roles: tuple[RoleRow, ...]
    competences: tuple[CompetenceRow, ...] = ()
    posts: tuple[PostRow, ...]
    neighbours: tuple[PostRow, ...] = ()
    team_cap: Whole | None = None
    seats_per_post: Whole = 1
    pins: tuple[tuple[Name, ...], ...] = ()
    vetoes: tuple[tuple[Name, ...], ...] = ()
    ties: tuple[tuple[Name, ...], ...] = ()
    prices: dict[Name, Number] = Field(default_factory=dict)


def read_case(content: bytes, name: str, nothing: Rule) -> tuple[CaseFile, Lines]:
    """The case a file says, and the line of every place; ``nothing`` is told of a file that says nothing.

    Raises
    ------
    ProblemsError : everything that is wrong with the file's text and shape.
    """
    return read_given(content, name, CaseFile, nothing)
