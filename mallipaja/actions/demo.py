"""The example project, made from a seed: five pilots, sixty units, answers. Marked as example data everywhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from mallipaja.actions.access import Job, Right, action
from mallipaja.actions.asking import external_lists
from mallipaja.actions.demo_agreed import agreed
from mallipaja.actions.demo_later import TEMPLATE, Made, ask_workloads, count_months
from mallipaja.actions.demo_team import drafted
from mallipaja.actions.documents import template_of, use_template
from mallipaja.actions.history import EXAMPLE
from mallipaja.actions.projects import new_project
from mallipaja.actions.tokens import new_token, token_hash
from mallipaja.actions.variants import Stand, stand_on
from mallipaja.catalogue.example import ExampleAgreement, ExampleJoint, ExampleProject, ExampleUnit
from mallipaja.catalogue.operating_model import Sector
from mallipaja.errors import ActionError
from mallipaja.i18n import N_
from mallipaja.store import projects as project_store
from mallipaja.store import record, schema
from mallipaja.store import surveys as survey_store
from mallipaja.store.places import Place
from mallipaja.survey.audience import forms_for
from mallipaja.survey.example import Profile, fill
from mallipaja.survey.form import Form, by_key

SEED = 20211001
TEMPLATES = ("capacity_basic", "network_basic", "partner_short", "practices_joint", "practices_own")
ANSWERED = 0.88
"""Share of the example's units that have sent their forms; some of the rest have begun."""
PEOPLE_PER_PILOT = 6

NO_DEFINITION = N_("The example project cannot be made: its definition file is missing or broken.")


@action(Right.ADMINISTER)
def create_example(job: Job, *, seed: int = SEED) -> str:
    """Make the example project anew and put an earlier untouched one in the bin; returns its id."""
    definition = job.catalogue.table(ExampleProject)
    if definition is None or any(key not in job.catalogue.templates for key in (*TEMPLATES, TEMPLATE)):
        raise ActionError("EXAMPLE_BROKEN", NO_DEFINITION)
    for one in project_store.projects(job):
        if one.is_example:
            record.put_in_bin(job, schema.project, one.id, project_id=one.id)
    maker = _Maker(replace(job, who=EXAMPLE), definition, Random(seed))  # noqa: S311 - invented data, not a secret
    return maker.make()


