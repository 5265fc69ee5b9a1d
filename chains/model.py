"""A chat model as the product wants it: streams text, ends in time, can be stopped, and says truly how the answer ended."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from chains import abilities, faults, tokens
from chains.dialect import Dialect, learn, plainer
from chains.thinking import ThinkFilter, without_marks
from chains.wire import Chunk, Stopped, Turn, Wire
from nigao.ability import Ability
from nigao.draft import Meter
from nigao.errors import ModelBusy, ModelFailed, ModelIncomplete, ModelNonsense, ModelTimeout, ModelUnreachable
from nigao.ports import ShouldStop
from nigao.settings import Settings

Finish = Literal["stop", "length", "filter", "unknown", "stopped", "cut"]
_FINISH: dict[str, Finish] = {
    "stop": "stop",
    "eos": "stop",
    "length": "length",
    "max_tokens": "length",
    "content_filter": "filter",
    "sensitive": "filter",
    "safety": "filter",
    "end_turn": "stop",
    "stop_sequence": "stop",
    "eos_token": "stop",
    "model_context_window_exceeded": "length",
    "network_error": "cut",
    "error": "cut",
    "abort": "cut",
    "insufficient_system_resource": "cut",
}
# Of a model that said nothing yet counted more tokens than this, the thinking went into a field that nobody hands on.
_SPENT = 16
_LEAST_ANSWER = 256
_LEAST_ROOM = 1024
# The share of the deadline a prompt may take to be read; the rest is for the answer.
_READING = 0.6
_RESERVE = 100
_CUT = "模型的回答中途断开，已保留收到的部分，请重试。"


@dataclass(frozen=True, slots=True)
class Limits:
    """How far one call may go: seconds in all, seconds of silence once it has begun, attempts, longest wait a server may ask for."""

    deadline: float = 120.0
    stall: float = 30.0
    attempts: int = 3
    longest_wait: float = 20.0
    backoff: float = 0.5

    @classmethod
    def within(cls, deadline: float) -> Limits:
        """Every limit from the one that is set: a slow model may be silent for a quarter of the time it is given."""
        return cls(deadline=deadline, stall=min(deadline, max(30.0, deadline / 4)))


@dataclass(frozen=True, slots=True)
class ToolCall:
    """A tool the model wants called. arguments: None where they are no JSON object. id: the model's own mark of the call."""

    name: str
    arguments: dict[str, Any] | None
    id: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """A whole answer. finish: "stop" whole; "unknown" the server did not say; "length", "filter", "cut", "stopped" not whole.

    note: one Chinese sentence on what happened, "" if all went well. calls: tools the model wants called; only where some were offered.
    """

    text: str
    finish: Finish
    note: str = ""
    calls: tuple[ToolCall, ...] = ()


def never() -> bool:
    """The ShouldStop of a caller that never stops."""
    return False


