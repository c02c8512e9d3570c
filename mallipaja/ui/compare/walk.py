"""One element of the generic model per screen: what it says, does it fit, is it in use."""

from __future__ import annotations

import streamlit as st

from mallipaja.actions.access import Context
from mallipaja.actions.saving import UNTOUCHED
from mallipaja.actions.variants import VariantView, take_stand
from mallipaja.i18n import N_, Words
from mallipaja.report.workbook_rows import STATES
from mallipaja.store.variants import AdaptationRow, StanceRow
from mallipaja.ui import labels
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.errors import told
from mallipaja.ui.told_apart import told_apart

CORE_KEPT = {
    "kept": N_("The core stands"),
    "changed": N_("The core changed"),
    "unknown": N_("Not judged yet"),
}
OPEN_STATES = ("agreed", "in_trial", "proposal")


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


def says(_: Words, view: VariantView, key: str) -> None:
    """What the model says of the element, and what the pilot has changed in it already."""
    element = view.generic.elements[key]
    st.header(as_typed(element.label.get(_.language)))
    st.text(element.text.get(_.language))
    why = _("Why: {reason}", reason=element.rationale.get(_.language))
    st.caption(as_typed(f"{_(labels.LEVELS[element.level])} · {why}"))
    for change in view.adaptation_rows:
        if change.element == key and change.state != "ended":
            st.info(as_typed(_change(_, change)))


def draw(_: Words, asked: Context, view: VariantView, key: str, pilot_id: str) -> None:
    """The stand: two questions, and of a change three fields."""
    element = view.generic.elements[key]
    known = view.stance_rows.get(key)
    fit, in_use = _two_questions(_, known, key)
    what = why = who = ""
    core_kept: bool | None = None
    more = More()
    if fit in ("fits_changed", "does_not_fit"):
        if fit == "fits_changed":
            what = st.text_area(_("What was changed?"), max_chars=2000, key=f"walk.what.{key}")
            core_kept = _core_kept(_, key) if element.level == "core" else None
        why = st.text_area(_("Why?"), max_chars=2000, key=f"walk.why.{key}")
        who = st.text_input(_("Who decided?"), max_chars=200, key=f"walk.who.{key}")
        more = _more(_, view, key)
    if st.button(_("Save and go on"), type="primary", disabled=fit is None):
        with told() as done:
            take_stand(
                asked, pilot_id=pilot_id, element=key, fit=str(fit), in_use=in_use, what=what, why=why, decided_by=who,
                core_kept=core_kept, revision=known.revision if known else UNTOUCHED, challenges=more.challenges,
                meeting_id=more.meeting_id, state=more.state,
            )  # fmt: skip
        if done.ok:
            st.query_params.pop("element", None)
            st.rerun()


class More:
    """What else may be told of a change, left alone in the room: challenges, the meeting, how far it is."""

    def __init__(
        self, challenges: tuple[str, ...] = (), meeting_id: str | None = None, state: str = "agreed"
    ) -> None:
        self.challenges, self.meeting_id, self.state = challenges, meeting_id, state


def _two_questions(_: Words, known: StanceRow | None, key: str) -> tuple[str | None, str | None]:
    fits, uses = list(labels.FITS), list(labels.IN_USE)
    fit = st.radio(
        _("Does it fit?"), fits, index=fits.index(known.fit) if known else None,
        format_func=lambda one: _(labels.FITS[one]), horizontal=True, key=f"walk.fit.{key}.{_.language}",
    )  # fmt: skip
    in_use = st.radio(
        _("Do we have it already?"), uses, index=uses.index(known.in_use) if known and known.in_use else None,
        format_func=lambda one: _(labels.IN_USE[one]), horizontal=True, key=f"walk.use.{key}.{_.language}",
    )  # fmt: skip
    return fit, in_use


def _more(_: Words, view: VariantView, key: str) -> More:
    with st.expander(_("Challenge, meeting, trial")):
        challenges = st.text_area(
            _("Which challenges does it answer? One on a line."), max_chars=2000, key=f"walk.challenges.{key}"
        )
        meetings = told_apart(
            {one: f"{note.title}, {_.date(note.held_on)}" for one, note in view.meetings.items()}
        )
        meeting = st.selectbox(
            _("In which meeting was it decided?"), ["", *meetings], format_func=lambda one: meetings.get(one, "–"),
            key=f"walk.meeting.{key}.{_.language}",
        )  # fmt: skip
        state = st.radio(
            _("How far is it?"), OPEN_STATES, horizontal=True, format_func=lambda one: _(STATES[one]),
            key=f"walk.state.{key}.{_.language}",
        )  # fmt: skip
    lines = tuple(line.strip() for line in challenges.splitlines() if line.strip())
    return More(lines, meeting or None, state)


def _change(_: Words, change: AdaptationRow) -> str:
    parts = (change.what, change.why, "" if change.state == "agreed" else _(STATES[change.state]))  # type: ignore[index]
    return " – ".join(part for part in parts if part)


def _core_kept(_: Words, key: str) -> bool | None:
    answer = st.radio(
        _("Does the core still stand?"), list(CORE_KEPT), index=2, format_func=lambda one: _(CORE_KEPT[one]),
        horizontal=True, key=f"walk.core.{key}.{_.language}",
    )  # fmt: skip
    return {"kept": True, "changed": False, "unknown": None}[answer]
