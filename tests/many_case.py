"""A shared workspace as it is grown: PostgreSQL, several page servers behind Debian's nginx, several workers, each a process that can be killed."""

from __future__ import annotations

import http.client
import os
import signal
import subprocess
import sys
import time
from base64 import b64encode
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from server import ROOT, Server, free_port
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

NGINX = "/usr/sbin/nginx"
# nginx's own address towards the page servers, the only one they take a name from.
PROXY = "127.0.0.7"
BEHIND = {"NIGAO_AUTH": "header", "NIGAO_AUTH_HEADER": "X-Remote-User", "NIGAO_AUTH_TRUSTED": PROXY, "NIGAO_WORKER": "apart"}


class Worker:
    """`nigao worker` on a workspace."""

    def __init__(self, home: Path, settings: Mapping[str, str]) -> None:
        environment = {**os.environ, **settings, "NIGAO_HOME": str(home)}
        command = [sys.executable, "-m", "cli", "worker"]
        self._process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, start_new_session=True)

    @property
    def id(self) -> int:
        """The process's."""
        return self._process.pid

    def ready(self) -> Worker:
        """Wait until it says that it has begun."""
        assert self._process.stdout and "后台" in self._process.stdout.readline()
        return self

    def end(self, how: int = signal.SIGKILL) -> int:
        """End it; its exit code."""
        self._process.send_signal(how)
        return self._process.wait(timeout=30)


@dataclass
class Proxy:
    """nginx by the shipped configuration, before these page servers; it asks for a name and a password. people: the passwords by name."""

    folder: Path
    ports: list[int]
    people: dict[str, str]
    port: int = field(default_factory=free_port)

    def start(self) -> Proxy:
        """Start it and wait until it listens."""
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / "users").write_text("".join(f"{name}:{{PLAIN}}{word}\n" for name, word in self.people.items()), encoding="utf-8")
        (self.folder / "nginx.conf").write_text(self._settings(), encoding="utf-8")
        command = [NGINX, "-p", str(self.folder), "-c", "nginx.conf", "-e", "error.log"]
        self._process = subprocess.Popen(command, start_new_session=True)
        for _ in range(100):
            try:
                line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
                line.connect()
                line.close()
                return self
            except OSError:
                time.sleep(0.05)
        raise AssertionError((self.folder / "error.log").read_text(errors="replace"))

    def stop(self) -> None:
        """End it with its children."""
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def _settings(self) -> str:
        shipped = (ROOT / "delivery" / "nginx.conf").read_text(encoding="utf-8")
        for number, port in enumerate(self.ports, 1):
            shipped = shipped.replace(f"page{number}:8501", f"127.0.0.1:{port}")
        shipped = "".join(line for line in shipped.splitlines(keepends=True) if not line.strip().startswith("server page"))
        shipped = shipped.replace("listen 8080", f"listen 127.0.0.1:{self.port}").replace("/etc/nginx/nigao.users", f"{self.folder}/users")
        shipped = shipped.replace('        proxy_set_header X-Remote-User "";\n', f"        proxy_bind {PROXY};\n")
        for line in ("auth_basic", "proxy_set_header X-Remote-User"):
            shipped = shipped.replace(f"# {line}", line)
        user = "user root;\n" if os.geteuid() == 0 else ""
        temporary = "".join(f"{kind}_temp_path {self.folder}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        return f"{user}daemon off;\npid {self.folder}/pid;\nworker_processes 1;\nevents {{}}\nhttp {{\naccess_log off;\n{temporary}{shipped}}}\n"

    def headers(self, name: str, seat: str = "") -> dict[str, str]:
        """As a browser of this person's sends them."""
        word = b64encode(f"{name}:{self.people[name]}".encode()).decode()
        return {"Authorization": f"Basic {word}", "Accept": "text/html", **({"Cookie": f"nigao_seat={seat}"} if seat else {})}

    def ask(self, headers: Mapping[str, str], path: str = "/") -> tuple[int, str, str]:
        """(status, seat, text) of one request."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        line.request("GET", path, headers={name: value.encode() for name, value in headers.items()})
        answer = line.getresponse()
        text = answer.read().decode("utf-8", "replace")
        line.close()
        seat = (answer.getheader("Set-Cookie") or "").partition("nigao_seat=")[2].partition(";")[0]
        return answer.status, seat, text


class Session:
    """A page's session over its websocket, as a browser's tab has one, without the browser."""

    def __init__(self, address: str, headers: Mapping[str, str]) -> None:
        origin = address.replace("ws:", "http:")
        given = {name: value for name, value in headers.items() if name != "Accept"} | {"Origin": origin}
        subprotocols: Any = ["streamlit"]
        # A browser reads at all times; here what comes between two turns waits, and must not hold the pings up.
        opening = connect(
            f"{address}/_stcore/stream",
            additional_headers=given,
            subprotocols=subprotocols,
            proxy=None,
            max_size=None,
            max_queue=None,
            open_timeout=60,
        )
        self._end = ExitStack()
        self._line = self._end.enter_context(opening)
        self.received = 0

    def turn_to(self, page: str, seconds: float = 60) -> str:
        """Run the page's script to its end; every word it drew."""
        with suppress(TimeoutError):  # parts of the page that were drawn anew since
            while True:
                self._line.recv(timeout=0)
        asked = BackMsg()
        asked.rerun_script.page_name = page
        self._line.send(asked.SerializeToString())
        drawn: list[str] = []
        while True:
            raw = self._line.recv(timeout=seconds)
            assert isinstance(raw, bytes)
            self.received += len(raw)
            told = ForwardMsg()
            told.ParseFromString(raw)
            if told.WhichOneof("type") == "script_finished" and told.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                return "\n".join(drawn)
            drawn.append(str(told))

    def close(self) -> None:
        """As a tab that is closed."""
        self._end.close()


@contextmanager
def pages(home: Path, settings: Mapping[str, str], number: int) -> Iterator[list[Server]]:
    """So many page servers on one workspace, started together."""
    servers = [Server(home, dict(settings)) for _ in range(number)]
    try:
        for server in servers:
            server.launch()
        for server in servers:
            server.wait()
        yield servers
    finally:
        for server in servers:
            server.kill()


def until(true: Any, seconds: float = 60) -> None:
    """Wait for something that other processes bring about."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.05)
