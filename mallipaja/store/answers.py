"""The answers of a response, each with its line of history, and those of a whole project."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, bindparam, delete, insert, not_, or_, select, update

from mallipaja.catalogue.survey_template import MISSING_REASONS
from mallipaja.i18n import HELSINKI
from mallipaja.store.engine import Work
from mallipaja.store.record import live, log
from mallipaja.store.schema import answer, document, pilot, response, response_pilot, round_
from mallipaja.survey.answers import Answer, ResponseInfo
from mallipaja.survey.clean import Cleaned

# built once: putting such a statement together takes longer than running it
_HERE = and_(
    answer.c.response_id == bindparam("at_response"),
    answer.c.question == bindparam("at_question"),
    answer.c.pilot == bindparam("at_pilot"),
    answer.c.row == bindparam("at_row"),
)
_ANSWER = select(answer).where(_HERE)
_TAKE_AWAY = delete(answer).where(_HERE)
_FIRST = insert(answer)
_AGAIN = update(answer).where(_HERE)
_ASKED = update(answer).where(_HERE).values(asked=bindparam("now_asked"))
_AROUND = select(answer).where(
    answer.c.response_id == bindparam("at_response"),
    or_(
        and_(
            answer.c.question == bindparam("at_question"),
            answer.c.pilot == bindparam("at_pilot"),
            answer.c.row == bindparam("at_row"),
        ),
        answer.c.question.in_(bindparam("questions", expanding=True)),
        and_(answer.c.pilot == "", answer.c.question.in_(bindparam("for_all", expanding=True))),
    ),
)


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer as it lies in the database.

    ``asked`` tells whether its question was asked when last looked at; ``fields`` is what the history would say of it.
    """

    answer: Answer
    asked: bool
    revision: int
    fields: Mapping[str, Any]

    @property
    def place(self) -> tuple[str, str, str]:
        return (self.answer.question, self.answer.pilot, self.answer.row)


def answers_of(work: Work, response_id: str) -> list[Answer]:
    """Everything answered in one response."""
    return answers_in(work, select(answer).where(answer.c.response_id == response_id))


def answers_around(
    work: Work,
    response_id: str,
    place: tuple[str, str, str],
    questions: Iterable[str],
    for_all: Iterable[str],
) -> dict[tuple[str, str, str], Kept]:
    """Answers of a response, by place: the one in a place, those to some questions, and of ``for_all`` those given
    for all pilots at once.
    """
    wanted = {"questions": list(questions), "for_all": list(for_all)}
    if not any(wanted.values()):
        here = kept_in(work, response_id, place)
        return {place: here} if here else {}
    found = map(_kept, work.connection.execute(_AROUND, {**_at(response_id, place), **wanted}))
    return {one.place: one for one in found}


def kept_in(work: Work, response_id: str, place: tuple[str, str, str]) -> Kept | None:
    """The answer in a place (question, pilot, row)."""
    row = work.connection.execute(_ANSWER, _at(response_id, place)).one_or_none()
    return _kept(row) if row else None


def saved_at(work: Work, response_id: str) -> datetime | None:
    """When the response was last saved."""
    times = work.connection.execute(
        select(answer.c.saved_at).where(answer.c.response_id == response_id)
    ).scalars()
    return max(times, default=None)


def project_answers(work: Work, project_id: str) -> tuple[list[tuple[ResponseInfo, str]], list[Answer]]:
    """Every live response of the project with its template document id, and every answer in them.

    A unit in the bin, a round in the bin and a pilot in the bin take their responses with them. Later
    responses come later, so that the newest answer of a unit counts. An anonymous response counts once it has
    been sent: whether the person began anew on another link nobody can know.
    """
    unsent = and_(
        round_.c.anonymity == "anonymous",
        response.c.invitation_id.is_(None),
        response.c.submitted_at.is_(None),
    )
    wanted = and_(
        round_.c.project_id == project_id,
        live(round_),
        live(response),
        response.c.superseded_at.is_(None),
        not_(unsent),
    )
    pilots: dict[str, list[str]] = defaultdict(list)
    for response_id, key in work.connection.execute(
        select(response_pilot.c.response_id, pilot.c.key)
        .join_from(response_pilot, pilot)
        .join(response, response.c.id == response_pilot.c.response_id)
        .join(round_, round_.c.id == response.c.round_id)
        .where(wanted, live(pilot))
        .order_by(pilot.c.position)
    ):
        pilots[response_id].append(key)
    rows = work.connection.execute(
        select(
            response.c.id,
            response.c.unit_id,
            response.c.started_at,
            response.c.submitted_at,
            response.c.document_id,
            document.c.key,
            document.c.version,
        )
        .join_from(response, round_, response.c.round_id == round_.c.id)
        .join(document, document.c.id == response.c.document_id)
        .where(wanted)
        .order_by(response.c.started_at, response.c.id)
    ).all()
    infos = [
        (
            ResponseInfo(
                r.id,
                r.key,
                r.version,
                r.unit_id or "",
                tuple(pilots[r.id]),
                r.submitted_at is not None,
                (r.submitted_at or r.started_at).astimezone(HELSINKI).isoformat(timespec="seconds")[:19],
            ),
            r.document_id,
        )
        for r in rows
    ]
    order = {info.id: n for n, (info, _) in enumerate(infos)}
    given = answers_in(
        work,
        select(answer)
        .join_from(answer, response)
        .join(round_, round_.c.id == response.c.round_id)
        .where(wanted),
    )
    return infos, sorted(given, key=lambda one: order[one.response])


