"""A real HTTP server on this machine that plays an OpenAI-compatible model, well-behaved or with a fault. Holds no tests.

``with ModelServer() as server:`` gives ``server.url`` (ends in /v1); ``server.play("429", "ok")`` sets what the next chat requests
meet (the last one stays). ``python tests/model_server.py [FAULT…]`` runs it until interrupted and prints the address.
"""

from __future__ import annotations

import json
import ssl
import sys
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from model_embeddings import embed
from model_faults import FAULTS
from model_reply import Reply


class ModelServer:
    """The server; its own thread, a free port of the loopback interface.

    requests: every JSON body received, in order. arrivals: time.perf_counter() of each request's end and of its answer's beginning.
    """

    def __init__(self, *faults: str, port: int = 0, pace: float = 0.0) -> None:
        self.requests: list[dict[str, Any]] = []
        self.arrivals: list[tuple[float, float]] = []
        self.pace = pace
        self._faults: list[str | Callable[[Reply], None]] = list(faults) or ["ok"]
        self._embedding_fault = "ok"
        self._lock = threading.Lock()
        self.closing = threading.Event()
        self._http = ThreadingHTTPServer(("127.0.0.1", port), _handler(self))
        self._http.daemon_threads = True

    @property
    def url(self) -> str:
        """The base URL a client is to be given."""
        return f"http://127.0.0.1:{self._http.server_address[1]}/v1"

    @property
    def environment(self) -> dict[str, str]:
        """The settings that make the product use this server."""
        return {"OPENAI_BASE_URL": self.url, "OPENAI_API_KEY": "played", "NIGAO_MODEL": "played"}

    @property
    def chats(self) -> list[dict[str, Any]]:
        """The chat requests received."""
        return [body for body in self.requests if "messages" in body]

    def play(self, *faults: str | Callable[[Reply], None]) -> None:
        """What the next chat requests meet, one each; the last one stays."""
        with self._lock:
            self._faults = list(faults)

    def secure(self, context: ssl.SSLContext) -> None:
        """Speak TLS from now on."""
        self._http.socket = context.wrap_socket(self._http.socket, server_side=True)

    def embed_with(self, fault: str) -> None:
        """What embedding requests meet from now on."""
        self._embedding_fault = fault

    def next_embedding_fault(self) -> str:
        """What the next embedding request meets."""
        return self._embedding_fault

    def next_fault(self) -> Callable[[Reply], None]:
        """Take the next fault off the programme."""
        with self._lock:
            fault = self._faults.pop(0) if len(self._faults) > 1 else self._faults[0]
            return FAULTS[fault] if isinstance(fault, str) else fault

    def __enter__(self) -> ModelServer:
        threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.closing.set()
        self._http.shutdown()
        self._http.server_close()


def _handler(server: ModelServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))) or b"{}")
            arrived = time.perf_counter()
            server.requests.append(body)
            reply = Reply(self, body, server.closing, server.pace)
            server.arrivals.append((arrived, time.perf_counter()))
            try:
                if self.path.endswith("/embeddings"):
                    embed(reply, server.next_embedding_fault())
                else:
                    server.next_fault()(reply)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        def do_GET(self) -> None:
            Reply(self, {}, server.closing).page(200, json.dumps({"object": "list", "data": [{"id": "played", "object": "model"}]}))

        def log_message(self, format: str, *args: object) -> None:
            return

    return Handler


if __name__ == "__main__":
    with ModelServer(*sys.argv[1:]) as running:
        print(running.url, flush=True)
        while True:
            time.sleep(1)
