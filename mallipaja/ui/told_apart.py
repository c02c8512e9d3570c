"""Choices with the same words told apart.

Streamlit knows a choice by its words alone: of several with the same words it takes the last, whichever was chosen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Protocol, TypeVar

from mallipaja.i18n import Words

K = TypeVar("K")


def told_apart(words: Mapping[K, str], more: Mapping[K, str] | None = None) -> dict[K, str]:
    """The words of choices, in their order, no two alike.

    Parameters
    ----------
    more : what is said after the words of those that are alike. What is alike even then gets a number.
    """
    times = Counter(words.values())
    said = {
        key: f"{text} · {more[key]}" if more and times[text] > 1 and more.get(key) else text
        for key, text in words.items()
    }
    kept, taken = set(said.values()), set[str]()
    found: dict[K, str] = {}
    for key, text in said.items():
        number, own = 1, text
        while own in taken or (number > 1 and own in kept):
            number += 1
            own = f"{text} ({number})"
        taken.add(own)
        found[key] = own
    return found


class Opened(Protocol):
    """A round, or as much of one as it takes to name it."""

    @property
    def id(self) -> str: ...

    @property
    def title(self) -> str: ...

    @property
    def opened_at(self) -> datetime: ...


def round_names(_: Words, rounds: Iterable[Opened], *, with_day: bool = True) -> dict[str, str]:
    """Rounds by id as one chooses among them: the title with the day, or with it only where titles are alike; of rounds
    opened on one day the time too.
    """
    listed = list(rounds)
    days = {one.id: f"{one.title} · {_.date(one.opened_at)}" for one in listed}
    titles = Counter(one.title for one in listed)
    names = {one.id: days[one.id] if with_day or titles[one.title] > 1 else one.title for one in listed}
    return told_apart(names, {one.id: _.time(one.opened_at) for one in listed})
