"""Are the hours enough? Pictures and tables of people, person-years and hours."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
import streamlit as st

from mallipaja.actions.picture import CapacityPicture
from mallipaja.capacity.totals import Group
from mallipaja.i18n import Words
from mallipaja.survey.given import Known, Total
from mallipaja.ui import figure, labels
from mallipaja.ui.picture.foundation import foundation
from mallipaja.ui.shell import projector


def draw(_: Words, picture: CapacityPicture, professions: dict[str, str]) -> None:
    """The whole tab: big figures, by profession, by organisation, offers, method."""
    figures(_, picture)
    by = st.segmented_control(
        _("Show by"), ["profession", "organisation"], default="profession", required=True,
        format_func=lambda one: _("Profession") if one == "profession" else _("Organisation"),
        key=f"capacity.by.{_.language}",
    )  # fmt: skip
    groups = picture.professions if by == "profession" else picture.organisations
    names = {group.key: name(_, group, professions) for group in groups}
    charts(_, groups, names)
    figure.table(_, table(_, groups, names), "resources")
    st.subheader(_("What could be given to the team and to coordination?"))
    figure.table(_, offers(_, picture, professions), "offers")
    method(_, picture)


def figures(_: Words, picture: CapacityPicture) -> None:
    """Three numbers, large."""
    one, two, three = st.columns(3)
    _metric(_, one, _("Client hours a week"), picture.overall.client_hours_per_week, 1)
    _metric(_, two, _("Person-years (htv)"), picture.overall.htv, 2)
    _metric(_, three, _("Unfilled posts"), picture.overall.vacancies, 1)


def _metric(
    _: Words, place: st.delta_generator.DeltaGenerator, title: str, total: Total, decimals: int
) -> None:
    place.metric(title, _.number(total.value, decimals))
    place.caption(labels.total_note(_, total))


def charts(_: Words, groups: Iterable[Group], names: dict[str, str]) -> None:
    """Hours and person-years as bars."""
    from mallipaja.charts.capacity import bars

    text = _("Client hours a week and person-years as bars; the table below has the same figures")
    figure.picture(bars(groups, names, _, projector=projector()), text)


def name(_: Words, group: Group, professions: dict[str, str]) -> str:
    """The group's label, the profession in words, or that the unit has not said its professions."""
    return group.label or professions.get(group.key) or group.key or _("profession not given")


def table(_: Words, groups: Iterable[Group], names: dict[str, str]) -> pd.DataFrame:
    """The bars' numbers, with what each rests on."""
    lines = [
        {
            _("Group"): names[group.key],
            _("People"): _.number(group.headcount.value, 0),
            _("Person-years (htv)"): _.fixed(group.htv.value, 2),
            _("Client hours a week"): _.number(group.client_hours_per_week.value, 1),
            _("Unfilled posts"): _.number(group.vacancies.value, 1),
            _("What the figures rest on"): labels.total_note(_, group.client_hours_per_week),
        }
        for group in groups
    ]
    return pd.DataFrame(lines).set_index(_("Group")) if lines else pd.DataFrame()


def offers(_: Words, picture: CapacityPicture, professions: dict[str, str]) -> pd.DataFrame:
    """K17 and K18 of each unit of the pilot."""
    clients = {offer.unit: offer for offer in picture.coordinator_offers}
    lines = []
    for offer in picture.team_offers:
        profession = offer.profession.value if isinstance(offer.profession, Known) else ""
        lines.append(
            {
                _("Unit"): offer.unit_name,
                _("Representative in the team"): labels.given_code(_, offer.representative, labels.POSSIBLE),
                _("Profession"): professions.get(profession, profession),
                _("Hours a month"): labels.given_number(_, offer.hours_per_month, 1),
                _("Mandate"): labels.given_code(_, offer.mandate, labels.MANDATES),
                _("Client coordinator"): labels.given_code(_, clients[offer.unit].possible, labels.POSSIBLE),
                _("Clients at a time"): labels.given_number(_, clients[offer.unit].clients, 0),
            }
        )
    return pd.DataFrame(lines).set_index(_("Unit")) if lines else pd.DataFrame()


def method(_: Words, picture: CapacityPicture) -> None:
    """Method, n, completeness, sources and the contributing answers."""
    complete = picture.completeness
    foundation(
        _,
        _(
            "Figures are what the units themselves gave. A unit that serves several pilots is counted here with an equal "
            "share for each of them; its people are counted whole. Person-years and hours are kept apart: a person-year "
            "measures employment, not the time that is left for clients. A figure that is not known is never a zero."
        ),
        _("{answered} of {all} units have answered.", answered=complete.answered, all=complete.units),
        complete.share,
        _("Survey questions K3–K7, K17 and K18."),
        [_("Shared: {unit}, {part} of its figures", unit=share.unit_name, part=_.percent(share.part, 0))
         for share in picture.shares if share.part < 1],
    )  # fmt: skip
    for conflict in picture.conflicts:
        st.warning(
            _(
                "{unit} has given two different answers to the same question; the latest counts.",
                unit=conflict.unit,
            )
        )
