"""Background work is held by one worker for a while at a time, and whose it is stands beside it."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Work that was under way is nobody's: whoever starts next takes it up."""
    for name in ("by", "worker", "started"):
        op.add_column("jobs", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    op.add_column("jobs", sa.Column("until", sa.Float(), nullable=False, server_default="0"))
    op.create_index("ix_jobs_started", "jobs", ["started"])
    jobs = sa.table("jobs", sa.column("seq", sa.Integer), sa.column("payload", sa.Text), sa.column("by", sa.Text))
    connection = op.get_bind()
    for seq, payload in connection.execute(sa.select(jobs.c.seq, jobs.c.payload)).all():
        connection.execute(sa.update(jobs).where(jobs.c.seq == seq).values(by=str(json.loads(payload).get("by", ""))))
