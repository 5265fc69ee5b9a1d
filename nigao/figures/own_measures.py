"""Measure words that no table knows, told by how a text uses them: 菜地36畦，新增8畦; 屋檐120檐; 使用强度39.8DDDs."""

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
# A science's own measure ends what is told (39.8DDDs，); before a noun it is a kind of thing (100Mbps带宽).
_LATIN = re.compile(r"[A-Za-z]{3,8}(?=[，。；、）\n]|以上|以下|左右|以内|[上下]?[升降]|提[高升]|增|减|缩|压|扩|到|至|$)")


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
    for number, token in enumerate(tokens):
        latin = _LATIN.match(text, token.end) if token.kind == "amount" and not token.unit and not token.chinese else None
        if latin and _NOUN.search(text, max(0, token.start - 10), token.start):
            found[number] = replace(token, unit=latin.group(), written=latin.group(), end=latin.end())
    return found


def _word_behind(token: Token, text: str) -> str:
    if token.kind != "amount" or token.unit or token.chinese or token.scaled or "." in token.value or _YEAR.fullmatch(token.value):
        return ""
    match = _ONE.match(text, token.end)
    return match[1] if match and match[1] not in _NO_MEASURE else ""
