"""The minutes of a workshop: made in one press, sent for remarks, final with who and when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mallipaja.actions.access import Job, Right, action
from mallipaja.actions.codebook import ThemedCards, themes_in
from mallipaja.actions.decisions import ChallengeView, challenge_views
from mallipaja.actions.disagreement import Disputed, against, disputed, survey_side
from mallipaja.actions.tidy import long_text, tidy_name
from mallipaja.actions.voting import closed_rounds
from mallipaja.actions.workshops import WorkshopView, view_of
from mallipaja.errors import ActionError
from mallipaja.i18n import N_
from mallipaja.store import boards, decisions, record, schema, whole
from mallipaja.store import process as process_store
from mallipaja.store import projects as project_store
from mallipaja.store import workshops as workshop_store
from mallipaja.store.decisions import Minutes, Remark
from mallipaja.store.workshops import AgendaBlock
from mallipaja.workshop.cards import Card
from mallipaja.workshop.disagreement import SurveySide, of_card
from mallipaja.workshop.evidence import EXPERTS, Evidence, Paper, Statement, evidence
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
    read,
    stored,
)

FINAL = N_("The minutes are final. They cannot be changed any more.")
NOT_SENT = N_("Send the minutes for remarks first.")
OPEN_REMARKS = N_("{count} remarks have no answer yet. Answer them, then make the minutes final.")
EMPTY_REMARK = N_("Write the remark.")


@dataclass(frozen=True, slots=True)
class MinutesView:
    """The minutes as they stand. ``row`` is ``None`` until they have been sent for remarks or added to."""

    body: MinutesBody
    row: Minutes | None
    remarks: tuple[Remark, ...]

    @property
    def state(self) -> str:
        return self.row.state if self.row else "draft"


@action(Right.RUN_PROJECT, "workshop_id", writes=False)
def view_minutes(job: Job, *, workshop_id: str) -> MinutesView:
    """The minutes as they stand now, the kept ones once they are final."""
    row = decisions.minutes_of(job, workshop_id)
    remarks = tuple(decisions.remarks(job, row.id)) if row else ()
    if row is not None and row.state == "final" and row.body:
        return MinutesView(read(row.body), row, remarks)
    return MinutesView(_body(job, workshop_id, row.addition if row else ""), row, remarks)


@dataclass(frozen=True, slots=True)
class WorkshopEvidence:
    """How well each shown card of a workshop is known, by its id, and where the survey says otherwise."""

    by_card: dict[str, Evidence]
    disagreements: tuple[Disagreed, ...]


@action(Right.RUN_PROJECT, "workshop_id", writes=False)
def workshop_evidence(job: Job, *, workshop_id: str) -> WorkshopEvidence:
    """The evidence of a workshop's shown cards and challenges."""
    _meeting, _project, pilot_id = workshop_store.meeting_row(job, workshop_id)
    cards = themes_in(job, workshop_id).cards
    raised = [one for one in challenge_views(job, job.project_id) if one.challenge.workshop_id == workshop_id]
    found = disputed(job, cards, raised, survey_side(job, pilot_id))
    return WorkshopEvidence(card_grades(job, cards, pilot_id), tuple(_disagreed(one) for one in found))


@action(Right.RUN_PROJECT, "workshop_id")
def add_to_minutes(job: Job, *, workshop_id: str, text: str) -> None:
    """Write what the minutes should say beside what was recorded."""
    row = _open(job, workshop_id)
    values = {"addition": long_text(text)}
    record.change(job, schema.minutes, row.id, values, revision=None, project_id=job.project_id)


@action(Right.RUN_PROJECT, "workshop_id")
def send_for_remarks(job: Job, *, workshop_id: str, by: str) -> None:
    """Say that the minutes have been sent for remarks, by whom and now."""
    row = _open(job, workshop_id)
    values = {"state": "remarks", "sent_at": job.at, "sent_by": tidy_name(by)}
    record.change(job, schema.minutes, row.id, values, revision=None, project_id=job.project_id)


@action(Right.RUN_PROJECT, "workshop_id")
def add_remark(job: Job, *, workshop_id: str, text: str, by: str) -> str:
    """Write down a remark on the minutes and whose it is."""
    row = _open(job, workshop_id)
    if row.state != "remarks":
        raise ActionError("MINUTES_NOT_SENT", NOT_SENT)
    said = long_text(text)
    if not said:
        raise ActionError("REMARK_EMPTY", EMPTY_REMARK)
    values = {"minutes_id": row.id, "text": said, "by": tidy_name(by), "at": job.at}
    return record.add(job, schema.minutes_remark, values, project_id=job.project_id)


@action(Right.RUN_PROJECT, "remark_id")
def settle_remark(job: Job, *, remark_id: str, answer: str) -> None:
    """Answer a remark: what was changed because of it, or why nothing was."""
    remark = record.get(job, schema.minutes_remark, remark_id)
    if record.get(job, schema.minutes, remark.minutes_id).state == "final":
        raise ActionError("MINUTES_FINAL", FINAL)
    values = {"answer": long_text(answer), "settled_at": job.at}
    record.change(job, schema.minutes_remark, remark_id, values, revision=None, project_id=job.project_id)


