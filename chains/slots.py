"""Numbered slots for ledger figures: the model writes 〔F3〕, the program writes the figure. No model and no prompt here."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from chains.fence import ALIKE
from chains.surface import BOUND_AFTER, BOUND_BEFORE, DOWN, UP, surface
from nigao.ledger import Entry

# As asked for, 〔F3〕 or 〔F3＝8所〕, and as careless models write it: [F3], 《F3》, 槽位F3, 〔F3｜增长5.1%〕, or bare at a clause's end:
# F1赛事 is a race, and an F of a source is no F here (``fence.ALIKE``).
_OPEN, _CLOSE = r"[〔\[【（(<{「［《]", r"[〕\]】）)>}」］》]"
_BRACKETED = rf"{_OPEN}\s*[Ff]\s*(\d{{1,3}})\s*(?:[=＝:：|｜][^〕\]】\n]{{0,40}}?)?{_CLOSE}"
_MARK = re.compile(rf"(?:槽位)?{_BRACKETED}" + r"|(?:槽位|(?<![A-Za-z0-9]))[Ff](\d{1,3})(?=[，。、；）,.;\s]|$)")
_VERB = r"(?:达到了?|达|为|至|到|实现|完成)"
_DIRECTION = re.compile(rf"(?:{'|'.join(UP + DOWN)})了?(?:到|至)?$")
_BOUND = re.compile(rf"(?:{'|'.join(BOUND_BEFORE)})$")
_AIMS = re.compile(r"力争|计划|目标|预期|预计|争取|确保|打算|拟|将|要|不低于|不少于|以上")
_SPAN = re.compile(r"[一二三四五六七八九十\d]年来|五年|十[一二三四五六七八九]五|年均|累计|时期")
MISSING = "【待核：数字】"


@dataclass(frozen=True, slots=True)
class Slot:
    """A figure that may be written, under its number."""

    number: int
    entry: Entry

    @property
    def mark(self) -> str:
        """What the model is to write."""
        return f"〔F{self.number}〕"

    @property
    def text(self) -> str:
        """What the program writes for it."""
        return surface(self.entry).text

    @property
    def inline(self) -> str:
        """The mark with the figure in it, for material in which the figure stands."""
        return f"〔F{self.number}＝{''.join(self.entry.figure.text.split())}〕"

    @property
    def legend(self) -> str:
        """One line that tells the model what the slot means."""
        figure = self.entry.figure
        status = "目标" if figure.status == "target" else "实绩"
        scope = f"｜{figure.scope}" if figure.scope else ""
        return f"{self.mark} {figure.indicator or '（见原句）'}｜{figure.period}｜{status}｜{self.text}{scope}"


@dataclass(frozen=True, slots=True)
class Filled:
    """Text with its figures written: spans say which slot stands where; unknown are marks of slots that do not exist."""

    text: str
    spans: tuple[tuple[int, int, Slot], ...] = ()
    unknown: tuple[str, ...] = ()


@dataclass(slots=True)
class SlotTable:
    """The slots of one section, numbered as they are added; the same figure of the same place has one number."""

    slots: dict[int, Slot] = field(default_factory=dict)
    _numbers: dict[tuple[object, ...], int] = field(default_factory=dict)

    def add(self, entry: Entry) -> Slot:
        """The slot of an entry, made if there is none yet."""
        figure = entry.figure
        key = (figure.indicator, surface(entry).text, figure.measure, figure.period, figure.scope, figure.status)
        number = self._numbers.setdefault(key, len(self._numbers) + 1)
        return self.slots.setdefault(number, Slot(number, entry))

    def mask(self, text: str, found: Iterable[tuple[int, int, Entry]]) -> str:
        """The text with each figure turned into its slot's mark, the figure shown in it."""
        out, last = [], 0
        for start, end, entry in sorted(found, key=lambda item: item[0]):
            if start >= last:
                out += [text[last:start], self.add(entry).inline]
                last = end
        return "".join(out) + text[last:]

    def fill(self, text: str, default_year: str = "") -> Filled:
        """Write every figure where its mark stands, with the words its source gives it.

        default_year: the year a reader takes the sentence to speak of; a figure of another year gets its year unless it is said.
        """
        out: list[str] = []
        spans, unknown, last, length = [], [], 0, 0
        for match in _MARK.finditer(text):
            slot = self.slots.get(int(match.group(1) or match.group(2)))
            if slot is None and not match.group(1):
                continue
            before = text[last : match.start()].rstrip() if slot else text[last : match.start()]
            head, words, span_start = (
                _joined(before, slot, _sentence("".join(out) + before, text[match.end() :]), default_year) if slot else (before, MISSING, 0)
            )
            out += [head, words]
            if slot:
                spans.append((length + len(head) + span_start, length + len(head) + len(words), slot))
            else:
                unknown.append(match.group())
            length += len(head) + len(words)
            last = match.end() + (_doubled(slot, text[match.end() :]) if slot else 0)
        return Filled(("".join(out) + text[last:]).replace(ALIKE, "F"), tuple(spans), tuple(unknown))

    def used(self, text: str) -> set[int]:
        """Numbers of the slots a text uses."""
        return {int(match.group(1) or match.group(2)) for match in _MARK.finditer(text)} & self.slots.keys()


