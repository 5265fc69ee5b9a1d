"""Where in a draft a value somebody states belongs: the figure it corrects or the 【待补】 it fills; never another indicator's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from nigao import commands as c
from nigao.asking.amounts import BOUND_BEFORE
from nigao.asking.framing import bare_name
from nigao.asking.levels import part_of
from nigao.asking.meant import meant
from nigao.asking.scene import Scene
from nigao.asking.values import AskBack, FillAsLast, Heard, Offer, Order, RestoreLast, StateFigure, Told, UseLedger
from nigao.figures.agreement import agree
from nigao.figures.aliases import same_indicator
from nigao.figures.figure import Figure
from nigao.work.filling import filled, other_scale
from nigao.work.last_words import as_last, last_sentence
from nigao.work.spots import LIKELY, SURE, Grounds, Spot, best_of, figures_named, gaps_named, of_kind


def settled(said: StateFigure | FillAsLast | UseLedger | RestoreLast, grounds: Grounds) -> Heard:
    """What is to be done about a value: a command, a question, or that there is no such place."""
    match said:
        case StateFigure():
            return _stated(said, grounds)
        case FillAsLast():
            return as_last(said, grounds)
        case UseLedger():
            return _by_ledger(said, grounds)
        case RestoreLast():
            return last_sentence(said, grounds)


def _stated(said: StateFigure, grounds: Grounds) -> Heard:
    best, beside = _spots(said, grounds)
    if not best and (plain := bare_name(said.indicator)) != said.indicator:
        said = replace(said, indicator=plain)
        best, beside = _spots(said, grounds)
    if not best and (likely := _likely(said.indicator, grounds)):
        said = replace(said, indicator=likely, sure=False)
        best, beside = _spots(said, grounds)
    if not best and said.was and said.indicator:  # the value said to stand does not, but the indicator does: only offered
        said = replace(said, was="", sure=False)
        best, beside = _spots(said, grounds)
    if not best:
        return _nowhere(said, grounds)
    found = _put(said, best, grounds)
    unsure = not said.sure or (bool(said.near) and not said.sections and not beside) or (said.fills and best[0].gap is None)
    return _offered(said, found, best, grounds) if isinstance(found, Order) and unsure else found


def _spots(said: StateFigure, grounds: Grounds) -> tuple[list[Spot], bool]:
    """The places that fit best, and whether they are beside what was said just before."""
    beside = _fitting(said, said.near, grounds) if said.near and not said.sections else []
    return beside or _fitting(said, said.sections or tuple(range(len(grounds.scene.sections))), grounds), bool(beside)


def _likely(words: str, grounds: Grounds) -> str:
    """The one indicator of the draft's gaps that some words hold nearly whole, "" where none or several are."""
    names = {one.gap.indicator for one in grounds.gaps if one.gap.indicator}
    found = [one.name for one in meant(words, names) if one.known >= 0.8]
    return found[0] if len(found) == 1 else ""


def _fitting(said: StateFigure, wanted: Sequence[int], grounds: Grounds) -> list[Spot]:
    """The places that fit best; where something is to be filled in, what stands already only where nothing is missing."""
    figures = [] if said.target and not said.was else list(figures_named(said.indicator, said.was, said.value, wanted, grounds))
    gaps = [] if said.was else list(gaps_named(said.indicator, wanted, grounds))
    if said.change:  # of no level, however well it fits
        gaps = [one for one in gaps if one.gap and one.gap.gap.measure == "change" and of_kind(said.value, one.gap.gap.unit)]
        return best_of(gaps)
    if said.target:
        aims = [one for one in gaps if one.gap and (one.gap.gap.status == "target" or grounds.scene.item(one.position).kind == "plan")]
        gaps = aims or gaps
        if not gaps:
            figures = [
                one
                for one in figures_named(said.indicator, said.was, said.value, wanted, grounds)
                if one.figure and one.figure.status == "target"
            ]
    gaps = [one for one in gaps if one.gap and of_kind(said.value, one.gap.gap.unit)] or gaps
    if said.actual:
        gaps = [one for one in gaps if one.gap and one.gap.gap.status != "target"] or gaps
    if said.fills and gaps:
        figures = []
    best = _levels(said.indicator, best_of([*figures, *gaps]))
    if best and best[0].gap is not None and best[0].figure is None and any(one.gap is None for one in best):
        best = [one for one in best if one.gap is None] if not said.target else [one for one in best if one.gap is not None]
    return best


