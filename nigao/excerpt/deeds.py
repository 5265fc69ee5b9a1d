"""One deed told by several departments becomes one sentence: the fullest stands, with the places of the others."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from nigao.draft import Place
from nigao.excerpt.contested import Contested
from nigao.excerpt.kinds import happened
from nigao.excerpt.material import Block
from nigao.excerpt.told import alike, figures_in, longer_named
from nigao.figures.calendar import Calendar
from nigao.figures.figure import Figure
from nigao.one_thing import telling
from nigao.text.likeness import grams
from nigao.writing.sentences import clauses, leans_back

_ONE_DEED = 0.7
_WHAT_FOR = re.compile(r"^(?:为|助|以|使|让|推动|促进|确保|有力|有效|不断|持续|进一步)")


@dataclass(frozen=True, slots=True)
class Once:
    """The blocks with each deed once. gainsaid: sentences that another contradicts, each as a block, with the one that stands."""

    blocks: tuple[Block, ...]
    gainsaid: tuple[tuple[Block, Block], ...]


def one_deed_once(blocks: Sequence[Block], calendar: Calendar, contested: Contested) -> Once:
    """The blocks without the sentences whose deed another department tells as well or better, or tells otherwise."""
    told = [_Telling(n, start, text, block, calendar, contested) for n, block in enumerate(blocks) for start, text in block.parts]
    gone: set[tuple[int, int]] = set()
    also: dict[tuple[int, int], list[Place]] = defaultdict(list)
    gainsaid: list[tuple[Block, Block]] = []
    for one, kept in _pairs_of(told):
        if one.key in gone or kept.key in gone or one.carries_on:
            continue
        gone.add(one.key)
        if one.gainsays(kept) or one.otherwise(kept):
            gainsaid.append((one.alone, kept.alone))
        else:
            also[kept.key] += [one.block.place(one.start, one.text), *also.pop(one.key, [])]
    merged = []
    for number, block in enumerate(blocks):
        parts = tuple(part for part in block.parts if (number, part[0]) not in gone)
        more = tuple((start, place) for start, _ in parts for place in also.get((number, start), ()))
        if parts:
            merged.append(replace(block, parts=parts, also=more))
    return Once(tuple(merged), tuple(gainsaid))


def _pairs_of(told: Sequence[_Telling]) -> list[tuple[_Telling, _Telling]]:
    """(the one that may go, the one that tells its deed as well, or otherwise) in the order they stand."""
    found = []
    for index, one in enumerate(told):
        for other in told[:index]:
            if one.block.ahead != other.block.ahead:
                continue
            less, more = sorted((one, other), key=lambda it: (it.weight, -it.number))
            if one.otherwise(other):
                found.append((less, more))
            elif one.block.hit.source.id == other.block.hit.source.id:
                continue
            elif one.same_words(other):
                short, long = sorted((one, other), key=lambda it: (len(it.text), -it.number))
                found.append((short, long))
            elif more.covers(less):
                found.append((less, more))
    return found


def _wordless(text: str) -> str:
    return re.sub(r"\d+(?:\.\d+)?", "", text)


def _named_longer(one: Figure, other: Figure) -> bool:
    return longer_named(one, other) or longer_named(other, one)


class _Telling:
    """A sentence of material as compared with others: its pairs of characters, its numbers, its figures and who gainsays them."""

    def __init__(self, number: int, start: int, text: str, block: Block, calendar: Calendar, contested: Contested) -> None:
        self.number, self.start, self.text, self.block = number, start, text, block
        self.key = (number, start)
        self._numbers = set(re.findall(r"\d+(?:\.\d+)?", text))
        self._pairs = grams(re.sub(r"[\W\d]", "", text))
        figures = figures_in(text, calendar, block.ahead)
        at = block.hit.passage.start + start
        self._figures = [(figure, contested.at(block.hit.source.id, at + figure.start)) for figure in figures]
        ruled_out = any(contested.lost(block.hit.source.id, at + figure.start) for figure in figures)
        self.weight = (not ruled_out, len(figures), sum(figure.comparator == "eq" for figure in figures), len(text))

    def same_words(self, other: _Telling) -> bool:
        """Whether the two say one thing: nearly the same words, and no number that the longer one does not have."""
        if not self._pairs or not other._pairs:
            return False
        short, long = sorted((self, other), key=lambda one: len(one.text))
        alike_words = len(short._pairs & long._pairs) / len(short._pairs)
        return alike_words >= _ONE_DEED and short._numbers <= long._numbers

    def covers(self, other: _Telling) -> bool:
        """Whether every figure of the other is told here, or gainsaid, and the other tells no event besides."""
        if not other._figures or not all(self._tells(figure, group) for figure, group in other._figures):
            return False
        if len(other._figures) == 1 and not telling(other._figures[0][0].indicator):
            return False
        return not any(happened(words) for words in other._wordy_clauses())

    @property
    def carries_on(self) -> bool:
        """Whether the sentence behind it speaks of what this one names, and would be lost without it."""
        after = next((text for start, text in self.block.parts if start > self.start), "")
        return leans_back(after)

    @property
    def alone(self) -> Block:
        """The sentence as a block of its own."""
        return replace(self.block, parts=((self.start, self.text),), also=())

    def otherwise(self, other: _Telling) -> bool:
        """Whether the two tell one thing with two values: in one paper in the same words, in two under the same name, in one of them at greater
        length (有效期内高新技术企业总数194家, 高新技术企业总数196家)."""
        if not self._figures or not other._figures or self._numbers == other._numbers:
            return False
        if self.block.hit.source.id == other.block.hit.source.id:
            short, long = sorted((_wordless(self.text), _wordless(other.text)), key=len)
            return long.startswith(short.rstrip("。；"))
        less, more = sorted((self, other), key=lambda it: len(it._figures))
        return all(any(_named_longer(mine, theirs) for theirs, _ in more._figures) for mine, _ in less._figures)

    def gainsays(self, other: _Telling) -> bool:
        """Whether a figure here contradicts one of the other: then it is no second source of it."""
        groups = {group for _, group in other._figures if group is not None}
        mine = [figure for figure, group in self._figures if group in groups]
        return any(not any(alike(theirs, figure) for theirs, _ in other._figures) for figure in mine)

    def _tells(self, figure: Figure, group: int | None) -> bool:
        return any((group is not None and group == theirs) or alike(mine, figure) for mine, theirs in self._figures)

    def _wordy_clauses(self) -> list[str]:
        """The clauses without figures that say more than what the deed was for."""
        parts = clauses(self.text.rstrip("。！"))
        wordy = [c.text for c in parts if not any(c.start <= figure.start < c.end for figure, _ in self._figures)]
        return [words for words in wordy if not _WHAT_FOR.match(words)]
