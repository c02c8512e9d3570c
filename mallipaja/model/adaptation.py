"""What a pilot decided: adaptations of the generic model, and stands taken on its elements."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, TypeAlias

from mallipaja.model.frame import NO_FRAME, Frame

Operation = Literal["set", "add", "remove", "substitute", "reorder", "add_member", "remove_member"]
AdaptationState = Literal["proposal", "agreed", "in_trial", "ended"]
Fit = Literal["fits", "fits_changed", "does_not_fit"]
InUse = Literal["yes", "partly", "no"]
Value: TypeAlias = str | float | bool | tuple[str, ...] | None

OPERATIONS: tuple[Operation, ...] = (
    "add",
    "set",
    "substitute",
    "reorder",
    "add_member",
    "remove_member",
    "remove",
)
"""In the order they are applied."""
ACTIVE: tuple[AdaptationState, ...] = ("agreed", "in_trial")
"""States in which an adaptation is part of the pilot's model. A proposal is a wish, and an ended one is
history."""


@dataclass(frozen=True, slots=True)
class Adaptation:
    """One change a pilot makes to the generic model.

    Attributes
    ----------
    id : stable id.
    operation : what is done; see `resolve.resolve`.
    element : key of the target (``rules.consent``), or of the new element for ``add``.
    field : the part of the element (``text``, ``default``, ``role.hours_per_month``); "" means the whole
        element.
    base_value : what the generic model said when the change was made; a later version is compared with it.
    value : what the pilot says.
    what, why, decided_by : the three fields filled in in the room, in words.
    core_kept : whether the core of the element stands; ``None`` when nobody has settled it.
    frame : FRAME codes, for the model developer.
    meeting : id of the meeting that decided it, or ``None``.
    state : proposal, agreed, in_trial or ended.
    source : walk_through, team when it comes from an agreed team, or region when a region between the generic
        model and the pilot made it.
    challenges : the challenges it answers, in words.
    valid_from, valid_to : the days it is in force, both included; absent: no limit on that side.
    decided_on : day of the decision at the precision it is known, or "".
    """

    id: str
    operation: Operation
    element: str
    field: str = ""
    base_value: Value = None
    value: Value = None
    what: str = ""
    why: str = ""
    decided_by: str = ""
    core_kept: bool | None = None
    frame: Frame = NO_FRAME
    meeting: str | None = None
    state: AdaptationState = "agreed"
    source: Literal["walk_through", "team", "region"] = "walk_through"
    challenges: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    decided_on: str = ""

    @property
    def is_active(self) -> bool:
        """Whether it is part of the pilot's model."""
        return self.state in ACTIVE


def on_day(one: Adaptation, day: date) -> Adaptation:
    """The change as it stands on a day: one whose time is over has ended, one whose time has not come is a
    proposal."""
    if one.valid_to is not None and one.valid_to < day:
        return replace(one, state="ended")
    if one.is_active and one.valid_from is not None and day < one.valid_from:
        return replace(one, state="proposal")
    return one


@dataclass(frozen=True, slots=True)
class Stance:
    """The stand taken on one element in the walk-through: does it fit, and is it already in use."""

    element: str
    fit: Fit
    in_use: InUse | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Variant:
    """A pilot's model: a version of the generic model, adaptations and stances (one for an element at
    most).

    ``inherited`` are the changes of the regions between the generic model and the pilot, the highest first.
    """

    id: str
    name: str
    generic_version: str
    adaptations: tuple[Adaptation, ...] = ()
    stances: tuple[Stance, ...] = ()
    inherited: tuple[Adaptation, ...] = ()


def read_value(stored: object) -> Value:
    """A stored (JSON) value as a value: a list becomes a tuple of texts, a whole number a float.

    Raises
    ------
    TypeError
        When it is anything else than a text, number, truth value, list or nothing.
    """
    if stored is None or isinstance(stored, str | bool | float):
        return stored
    if isinstance(stored, int):
        return float(stored)
    if isinstance(stored, list | tuple):
        return tuple(str(item) for item in stored)
    raise TypeError(f"a value cannot be a {type(stored).__name__}")
