"""Everything the generic model says otherwise in a new version: what a pilot gets with it, word by word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import streamlit as st

from mallipaja.actions.access import Context
from mallipaja.actions.rebase import Move
from mallipaja.catalogue.operating_model import Choice, Element
from mallipaja.catalogue.text import Text
from mallipaja.i18n import N_, Words
from mallipaja.model.version_changes import ElementChange, FieldChange, field_changes, version_changes
from mallipaja.report.field_words import FIELD_NAMES
from mallipaja.ui import labels
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.compare.difference import difference

KINDS = {
    "changed": N_("Says otherwise"),
    "added": N_("New"),
    "removed": N_("No longer there"),
}
PARTS = {
    **FIELD_NAMES,
    "group": N_("Group"),
    "level": N_("Level"),
    "rationale": N_("Why it is there"),
    "mandatory": N_("Every pilot answers this"),
    "choices": N_("Choices"),
    "multiple": N_("Several may be chosen"),
    "answered_by": N_("Answered by"),
    "sources": N_("Sources"),
    "role.requirement": N_("How necessary"),
}

REQUIREMENTS = {"core": N_("core"), "optional": N_("optional"), "contextual": N_("where there is one")}


def draw(_: Words, asked: Context, move: Move) -> None:
    """A folded list: elements that say otherwise with each field before and now, then new ones, then those gone."""
    found = version_changes(move.old, move.new)
    st.header(_("What else is new in the generic model?"))
    if not found:
        st.text(_("Every element says the same in both versions."))
        return
    st.text(
        _.plural("{count} element is otherwise in the new version.",
                 "{count} elements are otherwise in the new version.", len(found))
    )  # fmt: skip
    own = {one.element for one in move.plan.variant.adaptations if one.state != "ended"}
    professions = {item.code: item.label.get(_.language) for item in asked.catalogue.profession_choices}
    names = _Names(_, move, professions)
    for kind, title in KINDS.items():
        listed = [one for one in found if one.kind == kind]
        if listed:
            with st.expander(f"{_(title)} ({_.number(len(listed))})"):
                for one in listed:
                    _element(_, move, one, names, own=one.element in own)
    st.caption(_("Struck through: only in the earlier version. Bold: only in the new one."))


def _element(_: Words, move: Move, change: ElementChange, names: _Names, *, own: bool) -> None:
    old, new = move.old.elements.get(change.element), move.new.elements.get(change.element)
    element = new or old
    assert element is not None
    with st.container(border=True):
        st.markdown(f"**{as_typed(element.label.get(_.language))}** · {_(labels.LEVELS[element.level])}")
        if old and new:
            for field in field_changes(old, new):
                _field(_, field, names)
        else:
            st.text(element.text.get(_.language))
        if own:
            st.caption(_("The pilot has changed this element itself: see above what becomes of its change."))


def _field(_: Words, change: FieldChange, names: _Names) -> None:
    before, after = names.told(change.field, change.before), names.told(change.field, change.after)
    st.caption(_(PARTS.get(change.field, change.field)))
    if before == after:
        st.text(_("Changed in another language only."))
    elif isinstance(change.before, Text) and isinstance(change.after, Text):
        st.markdown(difference(before, after))
    else:
        st.text(_("{before} → {after}", before=before or "–", after=after or "–"))


class _Names:
    """Values of an element's definition in words."""

    def __init__(self, _: Words, move: Move, professions: Mapping[str, str]) -> None:
        self._words = _
        elements: dict[str, Element] = {**move.old.elements, **move.new.elements}
        self._elements = {key: one.label.get(_.language) for key, one in elements.items()}
        self._sources = {one.id: one.title for one in (*move.old.sources, *move.new.sources)}
        self._professions = professions
        self._choices = {
            choice.code: choice.label.get(_.language) for one in elements.values() for choice in one.choices
        }

    def told(self, field: str, value: Any) -> str:
        """The value as people read it, "" for none."""
        _ = self._words
        if value is None:
            return ""
        if isinstance(value, Text):
            return value.get(_.language)
        if isinstance(value, bool):
            return _("Yes") if value else _("No")
        if isinstance(value, int | float):
            return _.number(value)
        return _.listing(self._codes(field, value if isinstance(value, tuple) else (value,)))

    def _codes(self, field: str, values: Iterable[Any]) -> list[str]:
        _ = self._words
        texts = {
            "group": {key: _(word) for key, word in labels.GROUPS.items()},
            "level": {key: _(word) for key, word in labels.LEVELS.items()},
            "role.sector": {key: _(word) for key, word in labels.SECTORS.items()},
            "role.sectors": {key: _(word) for key, word in labels.SECTORS.items()},
            "phase.required_sectors": {key: _(word) for key, word in labels.SECTORS.items()},
            "role.requirement": {key: _(word) for key, word in REQUIREMENTS.items()},
            "role.professions": self._professions,
            "role.substitutes": self._professions,
            "sources": self._sources,
            "default": self._choices,
            "answered_by": self._elements,
            "phase.owner": self._elements,
        }.get(field, {})
        return [
            one.label.get(_.language) if isinstance(one, Choice) else texts.get(one, str(one))
            for one in values
        ]
