"""What the network lacks: ties the phases need, sides that disagree, and what breaks if somebody leaves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import pandas as pd
import streamlit as st

from mallipaja.actions.access import Context
from mallipaja.actions.beside import Leaving
from mallipaja.actions.picture import NetworkPicture
from mallipaja.i18n import N_, Words
from mallipaja.network.needed import NeededTie, TieState
from mallipaja.network.removal import Removal
from mallipaja.network.two_sides import TwoSides, disagreements
from mallipaja.ui import figure, labels
from mallipaja.ui.shell import projector

STATES: dict[TieState, str] = {
    "missing": N_("✗ missing"),
    "no_actor": N_("? no actor of the sector on the list"),
    "not_known": N_("? not known"),
    "reported": N_("◐ one side only"),
    "confirmed": N_("● both sides"),
}
LEVELS = {1: N_("exchange of information"), 2: N_("coordination"), 3: N_("joint work")}


Departing: TypeAlias = Callable[[Leaving], tuple[Removal, ...]]


def show(_: Words, asked: Context, picture: NetworkPicture, departing: Departing) -> None:
    """Needed ties, departures, disagreements.

    Parameters
    ----------
    departing : what becomes of the others when each organisation, or each actor, leaves.
    """
    generic = asked.catalogue.generic
    names = {key.split(".", 1)[1]: one.label.get(_.language) for key, one in generic.elements.items()
             if one.phase is not None} if generic else {}  # fmt: skip
    if picture.needed:
        st.header(_("Which ties do the phases need?"))
        figure.typed_table(_, needed(_, picture, names), "needed-ties", folded=projector())
    if projector() or not picture.network.ties:
        return
    st.header(_("What breaks if somebody leaves?"))
    _leaving(_, picture, departing)
    found = disagreements(picture.network)
    if found:
        st.header(_("Where do the two sides see it differently?"))
        st.text(
            _("Pairs to talk about together: how often or how closely they work differs by two steps or more, or "
              "what is said of "
              "clients or of a written agreement does not fit together.")
        )  # fmt: skip
        figure.typed_table(_, sides(_, picture, found), "disagreements", folded=True)


def needed(_: Words, picture: NetworkPicture, phases: dict[str, str]) -> pd.DataFrame:
    """Ties between sectors that phases of the generic model need, the worst first."""
    lines = [
        {
            _("Sectors"): " – ".join(_(labels.SECTORS[one]) for one in found.tie.sectors),
            _("State"): _(STATES[found.tie.state]),
            _("Phases that need it"): _("all phases")
            if len(found.phases) == len(phases)
            else _.listing(phases.get(phase, phase) for phase in found.phases),
            _("Ties between"): _ends(_, picture, found),
        }
        for found in picture.needed
    ]
    return pd.DataFrame(lines).set_index(_("Sectors")) if lines else pd.DataFrame()


def _ends(_: Words, picture: NetworkPicture, found: NeededTie) -> str:
    node = picture.network.node
    if found.tie.pairs:
        return "; ".join(f"{node(one).name} – {node(other).name}" for one, other in found.tie.pairs[:4])
    if found.tie.waiting_for:
        return _("waiting for: {names}", names=_.listing(node(one).name for one in found.tie.waiting_for))
    return "–"


def _leaving(_: Words, picture: NetworkPicture, departing: Departing) -> None:
    kinds: dict[Leaving, str] = {"organisation": _("An organisation"), "actor": _("An actor")}
    left, right = st.columns(2, vertical_alignment="bottom")
    kind: Leaving = left.segmented_control(
        _("Who leaves?"), list(kinds), default="organisation", required=True, format_func=kinds.__getitem__,
        key=f"network.leaves.{_.language}",
    )  # fmt: skip
    with st.spinner(_("Counting what breaks …"), show_time=False):
        found = {one.key: one for one in departing(kind)}
    chosen = right.selectbox(
        _("Without"), list(found), key=f"network.without.{kind}.{_.language}",
        format_func=lambda one: found[one].name,
    )  # fmt: skip
    if chosen in found:
        st.text(effect(_, picture, found[chosen]))
    figure.typed_table(_, departures(_, picture, list(found.values())), f"without-{kind}", folded=True)


def effect(_: Words, picture: NetworkPicture, one: Removal) -> str:
    """What happens when one leaves, in sentences."""
    node = picture.network.node
    said = [
        _("Without {name} {lost} of {of} ties are lost.", name=one.name,
          lost=_.number(one.ties_lost), of=_.number(one.of))
    ]  # fmt: skip
    if one.cut_off:
        said.append(_("Cut off from the rest: {names}.", names=_.listing(node(a).name for a in one.cut_off)))
    else:
        said.append(_("Nobody is cut off from the rest."))
    for pair in one.sectors_apart:
        said.append(
            _("No tie is left between these sectors: {sectors}.",
              sectors=_.listing(_(labels.SECTORS[sector]) for sector in pair))
        )  # fmt: skip
    return " ".join(said)


def departures(_: Words, picture: NetworkPicture, found: list[Removal]) -> pd.DataFrame:
    """For each that could leave, what is lost, the worst first."""
    names = {node.id: node.name for node in picture.network.nodes}
    lines = [
        {
            _("Without"): one.name,
            _("Ties lost"): f"{_.number(one.ties_lost)}/{_.number(one.of)}",
            _("Cut off without it"): _.listing(names[cut] for cut in one.cut_off) if one.cut_off else _("nobody"),
        }
        for one in found
    ]  # fmt: skip
    return pd.DataFrame(lines).set_index(_("Without")) if lines else pd.DataFrame()


def sides(_: Words, picture: NetworkPicture, found: tuple[TwoSides, ...]) -> pd.DataFrame:
    """Pairs that see their cooperation differently; each cell has what the one says and what the other says."""
    node = picture.network.node
    lines = [
        {
            _("Between"): f"{node(one.first).name} – {node(one.second).name}",
            _("How often"): _both(_, one.frequency, labels.FREQUENCIES),
            _("How closely"): _both(_, one.level, LEVELS),
            _("Clients"): _both(_, one.referral, labels.REFERRALS),
            _("Written agreement"): _both(_, one.agreement, labels.AGREEMENTS),
        }
        for one in found
    ]
    return pd.DataFrame(lines).set_index(_("Between")) if lines else pd.DataFrame()


def _both(_: Words, values: tuple[object, object], names: Mapping[Any, str]) -> str:
    return " ↔ ".join("–" if one is None else _(names.get(one, str(one))) for one in values)
