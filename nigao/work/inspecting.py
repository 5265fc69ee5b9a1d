"""The whole-draft inspection (体检): every check of the catalogue over a kept draft, on demand, each finding in its section."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from nigao.checks.catalogue import Grounds, run_checks, section_at
from nigao.checks.finding import Finding, Span
from nigao.draft import Brief, Draft
from nigao.ledger import Source
from nigao.outline import outline
from nigao.ports import Archive, Desk
from nigao.report import Document, Passage
from nigao.work.bookkeeping import Bookkeeping
from nigao.work.drafting import Drafting

# The guard already speaks of every figure, section by section, the moment it is written.
ALREADY = ("figure", "draft")


class Inspecting:
    """Looks at a draft as a whole: contradictions, what is left of last year, what material went unused, wording."""

    def __init__(self, archive: Archive, desk: Desk, drafting: Drafting, books: Bookkeeping) -> None:
        self._archive = archive
        self._desk = desk
        self._drafting = drafting
        self._books = books

    def whole(self, draft: str, off: Collection[str] = ALREADY) -> list[tuple[int, Finding]]:
        """(position of the section, finding with places in that section's text), gravest first. off: codes or families left out.

        Raises NotFound.
        """
        written = self._drafting.as_draft(draft)
        found = run_checks(written, self._grounds(draft, written), off)
        return [_in_section(written, finding) for finding in found]

    def _grounds(self, draft: str, written: Draft) -> Grounds:
        view, brief = self._desk.view(draft), self._desk.brief(draft)
        text = "\n".join(line for section in written.sections for line in (section.heading, *section.paragraphs))
        last = self._archive.report(view.like) if any(source.id == view.like for source in self._archive.sources()) else None
        return Grounds(
            entries=self._books.entries(),
            calendar=replace(brief.calendar(), names=self._books.names()),
            headings=outline(Document(text)),
            last_text=last.document.text if last else "",
            last_year=last.identity.reviewed_year if last else None,
            passages=self._material(brief, view.like),
        )

    def _material(self, brief: Brief, like: str) -> Sequence[tuple[Source, Passage]]:
        fresh = {
            source.id: source
            for source in self._archive.sources()
            if source.id != like
            and source.role == "material"
            and (source.reviewed_year or source.year) in (brief.reviewed_year, brief.year)
        }
        return [(fresh[source], passage) for _, source, passage in self._archive.passages() if source in fresh]


def _in_section(draft: Draft, finding: Finding) -> tuple[int, Finding]:
    """The finding moved from the whole text to its section; a place in a heading stands at the section's beginning."""
    if not finding.places:
        return 0, finding
    position, _ = section_at(draft, finding.places[0].start)
    moved = []
    for place in finding.places:
        here, at = section_at(draft, place.start)
        if here == position and at >= 0:
            moved.append(Span(place.text, at, at + len(place.text)))
    return position, replace(finding, places=tuple(moved))
