"""Pilots, organisations, actors and units of a project."""

from __future__ import annotations

from sqlalchemy import Column, Integer, String, Table, Text, UniqueConstraint

from mallipaja.store.schema.base import id_, metadata, one_live, record, ref
from mallipaja.store.types import Day

pilot = Table(
    "pilot",
    metadata,
    id_(),
    ref("project_id", "project"),
    Column("key", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),  # municipality | site | area
    Column("municipality_code", String(3)),
    Column("position", Integer, nullable=False),
    *record(),
    UniqueConstraint("project_id", "key"),
)
organisation = Table(
    "organisation",
    metadata,
    id_(),
    ref("project_id", "project"),
    Column("key", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("sector", Text, nullable=False),
    Column("valid_from", Day),
    Column("valid_to", Day),
    *record(),
    UniqueConstraint("project_id", "key"),
)
actor = Table(
    "actor",
    metadata,
    id_(),
    ref("project_id", "project"),
    ref("organisation_id", "organisation", nullable=True),
    Column("key", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("sector", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("valid_from", Day),
    Column("valid_to", Day),
    *record(),
    UniqueConstraint("project_id", "key"),
)
pilot_actor = Table(
    "pilot_actor",
    metadata,
    id_(),
    ref("pilot_id", "pilot"),
    ref("actor_id", "actor"),
    *record(),
    one_live("pilot_actor", "pilot_id", "actor_id"),
)
unit = Table(
    "unit",
    metadata,
    id_(),
    ref("project_id", "project"),
    ref("organisation_id", "organisation"),
    ref("actor_id", "actor"),
    Column("key", Text, nullable=False),
    Column("name", Text, nullable=False),
    *record(),
    UniqueConstraint("project_id", "key"),
)
unit_pilot = Table(
    "unit_pilot",
    metadata,
    id_(),
    ref("unit_id", "unit"),
    ref("pilot_id", "pilot"),
    *record(),
    one_live("unit_pilot", "unit_id", "pilot_id"),
)
