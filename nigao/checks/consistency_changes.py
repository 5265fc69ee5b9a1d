"""Changes that do not follow from the levels told: 同比, 提高N个百分点, 翻番, and risers that fall."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from nigao.checks.consistency_text import after, before, clause_before, finding, number, same_sentence, shown, squeezed
from nigao.checks.consistency_values import core
from nigao.checks.finding import Finding
from nigao.figures.agreement import Interval, comparable, interval, step
from nigao.figures.figure import Figure
from nigao.ledger_compute import difference, growth
from nigao.quantity.amount import written
from nigao.quantity.period import Year

_FROM = re.compile(r"(?:从|由)[^，,；;]{0,14}$")
_UP = re.compile(r"(?:提高|提升|上升|增加|增长|扩大|增|升|跃升|攀升|拓展|进位|前移)[^，,；;]{0,6}(?:到|至|为)[^，,；;]{0,8}$")
_DOWN = re.compile(r"(?:下降|降低|减少|缩短|压缩|压减|回落|收窄|降|减|下滑|后移)[^，,；;]{0,6}(?:到|至|为)[^，,；;]{0,8}$")
# Growth of these is told in constant prices, so it does not follow from the amounts.
_REAL_TERMS = re.compile(r"生产总值|GDP|增加值|可支配收入|总产值|工业产值|劳动生产率|能耗|水耗|实际|可比|不变价|同口径")
_TIMES = {"翻一番": 2, "翻番": 2, "翻了一番": 2, "翻两番": 4, "翻了两番": 4, "翻三番": 8, "翻了三番": 8}


def unfounded_changes(text: str, figures: Sequence[Figure]) -> list[Finding]:
    """Findings ``consistency.direction``, ``consistency.rank``, ``consistency.growth`` and ``consistency.multiple``."""
    pairs = list(_pairs(text, figures))
    found = [made for pair in pairs if (made := _direction(text, *pair)) is not None]
    for earlier, later in pairs:
        found.extend(_stated_after(text, earlier, later, figures))
    found.extend(_over_years(text, figures))
    return sorted(found, key=lambda each: each.places[0].start)


def _pairs(text: str, figures: Sequence[Figure]) -> Iterator[tuple[Figure, Figure]]:
    """从A提高到B: two figures of one kind in one sentence joined by such words."""
    for one, other in pairwise(figures):
        if one.amount is None or other.amount is None or one.place or other.place or not comparable(one, other):
            continue
        between = squeezed(text[one.end : other.start])
        if len(between) <= 16 and (_UP.search(between) or _DOWN.search(between)) and _FROM.search(before(text, one)):
            yield one, other


def _direction(text: str, earlier: Figure, later: Figure) -> Finding | None:
    """从75%提升至70%: the words say up, the numbers say down (for ranks the smaller number is up)."""
    first, second = interval(earlier), interval(later)
    if first is None or second is None or first.meets(second):
        return None
    between = squeezed(text[earlier.end : later.start])
    says_up = _UP.search(between) is not None
    rank = earlier.unit == "位" or "rank" in {earlier.measure, later.measure}
    goes_up = (second.low > first.high) != rank
    if says_up == goes_up:
        return None
    word = re.sub(r"[，,、]", "", between)
    message = f"“{later.indicator}”从{shown(earlier)}{word}{shown(later)}，升降的说法与数字相反，请核实。"
    return finding("consistency.rank" if rank else "consistency.direction", "error", message, [later, earlier])


def _stated_after(text: str, earlier: Figure, later: Figure, figures: Sequence[Figure]) -> Iterator[Finding]:
    """从A提高到B、提高C个百分点: C against A and B."""
    index = figures.index(later)
    following = figures[index + 1 : index + 2]
    for stated in following:
        if stated.measure != "change" or not same_sentence(text, later, stated) or len(text[later.end : stated.start]) > 16:
            continue
        if core(stated.indicator) != core(later.indicator) or re.search(
            r"比|较|其中|年均|平均|累计", squeezed(text[later.end : stated.start])
        ):
            continue
        made = _compare(text, stated, later, earlier, "error")
        if made is not None:
            yield made


def _over_years(text: str, figures: Sequence[Figure]) -> Iterator[Finding]:
    """A 同比 or 增减额 told of a year whose level, and the year before's, are told too."""
    levels: dict[tuple[str, str, str], Figure] = {}
    for figure in figures:
        if figure.measure == "level" and figure.status == "actual" and figure.amount is not None and figure.comparator == "eq":
            levels.setdefault((core(figure.indicator), figure.scope, figure.period), figure)
    for stated in figures:
        if stated.measure != "change" or stated.status != "actual" or not isinstance(stated.when, Year) or _of_several_years(text, stated):
            continue
        name = core(stated.indicator)
        now = levels.get((name, stated.scope, stated.period))
        earlier = levels.get((name, stated.scope, str(stated.when.year - 1)))
        if now is not None and earlier is not None and (stated.place == "") == (now.place == ""):
            made = _compare(text, stated, now, earlier, "warning")
            if made is not None:
                yield made


