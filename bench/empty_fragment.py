"""The least a page that asks each second can be: what a live workshop is compared with."""

import streamlit as st


@st.fragment(run_every=1)
def empty() -> None:
    st.write("Empty")


empty()
