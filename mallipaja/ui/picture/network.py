"""Who works with whom, and where does cooperation break?"""

from __future__ import annotations

import pandas as pd
import streamlit as st

from mallipaja.actions.picture import NetworkPicture
from mallipaja.i18n import N_, Words
from mallipaja.network.findings import Finding
from mallipaja.network.network import Tie
from mallipaja.network.symmetry import Rule
from mallipaja.survey.given import Given, Known
from mallipaja.ui import figure, labels
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.picture.foundation import foundation
from mallipaja.ui.shell import projector

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


def draw(_: Words, picture: NetworkPicture) -> None:
    """The whole tab: findings in words, map, figures, tables, method."""
    if projector():  # the room reads the picture; choices are made at the desk
        drawing(_, picture, "any", None)
        said(_, picture)
    else:
        said(_, picture)
        drawing(_, picture, *choices(_, picture))
    figures(_, picture)
    figure.table(_, table(_, picture), "network", folded=True)
    with st.expander(_("What breaks if an actor leaves?")):
        st.table(departures(_, picture))
    method(_, picture)


def said(_: Words, picture: NetworkPicture) -> None:
    """The three things to say first."""
    st.markdown("\n".join(f"- {as_typed(sentence(_, picture, finding))}" for finding in picture.findings))


def choices(_: Words, picture: NetworkPicture) -> tuple[Rule, str | None]:
    """Which ties are drawn, and the actor looked at."""
    names = {node.id: node.name for node in picture.network.nodes}
    left, right = st.columns(2)
    rule: Rule = left.segmented_control(
        _("Ties shown"), list(RULES), default="any", required=True, format_func=lambda one: _(RULES[one]),
        key=f"network.rule.{_.language}",
    )  # fmt: skip
    focus = right.selectbox(
        _("Look at one actor"), ["", *names], key=f"network.focus.{_.language}",
        format_func=lambda one: names.get(one, _("all actors")),
    )  # fmt: skip
    return rule, focus or None


def drawing(_: Words, picture: NetworkPicture, rule: Rule, focus: str | None) -> None:
    """The map."""
    from mallipaja.charts.network import network_map

    text = _("Map of the ties between actors; the sentences above and the table below say the same")
    chart = network_map(picture.network, picture.positions, rule, _, focus=focus, projector=projector())
    figure.picture(chart, text)


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
    one.caption(
        _("between {low} and {high}, whatever those who have not answered would say",
          low=_.percent(density.low, 0), high=_.percent(density.high, 0))
    )  # fmt: skip
    two.metric(_("Reciprocity"), _.percent(reciprocity.arc, 0))
    two.caption(
        _.plural(
            "{count} tie between those who answered",
            "{count} ties between those who answered",
            reciprocity.ties,
        )
    )
    three.metric(_("Actors that answered"), f"{len(picture.network.responded)}/{len(picture.network.nodes)}")


def table(_: Words, picture: NetworkPicture) -> pd.DataFrame:
    """Every tie as it was reported: the map's content."""
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
        for tie in network.ties
    ]
    return pd.DataFrame(lines).set_index(_("Who reports")) if lines else pd.DataFrame()


def _frequency(_: Words, given: Given[int]) -> str:
    return _(labels.FREQUENCIES[given.value]) if isinstance(given, Known) else _(labels.NOT_ANSWERED)


def _other_side(_: Words, picture: NetworkPicture, tie: Tie) -> str:
    state = picture.network.state(tie.target, tie.source)
    return {True: _("reports it too"), False: _("does not report it"), None: _("has not answered")}[state]


def departures(_: Words, picture: NetworkPicture) -> pd.DataFrame:
    """For each actor, who is cut off if it leaves."""
    names = {node.id: node.name for node in picture.network.nodes}
    lines = [
        {
            _("Actor"): names[one.actor],
            _("Cut off without it"): _.listing(names[cut] for cut in one.cut_off)
            if one.cut_off
            else _("nobody"),
        }
        for one in picture.without
    ]
    return pd.DataFrame(lines).set_index(_("Actor")) if lines else pd.DataFrame()


def method(_: Words, picture: NetworkPicture) -> None:
    """How the figures are made."""
    density, network = picture.density, picture.network
    foundation(
        _,
        _(
            "A tie is there when any unit of an actor names the other in question V1; how often is the most frequent that "
            "its units gave. Density is reported ties out of the pairs whose reporting side has answered (Wasserman & Faust "
            "1994). Reciprocity is the share of ties, between actors that have answered, that the other side reports too."
        ),
        _("{answered} of {all} actors have answered; {pairs} pairs are known.",
          answered=len(network.responded), all=len(network.nodes), pairs=_.number(density.observed)),
        len(network.responded) / len(network.nodes) if network.nodes else None,
        _("Survey questions V1, V2, V4, V11 and V12."),
        [_("Named besides the roster: {names}", names=_.listing(network.others))] if network.others else [],
    )  # fmt: skip
