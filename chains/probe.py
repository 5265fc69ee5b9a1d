"""Trying a model: a handful of small questions that show what it can do and how fast; nothing of the unit's papers is sent."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import prompts
from chains.client import sync_client
from chains.echo import is_echo
from chains.faults import wire_errors
from chains.jsons import NotJson, extract
from chains.model import ChatModel, Limits, Reply
from chains.slots import SlotTable
from chains.wire import Turn
from nigao.ability import Ability
from nigao.draft import Meter
from nigao.errors import ModelFailed
from nigao.figures.figure import Figure
from nigao.ledger import Entry, Source
from nigao.settings import Settings

Tell = Callable[[str], None]
_SOURCE = Source("try", "试用数据", role="metrics", year=2025)
_TOOL: dict[str, Any] = {
    "type": "function",
    "function": {
        "name": "look_up_figure",
        "description": "查一个指标的数字",
        "parameters": {"type": "object", "properties": {"indicator": {"type": "string"}}, "required": ["indicator"]},
    },
}
_FAR_TOO_LONG = 10_000_000
_LENGTHS = ("max_model_len", "context_length", "max_context_length", "context_window", "n_ctx")


@dataclass(frozen=True, slots=True)
class _Timed:
    reply: Reply
    tokens_in: int
    tokens_out: int
    first: float
    last: float


def probe(settings: Settings, name: str = "", tell: Tell = lambda step: None) -> Ability:
    """Ask the configured model; never raises for what the model does. tell: told each step, in Chinese."""
    found = Ability(settings.base_url, name or settings.model, datetime.now(UTC).isoformat(timespec="seconds"))
    # What was found before must not hinder finding out anew.
    model = ChatModel(settings, name, Limits.within(settings.deadline), fresh=True)
    tell("正在打招呼")
    try:
        hello = _ask(model, [("system", "用中文回答。"), ("user", "只回答一个字：好")], 64)
    except ModelFailed as failed:
        return replace(found, note=str(failed))
    found = replace(found, answers=True, context=_context(settings, model.name))
    tell("正在试着按槽位写一段")
    found = _writing(model, found, hello)
    tell("正在试着要一个JSON")
    found = replace(found, json=_json(model))
    tell("正在试着让它调用工具")
    found = replace(found, tools=_tools(model))
    dialect = model.dialect
    temperature = dialect.temperature is not None or settings.temperature is None
    return replace(found, streaming=dialect.shape != "whole", system=dialect.system, temperature=temperature)


def _ask(model: ChatModel, turns: list[Turn], most: int, tools: tuple[dict[str, Any], ...] = ()) -> _Timed:
    meter, began = Meter(), time.monotonic()
    came: list[float] = []
    reply = model.ask(turns, most, on_delta=lambda _: came.append(time.monotonic() - began), meter=meter, tools=tools)
    last = time.monotonic() - began
    return _Timed(reply, meter.usage.tokens_in, meter.usage.tokens_out, came[0] if came else last, last)


def _writing(model: ChatModel, found: Ability, hello: _Timed) -> Ability:
    table = SlotTable()
    for indicator, text, value, unit in (
        ("接待群众", "1280人次", "1280", "人次"),
        ("办结事项", "356件", "356", "件"),
        ("群众满意率", "98.6%", "98.6", "%"),
    ):
        table.add(Entry(Figure(text, 0, 0, value, unit, indicator, period="2025"), _SOURCE, f"{indicator}{text}"))
    legend = "\n".join(slot.legend for slot in table.slots.values())
    head = prompts.load("head").fill(
        unit="某街道",
        title="2025年工作总结",
        decisions="",
        heading="便民服务",
        purpose="回顾2025年已经完成的工作。",
        data=f"可用的槽位（槽位 指标｜时间｜性质｜数字｜范围）：\n{legend}",
    )
    asked = prompts.load("write").fill(head=head, heading="便民服务", length="80字左右", points="", request="")
    try:
        said = _ask(model, [("system", prompts.load("rules").text.strip()), ("user", asked)], 300)
    except ModelFailed as failed:
        return replace(found, note=str(failed))
    more, longer = said.tokens_in - hello.tokens_in, said.first - hello.first
    # A difference too small to measure says that reading costs nothing here.
    reads = more / longer if more > 50 and longer > 0.5 else 0.0
    took = said.last - said.first
    writes = said.tokens_out / took if said.tokens_out > 10 and took > 0.5 else 0.0
    follows = len(table.used(said.reply.text)) >= 2 and not is_echo(said.reply.text)
    return replace(found, slots=follows, reads=round(reads, 1), writes=round(writes, 1))


def _json(model: ChatModel) -> bool:
    from chains.shapes import Step

    asked = '要查“今年研发投入是多少”，只输出一个JSON对象，形如 {"tool": "look_up_figure", "arguments": {"indicator": "指标名"}}，不要别的文字。'
    try:
        said = extract(_ask(model, [("user", asked)], 200).reply.text, Step)
    except (ModelFailed, NotJson):
        return False
    return said.tool == "look_up_figure" and "研发" in str(said.arguments.get("indicator", ""))


def _tools(model: ChatModel) -> bool:
    try:
        reply = _ask(
            model, [("system", "需要数字时调用工具查，不要自己编。"), ("user", "查一下今年的研发投入是多少。")], 300, (_TOOL,)
        ).reply
    except ModelFailed:
        return False
    return any(call.name == "look_up_figure" and "研发" in str((call.arguments or {}).get("indicator", "")) for call in reply.calls)


def _context(settings: Settings, name: str) -> int:
    """How many tokens the service says its model takes; 0 where it does not say."""
    return _listed(settings, name) or _refused(settings, name)


def _listed(settings: Settings, name: str) -> int:
    """What stands in the service's list of models, where it tells more than their names."""
    address = f"{settings.base_url.rstrip('/')}/models"
    broken: tuple[type[BaseException], ...] = (*wire_errors(), StopIteration)
    try:
        with sync_client(settings.base_url, 10) as client:
            listed = client.get(address, headers={"Authorization": f"Bearer {settings.api_key or 'none'}"}).json()["data"]
        mine = next(one for one in listed if one.get("id") == name)
        told = [place.get(key) for place in (mine, mine.get("meta") or {}) for key in _LENGTHS]
        return next((int(length) for length in told if length), 0)
    except broken:
        return 0


def _refused(settings: Settings, name: str) -> int:
    """Asked for an answer far too long, most services name their limit and compute nothing; one that begins to answer is stopped."""
    model = ChatModel(
        replace(settings, context=_FAR_TOO_LONG, max_output=_FAR_TOO_LONG), name, Limits.within(settings.deadline), fresh=True
    )
    model.max_output = _FAR_TOO_LONG
    heard: list[str] = []
    with suppress(ModelFailed):
        model.ask([("user", "只回答一个字：好")], _FAR_TOO_LONG, should_stop=lambda: bool(heard), on_delta=heard.append)
    return model.context if model.context < _FAR_TOO_LONG else 0
