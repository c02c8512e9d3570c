"""Every text of `typed_texts` as the label of an input, as a heading and in the middle of Markdown of ours."""

import streamlit as st

from mallipaja.ui.as_typed import as_typed
from tests.browser.typed_texts import TEXTS

for number, text in enumerate(TEXTS):
    with st.container(key=f"text-{number}"):
        st.text_input(as_typed(text), key=f"input-{number}")
        st.markdown(as_typed(text))
        line = " ".join(text.split())
        st.header(as_typed(line), anchor=False)
        st.markdown(f"- **{as_typed(line)}**")
