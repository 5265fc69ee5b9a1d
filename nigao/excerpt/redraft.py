"""Changing a section as a remark asks, without a model: shorter, longer, without a paragraph, with this year's figure."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from nigao.commands import Drop, DropAbout, Expand, Redraft, Shorten, Unit, UpdateFigures
from nigao.draft import DraftSection, SectionTask
from nigao.excerpt.compose import section
from nigao.excerpt.material import blocks_of
from nigao.excerpt.plan import Plan
from nigao.excerpt.surface import surface
from nigao.figures.agreement import agree
from nigao.figures.read import read_figures
from nigao.writing.runs import Run, joined, marked, place_of
from nigao.writing.sentences import sentences


def redrafted(task: SectionTask, plan: Plan) -> DraftSection | None:
    """The current section changed as asked; None where the remark asks for nothing that can be done word by word."""
    current = task.current
    if current is None:
        return None
    body = Run(current.text, current.evidence)
    changed = _change(task, plan, body)
    if changed is None:
        return None
    paragraphs = tuple(line for line in changed.text.split("\n") if line)
    return replace(current, paragraphs=paragraphs, evidence=changed.evidence, findings=(), state="complete")


def _change(task: SectionTask, plan: Plan, body: Run) -> Run | None:
    match task.asked:
        case Shorten(to=to, paragraph=None):
            return shortened(body, to)
        case Shorten(to=to, paragraph=paragraph):
            return _with_shorter(body, paragraph or 1, to)
        case Expand(to=to, about=about):
            return _expanded(task, plan, body, to, about)
        case Drop(unit=unit, number=number):
            return _dropped(body, unit, number)
        case DropAbout(about=about):
            return _kept(body, lambda run: about not in run.text)
        case UpdateFigures(indicator=indicator):
            return _refigured(task, plan, body, indicator)
        case Redraft(length=int(length)):
            return shortened(body, length) if length < len(body.text) else _expanded(task, plan, body, length)
    return None


def shortened(body: Run, length: int) -> Run:
    """Whole sentences left out until at most ``length`` characters stand: carried phrases first, sentences with figures last.

    The first sentence stays unless a number is missing in it, and one always does, so a length below it cannot be reached.
    """
    return _together(_shorter(_parts(body), length))


def _shorter(parts: Sequence[tuple[int, Run]], length: int) -> list[tuple[int, Run]]:
    first = int(len(parts) < 2 or _worth(parts[0][1]) > 0 or not any(_worth(run) for _, run in parts))
    order = sorted(range(first, len(parts)), key=lambda i: (_worth(parts[i][1]), -i))
    if not first:
        order.pop()  # the worthiest stays in its place
    out: set[int] = set()
    total = sum(len(run.text) for _, run in parts)
    for index in order:
        if total <= length:
            break
        out.add(index)
        total -= len(parts[index][1].text)
    for index in reversed(order):  # the last one left out may have been long: what fits comes back, the worthiest first
        if index in out and total + len(parts[index][1].text) <= length:
            out.remove(index)
            total += len(parts[index][1].text)
    return [part for i, part in enumerate(parts) if i not in out]


def _with_shorter(body: Run, number: int, length: int) -> Run:
    """One paragraph made shorter, the others left as they are."""
    parts = _parts(body)
    at = _nth(number, sorted({paragraph for paragraph, _ in parts}))
    if at is None:
        return body
    kept = _shorter([part for part in parts if part[0] == at], length)
    return _together([part for part in parts if part[0] < at] + kept + [part for part in parts if part[0] > at])


def _nth(number: int, things: Sequence[int]) -> int | None:
    """The thing of this number, from 1, or from the end where it is negative; None if there are not so many."""
    if not 0 < abs(number) <= len(things):
        return None
    return things[number] if number < 0 else things[number - 1]


def _worth(run: Run) -> int:
    """How much a sentence is worth keeping: gaps and carried phrases little, this year's figures most, contested ones too."""
    verdicts = {one.verdict for one in run.evidence}
    figures = verdicts & {"supported", "computed", "rounded", "context", "conflict", "stated"}
    if "gap" in verdicts:
        return 1 if figures else 0
    if figures:
        return 3
    return 1 if "carried" in verdicts else 2


def _parts(body: Run) -> list[tuple[int, Run]]:
    """(paragraph, sentence with its evidence) of the text."""
    found: list[tuple[int, Run]] = []
    begin = 0
    for number_, line in enumerate(body.text.split("\n")):
        for start, sentence in sentences(line):
            found.append((number_, body.slice(begin + start, begin + start + len(sentence))))
        begin += len(line) + 1
    return found


