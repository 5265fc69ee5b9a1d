"""The number guard applied to drafts on the desk: which figures of the archive may bear a text out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from nigao.checks.finding import Span
from nigao.checks.guard import GuardResult, check_text
from nigao.checks.leavings import leavings
from nigao.desk.state import OWN_WORD, Head, Stated
from nigao.draft import Brief, DraftSection, Evidence, OutlineItem
from nigao.figures.calendar import Calendar
from nigao.ledger import Entry, Source
from nigao.part_of_year import as_told_within, part_told
from nigao.text.traditional import is_traditional, simplified, stretches
from nigao.work.bookkeeping import Bookkeeping

# What a drafter says of its own work (cut short, put right, carried over) stands beside what the guard finds.
DRAFTER = "draft."
BEYOND_FIGURES = frozenset({"quoted", "carried", "stated", "gap"})


@dataclass(frozen=True, slots=True)
class Basis:
    """What a draft may draw on beside the archive as a whole. unticked: sources left out; stated: figures on a person's word."""

    unticked: tuple[str, ...] = ()
    stated: tuple[Stated, ...] = ()

    @property
    def chosen(self) -> tuple[Stated, ...]:
        """Which of contradicting values hold: their own sources bear them out, what gainsays them does not count."""
        return tuple(one for one in self.stated if one.holds)

    @property
    def own_word(self) -> tuple[Stated, ...]:
        """Values no source tells."""
        return tuple(one for one in self.stated if one.on_own_word)

    @classmethod
    def of(cls, head: Head) -> Basis:
        """Of a draft as its head says."""
        return cls(head.unticked, head.stated)


WHOLE_ARCHIVE = Basis()


@dataclass(frozen=True, slots=True)
class Guard:
    """Checks text against the figures that may bear it out: this unit's and its departments'; references only for their own unit."""

    books: Bookkeeping

    def entries(self, basis: Basis = WHOLE_ARCHIVE) -> list[Entry]:
        """The figures that bear a draft out."""
        return [*self.books.bearing(basis.unticked, basis.chosen), *(_entry(one) for one in basis.own_word)]

    def check(self, text: str, calendar: Calendar, basis: Basis = WHOLE_ARCHIVE, part: str = "") -> GuardResult:
        """Every figure of the text with its verdict. part: the part of the year the text is about, "" for whole years."""
        named = replace(calendar, names=self.books.names())
        stated: Sequence[Entry] = [_entry(one) for one in basis.own_word]
        known = self.books.bearing(basis.unticked, basis.chosen)
        entries = as_told_within([*known, *stated] if stated else known, part)
        references = self.books.references(basis.unticked)
        return read_simplified(text, lambda said: check_text(said, entries, calendar=named, references=references))

    def checked(self, section: DraftSection, item: OutlineItem, brief: Brief, basis: Basis = WHOLE_ARCHIVE) -> DraftSection:
        """The section with evidence and findings of its figures; what the drafter knew beyond figures is kept.

        item: the section's place in the outline: a plan's figures are targets though the section alone does not say so.
        """
        result = self.check(section.text, brief.calendar(part_of(item)), basis, part_told(brief.title))
        kept = tuple(e for e in section.evidence if e.verdict in BEYOND_FIGURES)
        said = tuple(finding for finding in section.findings if finding.code.startswith(DRAFTER))
        left = leavings(section.text, by_model=bool(section.prompt), traditional=_writes_traditional(brief))
        return replace(section, evidence=_in_order(kept + result.evidence), findings=said + result.findings + left)


def read_simplified(text: str, check: Callable[[str], GuardResult]) -> GuardResult:
    """Check a text in simplified characters, in which sources are written, and give its own words back in the places."""
    said = simplified(text) if stretches(text) else text
    result = check(said)
    if said == text:
        return result

    def own(places: tuple[Span, ...]) -> tuple[Span, ...]:
        return tuple(Span(text[place.start : place.end], place.start, place.end) for place in places)

    findings = tuple(replace(finding, places=own(finding.places)) for finding in result.findings)
    return replace(result, findings=findings, unsupported=own(result.unsupported))


def _writes_traditional(brief: Brief) -> bool:
    return is_traditional("".join(f"{item.title}{item.like[:200]}" for item in brief.outline) + brief.title)


def part_of(item: OutlineItem) -> Literal["review", "plan", ""]:
    """How a section's own text is to be read, where its words do not say."""
    return "plan" if item.kind == "plan" else "review" if item.kind == "review" else ""


def _entry(said: Stated) -> Entry:
    """A person's word as a source of its own. What she chose among several sources stands there under the id of one, which is nothing to
    be shown."""
    chosen = bool(said.holds) and said.source == said.holds
    title = f"{said.by}{'选定' if chosen else '填报'}" + (f"（{said.source}）" if said.source and not chosen else "")
    return Entry(said.figure, Source(OWN_WORD, title, role="metrics"), said.sentence, by_hand=True)


def _in_order(evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    return tuple(sorted(evidence, key=lambda e: (e.start, e.end)))
