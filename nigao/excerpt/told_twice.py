"""A clause of material whose figures stand in one of last year's sentences with more beside them: told there, and cut from the material.

A bureau's 按月开展经营分析12次，营业收入完成年度预算的98.6% goes on without the second clause where the report says 营业收入40.43亿元，
完成年度预算的98.6%，同比增长4.7%.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from nigao.excerpt.filled import Piece
from nigao.excerpt.material import Block
from nigao.excerpt.proof import Proof
from nigao.excerpt.told import alike, figures_in
from nigao.figures.calendar import Calendar
from nigao.figures.figure import Figure
from nigao.writing.sentences import clauses, groups

_A_NAME = 3
_MORE_WORDS = 8  # what a clause may say beside its figures' names and amounts (完成年度预算的)


def without_told(block: Block, pieces: Sequence[Piece], proof: Proof, ahead_of_it: Sequence[Piece] = ()) -> Block:
    """The block without such clauses, its sentences whole. pieces: last year's, filled with this year's figures; ahead_of_it: those of the
    sentence it stands behind, which says for it of what its figures are."""
    fuller = [piece for piece in pieces if len(piece.entries) > 1 and not piece.stated]
    if block.ahead or block.troubles or not fuller:
        return block
    before = [
        piece for piece in fuller if any(piece is one for one in ahead_of_it) and len({e.figure.indicator for e in piece.entries}) > 1
    ]
    parts = [(start, _cut(text, fuller, proof, before if n == 0 else ())) for n, (start, text) in enumerate(block.parts)]
    return replace(block, parts=tuple(parts))


def _cut(text: str, fuller: Sequence[Piece], proof: Proof, before: Sequence[Piece]) -> str:
    """A sentence without the clauses told more fully elsewhere; as it is where the rest would not say the same without them."""
    if "；" in text:
        return text
    (_, group), *_ = groups(text)
    parts = clauses(group)
    gone = [n for n, one in enumerate(parts) if not one.leans and _told(one.text, fuller, proof.calendar)]
    gone = [n for n in gone if (n + 1 == len(parts) or not parts[n + 1].leans) and (n == 0 or re.search(r"\d", parts[n - 1].text))]
    if not gone or len(gone) == len(parts):
        return text
    left = "，".join(one.text for n, one in enumerate(parts) if n not in gone) + "。"
    said, says = proof.reads("", text), proof.reads("", left)
    if all(one in said for one in says):
        return left
    named = gone == [0] and _told(parts[0].text, before, proof.calendar)  # …41个，其中亿元以上5个。到位资金8.6亿元
    return left if named and all(any(_shorter(one, other) for other in said) for one in says) else text


def _shorter(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether a figure reads the same but for the beginning of its name."""
    return one[1:] == other[1:] and len(one[0]) >= _A_NAME and other[0].endswith(one[0])


def _told(clause: str, fuller: Sequence[Piece], calendar: Calendar) -> bool:
    told = figures_in(clause, calendar, False)
    if not told or len(clause) - sum(len(one.text) for one in told) > len(told[0].indicator) + _MORE_WORDS:
        return False
    return any(len(piece.entries) > len(told) and all(_in(one, piece) for one in told) for piece in fuller)


def _in(figure: Figure, piece: Piece) -> bool:
    return any(alike(figure, entry.figure) for entry in piece.entries)
