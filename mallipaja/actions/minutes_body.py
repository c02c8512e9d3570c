"""What the minutes of a workshop say, put together from what was recorded in it."""

from __future__ import annotations

from mallipaja.actions.access import Job
from mallipaja.actions.codebook import ThemedCards, themes_in
from mallipaja.actions.decisions import challenge_views
from mallipaja.actions.disagreement import Disputed, disputed, survey_side
from mallipaja.actions.grading import grade_of, grades, papers_of, spoken_for
from mallipaja.actions.voting import closed_rounds
from mallipaja.actions.workshops import WorkshopView, view_of
from mallipaja.store import boards, decisions, record, schema
from mallipaja.store import process as process_store
from mallipaja.store import projects as project_store
from mallipaja.store.workshops import AgendaBlock
from mallipaja.workshop.cards import Card
from mallipaja.workshop.disagreement import SurveySide
from mallipaja.workshop.evidence import Paper
from mallipaja.workshop.minutes import (
    ClosedVote,
    Decided,
    Disagreed,
    MinutesBody,
    Present,
    Raised,
    RunBlock,
    SaidCard,
    ThemeCards,
    VotedOn,
)


def body_of(job: Job, workshop_id: str, addition: str) -> MinutesBody:
    """What they say as things stand; the caller has checked the right. ``addition`` is what was written beside it."""
    view = view_of(job, workshop_id)
    project = record.get(job, schema.project, job.project_id)
    pilot = record.get(job, schema.pilot, view.meeting.pilot_id) if view.meeting.pilot_id else None
    organisations = {one.id: one.name for one in project_store.organisations(job, job.project_id)}
    raised = [one for one in challenge_views(job, job.project_id) if one.challenge.workshop_id == workshop_id]
    graded = grades(job, raised)
    survey = survey_side(job, view.meeting.pilot_id)
    themed = themes_in(job, workshop_id)
    return MinutesBody(
        project.name,
        pilot.name if pilot else "",
        view.meeting.title,
        view.meeting.held_on.isoformat(),
        view.meeting.mode,
        _present(job, view, organisations),
        tuple(_block(one) for one in view.blocks),
        _themes(job, themed, survey),
        _votes(job, view),
        tuple(
            Decided(
                one.kind, one.text, organisations.get(one.organisation_id or "", ""), one.person,
                one.due_on.isoformat() if one.due_on else "", one.element,
            )
            for one in decisions.decisions(job, job.project_id)
            if one.workshop_id == workshop_id
        ),
        tuple(
            Raised(
                one.challenge.text, one.is_open, graded[one.challenge.id].grade, graded[one.challenge.id].disputed
            )
            for one in raised
        ),
        addition,
        tuple(disagreed(one) for one in disputed(job, themed.cards, raised, survey)),
    )  # fmt: skip


def disagreed(one: Disputed) -> Disagreed:
    """A disagreement of survey and workshop as the minutes keep it."""
    found = one.found
    return Disagreed(one.text, found.survey, found.phase, one.actor, found.element)


def _present(job: Job, view: WorkshopView, organisations: dict[str, str]) -> tuple[Present, ...]:
    """The attendance of the meeting, as joining and the facilitator have filled it."""
    found = [
        one for one in process_store.attendances(job, job.project_id) if one.meeting_id == view.meeting.id
    ]
    rows = (
        Present(
            organisations.get(one.organisation_id, ""), one.count, one.supervisors, one.experience_experts
        )
        for one in found
        if one.count or one.experience_experts
    )
    return tuple(sorted(rows, key=lambda one: one.organisation))


def _block(one: AgendaBlock) -> RunBlock:
    started, ended = one.started_at, one.ended_at
    return RunBlock(
        one.title,
        one.kind,
        one.minutes,
        started.isoformat() if started else "",
        ended.isoformat() if ended else "",
    )


def _themes(job: Job, themed: ThemedCards, survey: SurveySide) -> tuple[ThemeCards, ...]:
    cards = {one.id: one for one in themed.cards}
    names = {one.id: one.name for one in themed.themes}
    papers = papers_of(job)
    merged = spoken_for(job, themed.cards)
    found = []
    groups = {group.id: group.name for step in _steps_of(themed) for group in boards.groups(job, step)}
    for theme, ids in themed.by_theme.items():
        for group in [""] if theme else dict.fromkeys(groups.get(cards[one].group or "", "") for one in ids):
            mine = [one for one in ids if theme or groups.get(cards[one].group or "", "") == group]
            said = tuple(_said(cards[one], merged, papers, survey) for one in mine)
            if said:
                found.append(ThemeCards(names.get(theme, ""), said, group))
    return tuple(found)


def _steps_of(themed: ThemedCards) -> set[str]:
    return {one.step_id for one in themed.cards}


def _said(
    card: Card, merged: dict[str, list[Card]], papers: dict[str, list[Paper]], survey: SurveySide
) -> SaidCard:
    known = grade_of(card, merged, papers, survey)
    return SaidCard(card.kind, card.text, card.signature, card.late, known.grade, known.disputed)


def _votes(job: Job, view: WorkshopView) -> tuple[ClosedVote, ...]:
    found = []
    for step in view.steps:
        if step.kind not in {"dots", "stand"}:
            continue
        for closed in closed_rounds(job, step):
            results = {one.subject: one for one in closed.results or ()}
            subjects = tuple(
                VotedOn(one.text, got.dots, got.agree, got.disagree, got.passed)
                for one in closed.subjects
                if (got := results.get(one.id)) is not None
            )
            found.append(
                ClosedVote(
                    step.title,
                    step.kind,
                    closed.number,
                    closed.entitled,
                    closed.voted,
                    closed.counted,
                    subjects,
                )
            )
    return tuple(found)
