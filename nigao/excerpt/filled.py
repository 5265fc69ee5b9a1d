"""What became of a sentence of last year's: the pieces that can stand, and the sentence they make."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from nigao.excerpt import kinds
from nigao.ledger import Entry
from nigao.writing.runs import Run, joined
from nigao.writing.sentences import without_loose_start


@dataclass(frozen=True, slots=True)
class Piece:
    """A clause with those that lean on it, as it can stand, and the entries it states.

    stated: in words of their own, not last year's. leans: it only asks for what the clause before it named, and goes with that.
    """

    run: Run
    entries: tuple[Entry, ...] = ()
    stated: bool = False
    leans: bool = False

    @property
    def carried(self) -> bool:
        """Whether the words are last year's and state nothing of this year's."""
        return bool(self.run.evidence) and all(one.verdict == "carried" for one in self.run.evidence)


Keep = Callable[[Piece], "Piece | None"]


@dataclass(frozen=True, slots=True)
class Filled:
    """What became of a sentence: what can stand, by groups between semicolons. whole: whatever the material tells besides (a list of
    problems)."""

    groups: tuple[tuple[Piece, ...], ...] = ()
    end: str = ""
    whole: bool = False

    @property
    def used(self) -> list[Entry]:
        """The entries the sentence states."""
        return [entry for piece in self.pieces for entry in piece.entries]

    @property
    def pieces(self) -> list[Piece]:
        """All pieces in order."""
        return [piece for group in self.groups for piece in group]

    def with_piece(self, old: Piece, new: Piece) -> Filled:
        """The sentence with one piece in place of another."""
        return replace(self, groups=tuple(tuple(new if one is old else one for one in group) for group in self.groups))

    def run(self, keep: Keep = lambda piece: piece) -> Run | None:
        """The sentence without the pieces that are not to be kept; None if nothing is left to say."""
        groups = [_standing(group, keep) for group in self.groups]
        kept = [joined([piece.run for piece in group], "，") for group in groups if group]
        return _ended(joined(kept, "；"), self.end) if kept else None


def _standing(group: Sequence[Piece], keep: Keep) -> list[Piece]:
    kept: list[Piece] = []
    lost = gone = False
    for piece in group:
        said = None if gone and piece.leans else keep(piece)
        gone = said is None
        if said is not None:
            kept.append(said)
        else:
            lost = True
            without_lead(kept)
    if lost:
        without_lead(kept)
    return kept


def without_lead(kept: list[Piece]) -> None:
    """Take off the end what says nothing without the clause that is gone."""
    while kept and kinds.leads_on(kept[-1].run.text):
        kept.pop()


def _ended(run: Run, end: str) -> Run:
    """The run as a sentence: no loose word at its head, one mark at its end."""
    if not end:
        return run
    text = run.text.rstrip("：:，,；; ")
    opened = without_loose_start(text)
    lost = len(text) - len(opened)
    moved = (replace(e, start=max(0, e.start - lost), end=min(e.end - lost, len(opened))) for e in run.evidence)
    return Run(opened + end, tuple(e for e in moved if e.start < e.end))
