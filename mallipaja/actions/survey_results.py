"""What was answered in a round: question by question, for those who run the project and for a pilot's own contact."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from mallipaja.actions.access import Job, Right, action
from mallipaja.actions.asking import external_lists
from mallipaja.actions.documents import template_of
from mallipaja.catalogue.survey_template import SurveyTemplate
from mallipaja.catalogue.text import Text
from mallipaja.errors import ActionError, NotFound
from mallipaja.i18n import N_
from mallipaja.settings import wanted_smallest_group
from mallipaja.store import counted_responses as counted
from mallipaja.store import joint as joint_store
from mallipaja.store import projects as project_store
from mallipaja.store import survey_results as store
from mallipaja.store import surveys as round_store
from mallipaja.store.counted_responses import FormVersion, Scope
from mallipaja.store.survey_results import Said, Wanted
from mallipaja.store.surveys import Round
from mallipaja.survey.across import Column, Joined, Version, join
from mallipaja.survey.distributions import Tally
from mallipaja.survey.results import (
    Gate,
    Lists,
    QuestionResult,
    by_column,
    hidden_why,
    parts_of,
    result,
    standing,
    told_as_opinions,
    unable_of,
)
from mallipaja.survey.suppression import smallest_group
from mallipaja.survey.whole import JointAnswer

FORMER = "former"
"""The page of questions that the newest version of a form no longer has."""
OUTLINE = "-"
"""Ask for this page to get only what there is to ask for; nothing is counted."""
MOST_LISTED = 500
"""So many answers are listed on a page; the rest are in the files."""

NO_FORM = N_("The round does not have that survey.")


@dataclass(frozen=True, slots=True)
class RoundResults:
    """The results of one page of a form.

    Attributes
    ----------
    forms : id and title of every form of the round.
    pages : id and title of the pages of the form; `FORMER` last when there are questions asked no more.
    questions : the results, in the order of the page; of those repeated in blocks one at a time.
    repeated : key and text of the page's questions that are repeated in blocks; ``shown`` is the one in `questions`.
    sent, under_way : how many responses there are to the form in the chosen group.
    pilots, organisations : by key, what the results can be narrowed to.
    opinions_open : whether opinions are shown yet: when nobody can answer any more.
    least : the smallest group whose opinions are shown.
    together : of a joint form, who answered and what was seen otherwise, by pilot.
    """

    round: Round
    forms: tuple[tuple[str, Text], ...]
    form: SurveyTemplate
    pages: tuple[tuple[str, Text | None], ...]
    page: str
    questions: tuple[QuestionResult, ...]
    repeated: tuple[tuple[str, Text], ...]
    shown: str
    lists: Lists
    sent: int
    under_way: int
    pilots: Mapping[str, str]
    organisations: Mapping[str, str]
    pilot: str
    organisation: str
    opinions_open: bool
    least: int
    together: tuple[JointAnswer, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """Answers one by one: a fact with the unit that gave it, an opinion without anybody; ``more`` were left out."""

    answers: tuple[Said, ...]
    more: bool


@action(Right.RUN_PROJECT, "round_id", writes=False)
def round_results(
    job: Job,
    *,
    round_id: str,
    form: str = "",
    page: str = "",
    question: str = "",
    pilot: str = "",
    organisation: str = "",
) -> RoundResults:
    """The results of one page of a form; the first form and page when none is named.

    Parameters
    ----------
    question : the key of the one shown of those repeated in blocks; they have as many answers as there are rows.
    pilot, organisation : keys; "" for everybody. `suppression.SEVERAL` are the respondents of more than one pilot.
    """
    return Reading.of(job, round_id, form).results(page, question, pilot, organisation)


@action(Right.SEE_PILOT, "pilot_id", writes=False)
def pilot_results(
    job: Job, *, pilot_id: str, round_id: str, form: str = "", page: str = "", question: str = ""
) -> RoundResults:
    """The same for one pilot: its units' facts, and its own respondents' opinions where they may be shown."""
    return Reading.of(job, round_of_pilot(job, pilot_id, round_id), form).results(
        page, question, key_of_pilot(job, pilot_id), ""
    )


@action(Right.RUN_PROJECT, "project_id", writes=False)
def result_rounds(job: Job, *, project_id: str) -> list[Round]:
    """The project's rounds that ask something, newest first."""
    listed = round_store.rounds(job, project_id)
    return [one for one in listed if counted.form_versions(job, one.id)]


@action(Right.SEE_PILOT, "pilot_id", writes=False)
def pilot_rounds(job: Job, *, pilot_id: str) -> list[Round]:
    """The rounds that ask something of the pilot, newest first."""
    listed = round_store.rounds(job, job.project_id)
    return [
        one
        for one in listed
        if pilot_id in round_store.round_pilots(job, one.id) and counted.form_versions(job, one.id)
    ]


