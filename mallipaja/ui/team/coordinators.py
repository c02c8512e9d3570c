"""Who is the client coordinator in which situation, and THL's five questions of the pilot."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from mallipaja.actions.access import Context
from mallipaja.actions.picture import practice_picture
from mallipaja.actions.teams import add_rule, list_rules, remove_rule
from mallipaja.i18n import Words
from mallipaja.ui.errors import told
from mallipaja.ui.picture import practice


def draw(_: Words, asked: Context, pilot_id: str) -> None:
    """The decision table, a form for one more row, and the five questions."""
    rules = list_rules(asked, pilot_id=pilot_id)
    if rules:
        st.table(
            pd.DataFrame(
                [
                    {
                        _("Client's situation"): one.situation,
                        _("Client coordinator"): one.coordinator,
                        _("Deputy"): one.deputy,
                        _("When it changes"): one.changes_when,
                    }
                    for one in rules
                ]
            ).set_index(_("Client's situation"))
        )
    else:
        st.info(_("Nothing has been agreed on yet. Write the first situation below."))
    with st.form("rule.add", clear_on_submit=True, border=True):
        situation = st.text_input(_("Client's situation"), max_chars=120)
        coordinator = st.text_input(_("Client coordinator (role or profession, no names)"), max_chars=120)
        deputy = st.text_input(_("Deputy"), max_chars=120)
        changes_when = st.text_input(
            _("When does the coordinator change, and how is the client handed over?"), max_chars=400
        )
        if st.form_submit_button(_("Add"), type="primary"):
            with told() as done:
                add_rule(
                    asked, pilot_id=pilot_id, situation=situation, coordinator=coordinator, deputy=deputy,
                    changes_when=changes_when,
                )  # fmt: skip
            if done.ok:
                st.rerun()
    if rules:
        names = {one.id: one.situation for one in rules}
        chosen = st.selectbox(
            _("Row"), list(names), format_func=lambda one: names[one], key=f"rule.row.{_.language}"
        )
        if st.button(_("Move the row to the bin")):
            with told() as done:
                remove_rule(asked, rule_id=chosen)
            if done.ok:
                st.rerun()
    st.subheader(_("THL's five questions"))
    template = asked.catalogue.templates.get("practices_joint")
    for answer in practice_picture(asked, pilot_id=pilot_id).questions:
        st.markdown(f"**{_(practice.QUESTIONS[answer.question])}**")
        st.text(practice.answer_text(_, answer, template, practice.outside_lists(asked)))
