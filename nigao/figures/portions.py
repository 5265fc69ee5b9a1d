"""Figures that are a share of something: of a whole, of a plan, of all there is."""

from __future__ import annotations

import re

from nigao.figures import patterns, subject
from nigao.figures.context import Spot
from nigao.figures.memory import Memory
from nigao.figures.movement import made
from nigao.figures.reading import Reading
from nigao.figures.tail import Tail, read_tail


def portion(memory: Memory, spot: Spot, tail: Tail) -> Reading | None:
    """Name a figure told as a share or as an amount of a plan; None if it is neither."""
    previous = memory.previous()
    paced = patterns.PACED.search(spot.left) if patterns.PACE_BEHIND.match(spot.right) else None
    if paced:
        return _planned(memory, spot, tail, paced)
    planned = patterns.PLAN_AMOUNT.search(spot.left) if spot.right == "的" and spot.token.kind == "amount" else None
    if planned:
        return _planned(memory, spot, tail, planned)
    if previous and previous.planned and spot.left == "的" and spot.token.unit in {"%", "倍"}:
        return _of_planned(spot, tail, previous)
    of_plan = patterns.OF_PLAN.search(spot.left) if spot.token.unit == "%" else None
    if of_plan:
        return _of_plan(memory, spot, tail, of_plan)
    beyond = patterns.BEYOND_PLAN.search(spot.left) if not tail.sign else None
    if beyond:
        return _beyond_plan(memory, spot, tail, beyond)
    share = patterns.SHARE.search(spot.left)
    if share and spot.token.kind in {"share", "ratio", "fold"} and not tail.sign:
        return _share(memory, spot, tail, share)
    part = patterns.PART_OF.search(spot.left)
    if part and spot.token.kind == "share" and (spot.token.unit == "分之" or spot.token.written == "成") and not tail.sign:
        return _part(memory, spot, tail, part)
    return None


def _own(memory: Memory, spot: Spot, end: int) -> str:
    """What is named before the words of the portion, else what the sentence has spoken of."""
    return subject.tidy(subject.bare(read_tail(spot.left[:end], spot.token).rest)) or memory.lender(spot)


def _level(spot: Spot, tail: Tail, name: str, own: str) -> Reading:
    """A portion is a level, however it moved; what follows leans on the thing itself."""
    reading = made(spot, tail, name, None)
    reading.measure, reading.sign, reading.base = "level", 0, own
    reading.because |= {"measure": "measure.portion", "indicator": "indicator.portion"}
    return reading


def _share(memory: Memory, spot: Spot, tail: Tail, match: re.Match[str]) -> Reading:
    """占全国28.7%: of what the sentence has named, told or told just now."""
    of = tail.rest[match.end() :] if len(tail.rest) > match.end() else spot.left[match.end() :]
    of = re.sub(r"(?:达到|达|为|超过|超|约|近|的|到|至|提高|上升|提升|比重|比例|逾|突破)+$", "", of)
    own = _own(memory, spot, match.start())
    own = memory.lender(spot) if own in {"分别", "均"} else own
    together = memory.listed() if re.search("合计|共同|两者|三者|总计", spot.left) else []
    several = {"两": 2, "二": 2, "三": 3}.get(spot.clause[:1], 0)
    together = together or memory.bases()[-several:] if several and "合计" in spot.clause else together
    own = "、".join(together) if len(together) > 1 else own
    name = own + "占比" if of.startswith("比") or not of else f"{own}占{of}比重"
    return _level(spot, tail, subject.tidy(name), own)


def _planned(memory: Memory, spot: Spot, tail: Tail, match: re.Match[str]) -> Reading:
    """完成年初预算数60999万元的…: the amount planned for what the sentence has named."""
    own = _own(memory, spot, match.start())
    reading = _level(spot, tail, own + match["of"].replace("的", ""), own)
    reading.planned = match["of"]
    return reading


def _of_planned(spot: Spot, tail: Tail, plan: Reading) -> Reading:
    """…的40.4%: how much of the amount just told is done."""
    return _level(spot, tail, f"{plan.base}完成{plan.planned}", plan.base)


def _of_plan(memory: Memory, spot: Spot, tail: Tail, match: re.Match[str]) -> Reading:
    """完成年初预算的102.5%: how much of its plan what the sentence has named has reached."""
    own = _own(memory, spot, match.start())
    return _level(spot, tail, f"{own}完成{match['of']}", own)


def _beyond_plan(memory: Memory, spot: Spot, tail: Tail, match: re.Match[str]) -> Reading:
    """超额完成目标20家: by how much the plan is passed."""
    reading = made(spot, tail, _own(memory, spot, match.start()), None)
    reading.measure, reading.sign = "change", 1
    reading.because |= {"measure": "measure.beyond_plan", "indicator": "indicator.beyond_plan"}
    return reading


def _part(memory: Memory, spot: Spot, tail: Tail, match: re.Match[str]) -> Reading:
    """装机超过全球一半: a share of the whole that is named before the number."""
    own = _own(memory, spot, match.start())
    how = (match["how"] or "") + (match["more"] or "")
    tail.comparator = "ge" if "超" in how else "approx" if re.search("近|约", how) else tail.comparator
    return _level(spot, tail, f"{own}占{match['of']}比重", own)
