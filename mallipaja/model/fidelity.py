"""How much of the generic model's core stands in a model, with the n it rests on. Never a ranking of
people."""

from __future__ import annotations

from dataclasses import dataclass

from mallipaja.model.comparison import Comparison


@dataclass(frozen=True, slots=True)
class Fidelity:
    """Core fidelity of one model.

    Attributes
    ----------
    kept : core elements that are the same, or adapted with the core kept, in practice.
    stated : core elements the model states as practice or as missing: the n.
    not_stated : core elements it says nothing of.
    intended : core elements it only plans, wishes or recommends; not in the n, since a wish is not a
        practice.
    to_settle : keys of core elements whose change nobody has judged yet; in the n, not in ``kept``.
    """

    model: str
    kept: int
    stated: int
    not_stated: int
    intended: int
    to_settle: tuple[str, ...]

    @property
    def share(self) -> float | None:
        """``kept`` / ``stated``, 0-1; ``None`` when the model states no core element."""
        return self.kept / self.stated if self.stated else None


def core_fidelity(comparison: Comparison, model: str) -> Fidelity:
    """Core fidelity of one model of the comparison; ``KeyError`` when it is not there."""
    core = [(row.key, cell) for row, cell in comparison.cells(model) if row.level == "core"]
    said = [(key, cell) for key, cell in core if cell.status != "not_stated"]
    counted = [(key, cell) for key, cell in said if cell.status == "missing" or cell.is_practice]
    return Fidelity(
        model=model,
        kept=sum(1 for _, cell in counted if cell.status in {"same", "adapted_consistent"}),
        stated=len(counted),
        not_stated=len(core) - len(said),
        intended=len(said) - len(counted),
        to_settle=tuple(key for key, cell in counted if cell.to_settle),
    )