def save_answer(
    work: Work, response_id: str, place: tuple[str, str, str], cleaned: Cleaned, *, project_id: str
) -> bool:
    """Store one answer with its line of history; ``place`` is (question, pilot, row).

    Returns
    -------
    Whether anything changed. A blank answer removes the stored one; the history keeps it.
    """
    was = kept_in(work, response_id, place)
    return replace_answer(work, response_id, place, was, cleaned, project_id=project_id)


def replace_answer(
    work: Work,
    response_id: str,
    place: tuple[str, str, str],
    was: Kept | None,
    cleaned: Cleaned,
    *,
    project_id: str,
) -> bool:
    """The same where what lies there has been read in this transaction already."""
    fresh = _stored(cleaned)
    before = was.fields if was else None
    if before == fresh or (was is None and cleaned.is_blank):
        return False
    here = _at(response_id, place)
    revision = was.revision + 1 if was else 1
    if cleaned.is_blank:
        work.connection.execute(_TAKE_AWAY, here)
    elif was is None:
        question, pilot_key, row = place
        values = {"response_id": response_id, "question": question, "pilot": pilot_key, "row": row}
        work.connection.execute(_FIRST, {**values, "saved_at": work.at, **fresh})
    else:
        work.connection.execute(_AGAIN, {**here, "saved_at": work.at, "revision": revision, **fresh})
    log(
        work,
        "answer",
        "/".join((response_id, *place)),
        "change",
        project_id=project_id,
        before=before,
        after=None if cleaned.is_blank else fresh,
        revision=revision,
    )
    return True


def note_asked(work: Work, response_id: str, asked: Mapping[tuple[str, str, str], bool]) -> None:
    """Note beside the answers of a response, by place, whether their questions are asked now.

    It follows from the answers, so it has no history of its own.
    """
    own = answer.c.response_id == response_id
    known = select(answer.c.question, answer.c.pilot, answer.c.row, answer.c.asked).where(own)
    for *place, was in work.connection.execute(known).all():
        now = asked.get((place[0], place[1], place[2]), was)
        if now != was:
            set_asked(work, response_id, (place[0], place[1], place[2]), asked=now)


def set_asked(work: Work, response_id: str, place: tuple[str, str, str], *, asked: bool) -> None:
    """Note beside an answer, by place, whether its question is asked now."""
    work.connection.execute(_ASKED, {**_at(response_id, place), "now_asked": asked})


def _at(response_id: str, place: tuple[str, str, str]) -> dict[str, str]:
    question, pilot_key, row = place
    return {"at_response": response_id, "at_question": question, "at_pilot": pilot_key, "at_row": row}


def _stored(cleaned: Cleaned) -> dict[str, Any]:
    value = list(cleaned.value) if isinstance(cleaned.value, tuple) else cleaned.value
    return {"value": value, "reason": cleaned.reason, "other": cleaned.other}


def answers_in(work: Work, query: Select[Any]) -> list[Answer]:
    """The answers of a query over their table."""
    return [_answer(row) for row in work.connection.execute(query)]


def _kept(row: Any) -> Kept:
    return Kept(
        _answer(row), row.asked, row.revision, {"value": row.value, "reason": row.reason, "other": row.other}
    )


def _answer(row: Any) -> Answer:
    return Answer(
        row.response_id,
        row.question,
        row.pilot,
        row.row,
        tuple(row.value) if isinstance(row.value, list) else row.value,
        row.reason if row.reason in MISSING_REASONS else None,
        row.other,
    )
