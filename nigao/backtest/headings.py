"""Which headings of a draft are those of the report people wrote, by the character pairs of their titles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nigao.draft import Draft
from nigao.report import Report
from nigao.text.likeness import dice, grams

_SAME_TITLE = 0.5
KEPT = 0.9


@dataclass(frozen=True, slots=True)
class HeadingScore:
    """Headings of the draft against the real ones of the same level: shares between 0 and 1."""

    precision: float
    recall: float
    f1: float


def heading_score(written: Draft, real: Report, level: int | None) -> HeadingScore:
    """The draft's headings of one level, None for all, against the real ones."""
    mine = [s.title for s in written.sections if s.title and (level is None or s.level == level)]
    theirs = [h.title for h in real.headings if h.kind == "section" and (level is None or h.level == level)]
    matched = len(matched_titles(mine, theirs))
    precision, recall = _share(matched, len(mine)), _share(matched, len(theirs))
    return HeadingScore(precision, recall, 2 * precision * recall / (precision + recall) if matched else float(not mine and not theirs))


def kept_frame(earlier: Report, real: Report) -> float:
    """How far a report has kept the first-level headings of the one before, years aside; from ``KEPT`` on it has kept its frame."""
    before, after = ([h.title for h in one.headings if h.kind == "section" and h.level == 1] for one in (earlier, real))
    same = len(matched_titles(before, after))
    return 2 * same / (len(before) + len(after)) if before or after else 1.0


def matched_titles(mine: Sequence[str], theirs: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of positions whose titles share at least half of their pairs, each title once, in the order of ``mine``."""
    left = dict(enumerate(theirs))
    pairs = []
    for number, title in enumerate(mine):
        best = max(left, key=lambda n: likeness(title, left[n]), default=None)
        if best is not None and likeness(title, left[best]) >= _SAME_TITLE:
            del left[best]
            pairs.append((number, best))
    return pairs


def likeness(one: str, other: str) -> float:
    """Dice coefficient of the titles' character pairs, years counted as one thing."""
    return dice(_pairs(one), _pairs(other))


def _pairs(title: str) -> frozenset[str]:
    plain = re.sub(r"[\s“”‘’、，。]", "", re.sub(r"20\d\d", "Y", title))
    return grams(plain)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0
