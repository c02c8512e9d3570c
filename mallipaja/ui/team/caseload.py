"""How many clients the coordinators have against how many they may have, and whether the next one waits."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from mallipaja.actions.access import Context
from mallipaja.actions.caseloads import (
    MOST_CLIENTS,
    CaseloadView,
    set_caseload,
    set_coordination,
    view_caseloads,
)
from mallipaja.i18n import HELSINKI, N_, Words
from mallipaja.survey.given import known
from mallipaja.team.caseload import MONTHS_EACH, Load, Origin, Standing
from mallipaja.ui import figure, labels
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.errors import saving
from mallipaja.ui.picture.capacity_methods import conditions, verdict
from mallipaja.ui.shell import projector
from mallipaja.ui.told_apart import told_apart

STANDINGS: dict[Standing, str] = {
    "over": N_("over the number"),
    "full": N_("full"),
    "room": N_("has room"),
    "not_known": N_("not known"),
}
ARRIVALS: dict[Origin, str] = {
    "agreed": N_("{count} new clients a month: agreed on in the pilot."),
    "counted": N_("{count} new clients a month: the mean of the clients who got a coordinator in the newest months."),
    "answered": N_(
        "{count} new clients a month: what the units answered of a year (K10). A client of two units is counted twice."
    ),
    "assumed": N_("{count} new clients a month: an assumption."),
}  # fmt: skip
EACH: dict[Origin, str] = {
    "agreed": N_("{count} months with a coordinator on average: agreed on in the pilot."),
    "counted": N_("{count} months with a coordinator on average."),
    "answered": N_("{count} months with a coordinator on average."),
    "assumed": N_("{count} months with a coordinator on average: nobody has agreed on this, the reckoning begins with it."),
}  # fmt: skip


def draw(_: Words, asked: Context, pilot_id: str) -> None:
    """The gauge, its table, the wait in words, and the forms."""
    from mallipaja.charts.caseload import Gauge, caseload_bars

    st.header(_("Do the coordinators have room for the next client?"), anchor=False)
    view = view_caseloads(asked, pilot_id=pilot_id)
    loads = view.caseloads.loads
    if not loads:
        st.info(
            _(
                "No unit has said that its people could be client coordinators. Ask it in the survey of staff, or "
                "write it in the posts."
            )
        )
        return
    gauges = [Gauge(one.name, one.now.clients if one.now else None, known(one.most)) for one in loads]
    text = _(
        "Clients of the coordinators of each post against how many they may have; the table has the same figures"
    )
    figure.picture(caseload_bars(gauges, _, projector=projector()), text, "caseloads", room="narrow")
    figure.typed_table(_, table(_, loads), "caseloads", folded=projector())
    for line in sums(_, view):
        st.markdown(as_typed(line))
    wait(_, view)
    if not projector():
        _count(_, asked, view, pilot_id)
        _assume(_, asked, view, pilot_id)


def table(_: Words, loads: tuple[Load, ...]) -> pd.DataFrame:
    """The bars' numbers. What is not known says why, and is never a zero."""
    rows = [
        {
            _("Post"): one.name,
            _("Clients now"): _.number(one.now.clients) if one.now else _("not counted"),
            _("Counted on"): _.date(one.now.counted_on) if one.now else "",
            _("At most (as the unit answered)"): labels.given_number(_, one.most, 0),
            _("How full"): _(STANDINGS[one.standing]),
        }
        for one in loads
    ]
    return pd.DataFrame(rows).set_index(_("Post"))


def sums(_: Words, view: CaseloadView) -> list[str]:
    """Clients and places together, each with what is left out of it."""
    found, most, now = [], view.caseloads.most, view.caseloads.now
    if now.value is not None:
        text = _("Clients now: {count}.", count=_.number(now.value))
        found.append(text if now.is_complete else _least(_, now.value, now.not_answered, now=True))
    else:
        found.append(_("Nobody has counted the clients yet."))
    if most.value is not None:
        text = _("Clients at most: {count}.", count=_.number(most.value))
        unknown = most.expected - most.known
        found.append(text if not unknown else _least(_, most.value, unknown, now=False))
    if view.caseloads.free is not None:
        found.append(
            _.plural("Room for {count} client more.", "Room for {count} clients more.", view.caseloads.free)
        )
    if view.caseloads.unheard:
        found.append(_("Not heard yet: {names}.", names=_.listing(view.caseloads.unheard)))
    return found


