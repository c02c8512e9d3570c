"""A million stored answers: how long the page of results and the monitoring of a round wait for their data.

``python -m bench.answers [sqlite|postgresql]`` (both without an argument) fills a database with invented answers to
the shipped templates and prints, ratio first, seconds (the least of three runs) beside the plainest thing one could ask
a database: how many gave which answer, counted over the whole table. Both are printed: seconds of CPU, of our process and of
the database's server, in which others on the machine count little, and seconds by the clock. The last line is the same as
JSON.
"""

from __future__ import annotations

import io
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from sqlalchemy import Table, text

from bench.timing import machine, show
from mallipaja.actions.access import Context, Job, cli_actor
from mallipaja.actions.catalogue import checked_catalogue
from mallipaja.actions.documents import use_template
from mallipaja.actions.survey_progress import round_progress
from mallipaja.actions.survey_results import OUTLINE, round_results
from mallipaja.catalogue.load import Catalogue
from mallipaja.catalogue.survey_template import Question, SurveyTemplate
from mallipaja.settings import ROOT
from mallipaja.store import schema
from mallipaja.store.engine import Store
from mallipaja.store.types import plain
from tests.databases import KINDS, Databases, stop_server

UNITS, PEOPLE, PILOTS, EMPLOYERS, ACTORS = 10_500, 14_000, 20, 12, 24
LEAST_ANSWERS = 1_000_000
RESULTS_S, MONITORING_S = 1.0, 0.5
FORMS = ("capacity_basic", "network_basic", "practices_own")
START = datetime(2026, 9, 1, 7, 0, tzinfo=UTC)
PARTNERS = 8


def main() -> None:
    kinds = sys.argv[1:] or list(KINDS)
    figures: dict[str, Any] = {}
    with tempfile.TemporaryDirectory(prefix="mallipaja-bench-") as folder:
        databases = Databases(Path(folder))
        try:
            for kind in kinds:
                figures |= measured(databases.filled(kind), kind)
        finally:
            stop_server(Path(folder))
    figures |= {"machine": machine()}
    show(figures)
    print(json.dumps(figures))


