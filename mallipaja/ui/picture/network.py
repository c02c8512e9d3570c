"""Who works with whom, and where does cooperation break?"""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from mallipaja.actions.access import Context
from mallipaja.actions.beside import RoundChoice, answered_rounds, network_departures, network_measures
from mallipaja.actions.picture import NetworkPicture, network_picture
from mallipaja.i18n import N_, Words
from mallipaja.network.findings import Finding
from mallipaja.network.network import Network
from mallipaja.network.relation import Relation, around, strongest
from mallipaja.network.symmetry import Rule, edges
from mallipaja.store.projects import Pilot, Project
from mallipaja.ui import figure, labels
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.picture import network_lacks, network_methods, network_table
from mallipaja.ui.picture.foundation import foundation
from mallipaja.ui.picture.more import more_methods
from mallipaja.ui.shell import projector
from mallipaja.ui.told_apart import round_names

FINDINGS: dict[str, str] = {
    "nothing_answered": N_("Nobody has answered the network survey yet ({of} actors were asked)."),
    "sectors_apart": N_("There is no tie at all between these sectors: {sectors}."),
    "sectors_unconfirmed": N_("No tie reported by both sides joins these sectors: {sectors}."),
    "depends_on": N_("If {first} leaves, these are cut off: {rest}."),
    "one_sided": N_("{count} of {of} ties are reported by one side only."),
    "without_agreement": N_("{count} of {of} ties have no written agreement."),
    "without_contact": N_("{count} of {of} ties have no named contact person."),
    "alone": N_("These have no tie with anybody: {actors}."),
    "not_answered": N_("{count} of {of} actors have not answered, so part of the picture is not known."),
    "well_connected": N_("Every sector has a tie with every other that both sides report."),
}
RULES: dict[Rule, str] = {"any": N_("Reported by either side"), "confirmed": N_("Reported by both sides")}
RELATIONS: dict[Relation, str] = {
    "any": N_("Any cooperation"),
    "monthly": N_("In touch at least monthly"),
    "referrals": N_("Clients move"),
    "joint": N_("Joint work with common goals"),
    "agreement": N_("Agreed in writing"),
    "contact": N_("A named contact person"),
}
MOST_DRAWN, STRONGEST = 150, 60
"""Of more actors than the first, only so many with the most ties are drawn; tables and files have them all."""
DENSE = 60
"""Above so many ties a map is a tangle, and the matrix says more."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What is looked at: which ties, reported how, of which round, and the actor in the middle of attention."""

    rule: Rule = "any"
    relation: Relation = "any"
    round_id: str = ""


def show(_: Words, asked: Context, project: Project, pilot: Pilot) -> None:
    """The whole tab: findings in words, map or matrix, figures, what is lacking, more methods, method."""
    if projector():  # the room reads the picture; choices are made at the desk
        choice = Choice()
        picture = network_picture(asked, pilot_id=pilot.id)
        drawing(_, picture, choice)
        said(_, picture)
    else:
        rounds = answered_rounds(asked, pilot_id=pilot.id, about="network.")
        choice = choices(_, rounds)
        picture = network_picture(
            asked, pilot_id=pilot.id, relation=choice.relation, round_id=choice.round_id
        )
        said(_, picture)
        _unknown(_, picture)
        drawing(_, picture, choice)
    figures(_, picture)
    network_table.table(_, picture, pilot)
    network_lacks.show(
        _, asked, picture, lambda who: network_departures(
            asked, pilot_id=pilot.id, who=who, relation=choice.relation, round_id=choice.round_id, rule=choice.rule
        )
    )  # fmt: skip
    if more_methods(_, project, "network"):
        found = network_measures(
            asked, pilot_id=pilot.id, relation=choice.relation, round_id=choice.round_id, rule=choice.rule
        )
        network_methods.show(_, asked, project, pilot, picture, found)
    method(_, picture)


def said(_: Words, picture: NetworkPicture) -> None:
    """The three things to say first."""
    st.markdown("\n".join(f"- {as_typed(sentence(_, picture, finding))}" for finding in picture.findings))


def _unknown(_: Words, picture: NetworkPicture) -> None:
    if picture.unknown:
        st.caption(
            _.plural(
                "Of {count} more tie it was not said whether it is of this kind.",
                "Of {count} more ties it was not said whether they are of this kind.",
                picture.unknown,
            )
        )


def choices(_: Words, rounds: tuple[RoundChoice, ...]) -> Choice:
    """Which ties are drawn."""
    left, middle, right = st.columns([8, 5, 5])
    rule: Rule = left.segmented_control(
        _("Ties shown"), list(RULES), default="any", required=True, format_func=lambda one: _(RULES[one]),
        key=f"network.rule.{_.language}",
    )  # fmt: skip
    relation: Relation = middle.selectbox(
        _("Kind of tie"), list(RELATIONS), format_func=lambda one: _(RELATIONS[one]),
        key=f"network.relation.{_.language}",
    )  # fmt: skip
    if len(rounds) < 2:
        return Choice(rule, relation)
    names = {"": _("All rounds, the newest answers"), **round_names(_, rounds, with_day=False)}
    chosen = right.selectbox(
        _("Round"), list(names), format_func=names.__getitem__, key=f"network.round.{_.language}"
    )
    return Choice(rule, relation, chosen or "")


