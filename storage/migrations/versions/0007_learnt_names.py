"""The table of names also holds those learnt from sources, and which of these a person refused."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The names that are there were all said by persons."""
    op.add_column("aliases", sa.Column("source", sa.String(64), nullable=False, server_default=""))
    op.add_column("aliases", sa.Column("said", sa.Text(), nullable=False, server_default=""))
    op.add_column("aliases", sa.Column("refused", sa.Boolean(), nullable=False, server_default=sa.false()))
