"""How a drafted value relates to a source's value: the same, rightly rounded, a true bound, too coarse. Knows no meaning beyond units."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from functools import lru_cache
from typing import Literal

from nigao.figures.agreement import comparable, dimension, narrow, step
from nigao.figures.figure import Figure
from nigao.mention import Mention

Relation = Literal["equal", "rounded", "bound", "coarse", "false_bound"]
# Relations that bear a figure out.
TRUE = frozenset({"equal", "rounded", "bound"})
_LOOSE = frozenset({"count", "people"})
_ABOVE = re.compile(r"超|突破|以上|逾|余|多|不少于|不低于|大于|高于")

# What is told in parts of a hundred and moves by points; 劳动生产率, 利用效率 are told in others.
_IN_PARTS = re.compile(r"占|比重|比例|(?<!生产)(?<!增长)(?<!效)(?<!速)率$")


_THINGS = re.compile("(?:项目|审计|工程|案件|小区|社区|村|平台|中心|课题|活动|企业|园区|基地|站点?)$")


@dataclass(frozen=True, slots=True)
class Value:
    """A figure's size without its sign, in the base unit of ``kind``; low == high but for a range. step: worth of the last digit."""

    kind: str
    low: Decimal
    high: Decimal
    step: Decimal
    digits: int


def value_of(figure: Figure) -> Value | None:
    """The comparable value of a figure; None for a ratio."""
    found: Value | None = _value(figure.value, figure.unit, figure.text, _grown(figure))
    return found


def _grown(figure: Figure) -> bool:
    """Whether it is a growth told in 倍 (增长1.1倍), which is so many hundred per cent."""
    return figure.unit == "倍" and figure.measure == "change" and not figure.text.startswith("翻")


@lru_cache(maxsize=65536)
def _value(value: str, unit: str, text: str, grown: bool) -> Value | None:
    figure = Figure(text, 0, 0, value, unit, "")
    amount = figure.amount
    if amount is None:
        return None
    kind = dimension(unit)
    scale = Decimal(100) if unit == "分之" else Decimal(1)
    if unit == "分之":
        kind = "percent"
    if grown:
        ends = sorted(abs(end) * 100 for end in (amount.low, amount.high))
        return Value("percent", ends[0], ends[1], step(figure) * 100, significant_digits(text) + 1)
    low, high = sorted(abs(end) * scale for end in amount.base())
    factor = low / abs(amount.low) / scale if amount.low else Decimal(1)
    worth = Decimal("0.5") if unit == "分之" else step(figure) * factor
    return Value(_merged(kind), low, high, worth, significant_digits(text))


def _merged(kind: str) -> str:
    """Counted things and people share one shelf of the index; ``comparable`` tells them apart."""
    return "count" if kind in _LOOSE else kind


def significant_digits(text: str) -> int:
    """How many significant digits are shown: 57亿元 → 2, 1.23万件 → 3, 560家 → 3 (zeros at the end of a plain count are shown)."""
    plain = narrow(text).replace(",", "")
    match = re.search(r"\d[\d]*(?:\.\d+)?", plain)
    return len(match.group().replace(".", "").lstrip("0")) if match else 9


def in_points(draft: Figure, source: Figure) -> bool:
    """Whether both tell how far a share moved, the one in 百分点 and the other loosely in % (占比提高4.8%)."""
    units = {draft.unit, source.unit}
    return units == {"%", "百分点"} and draft.measure == source.measure == "change" and _IN_PARTS.search(source.indicator) is not None


def relation(drafted: Mention, source: Figure) -> Relation | None:
    """How the draft's value stands to the source's, None if they have nothing to do with each other.

    Rules: a bare value is supported if equal or if rounded to three or more significant digits (two where the third would be 0);
    约/近/超/突破/多 if the source's value is truly so; 100% only of 100%. Of equal values ``opposed`` says whether their words leave them equal.
    """
    draft = drafted.figure
    if not _same_kind(draft, source):
        return None
    one, two = value_of(draft), value_of(source)
    if one is None or two is None:
        return "equal" if one is two is None and draft.value == source.value else None
    if one.kind != two.kind and not in_points(draft, source) and source.unit and "个" not in (draft.unit, source.unit):
        return None
    if (one.low, one.high) == (two.low, two.high):
        return "equal"
    if one.low != one.high or two.low != two.high:
        return _within_range(one, two)
    if draft.comparator == "eq":
        return "coarse" if _all_of_it(draft) and two.low < one.low else _rounding(one, two)
    return _bound(drafted, source, one.low, two.low)


