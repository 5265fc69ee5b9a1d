"""Sentences of a text and how alike two of them are, numbers aside; for what was carried over and what is told twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from nigao.text import prose
from nigao.text.likeness import grams
from nigao.text.surface import plain

_NUMBERS = re.compile(r"[\d０-９.,%％]+")
_SHORTEST = 14


def sentences(text: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, words) of every sentence long enough to be known again."""
    for sentence in prose.sentences(text):
        words = sentence.of(text).strip()
        if len(words) >= _SHORTEST:
            start = text.index(words[0], sentence.start)
            yield start, start + len(words), words


def bigrams(sentence: str) -> frozenset[str]:
    """Character bigrams of a sentence, its numbers left out."""
    return grams(_NUMBERS.sub("", plain(sentence)))


def numbers(sentence: str) -> tuple[str, ...]:
    """The numbers of a sentence as written, in order."""
    return tuple(_NUMBERS.findall(plain(sentence)))


def alike(first: frozenset[str], second: frozenset[str]) -> float:
    """The share of the shorter sentence's bigrams that the other has, 0..1; 0 where one is more than twice as long."""
    if not first or not second or not 0.5 <= len(first) / len(second) <= 2:
        return 0.0
    return len(first & second) / min(len(first), len(second))


def shelf_of(all_bigrams: Sequence[frozenset[str]]) -> dict[str, list[int]]:
    """Each bigram with the sentences that have it."""
    shelf: dict[str, list[int]] = {}
    for number, own in enumerate(all_bigrams):
        for gram in own:
            shelf.setdefault(gram, []).append(number)
    return shelf


def near(own: frozenset[str], shelf: dict[str, list[int]], limit: int = 5) -> list[int]:
    """The sentences that share most bigrams, the most first."""
    counts: dict[int, int] = {}
    for gram in own:
        for number in shelf.get(gram, ()):
            counts[number] = counts.get(number, 0) + 1
    return sorted(counts, key=lambda number: -counts[number])[:limit]