def _together(parts: Sequence[tuple[int, Run]]) -> Run:
    lines: dict[int, list[Run]] = {}
    for paragraph, run in parts:
        lines.setdefault(paragraph, []).append(run)
    return joined([joined(runs) for runs in lines.values()], "\n")


def _kept(body: Run, keeps: Callable[[Run], bool]) -> Run:
    return _together([(paragraph, run) for paragraph, run in _parts(body) if keeps(run)])


def _dropped(body: Run, unit: Unit, number: int) -> Run:
    parts = _parts(body)
    of_paragraph = unit == "paragraph"
    things = sorted({paragraph for paragraph, _ in parts}) if of_paragraph else list(range(len(parts)))
    gone = _nth(number, things)
    if gone is None:
        return body
    return _together([part for i, part in enumerate(parts) if (part[0] if of_paragraph else i) != gone])


def _refigured(task: SectionTask, plan: Plan, body: Run, indicator: str) -> Run:
    """This year's figure in place of each figure of the indicator ("" for all) that the ledger does not bear out."""
    runs: list[Run] = []
    at = 0
    wanted = "target" if task.item.kind == "plan" else "actual"
    for figure in read_figures(body.text, calendar=plan.proof.calendar):
        if indicator and indicator not in figure.indicator and figure.indicator not in indicator:
            continue
        entry = plan.shelf.match(figure, wanted)
        written = surface(entry.figure, figure.text) if entry is not None and not agree(entry.figure, figure) else None
        if entry is None or written is None or figure.start < at:
            continue
        runs += [body.slice(at, figure.start), marked(written.text, "supported", (place_of(entry),))]
        at = figure.end
    return joined([*runs, body.slice(at, len(body.text))])


# How far a section may grow beyond what was asked, as a share of what it is.
_OVER = 0.08


# What any section says: it tells of no field.
_OF_ANYTHING = (
    "发展",
    "推进",
    "推动",
    "建设",
    "工作",
    "水平",
    "提高",
    "提升",
    "加强",
    "深入",
    "落实",
    "更好",
    "全面",
    "实施",
    "进一",
    "一步",
    "首都",
    "北京",
)


def _field(title: str, text: str) -> tuple[str, ...]:
    """The pairs of characters of a heading that its text comes back to most: what a section is about."""
    pairs = [title[i : i + 2] for i in range(len(title) - 1) if re.fullmatch("[一-龥]{2}", title[i : i + 2])]
    counts = {pair: text.count(pair) for pair in pairs if pair not in _OF_ANYTHING}
    most = max(counts.values(), default=0)
    return tuple(words for words, count in counts.items() if count >= 3 and 2 * count >= most)


def _bare(text: str) -> str:
    """The words without what stands in a gap, which is said in more than one way."""
    return re.sub("【[^】]*】(?:以上|左右)?", "", text)


def _told(text: str, said: str) -> bool:
    """Whether most of a sentence's clauses stand already."""
    clauses = [one for one in re.split("[，；。]", _bare(text)) if len(one) > 3]
    return sum(one in said for one in clauses) > len(clauses) / 2


def _expanded(task: SectionTask, plan: Plan, body: Run, length: int | None, about: str = "") -> Run:
    """The text with what the section could say besides: all it says when written afresh, then further material."""
    fresh = section(task, plan, task.passages)
    blocks = [block.run() for block in blocks_of(task.passages) if block.ahead == (task.item.kind == "plan")]
    parts = _parts(body)
    last = parts[-1][0] if parts else 0
    total = len(body.text)
    field, said = _field(task.item.title, body.text), _bare(body.text)
    spare = [run for one in blocks for _, run in _parts(one)]
    spare.sort(key=lambda run: -sum(words in run.text for words in field))  # what is nearest to its field first
    more = [run for _, run in _parts(Run(fresh.text, fresh.evidence))] + spare
    for run in more:
        if length is not None and total >= length:
            break
        if _told(run.text, said) or (about and about not in run.text) or not any(words in run.text for words in field or ("",)):
            continue
        if length is not None and total + len(run.text) > length + _OVER * len(body.text):
            continue  # too much of it: a shorter one may stand further on
        parts.append((last, run))
        total += len(run.text)
    return _together(parts)
