"""Models as lists of what they say."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from mallipaja.actions.comparison import Library
from mallipaja.catalogue.operating_model import DescribedModel, GenericModel
from mallipaja.errors import Problem
from mallipaja.i18n import N_, Words
from mallipaja.ui import labels

STATES = {"stated": N_("stated"), "not_stated": N_("not known"), "stated_absent": N_("stated to be missing")}


def problems(_: Words, found: Iterable[Problem]) -> None:
    """The problems of files that cannot be used, each with its place."""
    listed = list(found)
    if not listed:
        return
    st.warning(_.plural("{count} problem in the files", "{count} problems in the files", len(listed)))
    for one in listed:
        st.text(str(one))


def titles(_: Words, found: Library) -> dict[str, str]:
    """Names of the models by id, the generic one first."""
    first = {found.generic.id: found.generic.name.get(_.language)} if found.generic else {}
    return first | {one.id: one.name.get(_.language) for one in found.described}


def rows(_: Words, found: Library) -> list[dict[str, str]]:
    """One line per model: version, how many elements it states, its sources."""
    lines = []
    if found.generic:
        lines.append(
            _line(
                _, found.generic.name.get(_.language), found.generic.version, len(found.generic.elements), ()
            )
        )
    for one in found.described:
        stated = sum(entry.state != "not_stated" for entry in one.elements.values())
        lines.append(
            _line(_, one.name.get(_.language), one.version, stated, [source.title for source in one.sources])
        )
    return lines


def _line(_: Words, name: str, version: str, stated: int, sources: Iterable[str]) -> dict[str, str]:
    return {
        _("Model"): name,
        _("Version"): version,
        _("Elements stated"): _.number(stated),
        _("Sources"): "; ".join(sources),
    }


def generic(_: Words, model: GenericModel, group: str) -> None:
    """The elements of one group of the generic model."""
    for element in model.elements.values():
        if element.group == group:
            with st.container(border=True):
                st.markdown(f"**{element.label.get(_.language)}** · {_(labels.LEVELS[element.level])}")
                st.text(element.text.get(_.language))
                st.caption(_("Why: {reason}", reason=element.rationale.get(_.language)))


def described(_: Words, generic_model: GenericModel, model: DescribedModel, group: str) -> None:
    """What a regional model says of each element of one group, and of which it says nothing."""
    st.text(model.summary.get(_.language))
    titles = {source.id: source.title for source in model.sources}
    silent = []
    for key, element in generic_model.elements.items():
        if element.group != group:
            continue
        entry = model.elements.get(key)
        if entry is None or entry.state == "not_stated":
            silent.append(element.label.get(_.language))
            continue
        with st.container(border=True):
            st.markdown(f"**{element.label.get(_.language)}** · {_(STATES[entry.state])}")
            for fact in entry.facts:
                st.text(fact.text.get(_.language))
                parts = [titles.get(fact.source, fact.source), fact.section or "", fact.date or "",
                         _(labels.MODALITIES[fact.modality])]  # fmt: skip
                st.caption(" · ".join(part for part in parts if part))
    if silent:
        st.caption(_("The source says nothing of: {names}.", names=_.listing(silent)))
