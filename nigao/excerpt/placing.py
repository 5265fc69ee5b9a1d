"""Deciding in which paragraph of which section a sentence or figure belongs, by the words it shares with last year's text."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from nigao.draft import OutlineItem
from nigao.excerpt import kinds
from nigao.excerpt.topics import fields_of

_HEADING_WEIGHT = 3
_SHORTEST = 12
# From these shares of a text's own words on, counted by how rare they are, a paragraph is its home: surely, or being ahead of the next.
_SURE, _LIKELY, _AHEAD = 0.35, 0.12, 1.1
# 全市收支情况: a section of a budget report that tells what came in and went out, account by account, and no work.
_ACCOUNTS = re.compile(r"收支(?:情况|执行|平衡|预算)|预算(?:执行)?(?:收支)?情况$|预算$|决算情况$")
_TELLS_ACCOUNTS = re.compile(r"预算.{0,30}(?:完成|调整)|(?:收入|支出)(?:累计)?(?:完成|合计|总计)|结转|结余|转移支付|上解")
# How much it counts that a paper tells the rest of what it tells in a part of the text.
_OF_ITS_PAPER = 1.4
_OF_ONE_PART = 0.8
_LEADS_IN = re.compile(r"^.{0,40}(?:以下|如下|下列).{0,12}$|^.{0,40}[：:]$")


@dataclass(frozen=True, slots=True)
class Slot:
    """A paragraph of last year's text: item is the position in the outline, paragraph its number there.

    above: whether it stands before sections of its part, and so is of all their fields.
    """

    item: int
    paragraph: int
    text: str
    heading: str
    kind: str
    above: bool = False


def slots_of(outline: Sequence[OutlineItem]) -> list[Slot]:
    """Every paragraph of the outline; one that may take in nothing new (thanks, problems, salutations) is of kind "set"."""
    found: list[Slot] = []
    for index, item in enumerate(outline):
        parent = _parent(outline, index)
        heading = f"{parent}{item.title}"
        has_children = index + 1 < len(outline) and outline[index + 1].level > item.level
        lines = [line for line in item.like.split("\n") if line.strip()]
        if not lines and not has_children:
            found.append(Slot(index, 0, "", heading, f"set {item.kind}" if kinds.problem_heading(item.title) else item.kind))
        found += [Slot(index, number, line, heading, _kind(line, item), has_children) for number, line in enumerate(lines)]
    return found


def _kind(line: str, item: OutlineItem) -> str:
    if item.kind == "opening":
        return "opening"
    fixed = kinds.problem_heading(item.title) or kinds.thanks(line) or kinds.of_leaders(line[:200]) or kinds.problem(line[:60])
    scrap = len(line) < _SHORTEST and not kinds.counts(line)
    return f"set {item.kind}" if fixed or "\t" in line or scrap or _LEADS_IN.search(line) else item.kind


def _parent(outline: Sequence[OutlineItem], index: int) -> str:
    level = outline[index].level
    above = [item.title for item in outline[:index] if item.level < level]
    return above[-1] if above and level > 2 else ""


@dataclass(frozen=True, slots=True)
class _Bag:
    """The pairs of characters and fields of one or several paragraphs."""

    pairs: Counter[str]
    length: int


class Placer:
    """Finds the slot of one kind (review or plan) that a text fits best; the same text always goes to the same slot."""

    def __init__(self, slots: Sequence[Slot]) -> None:
        self._slots = slots
        self._index = {slot: n for n, slot in enumerate(slots)}
        self._bags = [_bag(slot.text) + _weighted(_bag(slot.heading)) for slot in slots]
        counts = Counter(pair for bag in self._bags for pair in bag)
        self._joints: dict[tuple[int, ...], _Bag] = {}
        self._idf = {pair: math.log(1 + len(slots) / seen) for pair, seen in counts.items()}
        self._norms = [math.sqrt(sum((self._worth(pair, times)) ** 2 for pair, times in bag.items())) or 1.0 for bag in self._bags]

    def best(self, text: str, of: Iterable[str], also: str = "") -> Slot | None:
        """The slot that ``text`` fits best (``also``: words about it, such as its heading, that count half); None without slots."""
        ranked = self._ranked(text, of, also)
        return ranked[0][1] if ranked else None

    def sure(self, text: str, of: Iterable[str], also: str = "", near: Mapping[int, float] = MappingProxyType({})) -> Slot | None:
        """The same, None unless it is a home: the only slot, one of the text's field of work, or one that shares its rare words.

        A text of a field that some slot speaks of never goes where that field is not spoken of, but for what its own paper tells
        elsewhere (near: by section how much of it). A section is likened to the text as a whole, for its share of words alone would
        draw everything into the longest.
        """
        all_open = self.open_slots(of)
        among = [slot for slot in all_open if not slot.above] or all_open
        if not _TELLS_ACCOUNTS.search(text):
            among = [slot for slot in among if not _ACCOUNTS.search(slot.heading)] or among
        if len(among) < 2:
            return among[0] if among else None
        pairs = _bag(text) + _bag(also)
        fields = fields_of(text) or fields_of(also)
        spoken = {slot.item for slot in among if any(field in self._bag_of(slot) for field in fields)}
        kin = [slot for slot in among if slot.item in spoken]
        likes = self._alike(pairs, among)
        if len({slot.item for slot in among}) == 1:
            return max(reversed(among), key=lambda slot: likes[slot])
        if kin:
            most = max(likes.values())
            kin += [slot for slot in among if slot.item in near and slot not in kin and likes[slot] > 0]
            return max(kin, key=lambda slot: likes[slot] + _OF_ITS_PAPER * most * near.get(slot.item, 0.0) ** 2)
        if max(near.values(), default=0.0) >= _OF_ONE_PART:
            return max(among, key=lambda slot: (near.get(slot.item, 0.0), likes[slot]))
        best, second = sorted(among, key=lambda slot: -likes[slot])[:2]
        share = self._share(pairs, best)
        return best if share >= _SURE or (share >= _LIKELY and likes[best] >= _AHEAD * likes[second]) else None

    def _alike(self, pairs: Counter[str], among: Sequence[Slot]) -> dict[Slot, float]:
        """How like a text each paragraph is: its section as a whole (a cosine), and half as much its own words."""
        sections: dict[int, list[int]] = {}
        for slot in among:
            sections.setdefault(slot.item, []).append(self._index[slot])
        whole = {item: self._cosine(pairs, self._joint(tuple(numbers)).pairs) for item, numbers in sections.items()}
        return {slot: whole[slot.item] + self._cosine(pairs, self._bag_of(slot)) / 2 for slot in among}

    def _cosine(self, one: Counter[str], other: Counter[str]) -> float:
        first, second = self._weights(one), self._weights(other)
        shared = sum(weight * second[pair] for pair, weight in first.items() if pair in second)
        return shared / (_length(first) * _length(second) or 1.0)

    def _weights(self, bag: Counter[str]) -> dict[str, float]:
        return {pair: (1 + math.log(times)) * self._rarity(pair) for pair, times in bag.items()}

    def nearest(self, text: str, among: Sequence[Slot]) -> Slot | None:
        """The one of these paragraphs that shares most of the text's words, None where none shares any worth speaking of."""
        shares = [(self._share(_bag(text), slot), -n, slot) for n, slot in enumerate(among)]
        best = max(shares, key=lambda one: one[:2], default=None)
        return best[2] if best is not None and best[0] >= _LIKELY else None

    def open_slots(self, of: Iterable[str]) -> list[Slot]:
        """The paragraphs of these kinds, in order."""
        wanted = self._open(of)
        return [slot for slot in self._slots if slot.kind in wanted]

    def likenesses(self, text: str, among: Sequence[Slot]) -> list[float]:
        """How like each of the paragraphs a text is: its section's words and fields, and half as much its own; 0 to 3."""
        words, fields = _words_and_fields(_bag(text))
        sections = list(dict.fromkeys(slot.item for slot in among))
        whole = {item: self._joint(tuple(self._index[slot] for slot in among if slot.item == item)) for item in sections}
        of_sections = dict(zip(sections, self._like(words, fields, [whole[item] for item in sections]), strict=True))
        of_slots = self._like(words, fields, [self._joint((self._index[slot],)) for slot in among])
        return [of_sections[slot.item] + own / 5 for slot, own in zip(among, of_slots, strict=True)]

    def speaks_of(self, text: str, slot: Slot) -> bool:
        """Whether a section speaks of the field a text is of; a text of no field may be of any."""
        fields = fields_of(text)
        section = self._joint(tuple(n for n, one in enumerate(self._slots) if one.item == slot.item))
        return not fields or any(field in section.pairs for field in fields)

    def _like(self, words: Sequence[str], fields: Sequence[str], bags: Sequence[_Bag]) -> list[float]:
        """How much of the words, counted by how rare they are, each text says, plus how much of their field it tells of all that is told."""
        usual = sum(bag.length for bag in bags) / len(bags) or 1.0
        rare = sum(self._rarity(pair) for pair in words) or 1.0
        told = sum(bag.pairs[field] for bag in bags for field in fields) or 1
        found = []
        for bag in bags:
            slack = 0.3 + 0.7 * bag.length / usual
            said = sum(self._rarity(pair) * bag.pairs[pair] / (bag.pairs[pair] + slack) for pair in words if pair in bag.pairs)
            found.append(said / rare + sum(bag.pairs[field] for field in fields) / told)
        return found

    def _joint(self, slots: tuple[int, ...]) -> _Bag:
        if slots not in self._joints:
            pairs = sum((self._bags[n] for n in slots), Counter[str]())
            self._joints[slots] = _Bag(pairs, sum(pairs.values()))
        return self._joints[slots]

    def _bag_of(self, slot: Slot) -> Counter[str]:
        return self._bags[self._index[slot]]

    def _share(self, pairs: Counter[str], slot: Slot) -> float:
        """How much of a text's own words, counted by how rare they are, the slot has."""
        bag = self._bag_of(slot)
        whole = sum(self._rarity(pair) for pair in pairs) or 1.0
        return sum(self._rarity(pair) for pair in pairs if pair in bag) / whole

    def _ranked(self, text: str, of: Iterable[str], also: str) -> list[tuple[float, Slot]]:
        wanted = self._open(of)
        pairs, more = _bag(text), _bag(also)
        found = [
            ((self._shared(pairs, bag) + self._shared(more, bag) / 2) / norm**0.5, slot)
            for slot, bag, norm in zip(self._slots, self._bags, self._norms, strict=True)
            if slot.kind in wanted
        ]
        return sorted(found, key=lambda one: -one[0])

    def _rarity(self, pair: str) -> float:
        return self._idf.get(pair, math.log(1 + len(self._slots)))

    def _open(self, of: Iterable[str]) -> set[str]:
        """The kinds to look among: those wanted, or, where no paragraph is free, the set ones of the same sections."""
        wanted = set(of)
        return wanted if any(slot.kind in wanted for slot in self._slots) else {f"set {kind}" for kind in wanted}

    def _shared(self, pairs: Counter[str], bag: Counter[str]) -> float:
        return sum(self._idf[pair] * (1 + math.log(bag[pair])) for pair in pairs if pair in bag)

    def _worth(self, pair: str, times: int) -> float:
        return self._idf[pair] * (1 + math.log(times))


def _words_and_fields(bag: Counter[str]) -> tuple[list[str], list[str]]:
    return [pair for pair in bag if not pair.startswith("§")], [pair for pair in bag if pair.startswith("§")]


def _bag(text: str) -> Counter[str]:
    han = "".join(char if "一" <= char <= "鿿" or (char.isascii() and char.isalpha()) else " " for char in text)
    return Counter(word[i : i + 2] for word in han.split() for i in range(len(word) - 1)) + fields_of(text)


def _length(weights: Mapping[str, float]) -> float:
    return math.sqrt(sum(weight * weight for weight in weights.values()))


def _weighted(bag: Counter[str]) -> Counter[str]:
    return Counter({pair: count * _HEADING_WEIGHT for pair, count in bag.items()})
