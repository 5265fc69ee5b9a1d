"""Letting a draft leave as a file: what may leave, and what is still open."""

from __future__ import annotations

from dataclasses import dataclass, replace

from nigao.draft import Draft
from nigao.errors import BadCall
from nigao.ports import Desk, ExportOptions, Writer
from nigao.work.drafting import Drafting
from nigao.work.inspecting import Inspecting
from nigao.work.reviewing import OpenFinding, Reviewing


@dataclass(frozen=True, slots=True)
class Readiness:
    """What stands between a draft and a final file: headings not yet accepted, errors nobody has answered, gaps left."""

    accepted: tuple[str, ...]
    open_sections: tuple[tuple[str, str], ...]
    errors: tuple[OpenFinding, ...]
    gaps: int

    @property
    def final(self) -> bool:
        """Whether a final file may leave."""
        return bool(self.accepted) and not self.errors


class Exporting:
    """Writes DOCX files: a final one from accepted text only, or a review copy of all with each section's state marked,
    its comments those of the inspection too."""

    def __init__(self, desk: Desk, drafting: Drafting, reviewing: Reviewing, inspecting: Inspecting, writer: Writer) -> None:
        self._desk = desk
        self._drafting = drafting
        self._reviewing = reviewing
        self._inspecting = inspecting
        self._writer = writer

    def readiness(self, draft: str, accepted_only: bool = True) -> Readiness:
        """What is accepted, what is open and why. Raises NotFound."""
        view = self._desk.view(draft)
        written = [section for section in view.sections if section.current and section.current.section.paragraphs]
        taken = {section.position for section in written if section.accepted is not None}
        errors = [found for found in self._reviewing.open_findings(draft, ("error",)) if not found.waived]
        if accepted_only:
            errors = [found for found in errors if found.position in taken]
        return Readiness(
            accepted=tuple(f"{s.item.number}{s.item.title}" for s in written if s.position in taken),
            open_sections=tuple((f"{s.item.number}{s.item.title}", s.state) for s in view.sections if s.position not in taken),
            errors=tuple(errors),
            gaps=sum(text.count("【待补") for s in written for text in (s.current.section.text if s.current else "",)),
        )

    def final(self, draft: str, options: ExportOptions) -> bytes:
        """The accepted text as DOCX. Raises BadCall while an error is open or nothing is accepted."""
        ready = self.readiness(draft)
        if not ready.accepted:
            raise BadCall("还没有采纳任何部分，请先在“核稿”页采纳，或导出送审稿。")
        if ready.errors:
            first = ready.errors[0]
            raise BadCall(
                f"还有{len(ready.errors)}处数字错误没有处理（如“{first.heading}”：{first.finding.message}），请改正，或逐处写明保留的理由。"
            )
        return self._writer.write(self._only_written(self._drafting.as_draft(draft, accepted_only=True)), options)

    def review_copy(self, draft: str, options: ExportOptions) -> bytes:
        """The whole draft as it stands, as DOCX; states are marked when options say so."""
        states = tuple(section.state for section in self._desk.view(draft).sections)
        written = self._drafting.as_draft(draft)
        if options.comments:
            written = self._inspecting.commented(draft, written)
        return self._writer.write(written, replace(options, states=states))

    def changes(self, draft: str, options: ExportOptions) -> bytes:
        """The whole draft as DOCX, what changed since each section's version before as tracked changes. Raises NotFound."""
        return self._writer.write_changes(self._drafting.as_before(draft), self._drafting.as_draft(draft), options)

    def pages(self, content: bytes) -> list[bytes]:
        """The pages of an exported file as PNG pictures. Raises BadCall where LibreOffice is not installed."""
        return self._writer.pages(content)

    @staticmethod
    def _only_written(draft: Draft) -> Draft:
        """Without headings below which nothing was accepted."""
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
