"""Figures that follow from others: 同比, 增减额, 百分点差, 倍数, 占比, 完成率, 年均; each marked as computed, with its inputs."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import Literal

from nigao.figures.agreement import interval
from nigao.figures.figure import Figure
from nigao.quantity.amount import Amount, written

Kind = Literal["同比", "增减额", "百分点差", "倍数", "占比", "完成率", "年均增长", "年均增减额"]
_HUNDREDTH = Decimal("0.01")
_PERCENT_UNITS = frozenset({"%", "％", "‰"})


@dataclass(frozen=True, slots=True)
class Computed:
    """A figure that no source states but that follows from its inputs.

    value: decimal string, at most two decimals, negative for a fall. unit: "%", "百分点", or the inputs' own. formula: how it was
    computed, in Chinese. low, high: what it can be, given how the inputs are rounded as written.
    """

    kind: Kind
    value: str
    unit: str
    inputs: tuple[Figure, ...]
    formula: str
    low: str
    high: str

    def bears_out(self, value: Decimal, step: Decimal = Decimal("0.1")) -> bool:
        """Whether a stated value, whose last written digit is worth ``step``, follows from the inputs."""
        return Decimal(self.low) - step / 2 <= value <= Decimal(self.high) + step / 2


def growth(later: Figure, earlier: Figure) -> Computed | None:
    """同比 in %: how much the later level is above the earlier; None where the two cannot be compared or the earlier is 0 or less."""
    pair = _levels(later, earlier)
    if pair is None or _middle(earlier) <= 0:
        return None
    low, high = _quotient(later, earlier)
    value = _middle(later) / _middle(earlier) * 100 - 100
    formula = f"同比＝（{later.text}－{earlier.text}）÷{earlier.text}"
    return _computed("同比", value, "%", (later, earlier), formula, low * 100 - 100, high * 100 - 100)


def difference(later: Figure, earlier: Figure) -> Computed | None:
    """增减额 in the later figure's unit, or 百分点差 where both are rates; None where they cannot be compared."""
    pair = _levels(later, earlier)
    if pair is None:
        return None
    factor = _base_factor(later)
    low, high = (pair[0].low - pair[1].high) / factor, (pair[0].high - pair[1].low) / factor
    kind: Kind = "百分点差" if later.unit in _PERCENT_UNITS else "增减额"
    unit = "百分点" if kind == "百分点差" else later.unit
    value = (_middle(later) - _middle(earlier)) / factor
    return _computed(kind, value, unit, (later, earlier), f"{kind}＝{later.text}－{earlier.text}", low, high)


def multiple(later: Figure, earlier: Figure) -> Computed | None:
    """倍数: how many times the earlier level the later one is; None where it cannot be computed."""
    if _levels(later, earlier) is None or _middle(earlier) <= 0:
        return None
    low, high = _quotient(later, earlier)
    return _computed("倍数", _middle(later) / _middle(earlier), "倍", (later, earlier), f"倍数＝{later.text}÷{earlier.text}", low, high)


def share(part: Figure, whole: Figure) -> Computed | None:
    """占比 in %: the part of the whole; None where they cannot be compared or the whole is 0 or less."""
    return _ratio("占比", part, whole)


def fulfilment_rate(outcome: Figure, target: Figure) -> Computed | None:
    """完成率 in %: the outcome of the target; None where they cannot be compared or the target is 0 or less."""
    return _ratio("完成率", outcome, target)


def average_growth(later: Figure, earlier: Figure, years: int) -> Computed | None:
    """年均增长 in % over ``years`` years; None where it cannot be computed."""
    if years < 1 or _levels(later, earlier) is None or _middle(earlier) <= 0 or _middle(later) <= 0:
        return None
    low, high = _quotient(later, earlier)
    ends = [_root(end, years) * 100 - 100 for end in (low, _middle(later) / _middle(earlier), high)]
    formula = f"年均增长＝（{later.text}÷{earlier.text}）的{years}次方根－1"
    return _computed("年均增长", ends[1], "%", (later, earlier), formula, ends[0], ends[2])


def average_difference(later: Figure, earlier: Figure, years: int) -> Computed | None:
    """年均增减额 over ``years`` years in the later figure's unit; None where it cannot be computed."""
    whole = difference(later, earlier) if years > 0 else None
    if whole is None:
        return None
    low, high = Decimal(whole.low) / years, Decimal(whole.high) / years
    formula = f"年均增减额＝（{later.text}－{earlier.text}）÷{years}"
    value = (_middle(later) - _middle(earlier)) / _base_factor(later) / years
    return _computed("年均增减额", value, whole.unit, whole.inputs, formula, low, high)


def _ratio(kind: Kind, part: Figure, whole: Figure) -> Computed | None:
    if _levels(part, whole) is None or _middle(whole) <= 0:
        return None
    low, high = _quotient(part, whole)
    value = _middle(part) / _middle(whole) * 100
    return _computed(kind, value, "%", (part, whole), f"{kind}＝{part.text}÷{whole.text}", low * 100, high * 100)


def _root(value: Decimal, years: int) -> Decimal:
    with localcontext() as context:
        context.prec = 28
        return max(value, Decimal(0)) ** (Decimal(1) / Decimal(years))


@dataclass(frozen=True, slots=True)
class _Ends:
    low: Decimal
    high: Decimal


def _levels(first: Figure, second: Figure) -> tuple[_Ends, _Ends] | None:
    """The closed intervals of two figures of one dimension, in base units."""
    one, two = first.amount, second.amount
    if one is None or two is None or not one.comparable(two):
        return None
    return _ends(first), _ends(second)


def _ends(figure: Figure) -> _Ends:
    """A figure's interval, an open end closed at the written value: nothing is computed from 超过 beyond what is written."""
    found, middle = interval(figure), _middle(figure)
    if found is None:
        return _Ends(middle, middle)
    return _Ends(found.low if found.low.is_finite() else middle, found.high if found.high.is_finite() else middle)


def _quotient(first: Figure, second: Figure) -> tuple[Decimal, Decimal]:
    above, below = _ends(first), _ends(second)
    smallest = below.low if below.low > 0 else _middle(second)
    corners = [top / bottom for top in (above.low, above.high) for bottom in (smallest, below.high)]
    return min(corners), max(corners)


def _middle(figure: Figure) -> Decimal:
    amount = figure.amount
    if amount is None:
        return Decimal(0)
    low, high = amount.base()
    return (low + high) / 2


def _base_factor(figure: Figure) -> Decimal:
    return Amount(Decimal(1), Decimal(1), figure.unit).base()[0]


def _computed(kind: Kind, value: Decimal, unit: str, inputs: tuple[Figure, ...], formula: str, low: Decimal, high: Decimal) -> Computed:
    shown = _plain(value.quantize(_HUNDREDTH, ROUND_HALF_UP))
    return Computed(kind, shown, unit, inputs, f"{formula}＝{written(shown, unit)}", str(low), str(high))


def _plain(value: Decimal) -> str:
    text = format(value.normalize(), "f")
    return "0" if text == "-0" else text
