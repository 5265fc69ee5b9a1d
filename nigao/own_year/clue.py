"""One reason to believe that a paper tells of a year; and the plain form of a text in which years are looked for."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from nigao.text.traditional import simplified

YEAR = r"((?:19|20)(?:\d{2}|[xX×＊*]{2}))"
_CN_YEAR = re.compile(r"二[〇○零Oo](?:[〇○零一二三四五六七八九]{2})")
_CN_DIGITS = {**{c: str(i) for i, c in enumerate("零一二三四五六七八九")}, "〇": "0", "○": "0", "O": "0", "o": "0"}
_SCHOOL_YEAR = re.compile(r"20\d{2}年?\s*[—\-–~～－至]+\s*(20\d{2})\s*学年度?")

# Normalising makes half-width marks of the full-width ones; patterns know these.
_MARKS = str.maketrans("();:?!", "（）；：？！")


@dataclass(frozen=True, slots=True)
class Clue:
    """What one place of a paper says of its years.

    says: the id of the rule that read it. reviewed, planned: years ("2024", "20xx"), planned "" where it does not say. weight: how much it
    counts against others.
    """

    says: str
    reviewed: str
    planned: str
    weight: int


def shift(year: str, by: int) -> str:
    """The year so many later; struck-out digits stay."""
    return str(int(year) + by) if year.isdecimal() else year


def by_end_of_school_year(text: str) -> str:
    """2024—2025学年 as the year it ends in, 2025年: schools report on school years, and figures are kept by one year."""
    return _SCHOOL_YEAR.sub(r"\1年", text)


def plain(text: str) -> str:
    """Simplified, in half-width digits, without blanks, Chinese years in digits, struck-out digits as xx."""
    told = by_end_of_school_year(simplified(unicodedata.normalize("NFKC", text)))
    told = _CN_YEAR.sub(lambda m: "".join(_CN_DIGITS.get(c, "2") for c in m.group()), told)
    told = re.sub(r",(?!\d{3}(?!\d))", "，", told.translate(_MARKS))
    return re.sub(r"[xX×＊*]{2}", "xx", told.replace(" ", ""))
