"""What a model may do in a conversation: look things up, and propose commands. Nothing here changes a draft."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from nigao import commands as c
from nigao import commands_json
from nigao.checks.finding import Finding
from nigao.commands import Command, SectionId
from nigao.desk.hunks import hunks
from nigao.desk.proposing import part
from nigao.desk.state import Part
from nigao.errors import BadCall
from nigao.ports import OnProgress, ShouldStop
from nigao.work import answers
from nigao.work.lookups import Bench, Lookups, number_of
from nigao.work.tool import Tool, clip

# Signing, waiving, choosing what counts and taking back are a person's own acts: no model may even propose them.
OWN_ACTS: frozenset[type] = frozenset(
    {
        c.Accept,
        c.Reject,
        c.Waive,
        c.Keep,
        c.Give,
        c.LeaveOpen,
        c.SwitchOff,
        c.SwitchOn,
        c.AnswerOpinion,
        c.UseSource,
        c.Choose,
        c.Take,
        c.Decline,
        c.Undo,
        c.Redo,
    }
)
# What these name is shown to no model (versions, headings taken out, clauses, material left over), or they make proposals of their own.
_UNSEEN: frozenset[type] = frozenset({c.Restore, c.BringBack, c.SettleCarried, c.PutIn, c.NotWanted, c.SetPoints, c.Renew})
# What these write is shown before it is taken; Draft and WriteFulfilment write where nothing stands and are only named.
_COMPOSED = (c.Redraft, c.Shorten, c.Expand, c.Drop, c.DropAbout, c.UpdateFigures)
_SHOWN = 240  # characters of a change that the model is told


@dataclass
class Toolbox:
    """The tools of one turn. said: the person's own words, whose numbers are hers to state.

    looked: what was looked up; parts, proposed: what is proposed so far.
    """

    bench: Bench
    draft: str
    by: str
    said: str
    on_progress: OnProgress
    should_stop: ShouldStop
    parts: list[Part] = field(default_factory=list)
    proposed: list[Command] = field(default_factory=list)
    looked: Lookups = field(init=False)

    def __post_init__(self) -> None:
        self.looked = Lookups(self.bench, self.draft)

    def tools(self) -> list[Tool]:
        """All of them, looking things up first."""
        return [*self.looked.tools(), *(self._command(name, kind) for name, kind in self._offered())]

    def _offered(self) -> Iterator[tuple[str, type]]:
        """Commands that have something to be done to as the draft stands: no gap to fill, no filling."""
        sections = self.looked.view.sections
        texts = [one.current.section.text if one.current else "" for one in sections]
        idle = {kind for kind, any_ in ((c.Fill, any("【待补" in text for text in texts)), (c.Draft, not all(texts))) if not any_}
        yield from ((name, kind) for name, kind in commands_json.CLASSES.items() if kind not in OWN_ACTS | _UNSEEN | idle)

    def _command(self, name: str, kind: type) -> Tool:
        spoken = str(kind.words)  # type: ignore[attr-defined]
        words = f"提议“{spoken}”：{_MEANING.get(kind, spoken)}"

        def run(given: Mapping[str, Any]) -> str:
            command = commands_json.from_json({**given, "command": name}, lambda position: self.looked.section_at(position).id)
            parts = self.propose(command)
            shown = "\n".join(
                f"改前：{clip(one.before, _SHOWN)}\n改后：{clip(one.after, _SHOWN)}" for one in parts if one.before or one.after
            )
            result = f"已记下提议，稿子还没有动，要等用户点头：{parts[0].label}。\n{shown}".strip()
            self.looked.heard.append(result)
            return result

        return Tool(
            name, words, commands_json.schema_of(kind), run, lambda given: f"拟提议：{spoken}{self.looked.named(given.get('section'))}"
        )

    def propose(self, command: Command) -> list[Part]:
        """Note what a command would change, to be asked at the end of the turn. Raises BadCall, ModelFailed."""
        if command in self.proposed:
            raise BadCall("这条提议已经记下了，不要重复。")
        for id in commands_json.sections_of(command):
            self._unchanged(id)
        parts = self._composed(command) if isinstance(command, _COMPOSED) else self._rehearsed(command)
        self.parts += parts
        self.proposed.append(command)
        return parts

    def _unchanged(self, id: SectionId) -> None:
        """Refuse a change of a section that somebody changed since it was seen."""
        now = next((section for section in self.looked.view.sections if section.id == id), None)
        if now is not None and number_of(now) != self.looked.seen.get(id, 0):
            raise BadCall(f"{answers.name(self.looked.view, now.position)}刚刚被人改过，请重新读一遍（read_section）再提。")

    def _rehearsed(self, command: Command) -> list[Part]:
        if isinstance(command, c.Draft):
            return [part(command, label=self._label(command))]
        rehearsed = self.bench.doing.rehearse(self.draft, command, self.by)
        for change in rehearsed.changes:
            self._sourced(change.before, change.after, change.findings)
        if isinstance(command, c.Edit):
            (change,) = rehearsed.changes
            return self._hunks(command.section, change.before, change.after, command)
        before = "\n".join(change.before for change in rehearsed.changes)
        after = "\n".join(change.after for change in rehearsed.changes)
        if isinstance(command, c.Amend):
            before, after = command.old, command.new
        return [part(command, before, after, self._label(command))]

    def _composed(self, command: Command) -> list[Part]:
        """What a drafter makes of a section, as changes that can be taken one by one."""
        (id,) = commands_json.sections_of(command)
        section = next(one for one in self.looked.view.sections if one.id == id)
        if section.current is None:
            raise BadCall(f"{answers.name(self.looked.view, section.position)}还没有写，请先起草。")
        composed = self.bench.drafting.compose(self.draft, command, self.on_progress, self.should_stop)
        state = self.bench.desk.load(self.draft).state
        checked = self.bench.tools.checked(composed.section, state.section(id), state)
        before = section.current.section
        if checked.paragraphs == before.paragraphs:
            raise BadCall(f"{answers.name(self.looked.view, section.position)}按这条意见没有可改的地方。")
        if checked.state != "complete":
            raise BadCall("改后的文字不完整，没有提出。")
        self._sourced(before.text, checked.text, checked.findings)
        return self._hunks(id, before.text, checked.text, command)

    def _hunks(self, id: SectionId, before: str, after: str, command: Command) -> list[Part]:
        """As amendments, so that what a person changes meanwhile is not overwritten."""
        return [part(one, one.old, one.new, self._label(command)) for one in hunks(id, before, after, getattr(command, "remark", ""))]

    def _sourced(self, before: str, after: str, findings: Sequence[Finding]) -> None:
        """Refuse figures nobody bears out: not the sources, not the text as it stood, not the person's own words."""
        said = "".join(self.said.split())
        new = [
            place.text
            for finding in findings
            if finding.severity == "error" and finding.code.startswith(("figure.", "leaving."))
            for place in finding.places[:1]
            if place.text not in before and "".join(place.text.split()) not in said
        ]
        if new:
            raise BadCall(f"“{new[0]}”没有出处或不能写进稿子，请用台账里的数字（look_up_figures），查不到就不写。")

    def _label(self, command: Command) -> str:
        names = [
            answers.name(self.looked.view, one.position)
            for id in commands_json.sections_of(command)[:1]
            for one in self.looked.view.sections
            if one.id == id
        ]
        return f"{type(command).words}{''.join(names)}"


