"""False figures put right from the ledger: where a sentence names an indicator of which this year's figure is known, it is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from chains.proof import Flaw
from chains.slots import MISSING, Filled, Slot, SlotTable
from nigao.checks.finding import Finding, Span
from nigao.figures.agreement import comparable


@dataclass(frozen=True, slots=True)
class Corrected:
    """The text with what could be put right; notes say what, their places count in it."""

    filled: Filled
    notes: tuple[Finding, ...] = ()


def correct(filled: Filled, bad: Sequence[Flaw], table: SlotTable, default_year: str) -> Corrected | None:
    """Write the ledger's figure for each flaw whose indicator, kind, status, scope and year one slot alone answers.

    None if no flaw has one. The result must be proved again: what is still false then is marked.
    """
    pairs = [(flaw, slot) for flaw in sorted(bad, key=lambda item: item.start) if (slot := _slot(flaw, table))]
    if not pairs:
        return None
    # A slot under another's name would pass the guard when asked again without its span: it is taken out here.
    wrong = [(flaw, MISSING) for flaw in bad if flaw.code == "draft.misplaced" and all(flaw is not one for one, _ in pairs)]
    out, last = [], 0
    for flaw, mark in sorted([*((flaw, slot.mark) for flaw, slot in pairs), *wrong], key=lambda item: item[0].start):
        if flaw.start >= last:
            out += [filled.text[last : flaw.start], mark]
            last = flaw.end
    again = table.fill("".join(out) + filled.text[last:], default_year)
    if len(again.spans) != len(pairs):
        return None
    notes = [_note(flaw, again.text[start:end], start) for (flaw, _), (start, end, _) in zip(pairs, again.spans, strict=True)]
    return Corrected(Filled(again.text, again.spans, filled.unknown), tuple(notes))


def _slot(flaw: Flaw, table: SlotTable) -> Slot | None:
    said = flaw.figure
    if said is None or not said.indicator:
        return None
    found = {}
    for slot in table.slots.values():
        known = slot.entry.figure
        same = (known.indicator, known.measure, known.status, known.scope) == (said.indicator, said.measure, said.status, said.scope)
        if same and known.period == said.period and comparable(known, said):
            found[(known.value, known.unit)] = slot
    return next(iter(found.values())) if len(found) == 1 else None


def _note(flaw: Flaw, written: str, start: int) -> Finding:
    message = f"模型写的“{flaw.text}”与台账不符，已改为台账中的{written}。"
    place = Span(written, start, start + len(written))
    return Finding("draft.corrected", "note", message, (place,), flaw.indicator, (flaw.text, written))
