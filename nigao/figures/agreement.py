"""Whether two figures can both be true: rounding as written, 约/余/超过, and units that count the same things."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from nigao.figures.figure import Figure
from nigao.quantity.amount import Amount

INFINITY = Decimal("Infinity")
# Measure words used for one another when the same things are counted (416家平台, 416个平台).
_COUNTERS = (
    frozenset("家户座所处间"),
    frozenset("项件条宗起例款"),
    frozenset({"人", "名", "位"}),
    frozenset({"台", "辆", "台次", "部"}),
    frozenset({"场", "次", "场次"}),
)
# The dimensions of things counted with any of these.
COUNTED = frozenset(min(group) for group in _COUNTERS)
_ANY_THING = frozenset({"个", ""})
_EITHER = re.compile(r"(?<=.)（[^（）]）$")  # 12.4万套（间） are 套
_SPLIT = re.compile(r"(?<=[\d.])\s+(?=[\d.])")
_WIDE = re.compile("[\u00a0\u2000-\u200a\u3000\uff00-\uffef]")
_NUMBER = re.compile(r"\d[\d,，]*(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Interval:
    """What a figure leaves possible, in the base unit of its dimension; ends may be infinite."""

    low: Decimal
    high: Decimal

    def meets(self, other: Interval) -> bool:
        """Whether some quantity lies in both."""
        return self.low <= other.high and other.low <= self.high

    def holds(self, value: Decimal) -> bool:
        """Whether the quantity lies in it."""
        return self.low <= value <= self.high


@lru_cache(maxsize=4096)
def dimension(unit: str) -> str:
    """Name of what the unit measures; 家, 户, 座, 所 are one dimension, 项, 件, 条 another, 人, 名, 位 a third, 台, 辆 a fourth."""
    unit = _EITHER.sub("", unit)
    group = next((group for group in _COUNTERS if unit in group), None)
    return min(group) if group is not None else Amount(Decimal(0), Decimal(0), unit).dimension


def comparable(first: Figure, second: Figure) -> bool:
    """Whether the two measure the same kind of thing. 个 and no unit go with any counted thing, no unit with money as well."""
    one, two = dimension(first.unit), dimension(second.unit)
    if one == two:
        return True
    other = second.unit if first.unit in _ANY_THING else first.unit
    if first.unit not in _ANY_THING and second.unit not in _ANY_THING:
        return False
    if dimension(other) == other or any(other in group for group in _COUNTERS):
        return True
    return "" in {first.unit, second.unit} and dimension(other) not in {"percent", "point", "place"}


def narrow(text: str) -> str:
    """A number's text with half-width digits; most have no others."""
    return unicodedata.normalize("NFKC", text) if _WIDE.search(text) else text


def step(figure: Figure) -> Decimal:
    """The worth of the last written digit, in the figure's unit: 16.8亿 → 10000000, 416家 → 1, 3万 → 10000."""
    amount = figure.amount
    written = narrow(figure.text)
    match = _NUMBER.search(_SPLIT.sub("", written) if " " in written else written)
    if amount is None or match is None or not amount.high:
        return Decimal(1) if amount is not None and amount.high == amount.high.to_integral_value() else Decimal(0)
    digits = match.group().replace(",", "").replace("，", "")
    mantissa, places = Decimal(digits), len(digits.partition(".")[2])
    if not mantissa:
        return Decimal(1).scaleb(-places)
    return abs(amount.low / mantissa).scaleb(-places)


def interval(figure: Figure) -> Interval | None:
    """All quantities the figure leaves possible; None for a ratio.

    An exact count (416家) is a point; a figure with decimals or a scale (16.8亿) stands for all that round to it;
    约 and 余 widen by the last significant place, within 3 to 10 per cent; 超过 and 以内 are open.
    """
    amount = figure.amount
    if amount is None:
        return None
    factor = _factor(amount)
    low, high = amount.low * factor, amount.high * factor
    if figure.comparator == "ge":
        return Interval(low, INFINITY)
    if figure.comparator == "le":
        return Interval(-INFINITY, high)
    slack = _slack(figure, amount) * abs(factor)
    if figure.comparator == "approx" and ("余" in figure.text or "多" in figure.text):
        return Interval(low, high + slack)
    return Interval(low - slack, high + slack)


@dataclass(frozen=True, slots=True)
class Told:
    """What a figure says, from low to high, and how exactly.

    worth: of the last digit that is meant, 0 for an exact count. below, above: how far what rounds to it, or is 约 or 余 it, may lie;
    one further is no longer meant where the end is open.
    """

    low: Decimal
    high: Decimal
    worth: Decimal
    below: Decimal
    above: Decimal
    open: bool

    def covers(self, other: Told) -> bool:
        """Whether the other, told more exactly, may be what this one says."""
        if self.low <= other.high and other.low <= self.high:
            return True
        short = self.low - other.high if other.high < self.low else other.low - self.high
        room = self.below if other.high < self.low else self.above
        return short < room if self.open else short <= room


def agree(first: Figure, second: Figure) -> bool | None:
    """Whether both can be true of one thing; None where they cannot be compared (other dimension, a ratio).

    Precision written is precision meant: 1.5万 and 1.6万 are two numbers, however near; only the one told in fewer digits may round
    the other (1.5万, 15432).
    """
    if not comparable(first, second):
        return None
    one, two = _told(first), _told(second)
    if one is None or two is None:
        return first.value == second.value if one is None and two is None else None
    if one.worth == two.worth:
        return one.low <= two.high and two.low <= one.high
    return one.covers(two) if one.worth > two.worth else two.covers(one)


def _told(figure: Figure) -> Told | None:
    amount = figure.amount
    if amount is None:
        return None
    factor = _factor(amount)
    low, high = amount.low * factor, amount.high * factor
    none, last = Decimal(0), step(figure) * abs(factor)
    if figure.comparator == "ge":
        return Told(low, INFINITY, last, none, none, False)
    if figure.comparator == "le":
        return Told(-INFINITY, high, last, none, none, False)
    slack = _slack(figure, amount) * abs(factor)
    if figure.comparator == "approx":
        worth = _significant(max(abs(amount.low), abs(amount.high))) * abs(factor)
        more = "余" in figure.text or "多" in figure.text
        return Told(low, high, worth, none if more else slack, max(slack, _and_more(high, worth)) if more else slack, True)
    if figure.is_range:
        return Told(low, high, last, none, none, False)
    return Told(low, high, slack * 2, slack, slack, False)


def _and_more(size: Decimal, worth: Decimal) -> Decimal:
    """How far 余 and 多 reach: 30余家 are up to 39, but 1000余家 not 1900."""
    return worth if size < 100 else min(worth, size * Decimal("0.4"))


def _factor(amount: Amount) -> Decimal:
    return Amount(Decimal(1), Decimal(1), amount.unit).base()[0]


def _slack(figure: Figure, amount: Amount) -> Decimal:
    size = max(abs(amount.low), abs(amount.high))
    if figure.comparator == "approx":
        return min(max(_significant(size), size * Decimal("0.03")), size / 10)
    last = step(figure)
    exact = last == 1 and amount.low == amount.low.to_integral_value() and _counts(figure.unit)
    return Decimal(0) if exact else last / 2


def _counts(unit: str) -> bool:
    """Whether a unit counts whole things, so that a number without decimals or scale is exact."""
    return unit in _ANY_THING or any(unit in group for group in _COUNTERS) or dimension(unit) in {unit, "place"}


def _significant(value: Decimal) -> Decimal:
    """The worth of the last digit that is not zero: 2700 → 100."""
    if not value:
        return Decimal(0)
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(0)