def drawing(_: Words, picture: NetworkPicture, choice: Choice) -> None:
    """The map with one actor in focus, or the matrix."""
    from mallipaja.charts.adjacency import adjacency_matrix
    from mallipaja.charts.network import network_map

    network, wide = picture.network, projector()
    view, focus = ("map", None) if wide else _view(_, picture, choice)
    if len(network.nodes) > MOST_DRAWN:
        network = _drawn(_, network, focus)
    if view == "matrix":
        chart = adjacency_matrix(network, _, choice.rule, projector=wide)
        text = _("Matrix of the ties between actors; the table below says the same")
        figure.picture(chart, text, "network-matrix")
        return
    text = _("Map of the ties between actors; the sentences above and the table below say the same")
    chart = network_map(network, picture.positions, choice.rule, _, focus=focus, projector=wide)
    figure.picture(
        chart, text, "network", room="broad", on_click=None if wide else lambda id_: _look_at(_, id_)
    )


def _drawn(_: Words, network: Network, focus: str | None) -> Network:
    """What fits in one picture, with a word of what was left out."""
    found = strongest(around(network, focus) if focus else network, STRONGEST, focus)
    st.info(
        _("Drawn are the {count} actors of {all} that have the most ties. Look at one actor to see who is round it; the "
          "tables and files have them all.", count=_.number(len(found.nodes)), all=_.number(len(network.nodes)))
        if focus is None
        else _("Drawn are {name} and those round it with the most ties: {count} actors.",
               name=as_typed(network.node(focus).name), count=_.number(len(found.nodes)))
    )  # fmt: skip
    return found


def _view(_: Words, picture: NetworkPicture, choice: Choice) -> tuple[str, str | None]:
    names = {node.id: node.name for node in picture.network.nodes}
    ties = len(edges(picture.network, choice.rule))
    left, right = st.columns(2, vertical_alignment="bottom")
    views = {"map": _("Map"), "matrix": _("Matrix")}
    view = left.segmented_control(
        _("Picture"), list(views), default="map", required=True, format_func=views.__getitem__,
        key=f"network.view.{_.language}",
    )  # fmt: skip
    if view == "matrix":
        return "matrix", None
    if st.session_state.get(_focus_key(_)) not in {"", *names}:
        st.session_state.pop(_focus_key(_), None)
    focus = right.selectbox(
        _("Look at one actor"), ["", *names], key=_focus_key(_),
        format_func=lambda one: names.get(one, _("all actors")),
        help=_("Or click an actor on the map."),
    )  # fmt: skip
    if ties > DENSE and not focus:
        st.caption(
            _.plural(
                "{count} tie: look at one actor at a time, or at the matrix.",
                "{count} ties: look at one actor at a time, or at the matrix.",
                ties,
            )
        )
    return str(view), focus or None


def _focus_key(_: Words) -> str:
    return f"network.focus.{_.language}"


def _look_at(_: Words, actor: str) -> None:
    """A click focuses; a click beside, or on the same actor again, shows all."""
    before = st.session_state.get(_focus_key(_), "")
    st.session_state[_focus_key(_)] = "" if actor == before else actor


def sentence(_: Words, picture: NetworkPicture, finding: Finding) -> str:
    """A finding in words."""
    names = [picture.network.node(one).name for one in finding.actors]
    return _(
        FINDINGS[finding.code], count=_.number(finding.count), of=_.number(finding.of),
        sectors=_.listing(_(labels.SECTORS[one]) for one in finding.sectors), actors=_.listing(names),
        first=names[0] if names else "", rest=_.listing(names[1:]),
    )  # fmt: skip


def figures(_: Words, picture: NetworkPicture) -> None:
    """Density with its bounds, reciprocity, who has answered."""
    one, two, three = st.columns(3)
    density, reciprocity = picture.density, picture.reciprocity
    one.metric(_("Density"), _.percent(density.value, 0))
    low, high = _.percent(density.low, 0), _.percent(density.high, 0)
    if low != high:
        one.caption(
            _("between {low} and {high}, whatever those who have not answered would say", low=low, high=high)
        )
    two.metric(_("Reciprocity"), _.percent(reciprocity.arc, 0))
    two.caption(
        _.plural(
            "{count} tie between those who answered",
            "{count} ties between those who answered",
            reciprocity.ties,
        )
    )
    three.metric(_("Actors that answered"), f"{len(picture.network.responded)}/{len(picture.network.nodes)}")


def method(_: Words, picture: NetworkPicture) -> None:
    """How the figures are made."""
    density, network = picture.density, picture.network
    foundation(
        _,
        _(
            "A tie is there when any unit of an actor names the other in question V1; how often is the most "
            "frequent that "
            "its units gave. Density is reported ties out of the pairs whose reporting side has answered "
            "(Wasserman & Faust "
            "1994). Reciprocity is the share of ties, between actors that have answered, that the other side reports too."
        ),
        _("{answered} of {all} actors have answered; {pairs} pairs are known.",
          answered=len(network.responded), all=len(network.nodes), pairs=_.number(density.observed)),
        len(network.responded) / len(network.nodes) if network.nodes else None,
        _("Survey questions V1, V2, V4, V11 and V12."),
        _outside(_, picture),
    )  # fmt: skip


def _outside(_: Words, picture: NetworkPicture) -> list[str]:
    """Who was named and is in no figure."""
    network, found = picture.network, []
    if network.others:
        found.append(_("Named besides the roster: {names}", names=_.listing(network.others)))
    if network.outside:
        found.append(
            _.plural(
                "{count} named actor is not on this pilot's list and is in no figure.",
                "{count} named actors are not on this pilot's list and are in no figure.",
                len(network.outside),
            )
        )
    return found
