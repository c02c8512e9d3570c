"""Tables as files a Finnish Excel opens as it should."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?")


def csv_bytes(frame: pd.DataFrame) -> bytes:
    """The table as CSV: UTF-8 with a byte order mark, semicolons; the index is the first column.

    A text that a spreadsheet would take for a formula gets an apostrophe before it, so that nothing a person typed is
    ever run.
    """
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([safe_cell(frame.index.name or ""), *(safe_cell(name) for name in frame.columns)])
    for label, row in zip(frame.index, frame.itertuples(index=False), strict=True):
        writer.writerow([safe_cell(label), *(safe_cell(value) for value in row)])
    return ("\ufeff" + out.getvalue()).encode("utf-8")


def safe_cell(value: object) -> str:
    """The cell's text, never a formula."""
    text = "" if value is None else str(value)
    if text.startswith(_FORMULA_STARTS) and not _NUMBER.fullmatch(text):
        return "'" + text
    return text
