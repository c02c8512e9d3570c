"""Fields that several forms of the project's page share: which record, a name, a sector, the pilots."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

import streamlit as st

from mallipaja.actions.parties import SECTORS
from mallipaja.i18n import Words
from mallipaja.ui import labels
from mallipaja.ui.editing import Form, Write
from mallipaja.ui.told_apart import told_apart


class Named(Protocol):
    """A record that is chosen by its name."""

    @property
    def name(self) -> str: ...


def which(
    _: Words, label: str, there: Mapping[str, Named], kind: str, more: Mapping[str, str] | None = None
) -> str:
    """The id of the record that is chosen to be changed; ``more`` is said of those of the same name."""
    names = told_apart({key: one.name for key, one in there.items()}, more)
    return st.selectbox(
        label,
        list(names),
        format_func=names.__getitem__,
        filter_mode=None,
        key=f"project.{kind}.{st.query_params.get('project', '')}.{_.language}",  # another project has others
    )


def name_box(_: Words, column: Any, form: Form) -> None:
    column.text_input(_("Name"), form.values["name"], max_chars=120, key=form.key("name"))


def sector_box(_: Words, column: Any, form: Form, means: str) -> None:
    """The choice of a sector, and under it what it decides."""
    column.selectbox(
        _("Sector"),
        SECTORS,
        index=SECTORS.index(form.values["sector"]),
        format_func=lambda code: labels.sector(_, code),
        filter_mode=None,
        key=form.key("sector"),
    )
    column.caption(means)


def pilots_box(column: Any, form: Form, label: str, pilots: Mapping[str, str], placeholder: str) -> None:
    """The pilots something belongs to, under ``pilot_ids``; ``pilots`` are their names by id."""
    column.multiselect(
        label,
        list(pilots),
        form.values["pilot_ids"],
        format_func=pilots.__getitem__,
        placeholder=placeholder,
        wrap=True,
        filter_mode=None,
        select_all=False,
        key=form.key("pilot_ids"),
    )


def with_pilots(form: Form, change: Callable[..., object]) -> Write:
    """Saves a form that has a `pilots_box` by an action that is told the pilots, and which of them were seen."""

    def write(typed: Mapping[str, Any], revision: int) -> None:
        values = {name: value for name, value in typed.items() if name != "pilot_ids"}
        served, seen = tuple(typed["pilot_ids"]), tuple(form.values["pilot_ids"])
        change(values=values, revision=revision, pilot_ids=served, seen=seen)

    return write
