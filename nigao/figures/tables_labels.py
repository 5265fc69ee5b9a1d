"""What the words of a table's heads and row labels say: year, part of the year, unit, measure, status, and the name that is left."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from nigao.figures import words_units
from nigao.figures.figure import Measure, Status
from nigao.own_year.clue import by_end_of_school_year

Role = Literal["index", "indicator", "year", "unit", "scope", "department", "note", "skip", "value"]

_SCALES = {
    "": 0,
    "十": 1,
    "百": 2,
    "千": 3,
    "万": 4,
    "十万": 5,
    "百万": 6,
    "千万": 7,
    "亿": 8,
    "十亿": 9,
    "百亿": 10,
    "千亿": 11,
    "万亿": 12,
}
# Units that only tables write, beside those of running text.
_TABLE_UNITS = frozenset(
    re.split(
        r"\s+",
        """人天 户次 位次 次数 吨标准煤 标准煤 班列 张床位 学位 床位 标箱 TEU 箱 微克/立方米 毫克/立方米 元/人 元/平方米 吨标准煤/万元
        立方米/万元 件/万人 人/平方公里 GB TB PB P EFLOPS PFLOPS 美元/吨 天 日 小时 分钟 岁 村 镇 街道 社区 课节 担 丈 瓦时 公吨 车公里""",
    )
)
_BASES = (words_units.THINGS | words_units.MEASURES | words_units.LATIN | frozenset(words_units.SHARES) | _TABLE_UNITS | {"倍"}) - {
    "E",
    "两",
    "°",
}
_PER = r"(?:/[\w一-鿿%·]{1,8})?"
_KNOWN_UNIT = re.compile("(?:" + "|".join(re.escape(base) for base in sorted(_BASES, key=len, reverse=True)) + f"){_PER}")
# 亿斤, 万羽, 万担: before a scale of ten thousand and more, any short word counts something.
_COUNTED_UNIT = re.compile(rf"(?P<scale>(?:十|百|千)?万|(?:十|百|千|万)?亿)(?P<base>[一-鿿]{{1,2}}{_PER})")
_WRITTEN_UNIT = re.compile(r"[一-鿿A-Za-z²³·℃Ω/\d（）()]{1,10}")
_PARENTHESIS = re.compile(r"[（(\[【]([^（()）\]】]*)[)）\]】]")
_NO_UNIT = re.compile(r"见|注|同[上前]|附|详|另|不|未|略|无|各|其他|^(?:是|否|年|月)$|[县镇乡局委办厅处科]$")
_LARGE = frozenset({"万", "十万", "百万", "千万", "亿", "十亿", "百亿", "千亿", "万亿"})
# What a bracket or a word behind a number says of it, without being a unit.
_REMARKS = frozenset({"快报", "初步", "预计", "估计", "测算", "左右", "以上", "以下", "上下", "多家", "多个", "余家", "余人"})
# The mark of a note behind a name.
_NOTED = re.compile(r"(?<=[\u4e00-\u9fff）)年])\s*(?:[①-⑳]|[*＊†‡]{1,3})\s*$")
# A name broken over two lines of its cell, or its letters set apart to fill the column: 粮食 总产量, 人 口.
_SET_APART = re.compile(r"(?<=[\u4e00-\u9fff])[ \t\u3000]+(?=[\u4e00-\u9fff])")
_HEAD_REMARK = re.compile(r"[（(](?:快报|初步|初核|终核|预计|估计|测算|核算|调度|统计)(?:数|值|核算|测算|统计)?[)）]")
# 编制单位：青石城投集团 says who, not in what.
_UNIT_LINE = re.compile(r"(?<![制报送管任设工头导办理用业属本收发来受写供])(?:计量)?单位[:：]\s*([^\s，,；;）)]+(?:[、/，,][^\s；;）)]+)*)")

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)\s*(?:年度|年末|年底|年)?")
_SPAN = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*年?\s*(?:[-－—–~～至]{1,2})\s*((?:19|20)\d{2})(?!\d)\s*年?")
_PLAN_SPANS = {"十二五": "2011-2015", "十三五": "2016-2020", "十四五": "2021-2025", "十五五": "2026-2030"}
_PLAN = re.compile(r"[“\"'‘]?(十[二三四五]五)[”\"'’]?(?:时期|期间|规划)?")
_PART = re.compile(
    r"(?:截至|截止)?(?:1{0,1}\d\s*月?\s*[-－—–~～至]{1,2}\s*)?1{0,1}\d\s*月份?(?:末|底)?|[一二三四]季度|前[二三]季度|[上下]半年|第[一二三四]季度|Q[1-4]"
)
_WHOLE_YEAR = re.compile(r"0?1\s*月?\s*[-－—–~～至]{1,2}\s*12\s*月份?|全年|年末|年底|年度|12\s*月(?:末|底)")
_LAST = re.compile(r"(?:上年|去年|上一年|前一年)(?:同期|同月|末|底|度)?")
_THIS = re.compile(r"(?:本年|今年|当年|本期|报告期)(?:度|末|底)?(?:累计)?")

_RATE_OF_DONE = re.compile(
    r"(?:目标|任务|计划|年度|全年)*(?:完成率|完成比例|完成进度|进度)|(?:占|为)(?:年度|全年)?(?:目标|计划|任务)的?(?:比重|比例)?"
)
# 完成计划%: how much of a plan is done.
_OF_PLAN = re.compile(r"完成(?:年度|全年|年初|序时)?(?:目标|计划|任务)(?:数|值)?的?(?:比例|比重|百分比|进度|程度)?[±+-]*")
# 占预算%, 完成预算（%）, 为年初预算的比例: how much of a budget is done, a share of it and no growth.
_OF_BUDGET = re.compile(
    r"(占|为|完成)(?:全年|年初|年度|当年|调整后?的?|变动)*预算(?:数|安排|收入|支出)?的?(?:比重|比例|百分比|进度)?|(预算)(?:完成|执行)(?:率|比例|进度|百分比)"
)
_RANK = re.compile(r"(?:在?(?:全国|全省|全市|全区|全县))?(?:排名|位次|名次|排位)")
_CHANGE = re.compile(
    r"(?:同比|环比|比上年同期|比上年|较上年同期|较上年|[比较与]去年同期(?:相比)?|[比较与]同期(?:相比)?|比去年|较去年|与上年相比|比\d{4}年|较\d{4}年)(?:名义|实际)?"
    r"(?:增长率|增长|增速|增幅|增减率|增减额|增减量|增减|增加额|增加|变动|变化|下降|降低|提高|提升|[±＋+]?[-－—]?)?"
    r"|(?:名义|实际|平均|年均)?(?:增长率|增速|增幅|涨幅|降幅|增减率|增减额|增减量|增减|增量|增加额|变动幅度)|(?:年均|名义|实际)增长"
)
_CHANGE_HEAD = re.compile(rf"{_CHANGE.pattern}|增长|下降|降低")
_CHANGE_TAIL = re.compile(rf"(?:{_CHANGE.pattern}|增长|下降率|下降|降低率|降低)$")
# ±%, +-（%）: the sign alone says that the column tells what rose or fell.
_SIGN_HEAD = re.compile(r"^(?:±|[+＋]/?[-－—])(?=[%(（]|$)")
_FALL = re.compile(r"降幅|下降|降低")
_NO_CHANGE = re.compile(r"自然增长率|机械增长率")
_TARGET = re.compile(
    r"(?:全年|年度|年初|预期|计划|工作|力争|考核|规划|建议|拟定|初步|分解)*(?:建议值|目标任务数|目标任务|目标数|目标值|目标|计划数|计划值|计划|预期值|预期|任务数|任务)"
)
# 2025年 | 预算: a column of what was planned; 一般公共预算收入 is no such head.
_BUDGET = re.compile(r"(?:年初|年度|全年|调整后?的?|本年)*预算(?:数|值|额|安排)?")
_ACTUAL = re.compile(
    r"(?:累计|实际|目前|已)*(?:完成情况|完成数|完成值|完成额|完成|实际值|实际数|实际(?!到位|到账|利用|使用|开工|投产|入库)|实绩|实现数|实现值|达到|执行数|决算数|预计完成|预计数|预计值|预计)"
)
_NEUTRAL = re.compile(
    r"(?:本年|当年|全年|累计|年末|指标|本月|止|末|至)*(?:年份|年度|时期|期间|内容|进展情况|推进情况|落实情况|完成情况|进展|数值|数据|数额|绝对值|绝对数|绝对量|总量|数字|数量|金额|值|数|量|额|合计|总计|总数|情况|累计)?"
)
_COUNT_TAIL = re.compile(r"(?:数量|个数|家数|总数|(?<=企业|机构|项目|平台|单位|医院|学校|专利|合同)数)$")
_TOTAL = re.compile(r"^(?:总?合?计|总计|合计|共计|总数|全部)$")
_OF_WHICH = re.compile(r"^[#＃*]?\s*(?:其中|#)[:：、，]?\s*")
# 三、四级手术占比 counts no list: its numerals name grades
_LIST_NUMBER = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十]+[）)、.．](?![一二三四五六七八九十]+[级类等档期产])|[（(]?\d{1,3}[）)、.．](?!\d)|[①-⑳])\s*"
)
_PLACE = re.compile(r"(?:省|市|区|县|州|盟|旗|镇|乡|街道|街|村|社区|园区|新区|开发区|高新区|苏木|林场|农场|兵团)$")
_ROLES: tuple[tuple[Role, re.Pattern[str]], ...] = (
    ("index", re.compile(r"^(?:序号|编号|序|项次|No\.?|#)$", re.I)),
    (
        "skip",
        re.compile(
            r"^页[码次数]$|电话|联系|手机|身份证|信用代码|邮编|邮箱|账号|^(?:指标|行政区划|单位)?代码$|文号|日期|时限|.+(?:时间|年月)$"
        ),
    ),
    ("unit", re.compile(r"^(?:计量|数据|指标)?单位$")),
    ("year", re.compile(r"^(?:年份|年度|季度|月份|月度|时间|时期|期间|统计时间|报告期|年)$")),
    (
        "scope",
        re.compile(
            r"^(?:统计)?(?:口径|范围|区域|地区|区县|县区|区（?市县）?|县[（(]?市区[）)]?|县市区|街道|乡镇|镇街|街镇|镇|园区|行政区划?|区划|片区|市州|地市)(?:名称)?$"
        ),
    ),
    (
        "department",
        re.compile(r"(?:责任|牵头|负责|主管|填报|报送|配合|承办|完成|数据)(?:单位|部门|处室|科室|领导|人)|^(?:部门|处室|科室)$|^提供部门$"),
    ),
    ("note", re.compile(r"备注|说明|来源|依据|^注$")),
    ("indicator", re.compile(r"指标|项目|名称|类别|分类|内容|任务|事项|科目|行业|领域|项$|^行标签$")),
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit with its scale: 万元 is 元 × 10000. written: as it stands in the table."""

    base: str
    factor: Decimal
    written: str


