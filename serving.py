"""What runs until it is ended: the page, the worker beside it, and what is asked at the page's entrance."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from bootstrap import load_settings, must_be_private, open_accounts, open_workspace, own
from nigao.errors import BadCall
from nigao.settings import Settings

if TYPE_CHECKING:
    from nigao.people.accounts import Accounts

LOOPBACK = "127.0.0.1"
# For uvicorn: no address may say for another who it is, or a header could not be told from its copy. Empty would be enough, but is the
# same as unset to whoever reads the environment.
_NOBODY = "none"


@cache
def entrance() -> tuple[Settings, Accounts]:
    """What the page's entrance asks, opened once for the process.

    Raises BadCall where the server takes a proxy's word for who is at the other end: then a name that comes from the proxy cannot be
    told from one that does not.
    """
    if os.environ.get("FORWARDED_ALLOW_IPS") != _NOBODY:
        raise BadCall("共用的工作区请用 nigao serve 打开网页。")
    settings = load_settings()
    return settings, open_accounts(settings)


def serve(port: int, home: Path | None, tell: Callable[[str], None], address: str = LOOPBACK) -> int:
    """Run the page until it ends; its exit code. tell: told where it is before. address: of this machine, to listen on.

    Raises WorkspaceBusy when another server has the workspace, BadCall when the port is taken or the page would be open to others
    without sign-in.
    """
    if home is not None:
        os.environ["NIGAO_HOME"] = str(home)
    settings = load_settings(home)
    if not settings.apart:
        own(settings.home).close()
    if address != LOOPBACK and not settings.shared:
        raise BadCall("不登录的网页只能在本机打开；要让别的机器打开，请先设 NIGAO_AUTH，见 docs/operations.md。")
    must_be_private(settings.chroma_url)
    _must_be_free(address, port)
    here = Path(__file__).resolve().parent
    tell(f"http://{address}:{port}")
    door = "app_alone.py"
    if settings.shared:
        door, os.environ["FORWARDED_ALLOW_IPS"] = "app_shared.py", _NOBODY
    if settings.apart:
        os.environ["STREAMLIT_SERVER_COOKIE_SECRET"] = _cookie_secret(settings.home)
    command = [sys.executable, "-m", "streamlit", "run", str(here / door), "--server.port", str(port)]
    command += _streamlit_options(address)
    if os.name == "posix":
        # The server takes this process's place: who ends it ends the server, and the port is free again.
        sys.stdout.flush()
        os.chdir(here)
        os.execv(command[0], command)
    return subprocess.call(command, cwd=here)


def work(home: Path | None, tell: Callable[[str], None], alive: Path | None = None) -> None:
    """Do background work until the process is told to end. tell: told when it begins. alive: a file touched whenever the database
    answers, for whoever looks after the process.

    Raises BadCall where the page does it itself, WorkspaceFailed.
    """
    import signal
    import threading

    settings = load_settings(home)
    if not settings.apart:
        raise BadCall("后台的事现在由网页自己做；要另做，请先设 NIGAO_WORKER=apart，网页也用同样的设置打开。")
    workspace = open_workspace(settings, owner=True)
    over = threading.Event()
    for told in (signal.SIGTERM, signal.SIGINT):
        signal.signal(told, lambda *_: over.set())
    workspace.worker.start(on_beat=alive.touch if alive else lambda: None)
    tell("开始做后台的事。")
    over.wait()
    workspace.worker.close()


def _cookie_secret(home: Path) -> str:
    """What the page servers of one workspace sign their cookies by, so that one takes an upload begun at another."""
    place = home / "cookie-secret"
    home.mkdir(parents=True, exist_ok=True)
    fresh = place.with_suffix(f".{secrets.token_hex(4)}")
    fresh.touch(mode=0o600)
    fresh.write_text(secrets.token_hex(32), encoding="ascii")
    with suppress(FileExistsError):
        os.link(fresh, place)
    fresh.unlink()
    return place.read_text(encoding="ascii")


def _must_be_free(address: str, port: int) -> None:
    import socket

    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError as error:
            raise BadCall(f"端口{port}已被占用（或地址 {address} 不是本机的），请用 --port 换一个，或关掉占用它的程序。") from error


def _streamlit_options(address: str) -> list[str]:
    """The settings of .streamlit/config.toml, for an installed package that has no such folder beside it."""
    options = {
        "server.address": address,
        "server.headless": "true",
        "server.fileWatcherType": "none",
        "browser.gatherUsageStats": "false",
        "client.toolbarMode": "minimal",
        "logger.hideWelcomeMessage": "true",
        "client.showErrorDetails": "none",
        "runner.postScriptGC": "false",
    }
    return [part for name, value in options.items() for part in (f"--{name}", value)]
