"""Figures that are ranks: who or what is placed, and on which list."""

from __future__ import annotations

import re

from nigao.figures import patterns, subject
from nigao.figures.context import Spot
from nigao.figures.memory import Memory
from nigao.figures.reading import Reading
from nigao.figures.tail import Tail

# 排名由上年同期的第8位上升到…: where it stood before is no part of the name.
_FROM = re.compile(r"(?:[从由](?:上年|去年|年初|上季度|[一二三]季度|(?:19|20)\d\d年)?(?:同期|底|末)?|均|分别|达|的)+$")
# 在全区14个街道中排名第三: among whom.
_AMONG_MANY = re.compile(r"在?(?:全[国省市区县州])?\d+[个家][^，。；、\d]{1,8}中(?=排|位|居|列|第|名)")


def rank(memory: Memory, spot: Spot, tail: Tail) -> Reading:
    left = spot.left.lstrip("、，和及与")
    left = _AMONG_MANY.sub("", left)
    match = patterns.RANK_VERB.search(left)
    own = left[: match.start()] if match else left
    own = subject.tidy(subject.bare(subject.without_place_held(_FROM.sub("", own))))
    own = patterns.AMONG_ALL.sub("", patterns.AMONG_WHOM.sub("", own))
    own = "" if own in {"完成", "实现", "达到"} else own  # 完成排名全州第6位
    scope = subject.tidy(subject.trim_opening(match.group())) if match else ""
    previous = memory.previous()
    if own in {"总量", "规模"} and previous and previous.base and spot.follows:
        own = previous.base  # 收入178亿元，总量居全省第9位: the thing's own place
    if (own in patterns.GENERIC and own not in {"", "总量"}) or (own.endswith("增速") and len(own) == 2):
        own = memory.lender(spot, own) + own
    entered = re.match(r"(?:跻身|进入|入选|列入|挺进)(?=.{2})", left)
    if entered and scope:
        own = subject.tidy(left[entered.end() :])
    listed = re.sub(rf"^{patterns.PLACED}*(?:全国|全省|全市|全区|全县|全球|世界)*", "", scope)
    if not own and patterns.CONTEST.search(listed):
        own = listed
    if not own and re.search(r"[均都]", spot.left) and len(memory.told) > 1:
        own = "、".join(dict.fromkeys(r.base for r in list(memory.told)[-3:]))
    if not own:
        own = previous.base if previous else memory.lender(spot) or re.sub(rf"^{patterns.PLACED}+", "", scope) or memory.last_subject
    own = _FROM.sub("", own) or own
    comparator = spot.token.comparator
    because = {"measure": "measure.rank", "indicator": "indicator.rank", "bound": "bound.number"}
    return Reading(own, "rank", 0, comparator, own, "", False, False, tail, tail.comparator, because=because)
