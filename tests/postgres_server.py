"""A real PostgreSQL for tests: made in a temporary folder, listening on a Unix socket only, gone at the end."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg


@contextmanager
def running() -> Iterator[str]:
    """Start a server and give its folder of sockets; the newest version installed."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))[-1].parent
    folder = Path(tempfile.mkdtemp(prefix="nigao-pg-", dir="/tmp"))  # a socket's path must be short
    data = folder / "data"
    try:
        _give(folder)
        _run([str(programs / "initdb"), "-D", str(data), "-U", "nigao", "-A", "trust", "-E", "UTF8", "--locale=C", "-N"], folder)
        options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off"
        _run([str(programs / "pg_ctl"), "-D", str(data), "-w", "-l", str(folder / "log"), "-o", options, "start"], folder)
        yield str(folder)
    finally:
        if (data / "postmaster.pid").exists():
            _run([str(programs / "pg_ctl"), "-D", str(data), "-m", "immediate", "-w", "stop"], folder)
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def away(sockets: str) -> Iterator[None]:
    """The server killed, and started again afterwards."""
    programs, data = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))[-1].parent, Path(sockets) / "data"
    options = (data / "postmaster.opts").read_text(encoding="utf-8").split('"')[1::2]
    words = [part for option in options for part in option.split("\n") if part]
    _run([str(programs / "pg_ctl"), "-D", str(data), "-m", "immediate", "-w", "stop"], Path(sockets))
    try:
        yield
    finally:
        given = " ".join(f"'{word}'" if not word.startswith("-") else word for word in words if word not in ("-D", str(data)))
        _run([str(programs / "pg_ctl"), "-D", str(data), "-w", "-l", f"{sockets}/log", "-o", given, "start"], Path(sockets))


def fresh_database(sockets: str, name: str) -> str:
    """Make an empty database and give its URL."""
    with psycopg.connect(host=sockets, user="nigao", dbname="postgres", autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return f"postgresql://nigao@/{name}?host={sockets}"


def _give(folder: Path) -> None:
    # PostgreSQL refuses to run as root: Debian's package brings a user for it.
    if os.geteuid() == 0:
        user = pwd.getpwnam("postgres")
        os.chown(folder, user.pw_uid, user.pw_gid)


def _run(command: list[str], folder: Path) -> None:
    before = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    done = subprocess.run([*before, *command], cwd=folder, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr or done.stdout
