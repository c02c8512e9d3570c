"""What the analyses lack while somebody has not answered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from mallipaja.catalogue.survey_template import SurveyTemplate

Analysis = Literal["hours", "offers", "coordinators", "workload", "ties", "practices"]
_BY_FEED: dict[str, Analysis] = {
    "capacity": "hours",
    "team": "offers",
    "coordinator": "coordinators",
    "wisn": "workload",
    "network": "ties",
    "practice": "practices",
}
ANALYSES: tuple[Analysis, ...] = tuple(_BY_FEED.values())


@dataclass(frozen=True, slots=True)
class Awaited:
    """An organisation (or a pilot, for its joint form) and the forms it has not submitted."""

    organisation: str
    forms: tuple[SurveyTemplate, ...]


@dataclass(frozen=True, slots=True)
class Blocked:
    """An analysis and the organisations whose answers it lacks, by name."""

    analysis: Analysis
    organisations: tuple[str, ...]


def analyses_of(template: SurveyTemplate) -> frozenset[Analysis]:
    """The analyses that the answers to a template feed."""
    feeds = (question.feeds for question, _ in template.questions() if question.feeds)
    groups = {feed.partition(".")[0] for feed in feeds}
    return frozenset(_BY_FEED[group] for group in groups if group in _BY_FEED)


def blocked(awaited: Iterable[Awaited]) -> tuple[Blocked, ...]:
    """What lacks whose answers, in the order of `ANALYSES`; an analysis that lacks nobody is left out."""
    lacking: dict[Analysis, set[str]] = {}
    for one in awaited:
        for form in one.forms:
            for analysis in analyses_of(form):
                lacking.setdefault(analysis, set()).add(one.organisation)
    return tuple(Blocked(one, tuple(sorted(lacking[one]))) for one in ANALYSES if one in lacking)
