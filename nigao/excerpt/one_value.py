"""Which clauses of the material give way to what the draft says instead: a ruling's value, the own table's, the whole year's amount."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from nigao.excerpt.contested import Contested
from nigao.excerpt.material import Block
from nigao.excerpt.of_the_year import leads_with_part, part_named, unsettled_spans
from nigao.excerpt.proof import Proof
from nigao.excerpt.shelf import Shelf, whole_of
from nigao.excerpt.stating import best_statement
from nigao.excerpt.told import figures_in
from nigao.figures.figure import Figure
from nigao.ledger import Entry
from nigao.part_of_year import part_told
from nigao.writing.runs import place_of
from nigao.writing.sentences import Clause, clauses, groups

_OVERRULED = ""
_WHEN = re.compile(r"(?:截至|截止|到)?(?:今年|20\d\d年)?(?:\d{1,2}月)?(?:年?[底末]|\d{1,2}日)?|全年|年[底末]")
_RATE = re.compile(r"[一-鿿]{2,8}率")


@dataclass(frozen=True, slots=True)
class Held:
    """blocks: what may be told. given_up: what a ruling gave up, which nobody is offered again. aside: what gave way, with what stands instead."""

    blocks: tuple[Block, ...]
    given_up: tuple[Block, ...]
    aside: tuple[tuple[Block, str], ...]


def one_value(blocks: Sequence[Block], proof: Proof, contested: Contested, shelf: Shelf) -> Held:
    """The blocks without the clauses that tell another value than the one that holds; a sentence that says something else without them goes
    as a whole."""
    kept: list[Block] = []
    given_up: list[Block] = []
    aside: list[tuple[Block, str]] = []
    for block in blocks:
        standing: list[tuple[int, str]] = []
        for start, text in block.parts:
            reasons = {figure.start: why for figure, why in _giving_way(block, start, text, proof, contested, shelf)}
            if not reasons:
                standing.append((start, text))
                continue
            left, gone = _parted(text, reasons, proof)
            standing += [(start, left)] if left else []
            ruled = all(why == _OVERRULED for why in reasons.values())
            words = [(start + one.start, one.text) for one in gone]
            if ruled:
                given_up += [replace(block, parts=tuple(words))] if words else []
            else:
                told = tuple((at, f"{one}。") for at, one in _in_runs(words)) if left else ((start, text),)
                aside.append((replace(block, parts=told, also=()), next(why for why in reasons.values() if why)))
        kept += [replace(block, parts=tuple(standing))] if standing else []
    return Held(tuple(kept), tuple(given_up), tuple(aside))


def _giving_way(block: Block, start: int, text: str, proof: Proof, contested: Contested, shelf: Shelf) -> list[tuple[Figure, str]]:
    """The figures of a sentence that give way, and why ("" for a ruling)."""
    at, source = block.hit.passage.start + start, block.hit.source
    spans = [(0, len(text))] if part_told(source.title) and not shelf.part else unsettled_spans(text) if not shelf.part else []
    found: list[tuple[Figure, str]] = []
    for figure in figures_in(text, proof.calendar, block.ahead):
        if contested.lost(source.id, at + figure.start):
            found.append((figure, _OVERRULED))
        elif (instead := contested.instead(source.id, at + figure.start)) is not None:
            found.append((figure, f"稿子里写的是{_said(instead, proof)}，两处不一，请核对。"))
        elif not block.ahead and any(begin <= figure.start < end for begin, end in spans):
            whole = next((e for e in shelf.results if e.source.id != source.id and whole_of(figure, e.figure)), None)
            found += [(figure, f"稿子里写的是全年的数：{_said(whole, proof)}。")] if whole is not None else []
    return found


def _in_runs(words: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    """The clauses that stood next to each other as they stood."""
    found: list[tuple[int, str]] = []
    for at, text in words:
        if found and found[-1][0] + len(found[-1][1]) + 1 == at:
            found[-1] = (found[-1][0], f"{found[-1][1]}，{text}")
        else:
            found.append((at, text))
    return found


def _said(entry: Entry, proof: Proof) -> str:
    told = best_statement([entry], proof)
    return f"{told.text if told else entry.figure.indicator + entry.figure.text}（{place_of(entry).where}）"


def _parted(text: str, reasons: dict[int, str], proof: Proof) -> tuple[str, list[Clause]]:
    """(what is left of the sentence, "" where nothing can be; the clauses that went)."""
    whole: list[str] = []
    gone: list[Clause] = []
    for begin, group in groups(text):
        kept: list[Clause] = []
        lost, part = False, ""
        for one in clauses(group):
            inside = any(begin + one.start <= at < begin + one.end for at in reasons)
            lost = inside or (lost and one.leans and not _RATE.match(one.text))
            part = part_named(one.text) if inside and part_named(one.text) else part
            if not lost and part:
                kept.append(replace(one, text=f"{part}，{one.text}"))
                part = ""
                continue
            if lost:
                gone.append(replace(one, start=begin + one.start))
            else:
                kept.append(one)
        if kept and all(leads_with_part(one.text) or _WHEN.fullmatch(one.text) for one in kept):
            kept = []
        whole += ["，".join(one.text for one in kept)] if kept else []
    left = "；".join(whole) + "。" if whole else ""
    said, says = proof.reads("", text), proof.reads("", left)
    return (left if all(one in said for one in says) and (says or "，" in left) else ""), gone
