"""What memory keeps of a project, let go: what was erased is nowhere, not even until it is next asked for."""

from __future__ import annotations

from collections.abc import Callable

from mallipaja.actions import comparison, computed, evidence, shared_view
from mallipaja.actions.access import Job

_drawn: list[Callable[[], None]] = []


def forget_kept(job: Job, project_id: str) -> None:
    """Keep nothing of the project in memory: answers read, values worked out of them, comparisons, boards, pictures."""
    evidence.forget(job, project_id)
    computed.forget(job, project_id)
    comparison.forget(job, project_id)
    shared_view.forget(job, project_id)
    for forget in _drawn:
        forget()


def also_forget(forget: Callable[[], None]) -> None:
    """Have what is drawn above let go too: ``forget`` is called whenever something is erased."""
    _drawn.append(forget)
