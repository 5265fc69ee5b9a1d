"""The period a figure is for and whether it is done or aimed at: what is known of it is laid before the rules, their answer reckoned out."""

from __future__ import annotations

import re
from collections.abc import Callable

from nigao.figures.calendar import Calendar
from nigao.figures.context import Spot
from nigao.figures.figure import Measure, Status
from nigao.figures.parts import PLANS, Stretch
from nigao.figures.reading import Reading
from nigao.quantity.period import Period
from nigao.rules.rule import Decision, Rulebook, Scene, Where, compiled

_SPAN = re.compile(r"((?:19|20)\d\d)年?(?:\d{1,2}月)?(?:\d{1,2}日)?[—\-~至到]((?:19|20)\d\d)年")
_YEAR = re.compile(
    r"(?:(?P<lead>比|较|与|从|由|自|同|于|到|至)|(?<!\d))(?P<year>(?:19|20)\d\d|20[xX*×]{2})(?:年|(?=[、和及与底末—\-~至到]))(?P<after>年?(?:底|末|的|以来|度|起)?)"
)
_HOW_MANY = {"两": 2, "三": 3, "四": 4}
_GOAL = re.compile(r"(?:^|[，；：力争确保预计计划])(?:到|至)(20\d\d)年(?:底|末)?[，时]?")
_STANDING = re.compile(r"达|为|增至|突破|超|居|有|共|保持|稳定|接近|近|逾")
_FLOWING = re.compile(
    r"累计|新增|新建|建成|完成|五年共|总共|共(?!同)|改造|搬迁|转移|脱贫|脱困|解决|发放|投入|安排|减税|退税|减负|治理|修复|培训|创建|引进|实施|开展|出台|获|上亿|竣工|开工|查处|帮扶|资助"
)
_FROM_LAST = re.compile(r"[从由比较](?:去年|上年|上一年|同期)")
_ALSO_COMPARED = re.compile(r"[比较](?:(?:19|20)\d\d年[、和])+$|[比较]“?十[一二三四五六]五”?(?:末|收官之年)?的?$")  # 较2020年、2019年同期
_TIMES_OF = re.compile(r"的?(?:[\d.]+倍[、和及与])*")  # 是2015年的1.3倍和1.5倍
_MEASURED_BY = re.compile(r"(?:恢复[到至]|相当于|恢复为)(?:19|20)\d\d年?(?:同期)?的?$")  # 恢复到2019年的85%
_STANDS = re.compile(r"覆盖|积累|结余|结存|库存")
_STOCK = re.compile(
    r"覆盖|人口|率|强度|比重|占比|比例|余额|总里程|里程|总数|总量|规模|水平|指数|寿命|浓度|强度|达到|达|增至|升至|增加到|提高到|突破|位居|居"
)
_OF_WHICH = re.compile("[，、（]?其中")
_AIM = compiled("{aim}")
_ALL_PLANS = {"九五": 1996, "十五": 2001, **PLANS}


