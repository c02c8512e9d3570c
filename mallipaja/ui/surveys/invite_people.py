"""Inviting people by name from a list, and many people with one shared link."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import streamlit as st

from mallipaja.actions.access import Context
from mallipaja.actions.recipients import invite_list
from mallipaja.actions.round_view import RoundView
from mallipaja.actions.shared_links import (
    MOST_PLACES,
    Shared,
    change_shared,
    list_shared,
    renew_shared,
    revoke_shared,
    share_link,
)
from mallipaja.errors import ProblemsError
from mallipaja.i18n import Words
from mallipaja.store.projects import Pilot
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.editing import Form, do, open_form, said, say, submit
from mallipaja.ui.surveys.links import ended, keep
from mallipaja.ui.upload import file_box

LIST, SHARED = "invite.list", "invite.shared"
_PROBLEMS = "invite.list.problems"
_MOST_TOLD = 30


def people(_: Words, asked: Context, view: RoundView) -> None:
    """A list pasted or a CSV file: one line per person, with the problems of every line."""
    said(LIST)
    _problems(_)
    form = open_form(LIST, view.round.id, 0, {"text": "", "file": None})
    with st.form(LIST, border=False):
        st.text_area(
            _("One person per line: organisation; unit; name; e-mail; pilot; language"),
            placeholder=_("Wellbeing services county; Rehabilitation; Maija Mallikas; maija@example.fi"),
            height=140,
            key=form.key("text"),
            help=_(
                "Copy from a spreadsheet, or write semicolons. Only the organisation is needed when it has one unit; "
                "a heading row may name the columns in another order."
            ),
        )
        file_box(_, _("or a CSV file"), ["csv", "txt"], key=form.key("file"))
        st.form_submit_button(
            _("Invite the people"), type="primary", on_click=_invite, args=(_, asked, view, form)
        )


def _invite(_: Words, asked: Context, view: RoundView, form: Form) -> None:
    def write(typed: Mapping[str, Any], revision: int) -> None:
        made = invite_list(asked, round_id=view.round.id, text=_text(_, typed))
        keep(view.round.id, made)
        say(LIST, _.plural("{count} person invited.", "{count} people invited.", len(made)))

    try:
        submit(form, write)
    except ProblemsError as error:
        say(LIST, _("Nobody was invited. Correct these and try again."), bad=True)
        st.session_state[_PROBLEMS] = error.problems


def _text(_: Words, typed: Mapping[str, Any]) -> str:
    """What was pasted, or what is in the file: UTF-8, else the old Windows encoding of Excel."""
    file = typed["file"]
    if file is None:
        return str(typed["text"])
    data: bytes = file.getvalue()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _problems(_: Words) -> None:
    found = st.session_state.pop(_PROBLEMS, ())
    for problem in found[:_MOST_TOLD]:
        told = problem.in_language(_)
        text = " ".join(part for part in (told.message, told.allowed, told.fix) if part)
        line = _("line {number}: {problem}", number=told.line, problem=text) if told.line else text
        st.markdown("- " + as_typed(line))
    if len(found) > _MOST_TOLD:
        st.write(_("… and {count} others.", count=_.number(len(found) - _MOST_TOLD)))


def shared(_: Words, asked: Context, view: RoundView, pilots: Sequence[Pilot]) -> None:
    """Links that many people share, and making one."""
    said(SHARED)
    st.caption(
        _(
            "For people whose names you do not have: one link or QR code, a number of places. Each who begins gets a link "
            "of their own."
        )
    )
    for one in list_shared(asked, round_id=view.round.id):
        _shared_one(_, asked, view, one)
    form = open_form(
        SHARED, view.round.id, 0, {"pilot_id": pilots[0].id, "quota": 20, "label": "", "until": None}
    )
    names = {one.id: one.name for one in pilots}

    def write(typed: Mapping[str, Any], revision: int) -> None:
        keep(view.round.id, [share_link(asked, round_id=view.round.id, **typed)])

    with st.form(SHARED, border=False):
        left, right = st.columns(2)
        left.selectbox(
            _("Pilot"), list(names), format_func=names.__getitem__, filter_mode=None, key=form.key("pilot_id")
        )
        right.number_input(_("Places"), 1, MOST_PLACES, 20, key=form.key("quota"))
        left.text_input(_("Name of the link, for yourself"), max_chars=120, key=form.key("label"))
        right.date_input(
            _("Last day (empty: as long as the round)"), None, format="DD.MM.YYYY", key=form.key("until")
        )
        st.form_submit_button(_("Make a shared link"), on_click=submit, args=(form, write))


def _shared_one(_: Words, asked: Context, view: RoundView, one: Shared) -> None:
    link = one.link
    state = (
        _("{taken} of {quota} places taken", taken=_.number(one.taken), quota=_.number(link.quota))
        if link.revoked_at is None
        else _("ended; {taken} places taken", taken=_.number(one.taken))
    )
    with st.container(border=True):
        st.markdown(f"**{as_typed(link.label)}** · {as_typed(one.pilot)} · {state}")
        more = partial(
            change_shared,
            asked,
            shared_link_id=link.id,
            quota=min(MOST_PLACES, link.quota + 10),
            until=None,
            revision=link.revision,
        )
        with st.container(horizontal=True):
            st.button(
                _("Make a new link"),
                key=f"shared.renew.{link.id}",
                disabled=not view.is_open,
                on_click=do,
                args=(SHARED, lambda: keep(view.round.id, [renew_shared(asked, shared_link_id=link.id)])),
            )
            st.button(_("Ten places more"), key=f"shared.more.{link.id}", on_click=do, args=(SHARED, more))
            st.button(
                _("End the link"),
                key=f"shared.end.{link.id}",
                disabled=link.revoked_at is not None,
                on_click=do,
                args=(
                    SHARED,
                    partial(_end, asked, link.id),
                    _("The link no longer works."),
                ),
            )


def _end(asked: Context, shared_link_id: str) -> None:
    revoke_shared(asked, shared_link_id=shared_link_id)
    ended(shared_link_id)
