"""Practices written down: as cards by phase, one opened with its hand-overs and sources, and editing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import streamlit as st

from mallipaja.actions.access import Context
from mallipaja.actions.picture import PracticePicture
from mallipaja.actions.practices import (
    OF_CARD,
    add_practice,
    bring_card,
    cards_to_bring,
    change_practice,
    remove_practice,
)
from mallipaja.i18n import HELSINKI, Words
from mallipaja.practice.records import (
    AGREED as AGREED_CODES,
)
from mallipaja.practice.records import (
    CLIENT_SEES as SEES_CODES,
)
from mallipaja.practice.records import HOW_OFTEN as OFTEN_CODES
from mallipaja.practice.records import Practice
from mallipaja.store.projects import NetworkActor, Pilot
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.editing import Form, do, open_form, said, submit
from mallipaja.ui.late_save import Field, late_save
from mallipaja.ui.picture.practice_details import NAME, handover_text, handovers, one_of_codes, sources
from mallipaja.ui.picture.practice_words import (
    AGREED,
    CLIENT_SEES,
    GRADES,
    HOW_OFTEN,
    KIND,
    KIND_SYMBOLS,
    ORIGINS,
    SOURCE_KINDS,
)
from mallipaja.ui.told_apart import told_apart

NEW = "practice.new"


def show(
    _: Words, asked: Context, pilot: Pilot, picture: PracticePicture, actors: Sequence[NetworkActor],
    kinds: Sequence[str], *, editable: bool,
) -> None:  # fmt: skip
    """What is written down, phase by phase; one record is opened at a time."""
    st.header(_("What is written down?"))
    said(NAME)
    found = [one for one in picture.records if one.kind in kinds]
    names = {one.key: one.name for one in actors}
    phases = {phase.code: phase.label.get(_.language) for phase in picture.matrix.phases}
    if not found:
        st.text(
            _(
                "Nothing yet. Write down what is done, what works and what does not, or bring cards from a workshop."
            )
        )
    else:
        _open(_, asked, pilot, found, actors, names, phases, editable=editable)
    if editable and actors and phases:
        _new(_, asked, pilot, actors, phases)
        _from_board(_, asked, pilot, actors, phases)


def _open(
    _: Words, asked: Context, pilot: Pilot, found: list[Practice], actors: Sequence[NetworkActor],
    names: Mapping[str, str], phases: Mapping[str, str], *, editable: bool,
) -> None:  # fmt: skip
    by_id = {one.id: one for one in found}

    def title(key: str) -> str:
        one = by_id[key]
        where = f"{phases.get(one.phase, one.phase)} · {names.get(one.actor, one.actor)}"
        return f"{KIND_SYMBOLS[one.kind]} {where}: {one.what}"

    shown = st.query_params.get("practice", "")
    chosen = st.selectbox(
        _("Open a practice"), list(by_id), format_func=told_apart({key: title(key) for key in by_id}).__getitem__,
        index=list(by_id).index(shown) if shown in by_id else 0, key=f"practice.open.{_.language}",
    )  # fmt: skip
    one = by_id[chosen]
    with st.container(border=True):
        _card(_, one, names, phases)
        if editable:
            with st.expander(_("Edit"), key=f"practice.edit.{one.id}"):
                _edit(_, asked, one, actors, phases)
            with st.expander(_("Hand-overs and sources"), key=f"practice.more.{one.id}"):
                handovers(_, asked, one, actors)
                sources(_, asked, one)


def _card(_: Words, one: Practice, names: Mapping[str, str], phases: Mapping[str, str]) -> None:
    st.markdown(f"**{KIND_SYMBOLS[one.kind]} {as_typed(one.what)}**")
    st.caption(
        f"{_(KIND[one.kind])} · {as_typed(phases.get(one.phase, one.phase))} · "
        f"{as_typed(names.get(one.actor, one.actor))}"
    )
    lines = [
        (_("How"), one.how or _("not known")),
        (_("How often"), _(HOW_OFTEN[one.how_often])),
        (_("Does the client see it?"), _(CLIENT_SEES[one.client_sees])),
        (_("How firmly is it agreed?"), _(AGREED[one.agreed])),
        (_("So on"), _.date(one.valid_on)),
        (_("Evidence"), _(GRADES[one.grade])),
        (_("Written from"), _(ORIGINS[one.source]) + (f": {one.source_label}" if one.source_label else "")),
    ]
    if one.ended_on:
        lines.append((_("Ended"), _.date(one.ended_on)))
    st.markdown("\n".join(f"- **{label}:** {as_typed(text)}" for label, text in lines))
    for handover in one.handovers:
        st.markdown(f"→ {as_typed(handover_text(_, handover))}")
    for source in one.sources:
        when = f" ({_.date(source.said_on)})" if source.said_on else ""
        where = f", {source.place}" if source.place else ""
        st.markdown(f"§ {_(SOURCE_KINDS[source.kind])}: {as_typed(source.title + where)}{when}")


def _edit(
    _: Words, asked: Context, one: Practice, actors: Sequence[NetworkActor], phases: Mapping[str, str]
) -> None:
    ids = {actor.key: actor.id for actor in actors}
    now = {
        "kind": one.kind, "phase": one.phase, "actor_id": ids.get(one.actor, ""), "what": one.what, "how": one.how,
        "how_often": one.how_often, "client_sees": one.client_sees, "agreed": one.agreed,
        "valid_on": one.valid_on, "ended_on": one.ended_on,
    }  # fmt: skip
    form = open_form(f"{NAME}.{one.id}", one.id, one.revision, now)

    def write(values: Mapping[str, Any], revision: int) -> None:
        change_practice(asked, practice_id=one.id, values=values, revision=revision)

    said(form.name)
    names = {actor.id: actor.name for actor in actors}
    fields = {
        "kind": Field(_("Kind"), lambda code: _(KIND[code])),
        "phase": Field(_("Phase"), lambda code: phases.get(code, code)),
        "actor_id": Field(_("Actor"), lambda code: names.get(code, code)),
        "what": Field(_("What is done?")),
        "how": Field(_("How")),
        "how_often": Field(_("How often"), lambda code: _(HOW_OFTEN[code])),
        "client_sees": Field(_("Does the client see it?"), lambda code: _(CLIENT_SEES[code])),
        "agreed": Field(_("How firmly is it agreed?"), lambda code: _(AGREED[code])),
        "valid_on": Field(_("So on"), _.date),
        "ended_on": Field(_("Ended"), _.date),
    }
    if not late_save(_, asked, form, fields, write):
        with st.form(form.name, border=False):
            _inputs(_, form, actors, phases)
            st.form_submit_button(_("Save"), type="primary", on_click=submit, args=(form, write))
    st.button(
        _("Move to the bin"), key=f"practice.bin.{one.id}",
        on_click=do, args=(NAME, partial(remove_practice, asked, practice_id=one.id)),
    )  # fmt: skip


def _new(
    _: Words, asked: Context, pilot: Pilot, actors: Sequence[NetworkActor], phases: Mapping[str, str]
) -> None:
    today = asked.clock().astimezone(HELSINKI).date()
    blank = {
        "kind": "practice", "phase": next(iter(phases)), "actor_id": actors[0].id, "what": "", "how": "",
        "how_often": "", "client_sees": "", "agreed": "", "valid_on": today, "ended_on": None,
    }  # fmt: skip
    form = open_form(NEW, pilot.id, 0, blank)

    def write(values: Mapping[str, Any], revision: int) -> None:
        add_practice(asked, pilot_id=pilot.id, values=values)

    said(NEW)
    with (
        st.expander(_("Write down a practice, a strength or a challenge"), key=f"practice.new.{pilot.id}"),
        st.form(NEW, border=False),
    ):
        _inputs(_, form, actors, phases)
        st.form_submit_button(_("Add"), type="primary", on_click=submit, args=(form, write))


def _from_board(
    _: Words, asked: Context, pilot: Pilot, actors: Sequence[NetworkActor], phases: Mapping[str, str]
) -> None:
    """Cards of workshops, each brought with one press."""
    cards = cards_to_bring(asked, pilot_id=pilot.id)
    if not cards:
        return
    names = {actor.id: actor.name for actor in actors}
    head = _.plural(
        "{count} card of workshops can be written down",
        "{count} cards of workshops can be written down",
        len(cards),
    )
    with st.expander(head, key=f"practice.cards.{pilot.id}"):
        for one in cards:
            with st.container(horizontal=True, vertical_alignment="center"):
                where = f"{phases.get(one.phase, one.phase)} · {names[one.actor_id]} · {one.workshop}"
                st.markdown(f"{KIND_SYMBOLS[OF_CARD[one.kind]]} {as_typed(one.text)}  \n{as_typed(where)}")
                st.button(
                    _("Write down"), key=f"practice.card.{one.id}", on_click=do,
                    args=(NAME, partial(bring_card, asked, pilot_id=pilot.id, card_id=one.id)),
                )  # fmt: skip


def _inputs(_: Words, form: Form, actors: Sequence[NetworkActor], phases: Mapping[str, str]) -> None:
    names = {actor.id: actor.name for actor in actors}
    values = form.values
    one, two, three = st.columns(3)
    with one:
        one_of_codes(_("Kind"), form, "kind", {code: _(text) for code, text in KIND.items()})
    with two:
        one_of_codes(_("Phase"), form, "phase", dict(phases))
    with three:
        one_of_codes(_("Actor"), form, "actor_id", names)
    st.text_input(_("What is done?"), values["what"], max_chars=200, key=form.key("what"))
    st.text_area(_("How"), values["how"], max_chars=2000, height=80, key=form.key("how"))
    one, two, three = st.columns(3)
    with one:
        one_of_codes(
            _("How often"), form, "how_often", {code: _(HOW_OFTEN[code]) for code in ("", *OFTEN_CODES)}
        )
        st.date_input(_("So on"), values["valid_on"], format="DD.MM.YYYY", key=form.key("valid_on"))
    with two:
        one_of_codes(
            _("Does the client see it?"), form, "client_sees",
            {code: _(CLIENT_SEES[code]) for code in ("", *SEES_CODES)},
        )  # fmt: skip
        st.date_input(_("Ended"), values["ended_on"], format="DD.MM.YYYY", key=form.key("ended_on"))
    with three:
        one_of_codes(
            _("How firmly is it agreed?"), form, "agreed",
            {code: _(AGREED[code]) for code in ("", *AGREED_CODES)},
        )  # fmt: skip
