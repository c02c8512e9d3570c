"""What every table shares: naming, ids, references, revisions."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, MetaData, String, text

from mallipaja.store.types import Moment

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def id_() -> Column[str]:
    return Column("id", String(32), primary_key=True)


def ref(name: str, target: str, *, nullable: bool = False) -> Column[str]:
    return Column(
        name, String(32), ForeignKey(f"{target}.id", ondelete="CASCADE"), nullable=nullable, index=True
    )


def record() -> tuple[Column[int], Column[object]]:
    return (
        Column("revision", Integer, nullable=False, server_default="1"),
        Column("deleted_at", Moment, nullable=True),
    )


def one_live(table: str, *columns: str) -> Index:
    """Unique among the records that are not in the bin: what was removed can be added again."""
    condition = text("deleted_at IS NULL")
    name = f"uq_{table}_live"
    return Index(name, *columns, unique=True, sqlite_where=condition, postgresql_where=condition)
