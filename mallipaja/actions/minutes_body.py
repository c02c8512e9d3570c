"""What the minutes of a workshop say, put together from what was recorded in it."""

from __future__ import annotations

from collections.abc import Iterable

from mallipaja.actions.access import Job
from mallipaja.actions.codebook import ThemedCards, themes_in
from mallipaja.actions.decisions import challenge_views
from mallipaja.actions.disagreement import Disputed, disputed, survey_side
from mallipaja.actions.grading import grade_of, grades, papers_of, spoken_for
from mallipaja.actions.taking_part import as_heard
from mallipaja.actions.voting import closed_rounds
from mallipaja.actions.workshops import WorkshopView, view_of
from mallipaja.practice.phases import phases
from mallipaja.store import boards, decisions, record, schema
from mallipaja.store import process as process_store
from mallipaja.store import projects as project_store
from mallipaja.store import workshops as workshop_store
from mallipaja.store.workshops import AgendaBlock, WorkshopStep
from mallipaja.workshop.cards import Card
from mallipaja.workshop.disagreement import SurveySide
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
from mallipaja.workshop.room import of_no_organisation


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
        tuple(_block(one, view.steps) for one in view.blocks),
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
    """The attendance of the meeting, as joining and the facilitator have filled it, and who joined from elsewhere."""
    found = [
        one for one in process_store.attendances(job, job.project_id) if one.meeting_id == view.meeting.id
    ]
    rows = (
        Present(
            organisations.get(one.organisation_id) or _removed(job, one.organisation_id),
            one.count,
            one.supervisors,
            one.experience_experts,
        )
        for one in found
        if one.count or one.experience_experts
    )
    joined = workshop_store.participants(job, view.workshop.id)
    names = {one.id: one.organisation_name for one in joined}
    elsewhere = (
        Present(name, head.people, head.supervisors, head.experts, voice)
        for (name, voice), head in of_no_organisation(map(as_heard, joined), names).items()
    )
    return (*sorted(rows, key=lambda one: one.organisation),
            *sorted(elsewhere, key=lambda one: (not one.organisation, one.organisation, one.voice)))  # fmt: skip


def _removed(job: Job, organisation_id: str) -> str:
    """The name of an organisation that was there and has been removed since."""
    return str(record.get(job, schema.organisation, organisation_id, binned=True).name)


def _block(one: AgendaBlock, steps: Iterable[WorkshopStep]) -> RunBlock:
    started, ended = one.started_at, one.ended_at
    mine = [step for step in steps if step.block_id == one.id]
    opened = any(step.opened_at or step.revealed_at for step in mine)
    trace = "opened" if opened else "" if mine else "unknown"
    return RunBlock(
        one.title,
        one.kind,
        one.minutes,
        started.isoformat() if started else "",
        ended.isoformat() if ended else "",
        "" if started else trace,
    )


def _themes(job: Job, themed: ThemedCards, survey: SurveySide) -> tuple[ThemeCards, ...]:
    names = {one.id: one.name for one in themed.themes}
    steps = {one.step_id for one in themed.cards}
    groups = {group.id: group.name for step in steps for group in boards.groups(job, step)}
    actors = {one.id: one.name for one in project_store.actors(job, job.project_id)}
    papers, merged = papers_of(job), spoken_for(job, themed.cards)

    def said(card: Card, above: frozenset[str] = frozenset()) -> SaidCard:
        known = grade_of(card, merged, papers, survey)
        under = [one for one in merged.get(card.id, ()) if one.id not in above]
        return SaidCard(
            card.kind, card.text, card.signature, card.late, known.grade, known.disputed, card.phase,
            actors.get(card.actor or "", ""), groups.get(card.group or "", ""),
            tuple(said(one, above | {card.id}) for one in under),
        )  # fmt: skip

    cards = {one.id: said(one) for one in themed.cards}
    order = {code: place for place, code in enumerate(_phases(job))}
    found = []
    for theme, ids in themed.by_theme.items():
        mine = [cards[one] for one in ids]
        places = dict.fromkeys(("", "") if theme else (one.group, one.phase) for one in mine)
        last = len(order)  # what lies in no phase comes after the phases
        for group, phase in sorted(places, key=lambda place: order.get(place[1], last)):
            here = tuple(one for one in mine if theme or (one.group, one.phase) == (group, phase))
            found.append(ThemeCards(names.get(theme, ""), here, group, phase))
    return tuple(found)


def _phases(job: Job) -> list[str]:
    generic = job.catalogue.generic
    return [one.code for one in phases(generic)] if generic else []


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
