"""Which region a pilot belongs to, chosen by those who run the project."""

from __future__ import annotations

import streamlit as st

from mallipaja.actions.access import Context, Right, may
from mallipaja.actions.regions import choose_region, list_regions
from mallipaja.actions.variants import VariantView
from mallipaja.i18n import Words
from mallipaja.store.places import Place
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.compare import pressing
from mallipaja.ui.editing import said

NAME = "walk.region"


def draw(_: Words, asked: Context, view: VariantView, project_id: str, pilot_id: str) -> None:
    """What the pilot starts from; a choice when there are regions to choose from."""
    said(NAME)
    if view.region:
        st.caption(
            as_typed(_("The pilot starts from the model of its region: {region}.", region=view.region))
        )
    regions = {one.id: one.name.get(_.language) for one in list_regions(asked, project_id=project_id)}
    if not regions or not may(asked.actor, Right.RUN_PROJECT, Place(project_id)):
        return
    options = ["", *regions]
    with st.expander(_("Region between the generic model and the pilot")):
        first = options.index(view.region_id) if view.region_id in options else 0
        picked = st.selectbox(
            _("Region"), options, index=first, format_func=lambda one: regions.get(one, _("None")),
            key=f"{NAME}.{_.language}",
        )  # fmt: skip
        pressing.button(
            _("Save the region"), NAME, lambda: choose_region(asked, pilot_id=pilot_id, region=picked or None),
            _("The region was saved."), key=f"{NAME}.save",
        )  # fmt: skip
