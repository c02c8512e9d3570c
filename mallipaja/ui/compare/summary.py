"""Each compared model in one line: core fidelity with its n, and the required parties."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from mallipaja.actions.comparison import ComparisonView
from mallipaja.i18n import Words
from mallipaja.model.fidelity import Fidelity
from mallipaja.ui import labels


def draw(_: Words, view: ComparisonView) -> None:
    """The table above the matrix, with its method."""
    st.table(table(_, view))
    if view.older_generic:
        st.warning(
            _("Built on an older version of the generic model: {names}.", names=_.listing(view.older_generic))
        )
    for model, key in view.comparison.unplaced:
        st.caption(_("{model}: {key} is not in this version of the generic model.", model=model, key=key))
    with st.expander(_("Where do these figures come from?")):
        st.markdown(
            _(
                "Core fidelity is the number of core elements that are as in the generic model or adapted with the "
                "core kept, out of the core elements the model states as practice or as missing. Elements it says "
                "nothing of are counted apart: not known is never the same as missing. Plans and wishes do not count "
                "as practice. The required parties are those in force today."
            )
        )


def table(_: Words, view: ComparisonView) -> pd.DataFrame:
    """One line per model."""
    names = {column.id: column.name for column in view.comparison.columns}
    lines = []
    for one in view.fidelity:
        checks = {check.party: check.verdict for check in view.composition if check.model == one.model}
        lines.append(
            {
                _("Model"): names[one.model],
                _("Core as in the model"): core(_, one),
                _("Not known"): _.number(one.not_stated),
                **{
                    party.label.get(_.language): _(labels.VERDICTS[checks[party.key]])
                    for party in view.parties
                },
            }
        )
    return pd.DataFrame(lines).set_index(_("Model")) if lines else pd.DataFrame()


def core(_: Words, one: Fidelity) -> str:
    """``9/11 (82 %)``, or that nothing of the core has been stated."""
    if one.share is None:
        return _("nothing stated yet")
    return f"{_.number(one.kept)}/{_.number(one.stated)} ({_.percent(one.share, 0)})"
