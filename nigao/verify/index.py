"""The entries of all sources indexed by value and by name, so that a draft's figure meets only those it may be meant for."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from decimal import Decimal
from functools import lru_cache
from heapq import nlargest
from math import log
from typing import Any

from nigao.figures.agreement import COUNTED
from nigao.figures.figure import Figure
from nigao.figures.places import places
from nigao.figures.usual import usual_name
from nigao.ledger import Entry
from nigao.mention import Mention
from nigao.text.likeness import grams
from nigao.verify.sources import mentions_of
from nigao.verify.values import Value, value_of

# So many entries of one value are looked at, and so many of one name: more only a text tells that says nothing.
MANY = 1000


class Index:
    """Built once for a set of entries; contexts are read only of entries that are looked at."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = entries
        self.names: list[str] = []
        self.verdicts: dict[Hashable, Any] = {}  # of figures judged against these entries, for the next check of the same words
        self._sizes: dict[str, list[tuple[Decimal, int]]] = defaultdict(list)
        self._ratios: dict[str, list[int]] = defaultdict(list)
        self._names: dict[str, list[int]] = defaultdict(list)
        self._groups: dict[tuple[str, str], list[int]] = defaultdict(list)
        self._contexts: dict[int, Mention] = {}
        self._by_source: dict[str, dict[str, list[int]]] = {}
        for number, entry in enumerate(entries):
            self._add(number, entry)
        for shelf in self._sizes.values():
            shelf.sort()
        self._by_gram: dict[str, set[str]] | None = None
        self._weights: dict[str, float] = {}
        self._alike: dict[str, list[tuple[float, str]]] = {}
        self._places: frozenset[str] | None = None

    def _add(self, number: int, entry: Entry) -> None:
        value = value_of(entry.figure)
        if value is None:
            self._ratios[entry.figure.value].append(number)
        else:
            self._sizes[value.kind].append((value.low, number))
        self.names.append(usual_name(entry.figure.indicator))
        self._names[self.names[-1]].append(number)
        self._groups[entry.source.id, entry.sentence].append(number)

    def context(self, number: int) -> Mention:
        """The context of an entry; those of its sentence are read with it."""
        known = self._contexts.get(number)
        if known is None:
            entry = self.entries[number]
            numbers = sorted(self._groups[entry.source.id, entry.sentence], key=lambda n: self.entries[n].figure.start)
            for each, context in zip(numbers, mentions_of([self.entries[n] for n in numbers]), strict=True):
                self._contexts[each] = context
            known = self._contexts[number]
        return known

    def beside(self, number: int) -> list[Entry]:
        """The entries of one sentence of a source, the one asked for among them."""
        entry = self.entries[number]
        return [self.entries[each] for each in self._groups[entry.source.id, entry.sentence]]

    def akin(self, draft: Mention, number: int) -> bool:
        """Whether an entry and a draft's figure share any two letters of what they are about; without, nothing else makes them one."""
        mine, name = draft.told.any_grams, self.names[number]
        if not mine or not name:
            return True
        theirs = name + self.entries[number].sentence
        return any(gram in theirs for gram in mine) or any(gram in draft.words.usual for gram in grams(name))

    def same_value(self, figure: Figure) -> list[int]:
        """Entries with the figure's value, or that round to it at its last digit."""
        value = value_of(figure)
        if value is None:
            return list(self._ratios.get(figure.value, ()))
        return self._within(figure, value, value.low - value.step / 2, value.low + value.step / 2)

    def near_value(self, figure: Figure) -> list[int]:
        """Entries that may be meant by 约, 近, 超 …: from half of the figure's value to its double; none for a bare value."""
        value = value_of(figure)
        if value is None or value.low != value.high or figure.comparator == "eq":
            return []
        return self._within(figure, value, value.low / 2, value.low * 2)

    def _within(self, figure: Figure, value: Value, low: Decimal, high: Decimal) -> list[int]:
        kinds = self._shelves(figure, value)
        found = []
        for kind in kinds + ([""] if value.kind and figure.unit and figure.unit not in ("%", "百分点", "‰") and "" in self._sizes else []):
            shelf = self._sizes.get(kind, [])
            first = bisect_left(shelf, (low, -1))
            last = min(bisect_right(shelf, (high, len(self.entries))), first + MANY)
            found += [number for _, number in shelf[first:last]]
        return found

    def _shelves(self, figure: Figure, value: Value) -> list[str]:
        """The kinds of value one may be told in: 32个 is also 32项, a number without a unit nearly anything."""
        if not figure.unit:
            return [kind for kind in self._sizes if kind not in ("percent", "point", "place")]
        if figure.unit == "个":
            return [kind for kind in self._sizes if kind == value.kind or kind in COUNTED]
        if figure.measure == "change" and value.kind in ("percent", "point"):
            return ["percent", "point"]
        return [value.kind, "个"] if value.kind in COUNTED and "个" in self._sizes else [value.kind]

    def named(self, name: str) -> list[int]:
        """Entries of one indicator by its usual name."""
        return self._names.get(name, [])

    def named_elsewhere(self, name: str, source: str) -> list[int]:
        """Entries of one indicator in the other sources, so many at most."""
        by_source = self._by_source.get(name)
        if by_source is None:
            by_source = self._by_source[name] = defaultdict(list)
            for number in self.named(name):
                by_source[self.entries[number].source.id].append(number)
        return [number for other, numbers in by_source.items() if other != source for number in numbers[:MANY]][:MANY]

    def like_name(self, name: str, limit: int = 12) -> list[tuple[float, str]]:
        """Names of the sources that share most bigrams with a name, best first, each with its share (Dice)."""
        known = self._alike.get(name)
        if known is None:
            known = self._alike[name] = self._like_name(name)
        return known[:limit]

    def _like_name(self, name: str) -> list[tuple[float, str]]:
        if self._by_gram is None:
            self._by_gram = defaultdict(set)
            for known in self._names:
                for gram in grams(known):
                    self._by_gram[gram].add(known)
        wanted = grams(name)
        counts: dict[str, int] = defaultdict(int)
        for gram in wanted:
            for known in self._by_gram.get(gram, ()):
                counts[known] += 1
        scored = [(2 * shared / (len(wanted) + len(grams(known))), known) for known, shared in counts.items()]
        return nlargest(12, scored)

    def names_in(self, text: str) -> list[str]:
        """Names of four characters and more that stand in a text, the longest first."""
        self.like_name("")
        assert self._by_gram is not None
        here = grams(text)
        near = {name for gram in here for name in self._by_gram.get(gram, ())}
        return sorted((name for name in near if len(name) > 3 and name in text), key=len, reverse=True)

    def weight(self, gram: str) -> float:
        """How telling a bigram is: rare ones among the sources' names tell more."""
        known = self._weights.get(gram)
        if known is None:
            if self._by_gram is None:
                self.like_name("")
            assert self._by_gram is not None
            known = self._weights[gram] = 1 / (1 + log(1 + len(self._by_gram.get(gram, ()))))
        return known

    def share(self, part: Iterable[str], whole: frozenset[str]) -> float:
        """How much of ``part`` is in ``whole``, telling bigrams counting more."""
        total = found = 0.0
        weights = self._weights
        for gram in part:
            weight = weights.get(gram) or self.weight(gram)
            total += weight
            found += weight if gram in whole else 0
        return found / total if total else 0.0

    def knows_place(self, place: str) -> bool:
        """Whether some source speaks of the place."""
        if self._places is None:
            self._places = frozenset(name for _, sentence in self._groups for name in places(sentence))
        return place in self._places


def index_of(entries: Sequence[Entry], own: Sequence[Entry]) -> Index:
    """The index of these entries, kept while the very same list is asked for again (re-checking one edited section)."""
    if own:
        return Index([*entries, *own])
    return _cached(_Key(entries))


class _Key:
    """A list of entries as a key: its identity and a cheap digest of its content, so that a changed list is read again."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = entries
        self._digest = hash(tuple(entry.id or id(entry.figure) for entry in entries))

    def __hash__(self) -> int:
        return self._digest

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _Key):
            return NotImplemented
        mine, theirs = self.entries, other.entries
        return mine is theirs or (len(mine) == len(theirs) and all(a is b or a == b for a, b in zip(mine, theirs, strict=True)))


@lru_cache(maxsize=4)
def _cached(key: _Key) -> Index:
    return Index(tuple(key.entries))
