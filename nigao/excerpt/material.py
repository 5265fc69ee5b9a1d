"""This year's material as it can be quoted: whole paragraphs of whole sentences, each in the one place of the draft it fits best."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from nigao.draft import Hit, Place
from nigao.excerpt.placing import Placer
from nigao.figures.agreement import agree
from nigao.figures.aliases import same_indicator
from nigao.figures.calendar import Calendar
from nigao.figures.figure import Figure
from nigao.figures.read import read_figures
from nigao.ledger import Entry
from nigao.writing.runs import Run, joined, marked
from nigao.writing.sentences import sentences

REVIEWS, PLANS = ("review", "other"), ("plan",)
_AHEAD = re.compile(r"下一步|打算|计划|安排|思路|谋划|明年|今后|部署|要点|建议")
_PLAN_LABEL = re.compile(r"^(?:20\d\d年|明年|下年度?|新的一年|下一步|下步)?的?(?:工作)?(?:打算|计划|安排|思路|要点)(?:是|为)?[：:]")
# 一、2025年工作。全年…: a heading that text runs on from.
_RUN_IN = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)])?(?:20\d\d年)?[\u4e00-\u9fff]{0,8}(?:工作|情况|成效|打算|计划|安排|做法|思路)[。！]$"
)
_AHEAD_IN_TEXT = re.compile(
    rf"{_PLAN_LABEL.pattern}|^(?:下一步|下步|明年|20\d\d年，?(?:将|要|我)|今后)|将(?:继续|进一步|着力|重点)|力争|拟于|计划于"
)
_NUMBER = re.compile(r"^(?:\d{1,2}[.．、](?!\d)|[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|[①-⑳])\s*")
_SHORTEST = 12


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of material: its whole sentences with their offsets in the passage. ahead: it plans."""

    hit: Hit
    parts: tuple[tuple[int, str], ...]
    ahead: bool

    @property
    def text(self) -> str:
        """The sentences one after another."""
        return "".join(part for _, part in self.parts)

    def run(self) -> Run:
        """The block as quoted, each sentence with its place."""
        return joined([marked(part, "quoted", (self._place(start, part),)) for start, part in self.parts])

    def _place(self, start: int, part: str) -> Place:
        source, begin = self.hit.source, self.hit.passage.start + start
        where = " ".join([source.filename or source.title, *self.hit.passage.heading_path[-1:]])
        return Place(source.id, source.title, where, begin, begin + len(part), part)


@lru_cache(maxsize=8)
def blocks_of(passages: tuple[Hit, ...]) -> tuple[Block, ...]:
    """The paragraphs that may be quoted, each sentence once though passages overlap; headings, scraps and tables are left."""
    found: list[Block] = []
    told: dict[str, str] = {}
    for hit in passages:
        if hit.source.role != "material":
            continue
        begin = 0
        for line in hit.passage.text.split("\n"):
            for block in _of_line(hit, line, begin):
                fresh = tuple(part for part in block.parts if _plain(part[1]) not in told.get(hit.source.id, ""))
                told[hit.source.id] = told.get(hit.source.id, "") + "|" + _plain(block.text)
                if sum(len(text) for _, text in fresh) >= _SHORTEST:
                    found.append(replace(block, parts=fresh))
            begin += len(line) + 1
    return tuple(found)


def _plain(text: str) -> str:
    return re.sub(r"\W", "", text)


def _of_line(hit: Hit, line: str, begin: int) -> list[Block]:
    """What of a line has been done and what comes next, which parts at 下一步."""
    number = _NUMBER.match(line)
    skip = number.end() if number else 0
    whole = [(begin + skip + start, text) for start, text in sentences(line[skip:]) if text.endswith(("。", "！"))]
    all_ahead = bool(_AHEAD.search(" ".join(hit.passage.heading_path)))
    turn = 0 if all_ahead else next((i for i, (_, text) in enumerate(whole) if _turns(text)), len(whole))
    parts = ((_quotable(whole[:turn], bool(number)), False), (_quotable(whole[turn:], bool(number)), True))
    return [Block(hit, p, ahead) for p, ahead in parts if "\t" not in line and sum(len(text) for _, text in p) >= _SHORTEST]


def _turns(text: str) -> bool:
    """Whether what comes next is told from here on."""
    return bool(_AHEAD_IN_TEXT.search(text) or (_RUN_IN.match(text) and _AHEAD.search(text)))


def _quotable(parts: Sequence[tuple[int, str]], numbered: bool) -> tuple[tuple[int, str], ...]:
    """The sentences without a heading that runs into them, and without the label of a plan."""
    kept = [(start, text) for start, text in parts if not (numbered and _RUN_IN.match(text))]
    return tuple((start + len(text) - len(without_label(text)), without_label(text)) for start, text in kept)


def without_label(text: str) -> str:
    """2026年打算：新建…: in a section of plans the words of the plan alone."""
    return _PLAN_LABEL.sub("", text)


def placed(blocks: Iterable[Block], placer: Placer) -> dict[tuple[int, int], list[Block]]:
    """The blocks by (section, paragraph)."""
    found: dict[tuple[int, int], list[Block]] = defaultdict(list)
    for block in blocks:
        slot = _slot(block, placer)
        if slot is not None:
            found[slot].append(block)
    return dict(found)


@lru_cache(maxsize=4096)
def _slot(block: Block, placer: Placer) -> tuple[int, int] | None:
    slot = placer.best(block.text, PLANS if block.ahead else REVIEWS, also=" ".join(block.hit.passage.heading_path))
    return (slot.item, slot.paragraph) if slot else None


class Told:
    """What quoted material already says, so that no figure is told twice."""

    def __init__(self, blocks: Sequence[Block], calendar: Calendar, also: Sequence[Entry] = ()) -> None:
        """also: entries whose sentences are quoted besides the blocks."""
        self.text = "".join(_plain(block.text) for block in blocks)
        self._figures = [entry.figure for entry in also]
        self._figures += [figure for block in blocks for figure in _figures(block.text, calendar.reviewed, calendar.planned, block.ahead)]

    def figure(self, entry: Entry) -> bool:
        """Whether the material states what the entry says."""
        own = entry.figure
        return any(f.measure == own.measure and agree(f, own) and _alike(f.indicator, own.indicator) for f in self._figures)

    def sentence(self, text: str) -> bool:
        """Whether these words stand in the material."""
        return _plain(text) in self.text

    def indicator(self, name: str) -> bool:
        """Whether the material gives a figure of this name."""
        return any(figure.indicator and figure.indicator in name for figure in self._figures)


def _alike(one: str, other: str) -> bool:
    """Whether two names, of figures with one value, mean one thing: the same indicator, or mostly the same words in any order."""
    if same_indicator(one, other):
        return True
    if min(len(one), len(other)) >= 3 and (one.endswith(other) or other.endswith(one)):
        return True  # 排查安全隐患…，整改率99%: 安全隐患整改率
    first, second = set(one), set(other)
    return len(first & second) >= 0.7 * min(len(first), len(second)) and min(len(first), len(second)) >= 4


@lru_cache(maxsize=4096)
def _figures(text: str, reviewed: str, planned: str, ahead: bool) -> tuple[Figure, ...]:
    return tuple(read_figures(text, calendar=Calendar(reviewed, planned, "plan" if ahead else "review")))