def _of_several_years(text: str, stated: Figure) -> bool:
    if stated.place:
        return False
    return bool(re.search(r"年均|平均|累计|以来|年来|时期|环比|比20|较20|高于|低于|快于|月|季", clause_before(text, stated)))


def _compare(text: str, stated: Figure, later: Figure, earlier: Figure, severity: str) -> Finding | None:
    told = interval(stated)
    if told is None or _REAL_TERMS.search(later.indicator + ("" if stated.place else clause_before(text, stated))):
        return None
    if stated.unit == "倍":
        return _multiple(text, stated, later, earlier)
    made = growth(later, earlier) if stated.unit == "%" else difference(later, earlier)
    if made is None or (stated.unit == "%" and later.unit == "%") or not _same_unit(stated, made.unit):
        return None
    slack = step(stated) / 2
    factor = _factor(stated)
    possible = Interval((Decimal(made.low) - slack) * factor, (Decimal(made.high) + slack) * factor)
    if told.meets(possible):
        return None
    verb = "增长" if stated.unit == "%" else "增减"
    computed = written(made.value, made.unit)
    message = f"“{later.indicator}”由{shown(earlier)}到{shown(later)}，推算应为{computed}，文中写{verb}{shown(stated)}，请核实。"
    return finding("consistency.growth", "error" if severity == "error" else "warning", message, [stated, later, earlier])


def _same_unit(stated: Figure, unit: str) -> bool:
    return stated.unit == unit or (stated.unit != "%" and unit not in {"%", "百分点"} and stated.unit != "百分点")


def _factor(figure: Figure) -> Decimal:
    amount = figure.amount
    return amount.base()[0] / amount.low if amount is not None and amount.low else Decimal(1)


def _multiple(text: str, stated: Figure, later: Figure, earlier: Figure) -> Finding | None:
    """翻一番 is twice, 增长1.5倍 is two and a half times; told within five per cent."""
    first, second, amount = earlier.amount, later.amount, stated.amount
    if first is None or second is None or amount is None or first.base()[0] <= 0:
        return None
    written = squeezed(stated.text)
    grown = written not in _TIMES and re.search(r"增长|增加|提高|提升|增", before(text, stated, 8)) is not None
    told = Decimal(_TIMES.get(written, 0)) or (amount.low + 1 if grown else amount.low)
    ratio = second.base()[0] / first.base()[0]
    if stated.comparator == "ge" or re.search(r"近|约|多|余", before(text, stated, 4) + after(text, stated, 4)):
        told = min(told, ratio)
    if told * Decimal("0.95") <= ratio <= told * Decimal("1.05") or (written in _TIMES and ratio >= told):
        return None
    message = f"“{later.indicator}”由{shown(earlier)}到{shown(later)}，是原来的{number(ratio)}倍，与“{written}”不符，请核实。"
    return finding("consistency.multiple", "error", message, [stated, later, earlier])
