"""Which of the names that are known some words mean: the longest likely one, with words left out, or one character wrong, or more said than the name."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from nigao.asking.indicators import formal
from nigao.asking.near import sounds_like, subsequence
from nigao.figures.aliases import canonical

_LEFT_OUT, _TOO_MUCH, _WRONG, _SOUNDS = 0.3, 0.6, -0.6, 0.7
_LEAST = 2.0  # characters that have to be there
_SAID, _KNOWN = 0.6, 0.34  # shares of what was said, and of the name, that have to be the same
_ALIKE = 0.13
_WELL = 4.0  # so many characters of a name are enough, whatever else is said
_MARKS = re.compile(r"[“”‘’《》\s、，（）()的]")


@dataclass(frozen=True, slots=True)
class Meant:
    """A name and how well the words fit it: said, the share of the words it explains; known, the share of the name that was said."""

    name: str
    weight: float
    said: float
    known: float

    @property
    def fit(self) -> float:
        """How likely it is meant, beside others: what was said counts before what was left out."""
        return round(self.said + 0.25 * self.known, 4)


def meant(words: str, names: Collection[str]) -> list[Meant]:
    """The names these words mean, the likeliest first; only those that fit alike."""
    found: dict[str, Meant] = {}
    for said in _ways(words):
        characters = set(said)
        for name in names:
            known = _known(name)
            if len(characters & set(known)) >= 2 and (one := _fits(name, said, known)) is not None:
                found[name] = max(found.get(name, one), one, key=lambda each: each.fit)
    best = max(found.values(), key=lambda one: one.fit, default=None)
    if best is None:  # a short name: 北交所 of 北京证券交易所
        short = _plain(words)
        return [Meant(one, len(short), 1.0, 0.0) for one in names if len(short) >= 3 and subsequence(short, one, 3.0)]
    least = best.fit - (_ALIKE if best.said >= 0.95 else 0.02)  # 家庭养老床位 is 新建家庭养老床位 and 新增家庭养老床位
    return sorted((one for one in found.values() if one.fit >= least), key=lambda one: -one.fit)


def _ways(words: str) -> list[str]:
    """The words as they are, as reports have them, without a last word too much, and with the deed before its object: 成果转化 is 转化成果."""
    plain = _plain(words)
    short = plain[:-1] if len(plain) >= 3 else plain
    said = [one for one in dict.fromkeys((plain, short, _plain(formal(words)), _plain(formal(short)))) if len(one) >= 2]
    return said + [one[-2:] + one[:-2] for one in said if len(one) >= 4]


def _fits(name: str, said: str, known: str) -> Meant | None:
    weight = _aligned(said, known)
    one = Meant(name, weight, min(1.0, weight / len(said)), min(1.0, weight / len(known)))
    likely = one.said >= _SAID and one.known >= _KNOWN and weight >= _LEAST * 0.85
    return one if likely or (weight >= _WELL and one.known >= 0.6) or (one.said >= 0.95 and weight >= _LEAST) else None


@lru_cache(maxsize=65536)
def _known(name: str) -> str:
    return _plain(canonical(name))


def _plain(words: str) -> str:
    return _MARKS.sub("", words)


def _aligned(said: str, name: str) -> float:
    """The best weight of a stretch of the words laid beside a stretch of the name: 1 for each character that is the same."""
    before: Sequence[float] = [0.0] * (len(name) + 1)
    best = 0.0
    for one in said:
        row = [0.0]
        for at, other in enumerate(name):
            same = 1.0 if one == other else _SOUNDS if sounds_like(one, other) else _WRONG
            row.append(max(0.0, before[at] + same, before[at + 1] - _TOO_MUCH, row[at] - _LEFT_OUT))
        best = max(best, *row)
        before = row
    return best
