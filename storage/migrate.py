"""Brings a database to the current schema at opening; Alembic is only loaded when there is something to do."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from nigao.errors import WorkspaceFailed
from storage.engine import reading, writing

# The newest file in migrations/versions. A test holds it against Alembic's own idea of the head.
HEAD = "0008"
_ADVISORY_LOCK = 6_241_953  # any number of our own: PostgreSQL servers starting together migrate one after another


def migrate(engine: Engine) -> None:
    """Run the migrations that are missing, in one transaction. Raises WorkspaceFailed for a database of a newer program."""
    with reading(engine) as connection:
        if _version(connection) == HEAD:
            return
    with writing(engine) as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ADVISORY_LOCK})
        version = _version(connection)
        if version and version > HEAD:
            raise WorkspaceFailed("这个工作区是更新版本的程序建立的，请先升级拟稿程序再打开。")
        if version != HEAD:
            _upgrade(connection)


def _version(connection: Connection) -> str:
    if not inspect(connection).has_table("alembic_version"):
        return ""
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or ""


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
