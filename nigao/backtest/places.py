"""Which of a draft's figures stand in a section that is not about them, judged by what last year's section was about.

What the draft put into a section says nothing of the section's topic: a paragraph on farming makes one on research no section on farming.
"""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence

from nigao.backtest.headings import likeness
from nigao.draft import Draft, DraftSection
from nigao.excerpt.topics import fields_of
from nigao.figures.agreement import agree
from nigao.figures.aliases import same_indicator
from nigao.figures.calendar import Calendar
from nigao.figures.figure import Figure
from nigao.figures.read import read_figures
from nigao.planning import plan_outline
from nigao.report import Report

_NEAREST, _FEWEST = 2, 6
_SAME_TITLE, _SAME_HALF = 0.5, 0.6
_MAINLY = 0.15


def misplaced(
    draft: Draft, real: Report, told: Sequence[tuple[DraftSection, Figure]], earlier: Report | None
) -> list[tuple[DraftSection, Figure]]:
    """The draft's figures in a section that is not like the one where the later report has them, did not tell them last year, and is
    not about their field of work; of what the later report tells in an overview alone, one that does not speak of their field."""
    places, overviews = _sections(real), _overviews(real)
    if len(places) < _FEWEST:
        return []
    planned = _planned(real)
    texts = {n: text for n, (_, _, text) in enumerate(places) if n not in _divided(real)}
    topics = {
        True: _Topics({n: text for n, text in texts.items() if n in planned}),
        False: _Topics({n: text for n, text in texts.items() if n not in planned}),
    }
    frames = _Frames(draft, earlier)
    found = []
    for section, figure in told:
        if _of_all_fields(section, draft) or any(_below(section, other) for other in real.figures if _says(figure, other)):
            continue
        homes = {
            n for n, (start, end, _) in enumerate(places) for other in real.figures if start <= other.start < end and _says(figure, other)
        }
        about = frames.about(section)
        if not homes or homes & set(topics[frames.plans(section)].nearest(about)) or frames.told(section, figure):
            continue
        if not _of_field(figure, about, 0.0 if homes <= overviews else _MAINLY):
            found.append((section, figure))
    return found


class _Frames:
    """What each section of a draft was about last year, and what it told."""

    def __init__(self, draft: Draft, earlier: Report | None) -> None:
        items = plan_outline(earlier, draft.year) if earlier is not None else []
        fits = [(s.title, s.level) for s in draft.sections] == [(i.title, i.level) for i in items]
        pairs = list(zip(draft.sections, items, strict=True)) if fits else []
        self._texts = {id(section): item.like for section, item in pairs}
        self._kinds = {id(section): item.kind for section, item in pairs}
        self._calendar = Calendar(str(draft.year - 2), str(draft.year - 1))
        self._read: dict[int, list[Figure]] = {}

    def about(self, section: DraftSection) -> str:
        """Its heading, and last year's text below it; a new section's own text."""
        return f"{section.heading * 3}{self._texts.get(id(section)) or section.text}"

    def plans(self, section: DraftSection) -> bool:
        """Whether it plans."""
        return self._kinds.get(id(section)) == "plan"

    def told(self, section: DraftSection, figure: Figure) -> bool:
        """Whether last year's section told the figure's indicator: then the writer has followed the frame."""
        key = id(section)
        if key not in self._read:
            self._read[key] = read_figures(self._texts.get(key, ""), calendar=self._calendar)
        return any(one.measure == figure.measure and same_indicator(one.indicator, figure.indicator) for one in self._read[key])


def _of_field(figure: Figure, about: str, least: float) -> bool:
    """Whether a figure's field of work is one that a section speaks of; least: in which share of its words on fields."""
    spoken = fields_of(about)
    main = {field for field, times in spoken.items() if times >= least * sum(spoken.values())}
    return bool(fields_of(figure.indicator).keys() & main)


def _overviews(real: Report) -> set[int]:
    """The report's sections without a topic of their own: what a part says before its subsections, and parts without any."""
    heads = [heading for heading in real.headings if heading.kind == "section"]
    top = min((heading.level for heading in heads), default=1)
    return {n for n, heading in enumerate(heads) if heading.level == top}


def _divided(real: Report) -> set[int]:
    """The report's sections that have sections below them; what they say first is of everything, so they are like anything."""
    heads = [heading for heading in real.headings if heading.kind == "section"]
    return {n for n, (one, after) in enumerate(itertools.pairwise(heads)) if after.level > one.level}


def _planned(real: Report) -> set[int]:
    """The report's sections that plan."""
    items = [item for item in plan_outline(real, real.identity.year or 0) if item.title]
    return {n for n, item in enumerate(items) if item.kind == "plan"}


def _of_all_fields(section: DraftSection, draft: Draft) -> bool:
    """Whether a draft's section is the whole look back, not divided by topics."""
    at = next(n for n, one in enumerate(draft.sections) if one is section)
    divided = at + 1 < len(draft.sections) and draft.sections[at + 1].level > section.level
    return section.level == 1 and not divided and bool(re.search("回顾|总结", section.title))


def _below(section: DraftSection, other: Figure) -> bool:
    """Whether the later report tells a figure under a heading of the draft section's own words, one half of them, or one below it."""
    titles = other.section.split(" / ")
    halves = [half for half in section.title.split("，") if "发展" not in half or fields_of(half)]
    return any(likeness(section.title, title) >= _SAME_TITLE for title in titles) or any(
        likeness(half, theirs) >= _SAME_HALF for half in halves for title in titles for theirs in title.split("，")
    )


def _says(figure: Figure, other: Figure) -> bool:
    return bool(agree(figure, other)) and figure.measure == other.measure and same_indicator(figure.indicator, other.indicator)


def _sections(real: Report) -> list[tuple[int, int, str]]:
    """(start, end, heading and text) of the report's finest sections."""
    heads = [heading for heading in real.headings if heading.kind == "section"]
    ends = [heading.start for heading in heads[1:]] + [len(real.document.text)]
    return [(h.start, end, f"{h.title * 3}{real.document.text[h.end : end]}") for h, end in zip(heads, ends, strict=True)]


class _Topics:
    """Which of several numbered texts a text is most like, by the rare character pairs they share."""

    def __init__(self, texts: Mapping[int, str]) -> None:
        self._bags = {n: _bag(text) for n, text in texts.items()}
        counts = Counter(pair for bag in self._bags.values() for pair in bag)
        self._idf = {pair: math.log(1 + len(texts) / seen) for pair, seen in counts.items()}

    def nearest(self, text: str) -> list[int]:
        """The texts most like this one, best first."""
        bag = _bag(text)
        scores = {n: self._likeness(bag, other) for n, other in self._bags.items()}
        return sorted(scores, key=lambda n: -scores[n])[:_NEAREST]

    def _likeness(self, one: Mapping[str, float], other: Mapping[str, float]) -> float:
        shared = sum(weight * other[pair] * self._idf[pair] ** 2 for pair, weight in one.items() if pair in other)
        return shared / (self._norm(one) * self._norm(other) or 1.0)

    def _norm(self, bag: Mapping[str, float]) -> float:
        return math.sqrt(sum((weight * self._idf.get(pair, 0.0)) ** 2 for pair, weight in bag.items()))


def _bag(text: str) -> dict[str, float]:
    han = re.sub(r"[^一-鿿]", " ", text)
    pairs = Counter(word[i : i + 2] for word in han.split() for i in range(len(word) - 1))
    return {pair: 1 + math.log(times) for pair, times in pairs.items()}
