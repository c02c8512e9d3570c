"""Steps, tasks, meetings and risks of the pilots."""

from __future__ import annotations

from sqlalchemy import Column, Integer, Table, Text, UniqueConstraint

from mallipaja.store.schema.base import id_, metadata, one_live, record, ref
from mallipaja.store.types import Day

step = Table(
    "step",
    metadata,
    id_(),
    ref("pilot_id", "pilot"),
    Column("key", Text, nullable=False),
    Column("state", Text, nullable=False),  # not_started | under_way | closed
    Column("closed_on", Day),
    Column("artefact", Text, nullable=False, server_default=""),
    Column("reason", Text, nullable=False, server_default=""),
    *record(),
    UniqueConstraint("pilot_id", "key"),
)
task = Table(
    "task",
    metadata,
    id_(),
    ref("pilot_id", "pilot"),
    Column("title", Text, nullable=False),
    Column("owner", Text, nullable=False, server_default=""),
    Column("due_on", Day),
    Column("done_on", Day),
    *record(),
)
meeting = Table(
    "meeting",
    metadata,
    id_(),
    ref("project_id", "project"),
    ref("pilot_id", "pilot", nullable=True),
    Column("step", Text),
    Column("title", Text, nullable=False),
    Column("held_on", Day, nullable=False),
    Column("mode", Text, nullable=False),  # on_site | remote | hybrid
    Column("notes", Text, nullable=False, server_default=""),
    *record(),
)
attendance = Table(
    "attendance",
    metadata,
    id_(),
    ref("meeting_id", "meeting"),
    ref("organisation_id", "organisation"),
    Column("count", Integer, nullable=False),
    Column("supervisors", Integer, nullable=False, server_default="0"),
    Column("experience_experts", Integer, nullable=False, server_default="0"),
    *record(),
    one_live("attendance", "meeting_id", "organisation_id"),
)
risk = Table(
    "risk",
    metadata,
    id_(),
    ref("pilot_id", "pilot"),
    Column("key", Text, nullable=False),
    Column("note", Text, nullable=False, server_default=""),
    Column("settled_on", Day),
    *record(),
)
