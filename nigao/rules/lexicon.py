"""The classes of words that rules name: {aim}, {base} …; a word stands in one place and serves every rule that names its class."""

from __future__ import annotations

from nigao.figures.words_verbs import HEAVY


def _words(table: str) -> tuple[str, ...]:
    return tuple(table.split())


CLASSES: dict[str, tuple[str, ...]] = {
    # Of what is still to be reached; as patterns, since 计划生育 and 争取到 aim at nothing.
    "aim": _words(r"力争 确保 争取 计划(?!生育|单列) 原定(?!于) 拟安排 拟 预期 目标(?:为|是|：) 不少于 不低于 规划到"),
    # Of what is so already, also in a plan.
    "done": _words(
        r"(?<![年数收支])实际(?=增长|下降|完成|达到|实现|新增|建成) (?<!尽快)已(?:经)?(?!有序) 目前 现有 截至 截止 累计(?:完成|建成|达) 实现了 完成了 取得了"
    ),
    # The year before the one a part is about.
    "last_year": _words("去年 上年 上一年"),
    # What is done to a thing.
    "deed": (*HEAVY, "新增", "净增", "举办", "开展", "实施"),
    # What leads to the thing compared with.
    "than": _words("比 较 与 同"),
    # The stages of a budget: what is allowed, not what was taken in or spent.
    "budget": _words(
        "年初预算 年度预算 调整预算 预算调整 变动预算 收入预算 支出预算 收支预算 收入代编预算 支出代编预算 代编预算 预算草案 预算数 (?<!公共)(?<!基金)(?<!经营)(?<!部门)预算"
    ),
    # Who allows.
    "grants": _words("下达 核定 批准 核准 转贷 批复"),
    # What is allowed at most: a fact from the day it is set.
    "limit": _words("限额 发行规模上限 规模上限"),
}
