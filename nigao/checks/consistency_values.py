"""One indicator told twice with values that cannot both be true."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from nigao.checks.consistency_text import before, clause_before, finding, same_sentence, sentence_before, shown, squeezed
from nigao.checks.finding import Finding
from nigao.figures.agreement import agree
from nigao.figures.aliases import canonical
from nigao.figures.figure import Figure

# Ends and openings of a name that do not change what is counted.
_TAIL = re.compile(r"(?:总数|数量|总量|合计|总计|总数量|达到|达)$")
_HEAD = re.compile(r"^(?:全国|全省|全市|全区|全县|我国|我省|我市|我区|我县)(?:的|共|共有)?")
# Openings that may change what is counted: the same noun under different ones is probably, not surely, one indicator.
_LOOSE_HEAD = re.compile(r"^(?:有效期内|有效期|培育|拥有|现有|有效|认定|共有|在册|在库|存量|实有|现|有)(?:的)?")
# What narrows an amount to another time or part than its bare name says: in its clause, in its sentence, in its paragraph.
_NARROWING = re.compile(
    r"(平均|月均|日均|人均|每|新增|增加|减少|达标|同期|力争|确保|计划|目标|预期|首批|第[一二三四五六七八九十]+批|又|再|另|还|仅|分别|等)"
)
_TIME = re.compile(
    r"(\d+(?:[—~～-]\d+)?月|[一二三四]季度|[上下]半年|[一二三四五六七八九十近]+年(?!级|制)|累计|以来|年均|截至(?!目前)|十[一二三四五]五)"
)
_YEARS = re.compile(r"五年|[“]?十[一二三四五]五|以来|年来")
_FROM = re.compile(r"(?:从|由|自)[^，,。；;]{0,16}$")
_VERB_TAIL = re.compile(
    r"(?:已经|已|均|共有|共计|共|约|近|超过|超|突破|达到|达|为|是|有|至|到|实现|总数|总量|数量|合计|合|累计|再|将|力争|预计|预期|稳定在|保持在|控制在|"
    r"不低于|不少于|不超过|跃上|站上|迈上|分别|超额|全年|的|数|了|左右)$"
)
_CHANGE_TAIL = re.compile(
    r"(?:同比|比上年|较上年|比去年|实际|名义|年均|平均)?(?:增长|下降|增加|减少|提高|提升|上升|上涨|回落|增幅|增速|涨幅|降幅|降低|升|增|降)?$"
)
# A clause that ends in a verb has its object after the number: 安排832亿元资金.
_IS_VERB = re.compile(
    r"(?:安排|投入|拨付|下达|筹措|筹集|发放|发行|新建|建设|改造|建成|引进|实施|推进|打通|新增|创建|完成|落实|争取|吸引|培训|帮助|带动|惠及|覆盖|设立|组建|开通|"
    r"治理|拆除|提供|压减|减少|增加|建立|形成|签约|开工|投产|支持|推动|举办|开展|组织|出台|制定|修订|办理|选派|招聘|化解|处置|整治|获批|入选|获|给予|补助|补贴|"
    r"财政|认定|新认定|创造|占|比|较|对|向|用|在|由|从|和|及|与|等|来自|输送|转移|清理|整合|取消|下放|精简|评选|命名|新设|扶持|服务|解决|新|全部|超额)$"
)
# A clause that compares, or names only who pays, names no indicator.
_NO_NAME = re.compile(r"^(?:比|较|与|占|其中|达到?|超)|财政$")
_CUT = re.compile(
    r"(?:我区|我市|我省|我县|全区|全市|全省|全县|全国|截至\S{1,8}?[底末前]|20(?:\d\d|xx)年|今年|去年|全年|年末|期末|其中|预计|目前)"
)
_REFERENCE = re.compile(r"(全球|世界|国际|全国|中西部|西部|东部|东北|中部|长三角|京津冀|全省|全自治区|全市|全区|全县|省内|市内|同类|城市)")
# Names so general that two of them are seldom the same things.
_GENERAL = re.compile(
    r"^(?:新建|新增|建成|完成|实施|推进|开展|组织|开工|投产|竣工|培训|引进|签约|落地|改造|惠及|带动|覆盖|服务|支持|帮助|吸引|减免|兑付|发放|培育|认定|获批|入选|新改扩建|整治|打造|创建|举办|出台|制定|解决|化解|办理)?"
    r"(?:重点|重大|各类|一批|相关|有关|主要|标志性)*(?:项目|工程|企业|任务|措施|举措|事项|政策|活动|问题|案件|投资|资金|总投资|金额|收入|面积|人数|群众|人员|"
    r"单位|机构|平台|城市|地区|国家|县|区|市|村|乡镇|学校|医院|指标|产业|集群|基地|园区|试点|场所|设施|线路|里程|公里|占比|比重|比例|贡献率|年均)?$"
)


def told_twice(text: str, figures: Sequence[Figure]) -> list[Finding]:
    """Findings ``consistency.value``: error where the names agree, warning where they only agree in what they count."""
    groups: dict[tuple[str, ...], list[Figure]] = {}
    for figure in figures:
        if figure.amount is None:
            continue
        for name in names_of(text, figure):
            groups.setdefault(_key(figure, loose(name), text), []).append(figure)
    found: dict[frozenset[int], Finding] = {}
    for key, group in groups.items():
        if len(group) > 1:
            for made in _contradictions(text, group, key[0]):
                found.setdefault(frozenset(place.start for place in made.places[:2]), made)
    return sorted(found.values(), key=lambda each: each.places[0].start)


def names_of(text: str, figure: Figure) -> tuple[str, ...]:
    """The names under which a figure may be told again: what its own clause calls it, and its indicator where the sentence has it.

    A name that only the reading of an ellipsis gave, that is so general that it is seldom of the same things, or that is an object
    yet to come (安排832亿元…) is none.
    """
    if figure.place:
        names = [core(figure.indicator)]
    else:
        local = _local_name(text, figure)
        names = [core(local)] if local else []
        if figure.indicator in sentence_before(text, figure) and not _IS_VERB.search(_bare_clause(text, figure)):
            names.append(core(figure.indicator))
    return tuple(dict.fromkeys(name for name in names if len(name) > 2 and not _GENERAL.match(name) and not _NO_NAME.search(name)))


def _bare_clause(text: str, figure: Figure) -> str:
    """The words right before a figure without 达到, 超过 and their like, and for a change without 增长."""
    clause = clause_before(text, figure)
    previous = ""
    while clause != previous:
        previous, clause = clause, _VERB_TAIL.sub("", clause)
        if figure.measure == "change":
            clause = _CHANGE_TAIL.sub("", clause)
    return clause


def _local_name(text: str, figure: Figure) -> str:
    clause = _bare_clause(text, figure)
    if _IS_VERB.search(clause):
        return ""
    return re.split(_CUT, clause)[-1] if clause else ""


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
    return name, figure.scope, figure.measure, figure.status, place


def _contradictions(text: str, group: list[Figure], name: str) -> Iterator[Finding]:
    """One finding for a group: its first two figures that contradict each other, and where else their values stand."""
    for index, one in enumerate(group):
        for other in group[index + 1 :]:
            if _contradict(text, one, other):
                more = [each for each in group if each.value in {one.value, other.value} and each is not one and each is not other]
                yield _finding(text, one, other, [one, other, *more[:3]], name)
                return


def _contradict(text: str, one: Figure, other: Figure) -> bool:
    if one.period != other.period and one.period and other.period:
        return False
    if one.value == other.value or same_sentence(text, one, other) or agree(one, other) is not False:
        return False
    if not (one.place or other.place) and _circumstances(text, one) != _circumstances(text, other):
        return False
    if any(not figure.place and _FROM.search(before(text, figure)) for figure in (one, other)):
        return False
    return bool(set(names_of(text, one)) & set(names_of(text, other))) or _near(one, other)


def _circumstances(text: str, figure: Figure) -> tuple[frozenset[str], frozenset[str], bool]:
    """What narrows a figure: in its clause, in its sentence, and whether its paragraph is about several years."""
    clause, sentence = clause_before(text, figure), sentence_before(text, figure)
    start = text.rfind("\n", 0, figure.start) + 1
    several = _YEARS.search(squeezed(text[start : figure.start])) is not None
    narrow = frozenset(_NARROWING.findall(clause.replace(figure.indicator, "")))
    return narrow, frozenset(_TIME.findall(sentence)), several


def _near(one: Figure, other: Figure) -> bool:
    """Whether two amounts are close enough to be meant for one: within a quarter of each other."""
    first, second = one.amount, other.amount
    if first is None or second is None or one.measure != "level":
        return False
    low, high = sorted((first.base()[0], second.base()[0]))
    return low > 0 and high <= low * 5 / 4


def _finding(text: str, one: Figure, other: Figure, places: list[Figure], name: str) -> Finding:
    shared = [each for each in names_of(text, one) if each in names_of(text, other)]
    called = [_local_name(text, figure) or figure.indicator for figure in (one, other)]
    if shared:
        message = f"“{min(called, key=len)}”前后不一致：一处为{shown(one)}，另一处为{shown(other)}，请核实以哪个为准。"
        return finding("consistency.value", "error", message, places, shared[0])
    message = f"“{called[0]}”{shown(one)}与“{called[1]}”{shown(other)}可能是同一指标，如口径不同请写明，否则请核实。"
    return finding("consistency.value", "warning", message, places, name)
