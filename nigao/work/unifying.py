"""The whole draft made one (统稿): what shows only across sections is put right by redrafting those sections, and nothing else changes."""

from __future__ import annotations

from nigao.checks.finding import Finding
from nigao.errors import ModelFailed
from nigao.ports import Assistant, Desk, OnProgress, Progress, ShouldStop
from nigao.review import DraftView, SectionView
from nigao.work.drafting import Drafting
from nigao.work.inspecting import Inspecting
from nigao.work.reviewing import Reviewing

# What a program sees across sections and a writer can put right; the other findings are a person's to decide.
_ACROSS = ("document.repeat", "consistency")
_MOST_QUOTES = 4


class Unifying:
    """Reads a draft as a whole with the model, and has the sections redrafted that need it."""

    def __init__(self, desk: Desk, drafting: Drafting, reviewing: Reviewing, inspecting: Inspecting, assistant: Assistant) -> None:
        self._desk = desk
        self._drafting = drafting
        self._reviewing = reviewing
        self._inspecting = inspecting
        self._assistant = assistant

    def run(self, draft: str, on_progress: OnProgress, should_stop: ShouldStop) -> str:
        """Read, redraft what needs it, and say in Chinese what was changed and why.

        Accepted sections are read but never changed. Raises ModelFailed where nothing usable came of the reading.
        """
        view = self._desk.view(draft)
        on_progress(Progress("正在通读全稿"))
        remarks = self._remarks(view, should_stop)
        if not remarks:
            return "通读了全稿，没有发现前后重复、矛盾或不衔接的地方，稿子没有改动。"
        done: dict[int, str] = {}
        for number, (position, said) in enumerate(remarks.items()):
            if should_stop():
                break
            on_progress(Progress(f"正在修改{_name(view, position)}", number, len(remarks)))
            done[position] = self._change(draft, position, said, should_stop)
        return self._told(view, remarks, done)

    def _told(self, view: DraftView, remarks: dict[int, list[str]], done: dict[int, str]) -> str:
        """What was remarked and what became of it, with what the checks still find there."""
        still = self._across(view.id)
        lines = []
        for position, outcome in done.items():
            left = sum(len(quotes) for quotes in still.get(position, {}).values())
            lines.append(f"{_name(view, position)}：{'；'.join(remarks[position])}（{outcome}{f'，仍有{left}处' if left else ''}）")
        if len(done) < len(remarks):
            lines.append(f"已停止，还有{len(remarks) - len(done)}个部分没有改。")
        return "\n".join(["统稿意见和处理：", *lines, "改前的各稿都留着，可以在“核稿”页比较和恢复。"])

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

    def _change(self, draft: str, position: int, said: list[str], should_stop: ShouldStop) -> str:
        """Redraft one section; what came of it. A text with more wrong figures than before does not stay."""
        before = self._section(draft, position).current
        assert before is not None
        try:
            written = self._drafting.write(draft, position, _silent, should_stop, remark="；".join(said))
        except ModelFailed as failed:
            return f"没有改成：{failed}"
        if not written.changed:
            return "没有可改的地方"
        if written.section.state == "complete" and _errors(written.section.findings) <= _errors(before.section.findings):
            return "已改"
        self._reviewing.restore(draft, position, before.number, "统稿")
        return "改后的文字不完整或数字有误，已恢复原文，请手工改"

    def _section(self, draft: str, position: int) -> SectionView:
        return self._desk.view(draft).sections[position]


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
