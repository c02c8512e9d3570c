"""How alike models are, over the elements both state, and which of them belong together.

Gower's general coefficient (Gower 1971, Biometrics 27:857-871): the mean of what each element says of the pair,
leaving out elements either model says nothing of. An element says

- the Jaccard coefficient of the codes, where both chose among the element's choices,
- else 1 - |rank - rank| / 3 of the statuses in their order same, adapted with the core kept, adapted with the core
  changed, missing.

What a model has added says nothing of this kind: two regions are not alike because both tell their own population.
A wish is not compared with a practice: an element counts only where both models practise it or say that it is
missing. The figure compares descriptions, never the people who work by them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from mallipaja.model.cell import Cell, Status
from mallipaja.model.comparison import Comparison, Row

_RANKS: dict[Status, int] = {
    "same": 0,
    "adapted_consistent": 1,
    "adapted_inconsistent": 2,
    "missing": 3,
}
_RANGE = 3


@dataclass(frozen=True, slots=True)
class Similarity:
    """Two models. ``share`` is 0-1 over the ``n`` elements both state; ``None`` when there is none."""

    first: str
    second: str
    share: float | None
    n: int


@dataclass(frozen=True, slots=True)
class Merge:
    """Two groups of models that join at ``height`` (1 - mean similarity between them, 0-1)."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    height: float


def similarities(comparison: Comparison) -> tuple[Similarity, ...]:
    """Every pair of models but the generic one, in the order of the columns."""
    models = [column.id for column in comparison.columns if column.kind != "generic"]
    return tuple(similarity(comparison, *pair) for pair in combinations(models, 2))


def similarity(comparison: Comparison, first: str, second: str) -> Similarity:
    """How alike two models of the comparison are; ``KeyError`` when one is not there."""
    pairs = zip(comparison.cells(first), comparison.cells(second), strict=True)
    said = [_alike(row, one, other) for (row, one), (_, other) in pairs]
    counted = [share for share in said if share is not None]
    return Similarity(first, second, sum(counted) / len(counted) if counted else None, len(counted))


def codes_of(row: Row, cell: Cell) -> frozenset[str]:
    """The choices of the element a model has made in practice; empty where it has said none."""
    if row.element is None or not row.element.choices:
        return frozenset()
    said = {code for fact in cell.facts if _practised(fact.modality, fact.proposal) for code in fact.codes}
    if cell.status == "same" and not cell.facts:
        return frozenset(row.element.default)
    for one in cell.adaptations:
        if one.is_active and one.field == "default" and isinstance(one.value, tuple):
            said |= set(one.value)
    return frozenset(said)


def clustering(pairs: Sequence[Similarity]) -> tuple[Merge, ...]:
    """Models joined by average linkage, the likest first; a pair that shares no element joins last, at 1.

    Ties are broken by the models' order, so the result does not depend on chance.
    """
    shares = {
        key: one.share or 0.0 for one in pairs for key in ((one.first, one.second), (one.second, one.first))
    }
    groups: list[tuple[str, ...]] = [
        (model,) for model in dict.fromkeys(name for one in pairs for name in (one.first, one.second))
    ]
    merges = []
    while len(groups) > 1:
        height, left, right = min(
            (1 - _between(groups[i], groups[j], shares), i, j) for i, j in combinations(range(len(groups)), 2)
        )
        merges.append(Merge(groups[left], groups[right], height))
        joined = groups[left] + groups[right]
        groups = [group for place, group in enumerate(groups) if place not in {left, right}]
        groups.insert(left, joined)
    return tuple(merges)


def ordered(pairs: Sequence[Similarity]) -> tuple[str, ...]:
    """Models so that like stands beside like: the leaves of the clustering."""
    merges = clustering(pairs)
    return merges[-1].left + merges[-1].right if merges else ()


def _alike(row: Row, one: Cell, other: Cell) -> float | None:
    if not (_compared(one) and _compared(other)):
        return None
    first, second = codes_of(row, one), codes_of(row, other)
    if first and second and "missing" not in {one.status, other.status}:
        return len(first & second) / len(first | second)
    if "added" in {one.status, other.status}:
        return None
    return 1 - abs(_RANKS[one.status] - _RANKS[other.status]) / _RANGE


def _compared(cell: Cell) -> bool:
    return cell.status == "missing" or (cell.status != "not_stated" and cell.is_practice)


def _practised(modality: str, proposal: bool) -> bool:
    return modality in {"in_use", "agreed"} and not proposal


def _between(left: tuple[str, ...], right: tuple[str, ...], shares: Mapping[tuple[str, str], float]) -> float:
    return sum(shares[one, other] for one in left for other in right) / (len(left) * len(right))
