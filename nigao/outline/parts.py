"""Headings without a number that open a part: its bare name (2024年工作回顾), and paragraphs that begin with a dash (——着力…)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from nigao.report import Heading

_WHEN = r"(?:过去[一五]年|(?:19|20)\d\d年度?|20[xX×＊*]{2}年|今年|去年|明年|上半年|下半年|“?十[二三四五六]五”?(?:时期|期间|规划)?|五年来?|今后五年|下一步|下一阶段)"
_WHAT = (
    r"(?:工作)?(?:回顾|总结)|(?:主要|重点)?工作(?:情况|开展情况|完成情况|总结|打算|安排|计划|思路|谋划|部署|要点|任务|建议|总体部署)|发展成就|取得的成[绩效]|"
    r"(?:工作)?总体要求|(?:主要|重点|预期)?(?:目标任务|工作目标|目标|任务)|重点工作|重点任务|政府自身建设|存在的?(?:主要)?(?:问题|困难|不足)(?:和[^，。]{2,6})?"
)
_NAME = re.compile(
    rf"^(?:关于|对)?{_WHEN}(?:和{_WHEN})?的?(?:[^，。、\d]{{0,10}}?)(?:{_WHAT})(?:(?:和|与|及|、){_WHEN}?的?(?:[^，。、\d]{{0,6}}?)(?:{_WHAT}))?$"
)
_ALSO_NAME = re.compile(
    r"^(?:(?:切实|全面|不断|持续)?加强政府自身建设|(?:工作|成绩)回顾|工作打算|下一步(?:工作)?(?:打算|安排|计划|思路)|存在的(?:主要)?问题(?:和不足)?)$"
)
_DASH = re.compile(r"(?:——|──|--|— —|—)\s*(?=[^—\s\d])")
_DOES = re.compile(
    r"(?:我们)?(?:必须|要|更加|更好|更大力度|更高水平)?(?:着力|坚持|加快|推动|推进|深化|强化|聚焦|突出|全面|全力|大力|持续|加强|促进|扩大|提升|提高|打造|建设|实施|统筹|深入|切实|积极|"
    r"坚定|坚决|努力|培育|优化|完善|做[强大优好实]|抓[好牢实]|牢牢|守[牢住]|保障|构建|增强|激发|发展|扎实|稳[住定步]|围绕|以|在)"
)
_SENTENCE = re.compile(r"[。！？]")
_LONGEST = 48
_FEWEST = 3


def names_part(text: str) -> bool:
    """Whether a short line is the name of a part of a report, so that it is a heading even by itself."""
    bare = re.sub(r"\s", "", text)
    return bool(_NAME.match(bare) or _ALSO_NAME.match(bare))


def dashed(lines: Sequence[tuple[int, str]], found: Sequence[Heading], bodies: int) -> list[Heading]:
    """The dash paragraphs that open the sections of a part which has no numbered ones.

    lines: (start, text) in order. bodies: from how many characters on a paragraph is one. A row of dash paragraphs in passing (what
    was achieved, one sentence each) opens nothing: each must say what is done, or stand over paragraphs of its own.
    """
    own = sorted((heading for heading in found if heading.kind == "section"), key=lambda heading: heading.start)
    starts = [start for start, _ in lines]
    picked: list[Heading] = []
    for index, part in enumerate(own):
        end = own[index + 1].start if index + 1 < len(own) else lines[-1][0] + len(lines[-1][1]) if lines else 0
        closed = index + 1 == len(own) or own[index + 1].level <= part.level
        inside = lines[bisect_left(starts, part.end) : bisect_left(starts, end)]
        if closed and part.level <= 2 and not part.run_in:
            picked += _of_part(inside, part.level + 1, bodies)
    return picked


def _of_part(inside: Sequence[tuple[int, str]], level: int, bodies: int) -> list[Heading]:
    opened = [(number, heading) for number, line in enumerate(inside) if (heading := _opens(line, level))]
    if len(opened) < _FEWEST:
        return []
    over = sum(_stands_over(inside, number, bodies) for number, _ in opened)
    runs = opened[-1][0] - opened[0][0] + 1
    does = sum(_DOES.match(heading.title) is not None for _, heading in opened)
    whole = len(opened) * 2 >= len(inside) and does * 3 >= len(opened) * 2 and _mean(inside, opened) >= 2 * bodies
    return [heading for _, heading in opened] if over * 2 >= len(opened) or (whole and runs) else []


def _mean(inside: Sequence[tuple[int, str]], opened: Sequence[tuple[int, Heading]]) -> float:
    return sum(len(inside[number][1]) for number, _ in opened) / len(opened)


def _stands_over(inside: Sequence[tuple[int, str]], number: int, bodies: int) -> bool:
    """Whether a paragraph that is not opened by a dash follows."""
    after = inside[number + 1][1] if number + 1 < len(inside) else ""
    return len(after) >= bodies and not _DASH.match(after)


def _opens(line: tuple[int, str], level: int) -> Heading | None:
    start, text = line
    dash = _DASH.match(text)
    if dash is None:
        return None
    stop = _SENTENCE.search(text, dash.end())
    end = stop.end() if stop else len(text)
    title = text[dash.end() : end].strip(" 　。！？：:；;")
    if not 4 <= len(title) <= _LONGEST or re.search(r"\d", title):
        return None
    return Heading(level, dash.group().strip(), title, end < len(text), start, start + end)