class When:
    """One figure's time and standing, asked of the rules."""

    def __init__(
        self, spot: Spot, reading: Reading, part: Stretch, calendar: Calendar, rules: Rulebook, before: Period | None = None
    ) -> None:
        """before: the time of the figure told just before in the sentence."""
        self._before = str(before or "")
        self._spot, self._reading, self._part, self._calendar, self._rules = spot, reading, part, calendar, rules
        self._said = _year_said(spot, spot.clause)
        self._begun = _year_begun(spot) if reading.tail.origin else ""
        self._span = _last(_SPAN, spot.clause)
        self._goal = _goal(spot, calendar)
        self._words: dict[Where, str] = {
            "left": spot.left,
            "right": spot.right,
            "rest": spot.rest,
            "clause": spot.clause,
            "before": spot.before,
            "sentence": spot.sentence,
            "opening": spot.sentence[:20],
            "name": reading.indicator,
        }
        self._facts = frozenset(_facts_of(spot, reading, part) | self._times())

    def _times(self) -> set[str]:
        begun = _begun(self._spot)
        found = {
            "said.span": self._span is not None,
            "said.year": bool(self._said),
            "begun.year": _YEAR.search(begun) is not None,
            "begun.last": _FROM_LAST.search(begun) is not None,
            "begun.compared": bool(self._begun),
            "goal": bool(self._goal),
            "before.years": "-" in self._before,
        }
        return {fact for fact, holds in found.items() if holds}

    def period(self) -> str:
        """The year, the span of years, or "" where the text does not let one know."""
        decision = self._rules.decide("period", Scene(self._words, self._facts))
        self._reading.because["period"] = decision.rule
        return _RECKONINGS[decision.says](self, decision)

    def status(self, period: str, owner: Status | None, before: Status | None) -> Status:
        """Done or aimed at. owner: of the figure whose brackets this one stands in; before: of the one told just before in the sentence."""
        last = int(period[-4:]) if period[-4:].isdecimal() else 0
        planned = int(self._calendar.planned) if self._calendar.planned.isdecimal() else 0
        facts = set(self._facts)
        if last and planned:
            facts |= {"past"} if last < planned else {"future"} if self._calendar.planned != self._calendar.reviewed else set()
        if not planned and str(self._reading.because["period"]).startswith("period.planned.next"):
            facts.add("future")  # 明年, whatever year this is
        if owner:
            facts.add("owned")
        if before == "target" and _OF_WHICH.match(self._spot.left):
            facts.add("of_which.target")
        decision = self._rules.decide("status", Scene(self._words, frozenset(facts)))
        self._reading.because["status"] = decision.rule
        if decision.says == "owner" and owner:
            return owner
        return "target" if decision.says == "target" else "actual"

    # What the rules' answers come to.

    def _years(self, decision: Decision) -> str:
        first, last = (self._span[1], self._span[2]) if self._span else (decision.found["from"], decision.found["to"])
        if self._reading.tail.reached:
            return last
        return first if not self._span and self._reading.tail.origin else f"{first}-{last}"

    def _year_found(self, decision: Decision) -> str:
        return _yearly(self._spot, self._reading, self._part, self._calendar, decision.found["year"].replace("X", "x"))

    def _year_as(self, year: str) -> str:
        return _yearly(self._spot, self._reading, self._part, self._calendar, year)

    def _back(self, years: int) -> str:
        if not self._calendar.reviewed.isdecimal():
            return ""
        return self._span_or_end(int(self._calendar.reviewed) - years + 1, years)

    def _since(self, decision: Decision) -> str:
        """From a year on to the year the part is about; that year alone where it began then."""
        begin, now = int(decision.found.get("year") or decision.found["from_year"]), self._of_part()
        if not now.isdecimal() or begin > int(now):
            return ""
        return f"{begin}-{now}" if begin < int(now) else now

    def _of_part(self) -> str:
        return self._planned() if self._part.part == "plan" else self._calendar.reviewed

    def _planned(self) -> str:
        """The year planned; where nothing else tells it, the one that the heading over a plan names."""
        named = self._part.year if self._part.part == "plan" and self._part.year.isdecimal() else ""
        if self._calendar.planned == self._calendar.reviewed < named:
            return named  # a paper of eleven months plans the next year under a heading of its own
        return self._calendar.planned or named

    def _ten_back(self) -> str:
        reviewed = self._calendar.reviewed
        return f"{int(reviewed) - 9}-{reviewed}" if reviewed.isdecimal() else ""

    def _some_back(self, decision: Decision) -> str:
        return self._back(_HOW_MANY[decision.found.get("count") or decision.found["many"]])

    def _five_on(self) -> str:
        return self._span_or_end(int(self._calendar.planned)) if self._calendar.planned.isdecimal() else ""

    def _two_on(self) -> str:
        planned = self._calendar.planned
        return f"{planned}-{int(planned) + 1}" if planned.isdecimal() else ""

    def _plan_years(self, decision: Decision) -> str:
        begin = _ALL_PLANS[decision.found["plan"]]
        first = decision.found.get("first")
        years = "一二三四".index(first) + 1 if first else 5
        return str(begin + 4) if decision.found.get("as") in {"末", "收官之年"} else self._span_or_end(begin, years)

    def _plan_edge(self, decision: Decision) -> str:
        """The first or the last year of a five years' plan."""
        begin = _ALL_PLANS[decision.found["plan"]]
        return str(begin + 4 if decision.found["edge"] in {"收官", "最后一", "末"} else begin)

    def _five_part(self) -> str:
        begin = _first_of_five(self._part, self._calendar)
        return self._span_or_end(begin) if begin else ""

    def _span_or_end(self, begin: int, years: int = 5) -> str:
        return _span_or_end(begin, self._reading, self._spot.clause, self._spot.token.kind, years)

    def _year_before(self) -> str:
        return _year_before(self._part, self._calendar)


_RECKONINGS: dict[str, Callable[[When, Decision], str]] = {
    "years": When._years,
    "found": When._year_found,
    "said": lambda when, _: when._year_as(when._said),
    "begun": lambda when, _: when._year_as(when._begun),
    "goal": lambda when, _: when._year_as(when._goal),
    "since": When._since,
    "part": lambda when, _: when._of_part(),
    "planned": lambda when, _: when._planned(),
    "reviewed": lambda when, _: when._calendar.reviewed,
    "year_before": lambda when, _: when._year_before(),
    "unknown": lambda when, _: "",
    "five_back": lambda when, _: when._back(5),
    "ten_back": lambda when, _: when._ten_back(),
    "some_back": When._some_back,
    "five_on": lambda when, _: when._five_on(),
    "two_on": lambda when, _: when._two_on(),
    "plan_years": When._plan_years,
    "plan_edge": When._plan_edge,
    "as_before": lambda when, _: when._before,
    "five_part": lambda when, _: when._five_part(),
}


