"""Words that name a place in a draft, as a value; and the pieces of language every look for one shares."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Kind = Literal["number", "words", "here", "whole", "inside", "many", "none", "that"]
UNIT = r"(?:部分|章节|板块|小节|大块|(?<![环细季时调过礼物乐影春脱])节(?!目|约|奏|日|能[减环降型])|(?<![阶手片])段落?(?!时)|块(?!钱)|(?<![文勋规印])章(?!程))"
WORD = r"[一-龥A-Za-z0-9“”]"
AND = r"[、和跟与及]"
QUOTED = re.compile(r"[「『“\"《‘]([^「」『』“”\"《》]{1,60})[」』”\"》’]")


@dataclass(frozen=True, slots=True)
class Ref:
    """Words that name a place. positions: the sections meant; () where there is none such ("none"), or nothing tells which ("that").

    kind: "inside": no heading says it, but a paragraph speaks of it; "many": one of these. unit, nth: a paragraph or sentence of the
    section, from 1, negative from the end, 0 where a paragraph is meant that could not be found. alone: a part's own words, without
    what stands below it (第三部分的引言).
    """

    start: int
    end: int
    kind: Kind
    positions: tuple[int, ...] = ()
    words: str = ""
    unit: Literal["", "paragraph", "sentence"] = ""
    nth: int = 0
    alone: bool = False


def masked(text: str, taken: Sequence[Ref]) -> str:
    """The text with what was found and what stands in quotation marks blanked out, letter for letter."""
    letters = list(text)
    spans = [(one.start, one.end) for one in taken] + [match.span() for match in QUOTED.finditer(text)]
    for start, end in spans:
        letters[start:end] = "\x00" * (end - start)
    return "".join(letters)


def quotes(text: str) -> list[tuple[int, int, str]]:
    """(start, end, words) of what stands in quotation marks."""
    return [(match.start(), match.end(), match[1]) for match in QUOTED.finditer(text)]
