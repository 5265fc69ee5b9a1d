"""What a model may do in a conversation: look things up, and propose commands. Nothing here changes a draft."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from nigao import commands as c
from nigao import commands_json
from nigao.asking.scene import Scene
from nigao.checks.finding import Finding
from nigao.commands import Command, SectionId
from nigao.desk.doing import Doing
from nigao.desk.hunks import hunks
from nigao.desk.proposing import part
from nigao.desk.state import Part
from nigao.draft import Hit
from nigao.errors import BadCall
from nigao.ledger import Entry
from nigao.ports import Archive, Desk, Filter, OnProgress, Retriever, ShouldStop
from nigao.review import STATE_NAMES, DraftView, SectionView
from nigao.standing import BEARING
from nigao.text.likeness import grams, share
from nigao.work import answers, facts
from nigao.work.answers import Answer
from nigao.work.bookkeeping import Bookkeeping
from nigao.work.drafting import Drafting
from nigao.work.inspecting import Inspecting
from nigao.work.reviewing import DraftTools, Reviewing, sections_of
from nigao.writing.provenance import sentences_in

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
_FIGURES, _HITS, _SHOWN, _SOURCES, _PLACES = 24, 5, 240, 40, 12
# The share of the words asked for that a sentence has to have.
_NEAR = 0.6


@dataclass(frozen=True, slots=True)
class Tool:
    """One thing the model may call. schema: JSON Schema of its arguments. run: the result as text; raises BadCall with what is wrong.

    step: what is shown to the person while it runs, in Chinese.
    """

    name: str
    words: str
    schema: Mapping[str, Any]
    run: Callable[[Mapping[str, Any]], str]
    step: Callable[[Mapping[str, Any]], str]


@dataclass(frozen=True, slots=True)
class Bench:
    """The use cases a turn's tools work with."""

    archive: Archive
    desk: Desk
    retriever: Retriever
    drafting: Drafting
    doing: Doing
    tools: DraftTools
    reviewing: Reviewing
    inspecting: Inspecting
    books: Bookkeeping


