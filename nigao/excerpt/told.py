"""What quoted material already says: the figures and words of its blocks, so that nothing is told twice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from nigao.excerpt.added import RATES, as_change, grown
from nigao.excerpt.contested import Contested
from nigao.excerpt.material import Block, plain
from nigao.figures.agreement import agree
from nigao.figures.aliases import qualifiers, same_indicator
from nigao.figures.calendar import Calendar
from nigao.figures.figure import Figure
from nigao.figures.read import read_figures
from nigao.ledger import Entry
from nigao.text.likeness import grams
from nigao.text.prose import pieces

_WHOLE_NAME = 4
_SHORTEST_CLAUSE, _SAID = 6, 0.8
_NEAR = Decimal("0.9")
_DIGITS = 3


class Quoted:
    """What quoted material already says, so that no figure is told twice."""

    def __init__(self, blocks: Sequence[Block], calendar: Calendar, also: Sequence[Entry] = (), contested: Contested = Contested()) -> None:
        """also: entries whose sentences are quoted besides the blocks."""
        self._contested = contested
        self._gainsaid = {group for block in blocks for group in _groups_in(block, calendar, contested)}
        self.text = "".join(plain(block.text) for block in blocks)
        self._pairs = [pairs_of(part) for block in blocks for _, part in block.parts]
        self._figures = [entry.figure for entry in also]
        self._figures += [figure for block in blocks for figure in figures_of(block, calendar)]

    def figure(self, entry: Entry) -> bool:
        """Whether the material states what the entry says, or says of the same thing what contradicts it."""
        told = [figure for figure in self._figures if not _of_other_years(figure, entry.figure)]
        return self._contested.of(entry) in self._gainsaid or any(
            alike(one, entry.figure) or _one_amount(one, entry.figure) for one in told
        )

    def otherwise(self, entry: Entry) -> Figure | None:
        """The material's figure of what a table tells under a shorter name with another value (既有住宅加装电梯71部, 加装电梯72部)."""
        return next((figure for figure in self._figures if longer_named(figure, entry.figure)), None)

    def sentence(self, text: str) -> bool:
        """Whether these words stand in the material."""
        return plain(text) in self.text

    def words(self, text: str) -> bool:
        """Whether most of a text's clauses stand word for word in the material; what is done is not planned again in the same words."""
        parts = [plain(part) for part in pieces(text) if part]
        there = sum(len(part) for part in parts if len(part) >= _SHORTEST_CLAUSE and part in self.text)
        return 2 * there >= sum(map(len, parts)) > 0

    def clause(self, text: str) -> bool:
        """Whether a sentence of the material says nearly what a clause of last year's says; then it is told in this year's words."""
        pairs = pairs_of(text)
        return len(pairs) >= _SHORTEST_CLAUSE and any(len(pairs & told) >= _SAID * len(pairs) for told in self._pairs)


def pairs_of(text: str) -> frozenset[str]:
    """The pairs of characters of a text without its numbers."""
    words = re.sub(r"[\W\d]", "", text)
    return grams(words)


def figures_of(block: Block, calendar: Calendar) -> tuple[Figure, ...]:
    """The figures a block tells."""
    return figures_in(block.text, calendar, block.ahead)


def figures_in(text: str, calendar: Calendar, ahead: bool) -> tuple[Figure, ...]:
    """The figures of a text of material, as what has been done or as what is planned."""
    told: tuple[Figure, ...] = _figures(text, calendar.reviewed, calendar.planned, ahead)
    return told


def _groups_in(block: Block, calendar: Calendar, contested: Contested) -> set[int]:
    """The contradictions a block takes part in."""
    begin, source = block.hit.passage.start, block.hit.source.id
    told = (
        contested.at(source, begin + start + figure.start)
        for start, part in block.parts
        for figure in figures_in(part, calendar, block.ahead)
    )
    return {group for group in told if group is not None}


