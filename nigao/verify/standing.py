"""Whose figure a draft tells, and whether a reference (another unit's paper, a higher level's) may bear it out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from nigao.bodies import areas_of
from nigao.figures.words_around import Words
from nigao.ledger import Entry, Source
from nigao.mention import Mention

# What a paper calls a whole of each level.
_WHOLE = {
    "nation": ("全国", "国家", "国内", "全中国"),
    "province": ("全省", "全自治区", "省里", "省均", "省平均"),
    "town": ("全市", "全州", "全盟", "市均", "市平均"),
    "county": ("全县", "全区", "全旗", "全镇", "全乡"),
}
_OWN = re.compile(r"我[国省市区县州盟局校院]|本[省市区县州局校院]")
_COMPARED = re.compile(r"(?:高于|低于|好于|优于|快于|慢于|超过|比|较|居|占|列)[^，。；：、\d]{0,4}$")


def _named(source: Source) -> str:
    return source.unit or source.title


def _level(source: Source) -> str:
    areas = areas_of(_named(source))
    return areas[-1][0] if areas else ""


def names_of(source: Source, own_levels: frozenset[str]) -> tuple[str, ...]:
    """What a sentence may call the unit of a reference: its name, and 全省 for a province where the draft's own unit is none."""
    areas, unit = areas_of(_named(source)), source.unit
    whole = _WHOLE.get(areas[-1][0], ()) if areas and areas[-1][0] not in own_levels else ()
    short = (areas[-1][1],) if areas and len(areas[-1][1]) > 1 else ()
    return tuple(dict.fromkeys((*short, *((unit,) if unit else ()), *whole)))


def levels_of(entries: Iterable[Entry]) -> frozenset[str]:
    """The levels of the units whose own figures these are."""
    sources = {entry.source.id: entry.source for entry in entries}
    return frozenset(level for source in sources.values() if source.unit and (level := _level(source)))


def _tells_of(names: Sequence[str], words: Words, others: Iterable[str]) -> bool:
    """Whether a figure is told of what has one of these names: in its own clause, or named last before it as the one spoken of."""
    if any(name in words.before + words.after for name in names):
        return True
    lead = words.lead
    places = [(lead.rfind(name), name in names) for name in (*others, *names)]
    own = [(match.start(), False) for match in _OWN.finditer(lead)]
    at, mine = max((place for place in [*places, *own] if place[0] >= 0), default=(-1, False))
    return mine and not _COMPARED.search(lead[:at])


class References:
    """The sources of another unit or a higher level, of which each bears out only what is told of its own unit."""

    def __init__(self, entries: Sequence[Entry], own: Sequence[Entry]) -> None:
        self._levels = levels_of(own)
        self._entries: dict[str, list[Entry]] = {}
        self._sources: dict[str, Source] = {}
        for entry in entries:
            self._sources[entry.source.id] = entry.source
            self._entries.setdefault(entry.source.id, []).append(entry)
        self._names = {key: names_of(source, self._levels) for key, source in self._sources.items()}
        self._own = tuple({word for level in self._levels for word in _WHOLE.get(level, ())})

    def __bool__(self) -> bool:
        return bool(self._entries)

    def admitted(self, draft: Mention) -> tuple[str, ...]:
        """The references (by source id) whose unit the figure is told of."""
        return tuple(key for key, names in self._names.items() if _tells_of(names, draft.words, self._others(key)))

    def named_in(self, sources: Iterable[str], sentences: Iterable[str]) -> bool:
        """Whether a sentence of a source names the unit of one of these references itself."""
        names = {name for key in sources for name in self._names[key]}
        return any(name in sentence for sentence in sentences for name in names)

    def entries(self, sources: Iterable[str]) -> list[Entry]:
        """All figures of these references, in order."""
        return [entry for key in sources for entry in self._entries[key]]

    def _others(self, key: str) -> set[str]:
        return {name for other, names in self._names.items() if other != key for name in names} - set(self._names[key]) | set(self._own)
