"""Where this year's material stands in last year's frame, and what of the frame still has something to say beside it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from nigao.draft import Hit
from nigao.excerpt import kinds
from nigao.excerpt.answered import Answers
from nigao.excerpt.aside import Accounts, Aside, of_block
from nigao.excerpt.deeds import one_deed_once
from nigao.excerpt.filled import Filled, Keep, Piece
from nigao.excerpt.material import LISTED, PLANS, REVIEWS, Block, blocks_of, plain, quotable
from nigao.excerpt.one_value import one_value
from nigao.excerpt.other_words import counted_of, of_one_thing
from nigao.excerpt.placing import Slot
from nigao.excerpt.plan import Plan
from nigao.excerpt.proof import Proof
from nigao.excerpt.sheet import Sheet
from nigao.excerpt.stating import best_statement
from nigao.excerpt.told import Quoted, alike, figures_of
from nigao.excerpt.told_twice import without_told
from nigao.figures.aliases import canonical
from nigao.figures.calendar import Calendar
from nigao.planning import five_year_plan
from nigao.printable import GAP
from nigao.writing.sentences import leans_back

_SHORTEST_TOLD = 8
_HEAD = 12
# ——质量效益稳步提高。……: one of the points that sum up the year.
_HIGHLIGHT = re.compile(r"——[^，。；\d]{4,16}[。：]")
_MOST = 0.5
_A_NAME = 4
_ONE_DEED = 2  # sentences that are taken for one deed


@dataclass(slots=True)
class Merged:
    """Where the material stands. here: by (section, paragraph) each block with the sentence it stands behind, None: where it fits.

    unused: by section what no paragraph's topic takes. twice: pieces of last year's that stand a second time, or ask for
    what the material counts of their deed. instead: for pieces of last year's shortcomings the words of a department that tell the same, whose
    blocks are within. answers: what the material tells of what the others ask. read: the words of the material,
    without marks.
    """

    here: dict[tuple[int, int], list[tuple[int | None, Block]]] = field(default_factory=lambda: defaultdict(list))
    unused: dict[int, list[Aside]] = field(default_factory=lambda: defaultdict(list))
    told: Quoted = field(default_factory=lambda: Quoted((), Calendar("", "")))
    twice: set[int] = field(default_factory=set)
    answers: Answers = field(default_factory=Answers)
    read: str = ""
    proof: Proof = field(default_factory=lambda: Proof(Calendar("", "")))
    instead: dict[int, Piece] = field(default_factory=dict)
    within: list[Block] = field(default_factory=list)

    def mended(self, piece: Piece) -> Piece | None:
        """A piece of last year's list of shortcomings in a department's words, or without what has been put right."""
        return self.instead[id(piece)] if id(piece) in self.instead else self.answers.without_mended(piece)

    def keeper(self, slot: Slot) -> Keep:
        """What a piece of this paragraph of last year's still has to say beside the material, None if nothing.

        An opening sums the year up in figures that the sections tell again.
        """
        if slot.kind == "opening" or kinds.of_goals(slot.heading):
            return self.keeps_aim
        ahead = slot.kind.endswith("plan")
        return lambda piece: self.keeps(piece, slot.item, ahead)

    def keeps(self, piece: Piece, item: int, ahead: bool) -> Piece | None:
        """The same for a piece of a section. ahead: which plans."""
        if id(piece) in self.twice or self.answers.to(piece, item, ahead) or (ahead and self.answers.has_been_done(piece)):
            return None
        if piece.entries:
            fresh = [entry for entry in piece.entries if not self.told.figure(entry)]
            names = sorted((canonical(entry.figure.indicator) for entry in piece.entries), key=len)
            of_one = piece.stated or all(
                name.removeprefix(names[0]) in ("", "增速", "增幅") for name in names
            )  # 规上工业增加值, 规上工业增加值增速
            of_one = of_one or len({canonical(entry.figure.indicator) for entry in fresh}) == 1
            if fresh and of_one and len(fresh) < len(piece.entries):
                left = best_statement(fresh, self.proof)
                return Piece(left, tuple(fresh), stated=True) if left is not None else piece
            return piece if fresh else None
        unsaid = None if piece.carried and self.told.clause(piece.run.text) else self._unsaid(piece)
        return unsaid if unsaid is None or ahead else self.answers.without_mended(unsaid)

    def tells(self, block: Block, piece: Piece) -> bool:
        """Whether a block states what a piece of last year's would."""
        told = figures_of(block, self.proof.calendar)
        return bool(piece.entries) and all(any(alike(one, entry.figure) for one in told) for entry in piece.entries)

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
    held = one_value(blocks_of(passages), plan.proof, plan.contested, plan.shelf)
    once = one_deed_once(held.blocks, plan.proof.calendar, plan.contested)
    blocks = once.blocks
    parted = [block.opened() for whole in blocks for block in _by_their_homes(whole, sheets, plan)]
    homes = _homes(parted, sheets, plan)
    for block in parted:
        merged.answers.know(block)
    left = [block for block in parted if not _put(block, merged, sheets, plan, homes)]
    standing = [*merged.within, *(block for listed in merged.here.values() for _, block in listed)]
    aside = [of_block(block) for block in left] + [of_block(one, _instead(stands)) for one, stands in once.gainsaid]
    aside += [of_block(one, why) for one, why in held.aside]
    set_aside = [one for one, _ in (*once.gainsaid, *held.aside)]
    accounts = Accounts([*standing, *left, *held.given_up, *set_aside], plan.handled, plan.entries, plan.proof.calendar)
    for one in (*aside, *accounts.left_over(passages)):
        merged.unused[_nearest(one, plan)].append(one)
    for sheet in sheets:
        told = [entry.figure for _, group in sheet.news for entry in group]
        merged.answers.figures[sheet.slot.item, sheet.slot.kind.endswith("plan")] += told
    merged.read = "|".join(plain(block.text) for block in blocks) + "".join(plain(one.text) for one in aside)
    single = [entry for sheet in sheets for entry in sheet.quotes if plain(quotable(entry)) not in merged.read]
    merged.told = Quoted(standing, plan.proof.calendar, single, plan.contested)
    merged.twice = _twice(sheets) | {
        id(piece)
        for sheet in sheets
        for filled in sheet.sentences
        for piece in merged.answers.to_deeds(filled, sheet.slot.item, sheet.slot.kind.endswith("plan"))
    }
    merged.proof = plan.proof
    return merged


