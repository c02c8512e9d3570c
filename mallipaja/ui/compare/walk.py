"""One element of the generic model per screen: what it says, does it fit, is it in use."""

from __future__ import annotations

import streamlit as st

from mallipaja.actions.access import Context
from mallipaja.actions.variants import VariantView, take_stand
from mallipaja.i18n import N_, Words
from mallipaja.ui import labels
from mallipaja.ui.errors import told

CORE_KEPT = {
    "kept": N_("The core stands"),
    "changed": N_("The core changed"),
    "unknown": N_("Not judged yet"),
}


def progress(_: Words, view: VariantView) -> None:
    """How far the walk-through is, and how many core elements remain."""
    done = view.progress
    st.progress(
        done.handled / done.elements,
        text=_(
            "{handled}/{all} discussed, {core} core elements left", handled=_.number(done.handled),
            all=_.number(done.elements), core=_.number(len(done.core_open)),
        ),
    )  # fmt: skip


def choose(_: Words, view: VariantView) -> str:
    """The element to discuss; by default the next one nobody has taken a stand on, core first."""
    keys = list(view.generic.elements)
    upcoming = view.progress.remaining[0] if view.progress.remaining else keys[0]
    asked_for = st.query_params.get("element", "")
    first = asked_for if asked_for in view.generic.elements else upcoming

    def title(key: str) -> str:
        mark = "✓ " if key in view.stance_rows else ""
        return mark + view.generic.elements[key].label.get(_.language)

    return st.selectbox(
        _("Element"),
        keys,
        index=keys.index(first),
        format_func=title,
        key=f"walk.element.{first}.{_.language}",
    )


def draw(_: Words, asked: Context, view: VariantView, key: str, pilot_id: str) -> None:
    """The element and the stand."""
    element = view.generic.elements[key]
    known = view.stance_rows.get(key)
    st.subheader(element.label.get(_.language))
    st.text(element.text.get(_.language))
    st.caption(
        f"{_(labels.LEVELS[element.level])} · {_('Why: {reason}', reason=element.rationale.get(_.language))}"
    )
    for change in view.adaptation_rows:
        if change.element == key and change.state != "ended":
            st.info(f"{change.what} – {change.why}")
    fits, uses = list(labels.FITS), list(labels.IN_USE)
    fit = st.radio(
        _("Does it fit?"), fits, index=fits.index(known.fit) if known else None,
        format_func=lambda one: _(labels.FITS[one]), horizontal=True, key=f"walk.fit.{key}.{_.language}",
    )  # fmt: skip
    in_use = st.radio(
        _("Do we have it already?"), uses, index=uses.index(known.in_use) if known and known.in_use else None,
        format_func=lambda one: _(labels.IN_USE[one]), horizontal=True, key=f"walk.use.{key}.{_.language}",
    )  # fmt: skip
    what = why = who = ""
    core_kept: bool | None = None
    if fit in ("fits_changed", "does_not_fit"):
        if fit == "fits_changed":
            what = st.text_area(_("What was changed?"), max_chars=2000, key=f"walk.what.{key}")
            core_kept = _core_kept(_, key) if element.level == "core" else None
        why = st.text_area(_("Why?"), max_chars=2000, key=f"walk.why.{key}")
        who = st.text_input(_("Who decided?"), max_chars=200, key=f"walk.who.{key}")
    if st.button(_("Save and go on"), type="primary", disabled=fit is None):
        with told() as done:
            take_stand(
                asked, pilot_id=pilot_id, element=key, fit=str(fit), in_use=in_use, what=what, why=why, decided_by=who,
                core_kept=core_kept, revision=known.revision if known else None,
            )  # fmt: skip
        if done.ok:
            st.query_params.pop("element", None)
            st.rerun()


def _core_kept(_: Words, key: str) -> bool | None:
    answer = st.radio(
        _("Does the core still stand?"), list(CORE_KEPT), index=2, format_func=lambda one: _(CORE_KEPT[one]),
        horizontal=True, key=f"walk.core.{key}.{_.language}",
    )  # fmt: skip
    return {"kept": True, "changed": False, "unknown": None}[answer]
