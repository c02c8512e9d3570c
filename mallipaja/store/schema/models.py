"""Pilots' variants of the generic model, what is being written into the generic model, and pages being read."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, ForeignKey, Integer, String, Table, Text

from mallipaja.store.schema.base import id_, metadata, one_live, record, ref
from mallipaja.store.types import Day, Json, Moment

variant = Table(
    "variant",
    metadata,
    id_(),
    ref("pilot_id", "pilot"),
    ref("document_id", "document"),  # the generic version it builds on
    ref(
        "region_document_id", "document", nullable=True
    ),  # the region's model between the two, where there is one
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
    Column("challenges", Json),  # the challenges it answers, in words
    Column("valid_from", Day),
    Column("valid_to", Day),
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
follow_up = Table(
    "follow_up",
    metadata,
    id_(),
    ref("pilot_id", "pilot"),
    Column("measure", Text, nullable=False),  # a key of reference_data/follow_up.yaml
    Column("month", Day, nullable=False),  # its first day
    Column("value", Float, nullable=False),  # nobody has counted it: no row
    Column("note", Text, nullable=False, server_default=""),
    *record(),
    one_live("follow_up", "pilot_id", "measure", "month"),
)
model_edit = Table(
    "model_edit",
    metadata,
    id_(),  # one element of the next version of the generic model; null content takes it out
    Column("element", Text, nullable=False),
    Column("content", Json),
    Column("note", Text, nullable=False, server_default=""),
    *record(),
    one_live("model_edit", "element"),
)
innokyla_page = Table(
    "innokyla_page",
    metadata,
    id_(),  # a page somebody is making a described model of; its text stays in this database
    Column("key", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
    *record(),
    one_live("innokyla_page", "key"),
)
innokyla_finding = Table(
    "innokyla_finding",
    metadata,
    id_(),
    ref("page_id", "innokyla_page"),
    Column("element", Text, nullable=False),
    Column("section", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("state", Text, nullable=False),  # confirmed | rejected
    Column("content", Json),  # state, relation, modality, codes, value, unit and our own words
    *record(),
    one_live("innokyla_finding", "page_id", "element", "section", "start"),
)
