"""The played model in a conversation: it does what its prompt lets it, by calling tools or by writing JSON, well or badly. No tests here."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from model_reply import Reply


@dataclass(frozen=True)
class Want:
    """What the model wants next: a tool with arguments, or to say something."""

    tool: str = ""
    arguments: Any = None
    say: str = ""


Mind = Callable[[str, Sequence[str]], Want]
"""(what the person said, the results so far) → what is wanted next."""


def speaking(mind: Mind) -> Callable[[Reply], None]:
    """A model of this mind that calls tools where they are offered, and writes JSON where it is asked for that."""

    def play(reply: Reply) -> None:
        messages = reply.body["messages"]
        told = str(messages[1]["content"]) if len(messages) > 1 else reply.prompt
        if "用户说：" not in told:
            reply.answer(reply.text)
            return
        said = told.rsplit("用户说：", 1)[1].strip()
        by_json = "只输出一个JSON对象" in reply.prompt
        results = [str(m["content"]) for m in messages if m["role"] == "tool"]
        results += [body for m in messages[2:] for body in re.findall(r"<结果>\n(.*?)\n</结果>", str(m["content"]), re.DOTALL)]
        want = mind(said, results)
        if by_json:
            reply.answer(_json(want))
        elif want.tool and reply.body.get("tools"):
            _call(reply, want)
        else:
            reply.answer(want.say or "好的。")

    return play


def _json(want: Want) -> str:
    value = {"tool": want.tool, "arguments": want.arguments} if want.tool else {"answer": want.say}
    return f"```json\n{json.dumps(value, ensure_ascii=False)}\n```"


def _call(reply: Reply, want: Want) -> None:
    given = want.arguments if isinstance(want.arguments, str) else json.dumps(want.arguments, ensure_ascii=False)
    call = {"index": 0, "id": f"c{len(reply.body['messages'])}", "type": "function", "function": {"name": want.tool, "arguments": given}}
    reply.head()
    reply.delta(None, None, tool_calls=[call])
    reply.done("tool_calls")


def sensible(said: str, results: Sequence[str]) -> Want:
    """A model that looks up what is asked and proposes what is wanted."""
    if results:
        return Want(say=_retold(results[-1]))
    if found := re.search(r"(\S{2,12}?)(?:这几年|近三年|是多少|怎么样)", said):
        return Want("look_up_figures", {"indicator": found[1]})
    if found := re.search(r"把第一节里?的“(.+?)”改得.*?[，,]改成“(.+?)”", said):
        return Want("amend", {"section": 0, "old": found[1], "new": found[2]})
    if "标题" in said and (found := re.search(r"“(.+?)”", said)):
        return Want("rename", {"section": 0, "title": found[1]})
    if "缺" in said:
        return Want("list_gaps", {})
    return Want("search", {"query": said[:20]})


def _retold(result: str) -> str:
    first = next((line for line in result.split("\n") if line.strip()), "")
    return first if "〔" in first or "提议" in first or "没有" in first else f"{first[:80]}"
