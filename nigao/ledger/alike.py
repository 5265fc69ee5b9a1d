"""Whether entries under two names tell of one thing, so that they may contradict each other: 门急诊人次 and 门急诊量, 停车位 and 机动车停车位.

Other readers of the ledger keep names apart; only here, where a person is asked to look, is a likely namesake enough.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from nigao.figures.agreement import COUNTED, agree, dimension
from nigao.figures.distinctions import kinds, levels
from nigao.figures.figure import Figure
from nigao.figures.places import places
from nigao.ledger.entry import Entry
from nigao.one_thing import telling

# What a name says besides the thing: that it is counted, and in what.
_COUNTER = re.compile(
    r"(?<=.{2})(?:(?:的|总|累计|接待|服务)?(?:人次数?|台次数?|场次数?|例次|件次|人数|例数|件数|户数|家数|场数|期数|次数|台数|数量|总?数|总量|量|人员|患者|病人|病员))$"
)
_DEED = re.compile(r"^(?:组织|举办|开展|开办|完成|实现|实施|进行|接待|累计|全年|年度|共|总|合计|发生|达到)+(?=.{2})")
# Modifiers that narrow nothing beside what they stand with: there is no other hand hygiene than that of who works in a hospital.
_EMPTY: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        (r"(?:医务人员|医护人员)(?=手卫生)", ""),
        (r"(?<!非)机动车(?=停车)|(?:公共|社会)(?=停车(?:泊?位|场))", ""),
        (r"停车泊位|(?<!停)车位", "停车位"),
        (r"(?:个人)?(?:住房)?公积金(?:个人)?(?:住房)?(?=贷款)|(?:个人)?住房公积金", "公积金"),
        (r"(?<=.{2})营业(?:总)?收入$", "收入"),
        (r"(?<=在管|代管)(?:物业|项目)(?=面积)|^(?=管(?:物业|项目)面积)", ""),
        (r"(?:社会)?(?=固定资产投资$)|(?<=固定资产投资)完成(?:额|值)?$", ""),
        (r"出院患者(?=平均住院日)|(?<=床位)使用率", ""),
        (r"^门急诊|^门、急诊|^门诊和急诊|^门诊、急诊", "门急诊"),
        (r"(?:国内外|境内外|中外|海内外)(?=游客|旅客)|旅客|旅游者", "游客"),
        (r"(?:生活)?垃圾分类(?=覆盖率)", "垃圾分类"),
        (r"(?:群众|市民|公众)(?=满意[度率])", "群众"),
        (r"满意率", "满意度"),
        (r"(?:在岗|在职)(?=职工)", ""),
        (r"志愿者?服务(?:活动|项目)?", "志愿服务"),
        (r"培训(?:班|会|活动)$", "培训"),
    )
)  # fmt: skip
# Bodies of their own among those who hand in papers, and what each of them has.
_BODY = re.compile(r"(?:公司|集团|厂|学校|医院|学院|街道|镇|乡|园区|支行|分行|矿|店)$")
_OF_EVERY_BODY = re.compile(
    r"(?:公司|全年|累计|实现|完成)*(?:营业(?:总)?收入|营收|利润(?:总额)?|净利润|资产(?:总额)?|总资产|净资产|负债(?:总额)?|资产负债率|(?:固定资产)?投资|税收|纳税|税费|"
    r"(?:在岗|在册|在职)?(?:职工|员工|人员)(?:人数|总数)?|党员(?:人数|总数)?|党支部|管理费用|成本|收入|支出|安全培训|培训|检查|隐患|事故)"
)
_CLOSE = Decimal("0.08")
_FEWEST_DIGITS = 3
# Words that name a part of what the rest of the name names, whatever it is.
_PART = re.compile(
    r"线[上下]|网上|手机|[省市区县镇乡村国][级内外际]|外[省籍]|本[地省市县]|农村|城[镇乡区]|[男女]性?|老年|儿童|青少年|学生|党员|[上下][午半]|新|旧|老|大|小|[一二三四五六七八九十\d]|院区|分[公院校局]|总[部院]|其他|部分|重点|专项|[甲乙丙]|[东南西北中]部|非|未|免费|临时|贫困|困难|民[营办间]|公[立办]|国有|企业|个体|预计|计划|应|拟|人均|平均|增|减"
)


def groups_of(entries: Iterable[tuple[str, Entry]]) -> Iterator[list[Entry]]:
    """The entries, each with the name it is kept under, in groups that may contradict each other; names that are likely one together."""
    by_thing: dict[tuple[str, ...], list[Entry]] = defaultdict(list)
    for name, entry in entries:
        figure = entry.figure
        of, thing = thing_of(name, figure)
        by_thing[figure.scope, figure.period, of, figure.status, thing].append(entry)
    apart = [(key, group) for key, told in by_thing.items() for group in _by_unit(told)]
    yield from _joined(apart)


def thing_of(name: str, figure: Figure) -> tuple[str, str]:
    """(level, change, rank or added; what is counted): 新增停车位 of a table and 停车位 that grew by so many are one addition."""
    added = name.startswith("新增") or (figure.measure == "change" and not figure.value.startswith("-") and figure.unit not in _RATES)
    of = "added" if added and figure.measure != "rank" else figure.measure
    return of, _plain(name.removeprefix("新增") if added else name)


_RATES = frozenset({"%", "‰", "百分点", "倍"})


@lru_cache(maxsize=65536)
def _plain(name: str) -> str:
    plain = _DEED.sub("", name)
    for pattern, said in _EMPTY:
        plain = pattern.sub(said, plain)
    return _COUNTER.sub("", plain) or name


def _by_unit(told: Sequence[Entry]) -> list[list[Entry]]:
    """Entries of one dimension together; those counted in 个, or in nothing, go with the one thing that is counted besides, if it is one."""
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in told:
        found[dimension(entry.figure.unit)].append(entry)
    counted = [kind for kind in found if kind not in _ANY and _is_count(kind)]
    for kind in [kind for kind in found if kind in _ANY and (len(counted) == 1 or not counted)]:
        into = counted[0] if counted else "个"
        if kind != into:
            found[into] = sorted([*found.get(into, []), *found.pop(kind)], key=told.index)
    return list(found.values())


_ANY = frozenset({"", "个"})


def _is_count(kind: str) -> bool:
    return kind in COUNTED or kind == "人次"


def _joined(apart: Sequence[tuple[tuple[str, ...], list[Entry]]]) -> Iterator[list[Entry]]:
    """Groups under names of which one only says more than the other, and whose values all but agree, as one."""
    near = _near_pairs(apart)
    taken: set[int] = set()
    for number, (_, group) in enumerate(apart):
        if number in taken:
            continue
        others = [other for other in near.get(number, ()) if other not in taken]
        taken.update(others)
        yield [*group, *(entry for other in others for entry in apart[other][1])]


def _near_pairs(apart: Sequence[tuple[tuple[str, ...], list[Entry]]]) -> dict[int, list[int]]:
    """By the number of a group, those later ones that are likely of the same thing."""
    alike: dict[tuple[str, ...], list[tuple[Decimal, int, Entry]]] = defaultdict(list)
    for number, (key, group) in enumerate(apart):
        for entry in group:
            size = _size(entry.figure)
            if size is not None:
                alike[(*key[:4], dimension(entry.figure.unit))].append((size, number, entry))
    near: dict[int, list[int]] = defaultdict(list)
    for told in alike.values():
        told.sort(key=lambda one: one[:2])
        for at, (size, number, entry) in enumerate(told):
            for other_size, other, rival in told[at + 1 :]:
                if other_size > size * (1 + _CLOSE):
                    break
                first, last = sorted((number, other))
                if first != last and last not in near[first] and _likely_one(apart[number][0][4], apart[other][0][4], entry, rival):
                    near[first].append(last)
    return near


def _size(figure: Figure) -> Decimal | None:
    """How much, of what is told exactly enough that two near values are likely one; None for shares, which lie near each other anyhow."""
    amount = figure.amount
    if amount is None or figure.unit in _RATES or figure.is_range or len(re.sub(r"\D|0+$", "", figure.text)) < _FEWEST_DIGITS:
        return None
    size = abs(amount.base()[0])
    return size or None


def _likely_one(one: str, two: str, entry: Entry, rival: Entry) -> bool:
    """Whether one name only adds a word to the other, no word that names a part, told by two sources neither of which tells other parts."""
    short, long = sorted((one, two), key=len)
    more = _more(short, long)
    if not more or entry.source.id == rival.source.id or agree(entry.figure, rival.figure) is not False:
        return False
    if not telling(short) or _PART.search(more) or kinds(short) != kinds(long) or levels(short) != levels(long) or places(more):
        return False
    return more not in entry.source.department + rival.source.department


def _more(short: str, long: str) -> str:
    """What a longer name has beside a shorter one, in one piece, "" where it is not the shorter one with a word more."""
    extra = len(long) - len(short)
    if len(short) < _FEWEST_DIGITS or not 2 <= extra <= 6:
        return ""
    at = next((n for n, (mine, theirs) in enumerate(zip(short, long, strict=False)) if mine != theirs), len(short))
    return long[at : at + extra] if long[at + extra :] == short[at:] else ""


def of_itself(entry: Entry) -> str:
    """The body that tells a measure every body has (营业收入 in a subsidiary's paper): it tells its own, not the unit's; "" for all else."""
    told_by = entry.source.department
    own = _BODY.search(told_by) and _OF_EVERY_BODY.fullmatch(entry.figure.indicator)
    return told_by if own else ""
