"""The number guard applied to drafts on the desk: which figures of the archive may bear a text out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from nigao.checks.guard import GuardResult, check_text
from nigao.draft import Brief, DraftSection, Evidence, OutlineItem
from nigao.figures.calendar import Calendar
from nigao.work.bookkeeping import Bookkeeping

# What a drafter says of its own work (cut short, put right, carried over) stands beside what the guard finds.
DRAFTER = "draft."
BEYOND_FIGURES = frozenset({"quoted", "carried", "stated", "gap"})


@dataclass(frozen=True, slots=True)
class Guard:
    """Checks text against every figure of the archive."""

    books: Bookkeeping

    def check(self, text: str, calendar: Calendar) -> GuardResult:
        """Every figure of the text with its verdict."""
        return check_text(text, self.books.entries(), calendar=replace(calendar, names=self.books.names()))

    def checked(self, section: DraftSection, item: OutlineItem, brief: Brief) -> DraftSection:
        """The section with evidence and findings of its figures; what the drafter knew beyond figures is kept.

        item: the section's place in the outline: a plan's figures are targets though the section alone does not say so.
        """
        result = self.check(section.text, brief.calendar(_part(item)))
        kept = tuple(e for e in section.evidence if e.verdict in BEYOND_FIGURES)
        said = tuple(finding for finding in section.findings if finding.code.startswith(DRAFTER))
        return replace(section, evidence=_in_order(kept + result.evidence), findings=said + result.findings)


def _part(item: OutlineItem) -> Literal["review", "plan", ""]:
    return "plan" if item.kind == "plan" else "review" if item.kind == "review" else ""


def _in_order(evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    return tuple(sorted(evidence, key=lambda e: (e.start, e.end)))
