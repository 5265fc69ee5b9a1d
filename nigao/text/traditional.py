"""Traditional characters in a simplified text: where they stand and what is written for them; which script a unit writes is not decided here."""

from __future__ import annotations

import functools
from importlib import resources

# A name may keep one or two old characters; a text written in them has more.
_FEWEST = 3


@functools.cache
def table() -> dict[int, int]:
    """Each traditional character that has but one simplified form → that form, for ``str.translate``."""
    one, other = resources.files("nigao.text").joinpath("traditional.txt").read_text(encoding="utf-8").split()
    return str.maketrans(one, other)


def simplified(text: str) -> str:
    """The text in simplified characters, each in its place."""
    return text.translate(table())


def stretches(text: str) -> list[tuple[int, int]]:
    """(start, end) of each run of traditional characters where there are enough of them to be no names; () else."""
    old = table()
    at = [i for i, character in enumerate(text) if ord(character) in old]
    if len(at) < _FEWEST:
        return []
    runs: list[tuple[int, int]] = []
    for place in at:
        if runs and place - runs[-1][1] <= 1:
            runs[-1] = (runs[-1][0], place + 1)
        else:
            runs.append((place, place + 1))
    return runs


def is_traditional(text: str) -> bool:
    """Whether a text is written in traditional characters: the unit's own way then, and nothing to find fault with."""
    return len(text) > 0 and sum(1 for character in text if ord(character) in table()) > len(text) * 0.1
