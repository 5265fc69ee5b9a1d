"""The real page in a process of its own, for tests that look at it with a browser or kill it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """`nigao serve` on a workspace; settings are environment variables."""

    def __init__(self, home: Path, settings: dict[str, str] | None = None) -> None:
        self.home = home
        self.settings = settings or {}
        self.port = free_port()
        self.log = home.parent / f"server-{self.port}.log"
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """Where the page is."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> Server:
        """Start, and wait until it answers."""
        self.launch()
        return self.wait()

    def launch(self) -> None:
        """Start the process."""
        environment = {**os.environ, **self.settings, "NIGAO_HOME": str(self.home)}
        command = [sys.executable, "-m", "cli", "serve", "--port", str(self.port)]
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log, start_new_session=True)

    def wait(self) -> Server:
        """Come back when it answers."""
        for _ in range(150):
            try:
                with urllib.request.urlopen(f"{self.address}/_stcore/health", timeout=1):
                    return self
            except OSError:
                time.sleep(0.2)
        raise AssertionError(f"the page did not start: {self.log.read_text(errors='replace')[-2000:]}")

    def kill(self) -> None:
        """End the whole process group at once, as a power cut would."""
        if self._process is not None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None
