"""WISN of the units that have recorded their volumes; the others see hours and person-years and lack nothing."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from mallipaja.actions.workloads import WorkloadPicture
from mallipaja.capacity.workload_answers import WorkingYear
from mallipaja.capacity.workloads import UnitWorkload
from mallipaja.i18n import N_, Words
from mallipaja.ui import figure
from mallipaja.ui.picture.foundation import foundation
from mallipaja.ui.shell import projector

WITHOUT = {
    "support": N_("no supporting work was listed; it counts as none"),
    "additional": N_("no additional tasks were listed; they count as none"),
}


def show(_: Words, found: WorkloadPicture, professions: dict[str, str]) -> None:
    """Nothing on a projector, or when nobody has recorded volumes but the way to do so."""
    if projector():
        return
    if not found.units:
        with st.expander(_("How many person-years does the work require? (WISN)")):
            st.text(
                _("No unit has recorded its volumes, so there is nothing to calculate; hours and person-years "
                  "above are enough. "
                  "A unit that records them can be sent the survey “Workload”.")
            )  # fmt: skip
        return
    st.header(_("How many person-years does the work require? (WISN)"))
    figure.typed_table(_, need(_, found, professions), "wisn")
    figure.typed_table(_, units(_, found, professions), "wisn-units", folded=True)
    for one in found.units:
        for problem in one.problems:
            told = problem.in_language(_)
            st.warning(f"{_whose(one, professions)}: {told.message} {told.fix}")
    _method(_, found)


def need(_: Words, found: WorkloadPicture, professions: dict[str, str]) -> pd.DataFrame:
    """What each profession requires over the units that gave a workload."""
    lines = [
        {
            _("Profession"): professions.get(one.profession, one.profession) or _("profession not given"),
            _("Units calculated"): f"{_.number(one.calculated)}/{_.number(one.units)}",
            _("Required (htv)"): _.fixed(one.required_htv, 2),
            _("Present (htv)"): _.fixed(one.current_htv, 2),
            _("Difference (htv)"): _signed(_, one.difference),
            _("WISN ratio"): _.fixed(one.ratio, 2),
        }
        for one in found.professions
    ]
    return pd.DataFrame(lines).set_index(_("Profession"))


def units(_: Words, found: WorkloadPicture, professions: dict[str, str]) -> pd.DataFrame:
    """The parts of the calculation, unit by unit."""
    lines = []
    for one in found.units:
        result = one.result
        lines.append(
            {
                _("Whose"): _whose(one, professions),
                _("Available hours a year"): _.number(result.available_hours if result else None, 0),
                _("Supporting work"): _.percent(result.category_allowance_share if result else None, 1),
                _("Additional tasks (htv)"): _.fixed(result.individual_allowance_factor if result else None, 2),
                _("Required (htv)"): _.fixed(result.required_htv if result else None, 2),
                _("Present (htv)"): _.fixed(result.current_htv if result else None, 2),
                _("WISN ratio"): _.fixed(result.ratio if result else None, 2),
                _("Figures known"): f"{_.number(one.given.known)}/{_.number(one.given.expected)}",
                _("To note"): "; ".join(_notes(_, one)) or "–",
            }
        )  # fmt: skip
    return pd.DataFrame(lines).set_index(_("Whose"))


def _notes(_: Words, one: UnitWorkload) -> list[str]:
    said = [_(WITHOUT[key]) for key in one.without]
    if one.contradicts:
        said.append(_("an earlier answer of the unit said otherwise; the latest counts"))
    if one.result and one.result.current_htv is None:
        said.append(_("the present person-years are not known, so there is no ratio"))
    return said


def _method(_: Words, found: WorkloadPicture) -> None:
    year = WorkingYear()
    known = sum(one.given.known for one in found.units)
    expected = sum(one.given.expected for one in found.units)
    foundation(
        _,
        _(
            "WISN (WHO): the time each activity takes in a year divided by the working time one person has, "
            "made larger by "
            "the share of supporting work, plus additional tasks. The working year before absences is taken to "
            "be {days} days of "
            "{hours} hours. A ratio under 1 is a shortage. It measures present work, not unmet need; whole "
            "units are counted here, "
            "also those that serve several pilots.",
            days=_.number(year.possible_days), hours=_.number(year.minutes_per_day / 60, 2),
        ),
        _("{count} of {all} units have recorded their volumes.",
          count=_.number(len({one.unit.id for one in found.units})), all=_.number(found.asked)),
        known / expected if expected else None,
        _("WHO, Workload indicators of staffing need, user's manual (2010, 2nd ed. 2023). From the surveys: the "
          "person-years of each profession (K5), and the units' yearly volumes and minutes (K12–K15)."),
    )  # fmt: skip


def _signed(_: Words, value: float | None) -> str:
    return f"+{_.fixed(value, 2)}" if value is not None and value > 0 else _.fixed(value, 2)


def _whose(one: UnitWorkload, professions: dict[str, str]) -> str:
    profession = professions.get(one.profession, one.profession)
    return f"{one.unit.name}, {profession}" if profession else one.unit.name
