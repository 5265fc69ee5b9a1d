"""A text's surface made even for comparing: half-width, without blanks, invisible marks and quotes; the one way to do it."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_INVISIBLE = re.compile("[\u200b-\u200f\u2060-\u2064\ufeff\u00ad\\s“”\"'‘’《》〈〉]+")
_NUMERAL = re.compile(r"[\d０-９][\d０-９.,，．]*")


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """Half-width, without blanks, zero-width marks and quotes."""
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))


def without_numbers(text: str) -> str:
    """The text with its numbers cut out."""
    return _NUMERAL.sub("", text)
