"""The parts of an indicator's name: the noun that is measured, and what distinguishes it from its like."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from nigao.figures import words_verbs
from nigao.figures.words_aliases import QUALIFIERS

_HEADS = re.compile(rf"(?:{'|'.join(sorted(words_verbs.HEADS, key=len, reverse=True))})$")
_MODIFIERS = re.compile("|".join(f"(?:{pattern})" for _, pattern in QUALIFIERS))


@dataclass(frozen=True)
class Indicator:
    """What is measured, by its name: 规模以上工业增加值 has the head 增加值 and the modifiers 规模以上, 工业."""

    name: str

    @cached_property
    def head(self) -> str:
        """The noun that is measured (收入, 增加值), "" if the name ends with none that is known."""
        match = _HEADS.search(self.name)
        return match.group() if match else ""

    @cached_property
    def modifiers(self) -> tuple[str, ...]:
        """What distinguishes it from its like (国家级, 城镇, 新增), in the order of the name."""
        return tuple(found.group() for found in _MODIFIERS.finditer(self.name.removesuffix(self.head)))


@lru_cache(maxsize=16384)
def indicator_of(name: str) -> Indicator:
    """The indicator of a name; one value for each name."""
    return Indicator(name)
