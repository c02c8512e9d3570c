"""The history: a line for every change, no secrets, no respondents."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from mallipaja.actions.access import Context
from mallipaja.actions.history import RESPONDENT, FieldChange, HistoryLine, read_history
from mallipaja.errors import Refused
from mallipaja.i18n import Words
from mallipaja.store import record, schema
from mallipaja.store.engine import Store
from tests.small_project import START, Clock, SmallProject

ContextFor = Callable[[str], Context]
HISTORY = schema.history


def test_add_change_bin_and_restore_each_leave_a_line(store: Store) -> None:
    later = datetime(2026, 11, 22, 12, tzinfo=UTC)
    with store.writing("account:1", START) as work:
        values = {"name": "A", "languages": ["fi"], "created_at": START, "scope": "basic"}
        project = record.add(work, schema.project, values, project_id=None)
    with store.writing("cli:anna", later) as work:
        change = {"name": "B", "scope": "basic"}
        assert record.change(work, schema.project, project, change, revision=1, project_id=project) == 2
        record.put_in_bin(work, schema.project, project, project_id=project)
        record.take_from_bin(work, schema.project, project, project_id=project)
    with store.reading("cli:test", later) as work:
        rows = work.connection.execute(select(HISTORY).order_by(HISTORY.c.seq)).all()
    values = {"languages": ["fi"], "created_at": "2026-11-22T10:00:00.000000+00:00", "scope": "basic"}
    notice = {"controller": "", "controller_contact": "", "protection_officer": ""}
    whole = values | notice | {"name": "B", "is_example": False, "retention_months": 12, "revision": 2}
    assert [(r.seq, r.at, r.who, r.change, r.revision, r.before, r.after) for r in rows] == [
        (1, START, "account:1", "add", 1, None, values | {"name": "A"}),
        (2, later, "cli:anna", "change", 2, {"name": "A"}, {"name": "B"}),
        (3, later, "cli:anna", "bin", 3, whole, None),
        (4, later, "cli:anna", "restore", 4, None, None),
    ]
    assert {r.entity for r in rows} == {"project"}
    assert {r.entity_id for r in rows} == {project}


def test_nothing_changed_leaves_no_line(store: Store, small_project: SmallProject) -> None:
    with store.writing("cli:test", START) as work:
        before = record.values_of(work, HISTORY.c.seq, HISTORY.c.seq > 0)
        values = {"name": "Keuruu", "position": 0}
        there = small_project.project_id
        assert (
            record.change(work, schema.pilot, small_project.keuruu, values, revision=1, project_id=there) == 1
        )
        assert record.values_of(work, HISTORY.c.seq, HISTORY.c.seq > 0) == before


def test_a_change_that_fails_leaves_no_line(store: Store, small_project: SmallProject) -> None:
    def half() -> None:
        with store.writing("cli:test", START) as work:
            record.put_in_bin(work, schema.pilot, small_project.keuruu, project_id=small_project.project_id)
            raise KeyError("stop")

    with pytest.raises(KeyError):
        half()
    with store.reading("cli:test", START) as work:
        assert record.values_of(work, HISTORY.c.seq, HISTORY.c.change == "bin") == []
        assert record.get(work, schema.pilot, small_project.keuruu).revision == 1


def test_secrets_are_never_in_the_history(store: Store, small_project: SmallProject) -> None:
    with store.writing("cli:test", START) as work:
        values = {"login": "uusi", "display_name": "Uusi", "password_hash": "HASH-1"}
        account = record.add(work, schema.account, values, project_id=None)
        change = {"password_hash": "HASH-2", "display_name": "Vanha"}
        record.change(work, schema.account, account, change, revision=1, project_id=None)
        record.put_in_bin(work, schema.account, account, project_id=None)
        record.put_in_bin(work, schema.invitation, small_project.invitation_id, project_id=None)
        told = {"token_hash": "HASH-3", "secret_hash": "HASH-4", "note": "x"}
        record.log(work, "account", account, "change", project_id=None, before=told, after=told)
        text = repr(work.connection.execute(select(HISTORY)).all())
        known = work.connection.scalar(select(schema.invitation.c.token_hash))
    for secret in ("HASH-", "password_hash", "token_hash", "secret_hash", known):
        assert secret not in text


def test_a_page_of_history_names_people_and_things(
    store: Store, small_project: SmallProject, context_for: ContextFor, clock: Clock
) -> None:
    here, facilitator = small_project.project_id, f"account:{small_project.accounts['facilitator']}"
    with store.writing("cli:anna", clock.advance(minutes=1)) as work:
        values = {"name": "Keuruun pilotti"}
        record.change(work, schema.pilot, small_project.keuruu, values, revision=1, project_id=here)
    with store.writing(facilitator, clock.advance(minutes=1)) as work:
        values = {"project_id": here, "pilot_id": small_project.keuruu, "title": "Aloitus"}
        values |= {"held_on": date(2026, 12, 1), "mode": "on_site"}
        record.add(work, schema.meeting, values, project_id=here)
    page = read_history(context_for("facilitator"), project_id=here, most=2)
    newest, older = page.lines
    assert newest == HistoryLine(
        newest.seq,
        datetime(2026, 11, 22, 10, 2, tzinfo=UTC),
        "Test facilitator",
        "meeting",
        "Aloitus",
        "add",
        (
            FieldChange("held_on", None, "2026-12-01"),
            FieldChange("mode", None, "on_site"),
            FieldChange("pilot_id", None, "Keuruun pilotti"),
            FieldChange("title", None, "Aloitus"),
        ),
    )
    assert (older.who, older.entity, older.title) == ("cli:anna", "pilot", "Keuruun pilotti")
    assert older.fields == (FieldChange("name", "Keuruu", "Keuruun pilotti"),)


def test_pages_follow_each_other_without_gaps(
    store: Store, small_project: SmallProject, context_for: ContextFor
) -> None:
    context, here = context_for("admin"), small_project.project_id
    everything = read_history(context, project_id=here, most=200)
    assert everything.older is None
    collected, before = [], None
    while True:
        page = read_history(context, project_id=here, before=before, most=3)
        assert 1 <= len(page.lines) <= 3
        collected += page.lines
        before = page.older
        if before is None:
            break
    assert tuple(collected) == everything.lines
    assert [line.seq for line in collected] == sorted((line.seq for line in collected), reverse=True)
    only = read_history(context, project_id=here, entity="pilot")
    assert {line.entity for line in only.lines} == {"pilot"}
    assert {line.title for line in only.lines} == {"Keuruu", "Laukaa"}


def test_the_history_does_not_tell_who_answered_what(
    store: Store, small_project: SmallProject, context_for: ContextFor
) -> None:
    here, invitation = small_project.project_id, small_project.invitation_id
    with store.writing(f"invitation:{invitation}", START) as work:
        values = {"round_id": small_project.round_id, "document_id": small_project.document_id}
        values |= {"invitation_id": invitation, "source": "link", "started_at": START}
        response = record.add(work, schema.response, values, project_id=here)
        answer = {"value": "SALAISUUS"}
        record.log(work, "answer", f"{response}/trust/keuruu/", "change", project_id=here, after=answer)
    page = read_history(context_for("facilitator"), project_id=here, most=2)
    assert [(line.who, line.entity, line.title, line.fields) for line in page.lines] == [
        (RESPONDENT, "answer", "trust", ()),
        (RESPONDENT, "response", "", ()),
    ]
    assert Words("fi")(RESPONDENT) == "vastaaja"
    for hidden in ("SALAISUUS", response, invitation):
        assert hidden not in repr(page)


@pytest.mark.parametrize("role", ["pilot_contact", "developer", "respondent", "anonymous"])
def test_only_those_who_run_the_project_read_its_history(
    small_project: SmallProject, context_for: ContextFor, role: str
) -> None:
    with pytest.raises(Refused):
        read_history(context_for(role), project_id=small_project.project_id)


def test_moments_are_stored_in_utc_and_shown_in_helsinki(store: Store, small_project: SmallProject) -> None:
    from zoneinfo import ZoneInfo

    written = datetime(2026, 12, 31, 23, 30, tzinfo=ZoneInfo("Europe/Stockholm"))
    with store.writing("cli:test", written) as work:
        record.put_in_bin(work, schema.pilot, small_project.keuruu, project_id=small_project.project_id)
    with store.reading("cli:test", START) as work:
        last = work.connection.execute(select(HISTORY).order_by(HISTORY.c.seq.desc()).limit(1)).one()
        raw = work.connection.exec_driver_sql("SELECT at FROM history ORDER BY seq DESC LIMIT 1").scalar()
    assert raw == "2026-12-31T22:30:00.000000+00:00"
    assert last.at == written
    assert last.at.utcoffset().total_seconds() == 0
    assert Words("fi").moment(last.at) == "1.1.2027 0.30"
    assert Words("en").moment(last.at) == "1 Jan 2027 00:30"
