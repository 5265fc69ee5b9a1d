"""From a report's figures to ledger entries, each with its sentence and page."""

from __future__ import annotations

from nigao.ledger.ledger import Entry, Source
from nigao.report import Report
from nigao.surroundings import Surroundings


def entries_of(report: Report, source: Source) -> list[Entry]:
    """Every figure of the report as a ledger entry, in document order."""
    around = Surroundings(report.document)
    return [
        Entry(figure, source, around.sentence(figure), page=around.page(figure), id=f"{source.id}:{number}")
        for number, figure in enumerate(report.figures)
    ]
