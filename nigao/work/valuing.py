"""Where in a draft a value somebody states belongs: the figure it corrects or the 【待补】 it fills; never another indicator's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nigao import commands as c
from nigao.asking.amounts import BOUND_AFTER, BOUND_BEFORE
from nigao.asking.indicators import formal
from nigao.asking.levels import part_of
from nigao.asking.near import nearly, subsequence
from nigao.asking.scene import Scene
from nigao.asking.stating import VALUE
from nigao.asking.values import AskBack, FillAsLast, Heard, Offer, Order, RestoreLast, StateFigure, Told, UseLedger
from nigao.desk.gate import OpenGap
from nigao.draft import Brief
from nigao.figures.agreement import agree
from nigao.figures.aliases import same_indicator
from nigao.figures.figure import Figure
from nigao.figures.read import read_figures
from nigao.ledger import Entry
from nigao.text.likeness import grams, share
from nigao.writing.provenance import sentences_in

_CLAUSE = re.compile(r"[，。；、！？\n]|——|:|：")
_CHANGES = re.compile(r"(?<=.{2})(?:增速|增幅|涨幅|降幅|增长率?|增长|同比|变化)$")
_MEASURED = re.compile(r"(?<=.{3})(?:面积|数量|金额|规模|长度|人数|户数|家数|个数|总数)$")
_DOING = re.compile(
    r"新增加?|新建|新开工|建设|建成|完工|开工|完成|实现|达到|增加|培育|引进|创建|改造|累计|总共|今年|明年|全市|全县|全区|本市"
)
_SURE, _LIKELY = 2.0, 1.0


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a statement is measured by. gaps: every open 【待补】; entries: figures that bear the draft out."""

    scene: Scene
    brief: Brief
    gaps: Sequence[OpenGap]
    entries: Sequence[Entry]


@dataclass(frozen=True, slots=True)
class _Spot:
    """A place a value could go, and how well what stands there fits the name, 0 for not at all."""

    position: int
    score: float
    figure: Figure | None = None
    gap: OpenGap | None = None
    context: str = ""


def settled(said: StateFigure | FillAsLast | UseLedger | RestoreLast, grounds: Grounds) -> Heard:
    """What is to be done about a value: a command, a question, or that there is no such place."""
    match said:
        case StateFigure():
            return _stated(said, grounds)
        case FillAsLast():
            return _as_last(said, grounds)
        case UseLedger():
            return _by_ledger(said, grounds)
        case RestoreLast():
            return _last_sentence(said, grounds)


def named(said: str, words: str) -> float:
    """How well a short name fits the words around a value: 2 where they are in a row, 1 where they stand scattered, 0 where not."""
    name = _plain(_CHANGES.sub("", said))
    usual = formal(name)
    here = _plain(words)
    if len(name) < 2:
        return 0.0
    if (bare := _MEASURED.sub("", name)) != name and bare in here:
        return _LIKELY
    if name in here or (usual != name and _plain(usual) in here):
        return _SURE
    if (core := _DOING.sub("", name)) != name and len(core) >= 2 and core in here:
        # Other words around the same thing, 绿道新增 for 新增…绿道: sure where the verb stands there as well.
        return 1.2 if all(verb in here for verb in _DOING.findall(name)) else 0.9
    if len(name) >= 3 and subsequence(name, here, 3.0):
        return _LIKELY
    pairs = [name[i : i + 2] for i in range(len(name) - 1)]
    share = sum(pair in here for pair in pairs) / len(pairs)
    if share >= 0.75 and len(pairs) >= 3:
        return share
    mistyped = len(name) >= 3 and any(nearly(name, here[at : at + len(name)]) for at in range(len(here) - len(name) + 1))
    return 0.7 if mistyped else 0.0


def _plain(words: str) -> str:
    return re.sub(r"[“”‘’《》\s的]", "", words)


