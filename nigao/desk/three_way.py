"""Two people's changes of one text put together, sentence by sentence; never a guess where both changed the same sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise

_SENTENCE = re.compile(r"[^。！？；\n]*[。！？；]+[”』」’）)]*|[^。！？；\n]+|\n")


def merged(base: str, one: str, other: str) -> str | None:
    """The text with the changes of both; None where they changed the same sentences differently."""
    if one == other or other == base:
        return one
    if one == base:
        return other
    old = _SENTENCE.findall(base)
    chosen = sorted({*_changes(old, _SENTENCE.findall(one)), *_changes(old, _SENTENCE.findall(other))})
    if any(later[0] < earlier[1] or later[0] == earlier[0] for earlier, later in pairwise(chosen)):
        return None
    text: list[str] = []
    at = 0
    for start, end, new in chosen:
        text += [*old[at:start], *new]
        at = end
    return "".join([*text, *old[at:]])


def _changes(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int, tuple[str, ...]]]:
    """(from, to, what stands there instead) in sentences of ``old``."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return [(a, b, tuple(new[c:d])) for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal"]