_MEANING: Mapping[type, str] = {
    c.Edit: "给出一节改好的全文（text），只在改动很多时用",
    c.Amend: "把一节里原有的一段文字（old，照抄原文）换成new；old为空就加在末尾，old有几处时nth是第几处",
    c.Draft: "起草还没有写的一节",
    c.Redraft: "按意见（remark）重写一节，length为字数",
    c.Shorten: "把一节精简到to字以内（提纲里有各节现在的字数）；paragraph不写是整节，写了是第几段，-1是最后一段",
    c.Expand: "把一节扩写到to字左右",
    c.Drop: "删去一节里的第number段（unit为paragraph）或第number句（sentence），-1是最后一段或一句",
    c.DropAbout: "删去一节里提到某事（about）的句子",
    c.UpdateFigures: "把一节里的数字换成今年台账里的",
    c.Replace: "把字词old都换成new，不写section就是全文",
    c.SetFigure: "把一节里某个指标的数改成用户说的value，was是稿子里现在的数",
    c.Fill: "用value填上一处缺口，gap是list_gaps给的编号",
    c.Rename: "改一节的标题，不带编号",
    c.Add: "增加一节，放在under之下、after之后或before之前",
    c.Move: "把一节连同下级移到after之后或before之前",
    c.Swap: "两节对调",
    c.Remove: "删去一节，只在用户明确要求时用",
    c.Tabulate: "把一个指标历年的数列成小表放在一节末尾",
    c.WriteFulfilment: "把上年目标完成情况写成一节",
    c.Remember: "记住一件定下来的事，后面照办",
}
