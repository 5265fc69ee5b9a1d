"""Reading figures out of Chinese running text: every mention with its meaning, in text order; tables are read elsewhere."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from nigao.figures.accounts import Accounts
from nigao.figures.aliases import usual
from nigao.figures.calendar import Calendar
from nigao.figures.clean import Clean, clean
from nigao.figures.context import Spot, spots
from nigao.figures.figure import Figure, Status
from nigao.figures.head import indicator_of
from nigao.figures.indicator import Reader
from nigao.figures.names import Frame, is_figure
from nigao.figures.own_measures import with_own_measures
from nigao.figures.parts import parts_of
from nigao.figures.reading import Reading
from nigao.figures.scan import Token, scan
from nigao.figures.subject import tidy
from nigao.figures.when import When
from nigao.figures.words_around import Setting, owner_of
from nigao.mention import Mention, Quantity
from nigao.quantity.amount import falling
from nigao.quantity.period import period
from nigao.rules.book import RULES
from nigao.rules.rule import Rulebook
from nigao.text.prose import Extent, Prose

if TYPE_CHECKING:
    from nigao.report import Heading

_AREA = re.compile(
    r"(?:^|其中[：，]?)(?P<area>(?!全|各|国家|新|该|省级|高新技术|占|比|较|与|和|属|高于|低于)[一-龥]{2,8}?(?:新区|片区|高新区|经开区|自贸区|自贸试验区|开发区|综保区|保税区|新城))(?!建设|获批|企业|管委|内|等)"
)

# Of one sentence so many figures are read: no sentence of prose has a tenth of that, and text without marks must cost no more.
MOST = 1000


def read_mentions(text: str, *, calendar: Calendar, headings: Sequence[Heading] = (), rules: Rulebook = RULES) -> list[Mention]:
    """Every figure the text asserts, in text order; ``m.span.of(text) == m.text`` for each.

    calendar: the years the document reviews and plans. headings: where known, they give the figures' sections, and besides the
    text's own headings tell review from plan. rules: of the language, all of them unless one is to be tried out. Time grows with the length of the text, whatever it contains.
    """
    plain = clean(text)
    if not plain.text:
        return []
    frame = Frame(plain.text)
    prose = Prose(plain.text)
    tokens = _bounded([token for token in with_own_measures(scan(plain.text), plain.text) if is_figure(token, plain.text, frame)], prose)
    parts = parts_of(plain.text, calendar, headings, plain.at)
    sections = _Sections(headings)
    around = list(spots(tokens, plain.text, prose))
    reader = Reader(Accounts(plain.text))
    readings = [reader.read(spot, chain) for spot, chain in zip(around, _chains(around), strict=True)]
    usual = _usual(readings, around, dict(calendar.names))
    found: list[Mention] = []
    settings = _Settings(plain, [(token.start, token.end) for token in tokens], calendar)
    for spot, reading in zip(around, readings, strict=True):
        before = found[-1].period if found and spot.follows else None
        time = When(spot, reading, parts.at(spot.token.start), calendar, rules, before)
        name = usual[_name(reading, spot)]
        setting = settings.at(len(found), name, found)
        found.append(_mention(text, setting, spot, reading, name, time, _kin(found, around, spot), sections))
    return found


def _bounded(tokens: Sequence[Token], prose: Prose) -> list[Token]:
    """The numbers, of a sentence the first ``MOST`` alone."""
    if len(tokens) <= MOST:
        return list(tokens)
    kept: list[Token] = []
    told: dict[int, int] = {}
    for token in tokens:
        sentence = bisect_left(prose.sentence_ends, token.start)
        told[sentence] = told.get(sentence, 0) + 1
        if told[sentence] <= MOST:
            kept.append(token)
    return kept


def crowded(text: str, figures: Sequence[Figure]) -> bool:
    """Whether a sentence has so many figures that not all of it was read."""
    if len(figures) < MOST:
        return False
    ends = Prose(text).sentence_ends
    return max(Counter(bisect_left(ends, figure.start) for figure in figures).values()) >= MOST


def _kin(found: Sequence[Mention], around: Sequence[Spot], spot: Spot) -> tuple[Status | None, Status | None]:
    """Whether done or aimed at, of the figure that the brackets around this one explain, and of the one before it in its sentence."""
    owner = _owner(found, around, len(found))
    return owner.status if owner else None, found[-1].status if found and spot.follows else None


def _owner(found: Sequence[Mention], around: Sequence[Spot], at: int) -> Mention | None:
    """The figure that the brackets around the one in hand explain."""
    bracket = around[at].bracket
    first = at
    while first and bracket >= 0 and around[first - 1].bracket == bracket:
        first -= 1
    told = first > 0 and bracket - around[first - 1].token.end in range(3)
    return found[first - 1] if bracket >= 0 and told else None


def read_figures(text: str, *, calendar: Calendar, headings: Sequence[Heading] = ()) -> list[Figure]:
    """The records of all mentions of a text."""
    return [mention.figure for mention in read_mentions(text, calendar=calendar, headings=headings)]


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


def _usual(readings: Sequence[Reading], around: Sequence[Spot], names: Mapping[str, str]) -> dict[str, str]:
    """Each name read → the name a unit's own table gives it."""
    read = {_name(reading, spot) for reading, spot in zip(readings, around, strict=True)}
    return {name: usual(name, names) if names else name for name in read}


def _name(reading: Reading, spot: Spot) -> str:
    return reading.indicator or tidy(spot.clause)[-16:]


def _mention(
    text: str,
    setting: Setting,
    spot: Spot,
    reading: Reading,
    name: str,
    time: When,
    kin: tuple[Status | None, Status | None],
    sections: _Sections,
) -> Mention:
    token = spot.token
    span = setting.place(Extent(setting.start, setting.end))
    period_written = time.period()
    return Mention(
        text=span.of(text),
        span=span,
        quantity=Quantity(_value(token, reading), token.unit),
        indicator=indicator_of(name.removeprefix(f"{period_written}届")),  # 2025届毕业生 of 2025 is a table's 毕业生
        measure=reading.measure,
        status=time.status(period_written, *kin),
        period=period(period_written),
        scope=_scope(spot),
        bound=reading.comparator,
        section=sections.at(span.start),
        setting=setting,
        because=reading.because,
    )


def _value(token: Token, reading: Reading) -> str:
    """The value, negative for a fall; a range falls as a whole."""
    if reading.measure != "change" or reading.sign >= 0 or token.kind == "ratio":
        return token.value
    return falling(token.value)


def _scope(spot: Spot) -> str:
    match = _AREA.search(spot.left) or _AREA.search(spot.clause)
    return match["area"] if match else ""


class _Settings:
    """The settings of a text's figures, in the text as it was made plain for reading; spans: where they stand in it, in order."""

    def __init__(self, plain: Clean, spans: Sequence[tuple[int, int]], calendar: Calendar) -> None:
        self._plain = plain
        self._bounds = [(0, 0), *spans, (len(plain.text), len(plain.text))]
        self._given = frozenset(usual for _, usual in calendar.names)

    def at(self, number: int, name: str, before: Sequence[Mention]) -> Setting:
        """Of one figure. name: its indicator's; before: the mentions before it."""
        (_, low), (start, end), (high, _) = self._bounds[number : number + 3]
        owner = owner_of(name, [one.indicator.name for one in before[-3:]])
        return Setting(self._plain.text, start, end, low, high, owner=owner, given=name in self._given, cleaned=self._plain)


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
