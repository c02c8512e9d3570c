"""The monitoring of a round: who has answered over time, how long it takes, where people stop, what is lacking."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import chain

from mallipaja.actions.access import Job, Right, action
from mallipaja.actions.documents import template_of
from mallipaja.i18n import HELSINKI
from mallipaja.store import projects as project_store
from mallipaja.store import survey_progress as store
from mallipaja.store import survey_results as result_store
from mallipaja.store import surveys as round_store
from mallipaja.store.survey_progress import ORGANISATION, PILOT
from mallipaja.store.surveys import Round
from mallipaja.survey.audience import forms_for
from mallipaja.survey.progress import (
    NEEDED,
    Day,
    FormProgress,
    Need,
    Progress,
    Rate,
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
        self.responses = [] if found.is_anonymous else store.responses(job, found.id)

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
        for there in self.responses:
            for key in there.pilots if by == PILOT else (there.organisation,):
                (sent if there.submitted_at else under_way)[key] += 1
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
        states: dict[str, tuple[int, int]] = {}
        for one in self.responses:
            done, begun = states.get(one.unit, (0, 0))
            states[one.unit] = (done + 1, begun) if one.submitted_at else (done, begun + 1)
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
        """Counts by day (in Finland), of everybody and by pilot."""
        started, sent = Counter[tuple[str, date]](), Counter[tuple[str, date]]()
        for one in self.responses:
            for counted, moment in ((started, one.started_at), (sent, one.submitted_at)):
                if moment:
                    day = moment.astimezone(HELSINKI).date()
                    for key in ("", *one.pilots):
                        counted[key, day] += 1
        return cumulated(started, sent)

    def forms(self) -> tuple[FormProgress, ...]:
        """Form by form: how many have been sent, how long it took, where the others stopped."""
        if self.round.is_anonymous:
            sent = Counter(
                form for one in self.by_employer for form in one.sent_forms for _n in range(one.count)
            )
            return tuple(FormProgress(one, sent[key], 0, None, ()) for key, one in self.templates.items())
        last = self.last_places()
        found = []
        for key, template in self.templates.items():
            here = [one for one in self.responses if one.form == key]
            lasted = [
                (one.started_at, one.submitted_at) for one in here if one.started_at and one.submitted_at
            ]
            under_way = [one for one in here if not one.submitted_at]
            places = Counter(last.get(one.id, 0) for one in under_way)
            found.append(
                FormProgress(
                    template,
                    len(here) - len(under_way),
                    len(under_way),
                    median_minutes([(start, end) for start, end in lasted if start and end]),
                    stops(template, places, len(under_way)),
                )
            )
        return tuple(found)

    def last_places(self) -> dict[str, int]:
        """Of each response not sent, the place in its form of the last question answered."""
        forms = {one.id: one.form for one in self.responses if not one.submitted_at}
        places = {key: positions(template) for key, template in self.templates.items()}
        found: dict[str, int] = {}
        for response_id, question in store.answered_unsent(self.job, self.round.id):
            if response_id in forms:
                place = places[forms[response_id]].get(question, 0)
                found[response_id] = max(place, found.get(response_id, 0))
        return found

    def needs(self, names: Mapping[str, str]) -> tuple[Need, ...]:
        """By what the analyses need, and organisation: how many of its units have given it."""
        asking = self._questions_by_feed()
        given = self.units_by_answer(set(chain(*asking.values())))
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

    def units_by_answer(self, questions: set[str]) -> dict[tuple[str, str], tuple[int, int]]:
        """By question and organisation: how many units have given a value, and how many only a reason for none."""
        whose = {one.id: (one.unit, one.organisation) for one in self.responses if one.unit}
        if not questions:
            return {}
        known: dict[tuple[str, str], set[str]] = defaultdict(set)
        cannot: dict[tuple[str, str], set[str]] = defaultdict(set)
        for (response_id, question), is_known in store.answered(self.job, self.round.id, questions).items():
            if response_id in whose:
                unit, employer = whose[response_id]
                (known if is_known else cannot)[question, employer].add(unit)
        return {place: (len(known[place]), len(cannot[place] - known[place])) for place in {*known, *cannot}}

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
