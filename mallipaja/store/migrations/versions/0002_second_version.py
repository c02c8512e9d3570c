"""Second version."""

import sqlalchemy as sa
from alembic import op

revision = "0002_9682a7f4"
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
        "competence",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("project_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("holders", sa.Integer(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("levels", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), server_default="1", nullable=False),
        sa.Column("deleted_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_competence_project_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_competence")),
    )
    with op.batch_alter_table("competence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_competence_project_id"), ["project_id"], unique=False)

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
        "own_template",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("project_id", sa.String(length=32), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("document_id", sa.String(length=32), nullable=True),
        sa.Column("revision", sa.Integer(), server_default="1", nullable=False),
        sa.Column("deleted_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_own_template_document_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_own_template_project_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_template")),
    )
    with op.batch_alter_table("own_template", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_own_template_document_id"), ["document_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_own_template_project_id"), ["project_id"], unique=False)
        batch_op.create_index(
            "uq_own_template_live",
            ["project_id", "key"],
            unique=True,
            sqlite_where=sa.text("deleted_at IS NULL"),
            postgresql_where=sa.text("deleted_at IS NULL"),
        )

    op.create_table(
        "theme",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("project_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("stems", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), server_default="1", nullable=False),
        sa.Column("deleted_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_theme_project_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_theme")),
    )
    with op.batch_alter_table("theme", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_theme_project_id"), ["project_id"], unique=False)

    op.create_table(
        "caseload",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("pilot_id", sa.String(length=32), nullable=False),
        sa.Column("post", sa.Text(), nullable=False),
        sa.Column("clients", sa.Integer(), nullable=False),
        sa.Column("counted_on", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), server_default="1", nullable=False),
        sa.Column("deleted_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["pilot_id"], ["pilot.id"], name=op.f("fk_caseload_pilot_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_caseload")),
    )
    with op.batch_alter_table("caseload", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_caseload_pilot_id"), ["pilot_id"], unique=False)
        batch_op.create_index(
            "uq_caseload_live",
            ["pilot_id", "post"],
            unique=True,
            sqlite_where=sa.text("deleted_at IS NULL"),
            postgresql_where=sa.text("deleted_at IS NULL"),
        )

    op.create_table(
        "coordination_setting",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("pilot_id", sa.String(length=32), nullable=False),
        sa.Column("new_clients_per_month", sa.Float(), nullable=True),
        sa.Column("months_each", sa.Float(), nullable=True),
        sa.Column("revision", sa.Integer(), server_default="1", nullable=False),
        sa.Column("deleted_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["pilot_id"], ["pilot.id"], name=op.f("fk_coordination_setting_pilot_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coordination_setting")),
    )
    with op.batch_alter_table("coordination_setting", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_coordination_setting_pilot_id"), ["pilot_id"], unique=False)
        batch_op.create_index(
            "uq_coordination_setting_live",
            ["pilot_id"],
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
        "pilot_question",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("pilot_id", sa.String(length=32), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("why_open", sa.Text(), server_default="", nullable=False),
        sa.Column("decide_by", sa.Text(), nullable=True),
        sa.Column("revision", sa.Integer(), server_default="1", nullable=False),
        sa.Column("deleted_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["pilot_id"], ["pilot.id"], name=op.f("fk_pilot_question_pilot_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pilot_question")),
    )
    with op.batch_alter_table("pilot_question", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pilot_question_pilot_id"), ["pilot_id"], unique=False)
        batch_op.create_index(
            "uq_pilot_question_live",
            ["pilot_id", "question"],
            unique=True,
            sqlite_where=sa.text("deleted_at IS NULL"),
            postgresql_where=sa.text("deleted_at IS NULL"),
        )

    op.create_table(
        "post",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("pilot_id", sa.String(length=32), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("organisation", sa.Text(), nullable=True),
        sa.Column("sector", sa.Text(), nullable=True),
        sa.Column("profession", sa.Text(), nullable=True),
        sa.Column("hours_per_month", sa.Float(), nullable=True),
        sa.Column("remote", sa.Boolean(), nullable=True),
        sa.Column("shareable", sa.Boolean(), nullable=True),
        sa.Column("convenes", sa.Boolean(), nullable=True),
        sa.Column("coordinator_clients", sa.Float(), nullable=True),
        sa.Column("member", sa.Boolean(), nullable=True),
        sa.Column("mandate", sa.Text(), nullable=True),
        sa.Column("funded_until", sa.Text(), nullable=True),
        sa.Column("lent_by", sa.String(length=32), nullable=True),
        sa.Column("competences", sa.Text(), nullable=True),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("why", sa.Text(), server_default="", nullable=False),
        sa.Column("revision", sa.Integer(), server_default="1", nullable=False),
        sa.Column("deleted_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["lent_by"], ["pilot.id"], name=op.f("fk_post_lent_by"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["pilot_id"], ["pilot.id"], name=op.f("fk_post_pilot_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_post")),
    )
    with op.batch_alter_table("post", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_post_lent_by"), ["lent_by"], unique=False)
        batch_op.create_index(batch_op.f("ix_post_pilot_id"), ["pilot_id"], unique=False)
        batch_op.create_index(
            "uq_post_live",
            ["pilot_id", "key"],
            unique=True,
            sqlite_where=sa.text("deleted_at IS NULL"),
            postgresql_where=sa.text("deleted_at IS NULL"),
        )

    op.create_table(
        "responsibility",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("pilot_id", sa.String(length=32), nullable=False),
        sa.Column("phase", sa.Text(), nullable=False),
        sa.Column("task", sa.Text(), nullable=False),
        sa.Column("parts", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), server_default="1", nullable=False),
        sa.Column("deleted_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["pilot_id"], ["pilot.id"], name=op.f("fk_responsibility_pilot_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_responsibility")),
    )
    with op.batch_alter_table("responsibility", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_responsibility_pilot_id"), ["pilot_id"], unique=False)

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
        "team_setting",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("pilot_id", sa.String(length=32), nullable=False),
        sa.Column("demand", sa.Text(), server_default="base", nullable=False),
        sa.Column("team_cap", sa.Integer(), nullable=True),
        sa.Column("seats_per_post", sa.Integer(), server_default="1", nullable=False),
        sa.Column("prices", sa.Text(), nullable=False),
        sa.Column("accepted", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), server_default="1", nullable=False),
        sa.Column("deleted_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["pilot_id"], ["pilot.id"], name=op.f("fk_team_setting_pilot_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team_setting")),
    )
    with op.batch_alter_table("team_setting", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_team_setting_pilot_id"), ["pilot_id"], unique=False)
        batch_op.create_index(
            "uq_team_setting_live",
            ["pilot_id"],
            unique=True,
            sqlite_where=sa.text("deleted_at IS NULL"),
            postgresql_where=sa.text("deleted_at IS NULL"),
        )

    op.create_table(
        "travel",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("from_pilot_id", sa.String(length=32), nullable=False),
        sa.Column("to_pilot_id", sa.String(length=32), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), server_default="1", nullable=False),
        sa.Column("deleted_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["from_pilot_id"], ["pilot.id"], name=op.f("fk_travel_from_pilot_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["to_pilot_id"], ["pilot.id"], name=op.f("fk_travel_to_pilot_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_travel")),
    )
    with op.batch_alter_table("travel", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_travel_from_pilot_id"), ["from_pilot_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_travel_to_pilot_id"), ["to_pilot_id"], unique=False)
        batch_op.create_index(
            "uq_travel_live",
            ["from_pilot_id", "to_pilot_id"],
            unique=True,
            sqlite_where=sa.text("deleted_at IS NULL"),
            postgresql_where=sa.text("deleted_at IS NULL"),
        )

    op.create_table(
        "workshop",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("meeting_id", sa.String(length=32), nullable=False),
        sa.Column("template", sa.Text(), server_default="", nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("starts_at", sa.Text(), nullable=True),
        sa.Column("opened_at", sa.Text(), nullable=True),
        sa.Column("ended_at", sa.Text(), nullable=True),
        sa.Column("join_code", sa.Text(), nullable=True),
        sa.Column("pace", sa.Text(), server_default="led", nullable=False),
        sa.Column("current_step_id", sa.String(length=32), nullable=True),
        sa.Column("brought", sa.Integer(), server_default="0", nullable=False),
        sa.Column("on_wall", sa.Text(), server_default="join", nullable=False),
        sa.Column("timer_ends_at", sa.Text(), nullable=True),
        sa.Column("live_revision", sa.Integer(), server_default="0", nullable=False),
        sa.Column("revision", sa.Integer(), server_default="1", nullable=False),
        sa.Column("deleted_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_workshop_meeting_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workshop")),
        sa.UniqueConstraint("join_code", name=op.f("uq_workshop_join_code")),
    )
    with op.batch_alter_table("workshop", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_workshop_meeting_id"), ["meeting_id"], unique=False)
        batch_op.create_index(
            "uq_workshop_live",
            ["meeting_id"],
            unique=True,
            sqlite_where=sa.text("deleted_at IS NULL"),
            postgresql_where=sa.text("deleted_at IS NULL"),
        )

    op.create_table(
        "agenda_block",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("workshop_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.Text(), nullable=True),
        sa.Column("ended_at", sa.Text(), nullable=True),
        sa.Column("revision", sa.Integer(), server_default="1", nullable=False),
        sa.Column("deleted_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshop.id"], name=op.f("fk_agenda_block_workshop_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_block")),
    )
    with op.batch_alter_table("agenda_block", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agenda_block_workshop_id"), ["workshop_id"], unique=False)

    op.create_table(
        "agreement_party",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("draft_id", sa.String(length=32), nullable=False),
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("agreed_by", sa.Text(), nullable=False),
        sa.Column("mandate", sa.Text(), nullable=False),
        sa.Column("agreed_on", sa.Text(), nullable=True),
        sa.Column("revision", sa.Integer(), server_default="1", nullable=False),
        sa.Column("deleted_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["draft_id"], ["draft.id"], name=op.f("fk_agreement_party_draft_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement_party")),
    )
    with op.batch_alter_table("agreement_party", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agreement_party_draft_id"), ["draft_id"], unique=False)
        batch_op.create_index(
            "uq_agreement_party_live",
            ["draft_id", "organisation"],
            unique=True,
            sqlite_where=sa.text("deleted_at IS NULL"),
            postgresql_where=sa.text("deleted_at IS NULL"),
        )

    op.create_table(
        "challenge",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("project_id", sa.String(length=32), nullable=False),
        sa.Column("pilot_id", sa.String(length=32), nullable=True),
        sa.Column("workshop_id", sa.String(length=32), nullable=True),
        sa.Column("theme_id", sa.String(length=32), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("raised_at", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), server_default="1", nullable=False),
        sa.Column("deleted_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["pilot_id"], ["pilot.id"], name=op.f("fk_challenge_pilot_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_challenge_project_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["theme_id"], ["theme.id"], name=op.f("fk_challenge_theme_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshop.id"], name=op.f("fk_challenge_workshop_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_challenge")),
    )
    with op.batch_alter_table("challenge", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_challenge_pilot_id"), ["pilot_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_challenge_project_id"), ["project_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_challenge_theme_id"), ["theme_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_challenge_workshop_id"), ["workshop_id"], unique=False)

    op.create_table(
        "decision",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("workshop_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("organisation_id", sa.String(length=32), nullable=True),
        sa.Column("person", sa.Text(), server_default="", nullable=False),
        sa.Column("due_on", sa.Text(), nullable=True),
        sa.Column("element", sa.Text(), server_default="", nullable=False),
        sa.Column("adaptation_id", sa.String(length=32), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("closed_on", sa.Text(), nullable=True),
        sa.Column("outcome", sa.Text(), server_default="", nullable=False),
        sa.Column("decided_at", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), server_default="1", nullable=False),
        sa.Column("deleted_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["adaptation_id"], ["adaptation.id"], name=op.f("fk_decision_adaptation_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_decision_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshop.id"], name=op.f("fk_decision_workshop_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
    )
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_decision_adaptation_id"), ["adaptation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_decision_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_decision_workshop_id"), ["workshop_id"], unique=False)

    op.create_table(
        "minutes",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("workshop_id", sa.String(length=32), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("made_at", sa.Text(), nullable=False),
        sa.Column("sent_at", sa.Text(), nullable=True),
        sa.Column("sent_by", sa.Text(), server_default="", nullable=False),
        sa.Column("final_at", sa.Text(), nullable=True),
        sa.Column("final_by", sa.Text(), server_default="", nullable=False),
        sa.Column("addition", sa.Text(), server_default="", nullable=False),
        sa.Column("body", sa.Text(), nullable=True),
        sa.Column("revision", sa.Integer(), server_default="1", nullable=False),
        sa.Column("deleted_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshop.id"], name=op.f("fk_minutes_workshop_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes")),
    )
    with op.batch_alter_table("minutes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_minutes_workshop_id"), ["workshop_id"], unique=False)
        batch_op.create_index(
            "uq_minutes_live",
            ["workshop_id"],
            unique=True,
            sqlite_where=sa.text("deleted_at IS NULL"),
            postgresql_where=sa.text("deleted_at IS NULL"),
        )

    op.create_table(
        "participant",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("workshop_id", sa.String(length=32), nullable=False),
        sa.Column("organisation_id", sa.String(length=32), nullable=True),
        sa.Column("organisation_name", sa.Text(), server_default="", nullable=False),
        sa.Column("voice", sa.Text(), nullable=False),
        sa.Column("is_supervisor", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("nickname", sa.Text(), server_default="", nullable=False),
        sa.Column("opened_at", sa.Text(), nullable=False),
        sa.Column("joined_at", sa.Text(), nullable=True),
        sa.Column("revision", sa.Integer(), server_default="1", nullable=False),
        sa.Column("deleted_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_participant_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshop.id"], name=op.f("fk_participant_workshop_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participant")),
    )
    with op.batch_alter_table("participant", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_participant_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_participant_workshop_id"), ["workshop_id"], unique=False)

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
        "challenge_link",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("challenge_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("element", sa.Text(), server_default="", nullable=False),
        sa.Column("adaptation_id", sa.String(length=32), nullable=True),
        sa.Column("decision_id", sa.String(length=32), nullable=True),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("linked_at", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), server_default="1", nullable=False),
        sa.Column("deleted_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["adaptation_id"],
            ["adaptation.id"],
            name=op.f("fk_challenge_link_adaptation_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["challenge_id"],
            ["challenge.id"],
            name=op.f("fk_challenge_link_challenge_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_challenge_link_decision_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_challenge_link")),
    )
    with op.batch_alter_table("challenge_link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_challenge_link_adaptation_id"), ["adaptation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_challenge_link_challenge_id"), ["challenge_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_challenge_link_decision_id"), ["decision_id"], unique=False)

    op.create_table(
        "minutes_remark",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("minutes_id", sa.String(length=32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), server_default="", nullable=False),
        sa.Column("settled_at", sa.Text(), nullable=True),
        sa.Column("revision", sa.Integer(), server_default="1", nullable=False),
        sa.Column("deleted_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["minutes_id"], ["minutes.id"], name=op.f("fk_minutes_remark_minutes_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes_remark")),
    )
    with op.batch_alter_table("minutes_remark", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_minutes_remark_minutes_id"), ["minutes_id"], unique=False)

    op.create_table(
        "participant_device",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("secret_hash", sa.String(length=64), nullable=False),
        sa.Column("participant_id", sa.String(length=32), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.Column("expires_at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["participant.id"],
            name=op.f("fk_participant_device_participant_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participant_device")),
        sa.UniqueConstraint(
            "secret_hash", "participant_id", name=op.f("uq_participant_device_secret_hash_participant_id")
        ),
    )
    with op.batch_alter_table("participant_device", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_participant_device_participant_id"), ["participant_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_participant_device_secret_hash"), ["secret_hash"], unique=False)

    op.create_table(
        "workshop_step",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("workshop_id", sa.String(length=32), nullable=False),
        sa.Column("block_id", sa.String(length=32), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("prompt", sa.Text(), server_default="", nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("layout", sa.Text(), server_default="groups", nullable=False),
        sa.Column("card_kinds", sa.Text(), nullable=False),
        sa.Column("others", sa.Text(), server_default="none", nullable=False),
        sa.Column("signed", sa.Text(), server_default="nobody", nullable=False),
        sa.Column("grouping", sa.Text(), server_default="facilitator", nullable=False),
        sa.Column("board_id", sa.String(length=32), nullable=True),
        sa.Column("dots_each", sa.Integer(), server_default="3", nullable=False),
        sa.Column("dots_per_card", sa.Integer(), server_default="1", nullable=False),
        sa.Column("picture", sa.Text(), server_default="", nullable=False),
        sa.Column("opened_at", sa.Text(), nullable=True),
        sa.Column("revealed_at", sa.Text(), nullable=True),
        sa.Column("revision", sa.Integer(), server_default="1", nullable=False),
        sa.Column("deleted_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["block_id"], ["agenda_block.id"], name=op.f("fk_workshop_step_block_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshop.id"], name=op.f("fk_workshop_step_workshop_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workshop_step")),
    )
    with op.batch_alter_table("workshop_step", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_workshop_step_block_id"), ["block_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_workshop_step_workshop_id"), ["workshop_id"], unique=False)

    op.create_table(
        "card_group",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("step_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), server_default="1", nullable=False),
        sa.Column("deleted_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["step_id"], ["workshop_step.id"], name=op.f("fk_card_group_step_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_card_group")),
    )
    with op.batch_alter_table("card_group", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_card_group_step_id"), ["step_id"], unique=False)

    op.create_table(
        "vote_round",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("step_id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.Text(), nullable=False),
        sa.Column("closed_at", sa.Text(), nullable=True),
        sa.Column("dots_each", sa.Integer(), nullable=False),
        sa.Column("dots_per_card", sa.Integer(), nullable=False),
        sa.Column("entitled", sa.Integer(), nullable=True),
        sa.Column("voted", sa.Integer(), nullable=True),
        sa.Column("revision", sa.Integer(), server_default="1", nullable=False),
        sa.Column("deleted_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["step_id"], ["workshop_step.id"], name=op.f("fk_vote_round_step_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vote_round")),
        sa.UniqueConstraint("step_id", "number", name=op.f("uq_vote_round_step_id_number")),
    )
    with op.batch_alter_table("vote_round", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_vote_round_step_id"), ["step_id"], unique=False)

    op.create_table(
        "workshop_option",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("step_id", sa.String(length=32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), server_default="1", nullable=False),
        sa.Column("deleted_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["step_id"], ["workshop_step.id"], name=op.f("fk_workshop_option_step_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workshop_option")),
    )
    with op.batch_alter_table("workshop_option", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_workshop_option_step_id"), ["step_id"], unique=False)

    op.create_table(
        "ballot",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("round_id", sa.String(length=32), nullable=False),
        sa.Column("voter_key", sa.String(length=64), nullable=False),
        sa.Column("subject", sa.String(length=32), nullable=False),
        sa.Column("choice", sa.Text(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("sector", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["round_id"], ["vote_round.id"], name=op.f("fk_ballot_round_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ballot")),
        sa.UniqueConstraint(
            "round_id", "voter_key", "subject", name=op.f("uq_ballot_round_id_voter_key_subject")
        ),
    )
    with op.batch_alter_table("ballot", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ballot_round_id"), ["round_id"], unique=False)

    op.create_table(
        "card",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("step_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("author_key", sa.String(length=64), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("source_ref", sa.Text(), server_default="", nullable=False),
        sa.Column("source_label", sa.Text(), server_default="", nullable=False),
        sa.Column("organisation_id", sa.String(length=32), nullable=True),
        sa.Column("voice", sa.Text(), server_default="professional", nullable=False),
        sa.Column("signature", sa.Text(), server_default="", nullable=False),
        sa.Column("phase", sa.Text(), server_default="", nullable=False),
        sa.Column("actor_id", sa.String(length=32), nullable=True),
        sa.Column("group_id", sa.String(length=32), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("late", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("hidden", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("merged_into", sa.String(length=32), nullable=True),
        sa.Column("split_from", sa.String(length=32), nullable=True),
        sa.Column("written_at", sa.Text(), nullable=False),
        sa.Column("redacted_at", sa.Text(), nullable=True),
        sa.Column("revision", sa.Integer(), server_default="1", nullable=False),
        sa.Column("deleted_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["actor.id"], name=op.f("fk_card_actor_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["group_id"], ["card_group.id"], name=op.f("fk_card_group_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_card_organisation_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["step_id"], ["workshop_step.id"], name=op.f("fk_card_step_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_card")),
    )
    with op.batch_alter_table("card", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_card_actor_id"), ["actor_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_card_group_id"), ["group_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_card_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_card_step_id"), ["step_id"], unique=False)

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

    op.create_table(
        "vote_tally",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("round_id", sa.String(length=32), nullable=False),
        sa.Column("subject", sa.String(length=32), nullable=False),
        sa.Column("label", sa.Text(), server_default="", nullable=False),
        sa.Column("sector", sa.Text(), server_default="", nullable=False),
        sa.Column("choice", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["round_id"], ["vote_round.id"], name=op.f("fk_vote_tally_round_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vote_tally")),
        sa.UniqueConstraint(
            "round_id",
            "subject",
            "sector",
            "choice",
            "source",
            name=op.f("uq_vote_tally_round_id_subject_sector_choice_source"),
        ),
    )
    with op.batch_alter_table("vote_tally", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_vote_tally_round_id"), ["round_id"], unique=False)

    op.create_table(
        "board_move",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("step_id", sa.String(length=32), nullable=False),
        sa.Column("card_id", sa.String(length=32), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("undone_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["card_id"], ["card.id"], name=op.f("fk_board_move_card_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["step_id"], ["workshop_step.id"], name=op.f("fk_board_move_step_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_board_move")),
    )
    with op.batch_alter_table("board_move", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_board_move_card_id"), ["card_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_board_move_step_id"), ["step_id"], unique=False)

    op.create_table(
        "card_theme",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("card_id", sa.String(length=32), nullable=False),
        sa.Column("theme_id", sa.String(length=32), nullable=False),
        sa.Column("belongs", sa.Boolean(), nullable=False),
        sa.Column("revision", sa.Integer(), server_default="1", nullable=False),
        sa.Column("deleted_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["card_id"], ["card.id"], name=op.f("fk_card_theme_card_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["theme_id"], ["theme.id"], name=op.f("fk_card_theme_theme_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_card_theme")),
    )
    with op.batch_alter_table("card_theme", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_card_theme_card_id"), ["card_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_card_theme_theme_id"), ["theme_id"], unique=False)
        batch_op.create_index(
            "uq_card_theme_live",
            ["card_id", "theme_id"],
            unique=True,
            sqlite_where=sa.text("deleted_at IS NULL"),
            postgresql_where=sa.text("deleted_at IS NULL"),
        )

    op.create_table(
        "challenge_card",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("challenge_id", sa.String(length=32), nullable=False),
        sa.Column("card_id", sa.String(length=32), nullable=False),
        sa.Column("revision", sa.Integer(), server_default="1", nullable=False),
        sa.Column("deleted_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["card_id"], ["card.id"], name=op.f("fk_challenge_card_card_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["challenge_id"],
            ["challenge.id"],
            name=op.f("fk_challenge_card_challenge_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_challenge_card")),
    )
    with op.batch_alter_table("challenge_card", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_challenge_card_card_id"), ["card_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_challenge_card_challenge_id"), ["challenge_id"], unique=False)
        batch_op.create_index(
            "uq_challenge_card_live",
            ["challenge_id", "card_id"],
            unique=True,
            sqlite_where=sa.text("deleted_at IS NULL"),
            postgresql_where=sa.text("deleted_at IS NULL"),
        )

    op.create_table(
        "evidence_source",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("project_id", sa.String(length=32), nullable=False),
        sa.Column("card_id", sa.String(length=32), nullable=True),
        sa.Column("challenge_id", sa.String(length=32), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), server_default="", nullable=False),
        sa.Column("agrees", sa.Boolean(), server_default="1", nullable=False),
        sa.Column("revision", sa.Integer(), server_default="1", nullable=False),
        sa.Column("deleted_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["card_id"], ["card.id"], name=op.f("fk_evidence_source_card_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["challenge_id"],
            ["challenge.id"],
            name=op.f("fk_evidence_source_challenge_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_evidence_source_project_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence_source")),
    )
    with op.batch_alter_table("evidence_source", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_evidence_source_card_id"), ["card_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_evidence_source_challenge_id"), ["challenge_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_evidence_source_project_id"), ["project_id"], unique=False)

    op.create_table(
        "practice",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("pilot_id", sa.String(length=32), nullable=False),
        sa.Column("actor_id", sa.String(length=32), nullable=False),
        sa.Column("phase", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("how", sa.Text(), server_default="", nullable=False),
        sa.Column("how_often", sa.Text(), server_default="", nullable=False),
        sa.Column("client_sees", sa.Text(), server_default="", nullable=False),
        sa.Column("agreed", sa.Text(), server_default="", nullable=False),
        sa.Column("valid_on", sa.Text(), nullable=False),
        sa.Column("ended_on", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("source_ref", sa.Text(), server_default="", nullable=False),
        sa.Column("source_label", sa.Text(), server_default="", nullable=False),
        sa.Column("card_id", sa.String(length=32), nullable=True),
        sa.Column("revision", sa.Integer(), server_default="1", nullable=False),
        sa.Column("deleted_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["actor.id"], name=op.f("fk_practice_actor_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["card_id"], ["card.id"], name=op.f("fk_practice_card_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["pilot_id"], ["pilot.id"], name=op.f("fk_practice_pilot_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practice")),
    )
    with op.batch_alter_table("practice", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_practice_actor_id"), ["actor_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_practice_card_id"), ["card_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_practice_pilot_id"), ["pilot_id"], unique=False)

    op.create_table(
        "practice_handover",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("practice_id", sa.String(length=32), nullable=False),
        sa.Column("receiver_id", sa.String(length=32), nullable=True),
        sa.Column("receiver", sa.Text(), server_default="", nullable=False),
        sa.Column("channel", sa.Text(), server_default="", nullable=False),
        sa.Column("consent", sa.Text(), server_default="", nullable=False),
        sa.Column("longest_wait_days", sa.Integer(), nullable=True),
        sa.Column("revision", sa.Integer(), server_default="1", nullable=False),
        sa.Column("deleted_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["practice_id"],
            ["practice.id"],
            name=op.f("fk_practice_handover_practice_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["receiver_id"], ["actor.id"], name=op.f("fk_practice_handover_receiver_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practice_handover")),
    )
    with op.batch_alter_table("practice_handover", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_practice_handover_practice_id"), ["practice_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_practice_handover_receiver_id"), ["receiver_id"], unique=False)

    op.create_table(
        "practice_source",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("practice_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), server_default="", nullable=False),
        sa.Column("said_on", sa.Text(), nullable=True),
        sa.Column("revision", sa.Integer(), server_default="1", nullable=False),
        sa.Column("deleted_at", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_practice_source_practice_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practice_source")),
    )
    with op.batch_alter_table("practice_source", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_practice_source_practice_id"), ["practice_id"], unique=False)

    with op.batch_alter_table("adaptation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("challenges", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("valid_from", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("valid_to", sa.Text(), nullable=True))

    with op.batch_alter_table("answer", schema=None) as batch_op:
        batch_op.add_column(sa.Column("asked", sa.Boolean(), server_default="1", nullable=False))
        batch_op.create_index(
            "ix_answer_question", ["question", "response_id", "asked", "reason"], unique=False
        )

    with op.batch_alter_table("coordinator_rule", schema=None) as batch_op:
        batch_op.add_column(sa.Column("needs", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("phases", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("second", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("second_period", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("handover", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("own_worker", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(
            sa.Column("work_ability_coordinator", sa.Text(), server_default="", nullable=False)
        )

    with op.batch_alter_table("device_grant", schema=None) as batch_op:
        batch_op.add_column(sa.Column("sealed", sa.Text(), nullable=True))

    with op.batch_alter_table("draft", schema=None) as batch_op:
        batch_op.add_column(sa.Column("status", sa.Text(), server_default="optimal", nullable=False))
        batch_op.add_column(sa.Column("gap", sa.Float(), nullable=True))
        batch_op.add_column(sa.Column("origin", sa.Text(), server_default="draft", nullable=False))
        batch_op.add_column(sa.Column("lacked", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("considered", sa.Text(), nullable=True))

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

    with op.batch_alter_table("response_pilot", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_response_pilot_pilot_id"))
        batch_op.create_index("ix_response_pilot_pilot_id", ["pilot_id", "response_id"], unique=False)

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

    with op.batch_alter_table("seat", schema=None) as batch_op:
        batch_op.add_column(sa.Column("requested_of", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("why_declined", sa.Text(), server_default="", nullable=False))

    with op.batch_alter_table("seat_person", schema=None) as batch_op:
        batch_op.add_column(sa.Column("contact", sa.Text(), server_default="", nullable=False))

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
