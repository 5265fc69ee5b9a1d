"""One indicator told twice with values that cannot both be true."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from nigao.checks.consistency_text import finding, same_sentence, shown
from nigao.checks.finding import Finding
from nigao.figures.agreement import agree
from nigao.figures.aliases import canonical
from nigao.mention import Mention
from nigao.quantity.period import known
from nigao.verify.compare import apart

# Ends and openings of a name that do not change what is counted.
_TAIL = re.compile(r"(?:总数|数量|总量|总数量|(?<!收入|支出)(?:合计|总计)|达到|达)$")
_HEAD = re.compile(r"^(?:全国|全省|全市|全区|全县|我国|我省|我市|我区|我县)(?:的|共|共有)?")
# Openings that may change what is counted: the same noun under different ones is probably, not surely, one indicator.
_LOOSE_HEAD = re.compile(r"^(?:有效期内|有效期|培育|拥有|现有|有效|认定|共有|在册|在库|存量|实有|现|有)(?:的)?")
_LOOSE_TAIL = re.compile(r"(?<=.{4})[合共]$")
# What narrows an amount to another time or part than its bare name says: beside it, in its sentence, in its paragraph.
_NARROWING = re.compile(
    r"(平均|月均|日均|人均|每|新增|增加|减少|达标|同期|力争|确保|计划|目标|预期|首批|第[一二三四五六七八九十]+批|又|再|另|还|仅|分别|等)"
)
_TIME = re.compile(r"(\d+(?:[—~～-]\d+)?月|[一二三四]季度|[上下]半年|[一二三四五六七八九十近]+年(?!级|制)|截至(?!目前)|同期)")
_YEARS = re.compile(r"五年|十[一二三四五]五|以来|年来")
# Whose account a figure stands in, and which: in a paper of accounts what a paragraph or a heading says last holds for all that follows.
_WHOSE = re.compile(
    r"(?:全|我)[省市县区州旗镇乡](?![占人居])|[省市县区州]?本级|(?:中央|省|市|县|区|州|镇|乡)级(?!以上|及以上)|本部|(?:子|分)公司|所属"
)
_OF_ALL = re.compile(r"[全我]")
_ACCOUNT = re.compile(r"一般公共预算|政府性基金|国有资本经营|社会保险基金|财政专户|部门预算")
_ACCOUNTS = re.compile(r"预算|决算|债务|收支|国库")
# 政府债务限额740369万元，其中：…; 余额合计…，其中…
_WHOLE = re.compile(r"([一-鿿]{2})(?:合计|共计|共|为|达到?)?\d[\d.,]*[^\d，；。]{0,4}[，（]?其中[^；。]*$")
_PLACE = re.compile(r"[一-鿿]{1,6}[省市县区州旗镇乡]")
# Names so general that two of them are seldom the same things.
_GENERAL = re.compile(
    r"^(?:[省市县区州]?本?级|中央|财政)?(?:新建|新增|建成|完成|实施|推进|开展|组织|开工|投产|竣工|培训|引进|签约|落地|改造|惠及|带动|覆盖|服务|支持|帮助|吸引|减免|兑付|发放|培育|"
    r"认定|获批|入选|新改扩建|整治|打造|创建|举办|出台|制定|解决|化解|办理|安排|统筹|统筹安排|筹集|筹措|投入|拨付|下达|争取|落实|盘活|清理|补助)*(?:了|各类)?"
    r"(?:重点|重大|各类|一批|相关|有关|主要|标志性|专项|财政|各级|上级)*(?:项目|工程|企业|任务|措施|举措|事项|政策|活动|问题|案件|投资|资金|总投资|金额|收入|面积|人数|群众|人员|"
    r"单位|机构|平台|城市|地区|国家|县|区|市|村|乡镇|学校|医院|指标|产业|集群|基地|园区|试点|场所|设施|线路|里程|公里|占比|比重|比例|贡献率|年均)?$"
)


def told_twice(text: str, mentions: Sequence[Mention]) -> list[Finding]:
    """Findings ``consistency.value``: error where the names agree, warning where they only agree in what they count."""
    groups: dict[tuple[str, ...], list[Mention]] = {}
    for mention in mentions:
        if mention.quantity.amount is not None and (name := name_of(mention)):
            groups.setdefault(_key(mention, loose(name)), []).append(mention)
    found: dict[frozenset[int], Finding] = {}
    for key, group in groups.items():
        if len(group) > 1:
            for made in _contradictions(text, group, key[0]):
                found.setdefault(frozenset(place.start for place in made.places[:2]), made)
    return sorted(found.values(), key=lambda each: each.places[0].start)


def name_of(mention: Mention) -> str:
    """The name under which a figure may be told again, "" if none.

    One that only the reading of an ellipsis gave, or that is so general that it is seldom of the same things, is none.
    """
    name = core(mention.told.name)
    return name if len(name) > 2 and not _GENERAL.match(name) and not _PLACE.fullmatch(name) else ""


@lru_cache(maxsize=8192)
def core(indicator: str) -> str:
    """An indicator's usual name without words that do not change what is counted: 全区…总数."""
    name = canonical(indicator)
    return _TAIL.sub("", _HEAD.sub("", name)) or name


