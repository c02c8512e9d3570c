"""The round's files: made when they are asked for, noted by the action that makes them."""

from __future__ import annotations

from functools import partial

import streamlit as st

from mallipaja.actions.access import Context
from mallipaja.actions.survey_exports import ENDINGS, Kind, export_file
from mallipaja.i18n import N_, Words

_MIME = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xml": "application/xml",
    "zip": "application/zip",
}
LABELS: dict[Kind, str] = {
    "workbook": N_("Everything (Excel)"),
    "results": N_("Results (CSV)"),
    "answers": N_("Facts one by one (CSV)"),
    "odk": N_("In the shape of ODK and Kobo (ZIP)"),
    "codebook": N_("Codebook (DDI, XML)"),
}


def files(_: Words, asked: Context, round_id: str) -> None:
    """Buttons for the files of a round."""
    with st.expander(_("Files of the round")):
        st.caption(
            _(
                "Facts are in the unit's name. Opinions are in groups, as on this page. Every file taken is noted."
            )
        )
        with st.container(horizontal=True):
            for kind, label in LABELS.items():
                ending = ENDINGS[kind]
                st.download_button(
                    _(label),
                    partial(export_file, asked, round_id=round_id, kind=kind, language=_.language),
                    file_name=f"mallipaja-{kind}.{ending}",
                    mime=_MIME[ending],
                    on_click="ignore",
                    key=f"results.file.{kind}.{round_id}.{_.language}",
                )