def measured(url: str, kind: str) -> dict[str, Any]:
    """The figures of one database."""
    store = Store(url)
    catalogue = checked_catalogue(ROOT)
    began = time.perf_counter()
    round_id = Filling(store, catalogue).fill()
    filled = time.perf_counter() - began
    asked = Context(store, cli_actor("bench"), catalogue)
    least = {
        place: _least(
            partial(round_results, asked, round_id=round_id, form=place[0], page=place[1], question=place[2]),
            store,
        )
        for place in _pages(asked, round_id)
    }
    slowest = max(least, key=lambda place: least[place].cpu)
    middle = sorted(one.cpu for one in least.values())[len(least) // 2]
    # what the page shows at first: professions are read when they are asked for
    monitoring = _least(lambda: round_progress(asked, round_id=round_id, by_profession=False), store)
    plainest, answers = _baseline(store)
    _check(asked, round_id)
    store.close()
    named = f"slowest results page ({slowest[0]} {slowest[2] or slowest[1]})"
    return {
        f"{kind}: slowest results page, times the plain count (CPU)": least[slowest].cpu / plainest.cpu,
        f"{kind}: monitoring, times the plain count (CPU)": monitoring.cpu / plainest.cpu,
        f"{kind}: {named} (s of CPU, at most {RESULTS_S})": least[slowest].cpu,
        f"{kind}: results page that is slowest by the clock (s)": max(one.clock for one in least.values()),
        f"{kind}: middle results page (s of CPU)": middle,
        f"{kind}: monitoring (s of CPU, at most {MONITORING_S})": monitoring.cpu,
        f"{kind}: monitoring (s by the clock)": monitoring.clock,
        f"{kind}: plain count of all answers (s of CPU)": plainest.cpu,
        f"{kind}: plain count of all answers (s by the clock)": plainest.clock,
        f"{kind}: answers stored": answers,
        f"{kind}: filling (s)": filled,
    }


def _pages(asked: Context, round_id: str) -> list[tuple[str, str, str]]:
    """Everything the page can show at once: form, page, and of questions repeated in blocks the one chosen."""
    found = []
    for form in FORMS:
        for page, _title in round_results(asked, round_id=round_id, form=form, page=OUTLINE).pages:
            repeated = round_results(asked, round_id=round_id, form=form, page=page).repeated
            found += [(form, page, key) for key, _text in repeated] or [(form, page, "")]
    return found


class Spent(NamedTuple):
    """Seconds: of CPU, ours and the server's, and by the clock."""

    cpu: float
    clock: float


def _least(work: Callable[[], object], store: Store, runs: int = 3) -> Spent:
    """The least of some runs, of each kind of seconds by itself."""
    found = []
    for _run in range(runs):
        clock, cpu = time.perf_counter(), time.process_time() + _server_cpu(store)
        work()
        found.append(Spent(time.process_time() + _server_cpu(store) - cpu, time.perf_counter() - clock))
    return Spent(min(one.cpu for one in found), min(one.clock for one in found))


def _server_cpu(store: Store) -> float:
    """Seconds of CPU of the PostgreSQL server's processes, living and ended; of SQLite none, it works in ours."""
    if store.is_sqlite:
        return 0.0
    with store.engine.connect() as connection:
        backend = int(connection.execute(text("SELECT pg_backend_pid()")).scalar_one())
    server = int(_stat(backend)[1])
    ticks = sum(
        int(one) for one in _stat(server)[11:15]
    )  # the server's own, and of its children that have ended
    for process in Path("/proc").iterdir():
        if process.name.isdigit():
            with suppress(OSError):  # it has ended meanwhile
                stat = _stat(int(process.name))
                ticks += int(stat[11]) + int(stat[12]) if int(stat[1]) == server else 0
    return ticks / os.sysconf("SC_CLK_TCK")


def _stat(process: int) -> list[str]:
    """What Linux says of a process after its name: state, parent, …, CPU from the twelfth."""
    return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()


def _baseline(store: Store) -> tuple[Spent, int]:
    """The plainest count, and how many answers there are."""
    query = text("SELECT question, value, count(*) FROM answer GROUP BY question, value")
    with store.reading("bench", START) as work:
        answers = int(work.connection.execute(text("SELECT count(*) FROM answer")).scalar_one())
        spent = _least(lambda: work.connection.execute(query).all(), store)
    assert answers >= LEAST_ANSWERS, answers
    return spent, answers


def _check(asked: Context, round_id: str) -> None:
    """What is counted is what was stored."""
    found = round_results(asked, round_id=round_id, form="practices_own", page="statements")
    scale = next(one for one in found.questions if one.column.key == "T3a").rows[0].distribution
    assert scale is not None
    query = text("SELECT count(*) FROM answer JOIN response ON id = response_id "
                 "WHERE question = 'T3a' AND submitted_at IS NOT NULL AND value IS NOT NULL")  # fmt: skip
    with asked.store.reading("bench", START) as work:
        assert scale.answered == work.connection.execute(query).scalar_one()


class Filling:
    """Invented answers to the shipped templates; a fifth of the responses has not been sent."""

    def __init__(self, store: Store, catalogue: Catalogue) -> None:
        self.store, self.catalogue, self.rng = store, catalogue, Random(2026)
        self.professions = [one.code for one in catalogue.profession_choices][:12]
        self.pilots = [f"p{n:02}" for n in range(PILOTS)]
        self.rows: dict[Table, list[dict[str, Any]]] = {}

    def fill(self) -> str:
        """Fill the database; returns the id of the round."""
        rows, now = self.rows, plain(START)
        project = self._id()
        languages = json.dumps(["fi"])
        self._add(schema.project, id=project, name="Suuri", languages=languages, created_at=now)
        pilots = [self._id() for _ in self.pilots]
        for n, (pilot, key) in enumerate(zip(pilots, self.pilots, strict=True)):
            self._add(
                schema.pilot, id=pilot, project_id=project, key=key, name=key, kind="municipality", position=n
            )
        employers = [self._id() for _ in range(EMPLOYERS)]
        for n, employer in enumerate(employers):
            self._add(
                schema.organisation,
                id=employer,
                project_id=project,
                key=f"o{n}",
                name=f"O{n}",
                sector="health",
            )
        actors = [self._id() for _ in range(ACTORS)]
        for n, actor in enumerate(actors):
            self._add(
                schema.actor,
                id=actor,
                project_id=project,
                key=f"a{n}",
                name=f"A{n}",
                sector="health",
                position=n,
            )
        round_id = self._id()
        self._add(schema.round_, id=round_id, project_id=project, title="Kierros", state="closed", opened_at=now,
                  closed_at=plain(START + timedelta(days=60)))  # fmt: skip
        documents = self._documents(round_id)
        for pilot in pilots:
            self._add(schema.round_pilot, id=self._id(), round_id=round_id, pilot_id=pilot)
        for n in range(UNITS):
            unit, served = self._id(), self.rng.sample(range(PILOTS), 1 if n % 4 else 3)
            self._add(schema.unit, id=unit, project_id=project, organisation_id=employers[n % EMPLOYERS],
                      actor_id=actors[n % ACTORS], key=f"u{n}", name=f"Yksikkö {n}")  # fmt: skip
            for place in served:
                self._add(schema.unit_pilot, id=self._id(), unit_id=unit, pilot_id=pilots[place])
            invitation = self._invite(round_id, "unit", unit_id=unit)
            for form in FORMS[:2]:
                self._respond(round_id, documents[form], form, invitation, unit, [pilots[p] for p in served],
                              [self.pilots[p] for p in served])  # fmt: skip
        for n in range(PEOPLE):
            place = n % PILOTS
            invitation = self._invite(round_id, "personal", pilot_id=pilots[place])
            self._respond(
                round_id,
                documents[FORMS[2]],
                FORMS[2],
                invitation,
                None,
                [pilots[place]],
                [self.pilots[place]],
            )
        for table in schema.metadata.sorted_tables:
            if table in rows:
                _load(self.store, table, rows[table])
        # what PostgreSQL does by itself a minute after so many new rows
        upkeep = "ANALYZE" if self.store.is_sqlite else "VACUUM ANALYZE"
        with self.store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql(upkeep)
        return round_id

    def _id(self) -> str:
        return f"{self.rng.getrandbits(128):032x}"

    def _add(self, table: Table, **values: Any) -> None:
        self.rows.setdefault(table, []).append(values)

    def _documents(self, round_id: str) -> dict[str, str]:
        found = {}
        with self.store.writing("bench", START) as work:
            job = Job(work.connection, work.who, work.at, cli_actor("bench"), self.catalogue, None)
            for n, key in enumerate(FORMS):
                found[key] = use_template(job, self.catalogue.templates[key])
                self._add(
                    schema.round_template,
                    id=self._id(),
                    round_id=round_id,
                    document_id=found[key],
                    position=n,
                )
        return found

    def _invite(self, round_id: str, kind: str, **whom: str) -> str:
        made = self._id()
        self._add(schema.invitation, id=made, round_id=round_id, unit_id=whom.get("unit_id"),
                  pilot_id=whom.get("pilot_id"), kind=kind, token_hash=self._id() * 2, created_at=plain(START))  # fmt: skip
        return made

    def _respond(
        self, round_id: str, document: str, form: str, invitation: str, unit: str | None, pilot_ids: Sequence[str],
        pilots: Sequence[str],
    ) -> None:  # fmt: skip
        response, rng = self._id(), self.rng
        begun = START + timedelta(days=rng.randint(0, 40), minutes=rng.randint(0, 500))
        sent = rng.random() < 0.8
        self._add(schema.response, id=response, round_id=round_id, document_id=document, invitation_id=invitation,
                  unit_id=unit, source="link", started_at=plain(begun),
                  submitted_at=plain(begun + timedelta(minutes=rng.randint(3, 30))) if sent else None)  # fmt: skip
        for pilot in pilot_ids:
            self._add(schema.response_pilot, id=self._id(), response_id=response, pilot_id=pilot)
        given = list(self._answers(self.catalogue.templates[form], pilots))
        if not sent:
            given = given[: rng.randint(0, len(given))]
        saved = plain(begun)
        for question, pilot, row, value, reason in given:
            self._add(schema.answer, response_id=response, question=question, pilot=pilot, row=row,
                      value=None if value is None else json.dumps(value), reason=reason, saved_at=saved)  # fmt: skip

    def _answers(
        self, template: SurveyTemplate, pilots: Sequence[str]
    ) -> Iterator[tuple[str, str, str, Any, str | None]]:
        ticked: dict[tuple[str, str], list[str]] = {}
        for question, block in template.questions():
            about = pilots if question.per_pilot or (block is not None and block.per_pilot) else [""]
            for pilot in about[:2]:
                for row in self._rows_of(template, block, pilot, ticked):
                    if question.cannot_say and self.rng.random() < 0.1:
                        yield question.id, pilot, row, None, question.cannot_say[0]
                        continue
                    value = self._value(template, question)
                    if value is not None:
                        if isinstance(value, list):
                            ticked[question.id, pilot] = value
                        yield question.id, pilot, row, value, None

    def _rows_of(self, template: SurveyTemplate, block: Any, pilot: str, ticked: Any) -> list[str]:
        if block is None:
            return [""]
        if block.is_roster:
            return list(ticked.get((block.for_each, pilot)) or ticked.get((block.for_each, ""), []))
        if block.for_each == "own_rows":
            return ["1"]
        return [one.code for one in template.choice_lists[block.for_each.removeprefix("list:")]]

    def _value(self, template: SurveyTemplate, question: Question) -> Any:
        codes = self._codes(template, question)
        match question.type:
            case "multiple":
                return sorted(self.rng.sample(codes, min(len(codes), PARTNERS if len(codes) > 15 else 2)))
            case "single" | "scale":
                return self.rng.choice(codes)
            case "number":
                return self.rng.randint(0, 40) / (1 if question.integer else 4)
            case "date":
                return f"2026-{self.rng.randint(1, 12):02}-15"
            case "text":
                return f"Vastaus {self.rng.randint(1, 9999)}" if self.rng.random() < 0.5 else None
        return None

    def _codes(self, template: SurveyTemplate, question: Question) -> list[str]:
        if question.choices == "project:actors":
            return [f"a{n}" for n in range(ACTORS)]
        if question.choices == "project:pilots":
            return self.pilots
        if question.choices == "reference:professions":
            return self.professions
        return [one.code for one in template.choice_lists.get(question.choices or "", ())]


def _load(store: Store, table: Table, rows: list[dict[str, Any]]) -> None:
    """Rows into a table the fastest way the database has."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    listed = ", ".join(f'"{name}"' for name in names)
    with store.engine.begin() as connection:
        connection.execute(text("SELECT 1"))  # SQLite's transaction begins with the first statement
        raw = connection.connection.driver_connection
        assert raw is not None
        if store.is_sqlite:
            marks = ", ".join("?" * len(names))
            statement = f'INSERT INTO "{table.name}" ({listed}) VALUES ({marks})'
            raw.executemany(statement, ([row.get(name) for name in names] for row in rows))
        else:
            out = io.StringIO()
            for row in rows:
                out.write("\t".join(_copied(row.get(name)) for name in names) + "\n")
            with raw.cursor().copy(f'COPY "{table.name}" ({listed}) FROM STDIN') as copy:
                copy.write(out.getvalue())


def _copied(value: Any) -> str:
    return "\\N" if value is None else str(value).replace("\\", "\\\\").replace("\t", " ").replace("\n", " ")


if __name__ == "__main__":
    main()