def _stated(said: StateFigure, grounds: Grounds) -> Heard:
    everywhere = tuple(range(len(grounds.scene.sections)))
    beside = _fitting(said, said.near, grounds) if said.near and not said.sections else []
    best = beside or _fitting(said, said.sections or everywhere, grounds)
    if not best:
        return _nowhere(said, grounds)
    found = _put(said, best, grounds)
    unsure = not said.sure or (bool(said.near) and not said.sections and not beside) or (said.fills and best[0].gap is None)
    return _offered(said, found, best, grounds) if isinstance(found, Order) and unsure else found


def _fitting(said: StateFigure, wanted: Sequence[int], grounds: Grounds) -> list[_Spot]:
    """The places that fit best; where something is to be filled in, what stands already only where nothing is missing."""
    figures = [] if said.target and not said.was else list(_figures(said.indicator, said.was, said.value, wanted, grounds))
    gaps = [] if said.was else list(_gaps(said.indicator, wanted, grounds))
    if said.target:
        aims = [one for one in gaps if one.gap and (one.gap.gap.status == "target" or grounds.scene.item(one.position).kind == "plan")]
        gaps = aims or gaps
        if not gaps:
            figures = [
                one
                for one in _figures(said.indicator, said.was, said.value, wanted, grounds)
                if one.figure and one.figure.status == "target"
            ]
    gaps = [one for one in gaps if one.gap and _of_kind(said.value, one.gap.gap.unit)] or gaps
    if said.actual:
        gaps = [one for one in gaps if one.gap and one.gap.gap.status != "target"] or gaps
    if said.fills and gaps:
        figures = []
    best = _levels(said.indicator, _best([*figures, *gaps]))
    if best and best[0].gap is not None and best[0].figure is None and any(one.gap is None for one in best):
        best = [one for one in best if one.gap is None] if not said.target else [one for one in best if one.gap is not None]
    return best


def _offered(said: StateFigure, found: Order, best: Sequence[_Spot], grounds: Grounds) -> Offer:
    """A value that was only said beside a name is asked about before it goes anywhere."""
    names = grounds.scene.names(sorted({one.position for one in best}))
    stands = f"现在是{best[0].figure.text}，" if best[0].figure is not None else ""
    return Offer(found.commands, f"{names}里“{said.indicator}”{stands}要写成{said.value}吗？")


def _levels(name: str, spots: list[_Spot]) -> list[_Spot]:
    """Of gaps that fit alike those of the level, where the name speaks of no change: 优良天数, not how many more."""
    if re.search(r"增|减|降|变|同比|速|幅", name):
        return spots
    return [one for one in spots if one.gap is None or one.gap.gap.measure != "change"] or spots


def _best(spots: Sequence[_Spot]) -> list[_Spot]:
    top = max((one.score for one in spots), default=0.0)
    return [one for one in spots if one.score == top and top > 0]


def _nowhere(said: StateFigure, grounds: Grounds) -> AskBack:
    where = grounds.scene.names(said.sections[:1]) if said.sections else "稿子"
    what = f"“{said.indicator}{said.was}”" if said.was else f"“{said.indicator}”的数或【待补】"
    return AskBack(f"{where}里没有找到{what}，稿子没有动；请说明是哪一节的哪个数。", firm=False)


