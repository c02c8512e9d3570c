"""Changes beyond the stand: one field of an element, an element of the pilot's own, and what was told of a change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from mallipaja.actions.access import Context
from mallipaja.actions.changes import add_own_element, change_adaptation, change_field
from mallipaja.actions.variants import VariantView
from mallipaja.catalogue.operating_model import Element
from mallipaja.i18n import Words
from mallipaja.model.adaptation import Value
from mallipaja.model.snapshot import fields
from mallipaja.report.field_words import FIELD_NAMES, value_text
from mallipaja.report.workbook_rows import STATES
from mallipaja.store.variants import AdaptationRow
from mallipaja.ui import labels
from mallipaja.ui.compare import pressing
from mallipaja.ui.editing import said

OFFERED = (
    "local_name", "default", "role.hours_per_month", "role.minimum_count", "role.professions", "role.seat",
    "phase.owner", "phase.max_wait_days", "phase.order",
)  # fmt: skip
NAME = "walk.field"


def one_field(
    _: Words, asked: Context, view: VariantView, key: str, pilot_id: str, professions: Mapping[str, str]
) -> None:
    """Hours, professions, the chosen codes, who answers for a phase, the pilot's own name: as values, not as text."""
    element = view.generic.elements[key]
    known = fields(element)
    offered = [one for one in OFFERED if one in known and (one != "default" or element.choices)]
    said(NAME)
    with st.expander(_("Change one detail")):
        field = st.selectbox(
            _("Detail"),
            offered,
            format_func=lambda one: _(FIELD_NAMES[one]),
            key=f"{NAME}.{key}.{_.language}",
        )
        st.caption(_("The model says: {value}", value=value_text(_, element, field, known[field]) or "–"))
        value = _input(_, view, element, field, known[field], f"{NAME}.{key}.{field}", professions)
        why = st.text_input(_("Why?"), max_chars=500, key=f"{NAME}.{key}.why")
        who = st.text_input(_("Who decided?"), max_chars=200, key=f"{NAME}.{key}.who")
        pressing.button(
            _("Save the detail"), NAME, lambda: change_field(
                asked, pilot_id=pilot_id, element=key, field=field, value=value, why=why, decided_by=who,
                what=_(FIELD_NAMES[field]), core_kept=True if field == "local_name" else None,
            ), _("The detail was saved."), key=f"{NAME}.{key}.save",
        )  # fmt: skip


def own_element(_: Words, asked: Context, pilot_id: str) -> None:
    """Something the generic model does not have."""
    name = "walk.own"
    said(name)
    with st.expander(_("Add something the generic model does not have")):
        group = st.selectbox(
            _("Group"), list(labels.GROUPS), format_func=lambda one: _(labels.GROUPS[one]),
            key=f"{name}.group.{_.language}",
        )  # fmt: skip
        title = st.text_input(_("Name"), max_chars=120, key=f"{name}.title")
        text = st.text_area(_("What is agreed?"), max_chars=2000, key=f"{name}.text")
        why = st.text_input(_("Why?"), max_chars=500, key=f"{name}.why")
        who = st.text_input(_("Who decided?"), max_chars=200, key=f"{name}.who")
        pressing.button(
            _("Add to our model"), name, lambda: add_own_element(
                asked, pilot_id=pilot_id, group=group, name=title, text=text, why=why, decided_by=who
            ), _("It was added to the pilot's model."), key=f"{name}.save",
        )  # fmt: skip


def changes(_: Words, asked: Context, view: VariantView, key: str) -> None:
    """The changes of the element so far: their state and days."""
    open_changes = [one for one in view.adaptation_rows if one.element == key and one.state != "ended"]
    for one in open_changes:
        _one_change(_, asked, one)


def _one_change(_: Words, asked: Context, row: AdaptationRow) -> None:
    name = f"walk.change.{row.id}"
    said(name)
    with st.expander(_("Correct the change: {what}", what=row.what or row.field or row.element)):
        states = list(STATES)
        fresh: dict[str, Any] = {
            "what": st.text_area(_("What was changed?"), row.what, max_chars=2000, key=f"{name}.what"),
            "why": st.text_area(_("Why?"), row.why, max_chars=2000, key=f"{name}.why"),
            "decided_by": st.text_input(_("Who decided?"), row.decided_by, max_chars=200, key=f"{name}.who"),
            "state": st.radio(
                _("How far is it?"), states, index=states.index(row.state),  # type: ignore[arg-type]
                format_func=lambda one: _(STATES[one]), horizontal=True, key=f"{name}.state.{_.language}",
            ),
        }  # fmt: skip
        left, right = st.columns(2)
        with left:
            fresh["valid_from"] = st.date_input(
                _("In force from"), row.valid_from, format="DD.MM.YYYY", key=f"{name}.from"
            )
        with right:
            fresh["valid_to"] = st.date_input(
                _("In force until"), row.valid_to, format="DD.MM.YYYY", key=f"{name}.to"
            )
        lines = st.text_area(
            _("Which challenges does it answer? One on a line."), "\n".join(row.challenges or ()),
            key=f"{name}.challenges",
        )  # fmt: skip
        fresh["challenges"] = [line for line in lines.splitlines() if line.strip()]
        pressing.button(
            _("Save the change"), name, lambda: change_adaptation(
                asked, adaptation_id=row.id, values=fresh, revision=row.revision
            ), _("The change was saved."), key=f"{name}.save",
        )  # fmt: skip


def _input(
    _: Words,
    view: VariantView,
    element: Element,
    field: str,
    said_value: Value,
    key: str,
    professions: Mapping[str, str],
) -> Value:
    label = _("With us")
    if field == "default":
        names = {choice.code: choice.label.get(_.language) for choice in element.choices}
        return _codes(_, label, names, said_value, key)
    if field == "role.professions":
        return _codes(_, label, professions, said_value, key)
    if field == "role.seat":
        return st.toggle(_("Member of the team"), bool(said_value), key=key)
    if field == "phase.owner":
        roles = {one: e.label.get(_.language) for one, e in view.generic.elements.items() if e.role}
        listed = list(roles)
        first = listed.index(str(said_value)) if said_value in roles else 0
        return st.selectbox(
            label, listed, index=first, format_func=lambda one: roles[one], key=f"{key}.{_.language}"
        )
    if field == "local_name":
        return st.text_input(label, max_chars=120, key=key)
    start = float(said_value) if isinstance(said_value, float) else 0.0
    return float(st.number_input(label, 0.0, None, start, step=1.0, key=key))


def _codes(_: Words, label: str, names: Mapping[str, str], said_value: Value, key: str) -> tuple[str, ...]:
    known = [code for code in said_value if code in names] if isinstance(said_value, tuple) else []
    return tuple(
        st.multiselect(
            label, list(names), default=known, format_func=lambda one: names[one],
            placeholder=_("Choose"), key=f"{key}.{_.language}",
        )
    )  # fmt: skip
