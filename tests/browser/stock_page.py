"""A page of Streamlit's own widgets and nothing of ours: what axe-core says of it is the baseline."""

import altair as alt
import pandas as pd
import streamlit as st

st.title("Stock page")
st.header("Inputs")
st.radio("Radio", ["a", "b"], index=None)
st.selectbox("Select", ["a", "b"])
st.multiselect("Several", ["a", "b"], ["a"])
st.segmented_control("Segments", ["a", "b"], default="a")
st.pills("Pills", ["a", "b"], selection_mode="multi")
st.text_input("Text")
st.text_area("Long text")
st.date_input("Day", format="DD.MM.YYYY")
st.selectbox("Nothing chosen", ["a", "b"], index=None, placeholder="Choose one of these")
st.checkbox("Check")
st.toggle("Toggle")
st.slider("Slider", 0, 10)
st.file_uploader("File")
with st.form("form"):
    st.number_input("Number")
    st.form_submit_button("Send")
st.button("Button", help="Help")
st.download_button("Download", b"x")
with st.expander("Expander", expanded=True):
    st.caption("Caption")
one, two = st.tabs(["One", "Two"])
one.write("Text")
with st.popover("Popover"):
    st.write("Text")
st.header("Outputs")
st.progress(0.5, "Progress")
st.metric("Metric", "1")
st.info("Info")
frame = pd.DataFrame({"a": [1, 2], "b": [3, 4]}, index=pd.Index(["x", "y"], name="row"))
st.table(frame)
st.dataframe(frame)
st.altair_chart(
    alt.Chart(alt.InlineData(values=[{"a": "x", "b": 1}])).mark_bar().encode(x="b:Q", y="a:N"), alt="A chart"
)
