"""The minutes of a workshop: made in one press, sent for remarks, final with who and when."""

from __future__ import annotations

from dataclasses import dataclass

from mallipaja.actions.access import Job, Right, action
from mallipaja.actions.codebook import themes_in
from mallipaja.actions.decisions import challenge_views
from mallipaja.actions.disagreement import disputed, survey_side
from mallipaja.actions.grading import card_grades
from mallipaja.actions.minutes_body import body_of, disagreed
from mallipaja.actions.tidy import long_text, tidy_name
from mallipaja.actions.workshops import view_of
from mallipaja.errors import ActionError
from mallipaja.i18n import N_
from mallipaja.store import decisions, record, schema, whole
from mallipaja.store import workshops as workshop_store
from mallipaja.store.decisions import Minutes, Remark
from mallipaja.workshop.evidence import Evidence
from mallipaja.workshop.minutes import (
    Disagreed,
    MinutesBody,
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
    return MinutesView(body_of(job, workshop_id, row.addition if row else ""), row, remarks)


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
    return WorkshopEvidence(card_grades(job, cards, pilot_id), tuple(disagreed(one) for one in found))


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
        "body": stored(body_of(job, workshop_id, row.addition)),
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
