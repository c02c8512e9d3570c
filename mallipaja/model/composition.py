"""Does each model have the parties a team must have? Missing only where it is stated; otherwise not
stated."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from mallipaja.catalogue.operating_model import Modality
from mallipaja.catalogue.reference import RequiredParty
from mallipaja.model.cell import Cell
from mallipaja.model.comparison import Comparison

Verdict = Literal["present", "intended", "missing", "not_stated"]


@dataclass(frozen=True, slots=True)
class PartyCheck:
    """A required party in a model.

    ``verdict``: present (stated and practised or agreed), intended (only planned, wished or recommended),
    missing (the model says it is not there) or not_stated.
    """

    model: str
    party: str
    role: str
    verdict: Verdict
    modality: Modality | None


def composition(comparison: Comparison, parties: Iterable[RequiredParty]) -> tuple[PartyCheck, ...]:
    """Every model against every required party, model by model in the order of the columns.

    Parameters
    ----------
    parties : the parties in force on the day asked about (`RequiredParties.on`). A party whose role the
        generic model does not have is not stated in any model.
    """
    listed = tuple(parties)
    keys = {row.key for row in comparison.rows}
    return tuple(
        _check(column.id, party, comparison.cell(party.role, column.id) if party.role in keys else None)
        for column in comparison.columns
        for party in listed
    )


def _check(model: str, party: RequiredParty, cell: Cell | None) -> PartyCheck:
    return PartyCheck(model, party.key, party.role, _verdict(cell), cell.modality if cell else None)


def _verdict(cell: Cell | None) -> Verdict:
    if cell is None or cell.status == "not_stated":
        return "not_stated"
    if cell.status == "missing":
        return "missing"
    return "present" if cell.is_practice else "intended"
