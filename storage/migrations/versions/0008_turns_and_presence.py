"""Turns at the model's service, kept for all workers together; and who is in a draft, for all page servers."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Both begin empty."""
    op.create_table(
        "turns",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("lane", sa.String(16), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        *(sa.Column(name, sa.Float(), nullable=False) for name in ("asked", "began", "until")),
    )
    op.create_table(
        "presence",
        sa.Column("tab", sa.String(64), primary_key=True),
        sa.Column("draft", sa.String(32), sa.ForeignKey("drafts.id", ondelete="CASCADE"), nullable=False),
        sa.Column("section", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.Float(), nullable=False),
    )
    op.create_index("ix_presence_draft", "presence", ["draft"])