def _offered(said: StateFigure, found: Order, best: Sequence[Spot], grounds: Grounds) -> Offer:
    """A value that was only said beside a name is asked about before it goes anywhere."""
    names = grounds.scene.names(sorted({one.position for one in best}))
    stands = f"现在是{best[0].figure.text}，" if best[0].figure is not None else ""
    named = f"“{said.indicator}”" if said.indicator else "这个数"
    return Offer(found.commands, f"{names}里{named}{stands}要写成{said.value}吗？")


def _levels(name: str, spots: list[Spot]) -> list[Spot]:
    """Of gaps that fit alike those of the level, where the name speaks of no change: 优良天数, not how many more."""
    if re.search(r"增|减|降|变|同比|速|幅", name):
        return spots
    return [one for one in spots if one.gap is None or one.gap.gap.measure != "change"] or spots


def _nowhere(said: StateFigure, grounds: Grounds) -> Heard:
    if said.change:
        return Told(f"稿子里“{said.indicator}”没有写比上年的变化，{said.value}没有用上。")
    where = grounds.scene.names(said.sections[:1]) if said.sections else "稿子"
    what = f"“{said.indicator}{said.was}”" if said.was else f"“{said.indicator}”的数或【待补】"
    return AskBack(f"{where}里没有找到{what}，稿子没有动；请说明是哪一节的哪个数。")


def _put(said: StateFigure, best: list[Spot], grounds: Grounds) -> Heard:
    scene = grounds.scene
    figures = [one for one in best if one.figure is not None]
    if figures and not said.sections:
        everywhere = _as_well(said, figures, grounds)
        figures = _open_ones(everywhere, scene) or figures
        if (
            len({one.position for one in everywhere}) > 1
            and len({one.position for one in figures}) == 1
            and figures[0].position != scene.current
        ):
            told_at = "；".join(dict.fromkeys(f"{scene.name(one.position)}里的“{_told(one)}”" for one in everywhere))
            return AskBack(f"“{said.indicator or said.was}”有几处：{told_at}，您要改哪一处？稿子没有动。", firm=True)
    if figures and not said.was and all(_reads_same(said.value, one) for one in figures):
        return Told(
            f"{scene.names(sorted({one.position for one in figures}))}里“{said.indicator}”已经是{figures[0].figure.text if figures[0].figure else ''}，没有改动。"
        )
    if figures:
        told = {one.figure.text for one in figures if one.figure}
        if len(told) > 1 and (now := _of_year(figures, grounds)):
            return Offer((_changed(said, now, grounds),), f"要把{scene.name(now.position)}{now.context}改为{said.value}吗？")
        if len(told) > 1:
            return AskBack(f"“{said.indicator}”有几个不同的数（{'、'.join(sorted(told))}），您要改哪一个？", firm=True)
        if len({one.figure.indicator for one in figures if one.figure}) > 1:
            contexts = "、".join(dict.fromkeys(f"“{one.context}”" for one in figures))
            return AskBack(f"{said.was or said.indicator}有几处：{contexts}，您要改哪一处？稿子没有动。", firm=True)
        commands: list[c.Command] = []
        for one in figures:
            assert one.figure is not None
            made = _changed(said, one, grounds)
            commands += [] if made in commands else [made]
        names = scene.names(sorted({one.position for one in figures}))
        old = next(iter(told))
        if figures[0].score < LIKELY or other_scale(said.value, old) or len({one.position for one in figures}) > 1:
            return Offer(tuple(commands), f"要把{names}里“{figures[0].context}”的{old}改为{said.value}吗？")
        return Order(tuple(commands))
    if len(best) > 1:
        near = [one for one in best if one.position in said.near]
        here = (
            near
            or _right_after(said.beside, best, grounds)
            or [one for one in best if one.position == scene.current]
            or _in_part(best, scene)
        )
        if len(here) != 1:
            return AskBack(
                f"“{said.indicator}”的【待补】有几处（{scene.names(sorted({one.position for one in best}))}），您要填哪一处？", firm=True
            )
        best = here
    (spot,) = best
    assert spot.gap is not None
    return filled(
        spot, said.value, grounds, sure=said.target or bool(said.sections) or spot.position in said.near or spot.gap.gap.status != "target"
    )