def said(_: Words, view: CaseloadView) -> list[str]:
    """The caseload and the wait as sentences for a paper; empty when no unit has offered anybody."""
    if not view.caseloads.loads:
        return []
    found = view.caseloads.wait
    return [*sums(_, view), *((verdict(_, found), conditions(_, found)) if found else ())]


def _least(_: Words, value: float, unknown: int, *, now: bool) -> str:
    if now:
        return _.plural(
            "Clients now: at least {value}; {count} post has not been counted.",
            "Clients now: at least {value}; {count} posts have not been counted.",
            unknown,
            value=_.number(value),
        )
    return _.plural(
        "Clients at most: at least {value}; {count} post has not said.",
        "Clients at most: at least {value}; {count} posts have not said.",
        unknown,
        value=_.number(value),
    )


def wait(_: Words, view: CaseloadView) -> None:
    """Erlang C in words, with what it assumes."""
    found, arrivals, each = view.caseloads.wait, view.caseloads.arrivals, view.caseloads.months_each
    if arrivals is None:
        st.info(
            _(
                "Whether a new client waits cannot be said: nobody has agreed on or counted how many come in a month. "
                "Write it below."
            )
        )
        return
    if found is None:
        st.info(
            _("Whether a new client waits cannot be said: no post has said how many clients it may have.")
        )
        return
    st.markdown(f"#### {verdict(_, found)}")
    st.text(conditions(_, found))
    with st.expander(_("Where does this figure come from?")):
        st.text(_(ARRIVALS[arrivals.origin], count=_.number(arrivals.value, 1)))
        st.text(_(EACH[each.origin], count=_.number(each.value, 1)))
        st.text(
            _("Places at a time: {count}, of the posts that have said.", count=_.number(found.load.slots))
        )
        st.text(
            _(
                "Clients are taken to come at random at a steady rate, to stay for times that vary a lot, to be served in "
                "the order they came, and nobody to give up; all coordinators share one queue (M/M/c, Erlang C). It says "
                "whether waiting is likely, not when somebody gets a turn. No norm for the number of clients exists in "
                "Finland: the places are what the units themselves have said."
            )
        )


def _count(_: Words, asked: Context, view: CaseloadView, pilot_id: str) -> None:
    with st.expander(_("Write down how many clients a post has")):
        names = told_apart({one.post: one.name for one in view.caseloads.loads})
        chosen = st.selectbox(
            _("Post"), list(names), format_func=names.__getitem__, key=f"caseload.post.{_.language}"
        )
        row = view.rows.get(chosen)
        with st.form(f"caseload.{chosen}.{row.revision if row else 0}", border=False):
            clients = st.number_input(
                _("Clients now (empty: not counted)"), 0, MOST_CLIENTS, row.clients if row else None, 1,
                placeholder="",
            )  # fmt: skip
            today = asked.clock().astimezone(HELSINKI).date()
            day = st.date_input(_("Counted on"), row.counted_on if row else today, format="DD.MM.YYYY")
            st.caption(_("Only the number: nothing of any client is written here."))
            if st.form_submit_button(_("Save")):
                with saving():
                    set_caseload(
                        asked, pilot_id=pilot_id, post=chosen, clients=clients, counted_on=day,
                        revision=row.revision if row else 0,
                    )  # fmt: skip


def _assume(_: Words, asked: Context, view: CaseloadView, pilot_id: str) -> None:
    known_setting = view.setting
    with (
        st.expander(_("Agree on what the wait is reckoned from")),
        st.form(f"caseload.setting.{known_setting.revision if known_setting else 0}", border=False),
    ):
        arrivals = st.number_input(
            _("New clients a month (empty: what has been counted or answered)"), 0.0, 80.0,
            known_setting.new_clients_per_month if known_setting else None, 0.5, placeholder="",
        )  # fmt: skip
        each = st.number_input(
            _("Months with a coordinator, on average (empty: {count})", count=_.number(MONTHS_EACH)), 0.5, 60.0,
            known_setting.months_each if known_setting else None, 0.5, placeholder="",
        )  # fmt: skip
        if st.form_submit_button(_("Save")):
            with saving():
                set_coordination(
                    asked, pilot_id=pilot_id, new_clients_per_month=arrivals, months_each=each,
                    revision=known_setting.revision if known_setting else 0,
                )  # fmt: skip
