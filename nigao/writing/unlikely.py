"""What makes one doubt a number that is to be filled in, beside the one that stood there last year."""

from __future__ import annotations

import re
from decimal import Decimal

from nigao.figures.figure import Figure

_NUMBER = re.compile(r"([\d,]+(?:\.\d+)?)\s*(万亿|亿|万|千|百)?")
_SCALES = {"万亿": 10**12, "亿": 10**8, "万": 10**4, "千": 1000, "百": 100}
_WHOLE, _FAR_APART = 100, 50


def unlikely(figure: Figure, last: str) -> str:
    """Why a level is doubted: below nothing, more than the whole, another order of magnitude; "" for no reason. last: last year's, as told."""
    match = _NUMBER.search(last)
    if figure.measure != "level" or match is None:
        return ""
    then, now = Decimal(match[1].replace(",", "")) * _SCALES.get(match[2] or "", 1), Decimal(figure.value)
    if now < 0 < then:
        return f"填的是负数，上年是{last}"
    if figure.unit == "%" and figure.indicator.endswith("率") and then <= _WHOLE < now:
        return f"超过了100%，上年是{last}"
    if then and now and not 1 / _FAR_APART < now / then < _FAR_APART:
        return f"同上年的{last}相差{_FAR_APART}倍以上，可能单位不同"
    return ""
