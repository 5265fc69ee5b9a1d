"""Starting a draft and writing its sections: from the archive to a version on the desk. Knows no screen and no model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import get_args

from nigao import commands_json
from nigao.checks.finding import Finding
from nigao.checks.guard import GuardResult
from nigao.commands import Command, Drop, DropAbout, Expand, Redraft, SectionId, Shorten, UpdateFigures, Written
from nigao.commands import Draft as DraftCommand
from nigao.desk.state import Head, Kept, SectionRow
from nigao.draft import Brief, Draft, DraftSection, Hit, OutlineItem, SectionTask
from nigao.errors import BadCall, NotFound
from nigao.excerpt.tables import years_headed
from nigao.handed_in import handed_in
from nigao.ledger import Entry, Source
from nigao.planning import Which, brief_for
from nigao.ports import Archive, Desk, Drafter, Filter, OnProgress, Progress, Retriever, ShouldStop
from nigao.standing import BEARING
from nigao.work.guarding import Basis, Guard
from nigao.work.reviewing import without_off

PASSAGES_A_SECTION = 12


@dataclass(frozen=True, slots=True)
class Composed:
    """A section as a drafter wrote it. seen: number of the version it was written from, None where there was none."""

    section: DraftSection
    seen: int | None


class Drafting:
    """Makes drafts and writes sections.

    drafters: by mode; "excerpt" is always there, "model" only when a model is configured.
    """

    def __init__(self, archive: Archive, desk: Desk, retriever: Retriever, drafters: dict[str, Drafter], guard: Guard) -> None:
        self._archive = archive
        self._desk = desk
        self._retriever = retriever
        self._drafters = drafters
        self._guard = guard

    @property
    def modes(self) -> tuple[str, ...]:
        """The modes a draft can be written in, the preferred one first."""
        return tuple(sorted(self._drafters, key=lambda mode: mode != "model"))

    def model_name(self, mode: str = "") -> str:
        """Name of the model of this mode (the preferred one if none is given), "" for excerpt mode."""
        return self._drafters[mode or self.modes[0]].model

    def years_to_write(self) -> list[int]:
        """Years a draft would sensibly be for: the one after the newest report first."""
        years = sorted({source.year for source in self._reports() if source.year}, reverse=True)
        return [years[0] + 1, *years] if years else []

    def _reports(self) -> list[Source]:
        """The reports a draft may follow: this unit's, none that departments handed in."""
        reports = self._archive.sources(Filter(role="report", standings=("own",)))
        passed = {source.id for source in handed_in(reports)}
        return [source for source in reports if source.id not in passed]

    def start(
        self, year: int | None = None, like: str = "", title: str = "", which: Which = "whole", mode: str = "", sections: Sequence[str] = ()
    ) -> str:
        """Set a draft up after last year's report and keep it with its outline; its id.

        like: the report to follow; another unit's gives its headings alone. year: the year planned, as in Brief. which: "whole", "review" or "plan". sections: headings to keep, empty for all.
        Raises BadCall when there is no report to follow, NotFound when ``like`` or a section's heading names none.
        """
        model_source = self._model_report(year, like)
        report = self._archive.report(model_source.id)
        target = year or (model_source.year or 0) + 1
        brief = brief_for(report, target, title=title, which=which)
        brief = replace(brief, outline=_chosen(brief.outline, sections))
        followed = model_source.id
        if model_source.standing != "own":
            brief, followed = self._framed(brief, model_source, bool(title)), ""
        chosen = mode or self.modes[0]
        if chosen not in self._drafters:
            raise BadCall("还没有设置模型地址，请先用摘编方式起草，或在设置中填写 OPENAI_BASE_URL 与 NIGAO_MODEL。")
        return self._desk.create(brief, chosen, self._drafters[chosen].model, like=followed)

    def _framed(self, brief: Brief, frame: Source, titled: bool) -> Brief:
        """The brief of this unit in another's frame (a department's, another place's): its headings, and none of its words."""
        unit = self._archive.unit() or brief.unit
        outline = tuple(replace(item, like="") for item in brief.outline if item.title)
        title = brief.title.replace(frame.unit, unit) if frame.unit and not titled else brief.title
        return replace(brief, unit=unit, title=title, outline=outline)

    def _model_report(self, year: int | None, like: str) -> Source:
        if like:
            return self._named(like)
        reports = [source for source in self._reports() if not year or (source.year or 0) <= year]
        earlier = [source for source in reports if not year or (source.year or 0) < year] or reports
        if not earlier:
            raise BadCall("还没有可以参照的往年总结，请先在“材料”页上传去年的工作总结。")
        return max(earlier, key=lambda source: (source.year or 0, source.id))

    def _named(self, like: str) -> Source:
        for source in self._archive.sources():
            if like in (source.id, source.title, source.filename):
                return source
        raise NotFound(f"没有找到材料“{like}”，请用 nigao import 先导入，或检查编号。")

    def task(self, draft: str, command: Command, passages: bool = True) -> SectionTask:
        """Everything the drafter may use for the section a command names. passages: whether to search for them. Raises NotFound."""
        kept = self._desk.load(draft)
        state, basis = kept.state, Basis.of(kept.state.head)
        row = state.section(commands_json.sections_of(command)[0])
        current = kept.current.get(row.id)
        brief = replace(state.brief(), names=self._guard.books.names())
        like = self._archive.source(state.head.like) if self._is_kept(state.head.like) else None
        return SectionTask(
            brief=brief,
            outline_index=row.position or 0,
            like_text=row.item.like,
            like_source=like,
            like_year=like.reviewed_year if like else None,
            entries=tuple(self._entries(brief, basis)),
            passages=tuple(self._passages(row.item, brief, state.head)) if passages else (),
            current=current.section if current else None,
            remark=remark_of(command),
            length=getattr(command, "to", None) or getattr(command, "length", None),
            asked=command if isinstance(command, get_args(Written)) else None,
            unticked=state.head.unticked,
            overruled=self._guard.books.overruled(state.head.unticked),
        )

    def _is_kept(self, source: str) -> bool:
        return bool(source) and any(kept.id == source for kept in self._archive.sources())

    def _entries(self, brief: Brief, basis: Basis) -> list[Entry]:
        """Figures of the years the draft and last year's tables speak of; older ones only through the ledger page."""
        headed = {year for item in brief.outline for told in years_headed(item.like) for year in (told, told + 1) if year <= brief.year}
        years = {str(brief.year), str(brief.reviewed_year), str(brief.reviewed_year - 1), *map(str, headed)}
        return [entry for entry in self._guard.entries(basis) if not entry.figure.period or _touches(entry.figure.period, years)]

    def _passages(self, item: OutlineItem, brief: Brief, head: Head) -> list[Hit]:
        """This year's own material for a section: found by its heading and the opening of last year's section."""
        fresh = [
            source.id
            for source in self._archive.sources(Filter(standings=BEARING))
            if source.id not in (head.like, *head.unticked)
            and source.role != "metrics"
            and (source.reviewed_year or source.year) in (brief.reviewed_year, brief.year)
        ]
        if not fresh:
            return []
        return self._retriever.search(f"{item.title} {item.like[:120]}", PASSAGES_A_SECTION, Filter(sources=tuple(fresh)))

    def compose(self, draft: str, command: Command, on_progress: OnProgress, should_stop: ShouldStop) -> Composed:
        """Write what a command asks for; nothing is kept. Raises ModelFailed, NotFound."""
        kept = self._desk.load(draft)
        row = kept.state.section(commands_json.sections_of(command)[0])
        on_progress(Progress(f"正在汇集“{row.item.title or '开头'}”的材料和数字"))
        written = self._drafter(kept.state.head.mode, command).draft(self.task(draft, command), on_progress, should_stop)
        on_progress(Progress("正在核对数字"))
        return Composed(written, row.current)

    def author(self, draft: str) -> str:
        """Who is named on what a drafter writes."""
        view = self._desk.view(draft)
        return (view.model if view.mode in self._drafters else "") or "摘编"

    def plan(self, draft: str, section: SectionId) -> tuple[str, ...]:
        """What the section is going to say, as its drafter proposes; () where it follows no points. Raises ModelFailed, NotFound."""
        command = DraftCommand(section)
        return self._drafter(self._desk.view(draft).mode, command).plan(self.task(draft, command))

    def _drafter(self, mode: str, command: Command) -> Drafter:
        """Who carries a command out in a draft begun in this mode: a remark in free words is for a model wherever there is one, and
        where a model wrote that is no longer set, what is left is written without."""
        remarked = isinstance(command, Redraft) and bool(command.remark)
        return self._drafters.get("model" if remarked else mode) or self._drafters.get(mode) or self._drafters["excerpt"]

    def as_draft(self, draft: str) -> Draft:
        """The kept draft as one value, each section as it stands, with the findings of all checks that are on. Raises NotFound."""
        kept = self._desk.load(draft)
        # A section that was tried and not written says why, for whoever reads the draft and not the log.
        trouble = {one.id: one.note for one in self._desk.view(draft).sections if one.state == "failed" and one.note and not one.current}
        sections = [_written(kept, row) for row in kept.state.standing()]
        told = [
            replace(section, findings=(Finding("draft.incomplete", "error", trouble[row.id]),)) if row.id in trouble else section
            for row, section in zip(kept.state.standing(), sections, strict=True)
        ]
        return draft_of(kept, told)

    def as_before(self, draft: str) -> Draft:
        """The kept draft with each section as the version before the current one had it; the first version as it is. Raises NotFound."""
        kept = self._desk.load(draft)
        sections = []
        for row in kept.state.standing():
            current = _written(kept, row)
            earlier = [v for v in self._desk.versions(draft, row.position or 0) if row.current and v.number < row.current]
            told = [version for version in earlier if version.section.paragraphs != current.paragraphs]
            sections.append(replace(current, paragraphs=told[-1].section.paragraphs) if told else current)
        return draft_of(kept, sections)

    def check_whole(self, draft: str) -> GuardResult:
        """The kept draft's text as one, checked against the archive. Raises NotFound."""
        kept = self._desk.load(draft)
        sections = (_written(kept, row) for row in kept.state.standing())
        text = "\n".join(part for section in sections for part in (section.heading, section.text) if part)
        return self._guard.check(text, kept.state.brief().calendar(), Basis.of(kept.state.head))


