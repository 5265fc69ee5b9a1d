"""From which year a drafted movement is reckoned: the year before, unless its clause names another (比2020年, 五年来, “十三五”末)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nigao.figures.parts import PLANS
from nigao.verify.context import Context

_NAMED = re.compile(r"(?:比|较|相比|是|为|自|从|由|与|达到|相当于)(?:到)?[^，。、\d]{0,4}((?:19|20)\d\d)年?")
_SPAN = re.compile(r"((?:19|20)\d\d)年?[—\-~至到]((?:19|20)\d\d)年")
_AGO = re.compile(r"([两二三四五六七八九十]|\d{1,2})年前")
_OVER = re.compile(r"(?<![\d第])([两二三四五六七八九十]|\d{1,2})年(?:来|间|累计|时间)?(?:[，]|净|年均|平均|共|以来)?")
_PLAN_END = re.compile(r"[“\"]?(十[一二三四五六]五)[”\"]?(?:规划)?(?:期?末|时期末)")
_YEARLY = re.compile(r"年均|年平均|平均每年")
_COUNT = {word: number for number, word in enumerate("零一二三四五六七八九十")} | {"两": 2}


@dataclass(frozen=True, slots=True)
class Base:
    """years: those the clause names itself, back: how many years before the later one it says; both empty: the year before.

    yearly: told for each year on the average.
    """

    years: frozenset[int] = frozenset()
    back: frozenset[int] = frozenset()
    yearly: bool = False

    @property
    def named(self) -> bool:
        """Whether the draft itself says from when it reckons."""
        return bool(self.years or self.back)

    def holds(self, earlier: str, later: str) -> bool:
        """Whether a level of the one year may be what one of the other is reckoned from."""
        if not (earlier.isdigit() and later.isdigit() and int(earlier) < int(later)):
            return False
        if self.named:
            return int(earlier) in self.years or int(later) - int(earlier) in self.back
        return int(later) - int(earlier) == 1 and not self.yearly


def base_of(draft: Context) -> Base:
    """What the figure's clause, or for 年均 its sentence so far, says of it."""
    words = draft.clause.partition("＿")[0]
    yearly = bool(_YEARLY.search(words[-12:]))
    reach = draft.lead if yearly and not _NAMED.search(words) else words
    years = {int(year) for year in _NAMED.findall(reach)}
    years |= {int(first) - start for first, _ in _SPAN.findall(reach) for start in (0, 1)}
    years |= {PLANS[plan] + 4 for plan in _PLAN_END.findall(reach) if plan in PLANS}
    back = {_number(count) for count in _AGO.findall(words)} | {_number(count) for count in _OVER.findall(words) if yearly or "净" in words}
    span = draft.figure.period
    if yearly and not years and not back and re.fullmatch(r"\d{4}-\d{4}", span):
        back |= {int(span[5:]) - int(span[:4]) + 1, int(span[5:]) - int(span[:4])}
    return Base(frozenset(years), frozenset(back - {0}), yearly)


def _number(count: str) -> int:
    return int(count) if count.isdigit() else _COUNT.get(count, 0)
