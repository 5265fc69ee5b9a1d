"""Which figures of this year's sources contradict each other; the draft tells such an indicator once and leaves the choice to a person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from nigao.ledger import Entry, Ledger


@dataclass(frozen=True, slots=True)
class Contested:
    """By source, offset and cell, the number of the contradiction a figure is part of."""

    _groups: Mapping[tuple[str, int, str], int] = field(default_factory=dict)

    def of(self, entry: Entry) -> int | None:
        """The contradiction an entry is part of; None where nobody gainsays it."""
        return self._groups.get(_key(entry))

    def at(self, source: str, start: int) -> int | None:
        """The same for a figure at an offset of a source's running text."""
        return self._groups.get((source, start, ""))


def contested(entries: Iterable[Entry], years: Iterable[int]) -> Contested:
    """The contradictions among entries of these years."""
    wanted = {str(year) for year in years}
    found = [one for one in Ledger(entries).conflicts() if one.period in wanted]
    return Contested({_key(entry): number for number, one in enumerate(found) for entry in one.entries})


def _key(entry: Entry) -> tuple[str, int, str]:
    return entry.source.id, entry.figure.start, entry.figure.place
