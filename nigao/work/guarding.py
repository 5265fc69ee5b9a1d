"""The number guard applied to drafts on the desk: which figures of the archive may bear a text out."""

from __future__ import annotations

from dataclasses import dataclass, replace

from nigao.checks.guard import GuardResult, check_text
from nigao.draft import Brief, DraftSection, Evidence
from nigao.figures.calendar import Calendar
from nigao.work.bookkeeping import Bookkeeping

# What a drafter says of its own work (cut short, put right, carried over) stands beside what the guard finds.
DRAFTER = "draft."


@dataclass(frozen=True, slots=True)
class Guard:
    """Checks text against every figure of the archive."""

    books: Bookkeeping

    def check(self, text: str, calendar: Calendar) -> GuardResult:
        """Every figure of the text with its verdict."""
        return check_text(text, self.books.entries(), calendar=calendar)

    def checked(self, section: DraftSection, brief: Brief) -> DraftSection:
        """The section with evidence and findings of its figures; what the drafter knew beyond figures is kept."""
        result = self.check(section.text, Calendar(reviewed=str(brief.reviewed_year), planned=str(brief.year)))
        kept = tuple(e for e in section.evidence if e.verdict in ("quoted", "gap"))
        said = tuple(finding for finding in section.findings if finding.code.startswith(DRAFTER))
        return replace(section, evidence=_in_order(kept + result.evidence), findings=said + result.findings)


def _in_order(evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    return tuple(sorted(evidence, key=lambda e: (e.start, e.end)))
