"""The tables as they are today, for writing queries; how they came to be so is in ``migrations``."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
)

metadata = MetaData()
# SQLite gives growing row ids only to a column that is exactly INTEGER.
_Number = BigInteger().with_variant(Integer(), "sqlite")


def _owner(table: str) -> ForeignKey:
    return ForeignKey(f"{table}.id", ondelete="CASCADE")


sources = Table(
    "sources",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("digest", String(64), nullable=False, unique=True),
    Column("original", String(64), nullable=False),
    Column("filename", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("year", Integer),
    Column("reviewed_year", Integer),
    Column("role", String(16), nullable=False),
    Column("department", Text, nullable=False),
    Column("added", String(40), nullable=False),
    # "own", "department" or "reference": whether its figures may bear a draft out.
    Column("standing", String(16), nullable=False, server_default="own"),
    # Whether a person said so; then it is never recognised anew.
    Column("standing_said", Integer, nullable=False, server_default="0"),
)

# The text and its shape stand apart from ``sources``, so that listing sources does not read every text.
documents = Table(
    "documents",
    metadata,
    Column("source", String(64), _owner("sources"), primary_key=True),
    # Counts stand before the text, so that lists of sources do not read over it.
    Column("section_count", Integer, nullable=False),
    Column("warning_count", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("shape", Text, nullable=False),
)

passages = Table(
    "passages",
    metadata,
    Column("id", _Number, primary_key=True, autoincrement=True),
    Column("source", String(64), _owner("sources"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("path", Text, nullable=False),
    Column("start_at", Integer, nullable=False),
    Column("end_at", Integer, nullable=False),
    # An id is never given twice: a vector kept for a replaced passage can then never pass for the new one's.
    sqlite_autoincrement=True,
)

figures = Table(
    "figures",
    metadata,
    Column("source", String(64), _owner("sources"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("text", Text, nullable=False),
    Column("start_at", Integer, nullable=False),
    Column("end_at", Integer, nullable=False),
    Column("value", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("indicator", Text, nullable=False),
    Column("measure", String(16), nullable=False),
    Column("status", String(16), nullable=False),
    Column("comparator", String(16), nullable=False),
    Column("period", Text, nullable=False, index=True),
    Column("scope", Text, nullable=False),
    Column("section", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("sentence", Text, nullable=False),
    Column("page", Integer),
)

passage_vectors = Table(
    "passage_vectors",
    metadata,
    Column("model", String(200), primary_key=True),
    Column("passage", _Number, ForeignKey("passages.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("vectors", LargeBinary, nullable=False),
)

# Counters kept in the same transaction as what they count: "archive" goes up with every change of the sources.
marks = Table("marks", metadata, Column("name", String(32), primary_key=True), Column("value", Integer, nullable=False))

rulings = Table(
    "rulings",
    metadata,
    Column("seq", _Number, primary_key=True, autoincrement=True),
    *(Column(name, Text, nullable=False) for name in ("indicator", "scope", "period", "value", "unit", "by", "reason", "at", "measure")),
)

# A unit's own names of indicators: those persons said, and those learnt from its own sources ("source" is which, "said" its words).
aliases = Table(
    "aliases",
    metadata,
    Column("seq", _Number, primary_key=True, autoincrement=True),
    Column("name", String(200), nullable=False, unique=True),
    *(Column(name, Text, nullable=False) for name in ("usual", "by", "at")),
    Column("source", String(64), nullable=False, server_default=""),
    Column("said", Text, nullable=False, server_default=""),
    Column("refused", Boolean, nullable=False, server_default=false()),
)

# No owner: a source that is taken out and comes in again is the same content, and what was put right in it still is.
corrections = Table(
    "corrections",
    metadata,
    Column("seq", _Number, primary_key=True, autoincrement=True),
    Column("source", String(64), nullable=False, index=True),
    Column("content", Text, nullable=False),
)

drafts = Table(
    "drafts",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("year", Integer, nullable=False),
    Column("reviewed_year", Integer, nullable=False),
    Column("mode", String(16), nullable=False),
    Column("model", Text, nullable=False),
    Column("like", Text, nullable=False),
    Column("decisions", Text, nullable=False),
    Column("created", String(40), nullable=False),
    Column("updated", String(40), nullable=False),
    # Counts the changes, so that who keeps one knows whether it is the draft she loaded.
    Column("revision", Integer, nullable=False, server_default="0"),
    # JSON: figures on a person's word, gaps left open on purpose, sources left out of this draft.
    *(Column(name, Text, nullable=False, server_default="") for name in ("stated", "left_open", "unticked")),
    # By which state of the ledger its verdicts were made, "" for none.
    Column("checked", Text, nullable=False, server_default=""),
    # When it was thrown away, "" while it stands.
    Column("deleted", String(40), nullable=False, server_default=""),
)

# position is NULL for a section taken out of the outline: its versions are kept all the same.
draft_sections = Table(
    "draft_sections",
    metadata,
    Column("id", _Number, primary_key=True, autoincrement=True),
    Column("draft", String(32), _owner("drafts"), nullable=False, index=True),
    Column("position", Integer),
    Column("item", Text, nullable=False),
    # Number of the version that stands; undoing sets it back, the versions themselves are kept.
    Column("current", Integer),
    Column("signed", Text, nullable=False, server_default=""),
    Column("rejected", Integer, nullable=False, server_default="0"),
    Column("note", Text, nullable=False),
    Column("removed", String(80), nullable=False, server_default=""),
    Column("stood", Integer, nullable=False, server_default="0"),
    # Whose it is to write, by account; "" for nobody's in particular.
    Column("given", Text, nullable=False, server_default=""),
    # Not part of what commands change: the job that is writing it, and why the last writing failed.
    Column("busy", String(32), nullable=False, server_default=""),
    Column("trouble", Text, nullable=False, server_default=""),
)

versions = Table(
    "versions",
    metadata,
    Column("section", _Number, ForeignKey("draft_sections.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("content", Text, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("by", Text, nullable=False),
    Column("at", String(40), nullable=False),
    Column("remark", Text, nullable=False),
)

messages = Table(
    "messages",
    metadata,
    Column("seq", _Number, primary_key=True, autoincrement=True),
    Column("draft", String(32), _owner("drafts"), nullable=False, index=True),
    Column("content", Text, nullable=False),
)

waivers = Table(
    "waivers",
    metadata,
    Column("seq", _Number, primary_key=True, autoincrement=True),
    Column("draft", String(32), _owner("drafts"), nullable=False),
    Column("key", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", String(40), nullable=False, server_default=""),
    UniqueConstraint("draft", "key"),
)

# Reviewers' comments and what became of them.
opinions = Table(
    "opinions",
    metadata,
    Column("id", _Number, primary_key=True, autoincrement=True),
    Column("draft", String(32), _owner("drafts"), nullable=False, index=True),
    Column("content", Text, nullable=False),
    *(Column(name, Text, nullable=False) for name in ("answer", "by", "at")),
)

# Checks a person switched off for one draft.
switched_off = Table(
    "switched_off",
    metadata,
    Column("seq", _Number, primary_key=True, autoincrement=True),
    Column("draft", String(32), _owner("drafts"), nullable=False),
    Column("code", String(64), nullable=False),
    *(Column(name, Text, nullable=False) for name in ("reason", "by", "at")),
    UniqueConstraint("draft", "code"),
)

# What was done to a draft, in order: who, when, which command, and the difference it made.
journal = Table(
    "journal",
    metadata,
    Column("seq", _Number, primary_key=True, autoincrement=True),
    Column("draft", String(32), _owner("drafts"), nullable=False, index=True),
    Column("command", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", String(40), nullable=False),
    Column("step", String(32), nullable=False),
    Column("patch", Text, nullable=False),
    Column("sections", Text, nullable=False),
    Column("undone", Integer, nullable=False, server_default="0"),
)

# Commands that wait for a yes.
proposals = Table(
    "proposals",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("draft", String(32), _owner("drafts"), nullable=False, index=True),
    Column("content", Text, nullable=False),
)

# What holds for the workspace as a whole: whose it is.
workspace = Table("workspace", metadata, Column("name", String(32), primary_key=True), Column("value", Text, nullable=False))

# Sources thrown away, with what a person had said of them, for as long as they can be taken back.
trash = Table(
    "trash",
    metadata,
    Column("source", String(64), primary_key=True),
    Column("original", String(64), nullable=False),
    Column("filename", Text, nullable=False),
    Column("identity", Text, nullable=False),
    Column("standing", String(16), nullable=False),
    Column("at", String(40), nullable=False),
)

# Who decided what: each line holds the hash of the one before, and the database lets none be changed.
record = Table(
    "record",
    metadata,
    Column("seq", _Number, primary_key=True, autoincrement=True),
    Column("at", String(40), nullable=False),
    *(Column(name, Text, nullable=False) for name in ("who", "deed", "subject", "detail")),
    Column("before", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
)

# Accounts and groups of a shared workspace. roles: their names divided by a space, those of groups (@…) among them; password: its argon2 hash, "" where a proxy says who it is.
people = Table(
    "people",
    metadata,
    Column("name", String(200), primary_key=True),
    *(Column(name, Text, nullable=False) for name in ("roles", "department", "password")),
    Column("locked", Integer, nullable=False),
    Column("added", String(40), nullable=False),
)

# Wrong passwords in a row, by the name that was typed, whether there is such an account or not. at: the last one; until: shut until then.
attempts = Table(
    "attempts",
    metadata,
    Column("name", String(200), primary_key=True),
    Column("wrong", Integer, nullable=False),
    Column("at", String(40), nullable=False),
    Column("until", String(40), nullable=False),
)

# Who is signed in. token: its SHA-256, so that who reads the database cannot act as anybody.
sessions = Table(
    "sessions",
    metadata,
    Column("token", String(64), primary_key=True),
    Column("person", String(200), ForeignKey("people.name", ondelete="CASCADE"), nullable=False, index=True),
    Column("until", String(40), nullable=False),
)

# Background work. by: whose it is; worker: who holds it, a name of its own for each time it is taken; until: how long (seconds since
# 1970 by the database's clock) nobody else may take it; started: when it was last taken.
jobs = Table(
    "jobs",
    metadata,
    Column("seq", _Number, primary_key=True, autoincrement=True),
    Column("id", String(32), nullable=False, unique=True),
    Column("kind", String(16), nullable=False),
    Column("draft", Text, nullable=False, index=True),
    Column("payload", Text, nullable=False),
    Column("state", String(16), nullable=False, index=True),
    Column("step", Text, nullable=False),
    Column("done", Integer, nullable=False),
    Column("total", Integer, nullable=False),
    Column("partial", Text, nullable=False),
    Column("error", Text, nullable=False),
    Column("created", String(40), nullable=False),
    Column("by", Text, nullable=False, server_default=""),
    Column("worker", Text, nullable=False, server_default=""),
    Column("until", Float, nullable=False, server_default="0"),
    Column("started", Text, nullable=False, server_default="", index=True),
)

# Turns at the model's service. lane: what for; asked, began (0 while it waits), until (seconds by the database's clock, after which it
# counts as over): of turns that are over is kept for a while whose they were, so that the next is somebody else's.
turns = Table(
    "turns",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("lane", String(16), nullable=False),
    Column("by", Text, nullable=False),
    *(Column(name, Float, nullable=False) for name in ("asked", "began", "until")),
)

# Who is in a draft, by her page's tab, and when she was last heard of.
presence = Table(
    "presence",
    metadata,
    Column("tab", String(64), primary_key=True),
    Column("draft", String(32), _owner("drafts"), nullable=False, index=True),
    *(Column(name, Text, nullable=False) for name in ("section", "by")),
    Column("at", Float, nullable=False),
)
