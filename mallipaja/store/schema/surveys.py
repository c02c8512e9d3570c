"""Definitions in use, rounds, invitations, responses and answers."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, String, Table, Text, UniqueConstraint

from mallipaja.store.schema.base import id_, metadata, record, ref
from mallipaja.store.types import Day, Json, Moment

document = Table(
    "document",
    metadata,
    id_(),  # immutable: a checked catalogue file as it was when it was taken into use
    Column("kind", Text, nullable=False),  # survey_template | operating_model | municipality
    Column("key", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("body", Text, nullable=False),
    Column("note", Text, nullable=False, server_default=""),
    Column("created_at", Moment, nullable=False),
    Column("created_by", Text, nullable=False),
    UniqueConstraint("kind", "key", "sha256"),
)
round_ = Table(
    "round",
    metadata,
    id_(),
    ref("project_id", "project"),
    Column("title", Text, nullable=False),
    Column("state", Text, nullable=False),  # open | closed
    Column("opened_at", Moment, nullable=False),
    Column("closes_on", Day),
    Column("closed_at", Moment),
    *record(),
)
round_template = Table(
    "round_template",
    metadata,
    id_(),
    ref("round_id", "round"),
    ref("document_id", "document"),
    Column("position", Integer, nullable=False),
    UniqueConstraint("round_id", "document_id"),
)
round_pilot = Table(
    "round_pilot",
    metadata,
    id_(),
    ref("round_id", "round"),
    ref("pilot_id", "pilot"),
    UniqueConstraint("round_id", "pilot_id"),
)
invitation = Table(
    "invitation",
    metadata,
    id_(),
    ref("round_id", "round"),
    ref("unit_id", "unit", nullable=True),  # unit forms
    ref("pilot_id", "pilot", nullable=True),  # joint and personal forms
    Column("kind", Text, nullable=False),  # unit | joint | personal
    Column("token_hash", String(64), nullable=False, unique=True),
    Column("created_at", Moment, nullable=False),
    Column("expires_at", Moment),
    Column("revoked_at", Moment),
    *record(),
)
device_grant = Table(
    "device_grant",
    metadata,
    id_(),
    Column("secret_hash", String(64), nullable=False, index=True),
    ref("invitation_id", "invitation"),
    Column("created_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    UniqueConstraint("secret_hash", "invitation_id"),
)
response = Table(
    "response",
    metadata,
    id_(),
    ref("round_id", "round"),
    ref("document_id", "document"),
    ref("invitation_id", "invitation", nullable=True),
    ref("unit_id", "unit", nullable=True),
    Column("source", Text, nullable=False),  # link | joint | paper | example
    Column("started_at", Moment, nullable=False),
    Column("submitted_at", Moment),
    *record(),
    UniqueConstraint("invitation_id", "document_id"),
)
response_pilot = Table(
    "response_pilot",
    metadata,
    id_(),
    ref("response_id", "response"),
    ref("pilot_id", "pilot"),
    UniqueConstraint("response_id", "pilot_id"),
)
answer = Table(
    "answer",
    metadata,
    Column("response_id", String(32), ForeignKey("response.id", ondelete="CASCADE"), primary_key=True),
    Column("question", Text, primary_key=True),
    Column("pilot", Text, primary_key=True, server_default=""),  # pilot key; "" = every pilot of the response
    Column("row", Text, primary_key=True, server_default=""),
    Column("value", Json),
    Column("reason", Text),
    Column("other", Text),
    Column("saved_at", Moment, nullable=False),
    Column("revision", Integer, nullable=False, server_default="1"),
)
