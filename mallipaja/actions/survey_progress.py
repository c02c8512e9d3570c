"""The monitoring of a round: who has answered over time, how long it takes, where people stop, what is lacking."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from mallipaja.actions.access import Job, Right, action
from mallipaja.actions.documents import template_of
from mallipaja.store import projects as project_store
from mallipaja.store import survey_progress as store
from mallipaja.store import survey_results as result_store
from mallipaja.store import surveys as round_store
from mallipaja.store.survey_progress import ORGANISATION, PILOT
from mallipaja.store.survey_results import FormVersion
from mallipaja.store.surveys import Round
from mallipaja.survey.audience import forms_for
from mallipaja.survey.progress import (
    NEEDED,
    Day,
    FormProgress,
    Need,
    Progress,
    Rate,
    Stop,
    cumulated,
    median_minutes,
    positions,
    stops,
)

PROFESSIONS = "capacity.professions"


@action(Right.RUN_PROJECT, "round_id", writes=False)
def round_progress(job: Job, *, round_id: str) -> Progress:
    """How far a round is. Of an anonymous round only what was sent: who has begun is not known there."""
    return _Monitor(job, round_store.round_of(job, round_id)).progress()


class _Monitor:
    def __init__(self, job: Job, found: Round) -> None:
        self.job, self.round = job, found
        self.versions = result_store.documents_by_key(result_store.form_versions(job, found.id))
        self.templates = {
            key: template_of(job, versions[-1].document_id) for key, versions in self.versions.items()
        }
        self.by_employer = store.invitees(job, found.id, ORGANISATION)

    def progress(self) -> Progress:
        project = self.round.project_id
        pilots = {one.key: one.name for one in project_store.pilots(self.job, project)}
        employers = {one.key: one.name for one in project_store.organisations(self.job, project)}
        organisations = self.rates(self.by_employer, ORGANISATION, employers)
        overall = Rate(
            "",
            "",
            sum(one.expected for one in organisations),
            sum(one.sent for one in organisations),
            sum(one.under_way for one in organisations),
        )
        named = tuple(one for one in organisations if one.key)
        return Progress(
            overall,
            self.rates(store.invitees(self.job, self.round.id, PILOT), PILOT, pilots),
            named,
            () if self.round.is_anonymous else self.professions(),
            self.days(),
            self.forms(),
            () if self.round.is_anonymous else self.needs(employers),
            self.round.is_anonymous,
        )

    def expects(self, kind: str, sector: str) -> tuple[str, ...]:
        """The forms an invitation of this kind and sector holds."""
        return forms_for(self.templates.values(), kind, sector)

    def rates(self, asked: Iterable[store.Invitees], by: str, names: Mapping[str, str]) -> tuple[Rate, ...]:
        """Forms expected, sent and under way by group, in the order of the names; the nameless last."""
        expected, sent, under_way = Counter[str](), Counter[str](), Counter[str]()
        for one in asked:
            expected[one.key] += one.count * len(self.expects(one.kind, one.sector))
            if self.round.is_anonymous:
                sent[one.key] += one.count * len(one.sent_forms)
        if not self.round.is_anonymous:
            for there in store.responses(self.job, self.round.id, by):
                (sent if there.sent else under_way)[there.key] += there.count
        order = [*(key for key in names if key in expected), *(key for key in expected if key not in names)]
        return tuple(Rate(key, names.get(key, ""), expected[key], sent[key], under_way[key]) for key in order)

    def professions(self) -> tuple[Rate, ...]:
        """By profession, of units that have told in some round which professions they have."""
        questions = {
            question.id
            for template in (*self.templates.values(), *self.job.catalogue.templates.values())
            for question, _block in template.questions()
            if question.feeds == PROFESSIONS
        }
        names = {one.code: one.label.fi for one in self.job.catalogue.profession_choices}
        ticked = store.units_by_code(self.job, self.round.project_id, questions)
        invited = store.invited_units(self.job, self.round.id)
        states = store.unit_states(self.job, self.round.id)
        sizes = {sector: len(self.expects("unit", sector)) for sector in set(invited.values())}
        found = []
        for code in names:
            units = ticked.get(code, set()) & set(invited)
            if units:
                given = [states.get(one, (0, 0)) for one in units]
                expected = sum(sizes[invited[one]] for one in units)
                found.append(Rate(code, code, expected, sum(a for a, _b in given), sum(b for _a, b in given)))
        return tuple(found)

    def days(self) -> tuple[Day, ...]:
        """Counts by day, of everybody and by pilot."""
        if self.round.is_anonymous:
            return ()
        started, sent = (
            {
                **store.by_day(self.job, self.round.id, "", sent=flag),
                **store.by_day(self.job, self.round.id, PILOT, sent=flag),
            }
            for flag in (False, True)
        )
        return cumulated(started, sent)

    def forms(self) -> tuple[FormProgress, ...]:
        """Form by form: how many have been sent, how long it took, where the others stopped."""
        counts: dict[str, Counter[bool]] = {key: Counter() for key in self.versions}
        for one in store.responses(self.job, self.round.id, ""):
            counts[one.form][one.sent] += one.count
        hidden = self.round.is_anonymous
        lasted = {} if hidden else store.times(self.job, self.round.id)
        return tuple(
            FormProgress(
                self.templates[key],
                counts[key][True],
                counts[key][False],
                median_minutes(lasted.get(key, ())),
                () if hidden else self.stops(key, versions, counts[key][False]),
            )
            for key, versions in self.versions.items()
        )

    def stops(self, key: str, versions: Sequence[FormVersion], under_way: int) -> tuple[Stop, ...]:
        """Where those who have not sent the form have come to."""
        template = self.templates[key]
        documents = [one.document_id for one in versions]
        last = store.last_answered(self.job, self.round.id, documents, positions(template))
        return stops(template, last, under_way)

    def needs(self, names: Mapping[str, str]) -> tuple[Need, ...]:
        """By what the analyses need, and organisation: how many of its units have given it."""
        asking = self._questions_by_feed()
        given = store.given_by_units(self.job, self.round.id, set(chain(*asking.values())))
        found = []
        for feed, questions in asking.items():
            forms = {
                key
                for key, template in self.templates.items()
                if any(question.feeds == feed for question, _block in template.questions())
            }
            expected = Counter[str]()
            for one in self.by_employer:
                if one.kind == "unit" and forms & set(self.expects(one.kind, one.sector)):
                    expected[one.key] += one.count
            for key in names:
                if expected[key]:
                    known, cannot = (
                        max((given.get((question, key), (0, 0))[side] for question in questions), default=0)
                        for side in (0, 1)
                    )
                    found.append(Need(feed, names[key], expected[key], known, cannot))
        return tuple(found)

    def _questions_by_feed(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for feed in NEEDED:
            ids = {
                question.id
                for template in self.templates.values()
                for question, _block in template.questions()
                if question.feeds == feed
            }
            if ids:
                found[feed] = tuple(sorted(ids))
        return found
