"""Letting a draft leave as a file: what may leave, and what is still open."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime

from nigao.copies import Copy
from nigao.desk.gate import Blocked, Exportable, OpenFinding, Section, counted
from nigao.desk.state import Entry, Kept, Moved
from nigao.draft import Draft, DraftSection
from nigao.errors import BadCall
from nigao.ports import Desk, ExportOptions, Seal, Writer
from nigao.record import Happened
from nigao.review import DraftView
from nigao.work.bookkeeping import Bookkeeping
from nigao.work.drafting import Drafting, draft_of
from nigao.work.inspecting import Inspecting
from nigao.work.reviewing import Reviewing, sections_of


@dataclass(frozen=True, slots=True)
class Readiness:
    """What stands between a draft and a final file.

    accepted: headings of what would leave; blocked: signed sections that may not, with why; open_sections: (heading, state) of what
    nobody signed; errors: errors nobody has answered; gaps: 【待补】 that are neither filled nor left open on purpose; left: (gap, by, why)
    of those left open in what would leave; empty: headings with no text and none below them, which are not in it either; unsettled:
    figures in what would leave that the sources contradict each other about;
    unanswered: comments that came back and nobody has answered.
    """

    accepted: tuple[str, ...]
    blocked: tuple[Blocked, ...]
    open_sections: tuple[tuple[str, str], ...]
    errors: tuple[OpenFinding, ...]
    gaps: int
    left: tuple[tuple[str, str, str], ...] = ()
    unsettled: tuple[str, ...] = ()
    unanswered: int = 0
    empty: tuple[str, ...] = ()

    @property
    def final(self) -> bool:
        """Whether a final file may leave."""
        return bool(self.accepted) and not self.blocked

    @property
    def told_errors(self) -> str:
        """How many errors of which kind nobody has answered, in Chinese."""
        return counted(self.errors)

    def goes_with(self) -> list[str]:
        """What whoever lets a final file leave is to know of it, a sentence each: 【待补】 left in it on purpose, figures and comments nobody has
        settled, parts that are not in it."""
        told = []
        if self.left:
            each = "；".join(f"{name}（{why}）" for name, _, why in self.left[:5])
            told.append(f"定稿里留着{len(self.left)}处【待补】：{each}{'；等等' if len(self.left) > 5 else ''}。")
        if self.unsettled:
            named = "、".join(f"“{text}”" for text in self.unsettled[:5])
            told.append(f"定稿里有{len(self.unsettled)}个数各份材料说法不一、没有裁定：{named}{'等' if len(self.unsettled) > 5 else ''}。")
        if self.unanswered:
            told.append(f"收回来的批注还有{self.unanswered}条没有答复，见“写稿”页的“意见”。")
        if self.open_sections:
            names = "、".join(heading for heading, _ in self.open_sections[:8])
            more = "等" if len(self.open_sections) > 8 else ""
            told.append(f"没有采纳、不在定稿里的有{len(self.open_sections)}个部分：{names}{more}，序号没有改动。")
        if self.empty:
            named = "、".join(self.empty[:8]) + ("等" if len(self.empty) > 8 else "")
            told.append(
                f"没有正文、不在定稿里的标题有{len(self.empty)}个：{named}，序号没有改动；请补上正文，或在“写稿”里删去（序号随着顺延）。"
            )
        return told

    def why_not(self) -> str:
        """Why no final file may leave, in one sentence; "" where one may."""
        if self.blocked:
            told = "；".join(f"{one.name}{'，'.join(one.why)}" for one in self.blocked[:5])
            more = f"；另有{len(self.blocked) - 5}个部分" if len(self.blocked) > 5 else ""
            return f"定稿还不能导出：{told}{more}。请改正后重新采纳，或逐处写明保留的理由。"
        return "" if self.accepted else "还没有采纳任何部分，请先采纳，或导出送审稿。"


class Exporting:
    """Writes DOCX files: a final one of signed text only, or a review copy of all with each section's state marked,
    its comments those of the inspection too."""

    def __init__(
        self, desk: Desk, drafting: Drafting, reviewing: Reviewing, inspecting: Inspecting, books: Bookkeeping, writer: Writer
    ) -> None:
        self._desk = desk
        self._books = books
        self._drafting = drafting
        self._reviewing = reviewing
        self._inspecting = inspecting
        self._writer = writer

    def readiness(self, draft: str) -> Readiness:
        """What is signed, what is open and why, by today's ledger. Raises NotFound."""
        kept = self._reviewing.kept(draft)
        sections = sections_of(kept)
        states = {view.id: view.state for view in self._desk.view(draft).sections}
        leaving = [(section, section.export()) for section in sections]
        return Readiness(
            accepted=tuple(s.row.heading for s, outcome in leaving if isinstance(outcome, Exportable)),
            blocked=tuple(outcome for _, outcome in leaving if isinstance(outcome, Blocked)),
            open_sections=tuple((s.row.heading, states[s.row.id]) for s, outcome in leaving if outcome is None and _has_text(s)),
            errors=tuple(f for s in sections for f in s.findings if f.finding.severity == "error" and not f.waived),
            gaps=sum(gap.left is None for section in sections for gap in section.gaps),
            unsettled=tuple(text for s, outcome in leaving if isinstance(outcome, Exportable) for text in s.unsettled),
            unanswered=sum(not opinion.answer for opinion in kept.state.opinions.values()),
            left=tuple(one for section, outcome in leaving if isinstance(outcome, Exportable) for one in _left(section)),
            empty=tuple(section.row.heading for at, section in enumerate(sections) if not _has_text(section) and not _below(sections, at)),
        )

    def final(self, draft: str, options: ExportOptions, by: str = "") -> bytes:
        """The signed text as DOCX, with who signed what in its properties and in the draft's journal.

        Raises BadCall naming the sections that stand in the way, or where somebody changed the draft meanwhile.
        """
        kept, ready, signed = self._signed(draft)
        seal = Seal(
            digest=hashlib.sha256("\n".join(outcome.signed.digest for _, outcome in signed).encode()).hexdigest(),
            signed=tuple((s.row.heading, outcome.signed.by, outcome.signed.at) for s, outcome in signed),
            waived=tuple((f.finding.message, f.waived_by, f.waived) for s, _ in signed for f in s.findings if f.waived),
            ruled=tuple((one.indicator, one.by, one.reason) for one in self._books.rulings()),
            left=ready.left,
            without=tuple(heading for heading, _ in ready.open_sections),
            at=datetime.now(UTC).isoformat(timespec="seconds"),
        )
        content = self._writer.write(_text_of(kept, signed), replace(options, seal=seal))
        self._record(kept, seal, by)
        return content

    def proof(self, draft: str, options: ExportOptions) -> bytes:
        """The final file to be looked at before it leaves: without a seal, and told nowhere. Raises BadCall as ``final``."""
        kept, _, signed = self._signed(draft)
        return self._writer.write(_text_of(kept, signed), options)

    def _signed(self, draft: str) -> tuple[Kept, Readiness, list[tuple[Section, Exportable]]]:
        """The draft with what of it may leave. Raises BadCall naming the sections that stand in the way."""
        kept = self._reviewing.kept(draft)
        ready = self.readiness(draft)
        if not ready.final:
            raise BadCall(ready.why_not())
        leaving = [(section, section.export()) for section in sections_of(kept)]
        return kept, ready, [(section, outcome) for section, outcome in leaving if isinstance(outcome, Exportable)]

    def _record(self, kept: Kept, seal: Seal, by: str) -> None:
        """That and what left, beside what was done to the draft; it is no change and cannot be undone."""
        told = json.dumps({"command": "export", **asdict(seal)}, ensure_ascii=False)
        try:
            left = Happened("export", kept.state.head.title, seal.digest[:12])
            self._desk.commit(kept, kept.state, (), Entry(told, by, seal.at, seal.digest[:12]), told=(left,))
        except Moved as moved:
            raise BadCall("导出的时候有人改了稿子，定稿没有生成，请看过改动再导出。") from moved

    def review_copy(self, draft: str, options: ExportOptions) -> bytes:
        """The whole draft as it stands, as DOCX; states are marked when options say so."""
        self._reviewing.refresh(draft)
        view = self._desk.view(draft)
        states = tuple(section.state for section in view.sections)
        written = self._drafting.as_draft(draft)
        if options.comments:
            written = self._inspecting.commented(draft, written)
        return self._writer.write(written, replace(options, states=states, made_of=_made_of(view)))

    def changes(self, draft: str, options: ExportOptions) -> bytes:
        """The whole draft as DOCX, what changed since each section's version before as tracked changes. Raises NotFound."""
        made_of = _made_of(self._desk.view(draft))
        return self._writer.write_changes(
            self._drafting.as_before(draft), self._drafting.as_draft(draft), replace(options, made_of=made_of)
        )

    def pages(self, content: bytes) -> list[bytes]:
        """The pages of an exported file as PNG pictures. Raises BadCall where LibreOffice is not installed."""
        return self._writer.pages(content)


