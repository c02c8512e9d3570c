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
from mallipaja.team.neighbours import Loan, RegionDraft
from mallipaja.team.region import LENDER_CAP
from mallipaja.ui import figure
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.errors import saving, told
from mallipaja.ui.shell import projector
from mallipaja.ui.team import region_run, words
from mallipaja.ui.team.region_run import RegionRun

_WRITTEN = "region.written"


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
    if st.session_state.pop(_WRITTEN, False):
        st.success(_("The loans are in the posts of both sides. Draft the teams of those pilots again."))
    run = region_run.run_of(asked, project.id)
    if (run is None or not run.running) and st.button(_("Calculate the whole project"), key="region.start"):
        places, ways = region_places(asked, project_id=project.id)
        region_run.start(asked, project.id, places, ways)
        st.rerun()
    if run is None:
        return
    pilots = {one.id: one.name for one in list_pilots(asked, project_id=project.id)}
    if run.running:
        _waiting(_, run, pilots)
    elif run.stopped:
        st.info(_("The calculation was stopped. Nothing was changed."))
    else:
        _result(_, asked, project, run, pilots)


@st.fragment(run_every=1.0)
def _waiting(_: Words, run: RegionRun, pilots: dict[str, str]) -> None:
    if not run.running:
        st.rerun()
    st.progress(min(1.0, run.done / run.steps), text=as_typed(_under_way(_, run, pilots)))
    ready = [pilots.get(one, "") for one in run.places[: run.done]]
    if ready:
        st.caption(as_typed(_("Calculated: {names}.", names=_.listing(ready))))
    st.caption(
        _(
            "You may leave the page or close the browser: the calculation goes on, and everybody who runs the project sees "
            "it here. If the service is restarted, start it again. Nothing is changed before you say so."
        )
    )
    if st.button(_("Stop"), key="region.stop", disabled=run.stopped):
        run.stop()
        st.rerun(scope="fragment")


def _under_way(_: Words, run: RegionRun, pilots: dict[str, str]) -> str:
    """Which pilot is being calculated, and which of how many steps that is."""
    if run.stopped:
        return _("Stopping…")
    numbers = {"number": min(run.done + 1, run.steps), "steps": run.steps}
    if run.done < len(run.places):
        return _("{pilot}: step {number} of {steps}", pilot=pilots.get(run.places[run.done], ""), **numbers)
    return _("All the pilots together: step {number} of {steps}", **numbers)


def _result(_: Words, asked: Context, project: Project, run: RegionRun, pilots: dict[str, str]) -> None:
    if run.failed:
        st.error(_("Something went wrong. What you had saved is safe."))
        st.markdown(_("Tell the administrator this reference number: **{reference}**", reference=run.failed))
        return
    found = run.found
    assert found is not None
    st.caption(_("Calculated on {moment}.", moment=_.moment(run.begun_at)))
    places, ways = region_places(asked, project_id=project.id)
    holds = region_run.basis(places, ways) == run.basis
    if not holds:
        st.warning(_("The posts or the model have changed since the calculation. Calculate again."))
    if found.status != "optimal":
        share = _.number(100 * found.gap, 0)
        st.caption(
            _("The calculation was cut short; better sharing may exist (by {share} % at most).", share=share)
        )
    if not any(one.alone.gaps for one in found.places):
        st.success(_("Every pilot fills its own seats: nobody needs to borrow."))
        return
    if not found.loans:
        st.info(_("Sharing would help nobody: the neighbours have no hours to spare for the gaps there are."))
        return
    _sides_picture(_, found, pilots)
    figure.table(_, sides(_, found, pilots), "sharing")
    st.subheader(_("Who would lend whom?"))
    figure.table(_, loans(_, asked, found, pilots), "loans")
    if holds and st.button(_("Write the loans into the posts of both sides"), key="region.agree"):
        with told() as done:
            agree_on_loans(asked, project_id=project.id, loans=found.loans)
        if done.ok:
            region_run.forget(asked, project.id)
            st.session_state[_WRITTEN] = True
            st.rerun()


def _sides_picture(_: Words, found: RegionDraft, pilots: dict[str, str]) -> None:
    """Hours missing in each pilot: alone as a frame, when sharing filled."""
    from mallipaja.charts.load import Load, load_bars

    st.subheader(_("How many hours a month would be missing when sharing, of those missing alone?"))
    marks = [
        Load(pilots.get(one.id, ""), _missing(one.together), _missing(one.alone)) for one in found.places
    ]
    text = _("Hours a month missing in each pilot, alone and when sharing; the table below has the hours")
    figure.picture(load_bars(marks, _, projector=projector()), text, "sharing", room="narrow")
    st.caption(
        _("The frame is what is missing alone, the filled part what would still be missing when sharing.")
    )


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
    """What each pilot misses alone and when sharing, and what it borrows and lends: both sides of every loan."""

    def total(side: str, pilot: str) -> str:
        return _.number(sum(one.hours_per_month for one in found.loans if getattr(one, side) == pilot), 1)

    rows = [
        {
            _("Pilot"): pilots.get(one.id, ""),
            _("Seats and parties missing, alone"): _.number(one.alone.goals.missing_mandatory, 0),
            _("when sharing"): _.number(one.together.goals.missing_mandatory, 0),
            _("Hours a month missing, alone"): _.number(_missing(one.alone), 1),
            _("hours when sharing"): _.number(_missing(one.together), 1),
            _("Borrows, hours a month"): total("borrower", one.id),
            _("Lends, hours a month"): total("lender", one.id),
        }
        for one in found.places
    ]
    return pd.DataFrame(rows).set_index(_("Pilot"))


def _missing(draft: Draft) -> float:
    return sum(gap.missing for gap in draft.gaps if gap.kind == "hours")


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
                with saving():
                    set_travel(
                        asked,
                        project_id=project.id,
                        from_pilot_id=start,
                        to_pilot_id=end,
                        minutes=int(minutes),
                    )
