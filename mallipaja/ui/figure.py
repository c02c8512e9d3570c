"""A picture and the table with the same content: never one without the other; both as files."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal, TypeAlias
from zlib import crc32

import pandas as pd
import streamlit as st

from mallipaja.i18n import Words
from mallipaja.report.sheet import csv_bytes
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.session import words
from mallipaja.ui.shell import projector

if TYPE_CHECKING:
    from mallipaja.charts.frame import Picture

Room: TypeAlias = Literal["narrow", "wide", "broad"]
MOST_ROWS = 500
"""A longer table is only for a file: nobody reads it on a page, and the page would be slow."""


def picture(
    chart: Picture | None,
    text: str,
    name: str = "picture",
    *,
    table: pd.DataFrame | None = None,
    on_click: Callable[[str], None] | None = None,
    room: Room = "wide",
) -> None:
    """The chart with its text alternative, and the files it can be taken away in; nothing when there is nothing to
    draw.

    On a phone it keeps the width its words need and scrolls by itself.

    Parameters
    ----------
    name : the files' name without its ending; pictures with the same text on one page have different ones.
    table : the numbers of the picture, for the row of files; leave out where `table` below offers them.
    room : on a phone: ``narrow`` can be read at its width and takes what there is, ``wide`` needs twice as much,
        ``broad``, with a head over each of many columns, as much as on a desk.
    on_click : told the id of a mark that was clicked, "" for a click beside; the chart has a selection ``focus`` over
        the field ``id``. Whatever a click does can be done with a widget too.
    """
    if chart is not None:
        key = crc32(f"{name}\n{text}".encode())
        with st.container(key=f"{room}-picture-{key}"):
            _draw(chart, text, f"picture-{key}", on_click)
        if not projector():
            with st.container(horizontal=True, key=f"picture-files-{key}"):
                files(words(), chart, name, table, key)


def _draw(chart: Picture, text: str, key: str, on_click: Callable[[str], None] | None) -> None:
    if on_click is None:
        st.altair_chart(chart, width="stretch", alt=text)
        return
    told = on_click

    def clicked() -> None:
        picked = st.session_state[key].selection.get("focus") or [{}]
        told(str(picked[0].get("id", "")))

    st.altair_chart(chart, width="stretch", alt=text, key=key, on_select=clicked, selection_mode="focus")


def files(_: Words, chart: Picture, name: str, table: pd.DataFrame | None, key: object) -> None:
    """Buttons for the picture as PNG and SVG and its numbers as CSV, each made only when it is pressed."""

    def png() -> bytes:
        from mallipaja.report.chart_file import png as made

        return made(chart)

    def svg() -> bytes:
        from mallipaja.report.chart_file import svg as made

        return made(chart).encode()

    for label, make, ending, kind in (
        (_("Picture (PNG)"), png, "png", "image/png"),
        (_("Picture (SVG)"), svg, "svg", "image/svg+xml"),
    ):
        st.download_button(
            label, make, file_name=f"{name}.{ending}", mime=kind, type="tertiary", on_click="ignore",
            key=f"download.{key}.{ending}.{_.language}",
        )  # fmt: skip
    if table is not None and not table.empty:
        st.download_button(
            _("Table (CSV)"), lambda: csv_bytes(table), file_name=f"{name}.csv", mime="text/csv",
            type="tertiary", on_click="ignore", key=f"download.{key}.numbers.{_.language}",
        )  # fmt: skip


def typed_table(
    _: Words,
    frame: pd.DataFrame,
    name: str,
    *,
    folded: bool = False,
    whole: Callable[[], pd.DataFrame] | None = None,
    rows: int = 0,
) -> None:
    """`table` of texts people typed: shown as they typed them, and plain in the file.

    Parameters
    ----------
    whole : makes all of a very long table for its file; ``frame`` is then what of it is shown, and ``rows`` how long it
        is.
    """
    table(_, frame, name, folded=folded, shown=as_shown(frame.head(MOST_ROWS)), whole=whole, rows=rows)


def as_shown(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame for `st.table`, which reads Markdown: its texts, heads and index as they were typed."""

    def text(value: object) -> object:
        return as_typed(value) if isinstance(value, str) else value

    made = frame.map(text)
    made.columns = [text(column) for column in frame.columns]
    made.index = pd.Index([text(label) for label in frame.index], name=frame.index.name)
    return made


def table(
    _: Words,
    frame: pd.DataFrame,
    name: str,
    *,
    folded: bool = False,
    shown: pd.DataFrame | None = None,
    whole: Callable[[], pd.DataFrame] | None = None,
    rows: int = 0,
) -> None:
    """The table under a picture, as a real table for print and screen readers, and as a file.

    Parameters
    ----------
    shown : what the page shows when it is not the frame itself.
    name : the file's name without its ending.
    folded : whether a long table starts folded.
    whole, rows : of a table too long to be made for every page: what makes it for its file, and its length.
    """
    if frame.empty:
        return
    with st.expander(_("As a table"), expanded=not folded):
        st.table(frame.head(MOST_ROWS) if shown is None else shown)
        if (rows or len(frame)) > MOST_ROWS:
            st.caption(
                _("The first {count} rows of {all}; the file has them all.", count=_.number(MOST_ROWS),
                  all=_.number(rows or len(frame)))
            )  # fmt: skip
        st.download_button(
            _("Download the table (CSV)"), lambda: csv_bytes(whole() if whole else frame),
            file_name=f"{name}.csv", mime="text/csv", on_click="ignore", key=f"download.{name}.{_.language}",
        )  # fmt: skip
