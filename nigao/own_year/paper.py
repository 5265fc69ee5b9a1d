"""The years of one paper: every clue votes for the year it points at, the heaviest sum wins, and too light a sum leaves it open."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from nigao.figures.calendar import Calendar
from nigao.own_year import spoken
from nigao.own_year.clue import Clue, plain, shift
from nigao.own_year.dated import Part, Written, part_in, part_led, written
from nigao.own_year.named import HEAD, bare_year, named, of_month, part_of, title_of
from nigao.own_year.tabled import tabled

_SUFFIX = re.compile(r"\.[A-Za-z]{2,5}$")
_YEAR_IN_NAME = re.compile(r"(?:19|20)(?:\d{2}|xx)")
_ENOUGH = 20
_TOLD = 60


@dataclass(frozen=True, slots=True)
class PaperYears:
    """Of which year a paper tells and which it plans, "" where it does not let one know.

    sure: "told" where it says so, "likely" where it only points there. because: the clues for it, the heaviest first; against: those for
    other years. choices: years it may be about, the likeliest first. written: when, where it bears a date. part: 上半年, 1—11月.
    """

    reviewed: str = ""
    planned: str = ""
    sure: Literal["told", "likely", ""] = ""
    because: tuple[Clue, ...] = ()
    against: tuple[Clue, ...] = ()
    written: Written | None = None
    part: Part | None = None
    looks: Literal["review", "plan", ""] = ""

    @property
    def calendar(self) -> Calendar:
        """What a reader of its figures needs."""
        return Calendar(self.reviewed, self.planned, self.looks)

    @property
    def within_a_year(self) -> bool:
        """Whether what it plans is the rest of the year it tells of."""
        return self.reviewed.isdecimal() and self.planned == self.reviewed


def called(filename: str, title: str) -> str:
    """What tells a paper's years by its name: the file's without its ending, and, where that has no year, the paper's title."""
    stem = _SUFFIX.sub("", filename.replace("\\", "/").rpartition("/")[2]).strip()
    return stem if _YEAR_IN_NAME.search(plain(stem)) else f"{stem} {title}"


@lru_cache(maxsize=4)
def paper_years(name: str, text: str) -> PaperYears:
    """Read a paper's years from its file's name and its text; the last few papers' are kept, since who recognises a paper is asked for its
    figures next."""
    title, words = plain(name), plain(text)
    head = title_of(words[:HEAD])
    looks = part_of(title) or part_of(head)
    date = written(title, words)
    by_name = [*named(title, words)]
    part = part_in(title) or part_in(head) or (None if any(clue.weight >= _TOLD for clue in by_name) else part_led(words))
    clues = [*by_name, *_bare(title, words), *spoken.spoken(words, date, part), *tabled(text)]
    return _vote(clues, date, part, looks)


def _bare(name: str, text: str) -> Iterator[Clue]:
    """A year that stands in a name alone: of delivery, unless the text tells of it as one that is over."""
    year = bare_year(name)
    if not year:
        return
    own = "政府" not in name and re.search("工作|报告|汇报", name) is not None
    if (own and spoken.about(year, text)) or spoken.over(year, text) or of_month(name) or spoken.read_at_years_end(text[:HEAD]):
        yield Clue("name.about", year, "", 60)
    else:
        yield Clue("name.bare", shift(year, -1), year, 30)


def _vote(clues: list[Clue], date: Written | None, part: Part | None, looks: Literal["review", "plan", ""]) -> PaperYears:
    votes: dict[str, int] = defaultdict(int)
    for clue in clues:
        votes[clue.reviewed] += clue.weight
    best = max(votes, key=lambda year: (votes[year], year), default="")
    if not best or votes[best] < _ENOUGH:
        return PaperYears(against=tuple(clues), written=date, part=part, looks=looks)
    because = sorted((clue for clue in clues if clue.reviewed == best), key=lambda clue: -clue.weight)
    against = tuple(clue for clue in clues if clue.reviewed != best)
    told = next((clue.planned for clue in because if clue.planned), "")
    planned = told or (best if part else shift(best, 1))
    return PaperYears(best, planned, "told" if votes[best] >= _TOLD else "likely", tuple(because), against, date, part, looks)
