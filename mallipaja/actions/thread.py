"""The thread: from a card forward to what came of it, and back, one step at a time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from mallipaja.actions.access import Job, Right, action
from mallipaja.actions.codebook import ThemedCards, themes_in
from mallipaja.actions.decisions import ChallengeView, challenge_views
from mallipaja.actions.grading import card_grades, grades
from mallipaja.errors import ActionError
from mallipaja.i18n import N_
from mallipaja.store import boards, decisions
from mallipaja.store import projects as project_store
from mallipaja.store import variants as variant_store
from mallipaja.store import workshops as workshop_store
from mallipaja.store.decisions import Decision
from mallipaja.store.variants import AdaptationRow
from mallipaja.workshop.cards import Card
from mallipaja.workshop.codebook import Found
from mallipaja.workshop.evidence import Evidence

Kind = Literal["card", "theme", "challenge", "element", "adaptation", "decision"]
NO_KNOT = N_("This is no longer there. Choose another.")


@dataclass(frozen=True, slots=True)
class Knot:
    """A place on the thread. ``text`` is as written; of an element it is "" (its name is in the model)."""

    kind: Kind
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """One knot with what leads to it and what it leads to.

    Attributes
    ----------
    ends : of a challenge: "regional" or "not_now" where it was left so, with the reason; of a decision: its owner, day
        and what came of it.
    evidence : of a card and a challenge: how well it is known.
    """

    knot: Knot
    back: tuple[Knot, ...]
    forward: tuple[Knot, ...]
    ends: tuple[tuple[str, str], ...] = ()
    evidence: Evidence | None = None


@action(Right.RUN_PROJECT, "project_id", writes=False)
def list_knots(job: Job, *, project_id: str) -> list[Knot]:
    """Where one can begin: every challenge, decision and shown card of the project."""
    known = _Known(job, project_id)
    return [
        *(_challenge(one) for one in known.challenges),
        *(_decision(one) for one in known.decisions),
        *(Knot("card", one.id, one.text) for one in known.cards.values()),
    ]


@action(Right.RUN_PROJECT, "project_id", writes=False)
def follow(job: Job, *, project_id: str, kind: str, knot: str) -> Stretch:
    """The knot with what leads to it and what it leads to."""
    known = _Known(job, project_id)
    ways = {
        "card": known.card,
        "theme": known.theme,
        "challenge": known.challenge,
        "element": known.element,
        "adaptation": known.adaptation,
        "decision": known.decision,
    }
    try:
        return ways[kind](knot)
    except KeyError:
        raise ActionError("NO_KNOT", NO_KNOT) from None


class _Known:
    """What the thread is made of, read when it is needed."""

    def __init__(self, job: Job, project_id: str) -> None:
        self._job, self._project_id = job, project_id
        self.challenges = challenge_views(job, project_id)
        self.decisions = decisions.decisions(job, project_id)

    @cached_property
    def cards(self) -> dict[str, Card]:
        return {one.id: one for themed in self._themed for one in themed.cards}

    @cached_property
    def _themed(self) -> list[ThemedCards]:
        found = workshop_store.workshops(self._job, self._project_id)
        return [themes_in(self._job, one.id) for one in found]

    @cached_property
    def pilots(self) -> dict[str, str | None]:
        """Pilot of the meeting by the step of a board."""
        return {
            step.id: workshop_store.meeting_row(self._job, one.id)[2]
            for one in workshop_store.workshops(self._job, self._project_id)
            for step in workshop_store.steps(self._job, one.id)
        }

    @cached_property
    def themes(self) -> dict[str, str]:
        return {one.id: one.name for one in boards.themes(self._job, self._project_id)}

    @cached_property
    def adaptations(self) -> dict[str, AdaptationRow]:
        rows = variant_store.variants(self._job, self._project_id)
        return {one.id: one for row in rows for one in variant_store.adaptations(self._job, row.id)}

    def card(self, card_id: str) -> Stretch:
        one = self.cards[card_id]
        themes = [Knot("theme", found.theme, self.themes[found.theme]) for found in self._themes_of(card_id)]
        raised = [_challenge(view) for view in self.challenges if card_id in view.cards]
        known = card_grades(self._job, [one], self.pilots.get(one.step_id))[card_id]
        return Stretch(Knot("card", one.id, one.text), (), (*themes, *raised), evidence=known)

    def theme(self, theme_id: str) -> Stretch:
        name = self.themes[theme_id]
        cards = [
            one
            for one in self.cards.values()
            if theme_id in {found.theme for found in self._themes_of(one.id)}
        ]
        raised = [_challenge(view) for view in self.challenges if view.challenge.theme_id == theme_id]
        return Stretch(Knot("theme", theme_id, name), tuple(map(_card, cards)), tuple(raised))

    def challenge(self, challenge_id: str) -> Stretch:
        view = next((one for one in self.challenges if one.challenge.id == challenge_id), None)
        if view is None:
            raise KeyError(challenge_id)
        theme = view.challenge.theme_id
        back = [_card(self.cards[one]) for one in view.cards if one in self.cards]
        if theme in self.themes:
            back.append(Knot("theme", theme or "", self.themes[theme or ""]))
        forward, ends = [], []
        for link in view.links:
            if link.kind in {"regional", "not_now"}:
                ends.append((link.kind, link.reason))
            elif (knot := self._target(link.kind, link.target)) is not None:
                forward.append(knot)
        known = grades(self._job, [view])[challenge_id]
        return Stretch(_challenge(view), tuple(back), tuple(forward), tuple(ends), known)

    def element(self, key: str) -> Stretch:
        raised = self._raised("element", key)
        changed = [_adaptation(one) for one in self.adaptations.values() if one.element == key]
        decided = [_decision(one) for one in self.decisions if one.element == key]
        if not (raised or changed or decided):
            raise KeyError(key)
        return Stretch(Knot("element", key, ""), tuple(raised), (*changed, *decided))

    def adaptation(self, adaptation_id: str) -> Stretch:
        one = self.adaptations[adaptation_id]
        back = (Knot("element", one.element, ""), *self._raised("adaptation", adaptation_id))
        decided = [_decision(row) for row in self.decisions if row.adaptation_id == adaptation_id]
        return Stretch(_adaptation(one), back, tuple(decided))

    def decision(self, decision_id: str) -> Stretch:
        one = next((row for row in self.decisions if row.id == decision_id), None)
        if one is None:
            raise KeyError(decision_id)
        back: list[Knot] = list(self._raised("decision", decision_id))
        if one.element:
            back.append(Knot("element", one.element, ""))
        if one.adaptation_id in self.adaptations:
            back.append(_adaptation(self.adaptations[one.adaptation_id or ""]))
        names = {row.id: row.name for row in project_store.organisations(self._job, self._project_id)}
        owner = ", ".join(part for part in (names.get(one.organisation_id or "", ""), one.person) if part)
        ends = (
            ("owner", owner),
            ("due", one.due_on.isoformat() if one.due_on else ""),
            ("state", one.state),
            ("outcome", one.outcome),
        )
        return Stretch(_decision(one), tuple(back), (), tuple(end for end in ends if end[1]))

    def _themes_of(self, card_id: str) -> Iterable[Found]:
        for themed in self._themed:
            yield from themed.found.get(card_id, ())

    def _raised(self, kind: str, target: str) -> tuple[Knot, ...]:
        return tuple(
            _challenge(view)
            for view in self.challenges
            if any(link.kind == kind and link.target == target for link in view.links)
        )

    def _target(self, kind: str, target: str) -> Knot | None:
        if kind == "element":
            return Knot("element", target, "")
        if kind == "adaptation":
            return _adaptation(self.adaptations[target]) if target in self.adaptations else None
        found = next((one for one in self.decisions if one.id == target), None)
        return _decision(found) if found else None


def _card(one: Card) -> Knot:
    return Knot("card", one.id, one.text)


def _challenge(view: ChallengeView) -> Knot:
    return Knot("challenge", view.challenge.id, view.challenge.text)


def _decision(one: Decision) -> Knot:
    return Knot("decision", one.id, one.text)


def _adaptation(one: AdaptationRow) -> Knot:
    return Knot("adaptation", one.id, one.what)