@dataclass(slots=True)
class _Maker:
    job: Job
    definition: ExampleProject
    rng: Random
    project_id: str = ""
    pilots: dict[str, str] = field(default_factory=dict)
    organisations: dict[str, str] = field(default_factory=dict)
    actors: dict[str, str] = field(default_factory=dict)
    documents: dict[str, str] = field(default_factory=dict)

    def make(self) -> str:
        self.project_id = new_project(
            self.job, self.definition.name, "basic", ("fi", "sv", "en"), is_example=True
        )
        self._places()
        units = self._units()
        round_id = self._round()
        for unit_id, unit in units:
            self._answer_unit(round_id, unit_id, unit)
        for key in self.pilots:
            self._answer_pilot(round_id, key)
        self._process()
        for agreement in self.definition.agreed:
            self._agree(agreement)
        made = Made(self.project_id, self.pilots, units, self._moment())
        ask_workloads(self.job, self.definition, made)
        count_months(self.job, self.definition, made)
        return self.project_id

    def _agree(self, agreement: ExampleAgreement) -> None:
        """A pilot that is further: stands taken, team drafted and agreed, as people would do it in the app."""
        pilot_id = self.pilots[agreement.pilot]
        place = replace(self.job, place=Place(self.project_id, pilot_id))
        for one in agreement.stands:
            stand = Stand(
                one.fit, one.in_use, one.what, one.why, agreement.decided_by, core_kept=one.core_kept
            )
            stand_on(place, pilot_id, one.element, stand)
        draft_id = drafted(place, pilot_id, agreement)
        agreed_on = self._ago(agreement.agreed_days_ago)
        agreed(place, pilot_id, draft_id, agreed_on, agreement.decided_by, agreement.why)

    def _add(self, table: schema.Table, **values: object) -> str:
        return record.add(self.job, table, values, project_id=self.project_id)

    def _places(self) -> None:
        for n, pilot in enumerate(self.definition.pilots):
            self.pilots[pilot.key] = self._add(
                schema.pilot,
                project_id=self.project_id,
                key=pilot.key,
                name=pilot.name,
                kind=pilot.kind,
                municipality_code=pilot.municipality,
                position=n,
            )
        for one in self.definition.organisations:
            self.organisations[one.key] = self._add(
                schema.organisation, project_id=self.project_id, key=one.key, name=one.name, sector=one.sector
            )
        for n, actor in enumerate(self.definition.actors):
            self.actors[actor.key] = self._add(
                schema.actor,
                project_id=self.project_id,
                key=actor.key,
                name=actor.name,
                sector=actor.sector,
                position=n,
                organisation_id=self.organisations.get(actor.organisation),
            )
            for pilot_id in self.pilots.values():
                self._add(schema.pilot_actor, pilot_id=pilot_id, actor_id=self.actors[actor.key])

    def _units(self) -> list[tuple[str, ExampleUnit]]:
        names = {actor.key: actor.name for actor in self.definition.actors}
        local = [
            ExampleUnit(name=f"{names[key]}, {pilot.name}", actor=key, pilots=(pilot.key,))
            for pilot in self.definition.pilots
            for key in self.definition.local_units
        ]
        made = []
        for n, unit in enumerate((*local, *self.definition.shared_units), start=1):
            unit_id = self._add(
                schema.unit,
                project_id=self.project_id,
                key=f"unit_{n:02}",
                name=unit.name,
                organisation_id=self._employer(unit),
                actor_id=self.actors[unit.actor],
            )
            for key in unit.pilots:
                self._add(schema.unit_pilot, unit_id=unit_id, pilot_id=self.pilots[key])
            made.append((unit_id, unit))
        return made

    def _employer(self, unit: ExampleUnit) -> str:
        employer = next(actor.organisation for actor in self.definition.actors if actor.key == unit.actor)
        key = f"kunta_{unit.pilots[0]}" if employer == "kunta" else employer
        return self.organisations[key]

    def _moment(self, days: int = 0) -> datetime:
        day = self._ago(self.definition.opened_days_ago) + timedelta(days=days)
        return datetime.combine(day, time(9, 0), UTC)

    def _ago(self, days: int) -> date:
        return self.job.today - timedelta(days=days)

    def _round(self) -> str:
        round_id = self._add(
            schema.round_,
            project_id=self.project_id,
            title=self.definition.round_title,
            state="open",
            opened_at=self._moment(),
        )
        for n, key in enumerate(TEMPLATES):
            self.documents[key] = use_template(self.job, self.job.catalogue.templates[key])
            self._link(schema.round_template, round_id=round_id, document_id=self.documents[key], position=n)
        for pilot_id in self.pilots.values():
            self._link(schema.round_pilot, round_id=round_id, pilot_id=pilot_id)
        return round_id

    def _link(self, table: schema.Table, **values: object) -> None:
        survey_store.add_links(self.job, [(table, {"id": record.new_id(), **values})])

    def _invite(self, round_id: str, kind: str, **whom: str) -> str:
        return self._add(
            schema.invitation,
            round_id=round_id,
            kind=kind,
            token_hash=token_hash(new_token()),
            created_at=self._moment(),
            **whom,
        )

    def _answer_unit(self, round_id: str, unit_id: str, unit: ExampleUnit) -> None:
        invitation = self._invite(round_id, "unit", unit_id=unit_id)
        luck = self.rng.random()
        if luck > ANSWERED + 0.06:
            return
        actor = next(one for one in self.definition.actors if one.key == unit.actor)
        sizes = {pilot.key: pilot.size for pilot in self.definition.pilots}
        profile = self._profile(
            unit.actor,
            actor.sector,
            actor.professions,
            max(sizes[key] for key in unit.pilots),
            actor.sector != "kela",
        )
        templates = [self.job.catalogue.templates[key] for key in TEMPLATES]
        for key in forms_for(templates, "unit", actor.sector):
            self._respond(
                round_id, key, invitation, profile, unit.pilots, luck <= ANSWERED, unit_id, unit.name
            )

    def _answer_pilot(self, round_id: str, key: str) -> None:
        profile = self._profile("", "social", (), 1, discloses=True)
        joint = self._invite(round_id, "joint", pilot_id=self.pilots[key])
        answered = self._respond(round_id, "practices_joint", joint, profile, (key,), submitted=True)
        for group in (one for one in self.definition.joint if one.pilot == key):
            self._together(answered, group)
        for _ in range(PEOPLE_PER_PILOT):
            person = self._invite(round_id, "personal", pilot_id=self.pilots[key])
            self._respond(round_id, "practices_own", person, profile, (key,), submitted=True)

    def _together(self, response_id: str, group: ExampleJoint) -> None:
        for actor in group.actors:
            self._add(schema.response_participant, response_id=response_id, actor_id=self.actors[actor])
        for one in group.seen_otherwise:
            self._add(
                schema.dissent,
                response_id=response_id,
                question=one.question,
                actor_id=self.actors[one.actor],
                text=one.text,
                created_at=self._moment(),
            )

    def _profile(
        self, actor: str, sector: Sector, professions: tuple[str, ...], size: int, discloses: bool
    ) -> Profile:
        return Profile(
            actor,
            sector,
            professions,
            size,
            discloses,
            self.definition.phase_activity,
            {text.feed: text.options for text in self.definition.texts},
            self._ago(self.definition.opened_days_ago),
        )

    def _respond(
        self,
        round_id: str,
        template: str,
        invitation: str,
        profile: Profile,
        pilots: Iterable[str],
        submitted: bool,
        unit_id: str | None = None,
        unit_name: str = "",
    ) -> str:
        keys = tuple(key for key in self.pilots if key in set(pilots))
        begun = self._moment(self.rng.randint(1, 20))
        response_id = self._add(
            schema.response,
            round_id=round_id,
            document_id=self.documents[template],
            invitation_id=invitation,
            unit_id=unit_id,
            source="example",
            started_at=begun,
            submitted_at=begun + timedelta(minutes=self.rng.randint(4, 15)) if submitted else None,
        )
        for key in keys:
            self._link(schema.response_pilot, response_id=response_id, pilot_id=self.pilots[key])
        lists, _rosters = external_lists(self.job, self.project_id, tuple(keys))
        form = Form(template_of(self.job, self.documents[template]), keys, lists, by_key([]))
        answers = fill(form, profile, self.rng)
        kept = list(answers.items()) if submitted else list(answers.items())[: len(answers) // 3]
        for place, cleaned in kept:
            survey_store.save_answer(self.job, response_id, place, cleaned, project_id=self.project_id)
        return response_id

    def _process(self) -> None:
        steps = [step.key for step in self.job.catalogue.process_steps]
        people = [self.organisations[key] for key in ("hyvinvointialue", "tyollisyysalue", "kela")]
        for key, pilot_id in self.pilots.items():
            meetings = self.definition.meetings[: self.rng.randint(2, len(self.definition.meetings))]
            for meeting in meetings:
                self._meeting(pilot_id, key, meeting.title, steps[meeting.step] if steps else None, people)
            for task in self.definition.tasks:
                done = self._ago(self.definition.steps_days_ago[0]) if task.done else None
                self._add(schema.task, pilot_id=pilot_id, title=task.title, owner=task.owner, done_on=done)
            further = next((one.steps_closed for one in self.definition.agreed if one.pilot == key), 0)
            closed = max(further, len(meetings) - 1)
            for n, step in enumerate(steps[: closed + 1]):
                state = "closed" if n < closed else "under_way"
                artefact = self.job.catalogue.process_steps[n].artefact.fi if state == "closed" else ""
                closed_on = self._ago(self.definition.steps_days_ago[n]) if state == "closed" else None
                self._add(
                    schema.step,
                    pilot_id=pilot_id,
                    key=step,
                    state=state,
                    artefact=artefact,
                    closed_on=closed_on,
                )

    def _meeting(self, pilot_id: str, key: str, title: str, step: str | None, people: list[str]) -> None:
        definition = next(one for one in self.definition.meetings if one.title == title)
        meeting_id = self._add(
            schema.meeting,
            project_id=self.project_id,
            pilot_id=pilot_id,
            title=title,
            held_on=self._ago(definition.held_days_ago),
            mode=definition.mode,
            step=step,
        )
        present = [self.organisations[f"kunta_{key}"], *people[: self.rng.randint(1, len(people))]]
        for n, organisation_id in enumerate(present):
            supervisors = 1 if definition.supervisors and n == 0 else 0
            self._add(
                schema.attendance,
                meeting_id=meeting_id,
                organisation_id=organisation_id,
                count=self.rng.randint(1, 4),
                supervisors=supervisors,
            )
