"""Headings numbered 1, 1.1, 1.1.1, as companies' papers have them: only where the numbers of a document follow one another so."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nigao.report import Heading

_LINE = re.compile(
    r"(?P<number>\d{1,2}(?:[.．]\d{1,2}){0,3})[.．、]?[\s　]*(?P<title>(?!(?:[亿万元个倍吨家人户亩件项条台辆米年月日]|公里|平方|百分|千瓦|兆瓦)[^，。：]{0,30})[\u4e00-\u9fffA-Za-z“][^\t]{1,40})$"
)
_SENTENCE = re.compile(r"[。；，！？]")
_FEWEST = 2
_DEEPEST = 4


def decimal(lines: Sequence[tuple[int, str]]) -> list[Heading]:
    """lines: (start, text) in order. Empty where no two numbers with a point follow one another."""
    found: list[Heading] = []
    last: tuple[int, ...] = ()
    for start, text in lines:
        match = _LINE.match(text)
        if match is None or _SENTENCE.search(match["title"].rstrip("。")):
            continue
        number = tuple(int(part) for part in re.split("[.．]", match["number"]))
        if _follows(number, last):
            last = number
            found.append(_heading(start, match, len(number)))
    pointed = sum(re.search("[.．]", heading.number) is not None for heading in found)
    return found if pointed >= _FEWEST else []


def _follows(number: tuple[int, ...], last: tuple[int, ...]) -> bool:
    """Whether a number is the next one: 1, 1.1, 1.2, 2; from 1.2 also 1.2.1."""
    if number == (*last, 1):
        return True
    size = len(number)
    return bool(last) and size <= len(last) and number[:-1] == last[: size - 1] and number[-1] == last[size - 1] + 1


def _heading(start: int, match: re.Match[str], depth: int) -> Heading:
    return Heading(min(depth, _DEEPEST), match["number"], match["title"].strip(" 　。：:"), False, start, start + match.end())
