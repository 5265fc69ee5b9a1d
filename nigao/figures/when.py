"""The period a figure is for and whether it is done or aimed at, from its sentence and the part of the report it stands in."""

from __future__ import annotations

import re

from nigao.figures.calendar import Calendar
from nigao.figures.context import Spot
from nigao.figures.figure import Measure, Status
from nigao.figures.parts import Stretch
from nigao.figures.reading import Reading

_PLANS = {"九五": 1996, "十五": 2001, "十一五": 2006, "十二五": 2011, "十三五": 2016, "十四五": 2021, "十五五": 2026, "十六五": 2031}
_SPAN = re.compile(r"((?:19|20)\d\d)年?[—\-~至到]((?:19|20)\d\d)年")
_YEAR = re.compile(
    r"(?:(?P<lead>比|较|与|从|由|自|同|于|到|至)|(?<!\d))(?P<year>(?:19|20)\d\d|20[xX*×]{2})年?(?=年|[^\d万亿元%.,个家])(?P<after>年?(?:底|末|的|以来|度|起)?)"
)
_FIVE_PLAN = re.compile(
    r"“?(十[一二三四五六]五|(?<![一二三四五六七八九十])十五(?=”)|九五)”?(?P<as>时期|期间|以来|末|规划|前(?P<first>[一二三四])年)?"
)
_FIRST_YEARS = re.compile(r"“?(十[一二三四五六]五)”?(?P<as>前(?P<first>[一二三四])年)")
_FIVE_YEARS = re.compile(r"比前五年|五年(?:来|间|累计|中|内|共|多来)|过去(?:的)?五年|这五年|近五年")
_SOME_YEARS = re.compile(r"(?:近|过去|这)([两三四])年(?:来|间|中|以来|累计|，)|(?<![\d一二三四五六七八九十])([两三四])年来")
_HOW_MANY = {"两": 2, "三": 3, "四": 4}
_NEXT_FIVE = re.compile(r"(?:今后|未来)五年")
_MANY_YEARS = re.compile(r"(?:用|力争|今后|未来|每)?[三3五][—\-至到年][^，。]{0,2}(?:年)?(?:内|时间|左右)")
_YEAR_ALONE = re.compile(r"(?:^|；)(?:截至|到)?((?:19|20)\d\d)年(?:底|末)?，")  # 2023年，…；2024年，…
_GOAL = re.compile(r"(?:^|[，；：力争确保预计计划])(?:到|至)(20\d\d)年(?:底|末)?[，时]?")
_STANDING = re.compile(r"达|为|增至|突破|超|居|有|共|保持|稳定|接近|近|逾")
_FLOWING = re.compile(
    r"累计|新增|新建|建成|完成|五年共|总共|共(?!同)|改造|搬迁|转移|脱贫|脱困|解决|发放|投入|安排|减税|退税|减负|治理|修复|培训|创建|引进|实施|开展|出台|获|上亿|竣工|开工|查处|帮扶|资助"
)
_LAST = re.compile(r"(?<![比较与同从由])(?<!比[^，。]{2})(?:去年|上年|上一年)(?!.{0,3}(?:同期|的?(?:基础|水平)))")
_FROM_LAST = re.compile(r"[从由比较](?:去年|上年|上一年|同期)")
_TARGET = re.compile(r"力争|确保|争取|计划(?!生育|单列)|拟安排|拟|预期|目标(?:为|是|：)|不少于|不低于|规划到")
_REVIEW_TARGET = re.compile(
    r"(?:预期|年度|年初|确定的?|规划|计划|任务)?目标(?:任务)?(?:为|是|定为|值|：)?(?:增长|下降|提高)?$|(?:计划|拟|力争|确保|预期)(?:到\d{4}年)?[^，。；]{0,14}$|^到(?P<year>20\d\d)年"
)
_RIGHT_TARGET = re.compile(r"(?:以上|左右|以内)?的?(?:预期|年度|年初|规划|计划)?目标(?!任务?(?:的|完成))")
_DONE = re.compile(r"(?<!尽快)已(?:经)?(?!有序)|目前|现有|截至|截止|累计(?:完成|建成|达)|实现了|完成了|取得了")
# 计划于年底完成…，新增车位400个: still to come, also in a review.
_TO_COME = re.compile(
    r"(?:计划|预计|拟|将)(?:于|在)(?:今年|明年|本年)?(?:年底|年末|年内|\d{1,2}月|[一二三四]季度|下半年)|将(?:超过|达到?|突破)$|(?:今年|全年|年初)[^，。]{0,12}计划(?=[^，。的]{0,12}(?:投资|完成|安排|实施|新建|建设|改造|招聘))"
)
_ALSO_COMPARED = re.compile(r"[比较](?:(?:19|20)\d\d年[、和])+$")  # 较2020年、2019年同期
_TIMES_OF = re.compile(r"的?(?:[\d.]+倍[、和及与])*")  # 是2015年的1.3倍和1.5倍
_BEYOND = re.compile(r"(?:完成|超过|超出|超)[^，。]{0,4}(?:目标|任务|计划|预算)(?:任务|数|值)?$")
_STANDS = re.compile(r"覆盖|积累|结余|结存|库存")
_STOCK = re.compile(
    r"覆盖|人口|率|强度|比重|占比|比例|余额|总里程|里程|总数|总量|规模|水平|指数|寿命|浓度|强度|达到|达|增至|升至|增加到|提高到|突破|位居|居"
)


