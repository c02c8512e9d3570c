"""The versions of a round's surveys: which one is asked now, what was asked before, and the answers to each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, insert, select, update

from mallipaja.store.answers import answers_in
from mallipaja.store.engine import Work
from mallipaja.store.record import live, log, new_id
from mallipaja.store.schema import answer, document, own_template, response, round_template
from mallipaja.survey.answers import Answer

Responses = list[tuple[bool, list[Answer]]]
"""For each response whether it has been sent, and its answers."""


@dataclass(frozen=True, slots=True)
class RoundVersion:
    """A version of a survey in a round. ``replaced_at`` is empty for the one that is asked now.

    ``recode`` reads answers to the version ``replaces_id`` as answers to this one.
    """

    id: str
    document_id: str
    key: str
    version: str
    position: int
    since: datetime | None
    replaced_at: datetime | None
    replaces_id: str | None
    recode: Mapping[str, Mapping[str, str | None]]
    note: str


def round_versions(work: Work, round_id: str) -> dict[str, list[RoundVersion]]:
    """Every version of every survey of a round by template id, in the order of the round, oldest version first."""
    query = (
        select(round_template, document.c.key, document.c.version)
        .join_from(round_template, document, round_template.c.document_id == document.c.id)
        .where(round_template.c.round_id == round_id)
        .order_by(round_template.c.position, document.c.key)
    )
    found: dict[str, list[RoundVersion]] = defaultdict(list)
    for row in work.connection.execute(query):
        values = {**row._mapping, "recode": row.recode or {}}
        found[row.key].append(RoundVersion(**{name: values[name] for name in RoundVersion.__slots__}))
    return {key: _in_order(versions) for key, versions in found.items()}


def _in_order(versions: list[RoundVersion]) -> list[RoundVersion]:
    """Each version after the one it replaces: two may have been taken into use in the same moment."""
    after = {one.replaces_id: one for one in versions}
    ordered = [after[None]]
    while (following := after.get(ordered[-1].document_id)) is not None:
        ordered.append(following)
    return ordered


def replace_version(
    work: Work, old: RoundVersion, round_id: str, document_id: str, *, recode: Any, note: str, project_id: str
) -> None:
    """Ask with another version from now on."""
    here = round_template.c.id == old.id
    work.connection.execute(update(round_template).where(here).values(replaced_at=work.at))
    values = {"document_id": document_id, "replaces_id": old.document_id, "recode": recode, "note": note}
    work.connection.execute(
        insert(round_template).values(
            id=new_id(), round_id=round_id, position=old.position, since=work.at, **values
        )
    )
    told = {"version": old.version, "document_id": old.document_id}
    log(work, "round_template", round_id, "change", project_id=project_id, before=told, after=values)


def responses_to(work: Work, round_id: str, document_id: str) -> Responses:
    """Each response to a version that counts: whether it has been sent, and its answers."""
    here = and_(
        response.c.round_id == round_id,
        response.c.document_id == document_id,
        response.c.superseded_at.is_(None),
        live(response),
    )
    sent = work.connection.execute(select(response.c.id, response.c.submitted_at).where(here)).all()
    given: dict[str, list[Answer]] = defaultdict(list)
    for one in answers_in(work, select(answer).join_from(answer, response).where(here)):
        given[one.response].append(one)
    return [(row.submitted_at is not None, given[row.id]) for row in sent]


def supersede(work: Work, response_id: str, *, project_id: str) -> None:
    """The respondent goes on with a newer version: this response is kept and counts no more."""
    here = and_(response.c.id == response_id, response.c.superseded_at.is_(None))
    work.connection.execute(update(response).where(here).values(superseded_at=work.at))
    after = {"superseded_at": work.at}
    log(work, "response", response_id, "change", project_id=project_id, after=after)


def latest_given(
    work: Work, invitation_id: str, keys: Mapping[str, str], document_ids: list[str]
) -> dict[str, tuple[str, bool]]:
    """Which of these versions a respondent has an answer to that counts.

    Parameters
    ----------
    keys : by version, the key of an anonymous response; empty for a named one.

    Returns
    -------
    Document id -> (response id, whether it has been sent).
    """
    mine = response.c.anonymous_key.in_(keys.values()) if keys else response.c.invitation_id == invitation_id
    query = select(response.c.document_id, response.c.id, response.c.submitted_at).where(
        mine, response.c.document_id.in_(document_ids), response.c.superseded_at.is_(None), live(response)
    )
    return {r.document_id: (r.id, r.submitted_at is not None) for r in work.connection.execute(query)}


def own_version(work: Work, project_id: str, key: str) -> str | None:
    """The document of the project's own version of a survey, as it was last taken into use."""
    query = select(own_template.c.document_id).where(
        own_template.c.project_id == project_id, own_template.c.key == key, live(own_template)
    )
    return work.connection.execute(query).scalar()
