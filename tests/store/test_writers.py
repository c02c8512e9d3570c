"""Several writers at once, a killed process, a reopened database: nothing that was confirmed is lost."""

from __future__ import annotations

import itertools
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, insert, select
from sqlalchemy.exc import DBAPIError, IntegrityError

from mallipaja.errors import ActionError, LateSave
from mallipaja.store import record, schema
from mallipaja.store.engine import Store
from tests.small_project import START, SmallProject

ROUNDS = 15


def address(store: Store) -> str:
    return store.url.render_as_string(hide_password=False)


def count_up(store: Store, pilot_id: str, project_id: str, times: int) -> None:
    """Read a number and write the next one, in one transaction: lost as soon as two do it at the same time."""
    for _ in range(times):
        with store.writing("account:1", START) as work:
            position = record.get(work, schema.pilot, pilot_id).position
            values = {"position": position + 1}
            record.change(work, schema.pilot, pilot_id, values, revision=None, project_id=project_id)


def count_up_in_a_process(url: str, pilot_id: str, project_id: str, times: int) -> None:
    store = Store(url)
    count_up(store, pilot_id, project_id, times)
    store.close()


def check_count(store: Store, project: SmallProject, expected: int) -> None:
    history = schema.history
    with store.reading("cli:test", START) as work:
        row = record.get(work, schema.pilot, project.keuruu)
        assert (row.position, row.revision) == (expected, expected + 1)
        lines = work.connection.execute(
            select(history.c.revision, history.c.before, history.c.after)
            .where(history.c.entity_id == project.keuruu, history.c.change == "change")
            .order_by(history.c.seq)
        ).all()
    assert [tuple(line) for line in lines] == [
        (n + 2, {"position": n}, {"position": n + 1}) for n in range(expected)
    ]


def test_threads_that_count_together_lose_nothing(store: Store, small_project: SmallProject) -> None:
    with ThreadPoolExecutor(4) as pool:
        jobs = [
            pool.submit(count_up, store, small_project.keuruu, small_project.project_id, ROUNDS)
            for _ in range(4)
        ]
        for job in jobs:
            job.result()
    check_count(store, small_project, 4 * ROUNDS)


