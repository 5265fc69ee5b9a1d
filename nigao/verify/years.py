"""In which years a draft is read: what its title says, what the person said, what it says itself, and last its sources; never a clock."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from nigao.figures.calendar import Calendar
from nigao.ledger import Entry
from nigao.own_year.paper import paper_years
from nigao.quantity.period import Year

_REVIEWS = re.compile(r"(?:19|20)\d{2}\s?年(?:度|上半年|下半年)?[^年，。\n]{0,16}?(?:总结|回顾|述职|工作情况|完成情况|执行情况|运行情况)")
_HEAD = 60


def years_of(name: str, text: str, entries: Sequence[Entry], year: int | None = None) -> Calendar:
    """The years a draft reviews and plans. year: the year in which it is handed in, as a person said; a title that says which year
    is reviewed (2025年工作总结) wins over it. A draft that says no year is of the year of its sources; where these are of several years it
    stays open, and what a newer source tells otherwise is out of date."""
    own = paper_years(name, _headings(text)).calendar
    if year is not None:
        return own if own.reviewed and _says_reviewed(text) else Calendar(str(year - 1), str(year), own.part)
    if own.reviewed or own.planned:
        return own
    if len(_reviewed_by(entries)) > 1:
        return Calendar("", "", own.part)
    reviewed = _of_sources(entries)
    return Calendar(str(reviewed), str(reviewed + 1), own.part) if reviewed else paper_years(name, text).calendar


def _headings(text: str) -> str:
    """The lines that may say what the draft is: a year told in a sentence is the sentence's own."""
    return "\n".join(line for line in text.split("\n") if len(line) <= _HEAD and not line.rstrip().endswith(("。", "；", "，")))


def _says_reviewed(text: str) -> bool:
    first = next((line.strip() for line in text.split("\n") if line.strip()), "")
    return len(first) <= _HEAD and _REVIEWS.search(first) is not None


def _reviewed_by(entries: Sequence[Entry]) -> set[int]:
    """The years that the sources review, as far as they say."""
    sources = {entry.source.id: entry.source for entry in entries}
    return {year for source in sources.values() if (year := source.reviewed_year or source.year)}


def _of_sources(entries: Sequence[Entry]) -> int:
    """The one year the sources review, 0 where none says one; where no paper says its year, the one most of their figures are of."""
    known = _reviewed_by(entries)
    if known:
        return max(known)
    told = Counter(e.figure.when.year for e in entries if e.figure.status == "actual" and isinstance(e.figure.when, Year))
    return max((year for year, _ in told.most_common(1)), default=0)
