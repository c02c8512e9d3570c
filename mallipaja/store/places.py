"""Where a thing lies: which project, pilot and invitation. Permissions are checked against the answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Select, Table, bindparam, null, or_, select

from mallipaja.store.begun import Begun, begun
from mallipaja.store.engine import Work
from mallipaja.store.schema import (
    actor,
    adaptation,
    agenda_block,
    agreement_party,
    attendance,
    card,
    card_group,
    challenge,
    challenge_link,
    competence,
    coordinator_rule,
    decision,
    dissent,
    draft,
    evidence_source,
    invitation,
    meeting,
    minutes,
    minutes_remark,
    organisation,
    participant,
    pilot,
    post,
    practice,
    practice_handover,
    practice_source,
    project,
    recipient,
    response,
    responsibility,
    risk,
    round_,
    seat,
    shared_link,
    step,
    task,
    theme,
    unit,
    variant,
    vote_round,
    workshop,
    workshop_option,
    workshop_step,
)


@dataclass(frozen=True, slots=True)
class Place:
    """``pilot_id`` is None for a thing of the whole project; ``invitation_id`` only for answering,
    ``participant_id`` only for taking part in a workshop.

    ``on_behalf`` is true where those who run the project may answer for others (paper, joint form). An anonymous
    response has no invitation: who has the token that gives ``answer_key`` for ``answer_scope`` may go on with it.
    ``begun`` is the response, where that is what was asked for.
    """

    project_id: str
    pilot_id: str | None = None
    invitation_id: str | None = None
    participant_id: str | None = None
    on_behalf: bool = False
    answer_key: str | None = field(default=None, repr=False)
    answer_scope: str = ""
    begun: Begun | None = field(default=None, repr=False)


_NO = null()


def _in_workshop(table: Table, *way: Table) -> Select[Any]:
    """Of a thing of a workshop: the project and pilot of its meeting."""
    query = select(meeting.c.project_id, meeting.c.pilot_id, _NO).select_from(table)
    for parent in (*way, workshop, meeting):
        query = query.join(parent)
    return query


_FINDERS: dict[str, Select[Any]] = {
    "project_id": select(project.c.id, _NO, _NO),
    "pilot_id": select(pilot.c.project_id, pilot.c.id, _NO),
    "organisation_id": select(organisation.c.project_id, _NO, _NO),
    "actor_id": select(actor.c.project_id, _NO, _NO),
    "unit_id": select(unit.c.project_id, _NO, _NO),
    "round_id": select(round_.c.project_id, _NO, _NO),
    "meeting_id": select(meeting.c.project_id, meeting.c.pilot_id, _NO),
    "attendance_id": select(meeting.c.project_id, meeting.c.pilot_id, _NO).join_from(attendance, meeting),
    "step_id": select(pilot.c.project_id, pilot.c.id, _NO).join_from(step, pilot),
    "task_id": select(pilot.c.project_id, pilot.c.id, _NO).join_from(task, pilot),
    "risk_id": select(pilot.c.project_id, pilot.c.id, _NO).join_from(risk, pilot),
    "rule_id": select(pilot.c.project_id, pilot.c.id, _NO).join_from(coordinator_rule, pilot),
    "draft_id": select(pilot.c.project_id, pilot.c.id, _NO).join_from(draft, pilot),
    "post_id": select(pilot.c.project_id, pilot.c.id, _NO).join_from(
        post, pilot, post.c.pilot_id == pilot.c.id
    ),
    "competence_id": select(competence.c.project_id, _NO, _NO),
    "seat_id": select(pilot.c.project_id, pilot.c.id, _NO).join_from(seat, draft).join(pilot),
    "responsibility_id": select(pilot.c.project_id, pilot.c.id, _NO).join_from(responsibility, pilot),
    "party_id": select(pilot.c.project_id, pilot.c.id, _NO).join_from(agreement_party, draft).join(pilot),
    "variant_id": select(pilot.c.project_id, pilot.c.id, _NO).join_from(variant, pilot),
    "adaptation_id": select(pilot.c.project_id, pilot.c.id, _NO).join_from(adaptation, variant).join(pilot),
    "invitation_id": select(
        round_.c.project_id,
        invitation.c.pilot_id,
        invitation.c.id,
        _NO,
        or_(invitation.c.on_behalf, invitation.c.kind == "joint"),
    ).join_from(invitation, round_),
    "recipient_id": select(recipient.c.project_id, _NO, _NO),
    "shared_link_id": select(round_.c.project_id, _NO, _NO).join_from(shared_link, round_),
    "dissent_id": select(
        round_.c.project_id, _NO, response.c.invitation_id, _NO, response.c.source == "joint"
    )
    .join_from(dissent, response)
    .join(round_, response.c.round_id == round_.c.id),
    "workshop_id": select(meeting.c.project_id, meeting.c.pilot_id, _NO).join_from(workshop, meeting),
    "block_id": _in_workshop(agenda_block),
    "workshop_step_id": _in_workshop(workshop_step),
    "option_id": _in_workshop(workshop_option, workshop_step),
    "participant_id": select(meeting.c.project_id, meeting.c.pilot_id, _NO, participant.c.id)
    .join_from(participant, workshop)
    .join(meeting),
    "card_id": _in_workshop(card, workshop_step),
    "group_id": _in_workshop(card_group, workshop_step),
    "vote_round_id": _in_workshop(vote_round, workshop_step),
    "theme_id": select(theme.c.project_id, _NO, _NO),
    "decision_id": _in_workshop(decision),
    "challenge_id": select(challenge.c.project_id, challenge.c.pilot_id, _NO),
    "challenge_link_id": select(challenge.c.project_id, challenge.c.pilot_id, _NO).join_from(
        challenge_link, challenge
    ),
    "evidence_source_id": select(evidence_source.c.project_id, _NO, _NO),
    "minutes_id": _in_workshop(minutes),
    "practice_id": select(pilot.c.project_id, pilot.c.id, _NO).join_from(practice, pilot),
    "handover_id": select(pilot.c.project_id, pilot.c.id, _NO)
    .join_from(practice_handover, practice)
    .join(pilot),
    "practice_source_id": select(pilot.c.project_id, pilot.c.id, _NO)
    .join_from(practice_source, practice)
    .join(pilot),
    "remark_id": _in_workshop(minutes_remark, minutes),
}
_IDS = {
    "project_id": project.c.id,
    "pilot_id": pilot.c.id,
    "organisation_id": organisation.c.id,
    "actor_id": actor.c.id,
    "unit_id": unit.c.id,
    "round_id": round_.c.id,
    "meeting_id": meeting.c.id,
    "attendance_id": attendance.c.id,
    "step_id": step.c.id,
    "task_id": task.c.id,
    "risk_id": risk.c.id,
    "rule_id": coordinator_rule.c.id,
    "draft_id": draft.c.id,
    "post_id": post.c.id,
    "competence_id": competence.c.id,
    "seat_id": seat.c.id,
    "responsibility_id": responsibility.c.id,
    "party_id": agreement_party.c.id,
    "variant_id": variant.c.id,
    "adaptation_id": adaptation.c.id,
    "invitation_id": invitation.c.id,
    "recipient_id": recipient.c.id,
    "shared_link_id": shared_link.c.id,
    "dissent_id": dissent.c.id,
    "workshop_id": workshop.c.id,
    "block_id": agenda_block.c.id,
    "workshop_step_id": workshop_step.c.id,
    "option_id": workshop_option.c.id,
    "participant_id": participant.c.id,
    "card_id": card.c.id,
    "group_id": card_group.c.id,
    "vote_round_id": vote_round.c.id,
    "theme_id": theme.c.id,
    "decision_id": decision.c.id,
    "challenge_id": challenge.c.id,
    "challenge_link_id": challenge_link.c.id,
    "evidence_source_id": evidence_source.c.id,
    "minutes_id": minutes.c.id,
    "practice_id": practice.c.id,
    "handover_id": practice_handover.c.id,
    "practice_source_id": practice_source.c.id,
    "remark_id": minutes_remark.c.id,
}
_BY_ID = {scope: finder.where(_IDS[scope] == bindparam("value")) for scope, finder in _FINDERS.items()}
_RESPONSE = "response_id"
SCOPES: tuple[str, ...] = (*_FINDERS, _RESPONSE)


def find(work: Work, scope: str, value: str) -> Place | None:
    """The place of the thing ``scope`` names (``pilot_id``, ``round_id``, ...); ``None`` when there is none.

    Things in the bin are found too: the right to bring them back is the right to have them.
    """
    if scope == _RESPONSE:
        return _of_response(begun(work, value))
    row = work.connection.execute(_BY_ID[scope], {"value": value}).one_or_none()
    return Place(*row) if row else None


def _of_response(found: Begun | None) -> Place | None:
    if found is None:
        return None
    own = found.response
    return Place(
        found.project_id,
        invitation_id=own.invitation_id,
        on_behalf=own.on_behalf,
        answer_key=found.anonymous_key,
        answer_scope=f"{own.round_id}/{own.document_id}",
        begun=found,
    )