def _put(said: StateFigure, best: list[_Spot], grounds: Grounds) -> Heard:
    scene = grounds.scene
    figures = [one for one in best if one.figure is not None]
    if figures:
        told = {one.figure.text for one in figures if one.figure}
        if len(told) > 1:
            return AskBack(f"“{said.indicator}”有几个不同的数（{'、'.join(sorted(told))}），您要改哪一个？")
        if len({one.figure.indicator for one in figures if one.figure}) > 1:
            contexts = "、".join(dict.fromkeys(f"“{one.context}”" for one in figures))
            return AskBack(f"{said.was or said.indicator}有几处：{contexts}，您要改哪一处？稿子没有动。")
        commands: list[c.Command] = []
        for one in figures:
            assert one.figure is not None
            made = _changed(said, one, grounds)
            commands += [] if made in commands else [made]
        names = scene.names(sorted({one.position for one in figures}))
        old = next(iter(told))
        if figures[0].score < _LIKELY or len({one.position for one in figures}) > 1:
            return Offer(tuple(commands), f"要把{names}里“{figures[0].context}”的{old}改为{said.value}吗？")
        return Order(tuple(commands))
    if len(best) > 1:
        near = [one for one in best if one.position in said.near]
        here = near or [one for one in best if one.position == scene.current] or _in_part(best, scene)
        if len(here) != 1:
            return AskBack(f"“{said.indicator}”的【待补】有几处（{scene.names(sorted({one.position for one in best}))}），您要填哪一处？")
        best = here
    (spot,) = best
    assert spot.gap is not None
    return _filled(
        spot, said.value, grounds, sure=said.target or bool(said.sections) or spot.position in said.near or spot.gap.gap.status != "target"
    )


def _changed(said: StateFigure, spot: _Spot, grounds: Grounds) -> c.Command:
    """Another value where one stands; 超130万辆 said in full goes with its 超."""
    scene, figure = grounds.scene, spot.figure
    assert figure is not None
    value = _with_unit(said.value, figure)
    if re.match(BOUND_BEFORE, said.was) and said.was != figure.text and scene.text(spot.position).count(said.was) == 1:
        return c.Amend(scene.id(spot.position), said.was, value)
    return c.SetFigure(scene.id(spot.position), figure.indicator, value, figure.text)


def _in_part(spots: Sequence[_Spot], scene: Scene) -> list[_Spot]:
    """Those in the part that is open."""
    return [] if scene.current is None else [one for one in spots if one.position in part_of(scene, scene.current)]


def _filled(spot: _Spot, value: str, grounds: Grounds, sure: bool = True) -> Heard:
    scene, gap = grounds.scene, spot.gap
    assert gap is not None
    name = scene.name(spot.position)
    if re.search("、", gap.gap.indicator):
        return AskBack(f"{name}里这处【待补】列了好几项，请在编辑区里把“{value}”写成句子，稿子没有动；要填哪一处也可以点它。")
    command = c.Fill(gap.id, _without_verb(value, spot.context))
    if sure and spot.score >= _LIKELY:
        return Order((command,))
    return Offer((command,), f"要在{name}“{spot.context}”的【待补】处填上{value}吗？")


def _without_verb(value: str, context: str) -> str:
    """达到35% after 达到 says it once."""
    head = re.match(r"达到|达|超过|突破|不少于|不低于|不超过", value)
    return value[head.end() :] if head and re.search(rf"{head.group()}…?$", context.split("…")[0]) else value


def _with_unit(value: str, figure: Figure) -> str:
    """A bare number takes the unit the figure has: 1226 of 1225个; 以上 that stands behind the figure is not said twice."""
    if not re.search(r"(?:以上|以下|左右|以内)$", figure.text):
        value = re.sub(r"(?:以上|以下|左右|以内)$", "", value)
    if re.fullmatch(r"\d[\d,]*(?:\.\d+)?", value):
        unit = re.sub(r"^[\d.,]+", "", figure.text)
        return value + unit if not value.endswith(unit) else value
    return value


def _figures(name: str, was: str, value: str, positions: Sequence[int], grounds: Grounds) -> Iterator[_Spot]:
    """Figures of the draft that the name could mean, of the value that stands there where it is said."""
    for position in positions:
        text = grounds.scene.text(position)
        kind = grounds.scene.item(position).kind
        for figure in read_figures(text, calendar=grounds.brief.calendar(kind if kind in ("review", "plan") else "")):
            if was and not _reads(was, figure.text):
                continue
            if not was and _rate(value) is not None and _rate(figure.text) is not None and _rate(value) != _rate(figure.text):
                continue
            context = _clause(text, figure.start, figure.end)
            score = 3.0 if name and same_indicator(figure.indicator, formal(_CHANGES.sub("", name))) else 0.0
            score = max(score, named(name, figure.indicator) * 1.1, named(name, context)) if name else (_SURE if was else 0.0)
            if _CHANGES.search(name) and figure.measure == "level" and not was:
                score = 0.0
            if score:
                yield _Spot(position, score, figure, None, context.replace(figure.text, ""))
    if was and name:
        yield from _only_one(name, was, positions, grounds)


