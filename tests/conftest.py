"""What every test may rely on, and what no test may do."""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
SOFFICE = shutil.which("soffice")
POSTGRES = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))

NEEDS = {
    "browser": (bool(CHROMIUM), "chromium is not installed"),
    "office": (bool(SOFFICE), "LibreOffice (soffice) is not installed"),
    "postgres": (bool(POSTGRES), "PostgreSQL's programs are not installed"),
    "nginx": (Path("/usr/sbin/nginx").exists(), "nginx is not installed"),
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip, with the reason, what this machine has no program for; where nothing may be skipped, let it fail instead."""
    if os.environ.get("NIGAO_NOTHING_SKIPPED"):
        return
    for item in items:
        for marker, (there, reason) in NEEDS.items():
            if item.get_closest_marker(marker) and not there:
                item.add_marker(pytest.mark.skip(reason=reason))


_LOCAL = ("127.", "localhost", "::1", "0.0.0.0")
_connect = socket.socket.connect


def _only_local(self: socket.socket, address: object) -> None:
    host = address[0] if isinstance(address, tuple) else ""
    if isinstance(address, tuple) and not str(host).startswith(_LOCAL):
        raise AssertionError(f"a test tried to reach {host}: no network unless a setting names an address")
    _connect(self, address)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new workspace's database as the migrations make it."""
    from storage import open_storage

    place = tmp_path_factory.mktemp("blank")
    open_storage(place).close()
    return place / "nigao.db"


@pytest.fixture(autouse=True)
def laid_ready(monkeypatch: pytest.MonkeyPatch, blank: Path) -> None:
    """More than a thousand tests begin with a new database: the migrations make one for all, each gets a copy.

    One that is there already, or not SQLite's, is migrated as ever; so is whatever a process of its own opens.
    """
    from storage import store

    def migrate(engine: Engine, migrations: Callable[[Engine], None] = store.migrate) -> None:
        file = Path(engine.url.database or "")
        if engine.dialect.name == "sqlite" and file.parent.is_dir() and not file.exists():
            shutil.copyfile(blank, file)
        migrations(engine)

    monkeypatch.setattr(store, "migrate", migrate)


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """No setting of this machine reaches a test, and no test reaches beyond this machine."""
    for name in list(os.environ):
        if name.startswith(("NIGAO_", "OPENAI_")) and name != "NIGAO_NOTHING_SKIPPED":
            monkeypatch.delenv(name)
    monkeypatch.setenv("NIGAO_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(socket.socket, "connect", _only_local)
    yield


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An empty workspace folder."""
    return tmp_path / "home"


@pytest.fixture(scope="session")
def sample_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in which somebody looks at the sample and has its draft written: made once for all processes of a run, to be copied."""
    from sample_case import made

    mine = tmp_path_factory.getbasetemp()
    return made(mine.parent if "PYTEST_XDIST_WORKER" in os.environ else mine)
