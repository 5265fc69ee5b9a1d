"""Who reports what a gap asks for: one answer for the sheets that ask and for who may fill it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from nigao.ledger import Entry, Ledger, responsible
from nigao.writing.gaps import Gap, ending_alike


def reported_by(gap: Gap, year: str, ledger: Ledger, entries: Iterable[Entry]) -> str:
    """The department, "" where nothing tells: who told the indicator, the one who tells it under a narrower or wider name, or who told this
    year most of what last year's section of it tells. year: the gap's, "" where none is known."""
    if not gap.indicator:
        return ""
    told = ledger.department(gap.indicator) or _under_another_name(gap, entries)
    return told or (ledger.reporter(gap.indicator, last_told(gap, year, ledger), year) if year.isdecimal() else "")


def last_told(gap: Gap, year: str, ledger: Ledger) -> Entry | None:
    """What was told for the year before the gap's; None where nothing was."""
    return ledger.told(gap.indicator, str(int(year) - 1), gap.status, gap.measure) if gap.indicator and year.isdecimal() else None


def _under_another_name(gap: Gap, entries: Iterable[Entry]) -> str:
    """Who tells it as a result under a name that ends alike, "" where none or several do."""
    results = ending_alike(replace(gap, status="actual", year=""), entries)
    offices = {office for entry in results if (office := responsible(entry))}
    return offices.pop() if len(offices) == 1 else ""