@dataclass(frozen=True, slots=True)
class Label:
    """What one head or row label says; "" or None where it says nothing of the kind.

    year: four digits or a span; "-1" for last year, "0" for this year, to be counted from the table's own year. part: a part of the
    year ("1—9月"). name: what is left after the rest is taken away. fall: a positive number in it means a fall.
    average: 年均, over all the years told. scope: a part of the area, where the other columns are the whole and its parts.
    """

    name: str = ""
    year: str = ""
    part: str = ""
    unit: Unit | None = None
    measure: Measure | None = None
    status: Status | None = None
    derived: str = ""
    fall: bool = False
    average: bool = False
    scope: str = ""


@lru_cache(maxsize=4096)
def unit_of(text: str) -> Unit | None:
    """Read a whole string as a unit: "亿元" → 元 × 10^8, "亿斤" → 斤 × 10^8, "%" → %; None if it is not one."""
    written = _plain_unit(text)
    for scale in sorted(_SCALES, key=len):
        base = written[len(scale) :]
        if written.startswith(scale) and _KNOWN_UNIT.fullmatch(base):
            return _unit(scale, base, written)
    counted = _COUNTED_UNIT.fullmatch(written)
    if counted is None or counted["base"][:2] in words_units.NOT_UNITS or counted["base"] in _REMARKS:
        return None
    return _unit(counted["scale"], counted["base"], written)


