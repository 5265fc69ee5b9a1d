"""A text's surface made even for comparing: half-width, without blanks, invisible marks and quotes; the one way to do it."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_INVISIBLE = re.compile("[\u200b-\u200f\u2060-\u2064\ufeff\u00ad\\s“”\"'‘’《》〈〉]+")
_ASCII_MARK = re.compile(r"[,;:()!?]")
_COMMA = re.compile(r"(?<!\d),|,(?!\d{3}(?!\d))")
_COLON = re.compile(r"(?<!\d):|:(?!\d)")
_WIDE = str.maketrans(";()!?", "；（）！？")
_NUMERAL = re.compile(r"[\d０-９][\d０-９.,，．]*")


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """Letters and digits half-width, marks full-width, without blanks, zero-width marks and quotes."""
    return _marks(_INVISIBLE.sub("", unicodedata.normalize("NFKC", text)))


def _marks(text: str) -> str:
    """Marks as Chinese prose has them; the comma and the colon within a number stay."""
    if _ASCII_MARK.search(text) is None:
        return text
    return _COLON.sub("：", _COMMA.sub("，", text)).translate(_WIDE)


def without_numbers(text: str) -> str:
    """The text with its numbers cut out."""
    return _NUMERAL.sub("", text)
