"""The library of models: which there are, in what state, and what each says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd
import streamlit as st

from mallipaja.actions.access import Context
from mallipaja.actions.comparison import Library
from mallipaja.actions.model_editor import Version, list_versions
from mallipaja.catalogue.operating_model import AdoptedModel, DescribedModel, GenericModel
from mallipaja.errors import Problem
from mallipaja.i18n import N_, Words
from mallipaja.ui import labels
from mallipaja.ui.as_typed import as_typed

STATES = {"stated": N_("stated"), "not_stated": N_("not known"), "stated_absent": N_("stated to be missing")}
KINDS = {"added": N_("added"), "removed": N_("taken out"), "changed": N_("changed")}


def problems(_: Words, found: Iterable[Problem]) -> None:
    """The problems of files that cannot be used, each with its place and what to do."""
    listed = [one.in_language(_) for one in found]
    if not listed:
        return
    st.warning(_.plural("{count} problem in the files", "{count} problems in the files", len(listed)))
    for one in listed:
        st.text(str(one))


def titles(_: Words, found: Library) -> dict[str, str]:
    """Names of the models by id, the generic one first."""
    first = {found.generic.id: found.generic.name.get(_.language)} if found.generic else {}
    regions = {one.id: one.name.get(_.language) for one in found.adopted}
    return first | regions | {one.id: one.name.get(_.language) for one in found.described}


def table(_: Words, found: Library) -> pd.DataFrame:
    """One line per model: state, version, how many elements it states, its sources; broken files last."""
    lines = []
    if found.generic:
        generic = found.generic
        lines.append(
            _line(_, generic.name.get(_.language), _("in order"), generic.version, len(generic.elements), ())
        )
    for region in found.adopted:
        told = _("in order, on {model} {version}", model=region.based_on, version=region.based_version)
        lines.append(_line(_, region.name.get(_.language), told, region.version, len(region.changes), ()))
    for one in found.described:
        stated = sum(entry.state != "not_stated" for entry in one.elements.values())
        state = _("in order, made here") if one.id in found.here else _("in order")
        titles = [source.title for source in one.sources]
        lines.append(_line(_, one.name.get(_.language), state, one.version, stated, titles))
    for path in dict.fromkeys(one.path for one in found.problems):
        count = sum(one.path == path for one in found.problems)
        state = _.plural("{count} problem", "{count} problems", count)
        lines.append(_line(_, path, state, "–", None, ()))
    return pd.DataFrame(lines).set_index(_("Model"))


def _line(
    _: Words, name: str, state: str, version: str, stated: int | None, sources: Iterable[str]
) -> dict[str, str]:
    return {
        _("Model"): as_typed(name),
        _("State"): state,
        _("Version"): version,
        _("Elements stated"): "–" if stated is None else _.number(stated),
        _("Sources"): as_typed("; ".join(sources)),
    }


def versions(_: Words, asked: Context, generic: GenericModel | None) -> None:
    """The versions of the generic model with their change notes and what changed."""
    with st.expander(_("Versions of the generic model"), key="models.versions", on_change="rerun") as fold:
        if not fold.open:
            return
        listed = list_versions(asked)
        if not listed:
            st.text(_("No pilot has started from the generic model yet."))
        for one in listed:
            _version(_, one, generic)


def _version(_: Words, one: Version, generic: GenericModel | None) -> None:
    st.markdown(f"**{_('Version {version}', version=one.version)}** · {_.date(one.created_at)}")
    if one.note:
        st.text(one.note)
    known = generic.elements if generic else {}
    for change in one.changes:
        name = known[change.element].label.get(_.language) if change.element in known else change.element
        st.caption(as_typed(f"{name}: {_(KINDS[change.kind])}"))


def generic(_: Words, model: GenericModel, group: str) -> None:
    """The elements of one group of the generic model."""
    for element in model.elements.values():
        if element.group == group:
            with st.container(border=True):
                st.markdown(
                    f"**{as_typed(element.label.get(_.language))}** · {_(labels.LEVELS[element.level])}"
                )
                st.text(element.text.get(_.language))
                why = _("Why: {reason}", reason=element.rationale.get(_.language))
                st.caption(as_typed(why))


def adopted(_: Words, model: AdoptedModel) -> None:
    """What a region changes in the model below it."""
    st.text(model.summary.get(_.language))
    lines = [
        {
            _("Element"): one.element,
            _("What was changed"): as_typed(one.what),
            _("Why"): as_typed(one.why),
            _("Decided by"): as_typed(one.decided_by),
        }
        for one in model.changes
    ]
    if lines:
        st.table(pd.DataFrame(lines).set_index(_("Element")))


def described(_: Words, generic_model: GenericModel, model: DescribedModel, group: str) -> None:
    """What a regional model says of each element of one group, and of which it says nothing."""
    st.text(model.summary.get(_.language))
    sources = {source.id: source.title for source in model.sources}
    silent = []
    for key, element in generic_model.elements.items():
        if element.group != group:
            continue
        entry = model.elements.get(key)
        if entry is None or entry.state == "not_stated":
            silent.append(element.label.get(_.language))
            continue
        with st.container(border=True):
            st.markdown(f"**{as_typed(element.label.get(_.language))}** · {_(STATES[entry.state])}")
            for fact in entry.facts:
                st.text(fact.text.get(_.language))
                parts = [sources.get(fact.source, fact.source), fact.section or "", fact.date or "",
                         _(labels.MODALITIES[fact.modality])]  # fmt: skip
                st.caption(as_typed(" · ".join(part for part in parts if part)))
    if silent:
        st.caption(as_typed(_("The source says nothing of: {names}.", names=_.listing(silent))))


def opened(_: Words, found: Library, names: dict[str, str]) -> None:
    """One model opened, a group at a time."""
    left, right = st.columns(2)
    with left:
        chosen = st.selectbox(
            _("Open a model"),
            list(names),
            format_func=lambda one: names[one],
            key=f"models.open.{_.language}",
        )
    with right:
        group = st.selectbox(
            _("Group"), list(labels.GROUPS), format_func=lambda one: _(labels.GROUPS[one]),
            key=f"models.group.{_.language}",
        )  # fmt: skip
    region = _of(found.adopted, chosen)
    model = next((one for one in found.described if one.id == chosen), None)
    if found.generic and chosen == found.generic.id:
        generic(_, found.generic, group)
    elif region is not None:
        adopted(_, region)
    elif found.generic and model is not None:
        described(_, found.generic, model, group)


def _of(models: Sequence[AdoptedModel], model_id: str) -> AdoptedModel | None:
    return next((one for one in models if one.id == model_id), None)
