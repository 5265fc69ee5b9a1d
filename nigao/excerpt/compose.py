"""Writing one section out: its paragraphs in last year's order, this year's material and figures joined to them, gaps named."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from nigao.draft import DraftSection, Evidence, Hit, SectionTask
from nigao.excerpt.frames import best_statement
from nigao.excerpt.material import Block, Told, blocks_of, placed, without_label
from nigao.excerpt.sheet import Plan, Sheet
from nigao.ledger import Entry
from nigao.numerals import chinese
from nigao.writing.runs import Run, joined, marked, place_of

_AT_ONCE = 3
_NAMED_GAPS = 6
_COUNTED = re.compile(r"(?:(?<=[。；：])|^)([一二三四五六七八九十]+)是")
_OWN_PARAGRAPH = 150
_OPENING = 40


def section(task: SectionTask, plan: Plan, passages: tuple[Hit, ...]) -> DraftSection:
    """The section as drafted: complete, with evidence for every figure, every quotation and every gap."""
    item = task.item
    blocks = blocks_of(passages)
    here = placed(blocks, plan.placer)
    single = [entry for sheets in plan.sheets.values() for sheet in sheets for entry in sheet.quotes]
    told = Told(blocks, plan.proof.calendar, single)
    runs: list[Run] = []
    for sheet in plan.sheets.get(task.outline_index, []):
        runs += _paragraphs(sheet, here.get((sheet.slot.item, sheet.slot.paragraph), []), told, plan)
    if not runs and not _has_children(task):
        runs = [_nothing(item.points)]
    body = _recounted(joined(runs, "\n"))
    evidence = tuple(sorted(body.evidence, key=lambda e: (e.start, e.end)))
    paragraphs = tuple(body.text.split("\n")) if body.text else ()
    return DraftSection(item.number, item.title, item.level, paragraphs, evidence)


def _has_children(task: SectionTask) -> bool:
    outline, index = task.brief.outline, task.outline_index
    return index + 1 < len(outline) and outline[index + 1].level > outline[index].level


def _nothing(points: Sequence[str]) -> Run:
    name = "、".join(points) or "本节内容"
    return marked(f"【待补：{name}】", "gap", note="上年没有可以沿用的内容，今年的材料里也没有找到")


def _paragraphs(sheet: Sheet, blocks: Sequence[Block], told: Told, plan: Plan) -> list[Run]:
    """Last year's paragraph with what joins it, then long quotations in paragraphs of their own."""
    long = [block.run() for block in blocks if len(block.text) >= _OWN_PARAGRAPH]
    short = [block.run() for block in blocks if len(block.text) < _OWN_PARAGRAPH]
    first = _paragraph(sheet, short, told, plan)
    return ([first] if first is not None else []) + long


def _paragraph(sheet: Sheet, quotes: Sequence[Run], told: Told, plan: Plan) -> Run | None:
    """The paragraph: each new sentence behind the one it is nearest to, what is missing at the end."""
    framed = [run for filled in sheet.sentences if (run := filled.run(told.figure)) is not None]
    behind: dict[int, list[Run]] = {}
    for quote in [*quotes, *_single_quotes(sheet, told)]:
        behind.setdefault(_nearest(quote.text, framed), []).append(quote)
    for position, groups in _by_nearest(sheet, told, framed).items():
        behind.setdefault(position, []).extend(_news(groups, plan))
    parts: list[Run] = []
    for position in range(-1, len(framed)):
        parts += framed[position : position + 1] if position >= 0 else []
        parts += behind.get(position, [])
    missing = [name for name in sheet.missing if not told.indicator(name)]
    if missing:
        parts.append(_gaps(missing, f"{plan.proof.calendar.planned}年目标" if sheet.slot.kind.endswith("plan") else ""))
    return joined(parts) if parts else None


def _single_quotes(sheet: Sheet, told: Told) -> list[Run]:
    """Sentences of material known from the ledger alone."""
    found: dict[str, Run] = {}
    for entry in sheet.quotes:
        text = without_label(entry.sentence).rstrip("；;，,。") + "。"
        if not told.sentence(text) and not any(text in other for other in found):
            found[text] = marked(text, "quoted", (place_of(entry),))
    return list(found.values())


def _by_nearest(sheet: Sheet, told: Told, framed: Sequence[Run]) -> dict[int, list[list[Entry]]]:
    found: dict[int, list[list[Entry]]] = {}
    for group in sheet.news:
        if all(told.figure(entry) for entry in group):
            continue
        found.setdefault(_nearest(group[0].figure.indicator, framed), []).append(group)
    return found


def _nearest(text: str, framed: Sequence[Run]) -> int:
    """Which sentence of the paragraph shares most with the text; the last one where none does. A short opening is no home."""
    pairs = {text[i : i + 2] for i in range(len(text) - 1)}
    opening = len(framed) > 1 and len(framed[0].text) < _OPENING
    shared = [0 if opening and i == 0 else sum(pair in run.text for pair in pairs) for i, run in enumerate(framed)]
    best = max(shared, default=0)
    return shared.index(best) if best >= 1 else len(framed) - 1


def _news(groups: Sequence[Sequence[Entry]], plan: Plan) -> list[Run]:
    """Figures without a sentence of last year's, three to a sentence."""
    statements = [run for group in groups if (run := best_statement(group, plan.proof)) is not None]
    chunks = [statements[i : i + _AT_ONCE] for i in range(0, len(statements), _AT_ONCE)]
    return [joined([joined(chunk, "；"), Run("。")]) for chunk in chunks]


def _gaps(names: Sequence[str], target: str) -> Run:
    """One gap for all that a paragraph misses."""
    shown = "、".join(names[:_NAMED_GAPS]) + ("等" if len(names) > _NAMED_GAPS else "") + (f"的{target}" if target else "")
    return marked(f"【待补：{shown}】", "gap", note="上年写过而今年台账中没有的指标：" + "、".join(names))


def _recounted(run: Run) -> Run:
    """一是, 二是 … numbered anew where some were left out."""
    matches = list(_COUNTED.finditer(run.text))
    if not matches:
        return run
    text, evidence, shift = run.text, list(run.evidence), 0
    for number, match in enumerate(matches, 1):
        new = chinese(min(number, 99))
        start, old = match.start(1) + shift, match[1]
        text = text[:start] + new + text[start + len(old) :]
        by = len(new) - len(old)
        evidence = [_moved(one, start, by) for one in evidence]
        shift += by
    return Run(text, tuple(evidence))


def _moved(evidence: Evidence, at: int, by: int) -> Evidence:
    start = evidence.start + by if evidence.start > at else evidence.start
    end = evidence.end + by if evidence.end > at else evidence.end
    return replace(evidence, start=start, end=end)
