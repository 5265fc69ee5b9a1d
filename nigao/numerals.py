"""Small Chinese numerals (1–99) as they number headings: writing, reading, renumbering. Not for figures."""

from __future__ import annotations

import re
import unicodedata

_DIGITS = "零一二三四五六七八九"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_NUMERAL = re.compile(r"[零一二两三四五六七八九十]+|\d+")


def chinese(number: int) -> str:
    """1 → 一, 10 → 十, 21 → 二十一. Raises ValueError outside 1..99."""
    if not 1 <= number <= 99:
        raise ValueError(number)
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones else "")


def number(text: str) -> int | None:
    """一 → 1, 二十一 → 21, "3" and "３" → 3; None if it is no such numeral."""
    plain = unicodedata.normalize("NFKC", text).replace("两", "二")
    if plain.isdecimal():
        return int(plain)
    if not re.fullmatch(r"[一二三四五六七八九]?十?[一二三四五六七八九]?", plain) or not plain:
        return None
    tens, ten, ones = plain.partition("十")
    if not ten:
        return _DIGITS.index(plain) if len(plain) == 1 else None
    return (_DIGITS.index(tens) if tens else 1) * 10 + (_DIGITS.index(ones) if ones else 0)


def renumber(written: str, value: int) -> str:
    """The heading number ``written`` with its numeral made ``value``, in the same style: （二） with 3 → （三）, 2. with 3 → 3."""
    if written[:1] in _CIRCLED:
        return _CIRCLED[value - 1] if value <= len(_CIRCLED) else written
    match = _NUMERAL.search(written)
    if match is None:
        return written
    made = str(value) if match.group().isdecimal() else chinese(value)
    return written[: match.start()] + made + written[match.end() :]


def count(text: str) -> int | None:
    """A count as people write it in a request: 300, 三百, 一千五百, 八百五 (850), 两千; None if it is none."""
    plain = unicodedata.normalize("NFKC", text).replace("两", "二").replace("零", "")
    if plain.isdecimal():
        return int(plain)
    match = re.fullmatch(r"(?:([一二三四五六七八九])千)?(?:([一二三四五六七八九])百)?(.*)", plain)
    if match is None or not (match[1] or match[2]):
        return number(plain)
    total = _digit(match[1]) * 1000 + _digit(match[2]) * 100
    rest = match[3]
    if len(rest) == 1 and rest in _DIGITS:
        return total + _digit(rest) * (10 if match[2] else 100)
    tail = number(rest) if rest else 0
    return None if tail is None else total + tail


def _digit(text: str | None) -> int:
    return _DIGITS.index(text) if text else 0