@action(Right.RUN_PROJECT, "workshop_id")
def finish_minutes(job: Job, *, workshop_id: str, by: str) -> None:
    """Make the minutes final: what they say is kept as it is now, with who and when."""
    row = _open(job, workshop_id)
    if row.state != "remarks":
        raise ActionError("MINUTES_NOT_SENT", NOT_SENT)
    waiting = sum(one.settled_at is None for one in decisions.remarks(job, row.id))
    if waiting:
        raise ActionError("REMARKS_OPEN", OPEN_REMARKS, count=waiting)
    values = {
        "state": "final",
        "final_at": job.at,
        "final_by": tidy_name(by),
        "body": stored(_body(job, workshop_id, row.addition)),
    }
    record.change(job, schema.minutes, row.id, values, revision=None, project_id=job.project_id)


@action(Right.RUN_PROJECT, "workshop_id")
def note_minutes(job: Job, *, workshop_id: str, rows: int) -> None:
    """Note in the log of exports that the minutes were written to a file."""
    whole.log_export(job, job.project_id, f"minutes: {view_of(job, workshop_id).meeting.title}", rows)


def _open(job: Job, workshop_id: str) -> Minutes:
    """The minutes' record, begun when there is none; refuses final ones."""
    row = decisions.minutes_of(job, workshop_id)
    if row is None:
        values = {"workshop_id": workshop_id, "state": "draft", "made_at": job.at}
        record.add(job, schema.minutes, values, project_id=job.project_id)
        row = decisions.minutes_of(job, workshop_id)
        assert row is not None
    if row.state == "final":
        raise ActionError("MINUTES_FINAL", FINAL)
    return row


def _body(job: Job, workshop_id: str, addition: str) -> MinutesBody:
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
        tuple(_disagreed(one) for one in disputed(job, themed.cards, raised, survey)),
    )  # fmt: skip


def _disagreed(one: Disputed) -> Disagreed:
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
    papers = _papers(job)
    merged = _merged(job, themed.cards)
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
    known = _of_card(card, merged, papers, survey)
    return SaidCard(card.kind, card.text, card.signature, card.late, known.grade, known.disputed)


def _of_card(
    card: Card, merged: dict[str, list[Card]], papers: dict[str, list[Paper]], survey: SurveySide
) -> Evidence:
    said = map(_statement, [card, *merged.get(card.id, ())])
    return evidence(said, papers.get(card.id, ()), survey_disagrees=of_card(card, survey) is not None)


def card_grades(job: Job, cards: Iterable[Card], pilot_id: str | None) -> dict[str, Evidence]:
    """Card id -> how well it is known; the caller has checked the right."""
    listed = list(cards)
    merged, papers, survey = _merged(job, listed), _papers(job), survey_side(job, pilot_id)
    return {one.id: _of_card(one, merged, papers, survey) for one in listed}


def _merged(job: Job, cards: Iterable[Card]) -> dict[str, list[Card]]:
    """Card id -> the cards it speaks for: each is a statement of its own."""
    found: dict[str, list[Card]] = {}
    for step in {one.step_id for one in cards}:
        for one in boards.cards(job, step):
            if one.merged_into and not one.hidden:
                found.setdefault(one.merged_into, []).append(one)
    return found


def _statement(card: Card) -> Statement:
    return Statement(EXPERTS if card.voice != "professional" else card.organisation or "")


def _papers(job: Job) -> dict[str, list[Paper]]:
    """Card or challenge id -> what documents and statistics say of it."""
    found: dict[str, list[Paper]] = {}
    for one in boards.evidence_sources(job, job.project_id):
        found.setdefault(one.card_id or one.challenge_id or "", []).append(Paper(one.agrees))
    return found


def grades(job: Job, raised: Iterable[ChallengeView]) -> dict[str, Evidence]:
    """Challenge id -> how well it is known, by its cards and papers; the caller has checked the right."""
    listed = list(raised)
    ids = [card for one in listed for card in one.cards]
    cards = {one.id: one for one in boards.cards_by_id(job, ids)}
    merged, papers = _merged(job, cards.values()), _papers(job)
    sides = {pilot: survey_side(job, pilot) for pilot in {one.challenge.pilot_id for one in listed}}
    found = {}
    for one in listed:
        survey = sides[one.challenge.pilot_id]
        own = [cards[card] for card in one.cards if card in cards and not cards[card].hidden]
        every = [*own, *(more for card in own for more in merged.get(card.id, ()))]
        statements = [_statement(card) for card in every] or [Statement("")]
        mine = [*papers.get(one.challenge.id, ()), *(p for card in own for p in papers.get(card.id, ()))]
        denied = bool(against(one, survey)) or any(of_card(card, survey) for card in own)
        found[one.challenge.id] = evidence(statements, mine, survey_disagrees=denied)
    return found


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
