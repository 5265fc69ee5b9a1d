"""One call to a chat endpoint on an event loop of its own, so that it can be stopped at any moment; no retries, no judgement."""

from __future__ import annotations

import asyncio
import queue
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from nigao.ports import ShouldStop

if TYPE_CHECKING:
    from langchain_openai import ChatOpenAI

Shape = Literal["stream+usage", "stream", "whole"]
Turn = tuple[Literal["system", "user", "assistant"], str]
_TICK = 0.1


class Stopped(Exception):
    """The person asked to stop; the connection is closed."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """What came: text, and at the end (or never) why it ended and what it cost. finish: "" while unknown."""

    text: str = ""
    finish: str = ""
    tokens_in: int = 0
    tokens_out: int = 0


class Wire:
    """An endpoint and a background loop that talks to it. Starts nothing before the first call."""

    def __init__(self, base_url: str, api_key: str, model: str) -> None:
        self._address = (base_url, api_key, model)
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._client: ChatOpenAI | None = None

    def call(
        self, turns: Sequence[Turn], max_tokens: int, shape: Shape, until: float, stall: float, should_stop: ShouldStop
    ) -> Iterator[Chunk]:
        """Chunks as they come. until: time.monotonic() of the deadline; stall: seconds between chunks once they have begun.

        Raises Stopped, TimeoutError and whatever the client raises (``faults.translate`` knows them).
        """
        loop, client = self.open()
        arrived: queue.SimpleQueue[Chunk | None] = queue.SimpleQueue()
        work = _pump(client, list(turns), max_tokens, shape, until, stall, arrived)
        future = asyncio.run_coroutine_threadsafe(work, loop)
        future.add_done_callback(lambda _: arrived.put(None))
        try:
            yield from _drain(arrived, future, should_stop)
        finally:
            future.cancel()

    def open(self) -> tuple[asyncio.AbstractEventLoop, ChatOpenAI]:
        """Import the client and start the loop, once; no connection is made."""
        with self._lock:
            if self._loop is None or self._client is None:
                self._client = _client(*self._address)
                self._loop = asyncio.new_event_loop()
                threading.Thread(target=self._loop.run_forever, name="nigao-model", daemon=True).start()
            return self._loop, self._client


def _client(base_url: str, api_key: str, model: str) -> ChatOpenAI:
    from langchain_openai import ChatOpenAI

    return ChatOpenAI(
        model=model,
        base_url=base_url,
        api_key=api_key or "none",  # type: ignore[arg-type]  # local servers need none, the client insists on one
        use_responses_api=False,
        max_retries=0,
        timeout=None,
        temperature=0.3,
    )


def _drain(arrived: queue.SimpleQueue[Chunk | None], future: Future[None], should_stop: ShouldStop) -> Iterator[Chunk]:
    while True:
        if should_stop():
            raise Stopped
        try:
            chunk = arrived.get(timeout=_TICK)
        except queue.Empty:
            continue
        if chunk is None:
            future.result()
            return
        yield chunk


async def _pump(
    client: ChatOpenAI,
    turns: list[Turn],
    max_tokens: int,
    shape: Shape,
    until: float,
    stall: float,
    arrived: queue.SimpleQueue[Chunk | None],
) -> None:
    # A user's LANGSMITH_TRACING must not send a unit's papers to a cloud it never chose.
    from langsmith import tracing_context

    options: dict[str, Any] = {"extra_body": {"max_tokens": max_tokens}}
    with tracing_context(enabled=False):
        async with asyncio.timeout(max(0.0, until - time.monotonic())):
            if shape == "whole":
                arrived.put(_chunk(await client.ainvoke(turns, **options)))
                return
            await _stream(client, turns, {**options, "stream_usage": shape == "stream+usage"}, stall, arrived)


async def _stream(
    client: ChatOpenAI, turns: list[Turn], options: dict[str, Any], stall: float, arrived: queue.SimpleQueue[Chunk | None]
) -> None:
    stream = client.astream(turns, **options)
    begun = False
    while True:
        try:
            # The first token may take as long as the whole prompt takes to read; later ones may not.
            message = await asyncio.wait_for(anext(stream), stall if begun else None)
        except StopAsyncIteration:
            return
        begun = True
        arrived.put(_chunk(message))


def _chunk(message: Any) -> Chunk:
    usage = message.usage_metadata or {}
    finish = message.response_metadata.get("finish_reason") or ""
    return Chunk(str(message.text), str(finish), int(usage.get("input_tokens", 0)), int(usage.get("output_tokens", 0)))
