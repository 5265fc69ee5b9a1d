"""Where in a draft a named value could stand: its figures and gaps, each with how well the words there fit the name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from nigao.asking.amounts import BOUND_AFTER, BOUND_BEFORE
from nigao.asking.indicators import formal
from nigao.asking.near import nearly, subsequence
from nigao.asking.scene import Scene
from nigao.desk.gate import OpenGap
from nigao.draft import Brief
from nigao.figures.aliases import same_indicator
from nigao.figures.figure import Figure
from nigao.figures.mentions import mentions_in
from nigao.ledger import Entry
from nigao.quantity.period import name as period_name

_CLAUSE = re.compile(r"[，。；、！？\n]|——|:|：")
CHANGES = re.compile(r"(?<=.{2})(?:增速|增幅|涨幅|降幅|增长率?|增长|同比|变化)$")
_MEASURED = re.compile(r"(?<=.{3})(?:面积|数量|金额|规模|长度|人数|户数|家数|个数|总数)$")
_DOING = re.compile(
    r"新增加?|新建|新开工|建设|建成|完工|开工|完成|实现|达到|增加|培育|引进|创建|改造|累计|总共|今年|明年|全市|全县|全区|本市"
)
SURE, LIKELY = 2.0, 1.0


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a statement is measured by. gaps: every open 【待补】; entries: figures that bear the draft out."""

    scene: Scene
    brief: Brief
    gaps: Sequence[OpenGap]
    entries: Sequence[Entry]


@dataclass(frozen=True, slots=True)
class Spot:
    """A place a value could go, and how well what stands there fits the name, 0 for not at all."""

    position: int
    score: float
    figure: Figure | None = None
    gap: OpenGap | None = None
    context: str = ""


def named(said: str, words: str) -> float:
    """How well a short name fits the words around a value: 2 where they are in a row, 1 where they stand scattered, 0 where not."""
    name = _plain(CHANGES.sub("", said))
    usual = formal(name)
    here = _plain(words)
    if len(name) < 2:
        return 0.0
    if (bare := _MEASURED.sub("", name)) != name and bare in here:
        return LIKELY
    if name in here or (usual != name and _plain(usual) in here):
        return SURE
    if (core := _DOING.sub("", name)) != name and len(core) >= 2 and core in here:
        # Other words around the same thing, 绿道新增 for 新增…绿道: sure where the verb stands there as well.
        return 1.2 if all(verb in here for verb in _DOING.findall(name)) else 0.9
    if len(name) >= 3 and subsequence(name, here, 3.0):
        return LIKELY
    pairs = [name[i : i + 2] for i in range(len(name) - 1)]
    share = sum(pair in here for pair in pairs) / len(pairs)
    if share >= 0.75 and len(pairs) >= 3:
        return share
    mistyped = len(name) >= 3 and any(nearly(name, here[at : at + len(name)]) for at in range(len(here) - len(name) + 1))
    return 0.7 if mistyped else 0.0


def _plain(words: str) -> str:
    return re.sub(r"[“”‘’《》\s的]", "", words)


def best_of(spots: Sequence[Spot]) -> list[Spot]:
    top = max((one.score for one in spots), default=0.0)
    return [one for one in spots if one.score == top and top > 0]


def figures_named(name: str, was: str, value: str, positions: Sequence[int], grounds: Grounds) -> Iterator[Spot]:
    """Figures of the draft that the name could mean, of the value that stands there where it is said."""
    for position in positions:
        text = grounds.scene.text(position)
        kind = grounds.scene.item(position).kind
        for figure in told(text, grounds, _part(kind)):
            if was and not _is(was, figure):
                continue
            if not was and _rate(value) is not None and _rate_of(figure) is not None and _rate(value) != _rate_of(figure):
                continue
            context = _around(text, figure)
            score = 3.0 if name and same_indicator(figure.indicator, formal(CHANGES.sub("", name))) else 0.0
            score = max(score, named(name, figure.indicator) * 1.1, named(name, context)) if name else (SURE if was else 0.0)
            if CHANGES.search(name) and figure.measure == "level" and not was:
                score = 0.0
            if score:
                yield Spot(position, score, figure, None, context.replace(figure.text, ""))
    if was and name:
        yield from _only_one(name, was, positions, grounds)


