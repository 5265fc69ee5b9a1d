"""The model's side of a conversation: it calls tools one at a time, or is asked for JSON where it cannot; its answer is checked here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import prompts
from chains import abilities, tokens
from chains.citing import CitedStream, Sources, amounts_of
from chains.echo import is_echo
from chains.faults import ToolsRefused
from chains.fence import disarm, fence
from chains.jsons import NotJson, extract
from chains.model import ChatModel
from chains.tools import Calls, as_langchain, listed, weight
from nigao.draft import Meter
from nigao.errors import ModelNonsense
from nigao.ports import OnProgress, Progress, ShouldStop, Turn
from nigao.settings import Settings
from nigao.work.toolbox import Toolbox

if TYPE_CHECKING:
    from chains.shapes import Step

_LONGEST = 900
_ECHO = "模型把要求抄了回来，没有回答，请换个说法，或更换能力更强的模型。"
_NOTHING = "模型没有给出可用的回答，请换个说法再试。"


class ModelAgent:
    """Fills the port Agent."""

    def __init__(self, settings: Settings, name: str = "") -> None:
        self._model = ChatModel(settings, name)
        known = abilities.recall(settings.home, settings.base_url, self._model.name)
        # Where nothing is known tools are offered; a service that minds them says so.
        self._tools = not (known and known.answers) or known.tools

    @property
    def calls_tools(self) -> bool:
        """Whether the model calls tools itself, as far as is known."""
        return self._tools

    def converse(self, turn: Turn, toolbox: Toolbox, on_progress: OnProgress, should_stop: ShouldStop, meter: Meter) -> str:
        """The checked answer. Raises ModelFailed."""
        # What the tools may give back is counted, not guessed: a guess leaves them half of it.
        tokens.encoding()
        said = self._spoken(turn, toolbox, on_progress, should_stop, meter)
        if is_echo(said):
            raise ModelNonsense(_ECHO)
        on_progress(Progress("正在核对回答"))
        return checked(said, toolbox, turn)

    def _spoken(self, turn: Turn, toolbox: Toolbox, on_progress: OnProgress, should_stop: ShouldStop, meter: Meter) -> str:
        if self._tools:
            try:
                return self._with_tools(turn, toolbox, on_progress, should_stop, meter)
            except ToolsRefused:
                self._tools = False
        return self._with_json(turn, toolbox, on_progress, should_stop, meter)

    # --- a model that calls tools ------------------------------------------------------------------------------------------

    def _with_tools(self, turn: Turn, toolbox: Toolbox, on_progress: OnProgress, should_stop: ShouldStop, meter: Meter) -> str:
        from langchain.agents import create_agent
        from langchain.agents.middleware import wrap_tool_call
        from langchain_core.messages import HumanMessage
        from langsmith import tracing_context

        from chains.agent_model import AgentModel, called

        rules, prompt = prompts.load("agent_rules").text.strip(), self._prompt(turn)
        tools = toolbox.tools()
        calls = Calls(tools, on_progress, self._model.room_beside(_LONGEST) - tokens.weigh(rules + prompt) - weight(tools))
        model = AgentModel(inner=self._model, calls=calls, should_stop=should_stop, meter=meter, most=_LONGEST)
        # Every call goes by our own door: the library's refusals of unknown tools are English and meant for programmers.
        door = wrap_tool_call(lambda request, _: called(calls, request.tool_call))
        agent = create_agent(model, as_langchain(calls), system_prompt=rules, middleware=[door])
        # A user's LANGSMITH_TRACING must not send a unit's papers to a cloud it never chose.
        with tracing_context(enabled=False):
            # Each call is two steps of the graph, and the model stops being offered tools long before this is reached.
            state = agent.invoke({"messages": [HumanMessage(prompt)]}, {"recursion_limit": 40})
        return str(state["messages"][-1].text)

    # --- a model that does not ---------------------------------------------------------------------------------------------

    def _with_json(self, turn: Turn, toolbox: Toolbox, on_progress: OnProgress, should_stop: ShouldStop, meter: Meter) -> str:
        tools = toolbox.tools()
        rules = prompts.load("agent_rules").text + prompts.load("agent_json").fill(tools=listed(tools)).strip()
        turns: list[Any] = [("system", rules), ("user", self._prompt(turn))]
        calls = Calls(tools, on_progress, self._model.room_beside(_LONGEST) - tokens.weigh("".join(text for _, text in turns)))
        while not should_stop():
            step = self._step(turns, should_stop, meter)
            if step.answer or not step.tool:
                return step.answer
            result = calls.run(step.tool, step.arguments)
            turns += [
                ("assistant", step.model_dump_json(exclude_defaults=True)),
                ("user", fence("结果", result) + "\n请继续，只输出一个JSON对象。"),
            ]
            if not calls.left:
                turns[-1] = ("user", fence("结果", result) + '\n请用已有的结果回答，只输出 {"answer": "回答用户的话"}。')
                return self._step(turns, should_stop, meter).answer
        return "已按要求停止。"

    def _step(self, turns: Sequence[Any], should_stop: ShouldStop, meter: Meter) -> Step:
        """What the model wants next, asked once more where it cannot be read; plain words are an answer."""
        from chains.shapes import Step

        turns = list(turns)
        problem = ""
        for _ in range(2):
            reply = self._model.ask(turns, _LONGEST, should_stop, None, meter).text
            if is_echo(reply):
                raise ModelNonsense(_ECHO)
            try:
                return extract(reply, Step)
            except NotJson as wrong:
                problem = str(wrong)
            if not re.search(r"[{}]", reply) and len(reply) > 4:
                return Step(answer=reply)
            turns += [("assistant", reply[:1000]), ("user", prompts.load("agent_json_repair").fill(problem=problem))]
        raise ModelNonsense(_NOTHING)

    def _prompt(self, turn: Turn) -> str:
        outline = "\n".join(f"{position} {disarm(heading)} {state}" for position, heading, state in turn.outline)
        history = "\n".join(f"{'用户' if role == 'person' else '助手'}：{disarm(text)}" for role, text in turn.earlier)
        return (
            prompts.load("agent")
            .fill(
                title=disarm(turn.title),
                reviewed=str(turn.reviewed),
                planned=str(turn.planned),
                outline=tokens.clip(outline, max(300, self._model.room // 4)) or "（还没有提纲）",
                decisions="已经定下的事：" + "；".join(disarm(one) for one in turn.decisions) if turn.decisions else "",
                done="最近做过：" + "；".join(disarm(one) for one in turn.done) if turn.done else "",
                screen=fence("用户正看着", disarm(turn.screen)) if turn.screen else "",
                history=tokens.clip(fence("此前的对话", history), max(300, self._model.room // 6)) if history else "",
                said=disarm(turn.said[:2000]),
            )
            .strip()
        )


def checked(said: str, toolbox: Toolbox, turn: Turn) -> str:
    """The answer with marks that exist, and with each number that stands in no result and in no word of the person's marked."""
    heard = "\n".join(toolbox.looked.heard)
    number = {source: n for n, source in enumerate(toolbox.looked.sources, 1)}
    known = [(amount, (number.get(e.source.id, 0), e.figure.indicator)) for e in toolbox.looked.entries if (amount := e.figure.amount)]
    told = f"{heard}\n{turn.screen}\n{turn.title}"
    sources = Sources(told, frozenset(range(1, len(toolbox.looked.sources) + 1)), re.sub(r"\s+", "", told), *amounts_of(known))
    person = "".join(text for role, text in turn.earlier if role == "person")
    stream = CitedStream(sources, turn.said + person)
    return "".join([*stream.feed(said), *stream.close()]).strip()
