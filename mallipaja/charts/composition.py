"""Models × required parties."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import altair as alt

from mallipaja.charts.palette import ALARM_TINT, ATTENTION_TINT, GOOD_TINT, SOFT_GROUND
from mallipaja.charts.symbols import Kind, Mark, Side, symbol_matrix
from mallipaja.i18n import N_, Words
from mallipaja.model.composition import PartyCheck

VERDICTS = {
    "present": (N_("in the model"), "●", GOOD_TINT),
    "intended": (N_("only planned or wished for"), "(●)", ATTENTION_TINT),
    "missing": (N_("missing"), "–", ALARM_TINT),
    "not_stated": (N_("not known"), "?", SOFT_GROUND),
}


def party_matrix(
    checks: Sequence[PartyCheck],
    models: Mapping[str, str],
    parties: Mapping[str, str],
    _: Words,
    *,
    description: str = "",
    projector: bool = False,
) -> alt.LayerChart | None:
    """Every model against every required party, or ``None`` without either."""
    marks = [Mark(one.model, one.party, one.verdict) for one in checks]
    kinds = {code: Kind(_(label), symbol, fill) for code, (label, symbol, fill) in VERDICTS.items()}
    return symbol_matrix(
        marks,
        Side(models, _("Model")),
        Side(parties, _("Party")),
        kinds,
        _,
        legend_title=_("In the team"),
        description=description,
        projector=projector,
    )
