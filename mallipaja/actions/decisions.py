"""Decisions, actions and challenges: made in a workshop, open until something answers them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from mallipaja.actions.access import Job, Right, action
from mallipaja.actions.generic_model import current_generic
from mallipaja.actions.tidy import long_text, one_of
from mallipaja.errors import ActionError, NotFound
from mallipaja.i18n import N_
from mallipaja.store import boards, places, record, schema
from mallipaja.store import decisions as store
from mallipaja.store import projects as project_store
from mallipaja.store import variants as variant_store
from mallipaja.store import workshops as workshop_store
from mallipaja.store.decisions import Challenge, ChallengeLink, Decision
from mallipaja.workshop import challenges

KINDS = ("decision", "action")
STATES = ("open", "done", "dropped")

EMPTY_DECISION = N_("Write what was decided.")
EMPTY_CHALLENGE = N_("Write what the challenge is.")
NEEDS_OWNER = N_("An action needs one owner: an organisation, and a person when it is known.")
WHY_NOT_NOW = N_("Write why it is not solved now.")
WHICH_TARGET = N_("Choose what answers the challenge.")


@dataclass(frozen=True, slots=True)
class ChallengeView:
    """A challenge with the cards it was raised from and what it was tied to."""

    challenge: Challenge
    cards: tuple[str, ...]
    links: tuple[ChallengeLink, ...]

    @property
    def is_open(self) -> bool:
        """Whether nothing answers it yet."""
        return bool(challenges.unlinked([self.challenge.id], [as_link(one) for one in self.links]))


@dataclass(frozen=True, slots=True)
class Open:
    """What a workshop begins with: open decisions and actions, and challenges nothing answers."""

    decisions: tuple[Decision, ...]
    challenges: tuple[ChallengeView, ...]


def as_link(one: ChallengeLink) -> challenges.Link:
    """A stored link for the rules of challenges."""
    return challenges.Link(one.challenge_id, one.kind, one.target, one.reason)  # type: ignore[arg-type]


@action(Right.RUN_PROJECT, "project_id", writes=False)
def list_decisions(job: Job, *, project_id: str) -> list[Decision]:
    """The project's decisions and actions: open ones first, the soonest due first."""
    return store.decisions(job, project_id)


@action(Right.RUN_PROJECT, "project_id", writes=False)
def list_challenges(job: Job, *, project_id: str) -> list[ChallengeView]:
    """The project's challenges in the order they were raised."""
    return challenge_views(job, project_id)


@action(Right.RUN_PROJECT, "project_id", writes=False)
def list_changes_of_models(job: Job, *, project_id: str) -> dict[str, str]:
    """Adaptation id -> pilot and what was changed in its model: what a challenge or a decision can be tied to."""
    pilots = {one.id: one.name for one in project_store.pilots(job, project_id)}
    return {
        one.id: f"{pilots[row.pilot_id]}: {one.what}"
        for row in variant_store.variants(job, project_id)
        for one in variant_store.adaptations(job, row.id)
        if one.what
    }


@action(Right.RUN_PROJECT, "workshop_id", writes=False)
def open_at_start(job: Job, *, workshop_id: str) -> Open:
    """What of earlier workshops is open: of the same pilot and the common ones, or of all."""
    return still_open(job, workshop_id)


def still_open(job: Job, workshop_id: str) -> Open:
    """`open_at_start` inside another action; the caller has checked the right."""
    _meeting, project_id, pilot_id = workshop_store.meeting_row(job, workshop_id)
    concerned = set(workshop_store.earlier(job, project_id, pilot_id))
    decisions = [
        one
        for one in store.decisions(job, project_id)
        if one.state == "open" and one.workshop_id in concerned
    ]
    raised = [
        one
        for one in challenge_views(job, project_id)
        if one.is_open and (pilot_id is None or one.challenge.pilot_id in {None, pilot_id})
    ]
    return Open(tuple(decisions), tuple(raised))


