"""What is open in a draft by the ledger as it is today: sections with their findings, gaps and signatures. Changes no text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from nigao.checks.catalogue import is_off
from nigao.commands import SectionId
from nigao.desk.bench import Renewed
from nigao.desk.gate import OpenFinding, OpenGap, Section, standing_sections
from nigao.desk.state import OWN_WORD, DraftState, Kept, SectionRow
from nigao.draft import DraftSection, Place
from nigao.fulfilment import Fulfilled
from nigao.ledger import Entry, Ledger
from nigao.ports import Archive, Desk
from nigao.review import SwitchedOff, Version
from nigao.work.bookkeeping import Bookkeeping
from nigao.work.guarding import Basis, Guard
from nigao.writing.gaps import Gap
from nigao.writing.reported_by import reported_by


class DraftTools:
    """What commands need beside the draft itself, from the archive and the desk."""

    def __init__(
        self, archive: Archive, desk: Desk, guard: Guard, books: Bookkeeping, renewed: Callable[[str, SectionId | None, str], Renewed]
    ) -> None:
        self._archive = archive
        self._desk = desk
        self._guard = guard
        self._books = books
        self._renewed = renewed

    def checked(self, content: DraftSection, row: SectionRow, state: DraftState) -> DraftSection:
        """The text with evidence and findings of its figures, by the ledger as it is now."""
        return self._guard.checked(content, row.item, state.brief(), Basis.of(state.head))

    def version(self, draft: str, section: SectionId, number: int) -> Version:
        """An earlier version. Raises NotFound."""
        return self._desk.version(draft, section, number)

    def entries(self, state: DraftState) -> list[Entry]:
        """The figures that bear this draft out."""
        return self._guard.entries(Basis.of(state.head))

    def places(self, words: str, sources: Sequence[str]) -> tuple[Place, ...]:
        """Where these sources have a clause word for word, once a source."""
        return tuple(place for id in sources if (place := self._place(words, id)) is not None)

    def _place(self, words: str, id: str) -> Place | None:
        for _, _, passage in self._archive.passages(id):
            at = passage.text.find(words)
            if at >= 0:
                source, begin = self._archive.source(id), passage.start + at
                where = " ".join([source.filename or source.title, *passage.heading_path[-1:]])
                return Place(id, source.title, where, begin, begin + len(words), words)
        return None

    def ledger(self, state: DraftState) -> Ledger:
        """The same figures by indicator and year, with what was ruled and the unit's own names."""
        return self._books.ledger_of(self.entries(state))

    def renewed(self, draft: str, section: SectionId | None, source: str) -> Renewed:
        """What sources that came in later would change. Raises BadCall where nothing would."""
        return self._renewed(draft, section, source)

    def department(self, gap: Gap, year: str, state: DraftState) -> str:
        """Which department reports what a gap of a year asks for, "" where nothing tells."""
        return reported_by(gap, year, self._books.ledger(), self.entries(state))

    def fulfilled(self, state: DraftState) -> list[Fulfilled]:
        """Last year's targets with what became of them, by what holds in this draft; none where the report followed is gone."""
        basis = Basis.of(state.head)
        holds = tuple(replace(one, holds=one.holds or OWN_WORD) for one in basis.stated)
        said = [entry for entry in self._guard.entries(basis) if entry.source.id == OWN_WORD]
        return self._books.fulfilment(state.head.like, unticked=state.head.unticked, chosen=holds, said=said)


class Reviewing:
    """Looks at drafts: every verdict is by today's ledger, made anew when the ledger changed since."""

    def __init__(self, archive: Archive, desk: Desk, guard: Guard) -> None:
        self._archive = archive
        self._desk = desk
        self._guard = guard

    def refresh(self, draft: str) -> int:
        """Check every section again where the ledger changed since the last time; how many have other verdicts now. Raises NotFound."""
        today = str(self._archive.stamp())
        if self._desk.checked(draft) == today:
            return 0
        kept = self._desk.load(draft)
        brief, basis = kept.state.brief(), Basis.of(kept.state.head)
        changed: dict[str, DraftSection] = {}
        for row in kept.state.standing():
            version = kept.current.get(row.id)
            if version is None:
                continue
            checked = self._guard.checked(version.section, row.item, brief, basis)
            if checked != version.section:
                changed[row.id] = checked
        self._desk.recheck(draft, changed, today)
        return len(changed)

    def kept(self, draft: str) -> Kept:
        """The draft with every verdict by today's ledger. Raises NotFound."""
        self.refresh(draft)
        return self._desk.load(draft)

    def sections(self, draft: str) -> list[Section]:
        """The outline's sections, each with what is open in it. Raises NotFound."""
        return sections_of(self.kept(draft))

    def open_findings(self, draft: str, severities: Sequence[str] = ("error", "warning", "note")) -> list[OpenFinding]:
        """Every finding on the sections as they stand but of checks that are off; waived ones are marked with their reason."""
        return [found for section in self.sections(draft) for found in section.findings if found.finding.severity in severities]

    def gaps(self, draft: str) -> list[OpenGap]:
        """Every 【待补】 of the draft, in order. Raises NotFound."""
        return [gap for section in self.sections(draft) for gap in section.gaps]

    def switched_off(self, draft: str) -> list[SwitchedOff]:
        """The checks that are off for this draft, each with who and why."""
        return list(self._desk.load(draft).state.off.values())


def sections_of(kept: Kept) -> list[Section]:
    """A loaded draft's sections with what is open in each."""
    texts = {SectionId(id): version.section for id, version in kept.current.items()}
    return standing_sections(kept.state, texts)


def without_off(section: DraftSection, state: DraftState) -> DraftSection:
    """The section without findings of checks that are off for the draft."""
    return replace(section, findings=tuple(finding for finding in section.findings if not is_off(finding.code, set(state.off))))