def _only_one(name: str, was: str, positions: Sequence[int], grounds: Grounds) -> Iterator[_Spot]:
    """The only figure that reads so, where the name says something else: to be asked."""
    found = []
    for position in positions:
        text = grounds.scene.text(position)
        found += [
            (position, text, figure) for figure in read_figures(text, calendar=grounds.brief.calendar("")) if _reads(was, figure.text)
        ]
    if len(found) == 1:
        position, text, figure = found[0]
        context = _clause(text, figure.start, figure.end).replace(figure.text, "")
        if 2 * sum(character in context for character in name) >= len(name):
            yield _Spot(position, 0.5, figure, None, context)


def _reads(was: str, text: str) -> bool:
    """Whether 1225 is what 1225个 says."""
    one, other = (re.sub(rf"^{BOUND_BEFORE}|{BOUND_AFTER}$", "", words.replace(" ", "").replace("％", "%")) for words in (was, text))
    return one == other or (other.startswith(one) and not re.match(r"[\d.]", other[len(one) :]) and not re.search(r"[^\d万亿]$", one))


def _rate(value: str) -> bool | None:
    """Whether a value is a percentage; None for a bare number."""
    if re.search(r"[%％]|百分", value):
        return True
    return None if re.fullmatch(r"[\d.,]+(?:左右|以上|以下|以内)?", value) else False


def _of_kind(value: str, unit: str) -> bool:
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


def _gaps(name: str, positions: Sequence[int], grounds: Grounds) -> Iterator[_Spot]:
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
            yield _Spot(position, score, None, one, context)


def _as_last(said: FillAsLast, grounds: Grounds) -> Heard:
    """A gap filled with what last year's text had in its place."""
    best = _best(list(_gaps(said.indicator, said.sections or tuple(range(len(grounds.scene.sections))), grounds)))
    if len(best) > 1 and grounds.scene.current is not None:
        best = [one for one in best if one.position == grounds.scene.current] or best
    if len(best) != 1 or best[0].gap is None:
        return AskBack(f"稿子里没有找到“{said.indicator}”的【待补】，稿子没有动；您要填哪一处？")
    spot = best[0]
    value = _last_value(spot, grounds)
    if not value:
        return AskBack(f"去年的文字里没有找到“{said.indicator}”的数，稿子没有动；请说填多少。")
    return _filled(spot, value, grounds)


def _last_value(spot: _Spot, grounds: Grounds) -> str:
    assert spot.gap is not None
    last = spot.gap.gap.last
    if last is not None and last.value:
        return last.value
    head, _, tail = spot.context.partition("……")
    like = grounds.scene.item(spot.position).like
    for before, after in ((head, tail), (head[-4:], tail[:6]), ("", tail[:8]), (head[-6:], "")):
        if len(before) + len(after) < 4:
            continue
        found = re.search(f"{re.escape(before)}(?P<v>{VALUE})" + (re.escape(after) if after else ""), like)
        if found:
            return found["v"]
    return ""


