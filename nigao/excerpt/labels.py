"""Words that head what stands behind them on the same line (党建工作。…, 存在问题。…, 下步打算。…), and points numbered inside a line."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from nigao.excerpt.kinds import happened
from nigao.writing.sentences import groups, leans_back

_TROUBLE = r"(?:问题|困难|不足|短板|弱项|差距|挑战)"
_IN_THE_WAY = (
    r"(?:目前|当前|工作中|现阶段)?，?(?:还|仍|主要|突出)*(?:存在|面临)?(?:的|着)?(?:主要|突出|几个|一些)*"
    rf"{_TROUBLE}(?:之处)?(?:[和与及、]?(?:存在的?|面临的?)?{_TROUBLE}(?:之处)?)*"
)
_MEANT = r"(?:打算|计划|安排|思路|考虑|设想|重点|目标|任务)"
_TO_COME = (
    rf"(?:下一?步|明年|来年|下一?年度?|新的一年|今后)(?:的?(?:主要|重点|工作))*{_MEANT}?"
    rf"|20\d\d年(?:的?(?:主要|重点|工作))*(?:打算|计划|安排|思路|考虑|设想)|(?:工作)?(?:打算|思路|设想)"
)
_FIELD = r"(?:工作|方面|情况|建设|管理|服务|保障|监管|安全|培训|宣传|教育|队伍|作风)"
_LABEL = re.compile(
    rf"(?:(?P<trouble>{_IN_THE_WAY})|(?P<ahead>{_TO_COME})|(?P<field>(?:[一-鿿“”]{{2,8}}、)?[一-鿿“”]{{1,8}}?{_FIELD}|[一-鿿“”]{{2,6}}))。(?=\S)"
)
# 楼道革命全面铺开, 成效显著: said of how it went, no name of a field.
_SAYS = re.compile(r"全面|进一步|有序|稳步|顺利|持续|圆满|良好|明显|显著|不断|喜人|有力|平稳|突出|扎实|已|了|不|未|无")
_POINT = r"(?:[（(](?:\d{1,2}|[一二三四五六七八九十]{1,3})[）)]|[①-⑳]|\d{1,2}[.．、](?!\d))"
_NEXT_POINT = re.compile(rf"(?<=[；;。，,])(?={_POINT})")
_AT_ITS_HEAD = re.compile(rf"^{_POINT}\s*")
_LINK = re.compile(r"(?:^|[；;])[一二三四五六七八九十]{1,2}是")
_COUNTED = re.compile(r"[一二三四五六七八九十]{1,2}是")
_GOES_ON = re.compile(r"^(?:主要|具体|表现|原因|如|例如|比如|特别是|尤其是|这|导致|造成)")

_Parts = tuple[tuple[int, str], ...]
# 建议2027年建立……; ……，建议区里协调办理.
_ADVISED = re.compile(r"(?:因此|为此)?，?建议[：:，]?(?P<when>(?:在|于|从)?(?:20\d\d年|明年|来年|下一?年度?|下一?步|今后)，?)?")
_ASKS = re.compile(r"，(?:恳请|建议|请求)(?=[^，。；]{4,})[^。；]*")


@dataclass(frozen=True, slots=True)
class Label:
    """length: with its stop. troubles, ahead: what it heads."""

    length: int = 0
    troubles: bool = False
    ahead: bool = False


def label_of(line: str) -> Label:
    """The label a line begins with; an empty one where it begins with none. A deed told shortly (完成机构改革工作。) is none."""
    match = _LABEL.match(line)
    if match is None or (match["field"] and (happened(match["field"]) or _SAYS.search(match["field"]))):
        return Label()
    return Label(match.end(), bool(match["trouble"]), bool(match["ahead"]))


def points_of(text: str) -> list[tuple[int, str]]:
    """The points numbered inside a sentence (（1）……；（2）……) as sentences of their own, each with its offset and number."""
    edges = [0, *(match.start() for match in _NEXT_POINT.finditer(text)), len(text)]
    return [(begin, text[begin:end]) for begin, end in itertools.pairwise(edges)]


def without_point(text: str) -> str:
    """A sentence without the number of its point inside a line."""
    return _AT_ITS_HEAD.sub("", text)


def each_trouble(parts: tuple[tuple[int, str], ...]) -> list[tuple[tuple[int, str], ...]]:
    """Shortcomings told in one line, each with the sentences that say more of it; a list that counts them itself (一是……；二是……) stays one."""
    counted = any(_LINK.search(text) for _, text in parts)
    told = [group for _, text in parts for _, group in groups(text)]
    if counted and ("：" in told[0] or not all(_COUNTED.match(group) for group in told[1:])):
        return [parts] if parts else []  # some of it leads to the list, or says more of one of its points
    found: list[tuple[tuple[int, str], ...]] = []
    for start, text in parts:
        each = groups(text)
        if any(leans_back(group) or len(group) < 4 for _, group in each[1:]):
            each = [(0, text)]
        for n, (at, group) in enumerate(each):
            link = _COUNTED.match(group)
            cut = link.end() if link else 0
            one = (start + at + cut, group[cut:].rstrip("。") + "。")
            if found and n == 0 and (leans_back(group) or _GOES_ON.match(group)):
                found[-1] = (*found[-1], one)
            else:
                found.append((one,))
    return found


def apart_from_advice(parts: _Parts) -> tuple[_Parts, _Parts, _Parts]:
    """(shortcomings, what is advised for the year to come, as a plan has it, what is asked of others) of a list of shortcomings."""
    advised, asked, told = [], [], []
    for start, text in parts:
        match = _ADVISED.match(text)
        if match and match["when"] and len(text) > match.end() + 3:
            advised.append((start + match.end(), text[match.end() :]))
        elif match:
            asked.append((start, text))
        else:
            told.append((start, _ASKS.sub("", text)))
    return tuple(told), tuple(advised), tuple(asked)
