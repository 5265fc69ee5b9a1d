"""The verdict on a target and its result, two figures that speak of one thing; looks for neither."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Literal

from nigao.figures.figure import Figure

Judgement = Literal["met", "exceeded", "missed", "no_data", "unclear"]

_CONTROLLED = re.compile(r"失业率|赤字率|负债率|不良率|不良贷款率|死亡率|事故率|发病率|浓度|负担率|降幅以内")


def judge(target: Figure, result: Figure) -> tuple[Judgement, str]:
    """The verdict on two figures that speak of one thing, with the reason.

    At least: below is missed, up to 1 % above is met, more is exceeded. About: within 0.3 points (growth in %) or 2 % is met.
    At most, and rates that are to stay low: inside is met, never exceeded.
    """
    wanted, got = target.amount, result.amount
    if wanted is None or got is None:
        return "unclear", "数值无法比较。"
    low, high = (abs(end) for end in wanted.base())
    low, high = min(low, high), max(low, high)
    real = _size(result)
    gap = f"目标{target.text}，结果{result.text}。"
    if (target.measure == "change" and wanted.low < 0 < got.low) or (target.measure == "change" and got.low < 0 < wanted.low):
        return "missed", "升降方向与目标相反。" + gap
    if target.comparator == "le" or _CONTROLLED.search(target.indicator):
        slack = Decimal("0.3") if target.comparator == "approx" else Decimal(0)
        return ("met" if real <= high + slack else "missed"), gap
    if target.comparator == "approx":
        return _about(target, low, high, real), gap
    return _at_least(low, high, real), gap


def _size(figure: Figure) -> Decimal:
    amount = figure.amount
    assert amount is not None
    low, high = amount.base()
    return (abs(low) + abs(high)) / 2


def _about(target: Figure, low: Decimal, high: Decimal, real: Decimal) -> Judgement:
    rate = target.measure == "change" and target.unit in ("%", "‰", "百分点")
    below, above = (Decimal("0.3"),) * 2 if rate else (low * Decimal("0.02"), high * Decimal("0.02"))
    if real < low - below:
        return "missed"
    return "exceeded" if real > high + above else "met"


def _at_least(low: Decimal, high: Decimal, real: Decimal) -> Judgement:
    if real < low:
        return "missed"
    return "met" if real < high * Decimal("1.01") or real <= high else "exceeded"
