"""In which section each row of a table is told: by its own words, and by what the rows beside it are told with.

A table keeps together what belongs together (创新平台, 智能工厂, 产业集群), though a row's own name may share no word with the section
its neighbours stand in. The best course through all rows is found at once (Viterbi), so that one odd name does not part its like.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nigao.excerpt.placing import Placer

# What standing in the section of the row before is worth, beside a row's own words (at most about 2): less over a gap in the table.
_TOGETHER, _APART = 0.6, 0.15
_FAR = 4
_KNOWN = 6.0  # a row told in a sentence of last year's stands where that stands
_ENOUGH = 0.25


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table. number: how far down it stands. home: the section that tells it already, None where that is to be found."""

    number: int
    words: str
    home: int | None = None


def homes(rows: Sequence[Row], placer: Placer, among: Sequence[str]) -> list[int | None]:
    """The section of each row, None where nothing speaks for one."""
    sections = placer.sections(among)
    if not sections or not rows:
        return [None for _ in rows]
    worth = [[_own(row, section, placer, among) for section in sections] for row in rows]
    chosen = _course(rows, worth)
    return [
        sections[at] if row.home is not None or worth[n][at] >= _ENOUGH or _stands_among(rows, chosen, n) else None
        for n, (row, at) in enumerate(zip(rows, chosen, strict=True))
    ]


def _own(row: Row, section: int, placer: Placer, among: Sequence[str]) -> float:
    if row.home is not None:
        return _KNOWN if row.home == section else 0.0
    return placer.likeness(row.words, section, among)


def _stands_among(rows: Sequence[Row], chosen: Sequence[int], n: int) -> bool:
    """Whether a row beside this one stands in the same section."""
    beside = (m for m in (n - 1, n + 1) if 0 <= m < len(rows))
    return any(chosen[m] == chosen[n] and abs(rows[m].number - rows[n].number) < _FAR for m in beside)


def _course(rows: Sequence[Row], worth: Sequence[Sequence[float]]) -> list[int]:
    """The section of each row that together are worth most."""
    best = list(worth[0])
    came: list[list[int]] = []
    for n in range(1, len(rows)):
        stay = _TOGETHER if rows[n].number - rows[n - 1].number < _FAR else _APART
        top = max(range(len(best)), key=lambda at: best[at])
        backs = [at if best[at] + stay > best[top] else top for at in range(len(best))]  # as long as it may with the row before
        best = [worth[n][at] + best[back] + (stay if back == at else 0.0) for at, back in enumerate(backs)]
        came.append(backs)
    at = max(range(len(best)), key=lambda one: best[one])
    course = [at]
    for backs in reversed(came):
        at = backs[at]
        course.append(at)
    return course[::-1]
