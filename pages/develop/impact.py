"""The municipality's share of unemployment benefits, as arithmetic on what is given."""

import streamlit as st

from mallipaja.catalogue.reference import BenefitShare
from mallipaja.ui.compare import impact
from mallipaja.ui.guard import guard
from mallipaja.ui.pages import develops
from mallipaja.ui.session import words
from mallipaja.ui.shell import projector_switch

_ = words()
asked = guard(develops)
st.title(_("What does long unemployment cost the municipality?"))
table = asked.catalogue.table(BenefitShare)
if table is None:
    st.error(
        _("The table of the municipality's share cannot be used. See the list of models for its problems.")
    )
    st.stop()
projector_switch(_)
given = impact.amount(_)
left, right = st.columns([3, 2])
with left:
    st.header(_("How many people, by days paid?"))
    st.caption(_("One number, or the least and the most there may be: 10–20."))
    scenarios = {rule.key: impact.people(_, rule, "people") for rule in table.rules}
with right:
    st.header(_("The rules"))
    impact.rules_beside(_, table)
if given is not None:
    st.header(_("Cost a year"))
    impact.result(_, table, given, scenarios)
