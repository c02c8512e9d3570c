"""The life of a challenge: open until it is tied to what answers it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

LinkKind = Literal["element", "adaptation", "decision", "regional", "not_now"]
LINK_KINDS: tuple[LinkKind, ...] = ("element", "adaptation", "decision", "regional", "not_now")
NEEDS_REASON = frozenset({"not_now"})


@dataclass(frozen=True, slots=True)
class Link:
    """What a challenge was tied to. ``target`` is an element's key or the id of an adaptation or decision."""

    challenge: str
    kind: LinkKind
    target: str = ""
    reason: str = ""


def is_complete(link: Link) -> bool:
    """Whether a link says what it has to: its target, or for "not now" a reason."""
    if link.kind in NEEDS_REASON:
        return bool(link.reason.strip())
    return link.kind == "regional" or bool(link.target)


def unlinked(challenges: Iterable[str], links: Iterable[Link]) -> tuple[str, ...]:
    """The challenges that nothing answers yet, in their order: the next agenda."""
    answered = {link.challenge for link in links if is_complete(link)}
    return tuple(one for one in challenges if one not in answered)


def by_kind(links: Iterable[Link]) -> Mapping[LinkKind, int]:
    """How many challenges each kind of link answers; one answered twice counts in both."""
    found: dict[LinkKind, set[str]] = {kind: set() for kind in LINK_KINDS}
    for link in links:
        if is_complete(link):
            found[link.kind].add(link.challenge)
    return {kind: len(ones) for kind, ones in found.items()}
