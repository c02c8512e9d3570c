"""More of capacity: ranges round what is required, what would change, and whether a client waits for a coordinator."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from mallipaja.actions.picture import CapacityPicture
from mallipaja.actions.workloads import TIMES, VOLUMES, WorkloadPicture, need_range
from mallipaja.capacity.offers import offered_clients
from mallipaja.capacity.supply import SupplyRow
from mallipaja.capacity.waiting import Verdict, WaitStatement, coordinator_load, statement
from mallipaja.capacity.what_if import Step, one_more, staff_step, what_if
from mallipaja.capacity.wisn import Workload
from mallipaja.errors import Problem, ProblemsError
from mallipaja.i18n import N_, Words
from mallipaja.store.projects import Pilot
from mallipaja.survey.given import Known, known
from mallipaja.ui import figure, own_widgets
from mallipaja.ui.told_apart import told_apart

MONTHS_EACH, SLOTS = 6.0, 20
"""What the sliders begin with when nobody has said: how long a client keeps a place, and how many places there are. Not
figures of any norm: none exists in Finland."""
VERDICTS: dict[Verdict, str] = {
    "grows": N_("The queue grows without end: {arrivals} new clients a month come and at most {served} can leave."),
    "likely": N_("The wait is probably over {months}."),
    "possible": N_("A wait over {months} is possible (about {share} of clients)."),
    "unlikely": N_("A wait over {months} is unlikely."),
}  # fmt: skip


def show(
    _: Words,
    pilot: Pilot,
    picture: CapacityPicture,
    workloads: WorkloadPicture,
    professions: dict[str, str],
) -> None:
    """Each method in its own tab."""
    usable = {
        f"{one.unit.id}.{one.profession}": (
            f"{one.unit.name}, {professions.get(one.profession, one.profession)}", one.workload,
        )
        for one in workloads.units
        if one.workload
    }  # fmt: skip
    own_widgets.belong_to(pilot)  # figures of one pilot are no beginning for another's
    what, wait, ranges = st.tabs([_("What if?"), _("Wait for a coordinator"), _("Ranges")])
    with what:
        if usable:
            workload_step(_, usable)
        else:
            hours_step(_, picture, professions)
    with wait:
        coordinator(_, pilot, picture)
    with ranges:
        uncertain(_, usable)


@st.fragment
def workload_step(_: Words, usable: dict[str, tuple[str, Workload]]) -> None:
    """Volumes, unit times, absences and staff by sliders; WISN today and then."""
    names = told_apart({key: one[0] for key, one in usable.items()})
    chosen = st.selectbox(_("Whose work"), list(usable), format_func=names.__getitem__, key="if.whose")
    workload = usable[chosen][1]
    left, right = st.columns(2)
    volumes = left.slider(_("Volumes, %"), -50, 100, 0, 5, key="if.volumes", format="%+d")
    times = left.slider(_("Time one takes, %"), -50, 100, 0, 5, key="if.times", format="%+d")
    absences = right.slider(_("Days of absence a year, each"), -10, 40, 0, 1, key="if.absences", format="%+d")
    staff = right.slider(
        _("Person-years, filled or lost"), -2.0, 3.0, 0.0, 0.25, key="if.staff", format="%+.2f"
    )
    try:
        found = what_if(workload, Step(1 + volumes / 100, 1 + times / 100, absences, staff))
    except ProblemsError as error:
        _refused(_, error.problems)
        return
    one, two, three = st.columns(3)
    change = found.required_htv
    one.metric(
        _("Required (htv)"), _.fixed(found.then.required_htv, 2), _signed(_, change), delta_color="off"
    )
    two.metric(_("Difference (htv)"), _.fixed(found.then.difference, 2))
    three.metric(_("WISN ratio"), _.fixed(found.then.ratio, 2))
    more = one_more(workload)
    st.text(
        _("One more person-year brings {hours} hours a year for clients: for example {times}.",
          hours=_.number(more.client_hours_per_year, 0),
          times=_.listing(f"{name} {_.number(count, 0)} ×" for name, count in more.times_per_year[:3]))
    )  # fmt: skip
    st.caption(
        _(
            "“For example” means instead of each other: all of the hours for one of them. The rest stays as it is today."
        )
    )


@st.fragment
def hours_step(_: Words, picture: CapacityPicture, professions: dict[str, str]) -> None:
    """What one more of a profession would bring, for units that have hours but no volumes."""
    rows = {
        f"{row.unit}.{row.profession}": row
        for row in picture.rows
        if isinstance(row.headcount, Known) and isinstance(row.client_hours_per_week, Known)
        and row.headcount.value > 0
    }  # fmt: skip
    if not rows:
        st.info(
            _("No unit has given both its people and its client hours, so nothing can be reckoned from them.")
        )
        return

    def label(key: str) -> str:
        row: SupplyRow = rows[key]
        return f"{row.unit_name}, {professions.get(row.profession, row.profession)}"

    left, right = st.columns(2)
    names = told_apart({key: label(key) for key in rows})
    chosen = left.selectbox(_("Whose work"), list(rows), format_func=names.__getitem__, key="if.row")
    people = known(rows[chosen].headcount) or 0.0
    persons = right.slider(
        _("Persons more or fewer"), -min(3, int(people)), 3, 1, key="if.persons", format="%+d"
    )
    found = staff_step(rows[chosen], persons)
    today, then = known(found.hours_today), known(found.hours_then)
    one, two = st.columns(2)
    one.metric(_("Client hours a week today"), _.number(today, 1))
    change = None if today is None or then is None else then - today
    two.metric(_("Client hours a week then"), _.number(then, 1), _signed(_, change), delta_color="off")
    st.caption(
        _("A new person is taken to have as many client hours as the present ones on average; the figures are "
          "this pilot's "
          "share.")
    )  # fmt: skip


@st.fragment
def coordinator(_: Words, pilot: Pilot, picture: CapacityPicture) -> None:
    """Erlang C in words."""
    offered = offered_clients(picture.coordinator_offers, pilot.key)
    inflow = picture.inflow.per_year
    left, right = st.columns(2)
    slots = left.number_input(
        _("Clients at a time, all coordinators"), 0, 2000, int(offered.value or SLOTS), key="wait.slots"
    )
    arrivals = left.number_input(
        _("New clients a month"), 0.0, 1000.0, round((inflow.value or 24.0) / 12, 1), 0.5, key="wait.arrivals"
    )
    each = right.number_input(
        _("Months with a coordinator, on average"), 0.5, 60.0, MONTHS_EACH, 0.5, key="wait.each"
    )
    months = right.slider(_("A wait longer than, months"), 0.25, 6.0, 1.0, 0.25, key="wait.months")
    try:
        found = statement(coordinator_load(slots, arrivals, each), months)
    except ProblemsError as error:
        _refused(_, error.problems)
        return
    st.markdown(f"#### {verdict(_, found)}")
    st.text(conditions(_, found))
    st.caption(
        _("Clients are taken to come at random at a steady rate, to stay for times that vary a lot, to be "
          "served in the order they "
          "came, and nobody to give up: M/M/c, Erlang C (Erlang 1917; Gross et al. 2008). It says whether "
          "waiting is likely, not when "
          "somebody gets a turn. The starting values are what the units told where they told; months with a "
          "coordinator are an "
          "assumption to be agreed in the workshop.")
    )  # fmt: skip


def verdict(_: Words, found: WaitStatement) -> str:
    """What can be said of the wait, in one sentence."""
    return _(
        VERDICTS[found.verdict],
        months=_.plural("{count} month", "{count} months", found.months),
        share=_.percent(found.probability, 0),
        arrivals=_.number(found.load.arrivals_per_month, 1),
        served=_.number(found.load.slots / found.load.months_each, 1),
    )


def conditions(_: Words, found: WaitStatement) -> str:
    """From when on it is likely, and how much is enough."""
    return _(
        "The wait is probably over {months}, if at least {arrivals} new clients come a month. With {slots} "
        "places at a time a "
        "wait like that would be unlikely.",
        months=_.plural("{count} month", "{count} months", found.months),
        arrivals=_.number(found.arrivals_likely, 1),
        slots=_.number(found.slots_enough),
    )


def uncertain(_: Words, usable: dict[str, tuple[str, Workload]]) -> None:
    """Required person-years as ranges."""
    lines, draws = [], 0
    for label, workload in usable.values():
        found = need_range(workload)
        if found is None:
            continue
        draws = found.draws
        need = found.required_htv
        lines.append(
            {
                _("Whose"): label,
                _("One in ten: under (htv)"): _.fixed(need.p10, 2),
                _("Middle (htv)"): _.fixed(need.p50, 2),
                _("One in ten: over (htv)"): _.fixed(need.p90, 2),
                _("Too few in"): _.percent(found.shortage_share, 0),
            }
        )
    if not lines:
        st.info(_("Ranges are reckoned round recorded volumes and unit times. No unit has given them."))
        return
    figure.typed_table(_, pd.DataFrame(lines).set_index(_("Whose")), "wisn-ranges")
    st.caption(
        _("Volumes are taken to be known within {volumes} and unit times within {times}, most likely as given "
          "(a triangle): our "
          "assumption. n = {draws} draws with a fixed seed; percentiles 10, 50 and 90.",
          volumes=_.percent(VOLUMES, 0), times=_.percent(TIMES, 0), draws=_.number(draws))
    )  # fmt: skip


def _refused(_: Words, problems: tuple[Problem, ...]) -> None:
    for problem in problems:
        told = problem.in_language(_)
        st.warning(f"{told.message} {told.fix}")


def _signed(_: Words, value: float | None) -> str | None:
    if value is None:
        return None
    return f"+{_.fixed(value, 2)}" if value > 0 else _.fixed(value, 2)
