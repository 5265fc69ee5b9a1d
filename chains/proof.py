"""A written section proved against the ledger: figures no source bears out are taken out and marked, the rest gets its evidence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from chains.fence import sentences
from chains.slots import MISSING, Filled
from nigao.checks.finding import Finding, Span
from nigao.draft import Evidence, Hit, Place, SectionTask
from nigao.figures.figure import Figure
from nigao.ledger import Entry, Source
from nigao.text.likeness import grams

BAD = frozenset({"unsupported", "context"})
_QUOTED = 0.6
_CARRIED = 0.85
_LEANS = re.compile(r"\s*(?:同比|其中|比|较|增速|增幅|占|总数|累计|分别)")
HIDDEN = "××"


@dataclass(frozen=True, slots=True)
class Flaw:
    """A figure in a text that no allowed entry bears out. said: what is wrong, in Chinese."""

    start: int
    end: int
    text: str
    indicator: str
    said: str
    code: str = "draft.unproved"
    figure: Figure | None = None


@dataclass(frozen=True, slots=True)
class Proved:
    """A text that may be shown: every figure in it is borne out, the others stand as 【待核：…】."""

    text: str
    evidence: tuple[Evidence, ...]
    findings: tuple[Finding, ...]


def flaws(filled: Filled, entries: Sequence[Entry], task: SectionTask) -> tuple[list[Flaw], list[Evidence]]:
    """What the number guard finds false in the text, or a slot under another's name, and the evidence of what is true."""
    from nigao.checks.guard import check_text

    part: Literal["review", "plan", ""] = task.item.kind if task.item.kind in ("review", "plan") else ""
    text = filled.text
    result = check_text(text, entries, calendar=task.brief.calendar(part))
    said = {(finding.places[0].start, finding.places[0].end): finding.message for finding in result.findings if finding.places}
    bad = []
    for item, figure in zip(result.evidence, result.figures, strict=True):
        if item.verdict in BAD:
            words = text[item.start : item.end]
            why = said.get((item.start, item.end)) or item.note or f"“{words}”没有出处。"
            bad.append(Flaw(item.start, item.end, words, figure.indicator, why, figure=figure))
    bad += _misplaced(filled, result.figures, bad)
    good = [item for item in result.evidence if not any(flaw.start < item.end and item.start < flaw.end for flaw in bad)]
    return bad, good


def _misplaced(filled: Filled, figures: Sequence[Figure], bad: Sequence[Flaw]) -> list[Flaw]:
    """Figures the program wrote for a slot whose sentence speaks of something else: true numbers, false statements."""
    found = []
    for start, end, slot in filled.spans:
        if any(flaw.start < end and start < flaw.end for flaw in bad):
            continue
        figure = next((figure for figure in figures if figure.start < end and start < figure.end), None)
        if not _named(slot.entry, _context(filled.text, start), figure):
            said = f"这里的数字是“{slot.entry.figure.indicator}”的，与句子所说的不是一回事。"
            name = figure.indicator if figure else ""
            found.append(Flaw(start, end, filled.text[start:end], name, said, "draft.misplaced", figure))
    return found


def _context(text: str, at: int) -> str:
    """The sentence at a place; one that leans on the sentence before (同比…, 其中…) with that."""
    start = max(text.rfind(stop, 0, at) for stop in "。！？\n") + 1
    end = min((place for stop in "。！？\n" if (place := text.find(stop, at)) >= 0), default=len(text))
    if _LEANS.match(text[start:end]) and start:
        start = max(text.rfind(stop, 0, start - 1) for stop in "。！？\n") + 1
    return text[start:end]


def _named(entry: Entry, context: str, figure: Figure | None) -> bool:
    from nigao.figures.aliases import same_indicator

    name = entry.figure.indicator
    if len(name) < 2 or _likeness(name, context) >= 0.5 or _likeness(context, entry.sentence) >= 0.5:
        return True
    return figure is not None and bool(figure.indicator) and same_indicator(figure.indicator, name)


def prove(filled: Filled, bad: Sequence[Flaw], good: Sequence[Evidence], task: SectionTask, notes: Sequence[Finding] = ()) -> Proved:
    """Take the flaws out of the text; offsets of all else, the notes' too, move with it."""
    own = f"{task.remark}\n{task.current.text if task.current else ''}"
    out, findings, moves, last, length = [], [], [], 0, 0
    for flaw in sorted(bad, key=lambda item: item.start):
        if flaw.start < last:
            continue
        mark = _mark(flaw, own)
        out += [filled.text[last : flaw.start], mark]
        length += flaw.start - last
        findings.append(_finding(flaw, length, mark))
        length += len(mark)
        moves.append((flaw.end, len(mark) - (flaw.end - flaw.start)))
        last = flaw.end
    text = "".join(out) + filled.text[last:]
    evidence = [_moved(item, moves) for item in good]
    evidence += [Evidence(f.places[0].start, f.places[0].end, "gap", note=f.message) for f in findings]
    standing = [note for note in notes if not any(flaw.start < note.places[0].end and note.places[0].start < flaw.end for flaw in bad)]
    return Proved(text, tuple(evidence), (*findings, *(_moved_note(note, moves) for note in standing)))


