"""What belongs to a practice: to whom the client goes from it, and the sources that say it is so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import streamlit as st

from mallipaja.actions.access import Context
from mallipaja.actions.practices import add_handover, add_source, remove_handover, remove_source
from mallipaja.i18n import Words
from mallipaja.practice.records import CONSENT as CONSENT_CODES
from mallipaja.practice.records import HandOver, Practice
from mallipaja.store.projects import NetworkActor
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.editing import Form, do, open_form, said, submit
from mallipaja.ui.picture.practice_words import CONSENT, SOURCE_KINDS

NAME = "practice"
"""Of the form of a practice, where what is done to its parts is said too."""


def handover_text(_: Words, one: HandOver) -> str:
    """Where the client goes, how, with what consent, how long it takes at most; what breaks is said."""
    wait = (
        _.plural("{count} day at most", "{count} days at most", one.longest_wait_days)
        if one.longest_wait_days is not None
        else _("longest wait not known")
    )
    receiver = one.receiver_name or _("↛ nobody is named to receive the client")
    channel = one.channel or _("↛ no agreed way")
    consent = _("consent: {consent}", consent=_(CONSENT[one.consent]))
    return " · ".join((receiver, channel, consent, wait))


def handovers(_: Words, asked: Context, one: Practice, actors: Sequence[NetworkActor]) -> None:
    """A form for one more hand-over; below, those there are can be removed."""
    blank = {"receiver_id": "", "receiver": "", "channel": "", "consent": "", "longest_wait_days": None}
    form = open_form(f"handover.{one.id}", one.id, 0, blank)

    def write(values: Mapping[str, Any], revision: int) -> None:
        add_handover(asked, practice_id=one.id, **{**values, "receiver_id": values["receiver_id"] or None})

    said(form.name)
    with st.form(form.name, border=False):
        st.markdown(f"**{_('To whom does the client go from here?')}**")
        left, right = st.columns(2)
        with left:
            one_of_codes(
                _("Receiver"), form, "receiver_id", {"": "–", **{actor.id: actor.name for actor in actors}}
            )
            st.text_input(_("Or somebody else"), "", max_chars=120, key=form.key("receiver"))
        with right:
            st.text_input(_("How is the client handed over?"), "", max_chars=200, key=form.key("channel"))
            one_of_codes(
                _("The client's consent"),
                form,
                "consent",
                {code: _(CONSENT[code]) for code in ("", *CONSENT_CODES)},
            )
        st.number_input(
            _("Longest wait, days"),
            0,
            3650,
            None,
            key=form.key("longest_wait_days"),
            placeholder=_("not known"),
        )
        st.form_submit_button(_("Add the hand-over"), on_click=submit, args=(form, write))
    for handover in one.handovers:
        st.button(
            _("Remove: {what}", what=as_typed(handover.receiver_name or _("no receiver"))),
            key=f"handover.bin.{handover.id}", on_click=do,
            args=(NAME, partial(remove_handover, asked, handover_id=handover.id)),
        )  # fmt: skip


def sources(_: Words, asked: Context, one: Practice) -> None:
    """A form for one more source; below, those there are, which can be removed."""
    form = open_form(
        f"source.{one.id}", one.id, 0, {"kind": "meeting", "title": "", "place": "", "said_on": None}
    )

    def write(values: Mapping[str, Any], revision: int) -> None:
        add_source(asked, practice_id=one.id, **values)

    said(form.name)
    with st.form(form.name, border=False):
        st.markdown(f"**{_('What tells that it is so?')}**")
        left, right = st.columns(2)
        with left:
            one_of_codes(
                _("Kind of source"), form, "kind", {code: _(text) for code, text in SOURCE_KINDS.items()}
            )
            st.text_input(_("Title"), "", max_chars=120, key=form.key("title"))
        with right:
            st.text_input(_("Page, table or address"), "", max_chars=200, key=form.key("place"))
            st.date_input(_("Day"), None, format="DD.MM.YYYY", key=form.key("said_on"))
        st.form_submit_button(_("Add the source"), on_click=submit, args=(form, write))
    for source in one.sources:
        st.button(
            _("Remove: {what}", what=as_typed(source.title)), key=f"source.bin.{source.id}", on_click=do,
            args=(NAME, partial(remove_source, asked, practice_source_id=source.id)),
        )  # fmt: skip


def one_of_codes(label: str, form: Form, field: str, names: Mapping[str, str]) -> None:
    """A choice of a field among codes; ``names`` are what they are called."""
    codes = list(names)
    now = form.values[field]
    st.selectbox(
        label, codes, index=codes.index(now) if now in codes else 0, format_func=names.__getitem__,
        key=form.key(field),
    )  # fmt: skip
