"""The picture of a step: for those in the room while it is open, of the meeting's own pilot."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from mallipaja.actions import workshop_steps, workshops
from mallipaja.actions.access import ANONYMOUS, Context
from mallipaja.actions.picture import CapacityPicture, NetworkPicture, PracticePicture
from mallipaja.actions.step_picture import step_picture, step_picture_here
from mallipaja.errors import NotFound, Refused
from mallipaja.store.engine import Store
from tests.small_project import SmallProject
from tests.workshops import arrange


@pytest.fixture
def store(sqlite_store: Store) -> Store:
    return sqlite_store


def test_a_step_shows_the_picture_of_its_pilot_to_the_room(
    context_for: Callable[[str], Context], small_project: SmallProject
) -> None:
    made = arrange(context_for("facilitator"), small_project.project_id, small_project.keuruu)
    here = {"workshop_id": made.workshop_id}
    kinds = {"capacity": CapacityPicture, "network": NetworkPicture, "practice": PracticePicture}
    guest = made.guest(small_project.health)
    for kind, shape in kinds.items():
        values = {"picture": kind}
        step = workshop_steps.add_step(made.context, **here, kind="picture", title="Kuva", values=values)
        seen = {"participant_id": guest.participant_id, "step": step}
        with pytest.raises(NotFound):
            step_picture_here(guest.context, **seen)
        workshops.go_to_step(made.context, **here, step=step)
        found = step_picture_here(guest.context, **seen)
        assert isinstance(found.picture, shape)
        assert (found.pilot, found) == (
            "Keuruu", replace(step_picture(made.context, workshop_step_id=step), picture=found.picture),
        )  # fmt: skip
        with pytest.raises(Refused):
            step_picture_here(replace(guest.context, actor=ANONYMOUS), **seen)
    common = arrange(made.context, small_project.project_id)
    other = common.guest(small_project.health)
    with pytest.raises(NotFound):
        step_picture_here(other.context, participant_id=other.participant_id, step=step)
    lone = workshop_steps.add_step(
        made.context,
        workshop_id=common.workshop_id,
        kind="picture",
        title="Kuva",
        values={"picture": "network"},
    )
    assert step_picture(made.context, workshop_step_id=lone).picture is None