def _mark(flaw: Flaw, own: str) -> str:
    """What stands in the text instead. A number the person wrote is theirs and stays readable; one the model made up does not."""
    if flaw.code == "draft.gap":
        return f"【待补：{flaw.indicator}】" if flaw.indicator else "【待补】"
    return f"【待核：{flaw.text if flaw.text in own else flaw.indicator or '数字'}】"


@dataclass(frozen=True, slots=True)
class Hidden:
    """Last year's wording as the model saw it, and what each hidden figure in it was of, in order."""

    text: str = ""
    names: tuple[str, ...] = ()

    def name(self, before: str) -> str:
        """The indicator hidden after these words, "" if they do not stand there."""
        place = self.text.find(before[-6:] + HIDDEN) if before else -1
        number = self.text.count(HIDDEN, 0, place + len(before[-6:])) if place >= 0 else len(self.names)
        return self.names[number] if number < len(self.names) else ""


def gaps(text: str, hidden: Hidden) -> list[Flaw]:
    """Last year's hidden figures that the model copied, and slots it made up."""
    copied, made = "这里沿用了去年的句子而没有今年的数字。", "模型在这里写的数字没有台账依据。"
    found = []
    for match in re.finditer(f"(?:{HIDDEN})+", text):
        found.append(Flaw(match.start(), match.end(), "", hidden.name(text[: match.start()]), copied, "draft.gap"))
    return found + [Flaw(m.start(), m.end(), "", "", made) for m in re.finditer(re.escape(MISSING), text)]


def _finding(flaw: Flaw, start: int, mark: str) -> Finding:
    place = Span(mark, start, start + len(mark))
    made = f"模型写的“{flaw.text}”未经出处证实，已改为{mark}：{flaw.said}"
    message = made if flaw.text and flaw.code != "draft.gap" else f"{flaw.said[:-1]}，请补上数字或删去这一处。"
    return Finding(flaw.code, "error", message, (place,), flaw.indicator, (flaw.text,) if flaw.text else ())


def _moved(item: Evidence, moves: Sequence[tuple[int, int]]) -> Evidence:
    shift = sum(by for end, by in moves if end <= item.start)
    return replace(item, start=item.start + shift, end=item.end + shift)


def _moved_note(note: Finding, moves: Sequence[tuple[int, int]]) -> Finding:
    place = note.places[0]
    shift = sum(by for end, by in moves if end <= place.start)
    return replace(note, places=(Span(place.text, place.start + shift, place.end + shift),))


def quoted(text: str, hits: Sequence[Hit]) -> list[Evidence]:
    """For each sentence the passage it rests on, where one shares most of its wording."""
    found = []
    for start, end in sentences(text):
        best = max(((_likeness(text[start:end], hit.passage.text), i) for i, hit in enumerate(hits)), default=(0.0, 0))
        if best[0] >= _QUOTED and end - start >= 8:
            found.append(Evidence(start, end, "quoted", (_place(text[start:end], hits[best[1]]),)))
    return found


def carried(text: str, like: str, source: Source | None, known: Sequence[Evidence]) -> list[Evidence]:
    """Sentences taken over from last year's section that no figure and no material of this year bears out."""
    found = []
    borne = [item for item in known if item.verdict != "gap"]
    for start, end in sentences(text):
        fresh = any(item.start < end and start < item.end for item in borne)
        if not fresh and end - start >= 12 and like and _likeness(text[start:end], like) >= _CARRIED:
            place = Place(source.id, source.title, source.filename or source.title, 0, 0, text[start:end]) if source else None
            found.append(Evidence(start, end, "carried", (place,) if place else (), "沿用去年的表述，请核实今年是否仍然如此。"))
    return found


def _likeness(sentence: str, passage: str) -> float:
    """Share of the sentence's character pairs that stand in the passage."""
    pairs = grams(sentence)
    return sum(1 for pair in pairs if pair in passage) / len(pairs) if pairs else 0.0


def _place(sentence: str, hit: Hit) -> Place:
    text = hit.passage.text
    spans = sentences(text) or [(0, len(text))]
    start, end = max(spans, key=lambda span: _likeness(sentence, text[span[0] : span[1]]))
    where = " ".join(part for part in (hit.source.filename or hit.source.title, "/".join(hit.passage.heading_path)) if part)
    return Place(hit.source.id, hit.source.title, where, hit.passage.start + start, hit.passage.start + end, text[start:end])
