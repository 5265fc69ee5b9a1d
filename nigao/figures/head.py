"""The parts of an indicator's name: the noun that is measured, and what distinguishes it from its like."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from nigao.figures import words_verbs
from nigao.figures.words_aliases import QUALIFIERS

_HEADS = re.compile(rf"(?:{'|'.join(sorted(words_verbs.HEADS, key=len, reverse=True))})$")
_MODIFIERS = re.compile("|".join(f"(?:{pattern})" for _, pattern in QUALIFIERS))


@dataclass(frozen=True, slots=True)
class Indicator:
    """What is measured. head: the noun that is measured (收入, 增加值), "" if the name ends with none that is known.

    modifiers: what distinguishes it from its like (国家级, 城镇, 新增), in the order of the name.
    """

    name: str
    head: str = ""
    modifiers: tuple[str, ...] = ()


@lru_cache(maxsize=16384)
def indicator_of(name: str) -> Indicator:
    """规模以上工业增加值 → head 增加值, modifiers 规模以上, 工业."""
    match = _HEADS.search(name)
    head = match.group() if match else ""
    before = name[: match.start()] if match else name
    return Indicator(name, head, tuple(found.group() for found in _MODIFIERS.finditer(before)))
