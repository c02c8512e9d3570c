"""A pilot's network for other programs: GraphML, GEXF (Gephi), and CSV tables that `edge_list` reads again.

Nodes are actors with their name, sector, organisation and whether they answered; ties are directed, as they were
named. What nobody said has no value in the file, and what could not be said has its reason in ``…_missing``.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import networkx as nx

from mallipaja.exchange.text_cells import to_cell
from mallipaja.network.network import Network, Node, Tie
from mallipaja.survey.given import Given, Known, Missing

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DATE_OF_WRITING = re.compile(rb'(<meta lastmodifieddate=")[0-9-]+(")')
TIE_COLUMNS = (
    "source",
    "target",
    "weight",
    "frequency",
    "level",
    "referral",
    "named_contact",
    "agreement",
    "named_by",
)
NODE_COLUMNS = ("id", "name", "sector", "organisation", "responded", "units", "units_responded")


def to_graphml(network: Network) -> bytes:
    """The network as GraphML, which networkx, igraph, yEd and others read."""
    file = io.BytesIO()
    nx.write_graphml_xml(_as_networkx(network), file, encoding="utf-8")
    return file.getvalue()


def to_gexf(network: Network, made_on: date) -> bytes:
    """The network as GEXF 1.2, which Gephi opens. ``made_on`` is the day the file says it was written."""
    file = io.BytesIO()
    nx.write_gexf(_as_networkx(network), file, encoding="utf-8", version="1.2draft")
    return _DATE_OF_WRITING.sub(rb"\g<1>" + made_on.isoformat().encode() + rb"\g<2>", file.getvalue())


def ties_csv(network: Network, for_excel: bool = False) -> bytes:
    """The ties as a table; ``weight`` is the frequency 1-5, and 1 where it is not known.

    UTF-8 with commas, or as a Finnish Excel opens it: with a byte order mark and semicolons.
    """
    rows = ({"source": t.source, "target": t.target, **_weight(t), **_of_tie(t)} for t in network.ties)
    return _written(TIE_COLUMNS, rows, for_excel)


def nodes_csv(network: Network, for_excel: bool = False) -> bytes:
    """The actors as a table, written as `ties_csv` is."""
    rows = ({"id": node.id, **_of_node(node), "name": node.name} for node in network.nodes)
    return _written(NODE_COLUMNS, rows, for_excel)


def _as_networkx(network: Network) -> nx.DiGraph[str]:
    graph: nx.DiGraph[str] = nx.DiGraph(name=_clean(network.pilot))
    for node in network.nodes:
        graph.add_node(_clean(node.id), label=_clean(node.name), **_cleaned(_of_node(node)))
    for tie in network.ties:
        graph.add_edge(_clean(tie.source), _clean(tie.target), **_weight(tie), **_cleaned(_of_tie(tie)))
    return graph


def _of_node(node: Node) -> dict[str, str | int | bool]:
    return {
        "sector": node.sector,
        "organisation": node.organisation_name,
        "responded": node.responded,
        "units": node.units,
        "units_responded": node.units_responded,
    }


def _weight(tie: Tie) -> dict[str, int]:
    return {"weight": tie.frequency.value if isinstance(tie.frequency, Known) else 1}


def _of_tie(tie: Tie) -> dict[str, str | int | bool]:
    given: dict[str, Given[int] | Given[str] | Given[bool]] = {
        "frequency": tie.frequency,
        "level": tie.level,
        "referral": tie.referral,
        "named_contact": tie.named_contact,
        "agreement": tie.agreement,
    }
    said: dict[str, str | int | bool] = {
        name: one.value for name, one in given.items() if isinstance(one, Known)
    }
    reasons = {f"{name}_missing": one.reason for name, one in given.items() if isinstance(one, Missing)}
    return {**said, **reasons, "named_by": tie.named_by}


def _cleaned(values: Mapping[str, str | int | bool]) -> dict[str, str | int | bool]:
    return {name: _clean(value) if isinstance(value, str) else value for name, value in values.items()}


def _clean(text: str) -> str:
    """The text without the characters XML cannot hold."""
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def _written(
    columns: Sequence[str], rows: Iterable[Mapping[str, str | int | bool]], for_excel: bool
) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";" if for_excel else ",", lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(row.get(column, "")) for column in columns] for row in rows)
    return text.getvalue().encode("utf-8-sig" if for_excel else "utf-8")


def _cell(value: str | int | bool) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return to_cell(value) if isinstance(value, str) else str(value)
