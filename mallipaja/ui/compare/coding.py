"""FRAME codes of a change, filled in by the model developer after the meeting."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import streamlit as st

from mallipaja.actions.access import Context, Role
from mallipaja.actions.changes import code_change
from mallipaja.i18n import Words
from mallipaja.model.adaptation import Adaptation
from mallipaja.model.frame import OPTIONS
from mallipaja.model.frame_derived import suggested
from mallipaja.model.frame_words import CODES, FIELDS
from mallipaja.ui.compare import pressing
from mallipaja.ui.editing import said

CORE = {True: "kept", False: "changed", None: "unknown"}


def draw(_: Words, asked: Context, change: Adaptation) -> None:
    """The form, folded; nothing for those who only read, and for what a region's file says."""
    if change.source == "region" or not _may_code(asked):
        return
    from mallipaja.ui.compare.walk import CORE_KEPT

    name = f"frame.{change.id}"
    said(name)
    with st.expander(_("Code the change (FRAME)")):
        first = suggested(change)
        chosen: dict[str, str | None] = {}
        columns = st.columns(3)
        for place, field in enumerate(FIELDS):
            known = getattr(change.frame, field) or first.get(field)
            options = ["", *OPTIONS[field]]
            names = {code: _(text) for code, text in CODES[field].items()}
            with columns[place % 3]:
                code = st.selectbox(
                    _(FIELDS[field]), options, index=options.index(known or ""),
                    format_func=partial(_named, names), key=f"{name}.{field}.{_.language}",
                )  # fmt: skip
            chosen[field] = code or None
        kept = st.radio(
            _("Does the core still stand?"), list(CORE_KEPT), horizontal=True,
            index=list(CORE_KEPT).index(CORE[change.core_kept]), format_func=lambda one: _(CORE_KEPT[one]),
            key=f"{name}.core.{_.language}",
        )  # fmt: skip
        if first and not change.frame.stored():
            st.caption(_("Codes that follow from the change itself are filled in; check them."))
        core = {"kept": True, "changed": False, "unknown": None}[kept]
        pressing.button(
            _("Save the codes"), name,
            lambda: code_change(asked, adaptation_id=change.id, frame=chosen, core_kept=core, revision=None),
            _("The codes were saved."), key=f"{name}.save",
        )  # fmt: skip


def _may_code(asked: Context) -> bool:
    actor = asked.actor
    return actor.is_admin or any(one.role in {Role.DEVELOPER, Role.FACILITATOR} for one in actor.members)


def _named(names: Mapping[str, str], code: str) -> str:
    return names.get(code, "–")
