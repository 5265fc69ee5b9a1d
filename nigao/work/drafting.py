"""Starting a draft and writing its sections: from the archive to a version on the desk. Knows no screen and no model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from nigao.checks.catalogue import is_off
from nigao.checks.finding import Finding
from nigao.checks.guard import GuardResult
from nigao.draft import Brief, Draft, DraftSection, Hit, OutlineItem, SectionTask
from nigao.errors import BadCall, ModelFailed, NotFound
from nigao.handed_in import handed_in
from nigao.ledger import Entry, Source
from nigao.planning import Which, brief_for
from nigao.ports import Archive, Desk, Drafter, Filter, OnProgress, Progress, Retriever, ShouldStop
from nigao.review import DraftView, Message, SectionView, VersionKind
from nigao.work.guarding import Guard

PASSAGES_A_SECTION = 12


@dataclass(frozen=True, slots=True)
class Written:
    """A section as written. changed: whether it is a version of its own; a remark may leave a text as it was."""

    section: DraftSection
    changed: bool = True


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
        """The reports a draft may follow: none that departments handed in."""
        reports = self._archive.sources(Filter(role="report"))
        passed = {source.id for source in handed_in(reports)}
        return [source for source in reports if source.id not in passed]

    def start(
        self, year: int | None = None, like: str = "", title: str = "", which: Which = "whole", mode: str = "", sections: Sequence[str] = ()
    ) -> str:
        """Set a draft up after last year's report and keep it with its outline; its id.

        year: the year planned, as in Brief. which: "whole", "review" or "plan". sections: headings to keep, empty for all.
        Raises BadCall when there is no report to follow, NotFound when ``like`` or a section's heading names none.
        """
        model_source = self._model_report(year, like)
        report = self._archive.report(model_source.id)
        target = year or (model_source.year or 0) + 1
        brief = brief_for(report, target, title=title, which=which)
        brief = replace(brief, outline=_chosen(brief.outline, sections))
        chosen = mode or self.modes[0]
        if chosen not in self._drafters:
            raise BadCall("还没有设置模型地址，请先用摘编方式起草，或在设置中填写 OPENAI_BASE_URL 与 NIGAO_MODEL。")
        return self._desk.create(brief, chosen, self._drafters[chosen].model, like=model_source.id)

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

    def task(self, draft: str, position: int, remark: str = "", length: int | None = None) -> SectionTask:
        """Everything the drafter may use for this section. Raises NotFound."""
        view = self._desk.view(draft)
        section = _section_at(view, position)
        brief = replace(self._desk.brief(draft), names=self._guard.books.names())
        like = self._archive.source(view.like) if self._is_kept(view.like) else None
        return SectionTask(
            brief=brief,
            outline_index=position,
            like_text=section.item.like,
            like_source=like,
            like_year=like.reviewed_year if like else None,
            entries=tuple(self._entries(brief)),
            passages=tuple(self._passages(section.item, brief, view.like)),
            current=section.current.section if section.current else None,
            remark=remark,
            length=length,
        )

    def _is_kept(self, source: str) -> bool:
        return bool(source) and any(kept.id == source for kept in self._archive.sources())

    def _entries(self, brief: Brief) -> list[Entry]:
        """Figures of the years the draft speaks of; older ones only through the ledger page."""
        years = {str(brief.year), str(brief.reviewed_year), str(brief.reviewed_year - 1)}
        return [entry for entry in self._guard.books.entries() if not entry.figure.period or _touches(entry.figure.period, years)]

    def _passages(self, item: OutlineItem, brief: Brief, like: str) -> list[Hit]:
        """This year's material for a section: found by its heading and the opening of last year's section."""
        fresh = [
            source.id
            for source in self._archive.sources()
            if source.id != like and source.role != "metrics" and (source.reviewed_year or source.year) in (brief.reviewed_year, brief.year)
        ]
        if not fresh:
            return []
        return self._retriever.search(f"{item.title} {item.like[:120]}", PASSAGES_A_SECTION, Filter(sources=tuple(fresh)))

    def write(
        self,
        draft: str,
        position: int,
        on_progress: OnProgress,
        should_stop: ShouldStop,
        remark: str = "",
        length: int | None = None,
    ) -> Written:
        """Write one section, check it, and keep it as a new version, unless a remark changed nothing.

        Raises ModelFailed after noting it on the section.
        """
        view = self._desk.view(draft)
        section = _section_at(view, position)
        self._desk.set_state(draft, position, "writing")
        on_progress(Progress(f"正在汇集“{section.item.title or '开头'}”的材料和数字"))
        task = self.task(draft, position, remark, length)
        try:
            written = self._drafters[view.mode].draft(task, on_progress, should_stop)
        except ModelFailed as failed:
            self._desk.set_state(draft, position, "failed" if not section.current else "pending", note=str(failed))
            raise
        on_progress(Progress("正在核对数字"))
        checked = self._guard.checked(written, task.item, task.brief)
        if remark and section.current and checked.paragraphs == section.current.section.paragraphs:
            self._desk.set_state(draft, position, section.state, note=section.note)
            return Written(checked, changed=False)
        kind: VersionKind = "redrafted" if section.current else "drafted"
        self._desk.add_version(draft, position, checked, kind, by=view.model or "摘编", remark=remark)
        if checked.state == "incomplete":
            self._desk.set_state(draft, position, "failed", note=_why_incomplete(checked))
        return Written(checked)

    def say_unchanged(self, draft: str, positions: Sequence[int], remark: str) -> None:
        """Tell in the conversation that a remark changed nothing in these sections, and what to do instead."""
        view = self._desk.view(draft)
        why = (
            "没有接模型时只会精简、扩写、删段、换词、换数和重写，这条意见请到“核稿”页手工改。"
            if view.mode == "excerpt"
            else "模型没有改动文字，请把意见说得具体些，例如改哪一句、改成什么。"
        )
        item = view.sections[positions[0]].item
        where = f"“{item.number}{item.title or '开头'}”" + (f"等{len(positions)}个部分" if len(positions) > 1 else "")
        at = datetime.now(UTC).isoformat(timespec="seconds")
        self._desk.say(draft, Message("assistant", f"{where}按“{remark}”没有可改的地方，原文没有动。{why}", at, section=positions[0]))

    def plan(self, draft: str, position: int) -> tuple[str, ...]:
        """What the section is going to say, as its drafter proposes; () where it follows no points. Raises ModelFailed, NotFound."""
        return self._drafters[self._desk.view(draft).mode].plan(self.task(draft, position))

    def as_draft(self, draft: str, accepted_only: bool = False) -> Draft:
        """The kept draft as one value, each section as accepted or, where allowed, as it stands, with the findings of all checks that
        are on. Raises NotFound."""
        view = self._desk.view(draft)
        off = {switched.code for switched in self._desk.switched_off(draft)}
        return Draft(
            title=view.title,
            year=view.year,
            mode=view.mode,
            model=view.model,
            sections=tuple(self._section(draft, view, position, accepted_only, off) for position in range(len(view.sections))),
            id=view.id,
            unit=view.unit,
        )

    def as_before(self, draft: str) -> Draft:
        """The kept draft with each section as its version before the current one had it; the first version as it is. Raises NotFound."""
        written = self.as_draft(draft)
        view = self._desk.view(draft)
        sections = []
        for section in view.sections:
            current = written.sections[section.position]
            earlier = [v for v in self._desk.versions(draft, section.position) if section.current and v.number < section.current.number]
            told = [version for version in earlier if version.section.paragraphs != current.paragraphs]
            sections.append(replace(current, paragraphs=told[-1].section.paragraphs) if told else current)
        return replace(written, sections=tuple(sections))

    def _section(self, draft: str, view: DraftView, position: int, accepted_only: bool, off: set[str]) -> DraftSection:
        section = view.sections[position]
        # A section that was tried and not written says why, for whoever reads the draft and not the log.
        why = (Finding("draft.incomplete", "error", section.note),) if section.state == "failed" and section.note else ()
        empty = DraftSection(section.item.number, section.item.title, section.item.level, findings=why, state="incomplete")
        if not accepted_only:
            kept = section.current.section if section.current else empty
        elif section.accepted is None:
            kept = empty
        else:
            kept = next(v.section for v in self._desk.versions(draft, position) if v.number == section.accepted)
        findings = tuple(finding for finding in kept.findings if not is_off(finding.code, off))
        return replace(kept, number=section.item.number, title=section.item.title, level=section.item.level, findings=findings)

    def check_whole(self, draft: str) -> GuardResult:
        """The kept draft's text as one, checked against the archive. Raises NotFound."""
        brief = self._desk.brief(draft)
        text = "\n".join(part for section in self.as_draft(draft).sections for part in (section.heading, section.text) if part)
        return self._guard.check(text, brief.calendar())


def _why_incomplete(section: DraftSection) -> str:
    said = next((finding.message for finding in section.findings if finding.code == "draft.incomplete"), "这一部分没有写完。")
    return f"{said.rstrip('。')}；已保留写好的内容，可以点“继续”重写。"


def _touches(period: str, years: set[str]) -> bool:
    return any(year in period for year in years) or "xx" in period


def _section_at(view: DraftView, position: int) -> SectionView:
    if not 0 <= position < len(view.sections):
        raise NotFound(f"这份稿子没有第{position + 1}个部分，请在提纲中选一个。")
    return view.sections[position]


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