def _sentence(written: str, after: str) -> str:
    """What the reader of a slot has read in its sentence, and a little of what follows."""
    start = max(written.rfind(stop) for stop in "。；！？\n") + 1
    return written[start:] + after[:30].split("。")[0]


def _joined(before: str, slot: Slot, sentence: str, default_year: str) -> tuple[str, str, int]:
    """(text before with doubled words taken away, what is written, offset of the figure in it)."""
    shape = surface(slot.entry)
    figure = slot.entry.figure
    before = _BOUND.sub("", before)
    if figure.measure == "change" and shape.lead:
        before = re.sub(rf"{_VERB}$", "", before)
        before = re.sub(rf"{_VERB}$", "", _DIRECTION.sub("", before))
    lead = "" if _said(shape.lead, before.replace(figure.indicator, "")) else shape.lead
    if figure.status == "target" and not _AIMS.search(sentence):
        before, lead = re.sub(rf"{_VERB}$", "", before), f"力争达到{lead}" if figure.measure == "level" else f"力争{lead}"
    when = _when(figure.period, default_year, sentence)
    if when and not re.search(r"\d年", sentence):
        # Before the indicator a period reads as its own; beside the number it would part the two.
        start = max(before.rfind(stop) for stop in "。；！？\n") + 1
        if start or sentence.startswith(before[:8] or "，"):
            before, when = before[:start] + when + before[start:], ""
    said = [when, figure.scope if figure.scope not in sentence else ""]
    lead = f"（{'，'.join(filter(None, said))}）{lead}" if any(said) else lead
    return before, lead + shape.body + shape.tail, len(lead)


def _said(lead: str, before: str) -> bool:
    """Whether the clause has already said the direction (新增高新技术企业〔F1〕)."""
    clause = re.split("[，。；：、\n]", before)[-1]
    same = UP if lead in UP else DOWN if lead in DOWN else ()
    return any(word in clause.replace("增加值", "") for word in same if len(word) > 1)


def _when(period: str, default_year: str, sentence: str) -> str:
    """The period as it must be said beside the figure, "" where the sentence says it or the reader takes it for granted."""
    first, _, last = period.partition("-")
    if not default_year or not first.isdigit() or period == default_year or first in sentence:
        return ""
    if last:
        return "" if _SPAN.search(sentence) else f"{first}—{last}年"
    before = int(first) == int(default_year) - 1 and re.search("上年|去年|上一年", sentence)
    return "" if before else f"{first}年"


def _doubled(slot: Slot, rest: str) -> int:
    """How many characters after a mark repeat its unit or its tail, or claim a bound the source does not give."""
    figure, shape = slot.entry.figure, surface(slot.entry)
    length = 0
    for unit in (figure.unit, f"亿{figure.unit}", f"万{figure.unit}"):
        if unit and rest.startswith(unit) and shape.body.endswith(unit):
            length = len(unit)
    word = next((word for word in BOUND_AFTER if rest[length:].startswith(word)), "")
    return length + (len(word) if word else 0)


class StreamFill:
    """Writes figures into text as it streams by, for showing progress; holds back an opened mark until it closes."""

    def __init__(self, table: SlotTable) -> None:
        self._table = table
        self._held = ""

    def feed(self, delta: str) -> str:
        """What may be shown now."""
        self._held += delta
        start = max(self._held.rfind(mark) for mark in "〔[【（(")
        closed = start < 0 or re.search(_CLOSE, self._held[start:]) or len(self._held) - start > 48
        cut = len(self._held) if closed else start
        ready, self._held = self._held[:cut], self._held[cut:]
        return self._table.fill(ready).text