def alike(figure: Figure, own: Figure) -> bool:
    """Whether the two say one thing of one value; 新增城镇就业5460人 is one, though one reader keeps 新增 in the name and another does not."""
    if {figure.measure, own.measure} == {"level", "change"} and figure.indicator == own.indicator and figure.unit not in RATES:
        own = replace(own, measure=figure.measure)  # 建成实训中心1个 is one thing, though it is read as what came to be in one place
    of_one_measure = figure.measure == own.measure
    figure, own = as_change(figure), as_change(own)
    if of_one_measure and figure.measure != own.measure and figure.indicator == own.indicator:
        figure = replace(figure, measure=own.measure)
    falls = figure.value.startswith("-") == own.value.startswith("-")
    one_value = falls and bool(agree(figure, own)) and _of_one_size(figure, own)
    return figure.measure == own.measure and one_value and _alike(figure.indicator, own.indicator)


def _one_amount(one: Figure, other: Figure) -> bool:
    """Whether an amount of three digits or more is told under a name that a sentence left short (活动468场，参与20.3万人次: 活动参与人数)."""
    units = {re.sub(r"(?<=[人台件户])次$", "", figure.unit) for figure in (one, other)}
    same = len(units) == 1 and (one.value, one.measure, one.status) == (other.value, other.measure, other.status)
    written = len(re.sub(r"\D", "", other.text).strip("0")) >= _DIGITS and one.unit not in RATES
    return same and written and bool(grams(one.indicator) & grams(other.indicator))


def _of_other_years(one: Figure, other: Figure) -> bool:
    """Whether one is a result and the other the next year's aim: 92.8% reached is not the 93% aimed at."""
    return one.status != other.status and bool(one.period and other.period) and one.period != other.period


def _of_one_size(one: Figure, other: Figure) -> bool:
    """Whether a bound (突破92万立方米) and an amount are near enough to be one thing told twice; 2.93亿立方米 is beyond 92万 and no such thing."""
    if one.comparator == other.comparator or one.amount is None or other.amount is None:
        return True
    low, high = sorted(abs(amount.base()[0]) for amount in (one.amount, other.amount))
    return low >= _NEAR * high


def longer_named(figure: Figure, own: Figure) -> bool:
    """Whether a figure tells under a longer name, with another value, what another tells."""
    more = figure.indicator.removesuffix(own.indicator)
    if not more or more == figure.indicator or len(own.indicator) < _WHOLE_NAME or _kinds(figure.indicator) != _kinds(own.indicator):
        return False
    alike_in_kind = (figure.measure, figure.scope, figure.status, figure.unit) == (own.measure, own.scope, own.status, own.unit)
    return alike_in_kind and agree(figure, own) is False


def _kinds(name: str) -> set[tuple[str, str]]:
    """What a name says of the kind of its figure; whether it says that it counts what there is (有效期内) makes no other kind."""
    return {one for one in qualifiers(name) if one[0] != "stock"}


def _alike(one: str, other: str) -> bool:
    """Whether two names, of figures with one value, mean one thing: the same indicator, or mostly the same words in any order."""
    one, other = (re.sub("^(?:群众|公众|社会|综合|总体)(?=满意)", "", name) for name in (one, other))
    if same_indicator(one, other):
        return True
    if min(len(one), len(other)) >= 3 and (one.endswith(other) or other.endswith(one)):
        return True  # 排查安全隐患…，整改率99%: 安全隐患整改率
    first, second = set(one), set(other)
    shared = len(first & second) >= 0.7 * min(len(first), len(second)) and min(len(first), len(second)) >= 4
    return shared and _reckoned_per(one) == _reckoned_per(other)


def _reckoned_per(name: str) -> set[str]:
    """Of what an amount is told (单位, 人均), which makes two names two indicators however many words they share."""
    return {word for kind, word in qualifiers(name) if kind == "mean"}


@lru_cache(maxsize=4096)
def _figures(text: str, reviewed: str, planned: str, ahead: bool) -> tuple[Figure, ...]:
    read = read_figures(text, calendar=Calendar(reviewed, planned, "plan" if ahead else "review"))
    return tuple(grown(figure, text) for figure in read)