def unit_said(text: str) -> Unit | None:
    """What stands where only a unit can stand, in a column 单位 or after 单位：; any short word is one there."""
    written = _plain_unit(text)
    known = unit_of(text)
    if known is not None or not _WRITTEN_UNIT.fullmatch(written) or _NO_UNIT.search(written) or not re.search(r"[一-鿿A-Za-z℃Ω]", written):
        return known
    scale = max(
        (scale for scale in _SCALES if scale in _LARGE and written.startswith(scale) and len(written) > len(scale)), key=len, default=""
    )
    return _unit(scale, written[len(scale) :], written)


def _plain_unit(text: str) -> str:
    written = "".join(unicodedata.normalize("NFKC", text.replace("㎡", "平方米").replace("㎥", "立方米")).split())
    written = written.removeprefix("单位:").strip("[]").replace("每", "/")
    if written.startswith("(") and written.endswith(")"):
        written = written[1:-1]
    return {"百分比": "%", "百分数": "%", "台(套)": "台套"}.get(written, written)


def _unit(scale: str, base: str, written: str) -> Unit:
    head, slash, per = base.partition("/")
    spelled = words_units.SPELLED.get(base) or words_units.SPELLED.get(head, head) + slash + per
    return Unit({"位次": "位"}.get(spelled, spelled), Decimal(1).scaleb(_SCALES[scale]), written)


