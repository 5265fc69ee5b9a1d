"""One indicator told twice with values that cannot both be true."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from nigao.checks.consistency_text import before, clause_before, finding, same_sentence, shown
from nigao.checks.finding import Finding
from nigao.figures.agreement import agree, dimension
from nigao.figures.aliases import canonical
from nigao.figures.figure import Figure

# Ends and openings of a name that do not change what is counted.
_TAIL = re.compile(r"(?:总数|数量|总量|合计|总计|总数量|达到|达)$")
_HEAD = re.compile(r"^(?:全国|全省|全市|全区|全县|我国|我省|我市|我区|我县)(?:的|共|共有)?")
# Openings that may change what is counted: the same noun under different ones is probably, not surely, one indicator.
_LOOSE_HEAD = re.compile(r"^(?:有效期内|有效期|培育|拥有|现有|有效|认定|共有|在册|在库|存量|实有|现|有)(?:的)?")
# What narrows an amount to another time, part or kind than its bare name says.
_NARROWING = re.compile(
    r"(\d+(?:[—~～-]\d+)?月|[一二三四]季度|[上下]半年|五年|四年|三年|十年|累计|以来|平均|年均|月均|日均|人均|每|新增|增加|减少|达标|计划|预计|"
    r"同期|上年|去年|年前|年末|年底|年初|首批|第[一二三四五六七八九十]+批|又|再|另|还|仅|分别|等)"
)
_FROM = re.compile(r"(?:从|由|自)[^，,。；;]{0,16}$")
_REFERENCE = re.compile(r"(全球|世界|国际|全国|中西部|西部|东部|东北|中部|长三角|京津冀|全省|全自治区|全市|全区|全县|省内|市内|同类|城市)")
# Names so general that two of them are seldom the same things.
_GENERAL = re.compile(
    r"^(?:新建|新增|建成|完成|实施|推进|开展|组织|开工|投产|竣工|培训|引进|签约|落地|改造|新改扩建|整治|打造|创建|举办|出台|制定|解决|化解|办理)?"
    r"(?:重点|重大|各类|一批|相关|有关|主要|标志性)*(?:项目|工程|企业|任务|措施|举措|事项|政策|活动|问题|案件|投资|资金|总投资|金额|收入|面积|人数|群众|人员|"
    r"单位|机构|平台|城市|地区|国家|县|区|市|村|乡镇|学校|医院|指标|产业|集群|基地|园区|试点|场所|设施|线路|里程|公里|占比|比重|比例|贡献率|年均)?$"
)


def told_twice(text: str, figures: Sequence[Figure]) -> list[Finding]:
    """Findings ``consistency.value``: error where the names agree, warning where they only agree in what they count."""
    groups: dict[tuple[str, ...], list[Figure]] = {}
    for figure in figures:
        name = core(figure.indicator)
        if figure.amount is not None and not _GENERAL.match(name):
            groups.setdefault(_key(figure, loose(name), text), []).append(figure)
    found: list[Finding] = []
    for group in groups.values():
        if len(group) > 1:
            found.extend(_contradictions(text, group))
    return sorted(found, key=lambda each: each.places[0].start)


@lru_cache(maxsize=8192)
def core(indicator: str) -> str:
    """An indicator's usual name without words that do not change what is counted: 全区…总数."""
    name = canonical(indicator)
    return _TAIL.sub("", _HEAD.sub("", name)) or name


@lru_cache(maxsize=8192)
def loose(name: str) -> str:
    """A name without the opening that may or may not change what is counted: 有效期内, 培育."""
    return _LOOSE_HEAD.sub("", name) or name


def _key(figure: Figure, name: str, text: str) -> tuple[str, ...]:
    place = ""
    if figure.measure == "rank":
        found = _REFERENCE.findall(before(text, figure, 12))
        place = found[-1] if found else ""
    return (
        name,
        figure.scope,
        figure.period,
        figure.measure,
        figure.status,
        dimension(figure.unit or "元" if _is_money(figure) else figure.unit),
        place,
    )


def _is_money(figure: Figure) -> bool:
    return not figure.unit and bool(re.search(r"额|收入|投资|资本|产值|支出", figure.indicator))


def _contradictions(text: str, group: list[Figure]) -> Iterator[Finding]:
    """One finding for a group: its first two figures that contradict each other, and where else their values stand."""
    for index, one in enumerate(group):
        for other in group[index + 1 :]:
            if _contradict(text, one, other):
                more = [each for each in group if each.value in {one.value, other.value} and each is not one and each is not other]
                yield _finding(one, other, [one, other, *more[:3]])
                return


def _contradict(text: str, one: Figure, other: Figure) -> bool:
    if one.value == other.value or same_sentence(text, one, other) or agree(one, other) is not False:
        return False
    if _narrowing(text, one) != _narrowing(text, other):
        return False
    if any(_FROM.search(before(text, figure)) for figure in (one, other)):
        return False
    return core(one.indicator) == core(other.indicator) or _near(one, other)


def _narrowing(text: str, figure: Figure) -> frozenset[str]:
    if figure.place:
        return frozenset()
    clause = clause_before(text, figure)
    return frozenset(_NARROWING.findall(clause.replace(figure.indicator, "")))


def _near(one: Figure, other: Figure) -> bool:
    """Whether two amounts are close enough to be meant for one: within a quarter of each other."""
    first, second = one.amount, other.amount
    if first is None or second is None or one.measure != "level":
        return False
    low, high = sorted((first.base()[0], second.base()[0]))
    return low > 0 and high <= low * 5 / 4


def _finding(one: Figure, other: Figure, places: list[Figure]) -> Finding:
    sure = core(one.indicator) == core(other.indicator)
    names = f"“{one.indicator}”" if one.indicator == other.indicator else f"“{one.indicator}”与“{other.indicator}”"
    if sure:
        message = f"{names}前后不一致：一处为{shown(one)}，另一处为{shown(other)}，请核实以哪个为准。"
    else:
        message = f"{names}可能是同一指标：一处为{shown(one)}，另一处为{shown(other)}，如口径不同请写明，否则请核实。"
    return finding("consistency.value", "error" if sure else "warning", message, places, core(one.indicator))