def _by_ledger(said: UseLedger, grounds: Grounds) -> Heard:
    """This year's figure in place of another of the indicator; where it stands already, that is said."""
    scene = grounds.scene
    wanted = said.sections or tuple(range(len(scene.sections)))
    if not said.indicator:
        written = scene.written(wanted)
        commands = tuple(c.UpdateFigures(scene.id(p)) for p in written)
        return Order(commands) if said.sections else Offer(commands, "要把全文的数都换成台账里今年的吗？")
    best = [one for one in _best(list(_figures(said.indicator, "", "", wanted, grounds))) if one.figure]
    if not best:
        return AskBack(
            f"{'稿子' if not said.sections else scene.names(said.sections[:1])}里没有“{said.indicator}”的数，稿子没有动；您说的是哪一节的哪个数？"
        )
    year = str(grounds.brief.reviewed_year)
    known = [e for e in grounds.entries if e.figure.period == year and e.figure.status == "actual" and _same(e.figure, best[0].figure)]
    if not known:
        return AskBack(f"台账里没有“{said.indicator}”{year}年的数，稿子没有动；请先上传材料，或说明填多少。")
    if all(one.figure is not None and any(agree(e.figure, one.figure) for e in known) for one in best):
        names = scene.names(sorted({one.position for one in best}))
        return Told(f"{names}里“{said.indicator}”已经是{best[0].figure.text if best[0].figure else ''}，与台账一致，没有改动。")
    positions = sorted({one.position for one in best})
    return Order(tuple(c.UpdateFigures(scene.id(p), best[0].figure.indicator if best[0].figure else said.indicator) for p in positions))


def _same(one: Figure, other: Figure | None) -> bool:
    return other is not None and same_indicator(one.indicator, other.indicator) and one.measure == other.measure


def _last_sentence(said: RestoreLast, grounds: Grounds) -> Heard:
    """Sentences of last year's section, put back at its end once that is said yes to."""
    scene = grounds.scene
    like, now = scene.item(said.section).like, scene.text(said.section)
    found = _sentence_about(said.words, like)
    name = scene.name(said.section)
    if not found:
        return AskBack(f"去年的{name}里没有找到“{said.words}”，稿子没有动；您说的是哪一句？")
    if found in now:
        found = _missing_after(found, like, now)
    if not found:
        return Told(f"{name}里已经有这一句，没有改动。")
    if cut := _cut_short(found, now):
        return Offer((c.Amend(scene.id(said.section), cut, found),), f"{name}里的“{cut}”，要换回去年的整句吗？“{found}”")
    before = _standing_before(found, like, now)
    if before:
        command = c.Amend(scene.id(said.section), before, before + found)
        return Offer((command,), f"要把去年的这一句补回{name}“{before[-16:]}”后面吗？“{found}”")
    return Offer((c.Amend(scene.id(said.section), "", found),), f"要把去年的这一句补回{name}末尾吗？“{found}”")


def _missing_after(found: str, like: str, now: str) -> str:
    """What followed it in last year's paragraph and stands no more, "" for nothing."""
    line = next((line for line in like.split("\n") if found in line), "")
    return next((one.text for one in sentences_in(line[line.find(found) + len(found) :]) if one.text not in now), "")


def _cut_short(found: str, now: str) -> str:
    """The sentence that is left of it now, the only one; "" where none is."""
    wanted = grams(found)
    left = [one.text for one in sentences_in(now) if len(one.text) >= 8 and share(grams(one.text), wanted) >= 0.9]
    return left[0] if len(left) == 1 and now.count(left[0]) == 1 else ""


def _standing_before(found: str, like: str, now: str) -> str:
    """The sentence right before it last year, where it still stands, once; "" where it does not."""
    line = next((line for line in like.split("\n") if found in line), "")
    earlier = [one.text for one in sentences_in(line[: line.find(found)])]
    return earlier[-1] if earlier and now.count(earlier[-1]) == 1 else ""


def _sentence_about(words: str, text: str) -> str:
    pairs = grams(words)
    scored = [(sum(pair in one.text for pair in pairs) / len(pairs), -n, one.text) for n, one in enumerate(sentences_in(text))]
    best = max(scored, default=(0.0, 0, ""))
    return best[2] if best[0] >= 0.6 else ""
