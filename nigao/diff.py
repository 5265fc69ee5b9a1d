"""The difference of two texts for a reader of Chinese: characters compared, number tokens kept whole."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

# A number with its sign, decimals and percent is one token: "5.2%" → "5.6%" must not show as "5.[2→6]%".
_TOKEN = re.compile(r"[0-9０-９]+(?:[.,．，][0-9０-９]+)*[%％‰]?|[A-Za-z]+|\s|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that is in both ("same"), only in the old ("removed") or only in the new ("added")."""

    kind: Literal["same", "removed", "added"]
    text: str


def tokens(text: str) -> list[str]:
    """The text cut into comparable tokens; joined they are the text again."""
    return _TOKEN.findall(text)


def diff(old: str, new: str) -> list[Piece]:
    """Pieces that give ``old`` without the added and ``new`` without the removed ones."""
    before, after = tokens(old), tokens(new)
    pieces: list[Piece] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece("same", "".join(before[a:b])))
            continue
        if a < b:
            pieces.append(Piece("removed", "".join(before[a:b])))
        if c < d:
            pieces.append(Piece("added", "".join(after[c:d])))
    return pieces