class ChatModel:
    """Any OpenAI-compatible chat endpoint. Raises only ModelFailed; every answer says how it ended.

    How the service wants to be asked and how much it takes is learnt from what it refuses, and kept. room: tokens for a prompt.
    fresh: what was found of the model before is not used.
    """

    def __init__(self, settings: Settings, name: str = "", limits: Limits | None = None, fresh: bool = False) -> None:
        self.name = name or settings.model
        self.limits = limits or Limits.within(settings.deadline)
        known = None if fresh else abilities.recall(settings.home, settings.base_url, self.name)
        self.context = min(settings.context, known.context) if known and known.context else settings.context
        self.max_output = max(_LEAST_ANSWER, min(settings.max_output, self.context // 3))
        self.room = max(_LEAST_ROOM, self.context - self.max_output - 2 * _RESERVE)
        self._wire = Wire(settings.base_url, settings.api_key, self.name, settings.extra_body)
        self._dialect = Dialect(temperature=settings.temperature)
        if known and known.answers:
            self._suit(known)

    def _suit(self, known: Ability) -> None:
        """Ask as the model was found to take it, and no more than it reads and writes in the time it is given."""
        if known.reads:
            self.room = min(self.room, max(_LEAST_ROOM // 2, int(known.reads * self.limits.deadline * _READING)))
        if known.writes:
            self.max_output = min(self.max_output, max(_LEAST_ANSWER, int(known.writes * self.limits.deadline * (1 - _READING))))
        temperature = self._dialect.temperature if known.temperature else None
        shape = self._dialect.shape if known.streaming else "whole"
        self._dialect = replace(self._dialect, system=known.system, temperature=temperature, shape=shape)

    @property
    def dialect(self) -> Dialect:
        """How the service takes to be asked, as far as is known by now."""
        return self._dialect

    def room_beside(self, answer: int) -> int:
        """Tokens for a prompt whose answer is at most ``answer`` long; never more than the model reads in its time."""
        if self.room < self.context - self.max_output - 2 * _RESERVE:
            return self.room
        return max(self.room, self.context - answer - 2 * _RESERVE)

    def open(self) -> None:
        """Load what a call needs (about a second), without calling."""
        self._wire.open()

    def ask(
        self,
        turns: Sequence[Turn],
        max_tokens: int | None = None,
        should_stop: ShouldStop = never,
        on_delta: Callable[[str], None] | None = None,
        meter: Meter | None = None,
        tools: Sequence[Mapping[str, Any]] = (),
    ) -> Reply:
        """The whole answer. tools: function schemas as OpenAI has them. Raises ModelFailed where nothing usable came; what came of a broken answer is returned as not whole."""
        stream = self.stream(turns, max_tokens, should_stop, meter, tools)
        while True:
            try:
                delta = next(stream)
            except StopIteration as end:
                reply: Reply = end.value
                return reply
            except ModelIncomplete as broken:
                return Reply(broken.partial, "cut", str(broken))
            if on_delta:
                on_delta(delta)

    def stream(
        self,
        turns: Sequence[Turn],
        max_tokens: int | None = None,
        should_stop: ShouldStop = never,
        meter: Meter | None = None,
        tools: Sequence[Mapping[str, Any]] = (),
    ) -> Generator[str, None, Reply]:
        """Deltas as they come, thinking left out; the generator's value is the Reply.

        Tries again while nothing has been shown; after that a break raises ModelIncomplete with what had come.
        """
        limit = min(max_tokens or self.max_output, self.max_output)
        self._wire.open()
        until = time.monotonic() + self.limits.deadline
        dialect, attempt, refused = self._dialect, 1, None
        while True:
            call = _Call(turns, limit, until, self.limits.stall, should_stop, meter or Meter(), tools)
            try:
                reply = yield from call.run(self._wire, dialect)
            except ModelFailed as failed:
                if call.text or (tools and isinstance(failed, faults.ToolsRefused)):
                    raise
                refused = refused or (failed if isinstance(failed, faults.BadRequest) else None)
                shorter = self._shorter(failed, turns, limit)
                otherwise = _otherwise(failed, dialect)
                if shorter:
                    limit = shorter
                elif otherwise:
                    dialect = otherwise
                elif attempt < self.limits.attempts and self._again(failed, attempt, until, should_stop):
                    attempt += 1
                else:
                    raise refused if refused and isinstance(failed, faults.BadRequest) else failed from failed
            else:
                self._dialect = dialect
                return reply

    def _shorter(self, failed: ModelFailed, turns: Sequence[Turn], limit: int) -> int:
        """How long an answer may be where the service said that prompt and answer together are too long; 0 where the prompt itself is."""
        if not isinstance(failed, faults.PromptTooLong):
            return 0
        self._fit(failed)
        left = failed.context - tokens.weigh(_words(turns)) - _RESERVE if failed.whole else 0
        return left if _LEAST_ANSWER <= left < limit else 0

    def _fit(self, failed: faults.PromptTooLong) -> None:
        """Take less from now on: what the service named, else half of what was thought."""
        before = self.room
        if failed.context and not failed.whole:
            self.room = min(self.room, failed.context * 9 // 10)
        else:
            self.context = min(self.context, failed.context or self.context // 2)
            self.max_output = max(_LEAST_ANSWER, min(self.max_output, self.context // 3))
            self.room = min(self.room, self.context - self.max_output - _RESERVE)
        if self.room == before:
            self.room //= 2

    def _again(self, failed: ModelFailed, attempt: int, until: float, should_stop: ShouldStop) -> bool:
        """Whether to try once more the same way; waits as long as it takes."""
        if isinstance(failed, faults.Declined) or not isinstance(failed, (ModelBusy, ModelUnreachable, ModelNonsense)):
            return False
        asked = failed.retry_after if isinstance(failed, ModelBusy) else None
        wait = self.limits.backoff * 2 ** (attempt - 1) if asked is None else asked
        if wait > self.limits.longest_wait or time.monotonic() + wait >= until:
            return False
        return _pause(wait, should_stop)


def _otherwise(failed: ModelFailed, dialect: Dialect) -> Dialect | None:
    """Another way of asking where that may be what the service needs."""
    if isinstance(failed, faults.BadRequest):
        if failed.said.kind == "output" and failed.said.context and failed.said.context != dialect.most:
            return replace(dialect, most=failed.said.context)
        return learn(dialect, failed.said.form, failed.said.words)
    return plainer(dialect) if type(failed) is ModelNonsense else None


def _pause(seconds: float, should_stop: ShouldStop) -> bool:
    """Wait; False if asked to stop meanwhile."""
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        if should_stop():
            return False
        time.sleep(min(0.1, left))
    return True


class _Call:
    """One attempt: collects what comes and judges how it ended."""

    def __init__(
        self,
        turns: Sequence[Turn],
        max_tokens: int,
        until: float,
        stall: float,
        should_stop: ShouldStop,
        meter: Meter,
        tools: Sequence[Mapping[str, Any]] = (),
    ) -> None:
        self._tools = tools
        self._message: Any = None
        self._turns, self._max_tokens, self._until, self._stall = turns, max_tokens, until, stall
        self._should_stop, self._meter = should_stop, meter
        self._filter = ThinkFilter()
        self._end = Chunk()

    @property
    def text(self) -> str:
        """What has come and may be shown."""
        return self._filter.text

    def run(self, wire: Wire, dialect: Dialect) -> Generator[str, None, Reply]:
        """Deltas, then the Reply. Raises ModelFailed."""
        began = time.monotonic()
        try:
            finish = yield from self._receive(wire, dialect)
        except faults.wire_errors() as error:
            raise self._broken(error, wire.proxied) from error
        finally:
            self._count(time.monotonic() - began)
        return self._judge(finish)

    def _receive(self, wire: Wire, dialect: Dialect) -> Generator[str, None, Finish]:
        # A token is hardly ever more than five characters; a server that does not keep the limit is cut off here.
        most = self._max_tokens * 5
        try:
            for chunk in wire.call(self._turns, self._max_tokens, dialect, self._until, self._stall, self._should_stop, self._tools):
                self._note(chunk)
                if delta := self._filter.feed(chunk.text):
                    yield delta
                if len(self.text) + self._filter.hidden > most:
                    return "length"
            if delta := self._filter.close():
                yield delta
        except Stopped:
            return "stopped"
        return _FINISH.get(self._end.finish.lower(), "unknown")

    def _note(self, chunk: Chunk) -> None:
        end = self._end
        if self._tools and chunk.message is not None:
            self._message = chunk.message if self._message is None else self._message + chunk.message
        self._end = replace(
            end,
            finish=chunk.finish or end.finish,
            tokens_in=max(end.tokens_in, chunk.tokens_in),
            tokens_out=max(end.tokens_out, chunk.tokens_out),
        )

    def _judge(self, finish: Finish) -> Reply:
        text, calls = without_marks(self.text).strip(), _calls(self._message)
        if text or calls or finish == "stopped":
            return Reply(text, finish, _notes(finish), calls)
        if finish == "filter":
            raise faults.Declined("模型服务以内容审核为由没有作答，请修改要求或材料后重试。")
        if self._filter.hidden:
            raise faults.Declined("模型只输出了思考过程而没有正文，请调大NIGAO_MAX_OUTPUT或更换模型。")
        if finish == "length":
            # The thinking of most services comes in a field of its own that nobody hands on.
            raise faults.Declined("模型用完了输出长度还没有写出正文，多半在思考，请调大NIGAO_MAX_OUTPUT，或用NIGAO_EXTRA_BODY关掉思考。")
        if self._end.tokens_out > _SPENT:
            raise faults.Declined("模型只输出了思考过程而没有正文，请调大NIGAO_MAX_OUTPUT或更换模型，或用NIGAO_EXTRA_BODY关掉思考。")
        raise ModelNonsense(faults.EMPTY)

    def _broken(self, error: BaseException, proxied: bool) -> ModelFailed:
        failed = faults.translate(error, proxied)
        if not self.text.strip():
            return failed
        note = "模型超过时限仍未答完，已保留收到的部分，请重试。" if isinstance(failed, ModelTimeout) else _CUT
        return ModelIncomplete(note, self.text.strip())

    def _count(self, seconds: float) -> None:
        said = self._end.tokens_in or self._end.tokens_out or not self.text
        tokens_in = self._end.tokens_in if said else tokens.count(_words(self._turns))
        tokens_out = self._end.tokens_out if said else tokens.count(self.text)
        self._meter.add(tokens_in, tokens_out, seconds)


def _words(turns: Sequence[Turn]) -> str:
    return "\n".join(str(turn[1]) if isinstance(turn, tuple) else str(turn.content) for turn in turns)


def _calls(message: Any) -> tuple[ToolCall, ...]:
    if message is None:
        return ()
    good = [ToolCall(str(call["name"]), dict(call["args"]), str(call["id"] or "")) for call in message.tool_calls]
    bad = [ToolCall(str(call["name"] or ""), None, str(call["id"] or "")) for call in message.invalid_tool_calls]
    return (*good, *bad)


def _notes(finish: Finish) -> str:
    return {
        "length": "模型的输出达到长度上限，后面没有写完。",
        "filter": "模型服务的内容审核截断了回答。",
        "stopped": "已按要求停止。",
        "cut": _CUT,
    }.get(finish, "")
