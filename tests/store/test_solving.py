"""Actions that solve: nothing is locked meanwhile, and nothing is written on what does not hold any more."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest

from mallipaja.actions.access import ACTIONS, ANONYMOUS, Context, Job, Right
from mallipaja.actions.solving import TRIES, ChangedMeanwhileError, Solving, solving_action
from mallipaja.errors import ActionError, Refused
from mallipaja.store import record, schema
from mallipaja.store.engine import Store
from tests.small_project import START, SmallProject


@dataclass
class Renaming:
    """An action that takes its time over a pilot's name; ``meanwhile`` is what others do then."""

    meanwhile: Callable[[], None]
    names: list[str] = field(default_factory=list)

    def read(self, job: Job, *, pilot_id: str) -> Solving[str, str]:
        before = record.get(job, schema.pilot, pilot_id).name
        self.names.append(before)

        def write(job: Job, found: str) -> str:
            if record.get(job, schema.pilot, pilot_id).name != before:
                raise ChangedMeanwhileError
            values = {"name": found}
            record.change(job, schema.pilot, pilot_id, values, revision=None, project_id=job.project_id)
            return found

        def solve() -> str:
            self.meanwhile()
            return before + "!"

        return Solving(solve, write)


@pytest.fixture
def made() -> Iterator[Callable[[Callable[[], None]], tuple[Renaming, Callable[..., str]]]]:
    """``made(meanwhile)``: the action, out of the list of actions again when the test ends."""
    before = set(ACTIONS)

    def make(meanwhile: Callable[[], None]) -> tuple[Renaming, Callable[..., str]]:
        renaming = Renaming(meanwhile)

        def rename(job: Job, *, pilot_id: str) -> Solving[str, str]:
            return renaming.read(job, pilot_id=pilot_id)

        return renaming, solving_action(Right.EDIT_PILOT, "pilot_id")(rename)

    yield make
    for name in set(ACTIONS) - before:
        del ACTIONS[name]


def name_of(store: Store, pilot_id: str) -> str:
    with store.reading("cli:test", START) as work:
        return str(record.get(work, schema.pilot, pilot_id).name)


def call(store: Store, pilot_id: str, name: str, project_id: str) -> None:
    with store.writing("account:2", START) as work:
        record.change(work, schema.pilot, pilot_id, {"name": name}, revision=None, project_id=project_id)


def test_others_write_at_once_while_something_is_solved(
    store: Store, small_project: SmallProject, context_for: Callable[[str], Context], made: Callable
) -> None:
    here = small_project
    impatient = Store(store.url.render_as_string(hide_password=False), busy_timeout_s=1)

    def meanwhile() -> None:
        call(impatient, here.laukaa, "Laukaa, muiden kirjoittama", here.project_id)

    _renaming, rename = made(meanwhile)
    assert rename(context_for("facilitator"), pilot_id=here.keuruu) == "Keuruu!"
    assert name_of(store, here.laukaa) == "Laukaa, muiden kirjoittama"
    assert name_of(store, here.keuruu) == "Keuruu!"
    impatient.close()


def test_what_changed_meanwhile_is_read_and_solved_again(
    store: Store, small_project: SmallProject, context_for: Callable[[str], Context], made: Callable
) -> None:
    here, others = small_project, iter(["Uusi Keuruu"])

    def meanwhile() -> None:
        name = next(others, "")
        if name:
            call(store, here.keuruu, name, here.project_id)

    renaming, rename = made(meanwhile)
    assert rename(context_for("facilitator"), pilot_id=here.keuruu) == "Uusi Keuruu!"
    assert renaming.names == ["Keuruu", "Uusi Keuruu"]


def test_what_always_changes_is_said_and_nothing_is_written(
    store: Store, small_project: SmallProject, context_for: Callable[[str], Context], made: Callable
) -> None:
    here = small_project
    renaming, rename = made(lambda: None)
    renaming.meanwhile = lambda: call(store, here.keuruu, f"Keuruu {len(renaming.names)}", here.project_id)
    with pytest.raises(ActionError) as caught:
        rename(context_for("facilitator"), pilot_id=here.keuruu)
    assert caught.value.code == "CHANGED_MEANWHILE"
    assert (len(renaming.names), name_of(store, here.keuruu)) == (TRIES, f"Keuruu {TRIES}")


def test_a_right_that_is_not_there_is_refused_before_anything_is_solved(
    small_project: SmallProject, context_for: Callable[[str], Context], made: Callable
) -> None:
    renaming, rename = made(lambda: None)
    context = context_for("facilitator")
    with pytest.raises(Refused):
        rename(
            Context(context.store, ANONYMOUS, context.catalogue, context.clock), pilot_id=small_project.keuruu
        )
    assert renaming.names == []
