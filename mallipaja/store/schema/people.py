"""Accounts, sessions, links, projects and who may do what in them."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Integer, String, Table, Text

from mallipaja.store.schema.base import id_, metadata, record, ref
from mallipaja.store.types import Json, Moment

account = Table(
    "account",
    metadata,
    id_(),
    Column("login", Text, nullable=False, unique=True),
    Column("display_name", Text, nullable=False),
    Column("password_hash", Text),
    Column("oidc_subject", Text, unique=True),
    Column("is_admin", Boolean, nullable=False, server_default="0"),
    Column("is_developer", Boolean, nullable=False, server_default="0"),
    Column("active", Boolean, nullable=False, server_default="1"),
    Column("failed_attempts", Integer, nullable=False, server_default="0"),
    Column("locked_until", Moment),
    Column("language", String(2)),
    *record(),
)
login_session = Table(
    "login_session",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    ref("account_id", "account"),
    Column("created_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("ended_at", Moment),
)
one_time_link = Table(
    "one_time_link",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("purpose", Text, nullable=False),  # setup | password
    ref("account_id", "account", nullable=True),
    Column("created_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("used_at", Moment),
)
attempt = Table(
    "attempt",
    metadata,
    Column("key_hash", String(64), primary_key=True),  # hash of who tries what
    Column("count", Integer, nullable=False),
    Column("window_start", Moment, nullable=False),
)

project = Table(
    "project",
    metadata,
    id_(),
    Column("name", Text, nullable=False),
    Column("scope", Text, nullable=False, server_default="basic"),  # basic | wide (Laajuus)
    Column("languages", Json, nullable=False),
    Column("is_example", Boolean, nullable=False, server_default="0"),
    Column("archived_at", Moment),
    Column("retention_months", Integer, nullable=False, server_default="12"),
    Column("controller", Text, nullable=False, server_default=""),  # rekisterinpitäjä, for the privacy notice
    Column("controller_contact", Text, nullable=False, server_default=""),
    Column("protection_officer", Text, nullable=False, server_default=""),
    Column("created_at", Moment, nullable=False),
    *record(),
)
membership = Table(
    "membership",
    metadata,
    id_(),
    ref("project_id", "project"),
    ref("account_id", "account"),
    Column("role", Text, nullable=False),  # facilitator | pilot_contact | developer
    ref("pilot_id", "pilot", nullable=True),
    *record(),
)
