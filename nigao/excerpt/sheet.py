"""What is known of one paragraph to be written: what stands again, what joins it."""

from __future__ import annotations

from dataclasses import dataclass, field

from nigao.excerpt import tables
from nigao.excerpt.filled import Filled
from nigao.excerpt.placing import Slot
from nigao.ledger import Entry


@dataclass(slots=True)
class Sheet:
    """What is known of one paragraph to be written.

    sentences: last year's as they can stand. indicators: those last year's paragraph gave figures of. news: figures without a
    sentence of last year's, each group behind the sentence at ``after``. quotes: sentences of material. row: this line of a table.
    """

    slot: Slot
    sentences: list[Filled] = field(default_factory=list)
    indicators: frozenset[str] = frozenset()
    news: list[tuple[int, list[Entry]]] = field(default_factory=list)
    quotes: list[Entry] = field(default_factory=list)
    row: tables.FilledRow | None = None

    @property
    def stated(self) -> list[Entry]:
        """What the paragraph states, in a sentence of last year's or besides."""
        told = [one for filled in self.sentences for one in filled.used] + [one for _, put in self.news for one in put]
        return told + list(self.row.entries if self.row else ())

    def told_at(self, entry: Entry) -> int | None:
        """Which sentence states the entry; None if none does."""
        return next((n for n, filled in enumerate(self.sentences) if any(one is entry for one in filled.used)), None)
