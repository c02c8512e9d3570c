"""The minutes as those see them who took part on a device of their own, and their remarks."""

from __future__ import annotations

from mallipaja.actions.access import Job, Right, action
from mallipaja.actions.minutes import EMPTY_REMARK
from mallipaja.actions.minutes_body import body_of
from mallipaja.actions.taking_part import NOT_JOINED, participant_here
from mallipaja.actions.tidy import long_text
from mallipaja.errors import ActionError
from mallipaja.i18n import N_
from mallipaja.store import decisions, record, schema
from mallipaja.store import projects as project_store
from mallipaja.store import workshops as workshop_store
from mallipaja.workshop.minutes import MinutesBody, read

LONGEST_REMARK = 2000
MOST_REMARKS = 300
"""On one workshop's minutes from devices: more come from nobody who was in the room."""
SHOWN = ("remarks", "final")

NOT_OPEN = N_("The minutes are not open to remarks.")


@action(Right.TAKE_PART, "participant_id", writes=False)
def minutes_here(job: Job, *, participant_id: str) -> tuple[str, MinutesBody] | None:
    """State and body of the minutes of the participant's workshop; ``None`` before they are sent for remarks."""
    me = workshop_store.participant_of(job, participant_id)
    row = decisions.minutes_of(job, me.workshop_id)
    if row is None or row.state not in SHOWN or me.joined_at is None:
        return None
    kept = row.state == "final" and row.body
    return row.state, read(row.body) if kept and row.body else body_of(job, me.workshop_id, row.addition)


@action(Right.TAKE_PART, "participant_id")
def remark_here(job: Job, *, participant_id: str, device: str, text: str, remark: str = "") -> str:
    """Write a remark on the minutes from one's own device; it is signed with the organisation.

    Parameters
    ----------
    remark : its id, made by the writer: sent again, it is there once.
    """
    me = participant_here(job, participant_id, device)
    if me.joined_at is None:
        raise ActionError("NOT_JOINED", NOT_JOINED)
    row = decisions.minutes_of(job, me.workshop_id)
    known = decisions.remarks(job, row.id) if row else []
    if row is None or row.state != "remarks" or len(known) >= MOST_REMARKS:
        raise ActionError("MINUTES_NOT_OPEN", NOT_OPEN)
    if remark and any(one.id == remark for one in known):
        return remark
    said = long_text(text)[:LONGEST_REMARK]
    if not said:
        raise ActionError("REMARK_EMPTY", EMPTY_REMARK)
    names = {one.id: one.name for one in project_store.organisations(job, job.project_id)}
    own = names.get(me.organisation_id or "", "")
    values = {"minutes_id": row.id, "text": said, "by": own or me.organisation_name, "at": job.at}
    made = {"id": remark} if remark else {}
    return record.add(job, schema.minutes_remark, {**made, **values}, project_id=job.project_id)
