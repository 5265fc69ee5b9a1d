"""When a paper was written, and from which month to which of a year it tells."""

from __future__ import annotations

import re
from dataclasses import dataclass

_DATE = r"((?:19|20)\d{2})[年\-.]\s?(\d{1,2})(?:[月\-.]\s?\d{1,2}日?|月)"
_BY_LINE = re.compile(
    rf"^(?:[—\-–]*|[（(]?|[^。，\n]{{0,30}}?(?:第\d+期[^\n]{{0,14}})?[^。，\n\d]{{0,16}}|[^。，\n]{{2,16}}[讯电]\s?){_DATE}"
    rf"(?:[）)]|日?(?:上午|下午|电|讯|在|来源|，(?!全|共|累计)|\d\d:|$)|$)",
    re.MULTILINE,
)
_SIGNED = re.compile(rf"(?:^|\n)[^。，；\n]{{0,24}}{_DATE}\s*$")
_IN_NAME = re.compile(r"((?:19|20)\d{2})[年\-._]?(0[1-9]|1[0-2]|[1-9](?=月))")
_HEAD, _TAIL = 400, 120
_PARTS = re.compile(
    r"(?P<half>上半年)|(?P<nine>前三季度|前3季度|三季度)|(?P<six>二季度)|(?P<three>一季度)|(?:1月?[—\-~～－至到]|前)(?P<month>\d{1,2})(?:个月|月份?)"
)
_LAST_MONTH = {"half": 6, "nine": 9, "six": 6, "three": 3}
_PART_NAME = {"half": "上半年", "nine": "前三季度", "six": "二季度", "three": "一季度"}
_PART_WORDS = r"(?:上半年|前三季度|前3季度|[一二三]季度|1月?[—\-~～至]\d{1,2}月|前\d{1,2}个?月)"
_LED = re.compile(rf"(?:(?:^|[。\n，])(?:今年)?的?(?:以来，)?|(?:19|20)\d{{2}}年)(?={_PART_WORDS})")
_AS_OF = re.compile(r"截[至止]到?((?:19|20)\d{2})年(\d{1,2})月")
_LED_REACH = 300


@dataclass(frozen=True, slots=True)
class Written:
    """The month a paper bears."""

    year: int
    month: int


@dataclass(frozen=True, slots=True)
class Part:
    """The part of a year a paper is about, and its last month."""

    name: str
    until: int


def written(name: str, text: str) -> Written | None:
    """The date in a by-line or over the opening, else the one at the end, else the one in the name of its file."""
    for found in (_SIGNED.search(text[-_TAIL:].rstrip()), _BY_LINE.search(text[:_HEAD]), _IN_NAME.search(name)):
        if found and 1 <= int(found[2]) <= 12:
            return Written(int(found[1]), int(found[2]))
    return None


def part_in(words: str) -> Part | None:
    """The part of a year that words name first (上半年, 1—11月)."""
    found = _PARTS.search(words)
    if not found:
        return None
    kind = found.lastgroup or ""
    if kind == "month":
        month = int(found["month"])
        return Part(f"1—{month}月", month) if month < 12 else None
    return Part(_PART_NAME[kind], _LAST_MONTH[kind])


def part_led(text: str) -> Part | None:
    """The part that a clause of the opening begins with (今年1—6月，…), unless the opening counts up to a later month."""
    led = _LED.search(text[:_LED_REACH])
    part = part_in(text[led.end() : led.end() + 12]) if led else None
    counted = _AS_OF.search(text[:_LED_REACH])
    return None if part and counted and int(counted[2]) > part.until else part


def as_of(text: str) -> Written | None:
    """The month up to which a paper counts: 截至2025年9月底."""
    found = _AS_OF.search(text)
    return Written(int(found[1]), int(found[2])) if found else None
