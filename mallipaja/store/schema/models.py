"""Pilots' variants of the generic model."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, String, Table, Text

from mallipaja.store.schema.base import id_, metadata, one_live, record, ref
from mallipaja.store.types import Json, Moment

variant = Table(
    "variant",
    metadata,
    id_(),
    ref("pilot_id", "pilot"),
    ref("document_id", "document"),  # the generic version it builds on
    Column("created_at", Moment, nullable=False),
    *record(),
)
adaptation = Table(
    "adaptation",
    metadata,
    id_(),
    ref("variant_id", "variant"),
    Column("operation", Text, nullable=False),
    Column("element", Text, nullable=False),
    Column("field", Text, nullable=False, server_default=""),
    Column("base_value", Json),
    Column("value", Json),
    Column("what", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("decided_by", Text, nullable=False),
    Column("core_kept", Boolean),  # null = unknown
    Column("frame", Json),
    Column("meeting_id", String(32), ForeignKey("meeting.id", ondelete="SET NULL")),
    Column("state", Text, nullable=False),  # proposal | agreed | in_trial | ended
    Column("source", Text, nullable=False, server_default="walk_through"),  # walk_through | team
    *record(),
)
stance = Table(
    "stance",
    metadata,
    id_(),
    ref("variant_id", "variant"),
    Column("element", Text, nullable=False),
    Column("fit", Text, nullable=False),  # fits | fits_changed | does_not_fit
    Column("in_use", Text),  # yes | partly | no
    Column("note", Text, nullable=False, server_default=""),
    *record(),
    one_live("stance", "variant_id", "element"),
)
