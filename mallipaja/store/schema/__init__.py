"""The database: one table per thing people make. SQL lives only in this package.

Conventions: ``id`` is a random 128-bit hex text; a *record* table has ``revision`` (optimistic locking) and
``deleted_at`` (the bin). ``history`` holds every change; its ``seq`` is also the project's data version.

One module per feature. After a change run ``python tools/migrations.py next "what"``, or ``again`` while the
newest version is still unreleased (docs/decisions/0010).
"""

from __future__ import annotations

from sqlalchemy import Row as Row  # the type of what is read, for the levels above
from sqlalchemy import Table as Table

from mallipaja.store.schema.base import metadata as metadata
from mallipaja.store.schema.models import adaptation as adaptation
from mallipaja.store.schema.models import follow_up as follow_up
from mallipaja.store.schema.models import innokyla_finding as innokyla_finding
from mallipaja.store.schema.models import innokyla_page as innokyla_page
from mallipaja.store.schema.models import model_edit as model_edit
from mallipaja.store.schema.models import stance as stance
from mallipaja.store.schema.models import variant as variant
from mallipaja.store.schema.past import export_log as export_log
from mallipaja.store.schema.past import feedback as feedback
from mallipaja.store.schema.past import history as history
from mallipaja.store.schema.people import account as account
from mallipaja.store.schema.people import attempt as attempt
from mallipaja.store.schema.people import login_session as login_session
from mallipaja.store.schema.people import membership as membership
from mallipaja.store.schema.people import one_time_link as one_time_link
from mallipaja.store.schema.people import project as project
from mallipaja.store.schema.places import actor as actor
from mallipaja.store.schema.places import organisation as organisation
from mallipaja.store.schema.places import pilot as pilot
from mallipaja.store.schema.places import pilot_actor as pilot_actor
from mallipaja.store.schema.places import unit as unit
from mallipaja.store.schema.places import unit_pilot as unit_pilot
from mallipaja.store.schema.practices import practice as practice
from mallipaja.store.schema.practices import practice_handover as practice_handover
from mallipaja.store.schema.practices import practice_source as practice_source
from mallipaja.store.schema.process import attendance as attendance
from mallipaja.store.schema.process import meeting as meeting
from mallipaja.store.schema.process import risk as risk
from mallipaja.store.schema.process import step as step
from mallipaja.store.schema.process import task as task
from mallipaja.store.schema.surveys import answer as answer
from mallipaja.store.schema.surveys import device_grant as device_grant
from mallipaja.store.schema.surveys import dissent as dissent
from mallipaja.store.schema.surveys import document as document
from mallipaja.store.schema.surveys import invitation as invitation
from mallipaja.store.schema.surveys import recipient as recipient
from mallipaja.store.schema.surveys import response as response
from mallipaja.store.schema.surveys import response_participant as response_participant
from mallipaja.store.schema.surveys import response_pilot as response_pilot
from mallipaja.store.schema.surveys import round_ as round_
from mallipaja.store.schema.surveys import round_pilot as round_pilot
from mallipaja.store.schema.surveys import round_template as round_template
from mallipaja.store.schema.surveys import shared_link as shared_link
from mallipaja.store.schema.teams import agreement_party as agreement_party
from mallipaja.store.schema.teams import caseload as caseload
from mallipaja.store.schema.teams import competence as competence
from mallipaja.store.schema.teams import coordination_setting as coordination_setting
from mallipaja.store.schema.teams import coordinator_rule as coordinator_rule
from mallipaja.store.schema.teams import draft as draft
from mallipaja.store.schema.teams import pilot_question as pilot_question
from mallipaja.store.schema.teams import post as post
from mallipaja.store.schema.teams import responsibility as responsibility
from mallipaja.store.schema.teams import seat as seat
from mallipaja.store.schema.teams import seat_person as seat_person
from mallipaja.store.schema.teams import team_setting as team_setting
from mallipaja.store.schema.teams import travel as travel
from mallipaja.store.schema.templates import own_template as own_template
from mallipaja.store.schema.workshops import agenda_block as agenda_block
from mallipaja.store.schema.workshops import ballot as ballot
from mallipaja.store.schema.workshops import board_move as board_move
from mallipaja.store.schema.workshops import card as card
from mallipaja.store.schema.workshops import card_group as card_group
from mallipaja.store.schema.workshops import card_theme as card_theme
from mallipaja.store.schema.workshops import challenge as challenge
from mallipaja.store.schema.workshops import challenge_card as challenge_card
from mallipaja.store.schema.workshops import challenge_link as challenge_link
from mallipaja.store.schema.workshops import decision as decision
from mallipaja.store.schema.workshops import evidence_source as evidence_source
from mallipaja.store.schema.workshops import minutes as minutes
from mallipaja.store.schema.workshops import minutes_remark as minutes_remark
from mallipaja.store.schema.workshops import participant as participant
from mallipaja.store.schema.workshops import participant_device as participant_device
from mallipaja.store.schema.workshops import theme as theme
from mallipaja.store.schema.workshops import vote_round as vote_round
from mallipaja.store.schema.workshops import vote_tally as vote_tally
from mallipaja.store.schema.workshops import workshop as workshop
from mallipaja.store.schema.workshops import workshop_option as workshop_option
from mallipaja.store.schema.workshops import workshop_step as workshop_step
