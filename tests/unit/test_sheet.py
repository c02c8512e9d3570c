"""Tables as CSV for a Finnish Excel; nothing a person typed is ever a formula."""

from __future__ import annotations

import csv
import io

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mallipaja.report.sheet import csv_bytes, safe_cell


def test_the_file_is_what_excel_in_finnish_expects() -> None:
    frame = pd.DataFrame({"Tunnit": ["8,5"], "Yksikkö": ["Kela; pohjoinen"]}).set_index("Yksikkö")
    assert csv_bytes(frame) == b"\xef\xbb\xbf" + 'Yksikkö;Tunnit\r\n"Kela; pohjoinen";8,5\r\n'.encode()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("=1+1", "'=1+1"), ("+358", "+358"), ("-5,5", "-5,5"), ("@x", "'@x"), ("-a", "'-a"), ("\t=1", "'\t=1"),
        ("tavallinen", "tavallinen"), ("", ""), (None, ""),
    ],
)  # fmt: skip
def test_formulas_become_text(typed: str | None, kept: str) -> None:
    assert safe_cell(typed) == kept


@given(
    st.lists(
        st.text(alphabet=st.characters(exclude_characters="\x00\r", exclude_categories=["Cs"])), min_size=1
    )
)
def test_every_cell_comes_back(texts: list[str]) -> None:
    frame = pd.DataFrame({"a": texts}).set_index(pd.Index(range(len(texts)), name="n"))
    rows = list(csv.reader(io.StringIO(csv_bytes(frame).decode("utf-8-sig"), newline=""), delimiter=";"))
    assert [row[1] for row in rows[1:]] == [safe_cell(text) for text in texts]
