"""Who reports a tie to whom, as a matrix: for networks too dense for a map."""

from __future__ import annotations

import altair as alt

from mallipaja.charts.legend import FREQUENCIES, NOT_KNOWN, UNKNOWN_SYMBOL
from mallipaja.charts.palette import ACTION_TINT, ATTENTION_TINT, GROUND, LINE, SOFT_GROUND
from mallipaja.charts.symbols import Kind, Mark, Side, symbol_matrix
from mallipaja.i18n import N_, Words
from mallipaja.network.layout import SECTOR_ORDER
from mallipaja.network.network import Network, Node
from mallipaja.network.symmetry import Rule
from mallipaja.survey.given import known

KINDS = {
    "both": N_("both sides report it"),
    "one": N_("reports it, the other does not"),
    "open": N_("reports it, the other has not answered"),
    "none": N_("no tie"),
    "unknown": N_("has not answered"),
    "self": N_("the actor itself"),
}
SYMBOLS = {"both": "●", "one": "◐", "open": "○", "none": "·", "unknown": UNKNOWN_SYMBOL, "self": "╲"}
_FILLS = {
    "both": ACTION_TINT,
    "one": ATTENTION_TINT,
    "open": SOFT_GROUND,
    "none": GROUND,
    "unknown": SOFT_GROUND,
    "self": LINE,
}


def adjacency_matrix(
    network: Network, _: Words, rule: Rule = "any", *, description: str = "", projector: bool = False
) -> alt.LayerChart | None:
    """Rows report, columns are reported; both in the order of sectors and names.

    Parameters
    ----------
    rule : ``confirmed`` leaves out what one side only reports.

    Returns
    -------
    The chart, or ``None`` without actors.
    """
    nodes = sorted(network.nodes, key=_place)
    marks = [_mark(network, one, other, rule, _) for one in nodes for other in nodes]
    names = {node.id: node.name for node in nodes}
    numbers = {node.id: str(place) for place, node in enumerate(nodes, start=1)}
    numbered = {key: f"{numbers[key]} {name}" for key, name in names.items()}
    return symbol_matrix(
        marks,
        Side(numbered, _("Who reports")),
        Side(numbers, _("Works with")),
        {key: Kind(_(label), SYMBOLS[key], _FILLS[key]) for key, label in KINDS.items()},
        _,
        legend_title=_("Tie"),
        description=description,
        projector=projector,
    )


def state(network: Network, source: str, target: str, rule: Rule) -> str:
    """The key of `KINDS` of what ``source`` says of ``target``."""
    if source == target:
        return "self"
    said, back = network.state(source, target), network.state(target, source)
    if said is None:
        return "unknown"
    found = {True: "both", False: "one", None: "open"}[back] if said else "none"
    return "none" if rule == "confirmed" and found in {"one", "open"} else found


def _mark(network: Network, one: Node, other: Node, rule: Rule, _: Words) -> Mark:
    tie = network.tie(one.id, other.id)
    often = known(tie.frequency) if tie else None
    note = "" if tie is None else _(FREQUENCIES[often]) if often else _(NOT_KNOWN)
    label = f"{other.name}: {note}" if note else other.name
    return Mark(one.id, other.id, state(network, one.id, other.id, rule), note=label)


def _place(node: Node) -> tuple[int, str]:
    rank = SECTOR_ORDER.index(node.sector) if node.sector in SECTOR_ORDER else len(SECTOR_ORDER)
    return rank, node.name.casefold()
