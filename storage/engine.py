"""The engine: how a connection is set up, how a transaction begins, and how the database's errors become ours."""

from __future__ import annotations

import errno
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, func, select
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from nigao.errors import DatabaseAway, DiskFull, FileDamaged, NigaoError, WorkspaceBusy, WorkspaceFailed

BUSY_SECONDS = 10
# Connections of one process beyond the five it keeps: four processes stay below the hundred that PostgreSQL allows by itself.
_MORE = 15
# https://sqlite.org/rescode.html and https://www.postgresql.org/docs/current/errcodes-appendix.html
_SQLITE_BUSY, _SQLITE_LOCKED, _SQLITE_READONLY, _SQLITE_IOERR, _SQLITE_CORRUPT, _SQLITE_FULL, _SQLITE_NOTADB = 5, 6, 8, 10, 11, 13, 26
# It is going down, was killed, or is only coming up.
_GOING = ("57P01", "57P02", "57P03")
_AWAY = "数据库连接不上，刚才的内容没有保存；请检查数据库服务是否运行、NIGAO_DATABASE_URL 是否正确，恢复后重试。"
_FULL = "工作区所在的磁盘已满，刚才的内容没有保存；请清理磁盘空间后重试。"
_BUSY = "工作区正被另一个程序占用，刚才的内容没有保存；请稍候重试，或关闭另一个正在运行的拟稿程序。"


def make_engine(home: Path, url: str = "") -> Engine:
    """An engine for SQLite in ``home``, or for the given SQLAlchemy URL (a plain ``postgresql://`` gets the psycopg driver).

    Raises WorkspaceFailed when the URL cannot be used.
    """
    try:
        engine = create_engine(
            _driver_url(url) or f"sqlite:///{home / 'nigao.db'}", pool_pre_ping=bool(url), max_overflow=_MORE, pool_timeout=BUSY_SECONDS
        )
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
        raise WorkspaceFailed("数据库地址无法使用，请检查 NIGAO_DATABASE_URL 的写法，并确认已安装 postgres 组件。") from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _driver_url(url: str) -> str:
    for plain in ("postgresql://", "postgres://"):
        if url.startswith(plain):
            return "postgresql+psycopg://" + url.removeprefix(plain)
    return url


def _set_up_sqlite(connection: Any, _record: object) -> None:
    # None: the driver must not begin or commit by itself; _begin_sqlite does, so that DDL is inside transactions too.
    connection.isolation_level = None
    for setting in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={BUSY_SECONDS * 1000}", "temp_store=MEMORY"):
        connection.execute(f"PRAGMA {setting}")


def _begin_sqlite(connection: Connection) -> None:
    # A writer that begins as a reader can fail in the middle with SQLITE_BUSY, which no timeout waits for.
    write = connection.get_execution_options().get("nigao_write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that sees one state of the database."""
    with translated(), engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction: all of it or nothing."""
    with translated(), engine.connect().execution_options(nigao_write=True) as connection, connection.begin():
        yield connection


def clock(connection: Connection) -> float:
    """Seconds since 1970 by the one clock all processes share: the database server's, or this machine's."""
    if connection.dialect.name == "postgresql":
        return float(connection.execute(select(func.extract("epoch", func.clock_timestamp()))).scalar_one())
    return time.time()


@contextmanager
def translated() -> Iterator[None]:
    """Turns the database's and the file system's errors into ours. Raises DiskFull, WorkspaceBusy, WorkspaceFailed."""
    try:
        yield
    except DBAPIError as error:
        raise _of_database(error) from error
    except PoolTimeout as error:
        raise WorkspaceBusy("同时用的人太多，刚才的内容没有保存；请稍候重试。") from error
    except OSError as error:
        raise _of_files(error) from error
    except UnicodeEncodeError as error:
        raise FileDamaged("文件里有无法保存的字符，请用 Word 或 WPS 另存一份后再上传。") from error


def _of_files(error: OSError) -> NigaoError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return DiskFull(_FULL)
    return WorkspaceFailed(f"工作区文件夹无法读写（{error.strerror}），请检查文件夹是否存在、权限是否足够。")


def _of_database(error: DBAPIError) -> NigaoError:
    if (code := getattr(error.orig, "sqlite_errorcode", None)) is not None:
        return _of_sqlite(code & 0xFF)
    if (state := getattr(error.orig, "sqlstate", None)) is not None:
        return _of_postgres(state)
    if isinstance(error.orig, UnicodeEncodeError | ValueError) or type(error.orig).__name__ == "DataError":
        return FileDamaged("文件里有无法保存的字符，请用 Word 或 WPS 另存一份后再上传。")
    return DatabaseAway(_AWAY)


def _of_sqlite(code: int) -> NigaoError:
    if code == _SQLITE_FULL:
        return DiskFull(_FULL)
    if code in (_SQLITE_BUSY, _SQLITE_LOCKED):
        return WorkspaceBusy(_BUSY)
    if code in (_SQLITE_CORRUPT, _SQLITE_NOTADB):
        return WorkspaceFailed("工作区的数据库文件已损坏，请用备份恢复 nigao.db，或换一个工作区文件夹。")
    if code == _SQLITE_READONLY:
        return WorkspaceFailed("工作区文件夹不能写入，请检查文件夹的权限。")
    if code == _SQLITE_IOERR:
        return DiskFull("读写工作区的磁盘时出错，刚才的内容没有保存；请检查磁盘空间和磁盘状态后重试。")
    return WorkspaceFailed("工作区的数据库打不开，请检查文件夹是否存在、权限是否足够。")


def _of_postgres(state: str) -> NigaoError:
    if state.startswith("53"):
        return DiskFull(_FULL) if state == "53100" else WorkspaceBusy("数据库服务暂时繁忙，刚才的内容没有保存；请稍候重试。")
    if state in _GOING or state.startswith("08"):
        return DatabaseAway(_AWAY)
    if state in ("55P03", "40P01", "40001"):
        return WorkspaceBusy(_BUSY)
    if state.startswith("22"):
        return FileDamaged("文件里有无法保存的字符，请用 Word 或 WPS 另存一份后再上传。")
    return WorkspaceFailed("数据库出错，刚才的内容没有保存；请检查数据库服务和 NIGAO_DATABASE_URL 后重试。")
