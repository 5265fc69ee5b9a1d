"""Text that carries its evidence: sliced, replaced or joined, the spans move along. Knows nothing of what the text says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from nigao.draft import DraftSection, Evidence, Place, Verdict
from nigao.ledger import Entry


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text; offsets of evidence count from its beginning."""

    text: str
    evidence: tuple[Evidence, ...] = ()

    def shifted(self, by: int) -> tuple[Evidence, ...]:
        """The evidence as it counts when ``by`` characters stand before the text."""
        return tuple(replace(one, start=one.start + by, end=one.end + by) for one in self.evidence)

    def slice(self, start: int, end: int) -> Run:
        """text[start:end] with what bears it out; evidence that reaches beyond is cut at the edge."""
        inside = (one for one in self.evidence if one.start < end and one.end > start)
        cut = tuple(replace(one, start=max(one.start, start) - start, end=min(one.end, end) - start) for one in inside)
        return Run(self.text[start:end], cut)

    def replaced(self, start: int, end: int, by: Run) -> Run:
        """The text with ``by`` in place of text[start:end]; evidence around the place stays one stretch."""
        moved = len(by.text) - (end - start)
        kept = []
        for one in self.evidence:
            if one.end <= start:
                kept.append(one)
            elif one.start >= end:
                kept.append(replace(one, start=one.start + moved, end=one.end + moved))
            elif one.start <= start and one.end >= end and (one.start, one.end) != (start, end):
                kept.append(replace(one, end=one.end + moved))
        text = self.text[:start] + by.text + self.text[end:]
        return Run(text, tuple(sorted((*kept, *by.shifted(start)), key=lambda one: (one.start, -one.end))))


def of_section(section: DraftSection) -> Run:
    """A section's text with its evidence."""
    return Run(section.text, section.evidence)


def marked(text: str, verdict: Verdict, places: tuple[Place, ...] = (), note: str = "") -> Run:
    """A run borne out as a whole."""
    return Run(text, (Evidence(0, len(text), verdict, places, note),))


def joined(runs: Sequence[Run], between: str = "") -> Run:
    """The runs one after another."""
    text, evidence = "", list[Evidence]()
    for number, run in enumerate(runs):
        text += between if number else ""
        evidence += run.shifted(len(text))
        text += run.text
    return Run(text, tuple(evidence))


def place_of(entry: Entry) -> Place:
    """Where the entry's figure stands, as a person would say it."""
    source, figure = entry.source, entry.figure
    where = " ".join(part for part in (source.filename or source.title, figure.place, f"第{entry.page}页" if entry.page else "") if part)
    return Place(
        source=source.id,
        title=source.title,
        where=where,
        start=figure.start,
        end=figure.end,
        sentence=entry.sentence,
        value=figure.text,
        period=figure.period,
    )
