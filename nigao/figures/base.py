"""From which year a movement is reckoned: the year before, unless its words name another (比2020年, 五年来, “十三五”末)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nigao.figures.parts import PLANS
from nigao.quantity.period import Period, Year, Years
from nigao.text.numerals import count

_NAMED = re.compile(r"(?:比|较|相比|是|为|自|从|由|与|达到|相当于)(?:到)?[^，。、\d]{0,4}((?:19|20)\d\d)年?")
_SPAN = re.compile(r"((?:19|20)\d\d)年?[—\-~至到]((?:19|20)\d\d)年")
_AGO = re.compile(r"([两二三四五六七八九十]|\d{1,2})年前")
_OVER = re.compile(r"(?<![\d第])([两二三四五六七八九十]|\d{1,2})年(?:来|间|累计|时间)?(?:[，]|净|年均|平均|共|以来)?")
_PLAN_END = re.compile(r"[“\"]?(十[一二三四五六]五)[”\"]?(?:规划)?(?:期?末|时期末)")
_YEARLY = re.compile(r"年均|年平均|平均每年")


@dataclass(frozen=True, slots=True)
class Base:
    """years: those the words name, back: how many years before the later one they say; both empty: the year before.

    yearly: told for each year on the average.
    """

    years: frozenset[int] = frozenset()
    back: frozenset[int] = frozenset()
    yearly: bool = False

    @property
    def named(self) -> bool:
        """Whether the words themselves say from when."""
        return bool(self.years or self.back)

    def holds(self, earlier: Period, later: Period) -> bool:
        """Whether a level of the one year may be what one of the other is reckoned from."""
        if not (isinstance(earlier, Year) and isinstance(later, Year) and earlier.year < later.year):
            return False
        apart = later.year - earlier.year
        return earlier.year in self.years or apart in self.back if self.named else apart == 1 and not self.yearly


def base_of(clause: str, lead: str, span: Period) -> Base:
    """What the words beside the number, or for 年均 the sentence so far, say of it. span: the years the figure is for."""
    words = clause.partition("＿")[0]
    yearly = bool(_YEARLY.search(words[-12:]))
    reach = lead if yearly and not _NAMED.search(words) else words
    years = {int(year) for year in _NAMED.findall(reach)}
    years |= {int(first) - start for first, _ in _SPAN.findall(reach) for start in (0, 1)}
    years |= {PLANS[plan] + 4 for plan in _PLAN_END.findall(reach) if plan in PLANS}
    back = {count(said) or 0 for said in _AGO.findall(words)} | {
        count(said) or 0 for said in _OVER.findall(words) if yearly or "净" in words
    }
    if yearly and not years and not back and isinstance(span, Years):
        back |= {span.last - span.first + 1, span.last - span.first}
    return Base(frozenset(years), frozenset(back - {0}), yearly)
