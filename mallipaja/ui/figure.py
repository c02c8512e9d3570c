"""A picture and the table with the same content: never one without the other."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zlib import crc32

import streamlit as st

from mallipaja.i18n import Words
from mallipaja.report.sheet import csv_bytes

if TYPE_CHECKING:
    import pandas as pd

    from mallipaja.charts.frame import Picture


def picture(chart: Picture | None, text: str) -> None:
    """The chart with its text alternative; nothing when there is nothing to draw.

    On a phone it keeps the width its words need and scrolls by itself.
    """
    if chart is not None:
        with st.container(key=f"wide-picture-{crc32(text.encode())}"):
            st.altair_chart(chart, width="stretch", alt=text)


def table(_: Words, frame: pd.DataFrame, name: str, *, folded: bool = False) -> None:
    """The table under a picture, as a real table for print and screen readers, and as a file.

    Parameters
    ----------
    name : the file's name without its ending.
    folded : whether a long table starts folded.
    """
    if frame.empty:
        return
    with st.expander(_("As a table"), expanded=not folded):
        st.table(frame)
        st.download_button(
            _("Download the table (CSV)"), csv_bytes(frame), file_name=f"{name}.csv", mime="text/csv",
            key=f"download.{name}.{_.language}",
        )  # fmt: skip
