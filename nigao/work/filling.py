"""A 【待补】 and the value that goes into it: filled where the words leave no doubt, else offered."""

from __future__ import annotations

import re

from nigao import commands as c
from nigao.asking.values import AskBack, Heard, Offer, Order
from nigao.work.spots import LIKELY, Grounds, Spot


def filled(spot: Spot, value: str, grounds: Grounds, sure: bool = True) -> Heard:
    scene, gap = grounds.scene, spot.gap
    assert gap is not None
    name = scene.name(spot.position)
    if re.search("、", gap.gap.indicator):
        return AskBack(f"{name}里这处【待补】列了好几项，请在编辑区里把“{value}”写成句子，稿子没有动；要填哪一处也可以点它。")
    sure = sure and not (gap.gap.last is not None and other_scale(value, gap.gap.last.value))
    command = c.Fill(gap.id, _without_verb(value, spot.context))
    if sure and spot.score >= LIKELY:
        return Order((command,))
    return Offer((command,), f"要在{name}“{spot.context}”的【待补】处填上{value}吗？")


_BESIDES = r"不少于|不低于|不超过|超过?|达到?|约|以上|以下|左右|以内|\d[\d,]*(?:\.\d+)?|[-—~至到\s]"


def other_scale(value: str, last: str) -> bool:
    """Whether one is told in 万 and the other in 亿: an unasked change of scale is more often a slip."""
    one, other = re.sub(_BESIDES, "", value), re.sub(_BESIDES, "", last)
    return bool(one and other) and one != other and re.sub("[百千万亿]", "", one) == re.sub("[百千万亿]", "", other)


def _without_verb(value: str, context: str) -> str:
    """达到35% after 达到 says it once."""
    head = re.match(r"达到|达|超过|突破|不少于|不低于|不超过", value)
    return value[head.end() :] if head and re.search(rf"{head.group()}…?$", context.split("…")[0]) else value
