"""Sanasto: the project's words, each with what it means and what it is called in the other languages."""

import streamlit as st

from mallipaja.catalogue.glossary import Glossary
from mallipaja.ui.glossary import as_html
from mallipaja.ui.guard import guard
from mallipaja.ui.pages import anyone
from mallipaja.ui.session import words

asked = guard(anyone)
_ = words()

st.title(_("What do the words mean?"))
glossary = asked.catalogue.table(Glossary)
if glossary is None:
    st.info(_("The glossary cannot be read now. The administrator sees why on the page “Models”."))
    st.stop()
wanted = st.text_input(_("Find a word"), key=f"glossary.{_.language}").strip()
found = as_html(_, glossary, wanted)
if found:
    st.html(found)
else:
    st.info(_("No word contains “{wanted}”. Try a shorter part of it.", wanted=wanted.replace("“", "")))
