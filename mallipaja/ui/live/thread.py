"""The thread of the project: from a card, a challenge or a decision forward to what came of it, and back, by clicks."""

from __future__ import annotations

from datetime import date

import streamlit as st

from mallipaja.actions.access import Context
from mallipaja.actions.generic_elements import element_names
from mallipaja.actions.thread import Knot, Stretch, follow, list_knots
from mallipaja.i18n import N_, Words
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.errors import told
from mallipaja.ui.live import sources
from mallipaja.ui.live.decide import STATES
from mallipaja.ui.session import current_project

KINDS = {
    "card": ("▭", N_("Card")),
    "theme": ("#", N_("Theme")),
    "challenge": ("▲", N_("Challenge")),
    "element": ("◆", N_("Element of the model")),
    "adaptation": ("≈", N_("Change of the model")),
    "decision": ("✓", N_("Decision or action")),
}
ENDS = {
    "regional": N_("Taken to the regional development group"),
    "not_now": N_("Not solved now"),
    "owner": N_("Responsible"),
    "due": N_("By when"),
    "state": N_("State"),
    "outcome": N_("What came of it"),
}
AT = "knot"


def draw(_: Words, asked: Context, workshop_id: str) -> None:
    """The knot of the address with what leads to it and what it leads to; at first the choice of where to begin."""
    project = current_project(asked)
    assert project is not None
    names = element_names(asked, language=_.language)
    st.header(_("What came of it, and where did it come from?"), anchor=False)
    knots = {f"{one.kind}:{one.id}": one for one in list_knots(asked, project_id=project.id)}
    if not knots:
        st.info(_("There are no cards, challenges or decisions yet. They come from the workshop's boards."))
        return
    at = st.query_params.get(AT, "")
    begin = st.selectbox(
        _("Begin from"), list(knots), index=list(knots).index(at) if at in knots else None,
        format_func=lambda one: _name(_, knots[one], names), placeholder=_("Choose"), key=f"thread.{at}.{_.language}",
    )  # fmt: skip
    if begin and begin != at:
        _go(begin)
        st.rerun()
    if ":" in at:
        kind, _sign, knot = at.partition(":")
        with told():
            _stretch(_, asked, project.id, follow(asked, project_id=project.id, kind=kind, knot=knot), names)


def _stretch(_: Words, asked: Context, project_id: str, found: Stretch, names: dict[str, str]) -> None:
    left, middle, right = st.columns([2, 3, 2], gap="medium")
    with left:
        st.markdown(f"**← {_('Where it came from')}**")
        _ways(_, found.back, names, _("Nothing before this is known."))
    with middle, st.container(border=True):
        sign, kind = KINDS[found.knot.kind]
        st.caption(as_typed(f"{sign} {_(kind)}"))
        st.markdown(as_typed(found.knot.text or names.get(found.knot.id, found.knot.id)))
        for name, text in found.ends:
            st.markdown(f"{_(ENDS[name])}: {as_typed(_end(_, name, text))}")
        if found.evidence is not None:
            st.caption(sources.graded(_, found.evidence))
            listed = sources.of_project(asked, project_id).get(found.knot.id, [])
            told_of = _("Documents and statistics ({count})", count=_.number(len(listed)))
            with st.expander(told_of, key=f"thread.sources.{found.knot.id}", on_change="rerun"):
                sources.draw(_, asked, found.knot.kind, found.knot.id, listed)
    with right:
        st.markdown(f"**{_('What it led to')} →**")
        _ways(_, found.forward, names, _("Nothing has come of it yet.") if not found.ends else "")


def _end(_: Words, name: str, text: str) -> str:
    if name == "due":
        return _.date(date.fromisoformat(text))
    return _(STATES[text]) if name == "state" else text


def _ways(_: Words, knots: tuple[Knot, ...], names: dict[str, str], otherwise: str) -> None:
    for one in knots:
        place = f"{one.kind}:{one.id}"
        st.button(
            as_typed(_name(_, one, names)),
            key=f"thread.to.{place}",
            on_click=_go,
            args=(place,),
            width="stretch",
        )
    if not knots and otherwise:
        st.caption(otherwise)


def open_at(_: Words, place: str) -> None:
    """Show the thread at this knot; for buttons on the other parts of the page."""
    st.session_state[f"live.part.{_.language}"] = "thread"
    _go(place)


def _go(place: str) -> None:
    st.query_params[AT] = place


def _name(_: Words, one: Knot, names: dict[str, str]) -> str:
    sign, kind = KINDS[one.kind]
    text = one.text or names.get(one.id, one.id)
    short = text if len(text) <= 70 else f"{text[:69]}…"
    return f"{sign} {_(kind)}: {short}"
