"""The words between what is measured and its number: movement, exactness, links; and what is left when they are taken off."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nigao.figures import words_verbs as words
from nigao.figures.figure import Comparator
from nigao.figures.scan import Token
from nigao.figures.words_units import THINGS

_KIND: dict[str, str] = {}
for _kind, _words in (
    ("link", words.LINKS),
    ("reached", words.REACHED),
    ("up", words.UP),
    ("down", words.DOWN),
    ("above", words.ABOVE),
    ("below", words.BELOW),
    ("about", words.ABOUT),
):
    for _word in _words:
        _KIND[_word] = _kind
_REACHED_VERBS = frozenset(w for w in words.LINKS if len(w) > 1 and w[-1] in "到至" and w != "达到")
_LONGEST = max(map(len, _KIND))
_BASELINE = re.compile(
    r"(?:[（(]?(?:同比(?=20|19|去|上)|(?<![占可对环同配])(?:比|较|(?:与|同|和(?![^，。]{1,16}[与同][^，。]{1,16}相比))(?=[^，。]{1,16}相比)))(?![重例率亚利值])(?:上|去|前|同|往|前五|20|19|\d{1,2}(?=月)|“?十[一二三四五]|“|全国|全省|全市|预算|目标|计划|原|改革|年初|期初|三年|五年|各项|历史|疫情|当地|周边|国家|世界)?[^，。；、（）]{0,16}?"
    r"(?:年|期|时期|初|末|底|月份?|季度|水平|相比|之前|前|值|平均|全国|全省|全市|赤字|目标|计划|增速|数|时|度|”)(?:相比|的)?|(?<![占可对环同配])[比较]全[国省市区县州][一-龥]{2,8})$"
)
_TIME = re.compile(
    r"在(?:全国|全省|全市|全区|全球|世界|西部|中部)$|(?:[从由自到至较比])?(?:(?:19|20)\d\d年|20[xX]{2}年|[两三四五六七八九十]年|过去五年|去年|上年|今年|现在|现今|全年|当年|同期|目前|近年来|年初|“?十[一二三四五]五”?(?:末|时期|期间)?)(?:底|末|初)?(?:的|来|以来|间)?$"
)
_PER_HEAD = re.compile(r"(不低于|不少于|不超过|超过|达到|达|约|为|到|至|按)(?:人均|户均|每人|每户|每亩|每年|每月|平均每[人户年月])$")
# 供养标准年人均2200元, 标准分别为每人每月612元: by head and month, no part of the name.
_EACH_END = re.compile(r"(?<=[一-龥]{2})(?:每[人户]每[年月天]|每[年月]每[人户]|人均每[年月]|[年月]人均|每[人户]|为人[年月])$")
_RATES = frozenset(["增速", "增幅", "涨幅", "降幅", "跌幅", "减幅", "增长率"])
_COMPARED = re.compile(
    r"(?:(?P<above>超(?=全[国省市区]|平均|目标|预期|计划|时序|序时)|高于|高出|快于|优于|超出|领先|多于|超过|大于|好于)|(?P<below>低于|慢于|少于|落后))(?:于)?(?:[^，。；、]{0,16})$"
)
# 增速分别高于地区生产总值、第二产业增加值2.5、4.1个百分点: two gaps of one thing.
_COMPARED_EACH = re.compile(
    r"分别(?:比[^，。；]{2,30}(?P<how>高|低|快|慢)|(?:(?P<above>高于|快于|高出|优于|领先)|(?P<below>低于|慢于|落后))[^，。；]{2,30})$"
)
# 同比增长超过25个百分点: with nobody named beside it, a bound of the movement.
_TALKED = frozenset({"多了", "少了", "高了", "低了"})
_BARE_BOUND = frozenset({"超过", "超出", "大于", "多于", "少于", "高于", "低于"})
_COMPARED_VERB = re.compile(
    r"(?<![占可对环同配])(?:比|较)(?![重例率亚利])[^，。；、]{1,16}?(?P<how>高出?|低|快|慢|多|少|提高|降低|增加|减少|放缓|加快|回落|收窄|扩大)$"
)
_RATE_NOUN = re.compile(r"(?<!自然)(?:增速|增幅|涨幅|增长率|增长|涨|升幅|同比增速)$")
_AIMED_RATE = re.compile(r"(?<=.{2})(增长|增速|增幅|涨幅|降幅)(?:预期|年度)?目标(?:拟?定|设定|确定)?$")
_MEAN = re.compile(r"(?<=.{3})(?:近?[两三四五]年)(?:年均|平均)?$")  # 规上工业增加值两年平均增速
_FALL_NOUN = re.compile(r"(?:降幅|跌幅|降低率|减幅|下降率)$")
_PREDICATE = re.compile(
    r"^(?P<head>.{0,8}?)(?P<down>减少|减排(?!量|目标|任务)|压减|削减|缩减|降低|下调|净减少|减征|精简|压降|裁减|化减)(?P<what>(?!碳|排|负|税)[^，。；]{2,})$"
)
_FROM = re.compile(r"(?<=[^，]{2})(?:从|(?<!自|理)由(?!于|来))[^，。；从由]{0,14}$")
# 较2023年的39.8%提升…: the number is what is compared with, of the year it names.
_BASE = re.compile(
    r"(?<![占可对环同配])(?:相比于?|(?<!相)比|较)(?:“?十[一二三四五六]五”?(?:时期|期间|末|收官之年)?(?:(?:19|20)\d\d年)?|(?:(?:19|20)\d\d年|去年|上年|上一年|年初|改革前|原来)(?:同期|底|末|度)?|同期)(?P<of>(?:水平)?的)?$"
)
_SINCE = re.compile(r"(?<![占可对环配])[比较](?:上年|去年|同期|年初|20\d\d年)[^，]{0,4}(?:增长|上升|上涨|下滑)$")
_MOVES = re.compile(r"(?:以上|左右)?(?:大幅|再)?(?:提高|提升|上升|增长|增加|下降|降低|减少|回落|缩短|压缩|下滑|扩大|收窄|多|少)了?$")
_MOVED_ON = re.compile(
    r"的?(?:大幅|稳步|逐步|进一步|历史性|已)*(?:提高|提升|上升|升|跃升|攀升|回升|降|下降|降低|增加|增长|增|扩大|前移|跃|缩短|压缩|压减|减少|减|调整|优化|变化|转变|发展|壮大)[到至为]"
)
_ITEM_NUMBER = re.compile("第?[一二三四五六七八九十]")  # 三是将18项收费…: the number of the point made
_GROWN_TO_NOW = re.compile(r"(?:发展|壮大|扩大|增长|增加|提高|上升|下降|降低|减少|缩小)[到至](?:目前|现在|现今|当前|如今)的?$")
_WAY = re.compile(r"(?P<up>[升增涨扩]|提高|提升|扩大|回升|攀升)|(?P<down>[降减]|缩短|压缩|缩小|回落|下滑)")
_INCREASE = re.compile(
    r"^(?P<head>.{0,24}?(?=新增|净增)|.{0,6}?(?=再增|再添|新添|增加|增设|增开|增配))"
    r"(?:新增加|净增加|新增|净增|再增|再添|新添|增加(?!值)|增设|增开|增配)(?P<what>[^，。；]{0,60})$"
)


@dataclass(slots=True)
class Tail:
    """rest: what is left in front. sign: +1 a rise, −1 a fall, 0 none. reached: whether the number is where a movement ended."""

    rest: str
    sign: int = 0
    reached: bool = False
    comparator: Comparator = "eq"
    respectively: bool = False
    origin: bool = False
    compared: bool = False
    each: bool = False
    said: str = ""


def read_tail(left: str, token: Token) -> Tail:
    """Take off, from the right, every word that links the number to what it measures."""
    tail = Tail(left)
    if token.unit in {"百分点", "千分点", "基点"} and _compared(tail):
        return tail
    while tail.rest:
        word = _last_word(tail.rest, token, tail)
        if word is None:
            grown = _GROWN_TO_NOW.search(tail.rest)
            if grown:  # 由十年前的不足百个发展到目前的1735个
                tail.rest, tail.reached = tail.rest[: grown.start()], True
                continue
            without = _PER_HEAD.sub(r"\1", _TIME.sub("", tail.rest))
            without = _EACH_END.sub("", without) if without == tail.rest else without
            if without == tail.rest:
                break
            tail.origin = tail.origin or bool(re.search(r"[从由](?:(?:20|19)\d\d年|去年|上年|上一年)的?$", tail.rest))
            # 提升到2025年的35.5%: the movement ended there.
            tail.reached = tail.reached or bool(re.search(r"[到至](?:(?:20|19)\d\d年|去年|上年|今年)的?$", tail.rest))
            tail.rest = without
            continue
        kind = _KIND[word]
        cut = _cut(tail.rest, word)
        _note(tail, word, kind)
        tail.rest = cut
        if tail.sign or kind == "reached":
            tail.rest = _BASELINE.sub("", tail.rest)
    tail.rest = _BASELINE.sub("", tail.rest) if tail.sign else tail.rest
    tail.rest = "" if _ITEM_NUMBER.fullmatch(tail.rest) else tail.rest
    return tail if token.unit in THINGS else _nouns(tail)


def way_of(tail: Tail) -> int:
    """+1 or −1 for the way the words before the number move (增长, 降至, 由…压缩到), 0 if they do not."""
    if tail.sign:
        return tail.sign
    moved = list(_WAY.finditer(tail.said))
    return 0 if not moved else 1 if moved[-1]["up"] else -1


def note_origin(tail: Tail, left: str, right: str) -> None:
    """从上半年的5.5%降到…, 较2023年的39.8%提升…: what the movement began with; the name ends before 从 or 较."""
    base = _BASE.search(left)
    if base and (base["of"] or _MOVES.match(right)):
        tail.rest, tail.origin, tail.sign = left[: base.start()].strip("，、"), True, 0
        return
    match = _FROM.search(tail.rest) if _MOVED_ON.match(right) else None
    if match:
        tail.rest, tail.origin = tail.rest[: match.start()], True


def _nouns(tail: Tail) -> Tail:
    """增速 and 降幅 as nouns carry the movement; the indicator is what moves, also where an aim is set for it (增长目标为7%)."""
    aimed = _AIMED_RATE.search(tail.rest)
    if aimed and not tail.sign:
        what = tail.rest[: aimed.start()].rstrip("年均同比预期")
        # 经济 alone names nothing that is measured.
        tail.rest = f"{what}增长" if what.endswith("经济") else what
        tail.sign, tail.reached = (-1 if aimed[1] == "降幅" else 1), False
        return tail
    for pattern, sign in ((_RATE_NOUN, 1), (_FALL_NOUN, -1)):
        match = pattern.search(tail.rest)
        if match and not tail.sign:
            tail.rest, tail.sign, tail.reached = tail.rest[: match.start()].rstrip("年均同比"), sign, False
    tail.rest = _MEAN.sub("", tail.rest)
    return tail


def _compared(tail: Tail) -> bool:
    """高于全国1.2个百分点, 比全国高1.2个百分点: a distance, told as a change."""
    match = _COMPARED_EACH.search(tail.rest) or _COMPARED_VERB.search(tail.rest) or _COMPARED.search(tail.rest)
    if match is None or match.group() in _BARE_BOUND:
        return False
    groups = match.groupdict()
    falling = bool(groups.get("below")) or groups.get("how") in {"低", "慢", "少", "降低", "减少", "放缓", "回落", "收窄"}
    tail.sign, tail.compared = (-1 if falling else 1), True
    tail.respectively = "分别" in match.group()
    tail.rest = re.sub(
        r"(?:分别|均|连续\d+[年月个]+|持续|同比|近?[两三]年(?=平均|年均)|平均|年均|增速|较)+$", "", tail.rest[: match.start()]
    )
    return True


def _last_word(rest: str, token: Token, tail: Tail) -> str | None:
    """The longest linking word at the end, None if there is none or it belongs to the name."""
    for size in range(min(_LONGEST, len(rest)), 0, -1):
        word = rest[-size:]
        if word not in _KIND and (size > 2 or word in _TALKED) and word[-1] in "了着过":
            word = word[:-1]
        if word in _KIND and not (size == 1 and rest[-2:] in words.WHOLE_END) and _fits(word, rest, token, tail):
            return word
    return None


def _fits(word: str, rest: str, token: Token, tail: Tail) -> bool:
    kind = _KIND[word]
    if word.endswith("计") and re.search(r"(?:收入|支出)[总合]计$", rest):
        return False  # 收入总计: a line of every budget report, not income counted together
    if word in {"新增", "净增"}:
        return len(rest) > 4 and (token.unit != "元" or re.search("余额|[较比]", rest) is not None)
    if word in {"增长", "上升", "上涨", "下滑"} and token.unit in THINGS and not (token.unit == "位" and word == "上升"):
        return _SINCE.search(rest) is not None
    if word == "增长率" and rest.endswith("自然增长率"):
        return False
    if word in {"增收", "增支"} and token.unit in THINGS:
        return False  # 残疾人阳光增收38户: the name of what was done for them
    if word in {"上", "过"}:
        return token.bare or (word == "过" and token.written == "半") or (word == "过" and token.scaled)
    if kind in {"up", "down"}:
        if word == "改善" and token.unit in THINGS:
            return False  # 农村住房改善50万户: so many were done
        if word == "提升" and rest.endswith(("巩固提升", "改造提升", "整治提升", "优化提升", "提质升级")):
            return False
        if word in {"高", "低", "多", "快", "加快", "少"}:
            return token.unit == "百分点" or rest in _TALKED or re.search(r"同比$|(?:比|较)[^，]{1,14}$", rest[: -len(word)]) is not None
        return not tail.sign and (len(word) > 1 or len(rest) > 1 or tail.reached)
    return True


def _cut(rest: str, word: str) -> str:
    return rest[: rest.rindex(word)]


def _note(tail: Tail, word: str, kind: str) -> None:
    tail.said = word + tail.said
    if kind in {"above", "below", "about"}:
        if tail.comparator == "eq":
            tail.comparator = {"above": "ge", "below": "le", "about": "approx"}[kind]  # type: ignore[assignment]
    elif kind == "reached" or word in _REACHED_VERBS:
        tail.reached = tail.reached or word in {"到", "至", "成"} or word in _REACHED_VERBS
    elif kind in {"up", "down"} and not tail.sign:
        tail.sign = 1 if kind == "up" else -1
        tail.reached = tail.reached and word not in _RATES
    tail.respectively = tail.respectively or word.startswith("分别") or word == "分"
    tail.origin = tail.origin or word in {"从", "由"}
    tail.each = tail.each or word in {"均", "都", "双双"}


def after_words(right: str) -> tuple[Comparator | None, str]:
    """The comparator told behind the number, and what follows it."""
    for group, comparator in ((words.AFTER_ABOVE, "ge"), (words.AFTER_BELOW, "le"), (words.AFTER_ABOUT, "approx")):
        for word in group:
            if right.startswith(word) and not (word in {"多", "余", "强", "许", "起"} and len(right) > 1):
                return comparator, right[len(word) :]  # type: ignore[return-value]
    return None, right


def decrease_of(rest: str) -> str | None:
    """What is made less in 减少企业成本 (then 130亿元): the object; None if nothing is."""
    match = _PREDICATE.match(rest)
    return match["what"] if match else None


def increase_of(rest: str) -> tuple[str, str] | None:
    """(what stands before, the object) of 新增高新技术企业; the object is "" where it follows the number."""
    match = _INCREASE.match(rest)
    if match and match["head"].endswith(("和", "与", "及")):
        return None  # 常规和新增退耕还林项目人工造林: a kind beside another
    return (match["head"], match["what"]) if match else None
