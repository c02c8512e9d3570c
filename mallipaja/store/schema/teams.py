"""Team drafts, their seats and the rules of client coordination."""

from __future__ import annotations

from sqlalchemy import Column, Float, ForeignKey, Integer, String, Table, Text

from mallipaja.store.schema.base import id_, metadata, one_live, record, ref
from mallipaja.store.types import Day, Json, Moment

draft = Table(
    "draft",
    metadata,
    id_(),
    ref("pilot_id", "pilot"),
    ref("document_id", "document"),
    Column("number", Integer, nullable=False),  # 1 for the first draft of the pilot
    Column("state", Text, nullable=False),  # draft | discussed | agreed
    Column("created_at", Moment, nullable=False),
    Column("pins", Json, nullable=False),
    Column("vetoes", Json, nullable=False),
    Column(
        "basis", String(64), nullable=False, server_default=""
    ),  # fingerprint of the posts it was made from
    Column("agreed_on", Day),
    Column("meeting_id", String(32), ForeignKey("meeting.id", ondelete="SET NULL")),
    *record(),
)
seat = Table(
    "seat",
    metadata,
    id_(),
    ref("draft_id", "draft"),
    Column("role", Text, nullable=False),
    Column("post", Text),  # post id (unit key:profession); null = vacant
    Column("unit_id", String(32), ForeignKey("unit.id", ondelete="SET NULL"), index=True),
    Column("profession", Text),
    Column("hours_per_month", Float),
    Column("state", Text, nullable=False),  # vacant | proposed | requested | named | deputy_named | declined
    Column("requested_on", Day),
    Column("position", Integer, nullable=False),
    *record(),
)
seat_person = Table(
    "seat_person",
    metadata,
    id_(),  # names are kept apart from posts and seats
    ref("seat_id", "seat"),
    Column("name", Text, nullable=False),
    Column("deputy", Text, nullable=False, server_default=""),
    *record(),
    one_live("seat_person", "seat_id"),
)
coordinator_rule = Table(
    "coordinator_rule",
    metadata,
    id_(),
    ref("pilot_id", "pilot"),
    Column("situation", Text, nullable=False),
    Column("coordinator", Text, nullable=False),
    Column("deputy", Text, nullable=False, server_default=""),
    Column("changes_when", Text, nullable=False, server_default=""),
    Column("position", Integer, nullable=False),
    *record(),
)
