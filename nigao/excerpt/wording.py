"""Last year's words around a figure, made to say what this year's says."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from nigao.excerpt import kinds
from nigao.excerpt.added import as_change
from nigao.figures.aliases import same_indicator
from nigao.figures.figure import Figure
from nigao.ledger import Entry
from nigao.writing.direction import turned
from nigao.writing.sentences import Clause, clauses

COMPARED = re.compile(r"(?:不少于|不低于|不超过|不高于|不多于|超过|突破|高达|多达|逾|超|近|约|接近)+$")
_OWN_LEVEL, _WHOLE_LEVEL = (
    re.compile(r"^[省市县区]本级"),
    re.compile(r"(?<![本全各上下同][省市县区])(?<=[省市县区])级(?=[一-龥]{0,10}(?:预算|基金|收入|支出|债务))"),
)


# How long something has gone on (、连续48个月保持两位数增长) is last year's count, and nobody's this year before it is counted again.
_STREAK = r"(?:已经?)?连续[\d一二三四五六七八九十两]+个?(?:月|季度|年)"
STREAK_TOLD, STREAK_OF = re.compile(rf"[、，]{_STREAK}[^，。；、]*"), re.compile(_STREAK)
AFTER = re.compile(r"^(?:以上|以下|以内|左右|上下|多|余)")
# 突破1600亿斤大关: this year's figure stands beyond the mark, not on it.
_PASSED = re.compile(r"(?:突破|越过|跨过|跨越|迈过|迈上|跨上|闯过)$")
_MARK = re.compile(r"^(?:大关|关口|台阶|门槛)")


def beyond(before: str, after: str) -> tuple[str, int]:
    """(the words before a figure that passed a mark last year, as they tell one that has passed it; how much of ``after`` goes with it)."""
    mark = _MARK.match(after)
    if mark is None or not _PASSED.search(before):
        return before, 0
    words = _PASSED.sub("", before)
    return words + ("" if re.search(r"[\u4e00-\u9fff]$", words) else "达到"), mark.end()


_AGAINST = re.compile(r"^(?:分别|均|也)?(?:高|低|快|慢|好|优|多|少)于(?!上年|去年|年初|同期)")
# How a result compares with an aim or with others is last year's verdict, not a frame.
_VERDICT = re.compile(r"目标|预期|预算数|高于|低于|快于|好于|优于|领先|超额|历史|新高|首次|跻身|前列|大国|[第首]位|行列")


def in_full(words: str, short: str, now: Figure) -> str:
    """满意率 as this year's source calls it, 12345热线满意率: by itself it would be any; 建成心理辅导室 as it does, 心理辅导室."""
    if now.measure == "change" and as_change(replace(now, indicator=short, measure="level")).indicator == now.indicator:
        return words  # 新增学位, which this year's source tells as a change of 学位
    name = now.indicator.rpartition("其中")[2]  # of a row below its head (技能竞赛获奖其中国家级一等奖) the sentence tells the head itself
    if short != name and short.endswith(name) and words.endswith(short) and not same_indicator(short, name):
        return words.removesuffix(short) + name
    at = words.rfind(short)
    full = short and short != name and name.endswith(short) and at >= 0 and not words[:at].endswith(name.removesuffix(short))
    return words[:at] + name + words[at + len(short) :] if full else words


def of_its_budget(words: str, indicator: str) -> str:
    """为预算的, 为调整预算的: of the budget this year's figure was reckoned of."""
    if not re.search(r"完成(?:调整)?预算$", indicator):
        return words
    return re.sub(r"(?:调整)?预算的?$", lambda m: ("调整" if "调整" in indicator else "") + m.group().removeprefix("调整"), words)


def of_their_level(text: str, figures: Sequence[Figure], found: Sequence[Entry | None]) -> tuple[str, Sequence[Figure]]:
    """市级 of last year's words as 市本级 where this year's figures are of that; offsets of the figures moved along."""
    entries = [entry for entry in found if entry is not None]
    if not entries or not all(_OWN_LEVEL.search(entry.figure.indicator) for entry in entries):
        return text, figures
    for match in reversed(list(_WHOLE_LEVEL.finditer(text))):
        text = f"{text[: match.start()]}本级{text[match.end() :]}"
        figures = [replace(f, start=f.start + 1, end=f.end + 1) if f.start >= match.end() else f for f in figures]
    return text, figures


def without_verdicts(text: str, figures: Sequence[Figure], known: Callable[[Figure], bool]) -> tuple[str, list[Figure]]:
    """A block without the clauses, behind its first, that state no figure but what came of it, or, in a figure this year's sources do not
    have, how it compares with others (低于考核线3.6个百分点); offsets of the figures moved along."""
    parts = clauses(text)
    kept: list[Clause] = []
    for n, clause in enumerate(parts):
        here = [figure for figure in figures if clause.start <= figure.start < clause.end]
        counted = bool(here) and not (_AGAINST.match(clause.text) and not any(map(known, here)))
        if counted or n == 0 or not (here or _VERDICT.search(clause.text) or kinds.happened(clause.text)):
            kept.append(clause)
    if len(kept) == len(parts):
        return text, list(figures)
    made, moved, at = "", [], 0
    for clause in kept:
        made += "，" if made else ""
        at = len(made)
        made += clause.text
        inside = (figure for figure in figures if clause.start <= figure.start < clause.end)
        moved += [replace(f, start=f.start - clause.start + at, end=f.end - clause.start + at) for f in inside]
    return made, moved


def directed(before: str, last: Figure, now: Figure) -> str | None:
    """The words before a change with the direction that this year's sign asks for; None where the words cannot be turned."""
    if now.measure != "change" or last.value.startswith("-") == now.value.startswith("-"):
        return before
    other = turned(before, now.value.startswith("-"))
    # A rate rises by points; it does not grow by them.
    return re.sub(r"增长$", "上升", other) if other is not None and now.unit == "百分点" else other


def comparison(figure: Figure, text: str) -> tuple[str, str]:
    if figure.comparator == "ge":
        return "超过", ""
    if figure.comparator == "le":
        return "控制在", "以内"
    return ("约", "") if figure.comparator == "approx" and not re.search("多|余", text) else ("", "")
