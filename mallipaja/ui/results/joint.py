"""Of a joint form: who answered together, and what was seen otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from mallipaja.actions.survey_results import RoundResults
from mallipaja.i18n import Words
from mallipaja.ui import figure
from mallipaja.ui.as_typed import as_typed

if TYPE_CHECKING:
    import pandas as pd


def together(_: Words, found: RoundResults) -> None:
    """Who gave each pilot's joint answer, and the dissenting views; nothing of other forms."""
    if not found.together:
        return
    st.header(_("Who answered together?"), anchor=False)
    figure.table(_, _people(_, found), "joint")
    st.header(_("What is seen otherwise?"), anchor=False)
    texts = {one.id: one.text.get(_.language) for one, _block in found.form.questions()}
    lines = []
    for answer in found.together:
        for view in answer.otherwise:
            about = texts.get(view.question) or _("the whole form")
            who = view.who or _("somebody of the group")
            said = as_typed(view.text).replace("  \n", " ")
            lines.append(f"- **{as_typed(about)}** ({as_typed(answer.name)})  \n  {as_typed(who)}: {said}")
    st.markdown("\n".join(lines) or _("No dissenting view was written down."))


def _people(_: Words, found: RoundResults) -> pd.DataFrame:
    import pandas as pd

    rows = [
        (
            as_typed(_.listing((*one.actors, *one.people))) or "–",
            _.moment(one.sent_at) if one.sent_at else _("under way"),
        )
        for one in found.together
    ]
    index = pd.Index([as_typed(one.name) for one in found.together], name=_("Pilot"))
    return pd.DataFrame(rows, columns=[_("Who took part"), _("Sent")], index=index)
