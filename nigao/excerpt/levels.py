"""A change that no sentence tells is told right behind the level it is of, in last year's sentence or in the material's."""

from __future__ import annotations

from collections.abc import Sequence

from nigao.excerpt.filled import Filled, Keep, Piece
from nigao.excerpt.proof import Proof
from nigao.excerpt.sheet import Sheet
from nigao.excerpt.stating import best_statement, without_subject
from nigao.excerpt.told import figures_in
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


def in_quotations(pieces: Sequence[Piece], keeps: Keep, runs: list[Run], proof: Proof) -> set[int]:
    """Put changes whose levels the quoted material tells (再生水利用量3780万立方米) behind those in it; the pieces that then say nothing more.

    pieces: last year's, filled; keeps: what of one is left beside the material; runs: the material as quoted, changed in place.
    """
    said = set()
    for piece in pieces:
        left = keeps(piece)
        if left is None or left is piece or not left.stated or any(entry.figure.measure != "change" for entry in left.entries):
            continue
        for n, run in enumerate(runs):
            put = _in_quotation(run, left.entries, proof)
            if put is not None:
                runs[n] = put
                said.add(id(piece))
                break
    return said


def _in_quotation(run: Run, changes: Sequence[Entry], proof: Proof) -> Run | None:
    """The quotation with the changes behind their level; None where it tells none, or would then say something else."""
    name = changes[0].figure.indicator
    told = best_statement(changes, proof)
    short = without_subject(told, name) if told is not None else None
    levels = [one for one in figures_in(run.text, proof.calendar, False) if one.indicator == name and one.measure == "level"]
    if short is None or len(levels) != 1 or run.text[levels[0].end : levels[0].end + 1] not in ("，", "；", "。"):
        return None
    at = levels[0].end
    made = run.replaced(at, at, joined([Run("、"), short]))
    before, after = proof.reads("", run.text), proof.reads("", made.text)
    return made if [one for one in after if one in before] == before and len(after) == len(before) + len(changes) else None


def _before(filled: Filled, piece: Piece) -> list[Piece]:
    """The pieces of the group that stand before one."""
    group = next(group for group in filled.groups if any(one is piece for one in group))
    return list(group[: next(n for n, one in enumerate(group) if one is piece)])
