"""The answers of the example project: a round, its invitations, and forms filled in from profiles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from mallipaja.actions.asking import external_lists
from mallipaja.actions.demo_ground import Ground
from mallipaja.actions.documents import template_of, use_template
from mallipaja.actions.tokens import new_token, token_hash
from mallipaja.catalogue.example import ExampleJoint, ExampleUnit
from mallipaja.catalogue.operating_model import Sector
from mallipaja.store import answers as answer_store
from mallipaja.store import schema
from mallipaja.survey.audience import forms_for
from mallipaja.survey.example import Profile, fill
from mallipaja.survey.form import Form, by_key

TEMPLATES = ("capacity_basic", "network_basic", "partner_short", "practices_joint", "practices_own")
ANSWERED = 0.88
"""Share of the example's units that have sent their forms; some of the rest have begun."""
PEOPLE_PER_PILOT = 6


def answer(ground: Ground) -> None:
    """Open a round and answer it: units, pilots together, and people of their own."""
    made = _Answers(ground)
    round_id = made.round()
    for unit_id, unit in ground.units:
        made.answer_unit(round_id, unit_id, unit)
    for key in ground.pilots:
        made.answer_pilot(round_id, key)


@dataclass(slots=True)
class _Answers:
    ground: Ground
    documents: dict[str, str] = field(default_factory=dict)

    def round(self) -> str:
        round_id = self.ground.add(
            schema.round_,
            project_id=self.ground.project_id,
            title=self.ground.definition.round_title,
            state="open",
            opened_at=self.ground.moment(),
        )
        for n, key in enumerate(TEMPLATES):
            self.documents[key] = use_template(self.ground.job, self.ground.job.catalogue.templates[key])
            self.ground.link(
                schema.round_template, round_id=round_id, document_id=self.documents[key], position=n
            )
        for pilot_id in self.ground.pilots.values():
            self.ground.link(schema.round_pilot, round_id=round_id, pilot_id=pilot_id)
        return round_id

    def _invite(self, round_id: str, kind: str, **whom: str) -> str:
        return self.ground.add(
            schema.invitation,
            round_id=round_id,
            kind=kind,
            token_hash=token_hash(new_token()),
            created_at=self.ground.moment(),
            **whom,
        )

    def answer_unit(self, round_id: str, unit_id: str, unit: ExampleUnit) -> None:
        invitation = self._invite(round_id, "unit", unit_id=unit_id)
        luck = self.ground.rng.random()
        if luck > ANSWERED + 0.06:
            return
        actor = next(one for one in self.ground.definition.actors if one.key == unit.actor)
        sizes = {pilot.key: pilot.size for pilot in self.ground.definition.pilots}
        profile = self._profile(
            unit.actor,
            actor.sector,
            actor.professions,
            max(sizes[key] for key in unit.pilots),
            actor.sector != "kela",
        )
        templates = [self.ground.job.catalogue.templates[key] for key in TEMPLATES]
        for key in forms_for(templates, "unit", actor.sector):
            self._respond(
                round_id, key, invitation, profile, unit.pilots, luck <= ANSWERED, unit_id, unit.name
            )

    def answer_pilot(self, round_id: str, key: str) -> None:
        profile = self._profile("", "social", (), 1, discloses=True)
        joint = self._invite(round_id, "joint", pilot_id=self.ground.pilots[key])
        answered = self._respond(round_id, "practices_joint", joint, profile, (key,), submitted=True)
        for group in (one for one in self.ground.definition.joint if one.pilot == key):
            self._together(answered, group)
        for _ in range(PEOPLE_PER_PILOT):
            person = self._invite(round_id, "personal", pilot_id=self.ground.pilots[key])
            self._respond(round_id, "practices_own", person, profile, (key,), submitted=True)

    def _together(self, response_id: str, group: ExampleJoint) -> None:
        for actor in group.actors:
            self.ground.add(
                schema.response_participant, response_id=response_id, actor_id=self.ground.actors[actor]
            )
        for one in group.seen_otherwise:
            self.ground.add(
                schema.dissent,
                response_id=response_id,
                question=one.question,
                actor_id=self.ground.actors[one.actor],
                text=one.text,
                created_at=self.ground.moment(),
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
            self.ground.definition.phase_activity,
            {text.feed: text.options for text in self.ground.definition.texts},
            self.ground.ago(self.ground.definition.opened_days_ago),
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
        keys = tuple(key for key in self.ground.pilots if key in set(pilots))
        begun = self.ground.moment(self.ground.rng.randint(1, 20))
        response_id = self.ground.add(
            schema.response,
            round_id=round_id,
            document_id=self.documents[template],
            invitation_id=invitation,
            unit_id=unit_id,
            source="example",
            started_at=begun,
            submitted_at=begun + timedelta(minutes=self.ground.rng.randint(4, 15)) if submitted else None,
        )
        for key in keys:
            self.ground.link(schema.response_pilot, response_id=response_id, pilot_id=self.ground.pilots[key])
        lists, _rosters = external_lists(self.ground.job, self.ground.project_id, tuple(keys))
        form = Form(template_of(self.ground.job, self.documents[template]), keys, lists, by_key([]))
        answers = fill(form, profile, self.ground.rng)
        kept = list(answers.items()) if submitted else list(answers.items())[: len(answers) // 3]
        for place, cleaned in kept:
            answer_store.save_answer(
                self.ground.job, response_id, place, cleaned, project_id=self.ground.project_id
            )
        return response_id
