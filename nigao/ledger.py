"""The ledger: every figure with its source; lookup, series over years, conflicts, computed figures, rulings."""

from __future__ import annotations

from dataclasses import dataclass

from nigao.figures.figure import Figure


@dataclass(frozen=True, slots=True)
class Source:
    """Where something comes from, as a person would name it.

    id: the storage's id, stable for the same content. year, reviewed_year: as in ``report.Identity``.
    """

    id: str
    title: str
    unit: str = ""
    year: int | None = None
    role: str = "report"
    department: str = ""
    filename: str = ""
    reviewed_year: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A figure in the ledger: the record, its source, and the sentence it stands in (for a cell: row and column heads)."""

    figure: Figure
    source: Source
    sentence: str = ""
    page: int | None = None
    id: str = ""


@dataclass(frozen=True, slots=True)
class Ruling:
    """A person's decision in a conflict: which entry holds, by whom, when (ISO 8601) and why."""

    indicator: str
    scope: str
    period: str
    value: str
    unit: str
    by: str
    reason: str
    at: str = ""
    measure: str = "level"
