"""Pairing the paragraphs of two versions of a text in order: equal ones first, then those that are alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher

Pair = tuple[int | None, int | None]
_ALIKE = 0.35  # share of character pairs in common from which a paragraph counts as rewritten, not replaced


_MOST_PAIRS = 400_000  # beyond it two stretches are not compared but stand one behind the other: about 3 s


def align(old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    """Every index of both, in an order true to both: (i, j) the same paragraph, (i, None) gone, (None, j) added."""
    pairs: list[Pair] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pairs += zip(range(a, b), range(c, d), strict=True)
        else:
            pairs += [(None if i is None else a + i, None if j is None else c + j) for i, j in _alike(old[a:b], new[c:d])]
    return pairs


def likeness(old: str, new: str) -> float:
    """0..1: share of character pairs in common, the shorter text counting, so that a paragraph cut in two still finds itself."""
    return _likeness(_bigrams(old), _bigrams(new))


def _bigrams(text: str) -> Counter[str]:
    bare = "".join(text.split())
    return Counter(bare[at : at + 2] for at in range(max(len(bare) - 1, 1)))


def _likeness(one: Counter[str], two: Counter[str]) -> float:
    common, sizes = (one & two).total(), (one.total(), two.total())
    both, shorter = 2 * common / max(sum(sizes), 1), common / max(min(sizes), 1)
    return max(both, shorter - 0.3)


def _alike(old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    """The pairing of greatest total likeness that keeps both orders."""
    if not old or not new or len(old) * len(new) > _MOST_PAIRS:
        return [*((i, None) for i in range(len(old))), *((None, j) for j in range(len(new)))]
    one, two = [_bigrams(text) for text in old], [_bigrams(text) for text in new]
    score = [[_likeness(a, b) for b in two] for a in one]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            paired = score[i][j] + best[i + 1][j + 1] if score[i][j] >= _ALIKE else 0.0
            best[i][j] = max(paired, best[i + 1][j], best[i][j + 1])
    return _walk(score, best, len(old), len(new))


def _walk(score: list[list[float]], best: list[list[float]], rows: int, columns: int) -> list[Pair]:
    pairs: list[Pair] = []
    i = j = 0
    while i < rows or j < columns:
        if i < rows and j < columns and score[i][j] >= _ALIKE and best[i][j] == score[i][j] + best[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif j == columns or (i < rows and best[i + 1][j] >= best[i][j + 1]):
            pairs.append((i, None))
            i += 1
        else:
            pairs.append((None, j))
            j += 1
    return pairs
