"""What is done in a pilot's phases, written down: practices, strengths and challenges, their hand-overs and sources."""

from __future__ import annotations

from sqlalchemy import Column, Integer, Table, Text

from mallipaja.store.schema.base import id_, metadata, record, ref
from mallipaja.store.types import Day

practice = Table(
    "practice",
    metadata,
    id_(),
    ref("pilot_id", "pilot"),
    ref("actor_id", "actor"),
    Column("phase", Text, nullable=False),  # code of the generic model
    Column("kind", Text, nullable=False),  # practice | strength | challenge
    Column("what", Text, nullable=False),
    Column("how", Text, nullable=False, server_default=""),
    Column("how_often", Text, nullable=False, server_default=""),  # "" is not known
    Column("client_sees", Text, nullable=False, server_default=""),  # yes | partly | no
    Column("agreed", Text, nullable=False, server_default=""),  # as of a hand-over in the survey
    Column("valid_on", Day, nullable=False),  # a day it was so
    Column("ended_on", Day),  # the first day it was so no more
    Column("source", Text, nullable=False),  # hand | card | survey
    Column("source_ref", Text, nullable=False, server_default=""),  # of a survey: response/question/pilot/row
    Column("source_label", Text, nullable=False, server_default=""),  # where it was said, for people
    ref("card_id", "card", nullable=True),  # the board's card it was made of
    *record(),
)
practice_handover = Table(
    "practice_handover",
    metadata,
    id_(),
    ref("practice_id", "practice"),
    ref("receiver_id", "actor", nullable=True),
    Column("receiver", Text, nullable=False, server_default=""),  # when it is none of the pilot's actors
    Column("channel", Text, nullable=False, server_default=""),
    Column(
        "consent", Text, nullable=False, server_default=""
    ),  # in_writing | orally | not_asked | not_needed
    Column("longest_wait_days", Integer),
    *record(),
)
practice_source = Table(
    "practice_source",
    metadata,
    id_(),  # what says that it is so
    ref("practice_id", "practice"),
    Column("kind", Text, nullable=False),  # meeting | interview | document | statistic
    Column("title", Text, nullable=False),
    Column("place", Text, nullable=False, server_default=""),  # page, table or address
    Column("said_on", Day),
    *record(),
)
