"""Text with its evidence, put together piece by piece so that offsets stay right. Knows nothing of what the text says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from nigao.draft import Evidence, Place, Verdict
from nigao.ledger import Entry


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text; offsets of evidence count from its beginning."""

    text: str
    evidence: tuple[Evidence, ...] = ()

    def shifted(self, by: int) -> tuple[Evidence, ...]:
        """The evidence as it counts when ``by`` characters stand before the text."""
        return tuple(replace(one, start=one.start + by, end=one.end + by) for one in self.evidence)


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
