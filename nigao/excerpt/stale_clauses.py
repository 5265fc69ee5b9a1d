"""Clauses carried over from last year that speak of one year's campaign, meeting or plan: proposed for deletion, with the fix."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nigao.checks.finding import Finding, Span
from nigao.draft import Evidence
from nigao.planning import five_year_plan
from nigao.writing.placed import without

_ONCE = re.compile(
    r"“[^”]{2,14}(?:年|百日)”|“[^”]{2,14}”(?:攻坚战?|活动|工程年|主题年|竞赛|百日|攻坚年|提升年|促进年)"
    r"|(?:攻坚|提升|促进|深化|落实|突破|建设|服务)年(?:活动|行动)?|三年行动|打[赢好]了[^，。“”]{0,20}攻坚战|打[赢好]了?[^，。“”]{0,20}(?:收官|歼灭)战|第[一二三四五六七八九十]{1,3}次全国[^，。]{2,8}(?:普查|调查)|百日(?:攻坚|行动)|第[一二三四五六七八九十\d]{1,4}届(?!人民|人大|委员会|政协|中央|全国|常委|[省市县区]委|村|社区)|[一二三四五六七八九十]+届[一二三四五六七八九十]中全会"
    r"|“?(?P<plan>十[一二三四五六七八]五)”?(?:规划|时期)|主题教育|党纪学习教育|学习教育"
    r"|(?:办好|举办|承办|开好|筹办)[^，。；]{0,4}20\d\d年?[^，。；\d]{2,16}(?:大会|论坛|博览会|运动会|峰会|年会|交易会|比赛)|[（(]20\d\d年?版[）)]"
)
# 编制“十五五”规划: the work of the year before the plan begins.
_DRAWN_UP = re.compile(
    r"(?:编制|谋划|起草|分析|研究)[^，。；]{0,12}“?(?P<plan>十[一二三四五六七八]五)”?|“?(?P<of>十[一二三四五六七八]五)”?[^，。；]{0,12}(?:编制|谋划|起草)"
)


def speaks_of_once(text: str) -> bool:
    """Whether a text speaks of one year's campaign, meeting or plan."""
    return bool(_ONCE.search(text))


def once_only(text: str, evidence: Sequence[Evidence], year: int) -> list[Finding]:
    """A finding for each carried clause of that kind; its fix is the text around the clause without it. year: the one planned."""
    found = []
    for one in evidence:
        match = _ONCE.search(text, one.start, one.end) if one.verdict == "carried" else None
        drawn_up = _DRAWN_UP.search(text, one.start, one.end) if one.verdict == "carried" and year % 5 == 1 else None
        if drawn_up and five_year_plan(year) in (drawn_up["plan"], drawn_up["of"]):
            match = drawn_up
        elif match is None or match["plan"] in (five_year_plan(year), five_year_plan(year - 1)):
            continue
        start, end, fix = without(text, one.start, one.end)
        message = f"“{re.sub('[“”]', '', match.group())}”是去年的事，今年如果不再开展，建议删去这一句。"
        found.append(Finding("draft.once", "warning", message, (Span(text[start:end], start, end),), fix=fix))
    return found