@dataclass
class Toolbox:
    """The tools of one turn. said: the person's own words, whose numbers are hers to state.

    sources: what was looked up, in the order of its marks 〔1〕, 〔2〕 …; heard: every result; parts: what is proposed so far.
    """

    bench: Bench
    draft: str
    by: str
    said: str
    on_progress: OnProgress
    should_stop: ShouldStop
    sources: list[str] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    proposed: list[Command] = field(default_factory=list)
    _seen: dict[SectionId, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._seen = {section.id: _number(section) for section in self.view.sections}

    @property
    def view(self) -> DraftView:
        """The draft as it stands now."""
        return self.bench.desk.view(self.draft)

    def tools(self) -> list[Tool]:
        """All of them, looking things up first."""
        proposals = [self._command(name, kind) for name, kind in self._offered()]
        return [*self._lookups(), *proposals]

    def _offered(self) -> Iterator[tuple[str, type]]:
        """Commands that have something to be done to as the draft stands: no gap to fill, no filling."""
        sections = self.view.sections
        texts = [one.current.section.text if one.current else "" for one in sections]
        idle = {kind for kind, any_ in ((c.Fill, any("【待补" in text for text in texts)), (c.Draft, not all(texts))) if not any_}
        yield from ((name, kind) for name, kind in commands_json.CLASSES.items() if kind not in OWN_ACTS | _UNSEEN | idle)

    # --- looking things up -----------------------------------------------------------------------------------------------

    def _lookups(self) -> list[Tool]:
        section = {"type": "integer", "description": "提纲里的编号"}
        text: Mapping[str, Any] = {"type": "string"}
        years = {"type": "array", "items": {"type": "integer"}, "description": "要哪几年的，不写就是全部"}
        return [
            self._lookup(
                "look_up_figures",
                "查一个指标在台账里的数字，可以指定年份",
                self._figures,
                {"indicator": text, "years": years},
                ["indicator"],
            ),
            self._lookup("search", "在档案里找与一句话有关的原文", self._search, {"query": text, "year": {"type": "integer"}}, ["query"]),
            self._lookup(
                "find_in_draft",
                "找稿子里哪些节、哪几句说到某个指标或字词；要改一个数而没说在哪一节，先用它",
                self._find,
                {"words": text},
                ["words"],
            ),
            self._lookup("read_section", "读稿子里的一节现在的全文", self._read, {"section": section}, ["section"]),
            self._lookup("read_last_year", "读去年同一节的原文", self._last_year, {"section": section}, ["section"]),
            self._lookup("read_department", "看一个部门或一份材料报送了哪些数字", self._department, {"name": text}, ["name"]),
            self._lookup("list_gaps", "看还缺哪些数字（【待补】），每处前面是它的编号，填数时要用", self._gaps, {"section": section}, []),
            self._lookup("list_carried", "看哪些句子沿用去年的话", self._carried, {"section": section}, []),
            self._lookup("list_findings", "看核对出的问题", self._findings, {"section": section}, []),
            self._lookup("list_sources", "看档案里有哪些材料，是谁报的", self._sources, {}, []),
            self._lookup("list_opinions", "看核稿人、领导批的意见和是否已答复", self._opinions, {}, []),
            self._lookup("list_fulfilment", "看上年目标完成得怎样", self._fulfilment, {}, []),
        ]

    def _lookup(self, name: str, words: str, run: Callable[..., str], properties: Mapping[str, Any], needed: Sequence[str]) -> Tool:
        schema = {"type": "object", "properties": dict(properties), "required": list(needed), "additionalProperties": False}

        def checked(given: Mapping[str, Any]) -> str:
            result = run(**_arguments(name, schema, given))
            self.heard.append(result)
            return result

        return Tool(name, words, schema, checked, lambda given: self._step(name, given))

    def _step(self, name: str, given: Mapping[str, Any]) -> str:
        where = self._named(given.get("section"))
        years = "、".join(str(year) for year in given.get("years") or ())
        return {
            "look_up_figures": f"查台账：{_clip(given.get('indicator'))}{f' {years}' if years else ''}",
            "find_in_draft": f"在稿子里找：{_clip(given.get('words'))}",
            "list_carried": f"看沿用去年的句子{where}",
            "search": f"找原文：{_clip(given.get('query'))}",
            "read_section": f"读{where}",
            "read_last_year": f"读去年的{where}",
            "read_department": f"看材料：{_clip(given.get('name'))}",
            "list_gaps": f"看缺口{where}",
            "list_findings": f"看核对结果{where}",
            "list_sources": "看材料清单",
            "list_opinions": "看批注意见",
            "list_fulfilment": "看上年目标完成情况",
        }[name]

    def _named(self, position: object) -> str:
        sections = self.view.sections
        return answers.name(self.view, position) if isinstance(position, int) and 0 <= position < len(sections) else ""

    def _figures(self, indicator: str, years: Sequence[int] = ()) -> str:
        named = facts.entries_of(self.bench.archive, indicator)
        wanted = {str(year) for year in years}
        found = [e for e in named if not wanted or e.figure.period in wanted]
        if not named:
            return f"台账里没有“{_clip(indicator)}”的数字。"
        head = "" if found else f"台账里没有“{_clip(indicator)}”{'、'.join(sorted(wanted))}年的数字，有这些：\n"
        found = sorted(found or named, key=lambda e: (e.figure.period, e.figure.status != "target", e.figure.measure), reverse=True)[
            :_FIGURES
        ]
        self.entries += found
        return head + "\n".join(f"{facts.line(e)}{self._mark(e.source.id)}" for e in found)

    def _search(self, query: str, year: int | None = None) -> str:
        sources = self.bench.archive.sources()
        named = [s for s in sources if s.standing not in BEARING and s.unit and s.unit[:2] in query]
        chosen = named or [s for s in sources if s.standing in BEARING]
        chosen = [s for s in chosen if year is None or year in (s.year, s.reviewed_year)]
        hits = self.bench.retriever.search(query, _HITS, Filter(sources=tuple(s.id for s in chosen))) if chosen else []
        return "\n".join(self._quoted(hit) for hit in hits) or f"档案里没有找到与“{_clip(query)}”有关的原文。"

    def _quoted(self, hit: Hit) -> str:
        path = " / ".join((hit.source.title, *hit.passage.heading_path))
        return f"《{path}》{self._mark(hit.source.id)}：{hit.passage.text.strip()}"

    def _read(self, section: int) -> str:
        one = self._section_at(section)
        self._seen[one.id] = _number(one)
        body = one.current.section.text if one.current else "（还没有写）"
        return f"{answers.name(self.view, section)}（{STATE_NAMES[one.state]}）全文：\n{body}"

    def _last_year(self, section: int) -> str:
        one = self._section_at(section)
        if not one.item.like:
            return f"去年没有与{answers.name(self.view, section)}对应的一节。"
        return f"去年的这一节{self._mark(self.view.like)}：\n{one.item.like}"

    def _department(self, name: str) -> str:
        return self._told(answers.of_source(self.bench.archive, name))

    def _find(self, words: str) -> str:
        """Sentences of the draft that hold the words, or most of them, the nearest first."""
        told = [
            (near, f"编号{one.position} {answers.name(self.view, one.position)}：{sentence.text}")
            for one in self.view.sections
            if one.current
            for sentence in sentences_in(one.current.section.text)
            if (near := 1.0 if words in sentence.text else share(grams(words), grams(sentence.text))) >= _NEAR
        ]
        nearest = sorted(told, key=lambda pair: -pair[0])[:_PLACES]
        return "\n".join(line for _, line in nearest) or f"稿子里没有说到“{_clip(words)}”的句子。"

    def _gaps(self, section: int | None = None) -> str:
        wanted = None if section is None else set(Scene.of(self.view, None).block(self._section_at(section).position))
        rows = sections_of(self.bench.reviewing.kept(self.draft))
        lines = [
            f"{one.id} {answers.name(self.view, row.row.position or 0)}：{one.text or '内容'}{f'（去年是{one.gap.last.value}）' if one.gap.last else ''}"
            for row in rows
            if wanted is None or row.row.position in wanted
            for one in row.gaps
        ]
        return "还缺（编号、在哪一节、缺什么）：\n" + "\n".join(lines) if lines else "没有标为【待补】的地方。"

    def _carried(self, section: int | None = None) -> str:
        position = self._section_at(section).position if section is not None else None
        return self._told(answers.carried(Scene.of(self.view, None), position))

    def _findings(self, section: int | None = None) -> str:
        position = self._section_at(section).position if section is not None else None
        found = self.bench.reviewing.open_findings(self.draft)
        whole = self.bench.inspecting.whole(self.draft).findings if position is None else ()
        return self._told(answers.findings(self.view, found, position, whole))

    def _fulfilment(self) -> str:
        return self._told(
            answers.promises(self.bench.books.fulfilment(self.view.like), self.view.reviewed_year, self.bench.books.tasks(self.view.like))
        )

    def _sources(self) -> str:
        known = sorted(self.bench.archive.sources(), key=lambda s: -(s.reviewed_year or s.year or 0))[:_SOURCES]
        lines = [f"《{s.title or s.filename}》{s.department or s.unit} {s.year or ''}{self._mark(s.id)}" for s in known]
        return "\n".join(lines) or "档案里还没有材料。"

    def _opinions(self) -> str:
        kept = self.bench.desk.load(self.draft).state.opinions.values()
        lines = [f"{one.task.author or '核稿人'}批“{one.title}”：{one.task.text}（{one.answer or '还没有答复'}）" for one in kept]
        return "\n".join(lines) or "没有收到批注意见。"

    def _told(self, answer: Answer) -> str:
        return answer.text + "".join(self._mark(source) for source in answer.sources)

    def _mark(self, source: str) -> str:
        if source and source not in self.sources:
            self.sources.append(source)
        return f"〔{self.sources.index(source) + 1}〕" if source else ""

    # --- proposing -------------------------------------------------------------------------------------------------------

    def _command(self, name: str, kind: type) -> Tool:
        spoken = str(kind.words)  # type: ignore[attr-defined]
        words = f"提议“{spoken}”：{_MEANING.get(kind, spoken)}"

        def run(given: Mapping[str, Any]) -> str:
            command = commands_json.from_json({**given, "command": name}, lambda position: self._section_at(position).id)
            parts = self.propose(command)
            shown = "\n".join(
                f"改前：{_clip(one.before, _SHOWN)}\n改后：{_clip(one.after, _SHOWN)}" for one in parts if one.before or one.after
            )
            result = f"已记下提议，稿子还没有动，要等用户点头：{parts[0].label}。\n{shown}".strip()
            self.heard.append(result)
            return result

        return Tool(name, words, commands_json.schema_of(kind), run, lambda given: f"拟提议：{spoken}{self._named(given.get('section'))}")

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
        now = next((section for section in self.view.sections if section.id == id), None)
        if now is not None and _number(now) != self._seen.get(id, 0):
            raise BadCall(f"{answers.name(self.view, now.position)}刚刚被人改过，请重新读一遍（read_section）再提。")

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
        section = next(one for one in self.view.sections if one.id == id)
        if section.current is None:
            raise BadCall(f"{answers.name(self.view, section.position)}还没有写，请先起草。")
        composed = self.bench.drafting.compose(self.draft, command, self.on_progress, self.should_stop)
        state = self.bench.desk.load(self.draft).state
        checked = self.bench.tools.checked(composed.section, state.section(id), state)
        before = section.current.section
        if checked.paragraphs == before.paragraphs:
            raise BadCall(f"{answers.name(self.view, section.position)}按这条意见没有可改的地方。")
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
            answers.name(self.view, one.position)
            for id in commands_json.sections_of(command)[:1]
            for one in self.view.sections
            if one.id == id
        ]
        return f"{type(command).words}{''.join(names)}"

    def _section_at(self, position: int) -> SectionView:
        sections = self.view.sections
        if isinstance(position, bool) or not isinstance(position, int) or not 0 <= position < len(sections):
            raise BadCall(f"没有编号为{position}的一节，编号是0到{len(sections) - 1}。")
        return sections[position]


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


