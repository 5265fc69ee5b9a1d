"""Which sources do not say what year they are of, and which years a person may be offered when asked; it decides for nobody."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from nigao.ledger import Source
from nigao.own_year.spoken import compared_with

_SAID = re.compile(r"(?<!\d)(20[01234]\d)年")
# 20xx年: a form with its years struck out is of no year.
_STRUCK_OUT = re.compile(r"20[xX×*＊]{2}")
_OFFERED = 3


@dataclass(frozen=True, slots=True)
class YearAsked:
    """A source whose year is unknown. choices: years its facts may be about, the likeliest first."""

    source: Source
    choices: tuple[int, ...]

    @property
    def question(self) -> str:
        """What a person is asked."""
        return f"“{self.source.title or self.source.filename}”没有写明年份，里面说的是哪一年的情况？"


def without_year(sources: Iterable[Source]) -> list[Source]:
    """Own and departments' sources of which neither name nor text told the year."""
    return [one for one in sources if one.year is None and one.reviewed_year is None and one.standing in ("own", "department")]


def _written_about(source: Source) -> int:
    """The year that is being written about when a source is at hand: after the unit's own report on a year and its plan, the next."""
    followed = source.role == "report" and source.standing == "own" and source.year != source.reviewed_year
    return (source.reviewed_year or 0) + followed


def asked_of(source: Source, text: str, beside: Iterable[Source]) -> YearAsked | None:
    """What to ask of a source. text: its own; beside: the other sources of the archive. None for a form with its years struck out.

    A year it compares with was the one before its own; a year it names may be its own; a table or report beside it tells which year is
    being written about.
    """
    if _STRUCK_OUT.search(text):
        return None
    compared = [year + 1 for year in compared_with(text)]
    latest = max((_written_about(one) for one in beside if one.reviewed_year), default=0)
    nearest = [latest, latest - 1] if latest else []
    named = sorted({int(year) for year in _SAID.findall(text)}, reverse=True)
    choices = dict.fromkeys([*sorted(compared, reverse=True)[:1], *nearest, *named])
    return YearAsked(source, tuple(choices)[:_OFFERED])
