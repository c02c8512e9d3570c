"""How far the pilots of the example project are: meetings, attendance, tasks and steps."""

from __future__ import annotations

from mallipaja.actions.demo_ground import Ground
from mallipaja.store import schema


def go_through(ground: Ground) -> None:
    """Each pilot's meetings and steps, as many as chance or the definition says."""
    steps = [step.key for step in ground.job.catalogue.process_steps]
    people = [ground.organisations[key] for key in ("hyvinvointialue", "tyollisyysalue", "kela")]
    for key, pilot_id in ground.pilots.items():
        meetings = ground.definition.meetings[: ground.rng.randint(2, len(ground.definition.meetings))]
        for meeting in meetings:
            _meeting(ground, pilot_id, key, meeting.title, steps[meeting.step] if steps else None, people)
        for task in ground.definition.tasks:
            done = ground.ago(ground.definition.steps_days_ago[0]) if task.done else None
            ground.add(schema.task, pilot_id=pilot_id, title=task.title, owner=task.owner, done_on=done)
        further = next((one.steps_closed for one in ground.definition.agreed if one.pilot == key), 0)
        closed = max(further, len(meetings) - 1)
        for n, step in enumerate(steps[: closed + 1]):
            state = "closed" if n < closed else "under_way"
            artefact = ground.job.catalogue.process_steps[n].artefact.fi if state == "closed" else ""
            closed_on = ground.ago(ground.definition.steps_days_ago[n]) if state == "closed" else None
            ground.add(
                schema.step,
                pilot_id=pilot_id,
                key=step,
                state=state,
                artefact=artefact,
                closed_on=closed_on,
            )


def _meeting(
    ground: Ground, pilot_id: str, key: str, title: str, step: str | None, people: list[str]
) -> None:
    definition = next(one for one in ground.definition.meetings if one.title == title)
    meeting_id = ground.add(
        schema.meeting,
        project_id=ground.project_id,
        pilot_id=pilot_id,
        title=title,
        held_on=ground.ago(definition.held_days_ago),
        mode=definition.mode,
        step=step,
    )
    present = [ground.organisations[f"kunta_{key}"], *people[: ground.rng.randint(1, len(people))]]
    for n, organisation_id in enumerate(present):
        supervisors = 1 if definition.supervisors and n == 0 else 0
        ground.add(
            schema.attendance,
            meeting_id=meeting_id,
            organisation_id=organisation_id,
            count=ground.rng.randint(1, 4),
            supervisors=supervisors,
        )
