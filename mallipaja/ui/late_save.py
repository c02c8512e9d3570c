"""Somebody else saved first: both versions beside each other, choose, save again. Nothing is lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from mallipaja.actions.access import Context
from mallipaja.actions.process import name_of
from mallipaja.i18n import Words
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.editing import Form, Late, Write, drop_late, late, submit


@dataclass(frozen=True, slots=True)
class Field:
    """A field as people know it: its label (Markdown), and its value in words (plain text)."""

    label: str
    text: Callable[[Any], str] = str


def late_save(_: Words, asked: Context, form: Form, fields: Mapping[str, Field], write: Write) -> bool:
    """Draw the choice when a late save waits on the form's record.

    Parameters
    ----------
    form : opened from the record as it is now, with the other person's changes.
    fields : by field name; fields the other person did not touch need no row here.

    Returns
    -------
    Whether it was drawn; the form itself is then left out.
    """
    waiting = late(form.name, form.record_id)
    if waiting is None:
        return False
    by = as_typed(name_of(asked, who=waiting.by)) or _("somebody else")
    st.warning(
        _("{name} saved this while you were editing it. Choose which to keep; nothing is lost.", name=by)
    )
    with st.form(f"late.{form.name}"):
        for name in waiting.fields:
            _choice(_, form, waiting, name, fields, by)
        st.form_submit_button(
            _("Save what was chosen"),
            type="primary",
            on_click=submit,
            args=(form, write),
            kwargs={"typed": lambda: _chosen(form, waiting)},
        )
    st.button(_("Drop my changes"), on_click=drop_late, args=(form.name,), key=f"late.drop.{form.name}")
    return True


def _choice(_: Words, form: Form, waiting: Late, name: str, fields: Mapping[str, Field], by: str) -> None:
    field = fields.get(name, Field(name))
    values = (waiting.values.get(name), form.values.get(name))
    captions = [as_typed(field.text(one)) or _("(empty)") for one in values]
    st.radio(
        field.label,
        ("mine", "theirs"),
        format_func={"mine": _("Mine"), "theirs": by}.__getitem__,
        captions=captions,
        key=_key(form, name),
    )


def _chosen(form: Form, waiting: Late) -> dict[str, Any]:
    """What to save: the record as it is now, with my changes except where theirs was chosen."""
    theirs = {name for name in waiting.fields if st.session_state.get(_key(form, name)) == "theirs"}
    mine = {name: value for name, value in waiting.values.items() if name not in theirs}
    return {**form.values, **mine}


def _key(form: Form, name: str) -> str:
    return f"late.{form.key(name)}"
