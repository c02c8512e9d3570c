"""The shapes of the tables a project's bundle holds: columns, kinds of values, references, what is unique.

Secrets, accounts, memberships, devices and the history stay in the database: a bundle says what a project is, not who
may see it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from sqlalchemy import Boolean, Float, Integer, String, Table, UniqueConstraint
from sqlalchemy import Column as SchemaColumn

from mallipaja.store import schema
from mallipaja.store.belonging import project_tables, references
from mallipaja.store.record import SECRET
from mallipaja.store.types import Day, Json, Moment

_LEFT_OUT = frozenset({schema.membership, schema.device_grant, schema.participant_device, schema.ballot})
_DOCUMENT_LEFT_OUT = frozenset({"created_by"})  # an account's id means nothing elsewhere
_CHOICES = {
    "project.scope": ("basic", "wide"),
    "pilot.kind": ("municipality", "site", "area"),
    "document.kind": ("survey_template", "operating_model", "municipality"),
    "round.state": ("open", "closed"),
    "round.anonymity": ("named", "anonymous"),
    "recipient.language": ("fi", "sv", "en"),
    "invitation.kind": ("unit", "joint", "personal"),
    "response.source": ("link", "joint", "paper", "example"),
    "step.state": ("not_started", "under_way", "closed"),
    "meeting.mode": ("on_site", "remote", "hybrid"),
    "draft.state": ("draft", "discussed", "agreed"),
    "draft.status": ("optimal", "time_limit", "greedy"),
    "draft.origin": ("draft", "alternative"),
    "post.source": ("hand", "table", "repair", "loan"),
    "team_setting.demand": ("low", "base", "high"),
    "seat.state": ("vacant", "proposed", "requested", "named", "deputy_named", "declined"),
    "agreement_party.mandate": ("present", "confirmed", "to_be_confirmed"),
    "adaptation.state": ("proposal", "agreed", "in_trial", "ended"),
    "adaptation.source": ("walk_through", "team"),
    "stance.fit": ("fits", "fits_changed", "does_not_fit"),
    "stance.in_use": ("yes", "partly", "no"),
    "practice.kind": ("practice", "strength", "challenge"),
    "practice.source": ("hand", "card", "survey"),
    "practice_source.kind": ("meeting", "interview", "document", "statistic"),
    "workshop.state": ("planned", "open", "ended"),
    "workshop.pace": ("led", "self"),
    "workshop.on_wall": ("join", "agenda", "step", "challenges"),
    "agenda_block.kind": ("before", "block", "pause", "after"),
    "workshop_step.kind": ("text", "picture", "board", "dots", "stand", "decide"),
    "workshop_step.state": ("hidden", "open", "view_only", "revealed"),
    "workshop_step.layout": ("groups", "matrix"),
    "workshop_step.others": ("none", "some", "all"),
    "workshop_step.signed": ("nobody", "organisation", "nickname"),
    "workshop_step.grouping": ("facilitator", "everyone"),
    "participant.voice": ("professional", "experience_expert", "client_developer"),
    "card.kind": ("practice", "good_practice", "challenge", "idea", "question"),
    "card.source": ("participant", "facilitator", "room", "survey"),
    "card.voice": ("professional", "experience_expert", "client_developer"),
    "board_move.what": ("move", "merge", "split", "hide", "show"),
    "board_move.by": ("facilitator", "participant"),
    "vote_round.state": ("open", "closed"),
    "vote_tally.choice": ("dots", "voters", "agree", "disagree", "pass"),
    "vote_tally.source": ("devices", "hands", "stickers"),
    "decision.kind": ("decision", "action"),
    "decision.state": ("open", "done", "dropped"),
    "challenge_link.kind": ("element", "adaptation", "decision", "regional", "not_now"),
    "evidence_source.kind": ("document", "statistic"),
    "minutes.state": ("draft", "remarks", "final"),
}

_LATER = {"draft.decided_by": ""}
"""Columns that have come since version 0.2.0 handed out bundles, with what their rows have in an earlier one."""


@dataclass(frozen=True, slots=True)
class ColumnShape:
    """One column. ``kind`` is text, integer, decimal, boolean, day, moment or json.

    ``reference`` names the table whose id it holds, ``most`` is the longest text it takes, ``choices`` the only
    values. ``default`` is the value of a column that an earlier bundle may lack; ``None`` when it may not.
    """

    name: str
    kind: str
    nullable: bool
    reference: str | None = None
    most: int | None = None
    choices: tuple[str, ...] = ()
    default: str | None = None


@dataclass(frozen=True, slots=True)
class UniqueShape:
    """Columns whose values differ from row to row; ``live`` when only among rows that are not in the bin."""

    columns: tuple[str, ...]
    live: bool = False


@dataclass(frozen=True, slots=True)
class TableShape:
    """One table of a bundle."""

    name: str
    columns: tuple[ColumnShape, ...]
    unique: tuple[UniqueShape, ...]


@cache
def bundle_shapes() -> Mapping[str, TableShape]:
    """The tables of a bundle by name, those referred to first; ``project`` and ``document`` are among them."""
    tables = [schema.document, *(table for table in project_tables() if table not in _LEFT_OUT)]
    return MappingProxyType({str(table.name): _shape(table) for table in tables})


def _shape(table: Table) -> TableShape:
    left_out = SECRET | (_DOCUMENT_LEFT_OUT if table is schema.document else frozenset())
    columns = tuple(_column(table, column) for column in table.columns if column.name not in left_out)
    return TableShape(str(table.name), columns, tuple(_uniques(table, left_out)))


def _column(table: Table, column: SchemaColumn[Any]) -> ColumnShape:
    target = next((key.column.table.name for key in references(table) if key.parent is column), None)
    length = column.type.length if isinstance(column.type, String) else None
    place = f"{table.name}.{column.name}"
    return ColumnShape(
        str(column.name),
        _kind(column),
        bool(column.nullable),
        target,
        length,
        _CHOICES.get(place, ()),
        _LATER.get(place),
    )


def _kind(column: SchemaColumn[Any]) -> str:
    kinds = (
        (Moment, "moment"),
        (Day, "day"),
        (Json, "json"),
        (Boolean, "boolean"),
        (Integer, "integer"),
        (Float, "decimal"),
    )
    return next((kind for type_, kind in kinds if isinstance(column.type, type_)), "text")


def _uniques(table: Table, left_out: frozenset[str]) -> list[UniqueShape]:
    found = [UniqueShape(tuple(str(column.name) for column in table.primary_key.columns))]
    for constraint in table.constraints:
        if isinstance(constraint, UniqueConstraint):
            found.append(UniqueShape(tuple(str(column.name) for column in constraint.columns)))
    for index in table.indexes:
        if index.unique:
            found.append(UniqueShape(tuple(str(column.name) for column in index.columns), live=True))
    kept = (one for one in found if left_out.isdisjoint(one.columns))
    return sorted(kept, key=lambda one: one.columns)