def draft_of(kept: Kept, sections: Sequence[DraftSection]) -> Draft:
    """A loaded draft as the value that leaves."""
    head = kept.state.head
    return Draft(head.title, head.year, head.mode, head.model, tuple(sections), kept.state.id, head.unit)


def _written(kept: Kept, row: SectionRow) -> DraftSection:
    """A section as it stands, under its heading as it is now."""
    version = kept.current.get(row.id)
    empty = DraftSection(row.item.number, row.item.title, row.item.level, state="incomplete")
    section = without_off(version.section, kept.state) if version else empty
    return replace(section, number=row.item.number, title=row.item.title, level=row.item.level)


def remark_of(command: Command) -> str:
    """A command in the words a model is told."""
    match command:
        case Redraft(remark=remark):
            return remark
        case Shorten(to=to, paragraph=None):
            return f"精简到{to}字以内，先删空话和套话，数字和做法保留"
        case Shorten(to=to, paragraph=paragraph):
            return f"把{'最后一' if paragraph == -1 else f'第{paragraph}'}段精简到{to}字以内，其余各段不动"
        case Expand(to=to, about=about):
            return "扩写" + (f"到{to}字左右" if to else "") + (f"，多写{about}" if about else "")
        case Drop(unit=unit, number=number):
            what = "段" if unit == "paragraph" else "句"
            return f"删去{'倒数' if number < 0 else ''}第{abs(number)}{what}，其余不动"
        case DropAbout(about=about):
            return f"删去提到“{about}”的句子，其余不动"
        case UpdateFigures(indicator=indicator):
            return f"把{indicator or '各项指标'}的数换成台账里今年的数，其余不动"
    return ""


def why_incomplete(section: DraftSection) -> str:
    """Why a section is not whole and what to do, in one sentence."""
    said = next((finding.message for finding in section.findings if finding.code == "draft.incomplete"), "这一部分没有写完。")
    return f"{said.rstrip('。')}；已保留写好的内容，可以点“继续”重写。"


def _touches(period: str, years: set[str]) -> bool:
    return any(year in period for year in years) or "xx" in period


def _chosen(outline: tuple[OutlineItem, ...], wanted: Sequence[str]) -> tuple[OutlineItem, ...]:
    """The items whose heading was asked for, with what stands below them."""
    if not wanted:
        return outline
    chosen: list[OutlineItem] = []
    for heading in wanted:
        found = [i for i, item in enumerate(outline) if heading in (f"{item.number}{item.title}", item.title, item.number)]
        found = found or [i for i, item in enumerate(outline) if heading in item.title]
        if not found:
            raise NotFound(f"提纲里没有“{heading}”这一部分，请用 nigao outline 查看标题后重试。")
        first = found[0]
        chosen.append(outline[first])
        for item in outline[first + 1 :]:
            if item.level <= outline[first].level:
                break
            chosen.append(item)
    return tuple(chosen)
