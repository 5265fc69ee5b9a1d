"""Writing one section out: its paragraphs in last year's order, this year's material and figures joined to them, gaps named."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from nigao.draft import DraftSection, Evidence, Hit, Place, SectionTask
from nigao.excerpt.frames import best_statement
from nigao.excerpt.runs import Run, joined, marked, place_of
from nigao.excerpt.sentences import sentences
from nigao.excerpt.sheet import PLANS, REVIEWS, Plan, Sheet
from nigao.ledger import Entry
from nigao.numerals import chinese

_AT_ONCE = 3
_NAMED_GAPS = 6
_COUNTED = re.compile(r"(?:(?<=[。；：])|^)([一二三四五六七八九十]+)是")
_PLANS_AHEAD = re.compile(r"下一步|明年|将(?:继续|进一步|着力|重点)|计划(?:于|在)?|力争|拟|打算|年内要")


def section(task: SectionTask, plan: Plan) -> DraftSection:
    """The section as drafted: complete, with evidence for every figure, every quotation and every gap."""
    item = task.item
    sheets = plan.sheets.get(task.outline_index, [])
    quotes = _quotes(task, plan)
    runs = [run for sheet in sheets if (run := _paragraph(sheet, quotes.get(sheet.slot.paragraph, []), plan)) is not None]
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


def _paragraph(sheet: Sheet, quotes: Sequence[Run], plan: Plan) -> Run | None:
    """The paragraph: each new sentence behind the one it is nearest to, what is missing at the end."""
    behind: dict[int, list[Run]] = {}
    for quote in quotes:
        behind.setdefault(_nearest(quote.text, sheet), []).append(quote)
    for position, groups in _by_nearest(sheet).items():
        behind.setdefault(position, []).extend(_news(groups, plan))
    parts: list[Run] = []
    for position in range(-1, len(sheet.runs)):
        parts += sheet.runs[position : position + 1] if position >= 0 else []
        parts += behind.get(position, [])
    if sheet.missing:
        parts.append(_gaps(sheet.missing, f"{plan.proof.calendar.planned}年目标" if sheet.slot.kind == "plan" else ""))
    return joined(parts) if parts else None


def _by_nearest(sheet: Sheet) -> dict[int, list[list[Entry]]]:
    found: dict[int, list[list[Entry]]] = {}
    for group in sheet.news:
        found.setdefault(_nearest(group[0].figure.indicator, sheet), []).append(group)
    return found


def _nearest(text: str, sheet: Sheet) -> int:
    """Which sentence of the paragraph shares most with the text; the last one where none does."""
    pairs = {text[i : i + 2] for i in range(len(text) - 1)}
    shared = [sum(pair in run.text for pair in pairs) for run in sheet.runs]
    best = max(shared, default=0)
    return shared.index(best) if best >= 1 else len(sheet.runs) - 1


def _news(groups: Sequence[Sequence[Entry]], plan: Plan) -> list[Run]:
    """Figures without a sentence of last year's, three to a sentence."""
    statements = [best_statement(group, plan.proof) for group in groups]
    chunks = [statements[i : i + _AT_ONCE] for i in range(0, len(statements), _AT_ONCE)]
    return [joined([joined(chunk, "；"), Run("。")]) for chunk in chunks]


def _gaps(names: Sequence[str], target: str) -> Run:
    """One gap for all that a paragraph misses."""
    shown = "、".join(names[:_NAMED_GAPS]) + (f"等{len(names)}项" if len(names) > _NAMED_GAPS else "") + (f"的{target}" if target else "")
    return marked(f"【待补：{shown}】", "gap", note="上年写过而今年台账中没有的指标：" + "、".join(names))


def _quotes(task: SectionTask, plan: Plan) -> dict[int, list[Run]]:
    """This year's sentences of material for each paragraph of the section, each once in the whole draft."""
    found: dict[int, list[Run]] = {}
    seen: set[str] = set()
    kinds = PLANS if task.item.kind == "plan" else REVIEWS
    for sheet in plan.sheets.get(task.outline_index, []):
        for entry in sheet.quotes:
            _add(found, seen, sheet.slot.paragraph, entry.sentence, place_of(entry))
    for hit, sentence in _sentences(task.passages):
        ahead = bool(_PLANS_AHEAD.search(sentence))
        if ahead != (kinds is PLANS):
            continue
        slot = plan.placer.best(sentence, kinds, also=" ".join(hit.passage.heading_path))
        if slot is not None and slot.item == task.outline_index:
            _add(found, seen, slot.paragraph, sentence, _place(hit, sentence))
    return found


def spare_quotes(task: SectionTask) -> list[Run]:
    """All sentences of this year's material found for the section, wherever they fit best; for making a section longer."""
    ahead = task.item.kind == "plan"
    fit = [(hit, text) for hit, text in _sentences(task.passages) if bool(_PLANS_AHEAD.search(text)) == ahead]
    return [marked(text, "quoted", (_place(hit, text),)) for hit, text in fit]


def _add(found: dict[int, list[Run]], seen: set[str], paragraph: int, sentence: str, place: Place) -> None:
    key = re.sub(r"\W", "", sentence)
    if not key or any(key in other or other in key for other in seen):
        return
    seen.add(key)
    text = sentence.rstrip("；;，,。") + "。" if not sentence.endswith(("！", "？")) else sentence
    found.setdefault(paragraph, []).append(marked(text, "quoted", (place,)))


def _sentences(passages: Iterable[Hit]) -> list[tuple[Hit, str]]:
    """Whole sentences of this year's material; scraps, headings and table rows are left."""
    return [
        (hit, sentence)
        for hit in passages
        if hit.source.role == "material"
        for line in hit.passage.text.split("\n")
        for _, sentence in sentences(line)
        if sentence.endswith(("。", "！")) and len(sentence) >= 12 and "\t" not in sentence
    ]


def _place(hit: Hit, sentence: str) -> Place:
    at = max(0, hit.passage.text.find(sentence))
    start = hit.passage.start + at
    where = " ".join([hit.source.filename or hit.source.title, *hit.passage.heading_path[-1:]])
    return Place(hit.source.id, hit.source.title, where, start, start + len(sentence), sentence)


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
