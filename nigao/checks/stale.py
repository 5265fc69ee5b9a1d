"""What last year's report left behind in this year's draft: its year, meeting, slogan, sentences. Figures are the number guard's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nigao.checks.finding import Finding, Span
from nigao.checks.sentences import alike, bigrams, near, sentences, shelf_of
from nigao.text.surface import plain

_YEAR = re.compile(r"(?<!\d)(20\d{2})年(?!以来|来|代|至|—|底以来)")
_MEETING = re.compile(
    r"[一二三四五六七八九十]{1,3}届[一二三四五六七八九十]{1,3}中全会|第[一二三四五六七八九十]{1,4}(?:次|届)[一-鿿]{2,14}?(?:会议|大会|全会|代表大会)|(?<![一-鿿])[一-鿿]{2,6}两会"
)
_SLOGAN = re.compile(r"“([^”\n]{3,14})”(?:年|攻坚年|提升年|活动|行动|主题年)|“([^”\n]{2,10}年)”")
# A number that does not come out the same two years running by chance: three digits or more, or with decimals; no year.
_MEASURED = re.compile(r"(?<![\d.])(?:\d{3,}(?!\d|年)|\d+\.\d+)")
# From this share of common bigrams on, a sentence is last year's told again.
_CARRIED, _REWORDED = 0.9, 0.6


@dataclass(frozen=True, slots=True)
class Carried:
    """A sentence of the draft that was in last year's report: start..end in the draft's text, last year's words, how alike (0..1)."""

    start: int
    end: int
    last: str
    likeness: float


@dataclass(frozen=True, slots=True)
class Carryover:
    """The sentences of a text that last year's report has too. share: their part of the text's characters, 0..1."""

    sentences: tuple[Carried, ...]
    share: float


def stale(text: str, last_text: str, *, year: int, last_year: int, fresh: Sequence[str] = ()) -> list[Finding]:
    """Findings ``stale.*`` of a draft about ``year`` that follows a report about ``last_year``.

    text, last_text: the draft's and last year's whole text. fresh: this year's materials; what they say too is not stale.
    """
    known = plain("\n".join(fresh))
    found = [
        *_years(text, last_text, year, last_year),
        *_named(text, last_text, known, _MEETING, "stale.meeting", "去年总结里的会议"),
        *_named(text, last_text, known, _SLOGAN, "stale.slogan", "去年总结里的提法"),
        *_repeated(text, last_text, known),
    ]
    return sorted(found, key=lambda finding: finding.places[0].start)


def carryover(text: str, last_text: str) -> Carryover:
    """Which sentences of a text were in last year's, as they were or reworded, and their share."""
    last = [(sentence, bigrams(sentence)) for _, _, sentence in sentences(last_text)]
    shelf = shelf_of([told for _, told in last])
    found, carried, total = [], 0, 0
    for start, end, sentence in sentences(text):
        total += len(sentence)
        told = bigrams(sentence)
        best = max(((alike(told, last[n][1]), n) for n in near(told, shelf)), default=(0.0, -1))
        if best[0] >= _REWORDED:
            found.append(Carried(start, end, last[best[1]][0], round(best[0], 3)))
            carried += len(sentence)
    return Carryover(tuple(found), carried / total if total else 0.0)


def _years(text: str, last_text: str, year: int, last_year: int) -> Iterator[Finding]:
    """Last year's year where last year's report had it as its own: in the same words."""
    there = {_frame(last_text, match) for match in _YEAR.finditer(last_text) if match[1] == str(last_year)}
    for match in _YEAR.finditer(text):
        told = int(match[1])
        if told == last_year and _frame(text, match) in there:
            message = f"这里写的是{told}年，与去年总结的写法相同，请核对是否应为{year}年。"
            yield Finding("stale.year", "warning", message, (Span(match.group(), match.start(), match.end()),), fix=f"{year}年")


def _frame(text: str, match: re.Match[str]) -> str:
    """The words after a year, by which its use is known again."""
    return plain(text[match.end() : match.end() + 6])


def _named(text: str, last_text: str, known: str, pattern: re.Pattern[str], code: str, what: str) -> Iterator[Finding]:
    last = {plain(match.group()) for match in pattern.finditer(last_text)}
    for match in pattern.finditer(text):
        name = plain(match.group())
        if name in last and name not in known:
            message = f"“{name}”是{what}，今年的材料没有提到，请核对是否已经过时。"
            yield Finding(code, "warning", message, (Span(match.group(), match.start(), match.end()),))


def _repeated(text: str, last_text: str, known: str) -> Iterator[Finding]:
    for carried in carryover(text, last_text).sentences:
        words = text[carried.start : carried.end]
        if plain(words) in known:
            if _MEASURED.search(words) and plain(words) == plain(carried.last):
                message = f"“{_short(words, 30)}”这句话连同数字都与去年总结一样，今年的材料也是这样写的，请核实是不是照抄了去年的数。"
                yield Finding("stale.figure", "warning", message, (Span(words, carried.start, carried.end),))
            continue
        message = f"“{_short(words, 30)}”这句话与去年总结相同，请核对是否仍然成立。"
        if carried.likeness < _CARRIED:
            message = f"“{_short(words, 30)}”这句话与去年总结相近，去年是：“{_short(carried.last)}”，请核对是否仍然成立。"
        yield Finding("stale.sentence", "note", message, (Span(words, carried.start, carried.end),))


def _short(sentence: str, length: int = 50) -> str:
    return sentence.rstrip("。；") if len(sentence) <= length else sentence[:length] + "…"
