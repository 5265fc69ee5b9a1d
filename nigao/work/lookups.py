"""What a model may look up in a conversation, and what it has heard so far. Nothing here changes a draft."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from nigao.asking.scene import Scene
from nigao.commands import SectionId
from nigao.desk.doing import Doing
from nigao.draft import Hit
from nigao.errors import BadCall
from nigao.ledger import Entry
from nigao.ports import Archive, Desk, Filter, Retriever
from nigao.review import STATE_NAMES, DraftView, SectionView
from nigao.standing import BEARING
from nigao.text.likeness import grams, share
from nigao.work import answers, facts
from nigao.work.answers import Answer
from nigao.work.bookkeeping import Bookkeeping
from nigao.work.drafting import Drafting
from nigao.work.inspecting import Inspecting
from nigao.work.reviewing import DraftTools, Reviewing, sections_of
from nigao.work.tool import Tool, arguments, clip
from nigao.writing.provenance import sentences_in

_FIGURES, _HITS, _SOURCES, _PLACES = 24, 5, 40, 12
# The share of the words asked for that a sentence has to have.
_NEAR = 0.6


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
class Lookups:
    """The looking up of one turn. sources: what was looked up, in the order of its marks 〔1〕, 〔2〕 …; heard: every result.

    entries: the figures among them. seen: which version of each section the model knows.
    """

    bench: Bench
    draft: str
    sources: list[str] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    seen: dict[SectionId, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.seen = {section.id: number_of(section) for section in self.view.sections}

    @property
    def view(self) -> DraftView:
        """The draft as it stands now."""
        return self.bench.desk.view(self.draft)

    def tools(self) -> list[Tool]:
        """All that can be looked up."""
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
            result = run(**arguments(name, schema, given))
            self.heard.append(result)
            return result

        return Tool(name, words, schema, checked, lambda given: self._step(name, given))

    def _step(self, name: str, given: Mapping[str, Any]) -> str:
        where = self.named(given.get("section"))
        years = "、".join(str(year) for year in given.get("years") or ())
        return {
            "look_up_figures": f"查台账：{clip(given.get('indicator'))}{f' {years}' if years else ''}",
            "find_in_draft": f"在稿子里找：{clip(given.get('words'))}",
            "list_carried": f"看沿用去年的句子{where}",
            "search": f"找原文：{clip(given.get('query'))}",
            "read_section": f"读{where}",
            "read_last_year": f"读去年的{where}",
            "read_department": f"看材料：{clip(given.get('name'))}",
            "list_gaps": f"看缺口{where}",
            "list_findings": f"看核对结果{where}",
            "list_sources": "看材料清单",
            "list_opinions": "看批注意见",
            "list_fulfilment": "看上年目标完成情况",
        }[name]

    def named(self, position: object) -> str:
        """A section by its heading, "" for a place there is none of."""
        sections = self.view.sections
        return answers.name(self.view, position) if isinstance(position, int) and 0 <= position < len(sections) else ""

    def _figures(self, indicator: str, years: Sequence[int] = ()) -> str:
        named = facts.entries_of(self.bench.archive, indicator)
        wanted = {str(year) for year in years}
        found = [e for e in named if not wanted or e.figure.period in wanted]
        if not named:
            return f"台账里没有“{clip(indicator)}”的数字。"
        head = "" if found else f"台账里没有“{clip(indicator)}”{'、'.join(sorted(wanted))}年的数字，有这些：\n"
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
        return "\n".join(self._quoted(hit) for hit in hits) or f"档案里没有找到与“{clip(query)}”有关的原文。"

    def _quoted(self, hit: Hit) -> str:
        path = " / ".join((hit.source.title, *hit.passage.heading_path))
        return f"《{path}》{self._mark(hit.source.id)}：{hit.passage.text.strip()}"

    def _read(self, section: int) -> str:
        one = self.section_at(section)
        self.seen[one.id] = number_of(one)
        body = one.current.section.text if one.current else "（还没有写）"
        return f"{answers.name(self.view, section)}（{STATE_NAMES[one.state]}）全文：\n{body}"

    def _last_year(self, section: int) -> str:
        one = self.section_at(section)
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
        return "\n".join(line for _, line in nearest) or f"稿子里没有说到“{clip(words)}”的句子。"

    def _gaps(self, section: int | None = None) -> str:
        wanted = None if section is None else set(Scene.of(self.view, None).block(self.section_at(section).position))
        rows = sections_of(self.bench.reviewing.kept(self.draft))
        lines = [
            f"{one.id} {answers.name(self.view, row.row.position or 0)}：{one.text or '内容'}{f'（去年是{one.gap.last.value}）' if one.gap.last else ''}"
            for row in rows
            if wanted is None or row.row.position in wanted
            for one in row.gaps
        ]
        return "还缺（编号、在哪一节、缺什么）：\n" + "\n".join(lines) if lines else "没有标为【待补】的地方。"

    def _carried(self, section: int | None = None) -> str:
        position = self.section_at(section).position if section is not None else None
        return self._told(answers.carried(Scene.of(self.view, None), position))

    def _findings(self, section: int | None = None) -> str:
        position = self.section_at(section).position if section is not None else None
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

    def section_at(self, position: int) -> SectionView:
        """Raises BadCall where there is none."""
        sections = self.view.sections
        if isinstance(position, bool) or not isinstance(position, int) or not 0 <= position < len(sections):
            raise BadCall(f"没有编号为{position}的一节，编号是0到{len(sections) - 1}。")
        return sections[position]


def number_of(section: SectionView) -> int:
    """Which version stands, 0 for none."""
    return section.current.number if section.current else 0
