"""Deleting answers for good: a round's when its time has come, and one respondent's."""

from __future__ import annotations

from functools import partial

import streamlit as st

from mallipaja.actions.access import Context
from mallipaja.actions.erasure import Due, erase_respondent, erase_round, preview_respondent, preview_round
from mallipaja.actions.round_view import RoundView
from mallipaja.i18n import Words
from mallipaja.store.erasure import Going
from mallipaja.ui.editing import do, said
from mallipaja.ui.surveys.invitations import described
from mallipaja.ui.told_apart import told_apart

NAME = "erase"


def going(_: Words, one: Going) -> str:
    """What an erasure takes, in words."""
    parts = [
        _.plural("{count} response", "{count} responses", one.responses),
        _.plural("{count} answer", "{count} answers", one.answers),
        _.plural("{count} line of history", "{count} lines of history", one.history_lines),
    ]
    if one.copies:
        parts.append(_.plural("{count} card or practice", "{count} cards and practices", one.copies))
    parts.append(_.plural("{count} invitation", "{count} invitations", one.invitations))
    return _.listing(parts)


def erasing(_: Words, asked: Context, view: RoundView) -> None:
    """What would go, then the button; one respondent, or the whole round."""
    said(NAME)
    if view.round.erased_at is not None:
        st.write(_("The answers of this round have been deleted. Open a new round."))
        return
    _respondent(_, asked, view)
    if not st.toggle(_("Show what deleting the whole round takes"), key=f"erase.show.{view.round.id}"):
        return
    due = preview_round(asked, round_id=view.round.id)
    if due is None:
        return
    _round(_, asked, view, due)


def _respondent(_: Words, asked: Context, view: RoundView) -> None:
    st.markdown(f"**{_('Delete one respondent')}**")
    st.caption(
        _(
            "When somebody asks for their data to be deleted. Anonymous answers are deleted by the person, with their "
            "own link."
        )
    )
    names = told_apart(
        {one.invitation_id: one.name_and_person for one in view.invited},
        {one.invitation_id: described(_, one) for one in view.invited},
    )
    picked = st.selectbox(
        _("Respondent"),
        list(names),
        None,
        format_func=names.__getitem__,
        placeholder=_("Choose the respondent"),
        filter_mode=None,
        key=f"erase.picked.{view.round.id}",
    )
    if picked is None or picked not in names:
        return
    st.write(_("This is deleted: {what}.", what=going(_, preview_respondent(asked, invitation_id=picked))))
    sure = st.checkbox(_("I understand that this cannot be brought back."), key=f"erase.sure.{picked}")
    st.button(
        _("Delete the respondent's data"),
        disabled=not sure,
        key="erase.one",
        on_click=do,
        args=(NAME, partial(erase_respondent, asked, invitation_id=picked), _("The data has been deleted.")),
    )


def _round(_: Words, asked: Context, view: RoundView, due: Due) -> None:
    st.markdown(f"**{_('Delete the answers of the round')}**")
    if due.day is not None:
        st.write(_("They are to be deleted on {day}.", day=_.date(due.day)))
    else:
        st.write(_("Their time is counted from the closing of the round, which has no day yet."))
    st.write(_("This is deleted: {what}.", what=going(_, due.going)))
    if due.due:
        st.warning(_("The day has come: delete the answers."))
    if view.is_open:
        st.caption(_("The round is open. Close it before its answers are deleted."))
    sure = st.checkbox(_("I understand that this cannot be brought back."), key=f"erase.sure.{view.round.id}")
    st.button(
        _("Delete the answers of the round"),
        disabled=not sure or view.is_open,
        key="erase.round",
        on_click=do,
        args=(NAME, partial(erase_round, asked, round_id=view.round.id), _("The data has been deleted.")),
    )
    st.caption(
        _(
            "Backups made before still hold the answers until they are deleted too; the administrator sees them on the "
            "page “Upkeep”."
        )
    )
