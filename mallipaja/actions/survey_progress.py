"""The monitoring of a round: who has answered over time, how long it takes, where people stop, what is lacking.

A round may have tens of thousands of responses, so they are counted column by column, not one by one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import cached_property, lru_cache
from itertools import chain, compress, repeat
from operator import itemgetter, sub

from mallipaja.actions.access import Job, Right, action
from mallipaja.actions.documents import template_of
from mallipaja.i18n import HELSINKI
from mallipaja.store import counted_responses as counted
from mallipaja.store import projects as project_store
from mallipaja.store import survey_progress as store
from mallipaja.store import surveys as round_store
from mallipaja.store.survey_progress import Place, Responses
from mallipaja.store.surveys import Round
from mallipaja.survey.audience import forms_for
from mallipaja.survey.progress import (
    NEEDED,
    NEEDLESS,
    Day,
    FormProgress,
    Grouping,
    Need,
    Progress,
    Rate,
    cumulated,
    median_minutes,
    positions,
    stops,
)

PROFESSIONS = "capacity.professions"
_HOUR = itemgetter(slice(len("2026-11-22T21")))


@action(Right.RUN_PROJECT, "round_id", writes=False)
def round_progress(
    job: Job, *, round_id: str, by_profession: bool = True, over_time: Grouping = "pilots"
) -> Progress:
    """How far a round is. Of an anonymous round only what was sent: who has begun is not known there.

    Parameters
    ----------
    by_profession : tell of professions too; they are read from the answers of every round of the project.
    over_time : the groups that are told of day by day.
    """
    found = round_store.round_of(job, round_id)
    return _Monitor(job, found).progress(by_profession=by_profession, over_time=over_time)


class _Monitor:
    def __init__(self, job: Job, found: Round) -> None:
        self.job, self.round = job, found
        self.versions = counted.documents_by_key(counted.form_versions(job, found.id))
        self.templates = {
            key: template_of(job, versions[-1].document_id) for key, versions in self.versions.items()
        }
        self.units = store.units(job, found.project_id)
        self.employers = {unit: place.organisation for unit, place in self.units.items()} | {"": ""}
        self.sectors = {one.sector for one in self.units.values()}
        self.invited = store.invited(job, found.id)
        given = {} if found.is_anonymous else store.responses(job, found.id)
        self.responses = {form: self._without_removed(there) for form, there in given.items()}

    def _without_removed(self, given: Responses) -> Responses:
        """Without the responses of units in the bin."""
        if set(given.units) <= self.units.keys() | {""}:
            return given
        kept = [not one or one in self.units for one in given.units]
        return Responses(*(list(compress(column, kept)) for column in given))

    def progress(self, *, by_profession: bool, over_time: Grouping) -> Progress:
        project = self.round.project_id
        pilots = {one.key: one.name for one in project_store.pilots(self.job, project)}
        employers = {one.key: one.name for one in project_store.organisations(self.job, project)}
        organisations = self.by_organisation(employers)
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
            self.by_pilot(pilots),
            named,
            self.professions() if by_profession and not self.round.is_anonymous else (),
            self.days(pilots) if over_time == "pilots" else self.days_of_units(over_time),
            self.forms(),
            () if self.round.is_anonymous else self.needs(employers),
            self.round.is_anonymous,
        )

    def expects(self, kind: str, sector: str) -> tuple[str, ...]:
        """The forms an invitation of this kind and sector holds."""
        return forms_for(self.templates.values(), kind, sector)

    @cached_property
    def asked(self) -> dict[str, tuple[int, int]]:
        """Of each invited unit, how many forms it was asked for, and how many it has sent in an anonymous round."""
        found: dict[str, tuple[int, int]] = {}
        for one in self.invited:
            sizes = {sector: len(self.expects(one.kind, sector)) for sector in self.sectors}
            sent = len(one.sent_forms) if self.round.is_anonymous else 0
            for unit in one.units:
                if place := self.units.get(unit):
                    expected, done = found.get(unit, (0, 0))
                    found[unit] = (expected + sizes[place.sector], done + sent)
        return found

    @cached_property
    def by_day(self) -> dict[str, Counter[tuple[date, date | None]]]:
        """How many responses about each pilot, and all (""), were begun and sent (``None`` = not yet) on which days."""
        of: dict[str, tuple[date, date | None]] = {}
        for one in self.responses.values():
            started, sent = (map(_day, map(_HOUR, column)) for column in (one.started_at, one.submitted_at))
            of.update(zip(one.ids, zip(started, sent, strict=True), strict=True))  # type: ignore[arg-type]
        found = {"": Counter(of.values())}
        about = store.covering(self.job, self.round.project_id) if of else {}
        for key, ids in about.items():
            here: Counter[tuple[date, date | None] | None] = Counter(map(of.get, ids))
            found[key] = Counter({days: count for days, count in here.items() if days})
        return {key: here for key, here in found.items() if here}

    def by_organisation(self, names: Mapping[str, str]) -> tuple[Rate, ...]:
        """Forms expected, sent and under way by employer; joint and personal ones last, without a name."""
        units: defaultdict[str, list[str]] = defaultdict(list)
        for unit, employer in self.employers.items():
            units[employer].append(unit)
        joint = [("", one) for one in self.invited if not one.units]
        states = Counter[tuple[str, bool]]()
        for one in self.responses.values():
            states.update(
                zip(map(self.employers.__getitem__, one.units), map(bool, one.submitted_at), strict=True)
            )
        given = {key: (states[key, True], states[key, False]) for key in {key for key, _sent in states}}
        return self.rates(units, joint, given, names)

    def by_pilot(self, names: Mapping[str, str]) -> tuple[Rate, ...]:
        """The same by pilot; of a unit in each that it serves."""
        joint = [(one.pilot, one) for one in self.invited if one.pilot]
        given = {
            key: (here.total() - (begun := sum(n for (_on, sent), n in here.items() if not sent)), begun)
            for key, here in self.by_day.items()
            if key
        }
        return self.rates(store.served(self.job, self.round.project_id), joint, given, names)

    def rates(
        self, units: Mapping[str, Iterable[str]], joint: Iterable[tuple[str, store.Invited]],
        given: Mapping[str, tuple[int, int]], names: Mapping[str, str],
    ) -> tuple[Rate, ...]:  # fmt: skip
        """Rates of groups, in the order of the names.

        Parameters
        ----------
        units, joint : by group, the ids of its units, and its invitations that are not any unit's.
        given : by group, how many responses have been sent and are under way.
        """
        expected, sent, under_way = Counter[str](), Counter[str](), Counter[str]()
        for key, members in units.items():
            for asked, count in Counter(map(self.asked.get, members)).items():
                if asked is not None:
                    expected[key] += count * asked[0]
                    sent[key] += count * asked[1]
        for key, one in joint:
            expected[key] += one.count * len(self.expects(one.kind, ""))
            sent[key] += one.count * len(one.sent_forms) if self.round.is_anonymous else 0
        for key, (done, begun) in given.items():
            sent[key] += done
            under_way[key] += begun
        order = [*(key for key in names if key in expected), *(key for key in expected if key not in names)]
        return tuple(Rate(key, names.get(key, ""), expected[key], sent[key], under_way[key]) for key in order)

    @cached_property
    def ticked(self) -> dict[str, frozenset[str]]:
        """The professions of each unit that has told them in some round."""
        questions = {
            question.id
            for template in (*self.templates.values(), *self.job.catalogue.templates.values())
            for question, _block in template.questions()
            if question.feeds == PROFESSIONS
        }
        return store.codes_by_unit(self.job, self.round.project_id, questions)

    def professions(self) -> tuple[Rate, ...]:
        """By profession, of units that have told in some round which professions they have."""
        ticked = self.ticked
        done, every = Counter[str](), Counter[str]()
        for one in self.responses.values():
            done.update(compress(one.units, one.submitted_at))
            every.update(one.units)
        sizes = {sector: len(self.expects("unit", sector)) for sector in self.sectors}
        alike = Counter(
            (ticked[one], sizes[self.units[one].sector], done.get(one, 0), every.get(one, 0))
            for one in self.asked.keys() & ticked.keys()
        )
        counts: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
        for (codes, *figures), units in alike.items():
            for code in codes:
                for n, figure in enumerate(figures):
                    counts[code][n] += units * figure
        return tuple(
            Rate(code, code, expected, sent, begun - sent)
            for code in (one.code for one in self.job.catalogue.profession_choices)
            if code in counts
            for expected, sent, begun in [counts[code]]
        )

    def days(self, pilots: Iterable[str]) -> tuple[Day, ...]:
        """Counts by day (in Finland), of everybody and by pilot."""
        started, sent = Counter[tuple[str, date]](), Counter[tuple[str, date]]()
        for key in ("", *pilots):
            for (begun_on, sent_on), count in self.by_day.get(key, Counter()).items():
                started[key, begun_on] += count
                if sent_on:
                    sent[key, sent_on] += count
        return cumulated(started, sent)

    def days_of_units(self, over_time: Grouping) -> tuple[Day, ...]:
        """Counts by day, of everybody and by the employers or the professions of the units."""
        of: Mapping[str, Iterable[str]] = self.ticked
        if over_time == "organisations":
            of = {unit: (place.organisation,) for unit, place in self.units.items()}
        started, sent = Counter[tuple[str, date]](), Counter[tuple[str, date]]()
        for one in self.responses.values():
            begun, done = (map(_day, map(_HOUR, column)) for column in (one.started_at, one.submitted_at))
            for (unit, begun_on, sent_on), count in Counter(zip(one.units, begun, done, strict=True)).items():
                for key in ("", *of.get(unit, ())):
                    if begun_on:
                        started[key, begun_on] += count
                    if sent_on:
                        sent[key, sent_on] += count
        return cumulated(started, sent)

    def forms(self) -> tuple[FormProgress, ...]:
        """Form by form: how many have been sent, how long it took, where the others stopped."""
        if self.round.is_anonymous:
            sent = Counter[str]()
            for group in self.invited:
                known = sum(one in self.units for one in group.units) if group.units else group.count
                sent.update(dict.fromkeys(group.sent_forms, known))
            return tuple(FormProgress(one, sent[key], 0, None, ()) for key, one in self.templates.items())
        reached = dict(store.reached(self.job, self.round.id))
        return tuple(self._form(key, reached) for key in self.templates)

    def _form(self, key: str, reached: Mapping[str, set[str]]) -> FormProgress:
        template, here = self.templates[key], self.responses.get(key, Responses([], [], [], []))
        started = compress(here.started_at, here.submitted_at)
        sent = [one for one in here.submitted_at if one]
        lasted = map(sub, map(datetime.fromisoformat, sent), map(datetime.fromisoformat, started))
        places = defaultdict(int, positions(template))
        under_way = [one for one, sent_at in zip(here.ids, here.submitted_at, strict=True) if not sent_at]
        last = Counter(
            max(map(places.__getitem__, reached[one])) if one in reached else 0 for one in under_way
        )
        return FormProgress(
            template,
            len(sent),
            len(under_way),
            median_minutes(lasted),
            stops(template, last, len(under_way)),
        )

    def needs(self, names: Mapping[str, str]) -> tuple[Need, ...]:
        """By what the analyses need, and employer: how many of its units have given it."""
        asking = {feed: there for feed in NEEDED if (there := self._questions(feed))}
        answered = store.answered(self.job, set(chain.from_iterable(asking.values())))
        found = []
        for feed, questions in asking.items():
            known, cannot = (
                self._units_of(chain.from_iterable(answered.get((one, is_known), ()) for one in questions))
                for is_known in (True, False)
            )
            needless = self._needless(feed) - known - cannot
            expected = self._invited_to(feed)
            without, given, unable = map(self._by_employer, (needless, known, cannot - known))
            found += [
                Need(feed, name, max(0, expected[key] - without[key]), given[key], unable[key])
                for key, name in names.items()
                if expected[key]
            ]
        return tuple(found)

    @cached_property
    def _unit(self) -> dict[str, str]:
        """The unit of each response that has one."""
        found: dict[str, str] = {}
        for one in self.responses.values():
            found.update(zip(compress(one.ids, one.units), filter(None, one.units), strict=True))
        return found

    def _units_of(self, responses: Iterable[str]) -> set[str]:
        """The units of those of the responses that are of this round and count."""
        found = set(map(self._unit.get, responses, repeat("")))
        found.discard("")
        return found

    def _by_employer(self, units: Iterable[str]) -> Counter[str]:
        return Counter(map(self.employers.__getitem__, units))

    @cached_property
    def _places(self) -> Counter[Place]:
        """How many invitations the units of each place have."""
        units = chain.from_iterable(one.units for one in self.invited if one.kind == "unit")
        return Counter(place for place in map(self.units.get, units) if place)

    def _invited_to(self, feed: str) -> Counter[str]:
        """How many invitations the units of each employer have that ask for what feeds ``feed``."""
        forms = {
            key
            for key, template in self.templates.items()
            if any(question.feeds == feed for question, _block in template.questions())
        }
        asked = {sector for sector in self.sectors if forms & set(self.expects("unit", sector))}
        found = Counter[str]()
        for place, count in self._places.items():
            found[place.organisation] += count if place.sector in asked else 0
        return found

    def _needless(self, feed: str) -> set[str]:
        """The units that need not give it: they have said no, and nothing else, to what it depends on."""
        if feed not in NEEDLESS:
            return set()
        decided_by, code = NEEDLESS[feed]
        said, otherwise = store.chosen(
            self.job, self._questions(decided_by), code, without=self._questions(feed)
        )
        return self._units_of(said) - self._units_of(otherwise)

    def _questions(self, feed: str) -> set[str]:
        """The questions of the round that feed it."""
        return {
            question.id
            for template in self.templates.values()
            for question, _block in template.questions()
            if question.feeds == feed
        }


@lru_cache(maxsize=4096)
def _day(hour: str) -> date | None:
    """The day in Finland of an hour in UTC, ``2026-11-22T21`` ("" = none); Finland's clock is whole hours away."""
    if not hour:
        return None
    return datetime.fromisoformat(f"{hour}:00+00:00").astimezone(HELSINKI).date()
