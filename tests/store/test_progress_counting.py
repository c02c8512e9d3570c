"""Monitoring is counted over texts of ids put together by the database; here the same is counted row by row."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from statistics import median
from typing import Any

import pytest
from sqlalchemy import Table, select

from mallipaja.actions.access import Context, Job
from mallipaja.actions.documents import use_template
from mallipaja.actions.survey_progress import round_progress
from mallipaja.actions.surveys import open_round
from mallipaja.i18n import HELSINKI
from mallipaja.store import record, schema
from mallipaja.store.engine import Work
from mallipaja.survey.audience import forms_for
from mallipaja.survey.progress import NEEDED, Progress
from tests.small_project import SmallProject

ContextFor = Callable[[str], Context]
FORMS = ("capacity_basic", "network_basic", "partner_short", "practices_joint")
QUESTIONS = ("K3", "K5", "K6", "K17", "K17_hours", "K18", "V1", "T24_activity", "K1")
PROFESSIONS = ("social_counsellor", "nurse")


@pytest.mark.parametrize("seed", range(4))
def test_counts_are_those_of_the_rows(
    context_for: ContextFor, small_project: SmallProject, seed: int
) -> None:
    rng = Random(seed)
    asked = context_for("facilitator")
    round_id = Filling(asked, small_project, rng).fill(anonymous=seed == 3)
    assert_same(round_progress(asked, round_id=round_id), asked, round_id)
    plain = Plain(asked, round_id)
    for over_time in ("organisations", "professions"):
        days = round_progress(asked, round_id=round_id, over_time=over_time).days
        assert {(one.key, one.day): (one.started, one.sent) for one in days} == plain.days(over_time)


@dataclass
class Filling:
    asked: Context
    project: SmallProject
    rng: Random
    work: Work = field(init=False)

    def fill(self, *, anonymous: bool) -> str:
        """Two rounds of invented answers, the second one to look at."""
        found = ""
        for title in ("Ennen", "Nyt"):
            found = open_round(
                self.asked, project_id=self.project.project_id, title=title, templates=FORMS,
                pilot_ids=(self.project.keuruu, self.project.laukaa),
            )  # fmt: skip
            with self.asked.store.writing("cli:test", self.asked.clock()) as self.work:
                self._answer(found)
                if anonymous:
                    self._change(schema.round_, found, anonymity="anonymous")
        return found

    def _answer(self, round_id: str) -> None:
        units = [self.project.employment_unit, self.project.health_unit, *(self._unit() for _n in range(4))]
        documents = self._documents(round_id)
        for unit in units:
            if self.rng.random() < 0.9:
                invitation = self._invite(round_id, "unit", unit_id=unit)
                for document in self.rng.sample(documents[:-1], self.rng.randint(0, len(documents) - 1)):
                    self._respond(round_id, document, invitation, unit_id=unit)
        for pilot in (self.project.keuruu, self.project.laukaa):
            invitation = self._invite(round_id, "joint", pilot_id=pilot)
            if self.rng.random() < 0.6:
                self._respond(round_id, documents[-1], invitation, pilots=[pilot])
        if self.rng.random() < 0.5:
            self._change(schema.unit, self.rng.choice(units), deleted_at=self.asked.clock())

    def _add(self, table: Table, **values: Any) -> str:
        return record.add(self.work, table, values, project_id=None)

    def _put(self, table: Table, **values: Any) -> None:
        self.work.connection.execute(table.insert().values(values))

    def _change(self, table: Table, row_id: str, **values: Any) -> None:
        self.work.connection.execute(table.update().where(table.c.id == row_id).values(values))

    def _unit(self) -> str:
        employment = self.rng.random() < 0.5
        made = self._add(
            schema.unit, project_id=self.project.project_id, name="Yksikkö", key=record.new_id(),
            organisation_id=self.project.employment if employment else self.project.health,
            actor_id=self.project.employment_actor if employment else self.project.health_actor,
        )  # fmt: skip
        for pilot in self.rng.sample((self.project.keuruu, self.project.laukaa), self.rng.randint(0, 2)):
            gone = self.asked.clock() if self.rng.random() < 0.2 else None
            self._add(schema.unit_pilot, unit_id=made, pilot_id=pilot, deleted_at=gone)
        return made

    def _documents(self, round_id: str) -> list[str]:
        """Every version of the forms, the joint one last; the capacity survey has two."""
        work = self.work
        job = Job(work.connection, work.who, work.at, self.asked.actor, self.asked.catalogue, None)
        newer = use_template(
            job, job.catalogue.templates["capacity_basic"].model_copy(update={"version": "99"})
        )
        table = schema.round_template
        rows = work.connection.execute(select(table).where(table.c.round_id == round_id)).all()
        old = next(row for row in rows if row.position == 0)
        work.connection.execute(table.update().where(table.c.id == old.id).values(replaced_at=work.at))
        values = {"id": record.new_id(), "round_id": round_id, "document_id": newer, "position": 0}
        work.connection.execute(table.insert().values(**values, since=work.at, replaces_id=old.document_id))
        listed = sorted(rows, key=lambda row: int(row.position))
        return [newer, *(str(row.document_id) for row in listed)]

    def _invite(self, round_id: str, kind: str, **whom: str) -> str:
        sent = self.rng.sample(FORMS, self.rng.randint(0, 2))
        gone = self.asked.clock() if self.rng.random() < 0.1 else None
        return self._add(
            schema.invitation, round_id=round_id, kind=kind, token_hash=record.new_id() * 2, revoked_at=gone,
            created_at=self.asked.clock(), sent_forms=sent, **whom,
        )  # fmt: skip

    def _respond(
        self,
        round_id: str,
        document: str,
        invitation: str,
        *,
        unit_id: str = "",
        pilots: list[str] | None = None,
    ) -> None:
        rng, at = self.rng, self.asked.clock() + timedelta(hours=self.rng.randint(0, 60))
        sent = at + timedelta(seconds=rng.randint(1, 9000)) if rng.random() < 0.6 else None
        response = self._add(
            schema.response, round_id=round_id, document_id=document, invitation_id=invitation, source="link",
            unit_id=unit_id or None, started_at=at, submitted_at=sent,
            superseded_at=at if rng.random() < 0.1 else None, deleted_at=at if rng.random() < 0.1 else None,
        )  # fmt: skip
        every = (self.project.keuruu, self.project.laukaa)
        for pilot in rng.sample(every, rng.randint(0, 2)) if pilots is None else pilots:
            self._put(schema.response_pilot, id=record.new_id(), response_id=response, pilot_id=pilot)
        for question in rng.sample(QUESTIONS, rng.randint(0, len(QUESTIONS))):
            for row in rng.sample(("", "a", "b"), rng.randint(1, 2)):
                value: Any = "no" if question == "K17" and rng.random() < 0.6 else "yes"
                if question == "K3":
                    value = rng.sample(PROFESSIONS, rng.randint(1, 2))
                reason = "do_not_know" if rng.random() < 0.3 else None
                self._put(
                    schema.answer, response_id=response, question=question, pilot="", row=row, saved_at=at,
                    value=None if reason else value, reason=reason, asked=rng.random() < 0.8,
                )  # fmt: skip


def assert_same(found: Progress, asked: Context, round_id: str) -> None:
    plain = Plain(asked, round_id)
    assert {one.key: (one.expected, one.sent, one.under_way) for one in found.pilots} == plain.rates("pilot")
    rates = plain.rates("organisation")
    assert found.overall.expected == sum(one[0] for one in rates.values())
    assert found.overall.sent == sum(one[1] for one in rates.values())
    rates.pop("", None)
    assert {one.key: (one.expected, one.sent, one.under_way) for one in found.organisations} == rates
    professions = {one.key: (one.expected, one.sent, one.under_way) for one in found.professions}
    assert professions == plain.professions()
    assert {(one.key, one.day): (one.started, one.sent) for one in found.days} == plain.days()
    needs = {
        (one.feed, one.organisation): (one.expected, one.known, one.cannot_say, one.missing)
        for one in found.needs
    }
    assert needs == plain.needs()
    for form in found.forms:
        assert (form.sent, form.under_way, form.median_minutes) == plain.form(form.form.id), form.form.id
        assert {one.question: one.count for one in form.stops} == plain.stops(form.form.id)


class Plain:
    """The round row by row."""

    def __init__(self, asked: Context, round_id: str) -> None:
        with asked.store.reading("cli:test", asked.clock()) as work:
            self.rows = {
                name: [dict(row._mapping) for row in work.connection.execute(select(table))]
                for name, table in schema.metadata.tables.items()
                if name in {"unit", "unit_pilot", "actor", "organisation", "pilot", "round", "invitation",
                            "response", "response_pilot", "answer", "document"}
            }  # fmt: skip
        self.by_id = {row["id"]: row for rows in self.rows.values() for row in rows if "id" in row}
        self.templates = {key: asked.catalogue.templates[key] for key in FORMS}
        self.anonymous = self.by_id[round_id]["anonymity"] == "anonymous"
        self.invitations = [
            one
            for one in self.rows["invitation"]
            if one["round_id"] == round_id and not one["revoked_at"] and self._lives(one["unit_id"])
        ]
        self.responses = [
            one
            for one in self.rows["response"]
            if one["round_id"] == round_id and not one["deleted_at"] and not one["superseded_at"]
            and self._lives(one["unit_id"]) and not self.anonymous
        ]  # fmt: skip

    def _lives(self, unit: str | None) -> bool:
        return unit is None or not self.by_id[unit]["deleted_at"]

    def _forms(self, invitation: Any) -> tuple[str, ...]:
        unit = self.by_id.get(invitation["unit_id"])
        sector = self.by_id[unit["actor_id"]]["sector"] if unit else ""
        return forms_for(self.templates.values(), invitation["kind"], sector)

    def _form_of(self, response: Any) -> str:
        return str(self.by_id[response["document_id"]]["key"])

    def _employer(self, row: Any) -> str:
        unit = self.by_id.get(row["unit_id"])
        return str(self.by_id[unit["organisation_id"]]["key"]) if unit else ""

    def _places(self, row: Any, by: str) -> list[str]:
        """The groups an invitation or a response is in."""
        if by == "organisation":
            return [self._employer(row)]
        links = self.rows["response_pilot"] if "document_id" in row else self.rows["unit_pilot"]
        name, whose = ("response_id", row["id"]) if "document_id" in row else ("unit_id", row["unit_id"])
        pilots = [one["pilot_id"] for one in links if one[name] == whose and not one.get("deleted_at")]
        return [self.by_id[one]["key"] for one in ([row["pilot_id"]] if row.get("pilot_id") else pilots)]

    def rates(self, by: str) -> dict[str, tuple[int, int, int]]:
        found: dict[str, list[int]] = {}
        for one in self.invitations:
            for key in self._places(one, by):
                counts = found.setdefault(key, [0, 0, 0])
                counts[0] += len(self._forms(one))
                counts[1] += len(one["sent_forms"]) if self.anonymous else 0
        for one in self.responses:
            for key in self._places(one, by):
                if key in found:
                    found[key][1 if one["submitted_at"] else 2] += 1
        return {key: (a, b, c) for key, (a, b, c) in found.items()}

    def professions(self) -> dict[str, tuple[int, int, int]]:
        found: dict[str, tuple[int, int, int]] = {}
        for code in () if self.anonymous else PROFESSIONS:
            units = {
                self.by_id[one["response_id"]]["unit_id"]
                for one in self.rows["answer"]
                if one["question"] == "K3" and code in (one["value"] or [])
                and not self.by_id[one["response_id"]]["deleted_at"]
            }  # fmt: skip
            invited = [one for one in self.invitations if one["unit_id"] in units and one["unit_id"]]
            theirs = [one for one in self.responses if one["unit_id"] in {i["unit_id"] for i in invited}]
            if invited:
                expected = sum(len(self._forms(one)) for one in invited)
                sent = sum(bool(one["submitted_at"]) for one in theirs)
                found[code] = (expected, sent, len(theirs) - sent)
        return found

    def _groups(self, one: Any, over_time: str) -> Iterable[str]:
        """The groups of a response, for the days."""
        if over_time == "pilots":
            return self._places(one, "pilot")
        if over_time == "organisations":
            return [employer] if (employer := self._employer(one)) else []
        return {
            code
            for answer in self.rows["answer"]
            if answer["question"] == "K3" and not self.by_id[answer["response_id"]]["deleted_at"]
            and self.by_id[answer["response_id"]]["unit_id"] == one["unit_id"] is not None
            for code in answer["value"] or []
        }  # fmt: skip

    def days(self, over_time: str = "pilots") -> dict[tuple[str, date], tuple[int, int]]:
        moments = [
            (key, name, one[name].astimezone(HELSINKI).date())
            for one in self.responses
            for name in ("started_at", "submitted_at")
            if one[name]
            for key in ("", *self._groups(one, over_time))
        ]
        days, keys = {day for _k, _n, day in moments}, {key for key, _n, _d in moments}
        return {
            (key, day): tuple(
                sum(k == key and n == name and d <= day for k, n, d in moments)
                for name in ("started_at", "submitted_at")
            )  # type: ignore[misc]
            for key in keys
            for day in days
        }

    def form(self, key: str) -> tuple[int, int, float | None]:
        if self.anonymous:
            return (sum(one["sent_forms"].count(key) for one in self.invitations), 0, None)
        here = [one for one in self.responses if self._form_of(one) == key]
        sent = [one for one in here if one["submitted_at"]]
        lasted = [(one["submitted_at"] - one["started_at"]).total_seconds() for one in sent]
        return (len(sent), len(here) - len(sent), median(lasted) / 60 if lasted else None)

    def stops(self, key: str) -> dict[str, int]:
        order = [""] + [q.id for q, _block in self.templates[key].questions()]
        early = {q.id for q, _block in self.templates[key].questions() if q.prefilled}
        found: dict[str, int] = {}
        for one in self.responses:
            if self._form_of(one) == key and not one["submitted_at"]:
                given = {a["question"] for a in self.rows["answer"] if a["response_id"] == one["id"]} - early
                last = max((order.index(question) for question in given if question in order), default=0)
                found[order[last]] = found.get(order[last], 0) + 1
        return found

    def needs(self) -> dict[tuple[str, str], tuple[int, int, int, int]]:
        found: dict[tuple[str, str], tuple[int, int, int, int]] = {}
        for feed in () if self.anonymous else NEEDED:
            questions = {
                key: {q.id for q, _block in template.questions() if q.feeds == feed}
                for key, template in self.templates.items()
            }
            every = set().union(*questions.values())
            for employer in self.rows["organisation"]:
                invited = [
                    one
                    for one in self.invitations
                    if one["kind"] == "unit" and self._employer(one) == employer["key"]
                    and any(questions[form] for form in self._forms(one))
                ]  # fmt: skip
                if not invited:
                    continue
                states = [self._state(feed, every, unit) for unit in self._units(employer["key"])]
                known, cannot, needless = (states.count(one) for one in ("known", "cannot", "needless"))
                expected = max(0, len(invited) - needless)
                counts = (expected, known, cannot, max(0, expected - known - cannot))
                found[feed, employer["name"]] = counts
        return found

    def _units(self, employer: str) -> set[str]:
        return {
            one["unit_id"] for one in self.responses if one["unit_id"] and self._employer(one) == employer
        }

    def _state(self, feed: str, questions: set[str], unit: str) -> str:
        theirs = {one["id"] for one in self.responses if one["unit_id"] == unit}
        given = [one for one in self.rows["answer"] if one["response_id"] in theirs and one["asked"]]
        values = [one["value"] for one in given if one["question"] in questions]
        if values:
            return "known" if any(one is not None for one in values) else "cannot"
        may = [one["value"] for one in given if one["question"] == "K17"]
        return "needless" if feed == "team.hours_per_month" and may and set(may) == {"no"} else "missing"


def test_a_day_is_a_day_in_finland(context_for: ContextFor, small_project: SmallProject) -> None:
    asked = context_for("facilitator")
    round_id = Filling(asked, small_project, Random(1)).fill(anonymous=False)
    with asked.store.writing("cli:test", asked.clock()) as work:
        late = datetime.fromisoformat("2026-07-01T21:30:00+00:00")
        work.connection.execute(schema.response.update().values(started_at=late, submitted_at=None))
    (day,) = {one.day for one in round_progress(asked, round_id=round_id).days}
    assert day == date(2026, 7, 2)
