"""How one service wants to be asked, learnt from what it refuses: with which parameters, names and roles. Sends nothing itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

Shape = Literal["stream+usage", "stream", "whole"]


@dataclass(frozen=True, slots=True)
class Dialect:
    """A way of asking. limit: name of the parameter for the longest answer. most: the longest the service allows, 0 unknown.

    temperature: None where it is not sent. system: whether there is such a role. thinking: False where it must be switched off.
    single: whether it may be told to call one tool at a time. tried: what was changed so far, so that nothing is tried twice.
    """

    shape: Shape = "stream+usage"
    temperature: float | None = None
    limit: str = "max_tokens"
    most: int = 0
    system: bool = True
    thinking: bool = True
    single: bool = True
    tried: frozenset[str] = frozenset()

    def body(self, max_tokens: int, extra: Mapping[str, Any]) -> dict[str, Any]:
        """The parameters that are sent beside the messages; what the settings say goes before what was learnt."""
        learnt: dict[str, Any] = {self.limit: min(max_tokens, self.most) if self.most else max_tokens}
        if self.temperature is not None:
            learnt["temperature"] = self.temperature
        if not self.thinking:
            learnt["enable_thinking"] = False
        return {**learnt, **extra}


@dataclass(frozen=True, slots=True)
class _Change:
    name: str
    when: re.Pattern[str]
    make: Callable[[Dialect], Dialect]


def _other_limit(dialect: Dialect) -> Dialect:
    return replace(dialect, limit="max_completion_tokens" if dialect.limit == "max_tokens" else "max_tokens")


def _streamed(dialect: Dialect) -> Dialect:
    return replace(dialect, shape="stream") if dialect.shape == "whole" else dialect


_I = re.IGNORECASE
_CHANGES = (
    _Change(
        "streamed",
        re.compile(r"only.{0,20}stream|stream.{0,20}(?:must|only|required)|enable the stream|[只仅]支持流式|必须.{0,6}流式", _I),
        _streamed,
    ),
    _Change(
        "usage", re.compile(r"stream_options|include_usage", _I), lambda d: replace(d, shape="stream") if d.shape == "stream+usage" else d
    ),
    _Change("single", re.compile(r"parallel_tool_calls", _I), lambda d: replace(d, single=False)),
    _Change("thinking", re.compile(r"enable_thinking", _I), lambda d: replace(d, thinking=False)),
    _Change("temperature", re.compile(r"temperature|温度|采样", _I), lambda d: replace(d, temperature=None)),
    _Change("limit", re.compile(r"max_(?:completion_)?tokens", _I), _other_limit),
    _Change("whole", re.compile(r"stream|流式", _I), lambda d: replace(d, shape="whole")),
    _Change(
        "system",
        re.compile(r"system|roles? must alternate|\broles?\b|messages\[0\]|系统(?:角色|消息|提示)|角色", _I),
        lambda d: replace(d, system=False),
    ),
)
# What is tried where the service does not say what it minds, the commonest first; with a sentence nobody here can read, only two.
_BLIND = ("usage", "temperature", "limit", "system")


def learn(dialect: Dialect, form: str, words: str) -> Dialect | None:
    """The next way of asking after a refusal; None where there is nothing left to try. form: all that the refusal said."""
    for change in _CHANGES:
        if change.name not in dialect.tried and change.when.search(form) and (changed := _made(change, dialect)):
            return changed
    for name in _BLIND[: 2 if len(words) > 8 else None]:
        if name not in dialect.tried and (changed := _made(_named(name), dialect)):
            return changed
    return None


def plainer(dialect: Dialect) -> Dialect | None:
    """Without a stream, for a service whose stream brought nothing; None where that was tried."""
    return None if "whole" in dialect.tried or dialect.shape == "whole" else _made(_named("whole"), dialect)


def _named(name: str) -> _Change:
    return next(change for change in _CHANGES if change.name == name)


def _made(change: _Change, dialect: Dialect) -> Dialect | None:
    changed = change.make(dialect)
    return replace(changed, tried=dialect.tried | {change.name}) if changed != dialect else None
