"""Each compared model in one line: core fidelity with its n, and of pilots their team, hours and network."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from mallipaja.actions.comparison import ComparisonView, PilotFigures
from mallipaja.i18n import Words
from mallipaja.model.composition import Verdict
from mallipaja.model.fidelity import Fidelity
from mallipaja.ui.as_typed import as_typed


def draw(_: Words, view: ComparisonView) -> None:
    """The table above the matrix, with its method."""
    st.table(table(_, view))
    if view.older_generic:
        names = as_typed(_.listing(view.older_generic))
        st.warning(_("Built on an older version of the generic model: {names}.", names=names))
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
        if view.figures:
            st.markdown(
                _(
                    "The team is the one agreed on, and before that the pilot's newest draft: filled seats of all seats, "
                    "and the hours of those whose hours are known. Client hours and the density of the network are from "
                    "the surveys: ≥ means that some figures are not known. The required parties are those the model has; "
                    "the parties that have agreed are those of them for which somebody with a mandate has agreed on the "
                    "team."
                )
            )


def table(_: Words, view: ComparisonView) -> pd.DataFrame:
    """One line per model."""
    names = {column.id: as_typed(column.name) for column in view.comparison.columns}
    lines = []
    for one in view.fidelity:
        checks = [check.verdict for check in view.composition if check.model == one.model]
        lines.append(
            {
                _("Model"): names[one.model],
                _("Core as in the model"): core(_, one),
                _("Not known"): _.number(one.not_stated),
                _("Required parties"): _parties(_, checks),
                **(_figures(_, view.figures.get(one.model)) if view.figures else {}),
            }
        )
    return pd.DataFrame(lines).set_index(_("Model")) if lines else pd.DataFrame()


def _parties(_: Words, checks: list[Verdict]) -> str:
    """``3/4, 1 not known``: what nobody has said is never counted as missing."""
    told = f"{_.number(checks.count('present'))}/{_.number(len(checks))}"
    unknown = checks.count("not_stated")
    return _("{share}, {count} not known", share=told, count=_.number(unknown)) if unknown else told


def core(_: Words, one: Fidelity) -> str:
    """``9/11 (82 %)``, or that nothing of the core has been stated."""
    if one.share is None:
        return _("nothing stated yet")
    return f"{_.number(one.kept)}/{_.number(one.stated)} ({_.percent(one.share, 0)})"


def _figures(_: Words, one: PilotFigures | None) -> dict[str, str]:
    """Team, hours and network of a pilot; a dash for models that are no pilot's."""
    titles = (
        _("Team"),
        _("Parties that have agreed"),
        _("Team hours a month"),
        _("Client hours a week"),
        _("Network density"),
    )
    if one is None:
        return dict.fromkeys(titles, "–")
    team = _("no draft yet") if one.seats is None else f"{_.number(one.filled)}/{_.number(one.seats)}"
    hours = _hours(
        _, one.team_hours_per_month, whole=one.hours_known >= (one.filled or 0), alone=one.hours_known == 1
    )
    clients = one.client_hours_per_week
    told = None if clients is None else clients.value
    weekly = _hours(_, told, whole=clients is None or clients.is_complete, alone=clients is None)
    density = _("not known") if one.density.value is None else _.percent(one.density.value, 0)
    parties = "–" if one.seats is None else f"{_.number(one.parties_agreed)}/{_.number(one.parties_required)}"
    return dict(zip(titles, (team, parties, hours, weekly, density), strict=True))


def _hours(_: Words, value: float | None, *, whole: bool, alone: bool) -> str:
    """Hours, at least so many when not everybody has told theirs; those of one person are not told here."""
    if value is None:
        return _("not shown: one person") if alone else _("not known")
    return _.number(value, 1) if whole else f"≥ {_.number(value, 1)}"
