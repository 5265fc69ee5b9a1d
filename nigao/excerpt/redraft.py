"""Changing a section as a remark asks, without a model: shorter, longer, without a paragraph, with this year's figure."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from nigao.draft import DraftSection, SectionTask
from nigao.excerpt.compose import section
from nigao.excerpt.material import blocks_of
from nigao.excerpt.sheet import Plan
from nigao.excerpt.surface import surface
from nigao.figures.agreement import agree
from nigao.figures.read import read_figures
from nigao.numerals import number
from nigao.requests import Expand, ReplaceFigure, Shorten, parse_request
from nigao.writing.runs import Run, joined, marked, place_of
from nigao.writing.sentences import sentences

_N = r"[一二两三四五六七八九十\d]+"
_DROP = re.compile(
    rf"(?:删|去掉|拿掉|不要|砍).*?(?P<end>最后一?|末|"
    rf"倒数第)?(?:第(?P<n>{_N}))?(?P<first>首)?(?:个)?(?:自然)?(?P<what>段|句)"
)
_DROP_LATE = re.compile(
    rf"(?P<end>最后一?|末|倒数第)?(?:第(?P<n>{_N}))?(?P<first>首)?(?:个)?(?:自然)?(?P<what>段|"
    rf"句)(?:话)?.{{0,4}}(?:删|去掉|拿掉|不要)"
)
_SWAP = re.compile(r"[“「『\"]([^”」』\"]+)[”」』\"](?:都|全部)?(?:改成|改为|换成|换为|替换为|替换成)[“「『\"]([^”」』\"]*)[”」』\"]")
_WITHOUT = re.compile(r"(?:不要(?:写|提|出现)|别(?:写|提)|去掉|删掉|删除|删去)[“「『\"]?([^“”「」『』\"，。的]{2,20})")
_WITH = re.compile(
    r"(?:突出|强调|补充|增加|加上|加入|多(?:写|提))(?:一些|一点|点|一下)?(?:关于|"
    r"有关)?[“「『\"]?([^“”「」『』\"，。]{2,20}?)(?:方面|情况|内容|工作)?(?:的内容|的情况)?[”」』\"]?(?:$|"
    r"[，。])"
)
_SHORT = r"(?:精简|压缩|缩短|压一压|压一下|压短|短一?[些点]|太长|过长|简短|删减)"
_WHICH = rf"(?P<end>最后一?|末|倒数第)?(?:第(?P<n>{_N}))?(?P<first>首)?(?:个)?(?:自然)?段"
_SHORTER_PARAGRAPH = re.compile(rf"{_SHORT}[^，。]{{0,6}}?{_WHICH}")
_PARAGRAPH_SHORTER = re.compile(rf"{_WHICH}(?:话)?[^，。]{{0,6}}?{_SHORT}")
_SHORTER_BY = 0.6


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
    remark = task.remark
    swap = _SWAP.search(remark)
    if swap:
        return _swapped(body, swap[1], swap[2])
    dropped = _DROP_LATE.search(remark) or _DROP.search(remark)
    if dropped:
        return _dropped(body, dropped)
    one = _SHORTER_PARAGRAPH.search(remark) or _PARAGRAPH_SHORTER.search(remark)
    if one:
        return _with_shorter(body, one, task.length)
    asked = parse_request(remark, (task.item,), 0, task.brief.reviewed_year) if remark else None
    if isinstance(asked, ReplaceFigure):
        return _refigured(task, plan, body, asked.indicator)
    length = task.length or (asked.length if isinstance(asked, Shorten | Expand) else None)
    if isinstance(asked, Shorten) or (length is not None and length < len(body.text)):
        return shortened(body, length or int(len(body.text) * _SHORTER_BY))
    if isinstance(asked, Expand) or length is not None:
        return _expanded(task, plan, body, length)
    without = _WITHOUT.search(remark)
    if without:
        return _kept(body, lambda run: without[1] not in run.text)
    wanted = _WITH.search(remark)
    return _expanded(task, plan, body, None, wanted[1]) if wanted else None


def shortened(body: Run, length: int) -> Run:
    """Whole sentences left out until at most ``length`` characters stand: carried phrases first, sentences with figures last.

    The first sentence always stays, so a length below it cannot be reached.
    """
    return _together(_shorter(_parts(body), length))


def _shorter(parts: Sequence[tuple[int, Run]], length: int) -> list[tuple[int, Run]]:
    order = sorted(range(1, len(parts)), key=lambda i: (_worth(parts[i][1]), -i))
    out: set[int] = set()
    total = sum(len(run.text) for _, run in parts)
    for index in order:
        if total <= length:
            break
        out.add(index)
        total -= len(parts[index][1].text)
    return [part for i, part in enumerate(parts) if i not in out]


def _with_shorter(body: Run, asked: re.Match[str], length: int | None) -> Run:
    """One paragraph made shorter, the others left as they are."""
    parts = _parts(body)
    at = _nth(asked, sorted({paragraph for paragraph, _ in parts}))
    if at is None:
        return body
    mine = [part for part in parts if part[0] == at]
    kept = _shorter(mine, length or int(sum(len(run.text) for _, run in mine) * _SHORTER_BY))
    return _together([part for part in parts if part[0] < at] + kept + [part for part in parts if part[0] > at])


def _nth(asked: re.Match[str], things: Sequence[int]) -> int | None:
    """Which of the things 第三段, 最后一段, 倒数第二句 names; None if there are not so many."""
    wanted = number(asked["n"]) or 1 if asked["n"] else 1
    if not things or wanted > len(things):
        return None
    return things[-wanted] if asked["end"] else things[wanted - 1]


def _worth(run: Run) -> int:
    """How much a sentence is worth keeping: gaps and carried phrases little, this year's figures most."""
    verdicts = {one.verdict for one in run.evidence}
    if verdicts & {"supported", "computed", "rounded", "context"}:
        return 3
    if "gap" in verdicts:
        return 0
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


def _dropped(body: Run, asked: re.Match[str]) -> Run:
    parts = _parts(body)
    of_paragraph = asked["what"] == "段"
    things = sorted({paragraph for paragraph, _ in parts}) if of_paragraph else list(range(len(parts)))
    gone = _nth(asked, things)
    if gone is None:
        return body
    return _together([part for i, part in enumerate(parts) if (part[0] if of_paragraph else i) != gone])


def _swapped(body: Run, old: str, new: str) -> Run:
    """Every ``old`` made ``new``; evidence that spans a change loses its hold, the rest moves along."""
    runs: list[Run] = []
    at = 0
    for match in re.finditer(re.escape(old), body.text):
        runs += [body.slice(at, match.start()), Run(new)]
        at = match.end()
    return joined([*runs, body.slice(at, len(body.text))])


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


def _expanded(task: SectionTask, plan: Plan, body: Run, length: int | None, about: str = "") -> Run:
    """The text with what the section could say besides: all it says when written afresh, then further material."""
    fresh = section(task, plan, task.passages)
    spare = [block.run() for block in blocks_of(task.passages) if block.ahead == (task.item.kind == "plan")]
    more = [run for _, run in _parts(Run(fresh.text, fresh.evidence))] + spare
    parts = _parts(body)
    last = parts[-1][0] if parts else 0
    total = len(body.text)
    for run in more:
        if length is not None and total >= length:
            break
        if run.text in body.text or (about and about not in run.text):
            continue
        parts.append((last, run))
        total += len(run.text)
    return _together(parts)
