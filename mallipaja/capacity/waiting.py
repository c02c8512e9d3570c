"""How many clients client coordinators can carry, and how long the next one waits: the queue M/M/c (Erlang C).

A coordinator who can have 20 clients at one time is 20 *slots*; a client takes one, keeps it for some months, and
gives it to the next who waits. Assumptions, to be said with every figure: clients come at random at a steady rate,
the time with a coordinator varies a lot (exponentially), who came first is served first, nobody gives up waiting, and
this has gone on for long. So the figures say whether waiting is likely, not when somebody gets a turn.

Sources: Erlang 1917; Gross, Shortle, Thompson and Harris, *Fundamentals of Queueing Theory* (4th ed. 2008), ch. 2.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from mallipaja.capacity.rules import NOT_BELOW_ZERO, NOT_POSITIVE, TOO_MUCH
from mallipaja.errors import Finding, ProblemsError

LIKELY = 0.5
UNLIKELY = 0.1
MOST = 5_000
"""More slots or a larger load than any region's coordinators have: a slip of the pen."""
Verdict = Literal["grows", "likely", "possible", "unlikely"]
"""``grows``: more clients come than leave, so the queue never ends; else how likely the wait is: at least `LIKELY`, in
between, or at most `UNLIKELY`."""


@dataclass(frozen=True, slots=True)
class CoordinatorLoad:
    """``slots``: clients at one time, all coordinators together. ``arrivals_per_month``: new clients.
    ``months_each``: how long a client keeps the slot, on average."""

    slots: int
    arrivals_per_month: float
    months_each: float

    @property
    def load(self) -> float:
        """Offered load: slots in use on average if there were enough (erlangs)."""
        return self.arrivals_per_month * self.months_each

    @property
    def is_stable(self) -> bool:
        """Whether the queue stays finite: fewer clients come than could leave, or none."""
        return self.load < self.slots or self.load == 0

    @property
    def wait_probability(self) -> float:
        """The probability that a new client has to wait (Erlang C); 1 when the queue grows without end."""
        return erlang_c(self.slots, self.load)

    @property
    def mean_wait_months(self) -> float | None:
        """How long a new client waits on average, those who do not wait included; ``None`` when the queue grows."""
        if not self.is_stable:
            return None
        return self.wait_probability * self.months_each / (self.slots - self.load) if self.load else 0.0

    def wait_over(self, months: float) -> float:
        """The probability that a new client waits more than ``months``."""
        if not self.is_stable:
            return 1.0
        return self.wait_probability * math.exp(-(self.slots - self.load) * months / self.months_each)


@dataclass(frozen=True, slots=True)
class WaitStatement:
    """What can be said of the wait: "probably over ``months``, if …".

    Attributes
    ----------
    load, months, probability, verdict : the wait is over ``months`` with this probability.
    arrivals_likely : from how many new clients a month a wait over ``months`` is likely (`LIKELY`) with these slots;
        0.0 without slots.
    slots_enough : the fewest slots with which it is unlikely (`UNLIKELY`) with these arrivals.
    """

    load: CoordinatorLoad
    months: float
    probability: float
    verdict: Verdict
    arrivals_likely: float
    slots_enough: int


def erlang_b(slots: int, load: float) -> float:
    """The probability that all ``slots`` are taken when nobody waits (Erlang B)."""
    blocked = 1.0
    for slot in range(1, slots + 1):
        blocked = load * blocked / (slot + load * blocked)
    return blocked


def erlang_c(slots: int, load: float) -> float:
    """The probability of having to wait when everybody waits (Erlang C); 1 when ``load`` is ``slots`` or more, 0
    when nobody comes."""
    if load >= slots:
        return 1.0 if load else 0.0
    blocked = erlang_b(slots, load)
    return blocked / (1 - load / slots * (1 - blocked))


def coordinator_load(slots: float, arrivals_per_month: float, months_each: float) -> CoordinatorLoad:
    """A load from numbers people gave; a part of a slot is none.

    Raises
    ------
    ProblemsError : ``CAPACITY_003`` slots or arrivals are negative, ``CAPACITY_002`` a client takes no time,
        ``WISN_005`` slots, load or months are over `MOST`.
    """
    problems: list[Finding] = [
        NOT_BELOW_ZERO.found(name, amount=f"{amount:g}")
        for name, amount in (("slots", slots), ("arrivals_per_month", arrivals_per_month))
        if not amount >= 0
    ]
    if not months_each > 0:
        problems.append(NOT_POSITIVE.found("months_each", amount=f"{months_each:g}"))
    load = arrivals_per_month * months_each
    if not problems and not max(slots, load, months_each) <= MOST:
        spot = "slots" if slots > MOST else "arrivals_per_month" if load > MOST else "months_each"
        problems.append(TOO_MUCH.found(spot, amount=f"{max(slots, load, months_each):g}", most=f"{MOST}"))
    if problems:
        raise ProblemsError(found.at("load") for found in problems)
    return CoordinatorLoad(math.floor(slots), arrivals_per_month, months_each)


def pooled(loads: Iterable[CoordinatorLoad]) -> CoordinatorLoad:
    """Several sites with one common queue: slots and arrivals added up, the time each weighted by arrivals."""
    listed = list(loads)
    arrivals = sum(one.arrivals_per_month for one in listed)
    months = (
        sum(one.load for one in listed) / arrivals if arrivals else max(one.months_each for one in listed)
    )
    return CoordinatorLoad(sum(one.slots for one in listed), arrivals, months)


def statement(load: CoordinatorLoad, months: float = 1.0) -> WaitStatement:
    """What can be said of a wait over ``months``."""
    probability = load.wait_over(months)
    verdict: Verdict
    if not load.is_stable:
        verdict = "grows"
    elif probability >= LIKELY:
        verdict = "likely"
    else:
        verdict = "unlikely" if probability <= UNLIKELY else "possible"
    return WaitStatement(
        load, months, probability, verdict, _arrivals_likely(load, months), _slots_enough(load, months)
    )


def _arrivals_likely(load: CoordinatorLoad, months: float) -> float:
    """By halving: the more clients come, the likelier is the wait."""
    low, high = 0.0, load.slots / load.months_each
    for _ in range(60):
        middle = (low + high) / 2
        likely = replace(load, arrivals_per_month=middle).wait_over(months) >= LIKELY
        low, high = (low, middle) if likely else (middle, high)
    return high


def _slots_enough(load: CoordinatorLoad, months: float) -> int:
    slots = math.floor(load.load) + 1
    while replace(load, slots=slots).wait_over(months) > UNLIKELY:
        slots += 1
    return slots
