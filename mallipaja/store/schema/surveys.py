"""Definitions in use, rounds, invitations, responses and answers."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint

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
    Column("anonymity", Text, nullable=False, server_default="named"),  # named | anonymous
    Column("audience", Json, nullable=False, server_default="[]"),  # sectors that are asked; none = all
    Column("opened_at", Moment, nullable=False),
    Column("opens_on", Day),  # the first day of answering; empty = at once
    Column("closes_on", Day),
    Column("closed_at", Moment),
    Column("delete_on", Day),  # the day the answers are to be deleted
    Column("erased_at", Moment),  # when they were
    *record(),
)
round_template = Table(
    "round_template",
    metadata,
    id_(),
    ref("round_id", "round"),
    ref("document_id", "document"),  # a version of a template; the newest one has no replaced_at
    Column("position", Integer, nullable=False),
    Column("since", Moment),  # empty = from the opening of the round
    Column("replaced_at", Moment),
    ref("replaces_id", "document", nullable=True),  # the version before
    Column("recode", Json),  # question -> {code before: code now}; how answers to that one read in this one
    Column("note", Text, nullable=False, server_default=""),
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
recipient = Table(
    "recipient",
    metadata,
    id_(),  # a person who is asked: one link for everything they are asked
    ref("project_id", "project"),
    ref("unit_id", "unit", nullable=True),
    Column("name", Text, nullable=False, server_default=""),
    Column("email", Text, nullable=False, server_default=""),
    Column("language", String(2), nullable=False, server_default="fi"),
    Column("token_hash", String(64), nullable=False, unique=True),
    Column("created_at", Moment, nullable=False),
    Column("revoked_at", Moment),
    *record(),
)
shared_link = Table(
    "shared_link",
    metadata,
    id_(),  # one link for many people: each gets an invitation and a link of their own
    ref("round_id", "round"),
    ref("pilot_id", "pilot"),
    Column("label", Text, nullable=False),
    Column("quota", Integer, nullable=False),
    Column("token_hash", String(64), nullable=False, unique=True),
    Column("created_at", Moment, nullable=False),
    Column("expires_at", Moment),
    Column("revoked_at", Moment),
    *record(),
)
invitation = Table(
    "invitation",
    metadata,
    id_(),
    ref("round_id", "round"),
    ref("recipient_id", "recipient", nullable=True),  # the person's link opens it
    ref("shared_link_id", "shared_link", nullable=True),  # where it was made
    ref("unit_id", "unit", nullable=True),  # unit forms
    ref("pilot_id", "pilot", nullable=True),  # joint and personal forms
    Column("kind", Text, nullable=False),  # unit | joint | personal
    Column("token_hash", String(64), nullable=False, unique=True),
    Column("created_at", Moment, nullable=False),
    Column("expires_at", Moment),
    Column("revoked_at", Moment),
    Column("mailed_at", Moment),
    Column("reminded_at", Moment),
    Column(
        "on_behalf", Boolean, nullable=False, server_default="0"
    ),  # those who run the project answer (paper)
    Column("sent_forms", Json, nullable=False, server_default="[]"),  # of an anonymous round: templates sent
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
    Column("sealed", Text),  # of an anonymous round: the link's token, readable with the device's secret only
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
    Column(
        "anonymous_key", String(64), unique=True
    ),  # made from the link's token, which nobody has but its owner
    Column("started_at", Moment, nullable=False),
    Column("submitted_at", Moment),
    Column("superseded_at", Moment),  # the respondent went over to a newer version: kept, counted no more
    Column("entered_by", Text, nullable=False, server_default=""),  # who typed a paper answer in
    Column("filled_on", Day),  # when the paper was filled in
    *record(),
    UniqueConstraint("invitation_id", "document_id"),
)
response_participant = Table(
    "response_participant",
    metadata,
    id_(),  # who took part in a joint answer
    ref("response_id", "response"),
    ref("actor_id", "actor", nullable=True),
    Column("name", Text, nullable=False, server_default=""),
    *record(),
)
dissent = Table(
    "dissent",
    metadata,
    id_(),  # eriävä näkemys: what somebody sees otherwise than the joint answer says
    ref("response_id", "response"),
    Column("question", Text, nullable=False, server_default=""),  # "" = the whole form
    Column("row", Text, nullable=False, server_default=""),
    ref("actor_id", "actor", nullable=True),
    Column("text", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
    *record(),
)
response_pilot = Table(
    "response_pilot",
    metadata,
    id_(),
    ref("response_id", "response"),
    Column("pilot_id", String(32), ForeignKey("pilot.id", ondelete="CASCADE"), nullable=False),
    UniqueConstraint("response_id", "pilot_id"),
    Index("ix_response_pilot_pilot_id", "pilot_id", "response_id"),  # monitoring reads nothing but the index
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
    Column(
        "asked", Boolean, nullable=False, server_default="1"
    ),  # false: kept, but a condition does not hold now
    Column("saved_at", Moment, nullable=False),
    Column("revision", Integer, nullable=False, server_default="1"),
    # results and monitoring read by question; monitoring reads nothing but the index
    Index("ix_answer_question", "question", "response_id", "asked", "reason"),
)
