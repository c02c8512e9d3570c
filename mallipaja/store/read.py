"""Rows as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, TypeVar

from sqlalchemy import Row, Select

from mallipaja.store.engine import Work

T = TypeVar("T")


def as_value(cls: type[T], row: Row[*tuple[Any, ...]]) -> T:
    """A dataclass value from the columns of the same names."""
    mapping = row._mapping
    return cls(**{field.name: mapping[field.name] for field in fields(cls)})  # type: ignore[arg-type]


def all_as(work: Work, cls: type[T], query: Select[Any], values: Mapping[str, Any] | None = None) -> list[T]:
    """Every row of the query as a value; ``values`` are those of its parameters."""
    rows = work.connection.execute(query, values or {})
    at = {name: place for place, name in enumerate(rows.keys())}
    places = [at[field.name] for field in fields(cls)]  # type: ignore[arg-type]
    return [cls(*[row[place] for place in places]) for row in rows]