def units_of_line(text: str) -> list[Unit]:
    """The units a title or corner names: 单位：亿元、%."""
    match = _UNIT_LINE.search(text)
    if match is None:
        return []
    found = [unit_said(piece) for piece in re.split(r"[、，,]", match.group(1).strip("（()） "))]
    return [unit for unit in found if unit is not None]


def is_unit_line(text: str) -> bool:
    """Whether a line says the table's unit."""
    return bool(_UNIT_LINE.search(text))


def without_unit_line(text: str) -> str:
    """A title without the unit it names: 各区产值（单位：亿元） → 各区产值."""
    return _name(_UNIT_LINE.sub("", text))


def role_of(head: str) -> Role:
    """What a column with this head holds; "value" where the head is no known word."""
    words = re.sub(r"\s+", "", head)
    return next((role for role, pattern in _ROLES if pattern.search(words)), "value")


def is_place(name: str) -> bool:
    """Whether a row label names a part of the area."""
    return bool(_PLACE.search(name)) and not re.search(r"小区|城市|门市|超市|股市|上市", name)


def is_total(name: str) -> bool:
    """Whether a row label means the whole: 合计, 总计."""
    return bool(_TOTAL.match(re.sub(r"\s+", "", name)))


def split_of_which(text: str) -> tuple[bool, str]:
    """Whether a row label opens with 其中, and the label without it."""
    match = _OF_WHICH.match(text.strip())
    return (True, text.strip()[match.end() :]) if match else (False, text.strip())


def year_in(text: str) -> str:
    """The one year or span a title or name speaks of, "" if none or several."""
    span = _SPAN.search(text)
    if span:
        return ""
    years = {match.group(1) for match in _YEAR.finditer(text)}
    return years.pop() if len(years) == 1 else ""


def part_in(text: str) -> str:
    """The part of the year a title or name speaks of ("1—9月", "上半年"), "" if the whole year."""
    return _part(text)[0]


@lru_cache(maxsize=4096)
def read_label(text: str, head: bool) -> Label:
    """Read a column head (head=True: every word may say something) or a row label (only its end may: 地区生产总值增速)."""
    text = _NOTED.sub("", text)
    rest = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)) if head else unicodedata.normalize("NFKC", text).strip()
    rest = _SIGN_HEAD.sub("增减", rest) if head else _SET_APART.sub("", rest)
    rest, unit = _take_unit(by_end_of_school_year(rest))
    rest, year = _take_year(rest)
    part, rest = _part(rest)
    if head:
        return _read_head(rest, year, part, unit)
    return _read_row(rest, year, part, unit)


