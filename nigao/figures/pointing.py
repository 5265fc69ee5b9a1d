"""Names a figure by words that only point: back to what was told (其中27项达标, 合计, 明年目标), or on to what follows (投资N元，完成…)."""

from __future__ import annotations

import re

from nigao.figures import patterns, subject
from nigao.figures.context import Spot
from nigao.figures.counted import carried
from nigao.figures.memory import Memory
from nigao.figures.talked import beside

# (name, verb, the rule that named it)
Named = tuple[str, str, str]
# 新认定企业33家，……，2027年计划新认定35家; 成交18.6亿元，……，明年目标21亿元: the next year's of what was told.
_NEXT_YEAR = re.compile(
    r"^[，；]?(?:20\d\d年|明年|下一?年度?|新的?一年)的?(?:预期|计划|目标|力争|拟|将|预计|再|要|确保|争取|达到|为|是)+(?P<deed>新[一-鿿]{1,2}|)$"
)
_STATE = "达标|合格|达到(?:国家|省定|省级)?标准|完成|通过|办结|整改到位|销号|验收"
_REACHED_OF = re.compile(
    rf"^，?(?:其中)?的?(?P<of>指标|项目|任务|事项|问题|工程|企业|学校|村|社区)中?(?P<state>{_STATE})?(?:的)?(?:已经?|现已|累计)?(?:有|达到?|超过|为)?$"
)
_STATE_BEHIND = re.compile(rf"^(?:以上|左右)?(?:已|均|全部)?(?P<state>{_STATE})(?=[，。；、]|$)")
# 国债9200万元、中央预算内投资6500万元，合计1.57亿元: of both.
_IN_SUM = re.compile(r"^[，、；]?(?:[两二三四五以][者项类家笔上个]|加起来)?(?:合计|共计|总计|总共|共|累计)(?:达到?|为|有|完成)?$")


def pointed(memory: Memory, spot: Spot) -> Named | None:
    """The name of a figure that names nothing itself and yet says what it is of; None if it does not point."""
    if memory.told and patterns.SET_BY.search(spot.left) and patterns.TASK_BEHIND.match(spot.right):
        return memory.told[-1].base, "", "indicator.carried"  # 播种86.7万亩，完成市下达的85.9万亩任务
    if memory.told and beside(spot.left):
        return carried(memory, spot), "", "indicator.carried"
    together = memory.sum_of(spot) if _IN_SUM.match(spot.left) else []
    if together:
        return "、".join(together) + "合计", "", "indicator.sum"
    reached = _reached_of(memory, spot)
    if reached:
        return reached, "", "indicator.reached_of"
    again = _next_years(memory, spot)
    if again:
        return again, "", "indicator.next_year"
    limit = patterns.LIMIT_BEHIND.match(spot.right)
    if limit and spot.left.endswith("的"):
        return re.sub("余额$", "", memory.lender(spot)) + limit["what"], "", "indicator.limit_behind"
    return _money(spot)


def _money(spot: Spot) -> Named | None:
    """Money put up or spent, before it is said what for."""
    if spot.token.unit != "元" or not _opens_thought(spot):
        return None
    funded = patterns.FUNDED.fullmatch(spot.left.lstrip("，；"))
    if funded and spot.right[:1] in {"", "，"}:
        return funded["verb"] + "资金", funded["verb"], "indicator.funded"
    spent_on = _spent_on(spot)
    return (spent_on, "", "indicator.spent_on") if spent_on else None


def _spent_on(spot: Spot) -> str:
    """投资100万元，完成松林公路1.7公里水泥硬化: what a bare 投资 is put into stands behind it, whatever was told before."""
    bare = patterns.PUT_IN.fullmatch(spot.left.lstrip("，；"))
    on = spot.right if spot.right.startswith("对") else spot.next
    if bare is None or spot.right not in {"", on}:
        return ""
    put = patterns.PUT_INTO.match(on)
    what = subject.tidy(subject.bare(put["what"]) + (put["thing"] or "")) if put else ""
    return what + "投资" if 1 < len(what) <= 16 else "投资"


def _reached_of(memory: Memory, spot: Spot) -> str:
    """32项指标中已有27项达标, 32项指标达标30项以上: of those just counted, how many are so far; "" if it is not so told."""
    previous = memory.previous()
    match = _REACHED_OF.match(spot.left)
    state = (match["state"] or (_STATE_BEHIND.match(spot.right) or {"state": ""})["state"]) if match else ""
    if previous is None or match is None or not state or previous.unit != spot.token.unit:
        return ""
    return f"{previous.base}{state}" if previous.base.endswith(match["of"]) else ""


def _next_years(memory: Memory, spot: Spot) -> str:
    """Of which figure of the sentence this one is the next year's: the one told with the same verb, else the last in its unit; "" of none."""
    planned = _NEXT_YEAR.match(spot.left)
    if planned is None or spot.right[:1] not in {"", "，", "；", "、", "。"}:
        return ""
    if not planned["deed"]:
        return memory.counted_so(spot)
    alike = (told for told in memory.told if told.unit == spot.token.unit)
    return next((told.base for told in alike if (told.verb or told.tail.said or ("新增" if told.stock else "")) == planned["deed"]), "")


def _opens_thought(spot: Spot) -> bool:
    """Whether the figure's clause begins its sentence, or a part of it that a ； opens."""
    return spot.sentence[: len(spot.sentence) - len(spot.clause)][-1:] in {"", "；"}