def _only_one(name: str, was: str, positions: Sequence[int], grounds: Grounds) -> Iterator[Spot]:
    """The only figure that reads so, where the name says something else: to be asked."""
    found = []
    for position in positions:
        text = grounds.scene.text(position)
        found += [(position, text, figure) for figure in told(text, grounds) if _is(was, figure)]
    if len(found) == 1:
        position, text, figure = found[0]
        context = _around(text, figure).replace(figure.text, "")
        if 2 * sum(character in context for character in name) >= len(name):
            yield Spot(position, 0.5, figure, None, context)


def _part(kind: str) -> Literal["review", "plan", ""]:
    """The part of the report a heading of this kind stands in, as a calendar asks for it."""
    return "review" if kind == "review" else "plan" if kind == "plan" else ""


def told(text: str, grounds: Grounds, kind: Literal["review", "plan", ""] = "") -> list[Figure]:
    """The figures of a text of the draft, those in its tables' cells among them."""
    return [one.figure for one in mentions_in(text, calendar=grounds.brief.calendar(kind))]


def _around(text: str, figure: Figure) -> str:
    """The clause a figure stands in; of a cell what its heads say."""
    if figure.place:
        return f"表中{period_name(figure.when)}{figure.indicator}"
    return _clause(text, figure.start, figure.end)


def _rate_of(figure: Figure) -> bool | None:
    """Whether a figure is a percentage; a cell's unit stands in its heads."""
    return _rate(f"{figure.text}{figure.unit}" if figure.place and figure.unit else figure.text)


def _is(was: str, figure: Figure) -> bool:
    """Whether a figure is the value that is said to stand there; the number alone stands in a cell."""
    return _reads(re.sub(r"(?<=\d)[^\d.,]+$", "", was), figure.text) if figure.place else _reads(was, figure.text)


def _reads(was: str, text: str) -> bool:
    """Whether 1225 is what 1225个 says."""
    one, other = (re.sub(rf"^{BOUND_BEFORE}|{BOUND_AFTER}$", "", words.replace(" ", "").replace("％", "%")) for words in (was, text))
    return one == other or (other.startswith(one) and not re.match(r"[\d.]", other[len(one) :]) and not re.search(r"[^\d万亿]$", one))


def _rate(value: str) -> bool | None:
    """Whether a value is a percentage; None for a bare number."""
    if re.search(r"[%％]|百分", value):
        return True
    return None if re.fullmatch(r"[\d.,]+(?:左右|以上|以下|以内)?", value) else False


def of_kind(value: str, unit: str) -> bool:
    """Whether a value could stand where a unit is wanted: 4.4亿元 is no %."""
    rate = _rate(value)
    return not unit or rate is None or rate is (unit in ("%", "％", "‰", "百分点", "个百分点"))


def _clause(text: str, start: int, end: int, gap: bool = False) -> str:
    """The words between the marks around a place; a gap's place itself as ……"""
    before = text[:start]
    marks = [match.end() for match in _CLAUSE.finditer(before)]
    after = _CLAUSE.search(text, end)
    head, tail = before[marks[-1] if marks else 0 :], text[end : after.start() if after else len(text)]
    return f"{head}……{tail}" if gap else head + text[start:end] + tail


def gaps_named(name: str, positions: Sequence[int], grounds: Grounds) -> Iterator[Spot]:
    for one in grounds.gaps:
        position = one.row.position
        if position is None or position not in positions or len(_plain(name)) < 2:
            continue
        text = grounds.scene.text(position)
        context = _clause(text, one.gap.start, one.gap.end, gap=True)
        head, _, tail = context.partition("……")
        own = 3.0 if one.gap.indicator and same_indicator(one.gap.indicator, name) else named(name, one.gap.indicator)
        score = max(
            own,
            named(name, re.sub("【.*?】", "，", head)),
            0.9 * named(name, re.sub("【.*?】", "，", tail)),
            0.8 * named(name, head + tail),
        )
        if score:
            yield Spot(position, score, None, one, context)
