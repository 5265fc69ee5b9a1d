"""One turn of a conversation with a model that has tools: what it is told, what it answers, and what it proposes as one proposal."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from nigao import commands_json
from nigao.commands import Redraft, SectionId
from nigao.desk.doing import Doing
from nigao.draft import Meter, Usage
from nigao.errors import BadCall, ModelFailed
from nigao.orders import SaidOrder
from nigao.ports import Agent, Desk, OnProgress, Progress, ShouldStop, Turn
from nigao.review import STATE_NAMES, DraftView, SectionView
from nigao.work.lookups import Bench
from nigao.work.toolbox import Toolbox

_EARLIER, _EACH, _OLDER = 6, 300, 40
_DONE = 8
_SCREEN = 400
_MARK = re.compile(r"〔(\d{1,3})〕")
_UNCITED = "（以上回答没有标明出处，请核对后使用。）"


@dataclass(frozen=True, slots=True)
class Said:
    """What came of a turn. sources: ids in the order of the answer's marks; proposal: what waits for a yes, "" if nothing; usage: what the model cost."""

    text: str
    sources: tuple[str, ...] = ()
    proposal: str = ""
    usage: Usage = field(default_factory=Usage)


class Conversing:
    """Answers with a model's help; what would change the draft waits for a yes."""

    def __init__(self, desk: Desk, doing: Doing, bench: Bench, agent: Agent) -> None:
        self._desk = desk
        self._doing = doing
        self._bench = bench
        self._agent = agent

    @property
    def calls_tools(self) -> bool:
        """Whether the model calls tools itself."""
        return self._agent.calls_tools

    def heard(self, draft: str, order: SaidOrder, on_progress: OnProgress, should_stop: ShouldStop) -> Said:
        """Do what an order wants of the model; a remark that its tools made no proposal of is followed by rewriting. Raises as below."""
        said = self.turn(draft, order, on_progress, should_stop) if order.understand or not order.rewrite else None
        if said is not None and (said.proposal or not order.rewrite):
            return said
        return self.rewrite(draft, order, on_progress, should_stop)

    def turn(self, draft: str, order: SaidOrder, on_progress: OnProgress, should_stop: ShouldStop) -> Said:
        """Answer one thing said. Raises ModelFailed, NotFound."""
        on_progress(Progress("正在理解您的意思"))
        box = Toolbox(self._bench, draft, order.by, order.text, on_progress, should_stop)
        meter = Meter()
        text = self._agent.converse(self._told(draft, order), box, on_progress, should_stop, meter)
        text, sources = _cited(text.strip(), box.looked.sources)
        proposal, question = self._proposed(box)
        if box.looked.sources and text and not sources and not proposal:
            text += _UNCITED
        whole = "\n".join(part for part in (text, question) if part)
        return Said(whole or "没有得到回答，请换个说法再问。", sources, proposal, meter.usage)

    def rewrite(self, draft: str, order: SaidOrder, on_progress: OnProgress, should_stop: ShouldStop) -> Said:
        """Rewrite sections as a remark asks and propose what changes; nothing is changed by itself. Raises NotFound."""
        box = Toolbox(self._bench, draft, order.by, order.text, on_progress, should_stop)
        told: list[str] = []
        for id in order.rewrite:
            if should_stop():
                break
            try:
                box.propose(Redraft(SectionId(id), order.text))
            except (BadCall, ModelFailed) as failed:
                told.append(str(failed))
        proposal, question = self._proposed(box)
        lines = [*dict.fromkeys(told), question] if question else [*dict.fromkeys(told)] or ["已按要求停止，稿子没有动。"]
        return Said("\n".join(line for line in lines if line), (), proposal)

    def _proposed(self, box: Toolbox) -> tuple[str, str]:
        """All that was proposed as one proposal, whose parts can be taken one by one."""
        if not box.parts:
            return "", ""
        labels = list(dict.fromkeys(part.label for part in box.parts))
        what = labels[0] if len(labels) == 1 else "；".join(f"{n}.{label}" for n, label in enumerate(labels, 1))
        question = f"建议：{what}。" + ("要这样改吗？" if len(box.parts) == 1 else f"共{len(box.parts)}处，可以逐处采用。要这样改吗？")
        return self._doing.propose(box.draft, box.proposed[0], question, box.parts, box.by, "model").id, question

    def _told(self, draft: str, order: SaidOrder) -> Turn:
        view = self._desk.view(draft)
        said = self._desk.conversation(draft)
        earlier = [(one.role, one.text) for one in (said[:-1] if said and said[-1].text == order.text else said)]
        return Turn(
            said=order.text,
            title=view.title,
            reviewed=view.reviewed_year,
            planned=view.year,
            outline=tuple((s.position, f"{s.item.number}{s.item.title or '（开头）'}", _state(s)) for s in view.sections),
            screen=_screen(view, order.section),
            decisions=self._desk.brief(draft).decisions,
            done=self._done(draft),
            earlier=_remembered(earlier),
        )

    def _done(self, draft: str) -> tuple[str, ...]:
        """The last things done in this draft that still stand, in words."""
        entries = [entry for entry in self._desk.journal(draft) if entry.patch and not entry.undone][-_DONE:]
        return tuple(f"{entry.by}：{type(commands_json.from_json(json.loads(entry.command))).words}" for entry in entries)


def _cited(text: str, sources: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """The text with its marks counted anew, and the sources they name: those that were looked at and not used are no sources of it."""
    used = [number for number in dict.fromkeys(map(int, _MARK.findall(text))) if 0 < number <= len(sources)]
    again = {number: place for place, number in enumerate(used, 1)}
    return _MARK.sub(lambda mark: f"〔{again[int(mark[1])]}〕" if int(mark[1]) in again else "", text), tuple(sources[n - 1] for n in used)


def _state(section: SectionView) -> str:
    """How a section stands and how long it is, which no model can count."""
    state = STATE_NAMES[section.state]
    return f"{state} {len(section.current.section.text)}字" if section.current else state


def _screen(view: DraftView, position: int | None) -> str:
    if position is None or not 0 <= position < len(view.sections):
        return ""
    section = view.sections[position]
    body = section.current.section.text if section.current else "（还没有写）"
    return f"编号{position}“{section.item.number}{section.item.title or '（开头）'}”：{body[:_SCREEN]}"


def _remembered(messages: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The last turns as they were said, the older ones by what the person asked, a line each."""
    older, recent = messages[:-_EARLIER], messages[-_EARLIER:]
    asked = [text[:_OLDER] for role, text in older if role == "person"][-12:]
    head = [("person", "早些时候说过：" + "；".join(asked))] if asked else []
    return (*head, *((role, text[:_EACH]) for role, text in recent))
