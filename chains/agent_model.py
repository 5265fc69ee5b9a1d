"""Our chat model as LangChain's agent wants one: everything of the transport stays ours, and one tool is called at a time."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage, ToolMessage
from langchain_core.outputs import ChatGeneration, ChatResult
from langchain_core.runnables import Runnable
from langchain_core.utils.function_calling import convert_to_openai_tool

from chains.faults import PromptTooLong
from chains.jsons import NotJson, extract
from chains.model import ChatModel, Reply, ToolCall
from chains.tools import Calls

_SHORT = 300
_NOT_JSON = {"": "not a JSON object"}


class AgentModel(BaseChatModel):
    """calls: those of the turn; when they are used up no more tools are offered. meter: counts what it costs; most: tokens of an answer."""

    inner: Any
    calls: Any
    should_stop: Callable[[], bool]
    meter: Any
    most: int

    @property
    def _llm_type(self) -> str:
        return "nigao"

    def bind_tools(self, tools: Sequence[Any], **_: Any) -> Runnable[Any, AIMessage]:
        """Offer these; what else the agent would have the service told is ours to say."""
        return self.bind(tools=[convert_to_openai_tool(tool) for tool in tools])

    def _generate(self, messages: list[BaseMessage], stop: list[str] | None = None, run_manager: Any = None, **kwargs: Any) -> ChatResult:
        calls: Calls = self.calls
        offered = kwargs.get("tools") or () if calls.left else ()
        reply = self._asked(messages, offered)
        wanted = reply.calls or (_written(reply.text, calls) if offered else ())
        message = AIMessage(reply.text if reply.calls or not wanted else "", tool_calls=[_one(wanted[0])] if wanted and offered else [])
        return ChatResult(generations=[ChatGeneration(message=message)])

    def _asked(self, messages: list[BaseMessage], offered: Sequence[Any]) -> Reply:
        model: ChatModel = self.inner
        try:
            return model.ask(messages, self.most, self.should_stop, None, self.meter, offered)
        except PromptTooLong:
            return model.ask([_shortened(message) for message in messages], self.most, self.should_stop, None, self.meter, offered)


def _written(text: str, calls: Calls) -> tuple[ToolCall, ...]:
    """A call that stands in the text: some servers hand a model's calls on unread."""
    from chains.shapes import Step

    if not re.search(r"<tool_call>|<function|^\s*(?:```(?:json)?\s*)?\{", text):
        return ()
    try:
        step = extract(text, Step)
    except NotJson:
        return ()
    return (ToolCall(step.tool, step.arguments),) if any(tool.name == step.tool for tool in calls.tools) else ()


def called(calls: Calls, call: Any) -> ToolMessage:
    """The result of one call, as the library keeps it."""
    arguments = None if call["args"] == _NOT_JSON else call["args"]
    return ToolMessage(calls.run(str(call["name"]), arguments), tool_call_id=str(call["id"]), name=str(call["name"]))


def _one(call: ToolCall) -> Any:
    """A call as the library has it; arguments that are no JSON object are handed on as what they are, for the tool to refuse."""
    return {"name": call.name, "args": call.arguments if call.arguments is not None else _NOT_JSON, "id": call.id or "call"}


def _shortened(message: BaseMessage) -> BaseMessage:
    if not isinstance(message, ToolMessage):
        return message
    return ToolMessage(str(message.text)[:_SHORT], tool_call_id=message.tool_call_id, name=message.name)
