"""What has happened: history, feedback and exports."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, String, Table, Text

from mallipaja.store.schema.base import id_, metadata, record
from mallipaja.store.types import Json, Moment

history = Table(
    "history",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("at", Moment, nullable=False),
    Column("who", Text, nullable=False),
    Column("project_id", String(32), nullable=True),
    Column("entity", Text, nullable=False),
    Column("entity_id", Text, nullable=False),
    Column("change", Text, nullable=False),  # add | change | bin | restore | remove
    Column("revision", Integer),
    Column("before", Json),
    Column("after", Json),
    Index("ix_history_project_seq", "project_id", "seq"),
    Index("ix_history_entity", "entity", "entity_id", "seq"),
    sqlite_autoincrement=True,  # a number is never used twice
)
feedback = Table(
    "feedback",
    metadata,
    id_(),
    Column("received_at", Moment, nullable=False),
    Column("text", Text, nullable=False),
    Column("reply_to", Text, nullable=False, server_default=""),
    Column("answered_at", Moment),
    *record(),
)
export_log = Table(
    "export_log",
    metadata,
    id_(),
    Column("at", Moment, nullable=False),
    Column("who", Text, nullable=False),
    Column("project_id", String(32)),
    Column("what", Text, nullable=False),
    Column("rows", Integer, nullable=False),
)
