"""The product's tools as a model calls them: one at a time, a handful a turn, results made safe; and as a list for one that cannot."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from chains import tokens
from chains.fence import disarm, without_orders
from nigao.errors import BadCall
from nigao.ports import OnProgress, Progress
from nigao.work.tool import Tool

if TYPE_CHECKING:
    from langchain_core.tools import BaseTool

MOST_CALLS = 8
_SAME = 2
_LEAST = 200
FULL = "本轮查得够多了，请用已有的结果直接回答用户。"


@dataclass
class Calls:
    """The calls of one turn: runs them, counts them, and stops what goes round in circles.

    room: tokens all results together may take; each gets at most half of what is left. asked: what was called, in order.
    """

    tools: Sequence[Tool]
    on_progress: OnProgress
    room: int = 3000
    asked: list[str] = field(default_factory=list)

    @property
    def left(self) -> bool:
        """Whether another call may be made."""
        repeated = max((self.asked.count(one) for one in self.asked), default=0)
        return len(self.asked) < MOST_CALLS and repeated <= _SAME

    def run(self, name: str, arguments: Mapping[str, Any] | None) -> str:
        """The result as the model may read it; what was wrong with the call, in one sentence, where it was."""
        tool = next((one for one in self.tools if one.name == name), None)
        key = f"{name} {json.dumps(arguments, ensure_ascii=False, sort_keys=True, default=str)}"
        before = self.asked.count(key)
        if not self.left:
            return FULL
        self.asked.append(key)
        if tool is None:
            return f"没有“{disarm(name[:40])}”这个工具，可用的有：{'、'.join(one.name for one in self.tools)}。"
        if arguments is None:
            return f"工具{name}的参数不是JSON对象，请重新给出。"
        if before:
            return f"这一步刚做过，结果同上。{FULL}"
        self.on_progress(Progress(_step(tool, arguments)))
        try:
            result = tokens.clip(without_orders(disarm(tool.run(arguments))), max(_LEAST, self.room // 2))
        except BadCall as wrong:
            return f"没有做成：{disarm(str(wrong))}"
        self.room -= tokens.weigh(result)
        return result


def _step(tool: Tool, arguments: Mapping[str, Any]) -> str:
    try:
        return tool.step(arguments)
    except (TypeError, ValueError, AttributeError):  # arguments of any shape; what is wrong with them is said by the tool itself
        return tool.words


def as_langchain(calls: Calls) -> list[BaseTool]:
    """The tools as LangChain has them."""
    from langchain_core.tools import StructuredTool

    def made(tool: Tool) -> BaseTool:
        def run(**arguments: Any) -> str:
            return calls.run(tool.name, arguments)

        return StructuredTool.from_function(func=run, name=tool.name, description=tool.words, args_schema=plain(tool.schema))

    return [made(tool) for tool in calls.tools]


def weight(tools: Sequence[Tool]) -> int:
    """Tokens the tools' descriptions take in a request."""
    return tokens.weigh(json.dumps([[tool.name, tool.words, plain(tool.schema)] for tool in tools], ensure_ascii=False))


def plain(schema: Mapping[str, Any]) -> dict[str, Any]:
    """A schema without what only a program minds: each call is checked by the tool itself, and every token is sent with every call."""
    properties = {name: _plain(one) for name, one in schema.get("properties", {}).items()}
    return {"type": "object", "properties": properties, **({"required": needed} if (needed := schema.get("required")) else {})}


def _plain(field_: Mapping[str, Any]) -> dict[str, Any]:
    kind = field_.get("type")
    told = {key: value for key, value in field_.items() if key in ("enum", "items", "description")}
    return {"type": next(one for one in kind if one != "null") if isinstance(kind, list) else kind, **told}


def listed(tools: Sequence[Tool]) -> str:
    """The tools a line each, for a model that is asked for JSON."""
    return "\n".join(f"{tool.name}：{tool.words}；{_parameters(tool.schema)}" for tool in tools)


def _parameters(schema: Mapping[str, Any]) -> str:
    needed = schema.get("required", ())
    names = [f"{name}{'*' if name in needed else ''}{_choice(one)}" for name, one in schema.get("properties", {}).items()]
    return "、".join(names) or "无参数"


def _choice(field_: Mapping[str, Any]) -> str:
    return f"（{'/'.join(field_['enum'])}）" if "enum" in field_ else ""
