"""The record of who decided what: lines are added, never changed, which the database itself sees to."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_SQLITE = "CREATE TRIGGER record_no_{deed} BEFORE {deed} ON record BEGIN SELECT RAISE(ABORT, 'the record is only added to'); END"
_POSTGRES = (
    "CREATE FUNCTION record_only_added() RETURNS trigger LANGUAGE plpgsql AS"
    " $$ BEGIN RAISE EXCEPTION 'the record is only added to'; END $$",
    "CREATE TRIGGER record_only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON record"
    " FOR EACH STATEMENT EXECUTE FUNCTION record_only_added()",
)


def upgrade() -> None:
    """An empty record: what was decided before it is told by signatures, rulings and the journal, as ever."""
    op.create_table(
        "record",
        sa.Column("seq", _NUMBER, primary_key=True, autoincrement=True),
        sa.Column("at", sa.String(40), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("who", "deed", "subject", "detail")),
        sa.Column("before", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
    )
    # There from the start: whoever adds a line first waits on it, and two who add the first at once do not both make it.
    op.execute("INSERT INTO marks (name, value) VALUES ('record', 0)")
    if op.get_bind().dialect.name == "postgresql":
        for statement in _POSTGRES:
            op.execute(statement)
    else:
        for deed in ("UPDATE", "DELETE"):
            op.execute(_SQLITE.format(deed=deed))
