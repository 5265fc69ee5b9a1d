"""The part of a year a paper is about (上半年, 前三季度): its own figures hold for that part without saying so each time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from nigao.ledger import Entry

PART_OF_YEAR = re.compile(r"上半年|前三季度|前[一二三]季度|[一二三]季度|1[—\-~至]\d{1,2}月")

_PIECE = re.compile(r"(?:(?:第?[一二三四1-4]|[1-4]Q|Q[1-4])季度?|Q[1-4]|1?\d月份?|[一二三四五六七八九十]{1,2}月份?)")


def part_told(title: str) -> str:
    """The part a title names, "" where the paper is about whole years."""
    match = PART_OF_YEAR.search(title)
    return match.group() if match else ""


def as_told_within(entries: Sequence[Entry], part: str) -> Sequence[Entry]:
    """The entries as a paper on this part of the year tells them; the same list where it is about whole years."""
    if not part:
        return entries
    return [replace(one, figure=replace(one.figure, scope="")) if one.figure.scope == part else one for one in entries]


def in_pieces(entry: Entry) -> bool:
    """Whether a table's cell tells one month or one quarter of a year."""
    return "!" in entry.figure.place and bool(_PIECE.fullmatch(entry.figure.scope))