def _arguments(name: str, schema: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """Arguments as the schema wants them, what is null left out. Raises BadCall."""
    known: Mapping[str, Any] = schema["properties"]
    kept = {key: value for key, value in given.items() if value is not None}
    if wrong := next((key for key in kept if key not in known), None):
        raise BadCall(f"工具{name}没有“{_clip(wrong)}”这个参数，可用的有：{'、'.join(known) or '（无）'}。")
    if missing := next((key for key in schema["required"] if key not in kept), None):
        raise BadCall(f"工具{name}缺少参数“{missing}”。")
    return {key: _argument(name, key, known[key]["type"], value) for key, value in kept.items()}


def _argument(name: str, key: str, kind: str, value: Any) -> Any:
    if kind == "array":
        listed = value if isinstance(value, list) else [value]
        return [_argument(name, key, "integer", one) for one in listed]
    if kind == "integer" and isinstance(value, str) and re.fullmatch(r"\s*-?\d{1,6}\s*年?", value):
        return int(re.sub(r"\D", "", value))
    fits = isinstance(value, int) and not isinstance(value, bool) if kind == "integer" else isinstance(value, str) and value.strip()
    if not fits:
        raise BadCall(f"工具{name}的参数“{key}”应是{'整数' if kind == 'integer' else '文字'}。")
    return value


def _number(section: SectionView) -> int:
    return section.current.number if section.current else 0


def _clip(value: object, most: int = 24) -> str:
    text = " ".join(str(value or "").split())
    return text if len(text) <= most else f"{text[:most]}…"
