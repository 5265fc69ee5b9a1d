"""The first schema: sources with their text, passages and figures; drafts with their versions; jobs; the keyword index."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make every table, then the keyword index of the database at hand."""
    _sources()
    _documents()
    _passages()
    _figures()
    _passage_vectors()
    _marks()
    _rulings()
    _drafts()
    _draft_sections()
    _versions()
    _messages()
    _waivers()
    _jobs()
    if op.get_bind().dialect.name == "postgresql":
        _postgres_words()
    else:
        _sqlite_words()


def _sources() -> None:
    op.create_table(
        "sources",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False, unique=True),
        sa.Column("original", sa.String(64), nullable=False),
        sa.Column("filename", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("reviewed_year", sa.Integer(), nullable=True),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("added", sa.String(40), nullable=False),
    )


def _documents() -> None:
    op.create_table(
        "documents",
        sa.Column("source", sa.String(64), sa.ForeignKey("sources.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("section_count", sa.Integer(), nullable=False),
        sa.Column("warning_count", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("shape", sa.Text(), nullable=False),
    )


def _passages() -> None:
    op.create_table(
        "passages",
        sa.Column("id", _NUMBER, primary_key=True, autoincrement=True),
        sa.Column("source", sa.String(64), sa.ForeignKey("sources.id", ondelete="CASCADE"), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("start_at", sa.Integer(), nullable=False),
        sa.Column("end_at", sa.Integer(), nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_passages_source", "passages", ["source"])


def _figures() -> None:
    op.create_table(
        "figures",
        sa.Column("source", sa.String(64), sa.ForeignKey("sources.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("position", sa.Integer(), primary_key=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("start_at", sa.Integer(), nullable=False),
        sa.Column("end_at", sa.Integer(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("indicator", sa.Text(), nullable=False),
        sa.Column("measure", sa.String(16), nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("comparator", sa.String(16), nullable=False),
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("section", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=True),
    )
    op.create_index("ix_figures_period", "figures", ["period"])


def _passage_vectors() -> None:
    op.create_table(
        "passage_vectors",
        sa.Column("model", sa.String(200), primary_key=True),
        sa.Column("passage", _NUMBER, sa.ForeignKey("passages.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("vectors", sa.LargeBinary(), nullable=False),
    )
    op.create_index("ix_passage_vectors_passage", "passage_vectors", ["passage"])


def _marks() -> None:
    op.create_table(
        "marks",
        sa.Column("name", sa.String(32), primary_key=True),
        sa.Column("value", sa.Integer(), nullable=False),
    )


def _rulings() -> None:
    op.create_table(
        "rulings",
        sa.Column("seq", _NUMBER, primary_key=True, autoincrement=True),
        sa.Column("indicator", sa.Text(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("measure", sa.Text(), nullable=False),
    )


def _drafts() -> None:
    op.create_table(
        "drafts",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("reviewed_year", sa.Integer(), nullable=False),
        sa.Column("mode", sa.String(16), nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("like", sa.Text(), nullable=False),
        sa.Column("decisions", sa.Text(), nullable=False),
        sa.Column("created", sa.String(40), nullable=False),
        sa.Column("updated", sa.String(40), nullable=False),
    )


def _draft_sections() -> None:
    op.create_table(
        "draft_sections",
        sa.Column("id", _NUMBER, primary_key=True, autoincrement=True),
        sa.Column("draft", sa.String(32), sa.ForeignKey("drafts.id", ondelete="CASCADE"), nullable=False),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("accepted", sa.Integer(), nullable=True),
        sa.Column("decided_by", sa.Text(), nullable=False),
    )
    op.create_index("ix_draft_sections_draft", "draft_sections", ["draft"])


def _versions() -> None:
    op.create_table(
        "versions",
        sa.Column("section", _NUMBER, sa.ForeignKey("draft_sections.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("number", sa.Integer(), primary_key=True),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.String(40), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
    )


def _messages() -> None:
    op.create_table(
        "messages",
        sa.Column("seq", _NUMBER, primary_key=True, autoincrement=True),
        sa.Column("draft", sa.String(32), sa.ForeignKey("drafts.id", ondelete="CASCADE"), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
    )
    op.create_index("ix_messages_draft", "messages", ["draft"])


def _waivers() -> None:
    op.create_table(
        "waivers",
        sa.Column("seq", _NUMBER, primary_key=True, autoincrement=True),
        sa.Column("draft", sa.String(32), sa.ForeignKey("drafts.id", ondelete="CASCADE"), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.UniqueConstraint("draft", "key"),
    )


def _jobs() -> None:
    op.create_table(
        "jobs",
        sa.Column("seq", _NUMBER, primary_key=True, autoincrement=True),
        sa.Column("id", sa.String(32), nullable=False, unique=True),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("draft", sa.Text(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("partial", sa.Text(), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("created", sa.String(40), nullable=False),
    )
    op.create_index("ix_jobs_draft", "jobs", ["draft"])
    op.create_index("ix_jobs_state", "jobs", ["state"])


def _sqlite_words() -> None:
    # The words come ready cut; "." and "%" keep "5.8%" one word.
    op.execute("CREATE VIRTUAL TABLE passage_words USING fts5(words, tokenize = \"unicode61 remove_diacritics 0 tokenchars '.%'\")")
    op.execute("CREATE VIRTUAL TABLE passage_vocabulary USING fts5vocab(passage_words, row)")


def _postgres_words() -> None:
    op.create_table(
        "passage_words",
        sa.Column("passage", _NUMBER, sa.ForeignKey("passages.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
        sa.Column("words", postgresql.TSVECTOR(), nullable=False),
    )
    op.create_index("ix_passage_words_words", "passage_words", ["words"], postgresql_using="gin")
