"""A figure that a new source tells otherwise, put right in a sentence a person has worded anew; her words stay."""

from __future__ import annotations

from collections.abc import Iterator

from nigao.commands import Amend, SectionId
from nigao.desk.hunks import hunks
from nigao.figures.aliases import same_indicator
from nigao.figures.calendar import Calendar
from nigao.figures.figure import Figure
from nigao.figures.read import read_figures

REMARK = "用新到的材料更新"


def put_right(section: SectionId, before: str, after: str, now: str, calendar: Calendar) -> Iterator[Amend]:
    """The sentences of ``now`` that are not as drafted, with the figures put right that ``after`` tells otherwise than ``before``."""
    mine = {(one.start, one.end): one for one in read_figures(now, calendar=calendar)}
    for hunk in hunks(section, before, after):
        if not hunk.old or hunk.old in now:
            continue
        old, new = read_figures(hunk.old, calendar=calendar), read_figures(hunk.new, calendar=calendar)
        for was, comes in ((was, comes) for was in old for comes in new if _of_one_thing(was, comes) and was.value != comes.value):
            for (start, end), stands in mine.items():
                if _of_one_thing(stands, was) and stands.value == was.value:
                    begin, stop = _sentence_at(now, start, end)
                    sentence = now[begin:stop]
                    yield Amend(section, sentence, now[begin:start] + comes.text + now[end:stop], now.count(sentence, 0, begin) + 1, REMARK)


def _of_one_thing(one: Figure, other: Figure) -> bool:
    alike = (one.measure, one.scope, one.unit) == (other.measure, other.scope, other.unit) and bool(one.indicator)
    return alike and bool(same_indicator(one.indicator, other.indicator))


def _sentence_at(text: str, start: int, end: int) -> tuple[int, int]:
    begin = max(text.rfind(mark, 0, start) for mark in "。！？；\n") + 1
    stops = [at + 1 for mark in "。！？；" if (at := text.find(mark, end)) >= 0] + [at for at in [text.find("\n", end)] if at >= 0]
    return begin, min(stops, default=len(text))
