"""Agreeing on the team: what is missing from it and what it writes in the pilot's variant are shown before it is done."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from mallipaja.actions.access import Context
from mallipaja.actions.agreed_changes import Reason
from mallipaja.actions.agreement import AgreementView, agree_on_team, view_agreement
from mallipaja.actions.meetings import list_meetings
from mallipaja.actions.teams import TeamView, mark_discussed
from mallipaja.actions.variants import VariantView, view_variant
from mallipaja.i18n import HELSINKI, Words
from mallipaja.team.changes import RoleChange
from mallipaja.ui import labels
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.errors import saving
from mallipaja.ui.pages import PAGES_FOLDER
from mallipaja.ui.picture.practice_words import QUESTIONS
from mallipaja.ui.team import hours, parties, reliance, words
from mallipaja.ui.team.questions import ended
from mallipaja.ui.told_apart import told_apart

OWN, GAP = "own", "gap"


def draw(_: Words, asked: Context, view: TeamView, pilot_id: str, professions: dict[str, str]) -> None:
    """State of the draft, how far the parties are, the changes it would make, and the form that makes them."""
    assert view.row is not None
    reliance.draw(_, view)
    st.markdown(f"**{_('State')}**: {_(labels.DRAFT_STATES[view.row.state])}")
    st.text(hours.sentence(_, view))
    known = view_agreement(asked, pilot_id=pilot_id, draft_id=view.row.id)
    if view.row.state == "agreed":
        with_gaps = (*parties.agreed_without(_, view.row), *agreed_with(_, view))
        agreed_box = st.warning if with_gaps else st.success
        agreed_box(
            _("Agreed on {day}. The pilot's own model has been updated.", day=_.date(view.row.agreed_on))
        )
        st.page_link(str(PAGES_FOLDER / "facilitate" / "comparison.py"), label=_("See the comparison"))
        variant = view_variant(asked, pilot_id=pilot_id)
        said = reliance.decided(_, asked, view, pilot_id, variant)
        for line in (*said, *with_gaps):
            st.markdown(as_typed(line))
        parties.required(_, known.parties)
        _written(_, variant, with_gaps)
        return
    if view.row.state == "draft" and st.button(_("Mark as discussed")):
        with saving():
            mark_discussed(asked, draft_id=view.row.id)
    parties.required(_, known.parties)
    st.header(_("What does agreeing write in the pilot's own model?"), anchor=False)
    for change in known.changes:
        st.markdown(f"- {as_typed(sentence(_, view, change, professions))}")
    if not known.changes:
        st.markdown(_("Nothing: no seat is filled as its role needs."))
    if known.unanswered:
        _unanswered(_, known)
    else:
        _form(_, asked, view, known, pilot_id, professions)


def lacks(_: Words, view: TeamView) -> tuple[str, ...]:
    """What the team lacks of what the model requires of its seats and hours, a sentence each."""
    assert view.draft is not None
    return tuple(words.gap(_, view, one) for one in view.draft.gaps)


def agreed_with(_: Words, view: TeamView) -> tuple[str, ...]:
    """With what gaps the team has been agreed on, in one sentence; nothing of a whole team or before."""
    gaps = lacks(_, view) if view.row is not None and view.row.agreed_on is not None else ()
    return (_("Gaps of the agreed team: {gaps}", gaps=" ".join(gaps)),) if gaps else ()


def _written(_: Words, variant: VariantView, with_gaps: tuple[str, ...]) -> None:
    """The changes agreeing wrote in the pilot's model, each with why and the challenge it answers; and the gaps."""
    own = [one for one in variant.adaptation_rows if one.source == "team" and one.state != "ended"]
    st.header(_("What was written in the pilot's own model?"), anchor=False)
    if not own and not with_gaps:
        st.text(_("The team is as in the generic model."))
    for line in with_gaps:
        st.markdown(f"- {as_typed(line)}")
    for one in own:
        element = variant.generic.elements.get(one.element)
        name = element.label.get(_.language) if element else one.element
        st.markdown(
            as_typed(_("{role}: {what} Why: {why}", role=name, what=ended(one.what), why=ended(one.why)))
        )
        if one.challenges:
            st.caption(as_typed(_("Challenge it answers: {text}", text=_.listing(one.challenges))))


