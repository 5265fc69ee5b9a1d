"""Where this year's material stands in last year's frame, and what of the frame still has something to say beside it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from nigao.draft import Hit
from nigao.excerpt import kinds
from nigao.excerpt.deeds import one_deed_once, without_overruled
from nigao.excerpt.filled import Keep, Piece
from nigao.excerpt.material import PLANS, REVIEWS, Block, Told, alike, blocks_of, figures_of, pairs_of
from nigao.excerpt.placing import Slot
from nigao.excerpt.plan import Plan
from nigao.excerpt.proof import Proof
from nigao.excerpt.sheet import Sheet
from nigao.excerpt.stating import best_statement
from nigao.figures.aliases import canonical
from nigao.figures.calendar import Calendar
from nigao.planning import five_year_plan
from nigao.printable import GAP
from nigao.text.likeness import longest_shared

_SHORTEST_TOLD = 8
_SHORTEST_ASKED, _SAID = 3, 0.8
# Words that only hold a figure (保持在, 达到), and say nothing of what it is of.
_HOLDS = re.compile(r"保持在?|达到?|实现|完成|控制在|提高到|为|力争|确保|全年|以上|以内|左右")
_ONE = re.compile(r"[1一](?!\d)")
_FINISHES = re.compile(r"建成|全部完成|收官|开工|启动|投用|竣工|通车|投产|上线|启用|组建|成立")
_FINISHED = re.compile(r"建成|完成|收官|开工|启动|投用|竣工|通车|通水|投产|上线|启用|开放|组建|成立")
_A_NAME = 5  # characters that two clauses share when they speak of one thing by its name
_HEAD = 12
_ONE_DEED = 2  # sentences that are taken for one deed


@dataclass(slots=True)
class Merged:
    """Where the material stands. here: by (section, paragraph) each block with the sentence it stands behind, None: where it fits.

    unused: by section the blocks that no paragraph's topic takes. twice: pieces of last year's that stand a second time. sentences: by
    section, and whether they plan, the words of the material's sentences with figures; done: its clauses that tell of something finished.
    """

    here: dict[tuple[int, int], list[tuple[int | None, Block]]] = field(default_factory=lambda: defaultdict(list))
    unused: dict[int, list[Block]] = field(default_factory=lambda: defaultdict(list))
    told: Told = field(default_factory=lambda: Told((), Calendar("", "")))
    twice: set[int] = field(default_factory=set)
    sentences: dict[tuple[int, bool], list[frozenset[str]]] = field(default_factory=lambda: defaultdict(list))
    done: list[str] = field(default_factory=list)
    proof: Proof = field(default_factory=lambda: Proof(Calendar("", "")))

    def keeper(self, slot: Slot) -> Keep:
        """What a piece of this paragraph of last year's still has to say beside the material, None if nothing."""
        if kinds.of_goals(slot.heading):
            return self.keeps_aim
        ahead = slot.kind.endswith("plan")
        return lambda piece: self.keeps(piece, slot.item, ahead)

    def keeps(self, piece: Piece, item: int, ahead: bool) -> Piece | None:
        """The same for a piece of a section. ahead: which plans."""
        if id(piece) in self.twice or self.answers(piece, item, ahead) or (ahead and self.has_been_done(piece)):
            return None
        if piece.entries:
            fresh = [entry for entry in piece.entries if not self.told.figure(entry)]
            names = sorted((canonical(entry.figure.indicator) for entry in piece.entries), key=len)
            of_one = piece.stated or all(
                name.removeprefix(names[0]) in ("", "增速", "增幅") for name in names
            )  # 规上工业增加值, 规上工业增加值增速
            if fresh and of_one and len(fresh) < len(piece.entries):
                left = best_statement(fresh, self.proof)
                return Piece(left, tuple(fresh), stated=True) if left is not None else piece
            return piece if fresh else None
        return None if piece.carried and self.told.clause(piece.run.text) else self._unsaid(piece)

    def answers(self, piece: Piece, item: int, ahead: bool) -> bool:
        """Whether material of the same section tells, in its own words, what a piece of nothing but gaps asks for."""
        if piece.entries or not GAP.search(piece.run.text):
            return False
        asked = pairs_of(_HOLDS.sub("", GAP.sub("", piece.run.text)))
        told = self.sentences[item, ahead]
        return len(asked) >= _SHORTEST_ASKED and any(len(asked & words) >= _SAID * len(asked) for words in told)

    def has_been_done(self, piece: Piece) -> bool:
        """Whether a piece of last year's plan is of a thing done once for all, and this year's material says that it is done."""
        words = GAP.sub("", piece.run.text)
        once = piece.carried or all(one.places and _ONE.match(one.places[0].value) for one in piece.run.evidence if one.verdict == "gap")
        if piece.entries or not once or not _FINISHES.search(words):
            return False
        return any(longest_shared(words, done) >= _A_NAME for done in self.done)

    def keeps_aim(self, piece: Piece) -> Piece | None:
        """The same among a year's aims, which stand together though the work towards each is told further down."""
        return None if id(piece) in self.twice else self._unsaid(piece)

    def _unsaid(self, piece: Piece) -> Piece | None:
        """A piece carried over without what stands word for word in the material."""
        if not piece.carried:
            return piece
        if self.told.words(piece.run.text):
            return None
        first, mark, rest = piece.run.text.partition("，")
        again = mark and rest and len(first) >= _SHORTEST_TOLD and self.told.words(first)
        return replace(piece, run=piece.run.slice(len(first) + 1, len(piece.run.text))) if again else piece


