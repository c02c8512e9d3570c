"""The least a Streamlit page can be: what the others are compared with."""

import streamlit as st

st.write("Empty")
