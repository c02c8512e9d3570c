"""What would fill the gaps: the cheapest ways, their prices to be corrected, and the decisions that cost something."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from mallipaja.actions.access import Context
from mallipaja.actions.posts import change_prices
from mallipaja.actions.team_ways import Ways, apply_repair, show_ways
from mallipaja.actions.teams import TeamView, draft_team
from mallipaja.i18n import N_, Words
from mallipaja.store.projects import Project
from mallipaja.team.means import PRICE_NAMES, Action, Prices
from mallipaja.team.repair import Repair
from mallipaja.team.solve import available
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.errors import saving, told
from mallipaja.ui.picture.more import more_methods
from mallipaja.ui.shell import projector
from mallipaja.ui.team import region, used, words

PRICES = {
    "hire": N_("Recruiting, 0.2 person-years"),
    "share_start": N_("Sharing with a neighbour: agreeing"),
    "share_hour": N_("Sharing with a neighbour: an hour"),
    "travel_hour": N_("An hour of travel"),
    "remote_start": N_("A neighbour remotely: agreeing"),
    "remote_hour": N_("A neighbour remotely: an hour"),
    "buy_hour": N_("A bought hour"),
    "train": N_("Training one post in one competence"),
    "more_hours": N_("4 hours a month more of a present post"),
    "convene": N_("Agreeing on the convener"),
    "accept_hour": N_("Doing without an hour (of a mandatory role twice), points of harm"),
    "accept_seat": N_("Leaving a seat vacant, points of harm"),
    "accept_sector": N_("Starting without a required party, points of harm"),
    "accept_competence": N_("Doing without a competence, points of harm"),
    "accept_chair": N_("Doing without a convener, points of harm"),
}


def draw(
    _: Words, asked: Context, view: TeamView, project: Project, pilot_id: str, professions: dict[str, str]
) -> None:
    """Ways from the cheapest, prices, and under further methods the whole region."""
    assert view.row is not None
    assert view.draft is not None
    if view.stale:
        st.warning(_("The posts or the model have changed since the draft was made. Draft again first."))
    elif not view.draft.gaps:
        st.success(_("Nothing the generic model requires is missing."))
    else:
        with st.spinner(_("Calculating the cheapest ways…")):
            ways = show_ways(asked, pilot_id=pilot_id)
        _ways(_, asked, view, ways, pilot_id, professions)
        if not projector():
            _prices(_, asked, ways.prices, pilot_id)
    used.draw(_, asked, view, pilot_id, professions)
    if more_methods(_, project, "repair"):
        region.draw(_, asked, project)


def _ways(
    _: Words, asked: Context, view: TeamView, ways: Ways, pilot_id: str, professions: dict[str, str]
) -> None:
    assert view.row is not None
    if not ways.repairs:
        nothing = _("No ways were found. The gaps are on the team's page.")
        st.info(nothing if available() else words.no_solver(_))
    titles = (_("The cheapest way"), _("The second way"), _("The third way"))
    for title, one in zip(titles, ways.repairs, strict=False):
        with st.container(border=True):
            st.header(f"{title}: {cost(_, one.actions)}")
            for action in one.actions:
                text = words.action(_, view, ways, action, professions)
                st.markdown(f"- {as_typed(text)} · {cost(_, (action,))}")
            closed = _.listing(as_typed(words.gap(_, view, gap).rstrip(".")) for gap in one.closes)
            st.caption(_("Closes: {gaps}.", gaps=closed))
            if not projector() and view.row.state != "agreed":
                _use(_, asked, pilot_id, title, one)
    if ways.decisions:
        st.header(_("These decisions cost the team something"))
        for decision in ways.decisions:
            st.markdown(f"- {as_typed(words.decision(_, view, decision))}")


def cost(_: Words, actions: Sequence[Action]) -> str:
    """What actions cost: euros, and apart from them points of harm for what is done without, which is not money."""
    without = [one for one in actions if one.means.startswith("accept")]
    euros = sum(one.price for one in actions if one not in without)
    parts = [_("{price} € a month", price=_.number(euros, 0))] if len(without) < len(actions) else []
    if without:
        points = sum(one.price for one in without)
        parts.append(_("{points} points of harm", points=_.number(points, 0)))
    return " + ".join(parts)


def _use(_: Words, asked: Context, pilot_id: str, title: str, one: Repair) -> None:
    if st.button(_("Use this: {title}", title=title), key=f"repair.{title}"):
        with st.spinner(_("Drafting the team…")), told() as done:
            apply_repair(asked, pilot_id=pilot_id, actions=one.actions)
            draft_team(asked, pilot_id=pilot_id)
        if done.ok:
            st.rerun()


def _prices(_: Words, asked: Context, prices: Prices, pilot_id: str) -> None:
    with st.expander(_("What do the ways cost?")):
        st.caption(
            _(
                "Euros a month. The prices are planning assumptions for comparing ways, not a tariff: correct them "
                "together. Doing without something is told in points of harm: a choice, not money. They are not added to "
                "the euros; when the ways are put in order, a point weighs as much as a euro."
            )
        )
        with st.form("repair.prices", border=False):
            typed = {
                name: st.number_input(
                    _(PRICES[name]),
                    0.0,
                    1_000_000.0,
                    value=getattr(prices, name),
                    step=10.0,
                    key=f"price.{name}",
                )
                for name in PRICE_NAMES
            }
            save, default = st.columns(2)
            saved = save.form_submit_button(_("Save the prices"), type="primary")
            if default.form_submit_button(_("Back to the first prices")):
                typed, saved = {}, True
        if saved:
            usual = Prices()
            own = {name: value for name, value in typed.items() if value != getattr(usual, name)}
            with saving():
                change_prices(asked, pilot_id=pilot_id, prices=own)
