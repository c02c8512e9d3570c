"""The ties of a network as a table, and the network as files for other programs."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import streamlit as st

from mallipaja.actions.picture import NetworkPicture
from mallipaja.i18n import HELSINKI, Words
from mallipaja.network.network import Tie
from mallipaja.store.projects import Pilot
from mallipaja.survey.given import Given, Known
from mallipaja.ui import figure, labels
from mallipaja.ui.shell import projector


def table(_: Words, picture: NetworkPicture, pilot: Pilot) -> None:
    """Every tie as a table, and the network as files for other programs."""
    figure.typed_table(
        _, tie_table(_, picture, figure.MOST_ROWS), "network", folded=True,
        whole=lambda: tie_table(_, picture), rows=len(picture.network.ties),
    )  # fmt: skip
    if projector() or not picture.network.nodes:
        return
    with st.expander(_("The network for other programs")):
        st.text(
            _(
                "GEXF opens in Gephi, GraphML in most network programs, CSV in Excel and in “mallipaja network”."
            )
        )
        with st.container(horizontal=True):
            for label, make, name, kind in _files(_, picture):
                st.download_button(
                    label, make, file_name=f"{pilot.key}-{name}", mime=kind, on_click="ignore",
                    key=f"network.file.{name}.{_.language}",
                )  # fmt: skip


def _files(_: Words, picture: NetworkPicture) -> tuple[tuple[str, Callable[[], bytes], str, str], ...]:
    from mallipaja.exchange.network_files import nodes_csv, ties_csv, to_gexf, to_graphml

    network = picture.network
    return (
        ("GraphML", lambda: to_graphml(network), "network.graphml", "application/xml"),
        (
            "GEXF (Gephi)",
            lambda: to_gexf(network, picture.as_of.astimezone(HELSINKI).date()),
            "network.gexf",
            "application/xml",
        ),
        (_("Ties (CSV)"), lambda: ties_csv(network), "ties.csv", "text/csv"),
        (_("Actors (CSV)"), lambda: nodes_csv(network), "nodes.csv", "text/csv"),
    )


def tie_table(_: Words, picture: NetworkPicture, most: int | None = None) -> pd.DataFrame:
    """Every tie as it was reported, or the first ``most``: the map's content."""
    network = picture.network
    lines = [
        {
            _("Who reports"): network.node(tie.source).name,
            _("Works with"): network.node(tie.target).name,
            _("How often"): _frequency(_, tie.frequency),
            _("Clients"): labels.given_code(_, tie.referral, labels.REFERRALS),
            _("Written agreement"): labels.given_code(_, tie.agreement, labels.AGREEMENTS),
            _("The other side"): _other_side(_, picture, tie),
        }
        for tie in network.ties[:most]
    ]
    return pd.DataFrame(lines).set_index(_("Who reports")) if lines else pd.DataFrame()


def _frequency(_: Words, given: Given[int]) -> str:
    return _(labels.FREQUENCIES[given.value]) if isinstance(given, Known) else _(labels.NOT_ANSWERED)


def _other_side(_: Words, picture: NetworkPicture, tie: Tie) -> str:
    state = picture.network.state(tie.target, tie.source)
    return {True: _("reports it too"), False: _("does not report it"), None: _("has not answered")}[state]
