"""Team drafts, their seats and the rules of client coordination."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, ForeignKey, Integer, String, Table, Text

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
    Column("status", Text, nullable=False, server_default="optimal"),  # optimal | time_limit | greedy
    Column("gap", Float),  # how much better a team could be, as a share, when the search was cut short
    Column("origin", Text, nullable=False, server_default="draft"),  # draft | alternative
    Column("agreed_on", Day),
    Column("meeting_id", String(32), ForeignKey("meeting.id", ondelete="SET NULL")),
    Column("decided_by", Text, nullable=False, server_default=""),  # who agreed on it, as it was typed
    Column(
        "lacked", Json
    ),  # required parties without an agreement, [sector, how far], confirmed when agreeing
    Column("considered", Json),  # the other teams there were when it was agreed on: `team.considered`
    *record(),
)
post = Table(
    "post",
    metadata,
    id_(),  # what people say of a post: over a unit's answers, or a post nobody was asked about
    ref("pilot_id", "pilot"),
    Column("key", Text, nullable=False),  # the unit's key, or a key of its own; null below = as answered
    Column("source", Text, nullable=False),  # hand | table | repair | loan
    Column("name", Text),
    Column("organisation", Text),
    Column("sector", Text),
    Column("profession", Text),
    Column("hours_per_month", Float),
    Column("remote", Boolean),
    Column("shareable", Boolean),
    Column("convenes", Boolean),
    Column("coordinator_clients", Float),
    Column("member", Boolean),
    Column("mandate", Text),
    Column("funded_until", Day),
    Column("lent_by", String(32), ForeignKey("pilot.id", ondelete="SET NULL"), index=True),
    Column("competences", Json),  # competence id -> level, of this post alone (after training)
    Column("removed", Boolean, nullable=False),
    Column("why", Text, nullable=False, server_default=""),
    *record(),
    one_live("post", "pilot_id", "key"),
)
team_setting = Table(
    "team_setting",
    metadata,
    id_(),
    ref("pilot_id", "pilot"),
    Column("demand", Text, nullable=False, server_default="base"),  # low | base | high
    Column("team_cap", Integer),
    Column("seats_per_post", Integer, nullable=False, server_default="1"),
    Column("prices", Json, nullable=False),  # price by means, where it is not the default
    Column("accepted", Json, nullable=False),  # role -> hours a month the pilot does without
    *record(),
    one_live("team_setting", "pilot_id"),
)
competence = Table(
    "competence",
    metadata,
    id_(),
    ref("project_id", "project"),
    Column("name", Text, nullable=False),
    Column("holders", Integer, nullable=False),
    Column("level", Integer, nullable=False),
    Column("levels", Json, nullable=False),  # profession -> level 0-3
    Column("position", Integer, nullable=False),
    *record(),
)
travel = Table(
    "travel",
    metadata,
    id_(),
    ref("from_pilot_id", "pilot"),
    ref("to_pilot_id", "pilot"),
    Column("minutes", Integer, nullable=False),  # one way; the same both ways
    *record(),
    one_live("travel", "from_pilot_id", "to_pilot_id"),
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
    Column("requested_of", Text, nullable=False, server_default=""),  # a task, never a name
    Column("why_declined", Text, nullable=False, server_default=""),
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
    Column(
        "contact", Text, nullable=False, server_default=""
    ),  # of work: how clients' workers reach the seat
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
    Column("needs", Json),  # needs the rule is for; null = whatever the need
    Column("phases", Json),  # phases of the path the rule is for; null = the whole path
    Column("second", Text, nullable=False, server_default=""),  # two coordinators at once ...
    Column("second_period", Text, nullable=False, server_default=""),  # ... for how long
    Column("handover", Text, nullable=False, server_default=""),
    Column("own_worker", Text, nullable=False, server_default=""),  # the statutory one, beside
    Column("work_ability_coordinator", Text, nullable=False, server_default=""),  # the profession, beside
    Column("position", Integer, nullable=False),
    *record(),
)
responsibility = Table(
    "responsibility",
    metadata,
    id_(),
    ref("pilot_id", "pilot"),
    Column("phase", Text, nullable=False),  # key of a phase of the model, or "preparation"
    Column("task", Text, nullable=False),
    Column("parts", Json, nullable=False),  # role -> main | takes_part | heard | informed
    Column("position", Integer, nullable=False),
    *record(),
)
agreement_party = Table(
    "agreement_party",
    metadata,
    id_(),
    ref("draft_id", "draft"),
    Column("organisation", Text, nullable=False),
    Column("agreed_by", Text, nullable=False),
    Column("mandate", Text, nullable=False),  # present | confirmed | to_be_confirmed
    Column("agreed_on", Day),
    *record(),
    one_live("agreement_party", "draft_id", "organisation"),
)
pilot_question = Table(
    "pilot_question",
    metadata,
    id_(),  # what a pilot says to one of THL's five questions, where the survey is not enough
    ref("pilot_id", "pilot"),
    Column("question", Text, nullable=False),
    Column("answer", Text, nullable=False),
    Column("why_open", Text, nullable=False, server_default=""),  # why nothing has been decided yet ...
    Column("decide_by", Day),  # ... and by when it will be; null = answered
    *record(),
    one_live("pilot_question", "pilot_id", "question"),
)
caseload = Table(
    "caseload",
    metadata,
    id_(),  # how many clients the client coordinators of a post have now: a count, nothing of a client
    ref("pilot_id", "pilot"),
    Column("post", Text, nullable=False),  # post id (unit key or the key of a post written by hand)
    Column("clients", Integer, nullable=False),
    Column("counted_on", Day, nullable=False),
    *record(),
    one_live("caseload", "pilot_id", "post"),
)
coordination_setting = Table(
    "coordination_setting",
    metadata,
    id_(),  # what the wait for a client coordinator is reckoned from; null = nobody has agreed on it
    ref("pilot_id", "pilot"),
    Column("new_clients_per_month", Float),
    Column("months_each", Float),
    *record(),
    one_live("coordination_setting", "pilot_id"),
)
