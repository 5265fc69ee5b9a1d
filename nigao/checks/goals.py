"""Whether what a text says of a goal (超额完成年度目标, 控制在目标以内, 未完成年度目标) agrees with the goal the sources tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from nigao.checks.finding import Finding, Span
from nigao.figures.agreement import comparable
from nigao.figures.aliases import same_indicator
from nigao.fulfilment.judging import judge
from nigao.ledger import Entry
from nigao.mention import Mention
from nigao.text.surface import plain
from nigao.verify.index import Index

_OF = r"(?:年度|全年|当年|年初|预期|预定|既定|下达|考核|计划|控制|预算|各项|主要|的|[一-龥]{1,3}(?:定|下达)的)*"
_GOAL = r"(?:目标|任务|计划|指标)(?:任务|要求|值|数)?"
_REACHED = rf"(?:超额|超|全面|圆满|如期|按期|提前|顺利|较好|均|已|全部)*(?:完成|达到|实现)了?{_OF}{_GOAL}"
_WITHIN = rf"(?:控制|保持|稳定)在{_OF}{_GOAL}(?:以内|之内|范围内?|内)"
_BETTER = rf"(?:好于|优于){_OF}{_GOAL}"
_SHORT = rf"(?:低于|不及|差于|突破了?|超出){_OF}{_GOAL}|(?:略|稍)?高于控制{_GOAL}"
# 完成年度目标的102.1% tells a share, and 目标任务76项 what was set.
_CLAIM = re.compile(rf"(?:{_REACHED}|{_WITHIN}|{_BETTER}|(?P<short>{_SHORT}))(?!的?(?:进度|序时)?[约近超]?\s*[\d一二两三四五六七八九十百])")
_NOT = re.compile(r"(?:未|没有|没|未能|没能|尚未|不能|还没|无法)(?:能|有|够)?(?:如期|按期|全面|全部|完全)?$")
# What is hoped for, or told of something else's way, says nothing of the result.
_HOPED = re.compile(
    r"(?:确保|力争|争取|努力|为|有望|预计|可|能够|将|要|推动|保障|助力|以|距|离|对照|围绕|按照|是否)(?:能|可|够|了|全面|如期)*$"
)
_END = re.compile(r"[。！？；;\n]")


def goals(text: str, mentions: Sequence[Mention], index: Index) -> Iterator[Finding]:
    """An error for each claim that the goals of the sources contradict; none where no goal is told, or the goals told disagree."""
    for claim in _CLAIM.finditer(text):
        before = text[max(0, claim.start() - 8) : claim.start()]
        if _HOPED.search(before):
            continue
        reached = not (claim["short"] or _NOT.search(before))
        judged = [found for mention in _told_before(text, mentions, claim.start()) if (found := _judged(index, mention)) is not None]
        if judged and all((verdict == "missed") is reached for _, _, verdict in judged):
            mention, goal, _ = judged[-1]
            negated = _NOT.search(before)
            yield _finding(text, claim.start() - (len(negated.group()) if negated else 0), claim.end(), mention, goal)


def _told_before(text: str, mentions: Sequence[Mention], at: int) -> list[Mention]:
    """The results of the claim's own sentence that stand before it and behind an earlier claim."""
    ends = [found.end() for found in _END.finditer(text, 0, at)]
    claims = [found.end() for found in _CLAIM.finditer(text, ends[-1] if ends else 0, at)]
    start = max([0, *ends[-1:], *claims[-1:]])
    return [one for one in mentions if start <= one.span.start and one.span.end <= at and one.status == "actual"]


def _judged(index: Index, mention: Mention) -> tuple[Mention, Entry, str] | None:
    """The result with a goal of its indicator and what it comes to; None where no goal is told, or two that come to another thing."""
    found = [(entry, judge(entry.figure, mention.figure)[0]) for entry in _goals_of(index, mention)]
    verdicts = {verdict == "missed" for _, verdict in found if verdict != "unclear"}
    return (mention, *next(one for one in found if one[1] != "unclear")) if len(verdicts) == 1 else None


def _goals_of(index: Index, mention: Mention) -> list[Entry]:
    figure = mention.figure
    names = [mention.told.usual, *(name for _, name in index.like_name(mention.told.usual, 4))]
    return [
        entry
        for number in dict.fromkeys(number for name in names for number in index.named(name))
        if (entry := index.entries[number]).figure.status == "target"
        and (entry.figure.period, entry.figure.scope, entry.figure.measure) == (figure.period, figure.scope, figure.measure)
        and comparable(entry.figure, figure)
        and same_indicator(entry.figure.indicator, figure.indicator)
    ]


def _finding(text: str, start: int, end: int, mention: Mention, goal: Entry) -> Finding:
    figure, said = mention.figure, text[start:end]
    message = (
        f"“{said}”与目标不符：“{goal.figure.indicator}”{goal.figure.period}年目标是{plain(goal.figure.told)}"
        f"（{goal.source.title}），文中是{plain(figure.told)}。"
    )
    place = Span(said, start, end)
    return Finding(
        "figure.goal", "error", message, (place,), figure.indicator, (figure.value, goal.figure.value), goal.figure, goal.source.id
    )
