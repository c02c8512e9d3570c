"""Sharing between the project's pilots: who lends whom, and what both sides gain and give up."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from mallipaja.actions.access import Context, Right, may
from mallipaja.actions.posts import list_travel, set_travel
from mallipaja.actions.projects import list_pilots
from mallipaja.actions.team_ways import agree_on_loans, region_places
from mallipaja.actions.teams import view_team
from mallipaja.i18n import Words
from mallipaja.store.places import Place
from mallipaja.store.projects import Project
from mallipaja.team.draft import Draft
from mallipaja.team.region import LENDER_CAP, Loan, RegionDraft
from mallipaja.ui import figure
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.errors import told
from mallipaja.ui.team import words
from mallipaja.ui.team.region_run import RegionRun

_RUN = "team.region.run"


def draw(_: Words, asked: Context, project: Project) -> None:
    """For those who run the project: start, progress, result."""
    if not may(asked.actor, Right.RUN_PROJECT, Place(project.id)):
        return
    st.header(_("Could the pilots share posts?"))
    st.caption(
        _(
            "A pilot may borrow only for a seat that it cannot fill itself. Nobody lends so much that its own team "
            "loses a party, a mandatory seat or a competence, or more than {hours} h a month.",
            hours=_.number(LENDER_CAP, 0),
        )
    )
    _travel(_, asked, project)
    run: RegionRun | None = st.session_state.get(f"{_RUN}.{project.id}")
    idle = run is None or not run.running
    if idle and st.button(_("Calculate the whole project"), key="region.start"):
        places, ways = region_places(asked, project_id=project.id)
        st.session_state[f"{_RUN}.{project.id}"] = RegionRun(places, ways)
        st.rerun()
    if run is not None and run.running:
        _waiting(_, run)
    elif run is not None:
        _result(_, asked, project, run)


@st.fragment(run_every=1.0)
def _waiting(_: Words, run: RegionRun) -> None:
    if not run.running:
        st.rerun()
    text = _("Calculated {done} of {steps}.", done=run.done, steps=run.steps)
    st.progress(min(1.0, run.done / run.steps), text=text)
    if st.button(_("Stop"), key="region.stop", disabled=run.stopped):
        run.stop()


def _result(_: Words, asked: Context, project: Project, run: RegionRun) -> None:
    if run.failed:
        st.error(_("Something went wrong. What you had saved is safe."))
        st.markdown(_("Tell the administrator this reference number: **{reference}**", reference=run.failed))
        return
    found = run.found
    assert found is not None
    if found.status != "optimal":
        st.caption(_("The calculation was cut short; better sharing may exist."))
    pilots = {one.id: one.name for one in list_pilots(asked, project_id=project.id)}
    if not found.loans:
        st.info(_("Sharing would help nobody: the neighbours have no hours to spare for the gaps there are."))
        return
    figure.table(_, loans(_, asked, found, pilots), "loans")
    figure.table(_, sides(_, found, pilots), "sharing")
    if st.button(_("Write the loans into the posts of both sides"), key="region.agree"):
        with told() as done:
            agree_on_loans(asked, project_id=project.id, loans=found.loans)
        if done.ok:
            del st.session_state[f"{_RUN}.{project.id}"]
            st.rerun()


def loans(_: Words, asked: Context, found: RegionDraft, pilots: dict[str, str]) -> pd.DataFrame:
    """Who lends whom, for which seat, how many hours, how far."""
    views = {one: view_team(asked, pilot_id=one) for one in {loan.lender for loan in found.loans}}
    rows = [
        {
            _("Lends"): pilots.get(loan.lender, ""),
            _("Post"): words.post(views[loan.lender], loan.post),
            _("Borrows"): pilots.get(loan.borrower, ""),
            _("Seat"): words.role(_, views[loan.lender], loan.role),
            _("Hours a month"): _.number(loan.hours_per_month, 1),
            _("Travel, hours a month"): _travelled(_, loan),
        }
        for loan in found.loans
    ]
    return pd.DataFrame(rows).set_index(_("Lends"))


def _travelled(_: Words, loan: Loan) -> str:
    if loan.remote:
        return _("remotely")
    return _("not known") if loan.travel is None else _.number(loan.travel, 1)


def sides(_: Words, found: RegionDraft, pilots: dict[str, str]) -> pd.DataFrame:
    """What each pilot misses alone and when sharing."""
    rows = [
        {
            _("Pilot"): pilots.get(one.id, ""),
            _("Seats and parties missing, alone"): _.number(one.alone.goals.missing_mandatory, 0),
            _("when sharing"): _.number(one.together.goals.missing_mandatory, 0),
            _("Hours a month missing, alone"): _hours(_, one.alone),
            _("hours when sharing"): _hours(_, one.together),
        }
        for one in found.places
    ]
    return pd.DataFrame(rows).set_index(_("Pilot"))


def _hours(_: Words, draft: Draft) -> str:
    return _.number(sum(gap.missing for gap in draft.gaps if gap.kind == "hours"), 1)


def _travel(_: Words, asked: Context, project: Project) -> None:
    pilots = {one.id: one.name for one in list_pilots(asked, project_id=project.id)}
    if len(pilots) < 2:
        return
    with st.expander(_("How long does it take to travel between the pilots?")):
        rows = list_travel(asked, project_id=project.id)
        if rows:
            known = [
                {
                    _("From"): pilots.get(one.from_pilot_id, ""),
                    _("To"): pilots.get(one.to_pilot_id, ""),
                    _("Minutes one way"): _.number(one.minutes, 0),
                }
                for one in rows
            ]
            st.table(pd.DataFrame(known).set_index(_("From")))
        else:
            st.caption(as_typed(_("Nobody has said. Until then travel is not counted.")))
        with st.form("region.travel", border=False, clear_on_submit=True):
            one, two, three = st.columns(3)
            start = one.selectbox(_("From"), list(pilots), format_func=pilots.__getitem__)
            end = two.selectbox(_("To"), list(pilots), index=1, format_func=pilots.__getitem__)
            minutes = three.number_input(_("Minutes one way"), 0, 600, value=60, step=5)
            if st.form_submit_button(_("Save")):
                with told() as done:
                    set_travel(
                        asked,
                        project_id=project.id,
                        from_pilot_id=start,
                        to_pilot_id=end,
                        minutes=int(minutes),
                    )
                if done.ok:
                    st.rerun()
