"""How far a round is: who has sent what, when, how long it took, where people stopped, what the analyses still lack."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import Literal

from mallipaja.catalogue.survey_template import SurveyTemplate
from mallipaja.catalogue.text import Text
from mallipaja.i18n import N_

Grouping = Literal["pilots", "organisations", "professions"]
"""What forms are counted by."""
NEEDED: Mapping[str, str] = {
    "capacity.client_hours_per_week": N_("client hours"),
    "capacity.htv": N_("person-years"),
    "team.representative": N_("representative in the team"),
    "team.hours_per_month": N_("representative's hours"),
    "coordinator.possible": N_("client coordinator"),
    "network.ties": N_("ties"),
    "practice.phase_activity": N_("tasks by phase"),
}
"""What the analyses cannot do without, by feed, in the order they need it."""
NEEDLESS: Mapping[str, tuple[str, str]] = {"team.hours_per_month": ("team.representative", "no")}
"""Who has given this answer to that feed, and no other, need not give the first: nothing of theirs is missing."""


@dataclass(frozen=True, slots=True)
class Rate:
    """How many forms a group was asked to fill in, has sent and has begun."""

    key: str
    name: str
    expected: int
    sent: int
    under_way: int

    @property
    def untouched(self) -> int:
        """How many have not been opened."""
        return max(0, self.expected - self.sent - self.under_way)

    @property
    def share(self) -> float | None:
        """The share that has been sent, 0-1; ``None`` when nothing was asked."""
        return self.sent / self.expected if self.expected else None


@dataclass(frozen=True, slots=True)
class Day:
    """Up to the end of a day: how many forms had been begun and sent by a group."""

    day: date
    key: str
    started: int
    sent: int


@dataclass(frozen=True, slots=True)
class Stop:
    """Where people who have not sent the form have come to.

    ``question`` is the last one they answered, "" for nothing of their own; ``page`` its page.
    """

    page: Text | None
    question: str
    text: Text | None
    count: int


@dataclass(frozen=True, slots=True)
class FormProgress:
    """One form: how many begun and sent, the median minutes from opening to sending, where the others stopped."""

    form: SurveyTemplate
    sent: int
    under_way: int
    median_minutes: float | None
    stops: tuple[Stop, ...]


@dataclass(frozen=True, slots=True)
class Need:
    """How many units of an organisation have given what an analysis needs.

    ``cannot_say`` have said that they cannot give it, and why is in the results.
    """

    feed: str
    organisation: str
    expected: int
    known: int
    cannot_say: int

    @property
    def missing(self) -> int:
        """How many have neither given it nor said why not."""
        return max(0, self.expected - self.known - self.cannot_say)


@dataclass(frozen=True, slots=True)
class Progress:
    """Everything the monitoring of a round shows. Rates are of forms, a unit with two forms counts twice.

    ``days`` are of everybody ("") and of the groups that were asked for.
    """

    overall: Rate
    pilots: tuple[Rate, ...]
    organisations: tuple[Rate, ...]
    professions: tuple[Rate, ...]
    days: tuple[Day, ...]
    forms: tuple[FormProgress, ...]
    needs: tuple[Need, ...]
    is_anonymous: bool


def positions(template: SurveyTemplate) -> dict[str, int]:
    """The place of each question in the form, from 1; 0 for what is filled in beforehand."""
    return {
        question.id: 0 if question.prefilled else place
        for place, (question, _block) in enumerate(template.questions(), 1)
    }


def stops(template: SurveyTemplate, last: Mapping[int, int], under_way: int) -> tuple[Stop, ...]:
    """Where people stopped, in the order of the form.

    Parameters
    ----------
    last : by the place of the last question answered, how many responses; not those without an answer.
    under_way : how many responses have not been sent.
    """
    by_place = {place: question for place, (question, _block) in enumerate(template.questions(), 1)}
    titles = {page.id: page.title for page in template.pages}
    pages = template.page_of()
    nothing = under_way - sum(count for place, count in last.items() if place)
    found = [Stop(None, "", None, nothing)] if nothing > 0 else []
    for place in sorted(one for one in last if one):
        question = by_place[place]
        found.append(Stop(titles[pages[question.id]], question.id, question.text, last[place]))
    return tuple(found)


def median_minutes(lasted: Iterable[timedelta]) -> float | None:
    """The median of the times from opening to sending, in minutes; ``None`` when nobody has sent."""
    seconds = list(map(timedelta.total_seconds, lasted))
    return float(median(seconds)) / 60 if seconds else None


def cumulated(
    started: Mapping[tuple[str, date], int], sent: Mapping[tuple[str, date], int]
) -> tuple[Day, ...]:
    """Counts of single days, by group and day, as sums up to each day; a day on which nothing happened is left out."""
    found: list[Day] = []
    groups = dict.fromkeys(key for key, _day in (*started, *sent))
    days = sorted({day for _key, day in (*started, *sent)})
    for key in groups:
        begun = done = 0
        for day in days:
            begun += started.get((key, day), 0)
            done += sent.get((key, day), 0)
            found.append(Day(day, key, begun, done))
    return tuple(found)


def wholly_missing(needs: Sequence[Need]) -> tuple[Need, ...]:
    """What an organisation has not given at all, nor said why: nothing is known of it there."""
    return tuple(one for one in needs if one.expected and one.missing == one.expected)
