"""The place of a card is copied whole, each container once, and apart from the one that goes on."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.cursor import LockedCursor, RunningCursor
from streamlit.delta_generator import DeltaGenerator
from streamlit.elements.lib.form_utils import FormData
from streamlit.proto.Element_pb2 import Element
from streamlit.runtime import fragment

from mallipaja.ui.server.light_copies import copied, copy_lightly

POSITION = {"_root_container", "_parent_path", "_index", "_transient_index", "_transient_elements"}
CONTAINER = {
    "_root_container", "_provided_cursor", "_parent", "_block_type", "_creating_fragment_id", "_form_data",
}  # fmt: skip


def place() -> tuple[DeltaGenerator, ...]:
    """A page's main container, a card in it and a form in the card, each gone on a little."""
    main = DeltaGenerator(0, RunningCursor(0))
    main._provided_cursor.open_block()  # type: ignore[union-attr]
    card = DeltaGenerator(0, RunningCursor(0, (1,)), main, "vertical")
    card._creating_fragment_id = "card"
    form = DeltaGenerator(0, LockedCursor(0, (1, 3), 2), card, "form")
    form._form_data = FormData("answers")
    return main, card, form


def told(container: DeltaGenerator | None) -> Any:
    if container is None:
        return None
    position = container._provided_cursor
    assert position is not None
    return (
        position.delta_path, position.is_locked, position.transient_index, list(position.transient_elements.items()),
        container._root_container, container._block_type, container._creating_fragment_id,
        container._form_data and container._form_data.form_id, told(container._parent),
    )  # fmt: skip


def test_a_copy_says_the_same_and_lies_in_copies() -> None:
    own = place()
    twins = copied(own)
    assert [told(one) for one in twins] == [told(one) for one in own]
    assert not {id(one) for one in own} & {id(one) for one in twins}
    assert twins[2]._parent is twins[1]
    assert twins[1]._parent is twins[0]


def test_what_is_drawn_into_a_copy_moves_nothing_else() -> None:
    own = place()
    before = [told(one) for one in own]
    twins = copied(own)
    for twin in twins[:2]:
        twin._provided_cursor.open_block()
        twin._provided_cursor.get_transient_cursor()
    assert [told(one) for one in own] == before
    assert [told(one) for one in copied(own)] == before
    assert twins[1]._provided_cursor.delta_path == [0, 1, 1]


def test_what_is_passing_by_is_copied() -> None:
    position = RunningCursor(0)
    position.get_transient_cursor()
    position.transient_elements[0] = Element()
    twin = copied({0: position})[0]
    assert (twin.transient_index, len(twin.transient_elements)) == (0, 1)
    assert twin.transient_elements[0] is not position.transient_elements[0]
    twin.transient_elements[1] = Element()
    assert len(position.transient_elements) == 1


def test_streamlit_holds_nothing_there_that_is_not_known_here() -> None:
    """Another attribute that can change would have to be copied too: look at `light_copies` then."""
    assert vars(RunningCursor(0)).keys() == vars(LockedCursor(0)).keys() == POSITION
    assert vars(DeltaGenerator()).keys() == CONTAINER


def test_cards_are_copied_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fragment, "deepcopy", fragment.deepcopy)  # type: ignore[attr-defined]
    copy_lightly()
    copy_lightly()
    assert fragment.deepcopy is copied  # type: ignore[attr-defined]
