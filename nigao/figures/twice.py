"""Indicators that are one thing said in two ways: a ratio by its own name or by its parts. One table; each row with examples."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Ratio:
    """name: what the ratio is called by itself. part, whole: words that its parts' names must have (patterns, anywhere).

    yes: other ways to say it; no: ratios that look like it and are not.
    """

    name: str
    part: str
    whole: str
    yes: tuple[str, ...]
    no: tuple[str, ...] = ()


RATIOS: tuple[Ratio, ...] = (
    Ratio(
        "研发投入强度",
        r"研发|R&D|研究与试验发展",
        r"地区生产总值|GDP|国内生产总值",
        ("研发经费投入占地区生产总值比重", "全社会研发投入占地区生产总值比重", "R&D经费支出占GDP比重", "研发经费占比占地区生产总值比重"),
        ("研发费用占营业收入比重", "基础研究经费占研发经费比重"),
    ),
    Ratio("税收占比", r"^税收(?:收入)?$", r"预算收入", ("税收收入占一般公共预算收入比重", "税收占地方一般公共预算收入比重"), ("增值税占税收收入比重",)),
    Ratio("民生支出占比", r"民生(?:类)?支出", r"预算支出|财政支出", ("民生支出占一般公共预算支出比重", "民生类支出占财政支出比重"), ("教育支出占民生支出比重",)),
    Ratio("常住人口城镇化率", r"^城镇(?:常住)?人口$", r"(?:常住|总)人口", ("城镇人口占常住人口比重", "城镇常住人口占总人口比重"), ("老年人口占常住人口比重",)),
    Ratio("外贸依存度", r"进出口", r"地区生产总值|GDP|国内生产总值", ("进出口总额占地区生产总值比重",), ("民营企业进出口占进出口总额比重",)),
    Ratio("赤字率", r"赤字", r"地区生产总值|GDP|国内生产总值", ("财政赤字占国内生产总值比重",), ("赤字占一般公共预算支出比重",)),
    Ratio("负债率", r"债务余额", r"地区生产总值|GDP|国内生产总值", ("政府债务余额占地区生产总值比重",), ("专项债务余额占债务余额比重",)),
    Ratio("债务率", r"债务余额", r"综合财力", ("政府债务余额占综合财力比重",), ("政府债务余额占地区生产总值比重",)),
    Ratio("资产负债率", r"负债(?:总额)?$", r"资产(?:总额)?$", ("负债总额占资产总额比重",), ("流动负债占负债总额比重",)),
    Ratio("存贷比", r"贷款余额", r"存款余额", ("贷款余额占存款余额比重",), ("涉农贷款余额占贷款余额比重",)),
    Ratio("森林覆盖率", r"^森林面积", r"国土|土地", ("森林面积占国土面积比重",), ("人工林面积占森林面积比重",)),
    Ratio("普惠性幼儿园覆盖率", r"普惠", r"在园幼儿", ("普惠性幼儿园在园幼儿占在园幼儿比重",), ("公办幼儿园在园幼儿占在园幼儿比重",)),
    Ratio("恩格尔系数", r"食品", r"消费支出", ("食品烟酒支出占消费支出比重",), ("教育支出占消费支出比重",)),
    Ratio("新能源汽车渗透率", r"新能源(?:汽)?车", r"汽车", ("新能源汽车销量占汽车销量比重",), ("纯电动车占新能源汽车比重",)),
)  # fmt: skip
_PARTS = re.compile(r"^(?P<part>.+?)(?:占比)?占(?P<whole>.+?)的?(?:比重|比例|比率|份额|百分比)$")
# Short names of the ratios, beside their own.
_CALLED = {
    "研发强度": "研发投入强度",
    "税收占比": "税收占比",
    "税收比重": "税收占比",
    "能耗强度": "单位地区生产总值能耗",
    "能源消耗强度": "单位地区生产总值能耗",
    "能源消费强度": "单位地区生产总值能耗",
    "城镇化率": "常住人口城镇化率",
    "全社会研发投入强度": "研发投入强度",
}


@lru_cache(maxsize=16384)
def one_name(indicator: str) -> str:
    """The ratio's own name where an indicator is given by its parts, else the indicator as it is."""
    called = _CALLED.get(indicator)
    if called:
        return called
    match = _PARTS.match(indicator)
    if match is None:
        return indicator
    found = next((r for r in RATIOS if re.search(r.part, match["part"]) and re.search(r.whole, match["whole"])), None)
    return found.name if found else indicator
