"""The whole draft made one (统稿): for what shows only across sections, redrafted sections are proposed; nothing changes by itself."""

from __future__ import annotations

from nigao.checks.finding import Finding
from nigao.commands import Redraft
from nigao.desk.doing import Doing
from nigao.desk.hunks import hunks
from nigao.desk.proposing import part
from nigao.desk.state import Part
from nigao.errors import ModelFailed
from nigao.ports import Assistant, Desk, OnProgress, Progress, ShouldStop
from nigao.review import DraftView, SectionView
from nigao.work.drafting import Drafting
from nigao.work.inspecting import Inspecting
from nigao.work.reviewing import DraftTools

# What a program sees across sections and a writer can put right; the other findings are a person's to decide.
_ACROSS = ("document.repeat", "consistency")
_MOST_QUOTES = 4


class Unifying:
    """Reads a draft as a whole with the model, and proposes what to change in the sections that need it."""

    def __init__(
        self, desk: Desk, drafting: Drafting, doing: Doing, tools: DraftTools, inspecting: Inspecting, assistant: Assistant
    ) -> None:
        self._desk = desk
        self._drafting = drafting
        self._doing = doing
        self._tools = tools
        self._inspecting = inspecting
        self._assistant = assistant

    def run(self, draft: str, by: str, on_progress: OnProgress, should_stop: ShouldStop) -> tuple[str, str]:
        """Read, redraft what needs it; (what was remarked, in Chinese; the proposal the changes wait in, "" where there are none).

        Accepted sections are read but no change of them is proposed. Raises ModelFailed where nothing usable came of the reading.
        """
        view = self._desk.view(draft)
        on_progress(Progress("正在通读全稿"))
        remarks = self._remarks(view, should_stop)
        if not remarks:
            return "通读了全稿，没有发现前后重复、矛盾或不衔接的地方，稿子没有改动。", ""
        done: dict[int, str] = {}
        parts: list[Part] = []
        for number, (position, said) in enumerate(remarks.items()):
            if should_stop():
                break
            on_progress(Progress(f"正在修改{_name(view, position)}", number, len(remarks)))
            done[position], changes = self._change(view, position, said, should_stop)
            parts += changes
        told = self._told(view, remarks, done)
        if not parts:
            return told, ""
        first = Redraft(view.sections[next(iter(done))].id)
        return told, self._doing.propose(draft, first, f"统稿提出{len(parts)}处改动，逐处看过再采用。", parts, by, "model").id

    def _told(self, view: DraftView, remarks: dict[int, list[str]], done: dict[int, str]) -> str:
        """What was remarked and what is proposed for it."""
        lines = [f"{_name(view, position)}：{'；'.join(remarks[position])}（{outcome}）" for position, outcome in done.items()]
        if len(done) < len(remarks):
            lines.append(f"已停止，还有{len(remarks) - len(done)}个部分没有看。")
        return "\n".join(["统稿意见和处理：", *lines])

    def _across(self, draft: str) -> dict[int, dict[str, list[str]]]:
        """What the checks find across sections: position → message → the words it concerns."""
        found: dict[int, dict[str, list[str]]] = {}
        for position, finding in self._inspecting.whole(draft).findings:
            if finding.code.startswith(_ACROSS) and finding.places:
                found.setdefault(position, {}).setdefault(finding.message.rstrip("。"), []).append(finding.places[0].text)
        return found

    def _remarks(self, view: DraftView, should_stop: ShouldStop) -> dict[int, list[str]]:
        """What to change in each section, the program's findings first, then the model's remarks."""
        written = {s.position: s.current.section for s in view.sections if s.current and s.current.section.paragraphs}
        found = {position: [_said(message, quotes) for message, quotes in said.items()] for position, said in self._across(view.id).items()}
        problems = [f"第{position + 1}部分：{said}" for position, listed in found.items() for said in listed]
        for position, remark in self._assistant.read_whole(self._desk.brief(view.id), written, problems, should_stop):
            found.setdefault(position, []).append(remark)
        return {position: list(dict.fromkeys(said)) for position, said in sorted(found.items()) if _open(view.sections[position])}

    def _change(self, view: DraftView, position: int, said: list[str], should_stop: ShouldStop) -> tuple[str, list[Part]]:
        """A section redrafted: what came of it, and its changes. A text with more wrong figures than before is not proposed."""
        section = view.sections[position]
        assert section.current is not None
        before = section.current.section
        try:
            composed = self._drafting.compose(view.id, Redraft(section.id, "；".join(said)), _silent, should_stop)
        except ModelFailed as failed:
            return f"没有改成：{failed}", []
        row = self._desk.load(view.id).state.section(section.id)
        checked = self._tools.checked(composed.section, row, self._desk.load(view.id).state)
        if checked.paragraphs == before.paragraphs:
            return "没有可改的地方", []
        if checked.state != "complete" or _errors(checked.findings) > _errors(before.findings):
            return "改后的文字不完整或数字有误，没有提出，请手工改", []
        changes = hunks(section.id, before.text, checked.text, "统稿")
        return "已提出改动", [part(change, change.old, change.new, _name(view, position)) for change in changes]


def _open(section: SectionView) -> bool:
    return section.current is not None and section.state not in ("accepted", "writing")


def _said(message: str, quotes: list[str]) -> str:
    shown = "".join(f"“{text if len(text) <= 24 else text[:22] + '……'}”" for text in quotes[:_MOST_QUOTES])
    more = f"等{len(quotes)}处" if len(quotes) > _MOST_QUOTES else ""
    return f"{shown}{more}：{message}"


def _errors(findings: tuple[Finding, ...]) -> int:
    return sum(finding.severity == "error" for finding in findings)


def _name(view: DraftView, position: int) -> str:
    item = view.sections[position].item
    return f"“{item.number}{item.title or '开头'}”"


def _silent(progress: Progress) -> None:
    return