def opposed(draft: Mention, source: Mention) -> bool:
    """Whether the one's true value lies above the number they share, the other's below (超5000, 近5000)."""
    mine = draft.told.side
    return mine != 0 and mine * source.told.side < 0


def _same_kind(draft: Figure, source: Figure) -> bool:
    if "分之" in (draft.unit, source.unit):
        return {draft.unit, source.unit} <= {"分之", "%", "％"}
    if (draft.measure == "rank") != (source.measure == "rank"):
        return False
    if _grown(draft) != _grown(source):
        return draft.measure == source.measure == "change" and {draft.unit, source.unit} <= {"倍", "%"}
    if in_points(draft, source):
        return True
    if _people_for_things(draft, source) or _people_for_things(source, draft):
        return False
    kinds = {dimension(draft.unit), dimension(source.unit)}
    if not source.unit and draft.unit and draft.unit in source.indicator:
        return True  # 总流通人次达196万
    return comparable(draft, source) or (kinds <= {"count", "people"} and "" in (draft.unit, source.unit))


def _all_of_it(draft: Figure) -> bool:
    """整改率100%: no share rounds to all of it."""
    return draft.measure == "level" and draft.unit == "%" and draft.value == "100"


def _people_for_things(one: Figure, other: Figure) -> bool:
    """涉及领导干部15人 beside 经济责任审计15个: what is counted in 个 by that name are no persons."""
    return dimension(one.unit) == "人" and other.unit == "个" and _THINGS.search(other.indicator) is not None


def _within_range(one: Value, two: Value) -> Relation | None:
    return "rounded" if one.low == one.high and two.low == two.high else None


def _rounding(one: Value, two: Value) -> Relation | None:
    if one.step <= 0 or two.step > one.step or abs(one.low - two.low) > one.step / 2:
        return None
    # 16亿元 of 160060万元: no digit more would say it better.
    return "rounded" if one.digits >= 3 or (one.digits == 2 and abs(one.low - two.low) <= one.step / 20) else "coarse"


def _bound(drafted: Mention, source: Figure, told: Decimal, real: Decimal) -> Relation | None:
    """A drafted value with 约/近/超 …: true, or false for a source's value that it is plainly meant for."""
    if not told or not real or not Decimal("0.5") <= real / told <= 2:
        return None
    if not _rounder(told, real):
        return "false_bound" if abs(told - real) <= real * Decimal("0.2") else None
    if source.comparator != "eq" and abs(told - real) > real * Decimal("0.05"):
        return "false_bound" if abs(told - real) <= real / 2 else None
    draft = drafted.figure
    if draft.comparator == "ge" or (draft.comparator == "approx" and _ABOVE.search(draft.text)):
        return _true(told <= real and (told >= _floor(real) or real <= told * Decimal("1.3")), told, real)
    if draft.comparator == "le" or drafted.told.under:
        return _true(real <= told and real >= told * Decimal("0.85"), told, real)
    return _true(abs(told - real) <= _last(told) / 2, told, real)


def _rounder(told: Decimal, real: Decimal) -> bool:
    """Whether the told number is a rounder one: 超6100万 is none for 6400万, 超6000万 is."""
    return len(told.normalize().as_tuple().digits) < len(real.normalize().as_tuple().digits)


def _true(holds: bool, told: Decimal, real: Decimal) -> Relation | None:
    if holds:
        return "bound"
    return "false_bound" if abs(told - real) <= real * Decimal("0.2") else None


def _last(value: Decimal) -> Decimal:
    """The worth of the last digit that is not zero: 560 → 10."""
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(0)


def _floor(value: Decimal) -> Decimal:
    """Down to one significant digit: 563 → 500."""
    unit = Decimal(1).scaleb(value.adjusted())
    return (value / unit).to_integral_value(ROUND_FLOOR) * unit