def challenge_views(job: Job, project_id: str) -> list[ChallengeView]:
    """The challenges of a project; the caller has checked the right."""
    links, cards = store.challenge_links(job, project_id), store.challenge_cards(job, project_id)
    return [
        ChallengeView(
            one,
            tuple(cards.get(one.id, ())),
            tuple(link for link in links if link.challenge_id == one.id),
        )
        for one in store.challenges(job, project_id)
    ]


@action(Right.RUN_PROJECT, "workshop_id")
def decide(
    job: Job,
    *,
    workshop_id: str,
    text: str,
    kind: str = "decision",
    organisation: str | None = None,
    person: str = "",
    due_on: date | None = None,
    element: str = "",
    adaptation: str | None = None,
    answers: tuple[str, ...] = (),
    decision: str = "",
) -> str:
    """Write down a decision or an action.

    Parameters
    ----------
    organisation, person : its one owner; an action has to have one.
    element, adaptation : the element of the model, and the change of a pilot's model, it is about.
    answers : challenges it answers.
    decision : its id, made by the writer: sent again, it is there once.
    """
    if decision and store.decision_or_none(job, decision):
        return decision
    values = _checked(
        job,
        {"text": text, "kind": kind, "organisation_id": organisation, "person": person, "due_on": due_on,
         "element": element, "adaptation_id": adaptation},
    )  # fmt: skip
    fixed = {"workshop_id": workshop_id, "state": "open", "decided_at": job.at}
    made = {"id": decision} if decision else {}
    decision_id = record.add(job, schema.decision, {**made, **fixed, **values}, project_id=job.project_id)
    known = {one.id for one in store.challenges(job, job.project_id)}
    for challenge_id in answers:
        if challenge_id not in known:
            raise NotFound("challenge")
        _tie(job, challenge_id, {"kind": "decision", "decision_id": decision_id})
    workshop_store.touch(job, workshop_id)
    return decision_id


@action(Right.RUN_PROJECT, "decision_id")
def change_decision(job: Job, *, decision_id: str, values: Mapping[str, Any], revision: int | None) -> None:
    """Change a decision's text, owner, day, element, state or outcome."""
    one = record.get(job, schema.decision, decision_id)
    names = {
        "text",
        "kind",
        "organisation_id",
        "person",
        "due_on",
        "element",
        "adaptation_id",
        "state",
        "outcome",
    }
    given = {name: value for name, value in values.items() if name in names}
    owner = {"kind": one.kind, "organisation_id": one.organisation_id}
    fresh = _checked(job, {**owner, **given})
    if "state" in fresh:
        one_of(fresh["state"], STATES)
        fresh["closed_on"] = None if fresh["state"] == "open" else one.closed_on or job.today
    record.change(job, schema.decision, decision_id, fresh, revision=revision, project_id=job.project_id)
    workshop_store.touch(job, one.workshop_id)


@action(Right.RUN_PROJECT, "decision_id")
def remove_decision(job: Job, *, decision_id: str) -> None:
    """Move a decision to the bin; challenges it answered are open again."""
    one = record.get(job, schema.decision, decision_id)
    for link in store.challenge_links(job, job.project_id):
        if link.decision_id == decision_id:
            record.put_in_bin(job, schema.challenge_link, link.id, project_id=job.project_id)
    record.put_in_bin(job, schema.decision, decision_id, project_id=job.project_id)
    workshop_store.touch(job, one.workshop_id)


