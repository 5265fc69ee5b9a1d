"""Several subjects told once, their numbers in order (城镇、农村居民收入分别增长4%、5%): which name goes with which number."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nigao.figures import words_verbs as words

_HEAD = re.compile(rf"(?:{'|'.join(sorted(words.HEADS, key=len, reverse=True))})$")
_CLASS = re.compile(
    r"^(?:全省|全市|全国|全区)?(?P<class>限额以上|限上|规模以上|规上|省级|市级|国家级|城镇|农村|民间|高技术|新建|城乡低保|生产安全事故|信访总量)"
)
# Whose: 高技术产业创造的营业收入、净利润.
_MADE = re.compile(r"^.{2,}?(?:创造|实现|完成|贡献|产生|形成|拥有|持有|缴纳|生产)的(?=.{2})")
_WHOLE = frozenset({"能耗", "水耗", "产量", "销量", "产值", "税收", "利润", "营收", "产能", "单产", "就业", "消费", "投资"})
# 进出口、出口、进口国际市场份额: what is said of the last is said of all.
_SAID_OF_ALL = re.compile(r"(?<=.{2})(?:(?:国际|国内|全国|全球)?市场份额|(?:增加值)?占比)$")
# 蔬菜、瓜果供应充足，分别增长…: how they fare names nothing.
FARES = re.compile(r"(?<=.{2})(?:供应充足|长势良好|产销两旺|(?:保持|实现)?(?:平稳|快速|较快|稳步|持续|稳定)?增长|增势[^、，]{2,6})$")
_THING = re.compile(r"(?:企业|人员|人口|学生|居民|行业|产业)$")
_BOTH = (
    ("城乡居民", "城镇居民", "农村居民"),
    ("城乡常住居民", "城镇常住居民", "农村常住居民"),
    ("城乡", "城市", "农村"),
    ("进出口", "进口", "出口"),
    ("收支", "收入", "支出"),
    ("产销量", "产量", "销量"),
    ("存贷款", "存款", "贷款"),
    ("购销", "收购", "销售"),
)
# 第一、二、三产业增加值, 一二三产业投资
_BRANCHES = re.compile(r"(?P<numbers>第?[一二](?:[、和及与]?第?[二三]){1,2})次?产业(?P<of>.*)$")
_THREE_BRANCHES = re.compile("(?:三次|三大)产业(?P<of>.*)$")
# 批、零、住、餐四行业增速: how many there are names none of them.
_SO_MANY = re.compile("[两三四五六七八九十](?:个|大)?(?:行业|产业|业态|领域)(?P<of>[^、]{0,8})$")
_SPLITS = (
    re.compile(r"、|以及|[和与及](?=[\u4e00-\u9fff“])"),
    re.compile(r"、"),
    re.compile(r"以及|[和与及]"),
    re.compile(r"、|以及|及|与"),
)


def names_of(subject: str, count: int, told: Sequence[str]) -> list[str]:
    """``count`` names; where the subject cannot be split so, each is the whole subject. told: names of the sentence so far."""
    branches = _BRANCHES.match(subject)
    if branches and len(numbers := re.findall("[一二三]", branches["numbers"])) == count:
        return [f"第{number}产业{branches['of']}" for number in numbers]
    three = _THREE_BRANCHES.match(subject)
    if three and count == 3:
        return [f"第{number}产业{three['of']}" for number in "一二三"]
    counted = _SO_MANY.search(subject)
    if counted and len(items := subject[: counted.start()].split("、")) == count:
        return [item + counted["of"] for item in _completed(items)]
    subject = FARES.sub("", subject) if "、" in subject else subject
    if not subject:
        return list(told[-count:]) if len(told) >= count else [told[-1]] * count if told else []
    for split in _SPLITS:
        items = [item for item in split.split(subject) if item]
        if len(items) == count:
            return _completed(items)
    if len(items := [item for item in re.split("、", subject) if item]) > count:
        return _completed([*items[: count - 1], "、".join(items[count - 1 :])])
    return _pair(subject) if count == 2 else [subject] * count


def names_in(subject: str) -> list[str]:
    """The names of a list with 、 in it (警情、损失数), completed; [] if it is none."""
    items = [item for item in _SPLITS[0].split(subject) if item] if "、" in subject else []
    return _completed(items) if len(items) > 1 and all(len(item) > 1 for item in items) else []


def heads_in(subject: str) -> list[str]:
    """The names of a list of which each says what it measures (业务总量和业务收入), completed; [] if it is none."""
    items = [item for item in _SPLITS[0].split(subject) if item]
    return _completed(items) if len(items) > 1 and all(len(item) > 2 and _HEAD.search(item) for item in items) else []


def _pair(subject: str) -> list[str]:
    for both, first, second in _BOTH:
        if both in subject:
            return [subject.replace(both, first, 1), subject.replace(both, second, 1)]
    return [subject, subject]


def _completed(items: list[str]) -> list[str]:
    """Lend each item what its neighbours say for it: the head at the end, the class at the beginning."""
    last = items[-1]
    said = _SAID_OF_ALL.search(last)
    if said and _HEAD.search(last[: said.start()]) and not any(_SAID_OF_ALL.search(item) for item in items[:-1]):
        return [item + said.group() for item in _completed([*items[:-1], last[: said.start()]])]
    headed = [item if _has_head(item, last) else item + _head_for(item, last) for item in items[:-1]] + [last]
    first = headed[0]
    lent = _CLASS.match(first)
    return [first, *[_with_lead(first, item, lent["class"] if lent else "") for item in headed[1:]]]


def _has_head(item: str, last: str) -> bool:
    if _THING.search(item) and not _THING.search(last):
        return False  # 小微企业、“三农”贷款: whose, not what
    if len(item) >= 2 and item[-1] == last[-1] == "电":
        return True  # 火电、风电和太阳能发电
    if len(item) == 2 and item in _WHOLE:
        return True  # 用水量、能耗、二氧化碳排放量
    return len(item) > 2 and _HEAD.search(item) is not None and not (len(item) <= 3 and item[-1] in "业量" and not last.endswith(item[-1]))


def _head_for(item: str, last: str) -> str:
    """What the last item says after the word that stands against this one: 城镇 | 农村居民收入 → 居民收入."""
    own_level = re.match("[省市区县州]本级", last)
    if own_level and re.fullmatch("全[省市区县州]", item):
        return last[own_level.end() :]  # 全市和市本级税性比重
    quoted = re.match("“[^”]+”", last)
    rest = last[quoted.end() if quoted else len(item) :]
    same = re.match(r"[\u4e00-\u9fff“”]+?(产业|类|业|游客|企业|领域)", last)
    if item[-1:] == "业" and "业" in last[1:]:
        cut = last.index("业", 1) + 1
        return last[cut:]
    if same and item.endswith(same[1]):
        return last[same.end() :]
    theirs = re.search(r"(?<=.{2})的(?P<what>[^的]{3,10})$", last)
    if theirs and _HEAD.search(theirs["what"]) and "的" not in item:
        return theirs["what"]  # 勘察设计类、其他项目的新签合同额
    head = _HEAD.search(last)
    if head and len(item) > 2 and len(head.group()) > 1:
        return head.group()
    if head and len(head.group()) > 1 and re.search("[和与及]", rest):
        return head.group()  # 教育、社会保障和就业支出
    return rest if len(item) <= 4 else ""


def _with_lead(first: str, item: str, group: str) -> str:
    """诉求解决率 | 满意率: what stands before the first item's own word is said of the second, too."""
    if len(item) <= 4 and len(first) > len(item) + 2 and first[-1] == item[-1] and item[-1] not in "业品类" and not group:
        said = _HEAD.search(first)
        own = said is not None and len(said.group()) > 1 and said.start() > 2  # 道路交通事故起数 | 亡人数
        return (first[: said.start()] if said and own else first[: -len(item)]) + item
    made = _MADE.match(first)
    if made and "的" not in item:
        return made.group() + item
    head = _HEAD.search(first)
    if len(item) <= 3 and item in words.HEADS and head and head.start() >= 2 and not group:
        lead = first[: head.start()]
        return (lead.removesuffix(item[:2]) if len(item) > 2 else lead) + item  # 商品房销售面积、销售额
    if group == "高技术" and not item.startswith(("制造业", "服务业", "产业")):
        return item
    return group + item if group and group not in item and group not in {"城镇", "农村", "国家级", "省级", "市级", "民间"} else item
