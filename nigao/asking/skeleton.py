"""A clause without what it is about: a letter for each section, paragraph, quotation, value, length and share, the words of asking kept.

把第三部分压到800字 is 把S压到L, whatever draft it is said beside. P is a paragraph or sentence, Q words in quotation marks, V a value, F a share.
"""

from __future__ import annotations

import re

from nigao.asking.amounts import AMOUNT, characters, is_amount
from nigao.asking.lengths import LENGTH, SHARE
from nigao.asking.saying import P, Q, S, Saying

PLACEHOLDERS = "SPQVLFX"
_SIGNS = ((S, "S"), (P, "P"), (Q, "Q"))
_VALUE = re.compile(rf"(?<![\d.第A-Za-z]){AMOUNT}")
_BARE_LENGTH = re.compile(
    r"(?:(?<=[到至成在留剩够，过超])|(?<=[压缩砍减扩]))(?:\d{3,5}|[一二两三四五六七八九][百千万][一二两三四五六七八九百千]*)(?=$|[，。；]|以内|之内|左右|上下|吧|就|得了|封顶)"
)
_TOO_MUCH = re.compile(r"^[，,、：:。！~ ]+|[，,、：:。！~ ]+$")


def _length(found: re.Match[str]) -> str:
    """L for a length; two or four characters are words."""
    return "L" if (characters(found["n"]) or 0) >= 20 else found.group()


def skeleton(said: Saying) -> str:
    """The clause's words of asking, with a letter for all else."""
    text = said.text.lower()
    text = _BARE_LENGTH.sub("L", re.sub(LENGTH, _length, text))
    text = re.sub(SHARE, "F", text)
    text = _VALUE.sub(lambda found: "V" if is_amount(found.group()) and re.search(r"\d|百分", found.group()) else found.group(), text)
    for signs, letter in _SIGNS:
        text = re.sub(signs, letter, text)
    return _TOO_MUCH.sub("", re.sub(r"S(?:[、和跟与]?S)+", "S", text) if text.count("S") > 2 else text)
