"""Where a pilot's survey and its workshops disagree, computed from the answers, the cards and the challenges."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mallipaja.actions.access import Job
from mallipaja.actions.decisions import ChallengeView, challenge_views
from mallipaja.actions.evidence import evidence
from mallipaja.actions.today import today_of
from mallipaja.store import boards
from mallipaja.store import projects as project_store
from mallipaja.workshop import disagreement
from mallipaja.workshop.cards import Card
from mallipaja.workshop.disagreement import Disagreement, SurveySide

NOTHING_SAID = SurveySide({}, frozenset())


@dataclass(frozen=True, slots=True)
class Disputed:
    """What the workshop said, word for word, and what the survey says against it. ``actor`` is its name, "" for all
    actors of the phase."""

    text: str
    actor: str
    found: Disagreement


def survey_side(job: Job, pilot_id: str | None) -> SurveySide:
    """The survey's side of a pilot; of a meeting of all the pilots, or of one in the bin, nothing is compared."""
    if pilot_id not in evidence(job, job.project_id).pilots:
        return NOTHING_SAID
    today = today_of(job, pilot_id)
    ids = {one.key: one.id for one in project_store.actors(job, job.project_id)}
    in_use = (key for key, one in today.distances.items() if one.state == "in_use")
    return disagreement.side(today.matrix, in_use, ids)


def disputed_in(job: Job, pilot_id: str) -> tuple[Disputed, ...]:
    """Everything in which the pilot's workshops and its survey disagree; the caller has checked the right."""
    cards = boards.placed_cards(job, pilot_id)
    raised = [one for one in challenge_views(job, job.project_id) if one.challenge.pilot_id == pilot_id]
    if not cards and not any(one.links for one in raised):
        return ()
    return disputed(job, cards, raised, survey_side(job, pilot_id))


def disputed(
    job: Job, cards: Iterable[Card], raised: Iterable[ChallengeView], survey: SurveySide
) -> tuple[Disputed, ...]:
    """What of these cards and challenges the survey says otherwise, cards first."""
    names = {one.id: one.name for one in project_store.actors(job, job.project_id)}
    of_cards = [
        Disputed(one.text, names.get(found.actor or "", ""), found)
        for one in cards
        if (found := disagreement.of_card(one, survey)) is not None
    ]
    of_challenges = [
        Disputed(one.challenge.text, "", found) for one in raised for found in against(one, survey)
    ]
    return (*of_cards, *of_challenges)


def against(one: ChallengeView, survey: SurveySide) -> tuple[Disagreement, ...]:
    """What the survey says against a challenge by the elements that answer it."""
    return disagreement.of_challenge((link.target for link in one.links if link.kind == "element"), survey)
