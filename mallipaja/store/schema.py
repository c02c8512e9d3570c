"""The database: one table per thing people make. SQL lives only in this package.

Conventions: ``id`` is a random 128-bit hex text; a *record* table has ``revision`` (optimistic locking) and
``deleted_at`` (the bin). ``history`` holds every change; its ``seq`` is also the project's data version.

After a change here run ``python tools/migrations.py first`` (``next "what"`` once a version has been
released).
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy import Row as Row  # the type of what is read, for the levels above
from sqlalchemy import Table as Table

from mallipaja.store.types import Day, Json, Moment

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _id() -> Column[str]:
    return Column("id", String(32), primary_key=True)


def _ref(name: str, target: str, *, nullable: bool = False) -> Column[str]:
    return Column(
        name, String(32), ForeignKey(f"{target}.id", ondelete="CASCADE"), nullable=nullable, index=True
    )


def _record() -> tuple[Column[int], Column[object]]:
    return (
        Column("revision", Integer, nullable=False, server_default="1"),
        Column("deleted_at", Moment, nullable=True),
    )


def _one_live(table: str, *columns: str) -> Index:
    """Unique among the records that are not in the bin: what was removed can be added again."""
    condition = text("deleted_at IS NULL")
    name = f"uq_{table}_live"
    return Index(name, *columns, unique=True, sqlite_where=condition, postgresql_where=condition)


account = Table(
    "account",
    metadata,
    _id(),
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
    *_record(),
)
login_session = Table(
    "login_session",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    _ref("account_id", "account"),
    Column("created_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("ended_at", Moment),
)
one_time_link = Table(
    "one_time_link",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("purpose", Text, nullable=False),  # setup | password
    _ref("account_id", "account", nullable=True),
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
    _id(),
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
    *_record(),
)
pilot = Table(
    "pilot",
    metadata,
    _id(),
    _ref("project_id", "project"),
    Column("key", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),  # municipality | site | area
    Column("municipality_code", String(3)),
    Column("position", Integer, nullable=False),
    *_record(),
    UniqueConstraint("project_id", "key"),
)
membership = Table(
    "membership",
    metadata,
    _id(),
    _ref("project_id", "project"),
    _ref("account_id", "account"),
    Column("role", Text, nullable=False),  # facilitator | pilot_contact | developer
    _ref("pilot_id", "pilot", nullable=True),
    *_record(),
)
organisation = Table(
    "organisation",
    metadata,
    _id(),
    _ref("project_id", "project"),
    Column("key", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("sector", Text, nullable=False),
    Column("valid_from", Day),
    Column("valid_to", Day),
    *_record(),
    UniqueConstraint("project_id", "key"),
)
actor = Table(
    "actor",
    metadata,
    _id(),
    _ref("project_id", "project"),
    _ref("organisation_id", "organisation", nullable=True),
    Column("key", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("sector", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("valid_from", Day),
    Column("valid_to", Day),
    *_record(),
    UniqueConstraint("project_id", "key"),
)
pilot_actor = Table(
    "pilot_actor",
    metadata,
    _id(),
    _ref("pilot_id", "pilot"),
    _ref("actor_id", "actor"),
    *_record(),
    _one_live("pilot_actor", "pilot_id", "actor_id"),
)
unit = Table(
    "unit",
    metadata,
    _id(),
    _ref("project_id", "project"),
    _ref("organisation_id", "organisation"),
    _ref("actor_id", "actor"),
    Column("key", Text, nullable=False),
    Column("name", Text, nullable=False),
    *_record(),
    UniqueConstraint("project_id", "key"),
)
unit_pilot = Table(
    "unit_pilot",
    metadata,
    _id(),
    _ref("unit_id", "unit"),
    _ref("pilot_id", "pilot"),
    *_record(),
    _one_live("unit_pilot", "unit_id", "pilot_id"),
)

document = Table(
    "document",
    metadata,
    _id(),  # immutable: a checked catalogue file as it was when it was taken into use
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
    _id(),
    _ref("project_id", "project"),
    Column("title", Text, nullable=False),
    Column("state", Text, nullable=False),  # open | closed
    Column("opened_at", Moment, nullable=False),
    Column("closes_on", Day),
    Column("closed_at", Moment),
    *_record(),
)
round_template = Table(
    "round_template",
    metadata,
    _id(),
    _ref("round_id", "round"),
    _ref("document_id", "document"),
    Column("position", Integer, nullable=False),
    UniqueConstraint("round_id", "document_id"),
)
round_pilot = Table(
    "round_pilot",
    metadata,
    _id(),
    _ref("round_id", "round"),
    _ref("pilot_id", "pilot"),
    UniqueConstraint("round_id", "pilot_id"),
)
invitation = Table(
    "invitation",
    metadata,
    _id(),
    _ref("round_id", "round"),
    _ref("unit_id", "unit", nullable=True),  # unit forms
    _ref("pilot_id", "pilot", nullable=True),  # joint and personal forms
    Column("kind", Text, nullable=False),  # unit | joint | personal
    Column("token_hash", String(64), nullable=False, unique=True),
    Column("created_at", Moment, nullable=False),
    Column("expires_at", Moment),
    Column("revoked_at", Moment),
    *_record(),
)
device_grant = Table(
    "device_grant",
    metadata,
    _id(),
    Column("secret_hash", String(64), nullable=False, index=True),
    _ref("invitation_id", "invitation"),
    Column("created_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    UniqueConstraint("secret_hash", "invitation_id"),
)
response = Table(
    "response",
    metadata,
    _id(),
    _ref("round_id", "round"),
    _ref("document_id", "document"),
    _ref("invitation_id", "invitation", nullable=True),
    _ref("unit_id", "unit", nullable=True),
    Column("source", Text, nullable=False),  # link | joint | paper | example
    Column("started_at", Moment, nullable=False),
    Column("submitted_at", Moment),
    *_record(),
    UniqueConstraint("invitation_id", "document_id"),
)
response_pilot = Table(
    "response_pilot",
    metadata,
    _id(),
    _ref("response_id", "response"),
    _ref("pilot_id", "pilot"),
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

step = Table(
    "step",
    metadata,
    _id(),
    _ref("pilot_id", "pilot"),
    Column("key", Text, nullable=False),
    Column("state", Text, nullable=False),  # not_started | under_way | closed
    Column("closed_on", Day),
    Column("artefact", Text, nullable=False, server_default=""),
    Column("reason", Text, nullable=False, server_default=""),
    *_record(),
    UniqueConstraint("pilot_id", "key"),
)
task = Table(
    "task",
    metadata,
    _id(),
    _ref("pilot_id", "pilot"),
    Column("title", Text, nullable=False),
    Column("owner", Text, nullable=False, server_default=""),
    Column("due_on", Day),
    Column("done_on", Day),
    *_record(),
)
meeting = Table(
    "meeting",
    metadata,
    _id(),
    _ref("project_id", "project"),
    _ref("pilot_id", "pilot", nullable=True),
    Column("step", Text),
    Column("title", Text, nullable=False),
    Column("held_on", Day, nullable=False),
    Column("mode", Text, nullable=False),  # on_site | remote | hybrid
    Column("notes", Text, nullable=False, server_default=""),
    *_record(),
)
attendance = Table(
    "attendance",
    metadata,
    _id(),
    _ref("meeting_id", "meeting"),
    _ref("organisation_id", "organisation"),
    Column("count", Integer, nullable=False),
    Column("supervisors", Integer, nullable=False, server_default="0"),
    Column("experience_experts", Integer, nullable=False, server_default="0"),
    *_record(),
    _one_live("attendance", "meeting_id", "organisation_id"),
)
risk = Table(
    "risk",
    metadata,
    _id(),
    _ref("pilot_id", "pilot"),
    Column("key", Text, nullable=False),
    Column("note", Text, nullable=False, server_default=""),
    Column("settled_on", Day),
    *_record(),
)

draft = Table(
    "draft",
    metadata,
    _id(),
    _ref("pilot_id", "pilot"),
    _ref("document_id", "document"),
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
    *_record(),
)
seat = Table(
    "seat",
    metadata,
    _id(),
    _ref("draft_id", "draft"),
    Column("role", Text, nullable=False),
    Column("post", Text),  # post id (unit key:profession); null = vacant
    Column("unit_id", String(32), ForeignKey("unit.id", ondelete="SET NULL"), index=True),
    Column("profession", Text),
    Column("hours_per_month", Float),
    Column("state", Text, nullable=False),  # vacant | proposed | requested | named | deputy_named | declined
    Column("requested_on", Day),
    Column("position", Integer, nullable=False),
    *_record(),
)
seat_person = Table(
    "seat_person",
    metadata,
    _id(),  # names are kept apart from posts and seats
    _ref("seat_id", "seat"),
    Column("name", Text, nullable=False),
    Column("deputy", Text, nullable=False, server_default=""),
    *_record(),
    _one_live("seat_person", "seat_id"),
)
coordinator_rule = Table(
    "coordinator_rule",
    metadata,
    _id(),
    _ref("pilot_id", "pilot"),
    Column("situation", Text, nullable=False),
    Column("coordinator", Text, nullable=False),
    Column("deputy", Text, nullable=False, server_default=""),
    Column("changes_when", Text, nullable=False, server_default=""),
    Column("position", Integer, nullable=False),
    *_record(),
)

variant = Table(
    "variant",
    metadata,
    _id(),
    _ref("pilot_id", "pilot"),
    _ref("document_id", "document"),  # the generic version it builds on
    Column("created_at", Moment, nullable=False),
    *_record(),
)
adaptation = Table(
    "adaptation",
    metadata,
    _id(),
    _ref("variant_id", "variant"),
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
    *_record(),
)
stance = Table(
    "stance",
    metadata,
    _id(),
    _ref("variant_id", "variant"),
    Column("element", Text, nullable=False),
    Column("fit", Text, nullable=False),  # fits | fits_changed | does_not_fit
    Column("in_use", Text),  # yes | partly | no
    Column("note", Text, nullable=False, server_default=""),
    *_record(),
    _one_live("stance", "variant_id", "element"),
)

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
    _id(),
    Column("received_at", Moment, nullable=False),
    Column("text", Text, nullable=False),
    Column("reply_to", Text, nullable=False, server_default=""),
    Column("answered_at", Moment),
    *_record(),
)
export_log = Table(
    "export_log",
    metadata,
    _id(),
    Column("at", Moment, nullable=False),
    Column("who", Text, nullable=False),
    Column("project_id", String(32)),
    Column("what", Text, nullable=False),
    Column("rows", Integer, nullable=False),
)
