"""Every invitation of a round: how far it is, a new link, ending a link; reminders to those missing."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from zlib import crc32

import streamlit as st

from mallipaja.actions.access import Context
from mallipaja.actions.invitations import renew_link, revoke_invitation
from mallipaja.actions.recipients import extend_invitation, renew_person, revoke_person
from mallipaja.actions.round_view import Invited, RoundView
from mallipaja.i18n import HELSINKI, LANGUAGE_NAMES, LANGUAGES, N_, Words
from mallipaja.ui import figure
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.editing import do, said
from mallipaja.ui.surveys import letters, mailing
from mallipaja.ui.surveys.links import ended, keep
from mallipaja.ui.told_apart import told_apart

NAME = "invitation"
_PICKED = "mallipaja.invitation.picked"
STATES = {
    "submitted": N_("answered"),
    "under_way": N_("under way"),
    "not_started": N_("not started"),
    "revoked": N_("link ended"),
}
STAYS = N_("The old link and the devices opened with it stop working. The answers stay.")
LOST = N_(
    "The old link stops working. In an anonymous round answers are found with their own link alone: what has been sent "
    "stays but can no longer be seen, changed or erased by its giver, and what was only begun has to be begun anew."
)
KINDS = {"unit": N_("unit"), "joint": N_("joint form"), "personal": N_("personal form")}


def reminders(_: Words, asked: Context, view: RoundView) -> None:
    """A text for a reminder in each language, to everybody missing or to one organisation."""
    waiting = view.missing()
    if not waiting:
        st.write(_("Nobody is missing."))
        return
    mailing.remind(_, asked, view)
    names = sorted({one.organisation for one in waiting})
    picked = st.selectbox(
        _("Reminder to"),
        ["", *names],
        format_func=lambda name: name or _("Everybody who has not answered"),
        filter_mode=None,
        key=f"remind.{view.round.id}.{_.language}",
    )
    chosen = [one for one in waiting if not picked or one.organisation == picked]
    for tab, language in zip(st.tabs([LANGUAGE_NAMES[one] for one in LANGUAGES]), LANGUAGES, strict=True):
        tab.text_area(
            _("Text of the reminder ({language})", language=LANGUAGE_NAMES[language]),
            letters.reminder(Words(language), view, chosen),
            height=300,
            key=f"remind.text.{language}.{view.round.id}.{names.index(picked) if picked else 'all'}.{len(chosen)}",
        )


def invitations(_: Words, asked: Context, view: RoundView) -> None:
    """The list of invitations, and what can be done with one."""
    said(NAME)
    if not view.invited:
        st.write(_("Nobody has been invited to this round yet."))
        return
    by_id = {one.invitation_id: one for one in view.invited}
    lines = told_apart({key: _line(_, one) for key, one in by_id.items()})
    before = st.session_state.get(_PICKED)
    # another list when a state has changed: the box would go on showing the line as it was
    mark = crc32("\n".join(lines.values()).encode())
    picked = st.selectbox(
        _("Invitation"),
        list(lines),
        list(lines).index(before) if before in lines else 0,
        format_func=lines.__getitem__,
        key=f"invitation.picked.{view.round.id}.{mark}",
        filter_mode=None,
    )
    st.session_state[_PICKED] = picked
    _actions(_, asked, view, by_id[picked])
    _table(_, view)


def _actions(_: Words, asked: Context, view: RoundView, one: Invited) -> None:
    """A new link, ending, extending."""
    person, key = one.recipient_id, one.invitation_id
    with st.container(horizontal=True, vertical_alignment="bottom"):
        renew = (
            partial(renew_person, asked, recipient_id=person)
            if person
            else partial(renew_link, asked, invitation_id=key)
        )
        st.button(
            _("Make a new link"),
            on_click=do,
            args=(NAME, lambda: keep(view.round.id, [renew()])),
            disabled=not view.is_open or one.on_behalf,
            help=_(LOST) if view.round.is_anonymous else _(STAYS),
            key="invitation.renew",
        )

        def end() -> None:
            if person:
                revoke_person(asked, recipient_id=person)
            else:
                revoke_invitation(asked, invitation_id=key)
            ended(person or key)

        st.button(
            _("End the link"),
            on_click=do,
            args=(NAME, end, _("The link no longer works.")),
            disabled=one.state == "revoked",
            help=_("Ends everything the person's link opens.") if person else None,
            key="invitation.revoke",
        )
        now = one.expires_at.astimezone(HELSINKI).date() - timedelta(days=1) if one.expires_at else None
        until = st.date_input(
            _("Works until (empty: as long as the round)"),
            now,
            format="DD.MM.YYYY",
            key=f"invitation.until.{key}",
        )
        st.button(
            _("Save the day"),
            on_click=do,
            args=(
                NAME,
                partial(extend_invitation, asked, invitation_id=key, until=until),
                _("The day was saved."),
            ),
            disabled=until == now,
            key="invitation.extend",
        )


def _line(_: Words, one: Invited) -> str:
    return f"{one.name_and_person} · {described(_, one)}"


def described(_: Words, one: Invited) -> str:
    """What tells an invitation from another of the same name: the organisation, what it is for and how far it is."""
    parts = [one.organisation] if one.organisation != one.name else []
    return " · ".join([*parts, _(KINDS[one.kind]), _(STATES[one.state])])


def _table(_: Words, view: RoundView) -> None:
    import pandas as pd

    rows = [
        (
            as_typed(one.organisation),
            _(KINDS[one.kind]),
            as_typed(", ".join(one.pilots)),
            f"{_.number(one.submitted_forms)} / {_.number(len(one.forms))}",
            _(STATES[one.state]),
            _marks(_, one),
        )
        for one in view.invited
    ]
    columns = [_("Organisation"), _("Kind"), _("Pilots"), _("Forms sent"), _("State"), _("More")]
    index = pd.Index([as_typed(one.name_and_person) for one in view.invited], name=_("Unit or pilot"))
    figure.table(_, pd.DataFrame(rows, columns=columns, index=index), "invitations", folded=True)


def _marks(_: Words, one: Invited) -> str:
    """What else there is to know of an invitation, in few words."""
    marks = []
    if one.on_behalf:
        marks.append(_("from paper"))
    if one.shared:
        marks.append(_("from a shared link"))
    if one.mailed_at:
        marks.append(_("e-mail {day}", day=_.date(one.mailed_at)))
    if one.reminded_at:
        marks.append(_("reminded {day}", day=_.date(one.reminded_at)))
    if one.expires_at:
        marks.append(_("until {day}", day=_.date(one.expires_at - timedelta(days=1))))
    return ", ".join(marks) or "–"
