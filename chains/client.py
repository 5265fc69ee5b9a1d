"""HTTP clients for the openai library: by the right way, without limits of their own, and with an ear for refusals sent as answers."""

from __future__ import annotations

import re
import socket
from collections.abc import AsyncIterator
from functools import cache
from typing import TYPE_CHECKING, Any

from chains.faults import as_failed
from chains.reasons import refusal
from chains.route import proxy_for

if TYPE_CHECKING:
    import ssl

    import httpx2

# Behind a line's end; a carriage return may be half of one.
_ENDS = re.compile(rb"(?<=\n)|(?<=\r)(?=[^\n])")
_LONGEST = 1 << 20
_ALIVE = ((socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1),)


def async_client(address: str) -> httpx2.AsyncClient:
    """For chats. Raises ModelUnreachable where the proxy set is of no use."""
    import httpx2

    proxy = proxy_for(address)
    transport = httpx2.AsyncHTTPTransport(verify=_tls(), proxy=proxy or None, socket_options=None if proxy else _ALIVE)
    return httpx2.AsyncClient(transport=transport, timeout=None, follow_redirects=True, event_hooks={"response": [_listen]})


def sync_client(address: str, timeout: float | None) -> httpx2.Client:
    """For vectors. Raises ModelUnreachable as above."""
    import httpx2

    transport = httpx2.HTTPTransport(verify=_tls(), proxy=proxy_for(address) or None)
    return httpx2.Client(transport=transport, timeout=timeout, follow_redirects=True, event_hooks={"response": [_listen_once]})


@cache
def _tls() -> ssl.SSLContext:
    """The machine's certificates, read once: that costs a tenth of a second."""
    import httpx2

    return httpx2.create_ssl_context()


async def _listen(response: httpx2.Response) -> None:
    kind = response.headers.get("content-type", "")
    if response.status_code == 200 and "event-stream" in kind:
        response.stream = _ear(response.stream)
    elif response.status_code == 200 and "json" in kind:
        await response.aread()
        _heard(response.content)


def _listen_once(response: httpx2.Response) -> None:
    if response.status_code == 200 and "json" in response.headers.get("content-type", ""):
        response.read()
        _heard(response.content)


def _heard(body: bytes) -> None:
    """Raise what a body with status 200 says instead of answering."""
    if said := refusal(body):
        raise as_failed(said, 200)


def _ear(stream: Any) -> Any:
    """The stream, each of its lines listened to before it is handed on."""
    import httpx2

    # Opened once: the client goes through what is left after the last event, and a stream that has ended must not be asked again.
    pieces = aiter(stream)

    class Ear(httpx2.AsyncByteStream):
        async def __aiter__(self) -> AsyncIterator[bytes]:
            held = b""
            async for piece in pieces:
                *lines, held = _ENDS.split(held + piece)
                if len(held) > _LONGEST:
                    lines, held = [*lines, held], b""
                for line in lines:
                    if told := _listened(line):
                        yield told
            if held:
                yield _listened(held)

        async def aclose(self) -> None:
            await stream.aclose()

    return Ear()


def _listened(line: bytes) -> bytes:
    """A line of the stream as the client takes it. Raises ModelFailed where it is a refusal, however late it comes.

    Gateways send empty events to keep the line open and end with a mark of their own spelling; the client breaks off at both.
    """
    if not line.startswith(b"data:"):
        return line
    said = line[5:].strip()
    if not said:
        return b""
    if said.lower() == b"[done]":
        return b"data: [DONE]" + line[len(line.rstrip()) :]
    if b'"choices"' not in said:
        _heard(line)
    return line