def _homes(blocks: Sequence[Block], sheets: Sequence[Sheet], plan: Plan) -> dict[tuple[str, bool], dict[int, float]]:
    """By paper, and whether it plans: which share of what it tells of last year's deeds belongs in the part each section is of.

    A paper most of whose paragraphs tell no such deed says little of where the others belong.
    """
    papers = Counter((block.hit.source.id, block.ahead) for block in blocks if not (block.troubles or block.general))
    parts: dict[tuple[str, bool], Counter[int]] = defaultdict(Counter)
    tell: Counter[tuple[str, bool]] = Counter()
    for block in blocks:
        paper = (block.hit.source.id, block.ahead)
        deeds = {plan.part(sheet.slot.item) for sheet, _ in _deeds(block, sheets, plan, PLANS if block.ahead else REVIEWS)}
        parts[paper].update(deeds)
        tell[paper] += bool(deeds)
    return {
        paper: {item: told[plan.part(item)] / max(tell[paper], _MOST * papers[paper]) for item in plan.sheets if plan.part(item) in told}
        for paper, told in parts.items()
    }


def _put(block: Block, merged: Merged, sheets: Sequence[Sheet], plan: Plan, homes: Mapping[tuple[str, bool], Mapping[int, float]]) -> bool:
    """Put the block where it belongs; False where that is nowhere."""
    if block.troubles and (same := _same_trouble(block, sheets, plan)) is not None and id(same) not in merged.instead:
        run = block.run()
        merged.instead[id(same)] = replace(same, run=run.slice(0, len(run.text.rstrip("。"))))
        merged.within.append(block)
        return True
    place = _place(block, sheets, plan, homes.get((block.hit.source.id, block.ahead), {}))
    if place is None:
        return False
    slot, at = (place, None) if isinstance(place, Slot) else (place[0].slot, place[1])
    ahead_of_it = () if isinstance(place, Slot) else place[0].sentences[place[1]].pieces
    block = without_told(
        block, [piece for sheet in sheets for filled in sheet.sentences for piece in _told_by_themselves(filled)], plan.proof, ahead_of_it
    )
    merged.here[slot.item, slot.paragraph].append((at, block))
    merged.answers.take(block, slot.item, plan.proof.calendar)
    return True


def _told_by_themselves(filled: Filled) -> list[Piece]:
    """The pieces of a sentence that do not lean on one that only asks (受理热线工单【】，按时办结率99.7%)."""
    return [piece for group in filled.groups if not (group[0].run.text and GAP.search(group[0].run.text)) for piece in group]


def _instead(stands: Block) -> str:
    source = stands.hit.source
    return f"稿子里写的是“{stands.text.rstrip('。')}”（{source.filename or source.title}），两处不一，请核对。"


def _nearest(one: Aside, plan: Plan) -> int:
    """The section whose words are likest to what found no place."""
    slot = plan.placer.best(one.text, (*REVIEWS, *PLANS))
    return slot.item if slot else 0


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
        if not found or (home is not None and last is not None and home != last and not leans_back(part[1])):
            found.append([])
        found[-1].append(part)
        last = home if home is not None else last
    return [replace(block, parts=tuple(parts)) for parts in found]


