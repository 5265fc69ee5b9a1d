"""Of which time a text speaks: last year's words with their years moved on, and what belongs to another time."""

from __future__ import annotations

import re

from nigao.planning import five_year_plan, roll_years

_PLAN_NAME = re.compile(r"十[一二三四五六七八九]五(?=[”\"时规期])")
# Words that reckon from or over another time than the year told: no figure of this year may stand there.
_OTHER_TIME = re.compile(r"(?:19|20)\d\d年|五年来?|十年|三年|以来|“?十[一二三四五]五”?|累计|两年|历年|近年")
_DIGITS = "一二三四五六七八九十"
_SESSION = re.compile(rf"(?<=届人大)[{_DIGITS[:-1]}](?=次会议)")


def sense_of(year: int) -> str:
    """What the calendar alone says is special about a year."""
    if year % 5 == 0:
        return f"{year}年是“{five_year_plan(year)}”规划收官之年。"
    return f"{year}年是“{five_year_plan(year)}”规划开局之年。" if year % 5 == 1 else ""


def rolled(text: str, from_year: int, to_year: int) -> str:
    """Years moved on; only where the text keeps its length, so that last year's figures stay where they were found."""
    rolled = _SESSION.sub(_next_session, roll_years(text, from_year, to_year))
    return rolled if len(rolled) == len(text) else text


def _next_session(match: re.Match[str]) -> str:
    """市七届人大三次会议: one is held a year; a new term is a person's to see."""
    return _DIGITS[_DIGITS.index(match.group()) + 1]


def of_another_time(text: str, year: int, reviewed: int, planning: bool) -> bool:
    """Whether a text speaks of a five-year plan other than that of its year, or of a time before the year told."""
    named = set(_PLAN_NAME.findall(text))
    if named:
        return five_year_plan(year if planning else reviewed) not in named
    told = _OTHER_TIME.search(re.sub(rf"(?:{year}|{reviewed}|20[3-9]\d)年", "", text))
    return bool(told) and (told is not None and told.group()[:2] in ("19", "20"))