class _ByIdentity:
    """A plan as a key: one plan is thought once and handed on as it is."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ByIdentity) and self.plan is other.plan

    def __hash__(self) -> int:
        return id(self.plan)


@lru_cache(maxsize=4)
def _merged_of(key: _ByIdentity, passages: tuple[Hit, ...]) -> Merged:
    plan, merged = key.plan, Merged()
    sheets = [sheet for listed in plan.sheets.values() for sheet in listed]
    once = one_deed_once(blocks_of(passages), plan.proof.calendar, plan.contested)
    blocks = without_overruled(once, plan.proof.calendar, plan.contested)
    for block in (part for whole in blocks for part in _by_their_homes(whole, sheets, plan)):
        place = _place(block, sheets, plan)
        if isinstance(place, Slot):
            merged.here[place.item, place.paragraph].append((None, block))
        elif place is not None:
            sheet, at = place
            merged.here[sheet.slot.item, sheet.slot.paragraph].append((at, block))
        else:
            nearest = plan.placer.best(block.text, PLANS if block.ahead else REVIEWS)
            merged.unused[nearest.item if nearest else 0].append(block)
            continue
        item = place.item if isinstance(place, Slot) else place[0].slot.item
        merged.sentences[item, block.ahead] += [pairs_of(text) for _, text in block.parts if re.search(r"\d", text)]
        if not block.ahead:
            merged.done += [clause for _, text in block.parts for clause in re.split("[，；。]", text) if _FINISHED.search(clause)]
    standing = [block for listed in merged.here.values() for _, block in listed]
    single = [entry for sheet in sheets for entry in sheet.quotes]
    merged.told = Told(standing, plan.proof.calendar, single, plan.contested)
    merged.twice = _twice(sheets)
    merged.proof = plan.proof
    return merged


def merge(plan: Plan, passages: tuple[Hit, ...]) -> Merged:
    """The material merged with the plan, once for all sections."""
    return _merged_of(_ByIdentity(plan), passages)


def _by_their_homes(block: Block, sheets: Sequence[Sheet], plan: Plan) -> list[Block]:
    """The block, parted where its sentences tell deeds that last year's text told in different sections."""
    among = PLANS if block.ahead else REVIEWS
    if block.troubles or block.general or block.opens or len(block.parts) < _ONE_DEED:
        return [block]
    found: list[list[tuple[int, str]]] = []
    last: int | None = None
    for part in block.parts:
        homes = [sheet.slot.item for sheet, _ in _deeds(replace(block, parts=(part,)), sheets, plan, among)]
        home = max(homes, key=homes.count) if homes and len(set(homes)) == 1 else None
        if not found or (home is not None and last is not None and home != last):
            found.append([])
        found[-1].append(part)
        last = home if home is not None else last
    return [replace(block, parts=tuple(parts)) for parts in found]


def _twice(sheets: Sequence[Sheet]) -> set[int]:
    """Pieces that say word for word what stands in the draft already."""
    seen: set[str] = set()
    again: set[int] = set()
    for piece in (piece for sheet in sheets for filled in sheet.sentences for piece in filled.pieces):
        words = re.sub(r"\W", "", piece.run.text)
        if len(words) >= _SHORTEST_TOLD and words in seen:
            again.add(id(piece))
        seen.add(words)
    return again


def _place(block: Block, sheets: Sequence[Sheet], plan: Plan) -> Slot | tuple[Sheet, int] | None:
    """Behind the sentence of last year's that tells the same deed; else in the paragraph of its topic; None where there is none.

    A long block goes behind a sentence only where that tells most of its figures; a summary's line is no home for a field of work.
    """
    if block.general:
        return None
    if block.troubles:
        return next(
            (sheet.slot for sheet in sheets if kinds.problem_heading(sheet.slot.heading) or kinds.problem(sheet.slot.text[:60])), None
        )
    among = PLANS if block.ahead else REVIEWS
    general = _for_the_whole(block, sheets, plan)
    if general is not None:
        return general
    deeds = _deeds(block, sheets, plan, among)
    if deeds:
        best = max(deeds, key=lambda one: (deeds.count(one), plan.levels[one[0].slot.item]))
        if len(block.parts) <= _ONE_DEED or 2 * deeds.count(best) >= len(figures_of(block, plan.proof.calendar)):
            return best
    also = " ".join(block.hit.passage.heading_path)
    slot = plan.placer.sure(block.text, among, also=also)
    if slot is not None and block.ahead and kinds.of_goals(slot.heading):
        others = [sheet.slot for sheet in sheets if sheet.slot.kind in among and not kinds.of_goals(sheet.slot.heading)]
        return plan.placer.nearest(block.text, others) or slot
    return slot


def _for_the_whole(block: Block, sheets: Sequence[Sheet], plan: Plan) -> Slot | None:
    """Where a paragraph stands that is about no one field: what opens the look back, what speaks of the new five-year plan."""
    named = f"{five_year_plan(plan.year)}”时期"
    if named in block.text[:_HEAD] or (block.ahead and named in block.text):
        return next((sheet.slot for sheet in sheets if named in sheet.slot.heading), None)
    if block.opens:
        reviews = [sheet.slot for sheet in sheets if sheet.slot.kind in ("review", "set review")]
        return next((slot for slot in reviews if kinds.opens(slot.text) or kinds.year_sense(slot.text)), reviews[0] if reviews else None)
    return None


def _deeds(block: Block, sheets: Sequence[Sheet], plan: Plan, among: Sequence[str]) -> list[tuple[Sheet, int]]:
    told = figures_of(block, plan.proof.calendar)
    return [
        (sheet, at)
        for sheet in sheets
        if sheet.slot.kind in among and not (block.ahead and kinds.of_goals(sheet.slot.heading))
        for at, filled in enumerate(sheet.sentences)
        for entry in filled.used
        if any(alike(figure, entry.figure) for figure in told)
    ]