@action(Right.RUN_PROJECT, "workshop_id")
def raise_challenge(
    job: Job,
    *,
    workshop_id: str,
    text: str,
    cards: tuple[str, ...] = (),
    theme: str | None = None,
    challenge: str = "",
) -> str:
    """Take a challenge up, perhaps from cards; ``challenge`` is its id, made by the writer."""
    if challenge and store.challenge_or_none(job, challenge):
        return challenge
    tidy = long_text(text)
    if not tidy:
        raise ActionError("EMPTY_CHALLENGE", EMPTY_CHALLENGE)
    _meeting, project_id, pilot_id = workshop_store.meeting_row(job, workshop_id)
    here = {one.id for one in boards.workshop_cards(job, workshop_id)}
    if not set(cards) <= here or (theme and theme not in {o.id for o in boards.themes(job, project_id)}):
        raise NotFound("card")
    values = {
        "project_id": project_id, "pilot_id": pilot_id, "workshop_id": workshop_id, "theme_id": theme,
        "text": tidy, "raised_at": job.at, **({"id": challenge} if challenge else {}),
    }  # fmt: skip
    challenge_id = record.add(job, schema.challenge, values, project_id=project_id)
    for card in dict.fromkeys(cards):
        pair = {"challenge_id": challenge_id, "card_id": card}
        record.add(job, schema.challenge_card, pair, project_id=project_id)
    workshop_store.touch(job, workshop_id)
    return challenge_id


@action(Right.RUN_PROJECT, "challenge_id")
def remove_challenge(job: Job, *, challenge_id: str) -> None:
    """Move a challenge to the bin."""
    record.put_in_bin(job, schema.challenge, challenge_id, project_id=job.project_id)


@action(Right.RUN_PROJECT, "challenge_id")
def tie_challenge(job: Job, *, challenge_id: str, kind: str, target: str = "", reason: str = "") -> str:
    """Tie a challenge to what answers it: an element, an adaptation, a decision, the region, or not now.

    Parameters
    ----------
    target : key of the element, id of the adaptation or decision; "" for the region and for not now.
    reason : needed for not now.
    """
    one_of(kind, challenges.LINK_KINDS)
    link = challenges.Link(challenge_id, kind, target, long_text(reason))  # type: ignore[arg-type]
    if not challenges.is_complete(link):
        needs = WHY_NOT_NOW if kind in challenges.NEEDS_REASON else WHICH_TARGET
        raise ActionError("LINK_INCOMPLETE", needs)
    if kind == "element" and target not in current_generic(job).elements:
        raise NotFound("element")
    if kind == "decision" and target not in {one.id for one in store.decisions(job, job.project_id)}:
        raise NotFound("decision")
    if kind == "adaptation":
        _check_adaptation(job, target)
    column = {"element": "element", "adaptation": "adaptation_id", "decision": "decision_id"}.get(kind)
    return _tie(
        job, challenge_id, {"kind": kind, "reason": link.reason} | ({column: target} if column else {})
    )


@action(Right.RUN_PROJECT, "challenge_link_id")
def untie_challenge(job: Job, *, challenge_link_id: str) -> None:
    """Take a link away; without others the challenge is open again."""
    record.put_in_bin(job, schema.challenge_link, challenge_link_id, project_id=job.project_id)


def _check_adaptation(job: Job, adaptation_id: str) -> None:
    place = places.find(job, "adaptation_id", adaptation_id)
    if place is None or place.project_id != job.project_id:
        raise NotFound("adaptation")


def _tie(job: Job, challenge_id: str, values: Mapping[str, Any]) -> str:
    fixed = {"challenge_id": challenge_id, "linked_at": job.at}
    return record.add(job, schema.challenge_link, {**fixed, **values}, project_id=job.project_id)


def _checked(job: Job, values: Mapping[str, Any]) -> dict[str, Any]:
    found = dict(values)
    if "text" in found:
        found["text"] = long_text(found["text"])
        if not found["text"]:
            raise ActionError("EMPTY_DECISION", EMPTY_DECISION)
    one_of(found["kind"], KINDS)
    known = {one.id for one in project_store.organisations(job, job.project_id)}
    if found.get("organisation_id") is not None and found["organisation_id"] not in known:
        raise NotFound("organisation")
    if found["kind"] == "action" and not found.get("organisation_id"):
        raise ActionError("NEEDS_OWNER", NEEDS_OWNER)
    for name in ("person", "outcome"):
        if name in found:
            found[name] = long_text(found[name])
    if found.get("element") and found["element"] not in current_generic(job).elements:
        raise NotFound("element")
    if found.get("adaptation_id"):
        _check_adaptation(job, found["adaptation_id"])
    return found