def _as_well(said: StateFigure, figures: Sequence[Spot], grounds: Grounds) -> list[Spot]:
    """The figures that fit best, with those of other sections the name is told of as surely and in the same unit."""
    units = {one.figure.unit for one in figures if one.figure}
    others = figures_named(said.indicator, said.was, said.value, range(len(grounds.scene.sections)), grounds) if said.indicator else ()
    places = {one.position for one in figures}
    more = [one for one in others if one.figure and one.score >= SURE and one.figure.unit in units and one.position not in places]
    return sorted([*figures, *more], key=lambda one: one.position)


def _open_ones(spots: Sequence[Spot], scene: Scene) -> list[Spot]:
    """The one figure of the section that is open, where the words name it surely; [] where there is none or several."""
    here = [one for one in spots if one.position == scene.current and one.score >= LIKELY]
    return here if len({one.figure.text for one in here if one.figure}) == 1 else []


def _told(spot: Spot) -> str:
    return f"{spot.context}{spot.figure.text if spot.figure else ''}"


def _right_after(name: str, best: Sequence[Spot], grounds: Grounds) -> list[Spot]:
    """The one gap that follows where another indicator is told or missing, in the same sentence."""
    if not name:
        return []
    everywhere = range(len(grounds.scene.sections))
    others = best_of([*figures_named(name, "", "", everywhere, grounds), *gaps_named(name, everywhere, grounds)])
    found = []
    for spot in best:
        text = grounds.scene.text(spot.position)
        for other in others:
            start = other.figure.end if other.figure else other.gap.gap.end if other.gap else 0
            if (
                other.position == spot.position
                and spot.gap
                and spot.gap.gap.start - start >= 0
                and "。" not in text[start : spot.gap.gap.start]
            ):
                found.append(spot)
    return found if len(found) == 1 else []


def _of_year(spots: Sequence[Spot], grounds: Grounds) -> Spot | None:
    """Of the cells of one table's row, the one of the year that is reviewed; None where it is not the only one, or not all are cells."""
    year = str(grounds.brief.reviewed_year)
    now = [one for one in spots if one.figure and one.figure.period == year]
    return now[0] if len(now) == 1 and all(one.figure and one.figure.place for one in spots) else None


def _reads_same(value: str, spot: Spot) -> bool:
    return spot.figure is not None and spot.figure.text == _with_unit(value, spot.figure)


def _changed(said: StateFigure, spot: Spot, grounds: Grounds) -> c.Command:
    """Another value where one stands; 超130万辆 said in full goes with its 超."""
    scene, figure = grounds.scene, spot.figure
    assert figure is not None
    value = _with_unit(said.value, figure)
    if re.match(BOUND_BEFORE, said.was) and said.was != figure.text and scene.text(spot.position).count(said.was) == 1:
        return c.Amend(scene.id(spot.position), said.was, value)
    return c.SetFigure(scene.id(spot.position), figure.indicator, value, figure.text)


def _in_part(spots: Sequence[Spot], scene: Scene) -> list[Spot]:
    """Those in the part that is open."""
    return [] if scene.current is None else [one for one in spots if one.position in part_of(scene, scene.current)]


def _with_unit(value: str, figure: Figure) -> str:
    """A bare number takes the unit the figure has: 1226 of 1225个; 以上 that stands behind the figure is not said twice."""
    if not re.search(r"(?:以上|以下|左右|以内)$", figure.text):
        value = re.sub(r"(?:以上|以下|左右|以内)$", "", value)
    if re.fullmatch(r"\d[\d,]*(?:\.\d+)?", value):
        unit = re.sub(r"^[\d.,]+", "", figure.text)
        return value + unit if not value.endswith(unit) else value
    return value


def _by_ledger(said: UseLedger, grounds: Grounds) -> Heard:
    """This year's figure in place of another of the indicator; where it stands already, that is said."""
    scene = grounds.scene
    wanted = said.sections or tuple(range(len(scene.sections)))
    if not said.indicator:
        written = scene.written(wanted)
        commands = tuple(c.UpdateFigures(scene.id(p)) for p in written)
        return Order(commands) if said.sections else Offer(commands, "要把全文的数都换成台账里今年的吗？")
    best = [one for one in best_of(list(figures_named(said.indicator, "", "", wanted, grounds))) if one.figure]
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
