"""Monthly counts of the service itself: pictures, a table to fill in, a table to paste, and the step they close."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pandas as pd
import streamlit as st

from mallipaja.actions.access import Context
from mallipaja.actions.follow_up import FollowUpView, paste_counts, read_pasted, save_counts
from mallipaja.actions.process import set_step
from mallipaja.catalogue.reference import FollowUpMeasure
from mallipaja.errors import ProblemsError
from mallipaja.i18n import N_, Words
from mallipaja.store.projects import Pilot
from mallipaja.ui import figure
from mallipaja.ui.compare import pressing
from mallipaja.ui.editing import do, said, say
from mallipaja.ui.picture.foundation import foundation
from mallipaja.ui.session import words
from mallipaja.ui.shell import projector

UNITS = {"people": N_("people"), "events": N_("times"), "days": N_("days, mean")}
NAME = "follow-up"


def pictures(_: Words, view: FollowUpView) -> None:
    """One measure at a time as lines, with its numbers and what they rest on."""
    from mallipaja.charts.follow_up import follow_up_lines

    names = {one.key: one.name for one in view.pilots}
    measures = {one.key: one for one in view.measures}
    chosen = st.selectbox(
        _("What is looked at"), list(measures), format_func=lambda one: measures[one].label.get(_.language),
        key=f"{NAME}.measure.{_.language}",
    )  # fmt: skip
    measure = measures[chosen]
    counts = [one for one in view.counts if one.measure == chosen]
    title = _("{measure} ({unit})", measure=measure.label.get(_.language), unit=_(UNITS[measure.unit]))
    st.caption(measure.text.get(_.language))
    if not counts:
        st.info(_("Nobody has counted this yet. Enter the first month below."))
        return
    text = _("{measure} by month, a line for each pilot; the table below has the same figures", measure=title)
    chart = follow_up_lines(counts, names, _, title=title, projector=projector())
    figure.picture(chart, text, f"follow-up-{chosen}")
    figure.table(_, _table(_, view, chosen, names), f"follow-up-{chosen}", folded=True)
    pilots = len({one.pilot for one in counts})
    foundation(
        _,
        _("Counts the pilots keep of their own service, month by month. A month nobody has counted is not known, and the "
          "line has a gap there. Pilots differ in size and in when they began: the lines say what was done, not who did "
          "better, and not what caused it."),
        _("{count} of {all} pilots have counted this.", count=_.number(pilots), all=_.number(len(names))),
        None,
        _("The pilots' own bookkeeping."),
    )  # fmt: skip


def summary(_: Words, view: FollowUpView) -> None:
    """Every pilot and measure, with the months each figure rests on."""
    names = {one.key: one.name for one in view.pilots}
    measures = {one.key: one for one in view.measures}
    lines = {name: {_("Pilot"): name} for name in names.values()}
    for one in view.summaries:
        title = measures[one.measure].label.get(_.language)
        said_so = "–" if one.total is None else _.number(one.total, 1)
        months = _.plural("{count} month", "{count} months", one.months)
        lines[names[one.pilot]][title] = said_so if one.total is None else f"{said_so} ({months})"
    figure.table(_, pd.DataFrame(list(lines.values())).set_index(_("Pilot")), "follow-up-summary")
    st.caption(
        _("Sums over the counted months, of days their mean; in parentheses how many months were counted.")
    )


def entry(_: Words, asked: Context, view: FollowUpView, pilot: Pilot, today: date) -> None:
    """One month of one pilot, an input a measure; an empty one says that nobody has counted it."""
    said(NAME)
    left, right = st.columns(2)
    with left:
        year = int(st.number_input(_("Year"), 2000, 2100, today.year, key=f"{NAME}.year"))
    with right:
        month = int(st.selectbox(_("Month"), range(1, 13), index=today.month - 1, key=f"{NAME}.month"))
    first = date(year, month, 1)
    known = {one.measure: one.value for one in view.counts if (one.pilot, one.month) == (pilot.key, first)}
    values: dict[tuple[str, date], float | None] = {}
    with st.form(f"{NAME}.{pilot.key}.{first}", border=True):
        for measure in view.measures:
            values[measure.key, first] = _input(_, measure, known.get(measure.key), f"{pilot.key}.{first}")
        if st.form_submit_button(_("Save the month"), type="primary"):
            _attempt(
                NAME, lambda: save_counts(asked, pilot_id=pilot.id, values=values), _("The month was saved.")
            )
            st.rerun()


def pasting(_: Words, asked: Context, view: FollowUpView, pilot: Pilot, today: date) -> None:
    """Cells from a spreadsheet: what would be saved, what is wrong, then a button."""
    with st.expander(_("Paste from a spreadsheet")):
        st.caption(
            _("Months in the first row as 3/2026, what is counted in the first column (or the other way round). "
              "An empty cell means that nobody has counted.")
        )  # fmt: skip
        text = st.text_area(_("Cells"), height=160, key=f"{NAME}.cells.{pilot.key}")
        if not text.strip():
            return
        values, problems = read_pasted(text, view.measures, _.language, today)
        for problem in problems:
            st.text(str(problem.in_language(_)))
        if problems or not values:
            return
        st.text(_.plural("{count} figure was read.", "{count} figures were read.", len(values)))
        pressing.button(
            _("Save the table"), NAME, lambda: paste_counts(asked, pilot_id=pilot.id, text=text, language=_.language),
            _("The table was saved."), key=f"{NAME}.paste.{pilot.key}", run=_attempt,
        )  # fmt: skip


def closing(_: Words, asked: Context, view: FollowUpView, pilot: Pilot, today: date) -> None:
    """The step *evaluated* closes with the counts and a joint view of what changed."""
    mine = [one for one in view.counts if one.pilot == pilot.key]
    with st.expander(_("Close the step “Evaluated” with these figures")):
        if not mine:
            st.text(_("Count at least one month first."))
            return
        months = sorted({one.month for one in mine})
        counted = len({one.measure for one in mine})
        told = _(
            "Monthly counts {first}–{last}, {count} of {all} measures.",
            first=_month(months[0]), last=_month(months[-1]), count=_.number(counted), all=_.number(len(view.measures)),
        )  # fmt: skip
        st.text(told)
        view_text = st.text_area(
            _("Together: what changed?"), max_chars=1500, key=f"{NAME}.joint.{pilot.key}"
        )
        name = f"{NAME}.close"
        said(name)
        pressing.button(
            _("Mark as evaluated"), name, lambda: set_step(
                asked, pilot_id=pilot.id, key="evaluated", state="closed", closed_on=today,
                artefact=f"{told}\n{view_text.strip()}",
            ), _("The step was closed."), key=f"{name}.{pilot.key}", disabled=not view_text.strip(),
        )  # fmt: skip


def _input(_: Words, measure: FollowUpMeasure, known: float | None, key: str) -> float | None:
    label = _("{measure} ({unit})", measure=measure.label.get(_.language), unit=_(UNITS[measure.unit]))
    at = f"{NAME}.{measure.key}.{key}"
    if measure.unit == "days":
        return st.number_input(label, 0.0, None, known, step=1.0, key=at, help=measure.text.get(_.language))
    whole = None if known is None else int(known)
    counted = st.number_input(label, 0, None, whole, step=1, key=at, help=measure.text.get(_.language))
    return None if counted is None else float(counted)


def _attempt(name: str, action: Callable[[], object], done: str) -> None:
    """Save, or say what is wrong with the counts."""
    try:
        do(name, action, done)
    except ProblemsError as error:
        problem = error.problems[0].in_language(words())
        say(name, f"{problem.message} {problem.fix}", bad=True)


def _table(_: Words, view: FollowUpView, measure: str, names: dict[str, str]) -> pd.DataFrame:
    values = {(one.month, one.pilot): one.value for one in view.counts if one.measure == measure}
    months = sorted({month for month, _pilot in values})
    lines = [
        {_("Month"): _month(month)}
        | {
            name: _.number(values[month, key], 1) if (month, key) in values else "–"
            for key, name in names.items()
        }
        for month in months
    ]
    return pd.DataFrame(lines).set_index(_("Month"))


def _month(month: date) -> str:
    return f"{month.month}/{month.year}"
