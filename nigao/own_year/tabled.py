"""Which year a table of figures is about: the last one its columns or its rows tell results of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nigao.own_year.clue import Clue

_HEAD = 6000
_YEAR = re.compile(r"(?:19|20)\d{2}|20[xX×*＊]{2}")
_COLUMN = re.compile(r"(?:截至|本年度?|上年度?|[（(])*((?:19|20)\d{2})\s*年?(?:度|末|底|完成|实际|数)*[)）]?[*＊①-⑳]*")


def tabled(text: str) -> Iterator[Clue]:
    """The clue of a text most of whose lines are rows."""
    lines = [line for line in text.split("\n") if line.strip()]
    rows = sum("\t" in line for line in lines)
    if rows >= 2 and rows >= 0.6 * len(lines) and (year := latest_row(text) or latest_column(text)):
        yield Clue("table.latest", str(year), "", 60)


def latest_column(text: str) -> int | None:
    """The last year that the heads of a table's columns tell results of: 2024 | 2025 | 2026年目标 is about 2025."""
    for line in text[:_HEAD].split("\n"):
        cells = [cell.strip() for cell in line.split("\t")]
        if any(re.fullmatch(r"[-+]?\d[\d.,]*%?", cell) and not _YEAR.fullmatch(cell) for cell in cells):
            continue  # a row of numbers, of which one may look like a year
        heads = [match for cell in cells if (match := _COLUMN.fullmatch(cell))]
        if heads and len(cells) > 1:
            return max(int(match[1]) for match in heads)
    return None


def latest_row(text: str) -> int | None:
    """The last year of a table whose years stand under one another in a column 年份."""
    at: int | None = None
    latest = 0
    for line in text[:_HEAD].split("\n"):
        cells = [cell.strip() for cell in line.split("\t")]
        head = next((number for number, cell in enumerate(cells) if re.fullmatch(r"年份|年度", cell)), None)
        at = head if head is not None and len(cells) > 1 else at
        if at is not None and at < len(cells) and (match := re.fullmatch(r"((?:19|20)\d{2})\s*年?(?:末|底)?", cells[at])):
            latest = max(latest, int(match[1]))
    return latest or None
