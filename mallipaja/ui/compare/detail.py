"""One element opened: what the generic model says and what each compared model says, with reasons and sources."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from mallipaja.catalogue.operating_model import DescribedModel, Fact
from mallipaja.i18n import N_, Words
from mallipaja.model.adaptation import Adaptation
from mallipaja.model.cell import Cell
from mallipaja.model.comparison import Comparison, Row
from mallipaja.ui import labels
from mallipaja.ui.compare.matrix import cell_text, label

REASONS = {
    "not_mentioned": N_("The source does not mention this. That is not the same as missing."),
    "not_handled": N_("The pilot has not discussed this yet."),
    "said_absent": N_("The source says that this is missing."),
    "does_not_fit": N_("In the walk-through this was found not to fit."),
    "taken_out": N_("The pilot has left this out."),
    "core_not_settled": N_("A core element was changed, and nobody has judged yet whether its core stands."),
    "change_not_described": N_("The change has not been written down yet."),
    "relation_not_given": N_("Nobody has judged yet how this relates to the generic model."),
}


def draw(_: Words, comparison: Comparison, row: Row, described: Mapping[str, DescribedModel]) -> None:
    """The element's generic text on the left, each model's own on the right."""
    st.subheader(label(_, row))
    left, right = st.columns(2)
    with left:
        st.markdown(f"**{_('Generic model')}** · {_(labels.LEVELS[row.level])}")
        if row.element:
            st.text(row.element.text.get(_.language))
            st.caption(_("Why: {reason}", reason=row.element.rationale.get(_.language)))
        else:
            st.text(_("The generic model does not have this."))
    with right:
        for column, cell in zip(comparison.columns, row.cells, strict=True):
            with st.container(border=True):
                st.markdown(f"**{column.name}**: {cell_text(_, cell)}")
                _cell(_, cell, described.get(column.id))


def _cell(_: Words, cell: Cell, model: DescribedModel | None) -> None:
    for fact in cell.facts:
        _fact(_, fact, model)
    for change in cell.adaptations:
        _change(_, change)
    if cell.reason:
        st.caption(_(REASONS[cell.reason]))


def _fact(_: Words, fact: Fact, model: DescribedModel | None) -> None:
    st.text(fact.text.get(_.language))
    titles = {source.id: source.title for source in model.sources} if model else {}
    parts = [
        titles.get(fact.source, fact.source),
        fact.section or "",
        fact.date or "",
        _(labels.MODALITIES[fact.modality]),
    ]
    if fact.proposal:
        parts.append(_("only a possibility"))
    st.caption(" · ".join(part for part in parts if part))
    if fact.note:
        st.caption(fact.note.get(_.language))


def _change(_: Words, change: Adaptation) -> None:
    st.text(str(change.value) if change.value is not None else _("Left out."))
    if change.what:
        st.text(_("What was changed: {text}", text=change.what))
    st.text(_("Why: {reason}", reason=change.why))
    st.text(_("Decided by: {who}", who=change.decided_by))
