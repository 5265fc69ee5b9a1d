"""How a clause itself puts a figure: as so, as aimed at, or as expected; what the document makes of it is decided elsewhere."""

from __future__ import annotations

import re
from typing import Literal

# told: said to be so; aimed: 力争, 目标, 拟; expected: 预计.
Modality = Literal["told", "aimed", "expected"]

_AIMED = re.compile(
    r"力争|确保|争取(?!到|了)|(?<!预)计划(?!生育|单列)|拟(?!态|合)|预期|目标|努力实现|不少于|不低于|规划(?:到|建设)|(?<![一-龥])将(?!近|军)|预算安排|安排预算"
)
_EXPECTED = re.compile(r"预计|有望|估计|初步测算")


def modality_of(clause: str) -> Modality:
    """By the words of the clause, the number's own right side included."""
    if _EXPECTED.search(clause):
        return "expected"
    return "aimed" if _AIMED.search(clause) else "told"