def _facts_of(spot: Spot, reading: Reading, part: Stretch) -> set[str]:
    """What is known of a figure whatever the year: its part, its measure, how it stands among others."""
    facts = {f"part.{part.part or 'review'}", f"measure.{reading.measure}", f"kind.{spot.token.kind}"}
    known = {
        "part.five": part.span == 5,
        "unit.money": spot.token.unit.endswith("元"),
        "unit.item": spot.token.unit in {"项", "个", "类", "大"},
        "origin": reading.tail.origin,
        "reached": reading.tail.reached,
        "plan_amount": bool(reading.planned),
        "fresh": spot.fresh,
        "aims": _AIM.search(spot.sentence[-60:]) is not None,
    }
    return facts | {fact for fact, holds in known.items() if holds}


def _goal(spot: Spot, calendar: Calendar) -> str:
    """The year to come that the sentence aims at."""
    goal = _last(_GOAL, spot.sentence)
    return goal[1] if goal and int(goal[1]) >= int(calendar.planned if calendar.planned.isdecimal() else 0) else ""


def _yearly(spot: Spot, reading: Reading, part: Stretch, calendar: Calendar, year: str) -> str:
    """2020年达到476亿元，年均增长4.98%: in a look back over five years what is told a year is of all five."""
    begin = _first_of_five(part, calendar) if part.span == 5 and reading.measure == "change" else 0
    return f"{begin}-{year}" if begin and year == str(begin + 4) and re.search(r"年均", spot.left) else year


def _begun(spot: Spot) -> str:
    """Where the year of what a movement began with is told; 由上年的22%、28%和49%调整为…: once for all of them."""
    return spot.clause if spot.chained else spot.left


def _year_before(part: Stretch, calendar: Calendar) -> str:
    """What 去年 is in a plan, and 上年 in a review."""
    if part.part == "plan" or not calendar.reviewed.isdecimal():
        return calendar.reviewed
    return str(int(calendar.reviewed) - 1)


def _year_begun(spot: Spot) -> str:
    """The year of what a movement began with: 较2023年的39.8%."""
    match = _last(_YEAR, _begun(spot))
    return match["year"].lower() if match and match["lead"] in {"比", "较", "与", "同", "从", "由", "自"} else ""


def _year_said(spot: Spot, clause: str) -> str:
    """The nearest year before the number that is not what it is compared with."""
    for match in reversed(list(_YEAR.finditer(clause))):
        between = clause[match.end() :]
        before_left = match.end() <= len(clause) - len(spot.left)
        if (
            match["lead"] in {"比", "较", "与", "同"}
            or _ALSO_COMPARED.search(clause[: match.start()])
            or "以来" in between[:4]
            or match["after"].endswith("以来")
        ):
            continue
        if match["lead"] in {"从", "由", "自"} and before_left:
            continue
        if _MEASURED_BY.search(clause[: match.end()]) and re.fullmatch(r"(?:同期)?(?:水平)?的?", between):
            continue
        if (spot.token.kind == "fold" and _TIMES_OF.fullmatch(between)) or (
            re.match(r".{0,3}(?:增长|提高|增加|下降|翻)", between) and re.search(r"[比较]$", clause[: match.start()])
        ):
            continue
        if clause[: match.start()].count("“") > clause[: match.start()].count("”") or clause[: match.start()].count("《") > clause[
            : match.start()
        ].count("》"):
            continue
        return match["year"].lower().replace("*", "x").replace("×", "x")
    return ""


def _first_of_five(part: Stretch, calendar: Calendar) -> int:
    if part.begin:
        return part.begin
    if part.part == "plan":
        return int(calendar.planned) if calendar.planned.isdecimal() else 0
    return int(calendar.reviewed) - 4 if calendar.reviewed.isdecimal() else 0


def _span_or_end(begin: int, reading: Reading, clause: str, kind: str = "", years: int = 5) -> str:
    """A flow is of all the years (five, unless said), a stock or a rate of the last."""
    end = begin + years - 1
    measure: Measure = reading.measure
    yearly = re.search(r"年均|每年(?:都|均)", clause[-24:]) is not None
    stands = measure == "level" and _STANDS.search(clause[-12:]) is not None
    flowing = not stands and (measure == "change" or (kind != "share" and (reading.verb or _FLOWING.search(clause[-24:]))))
    if yearly or (flowing and not reading.tail.reached):
        return f"{begin}-{end}"
    if (
        measure == "rank"
        or reading.tail.reached
        or stands
        or (measure == "level" and kind in {"share", "ratio"})
        or _STOCK.search(clause[-20:])
        or _STANDING.search(reading.tail.said)
    ):
        return str(end)
    return f"{begin}-{end}"


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    return next(reversed(list(pattern.finditer(text))), None)
