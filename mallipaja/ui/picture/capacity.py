"""Are the hours enough? Pictures and tables of people, person-years and hours."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
import streamlit as st

from mallipaja.actions.access import Context, Right, may
from mallipaja.actions.beside import capacity_beside
from mallipaja.actions.picture import CapacityPicture, capacity_picture
from mallipaja.actions.projects import list_pilots
from mallipaja.actions.workloads import workload_picture
from mallipaja.capacity.offers import offered_clients, offered_hours
from mallipaja.capacity.supply import FULL_WEEK_HOURS, beyond_htv
from mallipaja.capacity.totals import Group
from mallipaja.i18n import N_, Words
from mallipaja.store.places import Place
from mallipaja.store.projects import Pilot, Project
from mallipaja.survey.form import UNSAID
from mallipaja.survey.given import Known, Total
from mallipaja.ui import figure, labels
from mallipaja.ui.picture import capacity_methods, capacity_time, capacity_workloads
from mallipaja.ui.picture.foundation import foundation
from mallipaja.ui.picture.more import more_methods
from mallipaja.ui.shell import projector

ASKED = N_(
    "From the surveys of staff: people and person-years by profession, client hours, unfilled posts and fixed-term work "
    "(K3–K8), and who could sit in the team (K17) or be a client coordinator (K18)."
)
"""Where the figures come from: what was asked in words, the codes of the questions in brackets."""


def show(_: Words, asked: Context, project: Project, pilot: Pilot) -> None:
    """The whole tab: big figures, bars, offers, what is unfilled or ends, workloads, more methods, method."""
    picture = capacity_picture(asked, pilot_id=pilot.id)
    professions = {item.code: item.label.get(_.language) for item in asked.catalogue.profession_choices}
    professions["other"] = UNSAID.get(_.language)
    figures(_, picture)
    _supply(_, asked, project, pilot, picture, professions)
    _beyond(_, picture, professions)
    shared(_, picture)
    capacity_time.show(_, picture, professions)
    if not projector():
        st.header(_("What could be given to the team and to coordination?"))
        _offered(_, picture, pilot)
        figure.typed_table(_, offers(_, picture, professions), "offers")
    workloads = workload_picture(asked, pilot_id=pilot.id)
    capacity_workloads.show(_, workloads, professions)
    if more_methods(_, project, "capacity"):
        capacity_methods.show(_, pilot, picture, workloads, professions)
    method(_, picture)


def _supply(
    _: Words, asked: Context, project: Project, pilot: Pilot, picture: CapacityPicture,
    professions: dict[str, str],
) -> None:  # fmt: skip
    ways = {"profession": _("Profession"), "organisation": _("Organisation"), "unit": _("Unit")}
    if may(asked.actor, Right.RUN_PROJECT, Place(project.id)):
        ways["pilot"] = _("Municipality")
    by = "profession" if projector() else st.segmented_control(
        _("Show by"), list(ways), default="profession", required=True, format_func=ways.__getitem__,
        key=f"capacity.by.{_.language}",
    )  # fmt: skip
    groups = {
        "profession": picture.professions,
        "organisation": picture.organisations,
        "unit": picture.units,
    }.get(str(by))
    if groups is None:
        pilots = {one.key: one.name for one in list_pilots(asked, project_id=project.id)}
        groups = capacity_beside(asked, project_id=project.id)
        names = {group.key: pilots.get(group.key, group.key) for group in groups}
    else:
        names = {group.key: name(_, group, professions) for group in groups}
    groups = tuple(sorted(groups, key=lambda one: -(one.client_hours_per_week.value or 0.0)))
    charts(_, groups, names)
    figure.typed_table(_, table(_, groups, names), "resources", folded=projector())


def shared(_: Words, picture: CapacityPicture) -> None:
    """The rule of sharing, where it counts."""
    parted = [share for share in picture.shares if share.part < 1]
    if not parted:
        return
    st.caption(
        _.plural(
            "{count} unit serves several pilots; an equal part of its hours and person-years is counted here: {units}.",
            "{count} units serve several pilots; an equal part of their hours and person-years is counted here: {units}.",
            len(parted),
            units=_.listing(f"{share.unit_name} (1/{len(share.pilots)})" for share in parted),
        )
    )


def _offered(_: Words, picture: CapacityPicture, pilot: Pilot) -> None:
    hours = offered_hours(picture.team_offers, pilot.key)
    clients = offered_clients(picture.coordinator_offers, pilot.key)
    one, two = st.columns(2)
    _metric(_, one, _("Hours a month offered to the team"), hours, 1)
    _metric(_, two, _("Clients at a time, offered coordinators"), clients, 0)


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
    figure.picture(bars(groups, names, _, projector=projector()), text, "resources", room="narrow")


def name(_: Words, group: Group, professions: dict[str, str]) -> str:
    """The group's label, the profession in words, or that the unit has not said its professions."""
    if group.key == "other" and not group.label:
        return UNSAID.get(_.language)
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
        _(ASKED),
    )  # fmt: skip
    for conflict in picture.conflicts:
        st.warning(
            _(
                "{unit} has given two different answers to the same question; the latest counts.",
                unit=conflict.unit,
            )
        )


def _beyond(_: Words, picture: CapacityPicture, professions: dict[str, str]) -> None:
    """Ask to check answers whose hours do not fit into their person-years, without the figures of a unit."""
    found = [
        f"{row.unit_name} ({professions.get(row.profession, row.profession)})"
        for row in beyond_htv(picture.rows)
    ]
    if found and not projector():
        st.warning(
            _(
                "More client hours than the person-years given allow (1 htv is at most {hours} h a week): {units}. Ask the "
                "unit which of the two is right.",
                hours=_.number(FULL_WEEK_HOURS), units=_.listing(found),
            )
        )  # fmt: skip
