"""Accounts, who is signed in, and whose a section is to write. A workspace nobody shares has none of it."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nobody has an account yet, and every section is nobody's in particular."""
    op.create_table(
        "people",
        sa.Column("name", sa.String(200), primary_key=True),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("roles", "department", "password")),
        sa.Column("locked", sa.Integer(), nullable=False),
        sa.Column("added", sa.String(40), nullable=False),
    )
    op.create_table(
        "attempts",
        sa.Column("name", sa.String(200), primary_key=True),
        sa.Column("wrong", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(40), nullable=False),
        sa.Column("until", sa.String(40), nullable=False),
    )
    op.create_table(
        "sessions",
        sa.Column("token", sa.String(64), primary_key=True),
        sa.Column("person", sa.String(200), sa.ForeignKey("people.name", ondelete="CASCADE"), nullable=False),
        sa.Column("until", sa.String(40), nullable=False),
    )
    op.create_index("ix_sessions_person", "sessions", ["person"])
    op.execute("INSERT INTO marks (name, value) VALUES ('attempts', 0)")
    op.add_column("draft_sections", sa.Column("given", sa.Text(), nullable=False, server_default=""))
