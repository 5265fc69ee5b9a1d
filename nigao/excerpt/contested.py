"""Which figures of this year's sources contradict each other; the draft tells such an indicator once and leaves the choice to a person."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from nigao.figures.agreement import agree
from nigao.ledger import Conflict, Entry, Ledger
from nigao.one_thing import telling

_OVER_YEARS = re.compile(r"年均|五年|累计|以来")


@dataclass(frozen=True, slots=True)
class Contested:
    """By source, offset and cell, the number of the contradiction a figure is part of, and which of them a ruling gave up."""

    _groups: Mapping[tuple[str, int, str], int] = field(default_factory=dict)
    _lost: frozenset[tuple[str, int, str]] = frozenset()
    _instead: Mapping[tuple[str, int, str], Entry] = field(default_factory=dict)

    def of(self, entry: Entry) -> int | None:
        """The contradiction an entry is part of; None where nobody gainsays it."""
        return self._groups.get(_key(entry))

    def at(self, source: str, start: int) -> int | None:
        """The same for a figure at an offset of a source's running text."""
        return self._groups.get((source, start, ""))

    def lost(self, source: str, start: int) -> bool:
        """Whether a ruling gave up the figure at an offset of a source's running text."""
        return (source, start, "") in self._lost

    def instead(self, source: str, start: int) -> Entry | None:
        """What the draft says instead of the figure at an offset of a source's running text, where nobody has ruled."""
        return self._instead.get((source, start, ""))

    def gives_way(self, entry: Entry) -> bool:
        """Whether another entry is told instead of this one."""
        return _key(entry) in self._instead


def contested(entries: Iterable[Entry], years: Iterable[int], overruled: Iterable[Entry] = ()) -> Contested:
    """The contradictions among entries of these years. overruled: those a ruling gave up."""
    wanted = {str(year) for year in years}
    found = [one for one in Ledger(entries).conflicts() if one.period in wanted and _of_one_thing(one)]
    groups = {_key(entry): number for number, one in enumerate(found) for entry in one.entries}
    instead = {_key(entry): holds for one in found for holds in [_holding(one.entries)] if holds for entry in _against(holds, one.entries)}
    return Contested(groups, frozenset(map(_key, overruled)), instead)


def _holding(entries: Sequence[Entry]) -> Entry | None:
    """Which of contradicting entries a draft tells until somebody rules: the unit's own table's, else what most tell; None where tables
    contradict each other or it is one against one."""
    tables = [entry for entry in entries if entry.source.role == "metrics"]
    ours = [entry for entry in tables if entry.source.standing == "own"] or tables
    if ours:
        return ours[0] if not _against(ours[0], ours) else None
    votes = [len(entries) - len(_against(one, entries)) for one in entries]
    best = [one for one, count in zip(entries, votes, strict=True) if count == max(votes)]
    return best[0] if max(votes) > 1 and not _against(best[0], best) else None


def _against(holds: Entry, entries: Sequence[Entry]) -> list[Entry]:
    return [entry for entry in entries if agree(entry.figure, holds.figure) is False]


def _of_one_thing(conflict: Conflict) -> bool:
    """Whether each source tells the indicator once and of the year alone; a paper of accounts tells 调入资金 of each of its accounts."""
    values: dict[str, set[str]] = {}
    for entry in conflict.entries:
        values.setdefault(entry.source.id, set()).add(entry.figure.value)
    once = all(len(told) == 1 for told in values.values())
    return once and telling(conflict.indicator) and not any(_OVER_YEARS.search(entry.sentence) for entry in conflict.entries)


def _key(entry: Entry) -> tuple[str, int, str]:
    return entry.source.id, entry.figure.start, entry.figure.place