def _twice(sheets: Sequence[Sheet]) -> set[int]:
    """Pieces that say word for word what stands in the draft already; of a result and an aim in the same words each is told."""
    seen: set[tuple[str, str]] = set()
    again: set[int] = set()
    for piece in (piece for sheet in sheets for filled in sheet.sentences for piece in filled.pieces):
        words = re.sub(r"\W", "", piece.run.text)
        of = piece.entries[0].figure.status if piece.entries else ""
        if len(words) >= _SHORTEST_TOLD and (words, of) in seen:
            again.add(id(piece))
        seen.add((words, of))
    return again


def _place(block: Block, sheets: Sequence[Sheet], plan: Plan, near: Mapping[int, float]) -> Slot | tuple[Sheet, int] | None:
    """Behind the sentence of last year's that tells the same deed; else in the paragraph of its topic; None where there is none.

    A long block goes behind a sentence only where that tells most of its figures; a summary's line is no home for a field of work.
    """
    if block.general:
        return None
    if block.troubles:
        return _among_problems(sheets)
    among = PLANS if block.ahead else REVIEWS
    general = _for_the_whole(block, sheets, plan)
    if general is not None:
        return general
    deeds = _deeds(block, sheets, plan, among)
    if deeds:
        best = max(deeds, key=lambda one: (deeds.count(one), plan.levels[one[0].slot.item]))
        if len(block.parts) <= _ONE_DEED or 2 * deeds.count(best) >= len(figures_of(block, plan.proof.calendar)):
            return best
    told = _told_last(block, sheets, plan, among) if not deeds and len(block.parts) <= _ONE_DEED else None
    if told is not None:
        return told
    also = " ".join((*block.hit.passage.heading_path, block.label))
    slot = plan.placer.sure(block.text, among, also=also, near=near)
    if slot is not None and block.ahead and kinds.of_goals(slot.heading):
        others = [sheet.slot for sheet in sheets if sheet.slot.kind in among and not kinds.of_goals(sheet.slot.heading)]
        return plan.placer.nearest(block.text, others) or slot
    return slot


def _among_problems(sheets: Sequence[Sheet]) -> Slot | None:
    """The paragraph that names the year's problems; of a section of several the last that lists one (（三）专业人才短缺。)."""
    slots = [sheet.slot for sheet in sheets]
    first = next((slot for slot in slots if kinds.problem_heading(slot.heading) or kinds.problem(slot.text[:60])), None)
    if first is None or not kinds.problem_heading(first.heading):
        return first
    points = [slot for slot in slots if slot.item == first.item and LISTED.match(slot.text)]
    return points[-1] if points else first


def _same_trouble(block: Block, sheets: Sequence[Sheet], plan: Plan) -> Piece | None:
    """The piece of last year's shortcomings, with this year's figures in it, whose figures a department's shortcoming tells."""
    told = figures_of(block, plan.proof.calendar)
    pieces = [piece for sheet in sheets for filled in sheet.sentences if filled.whole for piece in filled.pieces if piece.entries]
    if not told or LISTED.match(block.text):
        return None
    return next((one for one in pieces if all(any(alike(figure, e.figure) for figure in told) for e in one.entries)), None)


def _for_the_whole(block: Block, sheets: Sequence[Sheet], plan: Plan) -> Slot | None:
    """Where a paragraph stands that is about no one field: what opens the look back, what speaks of the new five-year plan."""
    named = f"{five_year_plan(plan.year)}”时期"
    of_plan = next((sheet.slot for sheet in sheets if named in sheet.slot.heading), None)
    if of_plan is not None and (named in block.text[:_HEAD] or (block.ahead and named in block.text)):
        return of_plan
    reviews = [sheet.slot for sheet in sheets if sheet.slot.kind in ("review", "set review")]
    if not block.ahead and _HIGHLIGHT.match(block.text):
        above = [slot for slot in reviews if slot.above]
        listed = [slot for slot in above if slot.text.startswith("——")] or above
        return listed[-1] if listed else None
    if block.opens:
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


def _told_last(block: Block, sheets: Sequence[Sheet], plan: Plan, among: Sequence[str]) -> Slot | None:
    """The paragraph of last year's that told most of the indicators a block tells (建设配肥站2座: 新建配肥站1座), whatever became of its
    sentence; None where none did or two did alike."""
    names = [figure.indicator for figure in figures_of(block, plan.proof.calendar) if len(figure.indicator) >= _A_NAME]
    counted = [
        (sum(any(_of_one(name, one) for one in sheet.indicators) for name in names), sheet.slot)
        for sheet in sheets
        if names and sheet.slot.kind in among and not (block.ahead and kinds.of_goals(sheet.slot.heading))
    ]
    best = max((count for count, _ in counted), default=0)
    slots = [slot for count, slot in counted if count == best]
    return slots[0] if best and len({slot.item for slot in slots}) == 1 else None


def _of_one(name: str, other: str) -> bool:
    """Whether two names are of one thing, whatever was done to it."""
    return of_one_thing(name, other) or (len(counted_of(name)) > 2 and counted_of(name) == counted_of(other))
