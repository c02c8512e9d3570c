"""Unfilled posts and temporary money on a line of time."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from mallipaja.actions.picture import CapacityPicture
from mallipaja.capacity.temporary import Spell, spells
from mallipaja.i18n import HELSINKI, Words
from mallipaja.ui import figure, labels
from mallipaja.ui.shell import projector


def show(_: Words, picture: CapacityPicture, professions: dict[str, str]) -> None:
    """The picture and its table; a sentence when there is nothing."""
    from mallipaja.charts.staffing_time import staffing_time

    found = spells(picture.rows)
    st.header(_("What is unfilled, and what ends?"))
    if not found:
        st.text(_("No unit has told of unfilled posts or of work that is temporary or project-funded."))
        return
    names = [_whose(one, professions) for one in found]
    chart = staffing_time(found, names, picture.as_of.astimezone(HELSINKI).date(), _, projector=projector())
    text = _("Unfilled posts and temporary work on a line of time; the table below has the same days")
    figure.picture(chart, text, "unfilled", room="narrow")
    figure.typed_table(_, table(_, found, names), "unfilled", folded=True)


def table(_: Words, found: tuple[Spell, ...], names: list[str]) -> pd.DataFrame:
    """Since when, until when."""
    lines = [
        {
            _("Whose"): name,
            _("What"): _("post unfilled") if one.kind == "vacant" else _("temporary or project-funded"),
            _("How much"): _.number(one.amount, 2) if one.kind == "vacant" else _.percent(one.amount / 100, 0),
            _("Since"): _day(_, one, "vacant"),
            _("Until"): _day(_, one, "money"),
        }
        for one, name in zip(found, names, strict=True)
    ]  # fmt: skip
    return pd.DataFrame(lines).set_index(_("Whose"))


def _day(_: Words, one: Spell, kind: str) -> str:
    if one.kind != kind:
        return "–"
    return _.date(one.day) if one.day else _(labels.NOT_ANSWERED)


def _whose(one: Spell, professions: dict[str, str]) -> str:
    profession = professions.get(one.row.profession, one.row.profession)
    return f"{one.row.unit_name}, {profession}" if profession else one.row.unit_name
