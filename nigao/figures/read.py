"""Reading figures out of Chinese running text: every number with its meaning, in text order; tables are read elsewhere."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from nigao.figures.aliases import renamed
from nigao.figures.calendar import Calendar
from nigao.figures.clean import Clean, clean
from nigao.figures.context import Spot, spots
from nigao.figures.figure import Figure
from nigao.figures.indicator import Reader
from nigao.figures.names import Frame, is_figure
from nigao.figures.parts import Parts, parts_of
from nigao.figures.reading import Reading
from nigao.figures.scan import Token, scan
from nigao.figures.subject import tidy
from nigao.figures.when import period_of, status_of

if TYPE_CHECKING:
    from nigao.report import Heading

_AREA = re.compile(
    r"(?:^|其中[：，]?)(?P<area>(?!全|各|国家|新|该|省级|高新技术|占|比|较|与|和|属|高于|低于)[一-龥]{2,8}?(?:新区|片区|高新区|经开区|自贸区|自贸试验区|开发区|综保区|保税区|新城))(?!建设|获批|企业|管委|内|等)"
)


def read_figures(text: str, *, calendar: Calendar, headings: Sequence[Heading] = ()) -> list[Figure]:
    """Every figure the text asserts, in text order; ``text[f.start:f.end] == f.text`` for each.

    calendar: the years the document reviews and plans. headings: where known, they give the figures' sections, and besides the
    text's own headings tell review from plan. Time grows with the length of the text, whatever it contains.
    """
    plain = clean(text)
    if not plain.text:
        return []
    frame = Frame(plain.text)
    tokens = [token for token in scan(plain.text) if is_figure(token, plain.text, frame)]
    parts = parts_of(plain.text, calendar, headings, plain.at)
    around = list(spots(tokens, plain.text))
    sections = _Sections(headings)
    reader = Reader()
    readings = [reader.read(spot, chain) for spot, chain in zip(around, _chains(around), strict=True)]
    found = [_figure(text, plain, spot, reading, parts, calendar, sections) for spot, reading in zip(around, readings, strict=True)]
    return renamed(found, dict(calendar.names))


def _chains(around: Sequence[Spot]) -> list[int]:
    """For each figure, how many from it on follow one another with nothing but 、 和 between (and 左右, 以上 …)."""
    counts = [1] * len(around)
    for i in range(len(around) - 2, -1, -1):
        if _continues(around[i + 1]):
            counts[i] = counts[i + 1] + 1
    return counts


def _continues(spot: Spot) -> bool:
    return (
        spot.parallel
        and re.fullmatch(
            r"(?:以上|左右|以内|以下)?(?:[、和及与]|以及)(?:近|超|超过|约|达|达到|突破|上升|增长|提高|下降|减少|降低)?", spot.left
        )
        is not None
    )


def _figure(text: str, plain: Clean, spot: Spot, reading: Reading, parts: Parts, calendar: Calendar, sections: _Sections) -> Figure:
    token = spot.token
    start, end = plain.span(token.start, token.end)
    part = parts.at(token.start)
    period = period_of(spot, reading, part, calendar)
    return Figure(
        text=text[start:end],
        start=start,
        end=end,
        value=_value(token, reading),
        unit=token.unit,
        indicator=reading.indicator or tidy(spot.clause)[-16:],
        measure=reading.measure,
        status=status_of(spot, reading, part, period, calendar),
        comparator=reading.comparator,
        period=period,
        scope=_scope(spot),
        section=sections.at(start),
    )


def _value(token: Token, reading: Reading) -> str:
    """The value, negative for a fall; a range falls as a whole."""
    if reading.measure != "change" or reading.sign >= 0 or token.kind == "ratio":
        return token.value
    low, dots, high = token.value.partition("..")
    return f"-{high}..-{low}" if dots else f"-{low}"


def _scope(spot: Spot) -> str:
    match = _AREA.search(spot.left) or _AREA.search(spot.clause)
    return match["area"] if match else ""


class _Sections:
    """The path of headings over a place; places are asked in ascending order."""

    def __init__(self, headings: Sequence[Heading]) -> None:
        self._headings = sorted((h for h in headings if h.kind != "title"), key=lambda h: h.start)
        self._next = 0
        self._path: list[Heading] = []

    def at(self, place: int) -> str:
        """Titles of the headings over this place, joined by " / "."""
        while self._next < len(self._headings) and self._headings[self._next].start <= place:
            heading = self._headings[self._next]
            self._path = [h for h in self._path if h.level < heading.level] + [heading]
            self._next += 1
        return " / ".join(h.title for h in self._path)
