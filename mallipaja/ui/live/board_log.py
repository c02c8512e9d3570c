"""The boards of a workshop afterwards: their groups by name, and what has been done to the cards, by whom and when."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import streamlit as st

from mallipaja.actions import boards
from mallipaja.actions.access import Context
from mallipaja.actions.live import BoardView, lead_step
from mallipaja.actions.workshops import view_workshop
from mallipaja.i18n import HELSINKI, N_, Words
from mallipaja.practice.phases import phases
from mallipaja.store.boards import Group, Move
from mallipaja.ui.as_typed import as_typed
from mallipaja.ui.editing import do, said

SAID = "live.board_log"
WHAT = {
    "move": N_("moved"),
    "merge": N_("merged"),
    "split": N_("split"),
    "hide": N_("hidden from all"),
    "show": N_("shown again"),
}
BY = {"facilitator": N_("by the facilitator"), "participant": N_("by a participant")}
NOWHERE = {
    "group_id": N_("Not in a group yet"),
    "phase": N_("No particular phase"),
    "actor_id": N_("No particular actor"),
    "merged_into": "",
}
"""Column of a card that says where it is -> what it means when it is empty."""
SHOWN = 100
"""The latest moves of a board; older ones are in the history."""


def draw(_: Words, asked: Context, workshop_id: str) -> None:
    """A folded part for each board that has groups or moves; a board that is silent has neither."""
    said(SAID)
    found = [one for one in view_workshop(asked, workshop_id=workshop_id).steps if one.kind == "board"]
    if found:
        st.header(_("What has been done on the boards"), anchor=False)
    for step in found:
        view = lead_step(asked, workshop_step_id=step.id).board
        moves = boards.list_moves(asked, workshop_step_id=step.id)
        assert view is not None
        told = f"{as_typed(step.title)} ({_.number(len(moves))})"
        fold = st.expander(told, key=f"board_log.fold.{step.id}", on_change="rerun")
        with fold:
            if fold.open:
                for group in view.groups:
                    _group(_, asked, group)
                _moves(_, asked, view, moves)


def _group(_: Words, asked: Context, group: Group) -> None:
    key = f"group.{group.id}"
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(_("New name of the group"), group.name, max_chars=120, key=f"{key}.name")

        def rename() -> None:
            name = st.session_state[f"{key}.name"]
            do(SAID, partial(boards.rename_group, asked, group_id=group.id, name=name))

        st.button(_("Rename"), on_click=rename, key=f"{key}.rename")
        remove = partial(boards.remove_group, asked, group_id=group.id)
        st.button(_("Remove the group"), on_click=do, args=(SAID, remove), key=f"{key}.remove")


def _moves(_: Words, asked: Context, view: BoardView, moves: list[Move]) -> None:
    texts = {one.card.id: _short(one.card.text) for one in view.seen}
    places = _places(_, asked, view, texts)
    lines = []
    for one in moves[:SHOWN]:
        to = _to(_, one, places)
        parts = [
            _.time(one.at.astimezone(HELSINKI)),
            f"{_(WHAT[one.what])} → {as_typed(to)}" if to else _(WHAT[one.what]),
            _(BY[one.by]),
            _("taken back") if one.undone_at else "",
        ]
        about = texts.get(one.card_id, "")
        told = " · ".join(part for part in parts if part)
        lines.append(f"- {told}: {as_typed(about)}" if about else f"- {told}")
    st.markdown("\n".join(lines) if lines else _("Nothing yet."))


def _places(_: Words, asked: Context, view: BoardView, texts: Mapping[str, str]) -> dict[str, str]:
    """Where a card can be moved, or into which card merged, by id or code."""
    generic = asked.catalogue.generic
    return {
        **texts,
        **{one.id: one.name for one in view.groups},
        **{one.id: one.name for one in view.actors},
        **{one.code: one.label.get(_.language) for one in (phases(generic) if generic else ())},
    }


def _to(_: Words, one: Move, places: Mapping[str, str]) -> str:
    """Where the card went; "" for what is no move, and for a place that is there no more."""
    for column, nowhere in NOWHERE.items():
        if column in one.after:
            target = str(one.after[column] or "")
            if column == "merged_into" and target in places:
                return _("the card “{text}”", text=places[target])
            return places.get(target, "") if target else _(nowhere)
    return ""


def _short(text: str, most: int = 90) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
