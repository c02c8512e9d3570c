"""The editor of the generic model: one element at a time, what differs, what is wrong, and publishing with a note."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

import streamlit as st

from mallipaja.actions.access import Context
from mallipaja.actions.model_editor import (
    ModelDraft,
    drop_edit,
    publish_version,
    save_element,
    view_model_draft,
)
from mallipaja.catalogue.operating_model import Element, Level
from mallipaja.i18n import N_, Words
from mallipaja.ui import labels
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.compare.library import KINDS
from mallipaja.ui.editing import do, said

NAME = "editor"
LANGUAGE_FIELDS = (("fi", N_("in Finnish")), ("sv", N_("in Swedish")), ("en", N_("in English")))
TEXTS = (("label", N_("Name")), ("text", N_("What the model says")), ("rationale", N_("Why it is there")))


def draw(_: Words, asked: Context) -> None:
    """The whole view."""
    draft = view_model_draft(asked)
    said(NAME)
    st.markdown(
        _("Version {version} is in use. What is edited here takes effect when it is published as a new version; pilots "
          "stay on theirs until they are moved.", version=draft.current.version)
    )  # fmt: skip
    _edits(_, asked, draft)
    st.header(_("Edit an element"))
    _edit_one(_, asked, draft)
    _add_one(_, asked)
    _publish(_, asked, draft)


def _edits(_: Words, asked: Context, draft: ModelDraft) -> None:
    if not draft.changes:
        st.info(_("Nothing has been edited yet. Choose an element below."))
        return
    st.header(_("Edited for the next version"))
    known = {**draft.current.elements, **draft.next.elements}
    for change in draft.changes:
        left, right = st.columns([4, 1], vertical_alignment="center")
        note = next((one.note for one in draft.edits if one.element == change.element), "")
        told = f"{known[change.element].label.get(_.language)}: {_(KINDS[change.kind])}"
        left.markdown(as_typed(f"{told} – {note}" if note else told))
        right.button(
            _("Take the edit back"), key=f"{NAME}.drop.{change.element}", on_click=do,
            args=(NAME, lambda key=change.element: drop_edit(asked, element=key)),
        )  # fmt: skip
    for problem in draft.problems:
        st.text(str(problem.in_language(_)))


def _edit_one(_: Words, asked: Context, draft: ModelDraft) -> None:
    elements = draft.next.elements
    key = st.selectbox(
        _("Element"), list(elements), format_func=lambda one: elements[one].label.get(_.language),
        key=f"{NAME}.element.{_.language}",
    )  # fmt: skip
    element = elements[key]
    edit = next((one for one in draft.edits if one.element == key), None)
    revision = edit.revision if edit else None
    stamp = f"{NAME}.{key}.{revision}.{draft.current.version}"
    with st.form(stamp, border=True):
        content = _form(_, element, stamp)
        note = st.text_input(
            _("What changes and why?"), edit.note if edit else "", max_chars=500, key=f"{stamp}.note"
        )
        left, right = st.columns(2)
        saved = left.form_submit_button(_("Save the element"), type="primary")
        removed = right.form_submit_button(_("Take the element out"))
    if saved or removed:
        fresh = None if removed else content
        do(
            NAME,
            lambda: save_element(asked, element=key, content=fresh, note=note, revision=revision),
            _("The edit was saved."),
        )
        st.rerun()


def _form(_: Words, element: Element, stamp: str) -> Mapping[str, Any]:
    """The inputs; what is not asked here stays as it is."""
    content = element.model_dump(mode="json", exclude_defaults=True)
    levels: tuple[Level, ...] = get_args(Level)
    content["level"] = st.radio(
        _("Level"), levels, index=levels.index(element.level), horizontal=True,
        format_func=lambda one: _(labels.LEVELS[one]), key=f"{stamp}.level.{_.language}",
    )  # fmt: skip
    for field, title in TEXTS:
        said_now = getattr(element, field)
        texts = {}
        for column, (code, language) in zip(st.columns(3), LANGUAGE_FIELDS, strict=True):
            with column:
                told = _("{title} ({language})", title=_(title), language=_(language))
                texts[code] = st.text_area(
                    told, getattr(said_now, code) or "", height=68 if field == "label" else 150, max_chars=2000,
                    key=f"{stamp}.{field}.{code}",
                ).strip()  # fmt: skip
        content[field] = {code: text for code, text in texts.items() if text}
    if element.choices:
        names = {choice.code: choice.label.get(_.language) for choice in element.choices}
        content["default"] = st.multiselect(
            _("Choice"), list(names), default=[one for one in element.default if one in names],
            format_func=lambda one: names[one], placeholder=_("Choose"), key=f"{stamp}.default.{_.language}",
        )  # fmt: skip
    if element.role:
        hours = st.number_input(
            _("Hours a month"), 0.0, 160.0, element.role.hours_per_month, step=1.0, key=f"{stamp}.hours"
        )
        content["role"] = {**content["role"], "hours_per_month": hours}
    if element.phase:
        wait = st.number_input(
            _("Longest wait, days"), 0, 3650, element.phase.max_wait_days, step=1, key=f"{stamp}.wait"
        )
        content["phase"] = {**content["phase"], "max_wait_days": wait}
    return content


def _add_one(_: Words, asked: Context) -> None:
    with st.expander(_("Add an element")), st.form(f"{NAME}.add", border=False):
        groups = [one for one in labels.GROUPS if one not in {"roles", "phases"}]
        group = st.selectbox(
            _("Group"),
            groups,
            format_func=lambda one: _(labels.GROUPS[one]),
            key=f"{NAME}.group.{_.language}",
        )
        name = st.text_input(_("Key: small letters and underscores"), max_chars=40, key=f"{NAME}.key")
        levels: tuple[Level, ...] = get_args(Level)
        level = st.radio(
            _("Level"), levels, index=1, horizontal=True, format_func=lambda one: _(labels.LEVELS[one]),
            key=f"{NAME}.level.{_.language}",
        )  # fmt: skip
        texts = {
            field: st.text_area(_(title), max_chars=2000, key=f"{NAME}.new.{field}") for field, title in TEXTS
        }
        if st.form_submit_button(_("Add the element")):
            content: dict[str, Any] = {"group": group, "level": level, "sources": ["design"]}
            content |= {field: {"fi": text.strip()} for field, text in texts.items()}
            do(
                NAME,
                lambda: save_element(asked, element=f"{group}.{name.strip()}", content=content),
                _("The edit was saved."),
            )
            st.rerun()
    st.caption(_("Roles and phases are added in the model's file: they need more than a text."))


def _publish(_: Words, asked: Context, draft: ModelDraft) -> None:
    st.header(_("Publish a new version"))
    if not draft.changes:
        st.caption(_("Nothing has been edited yet. Choose an element below."))
        return
    with st.form(f"{NAME}.publish", border=True):
        version = st.text_input(
            _("Number of the version"),
            _following(draft.current.version),
            key=f"{NAME}.version.{draft.current.version}",
        )
        note = st.text_area(_("What is new in this version?"), max_chars=2000, key=f"{NAME}.release")
        if st.form_submit_button(_("Publish"), type="primary", disabled=bool(draft.problems)):
            do(
                NAME,
                lambda: publish_version(asked, version=version.strip(), note=note),
                _("The new version is in use."),
            )
            st.rerun()
    if draft.problems:
        st.caption(_("Correct the problems above first."))


def _following(version: str) -> str:
    first = version.split(".", maxsplit=1)[0]
    return str(int(first) + 1) if first.isdigit() else ""
