"""From a document as read to a report with all that is recognised in it: headings, sections, passages, figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from nigao.figures.calendar import Calendar
from nigao.figures.figure import Figure
from nigao.outline import outline, sections_of
from nigao.own_year.paper import called, paper_years
from nigao.passages import passages_in
from nigao.recognise import recognise
from nigao.report import Document, Heading, Identity, Report
from nigao.writing.return_sheet import is_return_sheet, read_back

# What a rule decides of a figure.
_DECIDED = ("indicator", "measure", "status", "bound", "period")


def build_report(
    filename: str, digest: str, document: Document, identity: Identity | None = None, calendar: Calendar | None = None
) -> Report:
    """Join everything that can be known of a document. identity: what a person confirmed, else recognised here. calendar: the years of
    that identity, where who asks has read them already."""
    known = identity or recognise(filename, document.text)
    headings = outline(document)
    sections = sections_of(document.text, headings)
    figures, warnings = read_all_figures(filename, document, known, headings, calendar)
    return Report(
        filename=filename,
        digest=digest,
        identity=known,
        document=document,
        headings=tuple(headings),
        sections=tuple(sections),
        passages=tuple(passages_in(document, sections)),
        figures=tuple(figures),
        warnings=(*document.warnings, *(one for one in warnings if one not in document.warnings)),
    )


def calendar_for(filename: str, text: str, identity: Identity) -> Calendar:
    """The years figures are read against: as the identity says, else as name and text tell."""
    told = paper_years(called(filename, identity.title), text)
    calendar = told.calendar
    if identity.reviewed_year is None and identity.year is None:
        return calendar
    reviewed = str(identity.reviewed_year) if identity.reviewed_year else calendar.reviewed
    if told.within_a_year and reviewed == calendar.reviewed:
        return calendar  # half a year's paper plans the rest of it, whenever it is handed in
    after = str(int(reviewed) + 1) if reviewed.isdecimal() else calendar.planned
    planned = str(identity.year or calendar.planned) if identity.role == "report" else after
    if planned == reviewed and told.part is None:
        planned = after
    return replace(calendar, reviewed=reviewed, planned=planned)


def read_all_figures(
    filename: str, document: Document, identity: Identity, headings: Sequence[Heading], calendar: Calendar | None = None
) -> tuple[list[Figure], list[str]]:
    """(figures of running text and tables in document order, warnings); inside a table's span only the table's own figures count."""
    from nigao.figures.read import MOST, crowded, read_figures
    from nigao.figures.tables import read_tables

    if document.tables and is_return_sheet(document.text):
        return _given_back(document)
    calendar = calendar or calendar_for(filename, document.text, identity)
    running = read_figures(document.text, calendar=calendar, headings=headings)
    too_many = [f"有一句话里的数字超过{MOST}个，只读了前{MOST}个，请检查原文是否缺了标点。"] if crowded(document.text, running) else []
    if not document.tables:
        return list(running), too_many
    outside = [figure for figure in running if not _inside(figure, document)]
    tabled, warnings = read_tables(document.tables, document.text, calendar=calendar, name=filename)
    placed = [replace(figure, section=_section_at(figure.start, headings) or figure.section) for figure in tabled]
    return sorted([*outside, *placed], key=lambda figure: (figure.start, figure.end)), [*too_many, *warnings]


def reasons_in(report: Report) -> dict[int, Mapping[str, str]]:
    """Where each figure of a report begins → for each of its attributes the rule that decided it; a table's cell decides all of its own."""
    from nigao.figures.read import read_mentions

    calendar = calendar_for(report.filename, report.document.text, report.identity)
    found = {
        mention.span.start: mention.because for mention in read_mentions(report.document.text, calendar=calendar, headings=report.headings)
    }
    cells = {figure.start: dict.fromkeys(_DECIDED, "table.cell") for figure in report.figures if figure.place}
    return {**found, **cells}


def _given_back(document: Document) -> tuple[list[Figure], list[str]]:
    """What a department wrote into a sheet it was sent."""
    read = [read_back(table) for table in document.tables]
    return [figure for figures, _ in read for figure in figures], [warning for _, warnings in read for warning in warnings]


def _inside(figure: Figure, document: Document) -> bool:
    return any(table.start < figure.end and figure.start < table.end for table in document.tables)


def _section_at(offset: int, headings: Sequence[Heading]) -> str:
    """The titles of the headings an offset stands under, joined as ``Figure.section`` has them; "" before the first."""
    path: list[Heading] = []
    for heading in headings:
        if heading.kind == "section" and heading.start <= offset:
            path = [above for above in path if above.level < heading.level] + [heading]
    return " / ".join(heading.title for heading in path)
