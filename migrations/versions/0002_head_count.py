"""How many came, kept for good."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002_head_count"
down_revision = "0001_first"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables to this version."""
    op.create_table(
        "head_count",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("participants", sa.Integer(), nullable=False),
        sa.Column("regions", sa.JSON(), nullable=False),
        sa.Column("paid", sa.Integer(), nullable=True),
        sa.Column("volunteer", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_head_count_event_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_head_count")),
    )


def downgrade() -> None:
    """Bring the tables back to the version before."""
    op.drop_table("head_count")
