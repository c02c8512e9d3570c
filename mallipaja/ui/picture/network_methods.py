"""More of the network: wider measures with their definitions, trust and value, other pilots, an earlier round."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from mallipaja.actions.access import Context, Right, may
from mallipaja.actions.beside import (
    NetworksBeside,
    Opinions,
    answered_rounds,
    network_changes,
    network_opinions,
    networks_beside,
)
from mallipaja.actions.picture import NetworkPicture
from mallipaja.i18n import N_, Words
from mallipaja.network.comparison import Changes
from mallipaja.network.notes import notes
from mallipaja.network.summary import Summary
from mallipaja.store.places import Place
from mallipaja.store.projects import Pilot, Project
from mallipaja.ui import figure, labels
from mallipaja.ui.picture.network_lacks import STATES
from mallipaja.ui.told_apart import round_names

ENOUGH = 0.75
"""Share of actors that must have answered before paths and centralisation are taken for more than a guess (Kossinets
2006: what is missing moves them most)."""
_FREEMAN = "Freeman, Social Networks 1 (1979)"


@dataclass(frozen=True, slots=True)
class Measure:
    """``sensitive``: what is missing moves it so much that it is only a guess below `ENOUGH`."""

    key: str
    label: str
    meaning: str
    source: str
    sensitive: bool = True


WHOLE = (
    Measure("degree_centralization", N_("Degree centralisation"),
            N_("How much the ties gather at one actor: 0 when all have as many, 1 when one has them all."), _FREEMAN),
    Measure("betweenness_centralization", N_("Betweenness centralisation"),
            N_("How much the shortest ways between others go through one actor, 0–1."), _FREEMAN),
    Measure("transitivity", N_("Closed triangles"),
            N_("Of pairs that know the same actor, how many know each other."), "Wasserman & Faust (1994)"),
    Measure("modularity", N_("Modularity"),
            N_("How clearly the network falls into groups: 0 as by chance, towards 1 clearly."),
            "Blondel et al., J. Stat. Mech. (2008)"),
    Measure("ei_index", N_("E-I index (-1 inside, 1 between)"),
            N_("Ties between sectors minus ties within them, per all ties."),
            "Krackhardt & Stern, Social Psychology Quarterly 51 (1988)", sensitive=False),
    Measure("parts", N_("Connected parts"), N_("Pieces between which there is no tie at all."),
            "Wasserman & Faust (1994)"),
)  # fmt: skip
OF_ACTORS = (
    Measure("ties", N_("Ties"), N_("With how many actors there is a tie."), _FREEMAN, sensitive=False),
    Measure("betweenness", N_("Betweenness"),
            N_("Share of the shortest ways between others that go through the actor."), _FREEMAN),
    Measure("closeness", N_("Closeness"), N_("How short the ways to all others are, 0–1."),
            "Wasserman & Faust (1994)"),
    Measure("constraint", N_("Constraint"),
            N_("How much the actor's contacts know each other anyway: small means that it alone joins them."),
            "Burt, Structural Holes (1992)"),
    Measure("effective_size", N_("Effective size"),
            N_("How many of the contacts do not come with each other."), "Burt, Structural Holes (1992)"),
    Measure("core", N_("Core"),
            N_("The largest k such that the actor is in a group where everybody has k ties within it."),
            "Seidman, Social Networks 5 (1983)"),
    Measure("liaison", N_("Joins sectors"),
            N_("How often the actor stands between two actors of different sectors, both other than its own."),
            "Gould & Fernandez, Sociological Methodology 19 (1989)"),
)  # fmt: skip
ROUND_STATES = {
    "gained": N_("New ties"),
    "lost": N_("Ties no longer named"),
    "confirmed": N_("Now named by both sides"),
    "no_longer_confirmed": N_("No longer named by both sides"),
    "more_often": N_("In touch more often"),
    "less_often": N_("In touch less often"),
}


def show(
    _: Words, asked: Context, project: Project, pilot: Pilot, picture: NetworkPicture, found: Summary
) -> None:
    """Everything under “More methods”, each in its own tab."""
    running = may(asked.actor, Right.RUN_PROJECT, Place(project.id))
    names = [_("Measures"), _("Trust and value"), _("An earlier round")]
    tabs = st.tabs([*names, _("Other pilots")] if running else names)
    with tabs[0]:
        measures(_, picture, found)
    with tabs[1]:
        views(_, picture, network_opinions(asked, pilot_id=pilot.id))
    with tabs[2]:
        rounds(_, asked, pilot, picture)
    if running:
        with tabs[3]:
            beside(_, networks_beside(asked, project_id=project.id), _pilot_names(asked, project))


def measures(_: Words, picture: NetworkPicture, found: Summary) -> None:
    """Measures of the whole and of each actor, with definition and source."""
    network = picture.network
    response = len(network.responded) / len(network.nodes) if network.nodes else 0.0
    sure = response >= ENOUGH
    if not sure:
        st.warning(
            _("Only {share} of the actors have answered. Figures in parentheses are guesses below {enough}: "
              "what is missing "
              "can turn them round.", share=_.percent(response, 0), enough=_.percent(ENOUGH, 0))
        )  # fmt: skip
    figure.typed_table(_, whole(_, found, sure), "measures")
    figure.typed_table(_, of_actors(_, picture, found, sure), "measures-actors", folded=True)
    reasons = {_(note.reason) for note in notes(found) if note.measure in {one.key for one in WHOLE}}
    for reason in sorted(reasons):
        st.caption(reason)
    st.caption(
        _(
            "The groups are one way to look, found with a fixed seed; paths are counted in steps, not by weights."
        )
    )


def whole(_: Words, found: Summary, sure: bool) -> pd.DataFrame:
    """Measures of the whole network."""
    values = {
        "degree_centralization": found.degree_centralization,
        "betweenness_centralization": found.betweenness_centralization,
        "transitivity": found.cohesion.transitivity,
        "modularity": found.communities.modularity if found.communities else None,
        "ei_index": found.homophily.index if found.homophily else None,
        "parts": len(found.cohesion.parts),
    }
    lines = [
        {
            _("Measure"): _(one.label),
            _("Figure"): _guess(
                _, values[one.key], sure or not one.sensitive, 0 if one.key == "parts" else 2
            ),
            _("What it says"): _(one.meaning),
            _("Source"): one.source,
        }
        for one in WHOLE
    ]
    return pd.DataFrame(lines).set_index(_("Measure"))


def of_actors(_: Words, picture: NetworkPicture, found: Summary, sure: bool) -> pd.DataFrame:
    """Measures of each actor, by name: not a ranking."""
    broker = found.brokerage or ()
    columns: dict[str, Iterable[float]] = {
        "ties": found.degrees.both.tolist(),
        "betweenness": found.paths.betweenness.tolist(),
        "closeness": found.paths.closeness.tolist(),
        "constraint": found.holes.constraint.tolist(),
        "effective_size": found.holes.effective_size.tolist(),
        "core": found.cohesion.core.tolist(),
        "liaison": [float(one.liaison) for one in broker] or [0.0] * found.graph.order,
    }
    whole_numbers = {"ties", "core", "liaison"}
    rows = []
    for place, node in enumerate(found.graph.ids):
        row = {_("Actor"): picture.network.node(node).name}
        for one in OF_ACTORS:
            value = list(columns[one.key])[place]
            defined = None if value != value else value  # noqa: PLR0124 - NaN: not defined without ties
            row[_(one.label)] = _guess(
                _, defined, sure or not one.sensitive, 0 if one.key in whole_numbers else 2
            )
        rows.append(row)
    rows.sort(key=lambda row: str(row[_("Actor")]).casefold())
    return pd.DataFrame(rows).set_index(_("Actor")) if rows else pd.DataFrame()


def _guess(_: Words, value: float | None, sure: bool, decimals: int) -> str:
    text = _.number(value, decimals)
    return text if sure or value is None else f"({text})"


def views(_: Words, picture: NetworkPicture, found: Opinions) -> None:
    """Trust and value by actor, where enough rated; how information moves."""
    from mallipaja.network.opinions import MINIMUM_RATERS

    information = found.information
    st.text(
        _("Exchange of client information works (1–5): {mean}, {raters} units.", mean=_.number(information.mean, 1),
          raters=_.number(information.raters))
        if information.mean is not None
        else _("Not shown: the answers of a group of fewer than {least} could be worked out from this.",
               least=MINIMUM_RATERS)
        if information.raters >= MINIMUM_RATERS
        else _("How information moves is not shown: fewer than {least} units have said.", least=MINIMUM_RATERS)
    )  # fmt: skip
    names = {node.id: node.name for node in picture.network.nodes}
    lines = [
        {
            _("Actor"): names[one.actor],
            _("Trust (1–4)"): _.number(one.trust, 1),
            _("Value (1–4)"): _.number(one.value, 1),
            _("Actors that rated"): _.number(max(one.trust_raters, one.value_raters)),
        }
        for one in found.scores
        if one.actor in names and (one.trust is not None or one.value is not None)
    ]
    if lines:
        figure.typed_table(_, pd.DataFrame(lines).set_index(_("Actor")), "trust-and-value")
    else:
        st.info(
            _("Trust and value are asked with the survey “Trust and value”, and shown of an actor that at least {least} "
              "others have rated.", least=MINIMUM_RATERS)
        )  # fmt: skip
    st.caption(
        _("Opinions of a round that is still open are not in the means: they wait until it has been closed.")
    )
    st.caption(
        _("Means of three questions each, 1–4; an actor's units are one rater. They are for talking about "
          "cooperation, not "
          "a ranking. Source: PARTNER, Varda et al., J Public Health Manag Pract 14 (2008).")
    )  # fmt: skip


def rounds(_: Words, asked: Context, pilot: Pilot, picture: NetworkPicture) -> None:
    """What is different between two rounds."""
    known = answered_rounds(asked, pilot_id=pilot.id, about="network.")
    if len(known) < 2:
        st.info(
            _("There is one answered round. When another has been answered, its differences are shown here.")
        )
        return
    names = round_names(_, known)
    left, right = st.columns(2)
    before = left.selectbox(
        _("Before"), list(names), index=len(names) - 2, format_func=names.__getitem__, key="rounds.before"
    )
    after = right.selectbox(
        _("After"), list(names), index=len(names) - 1, format_func=names.__getitem__, key="rounds.after"
    )
    found = network_changes(asked, pilot_id=pilot.id, before=before, after=after)
    figure.typed_table(_, changes(_, picture, found), "rounds")
    st.caption(
        _("{compared} pairs are known in both rounds; {open} with a tie in one are not known in the other. What somebody "
          "has not answered is never a difference.", compared=_.number(found.compared),
          open=_.number(found.not_comparable))
    )  # fmt: skip


def changes(_: Words, picture: NetworkPicture, found: Changes) -> pd.DataFrame:
    """The pairs by what happened to them."""
    names = {node.id: node.name for node in picture.network.nodes}
    lines = []
    for field, label in ROUND_STATES.items():
        pairs = getattr(found, field)
        listed = "; ".join(f"{names.get(p.first, p.first)} – {names.get(p.second, p.second)}" for p in pairs)
        lines.append({_("Change"): _(label), _("Count"): _.number(len(pairs)), _("Between"): listed or "–"})
    return pd.DataFrame(lines).set_index(_("Change"))


def beside(_: Words, found: NetworksBeside, pilots: dict[str, str]) -> None:
    """The pilots' networks in a table, sector by sector, and what one lacks that others have."""
    lines = [
        {
            _("Pilot"): pilots.get(one.pilot, one.pilot),
            _("Actors that answered"): f"{_.number(one.answered)}/{_.number(one.actors)}",
            _("Ties"): _.number(one.ties),
            _("Density"): _.percent(one.density, 0),
            _("Reciprocity"): _.percent(one.reciprocity, 0),
            _("Named by both sides"): _.percent(one.confirmed, 0),
            _("Degree centralisation"): _.number(one.centralization, 2),
        }
        for one in found.figures
    ]
    if lines:
        figure.typed_table(_, pd.DataFrame(lines).set_index(_("Pilot")), "networks")
    rows = [
        {
            _("Sectors"): " – ".join(_(labels.SECTORS[sector]) for sector in row.sectors),
            **{
                pilots.get(figures.pilot, figures.pilot): _(STATES[tie.state])
                for figures, tie in zip(found.figures, row.ties, strict=True)
            },
        }
        for row in found.sectors
    ]
    if rows:
        st.markdown(f"**{_('Sector by sector')}**")
        figure.typed_table(_, pd.DataFrame(rows).set_index(_("Sectors")), "networks-sectors", folded=True)
    lacking = [
        {
            _("Pilot"): pilots.get(one.pilot, one.pilot),
            _("No tie between"): f"{found.names[one.first]} – {found.names[one.second]}",
            _("Both sides name it in"): _.listing(pilots.get(other, other) for other in one.elsewhere),
        }
        for one in found.lacking[:40]
    ]
    if lacking:
        st.markdown(f"**{_('Ties one pilot lacks and others have')}**")
        figure.typed_table(_, pd.DataFrame(lacking).set_index(_("Pilot")), "networks-lacking", folded=True)


def _pilot_names(asked: Context, project: Project) -> dict[str, str]:
    from mallipaja.actions.projects import list_pilots

    return {one.key: one.name for one in list_pilots(asked, project_id=project.id)}
