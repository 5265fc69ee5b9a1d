"""Words that tell one thing from its like: direction, level, kind, what a rank is among; language knowledge, nothing of any document."""

from __future__ import annotations

import re
from typing import Literal

Direction = Literal[-1, 0, 1]

UP = re.compile(r"增长|增至|增加|增幅|增速|增收|增|上升|升至|升到|提高|提升|扩大|上涨|涨幅|上浮|回升|攀升|多")
DOWN = re.compile(r"下降|降至|降到|降低|减少|减至|回落|下跌|跌|缩减|压减|压降|削减|缩短|降幅|下滑|负增长|同比降|降|减|少")
# Words in which the characters above say nothing of a direction.
_NEUTRAL = re.compile(
    r"增减(?!少)|涨跌|升降|减排|减税|降费|减负|降碳|减污|增加值|增值税|增值|降水|减灾|减贫|降本|多式|多元|多层|多个|多项|多种|多家|许多|少数|减量|减速|减肥|增量|增产|增收|不少于|至少|青少年|少年|少儿|多措|升级|多渠道|多部门"
)

_LEVELS = ("国家级", "部级", "省部级", "自治区级", "省级", "州级", "市级", "区级", "县级", "乡级", "镇级", "村级", "世界级")
_LEVEL = re.compile(
    "(?:"
    + "|".join(_LEVELS)
    + r")(?:及?以上)?|国家(?=重点|科技|高新|技术|工程|企业|制造|创新|地理|森林|湿地|卫生|文明|园林|标准|科学|自然|公园|区域|级)|省(?=重点实验|技术创新|工程技术|制造业创新)"
)

# Alternatives that exclude one another: a figure of the one is none of the other.
_ALTERNATIVES: tuple[tuple[tuple[str, ...], ...], ...] = tuple(
    tuple(tuple(word.split("/")) for word in line.split())
    for line in (
        "城镇居民/城镇常住居民/城镇 农村居民/农村常住居民/农村/农民 城乡居民/全体居民",
        "进出口 进口 出口",
        "第一产业/一产 第二产业/二产 第三产业/三产",
        "授权 申请 有效",
        "支出 收入",
        "存款 贷款",
        "民间/民营 国有/国企",
        "净资产 总资产/资产总额 总负债/负债总额",
        "同比 环比",
        "规模以上/规上 限额以上/限上 规模以下/规下",
        "高等教育 义务教育 学前教育 高中",
        "线上 线下",
        "优良 重污染",
        "生产 销售",
        "流入 流出",
        "入境 出境",
        "上半年 下半年 全年 前三季度 一季度 二季度 三季度 四季度",
        "增加值 产值",
        "正增长 负增长",
        "省内空白 国内空白 国际空白/世界空白",
        "男性 女性",
        "公路 铁路",
        "签约 开工 竣工/完工/建成/通车/投用/投运 投产 续建 在建",
        "新增/净增/新添/新认定/新培育/新获批/新建/新入库/新引进/新登记/新开通/新入选/新评定/新命名 优化调整 累计/总数/总量/总计/共有/现有/拥有/增至/发展到",
        "最高 最低",
        "登记失业率 调查失业率",
        "一般债务/一般债券 专项债务/专项债券",
        "税收收入 非税收入",
        "预算收入 预算支出",
        "孕产妇 婴儿 5岁以下儿童/五岁以下儿童",
        "养老保险 医疗保险 失业保险 工伤保险 生育保险",
        "年初预算 调整预算/预算调整",
        "幼儿园 小学 初中 高中 高校",
        "起数 死亡人数/受伤人数",
        "当年/本年/年内 累计/开工以来/历年",
        "贡献率 比重/占比",
        "出栏 存栏",
        "净利润 利润总额/营业利润",
        "常住人口 户籍人口/户籍总人口",
        "自然口径 同口径/可比口径",
        "受理/收案/新收 审结/办结/结案/审执结/执结",
        "批准逮捕/批捕 提起公诉/起诉",
        "制定 修改 废止",
    )
)
# The groups that have a word beginning with two characters: only they are looked through.
_BEGUN_SO = {
    pair: [number for number, group in enumerate(_ALTERNATIVES) if any(name[:2] == pair for names in group for name in names)]
    for pair in {name[:2] for group in _ALTERNATIVES for names in group for name in names}
}
TOWN_OR_COUNTRY = 0  # the group of 城镇 and 农村, which no draft may leave out
RECKONED = next(n for n, group in enumerate(_ALTERNATIVES) if ("自然口径",) in group)
STAGES = next(n for n, group in enumerate(_ALTERNATIVES) if ("签约",) in group)
# Groups of which what a sentence named last holds on for what follows in it: 城镇…, 农村…; 一季度，…
PART_OF_YEAR = next(n for n, group in enumerate(_ALTERNATIVES) if ("一季度",) in group)
ADDED = next(n for n, group in enumerate(_ALTERNATIVES) if ("优化调整",) in group)
LASTING = (TOWN_OR_COUNTRY, PART_OF_YEAR)
_REFERENCES = re.compile(
    r"全球|世界|国际|全国|中西部|西部|东部|东北|中部|长三角|京津冀|珠三角|西南|西北|华东|全省|全自治区|全区|全市|全县|省内|市内|同类"
)


def direction(words: str) -> Direction:
    """+1 or -1 by the last word of a direction in a stretch of text, 0 if there is none."""
    bare = _NEUTRAL.sub("＿", words)
    ups = [match.start() for match in UP.finditer(bare)]
    downs = [match.start() for match in DOWN.finditer(bare)]
    up, down = max(ups, default=-1), max(downs, default=-1)
    return 0 if up == down else 1 if up > down else -1


def levels(words: str) -> frozenset[str]:
    """国家级, 省级 … as one character each."""
    found = (match.group().replace("及以上", "以上") for match in _LEVEL.finditer(words))
    return frozenset(f"{level[:-3]}以上" if level.endswith("级以上") else level.removesuffix("级") for level in found)


def kinds(words: str) -> dict[int, frozenset[int]]:
    """Which alternative of each group of excluding words stands in the text."""
    found: dict[int, frozenset[int]] = {}
    near = {number for start in range(len(words) - 1) for number in _BEGUN_SO.get(words[start : start + 2], ())}
    for number in sorted(near):
        group = _ALTERNATIVES[number]
        rest, here = words, set()
        for place, names in enumerate(group):
            for name in names:
                if name in rest:
                    here.add(place)
                    rest = rest.replace(name, "＿")
        if here:
            found[number] = frozenset(here)
    return found


def last_named(words: str, number: int) -> frozenset[int]:
    """The alternative of a group that stands last in a stretch; empty where none does."""
    ends = [
        (words.rfind(name) + len(name), len(name), place)
        for place, names in enumerate(_ALTERNATIVES[number])
        for name in names
        if name in words
    ]
    return frozenset({max(ends)[2]}) if ends else frozenset()  # 前三季度 is not 三季度


def kind_name(number: int, places: frozenset[int]) -> str:
    """The alternative as a reader would call it."""
    return "、".join(_ALTERNATIVES[number][place][0] for place in sorted(places))


def references(words: str) -> frozenset[str]:
    """What a rank is a rank among: 全国, 全省 …"""
    return frozenset(_REFERENCES.findall(words))
