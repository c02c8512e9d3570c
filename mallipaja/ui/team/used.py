"""Ways to mend the team that have been taken into use: posts they brought or changed, and what is done without."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from mallipaja.actions.access import Context
from mallipaja.actions.posts import forget_corrections, take_back_acceptance
from mallipaja.actions.team_case import accepted, accepted_name
from mallipaja.actions.teams import TeamView
from mallipaja.i18n import Words
from mallipaja.store.posts import PostRow
from mallipaja.team.means import Action
from mallipaja.ui import figure
from mallipaja.ui.errors import saving
from mallipaja.ui.shell import projector
from mallipaja.ui.team import words

_BY_REPAIR = ("repair", "loan")


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
        {_("What"): words.accepting(_, view, one), _("Profession"): "", _("Hours a month"): "", _("Why"): ""}
        for one in done_without
    ]
    figure.typed_table(_, pd.DataFrame(lines).set_index(_("What")), "used-ways")
    if not projector():
        _take_back(_, asked, view, pilot_id, rows)


def _line(_: Words, view: TeamView, row: PostRow, professions: dict[str, str]) -> dict[str, str]:
    return {
        _("What"): words.post(view, row.key),
        _("Profession"): professions.get(row.profession or "", row.profession or ""),
        _("Hours a month"): "" if row.hours_per_month is None else _.number(row.hours_per_month, 1),
        _("Why"): row.why,
    }


def _take_back(_: Words, asked: Context, view: TeamView, pilot_id: str, rows: list[PostRow]) -> None:
    own = {row.key: words.post(view, row.key) for row in rows if row.source == "repair"}
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
                if chosen in own:
                    forget_corrections(asked, pilot_id=pilot_id, key=chosen)
                else:
                    take_back_acceptance(asked, pilot_id=pilot_id, name=chosen)


def _by_name(view: TeamView) -> dict[str, Action]:
    return {accepted_name(one): one for one in accepted(view.base.settings)}