@action(Right.RUN_PROJECT, "round_id", writes=False)
def list_answers(
    job: Job, *, round_id: str, form: str, column: str, pilot: str = "", organisation: str = ""
) -> Listed:
    """The answers to one question one by one; of an opinion only what was written, without who wrote it."""
    return Reading.of(job, round_id, form).listed(column, pilot, organisation)


@action(Right.SEE_PILOT, "pilot_id", writes=False)
def pilot_answers(job: Job, *, pilot_id: str, round_id: str, form: str, column: str) -> Listed:
    """The same for one pilot."""
    reading = Reading.of(job, round_of_pilot(job, pilot_id, round_id), form)
    return reading.listed(column, key_of_pilot(job, pilot_id), "")


def round_of_pilot(job: Job, pilot_id: str, round_id: str) -> str:
    """The round's id, when the pilot is in it; a round of another project is as good as none."""
    if round_id not in [one.id for one in round_store.rounds(job, job.project_id)]:
        raise NotFound("round")
    if pilot_id not in round_store.round_pilots(job, round_id):
        raise NotFound("round")
    return round_id


def key_of_pilot(job: Job, pilot_id: str) -> str:
    """The key of a pilot of the project."""
    return next(one.key for one in project_store.pilots(job, job.project_id) if one.id == pilot_id)


