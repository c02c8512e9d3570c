"""Who agreed for which organisation, and what changed from draft to draft."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from mallipaja.actions.access import Context
from mallipaja.actions.agreement_parties import (
    MANDATES,
    Parties,
    Version,
    list_versions,
    remove_party,
    set_party,
    view_parties,
)
from mallipaja.actions.teams import TeamView
from mallipaja.i18n import HELSINKI, N_, Words
from mallipaja.store.teams import DraftRow
from mallipaja.team.parties import PartyState, RequiredParty
from mallipaja.team.versions import SeatChange, Sitting
from mallipaja.ui import labels
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.errors import saving
from mallipaja.ui.shell import projector
from mallipaja.ui.team import duty_words, in_force, words

STATES: dict[PartyState, str] = {
    "agreed": N_("agreed"),
    "to_be_confirmed": N_("agreed, the supervisor has still to confirm it"),
    "asked": N_("asked, has not agreed yet"),
    "not_asked": N_("not asked yet"),
    "declined": N_("declined"),
    "no_seat": N_("nobody of it sits in the team"),
}
SIGNS: dict[PartyState, str] = {
    "agreed": "✓",
    "to_be_confirmed": "…",
    "asked": "…",
    "not_asked": "✗",
    "declined": "✗",
    "no_seat": "✗",
}


def required(_: Words, known: Parties) -> None:
    """Each party a team has to have, and how far it is."""
    st.header(_("Have the required parties agreed?"), anchor=False)
    if not known.required:
        st.text(_("No party has to be in the team on this day."))
        return
    rows = [
        {
            _("Required party"): _(labels.SECTORS[one.sector]),
            _("State"): f"{SIGNS[one.state]} {_(STATES[one.state])}",
            _("Organisations in the team"): as_typed(_.listing(one.organisations)),
        }
        for one in known.required
    ]
    st.table(pd.DataFrame(rows).set_index(_("Required party")))


def confirmation(_: Words, known: Parties, gaps: tuple[str, ...] = ()) -> str:
    """What is confirmed when a team is agreed on without some of the required parties, seats or hours."""
    parts = [lacking(_, known.unagreed)] if known.unagreed else []
    parts += [one.rstrip(".") for one in gaps]
    return _("We agree on the team although this is missing: {parties}.", parties="; ".join(parts))


def lacking(_: Words, parties: tuple[RequiredParty, ...]) -> str:
    """Parties with their states, as a list in a sentence."""
    return _.listing(f"{_(labels.SECTORS[one.sector])} ({_(STATES[one.state])})" for one in parties)


def agreed_without(_: Words, row: DraftRow) -> tuple[str, ...]:
    """The required parties that had not agreed when the team was agreed on, as it was confirmed then; none else."""
    stored = [tuple(one) for one in row.lacked or ()]
    names = [
        f"{_(labels.SECTORS[sector])} ({_(STATES[state])})"
        for sector, state in stored
        if sector in labels.SECTORS and state in STATES
    ]
    return (_("Agreed on although this was missing: {parties}.", parties=_.listing(names)),) if names else ()


def draw(_: Words, asked: Context, view: TeamView, pilot_id: str) -> None:
    """The organisations that have agreed, those that have not, and the form for one."""
    assert view.row is not None
    st.header(_("Who has agreed for which organisation?"), anchor=False)
    known = view_parties(asked, pilot_id=pilot_id, draft_id=view.row.id)
    if known.rows:
        rows = [
            {
                _("Organisation"): as_typed(one.organisation),
                _("Agreed by"): as_typed(one.agreed_by),
                _("Mandate"): _(duty_words.MANDATES[one.mandate]),
                _("Day"): _.date(one.agreed_on) if one.agreed_on else "",
            }
            for one in known.rows
        ]
        st.table(pd.DataFrame(rows).set_index(_("Organisation")))
    if known.lacking:
        st.info(_("Not yet agreed: {organisations}.", organisations=as_typed(_.listing(known.lacking))))
    names = [*known.lacking, *(one.organisation for one in known.rows)]
    if not names:
        return
    with st.expander(_("Write down an organisation's agreement"), expanded=not known.rows):
        chosen = st.selectbox(_("Organisation"), names, key=f"party.{len(known.rows)}.{_.language}")
        row = next((one for one in known.rows if one.organisation == chosen), None)
        with st.form(f"party.{chosen}.{row.revision if row else 0}", border=False):
            who = st.text_input(_("Agreed by (task or name)"), row.agreed_by if row else "", max_chars=120)
            mandate = st.radio(
                _("Mandate"), MANDATES, index=MANDATES.index(row.mandate) if row else 0,
                format_func=lambda one: _(duty_words.MANDATES[one]),
            )  # fmt: skip
            today = asked.clock().astimezone(HELSINKI).date()
            day = st.date_input(
                _("Day"), row.agreed_on if row and row.agreed_on else today, format="DD.MM.YYYY"
            )
            if st.form_submit_button(_("Save"), type="primary"):
                with saving():
                    set_party(
                        asked, draft_id=view.row.id, organisation=chosen, agreed_by=who, mandate=mandate,
                        agreed_on=day, revision=row.revision if row else 0,
                    )  # fmt: skip
        if row is not None and st.button(_("Take back the agreement")):
            with saving():
                remove_party(asked, party_id=row.id)


def draw_versions(_: Words, asked: Context, view: TeamView, pilot_id: str) -> None:
    """What changed from one agreement to the next, and draft by draft; newest first."""
    found = list_versions(asked, pilot_id=pilot_id)
    if len(found) < 2:
        return
    agreed = list_versions(asked, pilot_id=pilot_id, agreed=True)
    if len(agreed) > 1:
        st.header(_("What has changed since the team was last agreed on?"), anchor=False)
        _versions(_, view, agreed)
    with st.expander(_.plural("{count} draft so far", "{count} drafts so far", len(found))):
        _versions(_, view, found, asked)


def _versions(_: Words, view: TeamView, found: list[Version], asked: Context | None = None) -> None:
    """What changed from one to the next; with ``asked`` the seats of each and taking an earlier one up again too."""
    for one in found:
        day = _.date(one.draft.created_at.astimezone(HELSINKI).date())
        state = (
            _("Agreed on {day}", day=_.date(one.draft.agreed_on))
            if one.draft.agreed_on
            else _(labels.DRAFT_STATES[one.draft.state])
        )
        st.markdown(f"**{_('Draft {number}', number=one.draft.number)}** · {day} · {state}")
        for each in one.changes:
            st.markdown(f"- {as_typed(change(_, view, each))}")
        if not one.changes and one is not found[-1]:
            st.caption(_("No seat changed."))
        if asked is not None:
            st.caption(as_typed(_.listing(sitting(_, view, each) for each in one.sittings)))
            if one is not found[0] and not projector():
                in_force.take_up(_, asked, view, one.draft)


def sitting(_: Words, view: TeamView, one: Sitting) -> str:
    """Who sits in a seat of an earlier draft."""
    role, post = words.role(_, view, one.role), words.post(view, one.post)
    if one.hours is None:
        return f"{role}: {post}"
    return _("{role}: {post} ({hours} h/month)", role=role, post=post, hours=_.number(one.hours, 1))


def change(_: Words, view: TeamView, found: SeatChange) -> str:
    """A change from one draft to the next, as one sentence."""
    role, post = words.role(_, view, found.role), words.post(view, found.post)
    if found.kind == "came":
        return _("{role}: {post} came in", role=role, post=post)
    if found.kind == "left":
        return _("{role}: {post} left", role=role, post=post)
    hours = [_.number(one, 1) if one is not None else "–" for one in (found.before, found.hours)]
    return _(
        "{role}: {post} from {before} to {after} h a month",
        role=role,
        post=post,
        before=hours[0],
        after=hours[1],
    )
