"""Phase × sector: how many of a sector's actors do something in each phase, for a picture read from the back of a room."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mallipaja.practice.matrix import Matrix
from mallipaja.practice.phases import Phase
from mallipaja.practice.records import Practice
from mallipaja.practice.views import broken_handovers, gaps
from mallipaja.survey.given import Known


@dataclass(frozen=True, slots=True)
class SectorCell:
    """What the actors of a sector do in a phase.

    Attributes
    ----------
    regularly, sometimes, unknown : actors that do so, and those that have not said; the others take no part.
    actors : how many the pilot has of the sector.
    is_gap : the generic model requires the sector here, and surely nobody of it does it regularly.
    is_broken : a hand-over from one of them surely breaks here.
    """

    phase: str
    sector: str
    regularly: int
    sometimes: int
    unknown: int
    actors: int
    is_gap: bool
    is_broken: bool


def sectors(matrix: Matrix) -> tuple[str, ...]:
    """The sectors of the pilot's actors in the actors' order, then those a phase requires and the pilot has not."""
    required = (sector for phase in matrix.phases for sector in phase.required_sectors)
    return tuple(dict.fromkeys((*(actor.sector for actor in matrix.actors), *required)))


def by_sector(matrix: Matrix, records: Iterable[Practice] = ()) -> tuple[SectorCell, ...]:
    """Every phase × every sector, phases first.

    Parameters
    ----------
    records : practices written down; one that says its hand-over breaks breaks it.
    """
    missing = {(gap.phase, gap.sector) for gap in gaps(matrix) if gap.state == "gap"}
    broken = {(one.phase, one.actor) for one in broken_handovers(matrix)}
    broken |= {(one.phase, one.actor) for one in records if one.broken}
    return tuple(
        _cell(matrix, phase, sector, is_gap=(phase.code, sector) in missing, broken=broken)
        for phase in matrix.phases
        for sector in sectors(matrix)
    )


def _cell(
    matrix: Matrix, phase: Phase, sector: str, *, is_gap: bool, broken: set[tuple[str, str]]
) -> SectorCell:
    cells = [matrix.cell(phase.code, actor.id) for actor in matrix.actors if actor.sector == sector]
    said = [cell.activity.value for cell in cells if isinstance(cell.activity, Known)]
    return SectorCell(
        phase.code,
        sector,
        said.count("regularly"),
        said.count("sometimes"),
        len(cells) - len(said),
        len(cells),
        is_gap,
        any((cell.phase, cell.actor) in broken for cell in cells),
    )