def _read_head(rest: str, year: str, part: str, unit: Unit | None) -> Label:
    rest = _HEAD_REMARK.sub("", rest)
    budget = _OF_BUDGET.fullmatch(rest.rstrip("±+-"))
    if budget and (unit is None or unit.base == "%"):
        return Label("", year, part, unit or unit_of("%"), "level", "actual", "占预算比重" if budget[1] == "占" else "完成预算")
    if unit is not None and unit.base == "%" and _OF_PLAN.fullmatch(rest):
        return Label("", year, part, unit, "level", "actual", "完成率")
    if _RATE_OF_DONE.search(rest):
        return Label(_name(_RATE_OF_DONE.sub("", rest)), year, part, unit, "level", "actual", "完成率")
    if _RANK.search(rest):
        return Label(_name(_RANK.sub("", rest)), year, part, unit, "rank", None)
    measure: Measure | None = None
    status: Status | None = None
    said, fall = rest, bool(_FALL.search(rest))
    if not _NO_CHANGE.search(rest) and _CHANGE_HEAD.search(rest):
        measure, rest = "change", _CHANGE_HEAD.sub("", rest)
    if _BUDGET.fullmatch(rest):
        status, rest = "target", ""
    elif _TARGET.search(rest):
        status, rest = "target", _TARGET.sub("", rest)
    elif _ACTUAL.search(rest):
        status, rest = "actual", _ACTUAL.sub("", rest)
    derived = "占比" if re.fullmatch(r"占比|比重|所占比重|占总量比重", rest) else ""
    name = "" if derived or _NEUTRAL.fullmatch(_name(rest)) else _COUNT_TAIL.sub("", _name(rest))
    average = measure == "change" and "年均" in said
    return Label(name, year, part, unit, measure, status, derived, fall and measure == "change", average)


def _read_row(rest: str, year: str, part: str, unit: Unit | None) -> Label:
    rest = _LIST_NUMBER.sub("", rest)
    tail = None if _NO_CHANGE.search(rest) else _CHANGE_TAIL.search(rest)
    if tail is not None:
        return Label(_name(rest[: tail.start()]), year, part, unit, "change", None, "", bool(_FALL.search(tail.group())))
    rank = re.search(rf"(?:{_RANK.pattern})$", rest)
    if rank is not None:
        return Label(_name(rest[: rank.start()]) or rest, year, part, unit, "rank")
    return Label(_name(rest), year, part, unit)


def _take_unit(text: str) -> tuple[str, Unit | None]:
    """The text without a unit in brackets or after a colon or comma at its end, and that unit."""
    for match in _PARENTHESIS.finditer(text):
        unit = unit_of(re.sub(r"^单位[:：]", "", match.group(1)))
        if unit is not None:
            return text[: match.start()] + text[match.end() :], unit
    bare = unit_of(text)
    if bare is not None and bare.base in {"%", "‰", "百分点"}:
        return "", bare
    tail = re.search(r"[:：、,，/_]\s*(?:单位[:：])?([^:：、,，_\s]{1,10})$", text)
    unit = unit_of(tail.group(1)) if tail else None
    if tail is None or unit is None or unit.base in {"天", "日"}:
        return re.sub(r"[±]?%$", "", text), unit_of("%") if text.endswith("%") else None
    return text[: tail.start()], unit


def _take_year(text: str) -> tuple[str, str]:
    span = _SPAN.search(text)
    if span:
        return _SPAN.sub("", text, count=1), f"{span.group(1)}-{span.group(2)}"
    if not re.search(r"[比较]\d{4}年", text):
        years = _YEAR.findall(text)
        if years:
            return _YEAR.sub("", text), years[-1]
    plan = _PLAN.fullmatch(text) or re.match(rf"(?:{_PLAN.pattern})(?:末|目标|规划目标|累计)", text)
    if plan:
        return _PLAN.sub("", text, count=1), _PLAN_SPANS[plan.group(1)]
    if not re.search(r"[比较与](?:上年|去年)", text):
        if _LAST.search(text):
            return _LAST.sub("", text), "-1"
        if _THIS.search(text):
            return _THIS.sub("", text), "0"
    return text, ""


def _part(text: str) -> tuple[str, str]:
    """The part of the year a text names and the text without it; the whole year is no part."""
    whole = _WHOLE_YEAR.search(text)
    if whole and "月" in whole.group():
        return "", text.replace(whole.group(), "")
    match = _PART.search(text)
    if match is None:
        return "", text
    part = re.sub(r"[-－–~～至]{1,2}", "—", match.group().replace(" ", "")).removesuffix("份")
    return part, text[: match.start()] + text[match.end() :]


def _name(text: str) -> str:
    return re.sub(r"[（(]\s*[)）]", "", text).strip(" \t　:：,，、;；-—_·#*")
