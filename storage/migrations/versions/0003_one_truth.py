"""One truth of a section: the version that stands and the signature under it; the journal, proposals, standing of sources."""

import hashlib
import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Every version stays; what was accepted stays signed, and shows as changed where it was edited since."""
    _columns()
    _tables()
    _signatures()
    # Work of the old form cannot be taken up; what it had written is there.
    told = "程序升级时停下了，已写好的内容都在，请重新开始这一步。"
    op.execute(
        sa.text("UPDATE jobs SET state = 'stopped', error = :told WHERE state IN ('waiting', 'running', 'stopping')").bindparams(told=told)
    )
    op.drop_column("draft_sections", "accepted")
    op.drop_column("draft_sections", "decided_by")
    op.drop_column("draft_sections", "state")


def _columns() -> None:
    added: dict[str, list[sa.Column[Any]]] = {
        "sources": [
            _text("standing", 16, "own"),
            sa.Column("standing_said", sa.Integer(), nullable=False, server_default="0"),
        ],
        "drafts": [
            sa.Column("revision", sa.Integer(), nullable=False, server_default="0"),
            *(sa.Column(name, sa.Text(), nullable=False, server_default="") for name in ("stated", "left_open", "unticked")),
            sa.Column("checked", sa.Text(), nullable=False, server_default=""),
            _text("deleted", 40),
        ],
        "draft_sections": [
            sa.Column("current", sa.Integer()),
            sa.Column("signed", sa.Text(), nullable=False, server_default=""),
            sa.Column("rejected", sa.Integer(), nullable=False, server_default="0"),
            _text("removed", 80),
            sa.Column("stood", sa.Integer(), nullable=False, server_default="0"),
            _text("busy", 32),
            sa.Column("trouble", sa.Text(), nullable=False, server_default=""),
        ],
        "waivers": [_text("at", 40)],
    }
    for table, columns in added.items():
        for column in columns:
            op.add_column(table, column)


def _text(name: str, length: int, default: str = "") -> sa.Column[str]:
    return sa.Column(name, sa.String(length), nullable=False, server_default=default)


def _tables() -> None:
    owner = sa.ForeignKey("drafts.id", ondelete="CASCADE")
    op.create_table(
        "journal",
        sa.Column("seq", _NUMBER, primary_key=True, autoincrement=True),
        sa.Column("draft", sa.String(32), owner, nullable=False),
        sa.Column("command", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.String(40), nullable=False),
        sa.Column("step", sa.String(32), nullable=False),
        sa.Column("patch", sa.Text(), nullable=False),
        sa.Column("sections", sa.Text(), nullable=False),
        sa.Column("undone", sa.Integer(), nullable=False, server_default="0"),
    )
    op.create_index("ix_journal_draft", "journal", ["draft"])
    op.create_table(
        "proposals",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("draft", sa.String(32), sa.ForeignKey("drafts.id", ondelete="CASCADE"), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
    )
    op.create_index("ix_proposals_draft", "proposals", ["draft"])
    op.create_table("workspace", sa.Column("name", sa.String(32), primary_key=True), sa.Column("value", sa.Text(), nullable=False))
    op.create_table(
        "trash",
        sa.Column("source", sa.String(64), primary_key=True),
        sa.Column("original", sa.String(64), nullable=False),
        sa.Column("filename", sa.Text(), nullable=False),
        sa.Column("identity", sa.Text(), nullable=False),
        sa.Column("standing", sa.String(16), nullable=False),
        sa.Column("at", sa.String(40), nullable=False),
    )


def _signatures() -> None:
    """The last version stands; an accepted one is signed under its heading as it is now."""
    connection = op.get_bind()
    connection.execute(
        sa.text("UPDATE draft_sections SET current = (SELECT max(number) FROM versions WHERE versions.section = draft_sections.id)")
    )
    connection.execute(sa.text("UPDATE draft_sections SET rejected = 1 WHERE state = 'rejected'"))
    accepted = sa.text(
        "SELECT s.id, s.item, s.accepted, s.decided_by, v.content, v.at FROM draft_sections s"
        " JOIN versions v ON v.section = s.id AND v.number = s.accepted"
    )
    for id, item, number, by, content, at in connection.execute(accepted).fetchall():
        title = json.loads(item)["title"]
        text = chr(10).join([title, *json.loads(content).get("paragraphs", [])])
        signed = {"version": number, "digest": hashlib.sha256(text.encode()).hexdigest(), "by": by, "at": at}
        connection.execute(
            sa.text("UPDATE draft_sections SET signed = :signed WHERE id = :id"),
            {"signed": json.dumps(signed, ensure_ascii=False), "id": id},
        )
