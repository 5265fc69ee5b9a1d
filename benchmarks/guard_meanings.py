"""Right numbers with a wrong meaning: another indicator, year, place, level, direction; a plan told as done. See ``guard_attacks``."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from guard_attacks import DOWNS, NUMBER, UPS, Made, picked, replaced

from nigao.figures.places import places


@dataclass
class Ground:
    """What attacks may borrow from: this year's and last year's sentences, plan sentences, the year reviewed, and places."""

    review: list[str]
    plan: list[str]
    last: list[str]
    year: int
    place: str = ""

    def numbers(self, unit: str) -> Iterator[tuple[str, re.Match[str]]]:
        """Every number of a unit in this year's review."""
        for s in self.review:
            for m in NUMBER.finditer(s):
                if m[3] == unit:
                    yield s, m


def _subject(s: str, m: re.Match[str], length: int = 8) -> str:
    before = re.split(r"[，。、；：（）“”]", s[: m.start()])[-1]
    return re.sub(r"(?:达到|达|为|超过|突破|约|近|超|实现|完成|同比|均|分别)+$", "", before)[-length:]


def swapped(s: str, r: random.Random, g: Ground) -> Made:
    """Another indicator's number of the same unit, borrowed from the same report."""
    m = picked(s, r, lambda m: len(_subject(s, m)) >= 4)
    if m is None:
        return None
    others = [(t, n) for t, n in g.numbers(m[3]) if n[1] + (n[2] or "") != m[1] + (m[2] or "") and (n[2] or "") == (m[2] or "")]
    others = [(t, n) for t, n in others if len(_subject(t, n)) >= 4 and _subject(t, n) not in s]
    if not others:
        return None
    _, n = r.choice(others)
    return replaced(s, m, n[0])


def crossed(s: str, r: random.Random, g: Ground) -> Made:
    """The number of a neighbour in the same sentence."""
    found = [m for m in NUMBER.finditer(s) if len(_subject(s, m)) >= 4]
    pairs = [(a, b) for a in found for b in found if a is not b and a[3] == b[3] and a[0] != b[0]]
    if not pairs:
        return None
    a, b = r.choice(pairs)
    return replaced(s, a, b[0])


def renamed(s: str, r: random.Random, g: Ground) -> Made:
    """The number kept, the indicator's name another one of the report."""
    found = [m for m in NUMBER.finditer(s) if len(_subject(s, m, 20)) >= 4]
    r.shuffle(found)
    for m in found:
        name = _subject(s, m, 20)
        others = [_subject(t, n, 20) for t, n in g.numbers(m[3])]
        others = [
            o for o in others if len(o) >= 4 and not set(_pairs(o)) & set(_pairs(name)) and not re.search(r"增长|下降|提高|[的和]$", o)
        ]
        if others and not re.search(r"增长|下降|提高|降低|减少", name):
            new = r.choice(others)
            start = s.rindex(name, 0, m.start())
            made = s[:start] + new + s[start + len(name) :]
            at = m.start() + len(new) - len(name)
            return made, (at, at + len(m[0]))
    return None


def _pairs(s: str) -> list[str]:
    return [s[i : i + 2] for i in range(len(s) - 1)]


def last_value(s: str, r: random.Random, g: Ground) -> Made:
    """Last year's number of the same indicator."""
    found = [m for m in NUMBER.finditer(s) if len(_subject(s, m)) >= 5]
    r.shuffle(found)
    for m in found:
        name = _subject(s, m)
        for t in g.last:
            for n in NUMBER.finditer(t):
                if _subject(t, n) == name and n[3] == m[3] and n[0] != m[0]:
                    return replaced(s, m, n[0])
    return None


