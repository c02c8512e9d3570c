"""Other teams side by side: what each has otherwise, its hours, gaps, travel and continuity."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from mallipaja.actions.access import Context
from mallipaja.actions.team_ways import show_alternatives, use_alternative
from mallipaja.actions.teams import TeamView
from mallipaja.i18n import Words
from mallipaja.team.alternatives import TOLERANCE, Alternative
from mallipaja.team.draft import Draft
from mallipaja.team.goals import Seat
from mallipaja.team.solve import available
from mallipaja.ui import figure
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.errors import saving
from mallipaja.ui.shell import projector
from mallipaja.ui.team import words
from mallipaja.ui.team.seat_words import drafted_hours


def draw(_: Words, asked: Context, view: TeamView, pilot_id: str) -> None:
    """The present draft and up to three others; one button takes another into use."""
    assert view.row is not None
    assert view.draft is not None
    if view.stale:
        st.warning(_("The posts or the model have changed since the draft was made. Draft again first."))
        return
    with st.spinner(_("Looking for other teams…")):
        found = show_alternatives(asked, pilot_id=pilot_id)
    if not found and not available():
        st.info(words.no_solver(_))
        return
    if not found:
        st.info(_("There is no other team that is about as good: nobody else fits the seats."))
        return
    names = titles(_, view, found)
    figure.table(_, table(_, view, found, names), "alternatives")
    st.caption(
        _(
            "The alternatives have the same parties, mandatory seats and competences as the draft, and at most "
            "{share} % more of the needed hours missing. They differ from it and each other as much as possible. Points of "
            "continuity: more when a possible client coordinator and present members sit in the team, less for each who "
            "works with nobody of it yet; more points are better.",
            share=_.number(100 * TOLERANCE, 0),
        )
    )
    for name, one in zip(names, found, strict=True):
        st.header(as_typed(name))
        st.markdown(as_typed(words.difference(_, view, one.difference)))
        _gaps(_, view, one)
        if not projector() and view.row.state != "agreed":
            _take(_, asked, pilot_id, name, one)


def titles(_: Words, view: TeamView, found: Sequence[Alternative]) -> list[str]:
    """What alternatives are called: each by the first thing it has otherwise that no alternative before it is called by."""
    used: set[tuple[str, str]] = set()
    names = []
    for number, one in enumerate(found, 1):
        ways = [("without", post) for post in one.difference.without]
        ways += [("with", post) for post in one.difference.added]
        ways += [("moved", post) for post, _before, _after in one.difference.moved]
        way = next((each for each in ways if each not in used), ways[0])
        used.add(way)
        names.append(_named(_, view, number, way))
    return names


def _named(_: Words, view: TeamView, number: int, way: tuple[str, str]) -> str:
    kind, post = way
    unit = words.post(view, post)
    if kind == "without":
        return _("Alternative {number}: without {unit}", number=number, unit=unit)
    if kind == "with":
        return _("Alternative {number}: with {unit}", number=number, unit=unit)
    return _("Alternative {number}: {unit} in another seat", number=number, unit=unit)


def _gaps(_: Words, view: TeamView, one: Alternative) -> None:
    """What is missing otherwise than in the draft; the rest is the same."""
    assert view.draft is not None
    new = [gap for gap in one.draft.gaps if gap not in view.draft.gaps]
    gone = [gap for gap in view.draft.gaps if gap not in one.draft.gaps]
    if not new and not gone:
        st.caption(_("The same is missing as in the draft."))
        return
    for gap in new:
        st.markdown(f"- {as_typed(words.gap(_, view, gap))}")
    for gap in gone:
        if (gap.kind, gap.about) not in {(other.kind, other.about) for other in new}:
            st.markdown("- " + as_typed(_("Not missing here: {gap}", gap=words.gap(_, view, gap))))


def _take(_: Words, asked: Context, pilot_id: str, name: str, one: Alternative) -> None:
    if st.button(_("Take this into use: {name}", name=name), key=f"alternative.{name}"):
        pairs = [(seat.post or "", seat.role) for seat in one.draft.filled]
        with saving():
            use_alternative(asked, pilot_id=pilot_id, seats=pairs)


def table(_: Words, view: TeamView, found: tuple[Alternative, ...], names: list[str]) -> pd.DataFrame:
    """Seats and figures by team."""
    assert view.draft is not None
    teams = {_("The draft"): view.draft} | dict(zip(names, (one.draft for one in found), strict=True))
    rows = {
        words.role(_, view, role.id): [_seat(_, view, one, role.id) for one in teams.values()]
        for role in view.roles
        if any(seat.role == role.id for one in teams.values() for seat in one.seats)
    }
    figures = {
        _("Hours a month given"): [
            _.number(sum(s.hours_per_month for s in one.filled), 1) for one in teams.values()
        ],
        _("Hours a month missing"): [
            _.number(sum(gap.missing for gap in one.gaps if gap.kind == "hours"), 1) for one in teams.values()
        ],
        _("Gaps"): [_.number(len(one.gaps), 0) for one in teams.values()],
        _("People"): [_.number(one.goals.people, 0) for one in teams.values()],
        _("Travel, hours a month"): [_.number(one.goals.travel_hours, 1) for one in teams.values()],
        _("Continuity (points)"): [_.number(one.goals.continuity, 0) for one in teams.values()],
    }
    return pd.DataFrame.from_dict({**rows, **figures}, orient="index", columns=list(teams))


def _seat(_: Words, view: TeamView, draft: Draft, role: str) -> str:
    mine = [seat for seat in draft.seats if seat.role == role]
    filled = [_sitting(_, view, draft, seat) for seat in mine if seat.post]
    vacant = [_("vacant")] if any(seat.post is None for seat in mine) else []
    return _.listing(filled + vacant) if mine else ""


def _sitting(_: Words, view: TeamView, draft: Draft, seat: Seat) -> str:
    """Who sits in a seat, with the hours or why there are none."""
    given = drafted_hours(_, view.base.case, draft.filled, seat)
    return f"{words.post(view, seat.post)} ({given})" if given else words.post(view, seat.post)
