"""How alike are the models? An ordered heat map with n, and which of them join first."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from mallipaja.i18n import Words
from mallipaja.model.comparison import Comparison
from mallipaja.model.similarity import Similarity, clustering, similarities
from mallipaja.ui import figure
from mallipaja.ui.shell import projector


def draw(_: Words, comparison: Comparison) -> None:
    """The picture, its table, the order in which models join, and the method."""
    from mallipaja.charts.similarity import similarity_map

    names = {column.id: column.name for column in comparison.columns}
    pairs = similarities(comparison)
    if not pairs:
        st.info(_("Choose at least two models."))
        return
    text = _("How alike each pair of models is; the table below has the same figures")
    figure.picture(similarity_map(pairs, names, _, projector=projector()), text, "similarity")
    figure.table(_, _table(_, pairs, names), "similarity", folded=True)
    with st.expander(_("Which models are closest to each other?")):
        for one in clustering(pairs):
            left, right = (_.listing([names[model] for model in side]) for side in (one.left, one.right))
            st.text(
                _("{left} + {right}: similarity {share}", left=left, right=right,
                  share=_.percent(1 - one.height, 0))
            )  # fmt: skip
    with st.expander(_("Where does this figure come from?")):
        st.text(
            _(
                "Gower's coefficient over the elements both models practise or say to be missing; n is how many they "
                "are. Where both chose among choices, the shared choices count, else how near their statuses are. "
                "What only one of them tells, and what is only wished for, does not count. With a small n the figure "
                "says little. It compares descriptions, never people."
            )
        )


def _table(_: Words, pairs: tuple[Similarity, ...], names: dict[str, str]) -> pd.DataFrame:
    lines = [
        {
            _("Model"): names[one.first],
            _("Other model"): names[one.second],
            _("Similarity"): _.percent(one.share, 0) if one.share is not None else _("not known"),
            _("Elements both state"): _.number(one.n),
        }
        for one in sorted(pairs, key=lambda one: -(one.share or 0))
    ]
    return pd.DataFrame(lines).set_index(_("Model"))
