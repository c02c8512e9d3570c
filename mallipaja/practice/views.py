"""What the matrix shows when it is read: gaps, possible overlaps, broken hand-overs, and what is not
known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from mallipaja.practice.matrix import Cell, Matrix
from mallipaja.practice.phases import Phase
from mallipaja.survey.feeds import NOBODY
from mallipaja.survey.given import Known, Missing, known


@dataclass(frozen=True, slots=True)
class Gap:
    """A sector the generic model requires in a phase does nothing regularly there.

    ``state`` is ``gap`` only when every unit of every actor of the sector has answered; else ``not_known``,
    and ``waiting_for`` names the actors that have not. ``not_known`` with nobody to wait for means that the
    pilot has no actor of the sector on its list. ``sometimes`` are the actors that do something now and then.
    """

    phase: str
    sector: str
    state: Literal["gap", "not_known"]
    waiting_for: tuple[str, ...]
    sometimes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two or more organisations do the same phase regularly: a possible overlap, to be talked about."""

    phase: str
    organisations: tuple[str, ...]
    actors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BrokenHandover:
    """A client moves on from an actor and may fall between.

    ``kind``: not_agreed (nobody has agreed how), outside (the receiver is not an actor of the pilot) or
    no_part (every receiver has answered and takes part in no phase from this one on).
    """

    phase: str
    actor: str
    kind: Literal["not_agreed", "outside", "no_part"]
    receivers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnknownHandover:
    """An actor takes part in a phase, but to whom the client moves or how it is agreed has not been said."""

    phase: str
    actor: str


def gaps(matrix: Matrix) -> tuple[Gap, ...]:
    """Every required sector without regular activity, phase by phase, sure gaps and not known ones."""
    found = [_gap(matrix, phase, sector) for phase in matrix.phases for sector in phase.required_sectors]
    return tuple(gap for gap in found if gap)


def _gap(matrix: Matrix, phase: Phase, sector: str) -> Gap | None:
    cells = [matrix.cell(phase.code, actor.id) for actor in matrix.actors if actor.sector == sector]
    if any(cell.is_regular for cell in cells):
        return None
    waiting = tuple(cell.actor for cell in cells if not cell.is_settled)
    sure = bool(cells) and not waiting
    sometimes = tuple(cell.actor for cell in cells if cell.takes_part)
    return Gap(phase.code, sector, "gap" if sure else "not_known", waiting, sometimes)


def overlaps(matrix: Matrix) -> tuple[Overlap, ...]:
    """Phases that actors of two or more organisations do regularly, in the order of the phases."""
    found: list[Overlap] = []
    employer = {actor.id: actor.organisation for actor in matrix.actors}
    for phase in matrix.phases:
        actors = tuple(cell.actor for cell in matrix.row(phase.code) if cell.is_regular)
        organisations = tuple(dict.fromkeys(employer[actor] for actor in actors))
        if len(organisations) > 1:
            found.append(Overlap(phase.code, organisations, actors))
    return tuple(found)


def broken_handovers(matrix: Matrix) -> tuple[BrokenHandover, ...]:
    """Hand-overs that are surely broken, in the order of phases and actors.

    "The work goes on here" is no hand-over and so never a broken one.
    """
    found: list[BrokenHandover] = []
    for cell in matrix.cells:
        receivers = tuple(r for r in known(cell.handover_to) or () if r != NOBODY)
        if cell.takes_part and receivers:
            found += [
                BrokenHandover(cell.phase, cell.actor, kind, who)
                for kind, who in _breaks(matrix, cell, receivers)
            ]
    return tuple(found)


def unknown_handovers(matrix: Matrix) -> tuple[UnknownHandover, ...]:
    """Cells with activity whose hand-over nobody has described, in the order of phases and actors."""
    return tuple(
        UnknownHandover(cell.phase, cell.actor)
        for cell in matrix.cells
        if cell.takes_part and not _is_described(cell)
    )


def _is_described(cell: Cell) -> bool:
    """A receiver and a way; staying here or "does not apply to us" needs no way."""
    if cell.handover_to in (Known((NOBODY,)), Missing("not_applicable")):
        return True
    return isinstance(cell.handover_to, Known) and isinstance(cell.handover_agreed, Known)


_Break = tuple[Literal["not_agreed", "outside", "no_part"], tuple[str, ...]]


def _breaks(matrix: Matrix, cell: Cell, receivers: tuple[str, ...]) -> list[_Break]:
    breaks: list[_Break] = []
    if cell.handover_agreed == Known("not_agreed"):
        breaks.append(("not_agreed", receivers))
    actors = {actor.id for actor in matrix.actors}
    outside = tuple(r for r in receivers if r not in actors and r != "other")
    if outside:
        breaks.append(("outside", outside))
    inside = tuple(r for r in receivers if r in actors)
    if (
        inside
        and len(inside) == len(receivers)
        and all(_takes_no_part(matrix, r, cell.phase) for r in inside)
    ):
        breaks.append(("no_part", inside))
    return breaks


def _takes_no_part(matrix: Matrix, actor: str, phase: str) -> bool:
    codes = [p.code for p in matrix.phases]
    rest = [matrix.cell(code, actor) for code in codes[codes.index(phase) :]]
    return all(cell.is_settled and not cell.takes_part for cell in rest)