def _made_of(view: DraftView) -> str:
    """Which versions are in a file that goes to a reviewer, so that only his changes come back as his."""
    return str(Copy(view.id, {section.id: section.current.number if section.current else 0 for section in view.sections}))


def _left(section: Section) -> list[tuple[str, str, str]]:
    """The gaps of a section that were left open on purpose: (what is missing, by, why)."""
    return [(gap.text or "内容", gap.left.by, gap.left.reason) for gap in section.gaps if gap.left is not None]


def _has_text(section: Section) -> bool:
    return section.now is not None and bool(section.now.paragraphs)


def _below(sections: Sequence[Section], at: int) -> bool:
    """Whether anything stands below a heading."""
    return at + 1 < len(sections) and sections[at + 1].row.item.level > sections[at].row.item.level


def _text_of(kept: Kept, signed: Sequence[tuple[Section, Exportable]]) -> Draft:
    """The signed text under the headings as they are."""
    text = {section.row.id: outcome.section for section, outcome in signed}
    return _only_written(draft_of(kept, [_leaving(section, text.get(section.row.id)) for section in sections_of(kept)]))


def _leaving(section: Section, text: DraftSection | None) -> DraftSection:
    """The signed text under the heading as it is, or the heading alone."""
    item = section.row.item
    empty = DraftSection(item.number, item.title, item.level)
    return replace(text, number=item.number, title=item.title, level=item.level) if text else empty


def _only_written(draft: Draft) -> Draft:
    """Without headings below which nothing was signed."""
    kept = []
    sections = draft.sections
    for index, section in enumerate(sections):
        below = []
        for other in sections[index + 1 :]:
            if other.level <= section.level:
                break
            below.append(other)
        if section.paragraphs or any(other.paragraphs for other in below):
            kept.append(section)
    return replace(draft, sections=tuple(kept))
