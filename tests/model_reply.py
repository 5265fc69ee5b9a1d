"""One answer of the played model, written to the connection by hand, so that every break of the protocol can be played."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler
from typing import Any

import model_voice as voice

_HEAD = {"id": "c1", "object": "chat.completion.chunk", "created": 1, "model": "played"}


class Reply:
    """What a fault plays on: the open connection, the request, and what a careful model would have said."""

    def __init__(self, handler: BaseHTTPRequestHandler, body: dict[str, Any], closing: threading.Event, pace: float = 0.0) -> None:
        self.handler, self.body, self.closing, self.pace = handler, body, closing, pace
        self.prompt = "\n".join(str(message["content"]) for message in body.get("messages", []))
        self.streaming = bool(body.get("stream"))
        self.text = voice.compose(self.prompt)

    def head(self, status: int = 200, kind: str = "text/event-stream", **headers: str) -> None:
        """Send status line and headers; the body ends with the connection."""
        self.handler.send_response(status)
        self.handler.send_header("Content-Type", kind)
        self.handler.send_header("Connection", "close")
        for name, value in headers.items():
            self.handler.send_header(name.replace("_", "-"), value)
        self.handler.end_headers()
        self.handler.close_connection = True

    def page(self, status: int, text: str, kind: str = "application/json", **headers: str) -> None:
        """A whole answer that is not a stream."""
        self.head(status, kind, **headers)
        self.raw(text.encode())

    def error(self, status: int, message: str, **headers: str) -> None:
        """An error as OpenAI-compatible servers say it."""
        self.page(status, json.dumps({"error": {"message": message, "type": "error", "code": None}}), **headers)

    def raw(self, data: bytes) -> None:
        """Send bytes as they are."""
        self.handler.wfile.write(data)
        self.handler.wfile.flush()

    def event(self, value: Any) -> None:
        """Send one SSE event."""
        line = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        self.raw(f"data: {line}\n\n".encode())

    def lines(self, text: str, size: int = 12) -> list[bytes]:
        """The text as SSE lines, for sending them in some odd way."""
        pieces = [text[i : i + size] for i in range(0, len(text), size)]
        events = [{**_HEAD, "choices": [{"index": 0, "delta": {"content": piece}, "finish_reason": None}]} for piece in pieces]
        return [f"data: {json.dumps(event, ensure_ascii=False)}\n\n".encode() for event in events]

    def delta(self, text: str | None, finish: str | None = None, **more: Any) -> None:
        """Send a piece of the answer."""
        choice = {"index": 0, "delta": {"content": text, **more}, "finish_reason": finish}
        self.event({**_HEAD, "choices": [choice]})

    def say(self, text: str, size: int = 12) -> None:
        """Send a text in pieces, at the server's pace."""
        for i in range(0, len(text), size):
            self.delta(text[i : i + size])
            if self.pace:
                self.wait(self.pace)

    def done(self, finish: str | None = "stop") -> None:
        """End the stream as a good server does, usage included when asked for."""
        self.delta("", finish)
        if (self.body.get("stream_options") or {}).get("include_usage"):
            usage = {"prompt_tokens": len(self.prompt), "completion_tokens": len(self.text), "total_tokens": 1}
            self.event({**_HEAD, "choices": [], "usage": usage})
        self.event("[DONE]")

    def whole(self, text: str | None = None, finish: str | None = "stop", **more: Any) -> None:
        """A completion in one piece."""
        message = {"role": "assistant", "content": self.text if text is None else text, **more}
        usage = {"prompt_tokens": len(self.prompt), "completion_tokens": len(self.text), "total_tokens": 1}
        choice = {"index": 0, "message": message, "finish_reason": finish}
        self.page(200, json.dumps({**_HEAD, "object": "chat.completion", "choices": [choice], "usage": usage}))

    def wait(self, seconds: float) -> None:
        """Sleep, but not beyond the server's life."""
        self.closing.wait(seconds)

    def answer(self, text: str, finish: str | None = "stop") -> None:
        """The given text in the way the request asked for."""
        self.text = text
        if not self.streaming:
            self.whole(text, finish)
            return
        self.head()
        self.say(text)
        self.done(finish)
