"""Text as it may leave in a file: refused characters and Markdown debris out, every offset kept; gaps found."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable

_REFUSED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_DEBRIS = (
    re.compile(r"^\s*(#{1,6}\s+|>\s+|[-*+]\s+)()", re.MULTILINE),
    re.compile(r"(\*\*)(?=\S)[^*\n]+(\*\*)"),
    re.compile(r"(?<!_)(__)(?=[^_\s])[^_\n]+(__)(?!_)"),
    re.compile(r"(?<!!)(\[)[^\]\n]+(\]\([a-z]+:[^)\s]*\))"),
    re.compile(r"(!\[)[^\]\n]*(\]\([^)\n]*\))"),
    re.compile(r"(`+)()"),
)
GAP = re.compile(r"【待补[^】\n]*】")


_UNIT = re.compile(r"（([^（）：:]{1,8})）】$")


def counted(text: str) -> str:
    """The text with a number of the wanted unit in place of each gap, letter for letter as long.

    What stands around a gap reads as it will once it is filled (年初预算【待补】，实际完成…). A gap that wants no number counts nothing.
    """
    return GAP.sub(_stand_in, text)


def _stand_in(gap: re.Match[str]) -> str:
    unit, length = _UNIT.search(gap.group()), len(gap.group())
    if unit:
        return "1" * (length - len(unit[1])) + unit[1]
    if re.search("(?:位次|排名|名次)】$", gap.group()):
        return f"第{'1' * (length - 2)}位"
    return "若" + "干" * (length - 1)


def visible(text: str) -> list[str]:
    """One string for each character of ``text``: itself, or "" where it may not stand in the file."""
    shown = list(text)
    for match in _REFUSED.finditer(text):
        shown[match.start()] = ""
    for pattern in _DEBRIS:
        for match in pattern.finditer(text):
            for group in (1, 2):
                for at in range(*match.span(group)):
                    shown[at] = ""
    return shown


def clean(text: str) -> str:
    """The text without what may not stand in the file."""
    return "".join(visible(text))


def cuts(length: int, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """0..length cut at every start and end of the spans."""
    edges = {0, length}
    for start, end in spans:
        edges |= {min(max(start, 0), length), min(max(end, 0), length)}
    ordered = sorted(edges)
    return list(itertools.pairwise(ordered))
