"""Numerals read and written: the worth of Arabic, Chinese and mixed ones, and the small ones that number headings.

Not where a number stands, nor whether it is a figure.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import ROUND_HALF_UP, Context, Decimal

DIGITS = {
    **{c: i for i, c in enumerate("零一二三四五六七八九")},
    "〇": 0,
    "两": 2,
    "壹": 1,
    "贰": 2,
    "叁": 3,
    "肆": 4,
    "伍": 5,
    "陆": 6,
    "柒": 7,
    "捌": 8,
    "玖": 9,
}
# No number is written longer; keeps a page of 万万万… from becoming a number of a million digits.
LONGEST = 32
# No digit of a number is lost, however many were written.
EXACT = Context(prec=2000, rounding=ROUND_HALF_UP)
_SMALL = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}
SCALES = {
    "万亿": 10**12,
    "千亿": 10**11,
    "百亿": 10**10,
    "十亿": 10**9,
    "亿": 10**8,
    "千万": 10**7,
    "百万": 10**6,
    "十万": 10**5,
    "万": 10**4,
    "千": 1000,
    "百": 100,
}
_SPELLED = "零一二三四五六七八九"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_IN_HEADING = re.compile(r"[零一二两三四五六七八九十]+|\d+")
_COUNT = re.compile(
    r"(?!零)(?:[一二两三四五六七八九]千)?零?(?:[一二两三四五六七八九]百)?零?(?:[一二三四五六七八九]?十)?[一二两三四五六七八九]?"
)
_SMALL_NUMERAL = re.compile(r"[一二三四五六七八九]|[一二三四五六七八九]?十[一二三四五六七八九]?")
_TWO_DIGITS = re.compile(r"([一二两三四五六七八九])([二三四五六七八九])(?=[十百千万亿]|$)")


def arabic(written: str) -> Decimal:
    """1,234.5 → 1234.5. Raises decimal.InvalidOperation if it is no number."""
    return Decimal(written.replace(",", "").replace(" ", ""))


def worth(written: str) -> Decimal | None:
    """三百一十八 → 318, 两千零十 → 2010, 一点二万 → 12000, 三万五 → 35000, 二〇二五 → 2025, 百万 → 1000000; None if it is no numeral."""
    if len(written) > LONGEST:
        return None
    whole, point, decimals = written.partition("点")
    if point:
        return _with_decimals(whole, decimals)
    if not whole:
        return None
    if all(c in DIGITS for c in whole):
        return Decimal("".join(str(DIGITS[c]) for c in whole))
    return _whole(whole)


def about(written: str) -> tuple[Decimal, Decimal] | None:
    """Two neighbouring digits said of one place: 三四十 → (30, 40), 七八百 → (700, 800); None if it is no such number."""
    match = _TWO_DIGITS.search(written)
    if match is None or DIGITS[match[2]] != DIGITS[match[1]] + 1:
        return None
    low = worth(written[: match.start()] + match[1] + written[match.end() :])
    high = worth(written[: match.start()] + match[2] + written[match.end() :])
    return (low, high) if low is not None and high is not None else None


def scaled(value: Decimal, factor: Decimal) -> str:
    """A value times its scale as a decimal string; every digit that was written is kept, however many there are."""
    return plain(EXACT.multiply(value, factor))


def plain(value: Decimal) -> str:
    """A decimal string without exponent or trailing zeros: 1E+4 → "10000", 5.20 → "5.2"."""
    text = format(value, "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def _with_decimals(whole: str, decimals: str) -> Decimal | None:
    scale = re.search(r"[十百千万亿]+$", decimals)
    digits = decimals[: scale.start()] if scale else decimals
    head = worth(whole)
    if head is None or not digits or any(c not in DIGITS for c in digits):
        return None
    value = head + Decimal("0." + "".join(str(DIGITS[c]) for c in digits))
    return value * (worth(scale.group()) or 1) if scale else value


def _whole(written: str) -> Decimal | None:
    """Numerals with 十百千万亿. A last digit after a scale stands for the next place (三万五 → 35000), unless 零 is before it."""
    total = section = digit = 0
    last_scale, zero = 0, False
    for c in written:
        if c in DIGITS:
            digit, zero = DIGITS[c], zero or c in "零〇"
        elif c in _SMALL:
            section += (digit or 1) * _SMALL[c]
            digit, last_scale, zero = 0, _SMALL[c], False
        elif c in _LARGE:
            here = section + digit or (0 if total else 1)
            total = (total + here) * _LARGE[c] if _LARGE[c] > total or not here else total + here * _LARGE[c]
            section, digit, last_scale, zero = 0, 0, _LARGE[c], False
        else:
            return None
    if digit and last_scale >= 100 and not zero:
        digit *= last_scale // 10
    return Decimal(total + section + digit)


def chinese(number: int) -> str:
    """1 → 一, 10 → 十, 21 → 二十一, as headings are numbered. Raises ValueError outside 1..99."""
    if not 1 <= number <= 99:
        raise ValueError(number)
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else f"{_SPELLED[tens]}十"
    return head + (_SPELLED[ones] if ones else "")


def number(text: str) -> int | None:
    """A heading's number: 一 → 1, 二十一 → 21, "3" and "３" → 3; None if it is no such numeral."""
    written = unicodedata.normalize("NFKC", text).replace("两", "二")
    if written.isdecimal():
        return int(written)
    value = worth(written) if written and _SMALL_NUMERAL.fullmatch(written) else None
    return None if value is None else int(value)


def count(text: str) -> int | None:
    """A count as people write it in a request: 300, 三百, 一千五百, 八百五 (850), 两千; None if it is none."""
    written = unicodedata.normalize("NFKC", text)
    if written.isdecimal():
        return int(written)
    value = worth(written) if _COUNT.fullmatch(written) else None
    return None if value is None else int(value)


def renumber(written: str, value: int) -> str:
    """The heading number ``written`` with its numeral made ``value``, in the same style: （二） with 3 → （三）, 2. with 3 → 3."""
    if written[:1] in _CIRCLED:
        return _CIRCLED[value - 1] if value <= len(_CIRCLED) else written
    match = _IN_HEADING.search(written)
    if match is None:
        return written
    made = str(value) if match.group().isdecimal() else chinese(value)
    return written[: match.start()] + made + written[match.end() :]
