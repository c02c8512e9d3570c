"""The rows of the sheet survey as groups within groups."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from mallipaja.catalogue.shape import options
from mallipaja.errors import Finding
from mallipaja.exchange.xlsform import rules
from mallipaja.exchange.xlsform.columns import Row, Table
from mallipaja.exchange.xlsform.kinds import ALLOWED, Kind, kind_of

Tell = Callable[[Finding, Row], None]


@dataclass(slots=True)
class Node:
    """A row and, of a group or repeat, the rows in it. ``new_name`` is set where its name cannot stay."""

    row: Row
    kind: Kind
    inside: list[Node] = field(default_factory=list)
    new_name: str = ""

    @property
    def name(self) -> str:
        return self.row.get("name")

    def everything(self) -> Iterator[Node]:
        """The node and all that is in it, in order."""
        yield self
        for node in self.inside:
            yield from node.everything()


def tree_of(survey: Table, problem: Tell, loss: Tell) -> list[Node]:
    """The outermost rows with what is in them.

    Parameters
    ----------
    problem, loss : called with what is wrong, and with what is left out, and the row it concerns.
    """
    top: list[Node] = []
    stack: list[Node] = []
    for row in survey.rows:
        if row.get("disabled").lower() in ("yes", "true", "true()"):
            continue
        kind = kind_of(row.get("type"))
        if kind.what == "nothing":
            if row.get("name") or row.texts("label"):
                loss(rules.NO_TYPE.found("type"), row)
        elif kind.what == "unknown":
            said = kind.written.split()[0]
            problem(rules.UNKNOWN_TYPE.found("type", type=kind.written[:60], **options(said, ALLOWED)), row)
        elif kind.what.startswith("end "):
            if stack and kind.what == f"end {stack[-1].kind.what}":
                stack.pop()
            else:
                problem(rules.NOT_OPEN.found("type", type=kind.written[:60]), row)
        else:
            node = Node(row, kind)
            (stack[-1].inside if stack else top).append(node)
            if kind.what in ("group", "repeat"):
                stack.append(node)
    for node in stack:
        problem(rules.NOT_CLOSED.found("name", what=node.kind.what, name=node.name[:60]), node.row)
    _check_names(top, problem)
    return top


def _check_names(siblings: list[Node], problem: Tell) -> None:
    """Names within one group differ; the same name in two groups is another matter (see `importing`)."""
    first: dict[str, int] = {}
    for node in siblings:
        if not node.name:
            if node.kind.what not in ("group", "metadata"):
                problem(rules.NO_NAME.found("name", type=node.kind.written[:60]), node.row)
        elif first.setdefault(node.name, node.row.number) != node.row.number:
            problem(rules.SAME_NAME.found("name", name=node.name[:60], first=first[node.name]), node.row)
        _check_names(node.inside, problem)
