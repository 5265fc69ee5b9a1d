"""Measure words that no table knows, told by how a text uses them: 菜地36畦，新增8畦; 屋檐120檐."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from nigao.figures.scan import Token

_ONE = re.compile(r"([一-龥])(?=[，。；、）\n]|以上|左右|以内|余|$)")
_NOUN = re.compile(r"[一-龥]{1,10}$")
# What stands behind a number without counting: a number of a way, a door, a year, and words that go on.
_NO_MEASURE = frozenset(
    "年月日时号点分秒届级期版型式类强高后前中上下内外起来去了的个人天路线栋幢楼层室房区队师团营连班组村街站井矿桥卷章节度成倍番岁率比多余又再和与及等在是有"
)
_YEAR = re.compile(r"(?:19|20)\d\d")


def with_own_measures(tokens: Sequence[Token], text: str) -> list[Token]:
    """The numbers, each with the unknown measure word behind it: one that its noun holds, or that the text puts behind a number more than once."""
    own = {number: word for number, token in enumerate(tokens) if (word := _word_behind(token, text))}
    often = Counter(own.values())
    found = list(tokens)
    for number, word in own.items():
        token = tokens[number]
        noun = _NOUN.search(text, max(0, token.start - 10), token.start)
        if noun and (often[word] > 1 or word in noun.group()):
            found[number] = replace(token, unit=word, written=word, end=token.end + 1)
    return found


def _word_behind(token: Token, text: str) -> str:
    if token.kind != "amount" or token.unit or token.chinese or token.scaled or "." in token.value or _YEAR.fullmatch(token.value):
        return ""
    match = _ONE.match(text, token.end)
    return match[1] if match and match[1] not in _NO_MEASURE else ""