def wrong_year(s: str, r: random.Random, g: Ground) -> Made:
    """This year's number told of an earlier year."""
    if re.search(r"\d{4}年|[去上今前]年|年来|以来|年间|[一二三五十]年|五”|时期", s):
        return None
    m = NUMBER.search(s)
    if m is None:
        return None
    words = f"{g.year - r.choice([2, 3])}年，"
    return words + s, (len(words) + m.start(), len(words) + m.end())


def flipped(s: str, r: random.Random, g: Ground) -> Made:
    """Growth told as decline, or the other way round."""
    pairs = list(zip(UPS, DOWNS, strict=True))
    for up, down in [*pairs, *[(b, a) for a, b in pairs]]:
        for m in NUMBER.finditer(s):
            if s[: m.start()].endswith(up) and m[3] in ("%", "个百分点"):
                made = s[: m.start() - len(up)] + down + s[m.start() :]
                at = m.start() - len(up) + len(down)
                return made, (at, at + len(m[0]))
    return None


def level_as_change(s: str, r: random.Random, g: Ground) -> Made:
    """What was reached told as an increase, or a growth told as what was reached."""
    told = [
        ("达到", "比上年增加", False),
        ("达", "比上年增加", False),
        ("下降", "降至", True),
        ("增长", "达到", True),
        ("提高", "提高到", True),
    ]
    found = [(m, old, new) for m in NUMBER.finditer(s) for old, new, rate in told if s[: m.start()].endswith(old) and (m[3] == "%") is rate]
    if not found:
        return None
    m, old, new = r.choice(found)
    made = s[: m.start() - len(old)] + new + s[m.start() :]
    at = m.start() - len(old) + len(new)
    return made, (at, at + len(m[0]))


def level(s: str, r: random.Random, g: Ground) -> Made:
    """国家级 told as 省级, or the other way round."""
    for old, new in (("国家级", "省级"), ("省级", "国家级"), ("市级", "省级")):
        at = s.find(old)
        m = NUMBER.search(s, at) if at >= 0 else None
        if m is not None and m.start() - at < 14 and not re.search("[，。；]", s[at : m.start()]):
            made = s[:at] + new + s[at + len(old) :]
            start = m.start() + len(new) - len(old)
            return made, (start, start + len(m[0]))
    return None


def planned(s: str, r: random.Random, g: Ground) -> Made:
    """A target told as a result."""
    plan = [p for p in g.plan if re.search(r"力争|预期|目标|确保|计划|左右|以上|新增|完成|建成|新建|改造", p)]
    if not plan:
        return None
    p = r.choice(plan)
    told = re.sub(r"力争|预期|确保|计划|将|拟|努力|今年|左右|以上|不低于|不少于|主要目标是：?|目标是：?|\d{4}年", "", p)
    told = re.sub(r"^(?:推进|推动|实施|建设|完成|新增|新建|改造)", lambda x: "已" + x[0], told)
    m = NUMBER.search(told)
    if m is None:
        return None
    opening = r.choice(["过去一年，", f"{g.year}年，", "一年来，"])
    return opening + told, (len(opening) + m.start(), len(opening) + m.end())


def elsewhere(s: str, r: random.Random, g: Ground) -> Made:
    """A figure of the whole told of one of its parts, or of another place."""
    named = sorted({name for other in g.review for name in places(other) if name[-1] not in "乡镇区" and name not in g.place})
    m = NUMBER.search(s)
    if m is None or not named or places(s):
        return None
    at = max(s.rfind(mark, 0, m.start()) for mark in "，。；、：") + 1
    if m.start() - at < 4:
        return None
    place = r.choice(named)
    return s[:at] + place + s[at:], (m.start() + len(place), m.end() + len(place))


MEANING: dict[str, Callable[[str, random.Random, Ground], Made]] = {
    "swapped value": swapped, "neighbour's value": crossed, "indicator renamed": renamed, "last year's value": last_value,
    "wrong year": wrong_year, "direction flipped": flipped, "level as change": level_as_change, "level": level, "plan as fact": planned, "other place": elsewhere,
}  # fmt: skip
