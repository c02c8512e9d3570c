"""Second version."""

import sqlalchemy as sa
from alembic import op

revision = "0002_9ad7df1e"
down_revision = "0001_e0d0f19b"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "innokyla_page",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), server_default="1", nullable=False),
        sa.Column("deleted_at", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_innokyla_page")),
    )
    with op.batch_alter_table("innokyla_page", schema=None) as batch_op:
        batch_op.create_index(
            "uq_innokyla_page_live",
            ["key"],
            unique=True,
            sqlite_where=sa.text("deleted_at IS NULL"),
            postgresql_where=sa.text("deleted_at IS NULL"),
        )

    op.create_table(
        "model_edit",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("element", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("revision", sa.Integer(), server_default="1", nullable=False),
        sa.Column("deleted_at", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_model_edit")),
    )
    with op.batch_alter_table("model_edit", schema=None) as batch_op:
        batch_op.create_index(
            "uq_model_edit_live",
            ["element"],
            unique=True,
            sqlite_where=sa.text("deleted_at IS NULL"),
            postgresql_where=sa.text("deleted_at IS NULL"),
        )

    op.create_table(
        "innokyla_finding",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("page_id", sa.String(length=32), nullable=False),
        sa.Column("element", sa.Text(), nullable=False),
        sa.Column("section", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=True),
        sa.Column("revision", sa.Integer(), server_default="1", nullable=False),
        sa.Column("deleted_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["page_id"], ["innokyla_page.id"], name=op.f("fk_innokyla_finding_page_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_innokyla_finding")),
    )
    with op.batch_alter_table("innokyla_finding", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_innokyla_finding_page_id"), ["page_id"], unique=False)
        batch_op.create_index(
            "uq_innokyla_finding_live",
            ["page_id", "element", "section", "start"],
            unique=True,
            sqlite_where=sa.text("deleted_at IS NULL"),
            postgresql_where=sa.text("deleted_at IS NULL"),
        )

    op.create_table(
        "follow_up",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("pilot_id", sa.String(length=32), nullable=False),
        sa.Column("measure", sa.Text(), nullable=False),
        sa.Column("month", sa.Text(), nullable=False),
        sa.Column("value", sa.Float(), nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("revision", sa.Integer(), server_default="1", nullable=False),
        sa.Column("deleted_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["pilot_id"], ["pilot.id"], name=op.f("fk_follow_up_pilot_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow_up")),
    )
    with op.batch_alter_table("follow_up", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_follow_up_pilot_id"), ["pilot_id"], unique=False)
        batch_op.create_index(
            "uq_follow_up_live",
            ["pilot_id", "measure", "month"],
            unique=True,
            sqlite_where=sa.text("deleted_at IS NULL"),
            postgresql_where=sa.text("deleted_at IS NULL"),
        )

    with op.batch_alter_table("adaptation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("challenges", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("valid_from", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("valid_to", sa.Text(), nullable=True))

    with op.batch_alter_table("variant", schema=None) as batch_op:
        batch_op.add_column(sa.Column("region_document_id", sa.String(length=32), nullable=True))
        batch_op.create_index(
            batch_op.f("ix_variant_region_document_id"), ["region_document_id"], unique=False
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_variant_region_document_id"),
            "document",
            ["region_document_id"],
            ["id"],
            ondelete="CASCADE",
        )