@lru_cache(maxsize=8192)
def loose(name: str) -> str:
    """A name without the opening that may or may not change what is counted: 有效期内, 培育."""
    return _LOOSE_TAIL.sub("", _LOOSE_HEAD.sub("", name)) or name


def _key(mention: Mention, name: str) -> tuple[str, ...]:
    among = "、".join(sorted(mention.told.references)) if mention.measure == "rank" else ""
    return name, mention.scope, mention.measure, mention.status, among


def _contradictions(text: str, group: list[Mention], name: str) -> Iterator[Finding]:
    """One finding for a group: its first two mentions that contradict each other, and where else their values stand."""
    for index, one in enumerate(group):
        for other in group[index + 1 :]:
            if _contradict(text, one, other):
                told = {one.quantity.value, other.quantity.value}
                more = [each for each in group if each.quantity.value in told and each is not one and each is not other]
                yield _finding(one, other, [one, other, *more[:3]], name)
                return


def _contradict(text: str, one: Mention, other: Mention) -> bool:
    if one.period != other.period and known(one.period) and known(other.period):
        return False
    if one.quantity.value == other.quantity.value or same_sentence(text, one, other) or agree(one.figure, other.figure) is not False:
        return False
    if not (one.cell or other.cell) and (_circumstances(one) != _circumstances(other) or apart(one, other) or apart(other, one)):
        return False
    if _whose(one) != _whose(other) or _account(one) != _account(other) or _parted(_part_of(one), _part_of(other)):
        return False
    if "from" in (one.told.end, other.told.end) or _of_others(one, other):
        return False
    return name_of(one) == name_of(other) or _near(one, other)


def _of_others(one: Mention, other: Mention) -> bool:
    """Whether their sentences speak of town and country, or of two quarters of the year."""
    mine, theirs = one.told.lasting, other.told.lasting
    return any(not mine[number] & theirs[number] for number in mine.keys() & theirs.keys())


def _circumstances(mention: Mention) -> tuple[frozenset[str], frozenset[str], bool]:
    """What narrows a figure: beside it, in its sentence, and whether its paragraph is about several years."""
    words = mention.words
    beside = words.before.replace(mention.indicator.name, "")
    times = mention.told.times | frozenset(_TIME.findall(words.lead))
    return frozenset(_NARROWING.findall(beside)), times, _YEARS.search(words.around) is not None


def _whose(mention: Mention) -> str:
    """市级, 本部 …: whose figure it is, "" where it is the whole's, or nothing is said."""
    words = mention.words
    told = _last(_WHOSE, words.lead)
    if not told and _ACCOUNTS.search(mention.section + words.around):
        told = _last(_WHOSE, words.around) or _last(_WHOSE, mention.section)
    return "" if _OF_ALL.match(told) else told


def _account(mention: Mention) -> str:
    return _last(_ACCOUNT, mention.words.around) or _last(_ACCOUNT, mention.section)


def _last(pattern: re.Pattern[str], words: str) -> str:
    found: list[str] = pattern.findall(words)
    return found[-1] if found else ""


def _part_of(mention: Mention) -> str:
    """The last word of what it is a part of (政府债务限额…，其中：一般债务…), "" where it is told of itself."""
    found = _WHOLE.search(mention.words.lead)
    return found[1] if found else ""


def _parted(one: str, other: str) -> bool:
    return bool(one and other and one != other)


def _near(one: Mention, other: Mention) -> bool:
    """Whether two amounts are close enough to be meant for one: within a quarter of each other."""
    first, second = one.quantity.amount, other.quantity.amount
    if first is None or second is None or one.measure != "level":
        return False
    low, high = sorted((first.base()[0], second.base()[0]))
    return low > 0 and high <= low * 5 / 4


def _finding(one: Mention, other: Mention, places: list[Mention], name: str) -> Finding:
    called = [each.indicator.name for each in (one, other)]
    if name_of(one) == name_of(other):
        message = f"“{min(called, key=len)}”前后不一致：一处为{shown(one)}，另一处为{shown(other)}，请核实以哪个为准。"
        return finding("consistency.value", "error", message, places, name_of(one))
    message = f"“{called[0]}”{shown(one)}与“{called[1]}”{shown(other)}可能是同一指标，如口径不同请写明，否则请核实。"
    return finding("consistency.value", "warning", message, places, name)
