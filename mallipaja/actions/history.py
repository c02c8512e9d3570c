"""The project's history: who changed what, when, from what and to what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mallipaja.actions.access import Job, Right, action
from mallipaja.i18n import N_
from mallipaja.store import history as store

RESPONDENT = N_("respondent")
"""What everybody is called who answers: the history never tells which answer came from whom."""
EXAMPLE = "example"
"""Who made what was in the example project from the beginning: nobody."""
EXAMPLE_DATA = N_("example data")
MOST_LINES = 200
_ANSWERING = frozenset(
    {"answer", "response", "invitation", "card", "card_theme", "participant", "vote_round"}
)


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a change, as JSON gives the values; ``None`` is empty, a reference the other's name."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One change.

    Attributes
    ----------
    at : moment, UTC.
    who : display name, ``cli:<user>``, or the message id `RESPONDENT` or `EXAMPLE_DATA`.
    entity : kind of thing, the name of its table (``pilot``, ``answer``, ...).
    title : what people know the thing by now; of an answer its question; "" when it has no name.
    change : ``add``, ``change``, ``bin``, ``restore`` or ``remove``.
    fields : what changed. Always empty for answers, which are read where few answers are protected, and for what
        people do in a workshop, which is shown when it is revealed.
    """

    seq: int
    at: datetime
    who: str
    entity: str
    title: str
    change: str
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """Some of the history, newest first; ``older`` continues it, ``None`` at the beginning of time."""

    lines: tuple[HistoryLine, ...]
    older: int | None


@action(Right.RUN_PROJECT, "project_id", writes=False)
def read_history(
    job: Job, *, project_id: str, before: int | None = None, most: int = 50, entity: str | None = None
) -> HistoryPage:
    """A page of the project's history.

    Parameters
    ----------
    before : ``older`` of the page shown before; ``None`` for the newest lines.
    most : lines on the page, 1-200.
    entity : only changes of this kind of thing.
    """
    wanted = max(1, min(most, MOST_LINES))
    found = store.lines(job, project_id, before=before, most=wanted + 1, entity=entity)
    page = found[:wanted]
    names = store.names_of(job, {_account(one.who) for one in page if _account(one.who)})
    lines = tuple(_line(job, one, names) for one in page)
    return HistoryPage(lines, page[-1].seq if len(found) > wanted else None)


def _account(who: str) -> str:
    return who.removeprefix("account:") if who.startswith("account:") else ""


def _line(job: Job, one: store.Line, names: dict[str, str]) -> HistoryLine:
    answering = one.entity in _ANSWERING
    if one.entity == "answer":
        title = one.entity_id.split("/")[1]
    else:
        title = "" if answering else store.title_of(job, one.entity, one.entity_id)
    fields = () if answering else tuple(_fields(job, one))
    return HistoryLine(one.seq, one.at, _who(one.who, names), one.entity, title, one.change, fields)


def _who(who: str, names: dict[str, str]) -> str:
    if who.startswith(("invitation:", "participant:", "anonymous")):
        return RESPONDENT
    if who == EXAMPLE:
        return EXAMPLE_DATA
    return names.get(_account(who), who)


def _fields(job: Job, one: store.Line) -> Iterable[FieldChange]:
    before, after = one.before or {}, one.after or {}
    for field in dict.fromkeys([*before, *after]):
        if field != "project_id" and before.get(field) != after.get(field):
            was, now = (store.named(job, one.entity, field, values.get(field)) for values in (before, after))
            yield FieldChange(field, was, now)
