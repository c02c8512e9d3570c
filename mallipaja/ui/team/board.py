"""The team: picture, table, what is missing, and the decisions people make on it."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from mallipaja.actions.access import Context
from mallipaja.actions.teams import TeamView, decide_seat, draft_team
from mallipaja.i18n import Words
from mallipaja.store.projects import Project
from mallipaja.survey.given import known
from mallipaja.team.posts import qualifies
from mallipaja.ui import figure
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.errors import saving, told
from mallipaja.ui.shell import projector
from mallipaja.ui.team import paper, reliance, settings, words
from mallipaja.ui.team.seat_words import PIN, STATES, is_kept, marks, seat_hours, sitting
from mallipaja.ui.told_apart import told_apart


def empty(_: Words, asked: Context, view: TeamView, pilot_id: str) -> None:
    """Before the first draft: what it will be made from, and one button."""
    st.info(
        _.plural(
            "There is no draft yet. {count} unit has offered somebody to the team.",
            "There is no draft yet. {count} units have offered somebody to the team.",
            len(view.posts),
        )
    )
    if st.button(_("Draft a team"), type="primary"):
        _draft(_, asked, pilot_id)


def _draft(_: Words, asked: Context, pilot_id: str) -> None:
    with st.spinner(_("Drafting the team…")), told() as done:
        draft_team(asked, pilot_id=pilot_id)
    if done.ok:
        st.rerun()


def _draft_again(_: Words, asked: Context, view: TeamView, pilot_id: str) -> None:
    """One press; over an agreed team only after it has been told what becomes of that."""
    assert view.row is not None
    if view.row.state != "agreed":
        if st.button(_("Draft again"), type="primary" if view.stale else "secondary"):
            _draft(_, asked, pilot_id)
        return
    with st.popover(_("Draft again")):
        st.text(
            _(
                "This team has been agreed on, and it stays in force: a new draft is made beside it. The papers and the "
                "comparison are of the agreed team until the new one is agreed on. You can go back to it at any time."
            )
        )
        if st.button(_("Make a new draft"), key="team.anew"):
            _draft(_, asked, pilot_id)


def draw(
    _: Words, asked: Context, view: TeamView, project: Project, pilot_id: str, professions: dict[str, str]
) -> None:
    """The current draft."""
    assert view.row is not None
    assert view.draft is not None
    reliance.draw(_, view)
    picture(_, view)
    st.header(_("What is missing?"))
    missing(_, view)
    figure.table(_, table(_, view, professions), "team")
    loads(_, view)
    if not projector():
        with st.container(horizontal=True):
            _draft_again(_, asked, view, pilot_id)
            paper.draw(_, asked, view, project, pilot_id, professions)
        if (
            view.row.state != "agreed"
        ):  # what these change is drafted at once: over an agreed team that is asked first
            decisions(_, asked, view)
            settings.draw(_, asked, view, pilot_id)
    with st.expander(_("Where does this draft come from?")):
        foundation(_, view)


def picture(_: Words, view: TeamView) -> None:
    """The client in the middle, seats around."""
    from mallipaja.charts.team import team_picture

    text = _("The team around the client; the table below has the same seats")
    figure.picture(team_picture(marks(_, view), _, projector=projector()), text)
    if any(is_kept(view, one) for one in view.seats):
        st.caption(_("{sign}: kept in the seat by decision.", sign=PIN))


def loads(_: Words, view: TeamView) -> None:
    """How much of its hours each seated post gives."""
    from mallipaja.charts.load import Load, load_bars

    taken: dict[str, float] = {}
    for seat in view.seats:
        if seat.post is not None:
            taken[seat.post] = taken.get(seat.post, 0.0) + (seat.hours_per_month or 0.0)
    posts = [one for one in view.posts if one.id in taken]
    marks = [Load(words.post(view, one.id), taken[one.id], known(one.hours_per_month)) for one in posts]
    if marks:
        st.subheader(_("How much of its hours does each post give?"))
        text = _(
            "Hours a month each post gives to the team of those it offered; the table above has the hours"
        )
        figure.picture(load_bars(marks, _, projector=projector()), text, "load", room="narrow")


def table(_: Words, view: TeamView, professions: dict[str, str]) -> pd.DataFrame:
    """Every seat, vacant ones included."""
    lines = [
        {
            _("Role"): words.role(_, view, seat.role),
            _("Unit"): sitting(_, view, seat),
            _("Profession"): professions.get(seat.profession or "", seat.profession or ""),
            _("Hours a month"): seat_hours(_, view, seat),
            _("State"): _(STATES[seat.state]),
            _("Person"): view.people[seat.id].name if seat.id in view.people else "",
            _("Deputy"): view.people[seat.id].deputy if seat.id in view.people else "",
        }
        for seat in view.seats
    ]
    return pd.DataFrame(lines).set_index(_("Role")) if lines else pd.DataFrame()


def missing(_: Words, view: TeamView) -> None:
    """Gaps of the draft, and shortages nobody's choice could mend."""
    assert view.draft is not None
    if not view.draft.gaps:
        st.success(_("Nothing the generic model requires is missing."))
    for gap in view.draft.gaps:
        st.markdown(f"- {as_typed(words.gap(_, view, gap))}")
    said = {gap.about for gap in view.draft.gaps if gap.kind == "hours"}
    for shortage in view.draft.shortages:
        if len(shortage.roles) == 1 and shortage.roles[0] in said:
            continue  # the gap above says the same
        st.markdown(f"- {as_typed(words.shortage(_, view, shortage))}")
    if view.unheard:
        names = _.listing(offer.unit_name for offer in view.unheard)
        st.caption(as_typed(_("Not heard yet: {names}.", names=names)))


