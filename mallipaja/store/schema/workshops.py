"""Workshops as they are led: agenda, steps, participants, cards, votes, decisions, challenges and minutes.

What must not be told has no column: a card and a ballot carry a key that only the device of their writer can make
again, never the participant; ballots are counted and removed when a vote is closed.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Integer, String, Table, Text, UniqueConstraint

from mallipaja.store.schema.base import id_, metadata, one_live, record, ref
from mallipaja.store.types import Day, Json, Moment

workshop = Table(
    "workshop",
    metadata,
    id_(),
    ref("meeting_id", "meeting"),
    Column("template", Text, nullable=False, server_default=""),  # the agenda template it was begun from
    Column("state", Text, nullable=False),  # planned | open | ended
    Column("starts_at", Moment),  # planned; the clock of the agenda begins here
    Column("opened_at", Moment),
    Column("ended_at", Moment),
    Column("join_code", Text, unique=True),  # null: nobody new can join
    Column("pace", Text, nullable=False, server_default="led"),  # led: all see the current step | self
    Column("current_step_id", String(32)),  # of a workshop_step; no reference, that would be a circle
    Column("brought", Integer, nullable=False, server_default="0"),  # times everybody was brought along
    Column("on_wall", Text, nullable=False, server_default="join"),  # join | agenda | step | challenges
    Column("timer_ends_at", Moment),
    Column("live_revision", Integer, nullable=False, server_default="0"),  # grows with everything seen live
    *record(),
    one_live("workshop", "meeting_id"),
)
agenda_block = Table(
    "agenda_block",
    metadata,
    id_(),
    ref("workshop_id", "workshop"),
    Column(
        "kind", Text, nullable=False
    ),  # before | block | pause | after; before and after are off the clock
    Column("title", Text, nullable=False),
    Column("note", Text, nullable=False, server_default=""),
    Column("minutes", Integer, nullable=False),
    Column("position", Integer, nullable=False),
    Column("started_at", Moment),  # as it was run
    Column("ended_at", Moment),
    *record(),
)
workshop_step = Table(
    "workshop_step",
    metadata,
    id_(),
    ref("workshop_id", "workshop"),
    ref("block_id", "agenda_block", nullable=True),
    Column("kind", Text, nullable=False),  # text | picture | board | dots | stand | decide
    Column("title", Text, nullable=False),
    Column("prompt", Text, nullable=False, server_default=""),
    Column("state", Text, nullable=False),  # hidden | open | view_only | revealed
    Column("position", Integer, nullable=False),
    Column("minutes", Integer),  # for the timer
    Column("layout", Text, nullable=False, server_default="groups"),  # of a board: groups | matrix
    Column("card_kinds", Json, nullable=False),  # of a board: the kinds of cards it takes
    Column(
        "others", Text, nullable=False, server_default="none"
    ),  # others' cards while open: none | some | all
    Column(
        "signed", Text, nullable=False, server_default="nobody"
    ),  # under a card: nobody | organisation | nickname
    Column("grouping", Text, nullable=False, server_default="facilitator"),  # facilitator | everyone
    Column("board_id", String(32)),  # of dots: the step whose cards are voted on; null: its own options
    Column("dots_each", Integer, nullable=False, server_default="3"),
    Column("dots_per_card", Integer, nullable=False, server_default="1"),
    Column("picture", Text, nullable=False, server_default=""),  # capacity | network | practice
    Column("opened_at", Moment),
    Column("revealed_at", Moment),
    *record(),
)
workshop_option = Table(
    "workshop_option",
    metadata,
    id_(),  # what is voted on when it is not cards: options of dots, statements of a stand
    ref("step_id", "workshop_step"),
    Column("text", Text, nullable=False),
    Column("position", Integer, nullable=False),
    *record(),
)
participant = Table(
    "participant",
    metadata,
    id_(),
    ref("workshop_id", "workshop"),
    ref("organisation_id", "organisation", nullable=True),
    Column("organisation_name", Text, nullable=False, server_default=""),  # when it is none of the project's
    Column("voice", Text, nullable=False),  # professional | experience_expert | client_developer
    Column("is_supervisor", Boolean, nullable=False, server_default="0"),
    Column("nickname", Text, nullable=False, server_default=""),
    Column("opened_at", Moment, nullable=False),
    Column("joined_at", Moment),  # null: has opened the link but not said who they are; not counted
    *record(),
)
participant_device = Table(
    "participant_device",
    metadata,
    id_(),
    Column("secret_hash", String(64), nullable=False, index=True),
    ref("participant_id", "participant"),
    Column("created_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    UniqueConstraint("secret_hash", "participant_id"),
)
card_group = Table(
    "card_group",
    metadata,
    id_(),
    ref("step_id", "workshop_step"),
    Column("name", Text, nullable=False),
    Column("position", Integer, nullable=False),
    *record(),
)
card = Table(
    "card",
    metadata,
    id_(),  # made by whoever sends the card: sent twice, it is there once
    ref("step_id", "workshop_step"),
    Column("kind", Text, nullable=False),  # practice | good_practice | challenge | idea | question
    Column("text", Text, nullable=False),
    Column("author_key", String(64)),  # only the author's device can make it again
    Column("source", Text, nullable=False),  # participant | facilitator | room | survey
    Column("source_ref", Text, nullable=False, server_default=""),  # of a survey: response/question/pilot/row
    Column("source_label", Text, nullable=False, server_default=""),
    ref("organisation_id", "organisation", nullable=True),  # whose statement it is, for the grade of evidence
    Column("voice", Text, nullable=False, server_default="professional"),
    Column("signature", Text, nullable=False, server_default=""),  # what stands under the card
    Column("phase", Text, nullable=False, server_default=""),  # code of the generic model
    ref("actor_id", "actor", nullable=True),
    ref("group_id", "card_group", nullable=True),
    Column("position", Integer, nullable=False),
    Column("late", Boolean, nullable=False, server_default="0"),  # written after the reveal
    Column("hidden", Boolean, nullable=False, server_default="0"),
    Column("merged_into", String(32)),  # the card that speaks for this one
    Column("split_from", String(32)),
    Column("written_at", Moment, nullable=False),
    Column("redacted_at", Moment),
    *record(),
)
board_move = Table(
    "board_move",
    metadata,
    id_(),  # made by whoever moves: sent twice, it is done once
    ref("step_id", "workshop_step"),
    ref("card_id", "card"),
    Column("what", Text, nullable=False),  # move | merge | split | hide | show
    Column("before", Json, nullable=False),  # places and marks of the card, never its text
    Column("after", Json, nullable=False),
    Column("by", Text, nullable=False),  # facilitator | participant
    Column("at", Moment, nullable=False),
    Column("number", Integer, nullable=False),  # grows by one with each move of the step
    Column("undone_at", Moment),
)
theme = Table(
    "theme",
    metadata,
    id_(),
    ref("project_id", "project"),
    Column("name", Text, nullable=False),
    Column("stems", Json, nullable=False),  # beginnings of words
    Column("position", Integer, nullable=False),
    *record(),
)
card_theme = Table(
    "card_theme",
    metadata,
    id_(),  # what the facilitator has said; the rest is computed from the stems
    ref("card_id", "card"),
    ref("theme_id", "theme"),
    Column("belongs", Boolean, nullable=False),
    *record(),
    one_live("card_theme", "card_id", "theme_id"),
)
vote_round = Table(
    "vote_round",
    metadata,
    id_(),
    ref("step_id", "workshop_step"),
    Column("number", Integer, nullable=False),
    Column("state", Text, nullable=False),  # open | closed
    Column("opened_at", Moment, nullable=False),
    Column("closed_at", Moment),
    Column("dots_each", Integer, nullable=False),
    Column("dots_per_card", Integer, nullable=False),
    Column("entitled", Integer),  # joined when it was closed
    Column("voted", Integer),  # of them with a ballot
    *record(),
    UniqueConstraint("step_id", "number"),
)
ballot = Table(
    "ballot",
    metadata,
    id_(),  # no time, no person; gone when the round is closed
    ref("round_id", "vote_round"),
    Column("voter_key", String(64), nullable=False),  # only the voter's device can make it again
    Column("subject", String(32), nullable=False),  # of a card, group or option
    Column("choice", Text, nullable=False),  # dots | agree | disagree | pass
    Column("count", Integer, nullable=False),
    Column("sector", Text, nullable=False),  # the group of the voter: a sector, or experience
    UniqueConstraint("round_id", "voter_key", "subject"),
)
vote_tally = Table(
    "vote_tally",
    metadata,
    id_(),
    ref("round_id", "vote_round"),
    Column("subject", String(32), nullable=False),
    Column("label", Text, nullable=False, server_default=""),  # what was voted on, as it read then
    Column("sector", Text, nullable=False, server_default=""),  # "" = the whole room
    Column("choice", Text, nullable=False),  # dots | voters | agree | disagree | pass
    Column("source", Text, nullable=False),  # devices | hands | stickers
    Column("count", Integer, nullable=False),
    UniqueConstraint("round_id", "subject", "sector", "choice", "source"),
)
decision = Table(
    "decision",
    metadata,
    id_(),  # made by whoever sends it
    ref("workshop_id", "workshop"),
    Column("kind", Text, nullable=False),  # decision | action
    Column("text", Text, nullable=False),
    ref("organisation_id", "organisation", nullable=True),  # one owner: the organisation and the person
    Column("person", Text, nullable=False, server_default=""),
    Column("due_on", Day),
    Column("element", Text, nullable=False, server_default=""),  # of the generic model
    ref("adaptation_id", "adaptation", nullable=True),
    Column("state", Text, nullable=False),  # open | done | dropped
    Column("closed_on", Day),
    Column("outcome", Text, nullable=False, server_default=""),  # follow-up: what came of it, or why dropped
    Column("decided_at", Moment, nullable=False),
    *record(),
)
challenge = Table(
    "challenge",
    metadata,
    id_(),
    ref("project_id", "project"),
    ref("pilot_id", "pilot", nullable=True),
    ref("workshop_id", "workshop", nullable=True),  # where it was raised
    ref("theme_id", "theme", nullable=True),
    Column("text", Text, nullable=False),
    Column("raised_at", Moment, nullable=False),
    *record(),
)
challenge_card = Table(
    "challenge_card",
    metadata,
    id_(),
    ref("challenge_id", "challenge"),
    ref("card_id", "card"),
    *record(),
    one_live("challenge_card", "challenge_id", "card_id"),
)
challenge_link = Table(
    "challenge_link",
    metadata,
    id_(),  # a challenge with a live link is no more open
    ref("challenge_id", "challenge"),
    Column("kind", Text, nullable=False),  # element | adaptation | decision | regional | not_now
    Column("element", Text, nullable=False, server_default=""),
    ref("adaptation_id", "adaptation", nullable=True),
    ref("decision_id", "decision", nullable=True),
    Column("reason", Text, nullable=False, server_default=""),  # of not_now
    Column("linked_at", Moment, nullable=False),
    *record(),
)
evidence_source = Table(
    "evidence_source",
    metadata,
    id_(),  # a document or a statistic that says the same as a card or a challenge
    ref("project_id", "project"),
    ref("card_id", "card", nullable=True),
    ref("challenge_id", "challenge", nullable=True),
    Column("kind", Text, nullable=False),  # document | statistic
    Column("title", Text, nullable=False),
    Column("place", Text, nullable=False, server_default=""),  # page, table or address
    Column("agrees", Boolean, nullable=False, server_default="1"),  # false: it says otherwise
    *record(),
)
minutes = Table(
    "minutes",
    metadata,
    id_(),
    ref("workshop_id", "workshop"),
    Column("state", Text, nullable=False),  # draft | remarks | final
    Column("made_at", Moment, nullable=False),
    Column("sent_at", Moment),  # for remarks
    Column("sent_by", Text, nullable=False, server_default=""),  # name as it was
    Column("final_at", Moment),
    Column("final_by", Text, nullable=False, server_default=""),
    Column("addition", Text, nullable=False, server_default=""),  # what the facilitator wants to add
    Column("body", Json),  # what they were when they became final; computed until then
    *record(),
    one_live("minutes", "workshop_id"),
)
minutes_remark = Table(
    "minutes_remark",
    metadata,
    id_(),
    ref("minutes_id", "minutes"),
    Column("text", Text, nullable=False),
    Column("by", Text, nullable=False),  # as the writer signed
    Column("at", Moment, nullable=False),
    Column("answer", Text, nullable=False, server_default=""),
    Column("settled_at", Moment),
    *record(),
)
