"""A change that no sentence tells is told right behind the level it is of."""

from __future__ import annotations

from collections.abc import Sequence

from nigao.excerpt.filled import Filled, Piece
from nigao.excerpt.proof import Proof
from nigao.excerpt.sheet import Sheet
from nigao.excerpt.stating import best_statement, without_subject
from nigao.ledger import Entry
from nigao.writing.runs import Run, joined, place_of


def with_their_levels(sheet: Sheet, proof: Proof) -> None:
    """Tell a change right behind the level it is of (上缴税费1.98亿元、增长3.1%), where it says the same there."""
    left = []
    for at, group in sheet.news:
        put = _behind_its_level(sheet, group, proof) if all(entry.figure.measure != "level" for entry in group) else False
        if not put:
            left.append((at, group))
    sheet.news = left


def _behind_its_level(sheet: Sheet, group: Sequence[Entry], proof: Proof) -> bool:
    name = group[0].figure.indicator
    for n, filled in enumerate(sheet.sentences):
        for piece in filled.pieces:
            level = next((e for e in piece.entries if e.figure.measure == "level" and e.figure.indicator == name), None)
            told = best_statement(group, proof)
            short = without_subject(told, name) if told is not None else None
            if level is None or short is None:
                continue
            end = next((one.end for one in piece.run.evidence if place_of(level) in one.places), 0)
            if not end or piece.run.text[end : end + 1] not in ("", "，", "；"):
                continue
            run = piece.run.replaced(end, end, joined([Run("、"), short]))
            entries = (*piece.entries, *group)
            if proof(run.text, entries) or proof(
                run.text, entries, True, "".join(other.run.text + "，" for other in _before(filled, piece))
            ):
                sheet.sentences[n] = filled.with_piece(piece, Piece(run, entries, piece.stated))
                return True
    return False


def _before(filled: Filled, piece: Piece) -> list[Piece]:
    """The pieces of the group that stand before one."""
    group = next(group for group in filled.groups if any(one is piece for one in group))
    return list(group[: next(n for n, one in enumerate(group) if one is piece)])