def decisions(_: Words, asked: Context, view: TeamView) -> None:
    """Keep a post in a role, rule it out, or leave it open; the draft is then made again."""
    assert view.row is not None
    with st.expander(_("Keep somebody in a seat, or rule somebody out"), key="team.decisions"):
        pairs = told_apart(
            {
                (one.id, role.id): f"{one.unit_name}: {words.role(_, view, role.id)}"
                for one in view.posts
                for role in view.roles
                if qualifies(one, role)
            }
        )
        if not pairs:
            st.info(_("Nobody has been offered to the team yet."))
            return
        pair = st.selectbox(
            _("Unit and role"), list(pairs), format_func=lambda one: pairs[one], key=f"team.pair.{_.language}"
        )
        decided = {tuple(one): "pin" for one in view.row.pins} | {
            tuple(one): "veto" for one in view.row.vetoes
        }
        names = {"pin": _("Keep here"), "veto": _("Not in this task"), "free": _("Leave open")}
        choice = st.radio(
            _("Decision"), list(names), index=list(names).index(decided.get(pair, "free")),
            format_func=lambda one: names[one], horizontal=True, key=f"team.decision.{pair}.{_.language}",
        )  # fmt: skip
        if st.button(_("Save the decision and draft again")):
            with saving():
                decide_seat(asked, draft_id=view.row.id, post=pair[0], role=pair[1], decision=choice)
        for (post, role), decision in decided.items():
            st.caption(as_typed(f"{names[decision]}: {words.post(view, post)} – {words.role(_, view, role)}"))


def foundation(_: Words, view: TeamView) -> None:
    """Method, and what the draft had to assume."""
    assert view.draft is not None
    st.text(
        _(
            "The draft first fills the required parties and mandatory seats, then hours (mandatory seats count double), "
            "then competences and somebody who may convene. Of teams that are equal so far it prefers one with a "
            "possible client coordinator, present members and people who already work together, and then the smallest "
            "one with the least travel. It is a proposal: each party names its own representative. Posts come from what "
            "the units answered to the survey of staff (who can be named, who could coordinate, which professions) and "
            "from corrections by hand."
        )
    )
    for one in view.draft.assumptions:
        st.text(words.assumption(_, view, one))
