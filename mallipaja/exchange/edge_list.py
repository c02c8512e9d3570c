"""Ties and nodes of anybody's CSV tables as a network. (A pilot's own network is written by `network_files`.)

Tables are UTF-8, with commas or semicolons (as a Finnish Excel writes them); a byte order mark is fine. The first
line names the columns; columns that are not asked for are left alone, and so are empty lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mallipaja.catalogue.shape import nearest
from mallipaja.errors import Finding, Problem, ProblemsError
from mallipaja.exchange.csv_table import read_table
from mallipaja.network import rules
from mallipaja.network.graph import Graph

MOST_BYTES = 20_000_000
MOST_NODES = 5_000
LEAST_WEIGHT, MOST_WEIGHT = 1e-6, 1e9
_MOST_MEANT = 20
_YES, _NO = {"yes", "true", "1", "kyllä", "ja"}, {"no", "false", "0", "ei", "nej"}


@dataclass(frozen=True, slots=True)
class NodeRow:
    """A line of the nodes. ``name`` and ``sector`` are "" where the table does not say; an actor whose table has no
    column ``responded`` has answered."""

    id: str
    name: str = ""
    sector: str = ""
    responded: bool = True


@dataclass(frozen=True, slots=True)
class TieTables:
    """Ties between nodes: a graph, and what is said of its nodes, in their order."""

    graph: Graph
    nodes: tuple[NodeRow, ...]

    @property
    def sectors(self) -> tuple[str, ...] | None:
        """The sector of each node; ``None`` unless every node has one."""
        sectors = tuple(node.sector for node in self.nodes)
        return sectors if sectors and all(sectors) else None

    @property
    def silent(self) -> tuple[str, ...]:
        """Ids of the nodes that have not answered."""
        return tuple(node.id for node in self.nodes if not node.responded)


def read_tables(
    ties: bytes,
    nodes: bytes | None = None,
    *,
    directed: bool,
    weighted: bool,
    names: tuple[str, str] = ("ties.csv", "nodes.csv"),
) -> TieTables:
    """The network that two files say.

    Parameters
    ----------
    ties : columns ``source``, ``target`` and, when ``weighted``, ``weight``.
    nodes : columns ``id`` and, where they are, ``name``, ``sector`` and ``responded`` (yes or no). Without nodes,
        they are the ends of the ties in the order first met.
    directed : otherwise A,B and B,A are one tie, of the larger weight.
    weighted : read the weights; without, every tie weighs 1.
    names : what the files are called in problems.

    Raises
    ------
    ProblemsError
        Everything that is wrong, with lines: a missing column, an empty end, a tie that is there twice or leads to
        itself, an end the nodes do not have, a weight that is no positive number.
    """
    rows, problems = _read_ties(ties, names[0], weighted)
    known: dict[str, NodeRow] = {}
    if nodes is not None:
        known, more = _read_nodes(nodes, names[1])
        problems = [*problems, *more, *([] if more else _unknown(rows, known, names[0], directed))]
    else:
        known = {end: NodeRow(end) for row in rows for end in (row.source, row.target)}
    if len(known) > MOST_NODES:
        problems = [*problems, rules.TOO_MANY.found(count=len(known), most=MOST_NODES).at(names[0])]
    if problems:
        raise ProblemsError(problems)
    graph = Graph.of(tuple(known), _merged(rows, directed), directed)
    return TieTables(graph, tuple(known.values()))


@dataclass(frozen=True, slots=True)
class _TieRow:
    line: int
    source: str
    target: str
    weight: float


def _read_ties(content: bytes, name: str, weighted: bool) -> tuple[list[_TieRow], list[Problem]]:
    needed = ("source", "target", *(("weight",) if weighted else ()))
    table = read_table(content, name, needed, ("source", "target", "weight"))
    rows: list[_TieRow] = []
    first: dict[tuple[str, str], int] = {}
    for line, cells in table.rows:
        source, target = cells["source"], cells["target"]
        weight = _weight(cells["weight"], table.semicolons) if weighted else 1.0
        for column in needed:
            if not cells[column]:
                table.note(line, rules.EMPTY_CELL.found(column, column=column))
        if not (source and target):
            continue
        if source == target:
            table.note(line, rules.SELF_TIE.found("target", id=source))
        elif (before := first.setdefault((source, target), line)) != line:
            table.note(line, rules.SAME_TIE.found("target", source=source, target=target, first=before))
        if weight is None and cells["weight"]:
            table.note(line, _not_weight(cells["weight"]))
        rows.append(_TieRow(line, source, target, weight or 1.0))
    return rows, table.problems


def _read_nodes(content: bytes, name: str) -> tuple[dict[str, NodeRow], list[Problem]]:
    table = read_table(content, name, ("id",), ("id", "name", "sector", "responded"))
    known: dict[str, NodeRow] = {}
    first: dict[str, int] = {}
    for line, cells in table.rows:
        node, answered = cells["id"], cells.get("responded", "yes")
        if not node:
            table.note(line, rules.EMPTY_CELL.found("id", column="id"))
        elif (before := first.setdefault(node, line)) != line:
            table.note(line, rules.SAME_NODE.found("id", id=node, first=before))
        if not answered:
            table.note(line, rules.EMPTY_CELL.found("responded", column="responded"))
        elif answered.lower() not in _YES | _NO:
            table.note(line, rules.NOT_RESPONDED.found("responded", value=answered, allowed="yes, no"))
        responded = answered.lower() in _YES
        known[node] = NodeRow(node, cells.get("name", ""), cells.get("sector", ""), responded)
    return known, table.problems


def _unknown(
    rows: Iterable[_TieRow], known: dict[str, NodeRow], name: str, directed: bool
) -> Iterator[Problem]:
    meant: dict[str, str] = {}
    for row in rows:
        for column, end in (("source", row.source), ("target", row.target)):
            if end not in known:
                if (
                    end not in meant
                ):  # looking for the id that was meant takes time: not for a wrong file's every line
                    meant[end] = nearest(end, known) if len(meant) < _MOST_MEANT else ""
                yield rules.UNKNOWN_NODE.found(column, id=end, near=meant[end]).at(name, row.line)
        if directed and row.source in known and not known[row.source].responded:
            yield rules.SILENT_SOURCE.found("source", id=row.source).at(name, row.line)


def _merged(rows: Iterable[_TieRow], directed: bool) -> Iterator[tuple[str, str, float]]:
    """Each tie once; of A,B and B,A of an undirected network, the first met, with the larger weight."""
    found: dict[tuple[str, str], float] = {}
    for row in rows:
        there, back = (row.source, row.target), (row.target, row.source)
        key = back if not directed and back in found else there
        found[key] = max(found.get(key, 0.0), row.weight)
    return ((source, target, weight) for (source, target), weight in found.items())


def _not_weight(text: str) -> Finding:
    limits = {"least": f"{LEAST_WEIGHT:f}", "most": f"{MOST_WEIGHT:.0f}"}
    return rules.NOT_WEIGHT.found("weight", value=text, **limits)


def _weight(text: str, decimal_comma: bool) -> float | None:
    """A number that can be a weight, or ``None``. In a table with semicolons, decimals may follow a comma."""
    try:
        value = float(text.replace(",", ".") if decimal_comma else text)
    except ValueError:
        return None
    return value if LEAST_WEIGHT <= value <= MOST_WEIGHT and "_" not in text else None
