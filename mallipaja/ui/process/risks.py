"""Raising and settling risks of a pilot."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import streamlit as st

from mallipaja.actions.access import Context
from mallipaja.actions.process import PilotBoard, raise_risk, settle_risk
from mallipaja.i18n import Words
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.editing import do, open_form, said, submit
from mallipaja.ui.process.wording import Definitions, finding_text

NAME = "risk"


def pilot_risks(_: Words, asked: Context, known: Definitions, row: PilotBoard) -> None:
    """The risks of a pilot, a button to settle each raised one, and a form to raise another."""
    said(NAME)
    for finding in row.findings:
        st.markdown("- " + finding_text(_, finding))
    for risk in row.risks:
        with st.container(horizontal=True, vertical_alignment="center"):
            label = known.risks.get(risk.key, risk.key)
            note = f": {as_typed(risk.note)}" if risk.note else ""
            st.markdown(f"**{label}**{note}", help=known.risk_texts.get(risk.key), width="content")
            st.button(
                _("Settled"),
                key=f"risk.settle.{risk.id}",
                on_click=do,
                args=(NAME, partial(settle_risk, asked, risk_id=risk.id), _("The risk is settled.")),
            )
    if not row.findings and not row.risks:
        st.write(_("No risks show in the attendance, and nobody has raised one."))
    _raise(_, asked, known, row)


def _raise(_: Words, asked: Context, known: Definitions, row: PilotBoard) -> None:
    free = [key for key in known.risks if key not in {one.key for one in row.risks}]
    if not free:
        return
    form = open_form(NAME + ".new", row.pilot.id, 0, {"key": free[0], "note": ""})

    def write(values: Mapping[str, Any], revision: int) -> None:
        raise_risk(asked, pilot_id=row.pilot.id, **values)

    with st.expander(_("Raise a risk"), key=f"risk.new.{row.pilot.id}"), st.form("risk.new", border=False):
        said(form.name)
        st.selectbox(
            _("Risk"),
            free,
            format_func=known.risks.__getitem__,
            filter_mode=None,
            key=form.key("key"),
        )
        st.text_input(_("What is it about here"), max_chars=500, key=form.key("note"))
        st.form_submit_button(_("Raise the risk"), type="primary", on_click=submit, args=(form, write))
