"""Does every model have the parties a team must have, by the rule of a day?"""

from __future__ import annotations

import pandas as pd
import streamlit as st

from mallipaja.actions.access import Context
from mallipaja.actions.comparison import ComparisonView
from mallipaja.catalogue.reference import RequiredParties
from mallipaja.i18n import Words
from mallipaja.model.composition import PartyCheck
from mallipaja.ui import figure, labels

SYMBOLS = {"present": "●", "intended": "(●)", "missing": "–", "not_stated": "?"}


def draw(_: Words, asked: Context, view: ComparisonView) -> None:
    """The picture of models and parties, its table, and the rules with their sources."""
    from mallipaja.charts.composition import party_matrix

    if not view.parties:
        st.info(_("The table of required parties cannot be used. See the list of models for its problems."))
        return
    st.markdown(
        _("The rule in force on {day}: {parties}.", day=_.date(view.party_date),
          parties=_.listing([one.label.get(_.language) for one in view.parties]))
    )  # fmt: skip
    models = {one.id: one.name for one in view.comparison.columns if one.kind != "generic"}
    listed = [one for one in view.composition if one.model in models]
    parties = {one.key: one.label.get(_.language) for one in view.parties}
    text = _("Models and required parties; the table below has the same content")
    figure.picture(party_matrix(listed, models, parties, _), text, "composition")
    figure.table(_, _table(_, view, listed, models), "composition")
    _method(_, asked)


def _table(_: Words, view: ComparisonView, listed: list[PartyCheck], models: dict[str, str]) -> pd.DataFrame:
    checks = {(one.model, one.party): one for one in listed}
    lines = [
        {_("Model"): name}
        | {
            party.label.get(_.language): f"{SYMBOLS[checks[model, party.key].verdict]} "
            + _(labels.VERDICTS[checks[model, party.key].verdict])
            for party in view.parties
        }
        for model, name in models.items()
    ]
    return pd.DataFrame(lines).set_index(_("Model")) if lines else pd.DataFrame()


def _method(_: Words, asked: Context) -> None:
    table = asked.catalogue.table(RequiredParties)
    if table is None:
        return
    titles = {one.id: one.title for one in table.sources}
    with st.expander(_("Where does this figure come from?")):
        st.text(
            _("A party is missing only where the model states so; where it says nothing, nothing is known. "
              "What is only planned or wished for is in parentheses.")
        )  # fmt: skip
        lines = [
            {
                _("Party"): one.label.get(_.language),
                _("In force from"): _.date(one.valid_from) or "–",
                _("until"): _.date(one.valid_to) or "–",
                _("Source"): titles.get(one.source, one.source),
                _("Checked in the source"): _("Yes") if one.verified else _("No"),
            }
            for one in table.parties
        ]
        st.table(pd.DataFrame(lines).set_index(_("Party")))
