"""How alike two stretches of words are, by the pairs of characters they share; the one likeness, for names and for sentences."""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import lru_cache


@lru_cache(maxsize=65536)
def grams(words: str) -> frozenset[str]:
    """Character bigrams; of a single character, itself."""
    return frozenset(words[i : i + 2] for i in range(len(words) - 1)) or frozenset({words} if words else ())


def dice(first: frozenset[str], second: frozenset[str]) -> float:
    """Shared bigrams of two stretches, 0..1."""
    return 2 * len(first & second) / (len(first) + len(second)) if first and second else 0.0


def share(part: frozenset[str], whole: frozenset[str]) -> float:
    """How much of the one is in the other, 0..1."""
    return len(part & whole) / len(part) if part else 0.0


def likeness(first: str, second: str) -> float:
    """How alike two names are, 0..1."""
    return 1.0 if first == second else dice(grams(first), grams(second))


def longest_shared(first: str, second: str) -> int:
    """How many characters the longest stretch has that stands in both."""
    return SequenceMatcher(None, first, second, autojunk=False).find_longest_match().size