def test_processes_that_count_together_lose_nothing(store: Store, small_project: SmallProject) -> None:
    spawn = multiprocessing.get_context("spawn")
    arguments = (address(store), small_project.keuruu, small_project.project_id, ROUNDS)
    workers = [spawn.Process(target=count_up_in_a_process, args=arguments) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    assert [worker.exitcode for worker in workers] == [0, 0]
    check_count(store, small_project, 2 * ROUNDS)


def test_two_who_save_the_same_revision_at_once(store: Store, small_project: SmallProject) -> None:
    """Different fields are both kept; of two values for one field one is saved and the other one is told."""
    start = threading.Barrier(2)
    there = {"project_id": small_project.project_id}

    def save(values: dict[str, object]) -> str:
        start.wait()
        try:
            with store.writing("account:1", START) as work:
                record.change(work, schema.pilot, small_project.keuruu, values, revision=1, **there)
        except LateSave:
            return "told"
        return "saved"

    with ThreadPoolExecutor(2) as pool:
        same = [{"name": "A", "kind": "site"}, {"name": "B", "position": 9}]
        assert sorted(pool.map(save, same)) == ["saved", "told"]
        different = [{"kind": "area"}, {"position": 7}]
        with store.writing("cli:test", START) as work:
            record.change(
                work, schema.pilot, small_project.keuruu, {"kind": "x", "position": 0}, revision=None, **there
            )
            now = record.get(work, schema.pilot, small_project.keuruu).revision

        def save_now(values: dict[str, object]) -> int:
            start.wait()
            with store.writing("account:1", START) as work:
                return record.change(work, schema.pilot, small_project.keuruu, values, revision=now, **there)

        assert sorted(pool.map(save_now, different)) == [now + 1, now + 2]
    with store.reading("cli:test", START) as work:
        row = record.get(work, schema.pilot, small_project.keuruu)
        assert (row.kind, row.position) == ("area", 7)


def test_the_data_version_grows_in_the_order_of_the_commits(
    store: Store, small_project: SmallProject
) -> None:
    """A reader never sees a line appear below the newest line it has seen."""
    done = threading.Event()
    seen: list[list[int]] = []

    def read() -> None:
        while not done.is_set():
            with store.reading("cli:test", START) as work:
                seen.append(record.values_of(work, schema.history.c.seq, schema.history.c.seq > 0))

    with ThreadPoolExecutor(4) as pool:
        reader = pool.submit(read)
        writers = [
            pool.submit(count_up, store, pilot, small_project.project_id, ROUNDS)
            for pilot in (small_project.keuruu, small_project.laukaa, small_project.keuruu)
        ]
        for writer in writers:
            writer.result()
        done.set()
        reader.result()
    for before, after in itertools.pairwise(seen):
        assert set(after) - set(before) == {number for number in after if number > max(before)}


def test_a_reader_sees_one_moment_and_cannot_write(store: Store, small_project: SmallProject) -> None:
    with store.reading("cli:test", START) as work:
        assert record.get(work, schema.pilot, small_project.keuruu).position == 0
        count_up(store, small_project.keuruu, small_project.project_id, 1)
        assert record.get(work, schema.pilot, small_project.keuruu).position == 0
    with store.reading("cli:test", START) as work, pytest.raises(DBAPIError):
        record.put_in_bin(work, schema.pilot, small_project.keuruu, project_id=None)
    check_count(store, small_project, 1)


def test_a_writer_that_waits_too_long_is_told(store: Store, small_project: SmallProject) -> None:
    impatient = Store(address(store), busy_timeout_s=1)
    with store.writing("account:1", START) as work:
        record.put_in_bin(work, schema.pilot, small_project.keuruu, project_id=None)
        with pytest.raises(ActionError) as busy, impatient.writing("account:2", START):
            pass
    assert busy.value.code == "STORE_BUSY"
    with impatient.writing("account:2", START) as work:
        record.take_from_bin(work, schema.pilot, small_project.keuruu, project_id=None)
    impatient.close()


WRITE = """
import sys
from datetime import UTC, datetime
from mallipaja.store import record, schema
from mallipaja.store.engine import Store
store = Store(sys.argv[1])
number = 0
while True:
    with store.writing("invitation:x", datetime.now(UTC)) as work:
        values = {"pilot_id": sys.argv[2], "title": f"{number}"}
        record.add(work, schema.task, values, project_id=sys.argv[3])
    print(number, flush=True)
    number += 1
"""


def test_a_killed_process_loses_nothing_it_confirmed(store: Store, small_project: SmallProject) -> None:
    command = [sys.executable, "-c", WRITE, address(store), small_project.keuruu, small_project.project_id]
    for turn in range(3):
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
            for _ in range(20):
                confirmed = int(writer.stdout.readline())
            time.sleep(0.01 * turn)  # somewhere inside a transaction
            os.kill(writer.pid, signal.SIGKILL)
            for line in writer.stdout:
                confirmed = int(line)
        reopened = Store(address(store))
        with reopened.writing("cli:test", datetime.now(UTC)) as work:
            titles = record.values_of(work, schema.task.c.title, schema.task.c.deleted_at.is_(None))
            numbers = sorted(int(title) for title in titles)
            # everything confirmed, and perhaps the one whose confirmation was on its way
            assert numbers[: confirmed + 1] == list(range(confirmed + 1))
            assert len(numbers) in {confirmed + 1, confirmed + 2}
            ids = set(record.values_of(work, schema.task.c.id, schema.task.c.id != ""))
            told = record.values_of(work, schema.history.c.entity_id, schema.history.c.entity == "task")
            assert ids <= set(told)
            work.connection.execute(schema.task.delete())
        if store.is_sqlite:
            with reopened.engine.connect() as connection:
                assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
        reopened.close()


def test_references_are_kept(store: Store, small_project: SmallProject) -> None:
    def add() -> None:
        with store.writing("cli:test", START) as work:
            values = {"pilot_id": "no such pilot", "title": "x"}
            record.add(work, schema.task, values, project_id=None)

    with pytest.raises(IntegrityError):
        add()
    with store.writing("cli:test", START) as work:
        work.connection.execute(schema.project.delete())
        for table in (schema.pilot, schema.unit, schema.invitation, schema.membership):
            assert work.connection.scalar(select(func.count()).select_from(table)) == 0


def test_sqlite_is_set_up_for_safety(sqlite_store: Store) -> None:
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 10_000}
    with sqlite_store.engine.connect() as connection:
        found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in wanted}
    assert found == wanted


def test_a_number_of_the_history_is_never_used_twice(store: Store, small_project: SmallProject) -> None:
    history = schema.history
    with store.writing("cli:test", START) as work:
        last = work.connection.scalar(select(func.max(history.c.seq)))
        work.connection.execute(history.delete())
        work.connection.execute(
            insert(history).values(at=datetime.now(UTC), who="x", entity="x", entity_id="x", change="add")
        )
        assert work.connection.scalar(select(history.c.seq)) == last + 1
