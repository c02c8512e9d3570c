"""How well cards and challenges are known: who said so, what documents say, and whether the survey says otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from mallipaja.actions.access import Job
from mallipaja.actions.decisions import ChallengeView
from mallipaja.actions.disagreement import against, survey_side
from mallipaja.store import boards
from mallipaja.workshop.cards import Card
from mallipaja.workshop.disagreement import SurveySide, of_card
from mallipaja.workshop.evidence import EXPERTS, Evidence, Paper, Statement, evidence


def grade_of(
    card: Card, merged: dict[str, list[Card]], papers: dict[str, list[Paper]], survey: SurveySide
) -> Evidence:
    """How well one card is known; ``merged`` are the cards each speaks for, ``papers`` what documents say of it."""
    said = map(_statement, [card, *under(card.id, merged)])
    return evidence(said, papers.get(card.id, ()), survey_disagrees=of_card(card, survey) is not None)


def card_grades(job: Job, cards: Iterable[Card], pilot_id: str | None) -> dict[str, Evidence]:
    """Card id -> how well it is known; the caller has checked the right."""
    listed = list(cards)
    merged, papers, survey = spoken_for(job, listed), papers_of(job), survey_side(job, pilot_id)
    return {one.id: grade_of(one, merged, papers, survey) for one in listed}


def spoken_for(job: Job, cards: Iterable[Card]) -> dict[str, list[Card]]:
    """Card id -> the cards merged into it; `under` has those merged into these too."""
    found: dict[str, list[Card]] = {}
    for step in {one.step_id for one in cards}:
        for one in boards.cards(job, step):
            if one.merged_into and not one.hidden:
                found.setdefault(one.merged_into, []).append(one)
    return found


def under(card_id: str, merged: Mapping[str, Sequence[Card]]) -> list[Card]:
    """The cards a card speaks for, each a statement of its own: those merged into it, those merged into these, and so on."""
    found: dict[str, Card] = {}
    waiting = [card_id]
    while waiting:
        fresh = [one for one in merged.get(waiting.pop(), ()) if one.id not in found]
        found |= {one.id: one for one in fresh}
        waiting += [one.id for one in fresh]
    return [one for one in found.values() if one.id != card_id]


def _statement(card: Card) -> Statement:
    return Statement(EXPERTS if card.voice != "professional" else card.organisation or "")


def papers_of(job: Job) -> dict[str, list[Paper]]:
    """Card or challenge id -> what documents and statistics say of it."""
    found: dict[str, list[Paper]] = {}
    for one in boards.evidence_sources(job, job.project_id):
        found.setdefault(one.card_id or one.challenge_id or "", []).append(Paper(one.agrees))
    return found


def grades(job: Job, raised: Iterable[ChallengeView]) -> dict[str, Evidence]:
    """Challenge id -> how well it is known, by its cards and papers; the caller has checked the right."""
    listed = list(raised)
    ids = [card for one in listed for card in one.cards]
    cards = {one.id: one for one in boards.cards_by_id(job, ids)}
    merged, papers = spoken_for(job, cards.values()), papers_of(job)
    sides = {pilot: survey_side(job, pilot) for pilot in {one.challenge.pilot_id for one in listed}}
    found = {}
    for one in listed:
        survey = sides[one.challenge.pilot_id]
        own = [cards[card] for card in one.cards if card in cards and not cards[card].hidden]
        every = [*own, *(more for card in own for more in under(card.id, merged))]
        statements = [_statement(card) for card in every] or [Statement("")]
        mine = [*papers.get(one.challenge.id, ()), *(p for card in own for p in papers.get(card.id, ()))]
        denied = bool(against(one, survey)) or any(of_card(card, survey) for card in own)
        found[one.challenge.id] = evidence(statements, mine, survey_disagrees=denied)
    return found
