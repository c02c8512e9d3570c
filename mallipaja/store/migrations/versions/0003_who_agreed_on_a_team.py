"""Who agreed on a team."""

import sqlalchemy as sa
from alembic import op

revision = "0003_47b31843"
down_revision = "0002_9682a7f4"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("draft", schema=None) as batch_op:
        batch_op.add_column(sa.Column("decided_by", sa.Text(), server_default="", nullable=False))
