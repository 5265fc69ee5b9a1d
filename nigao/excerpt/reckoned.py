"""How much an indicator has changed, or how much of its aim was reached, reckoned where no source says it; both levels stay its evidence."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from nigao.draft import Brief
from nigao.figures.aliases import canonical
from nigao.figures.figure import Figure
from nigao.ledger import Entry
from nigao.ledger.computed import Computed, difference, fulfilment_rate, growth

# 比2020年增长, 低于考核线: reckoned from another year than the last, or from what others have.
_FROM_ELSEWHERE = re.compile(r"[比较从由](?:19|20)\d\d年|年均|[比较](?:十|五|前)|以来|环比|全国|全省|全市|(?:高|低|好|快|慢|优|多|少)于")

# Their growth is told at comparable prices or on a comparable basis (统计公报 say so); two levels do not give it.
_OF_AIM = re.compile(r"^(?P<of>.{2,}?)(?:占|为|完成)(?:年度|全年|年初)?(?:目标|计划|目标任务)(?:任务|数)?(?:的)?(?:比重|比例)?$")
_COMPARABLE = re.compile(r"生产总值|GDP|增加值|产值|可支配收入|人均收入|纯收入|投资|零售|进出口|出口|进口|财政|预算|税收|价格|能耗")


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A change, or a share of an aim, that nobody states. entry: as the draft may state it; inputs: this year's level and last year's, or
    the aim; formula: in Chinese. by_itself: whether it is told without the level it is reckoned from beside it."""

    entry: Entry
    inputs: tuple[Entry, Entry]
    formula: str
    by_itself: bool = False


class Reckoner:
    """Knows the levels of the year reviewed and of the year before."""

    def __init__(self, entries: Iterable[Entry], brief: Brief) -> None:
        """entries: the ledger's, of both years."""
        self._year = str(brief.reviewed_year)
        self._levels: dict[tuple[str, str, str], list[Entry]] = defaultdict(list)
        self._aims: dict[tuple[str, str], list[Entry]] = defaultdict(list)
        for entry in entries:
            figure = entry.figure
            if (
                figure.measure == "level"
                and figure.status == "target"
                and figure.period == self._year
                and figure.comparator in ("eq", "ge")
            ):
                self._aims[canonical(figure.indicator), figure.scope].append(entry)
            if figure.measure == "level" and figure.status == "actual" and figure.comparator == "eq" and figure.indicator:
                self._levels[canonical(figure.indicator), figure.scope, figure.period].append(entry)

    def change(self, last: Figure, before: str) -> Reckoned | None:
        """This year's change of what ``last``, a figure of last year's text, told the change of, or how much of its aim was reached; None
        where it cannot be reckoned.

        before: the words before it; a change from any year but the last one is not reckoned.
        """
        if aim := _OF_AIM.match(last.indicator):
            return self._of_its_aim(last, replace(last, indicator=aim["of"])) if last.measure == "level" and last.unit == "%" else None
        if last.measure != "change" or last.comparator != "eq" or _FROM_ELSEWHERE.search(before):
            return None
        if last.unit == "%" and _COMPARABLE.search(last.indicator):
            return None
        for later in self._of(last, self._year):
            for earlier in self._of(last, str(int(self._year) - 1)):
                if later.source.id == earlier.source.id or later.source.unit == earlier.source.unit:
                    made = _made(last, later, earlier, self._year)
                    if made is not None:
                        return made
        return None

    def _of_its_aim(self, last: Figure, of: Figure) -> Reckoned | None:
        """How much of the year's aim was reached (完成年度目标的103.9%)."""
        for result in self._of(of, self._year):
            for aim in self._aims.get((canonical(of.indicator), of.scope), []):
                computed = fulfilment_rate(result.figure, aim.figure)
                value = _as_written(computed, last) if computed else None
                if computed is not None and value is not None:
                    return replace(_entry(last, result, aim, value, "%", self._year, computed.formula), by_itself=True)
        return None

    def _of(self, figure: Figure, year: str) -> list[Entry]:
        return self._levels.get((canonical(figure.indicator), figure.scope, year), [])


def _made(last: Figure, later: Entry, earlier: Entry, year: str) -> Reckoned | None:
    """The change in the unit last year's text told it in."""
    rate = later.figure.unit == "%"
    reckon = growth if last.unit == "%" and not rate else difference if (last.unit == "百分点") == rate else None
    computed = reckon(later.figure, earlier.figure) if reckon else None
    if computed is None or computed.unit != last.unit:
        return None
    value = _as_written(computed, last)
    if value is None:
        return None
    unit = "个百分点" if last.unit == "百分点" else last.unit
    return _entry(last, later, earlier, value, unit, year, computed.formula)


def _entry(last: Figure, later: Entry, earlier: Entry, value: Decimal, unit: str, year: str, formula: str) -> Reckoned:
    figure = replace(last, text=f"{format(abs(value).normalize(), 'f')}{unit}", value=format(value.normalize(), "f"), period=year, place="")
    return Reckoned(replace(later, figure=figure), (later, earlier), formula)


def _as_written(computed: Computed, last: Figure) -> Decimal | None:
    """The value with as many decimals as last year's, one at most where it had none; None where nothing is left of it."""
    decimals = len(re.sub(r"\D*$", "", last.text).partition(".")[2])
    step = Decimal(1).scaleb(-min(max(decimals, 1), 2))
    value = Decimal(computed.value).quantize(step, ROUND_HALF_UP)
    return value if value and computed.bears_out(value, step) else None
