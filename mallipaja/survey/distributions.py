"""How the answers to one question are spread: by choice, by number, by month, by place in an order.

Everything is calculated from tallies (one per different answer, with how many gave it), so a million answers cost no
more than their different values.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

from mallipaja.catalogue.survey_template import MISSING_REASONS, MissingReason, Question
from mallipaja.survey.answers import AnswerValue

MOST_BINS = 12
_STEPS = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many gave one answer.

    ``document`` is the version of the template it was given to; ``place`` and ``organisation`` are the group it was
    counted in, "" when groups were not told apart. ``value`` ``None`` without a ``reason`` is an answer whose value is
    not counted here (a text).
    """

    document: str
    question: str
    row: str
    place: str
    organisation: str
    value: AnswerValue
    reason: MissingReason | None
    count: int


@dataclass(frozen=True, slots=True)
class Bin:
    """Numbers from ``start`` up to ``end``; the last bin holds its end too."""

    start: float
    end: float
    count: int


@dataclass(frozen=True, slots=True)
class Numbers:
    """Numbers in short. Quartiles are interpolated linearly between the nearest answers (as numpy does)."""

    mean: float
    least: float
    lower_quartile: float
    median: float
    upper_quartile: float
    most: float
    bins: tuple[Bin, ...]


@dataclass(frozen=True, slots=True)
class Ranked:
    """A choice of a ranking: how many placed it, how many first, and its mean place (``None`` when nobody placed it)."""

    code: str
    placed: int
    first: int
    mean_place: float | None


@dataclass(frozen=True, slots=True)
class Distribution:
    """The answers of one group to one question.

    ``answered`` answers have a value; ``reasons`` count those that could not be given. ``counts`` are by choice code, in
    the order of the choices (every choice is there), by month for dates; of several choices each is counted, so they
    may add up to more than ``answered``. Where ``unable_told`` is false it is left out how many could not say.
    """

    answered: int
    reasons: tuple[tuple[MissingReason, int], ...]
    counts: tuple[tuple[str, int], ...] = ()
    numbers: Numbers | None = None
    ranking: tuple[Ranked, ...] = ()
    unable_told: bool = True

    @property
    def cannot_say(self) -> int:
        """How many said that they cannot answer, for any reason."""
        return sum(count for _reason, count in self.reasons)

    @property
    def cannot_say_share(self) -> float | None:
        """The share of those who cannot answer, 0-1; ``None`` without any answers."""
        every = self.answered + self.cannot_say
        return self.cannot_say / every if every else None

    def share(self, count: int) -> float | None:
        """The share of a count among the answers with a value."""
        return count / self.answered if self.answered else None


def distribute(question: Question, codes: Sequence[str], tallies: Iterable[Tally]) -> Distribution:
    """The distribution of the answers to one question.

    Parameters
    ----------
    codes : the question's choices in order; codes met that are not among them follow in the order of the alphabet.
    tallies : answers to this question only.
    """
    listed = list(tallies)
    reasons = Counter[MissingReason]()
    values = Counter[AnswerValue]()
    for one in listed:
        if one.reason is not None:
            reasons[one.reason] += one.count
        else:
            values[one.value] += one.count
    answered = sum(values.values())
    told = tuple((reason, reasons[reason]) for reason in MISSING_REASONS if reasons[reason])
    match question.type:
        case "number":
            return Distribution(answered, told, numbers=numbers_of(values, integer=question.integer))
        case "date":
            return Distribution(answered, told, _by_month(values))
        case "ranking":
            return Distribution(answered, told, ranking=_ranked(codes, values))
        case "text":
            return Distribution(answered, told)
    return Distribution(answered, told, _by_code(codes, values))


def _by_code(codes: Sequence[str], values: Counter[AnswerValue]) -> tuple[tuple[str, int], ...]:
    counts = Counter[str]()
    for value, count in values.items():
        for code in value if isinstance(value, tuple) else (str(value),):
            counts[code] += count
    others = sorted(set(counts) - set(codes))
    return tuple((code, counts[code]) for code in (*codes, *others))


def _by_month(values: Counter[AnswerValue]) -> tuple[tuple[str, int], ...]:
    counts = Counter[str]()
    for value, count in values.items():
        counts[str(value)[:7]] += count
    return tuple(sorted(counts.items()))


def _ranked(codes: Sequence[str], values: Counter[AnswerValue]) -> tuple[Ranked, ...]:
    """Choices by mean place, best first; those nobody placed last, in their own order."""
    places: dict[str, Counter[int]] = {code: Counter() for code in codes}
    for value, count in values.items():
        for place, code in enumerate(value if isinstance(value, tuple) else (), 1):
            places.setdefault(code, Counter())[place] += count
    found = []
    for code, at in places.items():
        placed = at.total()
        mean = sum(place * count for place, count in at.items()) / placed if placed else None
        found.append(Ranked(code, placed, at[1], mean))
    return tuple(sorted(found, key=lambda one: (one.mean_place is None, one.mean_place or 0.0)))


def numbers_of(values: Counter[AnswerValue], *, integer: bool = False) -> Numbers | None:
    """Numbers in short from how many times each was given; ``None`` without any."""
    known = sorted((float(value), count) for value, count in values.items() if isinstance(value, int | float))
    total = sum(count for _value, count in known)
    if not total:
        return None
    quartiles = [_quantile(known, total, share) for share in (0.25, 0.5, 0.75)]
    mean = sum(value * count for value, count in known) / total
    return Numbers(
        mean,
        known[0][0],
        quartiles[0],
        quartiles[1],
        quartiles[2],
        known[-1][0],
        _bins(known, integer=integer),
    )


def _quantile(known: list[tuple[float, int]], total: int, share: float) -> float:
    """Linear interpolation at ``share`` of the way from the first to the last answer (Hyndman and Fan's type 7)."""
    at = share * (total - 1)
    low, high = _at(known, floor(at)), _at(known, ceil(at))
    return low + (high - low) * (at - floor(at))


def _at(known: list[tuple[float, int]], place: int) -> float:
    passed = 0
    for value, count in known:
        passed += count
        if place < passed:
            return value
    return known[-1][0]


def _bins(known: list[tuple[float, int]], *, integer: bool) -> tuple[Bin, ...]:
    """At most `MOST_BINS` bins of equal width, at round numbers."""
    least, most = known[0][0], known[-1][0]
    if least == most:
        return (Bin(least, most, sum(count for _value, count in known)),)
    step = _step((most - least) / MOST_BINS)
    if integer:
        step = max(1.0, float(ceil(step)))
    first = floor(least / step)
    count = max(1, ceil(most / step + 1e-9) - first)
    counts = [0] * count
    for value, times in known:
        counts[min(count - 1, floor(value / step + 1e-9) - first)] += times
    return tuple(Bin((first + n) * step, (first + n + 1) * step, times) for n, times in enumerate(counts))


def _step(least: float) -> float:
    """The smallest round step that is not below ``least``."""
    size = 10.0 ** floor(log10(least))
    return next(size * one for one in _STEPS if size * one >= least * (1 - 1e-9))