@dataclass(frozen=True, slots=True)
class Reading:
    """One form of a round, ready to be counted. The caller has checked the right."""

    job: Job
    round: Round
    every: Mapping[str, tuple[FormVersion, ...]]
    form: SurveyTemplate
    documents: tuple[str, ...]
    joined: Joined
    lists: Lists
    least: int

    @staticmethod
    def of(job: Job, round_id: str, form: str = "") -> Reading:
        """The named form of a round, or its first one.

        Raises
        ------
        ActionError : ``NO_FORM``: the round does not have it.
        """
        found = round_store.round_of(job, round_id)
        every = counted.documents_by_key(counted.form_versions(job, round_id))
        if (form and form not in every) or not every:
            raise ActionError("NO_FORM", NO_FORM)
        versions = [_version(job, one, found) for one in every[form or next(iter(every))]]
        keys = tuple(one.key for one in project_store.pilots(job, found.project_id))
        lists, _rosters = external_lists(job, found.project_id, keys)
        documents = tuple(one.document_id for one in versions)
        least = smallest_group(wanted_smallest_group())
        return Reading(job, found, every, versions[-1].template, documents, join(versions), lists, least)

    @property
    def opinions_open(self) -> bool:
        """Whether nobody can answer any more."""
        closes_on = self.round.closes_on
        return self.round.state == "closed" or (closes_on is not None and closes_on < self.job.today)

    def pages(self) -> tuple[tuple[str, Text | None], ...]:
        """The pages with questions, and `FORMER` when something is asked no more."""
        used = {self.page_of(column) for column in self.joined.columns}
        found: list[tuple[str, Text | None]] = [
            (one.id, one.title) for one in self.form.pages if one.id in used
        ]
        return tuple([*found, (FORMER, None)] if FORMER in used else found)

    def page_of(self, column: Column) -> str:
        """The page a column is shown on: that of the newest version which asks the question."""
        return self.form.page_of().get(column.question.id, FORMER)

    def columns(self, page: str = "") -> tuple[Column, ...]:
        """The columns of a page, or all."""
        return tuple(one for one in self.joined.columns if not page or self.page_of(one) == page)

    def results(self, page: str, question: str, pilot: str, organisation: str) -> RoundResults:
        """The results of one page."""
        pages = self.pages()
        here = page if page in {one for one, _title in pages} else next((one for one, _title in pages), "")
        sent, under_way = 0, 0
        questions: tuple[QuestionResult, ...] = ()
        columns = self.columns(here)
        repeated = [one for one in columns if standing(one).block is not None]
        keys = [one.key for one in repeated]
        shown = question if question in keys else next(iter(keys), "")
        if page != OUTLINE:
            sent, under_way = counted.responses_by_state(self.job, self.scope(pilot, organisation))
            drawn = [one for one in columns if one.key == shown or one not in repeated]
            questions = self.counted(drawn, pilot, organisation)
        project = self.round.project_id
        titles = [
            (key, template_of(self.job, versions[-1].document_id).title)
            for key, versions in self.every.items()
        ]
        return RoundResults(
            self.round,
            tuple(titles),
            self.form,
            pages,
            here,
            questions,
            tuple((one.key, one.question.text) for one in repeated),
            shown,
            self.lists,
            sent,
            under_way,
            {one.key: one.name for one in project_store.pilots(self.job, project)},
            {one.key: one.name for one in project_store.organisations(self.job, project)},
            pilot,
            organisation,
            self.opinions_open,
            self.least,
            self.together(pilot) if page != OUTLINE else (),
        )

    def together(self, pilot: str = "") -> tuple[JointAnswer, ...]:
        """Who gave the joint answers, and what was seen otherwise; () of a form that is not answered jointly."""
        if self.form.answered_by != "pilot":
            return ()
        found = joint_store.joint_answers(self.job, self.round.id, self.documents)
        return tuple(one for one in found if pilot in ("", one.pilot))

    def scope(self, pilot: str = "", organisation: str = "") -> Scope:
        """Whose answers are read."""
        return Scope(self.round.id, self.documents, pilot, organisation)

    def counted(
        self, columns: Sequence[Column], pilot: str = "", organisation: str = ""
    ) -> tuple[QuestionResult, ...]:
        """The results of these columns for a group."""
        facts = [one for one in columns if one.question.disclosure != "opinion"]
        opinions = [one for one in columns if one.question.disclosure == "opinion"]
        narrowed = self.scope(pilot, organisation)
        given = by_column(self.joined, store.tallies(self.job, narrowed, wanted(facts), grouped=False))
        tallies, gates = self.opinions(opinions)
        return tuple(
            result(
                column,
                self.lists,
                (tallies if column in opinions else given).get(column.key, []),
                gates.get(column.key, {}),
                pilot=pilot,
                organisation=organisation,
                opinions_open=self.opinions_open,
                least=self.least,
            )
            for column in columns
        )

    def opinions(
        self, columns: Sequence[Column]
    ) -> tuple[dict[str, list[Tally]], dict[str, dict[str, Gate]]]:
        """Of opinions, the tallies by column, and by row which groups may be shown; only responses that were sent."""
        scope = replace(self.scope(), submitted=True)
        tallies = by_column(self.joined, store.tallies(self.job, scope, wanted(columns), grouped=True))
        several = [column for column in columns if standing(column).is_given_several_times]
        people: dict[str, dict[tuple[str, str], float]] = {column.key: {} for column in several}
        for one in wanted(several):
            for (question, document, place, employer), weight in store.respondents(
                self.job, scope, one
            ).items():
                key = self.joined.column_of(document, question)
                if key in people:
                    there = people[key]
                    there[place, employer] = there.get((place, employer), 0.0) + weight
        gates: dict[str, dict[str, Gate]] = {}
        for column in columns:
            asked, given = standing(column), tallies.get(column.key, [])
            parts = parts_of(asked, given, people.get(column.key))
            # of answers one person may give several of, nobody counts here how many people could not say
            unable = None if column in several else unable_of(asked, given)
            gates[column.key] = {
                row: Gate.of(there, self.least, unable.get(row, {}) if unable is not None else None)
                for row, there in parts.items()
            }
        return tallies, gates

    def listed(self, key: str, pilot: str, organisation: str, *, most: int | None = MOST_LISTED) -> Listed:
        """The answers to one question one by one; all of them when ``most`` is ``None``."""
        column = next((one for one in self.joined.columns if one.key == key), None)
        if column is None:
            raise NotFound("question")
        asked = standing(column)
        if not asked.is_opinion:
            scope = self.scope(pilot, organisation)
            return self._listed(column, scope, texts=False, most=most)
        _tallies, gates = self.opinions([column])
        rows = gates[column.key].values()
        if not rows or any(
            hidden_why(asked, gate, pilot, organisation, self.opinions_open, self.least) for gate in rows
        ):
            return Listed((), more=False)
        scope = replace(self.scope("", organisation), submitted=True)
        found = self._listed(column, scope, texts=True, most=None).answers
        unnamed = [
            replace(one, unit="", organisation="", pilot="", row="" if not asked.by_row else one.row)
            for one in found
            if not pilot or one.pilot == pilot
        ]
        # in the order of the alphabet: the order of answering would say who answered
        unnamed.sort(key=lambda one: str(one.other or one.value).casefold())
        return Listed(tuple(unnamed[:most]), more=most is not None and len(unnamed) > most)

    def _listed(self, column: Column, scope: Scope, *, texts: bool, most: int | None) -> Listed:
        (asked,) = wanted([column])
        found = [
            one
            for one in store.said(
                self.job, scope, asked, texts=texts, most=most + 1 if most is not None else None
            )
            if self.joined.column_of(one.document, one.question) == column.key
        ]
        return Listed(tuple(found[:most]), more=most is not None and len(found) > most)


def wanted(columns: Iterable[Column]) -> list[Wanted]:
    """The questions of columns, those together that are counted alike."""
    alike: dict[tuple[str, str, str, bool, bool], dict[str, None]] = {}
    for column in columns:
        asked = standing(column)
        counted = column.question.type != "text"
        place = (asked.same, asked.parent, asked.parent_same, counted, asked.by_row)
        alike.setdefault(place, {})[column.question.id] = None
    return [Wanted(tuple(ids), *place) for place, ids in alike.items()]


def _version(job: Job, one: FormVersion, asked: Round) -> Version:
    template = template_of(job, one.document_id)
    return Version(
        one.document_id, told_as_opinions(template) if asked.is_anonymous else template, one.recode
    )