def status_of(spot: Spot, reading: Reading, part: Stretch, period: str, calendar: Calendar) -> Status:
    """Done or aimed at. In a plan all is aimed at but what the sentence says is already so; in a review the other way round."""
    sentence, clause = spot.sentence, spot.clause
    if part.part == "plan":
        if _LAST.search(clause) or (_past(period, calendar) and not _TARGET.search(clause)):
            return "actual"
        if reading.tail.origin:
            return "actual"
        recent = sentence[-60:]
        if _DONE.search(clause) and not _TARGET.search(recent):
            return "actual"
        return "target"
    if reading.planned:
        return "target"
    if _BEYOND.search(spot.left):
        return "actual"
    if _RIGHT_TARGET.match(spot.right) or re.search(r"目标(?:值)?(?:为|是|：|定为|增长|下降|增加|新增|减少|提高|降低|控制在)?$", spot.left):
        return "target"
    if _future(period, calendar) and not re.search("提前", clause):
        return "target"
    if _TO_COME.search(spot.clause) or (spot.fresh and _TO_COME.search(spot.before)):
        return "target"
    if (
        re.search(
            r"力争|争取(?!到|了|中央|国家|上级|各类|超长期|资金|专项|省|获)|计划(?:安排|投资|完成|总投资|建设)|确保(?=[^，。]{0,10}(?:达到|不低于|以上))",
            clause,
        )
        and not part.part
    ):
        return "target"
    return "actual"


def _past(period: str, calendar: Calendar) -> bool:
    last = period[-4:]
    if not last.isdecimal():
        return False
    return calendar.planned.isdecimal() and int(last) < int(calendar.planned)


def _future(period: str, calendar: Calendar) -> bool:
    last = period[-4:]
    return (
        last.isdecimal() and calendar.planned.isdecimal() and int(last) >= int(calendar.planned) and calendar.planned != calendar.reviewed
    )


def period_of(spot: Spot, reading: Reading, part: Stretch, calendar: Calendar) -> str:
    """The year, the span of years, or "" where the text does not let one know."""
    if reading.tail.origin and not _YEAR.search(_begun(spot)):
        return _year_before(part, calendar) if _FROM_LAST.search(_begun(spot)) else ""
    written = _written(spot, reading, calendar)
    if written is not None:
        return _yearly(spot, reading, part, calendar, written)
    if part.part == "plan" and _LAST.search(spot.clause):
        return calendar.reviewed
    if part.span == 5:
        return _over_five(spot, reading, part, calendar)
    return calendar.planned if part.part == "plan" else calendar.reviewed


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


