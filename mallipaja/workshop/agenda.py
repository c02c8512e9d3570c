"""The clock of an agenda: when each block begins and ends, as planned and as things have gone so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

BlockKind = Literal["before", "block", "pause", "after"]
BLOCK_KINDS: tuple[BlockKind, ...] = ("before", "block", "pause", "after")
OFF_THE_CLOCK: frozenset[str] = frozenset({"before", "after"})
"""Work before and after the meeting: it has a length but no time of day."""
LONGEST_MINUTES = 480


@dataclass(frozen=True, slots=True)
class Block:
    """A block of an agenda; ``started_at`` and ``ended_at`` say how it was run, ``None`` when it has not been."""

    id: str
    kind: str
    title: str
    minutes: int
    note: str = ""
    started_at: datetime | None = None
    ended_at: datetime | None = None

    @property
    def on_the_clock(self) -> bool:
        return self.kind not in OFF_THE_CLOCK


@dataclass(frozen=True, slots=True)
class TimedBlock:
    """A block with its times.

    Attributes
    ----------
    planned_start : from the beginning of the meeting and the lengths of the blocks before it; ``None`` for a
        block off the clock and while the meeting has no beginning.
    start, end : as it was run, else as it is to be expected now.
    state : ``off`` the clock, ``coming``, ``running`` or ``done``.
    over_minutes : how much longer than planned a running or done block has taken; negative is shorter, 0 for
        blocks to come.
    """

    block: Block
    planned_start: datetime | None
    start: datetime | None
    end: datetime | None
    state: Literal["off", "coming", "running", "done"]
    over_minutes: int = 0

    @property
    def late_minutes(self) -> int:
        """How much later than planned the block begins or began; negative is earlier."""
        if self.start is None or self.planned_start is None:
            return 0
        return _minutes(self.start - self.planned_start)


def clock(blocks: Sequence[Block], starts_at: datetime | None, now: datetime) -> tuple[TimedBlock, ...]:
    """The blocks with their times, in the same order.

    Parameters
    ----------
    blocks : in their order.
    starts_at : when the meeting is to begin; without it only what has been run has times.
    now : moment the clock is read.
    """
    planned = expected = starts_at
    begun = any(block.started_at for block in blocks)
    timed = []
    for block in blocks:
        if not block.on_the_clock:
            timed.append(TimedBlock(block, None, block.started_at, block.ended_at, "off"))
            continue
        one = _timed(block, planned, expected, now, begun=begun)
        timed.append(one)
        planned = planned + _length(block) if planned else None
        expected = one.end
    return tuple(timed)


def running(timed: Sequence[TimedBlock]) -> TimedBlock | None:
    """The block that is being run, if one is."""
    return next((one for one in timed if one.state == "running"), None)


def total_minutes(blocks: Sequence[Block]) -> int:
    """How long the meeting is planned to be: blocks and pauses, not what is done before and after."""
    return sum(block.minutes for block in blocks if block.on_the_clock)


def _timed(
    block: Block, planned: datetime | None, expected: datetime | None, now: datetime, *, begun: bool
) -> TimedBlock:
    if block.started_at and block.ended_at:
        over = _minutes(block.ended_at - block.started_at - _length(block))
        return TimedBlock(block, planned, block.started_at, block.ended_at, "done", over)
    if block.started_at:
        end = max(now, block.started_at + _length(block))
        over = _minutes(now - block.started_at - _length(block))
        return TimedBlock(block, planned, block.started_at, end, "running", over)
    # once the meeting runs, nothing that is still to come can begin in the past
    start = max(expected, now) if expected and begun else expected
    return TimedBlock(block, planned, start, start + _length(block) if start else None, "coming")


def _length(block: Block) -> timedelta:
    return timedelta(minutes=block.minutes)


def _minutes(time: timedelta) -> int:
    """Whole minutes towards zero: half a minute is not yet a minute late."""
    return int(time.total_seconds() / 60)
