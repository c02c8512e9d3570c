"""Copying the place a card lies in, each container once.

When a card (a fragment) runs, Streamlit copies the containers it lies in, and with each of them all that it lies in
itself: three levels are six copies, and each is made attribute by attribute. That was a fifteenth of what an answer
costs. Here each container is copied once, and so is each position in them.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any, TypeVar

from streamlit.cursor import Cursor, SparseList
from streamlit.delta_generator import DeltaGenerator
from streamlit.runtime import fragment

T = TypeVar("T")
Copies = dict[int, DeltaGenerator]


def copy_lightly() -> None:
    """Make it so for every card of this process; may be called again."""
    setattr(fragment, "deepcopy", copied)  # noqa: B010 - a type checker does not know that module's imports


def copied(place: Any) -> Any:
    """A copy of what Streamlit copies of a place: the positions by part of the page, or the containers around.

    Containers that lie in each other lie in each other's copies.
    """
    if isinstance(place, dict):
        return {part: _position(one) for part, one in place.items()}
    made: Copies = {}
    return tuple(_container(one, made) for one in place)


def _container(one: DeltaGenerator, made: Copies) -> DeltaGenerator:
    if id(one) not in made:
        twin = made[id(one)] = _twin(one)
        twin._provided_cursor = _position(one._cursor) if one._cursor else None
        twin._parent = _container(one._parent, made) if one._parent else None
        twin._form_data = deepcopy(one._form_data)
    return made[id(one)]


def _position(one: Cursor) -> Cursor:
    """Numbers and paths in it never change; what is passing by is copied if there is any."""
    twin = _twin(one)
    passing = one.transient_elements
    twin._transient_elements = deepcopy(passing) if len(passing) else SparseList()
    return twin


def _twin(one: T) -> T:
    twin = object.__new__(type(one))
    vars(twin).update(vars(one))
    return twin
