"""Changes that do not follow from the levels told: 同比, 提高N个百分点, 翻番, and risers that fall."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from nigao.checks.consistency_text import between, factor, finding, number, same_sentence, shown
from nigao.checks.consistency_values import core
from nigao.checks.finding import Finding
from nigao.figures.agreement import Interval, comparable, interval, step
from nigao.ledger.computed import difference, growth
from nigao.mention import Mention
from nigao.quantity.amount import written
from nigao.quantity.period import Year
from nigao.text.surface import plain

_FROM = re.compile(r"(?:从|由)[^，,；;]{0,14}$")
_UP = re.compile(r"(?:提高|提升|上升|增加|增长|扩大|增|升|跃升|攀升|拓展|进位|前移)[^，,；;]{0,6}(?:到|至|为)[^，,；;]{0,8}$")
_DOWN = re.compile(r"(?:下降|降低|减少|缩短|压缩|压减|回落|收窄|降|减|下滑|后移)[^，,；;]{0,6}(?:到|至|为)[^，,；;]{0,8}$")
# Growth of these is told in constant prices, so it does not follow from the amounts.
_REAL_TERMS = re.compile(r"生产总值|GDP|增加值|可支配收入|总产值|工业产值|劳动生产率|能耗|水耗|实际|可比|不变价|同口径")
_OTHER_BASE = re.compile(r"平均|累计|以来|年来|时期|环比|快于|月|季")
_TIMES = {"翻一番": 2, "翻番": 2, "翻了一番": 2, "翻两番": 4, "翻了两番": 4, "翻三番": 8, "翻了三番": 8}


def unfounded_changes(text: str, mentions: Sequence[Mention]) -> list[Finding]:
    """Findings ``consistency.direction``, ``consistency.rank``, ``consistency.growth`` and ``consistency.multiple``."""
    found: list[Finding] = []
    for at, (earlier, later) in enumerate(pairwise(mentions)):
        if not _is_pair(text, earlier, later):
            continue
        if (made := _direction(text, earlier, later)) is not None:
            found.append(made)
        if at + 2 < len(mentions) and (made := _stated_after(text, earlier, later, mentions[at + 2])) is not None:
            found.append(made)
    found.extend(_over_years(mentions))
    return sorted(found, key=lambda each: each.places[0].start)


def _is_pair(text: str, one: Mention, other: Mention) -> bool:
    """从A提高到B: two figures of one kind in one sentence joined by such words."""
    if one.quantity.amount is None or other.quantity.amount is None or one.cell or other.cell:
        return False
    words = between(text, one, other)
    joined = len(words) <= 16 and (_UP.search(words) or _DOWN.search(words))
    return bool(joined and _FROM.search(one.words.lead)) and comparable(one.figure, other.figure)


def _direction(text: str, earlier: Mention, later: Mention) -> Finding | None:
    """从75%提升至70%: the words say up, the numbers say down (for ranks the smaller number is up)."""
    first, second = interval(earlier.figure), interval(later.figure)
    if first is None or second is None or first.meets(second):
        return None
    words = between(text, earlier, later)
    says_up = _UP.search(words) is not None
    rank = earlier.quantity.unit == "位" or "rank" in {earlier.measure, later.measure}
    goes_up = (second.low > first.high) != rank
    if says_up == goes_up:
        return None
    word = re.sub(r"[，,、]", "", words)
    message = f"“{later.indicator.name}”从{shown(earlier)}{word}{shown(later)}，升降的说法与数字相反，请核实。"
    return finding("consistency.rank" if rank else "consistency.direction", "error", message, [later, earlier])


def _stated_after(text: str, earlier: Mention, later: Mention, stated: Mention) -> Finding | None:
    """从A提高到B、提高C个百分点: C against A and B."""
    words = between(text, later, stated)
    if stated.measure != "change" or not same_sentence(text, later, stated) or len(words) > 16:
        return None
    if core(stated.indicator.name) != core(later.indicator.name) or re.search(r"比|较|其中|年均|平均|累计", words):
        return None
    return _compare(stated, later, earlier, "error")


def _over_years(mentions: Sequence[Mention]) -> Iterator[Finding]:
    """A 同比 or 增减额 told of a year whose level, and the year before's, are told too."""
    levels: dict[tuple[str, str, str], Mention] = {}
    for one in mentions:
        if one.measure == "level" and one.status == "actual" and one.quantity.amount is not None and one.bound == "eq":
            levels.setdefault((core(one.indicator.name), one.scope, str(one.period)), one)
    for stated in mentions:
        if stated.measure != "change" or stated.status != "actual" or not isinstance(stated.period, Year) or _of_several_years(stated):
            continue
        name = core(stated.indicator.name)
        now = levels.get((name, stated.scope, str(stated.period)))
        earlier = levels.get((name, stated.scope, str(stated.period.year - 1)))
        if now is not None and earlier is not None and (stated.cell == "") == (now.cell == ""):
            made = _compare(stated, now, earlier, "warning")
            if made is not None:
                yield made


