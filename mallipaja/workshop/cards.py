"""Cards of a board: what kinds there are, where they lie, and which of them whom may see when."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

CARD_KINDS = ("practice", "good_practice", "challenge", "idea", "question")
SOURCES = ("participant", "facilitator", "room", "survey")
VOICES = ("professional", "experience_expert", "client_developer")
OTHERS = ("none", "some", "all")
SIGNED = ("nobody", "organisation", "nickname")
STEP_STATES = ("hidden", "open", "view_only", "revealed")
STEP_KINDS = ("text", "picture", "board", "dots", "stand", "decide")
LAYOUTS = ("groups", "matrix")
GROUPING = ("facilitator", "everyone")
LONGEST_TEXT = 2000
SOME = 3
"""How many of the others' cards a participant sees, faded, where a few are shown."""

Viewer = Literal["participant", "facilitator", "wall"]


@dataclass(frozen=True, slots=True)
class Card:
    """One card.

    Attributes
    ----------
    author_key : only the author's device can make it again; ``None`` when no participant wrote the card.
    organisation : id of the organisation whose statement it is, or ``None``.
    signature : what stands under the card, "" for nothing.
    group, actor, phase : where it lies; ``None``/"" where it has not been put.
    merged_into : id of the card that speaks for it.
    """

    id: str
    step_id: str
    kind: str
    text: str
    author_key: str | None
    source: str
    source_label: str
    organisation: str | None
    voice: str
    signature: str
    phase: str
    actor: str | None
    group: str | None
    position: int
    late: bool
    hidden: bool
    merged_into: str | None
    split_from: str | None
    written_at: datetime
    redacted: bool
    revision: int

    @property
    def counts(self) -> bool:
        """Whether the card is in reports, votes and counts: not hidden, and speaking for itself."""
        return not self.hidden and self.merged_into is None


@dataclass(frozen=True, slots=True)
class Sight:
    """The rules of a board for those who look at it.

    Attributes
    ----------
    state : of the step: hidden, open, view_only or revealed.
    revealed : whether the cards have been shown to all at some time; what has been seen cannot be unseen.
    others : what participants see of the others' cards before that: none, some or all.
    """

    state: str
    revealed: bool
    others: str

    @property
    def common(self) -> bool:
        """Whether all participants see the same cards."""
        return self.state == "hidden" or self.revealed or self.others == "all"


@dataclass(frozen=True, slots=True)
class Seen:
    """A card somebody sees: whether it is their own, and whether it is one of the few faded ones of others."""

    card: Card
    own: bool = False
    faded: bool = False


def seen(cards: Iterable[Card], sight: Sight, viewer: Viewer, key: str = "") -> tuple[Seen, ...]:
    """The cards a viewer sees, in the order given.

    Before the reveal a participant sees their own cards and, by the rule of the board, none, a few faded or all
    of the others'; the facilitator and the wall see none unless all do. Cards from the survey are nobody's
    secret. Hidden cards are seen by the facilitator only, and by nobody before the reveal.

    Parameters
    ----------
    key : the participant's key; "" for others.
    """
    everything = [card for card in cards if card.merged_into is None]
    if viewer != "facilitator" and sight.state == "hidden":
        return ()
    if sight.revealed:
        shown = [card for card in everything if viewer == "facilitator" or not card.hidden]
        return tuple(Seen(card, own=_is_own(card, key)) for card in shown)
    shown = [card for card in everything if not card.hidden]
    few = _few(shown, key) if sight.others == "some" and viewer == "participant" else frozenset()
    found = []
    for card in shown:
        if _is_own(card, key):
            found.append(Seen(card, own=True))
        elif card.source == "survey" or sight.others == "all":
            found.append(Seen(card))
        elif card.id in few:
            found.append(Seen(card, faded=True))
    return tuple(found)


def writable(sight: Sight) -> bool:
    """Whether participants may write: while the step is open, and late after the reveal."""
    return sight.state in {"open", "revealed"}


@dataclass(frozen=True, slots=True)
class Tally:
    """What may be told of a board before the reveal: how many cards, and by how many writers."""

    cards: int
    writers: int


def tally(cards: Iterable[Card]) -> Tally:
    """Counts of a board; cards the survey or the facilitator brought have no writer in the room."""
    counted = [card for card in cards if card.counts]
    return Tally(len(counted), len({card.author_key for card in counted if card.author_key}))


def merged(cards: Iterable[Card]) -> dict[str, tuple[str, ...]]:
    """Card id -> the texts of the cards it speaks for, those that were merged into these too."""
    found = [card for card in cards if not card.hidden]
    into = {card.id: card.merged_into for card in found}
    spoken: dict[str, list[str]] = {}
    for card in found:
        if card.merged_into is not None:
            spoken.setdefault(_speaker(card.merged_into, into), []).append(card.text)
    return {one: tuple(texts) for one, texts in spoken.items()}


def _speaker(card_id: str, into: Mapping[str, str | None]) -> str:
    """The card at the end of a chain of merges; a circle ends where it began."""
    gone, at = set[str](), card_id
    while (onward := into.get(at)) is not None and at not in gone:
        gone.add(at)
        at = onward
    return at


def _is_own(card: Card, key: str) -> bool:
    return bool(key) and card.author_key == key


def _few(cards: Iterable[Card], key: str) -> frozenset[str]:
    """A few of the others' cards, the same ones each time the same participant looks."""
    others = [card.id for card in cards if not _is_own(card, key) and card.source != "survey"]
    return frozenset(sorted(others, key=lambda one: hashlib.sha256(f"{key}{one}".encode()).digest())[:SOME])
