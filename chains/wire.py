"""One call to a chat endpoint on an event loop of its own, so that it can be stopped at any moment; no retries, no judgement."""

from __future__ import annotations

import asyncio
import queue
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from chains.dialect import Dialect
from chains.route import proxy_for
from nigao.ports import ShouldStop

if TYPE_CHECKING:
    from langchain_openai import ChatOpenAI

# Who speaks and what; an agent's turns come as the library's own messages.
Turn = tuple[Literal["system", "user", "assistant"], str] | Any
_TICK = 0.1


class Stopped(Exception):
    """The person asked to stop; the connection is closed."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """What came: text, and at the end (or never) why it ended and what it cost. finish: "" while unknown. message: as the library has it."""

    text: str = ""
    finish: str = ""
    tokens_in: int = 0
    tokens_out: int = 0
    message: Any = None


class Wire:
    """An endpoint and a background loop that talks to it. Starts nothing before the first call."""

    def __init__(self, base_url: str, api_key: str, model: str, extra: Mapping[str, Any]) -> None:
        self._address = (base_url, api_key, model)
        self._extra = extra
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._client: ChatOpenAI | None = None

    def call(
        self,
        turns: Sequence[Turn],
        max_tokens: int,
        dialect: Dialect,
        until: float,
        stall: float,
        should_stop: ShouldStop,
        tools: Sequence[Mapping[str, Any]] = (),
    ) -> Iterator[Chunk]:
        """Chunks as they come. until: time.monotonic() of the deadline; stall: seconds between chunks once they have begun.

        Raises Stopped, TimeoutError and whatever the client raises (``faults.translate`` knows them).
        """
        loop, client = self.open()
        arrived: queue.SimpleQueue[Chunk | None] = queue.SimpleQueue()
        told = list(turns) if dialect.system else without_system(turns)
        options: dict[str, Any] = {"extra_body": dialect.body(max_tokens, self._extra)}
        if tools:
            options["tools"] = list(tools)
            if dialect.single:
                options["parallel_tool_calls"] = False
        work = _pump(client, told, options, dialect, until, stall, arrived)
        future = asyncio.run_coroutine_threadsafe(work, loop)
        future.add_done_callback(lambda _: arrived.put(None))
        try:
            yield from _drain(arrived, future, should_stop)
        finally:
            future.cancel()

    @property
    def proxied(self) -> bool:
        """Whether the service is asked through a proxy."""
        return bool(proxy_for(self._address[0]))

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

    from chains.client import async_client, sync_client

    return ChatOpenAI(
        model=model,
        base_url=base_url,
        api_key=api_key or "none",  # type: ignore[arg-type]  # local servers need none, the client insists on one
        use_responses_api=False,
        max_retries=0,
        # The only limits are the caller's: the library's own would end a slow model's answer while it is still reading the prompt.
        timeout=None,
        stream_chunk_timeout=None,
        http_async_client=async_client(base_url),
        http_client=sync_client(base_url, None),
    )


def without_system(turns: Sequence[Any]) -> list[Any]:
    """The turns for a model that knows no system role: what was said in it stands at the head of the first question."""
    rules = "\n".join(_text(turn) for turn in turns if _role(turn) == "system")
    rest = [turn for turn in turns if _role(turn) != "system"]
    return [("user", f"{rules}\n\n{_text(rest[0])}"), *rest[1:]] if rules and rest else rest


def _role(turn: Any) -> str:
    return str(turn[0] if isinstance(turn, tuple) else turn.type)


def _text(turn: Any) -> str:
    return str(turn[1] if isinstance(turn, tuple) else turn.text)


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
    options: dict[str, Any],
    dialect: Dialect,
    until: float,
    stall: float,
    arrived: queue.SimpleQueue[Chunk | None],
) -> None:
    # A user's LANGSMITH_TRACING must not send a unit's papers to a cloud it never chose.
    from langsmith import tracing_context

    with tracing_context(enabled=False):
        async with asyncio.timeout(max(0.0, until - time.monotonic())):
            if dialect.shape == "whole":
                arrived.put(_chunk(await client.ainvoke(turns, **options)))
                return
            await _stream(client, turns, {**options, "stream_usage": dialect.shape == "stream+usage"}, stall, arrived)


async def _stream(
    client: ChatOpenAI, turns: list[Turn], options: dict[str, Any], stall: float, arrived: queue.SimpleQueue[Chunk | None]
) -> None:
    stream = client.astream(turns, **options)
    begun = False
    while True:
        try:
            # The first token may take as long as the whole prompt takes to read; later ones may not. (wait_for of Python 3.11
            # can lose the deadline's cancellation when a chunk arrives at that very moment.)
            async with asyncio.timeout(stall if begun else None):
                message = await anext(stream)
        except StopAsyncIteration:
            return
        chunk = _chunk(message)
        # A role without words is sent by some servers before they have read the prompt.
        begun = begun or bool(chunk.text)
        arrived.put(chunk)


def _chunk(message: Any) -> Chunk:
    usage = message.usage_metadata or {}
    finish = message.response_metadata.get("finish_reason") or ""
    return Chunk(str(message.text), str(finish), int(usage.get("input_tokens", 0)), int(usage.get("output_tokens", 0)), message)
