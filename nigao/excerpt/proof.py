"""Reads a text again and says whether it states exactly what was to be said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nigao.excerpt.added import saved
from nigao.excerpt.align import own_name, treated
from nigao.excerpt.kinds import designates
from nigao.figures.agreement import agree
from nigao.figures.aliases import same_indicator
from nigao.figures.calendar import Calendar
from nigao.figures.figure import Figure
from nigao.figures.read import read_figures
from nigao.ledger import Entry
from nigao.printable import GAP, counted

_SHORT_NAME = 3


@dataclass(frozen=True, slots=True)
class Proof:
    """Reads a text again and says whether it states exactly the given entries."""

    calendar: Calendar

    def __call__(self, text: str, entries: Sequence[Entry], by_name: bool = True, before: str = "") -> bool:
        left = list(entries)
        if not left and not re.search(r"[\d一二三四五六七八九十两百千万亿]", re.sub(r"【[^】]*】", "", text)):
            return True
        for figure in (one for one in self._read(before + text) if one.start >= len(before)):
            found = next((entry for entry in left if _says(figure, entry.figure, by_name)), None)
            if found is None:
                return False
            left.remove(found)
        return not left or not by_name

    def reads(self, before: str, text: str) -> list[tuple[str, ...]]:
        """What the figures of a text say behind another one, to compare with what they say behind others."""
        told = (f for f in self._read(before + text) if f.start >= len(before))
        return [(f.indicator, f.value, f.unit, f.measure, f.scope, f.period, f.status) for f in told]

    def _read(self, text: str) -> list[Figure]:
        """The figures told; what a gap asks for is none."""
        gaps = [gap.span() for gap in GAP.finditer(text)]
        read = read_figures(counted(text), calendar=self.calendar)
        told = [one for one in read if not designates(one.text, text[one.end :])]
        return [saved(one, text) for one in told if not any(start < one.end and one.start < end for start, end in gaps)]


def _says(written: Figure, entry: Figure, by_name: bool) -> bool:
    """Whether the two say the same; 新增公园12座 is one thing whether 新增 is read as part of the name or as a change."""
    if not agree(written, entry):
        return False
    if not by_name:
        return True
    one, other = _usual(written.indicator), _usual(entry.indicator)
    shortened = len(one) >= _SHORT_NAME and other.endswith(one)
    if written.measure == entry.measure and (shortened or one == other or same_indicator(one, other)):
        return True
    grown = "新增" in written.indicator + entry.indicator and {written.measure, entry.measure} == {"level", "change"}
    return grown and same_indicator(written.indicator.replace("新增", ""), entry.indicator.replace("新增", ""))


def _usual(name: str) -> str:
    """A name as its sentence may shorten it: 市本级 for 市级, 一般债务 beside 政府债务限额."""
    return treated(own_name(re.sub(r"(?<=债务)(?:限额|余额)$", "", re.sub(r"(?<=[省市县区])本级", "级", name))))
