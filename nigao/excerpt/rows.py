"""In which paragraph each row of a table is told: by its own words, and by what the rows beside it are told with.

A table keeps together what belongs together (创新平台, 智能工厂, 产业集群), though a row's own name may share no word with the
paragraph its neighbours stand in. The best course through all rows is found at once (Viterbi), so that one odd name does not part its like.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nigao.excerpt.placing import Placer, Slot

# What standing in the paragraph, or at least the section, of the row before is worth, beside a row's own words (at most about 3).
_TOGETHER, _IN_SECTION, _APART = 0.7, 0.6, 0.15
_FAR = 4
_KNOWN = 6.0  # a row told in a sentence of last year's stands where that stands
_ENOUGH = 0.25


@dataclass(frozen=True, slots=True)
class RowToPlace:
    """A row of a table. number: how far down it stands. home: the paragraph that tells it already, None where that is to be found."""

    number: int
    words: str
    home: Slot | None = None


def homes(rows: Sequence[RowToPlace], placer: Placer, among: Sequence[str]) -> list[Slot | None]:
    """The paragraph of each row, None where nothing speaks for one."""
    slots = placer.open_slots(among)
    if not slots or not rows:
        return [None for _ in rows]
    worth = [_own(row, slots, placer) for row in rows]
    chosen = _course(rows, worth, [slot.item for slot in slots])
    return [_home(rows, worth, chosen, n, slots, placer) for n in range(len(rows))]


def _home(
    rows: Sequence[RowToPlace], worth: Sequence[Sequence[float]], chosen: Sequence[int], n: int, slots: Sequence[Slot], placer: Placer
) -> Slot | None:
    """Where the course puts a row, if it belongs there; else where its own words put it, if they do."""
    if _belongs(rows, worth, chosen, n, slots, placer):
        return slots[chosen[n]]
    own = max(range(len(slots)), key=lambda at: worth[n][at])
    return slots[own] if worth[n][own] >= _ENOUGH else None


def _belongs(
    rows: Sequence[RowToPlace], worth: Sequence[Sequence[float]], chosen: Sequence[int], n: int, slots: Sequence[Slot], placer: Placer
) -> bool:
    """Whether a row may stand where the course puts it: by its own words, or by the rows beside it where its field is spoken of there
    or they stand there on both sides of it."""
    row, at = rows[n], chosen[n]
    if row.home is not None or worth[n][at] >= _ENOUGH:
        return True
    beside = _beside(rows, chosen, n)
    one_section = len({slot.item for slot in slots}) == 1
    return beside == 2 or (beside == 1 and (one_section or placer.speaks_of(row.words, slots[at])))


def _own(row: RowToPlace, slots: Sequence[Slot], placer: Placer) -> list[float]:
    if row.home is not None:
        return [_KNOWN if row.home == slot else 0.0 for slot in slots]
    return placer.likenesses(row.words, slots)


def _beside(rows: Sequence[RowToPlace], chosen: Sequence[int], n: int) -> int:
    """How many of the two rows beside this one stand in the same paragraph."""
    beside = (m for m in (n - 1, n + 1) if 0 <= m < len(rows))
    return sum(chosen[m] == chosen[n] and abs(rows[m].number - rows[n].number) < _FAR for m in beside)


def _course(rows: Sequence[RowToPlace], worth: Sequence[Sequence[float]], sections: Sequence[int]) -> list[int]:
    """The paragraph of each row that together are worth most; sections: in which section each paragraph is."""
    best = list(worth[0])
    came: list[list[int]] = []
    for n in range(1, len(rows)):
        near = rows[n].number - rows[n - 1].number < _FAR
        stay, beside = (_TOGETHER, _IN_SECTION) if near else (_APART, _APART)
        first = {
            section: max((at for at, one in enumerate(sections) if one == section), key=lambda at: best[at]) for section in set(sections)
        }
        top = max(range(len(best)), key=lambda at: best[at])
        backs, values = [], []
        for at, section in enumerate(sections):
            # On a tie the row before stays where it is for as long as it may.
            ways = ((best[top], top), (best[first[section]] + beside, first[section]), (best[at] + stay, at))
            value, back = max(ways, key=lambda way: way[0])
            backs.append(back)
            values.append(worth[n][at] + value)
        best = values
        came.append(backs)
    at = max(range(len(best)), key=lambda one: best[one])
    course = [at]
    for backs in reversed(came):
        at = backs[at]
        course.append(at)
    return course[::-1]