def _of_several_years(stated: Mention) -> bool:
    """Whether a change is reckoned from another time than the year before, or is a gap to another area."""
    if stated.cell:
        return False
    words = stated.words.before
    base = stated.told.base
    return bool(base.yearly or base.years or base.back or stated.told.gap or _OTHER_BASE.search(words))


def _compare(stated: Mention, later: Mention, earlier: Mention, severity: str) -> Finding | None:
    told = interval(stated.figure)
    if told is None or _REAL_TERMS.search(later.indicator.name + ("" if stated.cell else stated.words.clause)):
        return None
    if stated.quantity.unit == "倍":
        return _multiple(stated, later, earlier)
    rate = stated.quantity.unit == "%"
    made = growth(later.figure, earlier.figure) if rate else difference(later.figure, earlier.figure)
    if made is None or (rate and later.quantity.unit == "%") or not _same_unit(stated.quantity.unit, made.unit):
        return None
    slack = step(stated.figure) / 2
    scale = factor(stated.figure)
    possible = Interval((Decimal(made.low) - slack) * scale, (Decimal(made.high) + slack) * scale)
    if told.meets(possible):
        return None
    verb = "增长" if rate else "增减"
    computed = written(made.value, made.unit)
    message = f"“{later.indicator.name}”由{shown(earlier)}到{shown(later)}，推算应为{computed}，文中写{verb}{shown(stated)}，请核实。"
    return finding("consistency.growth", "error" if severity == "error" else "warning", message, [stated, later, earlier])


def _same_unit(stated: str, unit: str) -> bool:
    return stated == unit or (stated != "%" and unit not in {"%", "百分点"} and stated != "百分点")


def _multiple(stated: Mention, later: Mention, earlier: Mention) -> Finding | None:
    """翻一番 is twice, 增长1.5倍 is two and a half times; told within five per cent."""
    first, second, amount = earlier.quantity.amount, later.quantity.amount, stated.quantity.amount
    if first is None or second is None or amount is None or first.base()[0] <= 0:
        return None
    written = plain(stated.text)
    grown = written not in _TIMES and stated.told.direction > 0
    told = Decimal(_TIMES.get(written, 0)) or (amount.low + 1 if grown else amount.low)
    ratio = second.base()[0] / first.base()[0]
    if stated.bound in ("ge", "approx") or stated.told.under:
        told = min(told, ratio)
    if told * Decimal("0.95") <= ratio <= told * Decimal("1.05") or (written in _TIMES and ratio >= told):
        return None
    message = f"“{later.indicator.name}”由{shown(earlier)}到{shown(later)}，是原来的{number(ratio)}倍，与“{written}”不符，请核实。"
    return finding("consistency.multiple", "error", message, [stated, later, earlier])
