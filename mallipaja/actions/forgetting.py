"""What memory keeps of a project, let go: what was erased is nowhere, not even until it is next asked for."""

from __future__ import annotations

from mallipaja.actions import comparison, computed, evidence
from mallipaja.actions.access import Job


def forget_kept(job: Job, project_id: str) -> None:
    """Keep nothing of the project in memory: answers read, values worked out of them, comparisons."""
    evidence.forget(job, project_id)
    computed.forget(job, project_id)
    comparison.forget(job, project_id)