def _unanswered(_: Words, known: AgreementView) -> None:
    """What keeps the team from being agreed on, and where to mend it."""
    st.header(_("Not yet: THL's five questions first"), anchor=False)
    st.error(
        _.plural(
            "The team cannot be agreed on yet: {count} of THL's five questions has no agreed answer.",
            "The team cannot be agreed on yet: {count} of THL's five questions have no agreed answer.",
            len(known.unanswered),
        )
    )
    for one in known.unanswered:
        st.markdown(f"- {_(QUESTIONS[one])}")
    st.markdown(
        _(
            "Answer them together or confirm what the survey proposes, or write why nothing has been decided yet and by "
            "when it will be."
        )
    )
    st.button(
        _("Answer the questions"), type="primary", on_click=_show, args=(f"team.view.{_.language}", "coordinators")
    )  # fmt: skip


def _show(key: str, view: str) -> None:
    st.session_state[key] = view


def _form(
    _: Words, asked: Context, view: TeamView, known: AgreementView, pilot_id: str, professions: dict[str, str]
) -> None:
    assert view.row is not None
    differing = [one for one in known.changes if one.kind != "as_model"]
    today = asked.clock().astimezone(HELSINKI).date()
    meetings = {"": _("no meeting of the project")} | {
        one.meeting.id: f"{_.date(one.meeting.held_on)} {one.meeting.title}"
        for one in list_meetings(asked, pilot_id=pilot_id)
    }
    meetings = told_apart(meetings)
    with st.form("team.agree", border=True):
        day = st.date_input(_("Agreed on"), value=today, max_value=today, format="DD.MM.YYYY")
        meeting = st.selectbox(
            _("In which meeting"), list(meetings), format_func=meetings.__getitem__, key=f"team.met.{_.language}"
        )  # fmt: skip
        who = st.text_input(_("Who decided"), max_chars=200)
        reasons: dict[str, Reason] = {}
        why = ""
        if differing:
            st.markdown(f"**{_('What does each change answer?')}**")
            for role in dict.fromkeys(one.role for one in differing):
                reasons[role] = _reason(_, view, known, role)
            why = st.text_area(_("Why does the team differ from the generic model?"), max_chars=1000)
            st.caption(
                _("Needed where a change answers neither a gap nor a challenge; else it may be left empty.")
            )
        without = tuple((one.sector, one.state) for one in known.parties.unagreed)
        gaps = lacks(_, view)
        sure = not (without or gaps) or st.checkbox(as_typed(parties.confirmation(_, known.parties, gaps)))
        if st.form_submit_button(_("Agree on this team"), type="primary"):
            if not sure:
                st.error(_("Confirm what the team is agreed on without."))
                return
            with saving():
                agree_on_team(
                    asked, draft_id=view.row.id, agreed_on=day, decided_by=who, why=why, reasons=reasons,
                    without=without, meeting_id=meeting or None,
                )  # fmt: skip


def _reason(_: Words, view: TeamView, known: AgreementView, role: str) -> Reason:
    """The gap or challenge one role's change answers, as it is chosen."""
    gaps = _gaps(Words("fi"), view, role)  # what is written in a model is read in Finnish first
    names = {GAP: _("Gap: {text}", text=_gaps(_, view, role))} if gaps else {}
    names |= {
        f"{number}": _("Challenge: {text}", text=one.text) for number, one in enumerate(known.challenges)
    }
    names[OWN] = _("Another reason, written below")
    names = told_apart(names)
    chosen = st.selectbox(
        words.role(_, view, role), list(names), format_func=names.__getitem__, key=f"team.reason.{role}.{_.language}"
    )  # fmt: skip
    if chosen == GAP:
        return Reason(gaps)
    return Reason() if chosen == OWN else Reason(challenge=known.challenges[int(chosen)])


def _gaps(_: Words, view: TeamView, role: str) -> str:
    assert view.draft is not None
    return " ".join(words.gap(_, view, one) for one in view.draft.gaps if one.about == role)


def sentence(_: Words, view: TeamView, change: RoleChange, professions: Mapping[str, str]) -> str:
    """A change in words."""
    name = words.role(_, view, change.role)
    if change.kind == "as_model":
        return _("{role}: as in the generic model", role=name)
    if change.kind == "hours":
        return _(
            "{role}: {value} h a month instead of {base} h", role=name, value=_.number(change.value, 1),
            base=_.number(change.base, 1),
        )  # fmt: skip
    names = _.listing(professions.get(one, one) for one in change.professions)
    return _("{role}: also {names}", role=name, names=names)
