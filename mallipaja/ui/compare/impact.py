"""The municipality's share of unemployment benefits: people by bands of days, both ladders, and where they are from."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from mallipaja.catalogue.reference import BenefitShare, ShareRule
from mallipaja.i18n import Words
from mallipaja.model.benefit_cost import (
    BenefitCost,
    Range,
    Terms,
    benefit_cost,
    difference,
    people_of,
    step_name,
    term_findings,
)
from mallipaja.report.impact_words import ARITHMETIC, UNVERIFIED
from mallipaja.ui import figure
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.shell import projector


@dataclass(frozen=True, slots=True)
class Amount:
    """What a day costs and how many days a year has, as somebody gave them, with where the amount is from."""

    days_per_year: float
    daily_amount_eur: float
    source: str
    date: str


def amount(_: Words) -> Amount | None:
    """The daily amount, its source and date; ``None`` until all are given: there is no default."""
    st.header(_("What one day costs"))
    one, two, three, four = st.columns(4)
    with one:
        euros = st.number_input(
            _("Daily amount, €"),
            0.0,
            1000.0,
            None,
            step=0.01,
            key="impact.amount",
            placeholder=_("Look it up"),
        )
    with two:
        source = st.text_input(_("Source of the amount"), max_chars=200, key="impact.source")
    with three:
        day = st.date_input(_("Date of the amount"), None, format="DD.MM.YYYY", key="impact.date")
    with four:
        days = st.number_input(_("Benefit days a year, one person"), 1, 366, None, step=1, key="impact.days")
    if not (euros and source.strip() and day and days):
        st.info(
            _(
                "Give the daily amount with its source and date, and the benefit days of a year. There is no default."
            )
        )
        return None
    return Amount(float(days), float(euros), source.strip(), _.date(day))


def people(_: Words, rule: ShareRule, key: str) -> dict[str, Range]:
    """A field for each band of days: how many people, or the least and the most there may be."""
    st.markdown(f"**{rule.label.get(_.language)}**")
    found: dict[str, Range] = {}
    for step in rule.steps:
        band = step_name(step)
        days = band.rstrip("-") + ("–" if band.endswith("-") else "")
        typed = st.text_input(
            _("{days} days: people", days=days), max_chars=30, key=f"impact.{key}.{rule.key}.{band}",
            placeholder=_("12 or 10–20"),
        )  # fmt: skip
        if not typed.strip():
            continue
        read = people_of(typed)
        if read is None:
            st.error(_("Write one number or a range with the smaller first, for example 12 or 10–20."))
        elif read[1]:
            found[band] = read
    return found


def result(_: Words, table: BenefitShare, given: Amount, scenarios: dict[str, dict[str, Range]]) -> None:
    """The costs as bands, their table, and what is not said by them."""
    from mallipaja.charts.impact import cost_bands

    rules: dict[str, ShareRule] = {one.key: one for one in table.rules}
    terms = {key: Terms(rule, given.days_per_year, given.daily_amount_eur) for key, rule in rules.items()}
    for one in terms.values():
        if term_findings(one):
            st.error(_("The amount or the days cannot be."))
            return
    costs = {key: benefit_cost(terms[key], people) for key, people in scenarios.items() if people}
    if not costs:
        st.info(_("Fill in a band: how many people are there in it?"))
        return
    named = [(rules[key].label.get(_.language), cost.eur_per_year) for key, cost in costs.items()]
    text = _(
        "The municipality's yearly cost under each rule, as a band; the table below has the same figures"
    )
    figure.picture(cost_bands(named, _, projector=projector()), text, "municipal-share")
    figure.table(_, _table(_, rules, costs), "municipal-share")
    if len(costs) == 2:
        before, after = costs.values()
        low, high = difference(before, after)
        st.markdown(_("Difference: {low}–{high} € a year.", low=_.number(low, 0), high=_.number(high, 0)))
    if not all(cost.verified for cost in costs.values()):
        st.warning(_(UNVERIFIED))
    st.caption(_(ARITHMETIC))
    st.caption(as_typed(_("Daily amount {amount} €: {source}, {day}.", amount=_.number(given.daily_amount_eur),
                          source=given.source, day=given.date)))  # fmt: skip


def rules_beside(_: Words, table: BenefitShare) -> None:
    """Both ladders as tables, each step with its source and whether it has been read in the act."""
    titles = {one.id: one for one in table.sources}
    for rule in table.rules:
        st.markdown(f"**{rule.label.get(_.language)}**")
        lines = [
            {
                _("Days"): step_name(step),
                _("Share"): _.percent(step.percent / 100, 0) + ("" if step.verified else " *"),
                _("Source"): as_typed(titles[step.source].title),
                _("Checked in the act"): _("Yes") if step.verified else _("No"),
            }
            for step in rule.steps
        ]
        st.table(pd.DataFrame(lines).set_index(_("Days")))
        st.caption(rule.counted_days.get(_.language))
        if rule.note:
            st.caption(rule.note.get(_.language))


def _table(_: Words, rules: dict[str, ShareRule], costs: dict[str, BenefitCost]) -> pd.DataFrame:
    lines = [
        {
            _("The rules"): rules[key].label.get(_.language),
            _("Days"): one.band,
            _("Share"): _.percent(one.step.percent / 100, 0) + ("" if one.step.verified else " *"),
            _("Persons"): _shown(_, one.people),
            _("€ a year"): _shown(_, one.eur_per_year),
        }
        for key, cost in costs.items()
        for one in cost.bands
    ]
    return pd.DataFrame(lines).set_index(_("The rules"))


def _shown(_: Words, value: Range) -> str:
    low, high = (_.number(one, 0) for one in value)
    return low if low == high else f"{low}–{high}"
