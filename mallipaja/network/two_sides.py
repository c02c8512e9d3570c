"""Do the two sides of a tie say the same of it? Where they do not, there is something to talk about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from mallipaja.network.network import Network, Tie
from mallipaja.network.symmetry import Pair, PairState, pairs
from mallipaja.survey.given import known

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class TwoSides:
    """What two actors say of their tie; ``first`` < ``second``, and every pair of values is theirs in that order.

    ``frequency`` 1-5 and ``level`` 1-3; ``referral`` as each sees it (we_refer, we_receive, both, neither);
    ``agreement`` no, in_preparation or yes. ``None``: not said, or the side has not named the tie.
    """

    first: str
    second: str
    state: PairState
    frequency: tuple[int | None, int | None]
    level: tuple[int | None, int | None]
    referral: tuple[str | None, str | None]
    agreement: tuple[str | None, str | None]

    @property
    def frequency_gap(self) -> int | None:
        """How many steps their frequencies are apart; ``None`` when one is not known."""
        return _gap(self.frequency)

    @property
    def level_gap(self) -> int | None:
        """How many steps their levels are apart; ``None`` when one is not known."""
        return _gap(self.level)

    @property
    def same_referral(self) -> bool | None:
        """Whether the ways clients move fit together: what one refers, the other receives."""
        one, other = self.referral
        return None if one is None or other is None else _SEEN_FROM_THERE.get(one) == other

    @property
    def same_agreement(self) -> bool | None:
        """Whether both say the same of a written agreement."""
        one, other = self.agreement
        return None if one is None or other is None else one == other


@dataclass(frozen=True, slots=True)
class Agreement:
    """How often two sides agree. Each share is ``None`` when nothing can be compared; the counts are its n.

    ``confirmed``: pairs both name / pairs one names and the other answered about (``settled``). ``frequency`` and
    ``level``: the same step / both said; ``frequency_near``: at most one step apart. ``referral``, ``written``: see
    `TwoSides`.
    """

    confirmed: float | None
    settled: int
    frequency: float | None
    frequency_near: float | None
    frequency_of: int
    level: float | None
    level_of: int
    referral: float | None
    referral_of: int
    written: float | None
    written_of: int


_SEEN_FROM_THERE = {"we_refer": "we_receive", "we_receive": "we_refer", "both": "both", "neither": "neither"}


def two_sides(network: Network) -> tuple[TwoSides, ...]:
    """Every pair with a tie, sorted by ids."""
    return tuple(_of(network, pair) for pair in pairs(network))


def disagreements(network: Network, steps: int = 2) -> tuple[TwoSides, ...]:
    """Pairs whose frequencies or levels are at least ``steps`` apart, or whose referrals or written agreements do not
    fit; the widest apart first, then by ids."""
    found = [
        sides
        for sides in two_sides(network)
        if max(sides.frequency_gap or 0, sides.level_gap or 0) >= steps
        or sides.same_referral is False
        or sides.same_agreement is False
    ]
    return tuple(
        sorted(found, key=lambda s: (-max(s.frequency_gap or 0, s.level_gap or 0), s.first, s.second))
    )


def agreement(network: Network) -> Agreement:
    """How often the two sides of a tie agree."""
    sides = two_sides(network)
    settled = [one.state == "confirmed" for one in sides if one.state != "unconfirmed"]
    frequency = _known_of(one.frequency_gap for one in sides)
    level = _known_of(one.level_gap for one in sides)
    referral = _known_of(one.same_referral for one in sides)
    written = _known_of(one.same_agreement for one in sides)
    return Agreement(
        confirmed=_share(settled),
        settled=len(settled),
        frequency=_share([gap == 0 for gap in frequency]),
        frequency_near=_share([gap <= 1 for gap in frequency]),
        frequency_of=len(frequency),
        level=_share([gap == 0 for gap in level]),
        level_of=len(level),
        referral=_share(referral),
        referral_of=len(referral),
        written=_share(written),
        written_of=len(written),
    )


def _of(network: Network, pair: Pair) -> TwoSides:
    one = _said_of(network.tie(pair.first, pair.second))
    other = _said_of(network.tie(pair.second, pair.first))
    return TwoSides(
        pair.first,
        pair.second,
        pair.state,
        frequency=(one[0], other[0]),
        level=(one[1], other[1]),
        referral=(one[2], other[2]),
        agreement=(one[3], other[3]),
    )


def _said_of(tie: Tie | None) -> tuple[int | None, int | None, str | None, str | None]:
    if tie is None:
        return None, None, None, None
    return known(tie.frequency), known(tie.level), known(tie.referral), known(tie.agreement)


def _gap(values: tuple[int | None, int | None]) -> int | None:
    one, other = values
    return None if one is None or other is None else abs(one - other)


def _known_of(values: Iterable[T | None]) -> list[T]:
    return [value for value in values if value is not None]


def _share(values: Sequence[bool]) -> float | None:
    return sum(values) / len(values) if values else None