def _written(spot: Spot, reading: Reading, calendar: Calendar) -> str | None:
    """What the clause or the sentence says of time; None if nothing."""
    clause = spot.clause
    span = _last(_SPAN, clause)
    if span:
        return span[2] if reading.tail.reached else f"{span[1]}-{span[2]}"
    if re.search(r"明年|来年", clause):
        return calendar.planned
    year = _year_begun(spot) if reading.tail.origin else ""
    year = year or _year_said(spot, clause)
    if year:
        return year
    if _FIVE_YEARS.search(clause):
        return _span_or_end(int(calendar.reviewed) - 4, reading, clause, spot.token.kind) if calendar.reviewed.isdecimal() else ""
    if re.search(r"(?<![一二三四五六七八九])十年(?!期|规划|行动|代|树|前|磨)", clause) and calendar.reviewed.isdecimal():
        return f"{int(calendar.reviewed) - 9}-{calendar.reviewed}"
    if _NEXT_FIVE.search(spot.sentence) and calendar.planned.isdecimal():
        return _span_or_end(int(calendar.planned), reading, clause, spot.token.kind)
    plan = _last(_FIVE_PLAN, clause) or _FIRST_YEARS.match(spot.sentence)
    if (
        plan
        and plan["as"]
        and plan["as"] != "规划"
        and not re.search(rf"(?:[比较]|[高快多低慢少]于|高出|超过){re.escape(plan.group())}", clause)
    ):
        begin = _PLANS[plan[1]]
        years = "一二三四".index(plan["first"]) + 1 if plan["first"] else 5
        return str(begin + 4) if plan["as"] == "末" else _span_or_end(begin, reading, clause, spot.token.kind, years)
    some = _SOME_YEARS.search(clause) or _SOME_YEARS.match(spot.sentence)
    if some and calendar.reviewed.isdecimal():
        years = _HOW_MANY[some[1] or some[2]]
        return _span_or_end(int(calendar.reviewed) - years + 1, reading, clause, spot.token.kind, years)
    if re.search(r"(?:近|过去|用)[三两]年|三到五年|3[—\-至]5年", clause):
        return ""
    return _of_sentence(spot, reading, calendar)


def _of_sentence(spot: Spot, reading: Reading, calendar: Calendar) -> str | None:
    """A year, or five years, that opens the sentence holds for all of it."""
    opening = spot.sentence[:20]
    both = re.match(r"((?:19|20)\d\d)年?[—\-~至到]((?:19|20)\d\d)年", opening)
    if both:
        return both[1] if reading.tail.origin else both[2] if reading.tail.reached else f"{both[1]}-{both[2]}"
    alone = _last(_YEAR_ALONE, spot.sentence)
    if alone:
        return alone[1]
    match = re.match(
        r"(?:——|其中，|展望|预计|力争|确保|计划|争取)*(?:到|截至|截止|至)?(?P<year>(?:19|20)\d\d|20[xX*×]{2})年(?!来|间|[—\-~至])", opening
    )
    if match and not re.match(r"(?:是|以来)", spot.sentence[match.end() : match.end() + 2]):
        return match["year"].replace("X", "x")
    goal = _last(_GOAL, spot.sentence)
    return goal[1] if goal and int(goal[1]) >= int(calendar.planned if calendar.planned.isdecimal() else 0) else None


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


def _over_five(spot: Spot, reading: Reading, part: Stretch, calendar: Calendar) -> str:
    begin = _first_of_five(part, calendar)
    return _span_or_end(begin, reading, spot.clause, spot.token.kind) if begin else ""


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
