"""The whole-draft inspection (体检): every check of the catalogue over a kept draft, on demand, each finding in its section."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from nigao.checks.catalogue import Grounds, run_checks, section_at, whole_text
from nigao.checks.consistency import WITHIN
from nigao.checks.finding import Finding, Span
from nigao.checks.stale import carryover
from nigao.draft import Brief, Draft
from nigao.ledger import Source
from nigao.outline import outline
from nigao.ports import Archive, Desk, Filter
from nigao.report import Document, Passage
from nigao.standing import BEARING
from nigao.work.bookkeeping import Bookkeeping
from nigao.work.drafting import Drafting

# Every figure, and what a model left behind, is spoken of section by section the moment it is written.
ALREADY = ("figure", "draft", "leaving")


@dataclass(frozen=True, slots=True)
class Inspection:
    """findings: (position of the section, finding with places in that section's text), gravest first.

    carried: position of a section → the share of its characters in sentences that last year's report has too, 0..1.
    """

    findings: tuple[tuple[int, Finding], ...]
    carried: Mapping[int, float]


class Inspecting:
    """Looks at a draft as a whole: contradictions, what is left of last year, what material went unused, wording."""

    def __init__(self, archive: Archive, desk: Desk, drafting: Drafting, books: Bookkeeping) -> None:
        self._archive = archive
        self._desk = desk
        self._drafting = drafting
        self._books = books

    def whole(self, draft: str) -> Inspection:
        """The inspection as of now, without the checks that are off for this draft. Raises NotFound."""
        written = self._drafting.as_draft(draft)
        grounds = self._grounds(draft, written)
        off = {*ALREADY, *self._desk.load(draft).state.off}
        found = run_checks(written, grounds, off)
        placed = [(finding, *_in_section(written, finding)) for finding in found]
        fresh = tuple((position, here) for finding, position, here in placed if not _said_there(finding, here))
        return Inspection(fresh, _carried(written, grounds.last_text))

    def commented(self, draft: str, written: Draft) -> Draft:
        """The draft with what the inspection found worth a comment joined to its sections' own findings."""
        here: dict[int, list[Finding]] = {}
        for position, finding in self.whole(draft).findings:
            if finding.places and (finding.severity != "note" or finding.fix):
                here.setdefault(position, []).append(finding)
        sections = enumerate(written.sections)
        return replace(written, sections=tuple(replace(s, findings=(*s.findings, *here.get(n, ()))) for n, s in sections))

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
            for source in self._archive.sources(Filter(standings=BEARING))
            if source.id != like
            and source.role == "material"
            and (source.reviewed_year or source.year) in (brief.reviewed_year, brief.year)
        }
        return [(fresh[source], passage) for _, source, passage in self._archive.passages() if source in fresh]


def _said_there(finding: Finding, here: Finding) -> bool:
    """Whether it contradicts itself inside one section, of which the section's own check spoke."""
    return finding.code in WITHIN and len(here.places) == len(finding.places)


def _carried(written: Draft, last_text: str) -> dict[int, float]:
    shares: dict[int, float] = {}
    for sentence in carryover(whole_text(written), last_text).sentences if last_text else ():
        position, _ = section_at(written, sentence.start)
        length = len(written.sections[position].text)
        if length:
            shares[position] = shares.get(position, 0.0) + (sentence.end - sentence.start) / length
    return {position: min(share, 1.0) for position, share in shares.items()}


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
