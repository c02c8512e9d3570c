"""Second version."""

import sqlalchemy as sa
from alembic import op

revision = "0002_aa3f0ed4"
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

    op.create_table(
        "shared_link",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("round_id", sa.String(length=32), nullable=False),
        sa.Column("pilot_id", sa.String(length=32), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("quota", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.Column("expires_at", sa.Text(), nullable=True),
        sa.Column("revoked_at", sa.Text(), nullable=True),
        sa.Column("revision", sa.Integer(), server_default="1", nullable=False),
        sa.Column("deleted_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["pilot_id"], ["pilot.id"], name=op.f("fk_shared_link_pilot_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["round.id"], name=op.f("fk_shared_link_round_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shared_link")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_shared_link_token_hash")),
    )
    with op.batch_alter_table("shared_link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_shared_link_pilot_id"), ["pilot_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_shared_link_round_id"), ["round_id"], unique=False)

    op.create_table(
        "recipient",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("project_id", sa.String(length=32), nullable=False),
        sa.Column("unit_id", sa.String(length=32), nullable=True),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("email", sa.Text(), server_default="", nullable=False),
        sa.Column("language", sa.String(length=2), server_default="fi", nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.Column("revoked_at", sa.Text(), nullable=True),
        sa.Column("revision", sa.Integer(), server_default="1", nullable=False),
        sa.Column("deleted_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_recipient_project_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["unit.id"], name=op.f("fk_recipient_unit_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recipient")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_recipient_token_hash")),
    )
    with op.batch_alter_table("recipient", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_recipient_project_id"), ["project_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_recipient_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "dissent",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("response_id", sa.String(length=32), nullable=False),
        sa.Column("question", sa.Text(), server_default="", nullable=False),
        sa.Column("row", sa.Text(), server_default="", nullable=False),
        sa.Column("actor_id", sa.String(length=32), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), server_default="1", nullable=False),
        sa.Column("deleted_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["actor.id"], name=op.f("fk_dissent_actor_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["response_id"], ["response.id"], name=op.f("fk_dissent_response_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dissent")),
    )
    with op.batch_alter_table("dissent", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_dissent_actor_id"), ["actor_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_dissent_response_id"), ["response_id"], unique=False)

    op.create_table(
        "response_participant",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("response_id", sa.String(length=32), nullable=False),
        sa.Column("actor_id", sa.String(length=32), nullable=True),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("revision", sa.Integer(), server_default="1", nullable=False),
        sa.Column("deleted_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["actor.id"], name=op.f("fk_response_participant_actor_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["response_id"],
            ["response.id"],
            name=op.f("fk_response_participant_response_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_response_participant")),
    )
    with op.batch_alter_table("response_participant", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_response_participant_actor_id"), ["actor_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_response_participant_response_id"), ["response_id"], unique=False
        )

    with op.batch_alter_table("adaptation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("challenges", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("valid_from", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("valid_to", sa.Text(), nullable=True))

    with op.batch_alter_table("device_grant", schema=None) as batch_op:
        batch_op.add_column(sa.Column("sealed", sa.Text(), nullable=True))

    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("recipient_id", sa.String(length=32), nullable=True))
        batch_op.add_column(sa.Column("shared_link_id", sa.String(length=32), nullable=True))
        batch_op.add_column(sa.Column("mailed_at", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("reminded_at", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("on_behalf", sa.Boolean(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("sent_forms", sa.Text(), server_default="[]", nullable=False))
        batch_op.create_index(batch_op.f("ix_invitation_recipient_id"), ["recipient_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_invitation_shared_link_id"), ["shared_link_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_invitation_recipient_id"),
            "recipient",
            ["recipient_id"],
            ["id"],
            ondelete="CASCADE",
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_invitation_shared_link_id"),
            "shared_link",
            ["shared_link_id"],
            ["id"],
            ondelete="CASCADE",
        )

    with op.batch_alter_table("response", schema=None) as batch_op:
        batch_op.add_column(sa.Column("anonymous_key", sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column("superseded_at", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("entered_by", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("filled_on", sa.Text(), nullable=True))
        batch_op.create_unique_constraint(batch_op.f("uq_response_anonymous_key"), ["anonymous_key"])

    with op.batch_alter_table("round", schema=None) as batch_op:
        batch_op.add_column(sa.Column("anonymity", sa.Text(), server_default="named", nullable=False))
        batch_op.add_column(sa.Column("audience", sa.Text(), server_default="[]", nullable=False))
        batch_op.add_column(sa.Column("opens_on", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("delete_on", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("erased_at", sa.Text(), nullable=True))

    with op.batch_alter_table("round_template", schema=None) as batch_op:
        batch_op.add_column(sa.Column("since", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("replaced_at", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("replaces_id", sa.String(length=32), nullable=True))
        batch_op.add_column(sa.Column("recode", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("note", sa.Text(), server_default="", nullable=False))
        batch_op.create_index(batch_op.f("ix_round_template_replaces_id"), ["replaces_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_round_template_replaces_id"),
            "document",
            ["replaces_id"],
            ["id"],
            ondelete="CASCADE",
        )

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
