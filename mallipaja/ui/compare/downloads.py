"""The comparison as files: workbook, JSON, CSV; each made only when it is asked for."""

from __future__ import annotations

import json
from collections.abc import Mapping

import streamlit as st

from mallipaja.actions.comparison import ComparisonView
from mallipaja.i18n import Words


def draw(_: Words, view: ComparisonView, names: Mapping[str, str]) -> None:
    """Three buttons. ``names``: what the codes in values are called."""

    def workbook() -> bytes:
        from mallipaja.report.workbook import comparison_workbook

        return comparison_workbook(view.comparison, view.sources, _, names=names)

    def as_json() -> bytes:
        from mallipaja.report.comparison_plain import as_plain

        plain = as_plain(view.comparison, view.sources, _)
        return json.dumps(plain, ensure_ascii=False, indent=2).encode()

    def as_csv() -> bytes:
        from mallipaja.report.sheet import csv_bytes
        from mallipaja.ui.compare.matrix import table

        return csv_bytes(table(_, view.comparison, view.comparison.rows).set_index(_("Element")))

    kinds = (
        (_("Workbook (Excel)"), workbook, "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (_("Data (JSON)"), as_json, "json", "application/json"),
        (_("Table (CSV)"), as_csv, "csv", "text/csv"),
    )  # fmt: skip
    st.caption(_("The whole comparison as a file"))
    with st.container(horizontal=True, key="compare-files"):
        for label, make, ending, kind in kinds:
            st.download_button(
                label, make, file_name=f"{_('comparison')}.{ending}", mime=kind, on_click="ignore",
                key=f"compare.download.{ending}.{_.language}",
            )  # fmt: skip
