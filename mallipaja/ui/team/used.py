"""Ways to mend the team that have been taken into use: posts they brought or changed, and what is done without."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from mallipaja.actions.access import Context
from mallipaja.actions.posts import forget_corrections, take_back_acceptance
from mallipaja.actions.team_case import accepted, accepted_name
from mallipaja.actions.team_ways import take_back_loan
from mallipaja.actions.teams import TeamView
from mallipaja.i18n import N_, Words
from mallipaja.store.posts import PostRow
from mallipaja.store.teams import SeatRow
from mallipaja.team.means import Action, Prices
from mallipaja.ui import figure
from mallipaja.ui.errors import saving
from mallipaja.ui.shell import projector
from mallipaja.ui.team import words

_BY_REPAIR = ("repair", "loan")
REMOTE = N_("a neighbour takes part remotely")
SHARED = N_("shared with a neighbour")
MORE = N_("more of a present post")
NEW = N_("a new post or a bought service")


def draw(_: Words, asked: Context, view: TeamView, pilot_id: str, professions: dict[str, str]) -> None:
    """A table of them, and a way to take each back; nothing when none has been used."""
    rows = [row for row in view.base.rows if row.source in _BY_REPAIR and not row.removed]
    rows.sort(key=lambda row: words.post(view, row.key))
    done_without = accepted(view.base.settings)
    if not rows and not done_without:
        return
    st.header(_("Ways that are in use"))
    lines = [_line(_, view, row, professions) for row in rows]
    lines += [
        {
            _("What"): words.accepting(_, view, one), _("Kind"): _("done without"), _("Profession"): "",
            _("Hours a month"): "", _("Assumed price"): "", _("Why"): _("Decided on the team's page: what is done without"),
        }
        for one in done_without
    ]  # fmt: skip
    frame = pd.DataFrame(lines).set_index(_("What"))
    if not frame[_("Assumed price")].any():
        frame = frame.drop(columns=_("Assumed price"))
    figure.typed_table(_, frame, "used-ways")
    if not projector():
        _take_back(_, asked, view, pilot_id, rows)


def _line(_: Words, view: TeamView, row: PostRow, professions: dict[str, str]) -> dict[str, str]:
    return {
        _("What"): words.post(view, row.key),
        _("Kind"): _(_kind(view, row)),
        _("Profession"): professions.get(row.profession or "", row.profession or ""),
        _("Hours a month"): "" if row.hours_per_month is None else _.number(row.hours_per_month, 1),
        _("Assumed price"): price(_, view, row),
        _("Why"): row.why or _("Chosen to fill a gap of the team"),
    }


def _kind(view: TeamView, row: PostRow) -> str:
    if row.source == "loan":
        return REMOTE if row.remote else SHARED
    return MORE if any(one.id == row.key for one in view.base.answered) else NEW


def price(_: Words, view: TeamView, row: PostRow) -> str:
    """What a neighbour's post costs a month at the prices of today; "" where the reason tells the price."""
    if row.source != "loan" or row.hours_per_month is None:
        return ""
    prices = Prices().changed(view.base.settings.prices)
    post = next((one for one in view.posts if one.id == row.key), None)
    travel = post.travel_hours_per_month or 0.0 if post else 0.0
    start = prices.remote_start if row.remote else prices.share_start + prices.travel_hour * travel
    each = prices.remote_hour if row.remote else prices.share_hour
    return _("{price} € a month", price=_.number(start + each * row.hours_per_month, 0))


def lines(_: Words, view: TeamView) -> tuple[str, ...]:
    """The seats whose hours come from a way to mend the team, and what is done without, a sentence each, for papers."""
    rows = {one.key: one for one in view.base.rows if one.source in _BY_REPAIR and not one.removed}
    seated = [(one, rows[one.post]) for one in view.seats if one.post in rows]
    found = [_sentence(_, view, seat, row) for seat, row in seated]
    return (*found, *(f"{words.accepting(_, view, one)}." for one in accepted(view.base.settings)))


def _sentence(_: Words, view: TeamView, seat: SeatRow, row: PostRow) -> str:
    told = {
        "unit": words.post(view, row.key), "hours": _.number(seat.hours_per_month or 0.0, 1),
        "kind": _(_kind(view, row)),
    }  # fmt: skip
    said = [_("{unit}: {hours} h a month, {kind}.", **told)]
    cost = price(_, view, row)
    if cost:
        said.append(_("Assumed price {price}, not agreed on with anybody.", price=cost))
    elif row.why:
        said.append(f"{row.why}.")
    if seat.state == "proposed":
        said.append(_("Nobody has been asked for it."))
    return " ".join(said)


def _take_back(_: Words, asked: Context, view: TeamView, pilot_id: str, rows: list[PostRow]) -> None:
    own = {row.key: words.post(view, row.key) for row in rows}
    lent = {row.key for row in rows if row.source == "loan"}
    without = {name: words.accepting(_, view, one) for name, one in _by_name(view).items()}
    names = {**own, **without}
    if not names:
        return
    with st.expander(_("Take one back")):
        st.caption(_("The draft is not changed: it is marked, and you can draft again."))
        chosen = st.selectbox(
            _("Way"), list(names), format_func=names.__getitem__, key=f"used.chosen.{_.language}"
        )
        if st.button(_("Take this back"), key="used.back"):
            with saving():
                if chosen in lent:
                    take_back_loan(asked, pilot_id=pilot_id, key=chosen)
                elif chosen in own:
                    forget_corrections(asked, pilot_id=pilot_id, key=chosen)
                else:
                    take_back_acceptance(asked, pilot_id=pilot_id, name=chosen)


def _by_name(view: TeamView) -> dict[str, Action]:
    return {accepted_name(one): one for one in accepted(view.base.settings)}
