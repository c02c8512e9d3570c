"""Documents and statistics that say the same as a card or a challenge, or otherwise."""

from __future__ import annotations

from typing import Any

from mallipaja.actions.access import Job, Right, action
from mallipaja.actions.tidy import long_text, one_of, tidy_name
from mallipaja.store import boards, record, schema
from mallipaja.store.boards import EvidenceSource

KINDS = ("document", "statistic")


@action(Right.RUN_PROJECT, "project_id", writes=False)
def list_evidence_sources(job: Job, *, project_id: str) -> list[EvidenceSource]:
    """Every document and statistic beside the project's cards and challenges."""
    return boards.evidence_sources(job, project_id)


@action(Right.RUN_PROJECT, "card_id")
def add_card_source(
    job: Job, *, card_id: str, kind: str, title: str, place: str = "", agrees: bool = True
) -> str:
    """Put a document or statistic beside a card; ``place`` is a page, table or address. Returns its id."""
    return _add(job, {"card_id": card_id}, kind, title, place, agrees=agrees)


@action(Right.RUN_PROJECT, "challenge_id")
def add_challenge_source(
    job: Job, *, challenge_id: str, kind: str, title: str, place: str = "", agrees: bool = True
) -> str:
    """Put a document or statistic beside a challenge; returns its id."""
    return _add(job, {"challenge_id": challenge_id}, kind, title, place, agrees=agrees)


@action(Right.RUN_PROJECT, "evidence_source_id")
def remove_evidence_source(job: Job, *, evidence_source_id: str) -> None:
    """Move a document or statistic to the bin."""
    record.put_in_bin(job, schema.evidence_source, evidence_source_id, project_id=job.project_id)


def _add(job: Job, about: dict[str, Any], kind: str, title: str, place: str, *, agrees: bool) -> str:
    values = {
        **about, "project_id": job.project_id, "kind": one_of(kind, KINDS), "title": tidy_name(title),
        "place": long_text(place), "agrees": agrees,
    }  # fmt: skip
    return record.add(job, schema.evidence_source, values, project_id=job.project_id)
