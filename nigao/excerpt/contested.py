"""Which figures of this year's sources contradict each other; the draft tells such an indicator once and leaves the choice to a person."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from nigao.ledger import Conflict, Entry, Ledger
from nigao.one_thing import telling

_OVER_YEARS = re.compile(r"年均|五年|累计|以来")


@dataclass(frozen=True, slots=True)
class Contested:
    """By source, offset and cell, the number of the contradiction a figure is part of, and which of them a ruling gave up."""

    _groups: Mapping[tuple[str, int, str], int] = field(default_factory=dict)
    _lost: frozenset[tuple[str, int, str]] = frozenset()

    def of(self, entry: Entry) -> int | None:
        """The contradiction an entry is part of; None where nobody gainsays it."""
        return self._groups.get(_key(entry))

    def at(self, source: str, start: int) -> int | None:
        """The same for a figure at an offset of a source's running text."""
        return self._groups.get((source, start, ""))

    def lost(self, source: str, start: int) -> bool:
        """Whether a ruling gave up the figure at an offset of a source's running text."""
        return (source, start, "") in self._lost


def contested(entries: Iterable[Entry], years: Iterable[int], overruled: Iterable[Entry] = ()) -> Contested:
    """The contradictions among entries of these years. overruled: those a ruling gave up."""
    wanted = {str(year) for year in years}
    found = [one for one in Ledger(entries).conflicts() if one.period in wanted and _of_one_thing(one)]
    return Contested({_key(entry): number for number, one in enumerate(found) for entry in one.entries}, frozenset(map(_key, overruled)))


def _of_one_thing(conflict: Conflict) -> bool:
    """Whether each source tells the indicator once and of the year alone; a paper of accounts tells 调入资金 of each of its accounts."""
    values: dict[str, set[str]] = {}
    for entry in conflict.entries:
        values.setdefault(entry.source.id, set()).add(entry.figure.value)
    once = all(len(told) == 1 for told in values.values())
    return once and telling(conflict.indicator) and not any(_OVER_YEARS.search(entry.sentence) for entry in conflict.entries)


def _key(entry: Entry) -> tuple[str, int, str]:
    return entry.source.id, entry.figure.start, entry.figure.place
