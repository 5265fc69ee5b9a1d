"""The whole workspace in one file and back: every row as JSON, every original by its hash; the same for SQLite and PostgreSQL.

What is derived is not in it: vectors and the keyword index are made again from the passages.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, func, insert, select, text

from nigao.errors import BadCall, FileDamaged
from nigao.record import broken_at
from storage.engine import reading, translated, writing
from storage.migrate import HEAD
from storage.originals import Originals
from storage.record import kept
from storage.schema import attempts, drafts, jobs, marks, metadata, passage_vectors, people, presence, sessions, sources, trash, turns

# Work under way, who is signed in and who is where belong to the machine it runs on; vectors are derived.
_LEFT_OUT = (passage_vectors, jobs, sessions, attempts, turns, presence)
_TABLES: tuple[Table, ...] = tuple(table for table in metadata.sorted_tables if table not in _LEFT_OUT)
# Backups of these versions of the tables are read; a table they do not have yet stays empty, a column takes its usual value.
_READABLE = tuple(f"{number:04}" for number in range(3, int(HEAD) + 1))
_MANIFEST = "manifest.json"
_BATCH = 500


@dataclass(frozen=True, slots=True)
class Content:
    """What a workspace or a backup holds. tables: name → (rows, digest of all rows); problems: Chinese sentences."""

    tables: dict[str, tuple[int, str]]
    originals: int
    problems: tuple[str, ...] = ()


def backup(engine: Engine, originals: Originals, path: Path) -> Content:
    """Write the workspace as it is at one moment, while others go on using it. Raises DiskFull, WorkspaceFailed."""
    partial = path.with_name(f"{path.name}.part")
    try:
        with translated(), zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED) as archive:
            with reading(engine) as connection:
                wanted = _wanted(connection)
                tables = {table.name: _write(archive, connection, table) for table in _TABLES}
            for digest in sorted(wanted):
                archive.writestr(f"originals/{digest}", originals.read(digest))
            content = Content(tables, len(wanted))
            archive.writestr(_MANIFEST, json.dumps({"schema": HEAD, "tables": tables, "originals": len(wanted)}, ensure_ascii=False))
        with translated():
            partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
    return content


def restore(engine: Engine, originals: Originals, path: Path, reindex: Any) -> Content:
    """Put a backup into an empty workspace, all of it or nothing. reindex: makes the keyword index inside the transaction.

    Raises BadCall where the workspace is not empty, FileDamaged for a file that is no backup or not whole.
    """
    with _opened(path) as archive:
        manifest = _manifest(archive)
        for digest in _originals_in(archive):
            if originals.keep(archive.read(f"originals/{digest}")) != digest:
                raise FileDamaged(f"备份文件“{path.name}”里有损坏的原件，没有恢复；请换一份备份。")
        with writing(engine) as connection:
            if any(connection.execute(select(func.count()).select_from(table)).scalar_one() for table in (sources, drafts, people)):
                raise BadCall("这个工作区不是空的，没有恢复；请用 --home 指定一个空的目录，或换一个空的数据库。")
            connection.execute(marks.delete())
            for table in (one for one in _TABLES if one.name in manifest["tables"]):
                _read(archive, connection, table, manifest)
            _set_sequences(connection)
            reindex(connection)
            return Content({name: (rows, digest) for name, (rows, digest) in manifest["tables"].items()}, manifest["originals"])


def verify(engine: Engine, originals: Originals, path: Path | None = None) -> Content:
    """What the workspace holds, each original read and hashed; compared with a backup where one is given."""
    with reading(engine) as connection:
        wanted = _wanted(connection)
        tables = {table.name: _digest(_rows(connection, table)) for table in _TABLES}
        broken = broken_at(kept(connection))
    problems = [f"记录从第{broken}条起与当初记下的不同。"] if broken else []
    problems += [f"原件 {digest[:12]} 不见了或已损坏。" for digest in sorted(wanted) if not _whole(originals, digest)]
    if path is not None:
        with _opened(path) as archive:
            for name, (rows, digest) in _manifest(archive)["tables"].items():
                if tables.get(name) != (rows, digest):
                    problems.append(f"“{name}”与备份不同：备份{rows}行，现在{tables.get(name, (0, ''))[0]}行。")
    return Content(tables, len(wanted), tuple(problems))


def _wanted(connection: Connection) -> set[str]:
    return {*connection.execute(select(sources.c.original)).scalars(), *connection.execute(select(trash.c.original)).scalars()}


def _rows(connection: Connection, table: Table) -> Iterator[str]:
    """Each row as one line of JSON, in the order of its key."""
    for row in connection.execute(select(table).order_by(*table.primary_key.columns)).mappings():
        yield json.dumps(dict(row), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _write(archive: zipfile.ZipFile, connection: Connection, table: Table) -> tuple[int, str]:
    hashed, count = hashlib.sha256(), 0
    with archive.open(f"tables/{table.name}.jsonl", "w") as out:
        for line in _rows(connection, table):
            data = f"{line}\n".encode()
            out.write(data)
            hashed.update(data)
            count += 1
    return count, hashed.hexdigest()


def _digest(lines: Iterator[str]) -> tuple[int, str]:
    hashed, count = hashlib.sha256(), 0
    for line in lines:
        hashed.update(f"{line}\n".encode())
        count += 1
    return count, hashed.hexdigest()


def _read(archive: zipfile.ZipFile, connection: Connection, table: Table, manifest: dict[str, Any]) -> None:
    columns = set(table.columns.keys())
    hashed, batch = hashlib.sha256(), []
    with archive.open(f"tables/{table.name}.jsonl") as lines:
        for line in lines:
            hashed.update(line)
            batch.append({name: value for name, value in json.loads(line).items() if name in columns})
            if len(batch) == _BATCH:
                connection.execute(insert(table), batch)
                batch = []
    if batch:
        connection.execute(insert(table), batch)
    if hashed.hexdigest() != manifest["tables"][table.name][1]:
        raise FileDamaged("备份文件不完整，没有恢复；请换一份备份。")


def _set_sequences(connection: Connection) -> None:
    """PostgreSQL counts on from what was put in by hand; SQLite does so by itself."""
    if connection.dialect.name != "postgresql":
        return
    for table in _TABLES:
        for column in table.primary_key.columns:
            if column.autoincrement is True:
                told = (
                    f"SELECT setval(pg_get_serial_sequence('{table.name}', '{column.name}'), (SELECT max({column.name}) FROM {table.name}))"
                )
                if connection.execute(select(func.count()).select_from(table)).scalar_one():
                    connection.execute(text(told))


def _whole(originals: Originals, digest: str) -> bool:
    try:
        return hashlib.sha256(originals.read(digest)).hexdigest() == digest
    except OSError:
        return False


def _opened(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except (OSError, zipfile.BadZipFile) as error:
        raise FileDamaged(f"“{path.name}”打不开或不是拟稿的备份，请换一份。") from error


def _originals_in(archive: zipfile.ZipFile) -> list[str]:
    return [name.removeprefix("originals/") for name in archive.namelist() if name.startswith("originals/")]


def _manifest(archive: zipfile.ZipFile) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads(archive.read(_MANIFEST))
    except (KeyError, ValueError) as error:
        raise FileDamaged("这个文件不是拟稿的备份，请换一份。") from error
    if manifest.get("schema") not in _READABLE:
        raise BadCall("这份备份是另一个版本的程序做的，请先用那个版本恢复，再升级。")
    manifest["tables"] = {name: (rows, digest) for name, (rows, digest) in manifest["tables"].items()}
    return manifest
